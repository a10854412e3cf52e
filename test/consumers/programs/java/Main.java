import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import io.github.cdktfstripeportal.*;
import io.github.cdktfstripeportal.provider.Price;
import io.github.cdktfstripeportal.provider.PriceRecurring;
import io.github.cdktfstripeportal.provider.Product;
import io.github.cdktfstripeportal.provider.StripeProvider;
import java.util.List;
import java.util.Map;

public final class Main {
    public static void main(String[] args) {
        var app = new App();
        var stack = new TerraformStack(app, "consumer");
        var apiKey = TerraformVariable.Builder.create(stack, "stripe_api_key").type("string").sensitive(true).build();
        var invoices = TerraformVariable.Builder.create(stack, "invoices").type("bool").defaultValue(true).build();
        StripeProvider.Builder.create(stack, "stripe").apiKey(apiKey.getStringValue()).build();

        var pro = Product.Builder.create(stack, "pro").name("Pro").build();
        var prices = List.of(price(stack, pro, "monthly", "month", 2_000), price(stack, pro, "yearly", "year", 20_000));

        var adjustableQuantity = AdjustableQuantity.builder().minimum(1).maximum(50).build();
        var plans = SubscriptionPortal.Builder.create(stack, "plans")
            .products(List.of(PortalProduct.builder()
                .product(pro.getId())
                .prices(prices)
                .adjustableQuantity(adjustableQuantity)
                .build()))
            .features(PortalFeatures.builder()
                .subscriptionCancel(SubscriptionCancelFeature.builder().enabled(false).build())
                .build())
            .build();

        var team = SubscriptionPortal.Builder.create(stack, "team")
            .expectedMode(PortalMode.TEST)
            .dependsOn(List.of(plans))
            .build();
        team.addProduct(PortalProduct.builder().product("prod_team").prices(List.of("price_team")).build());

        var portal = StripePortalConfiguration.Builder.create(stack, "portal")
            .name("Acme")
            .defaultReturnUrl("https://acme.com/dashboard")
            .businessProfile(BusinessProfile.builder()
                .headline("Zażółć your Acme plan")
                .privacyPolicyUrl("https://acme.com/privacy")
                .build())
            .features(PortalFeatures.builder()
                .customerUpdate(CustomerUpdateFeature.builder()
                    .allowedUpdates(List.of(CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID))
                    .build())
                .invoiceHistory(InvoiceHistoryFeature.builder().enabled(invoices.getBooleanValue()).build())
                .paymentMethodUpdate(PaymentMethodUpdateFeature.builder().paymentMethodConfiguration("pmc_1").build())
                .subscriptionCancel(SubscriptionCancelFeature.builder()
                    .mode(CancellationMode.IMMEDIATELY)
                    .prorationBehavior(CancellationProration.CREATE_PRORATIONS)
                    .cancellationReason(CancellationReasonFeature.builder()
                        .options(List.of(CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER))
                        .build())
                    .build())
                .subscriptionPause(SubscriptionPauseFeature.builder()
                    .duration(PauseDuration.builder()
                        .type(PauseDurationType.INTERVAL_OPTIONS)
                        .intervalOptions(List.of(PauseIntervalOption.builder()
                            .interval(PauseInterval.MONTH)
                            .intervalCount(3)
                            .build()))
                        .build())
                    .build())
                .subscriptionUpdate(SubscriptionUpdateFeature.builder()
                    .defaultAllowedUpdates(List.of(SubscriptionUpdateField.PRICE))
                    .products(List.of(PortalProduct.builder().product(pro.getId()).prices(prices).build()))
                    .prorationBehavior(UpdateProration.ALWAYS_INVOICE)
                    .billingCycleAnchor(BillingCycleAnchor.NOW)
                    .trialUpdateBehavior(TrialUpdateBehavior.CONTINUE_TRIAL)
                    .scheduleAtPeriodEnd(ScheduleAtPeriodEnd.builder()
                        .conditions(List.of(ScheduleAtPeriodEndCondition.builder()
                            .type(ScheduleCondition.SHORTENING_INTERVAL)
                            .build()))
                        .build())
                    .build())
                .build())
            .loginPage(LoginPage.builder().build())
            .metadata(Map.of("team", "billing"))
            .importFrom("bpc_1MrnZsLkdIwHu7ixNiQL1xPM")
            .expectedMode(PortalMode.TEST)
            .applyWhen(ApplyWhen.ALWAYS)
            .lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build())
            .build();
        portal.getResource().addOverride("features.subscription_update.billing_cycle_anchor", "unchanged");

        var existing = StripePortalConfiguration.fromPortalConfigurationId(stack, "existing", "bpc_2");
        TerraformOutput.Builder.create(stack, "login_page").value(portal.getLoginPageUrl()).build();
        TerraformOutput.Builder.create(stack, "is_default").value(portal.getIsDefault()).build();
        TerraformOutput.Builder.create(stack, "portals")
            .value(List.of(plans.getPortalConfigurationId(), existing.getPortalConfigurationId()))
            .build();
        app.synth();

        StripePortalConfiguration.Builder.create(stack, "refused")
            .features(PortalFeatures.builder()
                .subscriptionCancel(SubscriptionCancelFeature.builder()
                    .mode(CancellationMode.AT_PERIOD_END)
                    .prorationBehavior(CancellationProration.CREATE_PRORATIONS)
                    .build())
                .build())
            .build();
    }

    private static String price(TerraformStack stack, Product product, String id, String interval, int unitAmount) {
        return Price.Builder.create(stack, id)
            .product(product.getId())
            .currency("usd")
            .unitAmount(unitAmount)
            .recurring(List.of(PriceRecurring.builder().interval(interval).build()))
            .build()
            .getId();
    }
}

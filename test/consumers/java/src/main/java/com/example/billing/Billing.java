package com.example.billing;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.Token;
import io.github.cdktfstripeportal.*;
import io.github.cdktfstripeportal.provider.Price;
import io.github.cdktfstripeportal.provider.PriceRecurring;
import io.github.cdktfstripeportal.provider.Product;
import io.github.cdktfstripeportal.provider.StripeProvider;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

public final class Billing extends TerraformStack {
    public Billing(Construct scope, String id) {
        super(scope, id);
        LocalBackend.Builder.create(this).path("terraform.tfstate").build();
        var apiKey = TerraformVariable.Builder.create(this, "stripe_api_key").type("string").sensitive(true).build();
        var paymentMethods = TerraformVariable.Builder.create(this, "payment_methods").type("string").build();
        var adopted = TerraformVariable.Builder.create(this, "adopted_portal").type("string").build();
        var provider = StripeProvider.Builder.create(this, "stripe").apiKey(apiKey.getStringValue()).build();

        // Plans that customers can switch between.
        var pro = Product.Builder.create(this, "pro").name("Pro").build();
        var prices = List.of(
            price(pro, "monthly", "month", 2_000).getId(),
            price(pro, "yearly", "year", 20_000).getId());

        // A preset, and a method.
        var subscription = SubscriptionPortal.Builder.create(this, "subscription")
            .metadata(Map.of("team", "billing"))
            .build();
        subscription.addProduct(PortalProduct.builder().product(pro.getId()).prices(prices).build());

        // Values that are unknown until apply.
        var labels = variable("labels", "map(string)", Map.of("team", "billing"));
        var invoices = variable("invoices", "bool", true);
        var seats = variable("seats", "number", 50);
        var feedbackOptions = variable("feedback_options", "list(string)", List.of("feedback_acme"));
        var proration = variable("proration", "string", "always_invoice");
        var updates = variable("updates", "list(string)", List.of("price", "quantity"));

        // Every property of a portal.
        var custom = StripePortalConfiguration.Builder.create(this, "custom")
            .name("Acme")
            .active(true)
            .defaultReturnUrl("http://localhost:3000/account")
            .businessProfile(BusinessProfile.builder()
                .headline("Zażółć your Acme plan")
                .privacyPolicyUrl("https://acme.com/privacy")
                .termsOfServiceUrl("https://acme.com/terms")
                .build())
            .loginPage(LoginPage.builder().enabled(true).build())
            .metadata(Token.asStringMap(labels.getValue()))
            .features(PortalFeatures.builder()
                .customerUpdate(CustomerUpdateFeature.builder()
                    .enabled(true)
                    .allowedUpdates(List.of(CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID))
                    .build())
                .invoiceHistory(InvoiceHistoryFeature.builder().enabled(invoices.getBooleanValue()).build())
                .paymentMethodUpdate(PaymentMethodUpdateFeature.builder()
                    .enabled(true)
                    .paymentMethodConfiguration(paymentMethods.getStringValue())
                    .build())
                .subscriptionCancel(SubscriptionCancelFeature.builder()
                    .enabled(true)
                    .mode(CancellationMode.IMMEDIATELY)
                    .prorationBehavior(CancellationProration.CREATE_PRORATIONS)
                    .cancellationReason(CancellationReasonFeature.builder()
                        .enabled(true)
                        .options(List.of(CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER))
                        .feedbackOptions(feedbackOptions.getListValue())
                        .build())
                    .build())
                .subscriptionPause(SubscriptionPauseFeature.builder()
                    .enabled(true)
                    .duration(PauseDuration.builder()
                        .type(PauseDurationType.INTERVAL_OPTIONS)
                        .intervalOptions(List.of(PauseIntervalOption.builder()
                            .interval(PauseInterval.MONTH)
                            .intervalCount(3)
                            .build()))
                        .build())
                    .build())
                .subscriptionUpdate(SubscriptionUpdateFeature.builder()
                    .enabled(true)
                    .defaultAllowedUpdates(List.of(SubscriptionUpdateField.PRICE, SubscriptionUpdateField.QUANTITY))
                    .products(List.of(PortalProduct.builder()
                        .product(pro.getId())
                        .prices(prices)
                        .adjustableQuantity(AdjustableQuantity.builder()
                            .enabled(true)
                            .minimum(1)
                            .maximum(seats.getNumberValue())
                            .build())
                        .build()))
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
            .importFrom(adopted.getStringValue())
            .expectedMode(PortalMode.TEST)
            .applyVia(ApplyVia.STEP)
            .applyWhen(ApplyWhen.ON_CHANGE)
            .acknowledgeWarnings(List.of("insecure-link"))
            .provider(provider)
            .dependsOn(List.of(subscription))
            .lifecycle(TerraformResourceLifecycle.builder().ignoreChanges(List.of("name")).build())
            .build();
        var resource = custom.getResource();
        resource.addOverride("features.subscription_update.proration_behavior", proration.getStringValue());
        // A list would be appended to the existing one, a string replaces it.
        resource.addOverride("features.subscription_update.default_allowed_updates", updates.getStringValue());

        var existing = StripePortalConfiguration.fromPortalConfigurationId(this, "existing", "bpc_acme");
        output("login_page", custom.getLoginPageUrl());
        output("is_default", custom.getIsDefault());
        output("portals", List.of(subscription.getPortalConfigurationId(), existing.getPortalConfigurationId()));
    }

    private Price price(Product product, String name, String interval, int unitAmount) {
        return Price.Builder.create(this, name)
            .product(product.getId())
            .currency("usd")
            .unitAmount(unitAmount)
            .recurring(List.of(PriceRecurring.builder().interval(interval).build()))
            .build();
    }

    private TerraformVariable variable(String name, String type, Object byDefault) {
        return TerraformVariable.Builder.create(this, name).type(type).defaultValue(byDefault).build();
    }

    private void output(String name, Object value) {
        TerraformOutput.Builder.create(this, name).value(value).build();
    }
}

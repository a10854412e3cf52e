package com.example.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.Testing;
import com.hashicorp.cdktf.Token;
import io.github.cdktfstripeportal.*;
import io.github.cdktfstripeportal.provider.StripeProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.jsii.JsiiError;

class BillingTest {
    private static final PortalProduct PLAN =
        PortalProduct.builder().product("prod_pro").prices(List.of("price_month")).build();

    private TerraformStack stack;

    @BeforeEach
    void makeStack() {
        stack = new TerraformStack(Testing.app(), "stack");
        new StripeProvider(stack, "stripe");
    }

    @Test
    void hasFiveKindsOfPortalsAndOneWithVariables() {
        var names = new TreeSet<String>();
        resourcesOf(new Billing(Testing.app(), "billing"), "stripe_billing_portal_configuration")
            .fieldNames()
            .forEachRemaining(address -> names.add(address.split("_")[0]));
        assertEquals(Set.of("basic", "subscription", "full", "safe", "custom", "variable"), names);
    }

    @Test
    void stringsMapsListsNumbersAndBooleansAcceptTokens() {
        SubscriptionPortal.Builder.create(stack, "portal")
            .businessProfile(BusinessProfile.builder().headline(variable("headline", "string").getStringValue()).build())
            .metadata(Token.asStringMap(variable("labels", "map(string)").getValue()))
            .products(List.of(PortalProduct.builder()
                .product("prod_pro")
                .prices(variable("prices", "list(string)").getListValue())
                .adjustableQuantity(AdjustableQuantity.builder()
                    .maximum(variable("seats", "number").getNumberValue())
                    .build())
                .build()))
            .features(PortalFeatures.builder()
                .invoiceHistory(InvoiceHistoryFeature.builder()
                    .enabled(variable("invoices", "bool").getBooleanValue())
                    .build())
                .build())
            .build();
        var desired = desired();
        var portal = resourcesOf(stack, "stripe_billing_portal_configuration").elements().next();
        assertEquals("${var.headline != null && var.headline != \"\" ? var.headline : null}", portal.at("/business_profile/headline").asText());
        assertEquals(
            "${{for key, item in (var.labels == null ? {} : var.labels) : key => item if key != \"\" && item != null && item != \"\"}}",
            portal.at("/metadata").asText());
        assertEquals("${var.invoices}", desired.at("/features/invoice_history/enabled").asText());
        var product = desired.at("/features/subscription_update/products/0");
        assertEquals("${var.prices}", product.at("/prices").asText());
        assertEquals("${var.seats}", product.at("/adjustable_quantity/maximum").asText());
    }

    @Test
    void anEnumAcceptsAVariableThroughAnOverride() {
        var portal = SubscriptionPortal.Builder.create(stack, "portal").products(List.of(PLAN)).build();
        var resource = portal.getResource();
        var update = "features.subscription_update.";
        resource.addOverride(update + "proration_behavior", variable("proration", "string").getStringValue());
        // getListValue() would be appended to the preset's list, a string replaces it.
        resource.addOverride(update + "default_allowed_updates", variable("updates", "list(string)").getStringValue());
        var desired = desired().at("/features/subscription_update");
        assertEquals("${var.proration}", desired.at("/proration_behavior").asText());
        assertEquals("${var.updates}", desired.at("/default_allowed_updates").asText());
    }

    @Test
    void anInvalidPortalThrowsAllViolations() {
        var features = PortalFeatures.builder()
            .subscriptionCancel(SubscriptionCancelFeature.builder()
                .mode(CancellationMode.AT_PERIOD_END)
                .prorationBehavior(CancellationProration.CREATE_PRORATIONS)
                .build())
            .subscriptionUpdate(SubscriptionUpdateFeature.builder().products(List.of(PLAN)).build())
            .build();
        var builder = StripePortalConfiguration.Builder.create(stack, "portal").features(features);

        var message = assertThrows(JsiiError.class, builder::build).getMessage();

        var reasons = "StripePortalConfiguration at stack/portal cannot be deployed:\n"
            + "  - `features.subscriptionCancel.prorationBehavior`: Stripe rejects prorations unless cancellations "
            + "take effect immediately; got: \"create_prorations\"; set `mode: CancellationMode.IMMEDIATELY`, or "
            + "`prorationBehavior: CancellationProration.NONE`\n"
            + "  - `features.paymentMethodUpdate`: Stripe requires `paymentMethodUpdate` if `subscriptionUpdate` "
            + "is enabled; add `paymentMethodUpdate: {}`";
        // jsii for Java repeats the text, with the stack of the library behind it.
        assertTrue(message.startsWith(reasons + "\nError: " + reasons + "\n    at "), message);
        assertEquals(reasons, reasonsOf(message));
    }

    @Test
    void aMethodThrowsWithAnErrorPrefix() {
        var portal = new BasicPortal(stack, "portal");

        var thrown = assertThrows(RuntimeException.class, () -> portal.addProduct(PLAN));

        var reasons = "Error: BasicPortal at stack/portal cannot be deployed:\n"
            + "  - `addProduct()`: requires `features.subscriptionUpdate`; "
            + "add the feature, e.g. `subscriptionUpdate: {}`";
        assertEquals(RuntimeException.class, thrown.getClass());
        assertTrue(
            thrown.getMessage().startsWith(reasons + "\n@jsii/kernel.RuntimeError: " + reasons + "\n    at "),
            thrown.getMessage());
        assertEquals(reasons, reasonsOf(thrown.getMessage()));
    }

    @Test
    void aViolationOfTheStackIsThrownAtSynthTime(@TempDir Path folder) {
        var app = App.Builder.create().outdir(folder.toString()).build();
        var incomplete = new TerraformStack(app, "stack");
        new StripeProvider(incomplete, "stripe");
        new SubscriptionPortal(incomplete, "portal");

        var message = assertThrows(RuntimeException.class, app::synth).getMessage();

        assertTrue(
            message.startsWith("Error: Validation failed with the following errors:\n  [stack/portal] "), message);
        assertTrue(
            message.contains("add products with their prices here, or call `addProduct()`"), message);
        assertTrue(reasonsOf(message).endsWith("to your App configuration.\n"), message);
    }

    @Test
    void aMissingRequiredPropertyThrowsANullPointerException() {
        var builder = PortalProduct.builder().product("prod_pro");
        assertEquals("prices is required", assertThrows(NullPointerException.class, builder::build).getMessage());
    }

    /** As docs/languages.md cuts it. */
    private static String reasonsOf(String message) {
        return message.split("\n(Error|@jsii/kernel\\.\\w+): ", 2)[0];
    }

    private TerraformVariable variable(String name, String type) {
        return TerraformVariable.Builder.create(stack, name).type(type).build();
    }

    /** What the step of the stack's portal sends. */
    private JsonNode desired() {
        var data = resourcesOf(stack, "terraform_data").fields();
        while (data.hasNext()) {
            var resource = data.next();
            if (resource.getKey().contains("_DesiredState")) return resource.getValue().get("triggers_replace");
        }
        throw new AssertionError("the stack has no portal with a step");
    }

    private static JsonNode resourcesOf(TerraformStack stack, String type) {
        try {
            return new ObjectMapper().readTree(Testing.synth(stack, true)).at("/resource/" + type);
        } catch (JsonProcessingException error) {
            throw new AssertionError(error);
        }
    }
}

package com.example.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import io.github.cdktfstripeportal.*;
import io.github.cdktfstripeportal.provider.StripeProvider;
import java.nio.file.Path;
import java.util.List;
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
    void aMethodThrowsWithAnErrorPrefix(@TempDir Path folder) {
        var app = App.Builder.create().outdir(folder.toString()).build();
        var incomplete = new TerraformStack(app, "stack");
        new StripeProvider(incomplete, "stripe");
        new SubscriptionPortal(incomplete, "portal");

        var thrown = assertThrows(RuntimeException.class, app::synth);

        assertEquals(RuntimeException.class, thrown.getClass());
        var message = thrown.getMessage();
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
}

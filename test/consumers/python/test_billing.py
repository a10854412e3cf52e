import json

import pytest
from cdktf import App, TerraformStack, TerraformVariable, Testing, Token
from cdktf_stripe_portal import (
    AdjustableQuantity,
    BasicPortal,
    CancellationMode,
    CancellationProration,
    InvoiceHistoryFeature,
    PaymentMethodUpdateFeature,
    PortalFeatures,
    PortalProduct,
    StripePortalConfiguration,
    SubscriptionCancelFeature,
    SubscriptionPortal,
    SubscriptionUpdateFeature,
)
from cdktf_stripe_portal.provider import StripeProvider

from billing import Billing

PLAN = PortalProduct(product="prod_pro", prices=["price_month"])


@pytest.fixture
def stack():
    stack = TerraformStack(Testing.app(), "stack")
    StripeProvider(stack, "stripe")
    return stack


def resources_of(stack):
    return json.loads(Testing.synth(stack, True))["resource"]


def portal_of(stack):
    """The attributes of the only portal of a stack."""
    [portal] = resources_of(stack)["stripe_billing_portal_configuration"].values()
    return portal


def desired_state_of(stack):
    """The desired state of the only portal of a stack."""
    [desired] = [data for name, data in resources_of(stack)["terraform_data"].items() if "_DesiredState" in name]
    return desired["triggers_replace"]


class TestBilling:
    def test_has_five_kinds_of_portals_and_one_with_variables(self):
        portals = resources_of(Billing(Testing.app(), "billing"))["stripe_billing_portal_configuration"]
        names = {address.split("_")[0] for address in portals}
        assert names == {"basic", "subscription", "full", "safe", "custom", "variable"}


class TestStructs:
    def product_of(self, stack, product):
        """The product in the desired state of a portal with one product."""
        SubscriptionPortal(stack, "portal", products=[product])
        [product] = desired_state_of(stack)["features"]["subscription_update"]["products"]
        return product

    def test_a_list_item_is_a_class(self, stack):
        product = self.product_of(
            stack,
            PortalProduct(
                product="prod_pro", prices=["price_month"], adjustable_quantity=AdjustableQuantity(maximum=5)
            ),
        )
        assert product["adjustable_quantity"]["maximum"] == 5

    def test_a_single_struct_can_be_a_dictionary(self, stack):
        product = self.product_of(
            stack, PortalProduct(product="prod_pro", prices=["price_month"], adjustable_quantity={"maximum": 5})
        )
        assert product["adjustable_quantity"]["maximum"] == 5

    def test_a_dictionary_in_a_list_loses_names_that_differ_in_typescript(self, stack):
        # jsii passes the keys on unchanged and drops unknown ones.
        product = self.product_of(
            stack, {"product": "prod_pro", "prices": ["price_month"], "adjustable_quantity": {"maximum": 5}}
        )
        assert product["prices"] == ["price_month"]
        assert "maximum" not in product["adjustable_quantity"]


class TestTokens:
    def test_strings_maps_and_booleans_accept_a_variable(self, stack):
        headline = TerraformVariable(stack, "headline", type="string")
        labels = TerraformVariable(stack, "labels", type="map(string)")
        invoices = TerraformVariable(stack, "invoices", type="bool")
        BasicPortal(
            stack,
            "portal",
            business_profile={"headline": headline.string_value},
            metadata=Token.as_string_map(labels.value),
            features=PortalFeatures(invoice_history=InvoiceHistoryFeature(enabled=invoices.boolean_value)),
        )
        portal = portal_of(stack)
        headline = '${var.headline != null && var.headline != "" ? var.headline : null}'
        assert portal["business_profile"]["headline"] == headline
        filtered = 'key => item if key != "" && item != null && item != ""'
        assert portal["metadata"] == f"${{{{for key, item in (var.labels == null ? {{}} : var.labels) : {filtered}}}}}"
        assert portal["features"]["invoice_history"]["enabled"] == "${var.invoices}"

    def test_lists_of_strings_and_numbers_accept_a_variable(self, stack):
        prices = TerraformVariable(stack, "prices", type="list(string)")
        seats = TerraformVariable(stack, "seats", type="number")
        SubscriptionPortal(
            stack,
            "portal",
            products=[
                PortalProduct(
                    product="prod_pro",
                    prices=prices.list_value,
                    adjustable_quantity={"maximum": seats.number_value},
                )
            ],
        )
        [product] = desired_state_of(stack)["features"]["subscription_update"]["products"]
        assert product["prices"] == "${var.prices}"
        assert product["adjustable_quantity"]["maximum"] == "${var.seats}"

    def test_an_enum_rejects_a_variable(self, stack):
        proration = TerraformVariable(stack, "proration", type="string")
        with pytest.raises(TypeError, match=r"argument proration_behavior must be one of .*; got str instead"):
            SubscriptionUpdateFeature(proration_behavior=proration.string_value)

    def test_a_list_of_enums_rejects_a_variable(self, stack):
        updates = TerraformVariable(stack, "updates", type="list(string)")
        with pytest.raises(TypeError, match=r"argument default_allowed_updates must be one of .*; got list instead"):
            SubscriptionUpdateFeature(default_allowed_updates=updates.list_value)

    def test_an_enum_rejects_its_string_value(self):
        with pytest.raises(TypeError, match=r"argument mode must be one of .*; got str instead"):
            SubscriptionCancelFeature(mode="immediately")

    def test_a_list_of_structs_rejects_a_variable(self, stack):
        products = TerraformVariable(stack, "products", type="list(any)")
        with pytest.raises(TypeError, match=r"argument products must be one of .*; got .*Proxy instead"):
            SubscriptionUpdateFeature(products=products.value)

    def test_an_override_accepts_any_variable(self, stack):
        proration = TerraformVariable(stack, "proration", type="string")
        updates = TerraformVariable(stack, "updates", type="list(string)")
        invoices = TerraformVariable(stack, "invoices", type="bool")
        portal = SubscriptionPortal(stack, "portal", products=[PLAN])
        override = portal.resource.add_override
        override("features.subscription_update.proration_behavior", proration.string_value)
        # `list_value` would be appended to the preset's list, a string replaces it.
        override("features.subscription_update.default_allowed_updates", updates.string_value)
        override("features.invoice_history.enabled", invoices.boolean_value)
        features = desired_state_of(stack)["features"]
        assert features["subscription_update"]["proration_behavior"] == "${var.proration}"
        assert features["subscription_update"]["default_allowed_updates"] == "${var.updates}"
        assert features["invoice_history"]["enabled"] == "${var.invoices}"

    def test_the_whole_portal_is_available_as_json(self, stack):
        portal = SubscriptionPortal(stack, "portal", products=[PLAN])
        features = json.loads(portal.to_stripe_json())["features"]
        assert features["subscription_update"]["enabled"] is True
        assert features["subscription_pause"] == {"enabled": False}

    def test_an_override_appends_a_list_to_the_list_of_a_preset(self, stack):
        portal = SubscriptionPortal(stack, "portal", products=[PLAN])
        portal.resource.add_override("features.subscription_update.default_allowed_updates", ["promotion_code"])
        updates = desired_state_of(stack)["features"]["subscription_update"]["default_allowed_updates"]
        assert updates == ["price", "quantity", "promotion_code"]


class TestMistakes:
    def test_an_invalid_portal_raises_all_violations(self, stack):
        with pytest.raises(RuntimeError) as caught:
            StripePortalConfiguration(
                stack,
                "portal",
                features=PortalFeatures(
                    subscription_cancel=SubscriptionCancelFeature(
                        mode=CancellationMode.AT_PERIOD_END,
                        proration_behavior=CancellationProration.CREATE_PRORATIONS,
                    ),
                    subscription_update=SubscriptionUpdateFeature(products=[PLAN]),
                ),
            )
        assert str(caught.value) == (
            "StripePortalConfiguration at stack/portal cannot be deployed:\n"
            "  - `features.subscriptionCancel.prorationBehavior`: Stripe rejects prorations unless cancellations "
            'take effect immediately; got: "create_prorations"; set `mode: CancellationMode.IMMEDIATELY`, or '
            "`prorationBehavior: CancellationProration.NONE`\n"
            "  - `features.paymentMethodUpdate`: Stripe requires `paymentMethodUpdate` if `subscriptionUpdate` "
            "is enabled; add `paymentMethodUpdate: {}`"
        )

    def test_a_method_raises_with_an_error_prefix(self, stack):
        portal = BasicPortal(stack, "portal")
        with pytest.raises(RuntimeError) as caught:
            portal.add_product(product="prod_pro", prices=["price_month"])
        assert str(caught.value) == (
            "Error: BasicPortal at stack/portal cannot be deployed:\n"
            "  - `addProduct()`: requires `features.subscriptionUpdate`; "
            "add the feature, e.g. `subscriptionUpdate: {}`"
        )

    def test_a_violation_of_the_stack_is_raised_at_synth_time(self, tmp_path):
        app = App(outdir=str(tmp_path))
        stack = TerraformStack(app, "stack")
        StripeProvider(stack, "stripe")
        SubscriptionPortal(stack, "portal")
        with pytest.raises(RuntimeError) as caught:
            app.synth()
        text = str(caught.value)
        assert text.startswith("Error: Validation failed with the following errors:\n  [stack/portal] ")
        assert "add products with their prices here, or call `addProduct()`" in text
        assert ".js:" not in text

    def test_a_missing_required_property_raises_a_type_error(self):
        with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'prices'"):
            PortalProduct(product="prod_pro")

    def test_an_unknown_property_raises_a_type_error(self):
        with pytest.raises(TypeError, match="unexpected keyword argument 'enable'"):
            PaymentMethodUpdateFeature(enable=True)

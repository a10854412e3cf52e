import json

import pytest
from cdktf import App, TerraformStack, TerraformVariable, Testing
from cdktf_stripe_portal import (
    AdjustableQuantity,
    CancellationMode,
    CancellationProration,
    PaymentMethodUpdateFeature,
    PortalFeatures,
    PortalProduct,
    StripePortalConfiguration,
    SubscriptionCancelFeature,
    SubscriptionPortal,
    SubscriptionUpdateFeature,
)
from cdktf_stripe_portal.provider import StripeProvider

PLAN = PortalProduct(product="prod_pro", prices=["price_month"])


@pytest.fixture
def stack():
    stack = TerraformStack(Testing.app(), "stack")
    StripeProvider(stack, "stripe")
    return stack


def resources_of(stack):
    return json.loads(Testing.synth(stack, True))["resource"]


def desired_state_of(stack):
    """The desired state of the only portal of a stack."""
    [desired] = [data for name, data in resources_of(stack)["terraform_data"].items() if "_DesiredState" in name]
    return desired["triggers_replace"]


class TestStructs:
    def product_of(self, stack, product):
        """The product in the desired state of a portal with one product."""
        SubscriptionPortal(stack, "portal", products=[product])
        [product] = desired_state_of(stack)["features"]["subscription_update"]["products"]
        return product

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


class TestTypes:
    @pytest.fixture
    def variable(self, stack):
        return TerraformVariable(stack, "variable", type="any")

    def test_an_enum_rejects_its_string_value(self):
        with pytest.raises(TypeError, match=r"argument mode must be one of .*; got str instead"):
            SubscriptionCancelFeature(mode="immediately")

    def test_an_enum_rejects_a_variable(self, variable):
        with pytest.raises(TypeError, match=r"argument proration_behavior must be one of .*; got str instead"):
            SubscriptionUpdateFeature(proration_behavior=variable.string_value)

    def test_a_list_of_enums_rejects_a_variable(self, variable):
        with pytest.raises(TypeError, match=r"argument default_allowed_updates must be one of .*; got list instead"):
            SubscriptionUpdateFeature(default_allowed_updates=variable.list_value)

    def test_a_list_of_structs_rejects_a_variable(self, variable):
        with pytest.raises(TypeError, match=r"argument products must be one of .*; got .*Proxy instead"):
            SubscriptionUpdateFeature(products=variable.value)

    def test_a_missing_required_property_raises_a_type_error(self):
        with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'prices'"):
            PortalProduct(product="prod_pro")

    def test_an_unknown_property_raises_a_type_error(self):
        with pytest.raises(TypeError, match="unexpected keyword argument 'enable'"):
            PaymentMethodUpdateFeature(enable=True)


class TestViolations:
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

    def test_a_method_raises_with_an_error_prefix(self, tmp_path):
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

from cdktf import (
    LocalBackend,
    TerraformOutput,
    TerraformResourceLifecycle,
    TerraformStack,
    TerraformVariable,
    Token,
)
from cdktf_stripe_portal import (
    AdjustableQuantity,
    ApplyVia,
    ApplyWhen,
    BillingCycleAnchor,
    BusinessProfile,
    CancellationMode,
    CancellationProration,
    CancellationReason,
    CancellationReasonFeature,
    CustomerUpdateFeature,
    CustomerUpdateField,
    InvoiceHistoryFeature,
    LoginPage,
    PauseDuration,
    PauseDurationType,
    PauseInterval,
    PauseIntervalOption,
    PaymentMethodUpdateFeature,
    PortalFeatures,
    PortalMode,
    PortalProduct,
    ScheduleAtPeriodEnd,
    ScheduleAtPeriodEndCondition,
    ScheduleCondition,
    StripePortalConfiguration,
    SubscriptionCancelFeature,
    SubscriptionPauseFeature,
    SubscriptionPortal,
    SubscriptionUpdateFeature,
    SubscriptionUpdateField,
    TrialUpdateBehavior,
    UpdateProration,
)
from cdktf_stripe_portal.provider import Price, PriceRecurring, Product, StripeProvider
from constructs import Construct


class Billing(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        LocalBackend(self, path="terraform.tfstate")
        api_key = TerraformVariable(self, "stripe_api_key", type="string", sensitive=True)
        payment_methods = TerraformVariable(self, "payment_methods", type="string")
        adopted = TerraformVariable(self, "adopted_portal", type="string")
        provider = StripeProvider(self, "stripe", api_key=api_key.string_value)

        # Plans that customers can switch between.
        pro = Product(self, "pro", name="Pro")

        def price(name: str, interval: str, unit_amount: int) -> Price:
            recurring = [PriceRecurring(interval=interval)]
            return Price(self, name, product=pro.id, currency="usd", unit_amount=unit_amount, recurring=recurring)

        prices = [price("monthly", "month", 2_000).id, price("yearly", "year", 20_000).id]

        # A preset, and a method.
        subscription = SubscriptionPortal(self, "subscription", metadata={"team": "billing"})
        subscription.add_product(product=pro.id, prices=prices)

        # Values that are unknown until apply.
        labels = TerraformVariable(self, "labels", type="map(string)", default={"team": "billing"})
        invoices = TerraformVariable(self, "invoices", type="bool", default=True)
        seats = TerraformVariable(self, "seats", type="number", default=50)
        feedback_options = TerraformVariable(
            self, "feedback_options", type="list(string)", default=["feedback_acme"]
        )
        proration = TerraformVariable(self, "proration", type="string", default="always_invoice")
        updates = TerraformVariable(self, "updates", type="list(string)", default=["price", "quantity"])

        # Every property of a portal.
        custom = StripePortalConfiguration(
            self,
            "custom",
            name="Acme",
            active=True,
            default_return_url="http://localhost:3000/account",
            business_profile=BusinessProfile(
                headline="Zażółć your Acme plan",
                privacy_policy_url="https://acme.com/privacy",
                terms_of_service_url="https://acme.com/terms",
            ),
            login_page=LoginPage(enabled=True),
            metadata=Token.as_string_map(labels.value),
            features=PortalFeatures(
                customer_update=CustomerUpdateFeature(
                    enabled=True,
                    allowed_updates=[CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID],
                ),
                invoice_history=InvoiceHistoryFeature(enabled=invoices.boolean_value),
                payment_method_update=PaymentMethodUpdateFeature(
                    enabled=True, payment_method_configuration=payment_methods.string_value
                ),
                subscription_cancel=SubscriptionCancelFeature(
                    enabled=True,
                    mode=CancellationMode.IMMEDIATELY,
                    proration_behavior=CancellationProration.CREATE_PRORATIONS,
                    cancellation_reason=CancellationReasonFeature(
                        enabled=True,
                        options=[CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER],
                        feedback_options=feedback_options.list_value,
                    ),
                ),
                subscription_pause=SubscriptionPauseFeature(
                    enabled=True,
                    duration=PauseDuration(
                        type=PauseDurationType.INTERVAL_OPTIONS,
                        interval_options=[PauseIntervalOption(interval=PauseInterval.MONTH, interval_count=3)],
                    ),
                ),
                subscription_update=SubscriptionUpdateFeature(
                    enabled=True,
                    default_allowed_updates=[SubscriptionUpdateField.PRICE, SubscriptionUpdateField.QUANTITY],
                    products=[
                        PortalProduct(
                            product=pro.id,
                            prices=prices,
                            adjustable_quantity=AdjustableQuantity(
                                enabled=True, minimum=1, maximum=seats.number_value
                            ),
                        )
                    ],
                    proration_behavior=UpdateProration.ALWAYS_INVOICE,
                    billing_cycle_anchor=BillingCycleAnchor.NOW,
                    trial_update_behavior=TrialUpdateBehavior.CONTINUE_TRIAL,
                    schedule_at_period_end=ScheduleAtPeriodEnd(
                        conditions=[ScheduleAtPeriodEndCondition(type=ScheduleCondition.SHORTENING_INTERVAL)]
                    ),
                ),
            ),
            import_from=adopted.string_value,
            expected_mode=PortalMode.TEST,
            apply_via=ApplyVia.STEP,
            apply_when=ApplyWhen.ON_CHANGE,
            acknowledge_warnings=["insecure-link"],
            provider=provider,
            depends_on=[subscription],
            lifecycle=TerraformResourceLifecycle(ignore_changes=["name"]),
        )
        override = custom.resource.add_override
        override("features.subscription_update.proration_behavior", proration.string_value)
        # A list would be appended to the existing one, a string replaces it.
        override("features.subscription_update.default_allowed_updates", updates.string_value)

        existing = StripePortalConfiguration.from_portal_configuration_id(self, "existing", "bpc_acme")
        TerraformOutput(self, "login_page", value=custom.login_page_url)
        TerraformOutput(self, "is_default", value=custom.is_default)
        TerraformOutput(
            self, "portals", value=[subscription.portal_configuration_id, existing.portal_configuration_id]
        )

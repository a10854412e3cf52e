from cdktf import App, TerraformOutput, TerraformResourceLifecycle, TerraformStack, TerraformVariable
from cdktf_stripe_portal import (
    AdjustableQuantity,
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

app = App()
stack = TerraformStack(app, "consumer")
api_key = TerraformVariable(stack, "stripe_api_key", type="string", sensitive=True)
invoices = TerraformVariable(stack, "invoices", type="bool", default=True)
StripeProvider(stack, "stripe", api_key=api_key.string_value)

pro = Product(stack, "pro", name="Pro")


def price(id: str, interval: str, unit_amount: int) -> Price:
    recurring = [PriceRecurring(interval=interval)]
    return Price(stack, id, product=pro.id, currency="usd", unit_amount=unit_amount, recurring=recurring)


prices = [price("monthly", "month", 2_000).id, price("yearly", "year", 20_000).id]

adjustable_quantity = AdjustableQuantity(minimum=1, maximum=50)
plans = SubscriptionPortal(
    stack,
    "plans",
    products=[PortalProduct(product=pro.id, prices=prices, adjustable_quantity=adjustable_quantity)],
    features=PortalFeatures(subscription_cancel=SubscriptionCancelFeature(enabled=False)),
)

team = SubscriptionPortal(stack, "team", expected_mode=PortalMode.TEST, depends_on=[plans])
team.add_product(product="prod_team", prices=["price_team"])

portal = StripePortalConfiguration(
    stack,
    "portal",
    name="Acme",
    default_return_url="https://acme.com/dashboard",
    business_profile=BusinessProfile(
        headline="Zażółć your Acme plan", privacy_policy_url="https://acme.com/privacy"
    ),
    features=PortalFeatures(
        customer_update=CustomerUpdateFeature(
            allowed_updates=[CustomerUpdateField.EMAIL, CustomerUpdateField.TAX_ID]
        ),
        invoice_history=InvoiceHistoryFeature(enabled=invoices.boolean_value),
        payment_method_update=PaymentMethodUpdateFeature(payment_method_configuration="pmc_1"),
        subscription_cancel=SubscriptionCancelFeature(
            mode=CancellationMode.IMMEDIATELY,
            proration_behavior=CancellationProration.CREATE_PRORATIONS,
            cancellation_reason=CancellationReasonFeature(
                options=[CancellationReason.TOO_EXPENSIVE, CancellationReason.OTHER]
            ),
        ),
        subscription_pause=SubscriptionPauseFeature(
            duration=PauseDuration(
                type=PauseDurationType.INTERVAL_OPTIONS,
                interval_options=[PauseIntervalOption(interval=PauseInterval.MONTH, interval_count=3)],
            )
        ),
        subscription_update=SubscriptionUpdateFeature(
            default_allowed_updates=[SubscriptionUpdateField.PRICE],
            products=[PortalProduct(product=pro.id, prices=prices)],
            proration_behavior=UpdateProration.ALWAYS_INVOICE,
            billing_cycle_anchor=BillingCycleAnchor.NOW,
            trial_update_behavior=TrialUpdateBehavior.CONTINUE_TRIAL,
            schedule_at_period_end=ScheduleAtPeriodEnd(
                conditions=[ScheduleAtPeriodEndCondition(type=ScheduleCondition.SHORTENING_INTERVAL)]
            ),
        ),
    ),
    login_page=LoginPage(),
    metadata={"team": "billing"},
    import_from="bpc_1MrnZsLkdIwHu7ixNiQL1xPM",
    expected_mode=PortalMode.TEST,
    apply_when=ApplyWhen.ALWAYS,
    lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
)
portal.resource.add_override("features.subscription_update.billing_cycle_anchor", "unchanged")

existing = StripePortalConfiguration.from_portal_configuration_id(stack, "existing", "bpc_2")
TerraformOutput(stack, "login_page", value=portal.login_page_url)
TerraformOutput(stack, "is_default", value=portal.is_default)
TerraformOutput(stack, "portals", value=[plans.portal_configuration_id, existing.portal_configuration_id])
app.synth()

StripePortalConfiguration(
    stack,
    "refused",
    features=PortalFeatures(
        subscription_cancel=SubscriptionCancelFeature(
            mode=CancellationMode.AT_PERIOD_END, proration_behavior=CancellationProration.CREATE_PRORATIONS
        )
    ),
)

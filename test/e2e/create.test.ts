import {
  BillingCycleAnchor,
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CustomerUpdateField,
  PauseDurationType,
  PauseInterval,
  PortalFeatures,
  PortalProps,
  ScheduleCondition,
  StripePortalConfiguration,
  SubscriptionUpdateField,
  TrialUpdateBehavior,
  UpdateProration,
} from "../../lib";
import { HELD_OFF } from "../support/portals";
import { addPlan, sentToPortals, describeWrites } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("the creation of a portal", () => {
  const deployment = useDeployment();

  const texts = {
    name: "Acme",
    defaultReturnUrl: "https://acme.com/account",
    businessProfile: {
      headline: "Manage your Acme plan",
      privacyPolicyUrl: "https://acme.com/privacy",
      termsOfServiceUrl: "https://acme.com/terms",
    },
    metadata: { team: "billing", "cost center": "42 %{ }" },
  } satisfies PortalProps;

  const features = (paymentMethodConfiguration: string) =>
    ({
      customerUpdate: { allowedUpdates: [CustomerUpdateField.TAX_ID, CustomerUpdateField.EMAIL] },
      invoiceHistory: {},
      paymentMethodUpdate: { paymentMethodConfiguration },
      subscriptionCancel: {
        mode: CancellationMode.IMMEDIATELY,
        prorationBehavior: CancellationProration.CREATE_PRORATIONS,
        cancellationReason: { options: [CancellationReason.UNUSED, CancellationReason.TOO_EXPENSIVE] },
      },
    }) satisfies PortalFeatures;

  const heldTexts = {
    active: true,
    name: "Acme",
    default_return_url: "https://acme.com/account",
    business_profile: {
      headline: "Manage your Acme plan",
      privacy_policy_url: "https://acme.com/privacy",
      terms_of_service_url: "https://acme.com/terms",
    },
    metadata: { team: "billing", "cost center": "42 %{ }" },
  };

  const heldFeatures = (paymentMethodConfiguration: string) => ({
    customer_update: { enabled: true, allowed_updates: ["tax_id", "email"] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: paymentMethodConfiguration },
    subscription_cancel: {
      enabled: true,
      mode: "immediately",
      proration_behavior: "create_prorations",
      cancellation_reason: { enabled: true, options: ["unused", "too_expensive"], feedback_options: null },
    },
  });

  const off = { ...HELD_OFF, subscription_pause: expect.objectContaining({ enabled: false }) };

  /** Expects an empty plan, and no request that writes from another apply. */
  async function expectSettled(): Promise<void> {
    await deployment.expectNoChanges();
    deployment.sandbox.clearRequests();
    await deployment.apply();
    expect(deployment.writes()).toEqual([]);
  }

  test("stores every property in Stripe through a step", async () => {
    const methods = deployment.sandbox.dashboard().create("payment_method_configuration", { name: "Cards" }).id;
    const { subscriptionCancel, ...rest } = features(methods);
    await deployment.deploy((stack) => {
      const { product, prices } = addPlan(stack);
      new StripePortalConfiguration(stack, "portal", {
        ...texts,
        active: true,
        loginPage: {},
        features: {
          ...rest,
          subscriptionCancel: {
            ...subscriptionCancel,
            cancellationReason: { ...subscriptionCancel.cancellationReason, feedbackOptions: ["cfo_1", "cfo_2"] },
          },
          subscriptionUpdate: {
            defaultAllowedUpdates: [
              SubscriptionUpdateField.QUANTITY,
              SubscriptionUpdateField.PRICE,
              SubscriptionUpdateField.PROMOTION_CODE,
            ],
            prorationBehavior: UpdateProration.ALWAYS_INVOICE,
            billingCycleAnchor: BillingCycleAnchor.NOW,
            trialUpdateBehavior: TrialUpdateBehavior.CONTINUE_TRIAL,
            products: [
              { product, prices, adjustableQuantity: { minimum: 1, maximum: 50 } },
              addPlan(stack, "team"),
              { ...addPlan(stack, "seats"), adjustableQuantity: { minimum: 3 } },
            ],
            scheduleAtPeriodEnd: {
              conditions: [
                { type: ScheduleCondition.SHORTENING_INTERVAL },
                { type: ScheduleCondition.DECREASING_ITEM_AMOUNT },
              ],
            },
          },
          subscriptionPause: {
            duration: {
              type: PauseDurationType.INTERVAL_OPTIONS,
              intervalOptions: [{ interval: PauseInterval.WEEK, intervalCount: 2 }, { interval: PauseInterval.YEAR }],
            },
          },
        },
      });
    });

    const dashboard = deployment.sandbox.dashboard();
    const prices = dashboard.list("price");
    const products = dashboard.list("product");
    const listed = (name: string) => {
      const product = products.find((candidate) => candidate.name === name)!.id;
      return { product, prices: [prices.find((price) => price.product === product)!.id] };
    };
    const held = heldFeatures(methods);
    const [portal] = deployment.created;
    expect(portal).toMatchObject({
      ...heldTexts,
      login_page: { enabled: true, url: expect.stringMatching(/^https:/) },
    });
    expect(portal.metadata).toEqual(heldTexts.metadata);
    expect(portal.features).toEqual({
      ...held,
      subscription_cancel: {
        ...held.subscription_cancel,
        cancellation_reason: {
          ...held.subscription_cancel.cancellation_reason,
          feedback_options: ["cfo_1", "cfo_2"],
        },
      },
      subscription_update: {
        ...HELD_OFF.subscription_update,
        enabled: true,
        default_allowed_updates: ["quantity", "price", "promotion_code"],
        proration_behavior: "always_invoice",
        billing_cycle_anchor: "now",
        trial_update_behavior: "continue_trial",
        products: [
          { ...listed("pro"), adjustable_quantity: { enabled: true, minimum: 1, maximum: 50 } },
          { ...listed("team"), adjustable_quantity: { enabled: false, minimum: 0, maximum: null } },
          { ...listed("seats"), adjustable_quantity: { enabled: true, minimum: 3, maximum: null } },
        ],
        schedule_at_period_end: {
          conditions: [{ type: "shortening_interval" }, { type: "decreasing_item_amount" }],
        },
      },
      subscription_pause: {
        enabled: true,
        duration: {
          type: "interval_options",
          interval_options: [
            { interval: "week", interval_count: 2 },
            { interval: "year", interval_count: 1 },
          ],
        },
      },
    });
    expect(describeWrites(deployment).at(-1)).toBe("update portal");
    expect(describeWrites(deployment).filter((request) => request.endsWith("portal"))).toEqual([
      "create portal",
      "update portal",
    ]);
    await expectSettled();
  });

  test("stores every property that the provider supports in one request", async () => {
    const methods = deployment.sandbox.dashboard().create("payment_method_configuration", { name: "Cards" }).id;
    await deployment.deploy((stack) => {
      new StripePortalConfiguration(stack, "portal", { ...texts, features: features(methods) });
    });

    const [portal] = deployment.created;
    expect(portal).toMatchObject({ ...heldTexts, login_page: { enabled: false, url: null } });
    expect(portal.metadata).toEqual(heldTexts.metadata);
    expect(portal.features).toEqual({ ...off, ...heldFeatures(methods) });
    expect(describeWrites(deployment)).toEqual(["create portal"]);
    await expectSettled();
  });

  test.each<[string, Partial<PortalProps>]>([
    ["through the provider", {}],
    ["through a step, which has nothing to send", { loginPage: {} }],
  ])("turns everything but the given feature off, %s", async (_, props) => {
    await deployment.deploy((stack) => {
      new StripePortalConfiguration(stack, "portal", { ...props, features: { invoiceHistory: {} } });
    });

    const [portal] = deployment.created;
    expect(portal).toMatchObject({
      active: true,
      name: null,
      default_return_url: null,
      business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      login_page: { enabled: props.loginPage !== undefined },
    });
    expect(portal.metadata).toEqual({});
    expect(portal.features).toEqual({ ...off, invoice_history: { enabled: true } });
    expect(describeWrites(deployment)).toEqual(["create portal"]);
    await expectSettled();
  });

  test.each<[string, Build]>([
    [
      "through the provider",
      (stack) => {
        new StripePortalConfiguration(stack, "portal", { active: false, features: { invoiceHistory: {} } });
      },
    ],
    [
      "through a step",
      (stack) => {
        new StripePortalConfiguration(stack, "portal", {
          active: false,
          features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [addPlan(stack)] } },
        });
      },
    ],
  ])("creates an inactive portal, %s", async (_, build) => {
    await deployment.deploy(build);

    expect(deployment.created).toEqual([expect.objectContaining({ active: false })]);
    expect(sentToPortals(deployment).map(({ active }) => active)).not.toContain("true");
    await expectSettled();
  });
});

import {
  BasicPortal,
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CustomerUpdateField,
  FullPortal,
  RevenueSafePortal,
  ScheduleCondition,
  StripePortalConfiguration,
  SubscriptionPortal,
  SubscriptionUpdateField,
  UpdateProration,
} from "../../lib";
import { HELD_OFF } from "../support/portals";
import { addPlan } from "./support/catalog";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";

describeWithTerraform("the presets", () => {
  const deployment = useDeployment({ once: true });
  beforeAll(() => deployment.deploy(presets));

  const basic = {
    name: "basic",
    businessProfile: {
      headline: "Manage your subscription",
      privacyPolicyUrl: "https://example.com/privacy",
      termsOfServiceUrl: "https://example.com/terms",
    },
  };
  const subscription = { name: "subscription", defaultReturnUrl: "https://example.com/account" };
  const full = {
    name: "full",
    businessProfile: {
      headline: "Manage your Acme Corp subscription",
      privacyPolicyUrl: "https://acme.com/privacy",
      termsOfServiceUrl: "https://acme.com/terms",
    },
    defaultReturnUrl: "https://acme.com/dashboard",
  };
  const safe = { name: "safe" };

  const presets: Build = (stack) => {
    const products = [addPlan(stack)];
    new BasicPortal(stack, "basic", basic);
    new SubscriptionPortal(stack, "subscription", { ...subscription, products });
    new FullPortal(stack, "full", full);
    new RevenueSafePortal(stack, "safe", { ...safe, products });
  };

  /** The same portals with every property that the documentation lists. */
  const byHand: Build = (stack) => {
    const plan = addPlan(stack);
    new StripePortalConfiguration(stack, "basic", {
      ...basic,
      features: { invoiceHistory: { enabled: true }, paymentMethodUpdate: { enabled: true } },
    });
    new StripePortalConfiguration(stack, "subscription", {
      ...subscription,
      features: {
        paymentMethodUpdate: { enabled: true },
        subscriptionCancel: {
          enabled: true,
          mode: CancellationMode.AT_PERIOD_END,
          prorationBehavior: CancellationProration.NONE,
        },
        subscriptionUpdate: {
          enabled: true,
          defaultAllowedUpdates: [SubscriptionUpdateField.PRICE, SubscriptionUpdateField.QUANTITY],
          prorationBehavior: UpdateProration.CREATE_PRORATIONS,
          products: [{ ...plan, adjustableQuantity: { enabled: true } }],
        },
      },
    });
    const { EMAIL, ADDRESS, SHIPPING, PHONE, TAX_ID } = CustomerUpdateField;
    const { TOO_EXPENSIVE, MISSING_FEATURES, SWITCHED_SERVICE } = CancellationReason;
    new StripePortalConfiguration(stack, "full", {
      ...full,
      features: {
        customerUpdate: { enabled: true, allowedUpdates: [EMAIL, ADDRESS, SHIPPING, PHONE, TAX_ID] },
        invoiceHistory: { enabled: true },
        paymentMethodUpdate: { enabled: true },
        subscriptionCancel: {
          enabled: true,
          mode: CancellationMode.IMMEDIATELY,
          cancellationReason: { enabled: true, options: [TOO_EXPENSIVE, MISSING_FEATURES, SWITCHED_SERVICE] },
        },
      },
    });
    const { DECREASING_ITEM_AMOUNT, SHORTENING_INTERVAL } = ScheduleCondition;
    new StripePortalConfiguration(stack, "safe", {
      ...safe,
      features: {
        paymentMethodUpdate: {},
        subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END, prorationBehavior: CancellationProration.NONE },
        subscriptionUpdate: {
          defaultAllowedUpdates: [SubscriptionUpdateField.PRICE],
          prorationBehavior: UpdateProration.ALWAYS_INVOICE,
          scheduleAtPeriodEnd: { conditions: [{ type: DECREASING_ITEM_AMOUNT }, { type: SHORTENING_INTERVAL }] },
          products: [plan],
        },
      },
    });
  };

  const off = { enabled: false };
  const { subscription_cancel: noCancellation, subscription_update: noSwitching } = HELD_OFF;
  const cancellation = {
    ...noCancellation,
    enabled: true,
    cancellation_reason: { enabled: false, options: [], feedback_options: [] },
  };
  const nothing = { ...HELD_OFF, subscription_pause: expect.objectContaining(off) };
  const paymentMethods = { payment_method_update: { enabled: true, payment_method_configuration: null } };

  test.each<[string, object, (listed: object) => object]>([
    [
      "basic",
      { business_profile: { headline: "Manage your subscription" }, default_return_url: null },
      () => ({ ...nothing, ...paymentMethods, invoice_history: { enabled: true } }),
    ],
    [
      "subscription",
      { business_profile: { headline: null }, default_return_url: "https://example.com/account" },
      (listed) => ({
        ...nothing,
        ...paymentMethods,
        subscription_cancel: cancellation,
        subscription_update: {
          ...noSwitching,
          enabled: true,
          default_allowed_updates: ["price", "quantity"],
          proration_behavior: "create_prorations",
          products: [{ ...listed, adjustable_quantity: { enabled: true, minimum: 0, maximum: null } }],
        },
      }),
    ],
    [
      "full",
      {
        business_profile: { privacy_policy_url: "https://acme.com/privacy" },
        default_return_url: "https://acme.com/dashboard",
      },
      () => ({
        ...nothing,
        ...paymentMethods,
        customer_update: { enabled: true, allowed_updates: ["email", "address", "shipping", "phone", "tax_id"] },
        invoice_history: { enabled: true },
        subscription_cancel: {
          enabled: true,
          mode: "immediately",
          proration_behavior: "none",
          cancellation_reason: {
            enabled: true,
            options: ["too_expensive", "missing_features", "switched_service"],
            feedback_options: null,
          },
        },
      }),
    ],
    [
      "safe",
      { default_return_url: null },
      (listed) => ({
        ...nothing,
        ...paymentMethods,
        subscription_cancel: cancellation,
        subscription_update: {
          ...noSwitching,
          enabled: true,
          default_allowed_updates: ["price"],
          proration_behavior: "always_invoice",
          products: [{ ...listed, adjustable_quantity: { enabled: false, minimum: 0, maximum: null } }],
          schedule_at_period_end: {
            conditions: [{ type: "decreasing_item_amount" }, { type: "shortening_interval" }],
          },
        },
      }),
    ],
  ])("deploy their documented values (%s)", (name, texts, features) => {
    const [{ id: price, product }] = deployment.sandbox.dashboard().list("price");
    const portal = deployment.created.find((candidate) => candidate.name === name)!;
    expect(portal).toMatchObject({ active: true, login_page: off, ...texts });
    expect(portal.metadata).toEqual({});
    expect(portal.features).toEqual(features({ product, prices: [price] }));
  });

  test("have an empty plan, and so do portals written by hand in their place", async () => {
    await deployment.expectNoChanges();
    deployment.write(byHand);
    await deployment.expectNoChanges();
  });
});

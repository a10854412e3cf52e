import {
  CancellationMode,
  CancellationReason,
  CustomerUpdateField,
  FullPortal,
  FullPortalProps,
  StripePortalConfiguration,
} from "../../lib";
import { ANY_PROVIDER_VERSION } from "../support/provider-version";
import { blocksOf, synthOf } from "../support/synth";

const strings: FullPortalProps = {
  businessProfile: {
    headline: "Manage your Acme Corp subscription",
    privacyPolicyUrl: "https://acme.com/privacy",
    termsOfServiceUrl: "https://acme.com/terms",
  },
  defaultReturnUrl: "https://acme.com/dashboard",
};

const full = (props?: FullPortalProps) => synthOf((stack) => new FullPortal(stack, "full-portal", props));

test("deploys this", () => {
  expect(full(strings)).toMatchSnapshot(ANY_PROVIDER_VERSION);
});

test("is the documented example, typed with the L2", () => {
  const { EMAIL, ADDRESS, SHIPPING, PHONE, TAX_ID } = CustomerUpdateField;
  const { TOO_EXPENSIVE, MISSING_FEATURES, SWITCHED_SERVICE } = CancellationReason;
  const typed = synthOf(
    (stack) =>
      new StripePortalConfiguration(stack, "full-portal", {
        businessProfile: {
          headline: "Manage your Acme Corp subscription",
          privacyPolicyUrl: "https://acme.com/privacy",
          termsOfServiceUrl: "https://acme.com/terms",
        },
        defaultReturnUrl: "https://acme.com/dashboard",
        features: {
          customerUpdate: {
            enabled: true,
            allowedUpdates: [EMAIL, ADDRESS, SHIPPING, PHONE, TAX_ID],
          },
          invoiceHistory: { enabled: true },
          paymentMethodUpdate: { enabled: true },
          subscriptionCancel: {
            enabled: true,
            mode: CancellationMode.IMMEDIATELY,
            cancellationReason: {
              enabled: true,
              options: [TOO_EXPENSIVE, MISSING_FEATURES, SWITCHED_SERVICE],
            },
          },
        },
      }),
  );
  expect(full(strings)).toEqual(typed);
});

test("requires no properties, and accepts changes to its features", () => {
  const features = { subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END } };
  const before = blocksOf(full(), "full-portal").portal.features;
  expect(blocksOf(full({ features }), "full-portal").portal.features).toEqual({
    ...before,
    subscription_cancel: { ...before.subscription_cancel, mode: "at_period_end" },
  });
});

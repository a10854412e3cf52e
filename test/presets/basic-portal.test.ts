import { BasicPortal, BasicPortalProps, CustomerUpdateField, FullPortal, StripePortalConfiguration } from "../../lib";
import { ANY_PROVIDER_VERSION } from "../support/provider-version";
import { blocksOf, synthOf } from "../support/synth";

const strings: BasicPortalProps = {
  businessProfile: {
    headline: "Manage your subscription",
    privacyPolicyUrl: "https://example.com/privacy",
    termsOfServiceUrl: "https://example.com/terms",
  },
};

const basic = (props?: BasicPortalProps) => synthOf((stack) => new BasicPortal(stack, "basic-portal", props));

test("deploys this", () => {
  expect(basic(strings)).toMatchSnapshot(ANY_PROVIDER_VERSION);
});

test("is the documented example, typed with the L2", () => {
  const typed = synthOf(
    (stack) =>
      new StripePortalConfiguration(stack, "basic-portal", {
        businessProfile: {
          headline: "Manage your subscription",
          privacyPolicyUrl: "https://example.com/privacy",
          termsOfServiceUrl: "https://example.com/terms",
        },
        features: {
          invoiceHistory: { enabled: true },
          paymentMethodUpdate: { enabled: true },
        },
      }),
  );
  expect(basic(strings)).toEqual(typed);
});

test("needs no properties", () => {
  expect(blocksOf(basic(), "basic-portal").portal.features).toMatchObject({
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    customer_update: { enabled: false },
  });
});

test("accepts changes to its features", () => {
  const features = {
    invoiceHistory: { enabled: false },
    customerUpdate: { allowedUpdates: [CustomerUpdateField.EMAIL] },
  };
  expect(blocksOf(basic({ features }), "basic-portal").portal.features).toMatchObject({
    invoice_history: { enabled: false },
    payment_method_update: { enabled: true },
    customer_update: { enabled: true, allowed_updates: ["email"] },
  });
});

test("keeps its Terraform address when it becomes another portal", () => {
  const address = (Portal: typeof BasicPortal) =>
    Object.keys(synthOf((stack) => new Portal(stack, "portal", strings)).resource.stripe_billing_portal_configuration);
  expect(address(FullPortal)).toEqual(address(BasicPortal));
});

import { PortalProps } from "../../lib";
import { renderBirth, renderPortal } from "../../lib/private/render-portal";
import { MAXIMAL, PRO } from "../support/portals";
import { BOOLEAN_TOKENS, LIST_TOKENS, MAP_TOKENS, TEXT_TOKENS } from "../support/tokens";

const { features, ...maximal } = MAXIMAL;
const portal = (props: PortalProps) => ({ props, features: {}, products: undefined });

test("a portal without properties is active and empty", () => {
  expect(renderPortal(portal({}), "provider")).toEqual({
    active: true,
    login_page: { enabled: false },
    metadata: {},
    features: expect.anything(),
  });
  expect(renderPortal(portal({}), "step")).toEqual({
    active: true,
    name: "",
    default_return_url: "",
    business_profile: { headline: "", privacy_policy_url: "", terms_of_service_url: "" },
    login_page: { enabled: false },
    metadata: {},
    features: expect.anything(),
  });
});

test("everything is said in Stripe's words", () => {
  const { metadata, ...rest } = renderPortal(portal(maximal), "step");
  expect(rest).toEqual({
    active: false,
    name: "Acme",
    default_return_url: "https://acme.com/dashboard",
    business_profile: {
      headline: "Manage your Acme plan",
      privacy_policy_url: "https://acme.com/privacy",
      terms_of_service_url: "https://acme.com/terms",
    },
    login_page: { enabled: true },
    features: expect.anything(),
  });
  expect(metadata).toEqual({ team: "billing" });
});

test('"" means left out, metadata values included', () => {
  const empty = { headline: "", privacyPolicyUrl: "", termsOfServiceUrl: "" };
  const props = { name: "", defaultReturnUrl: "", businessProfile: empty, metadata: { gone: "", kept: "yes" } };
  for (const carrier of ["step", "provider"] as const) {
    expect(renderPortal(portal(props), carrier)).toEqual({
      ...renderPortal(portal({}), carrier),
      metadata: { kept: "yes" },
    });
  }
});

test("the provider hears of a business profile only where it says something", () => {
  const rendered = renderPortal(portal({ businessProfile: { headline: "Hello" } }), "provider");
  expect(rendered.business_profile).toEqual({ headline: "Hello" });
});

test("a literal `%{` stays itself in texts, metadata keys and values", () => {
  const rendered = renderPortal(portal({ name: "%{a}", metadata: { "%{b}": "%{c}" } }), "provider");
  expect(rendered).toMatchObject({ name: "%%{a}", metadata: { "%%{b}": "%%{c}" } });
});

test.each(MAP_TOKENS)("metadata may be %s", (_, token) => {
  const metadata = token();
  expect(renderPortal(portal({ metadata }), "step").metadata).toEqual(metadata);
});

describe("what the provider creates where a step completes it", () => {
  const born = (props: PortalProps) => renderBirth(portal(props));

  test("is all that it can carry, plan switching off, active as given", () => {
    const subscription_update = { enabled: false };
    const rendered = renderPortal({ props: maximal, features, products: [PRO] }, "provider");
    expect(renderBirth({ props: maximal, features, products: [PRO] })).toEqual({
      ...rendered,
      features: { ...(rendered.features as object), subscription_update },
    });
    expect(born({}).active).toBe(true);
    expect(born({ active: false }).active).toBe(false);
  });

  test.each(TEXT_TOKENS)("has no text that is %s, which might turn out empty", (_, token) => {
    const businessProfile = { headline: token(), privacyPolicyUrl: token(), termsOfServiceUrl: token() };
    const given = { name: token(), defaultReturnUrl: token(), businessProfile, metadata: { a: token(), b: "kept" } };
    expect(born(given)).toEqual({ ...born({}), metadata: { b: "kept" } });
    const paymentMethodUpdate = { paymentMethodConfiguration: token() };
    const { features: rendered } = renderBirth({ props: {}, features: { paymentMethodUpdate }, products: undefined });
    expect(rendered).toHaveProperty("payment_method_update", { enabled: true });
  });

  test("keeps the texts beside those", () => {
    const businessProfile = { headline: "Hello", privacyPolicyUrl: "${var.link}" };
    expect(born({ businessProfile }).business_profile).toEqual({ headline: "Hello" });
  });

  test.each(TEXT_TOKENS)("has what is left to the Dashboard, which no step sends, also where it is %s", (_, token) => {
    const text = String(token());
    const props = { name: text, defaultReturnUrl: text, metadata: { team: text } };
    const birth = renderBirth(portal(props), ["name", "metadata"]);
    expect(birth).toMatchObject({ name: text, metadata: { team: text } });
    expect(birth).not.toHaveProperty("default_return_url");
    const left = renderBirth({ props: {}, features, products: [PRO] }, ["features"]);
    expect(left.features).toMatchObject({ subscription_update: { enabled: false } });
  });

  test.each(MAP_TOKENS)("has no metadata that is %s", (_, token) => {
    expect(born({ metadata: token() }).metadata ?? {}).toEqual({});
  });

  test.each(BOOLEAN_TOKENS)("is active and has its features on by %s, which Stripe demands", (_, token) => {
    const flag = token();
    const {
      active,
      login_page,
      features: rendered,
    } = renderBirth({
      props: { active: flag, loginPage: { enabled: flag }, metadata: { active: "${var.text}" } },
      features: {
        invoiceHistory: { enabled: flag },
        subscriptionCancel: { enabled: flag, cancellationReason: { enabled: flag } },
        subscriptionUpdate: { enabled: flag },
      },
      products: undefined,
    });
    expect({ active, login_page, rendered }).toMatchObject({
      active: flag,
      login_page: { enabled: flag },
      rendered: {
        invoice_history: { enabled: flag },
        subscription_cancel: { enabled: flag, cancellation_reason: { enabled: flag } },
        subscription_update: { enabled: false },
      },
    });
  });

  test("has no metadata by the name of a switch that only Terraform knows", () => {
    expect(born({ metadata: { active: "${var.text}", enabled: "${var.text}" } }).metadata).toEqual({});
  });

  test.each(LIST_TOKENS.filter(([name]) => name.includes("list")))("keeps %s", (_, token) => {
    const allowedUpdates = token() as never;
    const { features: rendered } = renderBirth({
      props: {},
      features: { customerUpdate: { allowedUpdates } },
      products: undefined,
    });
    expect(rendered).toHaveProperty("customer_update.allowed_updates", allowedUpdates);
  });
});

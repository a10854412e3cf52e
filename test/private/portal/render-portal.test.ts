import { PortalProps } from "../../../lib";
import { renderPortal } from "../../../lib/private/portal/render-portal";
import { MAXIMAL } from "../../support/portals";
import { MAP_TOKENS } from "../../support/tokens";

const rendered = (props: PortalProps) => renderPortal({ props, features: {}, products: undefined });

test("renders a portal without props as active and empty", () => {
  expect(rendered({})).toEqual({
    active: true,
    name: "",
    default_return_url: "",
    business_profile: { headline: "", privacy_policy_url: "", terms_of_service_url: "" },
    login_page: { enabled: false },
    metadata: {},
    features: expect.anything(),
  });
});

test("renders every property with Stripe's name", () => {
  expect(rendered(MAXIMAL)).toEqual({
    active: false,
    name: "Acme",
    default_return_url: "https://acme.com/dashboard",
    business_profile: {
      headline: "Manage your Acme plan",
      privacy_policy_url: "https://acme.com/privacy",
      terms_of_service_url: "https://acme.com/terms",
    },
    login_page: { enabled: true },
    metadata: { team: "billing" },
    features: expect.anything(),
  });
});

test('"" means left out, metadata values included', () => {
  const empty = { headline: "", privacyPolicyUrl: "", termsOfServiceUrl: "" };
  const props = { name: "", defaultReturnUrl: "", businessProfile: empty, metadata: { gone: "", kept: "yes" } };
  expect(rendered(props)).toEqual({ ...rendered({}), metadata: { kept: "yes" } });
});

test("escapes `%{` in strings, metadata keys and metadata values", () => {
  expect(rendered({ name: "%{a}", metadata: { "%{b}": "%{c}" } })).toMatchObject({
    name: "%%{a}",
    metadata: { "%%{b}": "%%{c}" },
  });
});

test.each(MAP_TOKENS)("metadata can be %s", (_name, token) => {
  const metadata = token();
  expect(rendered({ metadata }).metadata).toEqual(metadata);
});

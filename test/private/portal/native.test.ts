import * as fs from "node:fs";
import * as path from "node:path";
import * as cdktf from "cdktf";
import { ApplyVia, StripePortalConfigurationProps } from "../../../lib";
import {
  attributesOfStep,
  nativePortal,
  PROVIDER_ATTRIBUTES,
  unsetStrings,
  unsupportedPaths,
  withoutPlanSwitching,
} from "../../../lib/private/portal/native";
import { renderPortal } from "../../../lib/private/portal/render";
import { choice, Row, stepOnly, struct } from "../../../lib/private/portal/schema";
import { resolved } from "../../../lib/private/terraform/fast";

import { MAXIMAL, MINIMAL, SWITCHING } from "../../support/portals";
import { inStack, Json } from "../../support/synth";
import { LIST_TOKENS, MAP_TOKENS, STRING_TOKENS } from "../../support/tokens";

const portalOf = (props: StripePortalConfigurationProps): Json => renderPortal(props);

const inTerraform = (value: unknown): Json =>
  inStack((stack) => resolved(new cdktf.TerraformLocal(stack, "local", 1), value));

describe("the provider", () => {
  test("receives no unset strings and no unsupported attributes", () => {
    const native = nativePortal(portalOf(MINIMAL)) as Json;
    expect(Object.keys(native)).toEqual(["active", "login_page", "metadata", "features"]);
    expect(native.features.payment_method_update).toEqual({ enabled: false });
    expect(native.features.subscription_cancel.cancellation_reason).toEqual({ enabled: false, options: [] });
    expect(native.features).not.toHaveProperty("subscription_pause");
  });

  test("receives all supported attributes of the maximal portal", () => {
    const portal = portalOf(MAXIMAL);
    delete portal.features.subscription_pause;
    delete portal.features.subscription_cancel.cancellation_reason.feedback_options;
    expect(nativePortal(portalOf(MAXIMAL))).toEqual(portal);
  });

  test("receives a business profile only if one of its strings is set", () => {
    const businessProfile = { headline: "Hello", termsOfServiceUrl: "" };
    expect(nativePortal(portalOf({ ...MINIMAL, businessProfile })).business_profile).toEqual({ headline: "Hello" });
  });

  test("receives no products if plan switching is off, no default anchor, and no empty conditions", () => {
    const update = (feature: object) =>
      (nativePortal(portalOf({ features: { subscriptionUpdate: feature } })) as Json).features.subscription_update;
    const products = [{ product: "prod_pro", prices: ["price_1"] }];
    expect(update({ products })).toHaveProperty("products", [expect.objectContaining({ product: "prod_pro" })]);
    expect(update({ products, enabled: false })).not.toHaveProperty("products");
    expect(update({ billingCycleAnchor: "unchanged" })).not.toHaveProperty("billing_cycle_anchor");
    expect(update({ billingCycleAnchor: "now" })).toHaveProperty("billing_cycle_anchor", "now");
    const conditions = [{ type: "shortening_interval" }];
    expect(update({ scheduleAtPeriodEnd: { conditions } })).toHaveProperty("schedule_at_period_end", { conditions });
    expect(update({ scheduleAtPeriodEnd: { conditions: [] } })).not.toHaveProperty("schedule_at_period_end");
  });

  test.each(STRING_TOKENS)("receives null if %s turns out to be empty", (name, token) => {
    const given = token();
    const { name: sent } = inTerraform(nativePortal(portalOf({ ...MINIMAL, name: given })));
    const template = inTerraform(given);
    if (name.startsWith("a string with")) expect(sent).toBe(template);
    else expect(sent).toMatch(/^\$\{(.+) != null && \1 != "" \? \1 : null\}$/s);
  });

  test.each<[string, string | undefined]>([
    ["", undefined],
    ["literal", "literal"],
  ])("receives a lazy string that produces %j like a literal", (produced, expected) => {
    const name = cdktf.Lazy.stringValue({ produce: () => produced });
    expect(inTerraform(nativePortal(portalOf({ ...MINIMAL, name }))).name).toBe(expected);
  });

  test.each(LIST_TOKENS)("receives only the non-empty items of %s", (_, token) => {
    const features = { customerUpdate: { allowedUpdates: token() as never } };
    const native = inTerraform(nativePortal(portalOf({ features })));
    expect(native.features.customer_update.allowed_updates).toMatch(
      /^\$\{\[for item in .+ : item if item != null && item != ""\]\}$/s,
    );
  });

  test.each(MAP_TOKENS)("receives only the non-empty values of %s", (_, token) => {
    expect(inTerraform(nativePortal(portalOf({ ...MINIMAL, metadata: token() }))).metadata).toMatch(
      /^\$\{\{for key, item in .+ : key => item if key != "" && item != null && item != ""\}\}$/s,
    );
  });

  test("receives null for an unchanged anchor that is known at apply time only", () => {
    const features = { subscriptionUpdate: { enabled: false, billingCycleAnchor: "${var.anchor}" as never } };
    expect(inTerraform(nativePortal(portalOf({ features }))).features.subscription_update.billing_cycle_anchor).toMatch(
      /^\$\{(.+) == "unchanged" \? null : \1\}$/s,
    );
  });

  test("receives null for a directive that is empty at apply time", () => {
    const name = cdktf.Lazy.stringValue({ produce: () => "%{ if var.on }On%{ endif }" });
    const directive = '"%{ if var.on }On%{ endif }"';
    const portal = portalOf({ ...MINIMAL, name });
    expect(inTerraform(nativePortal(portal)).name).toBe(
      `\${${directive} != null && ${directive} != "" ? ${directive} : null}`,
    );
    expect(inTerraform(unsetStrings({ name: portal.name }))).toContain(`${directive} == null || ${directive} == ""`);
  });

  test("creates a portal that has a step with plan switching off", () => {
    const portal = portalOf(SWITCHING);
    expect(withoutPlanSwitching(portal)).toEqual({
      ...portal,
      features: { ...portal.features, subscription_update: { enabled: false } },
    });
    expect(withoutPlanSwitching(portalOf(MINIMAL))).toEqual(portalOf(MINIMAL));
  });
});

test("the step manages the attributes that applyVia leaves to it", () => {
  const portal = portalOf(MAXIMAL);
  expect(attributesOfStep(portal, ApplyVia.STEP)).toEqual(Object.keys(portal));
  expect(attributesOfStep(portal, ApplyVia.PROVIDER)).toEqual([]);
  expect(attributesOfStep(portal, ApplyVia.AUTO)).toEqual(["active", "login_page", "features"]);
  expect(attributesOfStep(portalOf(MINIMAL), ApplyVia.AUTO)).toEqual([]);
});

describe("unset strings", () => {
  test("are listed by path", () => {
    expect(unsetStrings(portalOf(MAXIMAL))).toEqual([]);
    expect(unsetStrings({ name: "", business_profile: { headline: "", privacy_policy_url: "https://a.b" } })).toEqual([
      "business_profile.headline",
      "name",
    ]);
  });

  test("are not listed if an override removes them", () => {
    expect(unsetStrings({ name: undefined, business_profile: {} })).toEqual([]);
  });

  test("include strings of lazy values that produce none", () => {
    const unset = cdktf.Lazy.stringValue({ produce: () => undefined as never });
    const portal = { business_profile: { headline: unset, privacy_policy_url: "https://a.b" }, name: "Acme" };
    expect(inTerraform(unsetStrings(portal))).toEqual(["business_profile.headline"]);
  });

  test("can be known at apply time only", () => {
    expect(inTerraform(unsetStrings({ default_return_url: "https://a.b/${var.x}", name: "${var.name}" }))).toBe(
      '${compact(["${var.name == null || var.name == "" ? "name" : ""}"])}',
    );
  });
});

test.each<[Record<string, unknown>, string[]]>([
  [{ name: "Acme", features: { invoice_history: { enabled: true } } }, []],
  [{ theme: "dark", business_profile: { logo: "file_1" } }, ["theme", "business_profile.logo"]],
  [{ features: { subscription_pause: { enabled: true } } }, ["features.subscription_pause"]],
  [{ features: { subscription_pause: { enabled: "${var.on}" } } }, ["features.subscription_pause"]],
  [{ features: { subscription_pause: { enabled: false } }, theme: "", colors: [] }, []],
  [{ metadata: { anything: "goes" }, business_profile: "${local.profile}" }, []],
])("the unsupported paths of %j are %j", (portal, paths) => {
  expect(unsupportedPaths(portal)).toEqual(paths);
});

test("a parameter that the provider does not support is not used if it has its default", () => {
  const object = struct<{ theme?: string }>({
    theme: stepOnly("2026-03-25", choice(["dark", "light"], { default: "light" })),
  });
  expect(unsupportedPaths({ theme: "light" }, object)).toEqual([]);
  expect(unsupportedPaths({ theme: "dark" }, object)).toEqual(["theme"]);
});

type Attribute = "string" | "list" | "map" | "other" | { [name: string]: Attribute };
type Attributes = { [name: string]: Attribute };

/** The provider's attribute for a row, or undefined if the step sends it. */
const attributeOf = (row: Row): Attribute | undefined => {
  if (row.stepOnly) return undefined;
  switch (row.kind) {
    case "string":
    case "url":
    case "choice":
      return "string";
    case "ids":
    case "choices":
      return "list";
    case "map":
      return "map";
    case "struct":
      return JSON.parse(
        JSON.stringify(Object.fromEntries(row.fields.map((field) => [field.attribute, attributeOf(field.row)]))),
      );
    default:
      return "other";
  }
};

test("the provider's attributes are the settable attributes of its schema", () => {
  const schema: Json = JSON.parse(fs.readFileSync(path.join(__dirname, "../../../schema/stripe.json"), "utf8"));
  const typeOf = ({ type, nested_type: nested }: Json): Attribute => {
    if (nested?.nesting_mode === "single") return settable(nested);
    if (type === "string") return "string";
    if (type?.[0] === "list") return "list";
    return type?.[0] === "map" ? "map" : "other";
  };
  const settable = ({ attributes = {} }: Json): Attributes =>
    Object.fromEntries(
      Object.entries<Json>(attributes)
        .filter(([, attribute]) => attribute.required || attribute.optional)
        .map(([name, attribute]) => [name, typeOf(attribute)]),
    );
  const [provider] = Object.values<Json>(schema.provider_schemas);
  const { block } = provider.resource_schemas.stripe_billing_portal_configuration;
  const attributes = Object.entries(PROVIDER_ATTRIBUTES).map(([name, row]) => [name, attributeOf(row)]);
  expect(Object.fromEntries(attributes)).toEqual(settable(block));
});

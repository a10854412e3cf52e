import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ApplyVia, StripePortalConfigurationProps } from "../../lib";
import { MAXIMAL } from "../support/portals";
import { fieldsOf } from "../support/stripe-types";
import { Json, portalOf } from "../support/synth";

/** Parameters that the library does not support, with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  expand: "requests more fields in the response; the step sends it",
};

const schema: Json = JSON.parse(readFileSync(path.join(__dirname, "../../schema/stripe.json"), "utf8"));
const [provider]: Json[] = Object.values(schema.provider_schemas);
const { block } = provider.resource_schemas.stripe_billing_portal_configuration;

/** The configurable attributes, by path. */
function configurable(attributes: Json, at = ""): string[] {
  return Object.entries<Json>(attributes)
    .filter(([, { optional, required }]) => optional || required)
    .flatMap(([name, { nested_type: nested }]) =>
      nested ? configurable(nested.attributes, `${at}${name}.`) : [`${at}${name}`],
    );
}

/** The values of a portal at a path, for every element of the lists in it. */
function valuesAt(portal: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined) return portal;
  return [portal].flat().map((one) => one?.[name] !== undefined && valuesAt(one[name], rest));
}

const parameters = ["ConfigurationCreateParams", "ConfigurationUpdateParams"].flatMap((name) => [
  ...fieldsOf(name).keys(),
]);
const all = [...new Set([...configurable(block.attributes), ...parameters])].sort();

/** The opposite of the maximal portal: everything is off. */
const OFF: StripePortalConfigurationProps = { features: { invoiceHistory: { enabled: false } } };

const [minimal, maximal] = [OFF, MAXIMAL].map((props) => portalOf({ ...props, applyVia: ApplyVia.STEP }).portal);
const isReached = (at: string): boolean => {
  const [least, most] = [minimal, maximal].map((portal) => JSON.stringify(valuesAt(portal, at.split("."))));
  return least !== most;
};

test.each(all.filter((at) => !(at in LEFT_OUT)))("the library supports %s", (at) => {
  expect(isReached(at)).toBe(true);
});

test("every unsupported parameter exists and is not supported", () => {
  expect(Object.keys(LEFT_OUT).filter((at) => isReached(at) || !all.includes(at))).toEqual([]);
  expect(all.length).toBeGreaterThan(30);
});

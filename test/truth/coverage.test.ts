import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ApplyVia, StripePortalConfigurationProps } from "../../lib";
import { MAXIMAL } from "../support/portals";
import { fieldsOf } from "../support/stripe-types";
import { Json, portalOf } from "../support/synth";

/** What a program cannot say, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  expand: "asks for more of the answer, which the step does itself",
};

const schema: Json = JSON.parse(readFileSync(path.join(__dirname, "../../schema/stripe.json"), "utf8"));
const [provider]: Json[] = Object.values(schema.provider_schemas);
const { block } = provider.resource_schemas.stripe_billing_portal_configuration;

/** The attributes that a program may set, by path. */
function configurable(attributes: Json, at = ""): string[] {
  return Object.entries<Json>(attributes)
    .filter(([, { optional, required }]) => optional || required)
    .flatMap(([name, { nested_type: nested }]) =>
      nested ? configurable(nested.attributes, `${at}${name}.`) : [`${at}${name}`],
    );
}

/** What a portal says at a path, in every element of the lists on the way. */
function saidAt(portal: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined) return portal;
  return [portal].flat().map((one) => one?.[name] !== undefined && saidAt(one[name], rest));
}

const parameters = ["ConfigurationCreateParams", "ConfigurationUpdateParams"].flatMap((name) => [
  ...fieldsOf(name).keys(),
]);
const all = [...new Set([...configurable(block.attributes), ...parameters])].sort();

/** Everything off that is on in the largest portal. */
const OFF: StripePortalConfigurationProps = { features: { invoiceHistory: { enabled: false } } };

const [minimal, maximal] = [OFF, MAXIMAL].map((props) => portalOf({ ...props, applyVia: ApplyVia.STEP }).portal);
const isReached = (at: string): boolean => {
  const [least, most] = [minimal, maximal].map((portal) => JSON.stringify(saidAt(portal, at.split("."))));
  return least !== most;
};

test.each(all.filter((at) => !(at in LEFT_OUT)))("a program can say %s", (at) => {
  expect(isReached(at)).toBe(true);
});

test("nothing is left out that a program can say, or that nobody has", () => {
  expect(Object.keys(LEFT_OUT).filter((at) => isReached(at) || !all.includes(at))).toEqual([]);
  expect(all.length).toBeGreaterThan(30);
});

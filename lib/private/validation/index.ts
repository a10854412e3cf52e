import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { PortalFeatures } from "../../features";
import { PortalPlan, PortalProduct } from "../../features/subscription-update";
import { portalError, Violation, withoutSecrets } from "../errors";
import { PROPS } from "../portal/portal";
import { duplicatesInOverrides } from "../portal/read-back";
import { Portal, within } from "../portal/rule";
import { required } from "../portal/schema";
import { Added, PLAN, PRODUCT, withSent } from "../portal/subscription-update";
import { changedPortal, PortalElement } from "./changed-portal";
import { rejectedArguments, rejectedProps } from "./lifecycle-rules";
import { rejectedOverrides } from "./provider-rules";
import { foreignProvider } from "./provider-source";
import { ALL_WARNINGS, violationsFixedLater, violationsIn, violationsInOverrides, violationsInProducts } from "./rules";
import { brokenStackBoundaries, foreignDependsOn } from "./stack-boundaries";
import { StackContents } from "./stack-contents";
import { brokenStackRules, ListedPrice, pricesOf } from "./stack-rules";
import { errorsIn, typeErrors, wellTyped } from "./type-errors";

const PATH = "features.subscriptionUpdate";

/** The methods that add products to a portal. */
const ADDITIONS = {
  products: { method: "addProduct()", argument: "product", row: PRODUCT, got: ({ product }: PortalProduct) => product },
  plans: { method: "addPlan()", argument: "plan", row: PLAN, got: ({ lookupKeys }: PortalPlan) => lookupKeys },
};

/** Checks the properties of a portal. Throws one error with all violations, unless later calls can fix all of them. */
export function validateProps(construct: Construct, props: unknown): void {
  const mistyped = typeErrors(construct, props);
  if (mistyped.some(({ property }) => property === "props")) throw errorOf(construct, mistyped);
  const portal = (mistyped.length > 0 ? wellTyped(props, PROPS) : props) as Portal;
  const broken = [
    ...rejectedProps(props as object, portal),
    ...foreignDependsOn(construct, portal.dependsOn),
    ...violationsIn(withSent(portal)),
  ];
  reject(construct, [...mistyped, ...unrelated(broken, mistyped)]);
}

/** Checks an argument of `addProduct()` or `addPlan()`, given the properties of the portal and earlier additions. */
export function validateAddition(
  construct: Construct,
  { applyVia, features }: Portal,
  added: Added,
  name: keyof Added,
  value: unknown,
): void {
  const { row, argument } = ADDITIONS[name];
  const errors = errorsIn(value ?? null, row);
  const at = `${PATH}.${name}[${added[name].length}]`;
  const placed = errors.map((error) => within(at, error));
  const known = errors.length > 0 ? wellTyped(value, required(row)) : value;
  const sent = withSent({ applyVia, features }, { ...added, [name]: [...added[name], known] });
  reject(construct, [
    ...errors.map((error) => within(argument, error)),
    ...(additionViolation(features, name, known) ?? unrelated(violationsInProducts(sent), placed)),
  ]);
}

/** Checks a portal in its complete stack. `readers` are the stacks in which the portal's `fqn` was rendered. */
export function validateStack(
  construct: Construct,
  given: Portal,
  resource: PortalElement,
  contents: StackContents,
  readers: Iterable<cdktf.TerraformStack>,
): { readonly errors: string[]; readonly warning?: string } {
  const changed = changedPortal(resource, given);
  const { portal, hasChanged, overridden } = changed;
  const prices = pricesOf(portal, contents);
  const violations = [
    ...(hasChanged ? violationsInOverrides(portal) : violationsFixedLater(portal)),
    ...(overridden === undefined ? [] : duplicatesInOverrides(portal)),
    ...rejectedArguments(changed),
    ...foreignProvider(changed),
    ...rejectedOverrides(changed),
    ...brokenStackRules({ ...changed, prices }, contents),
    ...brokenStackBoundaries(resource, contents, readers),
  ];
  return {
    errors: violations.length > 0 ? [errorOf(construct, violations).message] : [],
    warning: warningOf(portal, prices),
  };
}

function additionViolation(
  { subscriptionUpdate: update }: PortalFeatures,
  name: keyof Added,
  value: unknown,
): readonly Violation[] | undefined {
  const { method: property, argument, got } = ADDITIONS[name];
  if (update === undefined) {
    const rule = "requires `features.subscriptionUpdate`";
    return [{ property, rule, fix: "add the feature, e.g. `subscriptionUpdate: {}`" }];
  }
  if (update[name] === undefined) return undefined;
  const rule = `cannot be combined with \`${PATH}.${name}\``;
  return [{ property, rule, got: got(value as never), fix: `remove \`${name}\`, or add the ${argument} to them` }];
}

/** The messages of all warnings that are not acknowledged, or undefined if there are none. */
function warningOf(portal: Portal, prices: readonly ListedPrice[]): string | undefined {
  const { acknowledgeWarnings = [] } = portal;
  const lines: string[] = [];
  for (const { name, check } of ALL_WARNINGS) {
    const message = acknowledgeWarnings.includes(name) ? undefined : check(portal, prices);
    if (message !== undefined) lines.push(`${message} (acknowledgeWarnings: "${name}")`);
  }
  return lines.length > 0 ? withoutSecrets(lines.join("\n")) : undefined;
}

/** The violations whose properties neither are nor contain a mistyped property, nor are part of one. */
function unrelated(violations: readonly Violation[], mistyped: readonly Violation[]): readonly Violation[] {
  if (mistyped.length === 0) return violations;
  const contains = (outer: string, inner: string) =>
    inner === outer || (/^[.[]/.test(inner.slice(outer.length)) && inner.startsWith(outer));
  return violations.filter(({ property }) =>
    mistyped.every((error) => !contains(property, error.property) && !contains(error.property, property)),
  );
}

function reject(construct: Construct, violations: readonly Violation[]): void {
  if (violations.some(({ fixableLater }) => !fixableLater)) throw errorOf(construct, violations);
}

function errorOf(construct: Construct, violations: readonly Violation[]): Error {
  return portalError(construct.constructor.name, construct.node.path, violations);
}

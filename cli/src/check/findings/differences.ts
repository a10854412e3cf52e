import { shown } from "../app/stacks";
import { compare, type Difference } from "../portal/compare";
import { type Fields, KNOWN_AFTER_APPLY } from "../portal/fields";
import type { PortalValues } from "../portal/managed-portal";
import { inApp, withoutItems } from "../portal/path";
import { lookupKeysOf, withProducts } from "../portal/plans";
import type { Finding, Gap } from "../report";
import type { Catalog } from "../stripe/catalog";
import type { Portal } from "../stripe/client";
import type { CheckedPortal } from "./checked-portal";

/** The differences of one portal, and the values that this version cannot judge. */
export function differencesOf(
  portal: CheckedPortal,
  held: Portal,
  catalog: Catalog,
): { findings: Finding[]; gaps: Gap[] } {
  const code = portal.code ?? portal.applied;
  if (code === undefined) return { findings: [], gaps: [] };
  const desired = withProducts(code.fields, catalog);
  const isOfProvider = (name: string): boolean => !code.ofStep.has(name);
  const inStripe = compare(desired, held as unknown as Fields, isOfProvider);
  const sinceApply = portal.code && portal.applied ? changedSince(portal.code, portal.applied, catalog) : new Map();

  const rows = new Map(inStripe.differences.map((difference) => [keyOf(difference), difference]));
  for (const [key, difference] of sinceApply) {
    // An apply reads the provider's attributes first: if Stripe holds the app's value, there is nothing to do.
    if (!rows.has(key) && isOfStep(difference, code)) rows.set(key, { ...difference, held: difference.desired });
  }
  const moved = movedKeys(code.fields, held, catalog);
  const findings = [...rows].map(([key, difference]): Finding => {
    const changed = sinceApply.get(key);
    return {
      kind: "different",
      portal: portal.name,
      property: inApp(difference.path),
      values: valuesOf(portal, difference, changed),
      message: messageFor(difference, moved),
      fix: fixFor(portal, difference, code, changed !== undefined),
    };
  });
  const gaps = inStripe.unknown
    .filter(({ matters }) => matters)
    .map(({ path, held: value }): Gap => ({
      kind: "unknown-value",
      subject: portal.name,
      property: inApp(path),
      reason: `${inApp(path)} is ${JSON.stringify(value)} in Stripe, which this version does not know; update stripe-portal-cli`,
    }));
  return { findings, gaps };
}

/** Fields that Stripe returns, that neither the app nor this version contains, and that turn nothing on. */
export function unknownFields(portal: CheckedPortal, held: Portal): string[] {
  const desired = (portal.code ?? portal.applied)?.fields ?? {};
  return compare(desired, held as unknown as Fields, () => false)
    .unknown.filter(({ matters }) => !matters)
    .map(({ path }) => inApp(path));
}

/** The command that applies the app. */
export function applyCommand({ stack, terraform }: CheckedPortal): string {
  return `${terraform} -chdir=${quoted(shown(stack.folder))} apply`;
}

function changedSince(code: PortalValues, applied: PortalValues, catalog: Catalog): Map<string, Difference> {
  const before = withProducts(applied.fields, catalog);
  const { differences } = compare(withProducts(code.fields, catalog), before, (name) => !code.ofStep.has(name));
  return new Map(differences.map((difference) => [keyOf(difference), difference]));
}

function fixFor(portal: CheckedPortal, difference: Difference, code: PortalValues, isChanged: boolean): string {
  const apply = applyCommand(portal);
  const { step } = portal;
  const runsStep = portal.isAlwaysApplied || portal.planned.some((change) => step && change.startsWith(`${step}:`));
  if (isChanged || runsStep || !isOfStep(difference, code)) return apply;
  if (step === undefined) return "change it in Stripe: the provider cannot";
  return `${apply} -replace=${quoted(step)}`;
}

function isOfStep({ path, stepOnly }: Difference, { ofStep, unset }: PortalValues): boolean {
  return stepOnly || ofStep.has(path[0]!) || unset.has(withoutItems(path));
}

function valuesOf(
  { sensitive }: CheckedPortal,
  { path, desired, held }: Difference,
  changed: Difference | undefined,
): Finding["values"] {
  const dotted = withoutItems(path);
  const isSensitive = sensitive.some((mark) => mark === "" || `${dotted}.`.startsWith(`${mark}.`));
  const show = (value: unknown): unknown => (isSensitive ? "(sensitive)" : withoutMarks(value));
  return { code: show(desired), ...(changed && { applied: show(changed.held) }), stripe: show(held) };
}

function messageFor({ path, held }: Difference, moved: readonly string[]): string | undefined {
  const dotted = withoutItems(path);
  if (dotted.endsWith("adjustable_quantity.enabled") && held === true) return "customers can buy any quantity";
  return dotted.startsWith("features.subscription_update.products") && moved.length > 0 ? moved.join(", ") : undefined;
}

/** The lookup keys whose prices the portal does not list. */
function movedKeys(code: Fields, held: Portal, { byLookupKey }: Catalog): string[] {
  const listed = new Set(held.features.subscription_update.products?.flatMap(({ prices }) => prices));
  return lookupKeysOf(code).flatMap((key) => {
    const price = byLookupKey.get(key);
    return price && !listed.has(price.id) ? [`the lookup key ${key} belongs to ${price.id} now`] : [];
  });
}

/** A list that Terraform learns during the apply contains marks only. */
function withoutMarks(value: unknown): unknown {
  return Array.isArray(value) && value.length > 0 && value.every((item) => item === KNOWN_AFTER_APPLY)
    ? KNOWN_AFTER_APPLY
    : (value ?? null);
}

function keyOf({ path }: Difference): string {
  return JSON.stringify(path);
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

import type { Configuration } from "../../support/held-portals";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A change of one leaf of a portal in Stripe. */
export interface Mutation {
  /** The property in the app's words. */
  readonly property: string;
  readonly before: unknown;
  readonly after: unknown;
  apply(portal: Configuration): void;
}

/** Fields that only Stripe writes. */
const READ_ONLY = /^(id|object|application|created|updated|livemode|is_default|login_page\.url)$/;

/** The enums of the library, by the path of their field. */
const ENUMS: ReadonlyMap<string, { readonly values: readonly string[]; readonly default?: string }> = new Map(
  JSON.parse(readFileSync(path.join(__dirname, "../../../schema/portal-parameters.json"), "utf8"))
    .filter(({ type }: { type: string }) => type === "enum")
    .map((parameter: { name: string }) => [parameter.name, parameter]),
);

/** The part of the path that names a list item, as the check prints it. */
function itemName(item: any): string {
  return `[${item.product ?? item.type ?? `${item.interval_count} ${item.interval}`}]`;
}

/** Changes of every leaf of a portal, one at a time. Lists gain, lose and swap items, metadata gains and loses keys. */
export function mutationsOf(portal: Configuration): Mutation[] {
  return leaves(portal, [], "", "");
}

type Keys = readonly (string | number)[];

function leaves(value: unknown, keys: Keys, at: string, property: string): Mutation[] {
  if (READ_ONLY.test(at)) return [];
  const change = (after: unknown): Mutation => ({
    property,
    before: value,
    after,
    apply: (portal) => {
      const parent = keys.slice(0, -1).reduce<any>((object, key) => object[key], portal);
      if (after === undefined) delete parent[keys.at(-1)!];
      else parent[keys.at(-1)!] = after;
    },
  });
  if (Array.isArray(value)) return listLeaves(value, keys, at, property, change);
  if (typeof value === "object" && value !== null) {
    const inner = Object.entries(value).flatMap(([name, item]) => {
      const isKey = at === "metadata";
      const word = isKey ? name : name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      const names = [at, property].map((prefix, index) =>
        [prefix, index === 0 ? name : word].filter(Boolean).join("."),
      );
      // The identity of an item is its list's business.
      const isIdentity =
        keys.some((key) => typeof key === "number") && /^(product|type|interval|interval_count)$/.test(name);
      return isIdentity ? [] : leaves(item, [...keys, name], names[0], names[1]);
    });
    if (at !== "metadata") return inner;
    const removed = Object.keys(value).map((name): Mutation => ({
      property: `metadata.${name}`,
      before: (value as any)[name],
      after: undefined,
      apply: (portal) => void delete portal.metadata[name],
    }));
    const added: Mutation = {
      property: "metadata.added by hand",
      before: undefined,
      after: "yes",
      apply: (portal) => void Object.assign(portal.metadata, { "added by hand": "yes" }),
    };
    return [...inner, ...removed, added];
  }
  return [change(otherValue(value, String(keys.at(-1)), at))];
}

function listLeaves(
  list: readonly any[],
  keys: Keys,
  at: string,
  property: string,
  change: (after: unknown) => Mutation,
): Mutation[] {
  const items = list.flatMap((item, index) =>
    typeof item === "object" ? leaves(item, [...keys, index], `${at}[]`, `${property}${itemName(item)}`) : [],
  );
  return [
    ...items,
    ...otherItems(list, at).map((item) => change([...list, item])),
    ...(list.length > 0 ? [change(list.slice(1))] : []),
    ...(list.length > 1 ? [change([...list.slice(1), list[0]])] : []),
  ];
}

function otherValue(value: unknown, name: string, at: string): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  const closed = ENUMS.get(at);
  if (closed !== undefined) return closed.values.find((one) => one !== (value ?? closed.default));
  if (value === null && name === "maximum") return 7;
  return name === "feedback_options" ? ["feedback_theirs"] : "https://theirs.example";
}

/** An item that the list does not contain yet, unless it has the whole closed set. */
function otherItems(list: readonly any[], at: string): readonly unknown[] {
  const closed: Readonly<Record<string, readonly unknown[]>> = {
    "features.customer_update.allowed_updates": ["email", "name", "phone"],
    "features.subscription_cancel.cancellation_reason.options": ["unused", "other", "too_expensive"],
    "features.subscription_update.default_allowed_updates": ["price", "quantity", "promotion_code"],
    "features.subscription_update.schedule_at_period_end.conditions": [
      { type: "shortening_interval" },
      { type: "decreasing_item_amount" },
    ],
    "features.subscription_pause.duration.interval_options": [{ interval: "year", interval_count: 1 }],
    "features.subscription_update.products": [
      {
        product: "prod_theirs",
        prices: ["price_theirs"],
        adjustable_quantity: { enabled: false, minimum: 0, maximum: null },
      },
    ],
  };
  const known = new Set(list.map((item) => JSON.stringify(item)));
  return (closed[at] ?? ["added_by_hand"]).filter((item) => !known.has(JSON.stringify(item))).slice(0, 1);
}

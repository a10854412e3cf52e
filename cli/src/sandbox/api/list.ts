import { type Account, COLLECTIONS, type Kind, type Objects } from "../state/account";
import { StripeError } from "./errors";
import { type Fields, integer, object, type Parameter, string, type Values } from "./parameters/parameters";
import type { Call, View } from "./routing";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** The parameters of every list. */
export const pagingFields = {
  limit: integer({ minimum: 1, maximum: MAX_LIMIT }),
  starting_after: string(),
  ending_before: string(),
} satisfies Fields;

const time = integer();
const range = object({ gt: time, gte: time, lt: time, lte: time });

/** `created` of a list, a time or a range of times. It is read as a test of an object's creation time. */
export const createdFilter: Parameter<(created: number) => boolean> = {
  ...range,
  read(node, place) {
    if (typeof node === "string") {
      const exact = time.read(node, place);
      return (created) => created === exact;
    }
    const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range.read(node, place);
    return (created) => created > gt && created >= gte && created < lt && created <= lte;
  },
};

/** Answers a list: newest first, one page, each object converted by `render`. */
export function listObjects<K extends Kind>(
  call: Call<typeof pagingFields>,
  kind: K,
  matches: (object: Objects[K]) => boolean,
  render: (object: Objects[K], view: View) => unknown,
): unknown {
  const { data, hasMore } = page(call.params, kind, matches, call.account);
  const view = { ...call, expand: call.expand.get("data") ?? new Map() };
  return {
    object: "list",
    data: data.map((object) => render(object, view)),
    has_more: hasMore,
    url: COLLECTIONS[kind],
  };
}

/** Finds the cursor among all objects, because the object may no longer match the filter. */
function page<K extends Kind>(
  { limit = DEFAULT_LIMIT, starting_after: after, ending_before: before }: Values<typeof pagingFields>,
  kind: K,
  matches: (object: Objects[K]) => boolean,
  account: Account,
): { data: Objects[K][]; hasMore: boolean } {
  const objects = account.all(kind).reverse();
  const position = (id: string, param: string): number => {
    const index = objects.findIndex((object) => object.id === id);
    if (index < 0) {
      throw account.missing(kind, id, param);
    }
    return index;
  };
  const start = after === undefined ? 0 : position(after, "starting_after") + 1;
  const end = before === undefined ? objects.length : position(before, "ending_before");
  if (after !== undefined && before !== undefined) {
    const message = "Received both starting_after and ending_before parameters. Please pass in only one.";
    throw new StripeError(400, message);
  }
  const matching = objects.slice(start, end).filter(matches);
  const data = before === undefined ? matching.slice(0, limit) : matching.slice(-limit);
  return { data, hasMore: matching.length > limit };
}

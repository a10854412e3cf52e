import type { Account, Stored } from "../state/account";
import type { Collection } from "./collection";
import { StripeError } from "./errors";
import { type Fields, integer, object, type Parameter, string, type Values } from "./parameters";
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
export function listObjects<T extends Stored>(
  call: Call<typeof pagingFields>,
  objects: Collection<string, T>,
  matches: (object: T) => boolean,
  render: (object: T, view: View) => unknown,
): unknown {
  const { data, hasMore } = page(call.params, objects, matches, call.account);
  const view = { ...call, expand: call.expand.get("data") ?? new Map() };
  return {
    object: "list",
    data: data.map((object) => render(object, view)),
    has_more: hasMore,
    url: objects.path,
  };
}

/** Finds the cursor among all objects, because the object may no longer match the filter. */
function page<T extends Stored>(
  { limit = DEFAULT_LIMIT, starting_after: after, ending_before: before }: Values<typeof pagingFields>,
  objects: Collection<string, T>,
  matches: (object: T) => boolean,
  account: Account,
): { data: T[]; hasMore: boolean } {
  const newestFirst = objects.all(account).reverse();
  const position = (id: string, param: string): number => {
    const index = newestFirst.findIndex((object) => object.id === id);
    if (index < 0) {
      throw objects.missing(account, id, param);
    }
    return index;
  };
  const start = after === undefined ? 0 : position(after, "starting_after") + 1;
  const end = before === undefined ? newestFirst.length : position(before, "ending_before");
  if (after !== undefined && before !== undefined) {
    const message = "Received both starting_after and ending_before parameters. Please pass in only one.";
    throw new StripeError(400, message);
  }
  const matching = newestFirst.slice(start, end).filter(matches);
  const data = before === undefined ? matching.slice(0, limit) : matching.slice(-limit);
  return { data, hasMore: matching.length > limit };
}

import type { Account, Kind, Objects } from "./account";
import { StripeError } from "./errors";
import { ofElements } from "./expansion";
import { type Fields, integer, string, type Values } from "./parameters";
import type { Call, View } from "./routing";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** The parameters of every list. */
export const pagingFields = {
  limit: integer({ minimum: 1, maximum: MAX_LIMIT }),
  starting_after: string(),
  ending_before: string(),
} satisfies Fields;

/** Answers a list: newest first, one page, each object as `render` shows it. */
export function listObjects<K extends Kind>(
  call: Call<typeof pagingFields>,
  kind: K,
  url: string,
  matches: (object: Objects[K]) => boolean,
  render: (object: Objects[K], view: View) => unknown,
): unknown {
  const matching = call.account.all(kind).reverse().filter(matches);
  const { data, hasMore } = page(matching, call.params, call.account, kind);
  const view = { ...call, expand: ofElements(call.expand) };
  return { object: "list", data: data.map((object) => render(object, view)), has_more: hasMore, url };
}

function page<K extends Kind>(
  objects: Objects[K][],
  { limit = DEFAULT_LIMIT, starting_after: after, ending_before: before }: Values<typeof pagingFields>,
  account: Account,
  kind: K,
): { data: Objects[K][]; hasMore: boolean } {
  if (after !== undefined && before !== undefined) {
    throw new StripeError(400, "You cannot parameterize both starting_after and ending_before.");
  }
  const position = (id: string, param: string): number => objects.indexOf(account.refer(kind, id, param));
  if (before !== undefined) {
    const end = Math.max(position(before, "ending_before"), 0);
    return { data: objects.slice(Math.max(end - limit, 0), end), hasMore: end > limit };
  }
  const start = after === undefined ? 0 : position(after, "starting_after") + 1;
  return { data: objects.slice(start, start + limit), hasMore: objects.length > start + limit };
}

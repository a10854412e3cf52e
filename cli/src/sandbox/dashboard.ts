import type { Api } from "./api/api";
import type { Collection } from "./api/collection";
import type { Plain } from "./api/form";
import type { Caller } from "./api/keys/keyring";
import { type Kind, type Objects, resources } from "./resources";
import type { Account, Stored } from "./state/account";

/** Parameters as JavaScript values, with Stripe's names. */
export type Params = { readonly [name: string]: Plain };

/**
 * The objects of one account in one mode, read and edited outside of the API, as in the Dashboard. Objects are complete
 * copies, including the products of a portal configuration.
 */
export class Dashboard {
  /** @param changed called after a change that no request made */
  constructor(
    private readonly account: Account,
    private readonly api: Api,
    private readonly changed: () => void,
  ) {}

  /** Every object of a kind, oldest first. The first portal configuration is the default one. */
  list<K extends Kind>(kind: K): Objects[K][] {
    const existing = collectionOf(kind)
      .all(this.account)
      .filter(({ deleted }: Stored) => !deleted);
    return structuredClone(existing);
  }

  /** Throws a StripeError if the object does not exist. */
  get<K extends Kind>(kind: K, id: string): Objects[K] {
    return structuredClone(collectionOf(kind).find(this.account, id));
  }

  /** Creates an object. Throws a StripeError if Stripe would reject it. */
  create<K extends Kind>(kind: K, params: Params): Objects[K] {
    return this.post(kind, collectionOf(kind).path, params);
  }

  /** Updates an object. Throws a StripeError if Stripe would reject the update. */
  edit<K extends Kind>(kind: K, id: string, params: Params): Objects[K] {
    return this.post(kind, `${collectionOf(kind).path}/${encodeURIComponent(id)}`, params);
  }

  /** Removes an object without any rule: Stripe never removes portal configurations and prices. */
  remove(kind: Kind, id: string): void {
    collectionOf(kind).delete(this.account, id);
    this.changed();
  }

  private post<K extends Kind>(kind: K, path: string, params: Params): Objects[K] {
    const caller: Caller = { mode: this.account.mode, accountId: this.account.id };
    const { id } = this.api.call(caller, "POST", path, params) as { id: string };
    return this.get(kind, id);
  }
}

function collectionOf<K extends Kind>(kind: K): Collection<K, Objects[K]> {
  const found = resources.find(({ objects }) => objects.kind === kind)!;
  return found.objects as unknown as Collection<K, Objects[K]>;
}

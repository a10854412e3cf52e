import type { Account, Stored } from "../state/account";
import { invalid, StripeError } from "./errors";
import { newId, newShortId } from "./ids";

/** The names of a kind of objects. */
export interface Names<K extends string> {
  /** Stripe's name for one object, as in "No such price". */
  readonly kind: K;
  /** The prefix of its ids. */
  readonly prefix: string;
  /** The path of its list. */
  readonly path: string;
  /**
   * True if its ids have 14 instead of 24 characters after the prefix.
   * @default false
   */
  readonly shortIds?: boolean;
  /**
   * The parameter in the error for a path with an id that does not exist.
   * @default - the kind
   */
  readonly idParam?: string;
}

/** The objects of one kind. They are stored by account and mode. */
export class Collection<K extends string, T extends Stored> {
  constructor(private readonly names: Names<K>) {}

  get kind(): K {
    return this.names.kind;
  }

  get path(): string {
    return this.names.path;
  }

  newId(): string {
    const { prefix, shortIds } = this.names;
    return shortIds ? newShortId(prefix) : newId(prefix);
  }

  /** Every object of an account, oldest first, including deleted objects that are kept. */
  all(account: Account): T[] {
    return account.all(this.kind) as T[];
  }

  get(account: Account, id: string): T | undefined {
    return account.get(this.kind, id) as T | undefined;
  }

  put(account: Account, object: T): T {
    account.put(this.kind, object);
    return object;
  }

  delete(account: Account, id: string): void {
    account.delete(this.kind, id);
  }

  /** The object of an id in a path: 404 if it does not exist. */
  find(account: Account, id: string): T {
    const found = this.get(account, id);
    if (!found || found.deleted) {
      const param = this.names.idParam ?? this.kind;
      throw new StripeError(404, this.explainMissing(account, id), { code: "resource_missing", param });
    }
    return found;
  }

  /** The object of an id in a parameter: 400 if it does not exist. */
  refer(account: Account, id: string, param: string): T {
    const found = this.get(account, id);
    if (!found || found.deleted) {
      throw this.missing(account, id, param);
    }
    return found;
  }

  /** The error for a parameter with the id of an object that does not exist. */
  missing(account: Account, id: string, param: string): StripeError {
    return invalid(param, this.explainMissing(account, id), "resource_missing");
  }

  private explainMissing(account: Account, id: string): string {
    const [mine, other] = account.livemode ? ["live", "test"] : ["test", "live"];
    const otherAccount = account.otherMode();
    return otherAccount && this.get(otherAccount, id)
      ? `No such ${this.kind}: '${id}'; a similar object exists in ${other} mode, but a ${mine} mode key was used to make this request.`
      : `No such ${this.kind}: '${id}'`;
  }
}

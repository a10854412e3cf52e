import { Account, type Mode, type Stored } from "./account";
import type { StoredKind } from "./stored-kind";

/** The id of the account that the sandbox's keys belong to. */
export const OWN_ACCOUNT = "acct_sandbox";

/** The content of one account in a state file. */
export interface AccountSnapshot {
  readonly id: string;
  readonly mode: Mode;
  readonly objects: { readonly [kind: string]: readonly Stored[] | undefined };
}

/** All accounts, each in test and live mode. An account is opened by its first request. */
export class Accounts {
  private readonly accounts = new Map<string, Account>();

  /**
   * @param fresh if true, accounts start without a default portal configuration
   * @param opened called when an account is opened, even by a request that only reads
   */
  constructor(
    private readonly kinds: readonly StoredKind[],
    private readonly fresh: boolean,
    private readonly opened: () => void,
  ) {}

  get(mode: Mode, id: string = OWN_ACCOUNT): Account {
    return this.existing(mode, id) ?? this.open(mode, id);
  }

  snapshot(): AccountSnapshot[] {
    return [...this.accounts.values()].map((account) => ({
      id: account.id,
      mode: account.mode,
      objects: Object.fromEntries(this.kinds.map(({ kind }) => [kind, account.all(kind)])),
    }));
  }

  /** Replaces all accounts with those of a snapshot. */
  restore(snapshots: readonly AccountSnapshot[]): void {
    this.accounts.clear();
    for (const { id, mode, objects } of snapshots) {
      const account = this.register(mode, id);
      for (const { kind } of this.kinds) {
        objects[kind]?.forEach((object) => account.put(kind, object));
      }
    }
  }

  private open(mode: Mode, id: string): Account {
    const account = this.register(mode, id);
    for (const kind of this.kinds) {
      const objects = kind.initial?.({ livemode: account.livemode, fresh: this.fresh }) ?? [];
      objects.forEach((object) => account.put(kind.kind, object));
    }
    this.opened();
    return account;
  }

  private existing(mode: Mode, id: string): Account | undefined {
    return this.accounts.get(`${mode} ${id}`);
  }

  private register(mode: Mode, id: string): Account {
    const otherMode = mode === "live" ? "test" : "live";
    const account = new Account(id, mode, () => this.existing(otherMode, id));
    this.accounts.set(`${mode} ${id}`, account);
    return account;
  }
}

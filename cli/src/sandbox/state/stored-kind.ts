import type { Stored } from "./account";

/** A kind of objects that accounts contain. */
export interface StoredKind<T extends Stored = Stored> {
  /** Stripe's name for one object. */
  readonly kind: string;
  /**
   * An object with as many fields set as possible. The fields of objects in a state file must have the same types. Null
   * allows any type, and an object without fields any fields.
   */
  readonly example: T;
  /** The objects of a new account. */
  initial?(account: NewAccount): readonly T[];
}

export interface NewAccount {
  readonly livemode: boolean;
  /** If true, the account starts without a default portal configuration. */
  readonly fresh: boolean;
}

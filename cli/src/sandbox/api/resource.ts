import type { Stored } from "../state/account";
import type { StoredKind } from "../state/stored-kind";
import type { Collection } from "./collection";
import type { Permission } from "./keys/permissions";
import type { Route } from "./routing";

/** A route with the permission that restricted keys need for it. */
export type Endpoint = Route & { readonly permission: Permission };

/** A part of the API that stores nothing, such as `/v1/account`. */
export interface Service {
  /** The permission that restricted keys need for its routes. */
  readonly permission: Permission;
  readonly routes: readonly Route[];
}

/** A part of the API with objects of one kind: all that the sandbox knows about them. */
export interface Resource<K extends string, T extends Stored> extends Service, Omit<StoredKind<T>, "kind"> {
  /** Their kind, the path of their list, and the prefix of their ids. */
  readonly objects: Collection<K, T>;
}

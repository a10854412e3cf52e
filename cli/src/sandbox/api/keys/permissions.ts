import { StripeError } from "../errors";
import { redact } from "./key";
import type { Caller } from "./keyring";

/** The permission of restricted keys that a resource requires. */
export interface Permission {
  /** The name in the Dashboard. */
  readonly label: string;
  /** Stripe's name without `_read` or `_write`. */
  readonly name: string;
}

/** Rejects a request if its key does not have the permission for it. Expanded objects require no permission of their own. */
export function checkPermission({ label, name }: Permission, method: string, { accountId, restricted }: Caller): void {
  const access = method === "GET" ? "read" : "write";
  const sufficient = [`${name}_${access}`, `${name}_write`];
  if (restricted === undefined || restricted.permissions.some((permission) => sufficient.includes(permission))) {
    return;
  }
  const message =
    `Permission denied. The provided key '${redact(restricted.key)}' does not have the required permissions for this ` +
    `endpoint on account '${accountId}'. Enabling ${label} ${access === "read" ? "Read" : "Write"} ` +
    `('${sufficient[0]}') permissions on this key would allow this request to continue. You can edit permissions at ` +
    "https://dashboard.stripe.com/apikeys";
  throw new StripeError(403, message, { code: "more_permissions_required" });
}

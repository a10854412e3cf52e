import type { Stack } from "../app/stacks";
import type { ManagedPortal } from "../portal/managed-portal";

/** A portal with its stack and the Terraform that manages it. */
export interface CheckedPortal extends ManagedPortal {
  readonly stack: Stack;
  /** Terraform's binary. */
  readonly terraform: string;
}

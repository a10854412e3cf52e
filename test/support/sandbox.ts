import { type Sandbox, type SandboxOptions, startSandbox } from "../../cli/src/sandbox";
import { type FixtureScope, useFixture } from "./fixture";

/** Runs a sandbox for each test, or for all. It ignores the environment of the tests by default. */
export function useSandbox({ once, ...options }: SandboxOptions & FixtureScope = {}): Sandbox {
  return useFixture(() => startSandbox({ environment: {}, ...options }), { once });
}

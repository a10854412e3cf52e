import { resolve } from "node:path";
import { UsageError } from "../exit-codes";
import { findStacks, shown } from "./app/stacks";
import { compareWithStripe } from "./compare-with-stripe";
import { readIgnoreFile } from "./ignore";
import { inspectApp } from "./inspect-app";
import type { Report } from "./report";
import { createStripe } from "./stripe/client";
import { modeOf, readKey } from "./stripe/key";

export interface CheckOptions {
  readonly stacks?: readonly string[];
  readonly expectedIds?: readonly string[];
  readonly ignoreFile?: string;
  readonly onlyManaged?: boolean;
  readonly apiKeyFile?: string;
  readonly progress?: (message: string) => void;
}

/** Compares the code of an app, its last apply and Stripe. */
export async function check(folder: string, options: CheckOptions, env: NodeJS.ProcessEnv): Promise<Report> {
  const key = readKey(options.apiKeyFile, env);
  const ignores = options.ignoreFile === undefined ? [] : readIgnoreFile(options.ignoreFile);
  const { progress, expectedIds, onlyManaged } = options;
  progress?.("synthesizing");
  const stacks = await findStacks(folder, options.stacks ?? [], env);
  // The provider requires a key to make a plan, although it sends nothing with it.
  const app = await inspectApp(stacks, { ...env, STRIPE_API_KEY: env.STRIPE_API_KEY || key }, progress);
  if (app.portals.length === 0 && app.gaps.length === 0) {
    throw new UsageError(
      `no stack in ${shown(resolve(folder))} contains a portal; pass the folder of an app that does`,
    );
  }
  const readerOf = createStripe(key);
  return compareWithStripe(app, {
    readerOf: (account) => readerOf(account ?? (env.STRIPE_ACCOUNT || undefined)),
    keyMode: modeOf(key),
    expectedIds,
    onlyManaged,
    ignores,
    progress,
  });
}

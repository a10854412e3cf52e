import * as fc from "fast-check";
import { useSandbox } from "../support/sandbox";
import { Context, compareWithStripe } from "./support/agreement";
import { createCatalog } from "./support/catalog";
import { portals } from "./support/portals";
import { FIXED_SEED, FRESH_SEED } from "./support/seeds";
import { isRejectedByLibraryOnly } from "./support/stricter";

const RUNS = 1000;

const sandbox = useSandbox({ once: true });
let context: Context;

beforeAll(() => {
  const account = sandbox.dashboard();
  context = { account, ids: createCatalog(account) };
});

test.each([
  ["fixed", FIXED_SEED],
  ["fresh", FRESH_SEED],
])("library and Stripe accept and reject the same random portals (seed: %s, %i)", (_, seed) => {
  const [paymentMethods] = context.account.list("payment_method_configuration");
  const counts = { accepted: 0, rejected: 0 };
  fc.assert(
    fc.property(portals(paymentMethods.id), (portal) => {
      const { library, stripe, differences } = compareWithStripe(portal, context);
      counts[library === undefined ? "accepted" : "rejected"]++;
      if (library !== undefined) expect(library).toMatch(/`.+`: .+; .+/);
      expect(differences).toEqual([]);
      if (stripe === undefined && !isRejectedByLibraryOnly(portal.props)) expect(library).toBeUndefined();
    }),
    { seed, numRuns: RUNS },
  );
  // The test proves little if all portals are accepted, or all rejected.
  expect(counts.accepted).toBeGreaterThan(RUNS / 2);
  expect(counts.rejected).toBeGreaterThan(RUNS / 10);
});

import * as fc from "fast-check";
import { Sandbox, startSandbox } from "../../cli/src/sandbox";
import { Court, judge } from "./support/agreement";
import { makeCatalog } from "./support/catalog";
import { programs } from "./support/programs";
import { FIXED_SEED, FRESH_SEED } from "./support/seeds";
import { isSenseless } from "./support/stricter";

const RUNS = 1000;

let sandbox: Sandbox;
let court: Court;

beforeAll(async () => {
  sandbox = await startSandbox();
  const account = sandbox.account();
  court = { account, ids: makeCatalog(account) };
});
afterAll(() => sandbox.close());

test.each([
  ["fixed", FIXED_SEED],
  ["fresh", FRESH_SEED],
])("library and Stripe are of one mind about random programs (seed: %s, %i)", (_, seed) => {
  const [paymentMethods] = court.account.paymentMethodConfigurations;
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(programs(paymentMethods.id), (program) => {
      const { library, stripe, disagreements } = judge(program, court);
      counts[library === undefined ? "accepted" : "refused"]++;
      if (library !== undefined) expect(library).toMatch(/`.+`: .+; .+/);
      expect(disagreements).toEqual([]);
      if (stripe === undefined && !isSenseless(program.props)) expect(library).toBeUndefined();
    }),
    { seed, numRuns: RUNS },
  );
  // Programs of one kind only would prove little.
  expect(counts.accepted).toBeGreaterThan(RUNS / 2);
  expect(counts.refused).toBeGreaterThan(RUNS / 10);
});

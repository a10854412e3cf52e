import type { CheckedPortal } from "../../../cli/src/check/findings/checked-portal";
import { answerWith, type Configuration } from "../../support/held-portals";
import { useSandbox } from "../../support/sandbox";
import { compare, planOf, portalsOf, providerValues, resourcesOf } from "./hand-made";

const sandbox = useSandbox({ fresh: true });

const create = (more: object = {}): Configuration =>
  sandbox.dashboard().create("configuration", { features: { invoice_history: { enabled: true } }, ...more });
const checked = (held: Configuration, name = "portal"): CheckedPortal[] =>
  portalsOf(resourcesOf({ name, values: providerValues(held), desired: { unset: [] } }));

test("reports two portals of one app with one configuration", async () => {
  const held = create();
  const { exitCode, findings } = await compare(sandbox, [...checked(held, "a"), ...checked(held, "b")]);
  expect(exitCode).toBe(1);
  expect(findings).toMatchObject([
    { kind: "duplicate-id", portal: "billing/b", message: `${held.id} is also managed by billing/a` },
  ]);
});

test("reports portals that nobody manages and their claims, without failing", async () => {
  const held = create({ name: "Default" });
  const other = create({ name: "Old", metadata: { managed_by: "pulumi", team: "billing" } });
  sandbox.dashboard().edit("configuration", other.id, { active: false });
  const { exitCode, notes } = await compare(sandbox, checked(held));
  expect(exitCode).toBe(0);
  expect(notes).toEqual([
    {
      subject: other.id,
      message: 'not managed by the checked stacks ("Old", inactive, claimed by managed_by=pulumi)',
    },
  ]);
  expect((await compare(sandbox, checked(held), { onlyManaged: true })).notes).toEqual([]);
});

test("lists all pages of an account with more than 100 portals", async () => {
  const held = create();
  for (let index = 0; index < 250; index++) create();
  sandbox.clearRequests();
  const { notes } = await compare(sandbox, checked(held));
  expect(notes).toHaveLength(250);
  expect(sandbox.requests).toHaveLength(3);
});

test("reads a portal alone if the list leaves out its products, and never treats them as equal", async () => {
  const account = sandbox.dashboard();
  const product = account.create("product", { name: "Pro" }).id;
  const recurring = { interval: "month" };
  const price = account.create("price", { product, currency: "usd", unit_amount: 1, recurring }).id;
  const update = { enabled: true, products: [{ product, prices: [price] }] };
  const held = create({ features: { payment_method_update: { enabled: true }, subscription_update: update } });
  const listed = { ...held.features.subscription_update, products: undefined };
  const short = { ...held, features: { ...held.features, subscription_update: listed } };
  const answer = (body: object) => ({ status: 200, body });
  const portals = checked(held);
  sandbox.intercept = ({ path }) =>
    path.endsWith("/configurations") ? answer({ object: "list", data: [short], has_more: false }) : undefined;
  expect((await compare(sandbox, portals)).notCompared).toEqual([]);
  sandbox.intercept = ({ path }) => (path.includes("/configurations/") ? answer(short) : undefined);
  expect(await compare(sandbox, portals, { onlyManaged: true })).toMatchObject({
    exitCode: 2,
    notCompared: [{ reason: `${held.id}: Stripe did not return the products of the portal` }],
  });
});

describe("--expect-id", () => {
  test("passes for a managed and active portal", async () => {
    const held = create();
    expect(await compare(sandbox, checked(held), { expectedIds: [held.id] })).toMatchObject({ exitCode: 0 });
  });

  test("fails for a portal that the app does not manage, and describes it", async () => {
    const [held, other] = [create(), create({ name: "Other" })];
    const { exitCode, findings } = await compare(sandbox, checked(held), { expectedIds: [other.id, "bpc_nowhere"] });
    expect(exitCode).toBe(1);
    expect(findings.map(({ kind, message }) => [kind, message])).toEqual([
      ["expected-id", `${other.id} is not managed by the app ("Other", active)`],
      ["expected-id", "bpc_nowhere is not managed by the app"],
    ]);
  });

  test("fails for a portal that is inactive on purpose", async () => {
    create();
    const held = create();
    sandbox.dashboard().edit("configuration", held.id, { active: false });
    const portals = checked(sandbox.dashboard().get("configuration", held.id));
    expect(await compare(sandbox, portals)).toMatchObject({
      exitCode: 0,
      notes: [{ subject: "billing/portal", message: "inactive, as in the app" }, {}],
    });
    expect(await compare(sandbox, portals, { expectedIds: [held.id] })).toMatchObject({
      exitCode: 1,
      findings: [{ kind: "expected-id", portal: "billing/portal", message: `${held.id} is not active` }],
    });
  });
});

test("reports an inactive portal that is active in the app", async () => {
  create();
  const held = create();
  const portals = checked(held);
  sandbox.dashboard().edit("configuration", held.id, { active: false });
  expect((await compare(sandbox, portals)).findings).toMatchObject([
    {
      property: "active",
      values: { code: true, stripe: false },
      fix: "terraform -chdir=cdktf.out/stacks/billing apply",
    },
  ]);
});

test("reports a portal that was never applied, and one that the app no longer contains", async () => {
  const state = resourcesOf({ values: providerValues(create()), desired: { unset: [] } });
  const all = (actions: string[], more: object) =>
    planOf(state, Object.fromEntries(state.map(({ address }) => [address, { actions, ...more }])));
  expect((await compare(sandbox, portalsOf([], all(["create"], { before: null })))).findings).toMatchObject([
    { kind: "planned", message: "it is in the app and was never applied" },
  ]);
  expect((await compare(sandbox, portalsOf(state, all(["delete"], { after: null })))).findings).toMatchObject([
    { kind: "planned", message: "the app no longer contains it; the next apply deactivates it" },
  ]);
});

test("masks sensitive values", async () => {
  const held = create({ name: "secret name" });
  const state = resourcesOf({ values: { ...providerValues(held), name: "ours" }, desired: { unset: [] } });
  const portals = portalsOf(state.map((resource) => ({ ...resource, sensitive_values: { name: true } })));
  const { findings } = await compare(sandbox, portals);
  expect(findings).toMatchObject([{ property: "name", values: { code: "(sensitive)", stripe: "(sensitive)" } }]);
  expect(JSON.stringify(findings)).not.toMatch(/secret name|ours/);
});

test("reports the mode in which a portal exists, if the key does not have one in its prefix", async () => {
  create();
  const live = sandbox.dashboard({ mode: "live" });
  const held = live.create("configuration", { features: { invoice_history: { enabled: true } } });
  const portals = checked(held);
  expect((await compare(sandbox, portals, { keyMode: undefined })).notCompared).toMatchObject([
    { subject: "billing/portal", reason: `${held.id}: it exists in live mode; use a live mode key` },
  ]);
});

describe("a value that this version does not know", () => {
  test("is not compared, and no difference", async () => {
    const held = create();
    const portals = checked(held);
    const cancel = { ...held.features.subscription_cancel, mode: "next_full_moon" };
    answerWith(sandbox, [{ ...held, features: { ...held.features, subscription_cancel: cancel } }]);
    const { exitCode, findings, notCompared } = await compare(sandbox, portals);
    expect([exitCode, findings]).toEqual([2, []]);
    expect(notCompared).toMatchObject([{ kind: "unknown-value", property: "features.subscriptionCancel.mode" }]);
  });

  test("is only named if it is a field that turns nothing on", async () => {
    const held = create();
    const portals = checked(held);
    answerWith(sandbox, [Object.assign({}, held, { theme: "dark" })]);
    expect(await compare(sandbox, portals)).toMatchObject({
      exitCode: 0,
      notes: [{ message: "theme is set in Stripe; this version does not know it and did not compare it" }],
    });
  });
});

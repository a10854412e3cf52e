import { managedPortals } from "../../../cli/src/check/portal/managed-portal";
import { planOf, portalsOf, resourcesOf, type PortalParts } from "./hand-made";

const NATIVE = {
  id: "bpc_1",
  livemode: false,
  name: "Acme",
  active: false,
  features: { invoice_history: { enabled: false } },
};
const DESIRED = {
  active: true,
  features: { invoice_history: { enabled: true } },
  unset: ["business_profile.headline"],
};
const VALUES = { ...NATIVE, business_profile: { headline: "by hand", privacy_policy_url: "p" } };
const PORTAL = "stripe_billing_portal_configuration.portal_AAAAAAAA";
const STEP = "terraform_data.portal_AAAAAAAA_Step";
const DESIRED_STATE = "terraform_data.portal_AAAAAAAA_DesiredState";

const parts = (more: Partial<PortalParts> = {}): PortalParts => ({ values: VALUES, desired: DESIRED, ...more });

describe("a portal with a step", () => {
  test("takes the attributes of the step from DesiredState and clears unset strings", () => {
    const [portal] = portalsOf(resourcesOf(parts()));
    expect(portal).toMatchObject({
      id: "bpc_1",
      livemode: false,
      planned: [],
      isRemoved: false,
      isAlwaysApplied: false,
    });
    expect(portal.step).toBe(STEP);
    expect(portal.applied!.fields).toMatchObject({
      name: "Acme",
      active: true,
      features: { invoice_history: { enabled: true } },
      business_profile: { headline: "", privacy_policy_url: "p" },
    });
    expect([...portal.applied!.ofStep]).toEqual(["active", "features"]);
    expect(portal.code).toEqual(portal.applied);
  });

  test("finds the blocks of two portals with one configuration, and with similar names", () => {
    const state = [
      ...resourcesOf(parts({ name: "a" })),
      ...resourcesOf(parts({ name: "a_b", desired: { ...DESIRED, active: false } })),
    ];
    const steps = portalsOf(state).map(({ step, applied }) => [step!.split(".")[1], applied!.fields.active]);
    expect(steps).toEqual([
      ["a_AAAAAAAA_Step", true],
      ["a_b_AAAAAAAA_Step", false],
    ]);
  });

  test("finds a DesiredState that no step has applied", () => {
    const state = resourcesOf(parts({ step: { desired_state: "an older one" } }));
    expect(portalsOf(state)[0].applied!.fields.active).toBe(true);
  });
});

test("with ApplyVia.STEP consists of DesiredState only", () => {
  const [portal] = portalsOf(resourcesOf(parts({ desired: { name: "", active: true } })));
  expect(portal.applied!.fields).toEqual({ name: "", active: true });
  expect(portal.leftToDashboard).toContain("metadata");
});

test("with ApplyVia.PROVIDER has the values of the provider", () => {
  const [portal] = portalsOf(resourcesOf({ values: VALUES }));
  expect(portal).toMatchObject({
    step: undefined,
    applied: { fields: { active: false, business_profile: VALUES.business_profile } },
  });
});

test("leaves attributes in ignoreChanges to the Dashboard, but not those of the step", () => {
  const state = resourcesOf(parts());
  const [portal] = managedPortals(state, planOf(state), () => ({ ignored: ["metadata", "active", "features"] }));
  expect(portal.leftToDashboard).toEqual(["metadata"]);
});

test("is found in a module, with the blocks of the same module", () => {
  const inModule = resourcesOf(parts({ desired: { ...DESIRED, active: false } })).map((resource) => ({
    ...resource,
    address: `module.billing.${resource.address}`,
  }));
  expect(portalsOf([...resourcesOf(parts()), ...inModule])).toMatchObject([
    { address: PORTAL, step: STEP, applied: { fields: { active: true } } },
    { address: `module.billing.${PORTAL}`, step: `module.billing.${STEP}`, applied: { fields: { active: false } } },
  ]);
});

test("is skipped while it waits for its destruction", () => {
  const [deposed] = resourcesOf({ values: VALUES });
  expect(portalsOf([{ ...deposed, deposed_key: "0a1b" }], {})).toEqual([]);
});

describe("a plan", () => {
  const state = resourcesOf(parts());

  test("has the values of the app, and marks those that are known after the apply", () => {
    const after = {
      triggers_replace: { ...DESIRED, active: false, features: { subscription_update: { products: [{}] } } },
    };
    const unknown = {
      id: true,
      triggers_replace: { features: { subscription_update: { products: [{ product: true }] } } },
    };
    const plan = planOf(state, {
      [DESIRED_STATE]: { actions: ["create", "delete"], after, after_unknown: unknown },
      [STEP]: {
        actions: ["create", "delete"],
        after: { triggers_replace: { configuration: "bpc_1" } },
        after_unknown: { id: true, triggers_replace: { desired_state: true } },
      },
    });
    const [portal] = portalsOf(state, plan);
    expect(portal.code!.fields).toMatchObject({
      active: false,
      features: { subscription_update: { products: [{ product: "(known after apply)" }] } },
    });
    expect(portal.applied!.fields.active).toBe(true);
    expect(portal.planned).toEqual([`${DESIRED_STATE}: replace`, `${STEP}: replace`]);
  });

  test.each([
    ["is no change if the step runs at every apply", "before", undefined, []],
    ["is a change if the step starts to run at every apply", undefined, undefined, [`${STEP}: replace`]],
    [
      "is a change if the last apply did not complete",
      "before",
      "replace_because_tainted",
      [`${STEP}: replace (the last apply did not complete)`],
    ],
  ])("%s", (_, appliedAt, reason, planned) => {
    const triggers = { configuration: "bpc_1", desired_state: "portal-desired" };
    const own = resourcesOf(parts({ step: appliedAt === undefined ? {} : { applied_at: appliedAt } }));
    const plan = planOf(own, {
      [STEP]: {
        actions: ["create", "delete"],
        after: { triggers_replace: triggers },
        after_unknown: { triggers_replace: { applied_at: true } },
      },
    });
    const changes = plan.resource_changes!.map((change) => ({ ...change, action_reason: reason }));
    expect(portalsOf(own, { resource_changes: changes })).toMatchObject([{ planned, isAlwaysApplied: true }]);
  });

  test.each([["delete"], ["forget"]])("that removes the portal (%s) has no values", (action) => {
    const plan = planOf(state, { [PORTAL]: { actions: [action], after: null } });
    expect(portalsOf(state, plan)).toMatchObject([
      { isRemoved: true, code: undefined, planned: [`${PORTAL}: ${action}`] },
    ]);
  });

  test("that creates a portal has no ID, and one that adopts a portal has one", () => {
    const planned = planOf(
      state,
      Object.fromEntries(state.map(({ address }) => [address, { actions: ["create"], before: null }])),
    );
    expect(portalsOf([], planned)).toMatchObject([{ applied: undefined, code: { fields: { active: true } } }]);
    const adopted = planOf(state, { [PORTAL]: { actions: ["no-op"], importing: { id: "bpc_9" } } });
    expect(portalsOf([], adopted)).toMatchObject([{ id: "bpc_9", planned: [`${PORTAL}: import`] }]);
  });

  test("that moves a portal has it once, under its new address", () => {
    const moved = planOf(state).resource_changes!.map((change) =>
      change.address === PORTAL ? { ...change, address: `${PORTAL}2`, previous_address: PORTAL } : change,
    );
    expect(portalsOf(state, { resource_changes: moved })).toMatchObject([{ address: `${PORTAL}2`, id: "bpc_1" }]);
  });

  test("that is missing leaves the code unknown", () => {
    const [portal] = managedPortals(state, undefined, () => ({ ignored: [] }));
    expect(portal).toMatchObject({ code: undefined, isRemoved: false, name: PORTAL });
    expect(portal.applied).toBeDefined();
  });

  test("has the account of the portal's provider", () => {
    const withAccount = (expression: object) => ({
      ...planOf(state),
      variables: { account: { value: "acct_variable" } },
      configuration: {
        provider_config: { "stripe.eu": { expressions: { stripe_account: expression } } },
        root_module: { resources: [{ address: PORTAL, provider_config_key: "stripe.eu" }] },
      },
    });
    expect(portalsOf(state, withAccount({ constant_value: "acct_literal" }))[0].account).toBe("acct_literal");
    expect(portalsOf(state, withAccount({ references: ["var.account"] }))[0].account).toBe("acct_variable");
    expect(portalsOf(state)[0].account).toBeUndefined();
  });
});

test("has the paths of sensitive values", () => {
  const state = resourcesOf(parts()).map((resource) =>
    resource.name.includes("DesiredState")
      ? {
          ...resource,
          sensitive_values: {
            triggers_replace: {
              features: { payment_method_update: { payment_method_configuration: true } },
              unset: [true],
            },
          },
        }
      : { ...resource, sensitive_values: { name: true } },
  );
  expect(portalsOf(state)[0].sensitive).toEqual([
    "name",
    "features.payment_method_update.payment_method_configuration",
    "unset",
  ]);
});

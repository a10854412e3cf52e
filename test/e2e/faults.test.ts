import { Interception } from "../../cli/src/sandbox";
import { CancellationMode, PortalProduct, StripePortalConfiguration } from "../../lib";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import {
  interceptOnce,
  isChange,
  isCreation,
  isOfStep,
  isPortalWrite,
  isReading,
  makePlan,
  unwrapped,
} from "./support/stripe-side";

/** A change that is left to the step. */
const BEFORE = CancellationMode.IMMEDIATELY;
const AFTER = CancellationMode.AT_PERIOD_END;

const error = (type: string, message: string, code?: string) => ({ error: { type, code, message } });

const LOST_ANSWER = "a connection cut before Stripe's answer";

const FAULTS: Record<string, Interception> = {
  "a connection cut before Stripe sees the request": "reset",
  [LOST_ANSWER]: "reset-after",
  "a lock timeout": { status: 409, body: error("invalid_request_error", "This object is in use", "lock_timeout") },
  "a rate limit": { status: 429, body: error("invalid_request_error", "Too many requests", "rate_limit") },
  "an error on Stripe's side": { status: 500, body: error("api_error", "An error occurred") },
};

describeWithTerraform("an unreliable connection to Stripe", () => {
  const deployment = useDeployment();
  let plan: PortalProduct;

  beforeEach(() => {
    plan = makePlan(deployment.sandbox);
    deployment.sandbox.clearRequests();
  });

  /** A portal for each name. */
  const build =
    (mode: CancellationMode, names = ["only"]): Build =>
    (stack) => {
      for (const name of names) {
        new StripePortalConfiguration(stack, name, {
          name,
          features: {
            paymentMethodUpdate: {},
            subscriptionCancel: { mode },
            subscriptionUpdate: { products: [plan] },
          },
        });
      }
    };

  /** Name, cancellation mode and number of products of each portal. */
  const held = () =>
    deployment.created
      .map(({ name, features: { subscription_cancel: cancel, subscription_update: update } }) => [
        name,
        cancel.mode,
        update.products.length,
      ])
      .sort();

  const portalWrites = () => deployment.sandbox.requests.filter(isPortalWrite).length;

  test("is overcome by the step, for each fault, at creation and in a change, when it reads and when it writes", async () => {
    const { sandbox } = deployment;
    const faults = Object.keys(FAULTS);
    const names = faults.flatMap((fault) => [`reading, ${fault}`, `writing, ${fault}`]).sort();
    for (const mode of [BEFORE, AFTER]) {
      deployment.write(build(mode, names));
      const pending = new Set(names);
      sandbox.intercept = (request) => {
        if (!isOfStep(request)) return undefined;
        const { name } = sandbox.dashboard().get("configuration", request.path.split("/").at(-1)!);
        const [act, fault] = name!.split(", ");
        return (act === "reading") === isReading(request) && pending.delete(name!) ? FAULTS[fault] : undefined;
      };
      await deployment.apply();

      expect([...pending]).toEqual([]);
      expect(held()).toEqual(names.map((name) => [name, mode, 1]));
      await deployment.expectNoChanges();
    }
    const [creations, changes, repeated] = [names.length, names.length * 2, faults.length * 2];
    expect(portalWrites()).toBe(creations + changes + repeated);
  });

  test("needs a second apply if a fault occurs while the provider creates a portal", async () => {
    const { sandbox } = deployment;
    const names = Object.keys(FAULTS).filter((fault) => fault !== LOST_ANSWER);
    const pending = new Set(names);
    sandbox.intercept = (request) => {
      const name = String(request.params.name);
      return isCreation(request) && pending.delete(name) ? FAULTS[name] : undefined;
    };
    deployment.write(build(BEFORE, names));
    const { exitCode, output } = await deployment.tryApply();
    expect([...pending]).toEqual([]);
    expect(exitCode).toBe(1);
    for (const words of ["Too many requests", "This object is in use", "An error occurred"]) {
      expect(unwrapped(output)).toContain(words);
    }

    await deployment.apply();
    expect(held()).toEqual(names.sort().map((name) => [name, BEFORE, 1]));
    await deployment.expectNoChanges();
  });

  // Alone, because the provider repeats a request that is lost on a connection that it has used before.
  test("leaves an unmanaged portal behind if the answer to the creation is lost", async () => {
    interceptOnce(deployment.sandbox, isCreation, FAULTS[LOST_ANSWER]);
    deployment.write(build(BEFORE));
    expect((await deployment.tryApply()).exitCode).toBe(1);

    await deployment.apply();
    expect(held()).toEqual([
      ["only", BEFORE, 0],
      ["only", BEFORE, 1],
    ]);
    await deployment.expectNoChanges();
  });

  test("sends nothing if the plan cannot read the portal, and recovers in the next apply", async () => {
    await deployment.deploy(build(BEFORE));
    const before = portalWrites();
    interceptOnce(deployment.sandbox, isReading, FAULTS["an error on Stripe's side"]);
    deployment.write(build(AFTER));
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(unwrapped(output)).toContain("An error occurred");
    expect(portalWrites()).toBe(before);

    await deployment.apply();
    expect(held()).toEqual([["only", AFTER, 1]]);
    await deployment.expectNoChanges();
  });

  test("fails the apply at once if Stripe asks not to retry, and repeats the tainted step in the next apply", async () => {
    await deployment.deploy(build(BEFORE));
    deployment.sandbox.clearRequests();
    const lasting = {
      status: 500,
      body: error("api_error", "An error occurred"),
      headers: { "Stripe-Should-Retry": "false" },
    };
    interceptOnce(deployment.sandbox, isChange, lasting);
    deployment.write(build(AFTER));
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(output).toContain("Stripe rejected the change (500): An error occurred");
    expect(output).toContain("Stripe may have made the change. Run `apply` again");
    expect(portalWrites()).toBe(1);
    expect(held()).toEqual([["only", BEFORE, 1]]);

    expect((await deployment.plan()).output).toMatch(/only_\w+_Step is tainted/);
    await deployment.apply();
    expect(held()).toEqual([["only", AFTER, 1]]);
    await deployment.expectNoChanges();
  });
});

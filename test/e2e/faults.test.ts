import { Interception } from "../../cli/src/sandbox";
import { PortalProduct, StripePortalConfiguration } from "../../lib";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";
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

const error = (type: string, message: string, code?: string) => ({ error: { type, code, message } });

const LOST_ANSWER = "a connection cut before Stripe's answer";

const FAULTS: Record<string, Interception> = {
  "a connection cut before Stripe sees the request": "reset",
  [LOST_ANSWER]: "reset-after",
  "a lock timeout": { status: 409, body: error("invalid_request_error", "This object is in use", "lock_timeout") },
  "a rate limit": { status: 429, body: error("invalid_request_error", "Too many requests", "rate_limit") },
  "an error on Stripe's side": { status: 500, body: error("api_error", "An error occurred") },
};

describeWithTerraform("where the way to Stripe is bad", () => {
  let deployment: Deployment;
  let plan: PortalProduct;

  beforeEach(async () => {
    deployment = await Deployment.start();
    plan = makePlan(deployment.sandbox);
    deployment.sandbox.clearRequests();
  });
  afterEach(() => deployment.close());

  /** A program with a portal of each name. */
  const program =
    (headline: string, names = ["only"]): Program =>
    (stack) => {
      for (const name of names) {
        new StripePortalConfiguration(stack, name, {
          name,
          businessProfile: { headline },
          features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
        });
      }
    };

  /** Name, headline and the number of products to switch to. */
  const held = () =>
    deployment.created
      .map(({ name, business_profile: profile, features: { subscription_update: update } }) => [
        name,
        profile.headline,
        update.products.length,
      ])
      .sort();

  const portalWrites = () => deployment.sandbox.requests.filter(isPortalWrite).length;

  test("the step overcomes each fault by itself, at creation and in a change, while it reads and while it writes", async () => {
    const { sandbox } = deployment;
    const faults = Object.keys(FAULTS);
    const names = faults.flatMap((fault) => [`reading, ${fault}`, `writing, ${fault}`]).sort();
    for (const headline of ["Before", "After"]) {
      deployment.write(program(headline, names));
      const pending = new Set(names);
      sandbox.intercept = (request) => {
        if (!isOfStep(request)) return undefined;
        const { name } = sandbox.account().configuration(request.path.split("/").at(-1)!);
        const [act, fault] = name!.split(", ");
        return (act === "reading") === isReading(request) && pending.delete(name!) ? FAULTS[fault] : undefined;
      };
      await deployment.apply();

      expect([...pending]).toEqual([]);
      expect(held()).toEqual(names.map((name) => [name, headline, 1]));
      await deployment.expectNoChanges();
    }
    const [creations, changes, repeated] = [names.length, names.length * 2, faults.length * 2];
    expect(portalWrites()).toBe(creations + changes + repeated);
  });

  test("one more apply mends each fault while the provider creates a portal", async () => {
    const { sandbox } = deployment;
    const names = Object.keys(FAULTS).filter((fault) => fault !== LOST_ANSWER);
    const pending = new Set(names);
    sandbox.intercept = (request) => {
      const name = String(request.params.name);
      return isCreation(request) && pending.delete(name) ? FAULTS[name] : undefined;
    };
    deployment.write(program("Before", names));
    const { exitCode, output } = await deployment.tryApply();
    expect([...pending]).toEqual([]);
    expect(exitCode).toBe(1);
    for (const words of ["Too many requests", "This object is in use", "An error occurred"]) {
      expect(unwrapped(output)).toContain(words);
    }

    await deployment.apply();
    expect(held()).toEqual(names.sort().map((name) => [name, "Before", 1]));
    await deployment.expectNoChanges();
  });

  // Alone, since the provider repeats by itself what is lost on a connection that it has used before.
  test("a lost answer to the creation leaves a portal behind, of which Terraform never heard", async () => {
    interceptOnce(deployment.sandbox, isCreation, FAULTS[LOST_ANSWER]);
    deployment.write(program("Before"));
    expect((await deployment.tryApply()).exitCode).toBe(1);

    await deployment.apply();
    expect(held()).toEqual([
      ["only", "Before", 0],
      ["only", "Before", 1],
    ]);
    await deployment.expectNoChanges();
  });

  test("an error while the plan reads the portal sends nothing, and the next apply goes through", async () => {
    await deployment.deploy(program("Before"));
    const before = portalWrites();
    interceptOnce(deployment.sandbox, isReading, FAULTS["an error on Stripe's side"]);
    deployment.write(program("After"));
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(unwrapped(output)).toContain("An error occurred");
    expect(portalWrites()).toBe(before);

    await deployment.apply();
    expect(held()).toEqual([["only", "After", 1]]);
    await deployment.expectNoChanges();
  });

  test("an error that Stripe says will last fails the apply at once and taints the step, which the next apply repeats", async () => {
    await deployment.deploy(program("Before"));
    deployment.sandbox.clearRequests();
    const lasting = {
      status: 500,
      body: error("api_error", "An error occurred"),
      headers: { "Stripe-Should-Retry": "false" },
    };
    interceptOnce(deployment.sandbox, isChange, lasting);
    deployment.write(program("After"));
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(output).toContain("Stripe rejected the change (500): An error occurred");
    expect(output).toContain("Stripe may have made the change. Run `apply` again");
    expect(portalWrites()).toBe(1);
    expect(held()).toEqual([["only", "Before", 1]]);

    expect((await deployment.plan()).output).toMatch(/only_Step_\w+ is tainted/);
    await deployment.apply();
    expect(held()).toEqual([["only", "After", 1]]);
    await deployment.expectNoChanges();
  });
});

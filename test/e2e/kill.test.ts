import { setImmediate, setTimeout } from "node:timers/promises";
import { PortalProduct, StripePortalConfiguration } from "../../lib";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";
import { isChange, isCreation, isOfStep, isPortalWrite, isReading, makePlan, Matcher } from "./support/stripe-side";

describeWithTerraform("an apply that is killed", () => {
  let deployment: Deployment;
  let plan: PortalProduct;

  beforeEach(async () => {
    deployment = await Deployment.start();
    plan = makePlan(deployment.sandbox);
  });
  afterEach(() => deployment.close());

  const program =
    (headline: string): Program =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", {
        businessProfile: { headline },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
      });
    };

  /** Applies, and kills Terraform with all its children when the request is sent; Stripe carries it out or never sees it. */
  const applyKilledAt = async (matches: Matcher, moment: string): Promise<void> => {
    const { sandbox } = deployment;
    await deployment.initialise();
    const running = deployment.run("apply", "-auto-approve", "-input=false", "-no-color");
    sandbox.intercept = async (request) => {
      if (!matches(request)) return undefined;
      sandbox.intercept = undefined;
      running.kill("SIGKILL");
      await running.outcome;
      return moment === "after" ? "reset-after" : "reset";
    };
    expect(await running.outcome).toMatchObject({ exitCode: null, signal: "SIGKILL" });
    await setImmediate();
  };

  const headlines = (): (string | null)[] => deployment.created.map((portal) => portal.business_profile.headline);

  const expectComplete = async (headline: string): Promise<void> => {
    expect(deployment.created.at(-1)).toMatchObject({
      active: true,
      business_profile: { headline },
      features: { subscription_update: { enabled: true, products: [plan] } },
    });
    await deployment.expectNoChanges();
  };

  describe.each([
    ["before", "A"],
    ["after", "B"],
  ])("%s Stripe carried out the change from A to B", (moment, held) => {
    test.each([
      ["the same program again", "B"],
      ["the program put back to A", "A"],
    ])("is mended by %s", async (_, next) => {
      await deployment.deploy(program("A"));
      deployment.write(program("B"));
      await applyKilledAt(isChange, moment);
      expect(headlines()).toEqual([held]);

      await deployment.deploy(program(next));
      expect(headlines()).toEqual([next]);
      await expectComplete(next);
    });
  });

  test.each([
    ["before", false],
    ["after", true],
  ])("%s the step of a new portal was carried out completes that portal when it is repeated", async (moment, isOn) => {
    deployment.write(program("A"));
    await applyKilledAt(isChange, moment);
    expect(deployment.created.map(({ features }) => features.subscription_update.enabled)).toEqual([isOn]);

    await deployment.apply();
    expect(headlines()).toEqual(["A"]);
    await expectComplete("A");
  });

  test("before the portal was created leaves nothing, and creates it when it is repeated", async () => {
    deployment.write(program("A"));
    await applyKilledAt(isCreation, "before");
    expect(deployment.created).toEqual([]);

    await deployment.apply();
    expect(headlines()).toEqual(["A"]);
    await expectComplete("A");
  });

  test("after the portal was created leaves one that Terraform never heard of, with plan switching off", async () => {
    deployment.write(program("A"));
    await applyKilledAt(isCreation, "after");
    const [lost] = deployment.created;
    expect(lost.features.subscription_update.enabled).toBe(false);

    await deployment.apply();
    expect(headlines()).toEqual(["A", "A"]);
    expect(deployment.created[0]).toEqual(lost);
    await expectComplete("A");
  });

  test("alone, without its children, leaves no step behind that would write later", async () => {
    const { sandbox } = deployment;
    await deployment.deploy(program("A"));
    deployment.write(program("B"));
    sandbox.clearRequests();
    const running = deployment.run("apply", "-auto-approve", "-input=false", "-no-color");
    let answered = Promise.resolve();
    sandbox.intercept = async (request) => {
      if (!isReading(request) || !isOfStep(request)) return undefined;
      process.kill(running.pid, "SIGKILL");
      await running.outcome;
      answered = setTimeout(1000);
      return undefined;
    };
    expect(await running.outcome).toMatchObject({ signal: "SIGKILL" });
    await setImmediate();
    await answered;
    running.kill("SIGKILL");
    expect(sandbox.requests.filter(isPortalWrite)).toEqual([]);

    sandbox.intercept = undefined;
    await deployment.deploy(program("A"));
    expect(headlines()).toEqual(["A"]);
    await expectComplete("A");
  });
});

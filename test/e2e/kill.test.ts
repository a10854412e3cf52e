import { setImmediate, setTimeout } from "node:timers/promises";
import { HttpBackend } from "cdktf";
import { PortalProduct, StripePortalConfiguration } from "../../lib";
import { check } from "./support/checking";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import { useFixture } from "../support/fixture";
import { HttpState } from "./support/http-state";
import { isChange, isCreation, isOfStep, isReading, makePlan, Matcher } from "./support/stripe-side";

describeWithTerraform("an apply that is killed", () => {
  const deployment = useDeployment();
  let plan: PortalProduct;

  beforeEach(() => {
    plan = makePlan(deployment.sandbox);
  });

  /** Two apps that differ in an attribute of the provider and a feature of the step. */
  const build =
    (name: string): Build =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", {
        businessProfile: { headline: name },
        features: {
          paymentMethodUpdate: {},
          ...(name === "B" && { invoiceHistory: {} }),
          subscriptionUpdate: { products: [plan] },
        },
      });
    };

  /** Applies, and kills Terraform with its children when the request is sent, before or after Stripe processes it. */
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

  /** The app, A or B, that last set the native attribute and the feature of the step, for each portal. */
  const held = (): string[] =>
    deployment.created.map(
      ({ business_profile: { headline }, features }) => `${headline} ${features.invoice_history.enabled ? "B" : "A"}`,
    );

  const expectComplete = async (name: string): Promise<void> => {
    expect(held().at(-1)).toBe(`${name} ${name}`);
    expect(deployment.created.at(-1)).toMatchObject({
      active: true,
      features: { subscription_update: { enabled: true, products: [plan] } },
    });
    await deployment.expectNoChanges();
  };

  const isOfProvider: Matcher = (request) => isChange(request) && !isOfStep(request);
  const isWriteOfStep: Matcher = (request) => isChange(request) && isOfStep(request);

  describe.each<[string, Matcher, string, string]>([
    ["before the provider's request", isOfProvider, "before", "A A"],
    ["after the provider's request", isOfProvider, "after", "B A"],
    ["before the step's request", isWriteOfStep, "before", "B A"],
    ["after the step's request", isWriteOfStep, "after", "B B"],
  ])("%s of a change from A to B", (_, matches, moment, afterwards) => {
    test.each(["A", "B"])("converges with the next apply of app %s", async (next) => {
      await deployment.deploy(build("A"));
      deployment.write(build("B"));
      await applyKilledAt(matches, moment);
      expect(held()).toEqual([afterwards]);

      await deployment.deploy(build(next));
      expect(held()).toHaveLength(1);
      await expectComplete(next);
    });

    describe("with a remote state", () => {
      const state = useFixture(() => HttpState.start());

      beforeEach(async () => {
        deployment.backend = (stack) => void new HttpBackend(stack, { address: state.url });
        await deployment.deploy(build("A"));
        deployment.write(build("B"));
        await applyKilledAt(matches, moment);
        expect(held()).toEqual([afterwards]);
      });

      test("converges with the next apply of app B", async () => {
        await deployment.deploy(build("B"));
        expect(held()).toHaveLength(1);
        await expectComplete("B");
      });

      test("is found by the check if app A is restored, and reverted by its next apply and `-replace` of the Step", async () => {
        deployment.write(build("A"));
        await deployment.expectNoChanges("-refresh=false");
        const { exitCode, findings } = await check(deployment, { onlyManaged: true });
        const [headline, feature] = afterwards.split(" ");
        expect(findings.map(({ property, values }) => [property, values])).toEqual([
          ...(headline === "B" ? [["businessProfile.headline", { code: "A", stripe: "B" }]] : []),
          ...(feature === "B" ? [["features.invoiceHistory.enabled", { code: false, stripe: true }]] : []),
        ]);
        expect(exitCode).toBe(findings.length > 0 ? 1 : 0);

        await deployment.apply();
        // Features need the replacement, because the state still has those of app A.
        expect(held()).toEqual([afterwards.replace(/^B/, "A")]);
        await deployment.expectNoChanges();

        const { output } = await deployment.terraform("state", "list");
        await deployment.apply(`-replace=${/^terraform_data\.portal_\w+_Step$/m.exec(output)![0]}`);
        expect(held()).toHaveLength(1);
        await expectComplete("A");
      });
    });
  });

  test.each([
    ["before", false],
    ["after", true],
  ])("%s the step's request for a new portal completes that portal when it is repeated", async (moment, isOn) => {
    deployment.write(build("A"));
    await applyKilledAt(isChange, moment);
    expect(deployment.created.map(({ features }) => features.subscription_update.enabled)).toEqual([isOn]);

    await deployment.apply();
    expect(held()).toEqual(["A A"]);
    await expectComplete("A");
  });

  test("before the portal is created leaves nothing, and creates it when it is repeated", async () => {
    deployment.write(build("A"));
    await applyKilledAt(isCreation, "before");
    expect(deployment.created).toEqual([]);

    await deployment.apply();
    expect(held()).toEqual(["A A"]);
    await expectComplete("A");
  });

  test("after the portal is created leaves an unmanaged portal with plan switching off", async () => {
    deployment.write(build("A"));
    await applyKilledAt(isCreation, "after");
    const [lost] = deployment.created;
    expect(lost.features.subscription_update.enabled).toBe(false);

    await deployment.apply();
    expect(held()).toEqual(["A A", "A A"]);
    expect(deployment.created[0]).toEqual(lost);
    await expectComplete("A");
  });

  test("without its children leaves no step that writes later", async () => {
    const { sandbox } = deployment;
    await deployment.deploy(build("A"));
    deployment.write(build("B"));
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
    expect(sandbox.requests.filter(isWriteOfStep)).toEqual([]);

    sandbox.intercept = undefined;
    await deployment.deploy(build("A"));
    expect(held()).toEqual(["A A"]);
    await expectComplete("A");
  });
});

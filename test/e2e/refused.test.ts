import { CancellationMode, PortalProduct, StripePortalConfiguration } from "../../lib";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import { isPortalWrite, makePlan, unwrapped } from "./support/stripe-side";

describeWithTerraform("a portal that Stripe rejects", () => {
  const deployment = useDeployment();

  const build =
    (products: PortalProduct[], mode = CancellationMode.AT_PERIOD_END): Build =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", {
        businessProfile: { headline: "Manage your plan" },
        features: { paymentMethodUpdate: {}, subscriptionCancel: { mode }, subscriptionUpdate: { products } },
      });
    };

  test.each<[string, (good: PortalProduct) => PortalProduct, string, string]>([
    [
      "a price that does not exist",
      ({ product }) => ({ product, prices: ["price_gone"] }),
      "No such price: 'price_gone'",
      "features[subscription_update][products][0][prices][0]",
    ],
    [
      "a price of another product",
      ({ product }) => ({ product, prices: makePlan(deployment.sandbox, "Team").prices }),
      "does not belong to the product",
      "features[subscription_update][products][0][prices][0]",
    ],
    [
      "two prices of one interval",
      () => makePlan(deployment.sandbox, "Team", ["month", "month"]),
      "For each product, its price must have unique billing intervals.",
      "features[subscription_update][products]",
    ],
  ])(
    "for %s fails the apply with Stripe's message, and succeeds once it is fixed",
    async (_, spoil, message, param) => {
      const good = makePlan(deployment.sandbox);
      deployment.write(build([spoil(good)]));
      const { exitCode, output } = await deployment.tryApply();

      expect(exitCode).toBe(1);
      const rejected = deployment.sandbox.requests.at(-1)!;
      expect(rejected).toMatchObject({ method: "POST", status: 400, error: expect.stringContaining(message) });
      expect(output).toContain(
        `stack/portal, ${rejected.path.split("/").at(-1)}: Stripe rejected the change (400): ${rejected.error}`,
      );
      expect(output).toContain(`param: ${param}, `);
      expect(output).toContain(`request: ${rejected.id}`);
      expect(output).toContain("Nothing was changed in Stripe.");
      expect(deployment.created).toMatchObject([
        {
          active: true,
          business_profile: { headline: "Manage your plan" },
          features: { subscription_update: { enabled: false } },
        },
      ]);
      expect((await deployment.plan()).output).toMatch(/portal_\w+_Step is tainted/);

      await deployment.deploy(build([good]));
      expect(deployment.created).toMatchObject([
        { features: { subscription_update: { enabled: true, products: [good] } } },
      ]);
      await deployment.expectNoChanges();
    },
  );

  test("in a change is left as it was, and matches the stack again once the change is reverted", async () => {
    const good = makePlan(deployment.sandbox);
    await deployment.deploy(build([good]));
    const [before] = deployment.created;
    deployment.write(build([{ ...good, prices: ["price_gone"] }], CancellationMode.IMMEDIATELY));
    expect((await deployment.tryApply()).exitCode).toBe(1);
    expect(deployment.created).toEqual([before]);

    await deployment.deploy(build([good]));
    expect(deployment.created).toEqual([before]);
    await deployment.expectNoChanges();
  });

  test("because it was deleted fails the plan and the step, and is created again once it is removed from the state", async () => {
    const good = makePlan(deployment.sandbox);
    await deployment.deploy(build([good]));
    const [{ id }] = deployment.created;
    deployment.sandbox.dashboard().remove("configuration", id);
    deployment.sandbox.clearRequests();

    const planned = await deployment.plan();
    expect(planned.exitCode).toBe(1);
    expect(unwrapped(planned.output)).toContain("resource_missing");
    expect(planned.output).toContain(id);

    deployment.write(build([good], CancellationMode.IMMEDIATELY));
    const { exitCode, output } = await deployment.tryApply("-refresh=false");
    expect(exitCode).toBe(1);
    expect(output).toContain(`Stripe rejected the request to read ${id} (404)`);
    expect(deployment.sandbox.requests.filter(isPortalWrite)).toEqual([]);

    const listed = await deployment.terraform("state", "list");
    await deployment.terraform("state", "rm", listed.output.match(/^stripe_billing_portal_configuration\.\S+/m)![0]);
    await deployment.apply();
    expect(deployment.created).toMatchObject([
      { features: { subscription_cancel: { mode: "immediately" }, subscription_update: { products: [good] } } },
    ]);
    await deployment.expectNoChanges();
  });
});

import { PortalProduct, StripePortalConfiguration } from "../../lib";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";
import { isPortalWrite, makePlan, unwrapped } from "./support/stripe-side";

describeWithTerraform("a portal that Stripe refuses", () => {
  let deployment: Deployment;

  beforeEach(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.close());

  const program =
    (products: PortalProduct[], headline = "Manage your plan"): Program =>
    (stack) => {
      new StripePortalConfiguration(stack, "portal", {
        businessProfile: { headline },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products } },
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
  ])("for %s fails the apply in Stripe's words, and is mended by the next one", async (_, spoil, message, param) => {
    const good = makePlan(deployment.sandbox);
    deployment.write(program([spoil(good)]));
    const { exitCode, output } = await deployment.tryApply();

    expect(exitCode).toBe(1);
    const refused = deployment.sandbox.requests.at(-1)!;
    expect(refused).toMatchObject({ method: "POST", status: 400, error: expect.stringContaining(message) });
    expect(output).toContain(
      `stack/portal, ${refused.path.split("/").at(-1)}: Stripe rejected the change (400): ${refused.error}`,
    );
    expect(output).toContain(`param: ${param}, `);
    expect(output).toContain(`request: ${refused.id}`);
    expect(output).toContain("Nothing was changed in Stripe.");
    expect(deployment.created).toMatchObject([
      {
        active: true,
        business_profile: { headline: "Manage your plan" },
        features: { subscription_update: { enabled: false } },
      },
    ]);
    expect((await deployment.plan()).output).toMatch(/portal_Step_\w+ is tainted/);

    await deployment.deploy(program([good]));
    expect(deployment.created).toMatchObject([
      { features: { subscription_update: { enabled: true, products: [good] } } },
    ]);
    await deployment.expectNoChanges();
  });

  test("in a change stays as it was, and follows the program again once that is put back", async () => {
    const good = makePlan(deployment.sandbox);
    await deployment.deploy(program([good]));
    const [before] = deployment.created;
    deployment.write(program([{ ...good, prices: ["price_gone"] }], "Another headline"));
    expect((await deployment.tryApply()).exitCode).toBe(1);
    expect(deployment.created).toEqual([before]);

    await deployment.deploy(program([good]));
    expect(deployment.created).toEqual([before]);
    await deployment.expectNoChanges();
  });

  test("because it is gone fails the plan in Stripe's words, the step too, and is made anew once state forgets it", async () => {
    const good = makePlan(deployment.sandbox);
    await deployment.deploy(program([good]));
    const [{ id }] = deployment.created;
    deployment.sandbox.account().remove("configuration", id);
    deployment.sandbox.clearRequests();

    const planned = await deployment.plan();
    expect(planned.exitCode).toBe(1);
    expect(unwrapped(planned.output)).toContain("resource_missing");
    expect(planned.output).toContain(id);

    deployment.write(program([good], "Another headline"));
    const { exitCode, output } = await deployment.tryApply("-refresh=false");
    expect(exitCode).toBe(1);
    expect(output).toContain(`Stripe rejected the request to read ${id} (404)`);
    expect(deployment.sandbox.requests.filter(isPortalWrite)).toEqual([]);

    const listed = await deployment.terraform("state", "list");
    await deployment.terraform("state", "rm", listed.output.match(/^stripe_billing_portal_configuration\.\S+/m)![0]);
    await deployment.apply();
    expect(deployment.created).toMatchObject([
      { business_profile: { headline: "Another headline" }, features: { subscription_update: { products: [good] } } },
    ]);
    await deployment.expectNoChanges();
  });
});

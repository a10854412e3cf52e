import { deployExample } from "./support/examples";
import { describeWithTerraform, useDeployment } from "./support/deployment";

// `cdktn.test.ts` deploys every example with both engines, and `start.test.ts` with the cdktf CLI.
describeWithTerraform("the examples", () => {
  const deployment = useDeployment();

  test("many-portals makes a portal for each brand and set of plans, and an output with their IDs", async () => {
    await deployExample(deployment, "many-portals");
    const { portal_configuration_ids: ids } = await deployment.outputs();
    const names = ["acme", "initech", "umbrella"].flatMap((brand) => [`${brand}-business`, `${brand}-personal`]);
    expect(Object.keys(ids as object).sort()).toEqual(names);
    for (const [name, id] of Object.entries(ids as object)) {
      const portal = deployment.sandbox.dashboard().get("configuration", id);
      expect(portal).toMatchObject({ name, metadata: { brand: name.split("-")[0] } });
      expect(portal.features.subscription_update.products).toHaveLength(name.endsWith("business") ? 2 : 1);
    }
  });
});

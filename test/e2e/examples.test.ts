import { deployExample, EXAMPLES } from "./support/examples";
import { Deployment, describeWithTerraform } from "./support/deployment";

describeWithTerraform("the examples", () => {
  let deployment: Deployment;

  beforeEach(async () => {
    deployment = await Deployment.start();
  });
  afterEach(() => deployment.close());

  test.each(EXAMPLES)("%s deploys and has an empty plan afterwards", async (name) => {
    await deployExample(deployment, name);
    await deployment.expectNoChanges();
  });
});

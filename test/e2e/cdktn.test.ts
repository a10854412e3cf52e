import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { Deployment, describeWithTerraform } from "./support/deployment";
import { EXAMPLES, portalIds } from "./support/examples";
import { Engine, Project } from "./support/project";

const FOLDER = path.resolve(__dirname, "../../examples");

describeWithTerraform("the cdktn package", () => {
  let deployment: Deployment;
  let project: Project;

  const open = async (name: string) => {
    deployment = await Deployment.start();
    deployment.env = {
      TF_VAR_default_portal: deployment.sandbox.dashboard().list("configuration")[0].id,
      TF_VAR_stripe_api_key: deployment.sandbox.keys.test,
    };
    project = new Project(name, readFileSync(path.join(FOLDER, name, "main.ts"), "utf8"));
    mkdirSync(path.dirname(deployment.stackFolder));
    symlinkSync(project.stackFolder, deployment.stackFolder, "junction");
  };
  afterEach(async () => {
    project.close();
    await deployment.close();
  });

  test.each(EXAMPLES)("deploys the example %s with the same Terraform configuration as cdktf", async (name) => {
    await open(name);
    const { version, ...same } = await project.synthesize("cdktf");
    expect(await project.synthesize("cdktn")).toEqual({ ...same, version: expect.not.stringContaining(version) });

    await deployment.apply();
    const ids = portalIds(await deployment.outputs());
    expect(ids.length).toBeGreaterThan(0);
    const portals = deployment.sandbox.dashboard().list("configuration");
    for (const id of ids) expect(portals).toContainEqual(expect.objectContaining({ id, active: true }));
    await deployment.expectNoChanges();
  });

  test.each<[string, Engine, Engine]>([
    ["basic-portal", "cdktf", "cdktn"],
    ["custom-portal", "cdktf", "cdktn"],
    ["custom-portal", "cdktn", "cdktf"],
  ])("changes nothing if %s moves from %s to %s", async (name, from, to) => {
    await open(name);
    await project.synthesize(from);
    await deployment.apply();
    await project.synthesize(to);
    await deployment.expectNoChanges();
  });
});

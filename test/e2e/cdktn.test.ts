import { mkdirSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { describeWithTerraform, useDeployment } from "./support/deployment";
import { EXAMPLES, portalIds, prepareAccount, sourceOf } from "./support/examples";
import { Engine, Project, Synthesis } from "./support/project";

describeWithTerraform("the cdktn package", () => {
  const deployment = useDeployment();
  let project: Project;

  const open = async (name: string, engine: Engine): Promise<Synthesis> => {
    deployment.env = prepareAccount(deployment.sandbox, "test");
    project = new Project(sourceOf(name));
    const synthesis = await project.synthesize(engine);
    mkdirSync(path.dirname(deployment.stackFolder));
    symlinkSync(project.stackFolder, deployment.stackFolder, "junction");
    return synthesis;
  };
  afterEach(() => project.close());

  test.each(EXAMPLES)("deploys the example %s with the same Terraform configuration as cdktf", async (name) => {
    const { version, ...same } = await open(name, "cdktf");
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
    await open(name, from);
    await deployment.apply();
    await project.synthesize(to);
    await deployment.expectNoChanges();
  });
});

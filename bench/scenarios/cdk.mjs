// node cdk.mjs <document> <folder>: synthesizes the resources of a cdk.tf.json with aws-cdk-lib, without its validation.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { measured } from "./measured.mjs";

const [document, outdir] = process.argv.slice(2);
const { App, CfnResource, Stack } = createRequire(import.meta.url)("aws-cdk-lib");
const { resource: types } = JSON.parse(readFileSync(document, "utf8"));
const resources = Object.values(types).flatMap((named) => Object.values(named));
for (const resource of resources) delete resource["//"];

measured(() => {
  const context = { "@aws-cdk/core:stackResourceLimit": 0 };
  const app = new App({ outdir, context, builtinCloudFormationValidation: false });
  const stack = new Stack(app, "stack");
  resources.forEach((properties, index) => {
    new CfnResource(stack, `resource-${index}`, { type: "Custom::Resource", properties });
  });
  app.synth({ skipValidation: true });
});

// node synth.mjs <app> <portals> <folder>: constructs and synthesizes an app.
import { APPS, packagesOf } from "../workload.mjs";
import { measured } from "./measured.mjs";

const [name, portals, outdir] = process.argv.slice(2);
const packages = packagesOf(import.meta.url);
const { cdktf, provider } = packages;

measured(() => {
  const app = new cdktf.App({ outdir });
  const stack = new cdktf.TerraformStack(app, "stack");
  new provider.StripeProvider(stack, "stripe");
  APPS[name](packages, stack, Number(portals));
  app.synth();
});

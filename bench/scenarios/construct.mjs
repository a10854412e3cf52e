// node construct.mjs <app> <portals> <folder>: constructs portals without synthesis, after four times as many to warm up.
import { APPS, packagesOf } from "../workload.mjs";
import { measured } from "./measured.mjs";

const [name, portals, outdir] = process.argv.slice(2);
const packages = packagesOf(import.meta.url);
const { cdktf, provider } = packages;

const [first, second] = [emptyStack(), emptyStack()];
// V8 is still compiling after 1,000 portals, of either kind.
APPS[name](packages, first, 4 * Number(portals));
measured(() => APPS[name](packages, second, Number(portals)));

function emptyStack() {
  const stack = new cdktf.TerraformStack(new cdktf.App({ outdir }), "stack");
  new provider.StripeProvider(stack, "stripe");
  return stack;
}

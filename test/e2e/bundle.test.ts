import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { describeWithTerraform, useDeployment } from "./support/deployment";

const APP = `
import { App, LocalBackend, TerraformStack } from "cdktf";
import { SubscriptionPortal } from "cdktf-stripe-portal";
import { Price, Product, StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "stack");
new LocalBackend(stack, { path: process.env.STATE_FILE });
new StripeProvider(stack, "stripe");
const product = new Product(stack, "pro", { name: "Pro" });
const price = new Price(stack, "monthly", {
  product: product.id,
  currency: "usd",
  unitAmount: 1000,
  recurring: [{ interval: "month" }],
});
new SubscriptionPortal(stack, "portal", { products: [{ product: product.id, prices: [price.id] }] });
app.synth();
`;

describeWithTerraform("an app that is bundled into one file", () => {
  const deployment = useDeployment();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stripe-portal-bundle-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test.each([{ minify: false }, { minify: true }])("deploys without node_modules (%p)", async ({ minify }) => {
    const outfile = path.join(folder, "app.js");
    buildSync({
      stdin: { contents: APP, resolveDir: __dirname, loader: "ts" },
      outfile,
      bundle: true,
      minify,
      platform: "node",
      // Bundles the compiled library, as users install it, instead of its TypeScript source.
      resolveExtensions: [".js", ".json"],
      logLevel: "error",
    });
    expect(readdirSync(folder)).toEqual(["app.js"]);
    execFileSync(process.execPath, [outfile], {
      cwd: folder,
      env: { ...process.env, CDKTF_OUTDIR: deployment.folder, STATE_FILE: deployment.stateFile },
    });
    await deployment.apply();

    const dashboard = deployment.sandbox.dashboard();
    const products = dashboard.list("product");
    const prices = dashboard.list("price");
    expect(deployment.created).toMatchObject([
      { features: { subscription_update: { products: [{ product: products[0].id, prices: [prices[0].id] }] } } },
    ]);
    await deployment.expectNoChanges();
    expect(readdirSync(folder)).toEqual(["app.js"]);
  });
});

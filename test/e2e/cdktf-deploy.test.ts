import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { useSandbox } from "../support/sandbox";
import { describeWithTerraform } from "./support/deployment";
import { Outcome, outcomeOf } from "./support/outcome";
import { isPortalWrite } from "./support/stripe-side";

const ROOT = path.resolve(__dirname, "../..");
const DIST = path.join(ROOT, "dist");

const PROGRAM = `
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { SubscriptionPortal } from "cdktf-stripe-portal";
import { Price, Product, StripeProvider } from "cdktf-stripe-portal/lib/provider";

const app = new App();
const stack = new TerraformStack(app, "billing");
new StripeProvider(stack, "stripe");
const product = new Product(stack, "pro", { name: "Pro" });
const price = new Price(stack, "monthly", {
  product: product.id,
  currency: "usd",
  unitAmount: 1000,
  recurring: [{ interval: "month" }],
});
const portal = new SubscriptionPortal(stack, "portal", { products: [{ product: product.id, prices: [price.id] }] });
new TerraformOutput(stack, "portal_id", { value: portal.portalConfigurationId });
app.synth();
`;

describeWithTerraform("the cdktf CLI", () => {
  const sandbox = useSandbox({ environment: process.env });
  let folder: string;

  beforeEach(() => {
    mkdirSync(DIST, { recursive: true });
    folder = mkdtempSync(path.join(DIST, "e2e-cdktf-"));
    const settings = { language: "typescript", app: "npx tsx main.ts", projectId: "e2e", sendCrashReports: "false" };
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify(settings));
    writeFileSync(path.join(folder, "main.ts"), PROGRAM);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const cdktf = (...args: string[]): Promise<Outcome> => {
    const env = { ...process.env, CI: "1", CHECKPOINT_DISABLE: "1", FORCE_COLOR: "0", ...sandbox.env };
    const cdktf = path.join(ROOT, "node_modules/cdktf-cli/bundle/bin/cdktf.js");
    return outcomeOf(
      spawn(process.execPath, [cdktf, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] }),
    );
  };

  test("deploys an app with plan switching, changes nothing the second time, and destroys it", async () => {
    const flags = ["--auto-approve", "--skip-provider-lock"];
    const first = await cdktf("deploy", ...flags);
    expect(first).toMatchObject({ exitCode: 0 });
    const dashboard = sandbox.dashboard();
    const [, portal] = dashboard.list("configuration");
    expect(portal).toMatchObject({
      active: true,
      features: {
        payment_method_update: { enabled: true },
        subscription_update: {
          enabled: true,
          products: [{ product: dashboard.list("product")[0].id, prices: [dashboard.list("price")[0].id] }],
        },
      },
    });
    expect(first.output).toContain(portal.id);

    sandbox.clearRequests();
    const second = await cdktf("deploy", ...flags);
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.output).toMatch(/No changes|0 added, 0 changed, 0 destroyed/);
    expect(sandbox.requests.filter(({ method }) => method !== "GET")).toEqual([]);

    expect(await cdktf("destroy", "--auto-approve", "--skip-provider-lock")).toMatchObject({ exitCode: 0 });
    expect(sandbox.requests.filter(isPortalWrite)).toMatchObject([{ params: { active: "false" } }]);
    expect(dashboard.list("configuration")).toMatchObject([
      { is_default: true, active: true },
      { id: portal.id, active: false },
    ]);
    expect(dashboard.list("product")).toMatchObject([{ active: false }]);
    expect(dashboard.list("price")).toMatchObject([{ active: false }]);
  });
});

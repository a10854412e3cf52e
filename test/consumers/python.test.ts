import { cpSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { startSandbox } from "../../cli/src/sandbox";
import { Deployment, describeWithTerraform } from "../e2e/support/deployment";
import { readAssembly } from "../support/assembly";
import { useFixture } from "../support/fixture";
import { describeWithTools, toolFor } from "../support/tools";
import { Consumer, synthesizeTypeScript } from "./support/consumer";
import { makePackage } from "./support/packages";
import { pythonWith } from "./support/python";
import { DOCUMENTS, expectFencesOfReadme, snippet } from "./support/snippets";

jest.setTimeout(600_000);

const { version } = readAssembly();

describeWithTools("the Python package", [toolFor("python3")], () => {
  let consumer: Consumer;
  let files: string[];
  let python: string;

  beforeAll(() => {
    consumer = new Consumer("python");
    const made = makePackage("python");
    files = readdirSync(made).sort();
    // The file takes precedence over the package index, which may have another release.
    python = pythonWith(consumer, path.join(made, files[0]), "-r", "requirements.txt");
  });
  afterAll(() => consumer.remove());

  test("contains a wheel and its sources", () => {
    const name = `cdktf_stripe_portal-${version}`;
    expect(files).toEqual([`${name}-py3-none-any.whl`, `${name}.tar.gz`]);
  });

  test.each([
    ["metadata", "import importlib.metadata; print(importlib.metadata.metadata('cdktf-stripe-portal').get_payload())"],
    ["documentation", "import cdktf_stripe_portal; print(cdktf_stripe_portal.__doc__)"],
  ])("has a README in its %s with every snippet in its own language", (_, script) => {
    expectFencesOfReadme(consumer.run(python, "-c", script));
  });

  test("passes the tests of a project", () => {
    expect(consumer.run(python, "-m", "pytest")).toMatch(/=+ [1-9]\d* passed/);
  });

  test("synthesizes the same project as TypeScript", () => {
    expect(consumer.synthesize(python, "main.py")).toEqual(synthesizeTypeScript());
  });

  test.each(DOCUMENTS)("synthesizes the same app in %s as TypeScript", (document) => {
    consumer.write("snippet.py", snippet(document, "python"));
    expect(consumer.synthesize(python, "snippet.py")).toEqual(synthesizeTypeScript(snippet(document, "TypeScript")));
  });

  describeWithTerraform("in a project", () => {
    const deployment = useFixture(async () => new ProjectDeployment(await startSandbox()));

    test("deploys every portal, has an empty plan afterwards, and is destroyed", async () => {
      const { sandbox, folder } = deployment;
      const dashboard = sandbox.dashboard();
      const adopted = dashboard.create("configuration", {
        name: "Clicked",
        login_page: { enabled: true },
        features: { invoice_history: { enabled: true } },
      });
      const paymentMethods = dashboard.create("payment_method_configuration", { name: "Acme" }).id;
      deployment.env = {
        TF_VAR_stripe_api_key: sandbox.keys.test,
        TF_VAR_adopted_portal: adopted.id,
        TF_VAR_payment_methods: paymentMethods,
        TF_VAR_seats: "40",
      };
      consumer.synthesize(python, "main.py");
      cpSync(path.join(consumer.folder, "cdktf.out"), folder, { recursive: true });

      await deployment.apply();

      const [pro] = dashboard.list("product");
      const prices = dashboard.list("price").map(({ id }) => id);
      expect(prices).toHaveLength(2);
      const plan = { product: pro.id, prices: expect.arrayContaining(prices) };
      expect(deployment.created).toHaveLength(2);
      expect(dashboard.get("configuration", adopted.id)).toMatchObject({
        // Left to the Dashboard.
        name: "Clicked",
        business_profile: { headline: "Zażółć your Acme plan" },
        default_return_url: "http://localhost:3000/account",
        login_page: { enabled: true },
        metadata: { team: "billing" },
        features: {
          customer_update: { enabled: true, allowed_updates: ["email", "tax_id"] },
          invoice_history: { enabled: true },
          payment_method_update: { enabled: true, payment_method_configuration: paymentMethods },
          subscription_cancel: { mode: "immediately", cancellation_reason: { feedback_options: ["feedback_acme"] } },
          subscription_pause: { enabled: true },
          subscription_update: {
            billing_cycle_anchor: "now",
            default_allowed_updates: ["price", "quantity"],
            products: [{ ...plan, adjustable_quantity: { enabled: true, minimum: 1, maximum: 40 } }],
            proration_behavior: "always_invoice",
          },
        },
      });
      await deployment.expectNoChanges();

      const { exitCode, output } = await deployment.destroy();
      expect([exitCode, output]).toEqual([0, expect.stringContaining("Destroy complete!")]);
      expect(deployment.created.filter(({ active }) => active)).toEqual([]);
    });
  });
});

/** A deployment of the project's stack. */
class ProjectDeployment extends Deployment {
  override get stackFolder(): string {
    return path.join(this.folder, "stacks", "billing");
  }
}

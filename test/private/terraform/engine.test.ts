import * as path from "node:path";
import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { BasicPortal, StripePortalConfiguration } from "../../../lib";
import * as bindings from "../../../lib/provider";
import { MINIMAL } from "../../support/portals";
import { inApp, messageOf, readStack } from "../../support/synth";

type Engine = typeof cdktf;

/** The engine that this run of the tests is for: see jest.config.cjs. */
declare const ENGINE: string;

const root = path.join(__dirname, "../../..");
const JSII = Symbol.for("jsii.rtti");
const nameOf = (engine: Engine): string => (engine.App as any)[JSII].fqn.split(".")[0];
const other = ["node_modules/cdktf", "cdktn/node_modules/cdktn"]
  .map((folder): Engine => jest.requireActual(path.join(root, folder)))
  .find((engine) => nameOf(engine) !== nameOf(cdktf))!;

const engineError = (className: string, at: string) =>
  `${className} at ${at} cannot be deployed:
  - \`${nameOf(cdktf)}-stripe-portal\`: requires a stack of ${nameOf(cdktf)}, but the stack is of ${nameOf(other)}; ` +
  `use \`${nameOf(other)}-stripe-portal\` instead, or \`App\` and \`TerraformStack\` from \`${nameOf(cdktf)}\``;

test("a run has its engine, and the library for it", () => {
  expect(nameOf(cdktf)).toBe(ENGINE);
  const library = path.relative(root, require.resolve("../../../lib"));
  expect(library).toBe(path.normalize(ENGINE === "cdktn" ? "cdktn/lib/index.js" : "lib/index.ts"));
});

describe("in an app of the other engine", () => {
  const inOther = (use: (stack: cdktf.TerraformStack, app: cdktf.App) => void) =>
    inApp(({ outdir }) => {
      const app = new other.App({ outdir });
      use(new other.TerraformStack(app, "stack"), app);
    });

  test("a portal reports the package to use instead", () => {
    inOther((stack) => {
      const build = () => new StripePortalConfiguration(stack, "portal", MINIMAL);
      expect(messageOf(build)).toBe(engineError("StripePortalConfiguration", "stack/portal"));
    });
  });

  test("so does a preset, in a construct and in a stack of the user's own class", () => {
    inOther((_, app) => {
      class BillingStack extends other.TerraformStack {}
      const scope = new Construct(new BillingStack(app, "billing"), "scope");
      expect(messageOf(() => new BasicPortal(scope, "portal"))).toBe(
        engineError("BasicPortal", "billing/scope/portal"),
      );
    });
  });

  test.each(Object.entries<any>(bindings).filter(([, { prototype }]) => prototype instanceof cdktf.TerraformElement))(
    "so does %s of the bindings, if an app has not moved to the other engine yet",
    (className, Binding) => {
      inOther((stack) => {
        expect(messageOf(() => new Binding(stack, "id", {}))).toBe(engineError(className, "stack/id"));
      });
    },
  );

  test("so does a portal in a stack that alone is of the other engine", () => {
    inApp(({ outdir }) => {
      const stack = new other.TerraformStack(new cdktf.App({ outdir }), "stack");
      expect(messageOf(() => new BasicPortal(stack, "portal"))).toBe(engineError("BasicPortal", "stack/portal"));
    });
  });

  test("an existing configuration is only its id, which fits every engine", () => {
    inOther((stack, app) => {
      const existing = StripePortalConfiguration.fromPortalConfigurationId(stack, "existing", "bpc_1");
      new other.TerraformOutput(stack, "id", { value: existing.portalConfigurationId });
      app.synth();
      expect(readStack(app, "stack").output.id.value).toBe("bpc_1");
    });
  });
});

describe("passes", () => {
  const synthesizes = (stackClass: Engine["TerraformStack"], appClass: Engine["App"]) =>
    inApp(({ outdir }) => {
      const app = new appClass({ outdir });
      const stack = new stackClass(app, "stack");
      new bindings.StripeProvider(stack, "stripe");
      new StripePortalConfiguration(stack, "portal", MINIMAL);
      app.synth();
      expect(readStack(app, "stack").resource).toHaveProperty("stripe_billing_portal_configuration");
    });

  test("another copy of its engine", () => {
    jest.isolateModules(() => {
      const copy = jest.requireActual<Engine>("cdktf");
      expect(copy.TerraformStack).not.toBe(cdktf.TerraformStack);
      synthesizes(copy.TerraformStack, copy.App);
    });
  });

  test("a stack of a jsii package of the user's", () => {
    class TerraformStack extends cdktf.TerraformStack {}
    Object.assign(TerraformStack, { [JSII]: { fqn: "acme.TerraformStack", version: "1.0.0" } });
    synthesizes(TerraformStack, cdktf.App);
  });

  test("a construct without a stack, which the engine rejects", () => {
    const scope = new Construct(undefined as never, "root");
    expect(messageOf(() => new BasicPortal(scope, "portal"))).toMatch(/^No stack could be identified/);
  });
});

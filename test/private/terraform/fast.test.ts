import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { inspect } from "node:util";
import * as cdktf from "cdktf";
import { Construct, IConstruct } from "constructs";
import * as fc from "fast-check";
import {
  ApplyVia,
  ApplyWhen,
  CustomerUpdateField,
  PortalMode,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../../lib";
import { PortalResource } from "../../../lib/private/deployment/portal-resource";
import { Fragment } from "../../../lib/private/terraform/fast";
import { Price, Product } from "../../../lib/provider";
import { StripeProvider } from "../../../lib/provider/provider";
import { renamed } from "../../conformance/support/catalog";
import { RandomPortal, portals } from "../../conformance/support/portals";
import { MAXIMAL, MINIMAL } from "../../support/portals";
import { inApp, inStack } from "../../support/synth";

/** Returns the Terraform of an app, or the message of its error. */
type Synth = (build: (stack: cdktf.TerraformStack) => void) => string;

const SYNTHS: [name: string, synth: Synth][] = [
  ["App.synth", (build) => ofApp(build)],
  ["Testing.synth", (build) => inStack((stack) => (build(stack), cdktf.Testing.synth(stack)))],
  ["Testing.synth with validations", (build) => inStack((stack) => (build(stack), cdktf.Testing.synth(stack, true)))],
  ["Testing.fullSynth", (build) => inStack((stack) => (build(stack), readTerraform(cdktf.Testing.fullSynth(stack))))],
  ["App.synth in native syntax", (build) => ofApp(build, true)],
  // Shows arguments that are undefined, which JSON leaves out.
  ["toTerraform()", (build) => inStack((stack) => (build(stack), shown(stack)))],
  [
    "Testing.synth before and after a change",
    (build) =>
      inStack((stack) => {
        build(stack);
        const before = cdktf.Testing.synth(stack);
        new Construct(stack, CHANGE);
        return before + cdktf.Testing.synth(stack);
      }),
  ],
];

/** The ID of a construct that some lazy values depend on. */
const CHANGE = "change";

function shown(stack: cdktf.TerraformStack): string {
  stack.prepareStack();
  return inspect(stack.toTerraform(), { depth: null, sorted: true, breakLength: 1 }).replaceAll(
    "[Object: null prototype] ",
    "",
  );
}

function ofApp(build: (stack: cdktf.TerraformStack) => void, hclOutput = false): string {
  const outdir = mkdtempSync(path.join(tmpdir(), "portal-fast-"));
  try {
    // A stack reads the format from this variable.
    process.env.SYNTH_HCL_OUTPUT = String(hclOutput);
    const app = new cdktf.App({ outdir });
    build(new cdktf.TerraformStack(app, "stack"));
    app.synth();
    return readTerraform(outdir, hclOutput ? "cdk.tf" : "cdk.tf.json");
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
    rmSync(outdir, { recursive: true });
  }
}

function readTerraform(outdir: string, file = "cdk.tf.json"): string {
  return readFileSync(path.join(outdir, "stacks", "stack", file), "utf8");
}

/** Runs a function in which every resource returns plain blocks, which cdktf renders and resolves itself. */
function slowly(act: () => string): string {
  const toTerraform = PortalResource.prototype.toTerraform;
  const isBare = jest.spyOn(PortalResource.prototype as never as { isBare: boolean }, "isBare", "get");
  isBare.mockReturnValue(false);
  const spy = jest.spyOn(PortalResource.prototype, "toTerraform").mockImplementation(function (this: PortalResource) {
    const fragment: unknown = toTerraform.call(this);
    expect(fragment).toBeInstanceOf(Fragment);
    return (fragment as Fragment).toJSON();
  });
  try {
    const result = act();
    expect(spy.mock.calls.length > 0 || result.startsWith("Error: ")).toBe(true);
    return result;
  } finally {
    spy.mockRestore();
    isBare.mockRestore();
  }
}

function outcome(act: () => string): string {
  try {
    return act();
  } catch (error) {
    // cdktf adds a prefix, a period and a stack trace for each token around the one with the error.
    return `Error: ${(error as Error).message}`
      .replace(/Resolution error: |\nObject creation stack[^]*/g, "")
      .replace(/\.+$/, "");
  }
}

function expectSame(build: (stack: cdktf.TerraformStack) => void, synths = SYNTHS): string[] {
  return synths.map(([, synth]) => {
    const fast = outcome(() => synth(build));
    expect(fast).toBe(slowly(() => outcome(() => synth(build))));
    return fast;
  });
}

/** A change of a portal's properties or of its resource, as apps make them. */
interface Oddity {
  readonly props?: (stack: cdktf.TerraformStack, props: StripePortalConfigurationProps) => object;
  readonly after?: (stack: cdktf.TerraformStack, portal: StripePortalConfiguration) => void;
}

const variable = (stack: cdktf.TerraformStack, type: string) => new cdktf.TerraformVariable(stack, type, { type });
const visit = (act: (node: IConstruct) => void): cdktf.IAspect => ({ visit: act });

const ODDITIES: { readonly [name: string]: Oddity } = {
  none: {},
  string: { props: (stack) => ({ name: variable(stack, "string").stringValue }) },
  "string in text": {
    props: (stack) => ({ name: `${variable(stack, "string").stringValue} "x" %{y} \${z} 1e5 1e+5` }),
  },
  boolean: { props: (stack) => ({ active: variable(stack, "bool").booleanValue }) },
  "number in text": { props: (stack) => ({ name: `n${variable(stack, "number").numberValue}` }) },
  lazy: { props: () => ({ name: cdktf.Lazy.stringValue({ produce: () => "" }) }) },
  "lazy that changes": {
    props: (stack) => ({
      name: cdktf.Lazy.stringValue({ produce: () => (stack.node.tryFindChild(CHANGE) ? "changed" : "original") }),
      metadata: {
        state: cdktf.Lazy.stringValue({ produce: () => (stack.node.tryFindChild(CHANGE) ? "changed" : "original") }),
      },
    }),
  },
  "broken lazy": {
    props: () => ({
      name: cdktf.Lazy.stringValue({
        produce: () => {
          throw new Error("broken");
        },
      }),
    }),
  },
  map: { props: (stack) => ({ metadata: cdktf.Token.asStringMap(variable(stack, "map(string)").value) }) },
  "token as key": { props: (stack) => ({ metadata: { [variable(stack, "string").stringValue]: "x", b: "y" } }) },
  list: {
    props: (stack, { features }) => ({
      features: { ...features, customerUpdate: { allowedUpdates: variable(stack, "list(string)").listValue } },
    }),
  },
  quantity: {
    props: (stack, { features }) => ({
      features: {
        ...features,
        paymentMethodUpdate: {},
        subscriptionUpdate: {
          products: [
            { product: "p", prices: ["q"], adjustableQuantity: { maximum: variable(stack, "number").numberValue } },
          ],
        },
      },
    }),
  },
  provider: { props: (stack) => ({ provider: new StripeProvider(stack, "alias", { alias: "other" }) }) },
  key: {
    props: (stack) => ({
      provider: new StripeProvider(stack, "keyed", { alias: "k", apiKey: variable(stack, "string").stringValue }),
      expectedMode: PortalMode.LIVE,
    }),
  },
  "key of the default provider": {
    after: (stack) => {
      const provider = stack.node.findChild("stripe") as StripeProvider;
      provider.apiKey = variable(stack, "string").stringValue;
      provider.stripeAccount = variable(stack, "number").stringValue;
    },
  },
  guard: { props: () => ({ expectedMode: PortalMode.TEST }) },
  always: { props: () => ({ applyVia: ApplyVia.STEP, applyWhen: ApplyWhen.ALWAYS }) },
  import: { props: () => ({ importFrom: "bpc_1" }) },
  "import of a token": { props: (stack) => ({ importFrom: variable(stack, "string").stringValue }) },
  dependency: { props: (stack) => ({ dependsOn: [new Product(stack, "before", { name: "b" })] }) },
  lifecycle: {
    props: (stack) => ({
      lifecycle: {
        ignoreChanges: ["metadata"],
        preventDestroy: true,
        precondition: [{ condition: cdktf.Token.asString(variable(stack, "bool").value), errorMessage: "m" }],
        replaceTriggeredBy: [new Product(stack, "trigger", { name: "t" })],
      },
    }),
  },
  dependent: {
    after: (stack, portal) =>
      void new Product(stack, "after", { name: portal.portalConfigurationId, dependsOn: [portal] }),
  },
  override: { after: (_, { resource }) => resource.addOverride("features.customer_update.allowed_updates", ["name"]) },
  "override of a token": { after: (_, { resource }) => resource.addOverride("name", "${var.x}") },
  "removing override": { after: (_, { resource }) => resource.addOverride("business_profile", undefined) },
  "unknown override": { after: (_, { resource }) => resource.addOverride("new_thing", { a: [1, undefined, null] }) },
  "lifecycle override": { after: (_, { resource }) => resource.addOverride("lifecycle.prevent_destroy", true) },
  "override of a dependency": { after: (_, { resource }) => resource.addOverride("depends_on", ["stripe_product.x"]) },
  "logical id": { after: (_, { resource }) => resource.overrideLogicalId("renamed") },
  move: { after: (_, { resource }) => resource.moveFromId("stripe_billing_portal_configuration.old") },
  provisioner: { after: (_, { resource }) => (resource.provisioners = [{ type: "local-exec", command: "x" }]) },
  count: { after: (_, { resource }) => (resource.count = 2) },
  "override by an Aspect": {
    after: (stack, { resource }) =>
      cdktf.Aspects.of(stack).add(visit((node) => node === resource && resource.addOverride("metadata.team", "a"))),
  },
  "lifecycle by an Aspect": {
    after: (stack, { resource }) =>
      cdktf.Aspects.of(stack).add(visit(() => (resource.lifecycle = { ignoreChanges: ["active"] }))),
  },
  "logical id by an Aspect": {
    after: (stack, { resource }) =>
      cdktf.Aspects.of(stack).add(visit((node) => node === resource && resource.overrideLogicalId("renamed"))),
  },
  "cross-stack reference": {
    props: (stack) => {
      const other = otherStack(stack);
      return { metadata: { sibling: new StripePortalConfiguration(other, "portal", MINIMAL).portalConfigurationId } };
    },
  },
  "cross-stack reference that is left to the Dashboard": {
    props: (stack) => {
      const { id } = new Product(otherStack(stack), "product", { name: "p" });
      return {
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [{ product: id, prices: ["price_1"] }] } },
        lifecycle: { ignoreChanges: ["features"] },
      };
    },
  },
  "provider of another stack": {
    props: (stack) => {
      const other = otherStack(stack);
      const apiKey = variable(other, "string").stringValue;
      return { provider: new StripeProvider(other, "keyed", { alias: "k", apiKey }) };
    },
  },
};

function otherStack(stack: cdktf.TerraformStack): cdktf.TerraformStack {
  const other = new cdktf.TerraformStack(stack.node.scope!, "other");
  new StripeProvider(other, "stripe");
  return other;
}

function add(stack: cdktf.TerraformStack, props: StripePortalConfigurationProps, { props: change, after }: Oddity) {
  new StripeProvider(stack, "stripe");
  const portal = new StripePortalConfiguration(stack, "portal", { ...props, ...change?.(stack, props) });
  after?.(stack, portal);
}

/** Names of products and prices as references to constructs of the stack. */
function constructsOf(stack: cdktf.TerraformStack): (name: string) => string {
  return (name) => {
    if (!/^plan-\d+/.test(name)) return name;
    const existing = stack.node.tryFindChild(name) as Price | Product | undefined;
    if (existing !== undefined) return existing.id;
    if (/^plan-\d+$/.test(name)) return new Product(stack, name, { name }).id;
    return new Price(stack, name, { product: "prod", currency: "usd", recurring: [{ interval: "month" }] }).id;
  };
}

describe.each(Object.keys(ODDITIES))("a portal with the oddity %s is the same without the fast path", (oddity) => {
  test.each([
    ["maximal", MAXIMAL],
    ["without a step", { ...MINIMAL, applyVia: ApplyVia.PROVIDER }],
  ])("%s", (_, props) => {
    const synths = SYNTHS.filter(([name]) => !name.includes("native syntax"));
    for (const result of expectSame((stack) => add(stack, props, ODDITIES[oddity]), synths)) {
      // An error of the engine would be the same on both paths.
      expect(result).toMatch(/^(\{|Error: (broken|[^]*cannot be deployed))/);
    }
  });
});

test("random portals with random oddities are the same without the fast path", () => {
  const random = fc.tuple(portals("pmc_1"), fc.constantFrom(...Object.keys(ODDITIES)), fc.constantFrom(...SYNTHS));
  fc.assert(
    fc.property(random, ([{ props, isOwner }, name, synth]: [RandomPortal, string, [string, Synth]]) => {
      const build = (stack: cdktf.TerraformStack) =>
        add(stack, isOwner ? renamed(props, constructsOf(stack)) : props, ODDITIES[name]);
      expectSame(build, [synth]);
    }),
    { numRuns: Number(process.env.FAST_RUNS ?? 150) },
  );
});

test("a reader of toTerraform() receives plain blocks, and its changes count", () => {
  const read = inStack((stack) => {
    new StripeProvider(stack, "stripe");
    const { resource } = new StripePortalConfiguration(stack, "portal", MINIMAL);
    const fragment = resource.toTerraform();
    fragment.resource.stripe_billing_portal_configuration[resource.friendlyUniqueId].name = "changed";
    jest.spyOn(resource, "toTerraform").mockReturnValue(fragment);
    const changed = JSON.parse(cdktf.Testing.synth(stack));
    jest.restoreAllMocks();
    return [changed, JSON.parse(cdktf.Testing.synth(stack))].map(
      ({ resource: { stripe_billing_portal_configuration: all } }) => Object.values<any>(all)[0].name,
    );
  });
  expect(read).toEqual(["changed", undefined]);
});

test("toTerraform() renders the portal as it is at the call", () => {
  const names = inStack((stack) => {
    add(stack, MINIMAL, {});
    const { resource } = stack.node.findChild("portal") as StripePortalConfiguration;
    const fragments = [resource.toTerraform(), (resource.addOverride("name", "changed"), resource.toTerraform())];
    return fragments.map(
      ({ resource: { stripe_billing_portal_configuration: all } }) => Object.values<any>(all)[0].name,
    );
  });
  expect(names).toEqual([undefined, "changed"]);
});

test("an error of a lazy value has one prefix of the engine", () => {
  const read = () =>
    inStack((stack) => {
      add(stack, MINIMAL, ODDITIES["broken lazy"]);
      (stack.node.findChild("portal") as StripePortalConfiguration).toStripeJson();
    });
  expect(read).toThrow(/^Resolution error: broken\./);
});

test("a stack can change the lists in the result of its toTerraform()", () => {
  class ChangedStack extends cdktf.TerraformStack {
    override toTerraform(): any {
      const terraform = super.toTerraform();
      for (const body of Object.values<any>(terraform.resource.stripe_billing_portal_configuration)) {
        body.features.customer_update.allowed_updates.push("name");
      }
      return terraform;
    }
  }
  const [first, second] = inApp((app) => {
    const stack = new ChangedStack(app, "stack");
    add(stack, { features: { customerUpdate: { allowedUpdates: [CustomerUpdateField.EMAIL] } } }, {});
    return [cdktf.Testing.synth(stack), cdktf.Testing.synth(stack)];
  });
  expect(first).toMatch(/"email",\s+"name"\s/);
  expect(second).toBe(first);
});

test("a reader of toTerraform() can replace blocks", () => {
  const terraform = inStack((stack) => {
    add(stack, MINIMAL, {});
    const { resource } = stack.node.findChild("portal") as StripePortalConfiguration;
    const fragment = resource.toTerraform();
    fragment.moved = [{ from: "a.b", to: "c.d" }];
    resource.toTerraform = () => fragment;
    return JSON.parse(cdktf.Testing.synth(stack));
  });
  expect(terraform.moved).toEqual([{ from: "a.b", to: "c.d" }]);
  expect(Object.keys(terraform.resource)).toContain("stripe_billing_portal_configuration");
});

test("lazy values are computed anew by each synth", () => {
  const [before, after] = inStack((stack) => {
    add(stack, MAXIMAL, ODDITIES["lazy that changes"]);
    const first = cdktf.Testing.synth(stack);
    new Construct(stack, CHANGE);
    return [first, cdktf.Testing.synth(stack)];
  });
  expect(before).toContain("original");
  expect(before).not.toContain("changed");
  expect(after).toContain("changed");
  expect(after).not.toContain("original");
});

test("an override of the stack is merged into the blocks", () => {
  const build = (stack: cdktf.TerraformStack) => {
    add(stack, { ...MINIMAL, applyVia: ApplyVia.PROVIDER }, {});
    const { resource } = stack.node.findChild("portal") as StripePortalConfiguration;
    stack.addOverride(`resource.stripe_billing_portal_configuration.${resource.friendlyUniqueId}.name`, "stack");
  };
  expect(inStack((stack) => (build(stack), cdktf.Testing.synth(stack)))).toContain('"name": "stack"');
});

test("a decorated toTerraform() keeps working", () => {
  const decorations: ((fragment: any) => object)[] = [
    (fragment) => ({ ...fragment, locals: { a: 1 } }),
    (fragment) => Object.assign(fragment, { locals: { a: 1 } }),
  ];
  for (const decorate of decorations) {
    const terraform = inStack((stack) => {
      add(stack, MAXIMAL, {});
      const { resource } = stack.node.findChild("portal") as StripePortalConfiguration;
      const toTerraform = resource.toTerraform.bind(resource);
      resource.toTerraform = () => decorate(toTerraform());
      return JSON.parse(cdktf.Testing.synth(stack));
    });
    expect(terraform.locals).toEqual({ a: 1 });
    expect(Object.keys(terraform.resource.terraform_data)).toHaveLength(2);
  }
});

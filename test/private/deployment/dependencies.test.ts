import * as cdktf from "cdktf";
import { Construct, DependencyGroup } from "constructs";
import { PortalMode, StripePortalConfiguration } from "../../../lib";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { blocksOf, hclOf, inApp, messageOf, synth, synthOf } from "../../support/synth";

const STEP = expect.stringMatching(/^terraform_data\.portal_\w+_Step$/);
const product = (scope: Construct, id: string, config: object = {}) =>
  new cdktf.TerraformResource(scope, id, { terraformResourceType: "stripe_product", ...config });
const portalIn = (scope: Construct, id = "portal", props: object = {}) =>
  new StripePortalConfiguration(scope, id, { ...SWITCHING, ...props });

describe("a portal", () => {
  const PORTAL = "(?:around_)?portal";
  const dependenciesOf = (build: (stack: cdktf.TerraformStack) => unknown) => {
    const { resource, desiredState } = blocksOf(synthOf(build), PORTAL);
    return [resource.depends_on.slice(0, -1), desiredState.depends_on];
  };

  test.each<[string, (portal: StripePortalConfiguration, stack: cdktf.TerraformStack) => Construct]>([
    ["itself", (portal) => portal],
    ["its resource", (portal) => portal.resource],
    ["the construct around it", (portal) => portal.node.scope as Construct],
  ])("depends on the constructs added to the node of %s", (_, dependent) => {
    const addresses = ["stripe_product.group_one_1D12A4F2", "module.group_module_B5F6FAC2"];
    const all = dependenciesOf((stack) => {
      const portal = portalIn(new Construct(stack, "around"));
      const group = new Construct(stack, "group");
      product(group, "one").overrideLogicalId("group_one_1D12A4F2");
      new cdktf.TerraformHclModule(group, "module", { source: "acme/module/stripe" }).overrideLogicalId(
        "group_module_B5F6FAC2",
      );
      new cdktf.TerraformVariable(group, "variable", {});
      dependent(portal, stack).node.addDependency(group);
    });
    expect(all).toEqual([addresses, addresses]);
  });

  test("depends on another portal by its step, without its other blocks", () => {
    const [ofResource] = dependenciesOf((stack) => {
      const first = portalIn(stack, "first", { expectedMode: PortalMode.TEST });
      portalIn(stack, "portal", { dependsOn: [first] }).node.addDependency(first);
    });
    expect(ofResource).toEqual([expect.stringMatching(/^terraform_data\.first_\w+_Step$/)]);
  });

  test("ignores constructs without an address, itself and constructs around it", () => {
    const { desiredState } = blocksOf(
      synthOf((stack) => {
        const portal = portalIn(stack);
        portal.node.addDependency(new Construct(stack, "empty"), portal, stack);
        stack.node.addDependency(product(stack, "of-stack"));
      }),
    );
    expect(desiredState).not.toHaveProperty("depends_on");
  });
});

describe("another construct", () => {
  test("depends on a portal that is added to its node", () => {
    const build = (stack: cdktf.TerraformStack) => {
      const portal = portalIn(stack);
      const group = new Construct(stack, "group");
      product(group, "one", { dependsOn: [product(stack, "zero")] });
      new cdktf.TerraformDataSource(group, "data", { terraformResourceType: "stripe_data" });
      new cdktf.TerraformHclModule(group, "module", { source: "acme/module/stripe" });
      group.node.addDependency(new DependencyGroup(portal));
      new Construct(stack, "independent").node.addDependency(group);
    };
    const { resource, data, module } = synthOf(build);
    const [[, one], [, zero]] = Object.entries<any>(resource.stripe_product).sort();
    expect(one.depends_on).toEqual(["stripe_product.zero", STEP]);
    expect(zero).not.toHaveProperty("depends_on");
    for (const [element] of [data.stripe_data, module].map(Object.values<any>)) {
      expect(element.depends_on).toEqual([STEP]);
    }
    expect(hclOf(build)).toMatch(/depends_on = \[\s*"stripe_product\.zero",\s*"terraform_data\.portal_\w+_Step",\s*\]/);
  });

  test.each<[string, (portal: StripePortalConfiguration) => Construct]>([
    ["a portal's resource", ({ resource }) => resource],
    ["a group with a portal", (portal) => portal.node.scope as Construct],
  ])("depends on the portal if %s is added to its node, once however often it is synthesized", (_, root) => {
    inApp((app) => {
      const stack = new cdktf.TerraformStack(app, "stack");
      const portal = portalIn(new Construct(stack, "around"));
      const other = product(stack, "other");
      other.node.addDependency(root(portal));
      synth(stack);
      const { resource } = synth(stack);
      expect(resource.stripe_product.other.depends_on).toEqual([expect.stringMatching(/_portal_\w+_Step$/)]);
    });
  });
});

describe("another stack", () => {
  const messageFor = (build: (one: cdktf.TerraformStack, two: cdktf.TerraformStack) => unknown) =>
    inApp((app) => {
      const [one, two] = ["one", "two"].map((id) => new cdktf.TerraformStack(app, id));
      return messageOf(() => {
        build(one, two);
        synth(one);
      });
    });
  const after = (later: string, earlier: string) =>
    `order the stacks instead: call \`stack.addDependency()\` of "${later}" with "${earlier}"`;

  test.each<[string, (one: cdktf.TerraformStack, two: cdktf.TerraformStack) => unknown]>([
    ["dependsOn", (one, two) => portalIn(one, "portal", { dependsOn: [product(two, "other")] })],
    ["dependsOn", (one, two) => portalIn(one, "portal", { dependsOn: [portalIn(two)] })],
    ["node.addDependency()", (one, two) => portalIn(one).node.addDependency(product(two, "other"))],
    ["node.addDependency()", (one, two) => portalIn(one).node.addDependency(two)],
  ])("cannot be in a portal's %s", (property, build) => {
    const message = messageFor(build);
    expect(message).toContain(`\`${property}\`: a portal cannot depend on a construct of another stack; got: "two`);
    expect(message).toContain(after("one", "two"));
    expect(message?.match(/- /g)).toHaveLength(1);
  });

  test.each<[string, (portal: StripePortalConfiguration, two: cdktf.TerraformStack) => unknown]>([
    ["dependsOn", (portal, two) => product(two, "other", { dependsOn: [portal] })],
    ["dependsOn", (portal, two) => product(two, "other", { lifecycle: { replaceTriggeredBy: [portal] } })],
    ["dependsOn", (portal, two) => new cdktf.TerraformOutput(two, "other", { value: 1, dependsOn: [portal] })],
    ["node.addDependency()", (portal, two) => product(two, "other").node.addDependency(portal)],
    ["node.addDependency()", (portal, two) => two.node.addDependency(portal.resource)],
  ])("cannot name a portal in %s", (property, build) => {
    const message = messageFor((one, two) => build(portalIn(one), two));
    expect(message).toContain(`\`${property}\`: a construct of another stack cannot depend on a portal; got: "two`);
    expect(message).toContain(after("two", "one"));
    expect(message?.match(/- /g)).toHaveLength(1);
  });

  test("can use a portal's id and depend on its stack", () => {
    const message = messageFor((one, two) => {
      two.addDependency(one);
      new cdktf.TerraformOutput(two, "id", { value: portalIn(one).portalConfigurationId });
      product(one, "other", { dependsOn: [portalIn(one, "second")] });
    });
    expect(message).toBeUndefined();
  });
});

describe("replaceTriggeredBy", () => {
  const lifecycleOf = (stack: cdktf.TerraformStack): cdktf.TerraformResourceLifecycle => {
    const one = product(stack, "one");
    return {
      replaceTriggeredBy: [one, one.fqn, one.getStringAttribute("id"), "stripe_product.two", portalIn(stack, "first")],
    };
  };
  const addresses = ["stripe_product.one", "stripe_product.one", "stripe_product.one.id", "stripe_product.two"];

  test.each([MINIMAL, SWITCHING])("renders plain addresses of constructs", (props) => {
    const { resource } = blocksOf(
      synthOf((stack) => portalIn(stack, "portal", { ...props, lifecycle: lifecycleOf(stack) })),
    );
    expect(resource.lifecycle.replace_triggered_by).toEqual([
      ...addresses,
      expect.stringMatching(/^terraform_data\.first_\w+_Step$/),
    ]);
  });

  test("renders the same addresses in HCL", () => {
    const hcl = hclOf((stack) => portalIn(stack, "portal", { lifecycle: lifecycleOf(stack) }));
    expect(hcl).toMatch(
      new RegExp(`replace_triggered_by = \\[${addresses.join(", ")}, terraform_data\\.first_\\w+_Step\\]`),
    );
  });

  test("renders plain addresses of an override", () => {
    const { resource } = blocksOf(
      synthOf((stack) => {
        const { fqn } = product(stack, "one");
        portalIn(stack).resource.addOverride("lifecycle.replace_triggered_by", [fqn]);
      }),
    );
    expect(resource.lifecycle.replace_triggered_by).toEqual(["stripe_product.one"]);
  });
});

test("a construct with a field named `resource` is no portal", () => {
  class Wrapper extends Construct {
    readonly resource = new cdktf.TerraformResource(this, "inner", { terraformResourceType: "foo_bar" });
  }
  const build = (order: (portal: StripePortalConfiguration, wrapper: Wrapper) => void) =>
    synthOf((stack) => {
      const wrapper = new Wrapper(stack, "wrapper");
      order(new StripePortalConfiguration(stack, "portal", SWITCHING), wrapper);
    });
  const [inner] = Object.values<any>(build((portal, wrapper) => wrapper.node.addDependency(portal)).resource.foo_bar);
  expect(inner.depends_on).toEqual([STEP]);
  const { desiredState } = blocksOf(build((portal, wrapper) => portal.node.addDependency(wrapper)));
  expect(desiredState.depends_on).toEqual([expect.stringMatching(/^foo_bar\.wrapper_inner_/)]);
});

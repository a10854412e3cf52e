import * as cdktf from "cdktf";
import { PortalMode, StripePortalConfiguration } from "../../../lib";
import { MAXIMAL, MINIMAL, SWITCHING } from "../../support/portals";
import { PROVIDER_VERSION } from "../../support/provider-version";
import { blocksOf, portalOf, synthOf } from "../../support/synth";

const condition = { condition: "${var.ready}", errorMessage: "Not ready." };
const rendered = { condition: "${var.ready}", error_message: "Not ready." };
const ours = expect.objectContaining({ condition: "${self.livemode == false}" });

describe("the lifecycle", () => {
  test("of the app is merged with that of the construct", () => {
    const { resource, desiredState, step } = portalOf({
      ...SWITCHING,
      expectedMode: PortalMode.TEST,
      lifecycle: {
        createBeforeDestroy: true,
        preventDestroy: true,
        precondition: [condition],
        postcondition: [condition],
        replaceTriggeredBy: ["stripe_product.other"],
      },
    });
    expect(resource.lifecycle).toEqual({
      create_before_destroy: true,
      ignore_changes: ["active", "features"],
      prevent_destroy: true,
      precondition: [rendered],
      postcondition: [rendered, ours],
      replace_triggered_by: ["stripe_product.other"],
    });
    expect(desiredState).not.toHaveProperty("lifecycle");
    expect(step.lifecycle).toEqual({ create_before_destroy: true });
  });

  test("keeps the ignored attributes of the app", () => {
    const lifecycle = { preventDestroy: true, ignoreChanges: ["metadata"] };
    const { resource } = portalOf({ ...MINIMAL, metadata: { a: "b" }, lifecycle });
    expect(resource.lifecycle).toEqual({
      create_before_destroy: true,
      prevent_destroy: true,
      ignore_changes: ["metadata"],
    });
    expect(resource.metadata).toEqual({ a: "b" });
  });

  const later: [string, (resource: cdktf.TerraformResource) => void][] = [
    ["set later", (resource) => (resource.lifecycle = { preventDestroy: true, ignoreChanges: ["name"] })],
    [
      "overridden",
      (resource) => {
        resource.addOverride("lifecycle.prevent_destroy", true);
        resource.addOverride("lifecycle.ignore_changes", ["name"]);
      },
    ],
  ];

  test.each(later)("counts as well when it is %s", (_, change) => {
    const { resource, portal } = blocksOf(
      synthOf((stack) => change(new StripePortalConfiguration(stack, "portal", MAXIMAL).resource)),
    );
    expect(resource.lifecycle).toEqual({
      create_before_destroy: true,
      ignore_changes: ["name", "active", "login_page", "features"],
      prevent_destroy: true,
    });
    expect(portal).not.toHaveProperty("name");
  });

  test.each(later)("keeps the construct's conditions when it is %s", (_, change) => {
    const props = { ...MINIMAL, expectedMode: PortalMode.TEST };
    const { resource } = blocksOf(
      synthOf((stack) => change(new StripePortalConfiguration(stack, "portal", props).resource)),
    );
    expect(resource.lifecycle).toEqual({
      create_before_destroy: true,
      ignore_changes: ["name"],
      prevent_destroy: true,
      postcondition: [ours],
    });
  });
});

test("an Aspect or an override for all resources neither blocks nor freezes the construct's own", () => {
  const { resource, desiredState, step, guard } = blocksOf(
    synthOf((stack) => {
      new StripePortalConfiguration(stack, "portal", { ...SWITCHING, expectedMode: PortalMode.TEST });
      cdktf.Aspects.of(stack).add({
        visit: (node) => {
          if (!cdktf.TerraformResource.isTerraformResource(node)) return;
          node.lifecycle = { preventDestroy: true, ignoreChanges: ["metadata"] };
          node.addOverride("lifecycle.replace_triggered_by", ["terraform_data.other"]);
        },
      });
    }),
  );
  expect(resource.lifecycle).toMatchObject({
    prevent_destroy: true,
    ignore_changes: ["metadata", "active", "features"],
  });
  expect(step.lifecycle).toEqual({ create_before_destroy: true });
  for (const own of [desiredState, guard]) expect(own).not.toHaveProperty("lifecycle");
});

test("the resource requires the version of the provider", () => {
  const required = synthOf((stack) => new StripePortalConfiguration(stack, "portal", MINIMAL)).terraform
    .required_providers;
  expect(required).toEqual({ stripe: { source: "stripe/stripe", version: PROVIDER_VERSION } });
});

test("a portal that is moved to another one has a moved block for each resource, and no import", () => {
  const terraform = synthOf((stack) => {
    const adopting = (id: string) =>
      new StripePortalConfiguration(stack, id, { ...SWITCHING, importFrom: "bpc_1" }).resource;
    adopting("old").moveTo("new-portal");
    adopting("new").addMoveTarget("new-portal");
  });
  expect(terraform.moved).toHaveLength(3);
  for (const moved of terraform.moved) {
    expect(moved.from).toMatch(/\.old_/);
    expect(moved.to).toMatch(/\.new_/);
  }
  expect(terraform.import).toEqual([{ id: "bpc_1", to: expect.stringMatching(/\.new_/) }]);
  expect(Object.keys(terraform.resource.stripe_billing_portal_configuration)).toHaveLength(1);
});

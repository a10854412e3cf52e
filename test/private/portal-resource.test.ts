import * as cdktf from "cdktf";
import { PortalMode, StripePortalConfiguration } from "../../lib";
import { MAXIMAL, MINIMAL, SWITCHING } from "../support/portals";
import { made, portalOf, synthOf } from "../support/synth";

const condition = { condition: "${var.ready}", errorMessage: "Not ready." };
const rendered = { condition: "${var.ready}", error_message: "Not ready." };
const ours = expect.objectContaining({ condition: "${self.livemode == false}" });

describe("the lifecycle", () => {
  test("of the user is merged with what the construct needs", () => {
    const { resource, wanted, step } = portalOf({
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
      ignore_changes: "all",
      prevent_destroy: true,
      precondition: [rendered],
      postcondition: [rendered, ours],
      replace_triggered_by: ["stripe_product.other"],
    });
    expect(wanted).not.toHaveProperty("lifecycle");
    expect(step.lifecycle).toEqual({ create_before_destroy: true });
  });

  test("of a portal without a step keeps what the user ignores", () => {
    const lifecycle = { preventDestroy: true, ignoreChanges: ["metadata"] };
    const { resource } = portalOf({ ...MINIMAL, metadata: { a: "b" }, lifecycle });
    expect(resource.lifecycle).toEqual({
      create_before_destroy: true,
      prevent_destroy: true,
      ignore_changes: ["metadata"],
    });
    expect(resource.metadata).toEqual({ a: "b" });
  });

  test("that ignores attributes leaves them out of what is wanted, and in what is created", () => {
    const { resource, wanted } = portalOf({ ...MAXIMAL, lifecycle: { ignoreChanges: ["metadata", "features"] } });
    expect(Object.keys(wanted.triggers_replace).sort()).toEqual([
      "active",
      "business_profile",
      "default_return_url",
      "login_page",
      "name",
    ]);
    expect(resource.metadata).toEqual({ team: "billing" });
    expect(resource.lifecycle.ignore_changes).toBe("all");
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
    const { resource, wanted } = made(
      synthOf((stack) => change(new StripePortalConfiguration(stack, "portal", MAXIMAL).resource)),
    );
    expect(resource.lifecycle).toEqual({ create_before_destroy: true, ignore_changes: "all", prevent_destroy: true });
    expect(wanted.triggers_replace).not.toHaveProperty("name");
  });

  test.each(later)("keeps the construct's conditions when it is %s", (_, change) => {
    const props = { ...MINIMAL, expectedMode: PortalMode.TEST };
    const { resource } = made(
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

test("the resource says which provider it is made for", () => {
  const required = synthOf((stack) => new StripePortalConfiguration(stack, "portal", MINIMAL)).terraform
    .required_providers;
  expect(required).toEqual({ stripe: { source: "stripe/stripe", version: "0.3.0" } });
});

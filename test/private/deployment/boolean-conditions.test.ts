import * as cdktf from "cdktf";
import { CancellationReason } from "../../../lib";
import { MAXIMAL, PRO } from "../../support/portals";
import { portalOf } from "../../support/synth";

describe("a boolean that is null at apply time", () => {
  test("fails the plan, in any property", () => {
    const on = "${var.on}" as never;
    const { resource } = portalOf({
      active: on,
      loginPage: { enabled: on },
      metadata: { enabled: on },
      features: {
        paymentMethodUpdate: {},
        subscriptionCancel: { enabled: on, cancellationReason: { enabled: on, options: [CancellationReason.OTHER] } },
        subscriptionUpdate: { enabled: on, products: [{ ...PRO, adjustableQuantity: { enabled: on } }] },
      },
    });
    expect(resource.lifecycle.precondition).toEqual(
      [
        "active",
        "loginPage.enabled",
        "features.subscriptionCancel.enabled",
        "features.subscriptionCancel.cancellationReason.enabled",
        "features.subscriptionUpdate.enabled",
        "features.subscriptionUpdate.products[0].adjustableQuantity.enabled",
      ].map((property) => ({
        condition: "${var.on != null}",
        error_message:
          `stack/portal: \`${property}\` must be true or false, but is null. Nothing was sent for this portal. ` +
          "Set the variable or expression that provides it.",
      })),
    );
  });

  test.each([
    true,
    cdktf.Lazy.anyValue({ produce: () => true }),
    "${true}",
    '${tobool("a.b")}',
    "${!false || 1.5 > 1}",
  ])("needs no condition if it refers to nothing: %p", (active) => {
    expect(portalOf({ ...MAXIMAL, active: active as never }).resource.lifecycle).not.toHaveProperty("precondition");
  });

  test.each(['${tobool("${var.on}")}', '${lookup(local.flags, "on", null)}', "${terraform_data.x.output}"])(
    "is checked behind a function: %s",
    (active) => {
      expect(portalOf({ ...MAXIMAL, active: active as never }).resource.lifecycle.precondition).toHaveLength(1);
    },
  );

  test("is checked beside the user's own conditions", () => {
    const precondition = [{ condition: "${var.ready}", errorMessage: "Not ready." }];
    const { resource } = portalOf({ ...MAXIMAL, active: "${var.on}" as never, lifecycle: { precondition } });
    expect(resource.lifecycle.precondition).toMatchObject([
      { condition: "${var.ready}" },
      { condition: "${var.on != null}" },
    ]);
  });
});

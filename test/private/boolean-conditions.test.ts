import { CancellationReason } from "../../lib";
import { MAXIMAL, PRO } from "../support/portals";
import { portalOf } from "../support/synth";

describe("a boolean that is null at apply time", () => {
  test("fails the plan, wherever it is", () => {
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

  test("needs no condition if the app knows it", () => {
    expect(portalOf(MAXIMAL).resource.lifecycle).not.toHaveProperty("precondition");
  });
});

import { CancellationMode, CancellationReason, CustomerUpdateField, PortalFeatures } from "../../../lib";
import { mergeFeatures } from "../../../lib/private/portal/preset";
import { frozen } from "../../support/synth";

const { EMAIL, NAME } = CustomerUpdateField;

const preset: PortalFeatures = frozen({
  customerUpdate: { allowedUpdates: [EMAIL] },
  invoiceHistory: {},
  subscriptionCancel: {
    mode: CancellationMode.IMMEDIATELY,
    cancellationReason: { options: [CancellationReason.OTHER] },
  },
});

test.each<[string, PortalFeatures | undefined, PortalFeatures]>([
  ["no changes", undefined, preset],
  ["nothing in particular", { invoiceHistory: undefined, customerUpdate: { allowedUpdates: undefined } }, preset],
  ["a feature more", { paymentMethodUpdate: {} }, { ...preset, paymentMethodUpdate: {} }],
  ["a feature that is there", { invoiceHistory: {} }, preset],
  [
    "a property",
    { subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END } },
    { ...preset, subscriptionCancel: { ...preset.subscriptionCancel, mode: CancellationMode.AT_PERIOD_END } },
  ],
  [
    "a list, replaced whole",
    { customerUpdate: { allowedUpdates: [NAME] } },
    { ...preset, customerUpdate: { allowedUpdates: [NAME] } },
  ],
  [
    "a struct inside a feature, replaced whole",
    { subscriptionCancel: { cancellationReason: { enabled: false } } },
    { ...preset, subscriptionCancel: { ...preset.subscriptionCancel, cancellationReason: { enabled: false } } },
  ],
  [
    "a feature dropped",
    { subscriptionCancel: { enabled: false } },
    { ...preset, subscriptionCancel: { enabled: false } },
  ],
  [
    "a feature that says it is on",
    { customerUpdate: { enabled: true } },
    { ...preset, customerUpdate: { enabled: true, allowedUpdates: [EMAIL] } },
  ],
])("changes with %s", (_, changes, expected) => {
  expect(mergeFeatures(preset, changes && frozen(changes))).toEqual(expected);
});

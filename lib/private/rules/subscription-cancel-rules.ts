import { CancellationMode, CancellationProration, CancellationReason } from "../../subscription-cancel";
import { isUsed } from "../render-features";
import { hasToken } from "../tokens";
import { memberOf, membersOf, Rule, unless } from "./checks";

const PATH = "features.subscriptionCancel";

export const subscriptionCancelRules: readonly Rule[] = [
  ({ features: { subscriptionCancel: cancel } }) => [
    ...memberOf(`${PATH}.mode`, cancel?.mode, CancellationMode),
    ...memberOf(`${PATH}.prorationBehavior`, cancel?.prorationBehavior, CancellationProration),
    ...membersOf(`${PATH}.cancellationReason.options`, cancel?.cancellationReason?.options, CancellationReason),
  ],
  ({ features: { subscriptionCancel: cancel } }) =>
    unless(
      cancel?.prorationBehavior !== CancellationProration.CREATE_PRORATIONS ||
        cancel.mode === CancellationMode.IMMEDIATELY ||
        hasToken(cancel.mode),
      {
        property: `${PATH}.prorationBehavior`,
        rule: "Stripe creates prorations only for cancellations that take effect immediately",
        got: cancel?.prorationBehavior,
        remedy: "set `mode: CancellationMode.IMMEDIATELY`, or `prorationBehavior: CancellationProration.NONE`",
      },
    ),
  ({ features: { subscriptionCancel: cancel } }) => {
    const reason = cancel?.cancellationReason;
    const options = reason?.options ?? [];
    return unless(!isUsed(reason) || hasToken(reason?.enabled) || hasToken(options) || options.length > 0, {
      property: `${PATH}.cancellationReason.options`,
      rule: "Stripe demands at least one reason while the survey is on, beside feedback options too",
      got: reason?.options,
      remedy: "give reasons, e.g. `[CancellationReason.TOO_EXPENSIVE]`, or leave `cancellationReason` out",
    });
  },
];

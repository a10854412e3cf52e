import { CancellationMode, CancellationProration, CancellationReason } from "../../features/subscription-cancel";
import { isUsed } from "./render-features";
import { hasToken } from "../terraform/tokens";
import { failIf, indexed, MAX_ID, memberOf, membersOf, validId, Rule } from "./rule";

const PATH = "features.subscriptionCancel";

export const subscriptionCancelRules: readonly Rule[] = [
  {
    name: "cancellation-values",
    rule: "`mode`, `prorationBehavior` and `cancellationReason.options` must be members of their enums",
    answer: "Rejected, including `always_invoice`, although Stripe's types contain it.",
    confidence: "documented or reported by several sources",
    example: 'features: { subscriptionCancel: { prorationBehavior: "always_invoice" as CancellationProration } }',
    check: ({ features: { subscriptionCancel: cancel } }) => [
      ...memberOf(`${PATH}.mode`, cancel?.mode, CancellationMode),
      ...memberOf(`${PATH}.prorationBehavior`, cancel?.prorationBehavior, CancellationProration),
      ...membersOf(`${PATH}.cancellationReason.options`, cancel?.cancellationReason?.options, CancellationReason),
    ],
  },
  {
    name: "cancellation-prorations",
    holdsForOverrides: true,
    rule: "Stripe rejects prorations unless cancellations take effect immediately",
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: "features: { subscriptionCancel: { prorationBehavior: CancellationProration.CREATE_PRORATIONS } }",
    check: ({ features: { subscriptionCancel: cancel } }) =>
      failIf(
        cancel?.prorationBehavior === CancellationProration.CREATE_PRORATIONS &&
          cancel.mode !== CancellationMode.IMMEDIATELY &&
          !hasToken(cancel.mode),
        {
          property: `${PATH}.prorationBehavior`,
          got: cancel?.prorationBehavior,
          fix: "set `mode: CancellationMode.IMMEDIATELY`, or `prorationBehavior: CancellationProration.NONE`",
        },
      ),
  },
  {
    name: "cancellation-reasons",
    holdsForOverrides: true,
    rule: "Stripe requires at least one reason if the cancellation survey is enabled, even if there are feedback options",
    answer: "Rejected.",
    confidence: "reported once or inferred",
    example: "features: { subscriptionCancel: { cancellationReason: {} } }",
    check: ({ features: { subscriptionCancel: cancel } }) => {
      const reason = cancel?.cancellationReason;
      const options = reason?.options ?? [];
      return failIf(isUsed(reason) && !hasToken(reason?.enabled) && !hasToken(options) && options.length === 0, {
        property: `${PATH}.cancellationReason.options`,
        got: reason?.options,
        fix: "add reasons, for example `[CancellationReason.TOO_EXPENSIVE]`, or remove `cancellationReason`",
      });
    },
  },
  {
    name: "feedback-option-ids",
    rule: `the ID of a feedback option must have 1 to ${MAX_ID} characters`,
    answer: "Rejected.",
    confidence: "reported once or inferred",
    example: `features: {
  subscriptionCancel: { cancellationReason: { options: [CancellationReason.OTHER], feedbackOptions: [""] } },
}`,
    check: ({ features: { subscriptionCancel: cancel } }) =>
      indexed(`${PATH}.cancellationReason.feedbackOptions`, cancel?.cancellationReason?.feedbackOptions).flatMap(
        ([path, id]) => validId(path, id),
      ),
  },
];

import { CancellationMode, CancellationProration, CancellationReason } from "../../subscription-cancel";
import { isUsed } from "../render-features";
import { hasToken } from "../tokens";
import { indexed, MAX_ID, memberOf, membersOf, validId, Rule, unless } from "./checks";

const PATH = "features.subscriptionCancel";

export const subscriptionCancelRules: readonly Rule[] = [
  {
    name: "cancellation-values",
    rule: "`mode`, `prorationBehavior` and the reasons have closed sets of values; `always_invoice` is none of them.",
    answer: "Refused, though Stripe's type has `always_invoice`.",
    confidence: "documented or reported by several",
    example: 'features: { subscriptionCancel: { prorationBehavior: "always_invoice" as CancellationProration } }',
    check: ({ features: { subscriptionCancel: cancel } }) => [
      ...memberOf(`${PATH}.mode`, cancel?.mode, CancellationMode),
      ...memberOf(`${PATH}.prorationBehavior`, cancel?.prorationBehavior, CancellationProration),
      ...membersOf(`${PATH}.cancellationReason.options`, cancel?.cancellationReason?.options, CancellationReason),
    ],
  },
  {
    name: "cancellation-prorations-at-once",
    holdsForOverrides: true,
    rule: "Prorations are created only for cancellations that take effect immediately.",
    answer: "Refused.",
    confidence: "documented or reported by several",
    example: "features: { subscriptionCancel: { prorationBehavior: CancellationProration.CREATE_PRORATIONS } }",
    check: ({ features: { subscriptionCancel: cancel } }) =>
      unless(
        cancel?.prorationBehavior !== CancellationProration.CREATE_PRORATIONS ||
          cancel.mode === CancellationMode.IMMEDIATELY ||
          hasToken(cancel.mode),
        {
          property: `${PATH}.prorationBehavior`,
          rule: "Stripe creates prorations only for cancellations that take effect immediately",
          got: cancel?.prorationBehavior,
          fix: "set `mode: CancellationMode.IMMEDIATELY`, or `prorationBehavior: CancellationProration.NONE`",
        },
      ),
  },
  {
    name: "cancellation-reasons",
    holdsForOverrides: true,
    rule: "The survey has at least one reason while it is on, beside feedback options too.",
    answer: "Refused.",
    confidence: "reported once or inferred",
    example: "features: { subscriptionCancel: { cancellationReason: {} } }",
    check: ({ features: { subscriptionCancel: cancel } }) => {
      const reason = cancel?.cancellationReason;
      const options = reason?.options ?? [];
      return unless(!isUsed(reason) || hasToken(reason?.enabled) || hasToken(options) || options.length > 0, {
        property: `${PATH}.cancellationReason.options`,
        rule: "Stripe demands at least one reason while the survey is on, beside feedback options too",
        got: reason?.options,
        fix: "give reasons, e.g. `[CancellationReason.TOO_EXPENSIVE]`, or leave `cancellationReason` out",
      });
    },
  },
  {
    name: "feedback-option-ids",
    rule: `The ids of feedback options have 1 to ${MAX_ID} characters.`,
    answer: "Refused.",
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

import {
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CancellationReasonFeature,
  SubscriptionCancelFeature,
} from "../../features/subscription-cancel";
import { hasToken } from "../terraform/tokens";
import { failIf, isUsed, Rule } from "./rule";
import { choice, choices, ids, stepOnly, struct, toggle } from "./schema";

const PATH = "features.subscriptionCancel";

export const SUBSCRIPTION_CANCEL = struct<SubscriptionCancelFeature>({
  enabled: toggle(),
  mode: choice(CancellationMode, { default: CancellationMode.AT_PERIOD_END }),
  prorationBehavior: choice(CancellationProration, { default: CancellationProration.NONE }),
  cancellationReason: struct<CancellationReasonFeature>({
    enabled: toggle(),
    options: choices(CancellationReason),
    feedbackOptions: stepOnly("2026-08-26.dahlia", ids()),
  }),
});

export const subscriptionCancelRules: readonly Rule[] = [
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
      return failIf(isUsed(reason) && !hasToken(reason?.enabled) && options.length === 0, {
        property: `${PATH}.cancellationReason.options`,
        got: reason?.options,
        fix: "add reasons, for example `[CancellationReason.TOO_EXPENSIVE]`, or remove `cancellationReason`",
      });
    },
  },
];

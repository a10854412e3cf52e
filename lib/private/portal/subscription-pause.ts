import {
  PauseDuration,
  PauseDurationType,
  PauseInterval,
  PauseIntervalOption,
  SubscriptionPauseFeature,
} from "../../features/subscription-pause";
import { isToken } from "../terraform/tokens";
import { failIf, inEach, Rule } from "./rule";
import { Body } from "../terraform/overrides";
import { choice, list, number, required, stepOnly, struct, toggle } from "./schema";

const PATH = "features.subscriptionPause.duration";

/** Three years, in each unit. */
const MAX_COUNT: ReadonlyMap<string, number> = new Map([
  ["day", 1095],
  ["week", 156],
  ["month", 36],
  ["year", 3],
]);

const INTERVAL_OPTION = struct<PauseIntervalOption>({
  interval: required(choice(PauseInterval)),
  intervalCount: number({ min: 1, default: 1 }),
});

const DURATION = struct<PauseDuration>({
  type: required(choice(PauseDurationType, { default: PauseDurationType.INTERVAL_OPTIONS })),
  intervalOptions: list(INTERVAL_OPTION, { default: [{ interval: PauseInterval.MONTH }] }),
});

export const SUBSCRIPTION_PAUSE = stepOnly(
  "2026-10-28.endive",
  struct<SubscriptionPauseFeature>({ enabled: toggle(), duration: DURATION }, { render: withoutUnused }),
);

/** Leaves out the duration of a feature that is off, and the intervals of an indefinite pause. */
function withoutUnused({ enabled, duration }: Body): Body {
  if (enabled === false) return { enabled };
  const { type } = duration as Body;
  return { enabled, duration: type === PauseDurationType.INDEFINITE ? { type } : duration };
}

export const subscriptionPauseRules: readonly Rule[] = [
  {
    name: "indefinite-pause",
    rule: "an indefinite pause cannot have intervals",
    example: `features: {
  subscriptionPause: {
    duration: { type: PauseDurationType.INDEFINITE, intervalOptions: [{ interval: PauseInterval.MONTH }] },
  },
}`,
    check: ({ features: { subscriptionPause: pause } }) => {
      const { type, intervalOptions } = pause?.duration ?? {};
      return failIf(intervalOptions !== undefined && type === PauseDurationType.INDEFINITE, {
        property: `${PATH}.intervalOptions`,
        got: intervalOptions,
        fix: "remove them, or set `type: PauseDurationType.INTERVAL_OPTIONS`",
      });
    },
  },
  {
    name: "pause-intervals",
    rule: "Stripe requires at least one interval if `intervalOptions` is set",
    answer: "Rejected.",
    confidence: "reported once or inferred",
    example: `features: {
  subscriptionPause: { duration: { type: PauseDurationType.INTERVAL_OPTIONS, intervalOptions: [] } },
}`,
    check: ({ features: { subscriptionPause: pause } }) =>
      failIf(pause?.duration?.intervalOptions?.length === 0, {
        property: `${PATH}.intervalOptions`,
        got: [],
        fix: "add an interval, or remove `intervalOptions` for the default of one month",
      }),
  },
  {
    name: "pause-length",
    rule: "a pause can last up to three years",
    answer: "Rejected.",
    confidence: "reported once or inferred",
    example: `features: {
  subscriptionPause: {
    duration: {
      type: PauseDurationType.INTERVAL_OPTIONS,
      intervalOptions: [{ interval: PauseInterval.MONTH, intervalCount: 37 }],
    },
  },
}`,
    check: ({ features: { subscriptionPause: pause } }) =>
      inEach(`${PATH}.intervalOptions`, pause?.duration?.intervalOptions, ({ interval, intervalCount: count = 1 }) => {
        // No unit allows more than days do, whichever unit the token turns out to be.
        const max = MAX_COUNT.get(interval) ?? (isToken(interval) ? MAX_COUNT.get(PauseInterval.DAY) : undefined);
        return failIf(max !== undefined && count > max && !isToken(count), {
          property: "intervalCount",
          got: count,
          fix: `use at most ${max}`,
        });
      }),
  },
];

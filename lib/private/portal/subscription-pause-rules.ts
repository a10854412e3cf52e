import { PauseDurationType, PauseInterval } from "../../features/subscription-pause";
import { isToken } from "../terraform/tokens";
import { failIf, Finding, indexed, isIntegerWithin, memberOf, Rule } from "./rule";

const PATH = "features.subscriptionPause.duration";

/** Three years, in each unit. */
const MAX_COUNT: ReadonlyMap<string, number> = new Map([
  ["day", 1095],
  ["week", 156],
  ["month", 36],
  ["year", 3],
]);

export const subscriptionPauseRules: readonly Rule[] = [
  {
    name: "pause-values",
    rule: "the type of a pause's duration and the unit of an interval must be members of their enums",
    answer: "Rejected.",
    confidence: "reported once or inferred",
    example: 'features: { subscriptionPause: { duration: { type: "forever" as PauseDurationType } } }',
    check: ({ features: { subscriptionPause: pause } }) => [
      ...memberOf(`${PATH}.type`, pause?.duration?.type, PauseDurationType),
      ...indexed(`${PATH}.intervalOptions`, pause?.duration?.intervalOptions).flatMap(([path, { interval }]) =>
        memberOf(`${path}.interval`, interval, PauseInterval),
      ),
    ],
  },
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
    rule: "an interval must be a whole number of days, weeks, months or years, up to three years",
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
      indexed(`${PATH}.intervalOptions`, pause?.duration?.intervalOptions).flatMap<Finding>(
        ([path, { interval, intervalCount }]) => {
          // No unit allows more than days do, whichever unit the token turns out to be.
          const max = MAX_COUNT.get(isToken(interval) ? PauseInterval.DAY : interval);
          return failIf(max !== undefined && !isIntegerWithin(intervalCount ?? 1, 1, max), {
            property: `${path}.intervalCount`,
            got: intervalCount,
            fix: `use a whole number from 1 to ${max}`,
          });
        },
      ),
  },
];

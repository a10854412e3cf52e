import { PauseDurationType, PauseInterval } from "../../subscription-pause";
import { isToken } from "../tokens";
import { indexed, isWholeWithin, memberOf, Rule, unless } from "./checks";

const PATH = "features.subscriptionPause.duration";

/** Three years, in each unit. */
const LONGEST: ReadonlyMap<string, number> = new Map([
  ["day", 1095],
  ["week", 156],
  ["month", 36],
  ["year", 3],
]);

export const subscriptionPauseRules: readonly Rule[] = [
  {
    name: "pause-duration",
    rule: "A pause is indefinite, or offers at least one interval.",
    answer: "Refused without intervals; intervals of an indefinite pause are refused by the construct alone.",
    confidence: "reported once or inferred",
    example: `features: {
  subscriptionPause: { duration: { type: PauseDurationType.INTERVAL_OPTIONS, intervalOptions: [] } },
}`,
    check: ({ features: { subscriptionPause: pause } }) => {
      const { type, intervalOptions } = pause?.duration ?? {};
      return [
        ...memberOf(`${PATH}.type`, type, PauseDurationType),
        ...unless(intervalOptions === undefined || type !== PauseDurationType.INDEFINITE, {
          property: `${PATH}.intervalOptions`,
          rule: "a pause without an end has no intervals",
          got: intervalOptions,
          fix: "leave them out, or set `type: PauseDurationType.INTERVAL_OPTIONS`",
        }),
        ...unless(intervalOptions === undefined || intervalOptions.length > 0, {
          property: `${PATH}.intervalOptions`,
          rule: "Stripe demands at least one interval",
          got: intervalOptions,
          fix: "give one, or leave the list out for one month",
        }),
      ];
    },
  },
  {
    name: "three-years-of-pause",
    rule: "An interval of pause is a whole number of days, weeks, months or years, three years at most.",
    answer: "Refused.",
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
      indexed(`${PATH}.intervalOptions`, pause?.duration?.intervalOptions).flatMap(
        ([path, { interval, intervalCount }]) => {
          // Whatever unit a token turns out to be, none takes more than this.
          const [longest, unit] = isToken(interval) ? [LONGEST.get("day"), "day"] : [LONGEST.get(interval), interval];
          return [
            ...memberOf(`${path}.interval`, interval, PauseInterval),
            ...unless(longest === undefined || isWholeWithin(intervalCount ?? 1, 1, longest), {
              property: `${path}.intervalCount`,
              rule: `a pause lasts 1 to ${longest} ${unit}s: three years at most`,
              got: intervalCount,
              fix: "give a whole number within the limit",
            }),
          ];
        },
      ),
  },
];

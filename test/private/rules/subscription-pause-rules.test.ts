import { PauseDuration, PauseDurationType, PauseInterval } from "../../../lib";
import { refusalOf, refused } from "../../support/synth";
import { NUMBER_TOKENS, TEXT_TOKENS } from "../../support/tokens";

const { DAY, WEEK, MONTH, YEAR } = PauseInterval;
const { INDEFINITE, INTERVAL_OPTIONS } = PauseDurationType;
const PATH = "features.subscriptionPause.duration";

const refusal = (duration?: PauseDuration) => refusalOf({ features: { subscriptionPause: { duration } } });
const lasting = (interval: PauseInterval, intervalCount?: number) =>
  refusal({ type: INTERVAL_OPTIONS, intervalOptions: [{ interval, intervalCount }] });

test.each([undefined, { type: INDEFINITE }, { type: INTERVAL_OPTIONS }])("takes the duration %p", (duration) => {
  expect(refusal(duration)).toBeUndefined();
});

test.each([
  [DAY, 1095],
  [WEEK, 156],
  [MONTH, 36],
  [YEAR, 3],
])("a pause in %ss lasts 1 to %i of them", (interval, longest) => {
  for (const count of [undefined, 1, longest]) expect(lasting(interval, count)).toBeUndefined();
  for (const count of [0, -1, 1.5, NaN, longest + 1]) {
    expect(lasting(interval, count)).toBe(
      refused(
        `\`${PATH}.intervalOptions[0].intervalCount\`: a pause lasts 1 to ${longest} ${interval}s: three years at most; ` +
          `got: ${count}; give a whole number within the limit`,
      ),
    );
  }
});

test("fails with intervals of a pause without an end", () => {
  expect(refusal({ type: INDEFINITE, intervalOptions: [{ interval: DAY }] })).toBe(
    refused(
      `\`${PATH}.intervalOptions\`: a pause without an end has no intervals; got: [{"interval":"day"}]; ` +
        "leave them out, or set `type: PauseDurationType.INTERVAL_OPTIONS`",
    ),
  );
});

test("fails with an empty list of intervals", () => {
  expect(refusal({ type: INTERVAL_OPTIONS, intervalOptions: [] })).toBe(
    refused(
      `\`${PATH}.intervalOptions\`: Stripe demands at least one interval; got: []; give one, or leave the list out for one month`,
    ),
  );
});

test("fails with an unknown type or interval", () => {
  expect(refusal({ type: "forever" as never })).toContain(`\`${PATH}.type\`: must be one of indefinite, `);
  expect(lasting("constructor" as never, 0)).not.toContain("intervalCount");
  expect(lasting("hour" as never)).toContain(`\`${PATH}.intervalOptions[0].interval\`: must be one of day, `);
});

test.each(TEXT_TOKENS)("takes %s for type and interval", (_, token) => {
  const lastingTokens = (intervalCount: number) =>
    refusal({ type: token() as never, intervalOptions: [{ interval: token() as never, intervalCount }] });
  expect(lastingTokens(1095)).toBeUndefined();
  for (const count of [0, 1.5, 1096]) {
    expect(lastingTokens(count)).toContain(
      `\`${PATH}.intervalOptions[0].intervalCount\`: a pause lasts 1 to 1095 days: three years at most; got: ${count}`,
    );
  }
});

test.each(NUMBER_TOKENS)("takes %s for a count", (_, token) => {
  expect(lasting(DAY, token())).toBeUndefined();
});

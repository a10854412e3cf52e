import { PauseDuration, PauseDurationType, PauseInterval } from "../../../lib";
import { errorOf, expectedError } from "../../support/synth";
import { NUMBER_TOKENS, STRING_TOKENS } from "../../support/tokens";

const { DAY, WEEK, MONTH, YEAR } = PauseInterval;
const { INDEFINITE, INTERVAL_OPTIONS } = PauseDurationType;
const PATH = "features.subscriptionPause.duration";

const errorWith = (duration?: PauseDuration) => errorOf({ features: { subscriptionPause: { duration } } });
const lasting = (interval: PauseInterval, intervalCount?: number) =>
  errorWith({ type: INTERVAL_OPTIONS, intervalOptions: [{ interval, intervalCount }] });

test.each([undefined, { type: INDEFINITE }, { type: INTERVAL_OPTIONS }])("accepts the duration %p", (duration) => {
  expect(errorWith(duration)).toBeUndefined();
});

test.each([
  [DAY, 1095],
  [WEEK, 156],
  [MONTH, 36],
  [YEAR, 3],
])("accepts a count of %ss from 1 to %i", (interval, longest) => {
  for (const count of [undefined, 1, longest]) expect(lasting(interval, count)).toBeUndefined();
  for (const count of [0, -1, 1.5, NaN]) {
    expect(lasting(interval, count)).toBe(
      expectedError(
        `\`${PATH}.intervalOptions[0].intervalCount\`: must be a whole number of at least 1; got: ${count}; ` +
          "use a whole number, or remove it",
      ),
    );
  }
  expect(lasting(interval, longest + 1)).toBe(
    expectedError(
      `\`${PATH}.intervalOptions[0].intervalCount\`: a pause can last up to three years; got: ${longest + 1}; ` +
        `use at most ${longest}`,
    ),
  );
});

test("rejects intervals of an indefinite pause", () => {
  expect(errorWith({ type: INDEFINITE, intervalOptions: [{ interval: DAY }] })).toBe(
    expectedError(
      `\`${PATH}.intervalOptions\`: an indefinite pause cannot have intervals; got: [{"interval":"day"}]; ` +
        "remove them, or set `type: PauseDurationType.INTERVAL_OPTIONS`",
    ),
  );
});

test("rejects an empty list of intervals", () => {
  expect(errorWith({ type: INTERVAL_OPTIONS, intervalOptions: [] })).toBe(
    expectedError(
      `\`${PATH}.intervalOptions\`: Stripe requires at least one interval if \`intervalOptions\` is set; got: []; add an interval, or remove \`intervalOptions\` for the default of one month`,
    ),
  );
});

test("rejects an unknown type or interval", () => {
  expect(errorWith({ type: "forever" as never })).toContain(`\`${PATH}.type\`: must be one of indefinite, `);
  expect(lasting("constructor" as never, 9999)).not.toContain("intervalCount");
  expect(lasting("hour" as never)).toContain(`\`${PATH}.intervalOptions[0].interval\`: must be one of day, `);
});

test.each(STRING_TOKENS)("accepts %s for type and interval", (_, token) => {
  const lastingTokens = (intervalCount: number) =>
    errorWith({ type: token() as never, intervalOptions: [{ interval: token() as never, intervalCount }] });
  expect(lastingTokens(1095)).toBeUndefined();
  const property = `\`${PATH}.intervalOptions[0].intervalCount\``;
  for (const count of [0, 1.5]) {
    expect(lastingTokens(count)).toContain(`${property}: must be a whole number of at least 1; got: ${count}; `);
  }
  expect(lastingTokens(1096)).toContain(`${property}: a pause can last up to three years; got: 1096; use at most 1095`);
});

test.each(NUMBER_TOKENS)("accepts %s for a count", (_, token) => {
  expect(lasting(DAY, token())).toBeUndefined();
});

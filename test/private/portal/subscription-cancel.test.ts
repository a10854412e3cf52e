import {
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CancellationReasonFeature,
  SubscriptionCancelFeature,
} from "../../../lib";
import { errorOf, expectedError } from "../../support/synth";
import { BOOLEAN_TOKENS, LIST_TOKENS, STRING_TOKENS } from "../../support/tokens";

const { AT_PERIOD_END, IMMEDIATELY } = CancellationMode;
const { NONE, CREATE_PRORATIONS } = CancellationProration;
const PATH = "features.subscriptionCancel";

const errorWith = (subscriptionCancel: SubscriptionCancelFeature) => errorOf({ features: { subscriptionCancel } });
const survey = (cancellationReason: CancellationReasonFeature) => errorWith({ cancellationReason });

describe("prorations", () => {
  test.each([
    [undefined, undefined],
    [undefined, NONE],
    [AT_PERIOD_END, NONE],
    [IMMEDIATELY, NONE],
    [IMMEDIATELY, CREATE_PRORATIONS],
  ])("accepts mode %p with %p", (mode, prorationBehavior) => {
    expect(errorWith({ mode, prorationBehavior })).toBeUndefined();
  });

  test.each([undefined, AT_PERIOD_END])("are rejected with mode %p", (mode) => {
    expect(errorWith({ mode, prorationBehavior: CREATE_PRORATIONS })).toBe(
      expectedError(
        `\`${PATH}.prorationBehavior\`: Stripe rejects prorations unless cancellations take effect immediately; ` +
          'got: "create_prorations"; set `mode: CancellationMode.IMMEDIATELY`, or `prorationBehavior: CancellationProration.NONE`',
      ),
    );
  });

  test("rejects always_invoice, which Stripe's types contain", () => {
    expect(errorWith({ mode: IMMEDIATELY, prorationBehavior: "always_invoice" as never })).toBe(
      expectedError(
        `\`${PATH}.prorationBehavior\`: must be one of none, create_prorations; got: "always_invoice"; use one of the listed values`,
      ),
    );
  });

  test.each(STRING_TOKENS)("accept %s", (_, token) => {
    expect(errorWith({ mode: token() as never, prorationBehavior: CREATE_PRORATIONS })).toBeUndefined();
    expect(errorWith({ prorationBehavior: token() as never })).toBeUndefined();
  });
});

test("rejects an unknown mode", () => {
  expect(errorWith({ mode: "later" as never })).toBe(
    expectedError(
      `\`${PATH}.mode\`: must be one of at_period_end, immediately; got: "later"; use one of the listed values`,
    ),
  );
});

describe("the cancellation survey", () => {
  test.each([
    [[CancellationReason.UNUSED], undefined],
    [Object.values(CancellationReason), true],
    [[], false],
    [undefined, false],
  ])("accepts the reasons %p with enabled %p", (options, enabled) => {
    expect(survey({ options, enabled })).toBeUndefined();
  });

  test.each([
    [undefined, ""],
    [[], "got: []; "],
  ])("rejects the reasons %p", (options, got) => {
    expect(survey({ options, feedbackOptions: ["feedback_1"] })).toBe(
      expectedError(
        `\`${PATH}.cancellationReason.options\`: Stripe requires at least one reason if the cancellation survey is enabled, even if there are feedback options; ` +
          `${got}add reasons, for example \`[CancellationReason.TOO_EXPENSIVE]\`, or remove \`cancellationReason\``,
      ),
    );
  });

  test("rejects an unknown reason", () => {
    expect(survey({ options: [CancellationReason.OTHER, "bored" as never] })).toContain(
      `\`${PATH}.cancellationReason.options[1]\`: must be one of customer_service, low_quality, `,
    );
  });

  test.each([
    ["f".repeat(5000), undefined],
    ["f".repeat(5001), "must be at most 5000 characters"],
    ["f", undefined],
    ["", 'cannot be empty; got: ""; set it, or remove it'],
  ])("checks the length of feedback option IDs: %.10s", (id, rule) => {
    const error = survey({ options: [CancellationReason.OTHER], feedbackOptions: ["feedback_1", id] });
    if (rule === undefined) expect(error).toBeUndefined();
    else expect(error).toContain(`\`${PATH}.cancellationReason.feedbackOptions[1]\`: ${rule}`);
  });

  test.each(LIST_TOKENS)("accepts %s", (_, token) => {
    expect(survey({ options: token() as never, feedbackOptions: token() })).toBeUndefined();
  });

  test.each(BOOLEAN_TOKENS)("accepts %s for enabled", (_, token) => {
    expect(survey({ enabled: token() })).toBeUndefined();
  });
});

import {
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CancellationReasonFeature,
  SubscriptionCancelFeature,
} from "../../../lib";
import { refusalOf, refused } from "../../support/synth";
import { BOOLEAN_TOKENS, LIST_TOKENS, TEXT_TOKENS } from "../../support/tokens";

const { AT_PERIOD_END, IMMEDIATELY } = CancellationMode;
const { NONE, CREATE_PRORATIONS } = CancellationProration;
const PATH = "features.subscriptionCancel";

const refusal = (subscriptionCancel: SubscriptionCancelFeature) => refusalOf({ features: { subscriptionCancel } });
const survey = (cancellationReason: CancellationReasonFeature) => refusal({ cancellationReason });

describe("prorations", () => {
  test.each([
    [undefined, undefined],
    [undefined, NONE],
    [AT_PERIOD_END, NONE],
    [IMMEDIATELY, NONE],
    [IMMEDIATELY, CREATE_PRORATIONS],
  ])("mode %p goes with %p", (mode, prorationBehavior) => {
    expect(refusal({ mode, prorationBehavior })).toBeUndefined();
  });

  test.each([undefined, AT_PERIOD_END])("fail with mode %p", (mode) => {
    expect(refusal({ mode, prorationBehavior: CREATE_PRORATIONS })).toBe(
      refused(
        `\`${PATH}.prorationBehavior\`: Stripe creates prorations only for cancellations that take effect immediately; ` +
          'got: "create_prorations"; set `mode: CancellationMode.IMMEDIATELY`, or `prorationBehavior: CancellationProration.NONE`',
      ),
    );
  });

  test("fail when invoiced at once, which Stripe's type has and Stripe refuses", () => {
    expect(refusal({ mode: IMMEDIATELY, prorationBehavior: "always_invoice" as never })).toBe(
      refused(
        `\`${PATH}.prorationBehavior\`: must be one of none, create_prorations; got: "always_invoice"; use one of these`,
      ),
    );
  });

  test.each(TEXT_TOKENS)("may depend on %s", (_, token) => {
    expect(refusal({ mode: token() as never, prorationBehavior: CREATE_PRORATIONS })).toBeUndefined();
    expect(refusal({ prorationBehavior: token() as never })).toBeUndefined();
  });
});

test("fails with an unknown mode", () => {
  expect(refusal({ mode: "later" as never })).toBe(
    refused(`\`${PATH}.mode\`: must be one of at_period_end, immediately; got: "later"; use one of these`),
  );
});

describe("the survey", () => {
  test.each([
    [[CancellationReason.UNUSED], undefined],
    [Object.values(CancellationReason), true],
    [[], false],
    [undefined, false],
  ])("takes the reasons %p with enabled %p", (options, enabled) => {
    expect(survey({ options, enabled })).toBeUndefined();
  });

  test.each([
    [undefined, "nothing"],
    [[], "[]"],
  ])("fails with the reasons %p", (options, got) => {
    expect(survey({ options, feedbackOptions: ["feedback_1"] })).toBe(
      refused(
        `\`${PATH}.cancellationReason.options\`: Stripe demands at least one reason while the survey is on, beside feedback options too; ` +
          `got: ${got}; give reasons, e.g. \`[CancellationReason.TOO_EXPENSIVE]\`, or leave \`cancellationReason\` out`,
      ),
    );
  });

  test("fails with an unknown reason", () => {
    expect(survey({ options: [CancellationReason.OTHER, "bored" as never] })).toContain(
      `\`${PATH}.cancellationReason.options[1]\`: must be one of customer_service, low_quality, `,
    );
  });

  test.each([
    ["f".repeat(5000), undefined],
    ["f".repeat(5001), "must be at most 5000 characters"],
    ["f", undefined],
    ["", 'must not be empty; got: ""; give the id'],
  ])("has feedback options with ids of 1 to 5000 characters: %.10s", (id, rule) => {
    const refusal = survey({ options: [CancellationReason.OTHER], feedbackOptions: ["feedback_1", id] });
    if (rule === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toContain(`\`${PATH}.cancellationReason.feedbackOptions[1]\`: ${rule}`);
  });

  test.each(LIST_TOKENS)("takes %s", (_, token) => {
    expect(survey({ options: token() as never, feedbackOptions: token() })).toBeUndefined();
  });

  test.each(BOOLEAN_TOKENS)("may be on by %s", (_, token) => {
    expect(survey({ enabled: token() })).toBeUndefined();
  });
});

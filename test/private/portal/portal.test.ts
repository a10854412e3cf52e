import * as cdktf from "cdktf";
import { ApplyVia, ApplyWhen, CustomerUpdateField, PortalMode, StripePortalConfigurationProps } from "../../../lib";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { errorOf, expectedError } from "../../support/synth";
import { LIST_TOKENS, MAP_TOKENS, STRING_TOKENS, WHOLE_TOKENS } from "../../support/tokens";

type Props = Partial<StripePortalConfigurationProps>;

const errorWith = (props: Props) => errorOf({ ...MINIMAL, ...props });
/** Tokens that can be part of a string. */
const TOKENS = [cdktf.Fn.upper("x"), '${lookup({ a = "}" }, "a")}', String(cdktf.Token.asNumber("${var.number}"))];
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, "value"]));

describe("features", () => {
  test("accepts a portal whose only feature is off", () => {
    expect(errorOf({ features: { invoiceHistory: { enabled: false } } })).toBeUndefined();
  });

  test.each([{}, { invoiceHistory: undefined }])("rejects a portal without features: %p", (features) => {
    expect(errorOf({ features })).toBe(
      expectedError(
        "`features`: Stripe requires at least one feature; got: {}; add a feature, for example `invoiceHistory: {}`",
      ),
    );
  });
});

describe("string lengths", () => {
  const limits: [property: string, limit: number, props: (value: string) => Props][] = [
    ["name", 256, (name) => ({ name })],
    ["businessProfile.headline", 60, (headline) => ({ businessProfile: { headline } })],
    [
      "features.paymentMethodUpdate.paymentMethodConfiguration",
      5000,
      (paymentMethodConfiguration) => ({ features: { paymentMethodUpdate: { paymentMethodConfiguration } } }),
    ],
    ["metadata.key", 500, (key) => ({ metadata: { key } })],
  ];

  test.each(limits)("%s accepts %i characters", (_, limit, props) => {
    expect(errorWith(props("x".repeat(limit)))).toBeUndefined();
    expect(errorWith(props("😀".repeat(limit)))).toBeUndefined();
  });

  test.each(limits)("%s rejects more than %i characters", (property, limit, props) => {
    const got = JSON.stringify("x".repeat(limit + 2));
    const shown = got.length > 100 ? `${got.slice(0, 97)}...` : got;
    const rule = `must be at most ${limit} characters`;
    expect(errorWith(props("x".repeat(limit + 2)))).toBe(
      expectedError(`\`${property}\`: ${rule}; got: ${shown}; shorten it by 2`),
    );
    expect(errorWith(props("x".repeat(limit + 1)))).toContain("shorten it by 1");
  });

  test.each(limits)("%s counts an escaped `${` as two characters", (_, limit, props) => {
    for (const mark of ["$${", "%%{"]) {
      expect(errorWith(props(mark + "x".repeat(limit - 2)))).toBeUndefined();
      expect(errorWith(props(mark + "x".repeat(limit - 1)))).toContain("shorten it by 1");
    }
  });

  test.each(limits)("%s accepts tokens", (_, limit, props) => {
    for (const [, token] of STRING_TOKENS) expect(errorWith(props(token()))).toBeUndefined();
    expect(errorWith(props(`${"x".repeat(limit)}\${var.text}`))).toBeUndefined();
  });

  test.each(limits)(
    "%s counts the literal part of a string with tokens: at most %i characters",
    (property, limit, props) => {
      for (const token of TOKENS) {
        const [before, after] = ["x".repeat(limit - 3), "$${"];
        expect(errorWith(props(`${before}${token}${after}x`))).toBeUndefined();
        expect(errorWith(props(`${before}${token}xx${after}${token}`))).toContain(
          `\`${property}\`: must be at most ${limit} characters; got: "xxx`,
        );
        expect(errorWith(props(`${before}${token}${after}xx`))).toContain("shorten the literal part by at least 1");
      }
    },
  );
});

describe("links", () => {
  const links: [property: string, props: (link: string) => Props][] = [
    ["defaultReturnUrl", (defaultReturnUrl) => ({ defaultReturnUrl })],
    ["businessProfile.privacyPolicyUrl", (privacyPolicyUrl) => ({ businessProfile: { privacyPolicyUrl } })],
    ["businessProfile.termsOfServiceUrl", (termsOfServiceUrl) => ({ businessProfile: { termsOfServiceUrl } })],
  ];

  test.each(links)("%s accepts absolute URLs and an empty string", (_, props) => {
    for (const link of ["https://acme.com", "http://localhost:3000/a?b=c#d", ""]) {
      expect(errorWith(props(link))).toBeUndefined();
    }
  });

  test.each(links)("%s rejects other strings", (property, props) => {
    expect(errorWith(props("acme.com/account"))).toBe(
      expectedError(
        `\`${property}\`: a link must be an absolute http or https URL of at most 5000 characters; got: "acme.com/account"; use the full URL, for example \`https://example.com/account\``,
      ),
    );
    for (const link of [
      "/account",
      "https://",
      "https://a b",
      "mailto:me@acme.com",
      "ftp://acme.com",
      "acme://return",
      " https://acme.com",
    ]) {
      expect(errorWith(props(link))).toContain(
        "a link must be an absolute http or https URL of at most 5000 characters",
      );
    }
  });

  test.each(links)("%s rejects more than 5000 characters", (property, props) => {
    const link = (length: number) => "https://acme.com/".padEnd(length, "x");
    expect(errorWith(props(link(5000)))).toBeUndefined();
    expect(errorWith(props(link(5001)))).toContain(`\`${property}\`: must be at most 5000 characters`);
  });

  test.each(links)("%s accepts tokens", (_, props) => {
    for (const [, token] of WHOLE_TOKENS) expect(errorWith(props(token()))).toBeUndefined();
  });

  test.each(links)("%s accepts a literal part that tokens can complete", (_, props) => {
    for (const token of TOKENS) {
      for (const start of [
        "",
        "h",
        "HTTP",
        "https:",
        "https://",
        "https://acme",
        "https://acme.com:",
        "https://acme.com/a b?",
      ]) {
        expect(errorWith(props(`${start}${token} /after`))).toBeUndefined();
      }
    }
    // After `@`, everything before it would be user information.
    expect(errorWith(props("https://a b${var.name}"))).toBeUndefined();
  });

  test.each(links)("%s rejects a literal start that no token can complete", (property, props) => {
    for (const token of TOKENS) {
      for (const start of [
        "/account/",
        "acme.com/",
        "ftp://",
        "httpx",
        "https:///",
        "https:// ",
        "https://a b/",
        " ",
      ]) {
        expect(errorWith(props(`${start}${token}`))).toContain(
          `\`${property}\`: a link must be an absolute http or https URL of at most 5000 characters`,
        );
      }
    }
    expect(errorWith(props(`/account/${TOKENS[0]}?from=portal`))).toContain('got: "/account/<token>?from=portal"; ');
    expect(errorWith(props(`https://acme.com:99999/\${var.path}`))).toContain(
      "a link must be an absolute http or https URL of at most 5000 characters",
    );
  });

  test.each(links)("%s counts the literal part of a link with tokens", (property, props) => {
    const link = (length: number) => `https://acme.com/\${var.path}${"x".repeat(length - 17)}`;
    expect(errorWith(props(link(5000)))).toBeUndefined();
    expect(errorWith(props(link(5001)))).toContain(`\`${property}\`: must be at most 5000 characters`);
  });
});

describe("metadata", () => {
  test("accepts 50 keys, not counting keys with empty values", () => {
    expect(errorWith({ metadata: keys(50) })).toBeUndefined();
    expect(errorWith({ metadata: { ...keys(50), gone: "" } })).toBeUndefined();
    expect(errorWith({ metadata: { ...keys(50), gone: undefined as never } })).toBeUndefined();
  });

  test("rejects 51 keys", () => {
    expect(errorWith({ metadata: keys(51) })).toBe(
      expectedError("`metadata`: metadata can have at most 50 keys; got: 51; remove at least 1"),
    );
  });

  test("does not count keys that a token may remove or repeat", () => {
    const metadata = { "${var.key}": "value", key: "${var.value}" };
    expect(errorWith({ metadata: { ...keys(50), ...metadata } })).toBeUndefined();
    expect(errorWith({ metadata: { ...keys(51), ...metadata } })).toContain("got: 51; remove at least 1");
  });

  test.each(["x", "x".repeat(40), "a b.c/d-ü"])("accepts the key %p", (key) => {
    expect(errorWith({ metadata: { [key]: "value" } })).toBeUndefined();
  });

  test.each(["", "x".repeat(41), "a[b", "a]b"])("rejects the key %p", (key) => {
    expect(errorWith({ metadata: { [key]: "value" } })).toBe(
      expectedError(
        `\`metadata\`: a metadata key must have 1 to 40 characters and no square brackets; got: ${JSON.stringify(key)}; rename it`,
      ),
    );
  });

  test.each(MAP_TOKENS)("accepts %s", (_, token) => {
    expect(errorWith({ metadata: token() })).toBeUndefined();
  });

  test("counts keys whose values have a literal part", () => {
    expect(errorWith({ metadata: { ...keys(50), key: "a${var.value}" } })).toContain("got: 51; remove at least 1");
  });

  test("accepts a key with a token and a valid literal part", () => {
    for (const token of TOKENS) {
      expect(errorWith({ metadata: { [`${"x".repeat(20)}${token}${"x".repeat(20)}`]: "value" } })).toBeUndefined();
      expect(errorWith({ metadata: { [token]: "value" } })).toBeUndefined();
    }
    // The brackets are part of the expression.
    expect(errorWith({ metadata: { '${var.keys["a"][0]}': "value" } })).toBeUndefined();
  });

  test("rejects an invalid literal part of a key, and one that is too long of a value", () => {
    for (const token of TOKENS) {
      for (const key of [`a[${token}`, `${token}]`, `${"x".repeat(20)}${token}${"x".repeat(21)}`]) {
        expect(errorWith({ metadata: { [key]: "value" } })).toContain(
          "a metadata key must have 1 to 40 characters and no square brackets",
        );
      }
      const message = errorWith({ metadata: { [token]: `${"x".repeat(501)}${token}` } });
      expect(message).toContain("- `metadata`: must be at most 500 characters");
    }
  });

  test("checks literals next to tokens", () => {
    const metadata = { "${var.key}": "x".repeat(501), key: "${var.value}", "a[b]": "${var.value}" };
    expect(errorWith({ metadata })?.match(/\n/g)).toHaveLength(2);
  });
});

describe("importFrom", () => {
  test.each(["bpc_1", "bpc_1MrMhq2eZvKYlo2C4UCnvNSQ"])("accepts the ID %p", (importFrom) => {
    expect(errorWith({ importFrom })).toBeUndefined();
  });

  test.each(["", "bpc_", "prod_1", "bpc_1 ", "https://dashboard.stripe.com/bpc_1"])("rejects %p", (importFrom) => {
    expect(errorWith({ importFrom })).toBe(
      expectedError(
        `\`importFrom\`: must be the ID of a portal configuration; got: ${JSON.stringify(importFrom)}; ` +
          "use the configuration's ID, `bpc_...`",
      ),
    );
  });

  test.each(WHOLE_TOKENS)("accepts %s", (_, token) => {
    expect(errorWith({ importFrom: token() })).toBeUndefined();
  });

  test("accepts only literal parts that tokens can complete", () => {
    for (const token of TOKENS) {
      for (const id of [`bpc_${token}`, `bp${token}`, `${token}_1`, `bpc_1${token}x${token}`]) {
        expect(errorWith({ importFrom: id })).toBeUndefined();
      }
      for (const id of [`price_${token}`, `bpc${token} `, `b_${token}`, `https://dashboard.stripe.com/${token}`]) {
        expect(errorWith({ importFrom: id })).toContain(
          "`importFrom`: must be the ID of a portal configuration; got: ",
        );
      }
    }
  });
});

describe("allowed values", () => {
  const sets: [property: string, closed: object, props: (value: never) => Props][] = [
    ["applyVia", ApplyVia, (applyVia) => ({ applyVia })],
    ["applyWhen", ApplyWhen, (applyWhen) => ({ applyWhen })],
    ["expectedMode", PortalMode, (expectedMode) => ({ expectedMode })],
    [
      "features.customerUpdate.allowedUpdates[1]",
      CustomerUpdateField,
      (field) => ({ features: { customerUpdate: { allowedUpdates: ["${var.field}" as never, field] } } }),
    ],
  ];

  test.each(sets)("%s accepts each member", (_, closed, props) => {
    for (const member of Object.values(closed)) expect(errorWith(props(member as never))).toBeUndefined();
  });

  test.each(sets)("%s rejects other values", (property, closed, props) => {
    const members = Object.values(closed).join(", ");
    expect(errorWith(props("fax" as never))).toBe(
      expectedError(`\`${property}\`: must be one of ${members}; got: "fax"; use one of the listed values`),
    );
  });

  test("acknowledgeWarnings rejects unknown names", () => {
    expect(errorWith({ acknowledgeWarnings: ["insecure-link", "insecure-links"] })).toContain(
      "`acknowledgeWarnings[1]`: must be one of no-customer-update-fields, ",
    );
  });

  test.each<[string, (token: string) => Props]>([
    ["applyVia", (token) => ({ applyVia: token as ApplyVia })],
    ["applyWhen", (token) => ({ applyWhen: token as ApplyWhen })],
    ["expectedMode", (token) => ({ expectedMode: token as PortalMode })],
    ["acknowledgeWarnings[0]", (token) => ({ acknowledgeWarnings: [token] })],
  ])("%s rejects tokens", (property, props) => {
    for (const [, token] of STRING_TOKENS)
      expect(errorWith(props(token()))).toContain(`\`${property}\`: must be one of `);
  });

  test("lists reject duplicates", () => {
    const { EMAIL, NAME } = CustomerUpdateField;
    expect(errorWith({ features: { customerUpdate: { allowedUpdates: [EMAIL, NAME, EMAIL] } } })).toBe(
      expectedError('`features.customerUpdate.allowedUpdates`: contains a duplicate; got: "email"; remove it'),
    );
  });

  test.each(LIST_TOKENS)("a list can be %s", (_, token) => {
    expect(errorWith({ features: { customerUpdate: { allowedUpdates: token() as never } } })).toBeUndefined();
  });
});

test("reports all violations in one error", () => {
  const message = errorOf({
    name: "x".repeat(257),
    defaultReturnUrl: "/account",
    importFrom: "prod_1",
    features: { ...SWITCHING.features, paymentMethodUpdate: { enabled: false } },
  });
  expect(message?.split("\n").map((line) => line.split(":")[0])).toEqual([
    "StripePortalConfiguration at stack/portal cannot be deployed",
    "  - `name`",
    "  - `defaultReturnUrl`",
    "  - `importFrom`",
    "  - `features.paymentMethodUpdate`",
  ]);
});

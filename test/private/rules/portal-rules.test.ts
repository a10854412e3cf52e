import * as cdktf from "cdktf";
import { ApplyVia, ApplyWhen, CustomerUpdateField, PortalMode, StripePortalConfigurationProps } from "../../../lib";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { refusalOf, refused } from "../../support/synth";
import { LIST_TOKENS, MAP_TOKENS, TEXT_TOKENS, WHOLE_TOKENS } from "../../support/tokens";

type Props = Partial<StripePortalConfigurationProps>;

const refusal = (props: Props) => refusalOf({ ...MINIMAL, ...props });
/** Tokens that can stand within a text. */
const TOKENS = [cdktf.Fn.upper("x"), '${lookup({ a = "}" }, "a")}', String(cdktf.Token.asNumber("${var.number}"))];
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, "value"]));

describe("features", () => {
  test("accepts a portal whose only feature is off", () => {
    expect(refusalOf({ features: { invoiceHistory: { enabled: false } } })).toBeUndefined();
  });

  test.each([{}, { invoiceHistory: undefined }])("fails without a feature: %p", (features) => {
    expect(refusalOf({ features })).toBe(
      refused("`features`: Stripe demands at least one feature; got: {}; name one, e.g. `invoiceHistory: {}`"),
    );
  });
});

describe("texts of limited length", () => {
  const limits: [property: string, limit: number, props: (text: string) => Props][] = [
    ["name", 256, (name) => ({ name })],
    ["businessProfile.headline", 60, (headline) => ({ businessProfile: { headline } })],
    [
      "features.paymentMethodUpdate.paymentMethodConfiguration",
      5000,
      (paymentMethodConfiguration) => ({ features: { paymentMethodUpdate: { paymentMethodConfiguration } } }),
    ],
    ["metadata.key", 500, (key) => ({ metadata: { key } })],
  ];

  test.each(limits)("%s takes %i characters", (_, limit, props) => {
    expect(refusal(props("x".repeat(limit)))).toBeUndefined();
    expect(refusal(props("😀".repeat(limit)))).toBeUndefined();
  });

  test.each(limits)("%s fails with more than %i characters", (property, limit, props) => {
    const got = JSON.stringify("x".repeat(limit + 2));
    const shown = got.length > 100 ? `${got.slice(0, 97)}...` : got;
    const rule = `must be at most ${limit} characters`;
    expect(refusal(props("x".repeat(limit + 2)))).toBe(
      refused(`\`${property}\`: ${rule}; got: ${shown}; shorten it by 2`),
    );
    expect(refusal(props("x".repeat(limit + 1)))).toContain("shorten it by 1");
  });

  test.each(limits)("%s counts doubled marks as Terraform reads them, and no token", (_, limit, props) => {
    for (const mark of ["$${", "%%{"]) {
      expect(refusal(props(mark + "x".repeat(limit - 2)))).toBeUndefined();
      expect(refusal(props(mark + "x".repeat(limit - 1)))).toContain("shorten it by 1");
    }
  });

  test.each(limits)("%s takes what only Terraform knows", (_, limit, props) => {
    for (const [, token] of TEXT_TOKENS) expect(refusal(props(token()))).toBeUndefined();
    expect(refusal(props(`${"x".repeat(limit)}\${var.text}`))).toBeUndefined();
  });

  test.each(limits)(
    "%s counts the literal part of a text with tokens: at most %i characters",
    (property, limit, props) => {
      for (const token of TOKENS) {
        const [before, after] = ["x".repeat(limit - 3), "$${"];
        expect(refusal(props(`${before}${token}${after}x`))).toBeUndefined();
        expect(refusal(props(`${before}${token}xx${after}${token}`))).toContain(
          `\`${property}\`: must be at most ${limit} characters; got: "xxx`,
        );
        expect(refusal(props(`${before}${token}${after}xx`))).toContain("shorten the literal part by at least 1");
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

  test.each(links)("%s takes absolute URLs, and nothing", (_, props) => {
    for (const link of ["https://acme.com", "http://localhost:3000/a?b=c#d", ""]) {
      expect(refusal(props(link))).toBeUndefined();
    }
  });

  test.each(links)("%s fails with anything else", (property, props) => {
    expect(refusal(props("acme.com/account"))).toBe(
      refused(
        `\`${property}\`: must be an absolute http or https URL; got: "acme.com/account"; give it whole, e.g. \`https://example.com/account\``,
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
      expect(refusal(props(link))).toContain("must be an absolute http or https URL");
    }
  });

  test.each(links)("%s has at most 5000 characters", (property, props) => {
    const link = (length: number) => "https://acme.com/".padEnd(length, "x");
    expect(refusal(props(link(5000)))).toBeUndefined();
    expect(refusal(props(link(5001)))).toContain(`\`${property}\`: must be at most 5000 characters`);
  });

  test.each(links)("%s takes what only Terraform knows", (_, props) => {
    for (const [, token] of WHOLE_TOKENS) expect(refusal(props(token()))).toBeUndefined();
  });

  test.each(links)("%s takes a literal part that tokens can complete", (_, props) => {
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
        expect(refusal(props(`${start}${token} /after`))).toBeUndefined();
      }
    }
    // Behind a name, everything before it would be the user's.
    expect(refusal(props("https://a b${var.name}"))).toBeUndefined();
  });

  test.each(links)("%s fails with a literal start that no token can complete", (property, props) => {
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
        expect(refusal(props(`${start}${token}`))).toContain(`\`${property}\`: must be an absolute http or https URL`);
      }
    }
    expect(refusal(props(`/account/${TOKENS[0]}?from=portal`))).toContain('got: "/account/<token>?from=portal"; ');
    expect(refusal(props(`https://acme.com:99999/\${var.path}`))).toContain("must be an absolute http or https URL");
  });

  test.each(links)("%s counts the literal part of a link with tokens", (property, props) => {
    const link = (length: number) => `https://acme.com/\${var.path}${"x".repeat(length - 17)}`;
    expect(refusal(props(link(5000)))).toBeUndefined();
    expect(refusal(props(link(5001)))).toContain(`\`${property}\`: must be at most 5000 characters`);
  });
});

describe("metadata", () => {
  test("takes 50 keys, and counts those that are left out by an empty value as none", () => {
    expect(refusal({ metadata: keys(50) })).toBeUndefined();
    expect(refusal({ metadata: { ...keys(50), gone: "" } })).toBeUndefined();
    expect(refusal({ metadata: { ...keys(50), gone: undefined as never } })).toBeUndefined();
  });

  test("fails with 51 keys", () => {
    expect(refusal({ metadata: keys(51) })).toBe(
      refused("`metadata`: Stripe keeps at most 50 keys; got: 51; leave some out"),
    );
  });

  test("counts no key that a token may leave out or give twice", () => {
    const metadata = { "${var.key}": "value", key: "${var.value}" };
    expect(refusal({ metadata: { ...keys(50), ...metadata } })).toBeUndefined();
    expect(refusal({ metadata: { ...keys(51), ...metadata } })).toContain("got: 51; leave some out");
  });

  test.each(["x", "x".repeat(40), "a b.c/d-ü"])("takes the key %p", (key) => {
    expect(refusal({ metadata: { [key]: "value" } })).toBeUndefined();
  });

  test.each(["", "x".repeat(41), "a[b", "a]b"])("fails with the key %p", (key) => {
    expect(refusal({ metadata: { [key]: "value" } })).toBe(
      refused(
        `\`metadata\`: a key has 1 to 40 characters and no square brackets; got: ${JSON.stringify(key)}; rename it`,
      ),
    );
  });

  test.each(MAP_TOKENS)("takes %s", (_, token) => {
    expect(refusal({ metadata: token() })).toBeUndefined();
  });

  test("counts a key whose value has a literal part, which no token can leave out", () => {
    expect(refusal({ metadata: { ...keys(50), key: "a${var.value}" } })).toContain("got: 51; leave some out");
  });

  test("takes a key with a token whose literal part is possible", () => {
    for (const token of TOKENS) {
      expect(refusal({ metadata: { [`${"x".repeat(20)}${token}${"x".repeat(20)}`]: "value" } })).toBeUndefined();
      expect(refusal({ metadata: { [token]: "value" } })).toBeUndefined();
    }
    // The brackets are those of the expression.
    expect(refusal({ metadata: { '${var.keys["a"][0]}': "value" } })).toBeUndefined();
  });

  test("fails with a key whose literal part is impossible, or whose value's is too long", () => {
    for (const token of TOKENS) {
      for (const key of [`a[${token}`, `${token}]`, `${"x".repeat(20)}${token}${"x".repeat(21)}`]) {
        expect(refusal({ metadata: { [key]: "value" } })).toContain(
          "a key has 1 to 40 characters and no square brackets",
        );
      }
      const message = refusal({ metadata: { [token]: `${"x".repeat(501)}${token}` } });
      expect(message).toContain("- `metadata`: must be at most 500 characters");
    }
  });

  test("checks what is written out beside what only Terraform knows", () => {
    const metadata = { "${var.key}": "x".repeat(501), key: "${var.value}", "a[b]": "${var.value}" };
    expect(refusal({ metadata })?.match(/\n/g)).toHaveLength(2);
  });
});

describe("importFrom", () => {
  test.each(["bpc_1", "bpc_1MrMhq2eZvKYlo2C4UCnvNSQ"])("takes the id %p", (importFrom) => {
    expect(refusal({ importFrom })).toBeUndefined();
  });

  test.each(["", "bpc_", "prod_1", "bpc_1 ", "https://dashboard.stripe.com/bpc_1"])("fails with %p", (importFrom) => {
    expect(refusal({ importFrom })).toBe(
      refused(
        `\`importFrom\`: must be the id of a portal configuration; got: ${JSON.stringify(importFrom)}; ` +
          "give its id, `bpc_...`, as Stripe's list of configurations shows it",
      ),
    );
  });

  test.each(WHOLE_TOKENS)("takes %s", (_, token) => {
    expect(refusal({ importFrom: token() })).toBeUndefined();
  });

  test("takes a literal part that tokens can complete, and fails with any other", () => {
    for (const token of TOKENS) {
      for (const id of [`bpc_${token}`, `bp${token}`, `${token}_1`, `bpc_1${token}x${token}`]) {
        expect(refusal({ importFrom: id })).toBeUndefined();
      }
      for (const id of [`price_${token}`, `bpc${token} `, `b_${token}`, `https://dashboard.stripe.com/${token}`]) {
        expect(refusal({ importFrom: id })).toContain("`importFrom`: must be the id of a portal configuration; got: ");
      }
    }
  });
});

describe("values of closed sets", () => {
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

  test.each(sets)("%s takes each member", (_, closed, props) => {
    for (const member of Object.values(closed)) expect(refusal(props(member as never))).toBeUndefined();
  });

  test.each(sets)("%s fails with anything else", (property, closed, props) => {
    const members = Object.values(closed).join(", ");
    expect(refusal(props("fax" as never))).toBe(
      refused(`\`${property}\`: must be one of ${members}; got: "fax"; use one of these`),
    );
  });

  test("acknowledgeWarnings fails with a name that no warning has", () => {
    expect(refusal({ acknowledgeWarnings: ["insecure-link", "insecure-links"] })).toContain(
      "`acknowledgeWarnings[1]`: must be one of no-customer-update-fields, ",
    );
  });

  test.each<[string, (token: string) => Props]>([
    ["applyVia", (token) => ({ applyVia: token as ApplyVia })],
    ["applyWhen", (token) => ({ applyWhen: token as ApplyWhen })],
    ["expectedMode", (token) => ({ expectedMode: token as PortalMode })],
    ["acknowledgeWarnings[0]", (token) => ({ acknowledgeWarnings: [token] })],
  ])("%s fails with a token, since the construct itself must know it", (property, props) => {
    for (const [, token] of TEXT_TOKENS) expect(refusal(props(token()))).toContain(`\`${property}\`: must be one of `);
  });

  test("a list fails with a value twice", () => {
    const { EMAIL, NAME } = CustomerUpdateField;
    expect(refusal({ features: { customerUpdate: { allowedUpdates: [EMAIL, NAME, EMAIL] } } })).toBe(
      refused('`features.customerUpdate.allowedUpdates`: each value counts once; got: "email"; list it once'),
    );
  });

  test.each(LIST_TOKENS)("a list may be %s", (_, token) => {
    expect(refusal({ features: { customerUpdate: { allowedUpdates: token() as never } } })).toBeUndefined();
  });
});

test("everything that is wrong is told in one error", () => {
  const message = refusalOf({
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

import * as cdktf from "cdktf";
import { Construct } from "constructs";
import { describe as format, portalError } from "../../lib/private/errors";
import { inStack } from "../support/synth";
import { STRING_TOKENS } from "../support/tokens";

const { Token } = cdktf;
const violation = { property: "name", rule: "must be short", fix: "shorten it" };

test.each<[unknown, string]>([
  [null, "null"],
  ["", '""'],
  ["text", '"text"'],
  [1.5, "1.5"],
  [NaN, "NaN"],
  [Infinity, "Infinity"],
  [[], "[]"],
  [{ a: "b" }, '{"a":"b"}'],
  [Symbol("x"), "Symbol(x)"],
  ["sk_live_51Habc", '"sk_live_..."'],
  [{ key: "rk_test_51Habc" }, '{"key":"rk_test_..."}'],
  [STRING_TOKENS[0][1](), "a token"],
  [{ a: STRING_TOKENS[0][1]() }, '{"a":"a token"}'],
  [`a ${STRING_TOKENS[0][1]()}`, '"a <token>"'],
  [{ a: `${STRING_TOKENS[0][1]()}${Token.asNumber("${var.number}")}b` }, '{"a":"<token><token>b"}'],
  [Token.asList("${var.list}")[0], "a token"],
  ["x".repeat(98), `"${"x".repeat(98)}"`],
  ["x".repeat(99), `"${"x".repeat(96)}...`],
])("formats the value %j as %s", (got, expected) => {
  expect(format({ ...violation, got })).toBe(`\`name\`: must be short; got: ${expected}; shorten it`);
});

test("removes keys from all parts of the line", () => {
  const key = "sk_live_51Habc";
  const line = format({ property: `metadata.${key}`, rule: `must not be ${key}`, got: key, fix: `drop ${key}` });
  expect(line).toBe('`metadata.sk_live_...`: must not be sk_live_...; got: "sk_live_..."; drop sk_live_...');
});

test.each(["\nsk_live_51Habc", "my_sk_live_51Habc", "whsec_51Habc", "rk_org_51Habc"])(
  "removes the secret in %j",
  (got) => {
    expect(format({ ...violation, got })).not.toContain("51Habc");
  },
);

test("does not split a character", () => {
  const shown = format({ ...violation, got: "😀".repeat(99) });
  expect(shown).toContain(`"${"😀".repeat(96)}...`);
});

test("shows constructs by path, and values that JSON does not support by type", () => {
  const shown = (got: unknown) => format({ ...violation, got }).split("; ")[1];
  const circle: Record<string, unknown> = {};
  circle.circle = circle;
  inStack((stack) => {
    expect(shown(new Construct(stack, "other"))).toBe('got: "the construct stack/other"');
    expect(shown([new Construct(stack, "another")])).toBe('got: ["the construct stack/another"]');
  });
  expect(shown(circle)).toBe("got: [object Object]");
  expect(shown(Object.assign(Object.create(null), { circle }))).toBe("got: [object Object]");
  expect(shown({ bigint: 7n })).toBe("got: [object Object]");
  expect(shown([circle])).toBe("got: [object Array]");
  expect(shown(7n)).toBe("got: 7");
});

test("leaves out an undefined value", () => {
  expect(format(violation)).toBe("`name`: must be short; shorten it");
});

test("names a portal whose class has no name", () => {
  expect(portalError("", "stack/portal", [violation]).message).toContain(
    "A portal at stack/portal cannot be deployed:",
  );
});

test("reports each violation on its own line", () => {
  expect(portalError("BasicPortal", "stack/portal", [violation, violation]).message).toBe(
    "BasicPortal at stack/portal cannot be deployed:\n  - `name`: must be short; shorten it\n  - `name`: must be short; shorten it",
  );
});

import * as cdktf from "cdktf";
import { ApplyVia, PortalMode, StripePortalConfiguration, StripePortalConfigurationProps } from "../../../lib";
import { hclBlock, hclExpression, hclTemplate } from "../../../lib/private/terraform/hcl";
import { StripeProvider } from "../../../lib/provider/provider";
import { resourcesOf } from "../../support/hcl";
import { MAXIMAL, MINIMAL, SWITCHING } from "../../support/portals";
import { hclOf, synthOf } from "../../support/synth";

test.each([
  ["plain", '"plain"'],
  ["", '""'],
  ['say "hi"', '"say \\"hi\\""'],
  ["back\\slash", '"back\\\\slash"'],
  ["a\nb\r\tc", '"a\\nb\\r\\tc"'],
  ["\u0000\u0007\u001f", '"\\u0000\\u0007\\u001f"'],
  ["Ünïcode 😀", '"Ünïcode 😀"'],
  ["100% $5 {}", '"100% $5 {}"'],
  ["${var.x}", '"${var.x}"'],
  ['"${var.x}"', '"\\"${var.x}\\""'],
  ['a\n${join("\\n", ["}"])}\n"', '"a\\n${join("\\n", ["}"])}\\n\\""'],
  ['${merge({a = "b"}, {})}"', '"${merge({a = "b"}, {})}\\""'],
  ['${"${"}"}"}"', '"${"${"}"}"}\\""'],
  ['${"$${"}"', '"${"$${"}\\""'],
  ['${"a\\"}"}"', '"${"a\\"}"}\\""'],
  ['$${not} "it"', '"$${not} \\"it\\""'],
  ['%%{not} "it"', '"%%{not} \\"it\\""'],
  ['%{ if x }"y"%{ endif }', '"%{ if x }\\"y\\"%{ endif }"'],
  ['$${"it"}', '"$${\\"it\\"}"'],
  ['%%{"it"}', '"%%{\\"it\\"}"'],
  ['%{ if x == "y" }z%{ endif }', '"%{ if x == "y" }z%{ endif }"'],
  ['json{"a"}', '"json{\\"a\\"}"'],
  ["${unclosed", '"${unclosed' + '"'],
])("writes the template %j as %s", (template, expected) => {
  expect(hclTemplate(template)).toBe(expected);
});

test.each<[unknown, string]>([
  [true, "true"],
  [0, "0"],
  [1.5, "1.5"],
  [null, "null"],
  [undefined, "null"],
  [[], "[]"],
  [["a", 1, [false]], '["a", 1, [false]]'],
  [{}, "{\n\n}"],
  [{ a: 1, b_2: { c: "d" } }, '{\na = 1\nb_2 = {\nc = "d"\n}\n}'],
])("writes the value %j as %j", (value, expected) => {
  expect(hclExpression(value)).toBe(expected);
});

test.each([
  ["name", "name"],
  ["_name", "_name"],
  ["for", '"for"'],
  ["two words", '"two words"'],
  ["1st", '"1st"'],
  ["a-b", '"a-b"'],
  ["a.b/c", '"a.b/c"'],
  ['"', '"\\""'],
  ["%%{x}", '"%%{x}"'],
  ["😀", '"😀"'],
  ["${var.key}", "(var.key)"],
  ['${lookup({}, "}")}', '(lookup({}, "}"))'],
  ["${var.a}-${var.b}", '"${var.a}-${var.b}"'],
  ["a${var.b}", '"a${var.b}"'],
  ["${unclosed{}x", '"${unclosed{}x"'],
])("writes the key %j as %s", (key, expected) => {
  expect(hclExpression({ [key]: 1 })).toBe(`{\n${expected} = 1\n}`);
});

test("leaves out undefined values and metadata", () => {
  expect(hclBlock("x", { a: 1, b: undefined, "//": {} })).toBe("x {\na = 1\n}");
  expect(hclExpression({ a: [1, undefined], b: undefined })).toBe("{\na = [1]\n}");
});

test("writes a lifecycle and its conditions as blocks, with plain addresses", () => {
  const condition = { condition: "${var.ok}", error_message: "no" };
  const written = (name: string) => `${name} {\ncondition = "\${var.ok}"\nerror_message = "no"\n}`;
  const lifecycle = (given: object) => hclBlock("x", { lifecycle: given });
  const block = (...lines: string[]) => ["x {", "lifecycle {", ...lines, "}", "}"].join("\n");
  expect(lifecycle({ precondition: [condition, condition], postcondition: condition })).toBe(
    block(written("precondition"), written("precondition"), written("postcondition")),
  );
  expect(lifecycle({ ignore_changes: "all", replace_triggered_by: ["${a.b}"], prevent_destroy: true })).toBe(
    block("ignore_changes = all", "replace_triggered_by = [a.b]", "prevent_destroy = true"),
  );
  expect(lifecycle({ ignore_changes: ["metadata", "name"] })).toBe(block("ignore_changes = [metadata, name]"));
});

test("writes provisioners as blocks", () => {
  const provisioner = [{ "local-exec": { command: "one", connection: { host: "a" } } }, { file: { source: "two" } }];
  expect(hclBlock('resource "a" "b"', { provisioner })).toBe(
    'resource "a" "b" {\nprovisioner "local-exec" {\ncommand = "one"\nconnection {\nhost = "a"\n}\n}\nprovisioner "file" {\nsource = "two"\n}\n}',
  );
});

test.each([
  ["${a.b}", "a.b"],
  ["a.b", "a.b"],
  ["${a.b}[0]", "${a.b}[0]"],
  ["a${b}", "a${b}"],
])("writes the address %s as %s", (address, expected) => {
  expect(hclBlock("x", { depends_on: [address], provider: address })).toBe(
    `x {\ndepends_on = [${expected}]\nprovider = ${expected}\n}`,
  );
});

describe("a portal is the same in both syntaxes", () => {
  const odd = 'A "quoted" \\ ${upper("x")}\n\ttext, 50%{off} $${not} %%{not} 😀';
  const portals: [string, StripePortalConfigurationProps][] = [
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
    [
      "odd",
      {
        ...SWITCHING,
        name: odd,
        businessProfile: { headline: 'Say "hi" to ${var.name}' },
        metadata: { for: odd, "two words": odd, "1st": "", 'quo"te': "x", "%{key}": odd, "${var.key}": "${var.value}" },
      },
    ],
    ["odd without a step", { ...MINIMAL, applyVia: ApplyVia.PROVIDER, name: odd, metadata: { for: odd, "😀": odd } }],
    ["metadata of Terraform", { ...SWITCHING, metadata: cdktf.Token.asStringMap("${var.map}") }],
    [
      "with a lifecycle",
      {
        ...SWITCHING,
        expectedMode: PortalMode.LIVE,
        lifecycle: {
          preventDestroy: true,
          ignoreChanges: ["metadata"],
          replaceTriggeredBy: ["terraform_data.other"],
          precondition: [{ condition: '${var.x != "}"}', errorMessage: odd }],
        },
      },
    ],
    [
      "with a lifecycle, without a step",
      {
        ...MINIMAL,
        expectedMode: PortalMode.LIVE,
        applyVia: ApplyVia.PROVIDER,
        lifecycle: { ignoreChanges: ["metadata", "features.customer_update"] },
      },
    ],
  ];

  test.each(portals)("%s", (_, props) => {
    const build = (stack: cdktf.TerraformStack) => {
      const before = new cdktf.TerraformResource(stack, "before", { terraformResourceType: "stripe_product" });
      const provider = new StripeProvider(stack, "europe", { alias: "europe", apiKey: "${var.key}" });
      new StripePortalConfiguration(stack, "portal", { ...props, provider, dependsOn: [before] });
    };
    expect(resourcesOf(hclOf(build))).toEqual(synthOf(build).resource);
  });

  test("a guard is the same in both syntaxes", () => {
    const build = (stack: cdktf.TerraformStack) =>
      new StripePortalConfiguration(stack, "portal", { ...MAXIMAL, expectedMode: PortalMode.TEST });
    const resources = resourcesOf(hclOf(build));
    expect(resources).toEqual(synthOf(build).resource);
    expect(Object.keys(resources.terraform_data)).toHaveLength(3);
  });
});

import { renderJson } from "../../../cli/src/check/output/json";
import { renderJunit } from "../../../cli/src/check/output/junit";
import { renderMarkdown } from "../../../cli/src/check/output/markdown";
import { Progress } from "../../../cli/src/check/output/progress";
import { renderText } from "../../../cli/src/check/output/text";
import { redact } from "../../../cli/src/check/redact";
import { type Finding, type Gap, reportOf } from "../../../cli/src/check/report";

const portal = (name: string) => ({
  name,
  stack: "billing",
  address: `stripe_billing_portal_configuration.${name}`,
  id: "bpc_1",
  livemode: false,
  active: true,
  isDefault: false,
});
const different: Finding = {
  kind: "different",
  portal: "billing/a",
  property: "businessProfile.headline",
  values: { code: "Ours", applied: null, stripe: "a|b <img> @you [x](y)\u0007" },
  message: "by hand",
  fix: "terraform -chdir=stacks/billing apply",
};
const expected: Finding = {
  kind: "expected-id",
  property: "portalConfigurationId",
  message: "bpc_2 is not managed",
  fix: "import it",
};
const gap: Gap = { kind: "unreadable", subject: "billing/b", reason: "no network" };
const note = { subject: "bpc_3", message: "not managed" };
const report = reportOf(
  [portal("billing/a"), portal("billing/b"), portal("billing/c")],
  [different, expected],
  [gap],
  [note],
);

test("counts a part that was not compared more than a difference", () => {
  expect(report).toMatchObject({ result: "not compared", exitCode: 2 });
  expect(report.portals.map(({ result }) => result)).toEqual(["different", "not compared", "equal"]);
  expect(reportOf([], [expected], [], [])).toMatchObject({ result: "different", exitCode: 1 });
  expect(reportOf([], [], [], [note])).toMatchObject({ result: "equal", exitCode: 0 });
});

test("prints a line for each finding, with everything that is needed to fix it", () => {
  expect(renderText(report, false).split("\n")).toEqual([
    'billing/a businessProfile.headline: code: "Ours", last apply: not set, Stripe: "a|b <img> @you [x](y)\\u0007" (by hand); fix: terraform -chdir=stacks/billing apply',
    "portalConfigurationId: bpc_2 is not managed; fix: import it",
    "billing/b not compared: no network",
    "note: bpc_3: not managed",
    "compared 2 portals, 1 different, not compared 1 (no network)",
    "",
  ]);
  expect(renderText(report, true)).toContain("\u001b[31m");
});

test("prints the whole report as JSON", () => {
  expect(JSON.parse(renderJson(report))).toEqual({ version: 1, ...JSON.parse(JSON.stringify(report)) });
});

test("prints Markdown that values cannot break", () => {
  const markdown = renderMarkdown(report);
  const row = markdown.split("\n").find((line) => line.startsWith("| billing/a"))!;
  expect(row).toContain("a\\|b \\<img\\> \\@you \\[x\\](y)");
  expect(row).toMatch(/\| `terraform -chdir=stacks\/billing apply` \|$/);
  expect(markdown).toMatch(/^### Stripe could not be compared with the code\n\nCompared 2 portals, 1 different/);
  expect(markdown).toContain("- bpc\\_3: not managed");
});

test("writes JUnit XML with a test case for each portal", () => {
  const xml = renderJunit(report);
  expect(xml).toContain('<testsuite name="stripe-portal check" tests="4" failures="2" errors="1" skipped="0">');
  expect(xml).toContain('<testcase classname="billing" name="billing/c"/>');
  expect(xml).toMatch(/<failure message="businessProfile.headline: code: &quot;Ours&quot;.*" type="different"\/>/);
  // eslint-disable-next-line no-control-regex
  expect(xml).not.toMatch(/\u0007/);
});

test("prints neither keys nor passwords", () => {
  const text = "rk_live_abc123 sk_org_live_abc sk_test_x_y https://user:pass@proxy:8080 task_live_1 metadata.rk";
  expect(redact(text)).toBe(
    "rk_live_**** sk_org_live_**** sk_test_**** https://****@proxy:8080 task_live_1 metadata.rk",
  );
});

test("shows progress on a terminal only", () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) =>
    ({ isTTY, columns: 20, write: (text: string) => written.push(text) }) as unknown as NodeJS.WriteStream;
  new Progress(stream(false)).show("reading");
  expect(written).toEqual([]);
  const progress = new Progress(stream(true));
  progress.show("reading a long list of portals");
  progress.clear();
  expect(written).toEqual(["\r\u001b[Kreading a long list", "\r\u001b[K"]);
});

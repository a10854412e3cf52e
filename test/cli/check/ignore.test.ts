import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyIgnores, readIgnoreFile } from "../../../cli/src/check/ignore";
import type { Finding, Gap } from "../../../cli/src/check/report";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ignore-test-"));
  file = join(folder, "ignore.yaml");
});
afterEach(() => rmSync(folder, { recursive: true }));

const TODAY = "2027-01-31";
const entry = (more: object = {}) => ({ property: "metadata", reason: "test", expires: TODAY, file: "f", ...more });
const finding = (property: string, portal = "billing/portal"): Finding => ({
  kind: "different",
  portal,
  property,
  fix: "apply",
});
const gap = (kind: Gap["kind"]): Gap => ({ kind, subject: "billing/portal", property: "metadata", reason: "r" });

test("reads entries with an optional portal, and a file without entries", () => {
  writeFileSync(
    file,
    `# Edited by hand until the relaunch.
- property: features.subscriptionCancel.mode
  reason: "support asked for it: #12"
  expires: 2027-01-31
- portal: billing/portal
  property: metadata
  reason: test
  expires: "2027-02-01"
`,
  );
  expect(readIgnoreFile(file)).toEqual([
    {
      portal: undefined,
      property: "features.subscriptionCancel.mode",
      reason: "support asked for it: #12",
      expires: "2027-01-31",
      file,
    },
    { portal: "billing/portal", property: "metadata", reason: "test", expires: "2027-02-01", file },
  ]);
  writeFileSync(file, "# nothing\n");
  expect(readIgnoreFile(file)).toEqual([]);
});

test.each([
  ["property: a", /must be a list of entries with property, reason, expires/],
  ["- [", /cannot read the ignore file: /],
  ["- text", /entry 1: `property` is required/],
  ["- {property: a, expires: 2027-01-31}", /entry 1: `reason` is required/],
  ["- {property: a, reason: b}", /entry 1: `expires` is required/],
  ["- {property: a, reason: b, expires: tomorrow}", /`expires` must be a date such as 2027-01-31; got: tomorrow/],
  ["- {property: a, reason: b, expires: 2027-13-31}", /`expires` must be a date/],
  ["- {property: a, reason: b, expires: 2027-01-31, until: x}", /unknown property `until`; expected portal, property/],
])("rejects %s", (text, message) => {
  writeFileSync(file, text);
  expect(() => readIgnoreFile(file)).toThrow(message);
});

test("rejects a file that does not exist", () => {
  expect(() => readIgnoreFile(file)).toThrow(/cannot read the ignore file: ENOENT/);
});

test.each<[string, object, boolean]>([
  ["on its last day", {}, true],
  ["for the properties in it", { property: "metadata" }, true],
  ["for its portal", { portal: "billing/portal" }, true],
  ["not for another portal", { portal: "other" }, false],
  ["not for a property that only begins like it", { property: "meta" }, false],
  ["not for a property that contains it", { property: "metadata.team.x" }, false],
])("an entry counts %s", (_, more, isIgnored) => {
  const { findings, notes } = applyIgnores([finding("metadata.team")], [], [entry(more)], TODAY);
  expect(findings).toHaveLength(isIgnored ? 0 : 1);
  expect(notes[0].message).toMatch(isIgnored ? /is ignored until 2027-01-31: test/ : /ignores nothing/);
});

test("an entry for a list counts for its items", () => {
  const products = entry({ property: "features.subscriptionUpdate.products" });
  const { findings } = applyIgnores(
    [finding("features.subscriptionUpdate.products[prod_1].prices")],
    [],
    [products],
    TODAY,
  );
  expect(findings).toEqual([]);
});

test("an expired entry ignores nothing and is a finding itself", () => {
  const { findings, notes } = applyIgnores([finding("metadata")], [], [entry({ expires: "2027-01-30" })], TODAY);
  expect(findings.map(({ kind }) => kind)).toEqual(["different", "ignore-expired"]);
  expect(notes).toEqual([]);
  expect(applyIgnores([], [], [entry({ expires: "2027-01-30" })], TODAY).findings).toHaveLength(1);
});

test("ignores unknown values, but never a portal that could not be read", () => {
  const { gaps } = applyIgnores([], [gap("unreadable"), gap("unknown-value")], [entry()], TODAY);
  expect(gaps).toEqual([gap("unreadable")]);
});

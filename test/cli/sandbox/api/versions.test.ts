import { decodeForm } from "../../../../cli/src/sandbox/api/form";
import { type Fields, readFields } from "../../../../cli/src/sandbox/api/parameters";
import { endpoints } from "../../../../cli/src/sandbox/resources";
import { readVersion } from "../../../../cli/src/sandbox/api/versions";

test.each([
  "2011-01-01",
  "2024-06-20",
  "2020-08-27; link_beta=v1",
  "2024-09-30.acacia",
  "2025-03-31.basil",
  "2025-03-31.preview",
  "2026-02-25.clover",
  "2026-05-27.dahlia",
  "2026-10-28.endive",
  "2026-11-30.endive",
  "2027-03-31.fig",
])("accepts %s", (version) => {
  expect(readVersion(version)).toBe(version.split(";")[0]);
});

test.each([
  ["a month that does not exist", "2025-13-01.basil"],
  ["a day that does not exist", "2025-02-30.acacia"],
  ["a day before the first version", "2010-12-31"],
  ["a name before the first release", "2024-06-20.acacia"],
  ["no name after the first release", "2025-03-31"],
  ["the name of another release", "2025-03-31.acacia"],
  ["a name that comes before the newest release", "2027-03-31.cherry"],
  ["something else", "latest"],
  ["nothing", ""],
])("rejects %s", (_, version) => {
  expect(() => readVersion(version)).toThrow(`Invalid Stripe API version: ${version}`);
});

/** Every parameter with a `since`, with its name and the fields that it belongs to. */
function gated(fields: Fields): [name: string, since: string, fields: Fields][] {
  return Object.entries(fields).flatMap(([name, parameter]): [string, string, Fields][] => {
    const own: [string, string, Fields][] = parameter.since === undefined ? [] : [[name, parameter.since, fields]];
    return [...own, ...gated(parameter.fields ?? parameter.of?.fields ?? {})];
  });
}

const additions = endpoints.flatMap(({ method, path, fields }) =>
  gated(fields).map(([name, since, owner]) => [`${method} ${path}`, name, since, owner] as const),
);

test.each(additions)("%s does not accept %s before %s", (_, name, since, fields) => {
  const read = (version: string) => () => readFields(fields, decodeForm(`${name}=x`), { name: "", version });
  const unknown = `Received unknown parameter: ${name}`;
  expect(read(new Date(Date.parse(since) - 1).toISOString().slice(0, 10))).toThrow(unknown);
  expect(read(since)).not.toThrow(unknown);
});

test("there are such parameters of portals and of products", () => {
  expect(additions.map(([, name]) => name)).toEqual(
    expect.arrayContaining(["feedback_options", "subscription_pause", "tax_details"]),
  );
});

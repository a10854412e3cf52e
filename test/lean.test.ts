import { execFileSync } from "node:child_process";
import * as path from "node:path";
import * as cdktf from "cdktf";
import { Node } from "constructs";
import { PortalMode, StripePortalConfiguration } from "../lib";
import { PortalResource } from "../lib/private/deployment/portal-resource";
import { renderPortal } from "../lib/private/portal/render";
import { StripeProvider } from "../lib/provider/provider";
import { MAXIMAL } from "./support/portals";
import { inApp, inStack, synth } from "./support/synth";

jest.mock("../lib/private/portal/render", () => {
  const actual = jest.requireActual<typeof import("../lib/private/portal/render")>("../lib/private/portal/render");
  return { ...actual, renderPortal: jest.fn(actual.renderPortal) };
});

type Make = (stack: cdktf.TerraformStack) => void;

/** A portal with a step, a guard, an import and all properties. */
const makeOne = (stack: cdktf.TerraformStack, id: string) =>
  new StripePortalConfiguration(stack, id, {
    ...MAXIMAL,
    expectedMode: PortalMode.TEST,
    importFrom: `bpc_${id.replace(/\W/g, "")}`,
    lifecycle: { preventDestroy: true },
  });

afterEach(() => jest.restoreAllMocks());

test("creating a portal captures no stack trace", () => {
  inStack((stack) => {
    makeOne(stack, "first");
    const captures = jest.spyOn(Error, "captureStackTrace");
    makeOne(stack, "second");
    expect(captures).not.toHaveBeenCalled();
    expect(cdktf.Lazy.stringValue({ produce: () => "" })).toBeDefined();
    expect(captures).toHaveBeenCalled();
  });
});

test("synthesizing 100 portals with steps starts no process", () => {
  const processes = jest.requireActual<typeof import("node:child_process")>("node:child_process");
  const spies = (["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"] as const).map((name) =>
    jest.spyOn(processes, name).mockImplementation(() => {
      throw new Error("no process");
    }),
  );
  const started = () => spies.flatMap((spy) => spy.mock.calls);
  const synthesize = (build: (stack: cdktf.TerraformStack) => unknown) =>
    inApp((app) => {
      const stack = new cdktf.TerraformStack(app, "stack");
      new StripeProvider(stack, "stripe");
      build(stack);
      app.synth();
    });
  synthesize((stack) => Array.from({ length: 100 }, (_, at) => makeOne(stack, `portal-${at}`)));
  expect(started()).toEqual([]);
  expect(() => synthesize((stack) => new cdktf.DataResource(stack, "data"))).toThrow("no process");
  expect(started()).toHaveLength(1);
});

test.each<[string, Make]>([
  ["of literal values", (stack) => void new StripePortalConfiguration(stack, "portal", MAXIMAL)],
  [
    "with tokens",
    (stack) => {
      const { stringValue: name } = new cdktf.TerraformVariable(stack, "name", {});
      new StripePortalConfiguration(stack, "portal", { ...MAXIMAL, name });
    },
  ],
  [
    "with an import, a lifecycle and an override",
    (stack) => makeOne(stack, "portal").resource.addOverride("metadata.team", "${var.team}"),
  ],
])("a synth renders a portal %s once, and its resources once", (_, make) => {
  inStack((stack) => {
    make(stack);
    jest.mocked(renderPortal).mockClear();
    const blocks = jest.spyOn(PortalResource.prototype as never, "blocks" as never);
    synth(stack);
    expect(renderPortal).toHaveBeenCalledTimes(1);
    expect(blocks).toHaveBeenCalledTimes(1);
  });
});

test("the number of portals does not affect how often the stack is searched", () => {
  const walks = (portals: number): number =>
    inStack((stack) => {
      for (let at = 0; at < portals; at++) makeOne(stack, `portal-${at}`);
      const findAll = jest.spyOn(Node.prototype, "findAll");
      synth(stack);
      const calls = findAll.mock.contexts.filter((node) => node === stack.node).length;
      findAll.mockRestore();
      return calls;
    });
  expect(walks(2)).toBeGreaterThan(0);
  expect(walks(40)).toBe(walks(2));
});

test("requiring the package loads one file, and the generated bindings only if they are used", () => {
  const main = require.resolve("../lib/bundle.js");
  const loaded = (script: string): string[] =>
    JSON.parse(
      execFileSync(process.execPath, ["-e", `${script}; console.log(JSON.stringify(Object.keys(require.cache)))`], {
        env: { ...process.env, PACKAGE: main, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "20" },
        encoding: "utf8",
      }),
    ).filter((file: string) => file.startsWith(path.dirname(main) + path.sep));
  expect(loaded("require(process.env.PACKAGE).StripePortalConfiguration")).toEqual([main]);
  expect(loaded("require(process.env.PACKAGE).provider.StripeProvider").length).toBeGreaterThan(1);
});

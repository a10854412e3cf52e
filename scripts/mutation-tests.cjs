// Runs the unit tests of rules and rendering in mocha, for `npm run test:mutation`. Mocha loads the library once and stops at the
// first failure. Jest would load the library for every mutant, which takes hours. Jest's globals are provided from its packages.
const { readdirSync } = require("node:fs");
const path = require("node:path");
const { expect } = require("expect");
const { bind } = require("jest-each");
const { ModuleMocker } = require("jest-mock");
const { SnapshotState, toMatchSnapshot } = require("jest-snapshot");
require("tsx/cjs");

const { after, before, beforeEach, describe, it } = /** @type {any} */ (globalThis);
const mocker = new ModuleMocker(globalThis);

// A mutant is tested with few random portals.
process.env.FAST_RUNS ??= "10";

const folder = path.resolve(__dirname, "../test");
const testsIn = (/** @type {string} */ name) =>
  readdirSync(path.join(folder, name))
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => path.join(name, file));
const files = [
  ...["portal", "validation", "terraform", "deployment"].flatMap((name) => testsIn(`private/${name}`)),
  "portal-configuration.test.ts",
  ...testsIn("presets"),
];

expect.extend({ toMatchSnapshot: /** @type {any} */ (toMatchSnapshot) });
Object.assign(globalThis, {
  ENGINE: "cdktf",
  afterAll: after,
  beforeAll: before,
  expect,
  jest: Object.assign(mocker, { isolateModules, requireActual: require }),
  test: Object.assign(it, { each: bind(it, false) }),
  describe: Object.assign(describe, { each: bind(describe, false) }),
});

for (const file of files) {
  describe(file, () => {
    const testPath = path.join(folder, file);
    beforeEach(
      /** @this {any} */ function () {
        this.currentTest.timeout(30_000);
        const snapshots = path.join(path.dirname(testPath), "__snapshots__", `${path.basename(file)}.snap`);
        const snapshotState = new SnapshotState(snapshots, {
          rootDir: folder,
          snapshotFormat: { escapeString: false, printBasicPrototype: false },
          updateSnapshot: "none",
        });
        const currentTestName = this.currentTest.fullTitle().slice(file.length + 1);
        expect.setState(/** @type {any} */ ({ currentTestName, snapshotState, testPath }));
      },
    );
    require(testPath);
  });
}

/** Runs a function in which modules are loaded again. @param {() => void} act */
function isolateModules(act) {
  const loaded = { ...require.cache };
  for (const file of Object.keys(require.cache)) delete require.cache[file];
  try {
    act();
  } finally {
    Object.assign(require.cache, loaded);
  }
}

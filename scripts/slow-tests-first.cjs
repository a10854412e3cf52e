const { default: Sequencer } = require("@jest/test-sequencer");

/** The folders of slow tests, slowest first. */
const SLOW = ["consumers", "conformance", "e2e"];

/** Sorts test files by the time that they took before. On a clean clone, slow folders come first, and then large files. */
module.exports = class SlowTestsFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.some(({ duration }) => duration !== undefined) ? sorted : sorted.sort((a, b) => rank(a) - rank(b));
  }
};

/** @param {import("@jest/test-result").Test} test */
function rank({ path }) {
  const folder = SLOW.findIndex((name) => path.replaceAll("\\", "/").includes(`/test/${name}/`));
  return folder < 0 ? SLOW.length : folder;
}

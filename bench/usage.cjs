// Preloaded into measured processes. Reports the resources that the whole process has used when it ends.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const modules = Object.keys(require.cache);
  const usage = {
    processCpu: (userCPUTime + systemCPUTime) / 1_000,
    processWall: performance.now(),
    rss: maxRSS / 1_024,
    modules: modules.length,
    bindings: modules.filter((file) => /[\\/]lib[\\/]provider[\\/]/.test(file)).length,
  };
  writeSync(3, `${JSON.stringify(usage)}\n`);
});

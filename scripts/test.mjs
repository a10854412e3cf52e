// `npm test`: runs all tests after the set-up. Arguments are passed to Jest.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { root, setUp } from "./set-up.mjs";

setUp({ cdktn: true });
const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
const { status } = spawnSync(process.execPath, [jest, "--ci", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;

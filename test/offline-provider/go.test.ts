import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { describeWithTools, GO } from "../support/tools";

describeWithTools("the offline provider", [GO], () => {
  test.each(["vet", "test"])("passes go %s", (command) => {
    const cwd = path.resolve(__dirname, "../../offline-provider");
    const { status, stdout, stderr } = spawnSync("go", [command, "./..."], { cwd, encoding: "utf8" });
    expect({ status, output: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, output: "" });
  }, 600_000);
});

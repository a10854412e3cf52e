import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox, StateFileError } from "../../cli/src/sandbox";
import { Client } from "./client";

let folder: string;
let stateFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "state-test-"));
  stateFile = join(folder, "account.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function withState<T>(use: (sandbox: Sandbox) => T | Promise<T>, fresh = false): Promise<T> {
  const sandbox = await startSandbox({ stateFile, fresh, environment: {} });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

test("accounts of both modes are there again in the next run", async () => {
  const before = await withState(async (sandbox) => {
    await new Client(sandbox).post("/v1/products", { id: "kept", name: "Kept" });
    sandbox.account({ mode: "live", account: "acct_1" }).createProduct({ id: "live", name: "Live" });
    return sandbox.account().configurations;
  });
  await withState((sandbox) => {
    expect(sandbox.account().product("kept").name).toBe("Kept");
    expect(sandbox.account({ mode: "live", account: "acct_1" }).product("live").livemode).toBe(true);
    expect(sandbox.account().configurations).toEqual(before);
  }, true);
});

test("an account that was only read is kept too, so that its default configuration keeps its id", async () => {
  const list = async (sandbox: Sandbox): Promise<unknown> =>
    (await new Client(sandbox).get("/v1/billing_portal/configurations")).body.data;
  expect(await withState(list)).toEqual(await withState(list));
});

test("what was edited behind the API is kept", async () => {
  const id = await withState((sandbox) => {
    const { id: edited } = sandbox.account().defaultConfiguration!;
    sandbox.account().edit(edited, (configuration) => (configuration.name = "by hand"));
    return edited;
  });
  await withState((sandbox) => expect(sandbox.account().configuration(id).name).toBe("by hand"));
});

test("nothing but the state file is left in its folder", async () => {
  await withState((sandbox) => sandbox.account().createProduct({ name: "x" }));
  expect(readdirSync(folder)).toEqual(["account.json"]);
});

test.each([
  ["nothing", ""],
  ["no JSON", "hello"],
  ["null", "null"],
  ["another JSON", '{"accounts":[]}'],
  ["a Terraform state", '{"version":4,"terraform_version":"1.11.0","resources":[]}'],
  [
    "a mangled state",
    '{"format":"stripe-portal sandbox","version":1,"accounts":[{"id":"acct_sandbox","mode":"test"}]}',
  ],
])("a file that holds %s is refused and left as it is", async (_, text) => {
  writeFileSync(stateFile, text);
  const refused = startSandbox({ stateFile, environment: {} });
  await expect(refused).rejects.toThrow(StateFileError);
  await expect(refused).rejects.toThrow("is not the state of a sandbox; it was left as it is");
  expect(readFileSync(stateFile, "utf8")).toBe(text);
});

test("a state of another version is refused", async () => {
  writeFileSync(stateFile, '{"format":"stripe-portal sandbox","version":2,"accounts":[]}');
  await expect(startSandbox({ stateFile, environment: {} })).rejects.toThrow("by another version of the sandbox (2)");
});

test("a folder that is not there, or stands where the file should be, is refused at once", async () => {
  const nowhere = join(folder, "none", "account.json");
  await expect(startSandbox({ stateFile: nowhere, environment: {} })).rejects.toThrow(/^cannot write the state file/);
  expect(existsSync(join(folder, "none"))).toBe(false);
  await expect(startSandbox({ stateFile: folder, environment: {} })).rejects.toThrow(/^cannot read the state file/);
});

import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox, StateFileError } from "../../../../cli/src/sandbox";
import { Client } from "../client";

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

test("accounts of both modes are kept for the next run", async () => {
  const before = await withState(async (sandbox) => {
    await new Client(sandbox).post("/v1/products", { id: "kept", name: "Kept" });
    sandbox.dashboard({ mode: "live", account: "acct_1" }).create("product", { id: "live", name: "Live" });
    return sandbox.dashboard().list("configuration");
  });
  await withState((sandbox) => {
    expect(sandbox.dashboard().get("product", "kept").name).toBe("Kept");
    expect(sandbox.dashboard({ mode: "live", account: "acct_1" }).get("product", "live").livemode).toBe(true);
    expect(sandbox.dashboard().list("configuration")).toEqual(before);
  }, true);
});

test("an account that was only read keeps the id of its default configuration", async () => {
  const list = async (sandbox: Sandbox): Promise<unknown> =>
    (await new Client(sandbox).get("/v1/billing_portal/configurations")).body.data;
  expect(await withState(list)).toEqual(await withState(list));
});

test("edits outside of the API are kept", async () => {
  const id = await withState((sandbox) => {
    const { id: edited } = sandbox.dashboard().list("configuration")[0];
    sandbox.dashboard().edit("configuration", edited, { name: "by hand" });
    return edited;
  });
  await withState((sandbox) => expect(sandbox.dashboard().get("configuration", id).name).toBe("by hand"));
});

test("only the state file is left in its folder", async () => {
  await withState((sandbox) => sandbox.dashboard().create("product", { name: "x" }));
  expect(readdirSync(folder)).toEqual(["account.json"]);
});

test.each([
  ["no JSON", "hello"],
  ["null", "null"],
  ["another JSON", '{"accounts":[]}'],
  ["a Terraform state", '{"version":4,"terraform_version":"1.11.0","resources":[]}'],
  [
    "a mangled state",
    '{"format":"stripe-portal sandbox","version":1,"accounts":[{"id":"acct_sandbox","mode":"test"}]}',
  ],
])("a file with %s is rejected and not changed", async (_, text) => {
  writeFileSync(stateFile, text);
  const rejected = startSandbox({ stateFile, environment: {} });
  await expect(rejected).rejects.toThrow(StateFileError);
  await expect(rejected).rejects.toThrow("is not the state of a sandbox; it was left unchanged");
  expect(readFileSync(stateFile, "utf8")).toBe(text);
});

test("an empty file starts a fresh account", async () => {
  writeFileSync(stateFile, "");
  await withState((sandbox) => sandbox.dashboard().create("product", { id: "kept", name: "Kept" }));
  await withState((sandbox) => expect(sandbox.dashboard().get("product", "kept").name).toBe("Kept"));
});

test.each([
  ["a missing feature", "configuration", (object: any) => delete object.features.subscription_update],
  ["a feature that is not an object", "configuration", (object: any) => (object.features.invoice_history = null)],
  [
    "a product that is not an object",
    "configuration",
    (object: any) => (object.features.subscription_update.products = [1]),
  ],
  ["a string as a boolean", "configuration", (object: any) => (object.active = "yes")],
  ["metadata that is not an object", "product", (object: any) => (object.metadata = "none")],
  ["a number as an id", "price", (object: any) => (object.product = 1)],
  ["the other mode", "price", (object: any) => (object.livemode = true)],
])("a state with %s in an object is rejected at the start", async (_, kind, change) => {
  await withState((sandbox) => {
    const dashboard = sandbox.dashboard();
    const { id: product } = dashboard.create("product", { name: "Pro" });
    dashboard.create("price", { product, currency: "usd", unit_amount: 100 });
  });
  const state = JSON.parse(readFileSync(stateFile, "utf8"));
  const [object] = state.accounts[0].objects[kind];
  change(object);
  const text = JSON.stringify(state);
  writeFileSync(stateFile, text);
  await expect(startSandbox({ stateFile, environment: {} })).rejects.toThrow(
    `${stateFile} contains an object that the sandbox cannot use: ${object.id}: `,
  );
  expect(readFileSync(stateFile, "utf8")).toBe(text);
  expect(readdirSync(folder)).toEqual(["account.json"]);
});

test("every kind of object can be stored with as many fields as possible", async () => {
  await withState((sandbox) => {
    const dashboard = sandbox.dashboard();
    const { id: product } = dashboard.create("product", {
      name: "Pro",
      package_dimensions: { height: 1, length: 1, weight: 1, width: 1 },
      metadata: { a: "b" },
    });
    dashboard.create("price", { product, currency: "usd", custom_unit_amount: { enabled: true } });
    const tiers = [{ up_to: "inf", unit_amount: 1 }];
    const recurring = { interval: "month" };
    dashboard.create("price", {
      product,
      currency: "usd",
      recurring,
      billing_scheme: "tiered",
      tiers_mode: "volume",
      tiers,
    });
    dashboard.create("payment_method_configuration", { name: "Cards" });
  });
  await withState((sandbox) => expect(sandbox.dashboard().list("price")).toHaveLength(2));
});

describe("a state file that another sandbox uses", () => {
  test("is rejected until that sandbox is closed", async () => {
    await withState(async () => {
      await expect(startSandbox({ stateFile, environment: {} })).rejects.toThrow(
        `the state file ${stateFile} is in use: process ${process.pid} on ${hostname()} uses it; if that process has ended, ` +
          `delete ${stateFile}.lock`,
      );
    });
    await withState(() => undefined);
  });

  test("is rejected through a symbolic link", async () => {
    const link = join(folder, "link.json");
    symlinkSync(stateFile, link);
    await withState(() => expect(startSandbox({ stateFile: link, environment: {} })).rejects.toThrow("is in use"));
  });

  test("is usable if that sandbox was killed", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(`${stateFile}.lock`, `${pid} ${hostname()}\n`);
    await withState(() => undefined);
    expect(readdirSync(folder)).toEqual(["account.json"]);
  });

  test("is rejected if that sandbox runs on another machine", async () => {
    writeFileSync(`${stateFile}.lock`, `1 elsewhere\n`);
    await expect(startSandbox({ stateFile, environment: {} })).rejects.toThrow("process 1 on elsewhere uses it");
  });
});

test("a symbolic link is kept, even if its file does not exist yet", async () => {
  const link = join(folder, "link.json");
  symlinkSync("account.json", link);
  for (const id of ["one", "two"]) {
    const sandbox = await startSandbox({ stateFile: link, environment: {} });
    sandbox.dashboard().create("product", { id, name: "x" });
    await sandbox.close();
  }
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  await withState((sandbox) =>
    expect(
      sandbox
        .dashboard()
        .list("product")
        .map(({ id }) => id),
    ).toEqual(["one", "two"]),
  );
});

test("a change that cannot be saved is undone and rejected with 500", async () => {
  const sandbox = await startSandbox({ stateFile, environment: {} });
  const stripe = new Client(sandbox, { "idempotency-key": "key-1" });
  await new Client(sandbox).post("/v1/products", { id: "kept", name: "Kept" });
  renameSync(folder, `${folder}.gone`);
  const { status, body } = await stripe.post("/v1/products", { id: "lost", name: "Lost" });
  expect([status, body.error.message]).toEqual([
    500,
    expect.stringMatching(/^The sandbox failed: Error: cannot write the state file .*ENOENT/),
  ]);
  expect(
    sandbox
      .dashboard()
      .list("product")
      .map(({ id }) => id),
  ).toEqual(["kept"]);
  renameSync(`${folder}.gone`, folder);
  expect((await stripe.post("/v1/products", { id: "lost", name: "Lost" })).status).toBe(200);
  await sandbox.close();
});

test("a state of another version is rejected", async () => {
  writeFileSync(stateFile, '{"format":"stripe-portal sandbox","version":2,"accounts":[]}');
  await expect(startSandbox({ stateFile, environment: {} })).rejects.toThrow("by another version of the sandbox (2)");
});

test("a missing folder, or a folder in the place of the file, is rejected at the start", async () => {
  const nowhere = join(folder, "none", "account.json");
  await expect(startSandbox({ stateFile: nowhere, environment: {} })).rejects.toThrow(/^cannot write the state file/);
  expect(existsSync(join(folder, "none"))).toBe(false);
  await expect(startSandbox({ stateFile: folder, environment: {} })).rejects.toThrow(/^cannot read the state file/);
});

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Linter } from "eslint";
import { STEP_VERSION } from "../../../support/step-version";
import { fail, interrupt, KEY, maximal, NO_ANSWER, run, SCRIPT, serveStripe, stripe, succeed } from "./harness";

serveStripe();

describe("the requests", () => {
  /** The parameters as Stripe receives them: all values are strings, and an empty list is an empty string. */
  const asSent = (value: any): any => {
    if (typeof value !== "object") return String(value);
    if (Array.isArray(value) && value.length === 0) return "";
    const entries = Object.entries(value).map(([name, item]) => [name, asSent(item)]);
    return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
  };
  const expand = ["features.subscription_update.products"];

  test("read the portal, then send all of it in one request", async () => {
    const desired = maximal();
    desired.features.customer_update = { enabled: false, allowed_updates: [] };
    desired.business_profile.terms_of_service_url = "";
    const out = await succeed({ desired });

    const path = "/v1/billing_portal/configurations/bpc_1";
    expect(stripe.requests).toMatchObject([
      { method: "GET", path, params: { expand } },
      { method: "POST", path },
    ]);
    expect(stripe.writes[0]!.params).toEqual({ ...asSent(desired), expand });
    expect(stripe.portal).toMatchObject({ name: "Acme", features: { subscription_update: { enabled: true } } });
    expect(out.split("\n").slice(0, 3)).toEqual([
      "bpc_1: sent to Stripe (inactive, 5 features on: invoice_history, payment_method_update, subscription_cancel, " +
        "subscription_pause, subscription_update)",
      "  active: true -> false",
      '  name: not set -> "Acme"',
    ]);
  });

  test("contain the key, the API version, the user agent and a random idempotency key", async () => {
    await succeed({ desired: { name: "Acme & [Co]", features: { customer_update: { allowed_updates: ["email"] } } } });

    const [read, write] = stripe.exchanges.map(({ request }) => request);
    for (const { headers } of [read!, write!]) {
      expect(headers).toMatchObject({
        host: "api.stripe.com",
        authorization: `Bearer ${KEY}`,
        "stripe-version": STEP_VERSION,
        "user-agent": "cdktf-stripe-portal",
      });
      expect(headers).not.toHaveProperty("stripe-context");
    }
    expect(read!.headers).not.toHaveProperty("idempotency-key");
    expect(write!.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      "idempotency-key": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(write!.raw).toBe(
      "name=Acme+%26+%5BCo%5D&features%5Bcustomer_update%5D%5Ballowed_updates%5D%5B0%5D=email" +
        "&expand%5B%5D=features.subscription_update.products",
    );
  });
});

describe("the script", () => {
  test("prints its usage for an unknown verb", async () => {
    for (const verb of ["", "destroy"]) {
      const { code, err } = await run({ verb });
      expect(code).toBe(2);
      expect(err).toContain(`usage: node apply-step.mjs apply | check-mode; got: ${verb || "no verb"}.`);
    }
    expect(stripe.requests).toEqual([]);
  });

  test("fails on an old Node and names the version that it needs", async () => {
    for (const verb of ["apply", "check-mode"]) {
      expect(await fail({ verb, env: { NODE_VERSION: "16.20.2" } })).toMatch(
        /Node\.js 18 or later is required; got: 16\.20\.2 \(.+\)\. Install it on the machine that runs Terraform/,
      );
    }
    expect(stripe.requests).toEqual([]);
  });

  test("uses ES2020 syntax, which an old Node can parse", () => {
    const problems = new Linter().verify(
      fs.readFileSync(SCRIPT, "utf8"),
      [{ files: ["**/*.mjs"], languageOptions: { ecmaVersion: 2020, sourceType: "module" } }],
      "apply-step.mjs",
    );

    expect(problems).toEqual([]);
  });

  test("imports Node's own modules only", () => {
    const imports = [...fs.readFileSync(SCRIPT, "utf8").matchAll(/\bfrom "([^"]+)"|\bimport\(|\brequire\(/g)];

    expect(imports.filter(([, name]) => !name?.startsWith("node:"))).toEqual([]);
  });

  test("runs from any folder, also through a symbolic link", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "apply-step-"));
    const [copy, link] = ["copy of asset.mjs", "link.mjs"].map((name) => path.join(folder, name)) as [string, string];
    fs.copyFileSync(SCRIPT, copy);
    fs.symlinkSync(copy, link);
    await succeed({ script: copy });
    await succeed({ script: link });
    fs.rmSync(folder, { recursive: true });

    expect(stripe.requests.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
  });

  const onPosix = process.platform === "win32" ? test.skip : test;
  onPosix.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends it at once and reports the effect on Stripe", async (signal, exitCode) => {
    stripe.sandbox.intercept = ({ method }) => {
      if (method === "GET") return undefined;
      interrupt(signal);
      return NO_ANSWER;
    };
    const { code, err } = await run();

    expect(code).toBe(exitCode);
    expect(err).toBe(
      "Error: app/portal, bpc_1: interrupted.\nStripe may have made the change. Run `apply` again: it sends the change only if Stripe does not hold it.\n",
    );
  });

  test("reports a bug of its own as one, without a stack", async () => {
    const { code, err } = await run({ env: { BREAK_STEP: "1" } });

    expect(code).toBe(1);
    expect(err).toMatch(
      /^Error: app\/portal, bpc_1: internal error: TypeError: broken \(line \d+\)\. Report this at https:\S+issues\.\nNothing was/,
    );
    expect(err).not.toMatch(/\n +at /);
  });
});

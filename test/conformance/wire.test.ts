import { Client } from "../cli/sandbox/client";
import { Exchange } from "../support/exchanges";
import { useSandbox } from "../support/sandbox";
import { describeWithTools, GO } from "../support/tools";
import { WireAudit } from "../support/wire-audit";

const COLLECTION = "/v1/billing_portal/configurations";
const GOOD = "features[invoice_history][enabled]=true&features[subscription_pause][enabled]=true";

// Every end-to-end test relies on this audit, so the audit needs tests of its own.
describeWithTools("the audit of requests and responses", [GO], () => {
  const sandbox = useSandbox({ once: true });
  let good: Exchange;
  const findings = (...exchanges: Exchange[]) =>
    new WireAudit(process.env.STRIPE_MOCK_URL!, process.env.STRIPE_TYPES_FILE!).findings(exchanges);

  beforeAll(async () => {
    const client = new Client(sandbox);
    const { status, body } = await client.post(COLLECTION, GOOD);
    good = { request: { method: "POST", path: COLLECTION, headers: {}, raw: GOOD }, status, body };
  });

  const sending = (more: string): Exchange => ({ ...good, request: { ...good.request, raw: `${GOOD}&${more}` } });
  const answering = (more: object): Exchange => ({ ...good, body: { ...good.body, ...more } });

  test("accepts valid parameters, including those newer than the OpenAPI", async () => {
    expect(good.status).toBe(200);
    expect(await findings(good, sending("login_page[enabled]=true"))).toEqual([]);
  });

  test.each([
    ["an unknown parameter", "is_default=true", "is_default=true"],
    ["an unknown nested parameter", "features[invoice_history][color]=red", "features[invoice_history][color]=red"],
    ["an unknown parameter of a newer feature", "features[subscription_pause][color]=red", "[color]=red"],
    ["an unknown value", "features[subscription_cancel][mode]=never", "[mode]=never"],
    ["a value of another type", "login_page[enabled]=yes", "login_page[enabled]=yes"],
    ["a value that stripe-mock rejects", "active=perhaps", "stripe-mock: "],
  ])("reports %s", async (_, more, finding) => {
    expect((await findings(sending(more))).join("\n")).toContain(`POST ${COLLECTION}: `);
    expect((await findings(sending(more))).join("\n")).toContain(finding);
  });

  test.each([
    ["an unknown field", { color: "red" }, 'color: "red"'],
    ["a field of another type", { active: "yes" }, 'active: "yes"'],
    ["a required field that is null", { features: null }, "features: null"],
    ["a missing field", { livemode: undefined }, "livemode: undefined"],
  ])("reports %s in a response", async (_, more, finding) => {
    expect(await findings(answering(more))).toEqual([`POST ${COLLECTION}: ${finding}`]);
  });
});

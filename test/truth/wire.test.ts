import { Sandbox, startSandbox } from "../../cli/src/sandbox";
import { Client } from "../cli/client";
import { Exchange } from "../support/exchanges";
import { describeWithTools, GO } from "../support/tools";
import { WireAudit } from "../support/wire-audit";

const COLLECTION = "/v1/billing_portal/configurations";
const GOOD = "features[invoice_history][enabled]=true&features[subscription_pause][enabled]=true";

// Every end-to-end test holds its requests against stripe-mock: worth something only where this sees what is wrong.
describeWithTools("the audit of what goes over the wire", [GO], () => {
  let sandbox: Sandbox;
  let good: Exchange;
  const findings = (...exchanges: Exchange[]) =>
    new WireAudit(process.env.STRIPE_MOCK_URL!, process.env.STRIPE_TYPES_FILE!).findings(exchanges);

  beforeAll(async () => {
    sandbox = await startSandbox();
    const client = new Client(sandbox, { "stripe-version": "2026-10-28.endive" });
    const { status, body } = await client.post(COLLECTION, GOOD);
    good = { request: { method: "POST", path: COLLECTION, raw: GOOD }, status, body };
  });
  afterAll(() => sandbox.close());

  const sending = (more: string): Exchange => ({ ...good, request: { ...good.request, raw: `${GOOD}&${more}` } });
  const answering = (more: object): Exchange => ({ ...good, body: { ...good.body, ...more } });

  test("finds nothing in what Stripe would take, newer parameters than the OpenAPI's among it", async () => {
    expect(good.status).toBe(200);
    expect(await findings(good, sending("login_page[enabled]=true"))).toEqual([]);
  });

  test.each([
    ["a parameter that nobody has", "is_default=true", "is_default=true"],
    [
      "one that nobody has further down",
      "features[invoice_history][color]=red",
      "features[invoice_history][color]=red",
    ],
    ["one that nobody has in something newer", "features[subscription_pause][color]=red", "[color]=red"],
    ["a value that nobody has", "features[subscription_cancel][mode]=never", "[mode]=never"],
    ["a value of another type", "login_page[enabled]=yes", "login_page[enabled]=yes"],
    ["what stripe-mock refuses", "active=perhaps", "stripe-mock says: "],
  ])("finds %s", async (_, more, finding) => {
    expect((await findings(sending(more))).join("\n")).toContain(`POST ${COLLECTION}: `);
    expect((await findings(sending(more))).join("\n")).toContain(finding);
  });

  test.each([
    ["a field that nobody has", { color: "red" }, 'color: "red"'],
    ["a field of another type", { active: "yes" }, 'active: "yes"'],
    ["a field that may not be null", { features: null }, "features: null"],
    ["a field that is not there", { livemode: undefined }, "livemode: undefined"],
  ])("finds in an answer %s", async (_, more, finding) => {
    expect(await findings(answering(more))).toEqual([`POST ${COLLECTION}: ${finding}`]);
  });
});

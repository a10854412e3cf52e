import { useSandbox } from "../../../support/sandbox";
import { Client } from "../client";
import { describeWire } from "../wire";

const PATH = "/v1/payment_method_configurations";

const sandbox = useSandbox({ once: true });
const stripe = new Client(sandbox);

test("every account has a default configuration", async () => {
  const { body } = await stripe.get(PATH);
  expect(body.data).toHaveLength(1);
  expect(body.data[0]).toMatchObject({
    id: expect.stringMatching(/^pmc_1\w{23}$/),
    is_default: true,
    card: { available: true, display_preference: { overridable: null, preference: "on", value: "on" } },
    sofort: { available: false, display_preference: { preference: "off", value: "off" } },
  });
});

test("a configuration can be created, updated and archived", async () => {
  const { body } = await stripe.post(PATH, {
    name: "Bank only",
    card: { display_preference: { preference: "off" } },
    sepa_debit: { display_preference: { preference: "on" } },
  });
  expect(body).toMatchObject({ name: "Bank only", card: { available: false }, sepa_debit: { available: true } });
  const changed = await stripe.post(`${PATH}/${body.id}`, { active: false, name: "Old" });
  expect(changed.body).toMatchObject({ active: false, name: "Old", sepa_debit: { available: true } });
  expect((await stripe.get(`${PATH}/${body.id}`)).body).toEqual(changed.body);
  expect((await stripe.get(PATH, { active: false })).body.data).toHaveLength(1);
});

test("an unknown payment method is rejected", async () => {
  const { body } = await stripe.post(PATH, { barter: { display_preference: { preference: "on" } } });
  expect(body.error.message).toBe("Received unknown parameter: barter");
});

describeWire("payment_method_configuration", "GET /v1/payment_method_configurations/:id", {
  answers: async (stripe) => (await stripe.get("/v1/payment_method_configurations")).body.data,
});

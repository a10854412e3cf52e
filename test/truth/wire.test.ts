import { Deployment, describeWithTerraform } from "../e2e/support/deployment";
import { OpenApi, StripeMock } from "../support/stripe-mock";
import { fieldsOf, TypedFields } from "../support/stripe-types";
import { describeWithTools, GO } from "../support/tools";
import { makeCatalog } from "./support/catalog";
import { deployExample, EXAMPLES } from "./support/examples";
import { Exchange, recordExchanges } from "./support/exchanges";
import { strangeFields, strangeParameters } from "./support/openapi";
import { deployAll, validPrograms } from "./support/random-portals";
import { FRESH_SEED } from "./support/seeds";

const PORTALS = 25;

describeWithTerraform("what Terraform and the step send", () => {
  describeWithTools("beside stripe-mock", [GO], () => {
    let mock: StripeMock;
    let api: OpenApi;
    let exchanges: Exchange[];

    beforeAll(async () => {
      mock = await StripeMock.start();
      api = OpenApi.read();
      exchanges = recordExchanges();
      for (const name of EXAMPLES) await during((deployment) => deployExample(deployment, name));
      await during(async (deployment) => {
        const account = deployment.sandbox.account();
        const court = { account, ids: makeCatalog(account) };
        await deployAll(deployment, validPrograms(court, FRESH_SEED, PORTALS), court);
        await deployment.destroy();
      });
    });
    afterAll(() => {
      jest.restoreAllMocks();
      mock?.stop();
    });

    async function during(use: (deployment: Deployment) => Promise<void>): Promise<void> {
      const deployment = await Deployment.start();
      await use(deployment).finally(() => deployment.close());
    }

    /** What is found in each exchange, with the exchange. */
    const findings = (find: (exchange: Exchange) => string[]): string[] =>
      exchanges.flatMap((exchange) =>
        find(exchange).map((finding) => `${exchange.request.method} ${exchange.request.path}: ${finding}`),
      );

    test("the sandbox and stripe-mock accept all of it", async () => {
      expect(exchanges.length).toBeGreaterThan(10 * EXAMPLES.length);
      expect(findings(({ status, body }) => (status === 200 ? [] : [JSON.stringify(body)]))).toEqual([]);

      const answers = new Map<Exchange, string[]>();
      for (const exchange of exchanges) {
        const { method, path, raw } = exchange.request;
        const [status, { error }] = await mock.ask(method, path, raw);
        answers.set(exchange, status === 200 ? [] : [error.message]);
      }
      expect(findings((exchange) => answers.get(exchange) ?? [])).toEqual([]);
    });

    test("its names and values are Stripe's at every depth", () => {
      const newer = new Map([...fieldsOf("ConfigurationCreateParams"), ...fieldsOf("ConfigurationUpdateParams")]);
      const found = findings(({ request: { method, path, raw } }) =>
        strangeParameters(new URLSearchParams(raw), api.parameters(method, path), newer),
      );
      expect(found).toEqual([]);
    });

    test("the sandbox answers with the fields and types that Stripe's OpenAPI says", () => {
      const newer: Record<string, TypedFields> = {
        "billing_portal.configuration": fieldsOf("Configuration"),
        price: fieldsOf("Price", "Prices"),
        product: fieldsOf("Product", "Products"),
      };
      const found = findings(({ request: { method, path }, body }) => {
        const { schema } = api.operation(method, path).responses["200"].content["application/json"];
        return strangeFields(body, schema, api, newer[body.object]);
      });
      expect(found).toEqual([]);
    });
  });
});

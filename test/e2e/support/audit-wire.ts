import { Exchange, recordExchanges } from "../../support/exchanges";
import { WireAudit } from "../../support/wire-audit";

// Every exchange of a test with the sandbox is compared with Stripe's stripe-mock, if Go could build it.
const { STRIPE_MOCK_URL, STRIPE_TYPES_FILE } = process.env;
if (STRIPE_MOCK_URL && STRIPE_TYPES_FILE) {
  const exchanges: Exchange[] = [];
  let audit: WireAudit | undefined;
  recordExchanges(exchanges);

  const expectNoFindings = async (): Promise<void> => {
    const recorded = exchanges.splice(0);
    if (recorded.length === 0) return;
    audit ??= new WireAudit(STRIPE_MOCK_URL, STRIPE_TYPES_FILE);
    expect(await audit.findings(recorded)).toEqual([]);
  };
  afterEach(expectNoFindings);
  afterAll(expectNoFindings);
}

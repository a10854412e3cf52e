import { Exchange, recordExchanges } from "../../support/exchanges";
import { WireAudit } from "../../support/wire-audit";

// Whatever a test sends to the sandbox is held against Stripe's own stripe-mock, where Go could make that.
const { STRIPE_MOCK_URL, STRIPE_TYPES_FILE } = process.env;
if (STRIPE_MOCK_URL && STRIPE_TYPES_FILE) {
  const exchanges: Exchange[] = [];
  let audit: WireAudit | undefined;
  recordExchanges(exchanges);

  const expectNothingStrange = async (): Promise<void> => {
    const recorded = exchanges.splice(0);
    if (recorded.length === 0) return;
    audit ??= new WireAudit(STRIPE_MOCK_URL, STRIPE_TYPES_FILE);
    expect(await audit.findings(recorded)).toEqual([]);
  };
  afterEach(expectNothingStrange);
  afterAll(expectNothingStrange);
}

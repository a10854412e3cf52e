import { type Route, route } from "./routing";

/** `/v1/account`: who a key belongs to. */
export const accountRoutes: readonly Route[] = [
  route("GET", "/v1/account", {}, {}, ({ account: { id } }) => ({
    id,
    object: "account",
    business_profile: { name: "Sandbox", support_email: null, support_phone: null, support_url: null, url: null },
    business_type: null,
    charges_enabled: true,
    country: "US",
    default_currency: "usd",
    details_submitted: true,
    email: null,
    metadata: {},
    payouts_enabled: true,
    settings: { dashboard: { display_name: "Sandbox", timezone: "Etc/UTC" } },
    type: "standard",
  })),
];

export const HOST = "api.stripe.com";
export const PORT = 443;
export const USER_AGENT = "cdktf-stripe-portal";
export const STRIPE_VERSION = "2026-10-28.endive";
export const CHECK_PROXY = `A proxy or firewall has probably answered instead. Allow this machine to connect to ${HOST}.`;

/** The host that the sandbox answers for. */
export const API_HOST = "api.stripe.com";

/** Stripe's other hosts that receive API keys or show the portal. The sandbox does not have them. */
export const UNSUPPORTED_HOSTS: readonly string[] = [
  "files.stripe.com",
  "connect.stripe.com",
  "billing.stripe.com",
  "meter-events.stripe.com",
];

/** True if a connection would reach Stripe and must not leave the machine. */
export function isStripeHost(host: string): boolean {
  return host === API_HOST || UNSUPPORTED_HOSTS.includes(host);
}

/** A host name in the form that others are compared with: lower case, without the root's dot. */
export function normalizeHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, "");
}

/** True if a `Host` header contains the name of the sandbox. Web pages that rebind their name to loopback send that name. */
export function isServedHost(header: string | undefined): boolean {
  const host = normalizeHost((header ?? "").replace(/:\d+$/, ""));
  return [API_HOST, "localhost", "127.0.0.1", "[::1]"].includes(host);
}

import { bypasses, withoutHost } from "../../../../cli/src/sandbox/network/no-proxy";

test.each([
  ["", "example.com", false],
  ["*", "example.com", true],
  ["example.com", "example.com", true],
  ["example.com", "www.example.com", true],
  [".example.com", "www.example.com", true],
  ["*.example.com", "www.example.com", true],
  ["ample.com", "example.com", false],
  ["example.com:443", "example.com", true],
  ["example.com:8443", "example.com", false],
  ["localhost, 127.0.0.1 Example.COM", "example.com", true],
])("NO_PROXY=%s bypasses the proxy for %s: %s", (noProxy, host, expected) => {
  expect(bypasses(noProxy, host, 443)).toBe(expected);
});

test.each([
  ["*", ""],
  ["localhost,stripe.com,.stripe.com,api.stripe.com:443,127.0.0.1", "localhost,127.0.0.1"],
  ["files.stripe.com,api.stripe.com:8443", "files.stripe.com,api.stripe.com:8443"],
])("NO_PROXY=%s is reduced to the hosts without Stripe", (noProxy, rest) => {
  expect(withoutHost(noProxy, "api.stripe.com")).toBe(rest);
});

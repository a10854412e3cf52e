import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isStripeEndpoint } from "../../../../cli/src/sandbox/api/stripe-endpoints";
import { useSandbox } from "../../../support/sandbox";
import { Client } from "../client";

const sandbox = useSandbox({ once: true });

test.each([
  ["POST", "/v1/charges"],
  ["GET", "/v1/subscriptions/sub_1"],
  ["POST", "/v1/products/prod_1/features"],
  ["POST", "/v2/core/events"],
] as const)("the unsupported endpoint %s %s is rejected with 501", async (method, path) => {
  const stripe = new Client(sandbox);
  const { status, headers, body } = method === "GET" ? await stripe.get(path) : await stripe.post(path);
  expect(status).toBe(501);
  expect(headers["stripe-should-retry"]).toBe("false");
  expect(body).toEqual({ error: { type: "api_error", message: `The sandbox does not support ${method} ${path}.` } });
});

test.each(["/v1/nonsense", "/v1/charges/ch_1/nonsense", "/nonsense"])(
  "the unknown endpoint %s is rejected with Stripe's message",
  async (path) => {
    const { status, body } = await new Client(sandbox).get(path);
    expect([status, body.error.message]).toEqual([
      404,
      expect.stringContaining(`Unrecognized request URL (GET: ${path}).`),
    ]);
  },
);

test("every endpoint of npm stripe is known", () => {
  const folder = join(dirname(require.resolve("stripe")), "resources");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const endpoints = sources.flatMap((source) =>
    [...source.matchAll(/_makeRequest\('([A-Z]+)', [`']([^`']+)[`']/g)].map(([, method = "", path = ""]) => [
      method,
      path.replace(/\$\{[^}]*\}/g, "id"),
    ]),
  );
  // The others belong to connect.stripe.com.
  const ofApi = endpoints.filter(([, path = ""]) => path.startsWith("/v"));
  expect(ofApi.length).toBeGreaterThan(500);
  expect(ofApi.filter(([method = "", path = ""]) => !isStripeEndpoint(method, path))).toEqual([]);
});

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { type Keyring, replaceKeys } from "../api/keys/keyring";
import { API_HOST, UNSUPPORTED_HOSTS } from "./hosts";
import { withoutHost } from "./no-proxy";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The CA bundles of Linux distributions, in the order in which Go looks for them. */
const SYSTEM_BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/** The variables with a CA bundle that replaces the system's. */
const BUNDLE_VARIABLES = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"] as const;

const PRELOAD = join(__dirname, "..", "..", "..", "bin", "node-preload.cjs");

/**
 * The variables that connect a command to the sandbox instead of Stripe. Writes the CA bundles into `folder`. CAs that the
 * environment already trusts stay trusted.
 */
export function environmentFor(options: {
  readonly base: Environment;
  readonly ca: string;
  readonly folder: string;
  readonly key: string;
  readonly keyring: Keyring;
  /** The port of the HTTPS server. */
  readonly port: number;
  readonly proxyUrl: string;
}): Record<string, string> {
  const { base, ca, folder, key, keyring, port, proxyUrl } = options;
  const roots = join(folder, "roots.pem");
  const extra = join(folder, "ca.pem");
  writeFileSync(roots, bundle(...trustedBundles(base), ca));
  writeFileSync(extra, bundle(readCertificates(base["NODE_EXTRA_CA_CERTS"]), ca));
  const noProxy = Object.fromEntries(
    ["NO_PROXY", "no_proxy"]
      .filter((name) => base[name] !== undefined)
      .map((name) => [name, withoutHost(base[name]!, API_HOST)]),
  );
  return {
    ...replaceKeys(base, keyring),
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    ...noProxy,
    ...Object.fromEntries(BUNDLE_VARIABLES.map((name) => [name, roots])),
    NODE_EXTRA_CA_CERTS: extra,
    NODE_OPTIONS: [base["NODE_OPTIONS"], `--require ${quoted(PRELOAD)}`].filter(Boolean).join(" "),
    STRIPE_PORTAL_SANDBOX: JSON.stringify({ port, host: API_HOST, unsupported: UNSUPPORTED_HOSTS }),
    STRIPE_API_KEY: key,
  };
}

/** The CA bundles in the environment, and the system's, which `SSL_CERT_FILE` would replace. */
function trustedBundles(base: Environment): string[] {
  const system = [base["SSL_CERT_FILE"] ?? "", ...SYSTEM_BUNDLES].find((candidate) => existsSync(candidate));
  const files = new Set([system, ...BUNDLE_VARIABLES.map((name) => base[name])]);
  const bundles = [...files].map(readCertificates).filter((text) => text !== "");
  return bundles.length > 0 ? bundles : [...rootCertificates];
}

/** The certificates in a file or folder; "" if there are none. */
function readCertificates(path: string | undefined): string {
  if (!path || !existsSync(path)) {
    return "";
  }
  const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
  return bundle(...files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "utf8")));
}

function bundle(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => part.trimEnd() + "\n")
    .join("");
}

/** A value in `NODE_OPTIONS`. Spaces separate options, and backslashes escape inside quotes. */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { withoutHost } from "./no-proxy";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where Linux distributions keep the roots that programs trust (the list that Go goes through). */
const SYSTEM_BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * What a program needs in its environment to talk to the sandbox instead of Stripe. The certificate files are written
 * into `folder`; what the environment already trusts stays trusted.
 */
export function environmentFor(options: {
  readonly proxyUrl: string;
  readonly ca: string;
  readonly key: string;
  readonly host: string;
  readonly folder: string;
  readonly base: Environment;
}): Record<string, string> {
  const { base, ca, folder, host, key, proxyUrl } = options;
  const roots = join(folder, "roots.pem");
  const extra = join(folder, "ca.pem");
  writeFileSync(roots, bundle(systemRoots(base), ca));
  writeFileSync(extra, bundle(readIfThere(base["NODE_EXTRA_CA_CERTS"]), ca));
  const noProxy = Object.fromEntries(
    ["NO_PROXY", "no_proxy"]
      .filter((name) => base[name] !== undefined)
      .map((name) => [name, withoutHost(base[name]!, host)]),
  );
  return {
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    ...noProxy,
    SSL_CERT_FILE: roots,
    CURL_CA_BUNDLE: roots,
    REQUESTS_CA_BUNDLE: roots,
    NODE_EXTRA_CA_CERTS: extra,
    STRIPE_API_KEY: key,
  };
}

function systemRoots(base: Environment): string {
  const file = base["SSL_CERT_FILE"] ?? SYSTEM_BUNDLES.find((candidate) => existsSync(candidate));
  return readIfThere(file) || rootCertificates.join("\n");
}

function readIfThere(file: string | undefined): string {
  return file !== undefined && existsSync(file) ? readFileSync(file, "utf8") : "";
}

function bundle(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => part.trimEnd() + "\n")
    .join("");
}

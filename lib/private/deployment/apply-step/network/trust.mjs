import fs from "node:fs";
import path from "node:path";
import tls from "node:tls";
import { report } from "../output.mjs";
import { env, orUndefined } from "../values.mjs";

/**
 * What Node trusts by default, its own roots and NODE_EXTRA_CA_CERTS, and the certificates in SSL_CERT_FILE and SSL_CERT_DIR.
 * Returns undefined if neither is set.
 */
export function trustFromEnvironment() {
  const folders = env("SSL_CERT_DIR").split(path.delimiter).filter(Boolean);
  if (!env("SSL_CERT_FILE") && folders.length === 0) return undefined;
  const named = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"].map(env).filter(Boolean);
  const found = folders.flatMap((folder) =>
    (orUndefined(() => fs.readdirSync(folder)) || []).map((file) => path.join(folder, file)),
  );
  const read = (/** @type {string} */ file) => orUndefined(() => fs.readFileSync(file, "utf8")) || "";
  for (const file of named) if (!read(file)) report(`note: no certificate could be read from ${file}`);
  return tls.createSecureContext({ ca: [...tls.rootCertificates, ...[...named, ...found].map(read)] });
}

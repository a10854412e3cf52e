import { randomBytes } from "node:crypto";
import { generate } from "selfsigned";

/** A certificate for Stripe's host, and the certificate authority (CA) that signed it (both PEM). */
export interface Certificates {
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Creates both. No CA key outlives the process, so no machine ever trusts one. Each CA has a name of its own: clients find
 * the CA of a certificate by name, and a sandbox inside a sandbox trusts two.
 */
export async function makeCertificates(host: string): Promise<Certificates> {
  const common = {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - DAY),
    notAfterDate: new Date(Date.now() + 30 * DAY),
  } as const;
  const ca = await generate(
    [{ name: "commonName", value: `stripe-portal sandbox ${randomBytes(8).toString("hex")}` }],
    {
      ...common,
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  const leaf = await generate([{ name: "commonName", value: host }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: host },
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { ca: ca.cert, key: leaf.private, cert: leaf.cert };
}

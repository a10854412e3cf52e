import { invalid } from "../errors";
import type { Parameter } from "./parameter";
import { string } from "./scalars";
import { map } from "./structures";

/** The currencies of Stripe, in the order of its error message. */
const CURRENCIES =
  "usd, aed, afn, all, amd, ang, aoa, ars, aud, awg, azn, bam, bbd, bdt, bgn, bhd, bif, bmd, bnd, bob, brl, bsd, bwp, " +
  "byn, bzd, cad, cdf, chf, clp, cny, cop, crc, cve, czk, djf, dkk, dop, dzd, egp, etb, eur, fjd, fkp, gbp, gel, gip, " +
  "gmd, gnf, gtq, gyd, hkd, hnl, hrk, htg, huf, idr, ils, inr, isk, jmd, jod, jpy, kes, kgs, khr, kmf, krw, kwd, kyd, " +
  "kzt, lak, lbp, lkr, lrd, lsl, mad, mdl, mga, mkd, mmk, mnt, mop, mur, mvr, mwk, mxn, myr, mzn, nad, ngn, nio, nok, " +
  "npr, nzd, omr, pab, pen, pgk, php, pkr, pln, pyg, qar, ron, rsd, rub, rwf, sar, sbd, scr, sek, sgd, shp, sle, sos, " +
  "srd, std, szl, thb, tjs, tnd, top, try, ttd, twd, tzs, uah, ugx, uyu, uzs, vnd, vuv, wst, xaf, xcd, xcg, xof, xpf, " +
  "yer, zar, zmw, usdc, btn, ghs, eek, lvl, svc, vef, ltl, sll, mro";
const SUPPORTED: ReadonlySet<string> = new Set(CURRENCIES.split(", "));

/** A currency, in upper or lower case. It is read in lower case. */
export function currency(): Parameter<string> {
  const text = string({ example: "usd" });
  return { ...text, read: (node, place) => supported(text.read(node, place).toLowerCase(), place.name) };
}

/** An object with currencies as keys. */
export function currencyMap<T>(of: Parameter<T>): Parameter<Record<string, T>> {
  const parameter = map(of);
  return {
    ...parameter,
    read(node, place) {
      const values = parameter.read(node, place);
      Object.keys(values).forEach((key) => supported(inLowerCase(key, place.name), place.name));
      return values;
    },
  };
}

function supported(currency: string, param: string): string {
  if (!SUPPORTED.has(currency)) {
    throw invalid(param, `Invalid currency: ${currency}. Stripe currently supports these currencies: ${CURRENCIES}`);
  }
  return currency;
}

function inLowerCase(key: string, param: string): string {
  const lower = key.toLowerCase();
  if (key !== lower) {
    const message = `Currencies must be lowercase when used as keys in a map. Use \`${lower}\` instead of \`${key}\`.`;
    throw invalid(param, message);
  }
  return key;
}

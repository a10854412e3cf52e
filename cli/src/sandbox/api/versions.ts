import { StripeError } from "./errors";

/** The API version of a request without `Stripe-Version`: the newest one that the sandbox supports. */
export const DEFAULT_VERSION = "2026-10-28.endive";

/** The versions that added something to portals, products or prices, from npm `stripe`'s changelog. */
export const Since = {
  METERED_PRICES_NEED_METERS: "2025-03-31",
  CUSTOMER_UPDATE_FLOW: "2026-08-26",
  FEEDBACK_OPTIONS: "2026-08-26",
  TAX_DETAILS: "2026-09-30",
  AFTER_EXPIRATION: "2026-10-28",
  SUBSCRIPTION_PAUSE: "2026-10-28",
} as const;

/** Stripe's releases, each with the date of its first version. Versions before them have no name. */
const RELEASES = [
  { name: "acacia", from: "2024-09-30" },
  { name: "basil", from: "2025-03-31" },
  { name: "clover", from: "2025-09-30" },
  { name: "dahlia", from: "2026-03-25" },
  { name: "endive", from: "2026-09-30" },
] as const;

const OLDEST = "2011-01-01";

/** Reads a `Stripe-Version` header. Beta features after a semicolon are ignored. */
export function readVersion(header: string | undefined): string {
  const version = (header ?? DEFAULT_VERSION).split(";")[0]!.trim();
  const [, date = "", name] = /^(\d{4}-\d{2}-\d{2})(?:\.(\w+))?$/.exec(version) ?? [];
  if (!isDate(date) || date < OLDEST || !isRelease(date, name)) {
    throw new StripeError(400, `Invalid Stripe API version: ${header}`);
  }
  return version;
}

/** True if a version contains an addition of the version `since`. Versions are compared by their dates. */
export function knows(version: string, since: string | undefined): boolean {
  return since === undefined || version.slice(0, since.length) >= since;
}

function isDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function isRelease(date: string, name: string | undefined): boolean {
  const release = RELEASES.findLast(({ from }) => from <= date)?.name;
  if (release === undefined || name === undefined) {
    return release === name;
  }
  return name === release || name === "preview" || isNewRelease(date, name);
}

/** Releases newer than the sandbox. Their names are in alphabetical order. */
function isNewRelease(date: string, name: string): boolean {
  return date > DEFAULT_VERSION && /^[a-z]+$/.test(name) && name > RELEASES.at(-1)!.name;
}

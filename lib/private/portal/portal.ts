import * as cdktf from "cdktf";
import { ApplyVia, ApplyWhen } from "../../apply-via";
import { PortalFeatures } from "../../features";
import { BusinessProfile, LoginPage, PortalMode, StripePortalConfigurationProps } from "../../portal-props";
import { Violation } from "../errors";
import { isStripeProvider } from "../terraform/provider";
import { isMapToken, isToken, literalParts } from "../terraform/tokens";
import { CUSTOMER_UPDATE } from "./customer-update";
import { INVOICE_HISTORY } from "./invoice-history";
import { PAYMENT_METHOD_UPDATE } from "./payment-method-update";
import { Finding, failIf, Portal, Rule, stringWithin, Warning, warnIf, within } from "./rule";
import {
  choice,
  isListOf,
  isSingleString,
  isString,
  list,
  map,
  names,
  other,
  Place,
  placesIn,
  required,
  string,
  struct,
  toggle,
  url,
  valueAt,
} from "./schema";
import { SUBSCRIPTION_CANCEL } from "./subscription-cancel";
import { SUBSCRIPTION_PAUSE } from "./subscription-pause";
import { SUBSCRIPTION_UPDATE } from "./subscription-update";

/** The properties that Stripe has no parameter for. */
type Option =
  | "importFrom"
  | "expectedMode"
  | "applyVia"
  | "applyWhen"
  | "acknowledgeWarnings"
  | "provider"
  | "dependsOn"
  | "lifecycle";

const METADATA = map({ maxKeys: 50, maxKey: 40, maxValue: 500 });

/** Stripe's parameters. */
export const PORTAL = struct<Omit<StripePortalConfigurationProps, Option>>({
  active: toggle(),
  name: string({ max: 256 }),
  defaultReturnUrl: url(),
  businessProfile: struct<BusinessProfile>({
    headline: string({ max: 60 }),
    privacyPolicyUrl: url(),
    termsOfServiceUrl: url(),
  }),
  loginPage: struct<LoginPage>({ enabled: toggle() }),
  metadata: METADATA,
  features: required(
    struct<PortalFeatures>({
      customerUpdate: CUSTOMER_UPDATE,
      invoiceHistory: INVOICE_HISTORY,
      paymentMethodUpdate: PAYMENT_METHOD_UPDATE,
      subscriptionCancel: SUBSCRIPTION_CANCEL,
      subscriptionUpdate: SUBSCRIPTION_UPDATE,
      subscriptionPause: SUBSCRIPTION_PAUSE,
    }),
  ),
});

const ASSERTION = struct<cdktf.TerraformCondition>({
  condition: required(other("a condition", (value) => value !== null && value !== undefined)),
  errorMessage: required(string()),
});

const LIFECYCLE = struct<cdktf.TerraformResourceLifecycle>({
  preventDestroy: toggle(),
  createBeforeDestroy: toggle(),
  ignoreChanges: other(
    '"all" or a list of Terraform attributes',
    (value) => value === "all" || isListOf(isSingleString, value),
  ),
  replaceTriggeredBy: other("a list of Terraform addresses and constructs with one", (value) =>
    isListOf((item) => isSingleString(item) || isDependable(item), value),
  ),
  precondition: list(ASSERTION),
  postcondition: list(ASSERTION),
});

/** All properties of a portal. */
export const PROPS = struct<StripePortalConfigurationProps>({
  ...PORTAL.rows,
  importFrom: string(),
  expectedMode: choice(PortalMode, { known: true }),
  applyVia: choice(ApplyVia, { known: true }),
  applyWhen: choice(ApplyWhen, { known: true }),
  acknowledgeWarnings: names(),
  provider: other("a Stripe provider, such as `StripeProvider`", isStripeProvider),
  dependsOn: other("a list of constructs with a Terraform address", (value) => isListOf(isDependable, value)),
  lifecycle: LIFECYCLE,
});

const URLS: readonly Place[] = placesIn(PORTAL)
  .filter(({ row }) => row.kind === "url")
  .sort((one, other) => (one.property < other.property ? -1 : 1));

const CONFIGURATION_ID = "must be the ID of a portal configuration";
const LOCAL_HOST = /^(?:(?:.*\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/;

/** Rules for the portal as a whole. */
export const portalRules: readonly Rule[] = [
  {
    name: "feature-required",
    rule: "Stripe requires at least one feature",
    answer: "Missing required param: features.",
    confidence: "documented or reported by several sources",
    example: "features: {}",
    check: ({ features }) =>
      failIf(
        Object.values(features).every((feature) => feature === undefined),
        { property: "features", got: features, fix: "add a feature, for example `invoiceHistory: {}`" },
      ),
  },
  {
    name: "metadata-size",
    rule: `metadata can have at most ${METADATA.maxKeys} keys`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example:
      'features: { invoiceHistory: {} }, metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`key${i}`, "x"]))',
    check: ({ metadata }) => {
      // A token may turn out to be empty, which leaves the key out, or to be the same as another key.
      const certain = entriesOf(metadata).filter(([key, value]) => !isToken(key) && literalPart(value) !== "");
      const excess = certain.length - METADATA.maxKeys;
      return failIf(excess > 0, { property: "metadata", got: certain.length, fix: `remove at least ${excess}` });
    },
  },
  {
    name: "metadata-keys",
    rule: `a metadata key must have 1 to ${METADATA.maxKey} characters and no square brackets`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, metadata: { "team[0]": "billing" }',
    check: ({ metadata }) =>
      entriesOf(metadata).flatMap(([key]) =>
        failIf(!canBeMetadataKey(key), { property: "metadata", got: key, fix: "rename it" }),
      ),
  },
  {
    name: "metadata-values",
    rule: `a metadata value must be at most ${METADATA.maxValue} characters`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, metadata: { team: "x".repeat(501) }',
    check: ({ metadata }) =>
      entriesOf(metadata).flatMap(([key, value]) =>
        stringWithin(METADATA.maxValue, value).map<Finding>((each) =>
          within(isToken(key) ? "metadata" : `metadata.${key}`, each),
        ),
      ),
  },
  {
    name: "import-id",
    rule: `\`importFrom\` ${CONFIGURATION_ID}`,
    answer: "No such configuration: '...'",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, importFrom: "price_123"',
    check: ({ importFrom }) => (importFrom === undefined ? [] : idOfConfiguration("importFrom", importFrom)),
  },
];

export const portalWarnings: readonly Warning[] = [
  {
    name: "insecure-link",
    consequence: "Test mode accepts the link, but live mode may reject it.",
    example: 'features: { invoiceHistory: {} }, defaultReturnUrl: "http://example.com/account"',
    check: (portal) => {
      const insecure = linksOf(portal)
        .filter(([, link]) => /^http:\/\//i.test(link) && !isLocal(link))
        .map(([property, link]) => `\`${property}\`: ${link}`);
      return warnIf(
        insecure.length > 0 && portal.expectedMode !== PortalMode.TEST,
        `Live mode may reject links without https: ${insecure.join(", ")}.`,
      );
    },
  },
  {
    name: "live-without-links",
    consequence: "Stripe falls back to the account's public details if links are missing.",
    example: "features: { invoiceHistory: {} }, expectedMode: PortalMode.LIVE",
    check: (portal) => {
      const missing = linksOf(portal)
        .filter(([, link]) => link === "")
        .map(([property]) => `\`${property}\``);
      return warnIf(
        missing.length > 0 && portal.expectedMode === PortalMode.LIVE,
        `Links of a live portal are missing: ${missing.join(", ")}. Stripe falls back to the account's public details. Set the links to show others.`,
      );
    },
  },
];

/** Checks the ID of a portal configuration. Tokens pass. */
export function idOfConfiguration(property: string, id: unknown): Violation[] {
  const isValid = typeof id === "string" ? canBeConfigurationId(id) : isToken(id);
  if (isValid) return [];
  return [{ property, rule: CONFIGURATION_ID, got: id, fix: "use the configuration's ID, `bpc_...`" }];
}

/** The links of a portal, each with its property. A link that is left out is empty. */
function linksOf(portal: Portal): [property: string, link: string][] {
  return URLS.map((place) => [place.property, (valueAt(portal, place, "property") ?? "") as string]);
}

/** Returns true if the literal part of a link contains a local host. */
function isLocal(link: string): boolean {
  const literal = literalPart(link);
  return URL.canParse(literal) && LOCAL_HOST.test(new URL(literal).hostname);
}

/** The metadata that is sent: Stripe keeps no keys with empty values. */
function entriesOf(metadata: { [key: string]: string } = {}): [key: string, value: string][] {
  if (isMapToken(metadata)) return [];
  return Object.entries(metadata).filter(([, value]) => value !== "" && value !== undefined);
}

function canBeMetadataKey(key: string): boolean {
  const literal = literalPart(key);
  return key !== "" && [...literal].length <= METADATA.maxKey && !/[[\]]/.test(literal);
}

function literalPart(value: unknown): string {
  return typeof value === "string" ? literalParts(value).join("") : "";
}

function canBeConfigurationId(id: string): boolean {
  const [start, ...others] = literalParts(id);
  if (others.length === 0) return /^bpc_\w+$/.test(id);
  return ("bpc_".startsWith(start) || start.startsWith("bpc_")) && /^\w*$/.test(literalPart(id));
}

function isDependable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fqn" in value && isString(value.fqn);
}

import { ApplyVia, ApplyWhen } from "../../apply-via";
import { CustomerUpdateField } from "../../features/customer-update";
import { PortalMode } from "../../portal-props";
import { isMapToken, isToken, literalParts } from "../terraform/tokens";
import { failIf, Finding, knownMemberOf, MAX_ID, membersOf, Rule, stringWithin } from "./rule";
import { Violation } from "../errors";
import { links } from "./links";
import { WARNING_NAMES } from "./warnings";

const MAX_HEADLINE = 60;
const MAX_NAME = 256;
const MAX_LINK = 5000;
const SCHEMES = ["http://", "https://"];
const OPEN_HOST = /^https?:\/\/[^\s/?#][^/?#]*$/i;
const MAX_METADATA_KEYS = 50;
const MAX_METADATA_KEY = 40;
const MAX_METADATA_VALUE = 500;
const CONFIGURATION_ID = "must be the ID of a portal configuration";

/** Rules for the portal as a whole, and for features without a file of their own. */
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
    name: "option-values",
    rule: "`applyVia`, `applyWhen`, `expectedMode` and `acknowledgeWarnings` must have documented values, and cannot be tokens",
    example: 'features: { invoiceHistory: {} }, acknowledgeWarnings: ["no-such-warning"]',
    check: ({ props }) => [
      ...knownMemberOf("applyVia", props.applyVia, ApplyVia),
      ...knownMemberOf("applyWhen", props.applyWhen, ApplyWhen),
      ...knownMemberOf("expectedMode", props.expectedMode, PortalMode),
      ...(props.acknowledgeWarnings ?? []).flatMap((name, index) =>
        knownMemberOf(`acknowledgeWarnings[${index}]`, name, WARNING_NAMES),
      ),
    ],
  },
  {
    name: "string-lengths",
    rule: `\`name\` must be at most ${MAX_NAME} characters, and \`businessProfile.headline\` at most ${MAX_HEADLINE}`,
    answer: "Invalid string: <value>; must be at most 60 characters",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, businessProfile: { headline: "x".repeat(61) }',
    check: ({ props }) => [
      ...stringWithin("name", props.name, MAX_NAME),
      ...stringWithin("businessProfile.headline", props.businessProfile?.headline, MAX_HEADLINE),
    ],
  },
  {
    name: "absolute-links",
    rule: `a link must be an absolute http or https URL of at most ${MAX_LINK} characters`,
    answer: "Not a valid URL (url_invalid)",
    confidence: "reported once or inferred",
    example: 'features: { invoiceHistory: {} }, defaultReturnUrl: "example.com/account"',
    check: (portal) =>
      links(portal).flatMap<Finding>(([property, link]) => [
        ...failIf(typeof link === "string" && link !== "" && !canBeAbsoluteUrl(link), {
          property,
          got: link,
          fix: "use the full URL, for example `https://example.com/account`",
        }),
        ...stringWithin(property, link, MAX_LINK),
      ]),
  },
  {
    name: "metadata-size",
    rule: `metadata can have at most ${MAX_METADATA_KEYS} keys`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example:
      'features: { invoiceHistory: {} }, metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`key${i}`, "x"]))',
    check: ({ props: { metadata } }) => {
      // A token may turn out to be empty, which leaves the key out, or to be the same as another key.
      const certain = entriesOf(metadata).filter(([key, value]) => !isToken(key) && literalPart(value) !== "");
      const excess = certain.length - MAX_METADATA_KEYS;
      return failIf(excess > 0, { property: "metadata", got: certain.length, fix: `remove at least ${excess}` });
    },
  },
  {
    name: "metadata-keys",
    rule: `a metadata key must have 1 to ${MAX_METADATA_KEY} characters and no square brackets`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, metadata: { "team[0]": "billing" }',
    check: ({ props: { metadata } }) =>
      entriesOf(metadata).flatMap(([key]) =>
        failIf(!canBeMetadataKey(key), { property: "metadata", got: key, fix: "rename it" }),
      ),
  },
  {
    name: "metadata-values",
    rule: `a metadata value must be at most ${MAX_METADATA_VALUE} characters`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, metadata: { team: "x".repeat(501) }',
    check: ({ props: { metadata } }) =>
      entriesOf(metadata).flatMap(([key, value]) =>
        stringWithin(isToken(key) ? "metadata" : `metadata.${key}`, value, MAX_METADATA_VALUE),
      ),
  },
  {
    name: "import-id",
    rule: `\`importFrom\` ${CONFIGURATION_ID}`,
    answer: "No such configuration: '...'",
    confidence: "documented or reported by several sources",
    example: 'features: { invoiceHistory: {} }, importFrom: "price_123"',
    check: ({ props: { importFrom } }) => (importFrom === undefined ? [] : idOfConfiguration("importFrom", importFrom)),
  },
  {
    name: "customer-update-fields",
    rule: "`customerUpdate.allowedUpdates` must contain members of `CustomerUpdateField`, without duplicates",
    answer:
      "Invalid features[customer_update][allowed_updates][0]: must be one of ... (only this library rejects duplicates).",
    confidence: "documented or reported by several sources",
    example: 'features: { customerUpdate: { allowedUpdates: ["fax" as CustomerUpdateField] } }',
    check: ({ features }) =>
      membersOf("features.customerUpdate.allowedUpdates", features.customerUpdate?.allowedUpdates, CustomerUpdateField),
  },
  {
    name: "payment-method-configuration-id",
    rule: `the ID of a payment method configuration must be at most ${MAX_ID} characters`,
    answer: "Rejected.",
    confidence: "documented or reported by several sources",
    example: 'features: { paymentMethodUpdate: { paymentMethodConfiguration: "x".repeat(5001) } }',
    check: ({ features }) =>
      stringWithin(
        "features.paymentMethodUpdate.paymentMethodConfiguration",
        features.paymentMethodUpdate?.paymentMethodConfiguration,
        MAX_ID,
      ),
  },
];

/** Checks the ID of a portal configuration. Tokens pass. */
export function idOfConfiguration(property: string, id: unknown): Violation[] {
  return failIf(typeof id === "string" ? !canBeConfigurationId(id) : !isToken(id), {
    property,
    rule: CONFIGURATION_ID,
    got: id,
    fix: "use the configuration's ID, `bpc_...`",
  });
}

/** The metadata that is sent: Stripe keeps no keys with empty values. */
function entriesOf(metadata: { [key: string]: string } = {}): [key: string, value: string][] {
  if (isMapToken(metadata)) return [];
  return Object.entries(metadata).filter(([, value]) => value !== "" && value !== undefined);
}

function canBeMetadataKey(key: string): boolean {
  const literal = literalPart(key);
  return key !== "" && [...literal].length <= MAX_METADATA_KEY && !/[[\]]/.test(literal);
}

function literalPart(value: unknown): string {
  return typeof value === "string" ? literalParts(value).join("") : "";
}

function canBeConfigurationId(id: string): boolean {
  const [start, ...others] = literalParts(id);
  if (others.length === 0) return /^bpc_\w+$/.test(id);
  return ("bpc_".startsWith(start) || start.startsWith("bpc_")) && /^\w*$/.test(literalPart(id));
}

function canBeAbsoluteUrl(link: string): boolean {
  const [start, ...others] = literalParts(link);
  if (/^https?:\/\/[^\s/]/i.test(start) && URL.canParse(start)) return true;
  // A token after the start can complete the scheme or the host.
  const isOpen = SCHEMES.some((scheme) => scheme.startsWith(start.toLowerCase())) || OPEN_HOST.test(start);
  return others.length > 0 && isOpen;
}

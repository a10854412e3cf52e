import { ApplyVia, ApplyWhen } from "../../apply-via";
import { CustomerUpdateField } from "../../customer-update";
import { PortalMode } from "../../portal-mode";
import { isMapToken, isToken, literalParts } from "../tokens";
import { knownMemberOf, MAX_ID, membersOf, Rule, stringWithin, unless } from "./checks";
import { Violation } from "./violation";
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

/** What holds for the portal as a whole and for the features without rules of their own. */
export const portalRules: readonly Rule[] = [
  {
    name: "some-feature",
    rule: "A portal names at least one feature.",
    answer: "Missing required param: features.",
    confidence: "documented or reported by several",
    example: "features: {}",
    check: ({ features }) =>
      unless(
        Object.values(features).some((feature) => feature !== undefined),
        {
          property: "features",
          rule: "Stripe demands at least one feature",
          got: features,
          fix: "name one, e.g. `invoiceHistory: {}`",
        },
      ),
  },
  {
    name: "known-options",
    rule: "`applyVia`, `applyWhen`, `expectedMode` and `acknowledgeWarnings` have closed sets of values, and are no tokens.",
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
    name: "short-texts",
    rule: `The headline has at most ${MAX_HEADLINE} characters, the name ${MAX_NAME}.`,
    answer: "Invalid string: <value>; must be at most 60 characters",
    confidence: "documented or reported by several",
    example: 'features: { invoiceHistory: {} }, businessProfile: { headline: "x".repeat(61) }',
    check: ({ props }) => [
      ...stringWithin("name", props.name, MAX_NAME),
      ...stringWithin("businessProfile.headline", props.businessProfile?.headline, MAX_HEADLINE),
    ],
  },
  {
    name: "absolute-links",
    rule: `The two policy links and the return URL are absolute http or https URLs of at most ${MAX_LINK} characters.`,
    answer: "Not a valid URL (url_invalid)",
    confidence: "reported once or inferred",
    example: 'features: { invoiceHistory: {} }, defaultReturnUrl: "example.com/account"',
    check: (portal) =>
      links(portal).flatMap(([property, link]) => [
        ...unless(!link || typeof link !== "string" || canBeAbsoluteUrl(link), {
          property,
          rule: "must be an absolute http or https URL",
          got: link,
          fix: "give it whole, e.g. `https://example.com/account`",
        }),
        ...stringWithin(property, link, MAX_LINK),
      ]),
  },
  {
    name: "metadata-limits",
    rule: `Metadata has at most ${MAX_METADATA_KEYS} keys of at most ${MAX_METADATA_KEY} characters without square brackets, and values of at most ${MAX_METADATA_VALUE}.`,
    answer: "Refused.",
    confidence: "documented or reported by several",
    example: 'features: { invoiceHistory: {} }, metadata: { "team[0]": "billing" }',
    check: ({ props }) => metadataFits(props.metadata ?? {}),
  },
  {
    name: "importable-id",
    rule: "`importFrom` is the id of a portal configuration.",
    answer: "No such configuration: '...'",
    confidence: "documented or reported by several",
    example: 'features: { invoiceHistory: {} }, importFrom: "price_123"',
    check: ({ props: { importFrom } }) => (importFrom === undefined ? [] : idOfConfiguration("importFrom", importFrom)),
  },
  {
    name: "customer-update-fields",
    rule: "`customerUpdate.allowedUpdates` has values of its closed set, each once.",
    answer:
      "Invalid features[customer_update][allowed_updates][0]: must be one of ...; a value listed twice is refused by the construct alone.",
    confidence: "documented or reported by several",
    example: 'features: { customerUpdate: { allowedUpdates: ["fax" as CustomerUpdateField] } }',
    check: ({ features }) =>
      membersOf("features.customerUpdate.allowedUpdates", features.customerUpdate?.allowedUpdates, CustomerUpdateField),
  },
  {
    name: "payment-method-configuration-id",
    rule: `The id of a payment method configuration has at most ${MAX_ID} characters.`,
    answer: "Refused.",
    confidence: "documented or reported by several",
    example: 'features: { paymentMethodUpdate: { paymentMethodConfiguration: "x".repeat(5001) } }',
    check: ({ features }) =>
      stringWithin(
        "features.paymentMethodUpdate.paymentMethodConfiguration",
        features.paymentMethodUpdate?.paymentMethodConfiguration,
        MAX_ID,
      ),
  },
];

/** The id of a portal configuration, or one that only Terraform knows. */
export function idOfConfiguration(property: string, id: unknown): Violation[] {
  return unless(typeof id === "string" ? canBeConfigurationId(id) : isToken(id), {
    property,
    rule: "must be the id of a portal configuration",
    got: id,
    fix: "give its id, `bpc_...`, as Stripe's list of configurations shows it",
  });
}

function metadataFits(metadata: { [key: string]: string }): Violation[] {
  if (isMapToken(metadata)) return [];
  const entries = Object.entries(metadata).filter(([, value]) => value !== "" && value !== undefined);
  // A token may turn out to be empty, which leaves the key out, or to be another entry's key.
  const certain = entries.filter(([key, value]) => !isToken(key) && literalPart(value) !== "");
  return [
    ...unless(certain.length <= MAX_METADATA_KEYS, {
      property: "metadata",
      rule: `Stripe keeps at most ${MAX_METADATA_KEYS} keys`,
      got: certain.length,
      fix: "leave some out",
    }),
    ...entries.flatMap(([key, value]) => [
      ...unless(canBeMetadataKey(key), {
        property: "metadata",
        rule: `a key has 1 to ${MAX_METADATA_KEY} characters and no square brackets`,
        got: key,
        fix: "rename it",
      }),
      ...stringWithin(isToken(key) ? "metadata" : `metadata.${key}`, value, MAX_METADATA_VALUE),
    ]),
  ];
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
  // A token behind the start can still complete the scheme or the host.
  const isOpen = SCHEMES.some((scheme) => scheme.startsWith(start.toLowerCase())) || OPEN_HOST.test(start);
  return others.length > 0 && isOpen;
}

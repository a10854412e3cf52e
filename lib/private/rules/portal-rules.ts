import { ApplyVia, ApplyWhen } from "../../apply-via";
import { CustomerUpdateField } from "../../customer-update";
import { PortalMode } from "../../portal-mode";
import { PortalInput } from "../render-portal";
import { hasToken, isMapToken } from "../tokens";
import { memberOf, membersOf, Rule, textWithin, unless } from "./checks";
import { Failure } from "./failure";
import { WARNING_NAMES } from "./warnings";

const MAX_HEADLINE = 60;
const MAX_NAME = 256;
const MAX_ID = 5000;
const MAX_METADATA_KEYS = 50;
const MAX_METADATA_KEY = 40;
const MAX_METADATA_VALUE = 500;

/** The links of a portal, by property. */
export function links({ props: { businessProfile, defaultReturnUrl } }: PortalInput): [string, string | undefined][] {
  return [
    ["businessProfile.privacyPolicyUrl", businessProfile?.privacyPolicyUrl],
    ["businessProfile.termsOfServiceUrl", businessProfile?.termsOfServiceUrl],
    ["defaultReturnUrl", defaultReturnUrl],
  ];
}

/** What holds for the portal as a whole and for the features without rules of their own. */
export const portalRules: readonly Rule[] = [
  ({ features }) =>
    unless(
      Object.values(features).some((feature) => feature !== undefined),
      {
        property: "features",
        rule: "Stripe demands at least one feature",
        got: features,
        remedy: "name one, e.g. `invoiceHistory: {}`",
      },
    ),
  ({ props }) => [
    ...memberOf("applyVia", props.applyVia, ApplyVia),
    ...memberOf("applyWhen", props.applyWhen, ApplyWhen),
    ...memberOf("expectedMode", props.expectedMode, PortalMode),
    ...membersOf("acknowledgeWarnings", props.acknowledgeWarnings, WARNING_NAMES),
  ],
  ({ props }) => [
    ...textWithin("name", props.name, MAX_NAME),
    ...textWithin("businessProfile.headline", props.businessProfile?.headline, MAX_HEADLINE),
  ],
  (portal) =>
    links(portal).flatMap(([property, link]) =>
      unless(!link || hasToken(link) || isAbsoluteUrl(link), {
        property,
        rule: "must be an absolute URL",
        got: link,
        remedy: "give it whole, e.g. `https://example.com/account`",
      }),
    ),
  ({ props }) => metadataFits(props.metadata ?? {}),
  ({ props: { importFrom } }) =>
    unless(importFrom === undefined || hasToken(importFrom) || /^bpc_\w+$/.test(importFrom), {
      property: "importFrom",
      rule: "must be the id of a portal configuration",
      got: importFrom,
      remedy: "give its id, `bpc_...`, as Stripe's list of configurations shows it",
    }),
  ({ features }) =>
    membersOf("features.customerUpdate.allowedUpdates", features.customerUpdate?.allowedUpdates, CustomerUpdateField),
  ({ features }) =>
    textWithin(
      "features.paymentMethodUpdate.paymentMethodConfiguration",
      features.paymentMethodUpdate?.paymentMethodConfiguration,
      MAX_ID,
    ),
];

function metadataFits(metadata: { [key: string]: string }): Failure[] {
  if (isMapToken(metadata)) return [];
  const entries = Object.entries(metadata).filter(([, value]) => value !== "");
  return [
    ...unless(entries.length <= MAX_METADATA_KEYS, {
      property: "metadata",
      rule: `Stripe keeps at most ${MAX_METADATA_KEYS} keys`,
      got: entries.length,
      remedy: "leave some out",
    }),
    ...entries.flatMap(([key, value]) => [
      ...unless(hasToken(key) || (key !== "" && [...key].length <= MAX_METADATA_KEY && !/[[\]]/.test(key)), {
        property: "metadata",
        rule: `a key has 1 to ${MAX_METADATA_KEY} characters and no square brackets`,
        got: key,
        remedy: "rename it",
      }),
      ...textWithin(`metadata.${key}`, value, MAX_METADATA_VALUE),
    ]),
  ];
}

function isAbsoluteUrl(link: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(link) && URL.canParse(link);
}

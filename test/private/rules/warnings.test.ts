import * as cdktf from "cdktf";
import {
  ApplyVia,
  CustomerUpdateField,
  PortalFeatures,
  PortalMode,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
  SubscriptionUpdateFeature,
  SubscriptionUpdateField,
} from "../../../lib";
import { WARNING_NAMES } from "../../../lib/private/rules/warnings";
import { MINIMAL, PRO, switching } from "../../support/portals";
import { inStack, Json, synth } from "../../support/synth";
import { LIST_TOKENS } from "../../support/tokens";

const { PRICE, QUANTITY } = SubscriptionUpdateField;
const OTHER = { product: "prod_other", prices: ["price_other"] };
const LIVE = { expectedMode: PortalMode.LIVE };
const back = { defaultReturnUrl: "https://acme.com/account" };
const policies = { privacyPolicyUrl: "https://acme.com/privacy", termsOfServiceUrl: "https://acme.com/terms" };

const updating = (update: SubscriptionUpdateFeature): PortalFeatures => ({
  paymentMethodUpdate: {},
  subscriptionUpdate: { defaultAllowedUpdates: [PRICE], products: [PRO], ...update },
});
const adjustable = { ...PRO, adjustableQuantity: {} };

type Props = Partial<StripePortalConfigurationProps>;

/** The portal's warnings once it was synthesized, twice. */
const warningsOf = (props: Props, change: (portal: StripePortalConfiguration) => void = () => {}): string[] =>
  inStack((stack) => {
    const portal = new StripePortalConfiguration(stack, "portal", { ...MINIMAL, ...props });
    change(portal);
    synth(stack);
    synth(stack);
    return portal.node.metadata
      .filter(({ type }) => type === cdktf.AnnotationMetadataEntryType.WARN)
      .map(({ data }: Json) => data);
  });

const table: [name: string, text: string, fires: Props[], doesNot: Props[]][] = [
  [
    "no-customer-update-fields",
    "`features.customerUpdate` allows no updates: customers can edit nothing. List `allowedUpdates`.",
    [{ features: { customerUpdate: {} } }, { features: { customerUpdate: { allowedUpdates: [] } } }],
    [
      { features: { customerUpdate: { enabled: false } } },
      { features: { customerUpdate: { allowedUpdates: [CustomerUpdateField.NAME] } } },
      ...LIST_TOKENS.map(([, token]) => ({ features: { customerUpdate: { allowedUpdates: token() as never } } })),
    ],
  ],
  [
    "no-subscription-update-fields",
    "`features.subscriptionUpdate` allows no updates: customers can change nothing. List `defaultAllowedUpdates`.",
    [
      { features: updating({ defaultAllowedUpdates: [] }) },
      { features: updating({ defaultAllowedUpdates: undefined }) },
    ],
    [
      { features: updating({ enabled: false, defaultAllowedUpdates: [] }) },
      { features: updating({}) },
      ...LIST_TOKENS.map(([, token]) => ({ features: updating({ defaultAllowedUpdates: token() as never }) })),
    ],
  ],
  [
    "insecure-link",
    "Not https, which live mode may refuse: `defaultReturnUrl`: http://acme.com.",
    [{ defaultReturnUrl: "http://acme.com" }],
    [
      ...["localhost", "localhost:3000/a", "LOCALHOST", "app.localhost", "127.0.0.1", "127.9.8.7:80", "[::1]:3000"].map(
        (host) => ({ defaultReturnUrl: `http://${host}` }),
      ),
      { defaultReturnUrl: `http://localhost:${cdktf.Token.asNumber("${var.port}")}/account` },
      { defaultReturnUrl: "http://localhost${var.path}" },
      { defaultReturnUrl: "http://${var.tenant}.localhost:3000" },
      { defaultReturnUrl: "https://acme.com" },
      { defaultReturnUrl: "${var.link}" },
      { defaultReturnUrl: "https://acme.com/?next=http://acme.com" },
      { defaultReturnUrl: "http://acme.com", expectedMode: PortalMode.TEST },
    ],
  ],
  [
    "quantity-locked",
    "`SubscriptionUpdateField.QUANTITY` is allowed, but the quantity of every product is locked. Give `adjustableQuantity` to the products it is for.",
    [
      { features: updating({ defaultAllowedUpdates: [PRICE, QUANTITY] }) },
      {
        features: updating({
          defaultAllowedUpdates: [QUANTITY],
          products: [{ ...PRO, adjustableQuantity: { enabled: false } }],
        }),
      },
    ],
    [
      { features: updating({ defaultAllowedUpdates: [QUANTITY], products: [adjustable, OTHER] }) },
      ...[undefined, []].map((products) => ({
        features: updating({
          enabled: "${var.on}" as never,
          defaultAllowedUpdates: [QUANTITY],
          products,
        }),
      })),
      { features: updating({ enabled: false, defaultAllowedUpdates: [QUANTITY] }) },
      ...LIST_TOKENS.map(([, token]) => ({ features: updating({ defaultAllowedUpdates: token() as never }) })),
    ],
  ],
  [
    "adjustable-quantity-not-allowed",
    "A product's quantity is adjustable, but `SubscriptionUpdateField.QUANTITY` is not among the `defaultAllowedUpdates`.",
    [{ features: updating({ products: [OTHER, adjustable] }) }],
    [
      { features: updating({ products: [{ ...PRO, adjustableQuantity: { enabled: false } }] }) },
      { features: updating({ enabled: false, products: [adjustable] }) },
      ...LIST_TOKENS.map(([, token]) => ({
        features: updating({ products: [adjustable], defaultAllowedUpdates: token() as never }),
      })),
    ],
  ],
  [
    "live-without-links",
    "Links of a live portal are missing: `businessProfile.privacyPolicyUrl`. Stripe falls back to the account's public details. Set the links if customers should see others.",
    [
      { ...LIVE, ...back, businessProfile: { ...policies, privacyPolicyUrl: "" } },
      { ...LIVE, ...back, businessProfile: { ...policies, privacyPolicyUrl: undefined } },
    ],
    [
      { expectedMode: PortalMode.TEST },
      { ...LIVE, ...back, businessProfile: policies },
      {
        ...LIVE,
        defaultReturnUrl: "${var.link}",
        businessProfile: { privacyPolicyUrl: "${var.link}", termsOfServiceUrl: "${var.link}" },
      },
    ],
  ],
  [
    "plan-switching-via-provider",
    "Provider stripe/stripe 0.3.0 cannot set the products of plan switching: the apply fails and leaves a tainted resource. Use `ApplyVia.AUTO`, or a provider that supports them.",
    [
      { features: updating({}), applyVia: ApplyVia.PROVIDER },
      { features: updating({ enabled: "${var.on}" as never }), applyVia: ApplyVia.PROVIDER },
      { features: updating({}), applyVia: ApplyVia.PROVIDER, lifecycle: { ignoreChanges: ["features"] } },
    ],
    [
      { features: updating({}) },
      { features: updating({}), applyVia: ApplyVia.STEP },
      { features: updating({ enabled: false }), applyVia: ApplyVia.PROVIDER },
      { applyVia: ApplyVia.PROVIDER },
    ],
  ],
  [
    "plan-switching-left-to-dashboard",
    "`lifecycle.ignoreChanges` leaves `features` to the Dashboard: plan switching of a new portal stays off. Apply once without it.",
    [{ features: updating({}), lifecycle: { ignoreChanges: ["metadata", "features"] } }],
    [
      { features: updating({}), lifecycle: { ignoreChanges: ["metadata"] } },
      { features: updating({ enabled: false }), lifecycle: { ignoreChanges: ["features"] } },
      { features: updating({}), lifecycle: { ignoreChanges: ["features"] }, importFrom: "bpc_1" },
    ],
  ],
];

test("the table has every warning", () => {
  expect(table.map(([name]) => name)).toEqual(WARNING_NAMES);
});

describe.each(table)("%s", (name, text, fires, doesNot) => {
  test("is one annotation where it applies", () => {
    for (const props of fires) expect(warningsOf(props)).toEqual([`${text} (acknowledgeWarnings: "${name}")`]);
  });

  test("is silent elsewhere", () => {
    for (const props of doesNot) expect(warningsOf(props)).toEqual([]);
  });

  test("is silent once it is acknowledged", () => {
    for (const props of fires) expect(warningsOf({ ...props, acknowledgeWarnings: [name] })).toEqual([]);
  });
});

test("lists every link that a live portal lacks", () => {
  expect(warningsOf(LIVE)[0]).toContain(
    "missing: `businessProfile.privacyPolicyUrl`, `businessProfile.termsOfServiceUrl`, `defaultReturnUrl`. ",
  );
});

test.each([
  "localhost.acme.com",
  "notlocalhost",
  "128.0.0.1",
  "127.acme.com",
  "[::2]",
  "user@acme.com:80",
  "${var.host}",
])("http://%s is not local", (host) => {
  expect(warningsOf({ defaultReturnUrl: `http://${host}` })[0]).toContain('"insecure-link"');
});

test("tells every link that is not https, without secrets", () => {
  const businessProfile = { privacyPolicyUrl: "http://acme.com/a", termsOfServiceUrl: "http://acme.com/b" };
  expect(warningsOf({ businessProfile, defaultReturnUrl: "http://acme.com/?k=sk_live_123" })).toEqual([
    "Not https, which live mode may refuse: `businessProfile.privacyPolicyUrl`: http://acme.com/a, " +
      "`businessProfile.termsOfServiceUrl`: http://acme.com/b, `defaultReturnUrl`: http://acme.com/?k=sk_live_.... " +
      '(acknowledgeWarnings: "insecure-link")',
  ]);
});

test("overrides count, and what is lazy does as what it produces", () => {
  const warningsAfter = (props: Props, overrides: Json) =>
    warningsOf(props, ({ resource }) =>
      Object.entries(overrides).forEach(([at, value]) => resource.addOverride(at, value)),
    );
  const editing = { features: { customerUpdate: {} } };
  expect(warningsAfter(editing, {})).toHaveLength(1);
  expect(warningsAfter(editing, { "features.customer_update.allowed_updates": ["email"] })).toEqual([]);
  expect(warningsAfter(editing, { "features.customer_update.allowed_updates": "${var.fields}" })).toEqual([]);
  expect(warningsAfter(editing, { "features.customer_update": null })).toEqual([]);
  expect(warningsAfter({}, { default_return_url: "http://acme.com" })).toHaveLength(1);
  expect(warningsAfter({ features: updating({}) }, { "lifecycle.ignore_changes": ["features"] })).toHaveLength(1);
  const defaultReturnUrl = cdktf.Lazy.stringValue({ produce: () => "http://acme.com" });
  expect(warningsOf({ defaultReturnUrl })).toHaveLength(1);
});

test("some quantity that may change is enough", () => {
  const defaultAllowedUpdates = [QUANTITY, "${var.other}" as SubscriptionUpdateField];
  expect(warningsOf({ features: updating({ defaultAllowedUpdates }) })[0]).toContain('"quantity-locked"');
});

test("a synthesis that failed keeps no warning back", () => {
  inStack((stack) => {
    const portal = new StripePortalConfiguration(stack, "portal", { features: switching() });
    expect(() => synth(stack)).toThrow("add products with their prices");
    portal.addProduct(adjustable);
    synth(stack);
    expect(portal.node.metadata.map(({ data }) => data)).toEqual([
      expect.stringContaining('"adjustable-quantity-not-allowed"'),
    ]);
  });
});

test("several are one annotation, and each is acknowledged alone", () => {
  const props = { ...LIVE, defaultReturnUrl: "http://acme.com" };
  const names = (texts: string[]) => texts.map((text) => [...text.matchAll(/: "(.*)"\)/g)].map(([, name]) => name));
  expect(names(warningsOf(props))).toEqual([["insecure-link", "live-without-links"]]);
  expect(names(warningsOf({ ...props, acknowledgeWarnings: ["insecure-link"] }))).toEqual([["live-without-links"]]);
});

test("products that were added count", () => {
  inStack((stack) => {
    const portal = new StripePortalConfiguration(stack, "portal", { features: switching() });
    portal.addProduct(adjustable);
    synth(stack);
    expect(portal.node.metadata.find(({ type }) => type === cdktf.AnnotationMetadataEntryType.WARN)?.data).toContain(
      '"adjustable-quantity-not-allowed"',
    );
  });
});

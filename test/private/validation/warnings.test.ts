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
  TrialUpdateBehavior,
} from "../../../lib";
import { Price, PriceConfig } from "../../../lib/provider/price";
import { WARNING_NAMES } from "../../../lib/private/validation/rules";
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
const TRIAL = ["trial-ends-on-update"];
const UNSPECIFIED = ["unspecified-tax-behavior"];
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

const table: [name: string, message: string, fires: Props[], doesNot: Props[]][] = [
  [
    "no-customer-update-fields",
    "`features.customerUpdate` allows no updates, so customers cannot edit anything. Set `allowedUpdates`.",
    [{ features: { customerUpdate: {} } }, { features: { customerUpdate: { allowedUpdates: [] } } }],
    [
      { features: { customerUpdate: { enabled: false } } },
      { features: { customerUpdate: { allowedUpdates: [CustomerUpdateField.NAME] } } },
      ...LIST_TOKENS.map(([, token]) => ({ features: { customerUpdate: { allowedUpdates: token() as never } } })),
    ],
  ],
  [
    "no-subscription-update-fields",
    "`features.subscriptionUpdate` allows no updates, so customers cannot change anything. Set `defaultAllowedUpdates`.",
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
    "quantity-locked",
    "`SubscriptionUpdateField.QUANTITY` is allowed, but the quantity of every product is locked. Set `adjustableQuantity` of a product.",
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
    "The quantity of a product is adjustable, but `defaultAllowedUpdates` does not contain `SubscriptionUpdateField.QUANTITY`. Add it.",
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
    "`lifecycle.ignoreChanges` contains `features`, so plan switching of a new portal stays off. Apply once without it.",
    [{ features: updating({}), lifecycle: { ignoreChanges: ["metadata", "features"] } }],
    [
      { features: updating({}), lifecycle: { ignoreChanges: ["metadata"] } },
      { features: updating({ enabled: false }), lifecycle: { ignoreChanges: ["features"] } },
      { features: updating({}), lifecycle: { ignoreChanges: ["features"] }, importFrom: "bpc_1" },
    ],
  ],
  [
    "insecure-link",
    "Live mode may reject links without https: `defaultReturnUrl`: http://acme.com.",
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
    "live-without-links",
    "Links of a live portal are missing: `businessProfile.privacyPolicyUrl`. Stripe falls back to the account's public details. Set the links to show others.",
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
];

test("the table has every warning", () => {
  expect([...table.map(([name]) => name), ...TRIAL, ...UNSPECIFIED]).toEqual(WARNING_NAMES);
});

describe.each(table)("%s", (name, message, fires, doesNot) => {
  test("is a single annotation", () => {
    for (const props of fires) expect(warningsOf(props)).toEqual([`${message} (acknowledgeWarnings: "${name}")`]);
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

test("reports every link that is not https, without secrets", () => {
  const businessProfile = { privacyPolicyUrl: "http://acme.com/a", termsOfServiceUrl: "http://acme.com/b" };
  expect(warningsOf({ businessProfile, defaultReturnUrl: "http://acme.com/?k=sk_live_123" })).toEqual([
    "Live mode may reject links without https: `businessProfile.privacyPolicyUrl`: http://acme.com/a, " +
      "`businessProfile.termsOfServiceUrl`: http://acme.com/b, `defaultReturnUrl`: http://acme.com/?k=sk_live_.... " +
      '(acknowledgeWarnings: "insecure-link")',
  ]);
});

test("overrides and the values of lazy tokens are checked", () => {
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

describe("prices of the app", () => {
  const month = { interval: "month" };
  const trial = { ...month, trialPeriodDays: 14 };
  type PriceProps = Partial<PriceConfig> & { change?: (price: Price) => void };
  const namesOf = (price: PriceProps, update: SubscriptionUpdateFeature = {}, override: Record<string, unknown> = {}) =>
    inStack((stack) => {
      const { change = () => {}, ...config } = price;
      const made = new Price(stack, "price", { currency: "usd", product: PRO.product, recurring: [month], ...config });
      change(made);
      const products = [{ ...PRO, prices: [made.id] }];
      const portal = new StripePortalConfiguration(stack, "portal", { features: updating({ products, ...update }) });
      Object.entries(override).forEach(([at, value]) => portal.resource.addOverride(at, value));
      synth(stack);
      const messages = portal.node.metadata.map(({ data }) => String(data));
      return messages.flatMap((message) => [...message.matchAll(/"([\w-]+)"\)/g)].map(([, name]) => name));
    });
  const taxBehavior = "exclusive";
  const behavior = "features.subscription_update.trial_update_behavior";

  test.each<[string, PriceProps, string[]]>([
    ["no tax behavior", {}, UNSPECIFIED],
    ["an unspecified tax behavior", { taxBehavior: "unspecified" }, UNSPECIFIED],
    ["a tax behavior", { taxBehavior }, []],
    ["a token as tax behavior", { taxBehavior: "${var.tax}" }, []],
    ["a tax behavior that is ignored", { lifecycle: { ignoreChanges: ["tax_behavior"] } }, []],
    ["a tax behavior by override", { change: (price) => price.addOverride("tax_behavior", "inclusive") }, []],
    ["a trial", { taxBehavior, recurring: [trial] }, TRIAL],
    ["both", { recurring: [trial] }, [...TRIAL, ...UNSPECIFIED]],
    ["no days of trial", { taxBehavior, recurring: [{ ...month, trialPeriodDays: 0 }] }, []],
    [
      "a token as trial",
      { taxBehavior, recurring: [{ ...month, trialPeriodDays: cdktf.Token.asNumber("${var.days}") }] },
      [],
    ],
  ])("with %s", (_, price, names) => {
    expect(namesOf(price)).toEqual(names);
  });

  test.each<[string, SubscriptionUpdateFeature, Record<string, unknown>, string[]]>([
    ["continues", { trialUpdateBehavior: TrialUpdateBehavior.CONTINUE_TRIAL }, {}, []],
    ["ends, as the app states", { trialUpdateBehavior: TrialUpdateBehavior.END_TRIAL }, {}, []],
    ["is a token", { trialUpdateBehavior: "${var.trial}" as never }, {}, []],
    ["continues by override", {}, { [behavior]: "continue_trial" }, []],
    ["does not matter, since plan switching is off", { enabled: false }, {}, []],
  ])("with a trial that %s", (_, update, override, names) => {
    expect(namesOf({ taxBehavior, recurring: [trial] }, update, override)).toEqual(names);
  });

  test("are named, and their warnings acknowledged", () => {
    const props = (acknowledgeWarnings?: string[]) =>
      inStack((stack) => {
        const price = new Price(stack, "price", { currency: "usd", product: PRO.product, recurring: [trial] });
        const features = updating({ products: [{ ...PRO, prices: [price.id] }] });
        const { node } = new StripePortalConfiguration(stack, "portal", { features, acknowledgeWarnings });
        synth(stack);
        return node.metadata.map(({ data }) => data);
      });
    expect(props()).toEqual([
      "Any update of a subscription, even of its quantity, ends the trial and charges the customer at once: stripe_price.price. " +
        "Set `features.subscriptionUpdate.trialUpdateBehavior` to `CONTINUE_TRIAL`, or to `END_TRIAL` to confirm. " +
        '(acknowledgeWarnings: "trial-ends-on-update")\n' +
        "Prices have no `taxBehavior`: stripe_price.price. If taxes are calculated automatically, customers cannot switch " +
        "to them, and no error is shown. Set `taxBehavior` of the prices. " +
        '(acknowledgeWarnings: "unspecified-tax-behavior")',
    ]);
    expect(props([...TRIAL, ...UNSPECIFIED])).toEqual([]);
  });
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
  const names = (messages: string[]) =>
    messages.map((message) => [...message.matchAll(/: "(.*)"\)/g)].map(([, name]) => name));
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

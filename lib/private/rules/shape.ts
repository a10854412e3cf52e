import * as cdktf from "cdktf";
import {
  AdjustableQuantity,
  PortalProduct,
  ScheduleAtPeriodEnd,
  ScheduleAtPeriodEndCondition,
  SubscriptionUpdateFeature,
} from "../../subscription-update";
import { BusinessProfile } from "../../business-profile";
import { CustomerUpdateFeature } from "../../customer-update";
import { InvoiceHistoryFeature } from "../../invoice-history";
import { LoginPage } from "../../login-page";
import { PaymentMethodUpdateFeature } from "../../payment-method-update";
import { StripePortalConfigurationProps } from "../../portal-configuration";
import { PortalFeatures } from "../../portal-features";
import { CancellationReasonFeature, SubscriptionCancelFeature } from "../../subscription-cancel";
import { PauseDuration, PauseIntervalOption, SubscriptionPauseFeature } from "../../subscription-pause";
import { isMapToken, isStruct } from "../tokens";
import { Failure } from "./failure";

/** What a property may hold. Texts, numbers, booleans, lists of texts and maps may be tokens. */
type Shape =
  "text" | "number" | "boolean" | "texts" | "map" | "provider" | "dependencies" | "lifecycle" | Struct | List;

interface Struct {
  readonly struct: { readonly [property: string]: Shape };
}

interface List {
  readonly list: Struct;
}

/** A struct with a shape for every property of its interface, no more and no fewer. */
function struct<T>(properties: { readonly [property in keyof Required<T>]: Shape }): Struct {
  return { struct: properties };
}

const PRODUCT = struct<PortalProduct>({
  product: "text",
  prices: "texts",
  adjustableQuantity: struct<AdjustableQuantity>({ enabled: "boolean", minimum: "number", maximum: "number" }),
});

const CONDITION = struct<ScheduleAtPeriodEndCondition>({ type: "text" });

const INTERVAL = struct<PauseIntervalOption>({ interval: "text", intervalCount: "number" });

const DURATION = struct<PauseDuration>({ type: "text", intervalOptions: { list: INTERVAL } });

const FEATURES = struct<PortalFeatures>({
  customerUpdate: struct<CustomerUpdateFeature>({ enabled: "boolean", allowedUpdates: "texts" }),
  invoiceHistory: struct<InvoiceHistoryFeature>({ enabled: "boolean" }),
  paymentMethodUpdate: struct<PaymentMethodUpdateFeature>({ enabled: "boolean", paymentMethodConfiguration: "text" }),
  subscriptionCancel: struct<SubscriptionCancelFeature>({
    enabled: "boolean",
    mode: "text",
    prorationBehavior: "text",
    cancellationReason: struct<CancellationReasonFeature>({
      enabled: "boolean",
      options: "texts",
      feedbackOptions: "texts",
    }),
  }),
  subscriptionPause: struct<SubscriptionPauseFeature>({
    enabled: "boolean",
    duration: DURATION,
  }),
  subscriptionUpdate: struct<SubscriptionUpdateFeature>({
    enabled: "boolean",
    defaultAllowedUpdates: "texts",
    products: { list: PRODUCT },
    prorationBehavior: "text",
    billingCycleAnchor: "text",
    trialUpdateBehavior: "text",
    scheduleAtPeriodEnd: struct<ScheduleAtPeriodEnd>({ conditions: { list: CONDITION } }),
  }),
});

const PROPS = struct<StripePortalConfigurationProps>({
  name: "text",
  active: "boolean",
  defaultReturnUrl: "text",
  businessProfile: struct<BusinessProfile>({ headline: "text", privacyPolicyUrl: "text", termsOfServiceUrl: "text" }),
  features: FEATURES,
  loginPage: struct<LoginPage>({ enabled: "boolean" }),
  metadata: "map",
  importFrom: "text",
  expectedMode: "text",
  applyVia: "text",
  applyWhen: "text",
  acknowledgeWarnings: "texts",
  provider: "provider",
  dependsOn: "dependencies",
  lifecycle: "lifecycle",
});

/** Refused with a reason of their own. */
const INSTANCES = ["count", "forEach"];

/** What must be there in a struct that is there; a type checker sees to it, untyped callers have none. */
const REQUIRED: ReadonlyMap<Struct, readonly string[]> = new Map([
  [PRODUCT, ["product", "prices"]],
  [CONDITION, ["type"]],
  [INTERVAL, ["interval"]],
  [DURATION, ["type"]],
]);

/** The package's own constructs; a class of the user's may hand properties of its own on to them. */
const OWN_CLASSES = [
  "StripePortalConfiguration",
  "BasicPortal",
  "SubscriptionPortal",
  "FullPortal",
  "RevenueSafePortal",
];

/** What an untyped caller got wrong before any rule of Stripe can be looked at: unknown properties and wrong types. */
export function misshapenProps(className: string, props: unknown): Failure[] {
  if (!isStruct(props)) return [mustBe("props", "a struct such as { features: ... }", props)];
  const isOurs = (name: string) =>
    name in PROPS.struct || (OWN_CLASSES.includes(className) && !INSTANCES.includes(name));
  const checked = Object.fromEntries(Object.entries(props).filter(([name]) => isOurs(name)));
  return misshapen("", checked, PROPS);
}

/** The same for a product that comes later. */
export function misshapenProduct(product: unknown): Failure[] {
  return misshapen("product", product ?? null, PRODUCT);
}

function misshapen(property: string, value: unknown, shape: Shape): Failure[] {
  if (value === undefined) return [];
  if (typeof shape === "string") return SCALARS[shape](value) ? [] : [mustBe(property, NAMES[shape], value)];
  if ("list" in shape) {
    if (!Array.isArray(value) || cdktf.Token.isUnresolved(value)) {
      return [mustBe(property, "a list that is known when the program is synthesized", value)];
    }
    return value.flatMap((item, index) => misshapen(`${property}[${index}]`, item ?? null, shape.list));
  }
  if (!isStruct(value)) return [mustBe(property, `a struct such as { ${Object.keys(shape.struct)[0]}: ... }`, value)];
  return [
    ...Object.entries(value).flatMap(([name, inner]) => {
      const known = Object.hasOwn(shape.struct, name) ? shape.struct[name] : undefined;
      return known === undefined
        ? unknownProperty(property, name, inner, shape)
        : misshapen(within(property, name), inner, known);
    }),
    ...(REQUIRED.get(shape) ?? [])
      .filter((name) => value[name] === undefined)
      .map((name) => mustBe(within(property, name), NAMES[shape.struct[name] as keyof typeof NAMES], undefined)),
  ];
}

const NAMES = {
  text: "a string",
  number: "a number",
  boolean: "a boolean",
  texts: "a list of strings",
  map: "a map of strings",
  provider: "a Stripe provider, such as `StripeProvider`",
  dependencies: "a list of constructs that can be depended on",
  lifecycle: "a struct such as { preventDestroy: ... }",
};

const SCALARS: { readonly [shape in keyof typeof NAMES]: (value: unknown) => boolean } = {
  text: (value) => typeof value === "string" || cdktf.Token.isUnresolved(value),
  number: (value) => typeof value === "number" || isToken(value),
  boolean: (value) => typeof value === "boolean" || isToken(value),
  texts: (value) => isToken(value) || (Array.isArray(value) && value.every(SCALARS.text)),
  map: (value) =>
    isMapToken(value) ||
    (isStruct(value) && Object.values(value).every((item) => item === undefined || SCALARS.text(item))),
  provider: (value) => cdktf.TerraformProvider.isTerraformProvider(value) && value.terraformResourceType === "stripe",
  dependencies: (value) => Array.isArray(value) && value.every((item) => isObject(item) && "fqn" in item),
  lifecycle: isStruct,
};

/** A token, also as a string, which some of cdktf's functions give for any type. */
function isToken(value: unknown): boolean {
  return cdktf.Token.isUnresolved(value) || (typeof value === "string" && value.includes("${"));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function mustBe(property: string, what: string, got: unknown): Failure {
  return { property, rule: `must be ${what}`, got, remedy: "change it, or leave it out for the default" };
}

function unknownProperty(property: string, name: string, value: unknown, { struct: known }: Struct): Failure[] {
  if (value === undefined) return [];
  return [
    {
      property: within(property, name),
      rule: "there is no such property",
      got: value,
      remedy: `use one of ${Object.keys(known).join(", ")}`,
    },
  ];
}

function within(property: string, name: string): string {
  return property === "" ? name : `${property}.${name}`;
}

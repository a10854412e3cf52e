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
import { StripePortalConfigurationProps } from "../../portal-configuration-props";
import { PortalFeatures } from "../../portal-features";
import { CancellationReasonFeature, SubscriptionCancelFeature } from "../../subscription-cancel";
import { PauseDuration, PauseIntervalOption, SubscriptionPauseFeature } from "../../subscription-pause";
import { isStripeProvider } from "../provider-configuration";
import { isListMark, isMapToken, isStruct, isToken } from "../tokens";

/** What a property may hold. Texts, numbers, booleans, lists of texts and maps may be tokens. */
export type Shape = Scalar | Struct | List;

/** What has no properties of its own. */
export type Scalar =
  | "text"
  | "number"
  | "boolean"
  | "texts"
  | "knownTexts"
  | "map"
  | "provider"
  | "dependencies"
  | "ignored"
  | "triggers"
  | "expression";

export interface Struct {
  readonly struct: { readonly [property: string]: Shape };
}

export interface List {
  readonly list: Struct;
}

/** A struct with a shape for every property of its interface, no more and no fewer. */
function struct<T>(properties: { readonly [property in keyof Required<T>]: Shape }): Struct {
  return { struct: properties };
}

/** A product that customers can switch to. */
export const PRODUCT = struct<PortalProduct>({
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

const ASSERTION = struct<cdktf.TerraformCondition>({ condition: "expression", errorMessage: "text" });

const LIFECYCLE = struct<cdktf.TerraformResourceLifecycle>({
  preventDestroy: "boolean",
  createBeforeDestroy: "boolean",
  ignoreChanges: "ignored",
  replaceTriggeredBy: "triggers",
  precondition: { list: ASSERTION },
  postcondition: { list: ASSERTION },
});

/** The whole portal. */
export const PROPS = struct<StripePortalConfigurationProps>({
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
  acknowledgeWarnings: "knownTexts",
  provider: "provider",
  dependsOn: "dependencies",
  lifecycle: LIFECYCLE,
});

/** What must be there in a struct that is there; a type checker sees to it, untyped callers have none. */
export const REQUIRED: ReadonlyMap<Struct, readonly string[]> = new Map([
  [PRODUCT, ["product", "prices"]],
  [CONDITION, ["type"]],
  [INTERVAL, ["interval"]],
  [DURATION, ["type"]],
  [ASSERTION, ["condition", "errorMessage"]],
]);

/** Whether a value fits. */
export const FITS: { readonly [shape in Scalar]: (value: unknown) => boolean } = {
  text: (value) => typeof value === "string" || cdktf.Token.isUnresolved(value),
  number: (value) => typeof value === "number" || isToken(value),
  boolean: (value) => typeof value === "boolean" || isToken(value),
  texts: (value) => isToken(value) || isListOf(isSingleText, value),
  knownTexts: (value) => !cdktf.Token.isUnresolved(value) && isListOf(isSingleText, value),
  map: (value) => isMapToken(value) || isStruct(value),
  provider: isStripeProvider,
  dependencies: (value) => isListOf(isDependable, value),
  ignored: (value) => value === "all" || isListOf(isSingleText, value),
  triggers: (value) => isListOf((item) => isSingleText(item) || isDependable(item), value),
  expression: (value) => value !== null && value !== undefined,
};

/** Whether a value is a list of such elements; an element that was never given is none. */
function isListOf(isElement: (value: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && Array.from(value).every(isElement);
}

function isSingleText(value: unknown): boolean {
  return FITS.text(value) && !isListMark(value);
}

function isDependable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fqn" in value && FITS.text(value.fqn);
}

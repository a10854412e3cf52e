import * as cdktf from "cdktf";
import {
  AdjustableQuantity,
  PortalProduct,
  ScheduleAtPeriodEnd,
  ScheduleAtPeriodEndCondition,
  SubscriptionUpdateFeature,
} from "../../features/subscription-update";
import { BusinessProfile } from "../../portal-props";
import { CustomerUpdateFeature } from "../../features/customer-update";
import { InvoiceHistoryFeature } from "../../features/invoice-history";
import { LoginPage } from "../../portal-props";
import { PaymentMethodUpdateFeature } from "../../features/payment-method-update";
import { StripePortalConfigurationProps } from "../../portal-props";
import { PortalFeatures } from "../../features";
import { CancellationReasonFeature, SubscriptionCancelFeature } from "../../features/subscription-cancel";
import { PauseDuration, PauseIntervalOption, SubscriptionPauseFeature } from "../../features/subscription-pause";
import { isStripeProvider } from "../terraform/provider";
import { isListMark, isMapToken, isStruct, isToken } from "../terraform/tokens";

/** The type of a property. Strings, numbers, booleans, lists of strings and maps may be tokens. */
export type Shape = Scalar | Struct | List;

/** A type without properties of its own. */
export type Scalar =
  | "string"
  | "number"
  | "boolean"
  | "strings"
  | "knownStrings"
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

/** A struct with the type of each property of its interface. */
function struct<T>(properties: { readonly [property in keyof Required<T>]: Shape }): Struct {
  return { struct: properties };
}

/** A product that customers can switch to. */
export const PRODUCT = struct<PortalProduct>({
  product: "string",
  prices: "strings",
  adjustableQuantity: struct<AdjustableQuantity>({ enabled: "boolean", minimum: "number", maximum: "number" }),
});

const CONDITION = struct<ScheduleAtPeriodEndCondition>({ type: "string" });

const INTERVAL = struct<PauseIntervalOption>({ interval: "string", intervalCount: "number" });

const DURATION = struct<PauseDuration>({ type: "string", intervalOptions: { list: INTERVAL } });

const FEATURES = struct<PortalFeatures>({
  customerUpdate: struct<CustomerUpdateFeature>({ enabled: "boolean", allowedUpdates: "strings" }),
  invoiceHistory: struct<InvoiceHistoryFeature>({ enabled: "boolean" }),
  paymentMethodUpdate: struct<PaymentMethodUpdateFeature>({ enabled: "boolean", paymentMethodConfiguration: "string" }),
  subscriptionCancel: struct<SubscriptionCancelFeature>({
    enabled: "boolean",
    mode: "string",
    prorationBehavior: "string",
    cancellationReason: struct<CancellationReasonFeature>({
      enabled: "boolean",
      options: "strings",
      feedbackOptions: "strings",
    }),
  }),
  subscriptionPause: struct<SubscriptionPauseFeature>({
    enabled: "boolean",
    duration: DURATION,
  }),
  subscriptionUpdate: struct<SubscriptionUpdateFeature>({
    enabled: "boolean",
    defaultAllowedUpdates: "strings",
    products: { list: PRODUCT },
    prorationBehavior: "string",
    billingCycleAnchor: "string",
    trialUpdateBehavior: "string",
    scheduleAtPeriodEnd: struct<ScheduleAtPeriodEnd>({ conditions: { list: CONDITION } }),
  }),
});

const ASSERTION = struct<cdktf.TerraformCondition>({ condition: "expression", errorMessage: "string" });

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
  name: "string",
  active: "boolean",
  defaultReturnUrl: "string",
  businessProfile: struct<BusinessProfile>({
    headline: "string",
    privacyPolicyUrl: "string",
    termsOfServiceUrl: "string",
  }),
  features: FEATURES,
  loginPage: struct<LoginPage>({ enabled: "boolean" }),
  metadata: "map",
  importFrom: "string",
  expectedMode: "string",
  applyVia: "string",
  applyWhen: "string",
  acknowledgeWarnings: "knownStrings",
  provider: "provider",
  dependsOn: "dependencies",
  lifecycle: LIFECYCLE,
});

/** The required properties of structs, for callers without a type checker. */
export const REQUIRED: ReadonlyMap<Struct, readonly string[]> = new Map([
  [PRODUCT, ["product", "prices"]],
  [CONDITION, ["type"]],
  [INTERVAL, ["interval"]],
  [DURATION, ["type"]],
  [ASSERTION, ["condition", "errorMessage"]],
]);

/** Returns true if a value has a type. */
export const FITS: { readonly [shape in Scalar]: (value: unknown) => boolean } = {
  string: (value) => typeof value === "string" || cdktf.Token.isUnresolved(value),
  number: (value) => typeof value === "number" || isToken(value),
  boolean: (value) => typeof value === "boolean" || isToken(value),
  strings: (value) => isToken(value) || isListOf(isSingleString, value),
  knownStrings: (value) => !cdktf.Token.isUnresolved(value) && isListOf(isSingleString, value),
  map: (value) => isMapToken(value) || isStruct(value),
  provider: isStripeProvider,
  dependencies: (value) => isListOf(isDependable, value),
  ignored: (value) => value === "all" || isListOf(isSingleString, value),
  triggers: (value) => isListOf((item) => isSingleString(item) || isDependable(item), value),
  expression: (value) => value !== null && value !== undefined,
};

/** Returns true if a value is a list of such elements. A hole in an array is not an element. */
function isListOf(isElement: (value: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && Array.from(value).every(isElement);
}

function isSingleString(value: unknown): boolean {
  return FITS.string(value) && !isListMark(value);
}

function isDependable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fqn" in value && FITS.string(value.fqn);
}

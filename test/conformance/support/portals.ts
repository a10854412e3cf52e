import * as fc from "fast-check";
import {
  ApplyVia,
  CancellationMode,
  CancellationProration,
  CancellationReason,
  CustomerUpdateField,
  PauseDurationType,
  PauseInterval,
  PortalFeatures,
  PortalProduct,
  ScheduleCondition,
  StripePortalConfigurationProps,
  SubscriptionUpdateField,
} from "../../../lib";
import { Struct } from "../../../lib/private/portal/schema";
import { SUBSCRIPTION_UPDATE } from "../../../lib/private/portal/subscription-update";
import { PLANS, pricesOf, conflictingPricesOf } from "./catalog";
import { metadata } from "./metadata";
import { all, filled, link, member, members, mostly, string, whole } from "./values";

/** A random portal. */
export interface RandomPortal {
  readonly props: StripePortalConfigurationProps;
  /** If true, products and prices are constructs of the same stack. If false, the portal contains their ids. */
  readonly isOwner: boolean;
}

const enabled = fc.constantFrom(true, false);

const businessProfile = all({ headline: string(60), privacyPolicyUrl: link, termsOfServiceUrl: link });

const cancelEffect = mostly(
  fc.constantFrom(
    {},
    { prorationBehavior: CancellationProration.NONE },
    { mode: CancellationMode.AT_PERIOD_END, prorationBehavior: CancellationProration.NONE },
    { mode: CancellationMode.IMMEDIATELY },
    { mode: CancellationMode.IMMEDIATELY, prorationBehavior: CancellationProration.CREATE_PRORATIONS },
  ),
  fc.record({
    mode: member(CancellationMode),
    prorationBehavior: member({ ...CancellationProration, ALWAYS_INVOICE: "always_invoice" as CancellationProration }),
  }),
);

const feedbackOptions = mostly(
  fc.uniqueArray(fc.constantFrom("feedback_1", "feedback_2", "feedback_3")),
  fc.constantFrom<string[][]>([""], ["feedback_1", "feedback_1"], [filled(5000)], [filled(5001)]),
);

const cancellationReason = mostly(
  fc.record(
    { enabled, options: members(CancellationReason).filter(({ length }) => length > 0), feedbackOptions },
    { requiredKeys: ["options"] },
  ),
  fc.record({ enabled, options: members(CancellationReason) }, { requiredKeys: [] }),
);

const subscriptionCancel = fc
  .tuple(all({ enabled, cancellationReason }), cancelEffect)
  .map(([feature, effect]) => ({ ...feature, ...effect }));

const LONGEST_PAUSES: [PauseInterval, number][] = [
  [PauseInterval.DAY, 1095],
  [PauseInterval.WEEK, 156],
  [PauseInterval.MONTH, 36],
  [PauseInterval.YEAR, 3],
];
const pauseInterval = fc
  .constantFrom(...LONGEST_PAUSES)
  .chain(([interval, longest]) => all({ intervalCount: whole(1, longest) }).map((count) => ({ interval, ...count })));
const intervalOptions = mostly(
  fc.array(pauseInterval, { minLength: 1, maxLength: 4 }),
  fc.constantFrom<{ interval: PauseInterval }[][]>([], [{ interval: "hour" as PauseInterval }]),
);
const pauseDuration = mostly(
  fc.oneof(
    fc.constant({ type: PauseDurationType.INDEFINITE }),
    all({ intervalOptions }).map((options) => ({ type: PauseDurationType.INTERVAL_OPTIONS, ...options })),
  ),
  fc.record({ type: member(PauseDurationType), intervalOptions }),
);

const bounds = mostly(
  fc
    .tuple(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }))
    .map(([minimum, more]) => ({ minimum, maximum: minimum + more })),
  fc.record({ minimum: whole(0, 9), maximum: whole(0, 9) }),
);
const adjustableQuantity = fc.oneof(
  all({ enabled, minimum: whole(0, Number.MAX_SAFE_INTEGER) }),
  all({ enabled, maximum: whole(0, Number.MAX_SAFE_INTEGER) }),
  fc.tuple(all({ enabled }), bounds).map(([quantity, both]) => ({ ...quantity, ...both })),
);

/** A product with compatible prices, or rarely a conflict. The library detects all conflicts of constructs only. */
function product(plan: string, isOwner: boolean): fc.Arbitrary<PortalProduct> {
  const own = pricesOf(plan);
  const broken: string[][] = [[], [own[0], own[0]], [""], [filled(5001)]];
  const strange = conflictingPricesOf(plan).flatMap((price) => [
    [price],
    ["month", "year"].map((end) => `${plan}-${end}`).concat(price),
  ]);
  const foreign = [pricesOf(PLANS[0]), pricesOf(PLANS[1])];
  const prices = mostly(
    fc.shuffledSubarray(own, { minLength: 1 }),
    fc.constantFrom(...broken, ...(isOwner ? [...strange, ...foreign] : [])),
  );
  const id = mostly(fc.constant(plan), fc.constantFrom("", filled(5001)));
  return fc.record({ product: id, prices, adjustableQuantity }, { requiredKeys: ["product", "prices"] });
}

const products = (isOwner: boolean): fc.Arbitrary<PortalProduct[]> =>
  mostly(
    fc.oneof(
      { arbitrary: fc.shuffledSubarray([...PLANS], { minLength: 1, maxLength: 3 }), weight: 9 },
      { arbitrary: fc.constant(PLANS.slice(0, 10)), weight: 1 },
    ),
    fc.constantFrom([], [...PLANS], [PLANS[0], PLANS[0]]),
  ).chain((plans) => fc.tuple(...plans.map((plan) => product(plan, isOwner))));

/** Members of each enum in an object, by property. A new enum needs no entry here. */
function membersOf({ fields }: Struct): { [property: string]: fc.Arbitrary<never> } {
  const enums = fields.flatMap(({ property, row }) => (row.kind === "choice" ? [{ property, row }] : []));
  return Object.fromEntries(
    enums.map(({ property, row }) => [
      property,
      member(Object.fromEntries(row.values.entries())) as fc.Arbitrary<never>,
    ]),
  );
}

const subscriptionUpdate = (isOwner: boolean) =>
  fc
    .tuple(
      all({
        enabled,
        defaultAllowedUpdates: members(SubscriptionUpdateField),
        ...membersOf(SUBSCRIPTION_UPDATE),
        scheduleAtPeriodEnd: all({
          conditions: members(ScheduleCondition).map((types) => types.map((type) => ({ type }))),
        }),
      }),
      mostly(products(isOwner), fc.constant(undefined)),
    )
    .map(([feature, listed]) => (listed === undefined ? feature : { ...feature, products: listed }));

const features = (isOwner: boolean, paymentMethodConfiguration: string): fc.Arbitrary<PortalFeatures> =>
  fc
    .tuple(
      all({
        customerUpdate: all({ enabled, allowedUpdates: members(CustomerUpdateField) }),
        invoiceHistory: all({ enabled }),
        paymentMethodUpdate: all({
          enabled,
          paymentMethodConfiguration: mostly(
            fc.constantFrom(paymentMethodConfiguration, ""),
            fc.constant(filled(5001)),
          ),
        }),
        subscriptionCancel,
        subscriptionPause: all({ enabled, duration: pauseDuration }),
        subscriptionUpdate: subscriptionUpdate(isOwner),
      }),
      mostly(fc.constant(true), fc.constant(false)),
    )
    .map(([chosen, isComplete]) => (isComplete ? withRequirements(chosen) : chosen));

/** Ensures at least one feature, and payment method update if plan switching is on. */
function withRequirements(chosen: PortalFeatures): PortalFeatures {
  const needsPayment = chosen.subscriptionUpdate !== undefined && chosen.subscriptionUpdate.enabled !== false;
  if (!needsPayment) return Object.keys(chosen).length > 0 ? chosen : { invoiceHistory: {} };
  return { ...chosen, paymentMethodUpdate: { ...chosen.paymentMethodUpdate, enabled: true } };
}

/** Random portals near the limits, most of them valid. */
export const portals = (paymentMethodConfiguration: string): fc.Arbitrary<RandomPortal> =>
  fc.boolean().chain((isOwner) =>
    fc.record({
      props: fc
        .tuple(
          all({
            name: string(256),
            active: enabled,
            defaultReturnUrl: link,
            businessProfile,
            loginPage: all({ enabled }),
            metadata,
            applyVia: fc.constantFrom(ApplyVia.AUTO, ApplyVia.STEP),
          }),
          features(isOwner, paymentMethodConfiguration),
        )
        .map(([props, chosen]) => ({ ...props, features: chosen })),
      isOwner: fc.constant(isOwner),
    }),
  );

import { Construct } from "constructs";
import { StripePortalConfiguration } from "../portal-configuration";
import { presetFields, withPreset, withProducts } from "../private/portal/preset";
import { CancellationMode, CancellationProration } from "../features/subscription-cancel";
import {
  PortalPlan,
  PortalProduct,
  ScheduleCondition,
  SubscriptionUpdateField,
  UpdateProration,
} from "../features/subscription-update";
import { PortalPresetProps } from "./preset-props";

/**
 * Properties of RevenueSafePortal.
 */
export interface RevenueSafePortalProps extends PortalPresetProps {
  /**
   * The products and prices that customers can switch to. Must contain between 1 and 10 products. Use either this property
   * or `addProduct()`. Stripe's `features.subscription_update.products`.
   *
   * Quantities are locked. If a product has an `adjustableQuantity`, customers can change its quantity, unless
   * `features.subscriptionUpdate.defaultAllowedUpdates` excludes quantities.
   *
   * @default - the products passed to `addProduct()`
   */
  readonly products?: PortalProduct[];

  /**
   * More products that customers can switch to, found through the lookup keys of their prices. With `products` there can be at most
   * 10. Use either this property or `addPlan()`. Sent in Stripe's `features.subscription_update.products`.
   *
   * The quantity is locked unless a plan has an `adjustableQuantity`.
   *
   * @default - the plans passed to `addPlan()`
   */
  readonly plans?: PortalPlan[];
}

/**
 * A portal in which upgrades are invoiced immediately, and downgrades and cancellations take effect at the end of the billing
 * period. Quantities are locked.
 *
 * A switch is a downgrade if the amount decreases, also between products, or if only the billing interval becomes shorter.
 *
 * @see https://docs.stripe.com/customer-management
 * @example
 *
 * import { RevenueSafePortal } from "cdktf-stripe-portal";
 * import { Construct } from "constructs";
 *
 * declare const scope: Construct;
 * new RevenueSafePortal(scope, "portal", {
 *   products: [{ product: "prod_123", prices: ["price_monthly", "price_yearly"] }],
 * });
 */
export class RevenueSafePortal extends StripePortalConfiguration {
  /**
   * @param scope the construct that contains the portal
   * @param id the ID of the portal within the scope, from which its Terraform address is made
   * @param props the products and properties of the portal, and changes to the preset
   */
  constructor(scope: Construct, id: string, props: RevenueSafePortalProps = {}) {
    const { DECREASING_ITEM_AMOUNT, SHORTENING_INTERVAL } = ScheduleCondition;
    const preset = {
      paymentMethodUpdate: {},
      subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END, prorationBehavior: CancellationProration.NONE },
      subscriptionUpdate: {
        defaultAllowedUpdates: presetFields(SubscriptionUpdateField.PRICE),
        prorationBehavior: UpdateProration.ALWAYS_INVOICE,
        scheduleAtPeriodEnd: { conditions: [{ type: DECREASING_ITEM_AMOUNT }, { type: SHORTENING_INTERVAL }] },
      },
    };
    super(scope, id, withProducts({ className: new.target.name, scope, id }, withPreset(props, preset)));
  }
}

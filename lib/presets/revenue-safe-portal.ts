import { Construct } from "constructs";
import { StripePortalConfiguration } from "../portal-configuration";
import { withPreset } from "../private/with-preset";
import { withProducts } from "../private/with-products";
import { CancellationMode, CancellationProration } from "../subscription-cancel";
import { PortalProduct, ScheduleCondition, SubscriptionUpdateField, UpdateProration } from "../subscription-update";
import { PortalPresetProps } from "./preset-props";

/**
 * Properties of RevenueSafePortal.
 */
export interface RevenueSafePortalProps extends PortalPresetProps {
  /**
   * The products and prices that customers can switch to, 10 products at most. Stripe's
   * `features.subscription_update.products`.
   *
   * Their quantities are locked unless a product's `adjustableQuantity` says otherwise.
   *
   * @default - the products given to `addProduct()`
   */
  readonly products?: PortalProduct[];
}

/**
 * A portal that gives no revenue away: upgrades are invoiced at once, downgrades and cancellations wait for the end of
 * the period, quantities are locked.
 *
 * A switch is a downgrade if the amount decreases, also between products, or if only the billing interval becomes shorter.
 */
export class RevenueSafePortal extends StripePortalConfiguration {
  /**
   * @param scope the construct in which the portal is defined
   * @param id the portal's id within the scope
   * @param props products, texts, links and changes to the preset
   */
  constructor(scope: Construct, id: string, props: RevenueSafePortalProps = {}) {
    const { DECREASING_ITEM_AMOUNT, SHORTENING_INTERVAL } = ScheduleCondition;
    const preset = {
      paymentMethodUpdate: {},
      subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END, prorationBehavior: CancellationProration.NONE },
      subscriptionUpdate: {
        defaultAllowedUpdates: [SubscriptionUpdateField.PRICE],
        prorationBehavior: UpdateProration.ALWAYS_INVOICE,
        scheduleAtPeriodEnd: { conditions: [{ type: DECREASING_ITEM_AMOUNT }, { type: SHORTENING_INTERVAL }] },
      },
    };
    super(scope, id, withProducts({ className: new.target.name, scope, id }, withPreset(props, preset)));
  }
}

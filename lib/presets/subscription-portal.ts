import { Construct } from "constructs";
import { StripePortalConfiguration } from "../portal-configuration";
import { presetFields, withPreset, withProducts } from "../private/portal/preset";
import { withUpdate } from "../private/portal/subscription-update";
import { hasToken, isStruct } from "../private/terraform/tokens";
import { CancellationMode, CancellationProration } from "../features/subscription-cancel";
import { PortalPlan, PortalProduct, SubscriptionUpdateField, UpdateProration } from "../features/subscription-update";
import { PortalPresetProps } from "./preset-props";

/**
 * Properties of SubscriptionPortal.
 */
export interface SubscriptionPortalProps extends PortalPresetProps {
  /**
   * The products and prices that customers can switch to. Must contain between 1 and 10 products. Use either this property
   * or `addProduct()`. Stripe's `features.subscription_update.products`.
   *
   * Customers can change the quantity of a product unless its `adjustableQuantity` restricts that.
   *
   * @default - the products passed to `addProduct()`
   */
  readonly products?: PortalProduct[];

  /**
   * More products that customers can switch to, found through the lookup keys of their prices. With `products` there can be at most
   * 10. Use either this property or `addPlan()`. Sent in Stripe's `features.subscription_update.products`.
   *
   * Customers can change the quantity of a plan unless its `adjustableQuantity` restricts that.
   *
   * @default - the plans passed to `addPlan()`
   */
  readonly plans?: PortalPlan[];
}

/**
 * A portal in which customers can switch plans and quantities with prorations, cancel at the end of the billing period, and
 * change their payment methods, which Stripe requires for plan switching.
 *
 * @see https://docs.stripe.com/customer-management
 * @example
 *
 * import { SubscriptionPortal } from "cdktf-stripe-portal";
 * import { Construct } from "constructs";
 *
 * declare const scope: Construct;
 * new SubscriptionPortal(scope, "portal", {
 *   products: [{ product: "prod_123", prices: ["price_monthly", "price_yearly"] }],
 * });
 */
export class SubscriptionPortal extends StripePortalConfiguration {
  private readonly hasAdjustableQuantities: boolean;

  /**
   * @param scope the construct that contains the portal
   * @param id the ID of the portal within the scope, from which its Terraform address is made
   * @param props the products and properties of the portal, and changes to the preset
   */
  constructor(scope: Construct, id: string, props: SubscriptionPortalProps = {}) {
    const { PRICE, QUANTITY } = SubscriptionUpdateField;
    const preset = {
      paymentMethodUpdate: {},
      subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END, prorationBehavior: CancellationProration.NONE },
      subscriptionUpdate: {
        defaultAllowedUpdates: presetFields(PRICE, QUANTITY),
        prorationBehavior: UpdateProration.CREATE_PRORATIONS,
      },
    };
    const given = withProducts({ className: new.target.name, scope, id }, withPreset(props, preset));
    const update = given.features?.subscriptionUpdate;
    const allowed = update?.defaultAllowedUpdates ?? [];
    const isAdjustable = hasToken(allowed) || (Array.isArray(allowed) && allowed.includes(QUANTITY));
    super(
      scope,
      id,
      isAdjustable && update !== undefined && isStruct(update as unknown)
        ? withUpdate(given, {
            ...update,
            products: eachAdjustable(update.products),
            plans: eachAdjustable(update.plans),
          })
        : given,
    );
    this.hasAdjustableQuantities = isAdjustable;
  }

  /**
   * Adds a product that customers can switch to. An item of Stripe's `features.subscription_update.products`.
   *
   * Customers can change the quantity unless the product's `adjustableQuantity` restricts that. The portal must not have
   * `products`, and can have at most 10 products.
   * If plan switching is off (`enabled: false`), its products are accepted, but neither checked nor sent.
   *
   * @param product the product and its prices
   */
  public addProduct(product: PortalProduct): void {
    super.addProduct(this.hasAdjustableQuantities ? adjustable(product) : product);
  }

  /**
   * Adds a product that customers can switch to, found through the lookup keys of its prices. Sent in Stripe's
   * `features.subscription_update.products`.
   *
   * Customers can change the quantity unless the plan's `adjustableQuantity` restricts that. The portal must not have `plans`, and
   * can have at most 10 products, plans included.
   * If plan switching is off (`enabled: false`), its plans are accepted, but neither checked nor sent.
   *
   * @param plan the lookup keys of the product's prices
   */
  public addPlan(plan: PortalPlan): void {
    super.addPlan(this.hasAdjustableQuantities ? adjustable(plan) : plan);
  }
}

/** Products or plans whose quantity is adjustable by default, as in Stripe's example. */
function eachAdjustable<T extends PortalProduct | PortalPlan>(offers: T[] | undefined): T[] | undefined {
  // A value of another type is reported by the construct.
  return Array.isArray(offers) ? Array.from(offers, adjustable) : offers;
}

function adjustable<T extends PortalProduct | PortalPlan>(offer: T): T {
  return isStruct(offer) && offer.adjustableQuantity === undefined ? { ...offer, adjustableQuantity: {} } : offer;
}

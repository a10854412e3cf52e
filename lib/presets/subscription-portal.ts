import { Construct } from "constructs";
import { StripePortalConfiguration } from "../portal-configuration";
import { withPreset } from "../private/with-preset";
import { hasToken, isStruct } from "../private/tokens";
import { withProducts, withUpdate } from "../private/with-products";
import { CancellationMode, CancellationProration } from "../subscription-cancel";
import { PortalProduct, SubscriptionUpdateField, UpdateProration } from "../subscription-update";
import { PortalPresetProps } from "./preset-props";

/**
 * Properties of SubscriptionPortal.
 */
export interface SubscriptionPortalProps extends PortalPresetProps {
  /**
   * The products and prices that customers can switch to, 10 products at most. Stripe's
   * `features.subscription_update.products`.
   *
   * Their quantities can be changed unless a product's `adjustableQuantity` says otherwise.
   *
   * @default - the products given to `addProduct()`
   */
  readonly products?: PortalProduct[];
}

/**
 * The portal of the subscription example: customers switch plans and quantities with prorations, cancel at the end of the
 * period, and change how they pay, which Stripe demands beside plan switching.
 */
export class SubscriptionPortal extends StripePortalConfiguration {
  private readonly hasAdjustableQuantities: boolean;

  /**
   * @param scope the construct in which the portal is defined
   * @param id the portal's id within the scope
   * @param props products, texts, links and changes to the preset
   */
  constructor(scope: Construct, id: string, props: SubscriptionPortalProps = {}) {
    const { PRICE, QUANTITY } = SubscriptionUpdateField;
    const preset = {
      paymentMethodUpdate: {},
      subscriptionCancel: { mode: CancellationMode.AT_PERIOD_END, prorationBehavior: CancellationProration.NONE },
      subscriptionUpdate: {
        defaultAllowedUpdates: [PRICE, QUANTITY],
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
      isAdjustable && Array.isArray(update?.products)
        ? withUpdate(given, { ...update, products: Array.from(update.products, adjustable) })
        : given,
    );
    this.hasAdjustableQuantities = isAdjustable;
  }

  /**
   * Adds a product that customers can switch to. Its quantity can be changed unless its `adjustableQuantity` says
   * otherwise. An element of Stripe's `features.subscription_update.products`.
   *
   * Throws if the portal already has `products`. While plan switching is off (`enabled: false`), its products are accepted
   * and not sent.
   *
   * @param product the product with its prices
   */
  public addProduct(product: PortalProduct): void {
    super.addProduct(this.hasAdjustableQuantities ? adjustable(product) : product);
  }
}

/** The documented example lets customers change quantities, which the construct alone would lock. */
function adjustable(product: PortalProduct): PortalProduct {
  // What an untyped caller gives instead of a struct is for the construct to refuse.
  return isStruct(product) && product.adjustableQuantity === undefined
    ? { ...product, adjustableQuantity: {} }
    : product;
}

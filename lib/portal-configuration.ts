import * as cdktf from "cdktf";
import { Construct, IConstruct } from "constructs";
import { StripePortalConfigurationProps } from "./portal-props";
import { rejectForeignStack } from "./private/terraform/engine";
import { PortalResource } from "./private/deployment/portal-resource";
import { errorOfChild } from "./private/errors";
import { idOfConfiguration } from "./private/portal/portal";
import { hasPresetFields, withQuantity } from "./private/portal/preset";
import { enabled, renderPortal } from "./private/portal/render";
import { isUsed, Portal } from "./private/portal/rule";
import { withSent } from "./private/portal/subscription-update";
import { resolved } from "./private/terraform/fast";
import { Deferred, copyOf, hasToken, isLiteral } from "./private/terraform/tokens";
import { validateAddition, validateProps, validateStack } from "./private/validation";
import { checkedId } from "./private/validation/construct-id";
import { StackContents } from "./private/validation/stack-contents";
import { PortalPlan, PortalProduct } from "./features/subscription-update";

/**
 * A configuration of Stripe's customer portal.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/object
 */
export interface IStripePortalConfiguration extends IConstruct {
  /**
   * The ID (`bpc_...`) of the configuration. Pass it to Stripe when you create a portal session. Stripe's `id`.
   */
  readonly portalConfigurationId: string;
}

/**
 * A configuration of Stripe's customer portal. Stripe's `billing_portal.configuration`.
 *
 * The properties describe the whole portal: features and values that are left out are turned off or cleared in Stripe.
 * Stripe's rules are checked at synth time. All violations are reported in one error.
 *
 * Resources that need the complete portal, plan switching included, can list it in their `dependsOn`.
 *
 * @see https://docs.stripe.com/api/customer_portal/configurations/create
 * @example
 *
 * import { CustomerUpdateField, StripePortalConfiguration } from "cdktf-stripe-portal";
 * import { Construct } from "constructs";
 *
 * declare const scope: Construct;
 * new StripePortalConfiguration(scope, "portal", {
 *   defaultReturnUrl: "https://acme.com/account",
 *   features: {
 *     customerUpdate: { allowedUpdates: [CustomerUpdateField.EMAIL] },
 *     invoiceHistory: {},
 *   },
 * });
 */
export class StripePortalConfiguration
  extends Construct
  implements IStripePortalConfiguration, cdktf.ITerraformDependable
{
  /**
   * References an existing configuration by its ID. Nothing is read from Stripe or changed there.
   *
   * To manage an existing configuration with your app, use the property `importFrom` instead.
   *
   * @param scope the construct that contains the reference
   * @param id the ID of the reference within the scope
   * @param portalConfigurationId the ID (`bpc_...`) of the configuration, or a token
   */
  public static fromPortalConfigurationId(
    scope: Construct,
    id: string,
    portalConfigurationId: string,
  ): IStripePortalConfiguration {
    const className = "StripePortalConfiguration";
    const constructId = checkedId(className, scope, id);
    const violations = idOfConfiguration("portalConfigurationId", portalConfigurationId);
    if (violations.length > 0) throw errorOfChild({ className, scope, id }, violations);
    class Import extends Construct implements IStripePortalConfiguration {
      public readonly portalConfigurationId = portalConfigurationId;
    }
    return new Import(scope, constructId);
  }

  /**
   * The Terraform resource of the portal. Its `addOverride()` sets parameters that this construct has no property for.
   *
   * An override of a portal attribute becomes part of the portal, also if the step sends that attribute.
   */
  public readonly resource: cdktf.TerraformResource;

  private readonly props: Portal;
  private readonly hasPresetFields: boolean;
  private readonly added: { readonly products: PortalProduct[]; readonly plans: PortalPlan[] } = {
    products: [],
    plans: [],
  };
  private readonly portal: PortalResource;
  private isLiteral: boolean;
  private rendered?: Record<string, unknown>;
  private dependentStacks?: Set<cdktf.TerraformStack>;
  private address?: string;
  private warning?: string;

  /**
   * @param scope the construct that contains the portal
   * @param id the ID of the portal within the scope, from which its Terraform address is made
   * @param props the properties of the portal
   */
  constructor(scope: Construct, id: string, props: StripePortalConfigurationProps) {
    super(scope, checkedId(new.target.name, scope, id));
    rejectForeignStack(this);
    validateProps(this, props);
    const { provider, dependsOn, ...rest } = props;
    this.props = copyOf(rest);
    this.isLiteral = isLiteral(this.props);
    this.hasPresetFields = hasPresetFields(props);

    this.portal = new PortalResource(
      this,
      "Resource",
      { ...this.props, provider, dependsOn },
      { isLiteral: () => this.isLiteral, render: () => this.render() },
    );
    this.resource = this.portal;

    const contents = StackContents.join(this.portal, props.importFrom);
    this.node.addValidation({ validate: () => this.validate(contents) });
  }

  /**
   * The ID (`bpc_...`) of the configuration. Pass it to Stripe when you create a portal session. Stripe's `id`.
   */
  public get portalConfigurationId(): string {
    return this.resource.getStringAttribute("id");
  }

  /**
   * The URL of the login page, or undefined if the page is off. Stripe's `login_page.url`.
   *
   * If you turn the page on later, the URL is known after Terraform's next refresh.
   */
  public get loginPageUrl(): string | undefined {
    const { loginPage } = this.props;
    if (!isUsed(loginPage)) return undefined;
    const url = this.resource.getStringAttribute("login_page.url");
    const isOn = enabled(loginPage);
    return hasToken(isOn) ? cdktf.Token.asString(cdktf.Fn.conditional(isOn, url, cdktf.Token.nullValue())) : url;
  }

  /**
   * True for the account's default configuration, which Stripe uses for sessions without a configuration. Stripe's
   * `is_default`.
   */
  public get isDefault(): cdktf.IResolvable {
    return this.resource.getBooleanAttribute("is_default");
  }

  /**
   * True if the configuration exists in live mode, false in test mode. Stripe's `livemode`.
   */
  public get livemode(): cdktf.IResolvable {
    return this.resource.getBooleanAttribute("livemode");
  }

  /**
   * The Terraform address for `dependsOn`. A resource that depends on it waits until the portal is complete, plan switching
   * included. It is not the address of the portal's attributes: use `portalConfigurationId` or `resource` for these.
   */
  public get fqn(): string {
    this.address ??= cdktf.Token.asString(
      new Deferred(({ scope }) => {
        (this.dependentStacks ??= new Set()).add(cdktf.TerraformStack.of(scope));
        return this.portal.lastAddress;
      }),
    );
    return this.address;
  }

  /**
   * Returns the parameters that Stripe has after an apply, as a JSON object with Stripe's names. Use it in tests.
   *
   * Overrides are included, and attributes in `lifecycle.ignoreChanges` are not. Plans are listed with their lookup keys. A value that is known at apply time only is a
   * Terraform expression such as `${stripe_product.pro.id}`.
   *
   * @see https://docs.stripe.com/api/customer_portal/configurations/object
   */
  public toStripeJson(): string {
    return JSON.stringify(resolved(this.portal, this.portal.desiredPortal()));
  }

  /**
   * Adds a product that customers can switch to. An item of Stripe's `features.subscription_update.products`.
   *
   * The portal must have `features.subscriptionUpdate` without `products`, and can have at most 10 products.
   * If the feature is off (`enabled: false`), its products are accepted, but neither checked nor sent.
   *
   * @param product the product and its prices
   */
  public addProduct(product: PortalProduct): void {
    validateAddition(this, this.props, this.added, "products", product);
    this.added.products.push(copyOf(product));
    this.change(product);
  }

  /**
   * Adds a product that customers can switch to, found through the lookup keys of its prices. Sent in Stripe's
   * `features.subscription_update.products`.
   *
   * The portal must have `features.subscriptionUpdate` without `plans`, and can have at most 10 products, plans included.
   * If the feature is off (`enabled: false`), its plans are accepted, but neither checked nor sent.
   *
   * @param plan the lookup keys of the product's prices
   */
  public addPlan(plan: PortalPlan): void {
    validateAddition(this, this.props, this.added, "plans", plan);
    this.added.plans.push(copyOf(plan));
    this.change(plan);
  }

  private change(added: PortalProduct | PortalPlan): void {
    this.rendered = undefined;
    this.isLiteral &&= isLiteral(added);
  }

  /** The portal as Stripe's parameters. */
  private render(): Record<string, unknown> {
    return (this.rendered ??= renderPortal(this.input()));
  }

  /** The properties with all products and plans that are sent. */
  private input(): Portal {
    const portal = withSent(this.props, this.added);
    return this.hasPresetFields ? withQuantity(portal) : portal;
  }

  /** Checks the complete stack. Returns all violations as one message. */
  private validate(contents: StackContents): string[] {
    const { errors, warning } = validateStack(this, this.input(), this.portal, contents, this.dependentStacks ?? []);
    // Annotations would add a stack trace, which is slow and differs between languages.
    if (warning !== undefined && warning !== this.warning) {
      this.node.addMetadata(cdktf.AnnotationMetadataEntryType.WARN, warning);
    }
    this.warning = warning;
    return errors;
  }
}

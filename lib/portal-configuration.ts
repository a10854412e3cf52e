import * as cdktf from "cdktf";
import { Construct, IConstruct } from "constructs";
import { ApplyVia, ApplyWhen } from "./apply-via";
import { StripePortalConfigurationProps } from "./portal-configuration-props";
import { PortalFeatures } from "./portal-features";
import { PortalProps } from "./portal-props";
import { ApplyStep } from "./private/apply-step";
import { DesiredState } from "./private/desired-state";
import { refuseForeignStack } from "./private/engine";
import { importCondition, modeConditions } from "./private/conditions";
import { ModeGuard } from "./private/mode-guard";
import { Conditions, PortalResource } from "./private/portal-resource";
import { enabled, isUsed } from "./private/render-features";
import { PortalInput, renderPortal } from "./private/render-portal";
import * as rules from "./private/rules";
import { copyOf, hasToken } from "./private/tokens";
import { PortalProduct } from "./subscription-update";

/**
 * A configuration of Stripe's customer portal.
 */
export interface IStripePortalConfiguration extends IConstruct {
  /**
   * The configuration's id (`bpc_...`), which opens sessions. Stripe's `id`.
   */
  readonly portalConfigurationId: string;
}

/**
 * A configuration of Stripe's customer portal, Stripe's `billing_portal.configuration`.
 *
 * The program is the whole portal: what it leaves out is off in Stripe, also where it was on before. What Stripe would
 * refuse is refused while synthesizing, all of it in one error.
 *
 * Other resources that need the portal complete, plan switching included, name it in their `dependsOn`.
 */
export class StripePortalConfiguration
  extends Construct
  implements IStripePortalConfiguration, cdktf.ITerraformDependable
{
  /**
   * An existing configuration, by its id. Nothing of it is read or changed; only its id is known.
   *
   * To bring it under the program's control use `importFrom`.
   *
   * @param scope the construct in which the reference is defined
   * @param id the reference's id within the scope
   * @param portalConfigurationId the configuration's id (`bpc_...`), or a token
   */
  public static fromPortalConfigurationId(
    scope: Construct,
    id: string,
    portalConfigurationId: string,
  ): IStripePortalConfiguration {
    const className = "StripePortalConfiguration";
    const constructId = rules.checkedId(className, scope, id);
    const violations = rules.idOfConfiguration("portalConfigurationId", portalConfigurationId);
    if (violations.length > 0) throw rules.portalError(className, `${scope.node.path}/${id}`, violations);
    class Import extends Construct implements IStripePortalConfiguration {
      public readonly portalConfigurationId = portalConfigurationId;
    }
    return new Import(scope, constructId);
  }

  /**
   * The Terraform resource: its `addOverride()` reaches every parameter, also those that this construct does not have.
   *
   * Overrides of portal attributes become part of the desired portal, whether the provider or the step sends them.
   */
  public readonly resource: cdktf.TerraformResource;

  private readonly props: PortalProps;
  private readonly features: PortalFeatures;
  private readonly addedProducts: PortalProduct[] = [];
  private readonly portal: PortalResource;
  private readonly step?: ApplyStep;
  private warning?: string;

  /**
   * @param scope the construct in which the portal is defined
   * @param id the portal's id within the scope; its Terraform address follows from it
   * @param props the whole portal
   */
  constructor(scope: Construct, id: string, props: StripePortalConfigurationProps) {
    super(scope, rules.checkedId(new.target.name, scope, id));
    refuseForeignStack(this);
    this.refuse(rules.typeErrors(this.constructor.name, props));
    const { provider, dependsOn, lifecycle, features, ...rest } = props;
    this.props = { ...copyOf(rest), lifecycle };
    this.features = copyOf(features ?? {});
    this.refuse([...rules.refusedProps(props), ...rules.brokenRules(this.input())]);

    this.portal = new PortalResource(this, "Resource", {
      provider,
      dependsOn,
      lifecycle,
      importFrom: props.importFrom,
      applyVia: props.applyVia ?? ApplyVia.AUTO,
      render: () => renderPortal(this.input()),
    });
    this.resource = this.portal;
    const desiredState = this.portal.hasStep ? new DesiredState(this, "DesiredState", this.portal) : undefined;
    this.step = desiredState && this.addStep(desiredState);
    const guard = this.addGuard();
    this.portal.prerequisites = () => [...(guard?.isNeeded ? [guard] : []), ...(desiredState ? [desiredState] : [])];
    this.portal.conditions = () => this.conditions();

    const program = rules.Program.join(this.portal, props.importFrom);
    this.node.addValidation({ validate: () => this.validate(program) });
  }

  /**
   * The configuration's id (`bpc_...`), which opens sessions. Stripe's `id`.
   */
  public get portalConfigurationId(): string {
    return this.resource.getStringAttribute("id");
  }

  /**
   * The link of the login page, undefined while the page is off. Stripe's `login_page.url`.
   *
   * A page that is turned on later shows its link after Terraform's next refresh. An output of it belongs behind an `if`,
   * since Terraform has no outputs without a value.
   */
  public get loginPageUrl(): string | undefined {
    const { loginPage } = this.props;
    if (!isUsed(loginPage)) return undefined;
    const url = this.resource.getStringAttribute("login_page.url");
    const isOn = enabled(loginPage);
    return hasToken(isOn) ? cdktf.Token.asString(cdktf.Fn.conditional(isOn, url, cdktf.Token.nullValue())) : url;
  }

  /**
   * Whether it is the account's default configuration, the one of sessions that name none. Stripe's `is_default`.
   */
  public get isDefault(): cdktf.IResolvable {
    return this.resource.getBooleanAttribute("is_default");
  }

  /**
   * Whether it exists in live mode. Stripe's `livemode`.
   */
  public get livemode(): cdktf.IResolvable {
    return this.resource.getBooleanAttribute("livemode");
  }

  /**
   * The address for `dependsOn`: what depends on the portal waits until it is complete, plan switching included.
   */
  public get fqn(): string {
    return (this.step ?? this.portal).address;
  }

  /**
   * Adds a product that customers can switch to. An element of Stripe's `features.subscription_update.products`.
   *
   * Throws if the portal has no `features.subscriptionUpdate`, or if that already has `products`. While the feature is off
   * (`enabled: false`), its products are accepted and not sent.
   *
   * @param product the product with its prices
   */
  public addProduct(product: PortalProduct): void {
    this.refuse(rules.typeErrorsOfProduct(product));
    const { subscriptionUpdate } = this.features;
    const violation = { property: "addProduct()", got: product.product };
    if (subscriptionUpdate === undefined) {
      const rule = "only a portal with `features.subscriptionUpdate` has products";
      this.refuse([{ ...violation, rule, fix: "add the feature, e.g. `subscriptionUpdate: {}`" }]);
    }
    if (subscriptionUpdate?.products !== undefined) {
      const rule = "products are given in `features.subscriptionUpdate.products` or through `addProduct()`, not both";
      this.refuse([{ ...violation, rule, fix: "leave `products` out, or add this one to them" }]);
    }
    const added = copyOf(product);
    this.refuse(rules.brokenRules(this.input([...this.addedProducts, added])));
    this.addedProducts.push(added);
  }

  private input(added: PortalProduct[] = this.addedProducts): PortalInput {
    const { subscriptionUpdate: update } = this.features;
    const given = update?.products ?? (added.length > 0 ? added : undefined);
    // Products of a feature that is off are neither checked nor sent.
    return { props: this.props, features: this.features, products: isUsed(update) ? given : undefined };
  }

  private addStep(desiredState: DesiredState): ApplyStep {
    const { applyWhen, expectedMode } = this.props;
    return new ApplyStep(this, "Step", {
      portal: this.portal,
      desiredState,
      when: applyWhen ?? ApplyWhen.ON_CHANGE,
      expectedMode,
    });
  }

  private addGuard(): ModeGuard | undefined {
    const { expectedMode: mode } = this.props;
    return mode === undefined ? undefined : new ModeGuard(this, "Guard", this.portal, mode);
  }

  private conditions(): Conditions[] {
    const { expectedMode, importFrom } = this.props;
    return [
      ...(expectedMode === undefined ? [] : [modeConditions(this.portal, expectedMode)]),
      ...(importFrom === undefined ? [] : [importCondition(this.portal, importFrom)]),
    ];
  }

  /** Throws for what no later call can mend; told along with it is what one still could. */
  private refuse(violations: rules.Violation[]): void {
    if (violations.every(({ fixableLater }) => fixableLater)) return;
    throw rules.portalError(this.constructor.name, this.node.path, violations);
  }

  /** What can be wrong only when the program is complete, as one text. */
  private validate(program: rules.Program): string[] {
    const portal = rules.withOverrides(this.input(), this.portal);
    const warning = rules.warningText(portal);
    if (warning !== undefined && warning !== this.warning) cdktf.Annotations.of(this).addWarning(warning);
    this.warning = warning;
    const violations = [
      ...rules.brokenWithOverrides(portal),
      ...rules.refusedResource(this.portal),
      ...(this.step ? rules.stackOverrides(this.portal) : rules.unsupportedOverrides(this.portal.desiredPortal())),
      ...rules.brokenProgramRules(this.portal, portal, program),
    ];
    return violations.length > 0 ? [rules.portalError(this.constructor.name, this.node.path, violations).message] : [];
  }
}

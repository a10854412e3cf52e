import { type Account, COLLECTIONS, type Kind, KINDS } from "./state/account";
import type { Api } from "./api/api";
import type { Customer } from "./resources/customers";
import type { Plain } from "./api/form";
import type { Caller } from "./api/keys";
import type { Configuration, PaymentMethodConfiguration, Price, Product } from "./wire";

/** Parameters as JavaScript values, with Stripe's names. */
export type Params = { readonly [name: string]: Plain };

/**
 * The current objects of one account in one mode, and edits outside of the API, such as edits in the Dashboard. Objects
 * are complete copies, including the products of a configuration.
 */
export class AccountView {
  /** @param changed called after an edit outside of the API */
  constructor(
    private readonly account: Account,
    private readonly api: Api,
    private readonly changed: () => void,
  ) {}

  /** Every portal configuration, oldest first. */
  get configurations(): Configuration[] {
    return structuredClone(this.account.all("configuration"));
  }

  /** Every customer, oldest first. */
  get customers(): Customer[] {
    return structuredClone(this.account.all("customer").filter(({ deleted }) => !deleted));
  }

  /** Every product, oldest first. */
  get products(): Product[] {
    return structuredClone(this.account.all("product"));
  }

  /** Every price, oldest first. */
  get prices(): Price[] {
    return structuredClone(this.account.all("price"));
  }

  /** Every payment method configuration, the account's default one first. */
  get paymentMethodConfigurations(): PaymentMethodConfiguration[] {
    return structuredClone(this.account.all("payment_method_configuration"));
  }

  /** The account's default portal configuration, if it has one. */
  get defaultConfiguration(): Configuration | undefined {
    return this.configurations.find(({ is_default: isDefault }) => isDefault);
  }

  /** A portal configuration; throws if it does not exist. */
  configuration(id: string): Configuration {
    return structuredClone(this.account.find("configuration", id));
  }

  /** A product; throws if it does not exist. */
  product(id: string): Product {
    return structuredClone(this.account.find("product", id));
  }

  /** A price; throws if it does not exist. */
  price(id: string): Price {
    return structuredClone(this.account.find("price", id));
  }

  /** Creates a portal configuration by Stripe's rules. Throws a StripeError if Stripe would reject it. */
  createConfiguration(params: Params): Configuration {
    return this.configuration(this.post(COLLECTIONS.configuration, params));
  }

  /** Creates a product by Stripe's rules. */
  createProduct(params: Params): Product {
    return this.product(this.post(COLLECTIONS.product, params));
  }

  /** Creates a price by Stripe's rules. */
  createPrice(params: Params): Price {
    return this.price(this.post(COLLECTIONS.price, params));
  }

  /** Creates a payment method configuration by Stripe's rules and returns its id. */
  createPaymentMethodConfiguration(params: Params): string {
    return this.post(COLLECTIONS.payment_method_configuration, params);
  }

  /** Creates a customer by Stripe's rules. */
  createCustomer(params: Params): Customer {
    return structuredClone(this.account.find("customer", this.post(COLLECTIONS.customer, params)));
  }

  /** Updates an object of any kind by Stripe's rules: `update("bpc_...", { metadata: { team: "" } })`. */
  update(id: string, params: Params): void {
    const kind = KINDS.find((candidate) => this.account.get(candidate, id));
    if (kind === undefined) {
      throw new Error(`The account has no object with the id ${id}.`);
    }
    this.post(`${COLLECTIONS[kind]}/${encodeURIComponent(id)}`, params);
  }

  /** Changes a portal configuration without any rule, for states that the API does not allow. */
  edit(id: string, change: (configuration: Configuration) => void): void {
    const configuration = this.configuration(id);
    change(configuration);
    this.account.put("configuration", configuration);
    this.changed();
  }

  /** Removes an object. Stripe never removes portals and prices. */
  remove(kind: Kind, id: string): void {
    this.account.delete(kind, id);
    this.changed();
  }

  private post(path: string, params: Params): string {
    const caller: Caller = { mode: this.account.mode, accountId: this.account.id };
    return (this.api.call(caller, "POST", path, params) as { id: string }).id;
  }
}

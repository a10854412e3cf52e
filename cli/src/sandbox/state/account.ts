import type { Customer } from "../resources/customers";
import { invalid, StripeError } from "../api/errors";
import type { Configuration, PaymentMethodConfiguration, Price, Product } from "../wire";

/** The kinds of objects in an account, by Stripe's name for one object. */
export interface Objects {
  configuration: Configuration;
  customer: Customer;
  product: Product;
  price: Price;
  payment_method_configuration: PaymentMethodConfiguration;
}

export type Kind = keyof Objects;
export type Mode = "test" | "live";

/** The path of each kind's list. */
export const COLLECTIONS: Readonly<Record<Kind, string>> = {
  configuration: "/v1/billing_portal/configurations",
  customer: "/v1/customers",
  product: "/v1/products",
  price: "/v1/prices",
  payment_method_configuration: "/v1/payment_method_configurations",
};

export const KINDS = Object.keys(COLLECTIONS) as readonly Kind[];

/** The objects of one account in one mode, oldest first. */
export class Account {
  private readonly objects = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as {
    [K in Kind]: Map<string, Objects[K]>;
  };

  /**
   * @param id `acct_...`
   * @param mode test and live objects are separate
   * @param otherMode the same account in the other mode, used only to explain a missing object
   */
  constructor(
    readonly id: string,
    readonly mode: Mode,
    private readonly otherMode: () => Account | undefined,
  ) {}

  get livemode(): boolean {
    return this.mode === "live";
  }

  all<K extends Kind>(kind: K): Objects[K][] {
    return [...this.objects[kind].values()];
  }

  get<K extends Kind>(kind: K, id: string): Objects[K] | undefined {
    return this.objects[kind].get(id);
  }

  put<K extends Kind>(kind: K, object: Objects[K]): void {
    this.objects[kind].set(object.id, object);
  }

  delete(kind: Kind, id: string): void {
    this.objects[kind].delete(id);
  }

  /** The object of an id in a path: 404 if it does not exist. */
  find<K extends Kind>(kind: K, id: string): Objects[K] {
    const found = this.get(kind, id);
    if (!found || isDeleted(found)) {
      const param = kind === "customer" || kind === "product" ? "id" : kind;
      throw new StripeError(404, this.explainMissing(kind, id), { code: "resource_missing", param });
    }
    return found;
  }

  /** The object of an id in a parameter: 400 if it does not exist. */
  refer<K extends Kind>(kind: K, id: string, param: string): Objects[K] {
    const found = this.get(kind, id);
    if (!found || isDeleted(found)) {
      throw this.missing(kind, id, param);
    }
    return found;
  }

  /** The error for a parameter with the id of an object that does not exist. */
  missing(kind: Kind, id: string, param: string): StripeError {
    return invalid(param, this.explainMissing(kind, id), "resource_missing");
  }

  private explainMissing(kind: Kind, id: string): string {
    const [mine, other] = this.livemode ? ["live", "test"] : ["test", "live"];
    return this.otherMode()?.get(kind, id)
      ? `No such ${kind}: '${id}'; a similar object exists in ${other} mode, but a ${mine} mode key was used to make this request.`
      : `No such ${kind}: '${id}'`;
  }
}

/** True if an object is deleted but kept, as customers are, so that its id is reported as deleted. */
function isDeleted(object: object): boolean {
  return "deleted" in object && object.deleted === true;
}

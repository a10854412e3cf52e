import { Collection } from "../api/collection";
import { invalid } from "../api/errors";
import { type Expandable, inList } from "../api/expansion";
import { nowInSeconds, randomText } from "../api/ids";
import { createdFilter, listObjects, pagingFields } from "../api/list";
import {
  emptyable,
  type Fields,
  integer,
  list,
  mergeMetadata,
  type Metadata,
  metadata,
  object,
  oneOf,
  type Parameter,
  required,
  string,
  unsupported,
  type Values,
} from "../api/parameters";
import type { Resource } from "../api/resource";
import { route, type View } from "../api/routing";
import type { Account } from "../state/account";
import { merge } from "./merge";

/** A customer. Deleted customers are kept, so that their ids can be reported as deleted. */
export interface Customer {
  readonly id: string;
  readonly object: "customer";
  deleted?: true;
  address: Address | null;
  balance: number;
  business_name?: string | null;
  readonly created: number;
  currency: null;
  customer_account: null;
  default_source: null;
  delinquent: boolean;
  description: string | null;
  discount: null;
  email: string | null;
  individual_name?: string | null;
  invoice_prefix: string;
  invoice_settings: {
    custom_fields: { name: string; value: string }[] | null;
    default_payment_method: null;
    footer: string | null;
    rendering_options: RenderingOptions | null;
  };
  livemode: boolean;
  metadata: Metadata;
  name: string | null;
  next_invoice_sequence: number;
  phone: string | null;
  preferred_locales: string[];
  shipping: Shipping | null;
  tax_exempt: "exempt" | "none" | "reverse";
  test_clock: null;
}

interface Address {
  city: string | null;
  country: string | null;
  line1: string | null;
  line2: string | null;
  postal_code: string | null;
  state: string | null;
}

interface RenderingOptions {
  amount_tax_display: string | null;
  template: string | null;
}

interface Shipping {
  address: Address;
  name: string;
  phone: string | null;
}

export const customers = new Collection<"customer", Customer>({
  kind: "customer",
  prefix: "cus",
  path: "/v1/customers",
  shortIds: true,
  idParam: "id",
});

const PATH = customers.path;

const expandableCustomer: Expandable = {
  address: {},
  default_source: {},
  discount: {},
  invoice_settings: { default_payment_method: {} },
  shipping: {},
  sources: {},
  subscriptions: {},
  tax_ids: {},
  test_clock: {},
};

/** An object that is returned with all fields, with defaults for omitted ones. */
function whole<T>(parameter: Parameter<Partial<T>>, defaults: Partial<T>): Parameter<T> {
  return { ...parameter, read: (node, place) => ({ ...defaults, ...parameter.read(node, place) }) as T };
}

const address = whole<Address>(
  object({
    city: string(),
    country: string(),
    line1: string(),
    line2: string(),
    postal_code: string(),
    state: string(),
  }),
  { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
);

const shipping = whole<Shipping>(object({ address: required(address), name: required(string()), phone: string() }), {
  phone: null,
});

const renderingOptions = whole<RenderingOptions>(
  object({ amount_tax_display: emptyable(oneOf("exclude_tax", "include_inclusive_tax")), template: string() }),
  { amount_tax_display: null, template: null },
);

const knownTaxExempt = oneOf("exempt", "none", "reverse");

const taxExempt: Parameter<Customer["tax_exempt"]> = {
  ...knownTaxExempt,
  read: (node, place) => (node === "" ? "none" : knownTaxExempt.read(node, place)),
};

const text = string({ example: "jenny@example.com", maxLength: 512 });

const email: Parameter<string> = {
  ...text,
  read(node, place) {
    const value = text.read(node, place);
    if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)) {
      throw invalid(place.name, `Invalid email address: ${value}`, "email_invalid");
    }
    return value;
  },
};

const common = {
  address: emptyable(address),
  balance: integer(),
  business_name: emptyable(string({ maxLength: 150 })),
  cash_balance: unsupported(),
  individual_name: emptyable(string({ maxLength: 150 })),
  invoice_prefix: string(),
  invoice_settings: object({
    custom_fields: emptyable(
      list(object({ name: required(string({ maxLength: 40 })), value: required(string({ maxLength: 140 })) })),
    ),
    default_payment_method: unsupported(),
    footer: emptyable(string()),
    rendering_options: emptyable(renderingOptions),
  }),
  metadata: emptyable(metadata()),
  next_invoice_sequence: integer({ minimum: 1 }),
  preferred_locales: list(string()),
  shipping: emptyable(shipping),
  source: unsupported(),
  tax: unsupported(),
  tax_exempt: taxExempt,
} satisfies Fields;

const createFields = {
  ...common,
  description: string(),
  email,
  name: string({ maxLength: 256 }),
  payment_method: unsupported(),
  phone: string({ maxLength: 20 }),
  tax_id_data: unsupported(),
  test_clock: unsupported(),
} satisfies Fields;

const updateFields = {
  ...common,
  bank_account: unsupported(),
  card: unsupported(),
  default_alipay_account: unsupported(),
  default_bank_account: unsupported(),
  default_card: unsupported(),
  default_source: unsupported(),
  description: emptyable(string()),
  email: emptyable(email),
  name: emptyable(string({ maxLength: 256 })),
  phone: emptyable(string({ maxLength: 20 })),
} satisfies Fields;

const listFields = {
  ...pagingFields,
  created: createdFilter,
  email: string({ maxLength: 512 }),
  test_clock: unsupported(),
} satisfies Fields;

/** `/v1/customers`, without payment methods, sources, tax ids and subscriptions. */
export const customerResource: Resource<"customer", Customer> = {
  objects: customers,
  example: { ...newCustomer(false), name: "Jenny", email: "jenny@example.com" },
  permission: { label: "Customers", name: "customer" },
  routes: [
    route("POST", PATH, createFields, expandableCustomer, (call) =>
      render(save(newCustomer(call.account.livemode), call.params, call.account), call),
    ),
    route("GET", PATH, listFields, inList(expandableCustomer), (call) => {
      const { created, email } = call.params;
      const matches = (customer: Customer): boolean =>
        !customer.deleted && (created?.(customer.created) ?? true) && (email ?? customer.email) === customer.email;
      return listObjects(call, customers, matches, render);
    }),
    route("GET", `${PATH}/:id`, {}, expandableCustomer, (call) => {
      const customer = customers.get(call.account, call.id);
      return customer?.deleted ? deletedCustomer(customer) : render(customers.find(call.account, call.id), call);
    }),
    route("POST", `${PATH}/:id`, updateFields, expandableCustomer, (call) =>
      render(save(customers.find(call.account, call.id), call.params, call.account), call),
    ),
    route("DELETE", `${PATH}/:id`, {}, {}, ({ account, id }) =>
      deletedCustomer(customers.put(account, { ...customers.find(account, id), deleted: true })),
    ),
  ],
};

function newCustomer(livemode: boolean): Customer {
  return {
    id: customers.newId(),
    object: "customer",
    address: null,
    balance: 0,
    created: nowInSeconds(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}

/** Stores a customer with the changes of a request. */
function save(
  current: Customer,
  { invoice_settings: settings, metadata: sent, ...given }: Values<typeof updateFields>,
  account: Account,
): Customer {
  return customers.put(account, {
    ...current,
    ...given,
    invoice_settings: merge(current.invoice_settings, settings) as Customer["invoice_settings"],
    metadata: mergeMetadata(current.metadata, sent),
  });
}

/** A customer in a response. Its lists are empty, and present only if expanded. */
function render(
  { business_name: businessName, individual_name: individualName, ...customer }: Customer,
  { expand }: View,
): unknown {
  const list = (name: string): object => ({
    [name]: { object: "list", data: [], has_more: false, url: `${PATH}/${customer.id}/${name}` },
  });
  return {
    ...customer,
    ...(businessName && { business_name: businessName }),
    ...(individualName && { individual_name: individualName }),
    ...(expand.has("sources") && list("sources")),
    ...(expand.has("subscriptions") && list("subscriptions")),
    ...(expand.has("tax_ids") && list("tax_ids")),
  };
}

function deletedCustomer({ id, object }: Customer): unknown {
  return { id, object, deleted: true };
}

import { KINDS, type Kind } from "./account";
import { AccountView } from "../dashboard";
import { Accounts, type AccountSnapshot } from "./accounts";
import { Api } from "../api/api";
import { Keyring } from "../api/keys";

/** The fields with keys that the user chooses. */
const MAPS = ["currency_options", "metadata"];

/** True if a value is an account with objects that have ids. */
export function isSnapshot(value: unknown): value is AccountSnapshot {
  const { id, mode, objects } = (value ?? {}) as Partial<AccountSnapshot>;
  return typeof id === "string" && (mode === "test" || mode === "live") && isObject(objects) && hasIds(objects);
}

function hasIds(groups: Record<string, unknown>): boolean {
  return KINDS.map((kind) => groups[kind] ?? []).every(
    (group) =>
      Array.isArray(group) && group.every((object) => typeof (object as { id?: unknown } | null)?.id === "string"),
  );
}

/** The first field that differs in type from the sandbox's own objects, as `id: field`. */
export function firstMisfit(snapshots: readonly AccountSnapshot[]): string | undefined {
  const examples = exampleObjects();
  for (const { mode, objects } of snapshots) {
    for (const kind of KINDS) {
      for (const object of objects[kind] ?? []) {
        const field = object.livemode === (mode === "live") ? misfit(object, examples[kind], "") : "livemode";
        if (field !== undefined) {
          return `${object.id}: ${field}`;
        }
      }
    }
  }
  return undefined;
}

/** One object of each kind with as many fields set as possible, made by the sandbox itself. */
function exampleObjects(): { readonly [K in Kind]?: unknown } {
  const accounts = new Accounts(true, () => undefined);
  const account = new AccountView(
    accounts.get("test"),
    new Api(accounts, new Keyring([]), () => undefined),
    () => undefined,
  );
  const product = account.createProduct({ name: "Pro" });
  const common = { product: product.id, currency: "usd", unit_amount: 100 };
  const price = account.createPrice(common);
  const monthly = account.createPrice({ ...common, recurring: { interval: "month" } });
  const configuration = account.createConfiguration({
    features: {
      payment_method_update: { enabled: true },
      subscription_update: { enabled: true, products: [{ product: product.id, prices: [monthly.id] }] },
    },
  });
  const customer = account.createCustomer({ name: "Jenny", email: "jenny@example.com", metadata: { plan: "pro" } });
  return {
    configuration,
    customer,
    product,
    price,
    payment_method_configuration: account.paymentMethodConfigurations[0],
  };
}

/** The path of the first field that does not match an example. Null in the example matches everything, and null matches every string or number. */
function misfit(value: unknown, example: unknown, path: string): string | undefined {
  if (example === undefined || (example === null && value !== undefined)) {
    return undefined;
  }
  if (Array.isArray(example)) {
    return Array.isArray(value)
      ? first(value.map((item, index) => misfit(item, example[0], `${path}[${index}]`)))
      : path;
  }
  if (!isObject(example)) {
    return value === null || typeof value === typeof example ? undefined : path;
  }
  if (!isObject(value)) {
    return path;
  }
  return first(
    Object.entries(example).map(([name, field]) => {
      const full = path === "" ? name : `${path}.${name}`;
      return misfit(value[name], MAPS.includes(name) ? {} : field, full);
    }),
  );
}

function first(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export type { Kind, Mode } from "./state/account";
export { AccountView, type Params } from "./dashboard";
export { OWN_ACCOUNT } from "./state/accounts";
export type { Customer } from "./resources/customers";
export { StripeError } from "./api/errors";
export type { Plain } from "./api/form";
export { InvalidKeyError } from "./api/keys";
export type { Interception, Interceptor, SandboxRequest } from "./network/requests";
export { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox";
export { StateFileError } from "./state/state-file";
export type {
  Configuration,
  ConfigurationFeatures,
  ConfigurationProduct,
  PaymentMethodConfiguration,
  Price,
  Product,
} from "./wire";

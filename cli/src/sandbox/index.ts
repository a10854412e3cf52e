export type { Kind, Mode } from "./account";
export { AccountView, type Params } from "./account-view";
export { OWN_ACCOUNT } from "./accounts";
export type { Customer } from "./customers";
export { StripeError } from "./errors";
export type { Plain } from "./form";
export { InvalidKeyError } from "./keys";
export type { Interception, Interceptor, SandboxRequest } from "./requests";
export { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox";
export { StateFileError } from "./state-file";
export type {
  Configuration,
  ConfigurationFeatures,
  ConfigurationProduct,
  PaymentMethodConfiguration,
  Price,
  Product,
} from "./wire";

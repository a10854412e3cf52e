import { CustomerUpdateFeature, CustomerUpdateField } from "../../features/customer-update";
import { isEmpty, isUsed, Warning, warnIf } from "./rule";
import { choices, struct, toggle } from "./schema";

export const CUSTOMER_UPDATE = struct<CustomerUpdateFeature>({
  enabled: toggle(),
  allowedUpdates: choices(CustomerUpdateField),
});

export const customerUpdateWarnings: readonly Warning[] = [
  {
    name: "no-customer-update-fields",
    consequence: "Customers see the feature but cannot edit anything.",
    example: "features: { customerUpdate: {} }",
    check: ({ features: { customerUpdate } }) =>
      warnIf(
        isUsed(customerUpdate) && isEmpty(customerUpdate?.allowedUpdates),
        "`features.customerUpdate` allows no updates, so customers cannot edit anything. Set `allowedUpdates`.",
      ),
  },
];

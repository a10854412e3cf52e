import { PaymentMethodUpdateFeature } from "../../features/payment-method-update";
import { optionalId, struct, toggle } from "./schema";

export const PAYMENT_METHOD_UPDATE = struct<PaymentMethodUpdateFeature>({
  enabled: toggle(),
  paymentMethodConfiguration: optionalId(),
});

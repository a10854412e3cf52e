import { InvoiceHistoryFeature } from "../../features/invoice-history";
import { struct, toggle } from "./schema";

export const INVOICE_HISTORY = struct<InvoiceHistoryFeature>({ enabled: toggle() });

import { Collection } from "../../api/collection";
import type { Metadata } from "../../api/parameters";

export const products = new Collection<"product", Product>({
  kind: "product",
  prefix: "prod",
  path: "/v1/products",
  shortIds: true,
  idParam: "id",
});

export interface Product {
  readonly id: string;
  readonly object: "product";
  active: boolean;
  created: number;
  default_price: string | null;
  description: string | null;
  images: string[];
  livemode: boolean;
  marketing_features: { name: string }[];
  metadata: Metadata;
  name: string;
  package_dimensions: { height: number; length: number; weight: number; width: number } | null;
  shippable: boolean | null;
  statement_descriptor: string | null;
  tax_code: string | null;
  tax_details: { performance_location: string | null; tax_code: string | null } | null;
  type: "good" | "service";
  unit_label: string | null;
  updated: number;
  url: string | null;
}

import { Collection } from "../../api/collection";
import type { Metadata } from "../../api/parameters";
import type { ConfigurationFeatures } from "./features";

export const configurations = new Collection<"configuration", Configuration>({
  kind: "configuration",
  prefix: "bpc",
  path: "/v1/billing_portal/configurations",
});

/** A complete portal configuration, including products and the fields of newer API versions. */
export interface Configuration {
  readonly id: string;
  readonly object: "billing_portal.configuration";
  active: boolean;
  application: string | null;
  business_profile: {
    headline: string | null;
    privacy_policy_url: string | null;
    terms_of_service_url: string | null;
  };
  created: number;
  default_return_url: string | null;
  features: ConfigurationFeatures;
  is_default: boolean;
  livemode: boolean;
  login_page: { enabled: boolean; url: string | null };
  metadata: Metadata;
  name: string | null;
  updated: number;
}

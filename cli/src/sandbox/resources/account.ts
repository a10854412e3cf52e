import type { Expandable } from "../api/expansion";
import type { Service } from "../api/resource";
import { route } from "../api/routing";

/** 2020-01-01, when every account of the sandbox was created. */
const CREATED = 1577836800;

const NOTHING_REQUIRED = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

const expandable: Expandable = {
  business_profile: {},
  capabilities: {},
  controller: {},
  external_accounts: {},
  future_requirements: {},
  requirements: {},
  settings: {},
  tos_acceptance: {},
};

/** `/v1/account`: the account that a key belongs to. */
export const accountService: Service = {
  permission: { label: "Accounts KYC Basic", name: "accounts_kyc_basic" },
  routes: [
    route("GET", "/v1/account", {}, expandable, ({ account: { id } }) => ({
      id,
      object: "account",
      business_profile: {
        annual_revenue: { amount: null, currency: null, fiscal_year_end: null },
        estimated_worker_count: null,
        mcc: null,
        minority_owned_business_designation: null,
        name: "Sandbox",
        product_description: null,
        support_address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
        support_email: null,
        support_phone: null,
        support_url: null,
        url: null,
      },
      business_type: null,
      capabilities: { card_payments: "active", transfers: "active" },
      charges_enabled: true,
      controller: { type: "account" },
      country: "US",
      created: CREATED,
      default_currency: "usd",
      details_submitted: true,
      email: null,
      external_accounts: { object: "list", data: [], has_more: false, url: `/v1/accounts/${id}/external_accounts` },
      future_requirements: NOTHING_REQUIRED,
      metadata: {},
      payouts_enabled: true,
      requirements: NOTHING_REQUIRED,
      settings: {
        bacs_debit_payments: { display_name: null, service_user_number: null },
        branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
        card_issuing: { tos_acceptance: { date: null, ip: null } },
        card_payments: {
          decline_on: { avs_failure: false, cvc_failure: false },
          statement_descriptor_prefix: null,
          statement_descriptor_prefix_kana: null,
          statement_descriptor_prefix_kanji: null,
        },
        dashboard: { display_name: "Sandbox", timezone: "Etc/UTC" },
        invoices: { default_account_tax_ids: null, hosted_payment_method_save: null },
        payments: { statement_descriptor: null, statement_descriptor_kana: null, statement_descriptor_kanji: null },
        payouts: {
          debit_negative_balances: true,
          schedule: { delay_days: 2, interval: "daily" },
          statement_descriptor: null,
        },
        sepa_debit_payments: {},
      },
      tos_acceptance: { date: null, ip: null, user_agent: null },
      type: "standard",
    })),
  ],
};

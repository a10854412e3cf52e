/**
 * Every endpoint below /v1/ in npm `stripe` 23.1.0 and in stripe-mock's OpenAPI: its path, `*` for each id, then G (GET),
 * P (POST) and D (DELETE). A test fails if one is missing.
 */
const ENDPOINTS = `
  account:G account_links:P account_sessions:P accounts:GP accounts/*:GPD accounts/*/bank_accounts:P
  accounts/*/bank_accounts/*:GPD accounts/*/capabilities:G accounts/*/capabilities/*:GP
  accounts/*/external_accounts:GP accounts/*/external_accounts/*:GPD accounts/*/login_links:P accounts/*/people:GP
  accounts/*/people/*:GPD accounts/*/persons:GP accounts/*/persons/*:GPD accounts/*/reject:P accounts/*/unreject:P
  apple_pay/domains:GP apple_pay/domains/*:GD application_fees:G application_fees/*:G application_fees/*/refund:P
  application_fees/*/refunds:GP application_fees/*/refunds/*:GP apps/installs:GP apps/installs/*:GP
  apps/installs/*/uninstall:P apps/secrets:GP apps/secrets/delete:P apps/secrets/find:G balance:G balance/history:G
  balance/history/*:G balance_settings:GP balance_transactions:G balance_transactions/*:G billing/alerts:GP
  billing/alerts/*:G billing/alerts/*/activate:P billing/alerts/*/archive:P billing/alerts/*/deactivate:P
  billing/credit_balance_summary:G billing/credit_balance_transactions:G billing/credit_balance_transactions/*:G
  billing/credit_grants:GP billing/credit_grants/*:GP billing/credit_grants/*/expire:P billing/credit_grants/*/void:P
  billing/feedback_options:GP billing/feedback_options/*:GP billing/feedback_options/*/deactivate:P
  billing/meter_event_adjustments:P billing/meter_events:P billing/meters:GP billing/meters/*:GP
  billing/meters/*/deactivate:P billing/meters/*/event_summaries:G billing/meters/*/reactivate:P
  billing_portal/configurations:GP billing_portal/configurations/*:GP billing_portal/sessions:P charges:GP
  charges/*:GP charges/*/capture:P charges/*/dispute:GP charges/*/dispute/close:P charges/*/refund:P
  charges/*/refunds:GP charges/*/refunds/*:GP charges/search:G checkout/sessions:GP checkout/sessions/*:GP
  checkout/sessions/*/expire:P checkout/sessions/*/line_items:G climate/orders:GP climate/orders/*:GP
  climate/orders/*/cancel:P climate/products:G climate/products/*:G climate/suppliers:G climate/suppliers/*:G
  confirmation_tokens/*:G country_specs:G country_specs/*:G coupons:GP coupons/*:GPD credit_notes:GP
  credit_notes/*:GP credit_notes/*/lines:G credit_notes/*/void:P credit_notes/preview:G credit_notes/preview/lines:G
  customer_sessions:P customers:GP customers/*:GPD customers/*/balance_transactions:GP
  customers/*/balance_transactions/*:GP customers/*/bank_accounts:GP customers/*/bank_accounts/*:GPD
  customers/*/bank_accounts/*/verify:P customers/*/cards:GP customers/*/cards/*:GPD customers/*/cash_balance:GP
  customers/*/cash_balance_transactions:G customers/*/cash_balance_transactions/*:G customers/*/discount:GD
  customers/*/funding_instructions:P customers/*/payment_methods:G customers/*/payment_methods/*:G
  customers/*/sources:GP customers/*/sources/*:GPD customers/*/sources/*/verify:P customers/*/subscriptions:GP
  customers/*/subscriptions/*:GPD customers/*/subscriptions/*/discount:GD customers/*/tax_ids:GP
  customers/*/tax_ids/*:GD customers/search:G disputes:G disputes/*:GP disputes/*/close:P
  entitlements/active_entitlements:G entitlements/active_entitlements/*:G entitlements/features:GP
  entitlements/features/*:GP ephemeral_keys:P ephemeral_keys/*:D events:G events/*:G exchange_rates:G
  exchange_rates/*:G external_accounts/*:P file_links:GP file_links/*:GP files:GP files/*:G
  financial_connections/accounts:G financial_connections/accounts/*:G financial_connections/accounts/*/disconnect:P
  financial_connections/accounts/*/owners:G financial_connections/accounts/*/refresh:P
  financial_connections/accounts/*/subscribe:P financial_connections/accounts/*/unsubscribe:P
  financial_connections/sessions:P financial_connections/sessions/*:G financial_connections/transactions:G
  financial_connections/transactions/*:G forwarding/requests:GP forwarding/requests/*:G
  identity/verification_reports:G identity/verification_reports/*:G identity/verification_sessions:GP
  identity/verification_sessions/*:GP identity/verification_sessions/*/cancel:P
  identity/verification_sessions/*/redact:P invoice_payments:G invoice_payments/*:G invoice_rendering_templates:G
  invoice_rendering_templates/*:G invoice_rendering_templates/*/archive:P invoice_rendering_templates/*/unarchive:P
  invoiceitems:GP invoiceitems/*:GPD invoices:GP invoices/*:GPD invoices/*/add_lines:P invoices/*/attach_payment:P
  invoices/*/finalize:P invoices/*/lines:G invoices/*/lines/*:P invoices/*/mark_uncollectible:P invoices/*/pay:P
  invoices/*/remove_lines:P invoices/*/send:P invoices/*/update_lines:P invoices/*/void:P invoices/create_preview:P
  invoices/search:G issuing/authorizations:G issuing/authorizations/*:GP issuing/authorizations/*/approve:P
  issuing/authorizations/*/decline:P issuing/cardholders:GP issuing/cardholders/*:GP issuing/cards:GP
  issuing/cards/*:GP issuing/disputes:GP issuing/disputes/*:GP issuing/disputes/*/submit:P
  issuing/personalization_designs:GP issuing/personalization_designs/*:GP issuing/physical_bundles:G
  issuing/physical_bundles/*:G issuing/settlements/*:GP issuing/tokens:G issuing/tokens/*:GP issuing/transactions:G
  issuing/transactions/*:GP link_account_sessions:P link_account_sessions/*:G linked_accounts:G linked_accounts/*:G
  linked_accounts/*/disconnect:P linked_accounts/*/owners:G linked_accounts/*/refresh:P mandates/*:G
  payment_attempt_records:G payment_attempt_records/*:G payment_intents:GP payment_intents/*:GP
  payment_intents/*/amount_details_line_items:G payment_intents/*/apply_customer_balance:P payment_intents/*/cancel:P
  payment_intents/*/capture:P payment_intents/*/confirm:P payment_intents/*/increment_authorization:P
  payment_intents/*/verify_microdeposits:P payment_intents/search:G payment_links:GP payment_links/*:GP
  payment_links/*/line_items:G payment_method_configurations:GP payment_method_configurations/*:GP
  payment_method_domains:GP payment_method_domains/*:GP payment_method_domains/*/validate:P payment_methods:GP
  payment_methods/*:GP payment_methods/*/attach:P payment_methods/*/detach:P payment_records:G payment_records/*:G
  payment_records/*/report_payment_attempt:P payment_records/*/report_payment_attempt_canceled:P
  payment_records/*/report_payment_attempt_failed:P payment_records/*/report_payment_attempt_guaranteed:P
  payment_records/*/report_payment_attempt_informational:P payment_records/*/report_refund:P
  payment_records/report_payment:P payouts:GP payouts/*:GP payouts/*/cancel:P payouts/*/reverse:P plans:GP
  plans/*:GPD prices:GP prices/*:GP prices/search:G product_catalog/trial_offers:GP product_catalog/trial_offers/*:GP
  products:GP products/*:GPD products/*/features:GP products/*/features/*:GD products/search:G promotion_codes:GP
  promotion_codes/*:GP quotes:GP quotes/*:GP quotes/*/accept:P quotes/*/cancel:P
  quotes/*/computed_upfront_line_items:G quotes/*/finalize:P quotes/*/line_items:G quotes/*/pdf:G
  radar/early_fraud_warnings:G radar/early_fraud_warnings/*:G radar/payment_evaluations:P radar/value_list_items:GP
  radar/value_list_items/*:GD radar/value_lists:GP radar/value_lists/*:GPD refunds:GP refunds/*:GP refunds/*/cancel:P
  reporting/report_runs:GP reporting/report_runs/*:G reporting/report_types:G reporting/report_types/*:G reviews:G
  reviews/*:G reviews/*/approve:P setup_attempts:G setup_intents:GP setup_intents/*:GP setup_intents/*/cancel:P
  setup_intents/*/confirm:P setup_intents/*/verify_microdeposits:P shipping_rates:GP shipping_rates/*:GP
  sigma/saved_queries/*:P sigma/scheduled_query_runs:G sigma/scheduled_query_runs/*:G sources:P sources/*:GP
  sources/*/mandate_notifications/*:G sources/*/source_transactions:G sources/*/source_transactions/*:G
  sources/*/verify:P subscription_items:GP subscription_items/*:GPD subscription_schedules:GP
  subscription_schedules/*:GP subscription_schedules/*/cancel:P subscription_schedules/*/release:P subscriptions:GP
  subscriptions/*:GPD subscriptions/*/discount:D subscriptions/*/migrate:P subscriptions/*/pause:P
  subscriptions/*/resume:P subscriptions/search:G tax/associations/find:G tax/calculations:P tax/calculations/*:G
  tax/calculations/*/line_items:G tax/locations:GP tax/locations/*:G tax/registrations:GP tax/registrations/*:GP
  tax/settings:GP tax/transactions/*:G tax/transactions/*/line_items:G tax/transactions/create_from_calculation:P
  tax/transactions/create_reversal:P tax_codes:G tax_codes/*:G tax_ids:GP tax_ids/*:GD tax_rates:GP tax_rates/*:GP
  terminal/configurations:GP terminal/configurations/*:GPD terminal/connection_tokens:P terminal/locations:GP
  terminal/locations/*:GPD terminal/onboarding_links:P terminal/readers:GP terminal/readers/*:GPD
  terminal/readers/*/cancel_action:P terminal/readers/*/collect_inputs:P terminal/readers/*/collect_payment_method:P
  terminal/readers/*/confirm_payment_intent:P terminal/readers/*/process_payment_intent:P
  terminal/readers/*/process_setup_intent:P terminal/readers/*/refund_payment:P
  terminal/readers/*/set_reader_display:P terminal/refunds:P test_helpers/confirmation_tokens:P
  test_helpers/customers/*/fund_cash_balance:P test_helpers/issuing/authorizations:P
  test_helpers/issuing/authorizations/*/capture:P test_helpers/issuing/authorizations/*/expire:P
  test_helpers/issuing/authorizations/*/finalize_amount:P
  test_helpers/issuing/authorizations/*/fraud_challenges/respond:P test_helpers/issuing/authorizations/*/increment:P
  test_helpers/issuing/authorizations/*/reverse:P test_helpers/issuing/cards/*/shipping/deliver:P
  test_helpers/issuing/cards/*/shipping/fail:P test_helpers/issuing/cards/*/shipping/return:P
  test_helpers/issuing/cards/*/shipping/ship:P test_helpers/issuing/cards/*/shipping/submit:P
  test_helpers/issuing/personalization_designs/*/activate:P
  test_helpers/issuing/personalization_designs/*/deactivate:P test_helpers/issuing/personalization_designs/*/reject:P
  test_helpers/issuing/settlements:P test_helpers/issuing/settlements/*/complete:P
  test_helpers/issuing/transactions/*/refund:P test_helpers/issuing/transactions/create_force_capture:P
  test_helpers/issuing/transactions/create_unlinked_refund:P test_helpers/refunds/*/expire:P
  test_helpers/terminal/readers/*/present_payment_method:P test_helpers/terminal/readers/*/succeed_input_collection:P
  test_helpers/terminal/readers/*/timeout_input_collection:P test_helpers/test_clocks:GP
  test_helpers/test_clocks/*:GD test_helpers/test_clocks/*/advance:P test_helpers/treasury/inbound_transfers/*/fail:P
  test_helpers/treasury/inbound_transfers/*/return:P test_helpers/treasury/inbound_transfers/*/succeed:P
  test_helpers/treasury/outbound_payments/*:P test_helpers/treasury/outbound_payments/*/fail:P
  test_helpers/treasury/outbound_payments/*/post:P test_helpers/treasury/outbound_payments/*/return:P
  test_helpers/treasury/outbound_transfers/*:P test_helpers/treasury/outbound_transfers/*/fail:P
  test_helpers/treasury/outbound_transfers/*/post:P test_helpers/treasury/outbound_transfers/*/return:P
  test_helpers/treasury/received_credits:P test_helpers/treasury/received_debits:P three_d_secure/authentications:GP
  three_d_secure/authentications/*:G three_d_secure/authentications/*/cancel:P
  three_d_secure/authentications/*/submit:P tokens:P tokens/*:G topups:GP topups/*:GP topups/*/cancel:P transfers:GP
  transfers/*:GP transfers/*/reversals:GP transfers/*/reversals/*:GP treasury/credit_reversals:GP
  treasury/credit_reversals/*:G treasury/debit_reversals:GP treasury/debit_reversals/*:G
  treasury/financial_accounts:GP treasury/financial_accounts/*:GP treasury/financial_accounts/*/close:P
  treasury/financial_accounts/*/features:GP treasury/inbound_transfers:GP treasury/inbound_transfers/*:G
  treasury/inbound_transfers/*/cancel:P treasury/outbound_payments:GP treasury/outbound_payments/*:G
  treasury/outbound_payments/*/cancel:P treasury/outbound_transfers:GP treasury/outbound_transfers/*:G
  treasury/outbound_transfers/*/cancel:P treasury/received_credits:G treasury/received_credits/*:G
  treasury/received_debits:G treasury/received_debits/*:G treasury/transaction_entries:G
  treasury/transaction_entries/*:G treasury/transactions:G treasury/transactions/*:G webhook_endpoints:GP
  webhook_endpoints/*:GPD
`;

const METHODS: Readonly<Record<string, string>> = { G: "GET", P: "POST", D: "DELETE" };

const endpoints = ENDPOINTS.trim()
  .split(/\s+/)
  .map((endpoint) => {
    const [path = "", letters = ""] = endpoint.split(":");
    return { path: new RegExp(`^/v1/${path.replaceAll("*", "[^/]+")}$`), methods: [...letters].map((x) => METHODS[x]) };
  });

/** True if Stripe has an endpoint. Every path of its second API version counts. */
export function isStripeEndpoint(method: string, path: string): boolean {
  return (
    path.startsWith("/v2/") ||
    endpoints.some((endpoint) => endpoint.methods.includes(method) && endpoint.path.test(path))
  );
}

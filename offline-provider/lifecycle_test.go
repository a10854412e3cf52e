package main

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// answer is a portal configuration in a response of Stripe.
const answer = `{"id":"bpc_1","object":"billing_portal.configuration","active":true,"application":null,
	"business_profile":{"headline":null,"privacy_policy_url":null,"terms_of_service_url":null},"created":1,
	"default_return_url":null,"features":{"invoice_history":{"enabled":true}},"is_default":false,"livemode":false,
	"login_page":{"enabled":false,"url":null},"metadata":{},"name":null}`

const (
	config   = `{"features":{"invoice_history":{"enabled":true}}}`
	create   = "POST /v1/billing_portal/configurations "
	write    = "POST /v1/billing_portal/configurations/bpc_1 "
	read     = "GET /v1/billing_portal/configurations/bpc_1"
	invoices = "features[invoice_history][enabled]=true"

	switching = `{"features":{"subscription_update":{"enabled":true,"default_allowed_updates":["price"],` +
		`"products":[{"product":"prod_1","prices":["price_1"]}]}}}`
	switched = `{"features":{"subscription_update":{"enabled":true,"default_allowed_updates":["price"]}}}`
	expanded = `{"features":{"subscription_update":{"enabled":true,"default_allowed_updates":["price"],` +
		`"products":[{"product":"prod_1","prices":["price_1"],"adjustable_quantity":{"enabled":false,"minimum":0,"maximum":null}}]}}}`
	switchingForm = "features[subscription_update][default_allowed_updates][0]=price&features[subscription_update][enabled]=true&" +
		"features[subscription_update][products][0][prices][0]=price_1&features[subscription_update][products][0][product]=prod_1"
)

func TestCreateSendsOnlyConfiguredValues(t *testing.T) {
	s := newDriver(t, false, merged(answer, `{"name":"Acme & Co"}`))
	state := s.applied(portal, s.null(portal), `{"features":{"invoice_history":{"enabled":true}},"name":"Acme & Co"}`)
	s.requests(create + invoices + "&name=Acme & Co")
	if got := as[string](at(state, "id")); got != "bpc_1" {
		t.Errorf("id: %q", got)
	}
	h := s.stripe.headers[0]
	for name, want := range map[string]string{"Authorization": "Bearer sk_test_123", "Stripe-Version": s.apiVersion, "Stripe-Context": ""} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if h.Get("Idempotency-Key") == "" {
		t.Error("a write without idempotency key")
	}
}

func TestTheAccountIsSentAsStripeContext(t *testing.T) {
	s := newDriver(t, false, answer)
	s.client.account = "acct_1"
	s.applied(portal, s.null(portal), config)
	if got := s.stripe.headers[0].Get("Stripe-Context"); got != "acct_1" {
		t.Errorf("Stripe-Context: %q", got)
	}
}

func TestAPortalCreatedInactiveIsDeactivatedByASecondRequest(t *testing.T) {
	s := newDriver(t, false, merged(answer, `{"metadata":{"team":"a"}}`), merged(answer, `{"active":false,"metadata":{"team":"a"}}`))
	state := s.applied(portal, s.null(portal), `{"features":{"invoice_history":{"enabled":true}},"active":false,"metadata":{"team":"a"}}`)
	s.requests(create+invoices+"&metadata[team]=a", write+"active=false&metadata[team]=a")
	if as[bool](at(state, "active")) {
		t.Error("the state is active")
	}
}

func TestAPortalCreatedActiveNeedsOneRequest(t *testing.T) {
	s := newDriver(t, false, answer)
	s.applied(portal, s.null(portal), `{"features":{"invoice_history":{"enabled":true}},"active":true}`)
	s.requests(create + invoices)
}

func TestProductsAreInconsistentAfterApply(t *testing.T) {
	for name, products := range map[string]string{"some": switching, "none": strings.Replace(switching, `{"product":"prod_1","prices":["price_1"]}`, "", 1)} {
		t.Run(name, func(t *testing.T) {
			s := newDriver(t, false, merged(answer, switched))
			planned, state, diags := s.apply(portal, s.null(portal), products)
			s.check(diags)
			if !at(state, "features.subscription_update.products").IsNull() {
				t.Error("the state holds products, which Stripe returns expanded only")
			}
			if len(inconsistent(planned, state)) == 0 {
				t.Error("the result is consistent")
			}
		})
	}
}

func TestAFixedProviderExpandsProducts(t *testing.T) {
	s := newDriver(t, true, merged(answer, expanded), merged(answer, expanded))
	state := s.applied(portal, s.null(portal), switching)
	if _, diags := s.read(portal, state); diags != nil {
		t.Error(diags[0].Detail)
	}
	s.requests(create+"expand[0]=features.subscription_update.products&"+switchingForm, read+"?expand[0]=features.subscription_update.products")
	if got := as[string](at(elements(at(state, "features.subscription_update.products"))[0], "product")); got != "prod_1" {
		t.Errorf("product: %q", got)
	}
}

func TestAnEmptyStringIsInconsistentAfterApply(t *testing.T) {
	s := newDriver(t, false, answer)
	planned, state, diags := s.apply(portal, s.null(portal), `{"features":{"invoice_history":{"enabled":true}},"name":""}`)
	s.check(diags)
	if got := inconsistent(planned, state); len(got) == 0 || !strings.Contains(got[len(got)-1], "name") {
		t.Errorf("inconsistent: %v", got)
	}
}

func TestEmptyListsApply(t *testing.T) {
	empty := `{"features":{"customer_update":{"enabled":false,"allowed_updates":[]}}}`
	s := newDriver(t, false, merged(answer, empty))
	s.applied(portal, s.null(portal), empty)
	s.requests(create + "features[customer_update][allowed_updates]=&features[customer_update][enabled]=false")
}

func TestAnUpdateSendsChangedAttributesWholeAndAllMetadata(t *testing.T) {
	two := `{"features":{"invoice_history":{"enabled":false},"customer_update":{"enabled":true,"allowed_updates":["email"]}},"metadata":{"a":"1"}}`
	s := newDriver(t, false, merged(answer, two))
	prior := s.value(portal, merged(answer, two, `{"features":{"invoice_history":{"enabled":true},"customer_update":{"enabled":true,"allowed_updates":["email"]}}}`))
	s.applied(portal, prior, `{"features":{"invoice_history":{"enabled":false}}}`)
	s.requests(write + "features[customer_update][allowed_updates][0]=email&features[customer_update][enabled]=true&" +
		"features[invoice_history][enabled]=false&metadata[a]=1")
}

func TestARemovedMetadataKeyIsSentEmpty(t *testing.T) {
	s := newDriver(t, false, merged(answer, `{"metadata":{"kept":"1"}}`))
	prior := s.value(portal, merged(answer, `{"metadata":{"gone":"1","kept":"1"}}`))
	s.applied(portal, prior, `{"features":{"invoice_history":{"enabled":true}},"metadata":{"kept":"1"}}`)
	s.requests(write + "metadata[gone]=&metadata[kept]=1")
}

func TestTheURLOfADisabledLoginPageStaysInState(t *testing.T) {
	s := newDriver(t, false, answer)
	prior := s.value(portal, merged(answer, `{"login_page":{"enabled":true,"url":"https://billing.stripe.com/p/1"}}`))
	state := s.applied(portal, prior, `{"features":{"invoice_history":{"enabled":true}},"login_page":{"enabled":false}}`)
	if got := as[string](at(state, "login_page.url")); got != "https://billing.stripe.com/p/1" {
		t.Errorf("url: %q", got)
	}
}

func TestTurningALoginPageOnLaterIsInconsistent(t *testing.T) {
	s := newDriver(t, false, merged(answer, `{"login_page":{"enabled":true,"url":"https://billing.stripe.com/p/1"}}`))
	planned, state, diags := s.apply(portal, s.value(portal, answer), `{"features":{"invoice_history":{"enabled":true}},"login_page":{"enabled":true}}`)
	s.check(diags)
	if len(inconsistent(planned, state)) == 0 {
		t.Error("the result is consistent")
	}
}

func TestReadTakesStateFromTheResponse(t *testing.T) {
	s := newDriver(t, false, merged(answer, `{"name":"Edited in the Dashboard"}`))
	state, diags := s.read(portal, s.value(portal, merged(answer, `{"name":"Acme"}`)))
	s.check(diags)
	s.requests(read)
	if got := as[string](at(state, "name")); got != "Edited in the Dashboard" {
		t.Errorf("name: %q", got)
	}
}

func TestReadFailsIfTheConfigurationDoesNotExist(t *testing.T) {
	s := newDriver(t, false, `{"error":{"code":"resource_missing","message":"No such configuration","param":"configuration","type":"invalid_request_error"}}`)
	_, diags := s.read(portal, s.value(portal, answer))
	want := `{"code":"resource_missing","message":"No such configuration","param":"configuration","type":"invalid_request_error","status":404,"request_id":"req_1"}`
	if len(diags) != 1 || diags[0].Summary != "Error reading BillingPortalConfiguration" || diags[0].Detail != want {
		t.Errorf("got: %+v", diags)
	}
}

func TestARejectedCreateLeavesNoState(t *testing.T) {
	s := newDriver(t, false, `{"error":{"message":"Refused","type":"invalid_request_error"}}`)
	_, state, diags := s.apply(portal, s.null(portal), config)
	if !state.IsNull() || len(diags) != 1 || diags[0].Summary != "Error creating BillingPortalConfiguration" {
		t.Errorf("state: %s, diagnostics: %v", state, diags)
	}
}

func TestDestroy(t *testing.T) {
	for name, c := range map[string]struct{ resource, prior, request string }{
		"a portal is deactivated":           {portal, answer, write + "active=false"},
		"an inactive portal is not changed": {portal, merged(answer, `{"active":false}`), ""},
		"a product is archived":             {"stripe_product", `{"id":"prod_1","name":"Pro","active":true}`, "POST /v1/products/prod_1 active=false"},
		"a price is archived":               {"stripe_price", `{"id":"price_1","currency":"usd"}`, "POST /v1/prices/price_1 active=false"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newDriver(t, false)
			var want []string
			if c.request != "" {
				s.stripe.answers, want = []string{`{}`}, []string{c.request}
			}
			_, state, diags := s.apply(c.resource, s.value(c.resource, c.prior), "null")
			s.check(diags)
			s.requests(want...)
			if !state.IsNull() {
				t.Errorf("state: %s", state)
			}
		})
	}
}

func TestWriteOnlyValuesAreSentButNotStored(t *testing.T) {
	s := newDriver(t, false, `{"id":"price_2","currency":"usd","product":"prod_1","active":true,"metadata":{}}`)
	state := s.applied("stripe_price", s.null("stripe_price"), `{"currency":"usd","product":"prod_1","transfer_lookup_key":true}`)
	s.requests("POST /v1/prices currency=usd&product=prod_1&transfer_lookup_key=true")
	if !at(state, "transfer_lookup_key").Equal(null(tftypes.Bool)) {
		t.Error("a write-only value is in state")
	}
}

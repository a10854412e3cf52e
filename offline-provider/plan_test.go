package main

import (
	"slices"
	"testing"
)

func TestPlanOfANewResourceLeavesComputedAttributesUnknown(t *testing.T) {
	s := newDriver(t, false)
	plan, _ := s.plan(portal, s.null(portal), `{"features":{"invoice_history":{"enabled":true}},"name":"Acme"}`)
	for _, path := range []string{"id", "login_page", "features.customer_update", "default_return_url"} {
		if at(plan, path).IsKnown() {
			t.Errorf("%s is known", path)
		}
	}
	if got := as[string](at(plan, "name")); got != "Acme" {
		t.Errorf("name: %q", got)
	}
}

func TestRemovedAttributesKeepTheirState(t *testing.T) {
	s := newDriver(t, false)
	prior := s.value(portal, merged(answer, `{"features":{"invoice_history":{"enabled":true},"customer_update":{"enabled":true,"allowed_updates":["email"]}},
		"login_page":{"enabled":true,"url":"https://billing.stripe.com/p/1"},"metadata":{"team":"billing"}}`))
	plan, replace := s.plan(portal, prior, `{"features":{"invoice_history":{"enabled":true}}}`)
	if !plan.Equal(prior) || replace != nil {
		t.Errorf("the plan is not empty: %s", plan)
	}
}

func TestAnUpdateLeavesOnlyTheUpdateTimeUnknown(t *testing.T) {
	s := newDriver(t, false)
	prior := s.value("stripe_product", `{"id":"prod_1","name":"Pro","active":true,"updated":1}`)
	plan, replace := s.plan("stripe_product", prior, `{"name":"Pro II"}`)
	if at(plan, "updated").IsKnown() || !at(plan, "id").Equal(at(prior, "id")) || replace != nil {
		t.Errorf("plan: %s, replace: %v", plan, replace)
	}
}

func TestAnUnchangedConfigurationPlansNothing(t *testing.T) {
	s := newDriver(t, false)
	prior := s.value("stripe_product", `{"id":"prod_1","name":"Pro","active":true,"updated":1}`)
	if plan, _ := s.plan("stripe_product", prior, `{"name":"Pro"}`); !plan.Equal(prior) {
		t.Errorf("plan: %s", plan)
	}
}

func TestChangesThatForceReplacementAreListed(t *testing.T) {
	s := newDriver(t, false)
	prior := s.value("stripe_price", `{"id":"price_1","currency":"eur","product":"prod_1","unit_amount":500,"recurring":[{"interval":"month"}]}`)
	_, replace := s.plan("stripe_price", prior, `{"currency":"usd","product":"prod_1","unit_amount":500,"recurring":[{"interval":"year"}]}`)
	want := []string{`AttributeName("currency")`, `AttributeName("recurring")`, `AttributeName("recurring").ElementKeyInt(0).AttributeName("interval")`}
	if !slices.Equal(replace, want) {
		t.Errorf("got: %v", replace)
	}
}

func TestWriteOnlyValuesAreNotPlanned(t *testing.T) {
	s := newDriver(t, false)
	plan, _ := s.plan("stripe_price", s.null("stripe_price"), `{"currency":"eur","transfer_lookup_key":true}`)
	if !at(plan, "transfer_lookup_key").IsNull() {
		t.Errorf("plan: %s", plan)
	}
}

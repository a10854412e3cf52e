package main

import "testing"

func TestStateIsReadFromResponses(t *testing.T) {
	for name, c := range map[string]struct{ resource, prior, response, want string }{
		"a missing top-level attribute is kept": {portal,
			`{"features":{},"name":"Acme","default_return_url":"https://acme.com"}`, `{"name":"New"}`,
			`{"features":{},"name":"New","default_return_url":"https://acme.com"}`},
		"a missing nested attribute is null": {portal,
			`{"features":{"subscription_cancel":{"enabled":true,"mode":"immediately"}}}`, `{"features":{"subscription_cancel":{"enabled":true}}}`,
			`{"features":{"subscription_cancel":{"enabled":true}}}`},
		"a login page keeps its URL": {portal,
			`{"features":{},"login_page":{"enabled":true,"url":"https://billing.stripe.com/p/1"}}`, `{"features":{},"login_page":{"enabled":false,"url":null}}`,
			`{"features":{},"login_page":{"enabled":false,"url":"https://billing.stripe.com/p/1"}}`},
		"metadata is the response's": {portal,
			`{"features":{},"metadata":{"a":"1"}}`, `{"features":{},"metadata":{"b":"2"}}`,
			`{"features":{},"metadata":{"b":"2"}}`},
		"an expanded reference is its id": {"stripe_price",
			`null`, `{"currency":"eur","product":{"id":"prod_1","name":"Pro"}}`,
			`{"currency":"eur","product":"prod_1"}`},
		"an object of a single block is a list of one": {"stripe_price",
			`null`, `{"currency":"eur","recurring":{"interval":"month","interval_count":1}}`,
			`{"currency":"eur","recurring":[{"interval":"month","interval_count":1}]}`},
		"a block of only defaults stays unset": {"stripe_product",
			`null`, `{"name":"Pro","package_dimensions":{"height":0,"length":0,"weight":0,"width":0}}`,
			`{"name":"Pro"}`},
		"a map of keyed blocks is a list by key": {"stripe_price",
			`null`, `{"currency":"eur","currency_options":{"usd":{"unit_amount":6},"chf":{"unit_amount":5}}}`,
			`{"currency":"eur","currency_options":[{"key":"chf","unit_amount":5},{"key":"usd","unit_amount":6}]}`},
		"an empty list that is not configured is unset": {"stripe_product",
			`{"name":"Pro"}`, `{"name":"Pro","images":[]}`,
			`{"name":"Pro"}`},
		"a configured empty list is empty": {"stripe_product",
			`{"name":"Pro","images":[]}`, `{"name":"Pro","images":[]}`,
			`{"name":"Pro","images":[]}`},
		"big numbers are exact": {"stripe_price",
			`null`, `{"currency":"eur","unit_amount":9007199254740993}`,
			`{"currency":"eur","unit_amount":9007199254740993}`},
	} {
		t.Run(name, func(t *testing.T) {
			s := newDriver(t, false)
			js, err := decode([]byte(c.response))
			if err != nil {
				t.Fatal(err)
			}
			got, want := s.resources[c.resource].state(js, s.value(c.resource, c.prior)), s.value(c.resource, c.want)
			if !got.Equal(want) {
				t.Errorf("got: %s, want: %s", got, want)
			}
		})
	}
}

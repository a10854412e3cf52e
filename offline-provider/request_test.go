package main

import "testing"

func TestRequestsAreEncodedAsForms(t *testing.T) {
	for name, c := range map[string]struct{ resource, config, want string }{
		"values are escaped, brackets are not":  {portal, `{"features":{},"name":"Ä & b=c"}`, "name=%C3%84+%26+b%3Dc"},
		"metadata is ordered by key":            {portal, `{"features":{},"metadata":{"b":"2","a[]":"1"}}`, "metadata[a[]]=1&metadata[b]=2"},
		"an empty list is an empty value":       {portal, `{"features":{"customer_update":{"enabled":true,"allowed_updates":[]}}}`, "features[customer_update][allowed_updates]=&features[customer_update][enabled]=true"},
		"a single block is an object":           {"stripe_price", `{"currency":"eur","recurring":[{"interval":"month"}]}`, "currency=eur&recurring[interval]=month"},
		"a block with keys is a map":            {"stripe_price", `{"currency":"eur","currency_options":[{"key":"usd","unit_amount":5}]}`, "currency=eur&currency_options[usd][unit_amount]=5"},
		"an array block of the API is an array": {"stripe_product", `{"name":"Pro","marketing_features":[{"name":"a"},{"name":"b"}]}`, "marketing_features[0][name]=a&marketing_features[1][name]=b&name=Pro"},
		"decimal strings come first":            {"stripe_price", `{"currency":"eur","unit_amount_decimal":"0.5"}`, "unit_amount_decimal=0.5&currency=eur"},
		"a length has four decimals":            {"stripe_product", `{"name":"Pro","package_dimensions":[{"height":2.5}]}`, "name=Pro&package_dimensions[height]=2.5000"},
		"an amount has no decimals":             {"stripe_price", `{"currency":"eur","unit_amount":100000000000000000000}`, "currency=eur&unit_amount=100000000000000000000"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newDriver(t, false)
			v := s.value(c.resource, c.config)
			got := s.resources[c.resource].body(v, v, func(*field, value) bool { return true }).encode()
			if got != c.want {
				t.Errorf("got: %s, want: %s", got, c.want)
			}
		})
	}
}

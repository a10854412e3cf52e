package main

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestConfigurationsAreValidated(t *testing.T) {
	for name, c := range map[string]struct{ resource, config, want string }{
		"an allowed value is accepted":                       {portal, `{"features":{"subscription_cancel":{"enabled":true,"mode":"at_period_end"}}}`, ""},
		"a value outside its enum is rejected":               {portal, `{"features":{"subscription_cancel":{"enabled":true,"mode":"soon"}}}`, `Invalid Attribute Value Match: Attribute features.subscription_cancel.mode value must be one of: ["at_period_end" "immediately"], got: "soon"`},
		"a value outside its enum is rejected in a list":     {portal, `{"features":{"subscription_update":{"enabled":true,"schedule_at_period_end":{"conditions":[{"type":"later"}]}}}}`, `Attribute features.subscription_update.schedule_at_period_end.conditions[0].type value must be one of: ["decreasing_item_amount" "shortening_interval"], got: "later"`},
		"cancel always_invoice is accepted":                  {portal, `{"features":{"subscription_cancel":{"enabled":true,"proration_behavior":"always_invoice"}}}`, ""},
		"a read-only attribute is rejected":                  {portal, `{"features":{},"is_default":true}`, "Invalid Configuration for Read-Only Attribute: Cannot set value"},
		"a read-only attribute is rejected inside an object": {portal, `{"features":{},"login_page":{"enabled":true,"url":"https://acme.com"}}`, "Invalid Configuration for Read-Only Attribute: Cannot set value"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, d := range newDriver(t, false).validate(c.resource, c.config) {
				got += d.Summary + ": " + d.Detail
			}
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got: %q, want: %q", got, c.want)
			}
		})
	}
}

func TestUnknownValuesOfAnEnumAreAccepted(t *testing.T) {
	s := newDriver(t, false)
	r := s.resources["stripe_product"]
	m := members(s.value(r.name, `{"name":"Pro"}`))
	m["type"] = unknown(m["type"].Type())
	if diags := validate(r.fields, tftypes.NewAttributePath(), "", tftypes.NewValue(r.typ, m)); len(diags) > 0 {
		t.Error(diags[0].Detail)
	}
}

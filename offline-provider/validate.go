package main

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const readOnlyDetail = "Cannot set value for this attribute as the provider has marked it as read-only. " +
	"Remove the configuration line setting the value.\n\nRefer to the provider documentation or contact the provider developers " +
	"for additional information about configurable and read-only attributes that are supported."

// validate reports values outside of their enum and values of read-only attributes. Messages contain
// attribute names with the prefix shown.
func validate(fields []*field, at *tftypes.AttributePath, shown string, cfg value) (diags diagnostics) {
	c := members(cfg)
	for _, f := range fields {
		v := f.of(c)
		if v.IsNull() {
			continue
		}
		here, name := at.WithAttributeName(f.name), shown+f.name
		report := func(summary, detail string) {
			diags = append(diags, &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Attribute: here, Summary: summary, Detail: detail})
		}
		if f.readOnly() {
			report("Invalid Configuration for Read-Only Attribute", readOnlyDetail)
			continue
		}
		if got := as[string](v); f.allowed != nil && v.IsKnown() && !slices.Contains(f.allowed, got) {
			report("Invalid Attribute Value Match", fmt.Sprintf("Attribute %s value must be one of: %q, got: %q", name, f.allowed, got))
		}
		switch f.mode {
		case "single":
			diags = append(diags, validate(f.fields, here, name+".", v)...)
		case "list":
			for i, x := range elements(v) {
				diags = append(diags, validate(f.fields, here.WithElementKeyInt(i), fmt.Sprintf("%s[%d].", name, i), x)...)
			}
		}
	}
	return diags
}

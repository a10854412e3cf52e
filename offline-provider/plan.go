package main

import "github.com/hashicorp/terraform-plugin-go/tftypes"

// plan is the planned state, and the changes in it that force replacement.
func (r *resource) plan(cfg, prior value) (value, []*tftypes.AttributePath) {
	create := prior.IsNull()
	plan := planObject(r.fields, r.typ, cfg, prior, create)
	if create || plan.Equal(prior) {
		return plan, nil
	}
	m := members(plan)
	if x, ok := m["updated"]; ok { // the one computed attribute that every update changes
		m["updated"] = unknown(x.Type())
	}
	return tftypes.NewValue(r.typ, m), replaced(r.fields, tftypes.NewAttributePath(), plan, prior)
}

// planObject computes the planned value of an object. Attributes have their configured values. Computed
// attributes that are not configured keep their prior values (null if there are none), or are unknown on create.
func planObject(fields []*field, t tftypes.Type, cfg, prior value, create bool) value {
	if !set(cfg) {
		return cfg
	}
	c, p, out := members(cfg), members(prior), map[string]value{}
	for _, f := range fields {
		was := f.of(p)
		switch v := c[f.name]; {
		case f.writeOnly:
			out[f.name] = null(f.typ)
		case v.IsNull() && f.computed && create:
			out[f.name] = unknown(f.typ)
		case v.IsNull() && f.computed:
			out[f.name] = was
		case f.mode != "" && set(v):
			out[f.name] = f.rebuild(v, was, func(x, o value) value { return planObject(f.fields, elem(f.typ), x, o, create) })
		default:
			out[f.name] = v
		}
	}
	return tftypes.NewValue(t, out)
}

// rebuild builds a field of nested objects from the results of visit, which receives each object and its
// counterpart in another version of the field.
func (f *field) rebuild(v, other value, visit func(x, counterpart value) value) value {
	if f.mode == "single" {
		return visit(v, other)
	}
	l, o := []value{}, elements(other)
	for i, x := range elements(v) {
		l = append(l, visit(x, nth(o, i)))
	}
	return tftypes.NewValue(f.typ, l)
}

// replaced lists the changed attributes that force replacement.
func replaced(fields []*field, at *tftypes.AttributePath, plan, prior value) (paths []*tftypes.AttributePath) {
	n, p := members(plan), members(prior)
	for _, f := range fields {
		v, was, here := n[f.name], f.of(p), at.WithAttributeName(f.name)
		if f.writeOnly || v.Equal(was) {
			continue
		}
		if f.replaces {
			paths = append(paths, here)
		}
		switch f.mode {
		case "single":
			paths = append(paths, replaced(f.fields, here, v, was)...)
		case "list":
			old := elements(was)
			for i, x := range elements(v) {
				paths = append(paths, replaced(f.fields, here.WithElementKeyInt(i), x, nth(old, i))...)
			}
		}
	}
	return paths
}

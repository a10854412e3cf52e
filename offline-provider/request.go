package main

import (
	"fmt"
	"maps"
	"math/big"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// params are the form parameters of a request, by their full key.
type params map[string]string

// encode joins the parameters, decimal strings first and then by key. Brackets are not escaped.
func (p params) encode() string {
	keys := slices.Collect(maps.Keys(p))
	decimal := func(k string) bool { return strings.HasSuffix(strings.TrimSuffix(k, "]"), "_decimal") }
	slices.SortFunc(keys, func(a, b string) int {
		if decimal(a) != decimal(b) {
			if decimal(a) {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	for i, k := range keys {
		keys[i] = strings.NewReplacer("%5B", "[", "%5D", "]").Replace(url.QueryEscape(k)) + "=" + url.QueryEscape(p[k])
	}
	return strings.Join(keys, "&")
}

// body collects the parameters of the top-level attributes that want accepts. Plans do not contain
// write-only attributes, so these come from the configuration.
func (r *resource) body(plan, cfg value, want func(*field, value) bool) params {
	m, c, out := members(plan), members(cfg), params{}
	for _, f := range r.fields {
		v := m[f.name]
		if f.writeOnly {
			v = c[f.name]
		}
		if want(f, v) {
			out.add(f, f.name, v)
		}
	}
	return out
}

// addMetadata adds all planned keys to an update, and removed keys with empty values.
func (p params) addMetadata(plan, prior value) {
	v, ok := members(plan)["metadata"]
	if !ok || !set(v) {
		return
	}
	for k := range members(members(prior)["metadata"]) {
		p["metadata["+k+"]"] = ""
	}
	p.addPlain("metadata", v, false)
}

// arrayBlocks are the blocks that the API accepts as arrays. The others are single objects.
var arrayBlocks = map[string]bool{"marketing_features": true, "tiers": true}

// add encodes one field of a plan. Null, unknown and read-only values are omitted.
func (p params) add(f *field, key string, v value) {
	if f.readOnly() || !set(v) {
		return
	}
	object := func(key string, o value) {
		m := members(o)
		for _, c := range f.fields {
			if !f.keyed() || c.name != "key" {
				p.add(c, key+"["+c.name+"]", m[c.name])
			}
		}
	}
	switch f.mode {
	case "":
		p.addPlain(key, v, f.float)
	case "single":
		object(key, v)
	default:
		l := elements(v)
		if len(l) == 0 && !f.block {
			p[key] = ""
		}
		for i, o := range l {
			switch {
			case f.keyed():
				object(key+"["+as[string](members(o)["key"])+"]", o)
			case !f.block || arrayBlocks[f.name]:
				object(fmt.Sprintf("%s[%d]", key, i), o)
			default:
				object(key, o)
			}
		}
	}
}

func (p params) addPlain(key string, v value, float bool) {
	switch t := v.Type(); {
	case !set(v):
	case t.Is(tftypes.String):
		p[key] = as[string](v)
	case t.Is(tftypes.Bool):
		p[key] = fmt.Sprint(as[bool](v))
	case t.Is(tftypes.Number):
		n, decimals := as[big.Float](v), -1
		if float {
			decimals = 4
		}
		p[key] = n.Text('f', decimals)
	case t.Is(tftypes.Map{}):
		for k, x := range members(v) {
			p.addPlain(key+"["+k+"]", x, float)
		}
	default:
		l := elements(v)
		if len(l) == 0 {
			p[key] = ""
		}
		for i, x := range l {
			p.addPlain(fmt.Sprintf("%s[%d]", key, i), x, float)
		}
	}
}

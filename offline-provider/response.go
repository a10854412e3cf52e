package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// decode parses a response without losing the precision of numbers.
func decode(body []byte) (map[string]any, error) {
	var js map[string]any
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	return js, d.Decode(&js)
}

// state returns the state after a response. Missing values come from the plan or the prior state.
func (r *resource) state(js map[string]any, prior value) value {
	return readObject(r.fields, r.typ, js, prior, true)
}

// readObject converts an API object to state. Missing attributes become null or, with keep (at the top
// level, and see facts), keep the planned or prior value.
func readObject(fields []*field, t tftypes.Type, js map[string]any, prior value, keep bool) value {
	p, out := members(prior), map[string]value{}
	for _, f := range fields {
		was := f.of(p)
		x, present := js[f.name]
		switch {
		case f.writeOnly:
			out[f.name] = null(f.typ)
		case !present && keep && set(was):
			out[f.name] = known(was)
		case f.mode == "":
			out[f.name] = f.readPlain(x, was)
		default:
			out[f.name] = f.readNested(x, was)
		}
	}
	return tftypes.NewValue(t, out)
}

func (f *field) readPlain(x any, prior value) value {
	if l, ok := x.([]any); ok && len(l) == 0 && !f.computed && !f.required && prior.IsNull() {
		return null(f.typ) // an unset plain list and an empty one are the same to the API
	}
	return plainValue(f.typ, x)
}

func (f *field) readNested(x any, prior value) value {
	switch x := x.(type) {
	case map[string]any:
		switch {
		case f.mode == "single":
			return f.readSingle(x, prior)
		case f.keyed():
			return f.readList(byKey(x), prior)
		case f.block && len(elements(prior)) == 0 && zero(x): // one of only defaults stays unset
			return tftypes.NewValue(f.typ, []value{})
		}
		return f.readList([]any{x}, prior) // a block that the API treats as a single object
	case []any:
		return f.readList(x, prior)
	}
	if f.block {
		return tftypes.NewValue(f.typ, []value{})
	}
	return null(f.typ)
}

func (f *field) readSingle(x map[string]any, prior value) value {
	if f.keep {
		x = maps.Clone(x)
		maps.DeleteFunc(x, func(_ string, o any) bool { return o == nil })
	}
	return readObject(f.fields, f.typ, x, prior, f.keep)
}

func (f *field) readList(x []any, prior value) value {
	l, was := []value{}, elements(prior)
	for i, o := range x {
		o, _ := o.(map[string]any)
		l = append(l, readObject(f.fields, elem(f.typ), o, nth(was, i), false))
	}
	return tftypes.NewValue(f.typ, l)
}

// byKey lists the objects of a map in the order of their keys. The key becomes an attribute.
func byKey(x map[string]any) (l []any) {
	for _, k := range slices.Sorted(maps.Keys(x)) {
		o, _ := x[k].(map[string]any)
		o = maps.Clone(o)
		o["key"] = k
		l = append(l, o)
	}
	return l
}

// plainValue converts a value without nested objects.
func plainValue(t tftypes.Type, x any) value {
	switch {
	case x == nil:
	case t.Is(tftypes.String):
		switch x := x.(type) {
		case string:
			return tftypes.NewValue(t, x)
		case map[string]any: // an expanded reference
			return plainValue(t, x["id"])
		default:
			return tftypes.NewValue(t, fmt.Sprint(x))
		}
	case t.Is(tftypes.Number):
		if n, _, err := big.ParseFloat(strings.Trim(fmt.Sprint(x), `"`), 10, 512, big.ToNearestEven); err == nil {
			return tftypes.NewValue(t, n)
		}
	case t.Is(tftypes.Bool):
		if b, ok := x.(bool); ok {
			return tftypes.NewValue(t, b)
		}
	case t.Is(tftypes.Map{}):
		if o, ok := x.(map[string]any); ok {
			m := map[string]value{}
			for k, e := range o {
				m[k] = plainValue(elem(t), e)
			}
			return tftypes.NewValue(t, m)
		}
	default:
		if a, ok := x.([]any); ok {
			l := []value{}
			for _, e := range a {
				l = append(l, plainValue(elem(t), e))
			}
			return tftypes.NewValue(t, l)
		}
	}
	return null(t)
}

// zero returns true if a decoded JSON value contains only defaults.
func zero(x any) bool {
	switch x := x.(type) {
	case map[string]any:
		for _, e := range x {
			if !zero(e) {
				return false
			}
		}
		return true
	case []any:
		return len(x) == 0
	case json.Number:
		return x == "0"
	}
	return x == nil || x == false || x == ""
}

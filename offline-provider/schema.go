package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/cdktf-stripe-portal/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// resource is a resource type: its schema for Terraform and for this provider.
type resource struct {
	name, title  string
	path, expand string // see facts
	fixed        bool   // expand in writes too
	schema       *tfprotov6.Schema
	typ          tftypes.Type
	fields       []*field
}

// field is one attribute or block of a resource.
type field struct {
	name, path                              string
	typ                                     tftypes.Type
	required, optional, computed, writeOnly bool
	mode                                    string   // nesting of objects: single, list; "" for plain values
	fields                                  []*field // of nested objects
	block                                   bool
	late, float, replaces, keep             bool     // see facts
	allowed                                 []string // of an enum
}

func (f *field) readOnly() bool { return f.computed && !f.optional && !f.required }

// keyed blocks are maps in the API, by their attribute key.
func (f *field) keyed() bool {
	return f.block && slices.ContainsFunc(f.fields, func(c *field) bool { return c.name == "key" })
}

// of returns the field's value among the members of an object, or null if it is missing.
func (f *field) of(members map[string]value) value {
	if v, ok := members[f.name]; ok {
		return v
	}
	return null(f.typ)
}

// loadSchema reads the provider's schema and its resources, by type name.
func loadSchema(known map[string]facts) (*tfprotov6.Schema, map[string]*resource, error) {
	var file struct {
		Providers map[string]struct {
			Provider  jsonSchema
			Resources map[string]jsonSchema `json:"resource_schemas"`
		} `json:"provider_schemas"`
	}
	if err := json.Unmarshal(schema.JSON, &file); err != nil {
		return nil, nil, err
	}
	provider, _, err := facts{}.block(file.Providers[address].Provider.Block, "")
	if err != nil {
		return nil, nil, err
	}
	resources := map[string]*resource{}
	for name, js := range file.Providers[address].Resources {
		k := known[name]
		block, fields, err := k.block(js.Block, "")
		if err != nil {
			return nil, nil, err
		}
		s := &tfprotov6.Schema{Version: js.Version, Block: block}
		resources[name] = &resource{name: name, title: title(name), path: k.Path, expand: k.Expand,
			schema: s, typ: s.ValueType(), fields: fields}
	}
	return &tfprotov6.Schema{Block: provider}, resources, nil
}

// title returns the resource's name in messages: BillingPortalConfiguration for stripe_billing_portal_configuration.
func title(name string) (s string) {
	for _, w := range strings.Split(name, "_")[1:] {
		s += strings.ToUpper(w[:1]) + w[1:]
	}
	return s
}

// The JSON of `terraform providers schema -json`.
type (
	jsonSchema struct {
		Version int64
		Block   jsonBlock
	}

	jsonBlock struct {
		Attributes map[string]jsonAttribute
		BlockTypes map[string]struct {
			Block jsonBlock
			Mode  string `json:"nesting_mode"`
		} `json:"block_types"`
	}

	jsonAttribute struct {
		Type       json.RawMessage
		NestedType *struct {
			jsonBlock
			Mode string `json:"nesting_mode"`
		} `json:"nested_type"`
		Required, Optional, Computed, Sensitive bool
		WriteOnly                               bool `json:"write_only"`
	}
)

var (
	objectModes = map[string]tfprotov6.SchemaObjectNestingMode{"single": tfprotov6.SchemaObjectNestingModeSingle, "list": tfprotov6.SchemaObjectNestingModeList}
	blockModes  = map[string]tfprotov6.SchemaNestedBlockNestingMode{"list": tfprotov6.SchemaNestedBlockNestingModeList}
)

// block converts a block or the object of a nested attribute. The paths of its members begin with prefix.
func (k facts) block(b jsonBlock, prefix string) (*tfprotov6.SchemaBlock, []*field, error) {
	out, fields := &tfprotov6.SchemaBlock{}, []*field(nil)
	for _, name := range slices.Sorted(maps.Keys(b.Attributes)) {
		a, f, err := k.attribute(name, prefix+name, b.Attributes[name])
		if err != nil {
			return nil, nil, err
		}
		out.Attributes, fields = append(out.Attributes, a), append(fields, f)
	}
	for _, name := range slices.Sorted(maps.Keys(b.BlockTypes)) {
		n := b.BlockTypes[name]
		inner, fs, err := k.block(n.Block, prefix+name+".")
		if err != nil {
			return nil, nil, err
		}
		nb := &tfprotov6.SchemaNestedBlock{TypeName: name, Block: inner, Nesting: blockModes[n.Mode]}
		f := &field{name: name, path: prefix + name, typ: nb.ValueType(), optional: true, mode: n.Mode, fields: fs, block: true}
		k.mark(f)
		out.BlockTypes, fields = append(out.BlockTypes, nb), append(fields, f)
	}
	return out, fields, nil
}

func (k facts) attribute(name, path string, js jsonAttribute) (*tfprotov6.SchemaAttribute, *field, error) {
	a := &tfprotov6.SchemaAttribute{Name: name, Required: js.Required, Optional: js.Optional, Computed: js.Computed,
		Sensitive: js.Sensitive, WriteOnly: js.WriteOnly}
	f := &field{name: name, path: path, required: js.Required, optional: js.Optional, computed: js.Computed, writeOnly: js.WriteOnly}
	if n := js.NestedType; n != nil {
		inner, fs, err := k.block(n.jsonBlock, path+".")
		if err != nil {
			return nil, nil, err
		}
		a.NestedType = &tfprotov6.SchemaObject{Attributes: inner.Attributes, Nesting: objectModes[n.Mode]}
		f.mode, f.fields = n.Mode, fs
	} else {
		t, err := tftypes.ParseJSONType(js.Type) //nolint:staticcheck // Terraform prints the JSON form
		if err != nil {
			return nil, nil, err
		}
		a.Type = t
	}
	f.typ = a.ValueType()
	k.mark(f)
	return a, f, nil
}

// mark adds the facts about its path to a field.
func (k facts) mark(f *field) {
	f.late = slices.Contains(k.Late, f.path)
	f.float = slices.Contains(k.Float, f.path)
	f.replaces = slices.Contains(k.Replace, f.path)
	f.keep = slices.Contains(k.Keep, f.path)
	if enum := k.Enum[f.path]; enum != "" && f.typ.Is(tftypes.String) {
		f.allowed = strings.Split(enum, "|")
	}
}

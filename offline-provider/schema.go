package main

import (
	_ "embed"
	"encoding/json"
	"maps"
	"os"
	"slices"

	"github.com/cdktf-stripe-portal/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// factsJSON is what the schema cannot say (API paths, enums, replacement), observed by running the provider.
//
//go:embed facts.json
var factsJSON []byte

type jsonAttr struct {
	Type       json.RawMessage
	NestedType *struct {
		jsonBlock
		Mode string `json:"nesting_mode"`
	} `json:"nested_type"`
	Required, Optional, Computed, Sensitive bool
	WriteOnly                               bool `json:"write_only"`
}

type jsonBlock struct {
	Attributes map[string]jsonAttr
	BlockTypes map[string]struct {
		Block jsonBlock
		Mode  string `json:"nesting_mode"`
		Min   int64  `json:"min_items"`
		Max   int64  `json:"max_items"`
	} `json:"block_types"`
}

type jsonSchema struct {
	Version int64
	Block   jsonBlock
}

// facts are the observed properties of one resource. Paths are dotted attribute names.
type facts struct {
	Path    string            // API collection, e.g. /v1/products; {x} is the value of attribute x
	Expand  string            // expand[0] of reads
	Delete  string            // how destroy works: delete | active | deactivate | "" (state only)
	Late    []string          // attributes the create call does not take: sent in a second call
	Float   []string          // numbers encoded with four decimals
	Replace []string          // attributes whose change forces replacement
	Keep    []string          // objects whose values stay as they were where the response has none or null
	Enum    map[string]string // allowed values, separated by |
}

// field is one attribute or block of a resource.
type field struct {
	name, path                              string
	typ                                     tftypes.Type
	required, optional, computed, writeOnly bool
	mode                                    string   // nesting of objects: single, list, set, map; "" for plain values
	fields                                  []*field // of nested objects
	block                                   bool
	keep                                    bool // see facts.Keep
}

func (f *field) readOnly() bool { return f.computed && !f.optional && !f.required }

type resource struct {
	facts
	name, title string
	version     int64
	schema      *tfprotov6.Schema
	fields      []*field
	typ         tftypes.Type
	mended      bool // expand in writes too
}

var (
	objectModes = map[string]tfprotov6.SchemaObjectNestingMode{"single": 1, "list": 2, "set": 3, "map": 4}
	blockModes  = map[string]tfprotov6.SchemaNestedBlockNestingMode{"single": 1, "list": 2, "set": 3, "map": 4}
)

// load parses the embedded files into the provider's schema and its resources.
func load() (*tfprotov6.Schema, map[string]*resource, error) {
	var file struct {
		Providers map[string]struct {
			Provider  jsonSchema
			Resources map[string]jsonSchema `json:"resource_schemas"`
		} `json:"provider_schemas"`
	}
	if err := json.Unmarshal(schema.JSON, &file); err != nil {
		return nil, nil, err
	}
	s := file.Providers[address]
	var known map[string]facts
	if err := json.Unmarshal(factsJSON, &known); err != nil {
		return nil, nil, err
	}
	provider, _, err := convert(s.Provider.Block, "")
	if err != nil {
		return nil, nil, err
	}
	resources := map[string]*resource{}
	for name, js := range s.Resources {
		block, fields, err := convert(js.Block, "")
		if err != nil {
			return nil, nil, err
		}
		for _, f := range fields {
			f.keep = slices.Contains(known[name].Keep, f.name)
		}
		rs := &tfprotov6.Schema{Version: js.Version, Block: block}
		resources[name] = &resource{facts: known[name], name: name, title: title(name), version: js.Version,
			schema: rs, fields: fields, typ: rs.ValueType()}
	}
	// STRIPE_OFFLINE_PROVIDER_MENDED=1 behaves as the provider would once it expands a portal's products.
	if portal := resources["stripe_billing_portal_configuration"]; os.Getenv("STRIPE_OFFLINE_PROVIDER_MENDED") != "" {
		portal.Expand, portal.mended = "features.subscription_update.products", true
	}
	return &tfprotov6.Schema{Block: provider}, resources, nil
}

func convert(b jsonBlock, prefix string) (*tfprotov6.SchemaBlock, []*field, error) {
	out, fields := &tfprotov6.SchemaBlock{}, []*field(nil)
	for _, name := range slices.Sorted(maps.Keys(b.Attributes)) {
		a := b.Attributes[name]
		sa := &tfprotov6.SchemaAttribute{Name: name, Required: a.Required, Optional: a.Optional,
			Computed: a.Computed, Sensitive: a.Sensitive, WriteOnly: a.WriteOnly}
		f := &field{name: name, path: prefix + name, required: a.Required, optional: a.Optional, computed: a.Computed, writeOnly: a.WriteOnly}
		if n := a.NestedType; n != nil {
			inner, fs, err := convert(n.jsonBlock, f.path+".")
			if err != nil {
				return nil, nil, err
			}
			sa.NestedType = &tfprotov6.SchemaObject{Attributes: inner.Attributes, Nesting: objectModes[n.Mode]}
			f.mode, f.fields = n.Mode, fs
		} else {
			t, err := tftypes.ParseJSONType(a.Type) //nolint:staticcheck // the JSON form is what Terraform prints
			if err != nil {
				return nil, nil, err
			}
			sa.Type = t
		}
		f.typ = sa.ValueType()
		out.Attributes, fields = append(out.Attributes, sa), append(fields, f)
	}
	for _, name := range slices.Sorted(maps.Keys(b.BlockTypes)) {
		n := b.BlockTypes[name]
		inner, fs, err := convert(n.Block, prefix+name+".")
		if err != nil {
			return nil, nil, err
		}
		sb := &tfprotov6.SchemaNestedBlock{TypeName: name, Block: inner, Nesting: blockModes[n.Mode], MinItems: n.Min, MaxItems: n.Max}
		out.BlockTypes = append(out.BlockTypes, sb)
		fields = append(fields, &field{name: name, path: prefix + name, typ: sb.ValueType(), optional: true, mode: n.Mode, fields: fs, block: true})
	}
	return out, fields, nil
}

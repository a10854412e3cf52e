package main

import (
	_ "embed"
	"encoding/json"
)

//go:embed facts.json
var factsJSON []byte

// facts are properties of a resource that its schema does not contain, observed by running the provider.
// Attributes are identified by their dotted path.
type facts struct {
	Path    string            // API collection, e.g. /v1/products; {x} is the value of attribute x; "" if unknown
	Expand  string            // expand[0] of reads
	Delete  string            // effect of destroy: delete | active | deactivate | "" (state only)
	Late    []string          // attributes that the create call does not accept: sent in a second call
	Float   []string          // numbers encoded with four decimals
	Replace []string          // attributes whose change forces replacement
	Keep    []string          // objects that keep their values if the response has none or null
	Enum    map[string]string // allowed values, separated by |
}

// loadFacts reads the facts of each resource from facts.json, by type name.
func loadFacts() (known map[string]facts, err error) {
	return known, json.Unmarshal(factsJSON, &known)
}

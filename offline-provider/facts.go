package main

import (
	_ "embed"
	"encoding/json"
)

//go:embed facts.json
var factsJSON []byte

// facts are what the schema of a resource does not say, observed by running the provider.
// Attributes are named by their dotted path.
type facts struct {
	Path    string            // API collection, e.g. /v1/products; {x} is the value of attribute x; "" where unknown
	Expand  string            // expand[0] of reads
	Delete  string            // how destroy works: delete | active | deactivate | "" (state only)
	Late    []string          // attributes the create call does not take: sent in a second call
	Float   []string          // numbers encoded with four decimals
	Replace []string          // attributes whose change forces replacement
	Keep    []string          // objects whose values stay as they were where the response has none or null
	Enum    map[string]string // allowed values, separated by |
}

// loadFacts reads facts.json: the facts of each resource by its type name.
func loadFacts() (known map[string]facts, err error) {
	return known, json.Unmarshal(factsJSON, &known)
}

package main

import (
	_ "embed"
	"encoding/json"
)

//go:embed facts.json
var factsJSON []byte

// observations are properties of the provider that its schema does not contain, observed by running it.
type observations struct {
	APIVersion string           `json:"api_version"` // the Stripe-Version of its requests
	Resources  map[string]facts // by type name
}

// facts are the observed properties of a resource. Attributes are identified by their dotted path.
type facts struct {
	Path    string            // API collection, e.g. /v1/products
	Expand  string            // expand[0] of reads
	Late    []string          // attributes that the create call does not accept: sent in a second call
	Float   []string          // numbers encoded with four decimals
	Replace []string          // attributes whose change forces replacement
	Keep    []string          // objects that keep their values if the response has none or null
	Enum    map[string]string // allowed values, separated by |
}

func loadFacts() (observed observations, err error) {
	return observed, json.Unmarshal(factsJSON, &observed)
}

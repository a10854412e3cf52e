// Package schema holds the Terraform provider's schema, as scripts/provider-schema.mjs prints it.
package schema

import _ "embed"

// JSON is the text of stripe.json.
//
//go:embed stripe.json
var JSON []byte

// Package schema holds the Terraform provider's schema, as `terraform providers schema -json` prints it, without descriptions.
package schema

import _ "embed"

// JSON is the text of stripe.json.
//
//go:embed stripe.json
var JSON []byte

// Command terraform-provider-stripe is the offline provider: a schema-driven stand-in for the Terraform
// provider stripe/stripe 0.3.0, for tests on machines without the Terraform registry.
package main

import (
	"log"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

const address = "registry.terraform.io/stripe/stripe"

func main() {
	p, err := newProvider()
	if err == nil {
		err = tf6server.Serve(address, func() tfprotov6.ProviderServer { return p })
	}
	if err != nil {
		log.Fatal(err)
	}
}

// Command terraform-provider-stripe is the offline provider. It replaces the Terraform provider
// stripe/stripe on machines that cannot reach the Terraform registry. See README.md.
package main

import (
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

const address = "registry.terraform.io/stripe/stripe"

func main() {
	p, err := newProvider(os.Getenv("STRIPE_OFFLINE_PROVIDER_FIXED") != "")
	if err == nil {
		err = tf6server.Serve(address, func() tfprotov6.ProviderServer { return p })
	}
	if err != nil {
		log.Fatal(err)
	}
}

package main

import (
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"
	portals "github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal"
	"github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal/provider"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

var plan = &portals.PortalProduct{Product: jsii.String("prod_pro"), Prices: jsii.Strings("price_month")}

func newStack() cdktf.TerraformStack {
	stack := cdktf.NewTerraformStack(cdktf.Testing_App(nil), jsii.String("stack"))
	provider.NewStripeProvider(stack, jsii.String("stripe"), nil)
	return stack
}

func expect(t *testing.T, got any, want any) {
	t.Helper()
	if got != want {
		t.Errorf("got:  %v\nwant: %v", got, want)
	}
}

// panicOf returns the value that a call panics with.
func panicOf(call func()) (value any) {
	defer func() { value = recover() }()
	call()
	return nil
}

// errorOf returns the message of the error that a call panics with.
func errorOf(t *testing.T, call func()) string {
	t.Helper()
	err, ok := panicOf(call).(error)
	if !ok {
		t.Fatal("no error")
	}
	return err.Error()
}

func TestAnEnumPanicsWithAToken(t *testing.T) {
	stack := newStack()
	proration := cdktf.NewTerraformVariable(stack, jsii.String("proration"), &cdktf.TerraformVariableConfig{})
	message := errorOf(t, func() {
		portals.NewSubscriptionPortal(stack, jsii.String("portal"), &portals.SubscriptionPortalProps{
			Products: &[]*portals.PortalProduct{plan},
			Features: &portals.PortalFeatures{
				SubscriptionUpdate: &portals.SubscriptionUpdateFeature{
					ProrationBehavior: portals.UpdateProration(*proration.StringValue()),
				},
			},
		})
	})
	if !strings.Contains(message, "Key 'prorationBehavior'") || !strings.Contains(message, "No such enum member: '${TfToken[") {
		t.Error(message)
	}
}

func TestAnInvalidPortalPanicsWithAllViolations(t *testing.T) {
	stack := newStack()
	message := errorOf(t, func() {
		portals.NewStripePortalConfiguration(stack, jsii.String("portal"), &portals.StripePortalConfigurationProps{
			Features: &portals.PortalFeatures{
				SubscriptionCancel: &portals.SubscriptionCancelFeature{
					Mode:              portals.CancellationMode_AT_PERIOD_END,
					ProrationBehavior: portals.CancellationProration_CREATE_PRORATIONS,
				},
				SubscriptionUpdate: &portals.SubscriptionUpdateFeature{Products: &[]*portals.PortalProduct{plan}},
			},
		})
	})
	expect(t, message, "StripePortalConfiguration at stack/portal cannot be deployed:\n"+
		"  - `features.subscriptionCancel.prorationBehavior`: Stripe rejects prorations unless cancellations "+
		`take effect immediately; got: "create_prorations"; set `+"`mode: CancellationMode.IMMEDIATELY`, or "+
		"`prorationBehavior: CancellationProration.NONE`\n"+
		"  - `features.paymentMethodUpdate`: Stripe requires `paymentMethodUpdate` if `subscriptionUpdate` "+
		"is enabled; add `paymentMethodUpdate: {}`")
}

func TestAMethodPanicsWithAnErrorPrefix(t *testing.T) {
	app := cdktf.NewApp(&cdktf.AppConfig{Outdir: jsii.String(t.TempDir())})
	stack := cdktf.NewTerraformStack(app, jsii.String("stack"))
	provider.NewStripeProvider(stack, jsii.String("stripe"), nil)
	portals.NewSubscriptionPortal(stack, jsii.String("portal"), nil)
	message := errorOf(t, func() { app.Synth() })
	if !strings.HasPrefix(message, "Error: Validation failed with the following errors:\n  [stack/portal] ") ||
		!strings.Contains(message, "add products with their prices here, or call `addProduct()`") ||
		strings.Contains(message, ".js:") {
		t.Error(message)
	}
}

func TestAMissingRequiredPropertyPanicsWithAString(t *testing.T) {
	portal := portals.NewSubscriptionPortal(newStack(), jsii.String("portal"), nil)
	call := func() { portal.AddProduct(&portals.PortalProduct{Product: jsii.String("prod_pro")}) }
	expect(t, panicOf(call), "Field *[]*string.Prices is required, but has nil value")
}

package main

import (
	"encoding/json"
	"fmt"
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

type object = map[string]any

// resourcesOf returns the resources of a type in a stack, by name.
func resourcesOf(t *testing.T, stack cdktf.TerraformStack, kind string) object {
	t.Helper()
	var synthesized struct {
		Resource map[string]object `json:"resource"`
	}
	if err := json.Unmarshal([]byte(*cdktf.Testing_Synth(stack, jsii.Bool(true))), &synthesized); err != nil {
		t.Fatal(err)
	}
	return synthesized.Resource[kind]
}

// desiredStateOf returns the desired state of the stack's portal.
func desiredStateOf(t *testing.T, stack cdktf.TerraformStack) object {
	t.Helper()
	for name, data := range resourcesOf(t, stack, "terraform_data") {
		if strings.Contains(name, "_DesiredState") {
			return data.(object)["triggers_replace"].(object)
		}
	}
	t.Fatal("the stack has no portal with a step")
	return nil
}

// portalOf returns the attributes that the provider manages, of the stack's only portal.
func portalOf(t *testing.T, stack cdktf.TerraformStack) object {
	t.Helper()
	for _, portal := range resourcesOf(t, stack, "stripe_billing_portal_configuration") {
		return portal.(object)
	}
	t.Fatal("the stack has no portal")
	return nil
}

// at returns the value at a path of keys.
func at(value any, keys ...string) any {
	for _, key := range keys {
		value = value.(object)[key]
	}
	return value
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

func TestBillingHasFiveKindsOfPortalsAndOneWithVariables(t *testing.T) {
	stack := NewBilling(cdktf.Testing_App(nil), "billing")
	names := map[string]bool{}
	for name := range resourcesOf(t, stack, "stripe_billing_portal_configuration") {
		names[strings.Split(name, "_")[0]] = true
	}
	expect(t, fmt.Sprint(names), "map[basic:true custom:true full:true safe:true subscription:true variable:true]")
}

func TestStringsMapsListsNumbersAndBooleansAcceptTokens(t *testing.T) {
	stack := newStack()
	variable := func(name string, kind string) cdktf.TerraformVariable {
		return cdktf.NewTerraformVariable(stack, &name, &cdktf.TerraformVariableConfig{Type: &kind})
	}
	portals.NewSubscriptionPortal(stack, jsii.String("portal"), &portals.SubscriptionPortalProps{
		BusinessProfile: &portals.BusinessProfile{Headline: variable("headline", "string").StringValue()},
		Metadata:        cdktf.Token_AsStringMap(variable("labels", "map(string)").Value(), nil),
		Products: &[]*portals.PortalProduct{{
			Product:            jsii.String("prod_pro"),
			Prices:             variable("prices", "list(string)").ListValue(),
			AdjustableQuantity: &portals.AdjustableQuantity{Maximum: variable("seats", "number").NumberValue()},
		}},
		Features: &portals.PortalFeatures{
			InvoiceHistory: &portals.InvoiceHistoryFeature{Enabled: variable("invoices", "bool").BooleanValue()},
		},
	})
	desired := desiredStateOf(t, stack)
	portal := portalOf(t, stack)
	expect(t, at(portal, "business_profile", "headline"), "${var.headline != null && var.headline != \"\" ? var.headline : null}")
	expect(t, portal["metadata"], "${{for key, item in (var.labels == null ? {} : var.labels) : key => item if key != \"\" && item != null && item != \"\"}}")
	expect(t, at(desired, "features", "invoice_history", "enabled"), "${var.invoices}")
	product := at(desired, "features", "subscription_update", "products").([]any)[0]
	expect(t, at(product, "prices"), "${var.prices}")
	expect(t, at(product, "adjustable_quantity", "maximum"), "${var.seats}")
}

func TestEnumsRejectTokensAndOverridesAcceptThem(t *testing.T) {
	stack := newStack()
	proration := cdktf.NewTerraformVariable(stack, jsii.String("proration"), &cdktf.TerraformVariableConfig{})
	updates := cdktf.NewTerraformVariable(stack, jsii.String("updates"), &cdktf.TerraformVariableConfig{})
	refusal := errorOf(t, func() {
		portals.NewSubscriptionPortal(stack, jsii.String("cast"), &portals.SubscriptionPortalProps{
			Products: &[]*portals.PortalProduct{plan},
			Features: &portals.PortalFeatures{
				SubscriptionUpdate: &portals.SubscriptionUpdateFeature{
					ProrationBehavior: portals.UpdateProration(*proration.StringValue()),
				},
			},
		})
	})
	if !strings.Contains(refusal, "Key 'prorationBehavior'") || !strings.Contains(refusal, "No such enum member: '${TfToken[") {
		t.Error(refusal)
	}

	portal := portals.NewSubscriptionPortal(stack, jsii.String("portal"), &portals.SubscriptionPortalProps{
		Products: &[]*portals.PortalProduct{plan},
	})
	update := "features.subscription_update."
	portal.Resource().AddOverride(jsii.String(update+"proration_behavior"), proration.StringValue())
	// ListValue would be appended to the preset's list, a string replaces it.
	portal.Resource().AddOverride(jsii.String(update+"default_allowed_updates"), updates.StringValue())
	desired := at(desiredStateOf(t, stack), "features", "subscription_update")
	expect(t, at(desired, "proration_behavior"), "${var.proration}")
	expect(t, at(desired, "default_allowed_updates"), "${var.updates}")
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
	portal := portals.NewBasicPortal(newStack(), jsii.String("portal"), nil)
	expect(t, errorOf(t, func() { portal.AddProduct(plan) }),
		"Error: BasicPortal at stack/portal cannot be deployed:\n"+
			"  - `addProduct()`: requires `features.subscriptionUpdate`; add the feature, e.g. `subscriptionUpdate: {}`")
}

func TestAViolationOfTheStackPanicsAtSynthTime(t *testing.T) {
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

package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	portals "github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal"
	"github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal/provider"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

// NewBilling creates the stack with products, prices and portals.
func NewBilling(scope constructs.Construct, id string) cdktf.TerraformStack {
	stack := cdktf.NewTerraformStack(scope, &id)
	cdktf.NewLocalBackend(stack, &cdktf.LocalBackendConfig{Path: jsii.String("terraform.tfstate")})
	variable := func(name string, kind string, byDefault any) cdktf.TerraformVariable {
		return cdktf.NewTerraformVariable(stack, &name, &cdktf.TerraformVariableConfig{Type: &kind, Default: byDefault})
	}
	apiKey := cdktf.NewTerraformVariable(stack, jsii.String("stripe_api_key"), &cdktf.TerraformVariableConfig{
		Type: jsii.String("string"), Sensitive: jsii.Bool(true),
	})
	paymentMethods := variable("payment_methods", "string", nil)
	adopted := variable("adopted_portal", "string", nil)
	stripe := provider.NewStripeProvider(stack, jsii.String("stripe"), &provider.StripeProviderConfig{
		ApiKey: apiKey.StringValue(),
	})

	// Plans that customers can switch between.
	pro := provider.NewProduct(stack, jsii.String("pro"), &provider.ProductConfig{Name: jsii.String("Pro")})
	price := func(name string, interval string, unitAmount float64) *string {
		return provider.NewPrice(stack, &name, &provider.PriceConfig{
			Product:    pro.Id(),
			Currency:   jsii.String("usd"),
			UnitAmount: &unitAmount,
			Recurring:  []*provider.PriceRecurring{{Interval: &interval}},
		}).Id()
	}
	prices := &[]*string{price("monthly", "month", 2_000), price("yearly", "year", 20_000)}

	// A preset, and a method.
	subscription := portals.NewSubscriptionPortal(stack, jsii.String("subscription"), &portals.SubscriptionPortalProps{
		Metadata: &map[string]*string{"team": jsii.String("billing")},
	})
	subscription.AddProduct(&portals.PortalProduct{Product: pro.Id(), Prices: prices})

	// Values that are unknown until apply.
	labels := variable("labels", "map(string)", map[string]string{"team": "billing"})
	invoices := variable("invoices", "bool", true)
	seats := variable("seats", "number", 50)
	feedbackOptions := variable("feedback_options", "list(string)", []string{"feedback_acme"})
	proration := variable("proration", "string", "always_invoice")
	updates := variable("updates", "list(string)", []string{"price", "quantity"})

	// Every property of a portal.
	custom := portals.NewStripePortalConfiguration(stack, jsii.String("custom"), &portals.StripePortalConfigurationProps{
		Name:             jsii.String("Acme"),
		Active:           true,
		DefaultReturnUrl: jsii.String("http://localhost:3000/account"),
		BusinessProfile: &portals.BusinessProfile{
			Headline:          jsii.String("Zażółć your Acme plan"),
			PrivacyPolicyUrl:  jsii.String("https://acme.com/privacy"),
			TermsOfServiceUrl: jsii.String("https://acme.com/terms"),
		},
		LoginPage: &portals.LoginPage{Enabled: true},
		Metadata:  cdktf.Token_AsStringMap(labels.Value(), nil),
		Features: &portals.PortalFeatures{
			CustomerUpdate: &portals.CustomerUpdateFeature{
				Enabled:        true,
				AllowedUpdates: &[]portals.CustomerUpdateField{portals.CustomerUpdateField_EMAIL, portals.CustomerUpdateField_TAX_ID},
			},
			InvoiceHistory: &portals.InvoiceHistoryFeature{Enabled: invoices.BooleanValue()},
			PaymentMethodUpdate: &portals.PaymentMethodUpdateFeature{
				Enabled:                    true,
				PaymentMethodConfiguration: paymentMethods.StringValue(),
			},
			SubscriptionCancel: &portals.SubscriptionCancelFeature{
				Enabled:           true,
				Mode:              portals.CancellationMode_IMMEDIATELY,
				ProrationBehavior: portals.CancellationProration_CREATE_PRORATIONS,
				CancellationReason: &portals.CancellationReasonFeature{
					Enabled:         true,
					Options:         &[]portals.CancellationReason{portals.CancellationReason_TOO_EXPENSIVE, portals.CancellationReason_OTHER},
					FeedbackOptions: feedbackOptions.ListValue(),
				},
			},
			SubscriptionPause: &portals.SubscriptionPauseFeature{
				Enabled: true,
				Duration: &portals.PauseDuration{
					Type: portals.PauseDurationType_INTERVAL_OPTIONS,
					IntervalOptions: &[]*portals.PauseIntervalOption{
						{Interval: portals.PauseInterval_MONTH, IntervalCount: jsii.Number(3)},
					},
				},
			},
			SubscriptionUpdate: &portals.SubscriptionUpdateFeature{
				Enabled: true,
				DefaultAllowedUpdates: &[]portals.SubscriptionUpdateField{
					portals.SubscriptionUpdateField_PRICE, portals.SubscriptionUpdateField_QUANTITY,
				},
				Products: &[]*portals.PortalProduct{{
					Product: pro.Id(),
					Prices:  prices,
					AdjustableQuantity: &portals.AdjustableQuantity{
						Enabled: true, Minimum: jsii.Number(1), Maximum: seats.NumberValue(),
					},
				}},
				ProrationBehavior:   portals.UpdateProration_ALWAYS_INVOICE,
				BillingCycleAnchor:  portals.BillingCycleAnchor_NOW,
				TrialUpdateBehavior: portals.TrialUpdateBehavior_CONTINUE_TRIAL,
				ScheduleAtPeriodEnd: &portals.ScheduleAtPeriodEnd{
					Conditions: &[]*portals.ScheduleAtPeriodEndCondition{{Type: portals.ScheduleCondition_SHORTENING_INTERVAL}},
				},
			},
		},
		ImportFrom:          adopted.StringValue(),
		ExpectedMode:        portals.PortalMode_TEST,
		ApplyVia:            portals.ApplyVia_STEP,
		ApplyWhen:           portals.ApplyWhen_ON_CHANGE,
		AcknowledgeWarnings: jsii.Strings("insecure-link"),
		Provider:            stripe,
		DependsOn:           &[]cdktf.ITerraformDependable{subscription},
		Lifecycle:           &cdktf.TerraformResourceLifecycle{IgnoreChanges: jsii.Strings("name")},
	})
	override := custom.Resource().AddOverride
	override(jsii.String("features.subscription_update.proration_behavior"), proration.StringValue())
	// A list would be appended to the existing one, a string replaces it.
	override(jsii.String("features.subscription_update.default_allowed_updates"), updates.StringValue())

	existing := portals.StripePortalConfiguration_FromPortalConfigurationId(
		stack, jsii.String("existing"), jsii.String("bpc_acme"))
	output := func(name string, value any) {
		cdktf.NewTerraformOutput(stack, &name, &cdktf.TerraformOutputConfig{Value: value})
	}
	output("login_page", custom.LoginPageUrl())
	output("is_default", custom.IsDefault())
	output("portals", []*string{subscription.PortalConfigurationId(), existing.PortalConfigurationId()})
	return stack
}

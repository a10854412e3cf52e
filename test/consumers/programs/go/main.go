package main

import (
	"github.com/aws/jsii-runtime-go"
	portals "github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal"
	"github.com/cdktf-stripe-portal/cdktf-stripe-portal-go/cdktfstripeportal/provider"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func main() {
	app := cdktf.NewApp(nil)
	stack := cdktf.NewTerraformStack(app, jsii.String("consumer"))
	apiKey := cdktf.NewTerraformVariable(stack, jsii.String("stripe_api_key"), &cdktf.TerraformVariableConfig{
		Type: jsii.String("string"), Sensitive: jsii.Bool(true),
	})
	invoices := cdktf.NewTerraformVariable(stack, jsii.String("invoices"), &cdktf.TerraformVariableConfig{
		Type: jsii.String("bool"), Default: true,
	})
	provider.NewStripeProvider(stack, jsii.String("stripe"), &provider.StripeProviderConfig{ApiKey: apiKey.StringValue()})

	pro := provider.NewProduct(stack, jsii.String("pro"), &provider.ProductConfig{Name: jsii.String("Pro")})
	price := func(id string, interval string, unitAmount float64) *string {
		return provider.NewPrice(stack, &id, &provider.PriceConfig{
			Product: pro.Id(), Currency: jsii.String("usd"), UnitAmount: &unitAmount,
			Recurring: []*provider.PriceRecurring{{Interval: &interval}},
		}).Id()
	}
	prices := &[]*string{price("monthly", "month", 2_000), price("yearly", "year", 20_000)}

	adjustableQuantity := &portals.AdjustableQuantity{Minimum: jsii.Number(1), Maximum: jsii.Number(50)}
	plans := portals.NewSubscriptionPortal(stack, jsii.String("plans"), &portals.SubscriptionPortalProps{
		Products: &[]*portals.PortalProduct{{Product: pro.Id(), Prices: prices, AdjustableQuantity: adjustableQuantity}},
		Features: &portals.PortalFeatures{SubscriptionCancel: &portals.SubscriptionCancelFeature{Enabled: false}},
	})

	team := portals.NewSubscriptionPortal(stack, jsii.String("team"), &portals.SubscriptionPortalProps{
		ExpectedMode: portals.PortalMode_TEST, DependsOn: &[]cdktf.ITerraformDependable{plans},
	})
	team.AddProduct(&portals.PortalProduct{Product: jsii.String("prod_team"), Prices: jsii.Strings("price_team")})

	portal := portals.NewStripePortalConfiguration(stack, jsii.String("portal"), &portals.StripePortalConfigurationProps{
		Name:             jsii.String("Acme"),
		DefaultReturnUrl: jsii.String("https://acme.com/dashboard"),
		BusinessProfile: &portals.BusinessProfile{
			Headline: jsii.String("Zażółć your Acme plan"), PrivacyPolicyUrl: jsii.String("https://acme.com/privacy"),
		},
		Features: &portals.PortalFeatures{
			CustomerUpdate: &portals.CustomerUpdateFeature{
				AllowedUpdates: &[]portals.CustomerUpdateField{portals.CustomerUpdateField_EMAIL, portals.CustomerUpdateField_TAX_ID},
			},
			InvoiceHistory:      &portals.InvoiceHistoryFeature{Enabled: invoices.BooleanValue()},
			PaymentMethodUpdate: &portals.PaymentMethodUpdateFeature{PaymentMethodConfiguration: jsii.String("pmc_1")},
			SubscriptionCancel: &portals.SubscriptionCancelFeature{
				Mode:              portals.CancellationMode_IMMEDIATELY,
				ProrationBehavior: portals.CancellationProration_CREATE_PRORATIONS,
				CancellationReason: &portals.CancellationReasonFeature{
					Options: &[]portals.CancellationReason{portals.CancellationReason_TOO_EXPENSIVE, portals.CancellationReason_OTHER},
				},
			},
			SubscriptionPause: &portals.SubscriptionPauseFeature{
				Duration: &portals.PauseDuration{
					Type: portals.PauseDurationType_INTERVAL_OPTIONS,
					IntervalOptions: &[]*portals.PauseIntervalOption{
						{Interval: portals.PauseInterval_MONTH, IntervalCount: jsii.Number(3)},
					},
				},
			},
			SubscriptionUpdate: &portals.SubscriptionUpdateFeature{
				DefaultAllowedUpdates: &[]portals.SubscriptionUpdateField{portals.SubscriptionUpdateField_PRICE},
				Products:              &[]*portals.PortalProduct{{Product: pro.Id(), Prices: prices}},
				ProrationBehavior:     portals.UpdateProration_ALWAYS_INVOICE,
				BillingCycleAnchor:    portals.BillingCycleAnchor_NOW,
				TrialUpdateBehavior:   portals.TrialUpdateBehavior_CONTINUE_TRIAL,
				ScheduleAtPeriodEnd: &portals.ScheduleAtPeriodEnd{
					Conditions: &[]*portals.ScheduleAtPeriodEndCondition{{Type: portals.ScheduleCondition_SHORTENING_INTERVAL}},
				},
			},
		},
		LoginPage:    &portals.LoginPage{},
		Metadata:     &map[string]*string{"team": jsii.String("billing")},
		ImportFrom:   jsii.String("bpc_1MrnZsLkdIwHu7ixNiQL1xPM"),
		ExpectedMode: portals.PortalMode_TEST,
		ApplyWhen:    portals.ApplyWhen_ALWAYS,
		Lifecycle:    &cdktf.TerraformResourceLifecycle{PreventDestroy: jsii.Bool(true)},
	})
	portal.Resource().AddOverride(jsii.String("features.subscription_update.billing_cycle_anchor"), "unchanged")

	existing := portals.StripePortalConfiguration_FromPortalConfigurationId(stack, jsii.String("existing"), jsii.String("bpc_2"))
	output := func(id string, value any) {
		cdktf.NewTerraformOutput(stack, &id, &cdktf.TerraformOutputConfig{Value: value})
	}
	output("login_page", portal.LoginPageUrl())
	output("is_default", portal.IsDefault())
	output("portals", []*string{plans.PortalConfigurationId(), existing.PortalConfigurationId()})
	app.Synth()

	portals.NewStripePortalConfiguration(stack, jsii.String("refused"), &portals.StripePortalConfigurationProps{
		Features: &portals.PortalFeatures{
			SubscriptionCancel: &portals.SubscriptionCancelFeature{
				Mode:              portals.CancellationMode_AT_PERIOD_END,
				ProrationBehavior: portals.CancellationProration_CREATE_PRORATIONS,
			},
		},
	})
}

package main

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func configure(t *testing.T, p *provider, key, account any) diagnostics {
	t.Helper()
	typ := p.schema.ValueType()
	cfg, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, map[string]value{
		"api_key": tftypes.NewValue(tftypes.String, key), "stripe_account": tftypes.NewValue(tftypes.String, account)}))
	if err != nil {
		t.Fatal(err)
	}
	res, err := p.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{Config: &cfg})
	if err != nil {
		t.Fatal(err)
	}
	return res.Diagnostics
}

func TestKeyAndAccountComeFromTheConfigurationOrTheEnvironment(t *testing.T) {
	t.Setenv("STRIPE_API_KEY", "sk_test_env")
	t.Setenv("STRIPE_ACCOUNT", "acct_env")
	s := newDriver(t, false)
	s.check(configure(t, s.provider, "sk_test_program", nil))
	if got, want := *s.client, (client{stripeURL, s.apiVersion, "sk_test_program", "acct_env"}); got != want {
		t.Errorf("got: %+v", got)
	}
	s.check(configure(t, s.provider, nil, "acct_program"))
	if got, want := *s.client, (client{stripeURL, s.apiVersion, "sk_test_env", "acct_program"}); got != want {
		t.Errorf("got: %+v", got)
	}
}

func TestAMissingKeyIsAnError(t *testing.T) {
	t.Setenv("STRIPE_API_KEY", "")
	s := newDriver(t, false)
	if diags := configure(t, s.provider, nil, nil); len(diags) != 1 || diags[0].Summary != "Missing API Key" {
		t.Errorf("got: %v", diags)
	}
}

func TestImportSetsTheIdAndReadFillsTheRest(t *testing.T) {
	s := newDriver(t, false, merged(answer, expanded))
	res, err := s.ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{TypeName: portal, ID: "bpc_1"})
	if err != nil {
		t.Fatal(err)
	}
	s.check(res.Diagnostics)
	state, diags := s.read(portal, s.unpackOne(portal, res.ImportedResources[0].State))
	s.check(diags)
	s.requests(read)
	if !as[bool](at(state, "features.subscription_update.enabled")) {
		t.Errorf("state: %s", state)
	}
}

func TestStateOfAnOlderVersionLosesUnknownAttributes(t *testing.T) {
	s := newDriver(t, false)
	res, err := s.UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: portal, RawState: &tfprotov6.RawState{JSON: []byte(merged(answer, `{"retired":true}`))}})
	if err != nil {
		t.Fatal(err)
	}
	s.check(res.Diagnostics)
	if got := as[string](at(s.unpackOne(portal, res.UpgradedState), "id")); got != "bpc_1" {
		t.Errorf("id: %q", got)
	}
}

func TestAnUnknownResourceTypeIsAnError(t *testing.T) {
	s := newDriver(t, false)
	res, err := s.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{TypeName: "stripe_nothing"})
	if err != nil || len(res.Diagnostics) != 1 || res.Diagnostics[0].Summary != "Unknown resource type" {
		t.Errorf("got: %+v, %v", res, err)
	}
}

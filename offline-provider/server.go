package main

import (
	"context"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// provider implements Terraform's plugin protocol. The embedded interface covers calls for data sources,
// functions and ephemeral resources, which Terraform never makes because the schema declares none.
type provider struct {
	tfprotov6.ProviderServer
	apiVersion string
	schema     *tfprotov6.Schema
	resources  map[string]*resource
	client     *client
}

// newProvider creates the provider. If fixed is true, it expands a portal's products in reads and writes.
func newProvider(fixed bool) (*provider, error) {
	observed, err := loadFacts()
	if err != nil {
		return nil, err
	}
	schema, resources, err := loadSchema(observed.Resources)
	if err != nil {
		return nil, err
	}
	if fixed {
		portal := resources["stripe_billing_portal_configuration"]
		portal.expand, portal.fixed = "features.subscription_update.products", true
	}
	return &provider{apiVersion: observed.APIVersion, schema: schema, resources: resources}, nil
}

type diagnostics = []*tfprotov6.Diagnostic

func fail(summary string, detail any) diagnostics {
	return diagnostics{{Severity: tfprotov6.DiagnosticSeverityError, Summary: summary, Detail: fmt.Sprint(detail)}}
}

func pack(r *resource, v value) (*tfprotov6.DynamicValue, diagnostics) {
	d, err := tfprotov6.NewDynamicValue(r.typ, v)
	if err != nil {
		return nil, fail("Error encoding "+r.title, err)
	}
	return &d, nil
}

// unpack decodes values of a resource.
func (p *provider) unpack(name string, in ...*tfprotov6.DynamicValue) (*resource, []value, diagnostics) {
	r, ok := p.resources[name]
	if !ok {
		return nil, nil, fail("Unknown resource type", name)
	}
	var out []value
	for _, d := range in {
		v, err := d.Unmarshal(r.typ)
		if err != nil {
			return nil, nil, fail("Error decoding "+r.title, err)
		}
		out = append(out, v)
	}
	return r, out, nil
}

var capabilities = &tfprotov6.ServerCapabilities{GetProviderSchemaOptional: true, PlanDestroy: true}

func (p *provider) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	res := &tfprotov6.GetMetadataResponse{ServerCapabilities: capabilities}
	for name := range p.resources {
		res.Resources = append(res.Resources, tfprotov6.ResourceMetadata{TypeName: name})
	}
	return res, nil
}

func (p *provider) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	res := &tfprotov6.GetProviderSchemaResponse{ServerCapabilities: capabilities, Provider: p.schema, ResourceSchemas: map[string]*tfprotov6.Schema{}}
	for name, r := range p.resources {
		res.ResourceSchemas[name] = r.schema
	}
	return res, nil
}

func (p *provider) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

func (p *provider) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

func (p *provider) ValidateProviderConfig(_ context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: req.Config}, nil
}

func (p *provider) ConfigureProvider(_ context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	res := &tfprotov6.ConfigureProviderResponse{}
	cfg, err := req.Config.Unmarshal(p.schema.ValueType())
	if err != nil {
		res.Diagnostics = fail("Error decoding provider configuration", err)
		return res, nil
	}
	argument := func(name, env string) string {
		if s := as[string](members(cfg)[name]); s != "" {
			return s
		}
		return os.Getenv(env)
	}
	p.client = &client{url: stripeURL, version: p.apiVersion, key: argument("api_key", "STRIPE_API_KEY"), account: argument("stripe_account", "STRIPE_ACCOUNT")}
	if p.client.key == "" {
		res.Diagnostics = fail("Missing API Key", "Set the api_key provider attribute or the STRIPE_API_KEY environment variable.")
	}
	return res, nil
}

func (p *provider) ValidateResourceConfig(_ context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	res := &tfprotov6.ValidateResourceConfigResponse{}
	r, v, diags := p.unpack(req.TypeName, req.Config)
	if res.Diagnostics = diags; diags == nil {
		res.Diagnostics = validate(r.fields, tftypes.NewAttributePath(), "", v[0])
	}
	return res, nil
}

// UpgradeResourceState reads the stored state and ignores unknown attributes.
func (p *provider) UpgradeResourceState(_ context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	res := &tfprotov6.UpgradeResourceStateResponse{}
	r, _, diags := p.unpack(req.TypeName)
	if res.Diagnostics = diags; diags != nil {
		return res, nil
	}
	v, err := req.RawState.UnmarshalWithOpts(r.typ, tfprotov6.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}})
	if err != nil {
		res.Diagnostics = fail("Error decoding the state of "+r.title, err)
		return res, nil
	}
	res.UpgradedState, res.Diagnostics = pack(r, v)
	return res, nil
}

func (p *provider) PlanResourceChange(_ context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	res := &tfprotov6.PlanResourceChangeResponse{PlannedPrivate: req.PriorPrivate}
	r, v, diags := p.unpack(req.TypeName, req.PriorState, req.ProposedNewState, req.Config)
	if res.Diagnostics = diags; diags != nil {
		return res, nil
	}
	if v[1].IsNull() { // destroy
		res.PlannedState = req.ProposedNewState
		return res, nil
	}
	plan, replaced := r.plan(v[2], v[0])
	res.RequiresReplace = replaced
	res.PlannedState, res.Diagnostics = pack(r, plan)
	return res, nil
}

func (p *provider) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	res := &tfprotov6.ApplyResourceChangeResponse{NewState: req.PriorState}
	r, v, diags := p.unpack(req.TypeName, req.PriorState, req.PlannedState, req.Config)
	if res.Diagnostics = diags; diags != nil {
		return res, nil
	}
	prior, plan, cfg := v[0], v[1], v[2]
	var (
		verb  string
		state = plan
		err   error
	)
	switch {
	case plan.IsNull():
		verb, err = "deleting", p.client.destroy(ctx, r, prior)
	case prior.IsNull():
		verb = "creating"
		state, err = p.client.create(ctx, r, plan, cfg)
	default:
		verb = "updating"
		state, err = p.client.update(ctx, r, plan, prior, cfg)
	}
	if err != nil {
		res.Diagnostics = fail("Error "+verb+" "+r.title, err)
		return res, nil
	}
	res.NewState, res.Diagnostics = pack(r, state)
	return res, nil
}

func (p *provider) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	res := &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private}
	r, v, diags := p.unpack(req.TypeName, req.CurrentState)
	if res.Diagnostics = diags; diags != nil {
		return res, nil
	}
	state, err := p.client.read(ctx, r, v[0])
	if err != nil {
		res.Diagnostics = fail("Error reading "+r.title, err)
		return res, nil
	}
	res.NewState, res.Diagnostics = pack(r, state)
	return res, nil
}

func (p *provider) ImportResourceState(_ context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	res := &tfprotov6.ImportResourceStateResponse{}
	r, _, diags := p.unpack(req.TypeName)
	if res.Diagnostics = diags; diags != nil {
		return res, nil
	}
	state := readObject(r.fields, r.typ, map[string]any{"id": req.ID}, null(r.typ), false)
	d, diags := pack(r, state)
	res.Diagnostics = diags
	res.ImportedResources = []*tfprotov6.ImportedResource{{TypeName: req.TypeName, State: d}}
	return res, nil
}

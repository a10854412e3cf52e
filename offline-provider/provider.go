package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// provider implements the protocol. The embedded interface stands for the calls Terraform never
// makes here: data sources, functions and ephemeral resources, of which the schema declares none.
type provider struct {
	tfprotov6.ProviderServer
	schema    *tfprotov6.Schema
	resources map[string]*resource
	client    *client
}

func newProvider() (*provider, error) {
	schema, resources, err := load()
	return &provider{schema: schema, resources: resources}, err
}

// title is the resource's name in messages: stripe_tax_rate is TaxRate.
func title(name string) (s string) {
	for _, w := range strings.Split(name, "_")[1:] {
		s += strings.ToUpper(w[:1]) + w[1:]
	}
	return s
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
	cfg, err := req.Config.Unmarshal(p.schema.ValueType())
	if err != nil {
		return &tfprotov6.ConfigureProviderResponse{Diagnostics: fail("Error decoding provider configuration", err)}, nil
	}
	arg := func(name, env string) string {
		if s := as[string](members(cfg)[name]); s != "" {
			return s
		}
		return os.Getenv(env)
	}
	p.client = &client{key: arg("api_key", "STRIPE_API_KEY"), account: arg("stripe_account", "STRIPE_ACCOUNT")}
	if p.client.key == "" {
		return &tfprotov6.ConfigureProviderResponse{Diagnostics: fail("Missing API Key",
			"Set the api_key provider attribute or the STRIPE_API_KEY environment variable.")}, nil
	}
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

func (p *provider) ValidateResourceConfig(_ context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	res := &tfprotov6.ValidateResourceConfigResponse{}
	r, v, diags := p.unpack(req.TypeName, req.Config)
	if res.Diagnostics = diags; diags == nil {
		res.Diagnostics = r.check(r.fields, tftypes.NewAttributePath(), "", v[0])
	}
	return res, nil
}

// UpgradeResourceState reads the stored state, ignoring attributes this version does not have.
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
	prior, plan := v[0], planObject(r.fields, r.typ, v[2], v[0], v[0].IsNull())
	if !prior.IsNull() && !plan.Equal(prior) {
		res.RequiresReplace = r.replaced(r.fields, tftypes.NewAttributePath(), plan, prior)
		m := members(plan)
		if x, ok := m["updated"]; ok { // the one computed attribute that every update changes
			m["updated"] = unknown(x.Type())
			plan = tftypes.NewValue(r.typ, m)
		}
	}
	res.PlannedState, res.Diagnostics = pack(r, plan)
	return res, nil
}

func (p *provider) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	res := &tfprotov6.ApplyResourceChangeResponse{NewState: req.PriorState}
	r, v, diags := p.unpack(req.TypeName, req.PriorState, req.PlannedState, req.Config)
	if res.Diagnostics = diags; diags != nil {
		return res, nil
	}
	prior, plan, verb := v[0], v[1], "updating"
	state, err := plan, error(nil)
	switch {
	case r.Path == "":
		err, verb = fmt.Errorf("the offline provider knows no API path of %s: it can only be validated and planned", r.name), "applying"
	case plan.IsNull():
		verb, err = "deleting", p.delete(ctx, r, prior)
	case prior.IsNull():
		verb = "creating"
		state, err = p.create(ctx, r, plan, v[2])
	default:
		state, err = p.update(ctx, r, plan, prior, v[2])
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
	if r.Path == "" {
		res.Diagnostics = fail("Error reading "+r.title, "the offline provider knows no API path of "+r.name)
		return res, nil
	}
	path := r.item(v[0])
	if r.Expand != "" {
		path += "?expand[0]=" + r.Expand
	}
	js, err := p.client.call(ctx, http.MethodGet, path, nil)
	if err != nil {
		res.Diagnostics = fail("Error reading "+r.title, err)
		return res, nil
	}
	res.NewState, res.Diagnostics = pack(r, flattenObject(r.fields, r.typ, js, v[0], true))
	return res, nil
}

func (p *provider) ImportResourceState(_ context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	res := &tfprotov6.ImportResourceStateResponse{}
	r, _, diags := p.unpack(req.TypeName)
	if res.Diagnostics = diags; diags != nil {
		return res, nil
	}
	state := flattenObject(r.fields, r.typ, map[string]any{"id": req.ID}, null(r.typ), false)
	d, diags := pack(r, state)
	res.Diagnostics = diags
	res.ImportedResources = []*tfprotov6.ImportedResource{{TypeName: req.TypeName, State: d}}
	return res, nil
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// collection is the API path of a resource's kind, with the attributes it names filled in.
func (r *resource) collection(v value) string {
	return placeholder.ReplaceAllStringFunc(r.Path, func(s string) string {
		return url.PathEscape(as[string](members(v)[strings.Trim(s, "{}")]))
	})
}

func (r *resource) item(v value) string {
	return r.collection(v) + "/" + url.PathEscape(as[string](members(v)["id"]))
}

// body collects the parameters of the top-level attributes that want admits. Write-only
// attributes, which plans do not carry, come from the configuration.
func (r *resource) body(plan, cfg value, want func(*field, value) bool) params {
	m, c, out := members(plan), members(cfg), params{}
	for _, f := range r.fields {
		v := m[f.name]
		if f.writeOnly {
			v = c[f.name]
		}
		if !strings.Contains(r.Path, "{"+f.name+"}") && want(f, v) {
			out.add(r, f, f.name, v)
		}
	}
	return out
}

// metadata completes an update: all planned keys, and the removed ones emptied.
func (r *resource) metadata(out params, plan, prior value) {
	v, ok := members(plan)["metadata"]
	if !ok || !set(v) {
		return
	}
	for k := range members(members(prior)["metadata"]) {
		out["metadata["+k+"]"] = ""
	}
	out.plain("metadata", v, false)
}

// post sends parameters. The provider expands nothing in writes; a mended one would (see mended in schema.go).
func (p *provider) post(ctx context.Context, r *resource, path string, form params) (map[string]any, error) {
	if r.mended {
		form["expand[0]"] = r.Expand
	}
	return p.client.call(ctx, http.MethodPost, path, form)
}

func (p *provider) create(ctx context.Context, r *resource, plan, cfg value) (value, error) {
	late := func(f *field, _ value) bool { return slices.Contains(r.Late, f.name) }
	js, err := p.post(ctx, r, r.collection(plan), r.body(plan, cfg, func(f *field, v value) bool { return !late(f, v) }))
	if err != nil {
		return plan, err
	}
	state := flattenObject(r.fields, r.typ, js, plan, true)
	if len(r.Late) == 0 {
		return state, nil
	}
	got := members(flattenObject(r.fields, r.typ, js, null(r.typ), true)) // what the response itself says
	form := r.body(plan, cfg, func(f *field, v value) bool { return late(f, v) && !v.Equal(got[f.name]) })
	if len(form) == 0 {
		return state, nil
	}
	r.metadata(form, plan, null(r.typ))
	if js, err = p.post(ctx, r, r.item(state), form); err != nil {
		return plan, err
	}
	return flattenObject(r.fields, r.typ, js, plan, true), nil
}

func (p *provider) update(ctx context.Context, r *resource, plan, prior, cfg value) (value, error) {
	was := members(prior)
	form := r.body(plan, cfg, func(f *field, v value) bool { return f.name != "metadata" && !v.Equal(was[f.name]) })
	r.metadata(form, plan, prior)
	js, err := p.post(ctx, r, r.item(prior), form)
	if err != nil {
		return prior, err
	}
	return flattenObject(r.fields, r.typ, js, plan, true), nil
}

func (p *provider) delete(ctx context.Context, r *resource, prior value) (err error) {
	switch r.Delete {
	case "delete":
		_, err = p.client.call(ctx, http.MethodDelete, r.item(prior), nil)
	case "active":
		if active, ok := members(prior)["active"]; !ok || !set(active) || as[bool](active) {
			_, err = p.client.call(ctx, http.MethodPost, r.item(prior), params{"active": "false"})
		}
	case "deactivate":
		_, err = p.client.call(ctx, http.MethodPost, r.item(prior)+"/deactivate", nil)
	}
	return err
}

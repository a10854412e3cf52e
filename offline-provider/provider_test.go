package main

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const portal = "stripe_billing_portal_configuration"

// stripe is an API that answers every request from a list and records the requests.
type stripe struct {
	t        *testing.T
	answers  []string // JSON; a response with an error member is an error
	requests []string // method, path and decoded form
	headers  []http.Header
}

func (s *stripe) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	form, _ := url.QueryUnescape(string(body))
	s.requests, s.headers = append(s.requests, strings.TrimSpace(req.Method+" "+req.RequestURI+" "+form)), append(s.headers, req.Header)
	if len(s.answers) == 0 {
		s.t.Errorf("unexpected request: %s", s.requests[len(s.requests)-1])
		return
	}
	answer := s.answers[0]
	s.answers = s.answers[1:]
	if strings.Contains(answer, `"error"`) {
		w.Header().Set("Request-Id", "req_1")
		w.WriteHeader(http.StatusNotFound)
	}
	_, _ = io.WriteString(w, answer)
}

// driver calls the provider as Terraform does: validate, plan, apply, refresh.
type driver struct {
	*provider
	t      *testing.T
	stripe *stripe
}

func newDriver(t *testing.T, fixed bool, answers ...string) *driver {
	t.Helper()
	p, err := newProvider(fixed)
	if err != nil {
		t.Fatal(err)
	}
	api := &stripe{t: t, answers: answers}
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	p.client = &client{url: server.URL, version: p.apiVersion, key: "sk_test_123"}
	return &driver{p, t, api}
}

// value converts JSON to a value of a resource as Terraform does: omitted attributes are null, omitted blocks empty.
func (s *driver) value(name, js string) value {
	s.t.Helper()
	r := s.resources[name]
	v, err := (&tfprotov6.DynamicValue{JSON: []byte(js)}).Unmarshal(r.typ)
	if err != nil {
		s.t.Fatal(err)
	}
	return withBlocks(r.fields, v)
}

func withBlocks(fields []*field, v value) value {
	if v.IsNull() {
		return v
	}
	m := members(v)
	for _, f := range fields {
		switch x := m[f.name]; {
		case f.block && x.IsNull():
			m[f.name] = tftypes.NewValue(f.typ, []value{})
		case f.mode != "" && set(x):
			m[f.name] = f.rebuild(x, x, func(o, _ value) value { return withBlocks(f.fields, o) })
		}
	}
	return tftypes.NewValue(v.Type(), m)
}

func (s *driver) pack(name string, v value) *tfprotov6.DynamicValue {
	s.t.Helper()
	d, diags := pack(s.resources[name], v)
	s.check(diags)
	return d
}

func (s *driver) unpackOne(name string, d *tfprotov6.DynamicValue) value {
	s.t.Helper()
	_, v, diags := s.unpack(name, d)
	s.check(diags)
	return v[0]
}

func (s *driver) check(diags diagnostics) {
	s.t.Helper()
	for _, d := range diags {
		s.t.Fatalf("%s: %s", d.Summary, d.Detail)
	}
}

func (s *driver) validate(name, cfg string) diagnostics {
	s.t.Helper()
	res, err := s.ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: name, Config: s.pack(name, s.value(name, cfg))})
	if err != nil {
		s.t.Fatal(err)
	}
	return res.Diagnostics
}

// plan returns the planned state and the attributes that force replacement.
func (s *driver) plan(name string, prior value, cfg string) (value, []string) {
	s.t.Helper()
	c := s.pack(name, s.value(name, cfg))
	res, err := s.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: name, PriorState: s.pack(name, prior), ProposedNewState: c, Config: c})
	if err != nil {
		s.t.Fatal(err)
	}
	s.check(res.Diagnostics)
	var replace []string
	for _, p := range res.RequiresReplace {
		replace = append(replace, p.String())
	}
	return s.unpackOne(name, res.PlannedState), replace
}

// apply plans and applies; a null configuration ("null") destroys.
func (s *driver) apply(name string, prior value, cfg string) (planned, state value, diags diagnostics) {
	s.t.Helper()
	planned, _ = s.plan(name, prior, cfg)
	res, err := s.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: name, PriorState: s.pack(name, prior), PlannedState: s.pack(name, planned), Config: s.pack(name, s.value(name, cfg))})
	if err != nil {
		s.t.Fatal(err)
	}
	return planned, s.unpackOne(name, res.NewState), res.Diagnostics
}

// applied returns the state after a successful apply.
func (s *driver) applied(name string, prior value, cfg string) value {
	s.t.Helper()
	planned, state, diags := s.apply(name, prior, cfg)
	s.check(diags)
	if bad := inconsistent(planned, state); len(bad) > 0 {
		s.t.Fatalf("inconsistent result after apply: %v", bad)
	}
	return state
}

func (s *driver) read(name string, state value) (value, diagnostics) {
	s.t.Helper()
	res, err := s.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{TypeName: name, CurrentState: s.pack(name, state)})
	if err != nil {
		s.t.Fatal(err)
	}
	return s.unpackOne(name, res.NewState), res.Diagnostics
}

func (s *driver) null(name string) value { return null(s.resources[name].typ) }

// requests compares the recorded requests with the expected ones.
func (s *driver) requests(want ...string) {
	s.t.Helper()
	if !slices.Equal(s.stripe.requests, want) {
		s.t.Errorf("requests:\n  %s\nwant:\n  %s", strings.Join(s.stripe.requests, "\n  "), strings.Join(want, "\n  "))
	}
	s.stripe.requests = nil
}

// at returns the value at a dotted path in an object.
func at(v value, path string) value {
	for _, name := range strings.Split(path, ".") {
		v = members(v)[name]
	}
	return v
}

// inconsistent lists known planned values that differ after the apply, for which Terraform reports
// "Provider produced inconsistent result after apply".
func inconsistent(planned, state value) (paths []string) {
	_ = tftypes.Walk(planned, func(p *tftypes.AttributePath, v value) (bool, error) {
		if !v.IsKnown() {
			return false, nil
		}
		got, _, err := tftypes.WalkAttributePath(state, p)
		if x, ok := got.(value); err != nil || !ok || v.IsNull() != x.IsNull() || v.IsFullyKnown() && !v.Equal(x) {
			paths = append(paths, p.String())
		}
		return true, nil
	})
	return paths
}

// merged returns a JSON object with the top-level members of others added.
func merged(objects ...string) string {
	out := map[string]any{}
	for _, o := range objects {
		var m map[string]any
		if err := json.Unmarshal([]byte(o), &m); err != nil {
			panic(err)
		}
		maps.Copy(out, m)
	}
	text, _ := json.Marshal(out)
	return string(text)
}

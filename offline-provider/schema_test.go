package main

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

func TestTheResourcesOfAPortalAreServed(t *testing.T) {
	s := newDriver(t, false)
	res, err := s.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{portal, "stripe_price", "stripe_product"}
	if got := slices.Sorted(maps.Keys(res.ResourceSchemas)); !slices.Equal(got, want) {
		t.Errorf("got: %v, want: %v", got, want)
	}
	if n := len(res.Provider.Block.Attributes); n != 2 {
		t.Errorf("the provider has 2 arguments, got: %d", n)
	}
	for name, r := range s.resources {
		if len(r.fields) == 0 || r.typ == nil || r.path == "" {
			t.Errorf("%s is incomplete", name)
		}
	}
}

// Terraform has more nesting modes than the code supports.
func TestEveryNestingModeOfTheSchemaIsSupported(t *testing.T) {
	for name, r := range newDriver(t, false).resources {
		fields := map[string]*field{}
		collect(r.fields, fields)
		for path, f := range fields {
			supported := f.mode == "" || f.mode == "list" || f.mode == "single" && !f.block
			if !supported {
				t.Errorf("%s in %s has the mode %s", path, name, f.mode)
			}
		}
	}
}

// A misspelled path in facts.json would have no effect.
func TestEveryFactRefersToAnAttributeOfTheSchema(t *testing.T) {
	observed, err := loadFacts()
	if err != nil {
		t.Fatal(err)
	}
	if observed.APIVersion == "" {
		t.Error("the API version is missing")
	}
	resources := newDriver(t, false).resources
	for name, k := range observed.Resources {
		r, ok := resources[name]
		if !ok {
			t.Errorf("%s is not a resource", name)
			continue
		}
		fields := map[string]*field{}
		collect(r.fields, fields)
		for _, paths := range [][]string{k.Late, k.Float, k.Replace, k.Keep} {
			for _, path := range paths {
				if fields[path] == nil {
					t.Errorf("%s has no attribute %s", name, path)
				}
			}
		}
		for path := range k.Enum {
			if fields[path] == nil {
				t.Errorf("%s has no attribute %s", name, path)
			}
		}
	}
}

func collect(fields []*field, into map[string]*field) {
	for _, f := range fields {
		into[f.path] = f
		collect(f.fields, into)
	}
}

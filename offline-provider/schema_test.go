package main

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

func TestEveryResourceOfTheSchemaIsServed(t *testing.T) {
	s := newDriver(t, false)
	res, err := s.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(res.ResourceSchemas); n != 49 {
		t.Errorf("stripe/stripe 0.3.0 has 49 resources, got: %d", n)
	}
	if n := len(res.Provider.Block.Attributes); n != 2 {
		t.Errorf("the provider has 2 arguments, got: %d", n)
	}
	for name, r := range s.resources {
		if len(r.fields) == 0 || r.typ == nil {
			t.Errorf("%s is empty", name)
		}
	}
}

// A misspelled path in facts.json would have no effect.
func TestEveryFactRefersToAnAttributeOfTheSchema(t *testing.T) {
	_, resources, err := loadSchema()
	if err != nil {
		t.Fatal(err)
	}
	known, err := loadFacts()
	if err != nil {
		t.Fatal(err)
	}
	for name, k := range known {
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

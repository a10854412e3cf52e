package main

import (
	"context"
	"net/http"
	"net/url"
)

func (r *resource) item(v value) string {
	return r.path + "/" + url.PathEscape(as[string](members(v)["id"]))
}

func (c *client) create(ctx context.Context, r *resource, plan, cfg value) (value, error) {
	js, err := c.post(ctx, r, r.path, r.body(plan, cfg, func(f *field, _ value) bool { return !f.late }))
	if err != nil {
		return plan, err
	}
	state := r.state(js, plan)
	got := members(r.state(js, null(r.typ))) // only the values in the response
	form := r.body(plan, cfg, func(f *field, v value) bool { return f.late && !v.Equal(got[f.name]) })
	if len(form) == 0 {
		return state, nil
	}
	form.addMetadata(plan, null(r.typ))
	if js, err = c.post(ctx, r, r.item(state), form); err != nil {
		return plan, err
	}
	return r.state(js, plan), nil
}

func (c *client) read(ctx context.Context, r *resource, prior value) (value, error) {
	path := r.item(prior)
	if r.expand != "" {
		path += "?expand[0]=" + r.expand
	}
	js, err := c.call(ctx, http.MethodGet, path, nil)
	if err != nil {
		return prior, err
	}
	return r.state(js, prior), nil
}

func (c *client) update(ctx context.Context, r *resource, plan, prior, cfg value) (value, error) {
	was := members(prior)
	form := r.body(plan, cfg, func(f *field, v value) bool { return f.name != "metadata" && !v.Equal(was[f.name]) })
	form.addMetadata(plan, prior)
	js, err := c.post(ctx, r, r.item(prior), form)
	if err != nil {
		return prior, err
	}
	return r.state(js, plan), nil
}

// destroy deactivates the object, unless it is inactive.
func (c *client) destroy(ctx context.Context, r *resource, prior value) (err error) {
	if active := members(prior)["active"]; !set(active) || as[bool](active) {
		_, err = c.call(ctx, http.MethodPost, r.item(prior), params{"active": "false"})
	}
	return err
}

// post sends a write. The provider expands nothing in writes; the fixed one does.
func (c *client) post(ctx context.Context, r *resource, path string, form params) (map[string]any, error) {
	if r.fixed {
		form["expand[0]"] = r.expand
	}
	return c.call(ctx, http.MethodPost, path, form)
}

package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const (
	baseURL    = "https://api.stripe.com"
	apiVersion = "2026-05-27.dahlia"
)

// client calls the Stripe API; its transport honours HTTPS_PROXY and SSL_CERT_FILE.
type client struct{ key, account string }

func (c *client) call(ctx context.Context, method, path string, form params) (map[string]any, error) {
	req, err := http.NewRequestWithContext(ctx, method, baseURL+path, strings.NewReader(form.encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.key)
	req.Header.Set("Stripe-Version", apiVersion)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("User-Agent", "stripe-offline-provider/0.3.0")
	if c.account != "" {
		req.Header.Set("Stripe-Context", c.account)
	}
	if method != http.MethodGet {
		req.Header.Set("Idempotency-Key", fmt.Sprintf("%d_%s", time.Now().UnixNano(), rand.Text()[:6]))
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	if res.StatusCode >= 400 {
		return nil, apiError(res, body)
	}
	return decode(body)
}

func apiError(res *http.Response, body []byte) error {
	var e struct {
		Error struct {
			Code      string `json:"code,omitempty"`
			DocURL    string `json:"doc_url,omitempty"`
			Message   string `json:"message"`
			Param     string `json:"param,omitempty"`
			Type      string `json:"type"`
			Status    int    `json:"status"`
			RequestID string `json:"request_id,omitempty"`
		} `json:"error"`
	}
	if err := json.Unmarshal(body, &e); err != nil || e.Error.Type == "" {
		return fmt.Errorf("HTTP %d: %.200s", res.StatusCode, body)
	}
	e.Error.Status, e.Error.RequestID = res.StatusCode, res.Header.Get("Request-Id")
	text, _ := json.Marshal(e.Error)
	return fmt.Errorf("%s", text)
}

// params are the form parameters of a request, by their full key.
type params map[string]string

// encode joins the parameters, decimal strings first and then by key; brackets stay readable.
func (p params) encode() string {
	keys := slices.Collect(maps.Keys(p))
	decimal := func(k string) bool { return strings.HasSuffix(strings.TrimSuffix(k, "]"), "_decimal") }
	slices.SortFunc(keys, func(a, b string) int {
		if decimal(a) != decimal(b) {
			if decimal(a) {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	for i, k := range keys {
		keys[i] = strings.NewReplacer("%5B", "[", "%5D", "]").Replace(url.QueryEscape(k)) + "=" + url.QueryEscape(p[k])
	}
	return strings.Join(keys, "&")
}

// add encodes one field of a plan, leaving out what is null, unknown or read-only.
func (p params) add(r *resource, f *field, key string, v value) {
	if f.readOnly() || !set(v) {
		return
	}
	sub := func(key string, obj value) {
		m := members(obj)
		for _, c := range f.fields {
			if !f.keyed() || c.name != "key" {
				p.add(r, c, key+"["+c.name+"]", m[c.name])
			}
		}
	}
	switch f.mode {
	case "single":
		sub(key, v)
	case "map":
		for k, o := range members(v) {
			sub(key+"["+k+"]", o)
		}
	case "":
		p.plain(key, v, slices.Contains(r.Float, f.path))
	default:
		l := elements(v)
		if len(l) == 0 && !f.block {
			p[key] = ""
		}
		for i, o := range l {
			switch {
			case f.keyed():
				sub(key+"["+as[string](members(o)["key"])+"]", o)
			case !f.block || arrayBlocks[f.name]:
				sub(fmt.Sprintf("%s[%d]", key, i), o)
			default:
				sub(key, o)
			}
		}
	}
}

// arrayBlocks are the blocks that the API takes as arrays; the others are single objects.
var arrayBlocks = map[string]bool{"marketing_features": true, "tax_id_data": true, "tiers": true}

func (p params) plain(key string, v value, float bool) {
	switch t := v.Type(); {
	case !set(v):
	case t.Is(tftypes.String):
		p[key] = as[string](v)
	case t.Is(tftypes.Bool):
		p[key] = fmt.Sprint(as[bool](v))
	case t.Is(tftypes.Number):
		n := as[big.Float](v)
		if float {
			p[key] = n.Text('f', 4)
		} else {
			p[key] = n.Text('f', -1)
		}
	case t.Is(tftypes.Map{}):
		for k, x := range members(v) {
			p.plain(key+"["+k+"]", x, float)
		}
	default:
		l := elements(v)
		if len(l) == 0 {
			p[key] = ""
		}
		for i, x := range l {
			p.plain(fmt.Sprintf("%s[%d]", key, i), x, float)
		}
	}
}

package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const stripeURL = "https://api.stripe.com"

// client calls the Stripe API. Go's default transport uses HTTPS_PROXY and SSL_CERT_FILE.
type client struct{ url, version, key, account string }

func (c *client) call(ctx context.Context, method, path string, form params) (map[string]any, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.url+path, strings.NewReader(form.encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.key)
	req.Header.Set("Stripe-Version", c.version)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("User-Agent", "stripe-offline-provider")
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

// apiError formats Stripe's error as the provider does: as JSON.
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
	return errors.New(string(text))
}

package deliver

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Hook is the address of a program that takes messages as JSON.
type Hook struct {
	URL        string // https, or http on this machine
	SecretFile string // file with the key of the signature; empty for none
}

// The headers of a message. The signature is that of the timestamp, a full stop and
// the body, as HMAC-SHA256 under the secret, in hexadecimal after "v1=".
const (
	KeyHeader       = "Idempotency-Key"
	TimestampHeader = "Trucewatch-Timestamp" // seconds since 1970
	SignatureHeader = "Trucewatch-Signature"
)

// hookTimeout is how long one try may take.
const hookTimeout = 15 * time.Second

// Check returns an error that says what is wrong with a setting.
func (h Hook) Check() error {
	u, err := parse(h.URL, "https http")
	if err != nil {
		return fmt.Errorf("checking the webhook: %w", err)
	}
	if u.Scheme == "http" && !local(u.Hostname()) {
		return fmt.Errorf("checking the webhook: %q would send in the clear (use https): %w", u.Redacted(), ErrRefused)
	}
	return nil
}

// Sign returns the signature of a body that is sent at a time.
func Sign(secret []byte, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(timestamp + "."))
	mac.Write(body)
	return "v1=" + hex.EncodeToString(mac.Sum(nil))
}

// Post hands over a body under a key. Any status of 200 to 299 acknowledges it. After
// a fault of the network, and the statuses 408, 425, 429 and 500 to 599, it tries
// again, each time with a fresh timestamp. Redirects are not followed.
func (w World) Post(ctx context.Context, h Hook, key string, body []byte) error {
	if err := h.Check(); err != nil {
		return err
	}
	var shared []byte
	if h.SecretFile != "" {
		var err error
		if shared, err = secret(h.SecretFile); err != nil {
			return fmt.Errorf("signing for the webhook: %w", err)
		}
	}
	transport := &http.Transport{Proxy: http.ProxyFromEnvironment, TLSClientConfig: w.trust("")}
	defer transport.CloseIdleConnections()
	client := &http.Client{
		Transport: transport, Timeout: hookTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	err := w.insist(ctx, func() (time.Duration, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(body))
		if err != nil {
			return 0, fmt.Errorf("%w: %w", err, ErrRefused)
		}
		stamp := strconv.FormatInt(w.Now().Unix(), 10)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("User-Agent", w.Agent)
		r.Header.Set(KeyHeader, key)
		r.Header.Set(TimestampHeader, stamp)
		if shared != nil {
			r.Header.Set(SignatureHeader, Sign(shared, stamp, body))
		}
		return answer(client.Do(r))
	})
	if err != nil {
		return fmt.Errorf("calling the webhook: %w", err)
	}
	return nil
}

// answer judges the answer to one try.
func answer(r *http.Response, err error) (wait time.Duration, _ error) {
	if err != nil {
		return 0, err
	}
	defer r.Body.Close()
	_, _ = io.CopyN(io.Discard, r.Body, 64<<10) // so that the connection serves again; its status is what counts
	switch {
	case r.StatusCode >= 200 && r.StatusCode < 300:
		return 0, nil
	case r.StatusCode == http.StatusRequestTimeout, r.StatusCode == http.StatusTooEarly, r.StatusCode == http.StatusTooManyRequests, r.StatusCode >= 500:
		if seconds, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil && seconds > 0 {
			wait = time.Duration(min(seconds, int(longestPause/time.Second))) * time.Second
		}
		return wait, fmt.Errorf("it answers %s", r.Status)
	case r.StatusCode >= 300 && r.StatusCode < 400:
		return 0, fmt.Errorf("it answers %s, and messages follow no redirect (give the address where it ends): %w", r.Status, ErrRefused)
	}
	return 0, fmt.Errorf("it answers %s: %w", r.Status, ErrRefused)
}

// trust returns how a server is to prove who it is.
func (w World) trust(host string) *tls.Config {
	c := &tls.Config{MinVersion: tls.VersionTLS12}
	if w.TLS != nil {
		c = w.TLS.Clone()
	}
	c.ServerName = host
	return c
}

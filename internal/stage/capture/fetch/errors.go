package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"code.dny.dev/ssrf"
)

// Kind is a class of failure.
type Kind string

// The kinds of failure. Those marked "later" may pass by themselves.
const (
	BadAddress Kind = "bad address" // no http or https address, or one with a password in it
	Refused    Kind = "refused"     // it lies in the own network, or behind an unusual port
	Denied     Kind = "denied"      // robots.txt, a login or a block keeps programs out
	Gone       Kind = "gone"        // 404 or 410
	Rejected   Kind = "rejected"    // another answer that is no page: 400, 204, 206
	Redirects  Kind = "redirects"   // it sends on too often, or nowhere
	TooLarge   Kind = "too large"   // more bytes than the limit, or packed without end
	Garbled    Kind = "garbled"     // bytes that are not packed as the header says
	Broken     Kind = "broken"      // later: no connection, or it broke off
	Slow       Kind = "slow"        // later: the time limit passed
	Busy       Kind = "busy"        // later: 429, 503, 408, 425
	Server     Kind = "server"      // later: another 5xx
	Canceled   Kind = "canceled"    // later: the caller gave up
)

// Error says why an address could not be fetched.
type Error struct {
	Kind Kind
	// URL is the address that was asked for.
	URL string
	// Status is the HTTP status, or 0 where none came.
	Status int
	// RetryAfter is how long the server asks to be left alone, or 0.
	RetryAfter time.Duration
	// Why is one plain phrase.
	Why string
	// Err is the cause, or nil.
	Err error
}

// Error gives address and reason.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("fetching %s: %s: %v", shown(e.URL), e.Why, e.Err)
	}
	return fmt.Sprintf("fetching %s: %s", shown(e.URL), e.Why)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Later reports whether the same request may succeed at another time. All other
// failures last until the site or the settings change.
func (e *Error) Later() bool {
	switch e.Kind {
	case Broken, Slow, Busy, Server, Canceled:
		return true
	case BadAddress, Refused, Denied, Gone, Rejected, Redirects, TooLarge, Garbled:
	}
	return false
}

// Reason gives the reason for a person, without the address, and what can be done.
func (e *Error) Reason() string {
	var dns *net.DNSError
	switch {
	case errors.As(e.Err, &dns) && dns.IsNotFound:
		return e.Why + ": no such host: check the name"
	case e.Later():
		return e.Why + ": it will be tried again"
	case e.Kind == Refused:
		return e.Why + ": allow it by name with --allow-host HOST:PORT if it is yours"
	}
	return e.Why
}

// errTooLarge and the like are told apart by failed.
var (
	errTooLarge = errors.New("the answer is larger than the limit")
	errBomb     = errors.New("the answer grows without measure when it is unpacked")
	errGarbled  = errors.New("the answer is not packed as its header says")
)

// failed makes an Error of what went wrong on the way.
func (c *Client) failed(ctx context.Context, u *url.URL, err error) *Error {
	e := &Error{Kind: Broken, URL: u.String(), Err: err}
	var timeout net.Error
	var dial *net.OpError
	var untrusted *tls.CertificateVerificationError
	var refused *refusal
	switch {
	case ctx.Err() != nil:
		e.Kind, e.Why, e.Err = Canceled, "it was not waited for", context.Cause(ctx)
	case errors.As(err, &refused):
		e.Kind, e.Why, e.Err = Refused, refused.why, nil
	case errors.Is(err, ssrf.ErrProhibitedPort):
		e.Kind, e.Why, e.Err = Refused, "only ports 80 and 443 are asked", nil
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		e.Kind, e.Why, e.Err = Refused, "its address lies in a private or special network", nil
	case errors.Is(err, errTooLarge):
		e.Kind, e.Why = TooLarge, "it is too large"
	case errors.Is(err, errBomb):
		e.Kind, e.Why = TooLarge, "it is packed like a bomb"
	case errors.Is(err, errGarbled):
		e.Kind, e.Why = Garbled, "it cannot be unpacked"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		e.Kind, e.Why, e.Err = Slow, fmt.Sprintf("it did not answer in full within %s", c.o.Timeout), nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Why, e.Err = "the answer broke off", nil
	case errors.As(err, &untrusted):
		e.Why = "its certificate cannot be trusted"
	case errors.As(err, &dial) && dial.Op == "dial":
		e.Why = "it cannot be reached"
	default:
		e.Why = "the connection failed"
	}
	return e
}

// canceled is the error of a caller that gave up while waiting for a host's turn.
func canceled(u *url.URL, err error) *Error {
	return &Error{Kind: Canceled, URL: u.String(), Why: "it was not waited for", Err: err}
}

// status returns an Error for a status that does not carry a document.
func status(u *url.URL, answer Response) error {
	e := &Error{URL: u.String(), Status: answer.Status, RetryAfter: answer.RetryAfter}
	text := fmt.Sprintf("%d %s", answer.Status, http.StatusText(answer.Status))
	switch s := answer.Status; {
	case s == http.StatusOK, s == http.StatusNonAuthoritativeInfo:
		return nil
	case s == http.StatusNotFound, s == http.StatusGone:
		e.Kind, e.Why = Gone, "there is nothing any more ("+text+")"
	case s == http.StatusTooManyRequests, s == http.StatusServiceUnavailable, s == http.StatusRequestTimeout, s == http.StatusTooEarly:
		e.Kind, e.Why = Busy, "the site asks to come back later ("+text+")"
	case s == http.StatusUnauthorized, s == http.StatusPaymentRequired, s == http.StatusForbidden,
		s == http.StatusProxyAuthRequired, s == http.StatusUnavailableForLegalReasons:
		e.Kind, e.Why = Denied, "the site keeps us out ("+text+")"
	case s >= http.StatusInternalServerError:
		e.Kind, e.Why = Server, "the site has a fault ("+text+")"
	default:
		e.Kind, e.Why = Rejected, "the site answered "+text+" and no page"
	}
	return e
}

// shown is an address as it is told to people: without a password.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		const far = 80
		return fmt.Sprintf("%q", address[:min(len(address), far)])
	}
	if u.User != nil {
		u.User = url.User("…")
	}
	return u.String()
}

// Package fetch brings one address of the web in, over HTTP or HTTPS, and trusts
// nothing that comes from there.
//
// Addresses inside the own network are refused, after every redirect and after the
// name has been looked up. Every answer is bounded in time, in size before and after
// unpacking, and in the number of redirects. Nobody is asked twice at once, nor more
// often than is polite, nor against the site's robots.txt. No cookies are kept, no
// proxy is taken from the environment, and no script of a page runs.
//
// What fails comes back as an [Error] that says in plain words what was wrong, and
// whether to try again later.
package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Request says what to fetch.
type Request struct {
	// URL is an absolute http or https address.
	URL string
	// ETag and LastModified are those of the last answer from this address. With
	// either, an answer that has not changed comes back as NotModified without bytes.
	ETag, LastModified string
	// MaxBytes is the size of the unpacked answer above which it is refused; 0 means
	// as in the options.
	MaxBytes int64
	// Robots says what to do about the site's robots.txt.
	Robots Robots
}

// Robots says whether a site's robots.txt is obeyed.
type Robots int

// The ways to treat robots.txt.
const (
	// Obey asks robots.txt first and fetches nothing that it keeps from programs.
	Obey Robots = iota
	// Ignore does not ask: for an address whose owner has agreed, such as an intranet.
	Ignore
)

// Hop is one redirect.
type Hop struct {
	URL    string // the address that sent on
	Status int    // 301, 302, 303, 307 or 308
}

// Response is what an address answered.
type Response struct {
	// URL is where the answer came from in the end, without fragment.
	URL string
	// Status is 200 to 299, or 304 with NotModified.
	Status int
	// MediaType is the type of the Content-Type header, in lower case and without
	// parameters; Charset its charset. Either is empty where the header says nothing.
	MediaType, Charset string
	// Bytes is the answer without its content encoding, otherwise as it came.
	Bytes []byte
	// ETag and LastModified are for the next request to the same address.
	ETag, LastModified string
	// RetryAfter is how long the server asks to be left alone; 0 where it asks nothing.
	RetryAfter  time.Duration
	NotModified bool
	// Hops are the redirects on the way, in order.
	Hops []Hop
	// MovedTo is the address to ask from now on, where the first redirects were
	// permanent ones (301, 308); otherwise empty.
	MovedTo string
}

// Clock is the time as the caller has it. Sleep returns early with the error of ctx.
type Clock interface {
	Now() time.Time
	Sleep(ctx context.Context, d time.Duration) error
}

// Options are what a Client is made with. Start from [DefaultOptions].
type Options struct {
	// Clock is needed.
	Clock Clock
	// UserAgent is how the program names itself; it should say whom to write to.
	UserAgent string
	// Allow lists hosts as HOST:PORT that may lie in the own network, on any port: feeds of an
	// intranet, servers in tests. All other hosts must have public addresses and
	// answer on port 80 or 443.
	Allow []string
	// MaxBytes bounds the unpacked answer where the request does not.
	MaxBytes int64
	// Timeout bounds one exchange, from looking up the name to the last byte.
	Timeout time.Duration
	// Redirects is how many redirects are followed.
	Redirects int
	// Delay is the least time between the end of one exchange with a host and the
	// beginning of the next. A longer Crawl-delay of its robots.txt goes before it.
	Delay time.Duration
	// OwnDelay is the same for the hosts in Allow: they are the user's own.
	OwnDelay time.Duration
	// Roots are the certificates to trust beside those of the system; nil for none.
	Roots *x509.CertPool
	// Resolver looks up names; nil for that of the system.
	Resolver *net.Resolver
}

// DefaultOptions are 16 MiB, 30 seconds, 5 redirects and one second between two
// exchanges with a host, none where the host is allowed by name.
func DefaultOptions(clock Clock) Options {
	return Options{
		Clock:     clock,
		UserAgent: "trucewatch (+https://github.com/trucewatch/trucewatch)",
		MaxBytes:  16 << 20,
		Timeout:   30 * time.Second,
		Redirects: 5,
		Delay:     time.Second,
	}
}

// Client fetches. It is safe for concurrent use; share one, so that politeness and
// robots.txt are kept across all who fetch.
type Client struct {
	o      Options
	http   *http.Transport
	guard  *guard
	hosts  hosts
	robots robots
}

// New makes a client, or says which option is wrong.
func New(o Options) (*Client, error) {
	if o.Clock == nil {
		return nil, errors.New("making a web client: no clock was given")
	}
	if o.UserAgent == "" || o.MaxBytes <= 0 || o.Timeout <= 0 || o.Redirects < 0 {
		return nil, errors.New("making a web client: user agent, size, time limit and redirects are needed: begin with DefaultOptions")
	}
	g, err := newGuard(o.Allow, o.Resolver)
	if err != nil {
		return nil, fmt.Errorf("making a web client: %w", err)
	}
	// The transport alone is used: redirects are followed by hand, each checked as the
	// first address was, and there is nothing that could keep a cookie.
	return &Client{o: o, guard: g, http: transport(o, g)}, nil
}

// Close lets go of idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Fetch asks for one address and follows its redirects. The error, if any, is an
// [*Error]; the error of ctx is wrapped in it.
func (c *Client) Fetch(ctx context.Context, r Request) (Response, error) {
	u, err := c.guard.check(r.URL)
	if err != nil {
		return Response{}, err
	}
	limit := r.MaxBytes
	if limit <= 0 {
		limit = c.o.MaxBytes
	}
	var out Response
	permanent := true
	for {
		answer, next, err := c.exchange(ctx, u, r, limit)
		if err != nil {
			return Response{}, err
		}
		if next == "" {
			answer.Hops, answer.MovedTo = out.Hops, out.MovedTo
			answer.URL = u.String()
			return answer, nil
		}
		out.Hops = append(out.Hops, Hop{u.String(), answer.Status})
		if len(out.Hops) > c.o.Redirects {
			return Response{}, &Error{Kind: Redirects, URL: r.URL, Status: answer.Status, Why: fmt.Sprintf("it sends on more than %d times", c.o.Redirects)}
		}
		if u, err = c.onward(u, next, r.URL); err != nil {
			return Response{}, err
		}
		permanent = permanent && (answer.Status == http.StatusMovedPermanently || answer.Status == http.StatusPermanentRedirect)
		if permanent {
			out.MovedTo = u.String()
		}
	}
}

// onward resolves and checks the address that a redirect gives.
func (c *Client) onward(from *url.URL, to, asked string) (*url.URL, error) {
	ref, err := url.Parse(to)
	if err != nil {
		return nil, &Error{Kind: BadAddress, URL: asked, Why: "it sends on to something that is no address", Err: err}
	}
	u, err := c.guard.check(from.ResolveReference(ref).String())
	if e, ok := errors.AsType[*Error](err); ok {
		e.Why = "it sends on to " + shown(e.URL) + ": " + e.Why
		e.URL = asked
	}
	return u, err
}

// exchange asks one address once, in its host's turn. Where it sends on, next is the
// address it gives.
func (c *Client) exchange(ctx context.Context, u *url.URL, r Request, limit int64) (answer Response, next string, err error) {
	delay := c.o.Delay
	if c.guard.allowed[hostPort(u)] {
		delay = c.o.OwnDelay
	}
	if r.Robots == Obey {
		wish, err := c.obey(ctx, u)
		if err != nil {
			return Response{}, "", err
		}
		delay = max(delay, wish)
	}
	leave, err := c.hosts.enter(ctx, c.o.Clock, u.Host, delay)
	if err != nil {
		return Response{}, "", canceled(u, err)
	}
	defer leave()
	return c.once(ctx, u, r, limit)
}

// once sends one request and reads the answer to its end.
func (c *Client) once(ctx context.Context, u *url.URL, r Request, limit int64) (answer Response, next string, err error) {
	timed, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(timed, http.MethodGet, u.String(), nil)
	if err != nil {
		return Response{}, "", &Error{Kind: BadAddress, URL: u.String(), Why: "no request can be made of it", Err: err}
	}
	c.header(req, r)
	resp, err := c.http.RoundTrip(req)
	if err != nil {
		return Response{}, "", c.failed(ctx, u, err)
	}
	defer func() { _ = resp.Body.Close() }() // what is left of a body is not wanted
	answer = c.head(resp)
	switch to := resp.Header.Get("Location"); {
	case redirects(resp.StatusCode) && to == "":
		return Response{}, "", &Error{Kind: Redirects, URL: u.String(), Status: resp.StatusCode, Why: "it sends on and does not say where to"}
	case redirects(resp.StatusCode):
		return answer, to, nil
	case resp.StatusCode == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		answer.NotModified = true
		return answer, "", nil
	}
	if err := status(u, answer); err != nil {
		return Response{}, "", err
	}
	if answer.Bytes, err = body(resp, limit); err != nil {
		return Response{}, "", c.failed(ctx, u, err)
	}
	return answer, "", nil
}

// header sets what is sent beside the address: nothing that tells users apart.
func (c *Client) header(req *http.Request, r Request) {
	h := req.Header
	h.Set("User-Agent", c.o.UserAgent)
	h.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1")
	h.Set("Accept-Encoding", "br, gzip, deflate")
	if r.ETag != "" && headerSafe(r.ETag) {
		h.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" && headerSafe(r.LastModified) {
		h.Set("If-Modified-Since", r.LastModified)
	}
}

// head reads what the answer says about itself.
func (c *Client) head(resp *http.Response) Response {
	media, charset := contentType(resp.Header.Get("Content-Type"))
	return Response{
		Status: resp.StatusCode, MediaType: media, Charset: charset,
		ETag: bounded(resp.Header.Get("ETag")), LastModified: bounded(resp.Header.Get("Last-Modified")),
		RetryAfter: retryAfter(resp.Header.Get("Retry-After"), c.o.Clock.Now()),
	}
}

// redirects reports whether a status sends on to another address.
func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// drain reads a little of what is left of a body, so that its connection can be used
// again.
func drain(r io.Reader) {
	const little = 4 << 10
	_, _ = io.CopyN(io.Discard, r, little) // only a courtesy
}

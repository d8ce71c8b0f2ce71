package fetch

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// refusal is why a host is not dialled.
type refusal struct{ why string }

func (r *refusal) Error() string { return r.why }

// guard decides which addresses are asked.
type guard struct {
	// allowed holds HOST:PORT in lower case.
	allowed map[string]bool
	open    *net.Dialer
	shut    *net.Dialer
}

// newGuard reads the list of hosts that are allowed by name.
func newGuard(allow []string, resolver *net.Resolver) (*guard, error) {
	g := &guard{allowed: map[string]bool{}}
	for _, a := range allow {
		host, port, err := net.SplitHostPort(a)
		if n, bad := strconv.Atoi(port); err != nil || bad != nil || host == "" || n < 1 || n > 65535 {
			return nil, fmt.Errorf("the allowed host %q is not of the form HOST:PORT", a)
		}
		g.allowed[net.JoinHostPort(strings.ToLower(host), port)] = true
	}
	const patience, alive = 10 * time.Second, 30 * time.Second
	g.open = &net.Dialer{Timeout: patience, KeepAlive: alive, Resolver: resolver}
	g.shut = &net.Dialer{Timeout: patience, KeepAlive: alive, Resolver: resolver, Control: ssrf.New().Safe}
	return g, nil
}

// dial connects to HOST:PORT as it stands in the address. The check runs on the
// numbers that the name was looked up to, just before the connection is made.
func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if g.allowed[strings.ToLower(address)] {
		return g.open.DialContext(ctx, network, address)
	}
	return g.shut.DialContext(ctx, network, address)
}

// addressBytes is the length above which an address is refused.
const addressBytes = 8 << 10

// check parses an address and refuses what can be told without looking its name up.
func (g *guard) check(address string) (*url.URL, error) {
	bad := func(kind Kind, why string) (*url.URL, error) {
		return nil, &Error{Kind: kind, URL: address, Why: why}
	}
	if len(address) > addressBytes {
		return bad(BadAddress, "the address is longer than 8 KiB")
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return bad(BadAddress, "it is no valid address")
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	u.Fragment, u.RawFragment = "", ""
	host := u.Hostname()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return bad(BadAddress, "only http and https addresses are fetched")
	case u.User != nil:
		return bad(BadAddress, "it holds a user name or a password")
	case host == "" || strings.ContainsAny(host, " \\\"<>^`{|}%"):
		return bad(BadAddress, "its host is no valid name")
	case strings.Contains(strings.ToLower(u.RawPath+u.Path+u.RawQuery), "%00"), strings.ContainsRune(u.Path, 0):
		return bad(BadAddress, "it holds a NUL")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if g.allowed[hostPort(u)] {
		return u, nil
	}
	if why := unsafeHost(host); why != "" {
		return bad(Refused, why)
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		return bad(Refused, "only ports 80 and 443 are asked")
	}
	return u, nil
}

// hostPort is HOST:PORT of an address, the port told by the scheme where it is not named.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// unsafeHost refuses addresses in numbers and names that never mean a public host. A
// name whose last part is a number is one of the spellings of an IPv4 address
// (2130706433, 0x7f.1, 0177.0.0.1) that some resolvers take and others do not.
func unsafeHost(host string) string {
	if ip, err := netip.ParseAddr(host); err == nil {
		if ssrf.New().SafeAddr(ip) != nil {
			return "its address lies in a private or special network"
		}
		return ""
	}
	name := strings.TrimSuffix(host, ".")
	last := name[strings.LastIndexByte(name, '.')+1:]
	if last == "" || last[0] >= '0' && last[0] <= '9' {
		return "its host is a number written in an unusual way"
	}
	for _, end := range []string{"localhost", "local", "internal", "localdomain", "home.arpa"} {
		if name == end || strings.HasSuffix(name, "."+end) {
			return "its name belongs to a private network"
		}
	}
	return ""
}

// transport makes the connections: no proxy, no silent unpacking, bounded headers.
func transport(o Options, g *guard) *http.Transport {
	const head, idle, header = 20 * time.Second, 90 * time.Second, 256 << 10
	t := &http.Transport{
		Proxy:                  nil,
		DialContext:            g.dial,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    head,
		ResponseHeaderTimeout:  head,
		IdleConnTimeout:        idle,
		MaxIdleConns:           100,
		MaxIdleConnsPerHost:    1,
		MaxResponseHeaderBytes: header,
	}
	if o.Roots != nil {
		t.TLSClientConfig = &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12}
	}
	return t
}

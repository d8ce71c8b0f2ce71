package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// agent is the name that robots.txt files know the program by.
const agent = "trucewatch"

const (
	// robotsBytes is as much of a robots.txt as RFC 9309 asks programs to read.
	robotsBytes = 512 << 10
	// robotsDay is how long an answer holds, and robotsSoon how long a failure does.
	robotsDay, robotsSoon = 24 * time.Hour, 10 * time.Minute
	// longestDelay bounds a Crawl-delay.
	longestDelay = time.Minute
)

// robots keeps what sites ask of programs. The zero value is ready.
type robots struct {
	mu    sync.Mutex
	known map[string]*rules
}

// rules are those of one site. Whoever is first asks; the others wait for the answer.
type rules struct {
	token   chan struct{} // held by whoever reads or asks
	until   time.Time
	group   *robotstxt.Group // nil where everything is allowed
	failure *Error           // why the file could not be read, or nil
}

// obey returns an error where robots.txt keeps programs from an address, or could not
// be read; and how long to wait between two requests, as it asks.
func (c *Client) obey(ctx context.Context, u *url.URL) (time.Duration, error) {
	r := c.robots.of(u.Scheme + "://" + u.Host)
	select {
	case r.token <- struct{}{}:
	case <-ctx.Done():
		return 0, canceled(u, context.Cause(ctx))
	}
	defer func() { <-r.token }()
	if now := c.o.Clock.Now(); !now.Before(r.until) {
		r.group, r.failure = c.askRobots(ctx, u)
		hold := robotsDay
		if r.failure != nil {
			hold = max(robotsSoon, r.failure.RetryAfter)
		}
		if ctx.Err() != nil {
			hold = 0 // the failure is ours
		}
		r.until = now.Add(hold)
	}
	if r.failure != nil {
		e := *r.failure
		e.URL = u.String()
		return 0, &e
	}
	if r.group == nil {
		return 0, nil
	}
	if !r.group.Test(u.RequestURI()) {
		return 0, &Error{Kind: Denied, URL: u.String(), Why: "the site's robots.txt asks programs to keep away from this page"}
	}
	return min(r.group.CrawlDelay, longestDelay), nil
}

// of returns the rules of a site. Sites are forgotten together when there are many.
func (r *robots) of(site string) *rules {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil || len(r.known) >= manyHosts {
		r.known = map[string]*rules{}
	}
	one := r.known[site]
	if one == nil {
		one = &rules{token: make(chan struct{}, 1)}
		r.known[site] = one
	}
	return one
}

// askRobots fetches the robots.txt of a site. Following RFC 9309, a site without one
// (4xx, or redirects without end) allows everything; one whose file cannot be had now is not asked for pages.
func (c *Client) askRobots(ctx context.Context, u *url.URL) (*robotstxt.Group, *Error) {
	file := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	answer, err := c.Fetch(ctx, Request{URL: file.String(), MaxBytes: 4 * robotsBytes, Robots: Ignore})
	if e, ok := errors.AsType[*Error](err); ok {
		if e.Status != 0 && e.Status < http.StatusInternalServerError && e.Kind != Busy {
			return nil, nil
		}
		return nil, &Error{Kind: e.Kind, Status: e.Status, RetryAfter: e.RetryAfter, Err: e.Err, Why: "asking its robots.txt first: " + e.Why}
	}
	text := answer.Bytes[:min(len(answer.Bytes), robotsBytes)]
	if looksLikePage(text) {
		return nil, nil // an error page with status 200
	}
	parsed, err := robotstxt.FromBytes(understood(text))
	if err != nil {
		return nil, &Error{Kind: Server, Why: "its robots.txt cannot be understood", Err: fmt.Errorf("reading robots.txt: %w", err)}
	}
	return parsed.FindGroup(agent), nil
}

func looksLikePage(b []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))), []byte("<"))
}

// pathBytes is the length above which a line about a path is passed over.
const pathBytes = 2 << 10

// understood keeps the lines of a robots.txt that say something about paths: RFC 9309
// asks to pass over all others, and the parser in use gives up on some of them. An
// empty Disallow allows everything; written so, it also ends its group of agents.
func understood(b []byte) []byte {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	var out bytes.Buffer
	named := false
	for line := range strings.Lines(strings.ReplaceAll(strings.ToValidUTF8(string(b), ""), "\r", "\n")) {
		line, _, _ = strings.Cut(line, "#")
		key, value, _ := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" && value != "" {
			named = true
			out.WriteString(key + ": " + value + "\n")
		}
		if !named || len(value) > pathBytes {
			continue
		}
		switch {
		case key == "disallow" && value == "":
			out.WriteString("allow: /\n")
		case key == "disallow", key == "allow" && value != "":
			out.WriteString(key + ": " + value + "\n")
		case key == "crawl-delay":
			if n, err := strconv.ParseFloat(value, 64); err == nil && n >= 0 && n <= longestDelay.Seconds() {
				out.WriteString(key + ": " + value + "\n")
			}
		}
	}
	return out.Bytes()
}

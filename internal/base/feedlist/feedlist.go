// Package feedlist reads feeds.yaml, in which a user writes down the feeds to watch.
// Every fault is told with the line, the field and what to do.
package feedlist

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/yamlpack"
)

// Feed is one feed as it is written down.
type Feed struct {
	URL    string
	Name   string
	Outlet string // whose reports it lists, where all are of one outlet
	Gate   string // one of Gates; empty as for all
	Every  time.Duration
	Paused bool
}

// Gates say how closely a report must be about the situation: see package relevance.
func Gates() []string { return []string{"off", "normal", "ahead", "strict"} }

// The bounds of how often a feed is asked, and what holds where nothing is said.
const (
	Shortest = time.Minute
	Longest  = 30 * 24 * time.Hour
	Usual    = 15 * time.Minute
)

const (
	listKeys = "every gate feeds"
	feedKeys = "url name outlet gate every paused"
)

// Parse reads a list. File is its name, for the faults; these are in the order of
// their lines, and with none the list is sound. Interval and gate of the whole list
// stand in each feed that has none of its own; usual is the interval where nothing
// is said.
func Parse(file string, content []byte, usual time.Duration) ([]Feed, []yamlpack.FaultError) {
	r, body, ok := yamlpack.Open(file, content, "docs/howto/watch.md")
	if !ok {
		return nil, r.Faults
	}
	k := r.Keys(body, listKeys, "feeds")
	every, gate := interval(r, k["every"]), r.Choice(k["gate"], "gate", Gates())
	if every == 0 {
		every = usual
	}
	var out []Feed
	for _, e := range r.List(k["feeds"]) {
		f := one(r, e)
		if f.Every == 0 {
			f.Every = every
		}
		if f.Gate == "" {
			f.Gate = gate
		}
		if slices.ContainsFunc(out, func(o Feed) bool { return o.URL == f.URL && f.URL != "" }) {
			r.Fault(e.Line, e.Path, "stands twice", "take one of them out")
			continue
		}
		out = append(out, f)
	}
	return out, r.Sorted()
}

func one(r *yamlpack.Reader, e yamlpack.Field) Feed {
	k := r.Keys(e, feedKeys, "url")
	f := Feed{
		URL: r.Text(k["url"]), Name: r.Text(k["name"]), Outlet: r.Text(k["outlet"]), Every: interval(r, k["every"]),
		Gate: r.Choice(k["gate"], "gate", Gates()),
	}
	if f.URL != "" {
		if err := CheckURL(f.URL); err != nil {
			r.Fault(k["url"].Line, k["url"].Path, err.Error(), "write the whole address, such as https://site.example/feed.xml")
		}
	}
	f.Paused = r.Choice(k["paused"], "answer", []string{"true", "false"}) == "true"
	return f
}

// CheckURL says what is wrong with the address of a feed.
func CheckURL(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || strings.ContainsAny(address, " \t\n"):
		return fmt.Errorf("%q is no address", address)
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%q is no http or https address", address)
	case u.User != nil:
		return fmt.Errorf("the address of %s holds a name or a password, which would be written down", u.Host)
	}
	return nil
}

// interval reads how often to ask; 0 where nothing is said.
func interval(r *yamlpack.Reader, f yamlpack.Field) time.Duration {
	t := r.Text(f)
	if t == "" {
		return 0
	}
	d, err := time.ParseDuration(t)
	if err != nil {
		r.Fault(f.Line, f.Path, fmt.Sprintf("%q is no length of time", t), "write a number with s, m or h, such as 15m")
		return 0
	}
	if d < Shortest || d > Longest {
		r.Fault(f.Line, f.Path, fmt.Sprintf("%s is out of bounds", t), fmt.Sprintf("choose between %s and %s", Shortest, Longest))
		return 0
	}
	return d
}

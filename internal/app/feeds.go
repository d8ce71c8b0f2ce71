package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/app/watch"
	"github.com/trucewatch/trucewatch/internal/base/feedlist"
	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
	"github.com/trucewatch/trucewatch/internal/stage/extract"
	"github.com/trucewatch/trucewatch/internal/store"
	"github.com/trucewatch/trucewatch/packs"
)

// ErrNoFeed means that a project does not know a feed of that address.
var ErrNoFeed = errors.New("no such feed")

// FeedChoice is what a user says of a feed.
type FeedChoice = feedlist.Feed

// CheckFeed says what is wrong with a feed that a user gives on the command line.
func CheckFeed(f FeedChoice) error {
	if err := feedlist.CheckURL(f.URL); err != nil {
		return err
	}
	return CheckGate(f.Gate)
}

// CheckGate says whether a word names a gate; the empty word does.
func CheckGate(gate string) error {
	if gate == "" || slices.Contains(feedlist.Gates(), gate) {
		return nil
	}
	return fmt.Errorf("no gate %q, only %s", gate, strings.Join(feedlist.Gates(), ", "))
}

// AddFeed adds a feed, or changes what is said of a known one.
func (p *Project) AddFeed(ctx context.Context, f FeedChoice) error {
	if f.Every == 0 {
		f.Every = feedlist.Usual
	}
	return p.store.PutFeed(ctx, kept(f, "", time.Now()))
}

func kept(f FeedChoice, from string, now time.Time) store.Feed {
	return store.Feed{
		URL: f.URL, Name: f.Name, Outlet: f.Outlet, Gate: f.Gate, From: from, Every: f.Every, Paused: f.Paused, Added: now,
	}
}

// FeedsOf reads the addresses of feeds from an OPML file, with the name of each.
func FeedsOf(path string) ([]FeedChoice, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading a list of feeds: %w", err)
	}
	list, _, err := feed.Parse(feed.Document{Bytes: b}, feed.DefaultLimits())
	if err != nil {
		return nil, fmt.Errorf("reading the list of feeds %q: %w", path, err)
	}
	if list.Kind != feed.OPML {
		return nil, fmt.Errorf("reading the list of feeds %q: it is no OPML file", path)
	}
	var out []FeedChoice
	for _, l := range list.Lists {
		out = append(out, FeedChoice{URL: l.URL, Name: l.Title})
	}
	return out, nil
}

// RemoveFeed drops a feed; what was read of it stays.
func (p *Project) RemoveFeed(ctx context.Context, url string) error {
	there, err := p.store.RemoveFeed(ctx, url)
	if err == nil && !there {
		err = fmt.Errorf("removing feed %q: %w: see “feed list”", url, ErrNoFeed)
	}
	return err
}

// PauseFeed stops or goes on asking a feed.
func (p *Project) PauseFeed(ctx context.Context, url string, paused bool) error {
	feeds, err := p.store.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if f.URL == url {
			f.Paused = paused
			return p.store.PutFeed(ctx, f)
		}
	}
	return fmt.Errorf("pausing feed %q: %w: see “feed list”", url, ErrNoFeed)
}

// FeedStatus is how one feed stands.
type FeedStatus struct {
	URL, Name, Kind, Outlet, Gate, From string
	Every                               time.Duration
	Paused                              bool
	Due, LastOK, LastError              time.Time
	Error                               string
	Failures                            int
	Shape                               watch.Shape
	Waiting, Taken, LeftOut, GivenUp    int
	// Owner is who owns or pays for the outlet, and Basis by what that can be checked: law,
	// accounts or reported. Empty where the profile does not say it.
	Owner, Basis string
}

// history is how far back the counts of a feed are looked at.
const history = 60 * 24 * time.Hour

// FeedStatus returns how each feed stands, in order of address.
func (p *Project) FeedStatus(ctx context.Context) ([]FeedStatus, error) {
	feeds, err := p.store.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	days, err := p.store.Days(ctx, store.DayOf(now.Add(-history)))
	if err != nil {
		return nil, err
	}
	byFeed := map[string][]store.Day{}
	for _, d := range days {
		byFeed[d.Feed] = append(byFeed[d.Feed], d)
	}
	pages, err := p.pageCounts(ctx)
	if err != nil {
		return nil, err
	}
	rules, err := extract.LoadRules(packs.FS)
	if err != nil {
		return nil, fmt.Errorf("loading outlets: %w", err)
	}
	var out []FeedStatus
	for _, f := range feeds {
		o := profile(rules, f)
		s := FeedStatus{
			URL: f.URL, Name: f.Name, Kind: f.State.Kind, Outlet: f.Outlet, Gate: f.Gate, From: f.From, Every: f.Every, Paused: f.Paused,
			Due: f.State.Due, LastOK: f.State.LastOK, LastError: f.State.LastError, Error: f.State.Error, Failures: f.State.Failures,
			Shape: watch.ShapeOf(byFeed[f.URL], watch.Promise{Dated: o.Dated, Signed: o.Signed}, now), Owner: o.Owner, Basis: o.Basis,
		}
		if s.Name == "" {
			s.Name = f.State.Title
		}
		n := pages[f.URL]
		s.Waiting, s.Taken, s.LeftOut, s.GivenUp = n[store.Waiting], n[store.Taken], n[store.LeftOut], n[store.GivenUp]
		out = append(out, s)
	}
	return out, nil
}

func (p *Project) pageCounts(ctx context.Context) (map[string]map[store.PageState]int, error) {
	counts, err := p.store.Counts(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]map[store.PageState]int{}
	for _, c := range counts {
		if out[c.Feed] == nil {
			out[c.Feed] = map[store.PageState]int{}
		}
		out[c.Feed][c.State] = c.Pages
	}
	return out, nil
}

// profile is that of a feed's outlet, empty where there is none.
func profile(rules *extract.Rules, f store.Feed) extract.Outlet {
	o, ok := rules.Outlet(f.Outlet)
	if !ok || f.Outlet == "" {
		o, _ = rules.OutletOf(f.URL)
	}
	return o
}

// LeftPage is a page that was left out or given up, and why.
type LeftPage struct {
	URL   string `json:"url"`
	Title string `json:"title"`
	Feed  string `json:"feed"`
	Day   string `json:"day"`
	Why   string `json:"why"`
}

// LeftOut lists the pages that the gate kept out, or that were given up, in order of
// address.
func (p *Project) LeftOut(ctx context.Context, givenUp bool) ([]LeftPage, error) {
	state := store.LeftOut
	if givenUp {
		state = store.GivenUp
	}
	pages, err := p.store.Pages(ctx, state)
	if err != nil {
		return nil, err
	}
	out := []LeftPage{}
	for _, page := range pages {
		out = append(out, LeftPage{page.URL, page.Title, page.Feed, page.Day, page.Why})
	}
	return out, nil
}

// ErrNoPage means that no feed has listed a page of that address.
var ErrNoPage = errors.New("no such page")

// TakeIn queues pages that were left out; they are taken whatever the gate says.
func (p *Project) TakeIn(ctx context.Context, urls []string) error {
	for _, u := range urls {
		there, err := p.store.Requeue(ctx, u, time.Now())
		if err == nil && !there {
			err = fmt.Errorf("queueing page %q: %w: see “feed left-out”", u, ErrNoPage)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// SyncFeeds takes in a list of feeds: those in it are added or changed, those that
// were in it before are paused. The error names every fault of the list with its line;
// then nothing was changed.
func (p *Project) SyncFeeds(ctx context.Context, path string, usual time.Duration) error {
	list, err := feedsIn(path, usual)
	if err != nil {
		return err
	}
	from, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("reading the list of feeds: %w", err)
	}
	known, err := p.store.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, f := range merged(list, known, from, time.Now()) {
		if err := p.store.PutFeed(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// feedsIn reads a list of feeds from a file.
func feedsIn(path string, usual time.Duration) ([]FeedChoice, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the list of feeds: %w", err)
	}
	list, faults := feedlist.Parse(filepath.Base(path), content, usual)
	if len(faults) == 0 {
		return list, nil
	}
	all := make([]error, len(faults))
	for i, f := range faults {
		all[i] = f
	}
	return nil, fmt.Errorf("reading the list of feeds %q: %w", path, errors.Join(all...))
}

// merged returns the feeds that are to be kept anew: those of a list that are not
// known as they stand there, and, paused, those that stand in it no longer.
func merged(list []FeedChoice, known []store.Feed, from string, now time.Time) []store.Feed {
	old := map[string]store.Feed{}
	for _, f := range known {
		old[f.URL] = f
	}
	var out []store.Feed
	for _, choice := range list {
		f := kept(choice, from, now)
		before, there := old[f.URL]
		if there {
			f.Added, f.State = before.Added, before.State
		}
		if f != before {
			out = append(out, f)
		}
		delete(old, f.URL)
	}
	for _, f := range known {
		if _, gone := old[f.URL]; gone && f.From == from && !f.Paused {
			f.Paused = true
			out = append(out, f)
		}
	}
	return out
}

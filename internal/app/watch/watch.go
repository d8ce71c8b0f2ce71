// Package watch is the standing half of the program: it asks the feeds that are due,
// queues the pages that they list, fetches these, keeps what is new and puts off what
// failed. Every step is one transaction of the store, so that it can be killed at any
// moment and goes on where it was.
//
// Clock and web are handed in.
package watch

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/relevance"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/stage/extract"
	"github.com/trucewatch/trucewatch/internal/store"
)

// Web fetches pages; [fetch.Client] is one.
type Web interface {
	Fetch(ctx context.Context, r fetch.Request) (fetch.Response, error)
}

// Settings are what a Watcher is made with. Start from [Default].
type Settings struct {
	Store store.Watch
	Web   Web
	Clock fetch.Clock
	// Rules tell what a fetched page holds.
	Rules *extract.Rules
	// Fresh is told of each version that has been kept, and what it holds, so that nobody
	// need extract it again; nil for nobody. It must not block.
	Fresh func(c trucewatch.Capture, reports []trucewatch.Report, issues []trucewatch.Issue)
	// Gate decides what is about the situation; nil lets everything in.
	Gate *relevance.Gate
	// Level holds for feeds that have none of their own.
	Level relevance.Level
	// Log is told of every step, from one goroutine at a time; nil for nobody.
	Log func(Line)

	// Hosts is how many hosts are asked at once. No host is asked twice at once.
	Hosts int
	// Tries is how often a page is tried before it is given up.
	Tries int
	// Looks says how long after a page was first seen it is looked at again for a new
	// version, in rising order; a page is also looked at when its feed says that it changed.
	Looks []time.Duration
	// Entries bounds how many pages are queued from one asking of a feed, newest first.
	Entries int
	// Budget is how long one feed may hold a round: to be asked, and to have the pages
	// fetched that it lists. What is left over waits for another round. 0 is as long as
	// it takes.
	Budget time.Duration
	// Chunk is how many due pages are taken from the queue at a time.
	Chunk int
}

// Default returns the usual settings: 16 hosts at once, six tries, looks after an
// hour, six hours, a day and three days, and 1,000 pages from one asking.
func Default() Settings {
	return Settings{
		Level: relevance.Normal, Hosts: 16, Tries: 6, Entries: 1000, Chunk: 2000,
		Looks: []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 72 * time.Hour},
	}
}

// Watcher asks feeds and fetches pages. Make one with New; call one method at a time.
type Watcher struct {
	Settings
	spent spent // in this round
}

// New makes a watcher, or says which setting is missing.
func New(s Settings) (*Watcher, error) {
	if s.Store == nil || s.Web == nil || s.Clock == nil || s.Rules == nil || s.Hosts < 1 || s.Tries < 1 || s.Chunk < 1 || s.Entries < 1 {
		return nil, errors.New("making a watcher: store, web, clock and rules are needed: begin with Default")
	}
	return &Watcher{Settings: s}, nil
}

// Tally counts what a round did.
type Tally struct {
	Feeds    int `json:"feeds"`     // asked
	Failed   int `json:"failed"`    // of these
	Queued   int `json:"queued"`    // pages found new or changed
	Fetched  int `json:"fetched"`   // pages asked for
	Taken    int `json:"taken"`     // new pages kept
	Changed  int `json:"changed"`   // new versions of known pages kept
	LeftOut  int `json:"left_out"`  // by the gate
	GivenUp  int `json:"given_up"`  // for good
	PutOff   int `json:"put_off"`   // to be tried again
	Vanished int `json:"withdrawn"` // known pages that are no longer there
}

// Kept is how many versions are new.
func (t Tally) Kept() int { return t.Taken + t.Changed }

func (t *Tally) add(o Tally) {
	t.Feeds += o.Feeds
	t.Failed += o.Failed
	t.Queued += o.Queued
	t.Fetched += o.Fetched
	t.Taken += o.Taken
	t.Changed += o.Changed
	t.LeftOut += o.LeftOut
	t.GivenUp += o.GivenUp
	t.PutOff += o.PutOff
	t.Vanished += o.Vanished
}

// Round asks every feed that is due and then fetches every page that is. When ctx
// ends, what is on its way is dropped, what has come is kept, and the error is that
// of ctx. All other errors are those of the store.
func (w *Watcher) Round(ctx context.Context) (Tally, error) {
	w.spent.clear()
	now := w.Clock.Now()
	feeds, err := w.Store.Feeds(ctx)
	if err != nil {
		return Tally{}, err
	}
	var due []store.Feed
	for _, f := range feeds {
		if !f.Paused && !f.State.Due.After(now) {
			due = append(due, f)
		}
	}
	tally, err := w.ask(ctx, due)
	if err != nil {
		return tally, err
	}
	if feeds, err = w.Store.Feeds(ctx); err != nil { // with what asking has shown
		return tally, err
	}
	byURL := map[string]store.Feed{}
	for _, f := range feeds {
		byURL[f.URL] = f
	}
	by := w.Clock.Now()
	for {
		pages, err := w.Store.DuePages(ctx, by, w.Chunk)
		if err != nil || len(pages) == 0 {
			return tally, err
		}
		got, err := w.fetch(ctx, pages, byURL)
		tally.add(got)
		if err != nil {
			return tally, err
		}
	}
}

// Rest returns how long nothing is due, at most longest.
func (w *Watcher) Rest(ctx context.Context, longest time.Duration) (time.Duration, error) {
	feeds, err := w.Store.Feeds(ctx)
	if err != nil {
		return 0, err
	}
	next, err := w.Store.NextDue(ctx)
	if err != nil {
		return 0, err
	}
	now := w.Clock.Now()
	rest := longest
	if !next.IsZero() {
		rest = min(rest, next.Sub(now))
	}
	for _, f := range feeds {
		if !f.Paused {
			rest = min(rest, f.State.Due.Sub(now))
		}
	}
	return max(rest, 0), nil
}

// Course is how [Watcher.Run] goes.
type Course struct {
	// Before is called at the beginning of each round, to take in changes of the list.
	Before func(ctx context.Context) error
	// After is called when a round has ended, with what it did.
	After func(ctx context.Context, t Tally) error
	// Until ends the watch; the zero time is never.
	Until time.Time
}

// The bounds of the rest between two rounds: long enough not to spin, short enough to
// notice feeds that were added meanwhile.
const (
	shortest = time.Second
	longest  = 30 * time.Second
)

// Run goes round after round until ctx ends, which is no error, or until its time is
// up.
func (w *Watcher) Run(ctx context.Context, c Course) error {
	for {
		err := w.once(ctx, c)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // being told to stop is how a watch ends
		}
		if err != nil {
			return err
		}
		rest, err := w.Rest(ctx, longest)
		if err == nil {
			rest = max(rest, shortest)
			if !c.Until.IsZero() && w.Clock.Now().Add(rest).After(c.Until) {
				return nil
			}
			err = w.Clock.Sleep(ctx, rest)
		}
		if ctx.Err() != nil {
			return nil //nolint:nilerr // as above
		}
		if err != nil {
			return fmt.Errorf("watching: %w", err)
		}
	}
}

func (w *Watcher) once(ctx context.Context, c Course) error {
	if c.Before != nil {
		if err := c.Before(ctx); err != nil {
			return err
		}
	}
	tally, err := w.Round(ctx)
	if err != nil {
		return fmt.Errorf("watching: %w", err)
	}
	if c.After != nil {
		return c.After(ctx, tally)
	}
	return nil
}

package app

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime/debug"
	"time"

	"github.com/trucewatch/trucewatch/internal/app/watch"
	"github.com/trucewatch/trucewatch/internal/base/feedlist"
	"github.com/trucewatch/trucewatch/internal/base/relevance"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/stage/extract"
	"github.com/trucewatch/trucewatch/internal/stage/ledger"
	"github.com/trucewatch/trucewatch/internal/store"
	"github.com/trucewatch/trucewatch/packs"
)

// WatchSettings are what a user chooses for a standing watch.
type WatchSettings struct {
	Once  bool
	Now   bool   // ask every feed, due or not, in the first round
	Feeds string // path of a list of feeds, or empty
	Every time.Duration
	For   time.Duration // 0: until it is told to stop
	Gate  string        // for feeds that have none of their own; empty is normal
	// Contact is an address or page that the operators of sites can write to; empty is
	// as it was said last.
	Contact string
	Delay   time.Duration // between two requests to one host
	// Budget is how long one feed may hold a round, with the pages that it lists; 0: as
	// long as it takes.
	Budget time.Duration
	// Store and keep only; the ledger is computed when somebody asks for it.
	NoReading bool
}

// DefaultWatch is what holds where a user chooses nothing.
func DefaultWatch() WatchSettings {
	return WatchSettings{Every: feedlist.Usual, Delay: time.Second, Budget: 2 * time.Minute}
}

// WatchLine is one line of the log of a watch.
type WatchLine = watch.Line

// WatchRound is what one round of a watch did.
type WatchRound struct {
	watch.Tally
	Waiting int    `json:"waiting"` // pages still in the queue
	Reports int    `json:"reports"` // in the ledger; 0 where it was not computed
	Digest  string `json:"digest,omitempty"`
	// Owed says that reports were kept that a later round brings into the ledger.
	Owed bool `json:"owed,omitempty"`
}

// choiceOfContact is the name under which a project keeps its contact.
const choiceOfContact = "contact"

// watchMemory is how much memory, in bytes, a watch tries to make do with. It runs on
// small machines for weeks: it had rather tidy up more often than grow.
const watchMemory = 360 << 20

// sparing has the program make do with watchMemory, unless GOMEMLIMIT says otherwise,
// and returns what ends that.
func sparing() func() {
	before := debug.SetMemoryLimit(-1)
	if before != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(watchMemory)
	return func() { debug.SetMemoryLimit(before) }
}

// Watch asks feeds, fetches what they list and keeps the ledger current, until ctx
// ends, which is no error. Log is told of each step, done of each round.
func (p *Project) Watch(ctx context.Context, s WatchSettings, log func(WatchLine), done func(WatchRound)) error {
	defer sparing()()
	log, done = inTurn(log, done)
	c := &courier{limit: deliveryTime}
	defer c.errand.Wait()
	web, err := p.fetcher(ctx, s)
	if err != nil {
		return err
	}
	defer web.Close()
	var reading *ahead
	if !s.NoReading {
		if reading, err = p.readAhead(ctx); err != nil {
			return err
		}
		defer reading.stop()
	}
	w, err := p.watcher(s, web, log, reading)
	if err != nil {
		return err
	}
	if err := p.prepare(ctx, s); err != nil {
		return err
	}
	owed, err := p.behind(ctx)
	if err != nil {
		return err
	}
	to := hearers{log, done, c, &pace{owed: owed, fresh: owed}, reading}
	after := func(ctx context.Context, t watch.Tally) error { return p.afterRound(ctx, s, t, to) }
	if s.Once {
		return watchOnce(ctx, w, after)
	}
	course := watch.Course{After: after}
	if s.Feeds != "" {
		course.Before = func(ctx context.Context) error { return p.resync(ctx, s, log) }
	}
	if s.For > 0 {
		course.Until = time.Now().Add(s.For)
	}
	if err := w.Run(ctx, course); err != nil || ctx.Err() != nil || !to.pace.owed {
		return err
	}
	to.pace.next = time.Time{}
	return after(ctx, watch.Tally{})
}

// pace keeps a watch from doing nothing but bring the ledger up to date: over many
// reports that takes longer than the rest between two rounds.
type pace struct {
	next time.Time // not before
	owed bool      // something was kept that the ledger does not have yet
	// fresh says that there are reports among it, which may change what is told.
	fresh bool
}

// behind reports whether the ledger lacks what was kept, as after a watch that was
// ended before it came to it.
func (p *Project) behind(ctx context.Context) (bool, error) {
	stamp, err := p.store.Stamp(ctx)
	if err != nil || stamp != "" {
		return false, err
	}
	for _, err := range p.store.Index(ctx) {
		return err == nil, err
	}
	return false, nil
}

// rests is how many times as long as the ledger took it is then left alone, and quick is
// what takes too little for that.
const (
	rests = 3
	quick = 2 * time.Second
)

// due reports whether the ledger is to be brought up to date after a round.
func (p *pace) due(t watch.Tally, now bool) bool {
	p.fresh = p.fresh || t.Kept() > 0
	p.owed = p.owed || p.fresh || t.GivenUp > 0 || now
	return p.owed && (now || !time.Now().Before(p.next))
}

// took notes how long it took.
func (p *pace) took(d time.Duration) {
	p.owed, p.fresh, p.next = false, false, time.Time{}
	if d >= quick {
		p.next = time.Now().Add(rests * d)
	}
}

// watchOnce goes one round.
func watchOnce(ctx context.Context, w *watch.Watcher, after func(context.Context, watch.Tally) error) error {
	t, err := w.Round(ctx)
	if ctx.Err() != nil {
		return nil //nolint:nilerr // being told to stop is no fault
	}
	if err != nil {
		return fmt.Errorf("watching: %w", err)
	}
	if err := after(ctx, t); ctx.Err() == nil {
		return err
	}
	return nil
}

// prepare keeps what was chosen and takes in the list of feeds.
func (p *Project) prepare(ctx context.Context, s WatchSettings) error {
	if err := p.keepChoices(ctx); err != nil {
		return err
	}
	if s.Feeds != "" {
		if err := p.SyncFeeds(ctx, s.Feeds, s.Every); err != nil {
			return err
		}
	}
	if s.Now {
		return p.askAll(ctx)
	}
	return nil
}

// resync takes in changes of the list of feeds while the watch goes on. A list that
// cannot be read is told, and the feeds stay as they were.
func (p *Project) resync(ctx context.Context, s WatchSettings, log func(WatchLine)) error {
	if err := p.SyncFeeds(ctx, s.Feeds, s.Every); err != nil && ctx.Err() == nil && log != nil {
		log(WatchLine{When: time.Now(), Did: watch.Noted, Feed: s.Feeds, Why: err.Error() + ": the feeds stay as they were"})
	}
	return ctx.Err()
}

// askAll makes every feed due.
func (p *Project) askAll(ctx context.Context) error {
	feeds, err := p.store.Feeds(ctx)
	if err != nil {
		return err
	}
	now := time.Now()
	for _, f := range feeds {
		if err := p.store.Hurry(ctx, f.URL, now); err != nil {
			return err
		}
	}
	return nil
}

// hearers are who hear of a watch: of each line, of each round, and of what is new. With
// them go when the ledger is due, and what reads ahead of it.
type hearers struct {
	log     func(WatchLine)
	done    func(WatchRound)
	courier *courier
	pace    *pace
	reading *ahead
}

// afterRound brings the ledger up to date, tells what the round did, and runs alerts.
func (p *Project) afterRound(ctx context.Context, s WatchSettings, t watch.Tally, to hearers) error {
	out := WatchRound{Tally: t}
	var kept *Kept
	if !s.NoReading && to.pace.due(t, s.Once) {
		to.reading.wait(ctx)
		began := time.Now()
		k, err := p.Record(ctx, nil)
		if err != nil {
			return err
		}
		if to.pace.fresh {
			if err := p.noteRead(ctx, k); err != nil {
				return err
			}
		}
		to.pace.took(time.Since(began))
		out.Reports, out.Digest, kept = len(k.Record.Reports), k.Digest, &k
	}
	out.Owed = to.pace.owed
	counts, err := p.store.Counts(ctx)
	if err != nil {
		return err
	}
	for _, c := range counts {
		if c.State == store.Waiting {
			out.Waiting += c.Pages
		}
	}
	if to.done != nil {
		to.done(out)
	}
	if s.NoReading {
		return nil
	}
	return p.tellRound(ctx, kept, to.log, to.courier)
}

// fetcher makes the client that asks the web.
func (p *Project) fetcher(ctx context.Context, s WatchSettings) (*fetch.Client, error) {
	contact, err := p.contact(ctx, s.Contact)
	if err != nil {
		return nil, err
	}
	w := p.web
	w.Contact, w.Delay = contact, &s.Delay
	return NewFetcher(w)
}

// contact keeps a new contact, and returns the one that holds.
func (p *Project) contact(ctx context.Context, fresh string) (string, error) {
	if fresh == "" {
		return p.store.Choice(ctx, choiceOfContact)
	}
	for _, r := range fresh {
		if r < ' ' || r > '~' || r == '(' || r == ')' {
			return "", fmt.Errorf("the contact %q cannot be sent: give an e-mail address, or the address of a page", fresh)
		}
	}
	return fresh, p.store.SetChoice(ctx, choiceOfContact, fresh)
}

// watcher assembles the watcher of the project.
func (p *Project) watcher(s WatchSettings, web watch.Web, log func(WatchLine), a *ahead) (*watch.Watcher, error) {
	rules, err := extract.LoadRules(packs.FS)
	if err != nil {
		return nil, fmt.Errorf("loading outlets: %w", err)
	}
	gate, err := gateOf(p.situation)
	if err != nil {
		return nil, err
	}
	set := watch.Default()
	set.Store, set.Web, set.Clock, set.Rules, set.Gate, set.Log = p.store, web, Wall{}, rules, gate, log
	set.Budget = s.Budget
	if a != nil {
		set.Fresh = a.take
	}
	set.Level = relevance.Level(cmp.Or(s.Gate, string(relevance.Normal)))
	return watch.New(set)
}

// gateOf makes the gate of a chosen situation; none and a guessed one have no gate.
func gateOf(id string) (*relevance.Gate, error) {
	if id == "" || id == ledger.NoSituation {
		return nil, nil //nolint:nilnil // a nil gate is one that lets everything in
	}
	s, err := situationOf(id)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, fmt.Errorf("no situation %q", id)
	}
	lands, err := relevance.LoadLands(packs.FS)
	if err != nil {
		return nil, err
	}
	return relevance.New(*s, lands), nil
}

package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/trucewatch/trucewatch/internal/app/watch"
)

// courier hands over what waits beside the rounds of a watch, so that a mail server or
// a webhook that does not answer holds none of them. What waits is queued in the store;
// one errand at a time goes through it, and stops when its time is up.
type courier struct {
	limit  time.Duration
	out    atomic.Bool
	errand sync.WaitGroup
}

// deliveryTime is how long one errand may take. What is left over is handed over by
// the next.
const deliveryTime = 2 * time.Minute

// send goes on an errand, unless one is under way.
func (c *courier) send(ctx context.Context, do func(ctx context.Context)) {
	if !c.out.CompareAndSwap(false, true) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, c.limit)
	c.errand.Go(func() {
		defer c.out.Store(false)
		defer cancel()
		do(ctx)
	})
}

// tellRound runs the alerts after a round of the watch: when something was read, or
// something waits. What is new is kept at once, and delivered beside the next rounds.
// What came of it goes to the log; a delivery that fails does not stop the watch. Kept is
// the record of the round, nil where none was made.
func (p *Project) tellRound(ctx context.Context, kept *Kept, log func(WatchLine), c *courier) error {
	all, err := p.Alerts(ctx)
	if err != nil || kept == nil && !slices.ContainsFunc(all, func(a AlertState) bool { return a.Waiting > 0 }) {
		return err
	}
	news := make([]AlertOutcome, len(all))
	if kept != nil && len(all) > 0 {
		x, err := p.indexOf(ctx, *kept)
		if err != nil {
			return err
		}
		for i, a := range all {
			if news[i], err = p.noteNews(ctx, x, a, false); err != nil {
				return fmt.Errorf("running alert %q: %w", a.Name, err)
			}
		}
	}
	c.send(ctx, func(ctx context.Context) {
		for i, a := range all {
			o, err := p.deliver(ctx, a, news[i])
			if err != nil {
				o.Faults = append(o.Faults, err)
			}
			o.Name = a.Name
			tellOutcome(o, log)
		}
	})
	return nil
}

// tellOutcome writes what came of an alert to the log of a watch.
func tellOutcome(o AlertOutcome, log func(WatchLine)) {
	words := []string{fmt.Sprintf("%d told, %d waiting", len(o.Told), o.Waiting)}
	for _, f := range o.Faults {
		words = append(words, f.Error())
	}
	if log != nil && (len(o.Told) > 0 || len(o.Faults) > 0) {
		log(WatchLine{When: time.Now(), Did: watch.Noted, Feed: "alert " + o.Name, Why: strings.Join(words, "; ")})
	}
}

// inTurn lets the rounds of a watch and its courier tell one listener, one at a time.
func inTurn(log func(WatchLine), done func(WatchRound)) (func(WatchLine), func(WatchRound)) {
	var mu sync.Mutex
	return func(l WatchLine) {
			mu.Lock()
			defer mu.Unlock()
			if log != nil {
				log(l)
			}
		}, func(r WatchRound) {
			mu.Lock()
			defer mu.Unlock()
			if done != nil {
				done(r)
			}
		}
}

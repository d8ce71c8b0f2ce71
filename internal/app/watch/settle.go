package watch

import (
	"context"

	"github.com/trucewatch/trucewatch/internal/store"
)

// batch is how many visits are kept in one transaction at most. While one batch is
// being written the next gathers, so that a slow disk does not slow down fetching.
const batch = 64

// fetch visits pages and keeps what came of it.
func (w *Watcher) fetch(ctx context.Context, pages []store.Page, feeds map[string]store.Feed) (Tally, error) {
	done := make(chan visited, batch)
	kept := make(chan struct{})
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var tally Tally
	go func() {
		defer close(kept)
		var broken error
		for group := range gathered(done, batch) {
			if broken != nil {
				continue // what comes in after a failure is dropped: it is still in the queue
			}
			if broken = w.keep(context.WithoutCancel(ctx), group, &tally); broken != nil {
				cancel(broken)
			}
		}
	}()
	err := byHost(ctx, w.Hosts, pages, func(p store.Page) string { return p.URL }, func(ctx context.Context, p store.Page) error {
		var v visited
		var err error
		w.timed(p.Feed, func() { v, err = w.visit(ctx, p, feeds[p.Feed]) })
		if err != nil {
			return err
		}
		v.line.URL, v.line.Feed, v.line.When = p.URL, p.Feed, v.visit.When
		done <- v
		return nil
	})
	close(done)
	<-kept
	if err == nil {
		err = context.Cause(ctx)
	}
	return tally, err
}

// gathered yields what comes through a channel in groups: whatever is there, at least
// one and at most so many.
func gathered[T any](in <-chan T, most int) func(yield func([]T) bool) {
	return func(yield func([]T) bool) {
		for one := range in {
			group := []T{one}
		more:
			for len(group) < most {
				select {
				case next, ok := <-in:
					if !ok {
						break more
					}
					group = append(group, next)
				default:
					break more
				}
			}
			if !yield(group) {
				return
			}
		}
	}
}

// keep writes a batch down, and tells of it once it is on disk.
func (w *Watcher) keep(ctx context.Context, group []visited, tally *Tally) error {
	visits := make([]store.Visit, len(group))
	for i, v := range group {
		visits[i] = v.visit
	}
	if _, err := w.Store.Settle(ctx, visits); err != nil {
		return err
	}
	for _, v := range group {
		tally.Fetched++
		switch v.line.Did {
		case Kept:
			tally.Taken++
		case Changed:
			tally.Changed++
		case Out:
			tally.LeftOut++
		case GaveUp:
			tally.GivenUp++
		case PutOff:
			tally.PutOff++
		case Withdrawn:
			tally.Vanished++
		}
		w.tell(v.line)
		if v.visit.Capture != nil && w.Fresh != nil {
			w.Fresh(*v.visit.Capture, v.sight.reports, v.sight.issues)
		}
	}
	return nil
}

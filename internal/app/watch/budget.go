package watch

import (
	"context"
	"sync"
	"time"

	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// spent is how long each feed has held a round. The zero value is ready.
type spent struct {
	mu sync.Mutex
	by map[string]time.Duration
}

func (s *spent) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.by = map[string]time.Duration{}
}

func (s *spent) add(feed string, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.by == nil {
		s.by = map[string]time.Duration{}
	}
	s.by[feed] += d
}

func (s *spent) of(feed string) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.by[feed]
}

// timed does something for a feed and notes how long that took.
func (w *Watcher) timed(feed string, do func()) {
	begin := w.Clock.Now()
	do()
	w.spent.add(feed, w.Clock.Now().Sub(begin))
}

// bounded ends a context when a feed has used up its time.
func (w *Watcher) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if w.Budget <= 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, w.Budget)
}

// late says of what failed that the time of a feed was used up, where that is so.
func (w *Watcher) late(whole, bounded context.Context, err error) error {
	if whole.Err() != nil || bounded.Err() == nil {
		return err
	}
	return &fetch.Error{Kind: fetch.Slow, Why: "it did not answer in full within " + w.Budget.String() + ", the time that one feed has in a round", Err: err}
}

// overtime puts a page off whose feed has used up its time. It counts as no try.
func (w *Watcher) overtime(p store.Page, v store.Visit) (visited, bool) {
	if w.Budget <= 0 || w.spent.of(p.Feed) < w.Budget {
		return visited{}, false
	}
	v.When, v.Tries = w.Clock.Now(), p.Tries
	v.Why = "its feed has held the round for " + w.Budget.String() + " already: the site is slow, or asks to be left time between pages"
	v.Due = v.When.Add(jitter(firstPause, p.URL))
	return visited{visit: v, line: Line{Did: PutOff, Why: v.Why}}, true
}

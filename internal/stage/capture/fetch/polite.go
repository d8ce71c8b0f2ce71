package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts gives each host its turns. The zero value is ready.
type hosts struct {
	mu    sync.Mutex
	known map[string]*turn
}

// turn is one host's: whoever holds the token talks to it.
type turn struct {
	token chan struct{}
	// ended is when the last exchange ended; guarded by the token.
	ended time.Time
	// waiting counts those who hold or want the token; guarded by hosts.mu.
	waiting int
}

// manyHosts is how many hosts are remembered before those that rest are forgotten.
const manyHosts = 10_000

// enter waits until nobody talks to host and its delay has passed. leave ends the turn.
func (h *hosts) enter(ctx context.Context, clock Clock, host string, delay time.Duration) (leave func(), err error) {
	t := h.want(clock, host, delay)
	select {
	case t.token <- struct{}{}:
	case <-ctx.Done():
		h.drop(t)
		return nil, context.Cause(ctx)
	}
	if !t.ended.IsZero() {
		if wait := t.ended.Add(delay).Sub(clock.Now()); wait > 0 {
			if err := clock.Sleep(ctx, wait); err != nil {
				<-t.token
				h.drop(t)
				return nil, err
			}
		}
	}
	return func() {
		t.ended = clock.Now()
		<-t.token
		h.drop(t)
	}, nil
}

// want finds or makes the turn of a host, and forgets rested hosts when there are many.
func (h *hosts) want(clock Clock, host string, delay time.Duration) *turn {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.known == nil {
		h.known = map[string]*turn{}
	}
	t := h.known[host]
	if t == nil {
		if len(h.known) >= manyHosts {
			for name, other := range h.known {
				if other.waiting == 0 && clock.Now().Sub(other.ended) > max(delay, longestDelay) {
					delete(h.known, name)
				}
			}
		}
		t = &turn{token: make(chan struct{}, 1)}
		h.known[host] = t
	}
	t.waiting++
	return t
}

func (h *hosts) drop(t *turn) {
	h.mu.Lock()
	t.waiting--
	h.mu.Unlock()
}

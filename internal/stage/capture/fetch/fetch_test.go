package fetch_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
)

// clock stands still until somebody sleeps: sleeping moves it on at once.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 21, 17, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), c.slept+d
	return ctx.Err()
}

// client makes a client that may talk to the servers.
func client(t *testing.T, change func(*fetch.Options), servers ...*httptest.Server) *fetch.Client {
	t.Helper()
	o := fetch.DefaultOptions(newClock())
	o.Delay, o.Timeout = 0, 5*time.Second
	for _, s := range servers {
		o.Allow = append(o.Allow, s.Listener.Addr().String())
	}
	if change != nil {
		change(&o)
	}
	c, err := fetch.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestFetch(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		default:
			w.Header().Set("Content-Type", "text/html; charset=windows-1251")
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = w.Write([]byte("<p>Envoys met."))
		}
	}))
	defer s.Close()
	c := client(t, nil, s)
	r, err := c.Fetch(t.Context(), fetch.Request{URL: s.URL + "/old"})
	if err != nil {
		t.Fatal(err)
	}
	if r.URL != s.URL+"/new" || r.MovedTo != r.URL || len(r.Hops) != 1 || r.MediaType != "text/html" || r.Charset != "windows-1251" || string(r.Bytes) != "<p>Envoys met." {
		t.Errorf("%+v", r)
	}
	again, err := c.Fetch(t.Context(), fetch.Request{URL: r.URL, ETag: r.ETag})
	if err != nil || !again.NotModified || len(again.Bytes) != 0 {
		t.Errorf("%+v %v", again, err)
	}
	if _, err := client(t, nil).Fetch(t.Context(), fetch.Request{URL: s.URL}); err == nil || !strings.Contains(err.Error(), "private or special network") {
		t.Errorf("the own machine was asked: %v", err)
	}
}

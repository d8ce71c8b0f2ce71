package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
)

// serve makes a site with a robots.txt, which counts how often that is asked for.
func serve(t *testing.T, robots string, page http.HandlerFunc) (s *httptest.Server, asked *atomic.Int64) {
	t.Helper()
	asked = &atomic.Int64{}
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
			if robots == "" {
				http.Error(w, "later", http.StatusServiceUnavailable)
				return
			}
			_, _ = w.Write([]byte(robots))
			return
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s, asked
}

func fine(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<p>Envoys met.")) }

func get(t *testing.T, c *fetch.Client, address string) fetch.Response {
	t.Helper()
	r, err := c.Fetch(t.Context(), fetch.Request{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestOneAtATime asks one site from ten sides at once.
func TestOneAtATime(t *testing.T) {
	var now, most, n atomic.Int64
	s, asked := serve(t, "User-agent: *\nAllow: /", func(w http.ResponseWriter, r *http.Request) {
		if at := now.Add(1); at > most.Load() {
			most.Store(at)
		}
		time.Sleep(2 * time.Millisecond)
		now.Add(-1)
		n.Add(1)
		fine(w, r)
	})
	clk := newClock()
	c := client(t, func(o *fetch.Options) { o.Clock, o.OwnDelay = clk, 3*time.Second }, s)
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			if _, err := c.Fetch(t.Context(), fetch.Request{URL: fmt.Sprintf("%s/%d", s.URL, i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 || n.Load() != 10 || asked.Load() != 1 {
		t.Errorf("%d at once, %d pages, robots.txt %d times", most.Load(), n.Load(), asked.Load())
	}
	if clk.slept != 30*time.Second { // between eleven exchanges, robots.txt being the first
		t.Errorf("waited %s in all, want ten times 3 s", clk.slept)
	}
}

// TestCrawlDelay waits as long as robots.txt asks, but not for ever.
func TestCrawlDelay(t *testing.T) {
	for delay, want := range map[string]time.Duration{"7": 7 * time.Second, "0.5": time.Second, "50": 50 * time.Second, "86400": time.Second, "soon": time.Second} {
		s, _ := serve(t, "User-agent: *\nDisallow: /x\nCrawl-delay: "+delay, fine)
		clk := newClock()
		c := client(t, func(o *fetch.Options) { o.Clock, o.OwnDelay = clk, time.Second }, s)
		get(t, c, s.URL)
		before := clk.slept
		get(t, c, s.URL)
		if got := clk.slept - before; got != want {
			t.Errorf("Crawl-delay %s: waited %s, want %s", delay, got, want)
		}
	}
}

// TestRobotsAreRemembered asks for robots.txt once a day, and after a failure soon again.
func TestRobotsAreRemembered(t *testing.T) {
	s, asked := serve(t, "User-agent: *\nDisallow: /x", fine)
	clk := newClock()
	c := client(t, func(o *fetch.Options) { o.Clock = clk }, s)
	for _, step := range []struct {
		wait time.Duration
		want int64
	}{{0, 1}, {time.Hour, 1}, {22 * time.Hour, 1}, {2 * time.Hour, 2}} {
		clk.now = clk.now.Add(step.wait)
		get(t, c, s.URL)
		if asked.Load() != step.want {
			t.Errorf("after %s robots.txt was asked for %d times, want %d", step.wait, asked.Load(), step.want)
		}
	}
	s, asked = serve(t, "", fine)
	c = client(t, func(o *fetch.Options) { o.Clock = clk }, s)
	for _, step := range []struct {
		wait time.Duration
		want int64
	}{{0, 1}, {5 * time.Minute, 1}, {6 * time.Minute, 2}} {
		clk.now = clk.now.Add(step.wait)
		_, err := c.Fetch(t.Context(), fetch.Request{URL: s.URL})
		if e, ok := errors.AsType[*fetch.Error](err); !ok || !e.Later() || asked.Load() != step.want {
			t.Errorf("after %s: %v, robots.txt %d times, want %d", step.wait, err, asked.Load(), step.want)
		}
	}
	if r, err := c.Fetch(t.Context(), fetch.Request{URL: s.URL, Robots: fetch.Ignore}); err != nil || len(r.Bytes) == 0 {
		t.Errorf("robots.txt was to be ignored: %v", err)
	}
}

// TestWhatIsSent looks at the request: nothing in it tells users apart.
func TestWhatIsSent(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	var got []http.Header
	s, _ := serve(t, "User-agent: *\nAllow: /", func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.Header)
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		if r.URL.Path == "/a" {
			http.Redirect(w, r, "/b", http.StatusFound)
			return
		}
		fine(w, r)
	})
	c := client(t, nil, s)
	get(t, c, s.URL+"/a")
	if _, err := c.Fetch(t.Context(), fetch.Request{URL: s.URL + "/b", ETag: `W/"1"`, LastModified: "Sat, 21 Nov 2026 10:00:00 GMT"}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Fetch(t.Context(), fetch.Request{URL: s.URL + "/b", ETag: "1\r\nX: y"}); err != nil {
		t.Fatal(err)
	}
	if len(got) != 4 {
		t.Fatalf("%d requests", len(got))
	}
	for i, h := range got {
		if h.Get("Cookie") != "" || h.Get("Referer") != "" || h.Get("X") != "" || !strings.Contains(h.Get("User-Agent"), "+https://") {
			t.Errorf("request %d was sent with %v", i, h)
		}
	}
	if h := got[2]; h.Get("If-None-Match") != `W/"1"` || h.Get("If-Modified-Since") == "" || got[3].Get("If-None-Match") != "" {
		t.Errorf("conditions: %v and %v", h, got[3])
	}
}

// TestErrors tells what passes by itself from what does not.
func TestErrors(t *testing.T) {
	for name, tc := range map[string]struct {
		status int
		header string
		kind   fetch.Kind
		later  bool
		wait   time.Duration
	}{
		"429 with seconds":        {429, "120", fetch.Busy, true, 2 * time.Minute},
		"429 with a date":         {429, "Sat, 21 Nov 2026 18:00:00 GMT", fetch.Busy, true, time.Hour},
		"429 with a date gone by": {429, "Sat, 21 Nov 2020 18:00:00 GMT", fetch.Busy, true, 0},
		"429 with nonsense":       {429, "soon", fetch.Busy, true, 0},
		"503 for a year":          {503, "31536000", fetch.Busy, true, 7 * 24 * time.Hour},
		"503 below nothing":       {503, "-5", fetch.Busy, true, 0},
		"408":                     {408, "", fetch.Busy, true, 0},
		"500":                     {500, "", fetch.Server, true, 0},
		"502":                     {502, "", fetch.Server, true, 0},
		"404":                     {404, "", fetch.Gone, false, 0},
		"410":                     {410, "", fetch.Gone, false, 0},
		"403":                     {403, "", fetch.Denied, false, 0},
		"451":                     {451, "", fetch.Denied, false, 0},
		"400":                     {400, "", fetch.Rejected, false, 0},
	} {
		s, _ := serve(t, "User-agent: *\nAllow: /", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", tc.header)
			w.WriteHeader(tc.status)
		})
		_, err := client(t, nil, s).Fetch(t.Context(), fetch.Request{URL: s.URL})
		e, ok := errors.AsType[*fetch.Error](err)
		if !ok || e.Kind != tc.kind || e.Later() != tc.later || e.RetryAfter != tc.wait || e.Status != tc.status {
			t.Errorf("%s: %+v", name, e)
			continue
		}
		if !strings.Contains(e.Error(), s.URL) || e.Reason() == "" || strings.HasSuffix(e.Reason(), "tried again") != tc.later {
			t.Errorf("%s: %q, reason %q", name, e.Error(), e.Reason())
		}
	}
}

// TestPasswordsAreNotShown keeps what stands before the @ out of messages.
func TestPasswordsAreNotShown(t *testing.T) {
	_, err := client(t, nil).Fetch(t.Context(), fetch.Request{URL: "https://jane:secret@news.example/"})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
}

// TestLimitOfARequest goes before that of the options.
func TestLimitOfARequest(t *testing.T) {
	s, _ := serve(t, "User-agent: *\nAllow: /", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 2000)) })
	c := client(t, nil, s)
	for limit, kind := range map[int64]fetch.Kind{1999: fetch.TooLarge, 2000: "", 0: ""} {
		_, err := c.Fetch(t.Context(), fetch.Request{URL: s.URL, MaxBytes: limit})
		if e, _ := errors.AsType[*fetch.Error](err); kind == "" && err != nil || kind != "" && (e == nil || e.Kind != kind) {
			t.Errorf("limit %d: %v", limit, err)
		}
	}
}

// TestCanceled gives up while another talks to the host.
func TestCanceled(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	s, _ := serve(t, "User-agent: *\nAllow: /", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			close(entered)
			<-release
		}
		fine(w, r)
	})
	c := client(t, nil, s)
	get(t, c, s.URL)
	done := make(chan error)
	go func() {
		_, err := c.Fetch(context.Background(), fetch.Request{URL: s.URL + "/slow"})
		done <- err
	}()
	<-entered
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := c.Fetch(ctx, fetch.Request{URL: s.URL + "/other"})
	if e, ok := errors.AsType[*fetch.Error](err); !ok || e.Kind != fetch.Canceled || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
	get(t, c, s.URL+"/after")
}

// TestMovedTo follows permanent redirects only.
func TestMovedTo(t *testing.T) {
	s, _ := serve(t, "User-agent: *\nAllow: /", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/one":
			http.Redirect(w, r, "/two", http.StatusMovedPermanently)
		case "/two":
			http.Redirect(w, r, "/three", http.StatusPermanentRedirect)
		case "/three":
			http.Redirect(w, r, "/four", http.StatusFound)
		case "/four":
			http.Redirect(w, r, "/five", http.StatusMovedPermanently)
		default:
			fine(w, r)
		}
	})
	c := client(t, nil, s)
	if r := get(t, c, s.URL+"/one#x"); r.URL != s.URL+"/five" || r.MovedTo != s.URL+"/three" || len(r.Hops) != 4 || r.Hops[0] != (fetch.Hop{URL: s.URL + "/one", Status: 301}) {
		t.Errorf("%+v", r)
	}
	if r := get(t, c, s.URL+"/three"); r.MovedTo != "" || len(r.Hops) != 2 {
		t.Errorf("%+v", r)
	}
}

func TestNewSaysWhatIsWrong(t *testing.T) {
	good := fetch.DefaultOptions(newClock())
	for name, change := range map[string]func(*fetch.Options){
		"clock":     func(o *fetch.Options) { o.Clock = nil },
		"agent":     func(o *fetch.Options) { o.UserAgent = "" },
		"size":      func(o *fetch.Options) { o.MaxBytes = 0 },
		"time":      func(o *fetch.Options) { o.Timeout = 0 },
		"redirects": func(o *fetch.Options) { o.Redirects = -1 },
		"no port":   func(o *fetch.Options) { o.Allow = []string{"intranet.example"} },
		"bad port":  func(o *fetch.Options) { o.Allow = []string{"intranet.example:99999"} },
		"no host":   func(o *fetch.Options) { o.Allow = []string{":80"} },
	} {
		o := good
		change(&o)
		if _, err := fetch.New(o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestContentTypes reads the header as servers write it.
func TestContentTypes(t *testing.T) {
	for header, want := range map[string][2]string{
		"text/html": {"text/html", ""}, "TEXT/HTML; Charset=UTF-8": {"text/html", "utf-8"}, "text/html;charset=\"windows-1256\"": {"text/html", "windows-1256"},
		"text/html; charset=utf-8; charset=latin1": {"text/html", "utf-8"}, "text/html; ;charset=koi8-r": {"text/html", "koi8-r"}, "": {"", ""}, ";;;": {"", ""},
	} {
		s, _ := serve(t, "User-agent: *\nAllow: /", func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = []string{header}
			fine(w, r)
		})
		if r := get(t, client(t, nil, s), s.URL); r.MediaType != want[0] || r.Charset != want[1] {
			t.Errorf("%q was read as %q and %q, want %q", header, r.MediaType, r.Charset, want)
		}
	}
}

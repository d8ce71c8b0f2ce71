package app_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/app"
)

// outlets serves feeds of 50 pages each on many addresses of this machine, each of
// which is a host of its own. Of the pages of a feed so many are about the situation,
// one in three of these the report of an agency that other outlets carry too.
type outlets struct {
	feeds, about, hosts int
	port                string
}

const pagesOfFeed = 50

func newOutlets(tb testing.TB, feeds, about int) *outlets {
	tb.Helper()
	l, err := (&net.ListenConfig{}).Listen(tb.Context(), "tcp", "0.0.0.0:0")
	if err != nil {
		tb.Skip("this machine lets nobody listen on all its addresses:", err)
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		tb.Fatal(err)
	}
	o := &outlets{feeds: feeds, about: about, hosts: min(feeds, 32), port: port}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: o}} //nolint:gosec // it serves a test only
	s.Start()
	tb.Cleanup(s.Close)
	return o
}

func (o *outlets) host(n int) string {
	return net.JoinHostPort(fmt.Sprintf("127.0.0.%d", 1+n%o.hosts), o.port)
}

func (o *outlets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var n, k int
	switch {
	case scanned(r.URL.Path, "/feed/%d", &n):
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Outlet %d</title>`, n)
		for k := range pagesOfFeed {
			made := o.report(n, k)
			fmt.Fprintf(w, `<item><title>%s</title><link>/page/%d-%d</link><pubDate>%s</pubDate></item>`, made.title, n, k, made.day.Format(time.RFC1123))
		}
		fmt.Fprint(w, "</channel></rss>")
	case scanned(r.URL.Path, "/page/%d-%d", &n, &k):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, o.report(n, k).page())
	default:
		http.NotFound(w, r)
	}
}

// report is the k-th report of an outlet. The last of a feed are about the situation.
func (o *outlets) report(n, k int) made {
	switch about := k - (pagesOfFeed - o.about); {
	case about < 0:
		return elsewhere(n, k)
	case about%3 == 0:
		return carried(n, (7*n+about)%max(1, o.feeds*o.about/30))
	default:
		return written(n, k)
	}
}

func scanned(path, format string, into ...any) bool {
	n, err := fmt.Sscanf(path, format, into...)
	return err == nil && n == len(into)
}

// The variables that say how many feeds BenchmarkWatch serves, 4 where there is none,
// and how many of the 50 pages of each are about the situation, 3 where there is none.
const (
	feedsVariable = "TRUCEWATCH_BENCH_FEEDS"
	aboutVariable = "TRUCEWATCH_BENCH_ABOUT"
)

func given(variable string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	return otherwise
}

// BenchmarkWatch is one round of a watch from nothing to the ledger: feeds are asked,
// their 50 pages each fetched from servers on this machine, kept where the gate finds
// them to be about the situation, read, and entered; then one report more. The servers
// run in the same process, and count into its time and its memory.
func BenchmarkWatch(b *testing.B) {
	feeds, about := given(feedsVariable, 4), given(aboutVariable, 3)
	o := newOutlets(b, feeds, about)
	var allow []string
	for n := range o.hosts {
		allow = append(allow, o.host(n))
	}
	ctx := context.Background()
	for b.Loop() {
		p, err := app.Open(ctx, app.Settings{
			DB: filepath.Join(b.TempDir(), "p.db"), Mode: app.Fast, Situation: "syria-israel", Web: app.Web{Allow: allow},
		})
		if err != nil {
			b.Fatal(err)
		}
		for n := range feeds {
			if err := p.AddFeed(ctx, app.FeedChoice{URL: fmt.Sprintf("http://%s/feed/%d", o.host(n), n)}); err != nil {
				b.Fatal(err)
			}
		}
		s := app.DefaultWatch()
		s.Once, s.Delay = true, 0
		var round app.WatchRound
		begin, busy := time.Now(), processor(b)
		if err := p.Watch(ctx, s, nil, func(r app.WatchRound) { round = r }); err != nil {
			b.Fatal(err)
		}
		if want := feeds * pagesOfFeed; round.Fetched != want || round.Reports != feeds*about {
			b.Fatalf("%d pages fetched, want %d; %d in the ledger, want %d", round.Fetched, want, round.Reports, feeds*about)
		}
		b.ReportMetric(float64(round.Fetched)/time.Since(begin).Seconds(), "articles/s")
		b.ReportMetric((processor(b)-busy).Seconds()*1000/float64(round.Fetched), "cpu-ms/article")
		b.ReportMetric(float64(round.Reports), "in-ledger")
		b.ReportMetric(peak(b), "peak-MB")
		oneMore(b, p)
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// oneMore measures what one report more costs.
func oneMore(b *testing.B, p *app.Project) {
	b.Helper()
	file := filepath.Join(b.TempDir(), "more.txt")
	if err := os.WriteFile(file, []byte("Fishermen of Tartus blocked the harbour on 3 March 2017 and demanded talks with the port about nets.\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	begin, busy := time.Now(), processor(b)
	if _, err := p.Read(context.Background(), []string{file}, nil); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(begin).Seconds(), "s-for-one-more")
	b.ReportMetric((processor(b) - busy).Seconds(), "cpu-s-for-one-more")
}

// processor is the time that this process has been busy.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak is the most memory that this process has held, in MB; 0 where the system does
// not tell.
func peak(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kb) / 1024
		}
	}
	return 0
}

package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/app"
)

// outlets serves feeds of 50 pages each on many addresses of this machine, each of
// which is a host of its own.
type outlets struct {
	feeds, hosts int
	port         string
}

const pagesOfFeed = 50

func newOutlets(tb testing.TB, feeds int) *outlets {
	tb.Helper()
	l, err := (&net.ListenConfig{}).Listen(tb.Context(), "tcp", "0.0.0.0:0")
	if err != nil {
		tb.Skip("this machine lets nobody listen on all its addresses:", err)
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		tb.Fatal(err)
	}
	o := &outlets{feeds: feeds, hosts: min(feeds, 32), port: port}
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
			fmt.Fprintf(w, `<item><title>Report %d of outlet %d</title><link>/page/%d-%d</link><pubDate>Tue, 06 May 2025 07:00:00 GMT</pubDate></item>`, k, n, n, k)
		}
		fmt.Fprint(w, "</channel></rss>")
	case scanned(r.URL.Path, "/page/%d-%d", &n, &k):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, madeUp(n, k))
	default:
		http.NotFound(w, r)
	}
}

func scanned(path, format string, into ...any) bool {
	n, err := fmt.Sscanf(path, format, into...)
	return err == nil && n == len(into)
}

// madeUp is a page of some 400 words, with as much around them as small sites have.
func madeUp(n, k int) string {
	r := rand.New(rand.NewPCG(uint64(n), uint64(k)))
	pick := func(words string) string {
		list := strings.Split(words, "|")
		return list[r.IntN(len(list))]
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>Report %d of outlet %d</title><style>%s</style></head><body><nav>%s</nav><article><h1>Report %d of outlet %d</h1>`,
		k, n, strings.Repeat(".a{margin:0}", 300), strings.Repeat(`<a href="/x">Section</a> `, 100), k, n)
	for range 20 {
		fmt.Fprintf(&b, "<p>%s %s %s in %s on %s, %s said, and %s officials in %s %s that %d people were %s there.</p>\n",
			pick("Tarvian|Ilsean|Qomori|Northern|Southern"), pick("troops|envoys|fishermen|ministers|gunmen"), pick("met rivals|shelled a bridge|blocked a road|opened talks|left a post"),
			pick("Dorn|Ilsen|Qomor|Lower Mill|the port of Tarv"), pick("Monday|Tuesday|Wednesday|Thursday"), pick("a hospital official|the foreign ministry|two residents|a spokesman"),
			pick("port|health|border|customs"), pick("Dorn|Ilsen|Qomor"), pick("confirmed|denied|reported|added"), 1+r.IntN(90), pick("killed|wounded|detained|displaced"))
	}
	b.WriteString("</article></body></html>")
	return b.String()
}

// feedsVariable says how many feeds BenchmarkWatch serves; 4 where it says nothing.
const feedsVariable = "TRUCEWATCH_BENCH_FEEDS"

// few is up to how many feeds the pages are read too, which takes much longer.
const few = 20

// BenchmarkWatch takes in feeds of 50 pages each from servers on this machine: it
// fetches and stores them all, reads some, and then one more.
func BenchmarkWatch(b *testing.B) {
	feeds := 4
	if n, err := strconv.Atoi(os.Getenv(feedsVariable)); err == nil {
		feeds = n
	}
	o := newOutlets(b, feeds)
	var allow []string
	for n := range o.hosts {
		allow = append(allow, o.host(n))
	}
	ctx := context.Background()
	for b.Loop() {
		p, err := app.Open(ctx, app.Settings{DB: filepath.Join(b.TempDir(), "p.db"), Mode: app.Fast, Web: app.Web{Allow: allow}})
		if err != nil {
			b.Fatal(err)
		}
		for n := range feeds {
			if err := p.AddFeed(ctx, app.FeedChoice{URL: fmt.Sprintf("http://%s/feed/%d", o.host(n), n)}); err != nil {
				b.Fatal(err)
			}
		}
		s := app.DefaultWatch()
		s.Once, s.NoReading, s.Delay = true, true, 0
		begin, taken := time.Now(), 0
		if err := p.Watch(ctx, s, nil, func(r app.WatchRound) { taken += r.Taken }); err != nil {
			b.Fatal(err)
		}
		if want := feeds * pagesOfFeed; taken != want {
			b.Fatalf("%d pages taken, want %d", taken, want)
		}
		b.ReportMetric(float64(taken)/time.Since(begin).Seconds(), "stored/s")
		b.ReportMetric(peak(b), "peak-MB-storing")
		if feeds <= few {
			reading(b, p, taken)
		}
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// reading measures the first ledger of all pages, and the next when one page is new.
func reading(b *testing.B, p *app.Project, pages int) {
	b.Helper()
	ctx := context.Background()
	begin := time.Now()
	if _, err := p.Record(ctx, nil); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(pages)/time.Since(begin).Seconds(), "read/s")
	file := filepath.Join(b.TempDir(), "more.txt")
	if err := os.WriteFile(file, []byte("Fishermen of Qomor blocked the harbour on 3 March 2017 and demanded talks with the port of Ilsen about nets.\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	begin = time.Now()
	if _, err := p.Read(ctx, []string{file}, nil); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(begin).Seconds(), "s-for-one-more")
	b.ReportMetric(peak(b), "peak-MB-reading")
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

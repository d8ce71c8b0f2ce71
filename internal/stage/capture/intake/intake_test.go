package intake_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/stage/capture/intake"
)

type clock struct{}

func (clock) Now() time.Time { return time.Date(2026, 11, 21, 17, 0, 0, 0, time.UTC) }

func (clock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// take takes in what the names stand for.
func take(t *testing.T, ctx context.Context, o intake.Options, names ...string) (taken []trucewatch.Capture, issues, passing []trucewatch.Issue) {
	t.Helper()
	o.Clock, o.Passing = clock{}, func(i trucewatch.Issue) { passing = append(passing, i) }
	for c, issue := range intake.Take(ctx, names, o) {
		if issue != nil {
			issues = append(issues, *issue)
			continue
		}
		taken = append(taken, c)
	}
	return taken, issues, passing
}

// TestStandardInput tells by its first bytes what comes in.
func TestStandardInput(t *testing.T) {
	for in, name := range map[string]string{
		"Envoys met in Geneva.":                          "stdin.txt",
		"<b>Bold words</b> open this text":               "stdin.txt",
		"<!doctype html><p>Envoys met":                   "stdin.html",
		"\ufeff <html><body>Envoys met":                  "stdin.html",
		`{"text":"Envoys met."}`:                         "stdin.json",
		"{\"text\":\"Envoys\"}\n{\"text\":\"met.\"}\n":   "stdin.jsonl",
		`[{"text":"Envoys met."}]`:                       "stdin.json",
		"[1] Envoys met in Geneva, the ministry said.":   "stdin.txt",
		"https://news.example/a is where the story lies": "stdin.txt",
	} {
		o := intake.DefaultOptions()
		o.Stdin = strings.NewReader(in)
		taken, issues, passing := take(t, t.Context(), o, "-")
		if len(taken) != 1 || taken[0].Name != name || string(taken[0].Bytes) != in || len(issues)+len(passing) != 0 {
			t.Errorf("%q: %+v %+v %+v, want %s", in, taken, issues, passing, name)
		}
	}
	if taken, _, passing := take(t, t.Context(), intake.DefaultOptions(), "-"); len(taken) != 0 || len(passing) != 1 {
		t.Errorf("no standard input: %+v %+v", taken, passing)
	}
}

// TestFoldersDoNotLeadToTheWeb reads a folder in which lists and archives lie.
func TestFoldersDoNotLeadToTheWeb(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"a.txt": "Envoys met.", "addresses.txt": "https://news.example/a\n", "feed.xml": "<rss><channel><item><link>https://news.example/a</link></item></channel></rss>", "x.warc": "WARC/1.0\r\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	taken, issues, passing := take(t, t.Context(), intake.DefaultOptions(), dir)
	if len(taken) != 2 || len(issues) != 2 || len(passing) != 0 || !strings.Contains(issues[0].Why, "named one by one") {
		t.Errorf("%+v %+v %+v", taken, issues, passing)
	}
	_, issues, passing = take(t, t.Context(), intake.DefaultOptions(), filepath.Join(dir, "addresses.txt"))
	if len(issues) != 1 || issues[0].Where != "https://news.example/a" || len(passing) != 0 {
		t.Errorf("without a client: %+v %+v", issues, passing)
	}
}

// TestEnds stops when the caller or the context does.
func TestEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/b" {
			cancel()
		}
		_, _ = w.Write([]byte("<html><p>Envoys met in Geneva."))
	}))
	defer s.Close()
	f := fetch.DefaultOptions(clock{})
	f.Allow = []string{s.Listener.Addr().String()}
	c, err := fetch.New(f)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	o := intake.DefaultOptions()
	o.Web, o.Clock = c, clock{}
	n := 0
	for range intake.Take(ctx, []string{s.URL + "/x", s.URL + "/y"}, o) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d steps", n)
	}
	taken, issues, passing := take(t, ctx, o, s.URL+"/a", s.URL+"/b", s.URL+"/c", s.URL+"/d")
	if !errors.Is(ctx.Err(), context.Canceled) || len(taken) > 2 || len(issues)+len(passing) != 0 {
		t.Errorf("%d pages after the end, %+v %+v", len(taken), issues, passing)
	}
}

// TestCarried makes pages of texts that stand in a feed.
func TestCarried(t *testing.T) {
	long := "<p>" + strings.Repeat("Envoys met in Geneva. ", 20)
	f, at := feed.Feed{Title: "Harbour Gazette"}, clock{}.Now()
	var ids []string
	for _, tc := range []struct {
		e   feed.Entry
		url string
	}{
		{feed.Entry{URL: "https://news.example/a", Content: long, Whole: true}, "https://news.example/a"},
		{feed.Entry{GUID: "tag:1 2", Content: long, Whole: true}, "https://news.example/feed#tag:1%202"},
		{feed.Entry{Title: "x", Content: long, Whole: true}, "https://news.example/feed#"},
		{feed.Entry{URL: "https://news.example/a", Content: long}, ""},
		{feed.Entry{URL: "https://news.example/a", Content: "Short.", Whole: true}, ""},
	} {
		p, ok := intake.Carried(f, "https://news.example/feed", tc.e, at)
		if ok != (tc.url != "") || !strings.HasPrefix(p.URL, tc.url) || ok && p.Listed.Outlet != "Harbour Gazette" {
			t.Errorf("%+v gave %v %+v", tc.e, ok, p)
		}
		ids = append(ids, p.URL)
	}
	if slices.Contains(ids, "https://news.example/feed#") {
		t.Error("an entry without a GUID has no address of its own")
	}
}

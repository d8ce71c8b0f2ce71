package watch_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/app/watch"
	"github.com/trucewatch/trucewatch/internal/base/relevance"
	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/stage/extract"
	"github.com/trucewatch/trucewatch/internal/store"
	"github.com/trucewatch/trucewatch/internal/store/memory"
	"github.com/trucewatch/trucewatch/packs"
)

// clock stands still but for what is slept.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	c.now = c.now.Add(d)
	c.mu.Unlock()
	return ctx.Err()
}

// web is a made-up web: what each address answers, and how often it was asked.
type web struct {
	mu     sync.Mutex
	pages  map[string]page
	asked  map[string]int
	before func(url string) // called before each answer
}

// page is what one address answers.
type page struct {
	body, media, etag string
	err               *fetch.Error
}

func (w *web) Fetch(ctx context.Context, r fetch.Request) (fetch.Response, error) {
	if w.before != nil {
		w.before(r.URL)
	}
	if err := ctx.Err(); err != nil {
		return fetch.Response{}, &fetch.Error{Kind: fetch.Canceled, URL: r.URL, Why: "it was not waited for", Err: err}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked[r.URL]++
	p, ok := w.pages[r.URL]
	switch {
	case !ok:
		return fetch.Response{}, &fetch.Error{Kind: fetch.Gone, URL: r.URL, Status: 404, Why: "there is nothing any more (404 Not Found)"}
	case p.err != nil:
		return fetch.Response{}, p.err
	case p.etag != "" && p.etag == r.ETag:
		return fetch.Response{URL: r.URL, Status: 304, NotModified: true, ETag: p.etag}, nil
	}
	return fetch.Response{URL: r.URL, Status: 200, MediaType: p.media, Bytes: []byte(p.body), ETag: p.etag}, nil
}

// stand is a watcher with all that belongs to it.
type stand struct {
	*watch.Watcher
	store *memory.Store
	web   *web
	clock *clock
	lines []watch.Line
}

const source = "https://harbour.example/feed.xml"

func newStand(t *testing.T, change func(*watch.Settings)) *stand {
	t.Helper()
	rules, err := extract.LoadRules(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	s := &stand{
		store: memory.New(), web: &web{pages: map[string]page{}, asked: map[string]int{}},
		clock: &clock{now: time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC)},
	}
	set := watch.Default()
	set.Store, set.Web, set.Clock, set.Rules = s.store, s.web, s.clock, rules
	set.Log = func(l watch.Line) { s.lines = append(s.lines, l) }
	if change != nil {
		change(&set)
	}
	if s.Watcher, err = watch.New(set); err != nil {
		t.Fatal(err)
	}
	s.add(t, store.Feed{URL: source, Outlet: "Harbour Gazette", Every: 10 * time.Minute})
	return s
}

func (s *stand) add(t *testing.T, f store.Feed) {
	t.Helper()
	f.Added = s.clock.Now()
	if err := s.store.PutFeed(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// round goes one round and checks what it did.
func (s *stand) round(t *testing.T, want watch.Tally) {
	t.Helper()
	got, err := s.Round(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("tally (-want +got)\n%s", diff)
	}
}

// texts returns the bytes of all captures that are kept, in order.
func (s *stand) texts(t *testing.T) []string {
	t.Helper()
	var out []string
	for c, err := range s.store.Captures(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(c.Bytes))
	}
	slices.Sort(out)
	return out
}

func (s *stand) did(what string) (out []watch.Line) {
	for _, l := range s.lines {
		if l.Did == what {
			out = append(out, l)
		}
	}
	return out
}

// rss makes a feed of entries, each "path|title" with "|updated" or without.
func rss(entries ...string) page {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Harbour news</title>`)
	for _, e := range entries {
		part := strings.SplitN(e, "|", 3)
		fmt.Fprintf(&b, "<item><title>%s</title><link>https://harbour.example/%s</link><pubDate>Tue, 06 May 2031 07:00:00 GMT</pubDate>", part[1], part[0])
		if len(part) > 2 {
			fmt.Fprintf(&b, "<description><![CDATA[%s]]></description>", part[2])
		}
		b.WriteString("</item>")
	}
	b.WriteString("</channel></rss>")
	return page{body: b.String(), media: "application/rss+xml"}
}

// report makes a page of a report.
func report(title, text string) page {
	return page{media: "text/html", body: fmt.Sprintf("<html lang=en><head><title>%s</title><meta name=author content=\"Ilse Maren\"></head><body><article><h1>%[1]s</h1><p>%s</p></article></body></html>", title, text)}
}

const body = "At least 30 people were killed when a ferry sank off Dorna on Monday, the harbour office said. Boats from both coasts searched until night fell."

func TestRound(t *testing.T) {
	s := newStand(t, nil)
	s.web.pages[source] = rss("a|Ferry sinks", "b|Talks begin")
	s.web.pages["https://harbour.example/a"] = report("Ferry sinks", body)
	s.web.pages["https://harbour.example/b"] = report("Talks begin", "Envoys met in Dorna on Monday to talk about the harbour, the port office said, and will meet again.")
	s.round(t, watch.Tally{Feeds: 1, Queued: 2, Fetched: 2, Taken: 2})
	s.round(t, watch.Tally{}) // nothing is due
	s.clock.now = s.clock.now.Add(15 * time.Minute)
	s.round(t, watch.Tally{Feeds: 1})
	if n := len(s.texts(t)); n != 2 {
		t.Errorf("%d captures, want 2", n)
	}
	for c, err := range s.store.Captures(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{`"outlet":"Harbour Gazette"`, `"published":"2031-05-06T07:00:00Z"`, `"url":"https://harbour.example/`} {
			if !strings.Contains(string(c.Meta), want) {
				t.Errorf("%s is not in the side data %s", want, c.Meta)
			}
		}
		if !strings.HasPrefix(c.Path, "https://harbour.example/") || len(c.Name) != 1 {
			t.Errorf("capture %q of %q", c.Name, c.Path)
		}
	}
	days, err := s.store.Days(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	want := []store.Day{{Feed: source, Date: "2031-05-06", Polls: 2, Found: 2, Taken: 2, Dated: 2, Signed: 2}}
	if diff := cmp.Diff(want, days); diff != "" {
		t.Errorf("days (-want +got)\n%s", diff)
	}
}

func TestNewVersion(t *testing.T) {
	s := newStand(t, nil)
	a := "https://harbour.example/a"
	s.web.pages[source] = rss("a|Ferry sinks")
	first := report("Ferry sinks", body)
	first.etag = `"1"`
	s.web.pages[a] = first
	s.round(t, watch.Tally{Feeds: 1, Queued: 1, Fetched: 1, Taken: 1})

	s.clock.now = s.clock.now.Add(time.Hour + 10*time.Minute)
	s.round(t, watch.Tally{Feeds: 1, Fetched: 1}) // looked at again after an hour: 304
	sameText := first
	sameText.etag, sameText.body = `"2"`, strings.Replace(first.body, "<body>", "<body><!-- served by host 7 -->", 1)
	s.web.pages[a] = sameText
	s.clock.now = s.clock.now.Add(6 * time.Hour)
	s.round(t, watch.Tally{Feeds: 1, Fetched: 1}) // other bytes, the same words
	s.web.pages[a] = report("Ferry sinks", strings.Replace(body, "30", "43", 1))
	s.clock.now = s.clock.now.Add(24 * time.Hour)
	s.round(t, watch.Tally{Feeds: 1, Fetched: 1, Changed: 1})
	changed, err := s.store.Changed(t.Context())
	if err != nil || len(changed) != 1 || len(changed[0].Captures) != 2 {
		t.Fatalf("Changed = %v, %v; want one page of two versions", changed, err)
	}
	delete(s.web.pages, a)
	s.clock.now = s.clock.now.Add(72 * time.Hour)
	s.round(t, watch.Tally{Feeds: 1, Fetched: 1, Vanished: 1})
	s.clock.now = s.clock.now.Add(720 * time.Hour)
	s.round(t, watch.Tally{Feeds: 1})
	if n := len(s.texts(t)); n != 2 {
		t.Errorf("%d captures, want 2", n)
	}
}

// TestFeedSaysSo fetches a page again when its feed gives it another title.
func TestFeedSaysSo(t *testing.T) {
	s := newStand(t, func(set *watch.Settings) { set.Looks = nil })
	s.web.pages[source] = rss("a|Ferry sinks")
	s.web.pages["https://harbour.example/a"] = report("Ferry sinks", body)
	s.round(t, watch.Tally{Feeds: 1, Queued: 1, Fetched: 1, Taken: 1})
	s.web.pages[source] = rss("a|Ferry sinks, 43 dead")
	s.web.pages["https://harbour.example/a"] = report("Ferry sinks, 43 dead", strings.Replace(body, "30", "43", 1))
	s.clock.now = s.clock.now.Add(time.Hour)
	s.round(t, watch.Tally{Feeds: 1, Queued: 1, Fetched: 1, Changed: 1})
	s.clock.now = s.clock.now.Add(time.Hour)
	s.round(t, watch.Tally{Feeds: 1})
}

func TestPutOffAndGiveUp(t *testing.T) {
	s := newStand(t, func(set *watch.Settings) { set.Tries = 3 })
	a := "https://harbour.example/a"
	s.web.pages[source] = rss("a|Ferry sinks", "b|Gone")
	s.web.pages[a] = page{err: &fetch.Error{Kind: fetch.Busy, URL: a, Status: 503, Why: "the site asks to come back later (503 Service Unavailable)", RetryAfter: 30 * time.Minute}}
	s.round(t, watch.Tally{Feeds: 1, Queued: 2, Fetched: 2, PutOff: 1, GivenUp: 1})
	s.clock.now = s.clock.now.Add(29 * time.Minute)
	s.round(t, watch.Tally{Feeds: 1}) // the wish of the server is kept
	s.clock.now = s.clock.now.Add(time.Minute)
	s.round(t, watch.Tally{Fetched: 1, PutOff: 1})
	s.clock.now = s.clock.now.Add(time.Hour)
	s.round(t, watch.Tally{Feeds: 1, Fetched: 1, GivenUp: 1})
	issues, err := s.store.Issues(t.Context())
	if err != nil || len(issues) != 2 {
		t.Fatalf("issues %v, %v; want two", issues, err)
	}
	for _, i := range issues {
		if !i.LeftOut() || i.Why == "" {
			t.Errorf("the issue %+v does not say that something was left out, and why", i)
		}
	}
	if s.web.asked[a] != 3 {
		t.Errorf("asked %d times, want 3", s.web.asked[a])
	}
	// The operator mends the page, and the user asks for it.
	s.web.pages[a] = report("Ferry sinks", body)
	if ok, err := s.store.Requeue(t.Context(), a, s.clock.Now()); !ok || err != nil {
		t.Fatal(ok, err)
	}
	s.round(t, watch.Tally{Fetched: 1, Taken: 1})
	if issues, err = s.store.Issues(t.Context()); err != nil || len(issues) != 1 {
		t.Errorf("issues %v, %v; want one", issues, err)
	}
}

func TestFailingFeed(t *testing.T) {
	s := newStand(t, nil)
	s.web.pages[source] = page{err: &fetch.Error{Kind: fetch.Server, URL: source, Status: 500, Why: "the site has a fault (500 Internal Server Error)"}}
	var last time.Duration
	for n := range 12 {
		s.round(t, watch.Tally{Feeds: 1, Failed: 1})
		rest, err := s.Rest(t.Context(), 1000*time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if rest < last || rest > 27*time.Hour {
			t.Errorf("after failure %d it is asked again in %s, before that %s", n+1, rest, last)
		}
		last = rest
		s.clock.now = s.clock.now.Add(rest)
	}
	s.web.pages[source] = page{body: "<html>", media: "application/octet-stream"}
	s.web.pages[source] = rss("a|Ferry sinks")
	s.web.pages["https://harbour.example/a"] = report("Ferry sinks", body)
	s.round(t, watch.Tally{Feeds: 1, Queued: 1, Fetched: 1, Taken: 1})
	feeds, err := s.store.Feeds(t.Context())
	if err != nil || feeds[0].State.Error != "" || feeds[0].State.Failures != 0 || feeds[0].State.LastError.IsZero() {
		t.Errorf("the state of a feed that answers again: %+v, %v", feeds[0].State, err)
	}
	for _, l := range s.did(watch.Failed) {
		if !strings.Contains(l.Why, "has a fault") {
			t.Errorf("%q does not say why in plain words", l)
		}
	}
}

// TestWholeTextInFeed takes the text of the feed where the page cannot be fetched, and
// where an entry has no page.
func TestWholeTextInFeed(t *testing.T) {
	s := newStand(t, nil)
	long := strings.Repeat(body+" ", 10)
	s.web.pages[source] = page{media: "application/feed+json", body: fmt.Sprintf(`{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [
		{"id": "1", "url": "https://harbour.example/walled", "title": "Behind a wall", "content_text": %q},
		{"id": "2", "title": "Without a page", "content_html": "<p>%s</p>"}]}`, long, long)}
	s.web.pages["https://harbour.example/walled"] = page{err: &fetch.Error{Kind: fetch.Denied, Status: 403, Why: "the site keeps us out (403 Forbidden)"}}
	s.round(t, watch.Tally{Feeds: 1, Queued: 2, Fetched: 2, Taken: 2})
	if got := s.texts(t); len(got) != 2 || !strings.Contains(got[1], "At least 30") {
		t.Errorf("texts %q", got)
	}
	if got := s.did(watch.Kept); !slices.ContainsFunc(got, func(l watch.Line) bool { return strings.Contains(l.Why, "that of the feed") }) {
		t.Errorf("no line says that the text is that of the feed: %v", got)
	}
	s.clock.now = s.clock.now.Add(500 * time.Hour)
	s.round(t, watch.Tally{Feeds: 1})
}

func TestGate(t *testing.T) {
	hills := relevance.New(situation.Situation{ID: "hills", Name: "The hills", Countries: []string{"norway"}, Watch: []string{"dorna"}},
		relevance.Lands{"norway": {"Norway", "Norwegian"}})
	s := newStand(t, func(set *watch.Settings) { set.Gate = hills })
	s.add(t, store.Feed{URL: "https://open.example/feed", Gate: "off", Every: time.Hour})
	s.web.pages[source] = rss("a|Norwegian ferry sinks", "b|Football")
	s.web.pages["https://open.example/feed"] = rss("c|Cooking")
	s.web.pages["https://harbour.example/a"] = report("Norwegian ferry sinks", body)
	s.web.pages["https://harbour.example/b"] = report("Football", "The match in Dorna ended with two goals, and the crowd went home early because of the rain.")
	s.web.pages["https://harbour.example/c"] = report("Cooking", "Boil the rice for ten minutes and let it rest for ten more before it is served with herbs.")
	s.round(t, watch.Tally{Feeds: 2, Queued: 3, Fetched: 3, Taken: 2, LeftOut: 1})
	left, err := s.store.Pages(t.Context(), store.LeftOut)
	if err != nil || len(left) != 1 || !strings.Contains(left[0].Why, "dorna") {
		t.Fatalf("left out %+v, %v; want the page with the word that was found", left, err)
	}
	if ok, err := s.store.Requeue(t.Context(), left[0].URL, s.clock.Now()); !ok || err != nil {
		t.Fatal(ok, err)
	}
	s.round(t, watch.Tally{Fetched: 1, Taken: 1})
}

func TestKinds(t *testing.T) {
	s := newStand(t, nil)
	s.web.pages[source] = rss("a|Picture", "b|Empty", "c|Plain", "d|No type")
	s.web.pages["https://harbour.example/a"] = page{body: "\xff\xd8\xff", media: "image/jpeg"}
	s.web.pages["https://harbour.example/b"] = page{body: " \n", media: "text/html"}
	s.web.pages["https://harbour.example/c"] = page{body: body, media: "text/plain"}
	s.web.pages["https://harbour.example/d"] = page{body: report("No type", body).body}
	s.round(t, watch.Tally{Feeds: 1, Queued: 4, Fetched: 4, Taken: 2, GivenUp: 2})
	for _, l := range s.did(watch.GaveUp) {
		if !strings.Contains(l.Why, "picture") && !strings.Contains(l.Why, "empty") {
			t.Errorf("%v does not say why", l)
		}
	}
}

// TestStop ends a round in its middle: what has come is kept, the rest stays in the
// queue, and the next round takes it.
func TestStop(t *testing.T) {
	s := newStand(t, nil)
	var list []string
	for n := range 20 {
		path := fmt.Sprint("p", n)
		list = append(list, path+"|Report "+path)
		s.web.pages["https://harbour.example/"+path] = report("Report "+path, body)
	}
	s.web.pages[source] = rss(list...)
	ctx, cancel := context.WithCancel(t.Context())
	s.web.before = func(url string) {
		if strings.HasSuffix(url, "p14") {
			cancel()
		}
	}
	if _, err := s.Round(ctx); err == nil {
		t.Fatal("a round that was stopped gives no error")
	}
	kept := len(s.texts(t))
	if kept == 0 || kept == 20 {
		t.Errorf("%d of 20 reports were kept when the round was stopped", kept)
	}
	if err := s.Run(ctx, watch.Course{}); err != nil {
		t.Errorf("being told to stop is an error: %v", err)
	}
	s.web.before = nil
	s.round(t, watch.Tally{Fetched: 20 - kept, Taken: 20 - kept})
	for url, n := range s.web.asked {
		if n != 1 {
			t.Errorf("%s was asked %d times", url, n)
		}
	}
}

// TestRun goes on for a day of a clock that only sleeping moves.
func TestRun(t *testing.T) {
	s := newStand(t, nil)
	s.web.pages[source] = rss("a|Ferry sinks")
	s.web.pages["https://harbour.example/a"] = report("Ferry sinks", body)
	rounds := 0
	err := s.Run(t.Context(), watch.Course{
		After: func(context.Context, watch.Tally) error { rounds++; return nil },
		Until: s.clock.Now().Add(24 * time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := s.web.asked[source]; n < 130 || n > 160 {
		t.Errorf("a feed of every 10 minutes was asked %d times in a day", n)
	}
	if n := s.web.asked["https://harbour.example/a"]; n < 3 || n > 4 {
		t.Errorf("the page was looked at %d times in a day, want 3 or 4", n)
	}
	if rounds < 1440 || rounds > 3200 {
		t.Errorf("%d rounds in a day", rounds)
	}
}

func TestSitemapIndex(t *testing.T) {
	s := newStand(t, func(set *watch.Settings) { set.Entries, set.Looks = 3, nil })
	head := `<?xml version="1.0"?><%s xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
	s.web.pages[source] = page{etag: `"x"`, media: "application/xml", body: fmt.Sprintf(head, "sitemapindex") +
		"<sitemap><loc>https://harbour.example/may.xml</loc><lastmod>2031-05-01</lastmod></sitemap></sitemapindex>"}
	var b strings.Builder
	fmt.Fprintf(&b, head, "urlset")
	for n := range 5 {
		fmt.Fprintf(&b, "<url><loc>https://harbour.example/p%d</loc><lastmod>2031-05-0%d</lastmod></url>", n, n+1)
		s.web.pages[fmt.Sprint("https://harbour.example/p", n)] = report(fmt.Sprint("Report ", n), body)
	}
	s.web.pages["https://harbour.example/may.xml"] = page{media: "application/xml", body: b.String() + "</urlset>"}
	s.round(t, watch.Tally{Feeds: 1, Queued: 3, Fetched: 3, Taken: 3})
	if s.web.asked["https://harbour.example/p4"] != 1 || s.web.asked["https://harbour.example/p0"] != 0 {
		t.Errorf("of more entries than may be queued the newest are taken: %v", s.web.asked)
	}
	s.clock.now = s.clock.now.Add(time.Hour)
	s.round(t, watch.Tally{Feeds: 1})
	if s.web.asked["https://harbour.example/may.xml"] != 2 {
		t.Error("an index that has not changed keeps its sitemaps from being read")
	}
}

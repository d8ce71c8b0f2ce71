package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// instant is the n-th minute of a made-up day.
func instant(n int) time.Time {
	return time.Date(2031, 5, 6, 0, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Minute)
}

// Feed returns the n-th of a series of made-up feeds.
func Feed(n int) store.Feed {
	return store.Feed{
		URL: fmt.Sprintf("https://feed-%02d.example/rss", n), Name: fmt.Sprint("Feed ", n), Outlet: "Harbour Gazette",
		Gate: "off", From: "feeds.yaml", Every: 10 * time.Minute, Added: instant(0),
	}
}

// entry is the n-th of a series of listed pages.
func entry(n int, mark string) store.Entry {
	u := fmt.Sprintf("https://site.example/%03d", n)
	return store.Entry{URL: u, Address: u + "?from=feed", Title: fmt.Sprint("Page ", n), Author: "R. Writer", Published: "2031-05-06", Summary: "Talks", Whole: n%2 == 0, Mark: mark}
}

// version makes a capture of the n-th listed page.
func version(n int, text string) *trucewatch.Capture {
	c := Document(n)
	c.Path, c.Bytes = entry(n, "").URL, []byte(text)
	c.ID = fmt.Sprintf("%03d-%s", n, text)
	return &c
}

// visit is a visit that took a version, at a minute.
func visit(n, known, minute int, c *trucewatch.Capture) store.Visit {
	return store.Visit{URL: entry(n, "").URL, Versions: known, When: instant(minute), State: store.Taken, ETag: `"e"`, Capture: c, Dated: true}
}

func feed(t *testing.T, s store.Store, feeds ...store.Feed) {
	t.Helper()
	for _, f := range feeds {
		if err := s.PutFeed(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
}

func polled(t *testing.T, s store.Store, want int, p store.Poll) {
	t.Helper()
	if queued, err := s.Polled(t.Context(), p); queued != want || err != nil {
		t.Fatalf("Polled(%s) = %d, %v; want %d queued", p.Feed, queued, err, want)
	}
}

func settled(t *testing.T, s store.Store, want int, visits ...store.Visit) {
	t.Helper()
	if added, err := s.Settle(t.Context(), visits); added != want || err != nil {
		t.Fatalf("Settle = %d, %v; want %d added", added, err, want)
	}
}

// due returns the URLs that are due by a minute.
func due(t *testing.T, s store.Store, minute int) []string {
	t.Helper()
	list, err := s.DuePages(t.Context(), instant(minute), 100)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range list {
		out = append(out, p.URL)
	}
	return out
}

func testFeeds(t *testing.T, s store.Store) {
	t.Helper()
	feed(t, s, Feed(2), Feed(1))
	want := []store.Feed{Feed(1), Feed(2)}
	for i := range want {
		want[i].State.Due = instant(0) // at once
	}
	check := func(what string) {
		t.Helper()
		got, err := s.Feeds(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		same(t, what, got, want)
	}
	check("feeds")
	state := store.FeedState{Kind: "rss", Title: "All news", ETag: `W/"1"`, Modified: "Tue", Due: instant(10), LastOK: instant(1), LastError: instant(0), Error: "no answer", Failures: 2}
	polled(t, s, 0, store.Poll{Feed: Feed(1).URL, When: instant(1), State: state})
	polled(t, s, 0, store.Poll{Feed: "https://removed.example/", When: instant(1), State: state, Entries: []store.Entry{entry(1, "")}})
	want[0].State = state
	check("feeds after a poll")
	if err := s.Hurry(t.Context(), Feed(1).URL, instant(3)); err != nil {
		t.Fatal(err)
	}
	state.Due = instant(3)
	want[0].State = state
	check("feeds after making one due")
	changed := Feed(1)
	changed.Name, changed.Paused, changed.Every, changed.Added = "Another name", true, time.Hour, instant(99)
	feed(t, s, changed)
	changed.State, changed.Added = state, instant(0)
	want[0] = changed
	check("feeds after a change")
	for _, there := range []bool{true, false} {
		if got, err := s.RemoveFeed(t.Context(), Feed(1).URL); got != there || err != nil {
			t.Errorf("RemoveFeed = %v, %v; want %v", got, err, there)
		}
	}
	want = want[1:]
	check("feeds after removing")
	if err := s.PutFeed(t.Context(), store.Feed{URL: "x"}); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("PutFeed = %v, want ErrInvalid", err)
	}
}

func testQueue(t *testing.T, s store.Store) {
	t.Helper()
	feed(t, s, Feed(1), Feed(2))
	list := []store.Entry{entry(3, "a"), entry(1, "a"), entry(2, "a"), entry(1, "a")}
	polled(t, s, 3, store.Poll{Feed: Feed(2).URL, When: instant(1), Entries: list})
	polled(t, s, 0, store.Poll{Feed: Feed(2).URL, When: instant(2), Entries: list})
	other := entry(1, "b")
	other.Title = "As the first feed has it"
	polled(t, s, 0, store.Poll{Feed: Feed(1).URL, When: instant(3), Entries: []store.Entry{other}}) // waits already
	same(t, "due too early", due(t, s, 0), []string(nil))
	same(t, "due", due(t, s, 1), []string{entry(1, "").URL, entry(2, "").URL, entry(3, "").URL})
	if two, err := s.DuePages(t.Context(), instant(9), 2); len(two) != 2 || err != nil {
		t.Errorf("DuePages with a limit of 2 = %d pages, %v", len(two), err)
	}
	pages, err := s.Pages(t.Context(), store.Waiting)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "page of two feeds", pages[0], store.Page{Entry: other, Feed: Feed(1).URL, FirstSeen: instant(1), State: store.Waiting, Due: instant(1), Day: "2031-05-06"})

	paused := Feed(2)
	paused.Paused = true
	feed(t, s, paused)
	same(t, "due with a paused feed", due(t, s, 9), []string{entry(1, "").URL})
	feed(t, s, Feed(2))

	settled(t, s, 1, visit(1, 0, 4, version(1, "thirty")))
	same(t, "due after taking", due(t, s, 99), []string{entry(2, "").URL, entry(3, "").URL})
	polled(t, s, 0, store.Poll{Feed: Feed(2).URL, When: instant(5), Entries: []store.Entry{entry(1, "c")}}) // not its page
	polled(t, s, 1, store.Poll{Feed: Feed(1).URL, When: instant(6), Entries: []store.Entry{entry(1, "c")}})
	next, err := s.NextDue(t.Context())
	if !next.Equal(instant(1)) || err != nil {
		t.Errorf("NextDue = %v, %v", next, err)
	}
	same(t, "due after a change", due(t, s, 99), []string{entry(2, "").URL, entry(3, "").URL, entry(1, "").URL})
	if there, err := s.RemoveFeed(t.Context(), Feed(2).URL); !there || err != nil {
		t.Fatal(there, err)
	}
	same(t, "due after removing a feed", due(t, s, 99), []string{entry(1, "").URL})
	for url, want := range map[string]bool{entry(1, "").URL: true, "https://nowhere.example/": false} {
		if there, err := s.Requeue(t.Context(), url, instant(7)); there != want || err != nil {
			t.Errorf("Requeue(%s) = %v, %v", url, there, err)
		}
	}
	if pages, err = s.Pages(t.Context(), store.Waiting); err != nil || len(pages) != 1 || !pages[0].Forced || !pages[0].Due.Equal(instant(7)) {
		t.Errorf("pages after Requeue: %+v, %v", pages, err)
	}
}

func testVersions(t *testing.T, s store.Store) {
	t.Helper()
	feed(t, s, Feed(1))
	polled(t, s, 3, store.Poll{Feed: Feed(1).URL, When: instant(1), Entries: []store.Entry{entry(1, ""), entry(2, ""), entry(3, "")}})
	issue := trucewatch.Issue{Where: entry(3, "").URL, What: "the report was left out", Why: "no answer"}
	left := store.Visit{URL: entry(2, "").URL, When: instant(2), State: store.LeftOut, Why: "names nobody"}
	gone := store.Visit{URL: entry(3, "").URL, When: instant(2), State: store.GivenUp, Why: "no answer", Tries: 6, Issue: &issue}
	settled(t, s, 1, visit(1, 0, 2, version(1, "thirty")), left, gone)
	settled(t, s, 0, visit(1, 1, 3, version(1, "thirty"))) // the same again
	settled(t, s, 0, visit(1, 0, 3, version(1, "late")))   // fetched before the first was kept
	settled(t, s, 0, store.Visit{URL: "https://removed.example/", When: instant(3), State: store.Taken})
	same(t, "issues", Read(t, s).Issues, []trucewatch.Issue{issue})
	changed := func(want ...store.Versions) {
		t.Helper()
		got, err := s.Changed(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		same(t, "changed pages", got, want)
	}
	changed()
	settled(t, s, 1, visit(1, 1, 1441, version(1, "forty-three")))
	settled(t, s, 1, visit(1, 2, 1442, version(1, "thirty"))) // as it was at first
	changed(store.Versions{URL: entry(1, "").URL, Captures: []string{"001-thirty", "001-forty-three", "001-thirty"}})
	settled(t, s, 1, visit(3, 0, 1443, version(3, "there after all")))
	same(t, "issues of a page that could be fetched", Read(t, s).Issues, []trucewatch.Issue(nil))
	if n := len(Read(t, s).Captures); n != 3 {
		t.Errorf("%d captures, want 3", n)
	}
	counts, err := s.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "counts", counts, []store.Count{{Feed: Feed(1).URL, State: store.LeftOut, Pages: 1}, {Feed: Feed(1).URL, State: store.Taken, Pages: 2}})
	days, err := s.Days(t.Context(), "2031-05-06")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "days", days, []store.Day{
		{Feed: Feed(1).URL, Date: "2031-05-06", Polls: 1, Found: 3, Taken: 1, LeftOut: 1, GivenUp: 1, Dated: 1},
		{Feed: Feed(1).URL, Date: "2031-05-07", Taken: 3, Dated: 3},
	})
	if days, err = s.Days(t.Context(), "2031-05-07"); len(days) != 1 || err != nil {
		t.Errorf("Days of the second day: %v, %v", days, err)
	}
	c, err := s.Capture(t.Context(), "001-forty-three")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "capture", c, *version(1, "forty-three"))
	if _, err := s.Capture(t.Context(), "none"); !errors.Is(err, store.ErrNone) {
		t.Errorf("Capture = %v, want ErrNone", err)
	}
}

func testSettleWhole(t *testing.T, s store.Store) {
	t.Helper()
	feed(t, s, Feed(1))
	polled(t, s, 2, store.Poll{Feed: Feed(1).URL, When: instant(1), Entries: []store.Entry{entry(1, ""), entry(2, "")}})
	settled(t, s, 1, visit(1, 0, 2, version(1, "thirty")))
	before := Read(t, s)
	elsewhere := visit(2, 0, 3, version(2, "x"))
	elsewhere.Capture.Path = "another"
	clash := visit(2, 0, 3, version(2, "x"))
	clash.Capture.ID = version(1, "thirty").ID
	for _, wrong := range []store.Visit{elsewhere, clash, {URL: "x"}} {
		if added, err := s.Settle(t.Context(), []store.Visit{visit(1, 1, 3, version(1, "new")), wrong}); err == nil || added != 0 {
			t.Errorf("Settle = %d, %v; want an error", added, err)
		}
	}
	same(t, "contents", Read(t, s), before)
	same(t, "due", due(t, s, 9), []string{entry(2, "").URL})
	if err := s.SetLedger(t.Context(), "d", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	later := store.Visit{URL: entry(2, "").URL, When: instant(3), State: store.Waiting, Due: instant(4), Tries: 1, Why: "no answer"}
	settled(t, s, 0, later)
	if stamp, err := s.Stamp(t.Context()); stamp != "d" || err != nil {
		t.Errorf("after a failed visit: Stamp = %q, %v", stamp, err)
	}
	same(t, "due", due(t, s, 9), []string{entry(2, "").URL})
	settled(t, s, 1, visit(2, 0, 4, version(2, "x")))
	if stamp, err := s.Stamp(t.Context()); stamp != "" || err != nil {
		t.Errorf("after a new version: Stamp = %q, %v", stamp, err)
	}
}

// testManyWatchers lets several watchers settle the same pages at once.
func testManyWatchers(t *testing.T, s store.Store) {
	t.Helper()
	feed(t, s, Feed(1))
	var list []store.Entry
	for n := range 40 {
		list = append(list, entry(n, ""))
	}
	polled(t, s, 40, store.Poll{Feed: Feed(1).URL, When: instant(1), Entries: list})
	added := make(chan int)
	for worker := range 4 {
		go func() {
			sum := 0
			for batch := range slices.Chunk(list, 7) {
				var visits []store.Visit
				for _, e := range batch {
					n := slices.Index(list, e)
					visits = append(visits, visit(n, 0, 2, version(n, fmt.Sprint("by ", worker))))
				}
				n, err := s.Settle(context.Background(), visits)
				if err != nil {
					t.Errorf("Settle: %v", err)
				}
				sum += n
			}
			added <- sum
		}()
	}
	total := 0
	for range 4 {
		total += <-added
	}
	if got := len(Read(t, s).Captures); total != 40 || got != 40 {
		t.Errorf("%d added, %d captures; want 40 of each", total, got)
	}
	if changed, err := s.Changed(t.Context()); len(changed) > 0 || err != nil {
		t.Errorf("Changed = %v, %v; want none", changed, err)
	}
}

func testShelf(t *testing.T, s store.Store) {
	t.Helper()
	put(t, s, 2, Document(1), Document(2))
	if err := s.SetLedger(t.Context(), "d", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	one, two := Document(1).ID, Document(2).ID
	shelve := func(list ...store.Shelved) {
		t.Helper()
		if err := s.Shelve(t.Context(), list); err != nil {
			t.Fatal(err)
		}
	}
	content := []byte("first")
	shelve(store.Shelved{Capture: one, Mark: "a", Content: content}, store.Shelved{Capture: "unknown", Mark: "a", Content: content})
	shelve(store.Shelved{Capture: two, Mark: "a"})
	content[0] = '#'
	for _, tc := range []struct {
		capture, mark string
		want          []byte
	}{{one, "a", []byte("first")}, {one, "b", nil}, {two, "a", []byte{}}, {"unknown", "a", nil}} {
		got, err := s.Unshelve(t.Context(), tc.capture, tc.mark)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "reading under "+tc.mark, string(got), string(tc.want))
	}
	shelve(store.Shelved{Capture: one, Mark: "b", Content: []byte("second")})
	if got, err := s.Unshelve(t.Context(), one, "a"); got != nil || err != nil {
		t.Errorf("the former reading is still there: %q, %v", got, err)
	}
	if stamp, err := s.Stamp(t.Context()); stamp != "d" || err != nil {
		t.Errorf("Stamp = %q, %v; keeping a reading drops the record", stamp, err)
	}
}

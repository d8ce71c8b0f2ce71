package watch_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/app/watch"
	"github.com/trucewatch/trucewatch/internal/base/relevance"
	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// TestSlowFeed has a site that takes a minute for each page, beside one that is quick:
// a round ends when the slow one has used up its time, and the next goes on with it.
func TestSlowFeed(t *testing.T) {
	s := newStand(t, func(set *watch.Settings) { set.Budget, set.Looks = 3*time.Minute, nil })
	const quick = "https://quick.example/feed"
	s.add(t, store.Feed{URL: quick, Every: 24 * time.Hour})
	var slow []string
	for n := range 9 {
		slow = append(slow, fmt.Sprintf("s%d|Slow %d", n, n))
		s.web.pages[fmt.Sprintf("https://harbour.example/s%d", n)] = report(fmt.Sprint("Slow ", n), body)
	}
	s.web.pages[source] = rss(slow...)
	s.web.pages[quick] = page{media: "application/rss+xml", body: `<rss version="2.0"><channel><title>Q</title><item><title>Q</title><link>https://quick.example/q</link></item></channel></rss>`}
	s.web.pages["https://quick.example/q"] = report("Q", "Envoys met in Dorna on Monday to talk about the harbour, the port office said, and will meet again.")
	s.web.before = func(url string) {
		if strings.Contains(url, "/s") {
			_ = s.clock.Sleep(context.Background(), time.Minute)
		}
	}
	s.Hosts = 1 // else the clock that both share would count for both
	s.round(t, watch.Tally{Feeds: 2, Queued: 10, Fetched: 10, Taken: 4, PutOff: 6})
	for _, l := range s.did(watch.PutOff) {
		if !strings.Contains(l.Why, "has held the round for 3m0s") {
			t.Errorf("%v does not say why", l)
		}
	}
	for taken := 4; taken < 10; {
		s.clock.now = s.clock.now.Add(2 * time.Minute)
		before := taken
		if _, err := s.Round(t.Context()); err != nil {
			t.Fatal(err)
		}
		if taken = len(s.texts(t)); taken == before {
			t.Fatalf("a round takes none of the pages that are left; %d are there", taken)
		}
	}
	for url, n := range s.web.asked {
		if strings.Contains(url, "/s") && n != 1 {
			t.Errorf("%s was asked %d times", url, n)
		}
	}
}

// TestFeedThatNeverEnds waits for a list no longer than its time.
func TestFeedThatNeverEnds(t *testing.T) {
	s := newStand(t, func(set *watch.Settings) { set.Budget = 20 * time.Millisecond })
	s.Web = drip{}
	s.round(t, watch.Tally{Feeds: 1, Failed: 1})
	if l := s.did(watch.Failed); len(l) != 1 || !strings.Contains(l[0].Why, "within 20ms") {
		t.Errorf("%v", l)
	}
}

// drip is a web that answers when nobody waits any longer.
type drip struct{}

func (drip) Fetch(ctx context.Context, r fetch.Request) (fetch.Response, error) {
	<-ctx.Done()
	return fetch.Response{}, &fetch.Error{Kind: fetch.Canceled, URL: r.URL, Why: "it was not waited for", Err: ctx.Err()}
}

// TestGateAhead leaves out unfetched what its feed says enough of, and lists it.
func TestGateAhead(t *testing.T) {
	hills := relevance.New(situation.Situation{ID: "hills", Name: "The hills", Countries: []string{"norway"}, Watch: []string{"dorna"}},
		relevance.Lands{"norway": {"Norway", "Norwegian"}})
	s := newStand(t, func(set *watch.Settings) { set.Gate, set.Level = hills, relevance.Ahead })
	item := func(path, title, summary string) string {
		return "<item><title>" + title + "</title><link>https://harbour.example/" + path + "</link><description>" + summary + "</description></item>"
	}
	s.web.pages[source] = page{media: "application/rss+xml", body: `<rss version="2.0"><channel><title>x</title>` +
		item("a", "Football", "The match of the two old rivals ended with two goals each, and the crowd went home early because of the rain.") +
		item("b", "Ferry sinks off the coast", "A ferry went down in rough seas late on Monday, the coast guard of Norway said, and the search went on all night.") +
		item("c", "Short", "More soon.") + "</channel></rss>"}
	s.web.pages["https://harbour.example/b"] = report("Norwegian ferry sinks", body+" It was on its way to Dorna.")
	s.web.pages["https://harbour.example/c"] = report("Short", "Norwegian envoys met in Dorna on Monday to talk about the harbour, the port office said, and will meet again.")
	s.round(t, watch.Tally{Feeds: 1, Queued: 3, Fetched: 3, Taken: 2, LeftOut: 1})
	if s.web.asked["https://harbour.example/a"] != 0 {
		t.Error("a page was fetched of which its feed says that it is about something else")
	}
	left, err := s.store.Pages(t.Context(), store.LeftOut)
	if err != nil || len(left) != 1 || !strings.Contains(left[0].Why, "was not fetched") {
		t.Fatalf("left out %+v, %v", left, err)
	}
	s.web.pages["https://harbour.example/a"] = report("Football", "The match in Dorna ended with two goals, and the crowd went home early because of the rain.")
	if ok, err := s.store.Requeue(t.Context(), left[0].URL, s.clock.Now()); !ok || err != nil {
		t.Fatal(ok, err)
	}
	s.round(t, watch.Tally{Fetched: 1, Taken: 1})
}

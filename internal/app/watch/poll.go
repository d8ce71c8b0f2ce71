package watch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// ask asks feeds and keeps what each lists.
func (w *Watcher) ask(ctx context.Context, due []store.Feed) (Tally, error) {
	var mu sync.Mutex
	var tally Tally
	err := byHost(ctx, w.Hosts, due, func(f store.Feed) string { return f.URL }, func(ctx context.Context, f store.Feed) error {
		var poll store.Poll
		var lines []Line
		w.timed(f.URL, func() { poll, lines = w.poll(ctx, f) })
		if ctx.Err() != nil {
			return ctx.Err()
		}
		queued, err := w.Store.Polled(context.WithoutCancel(ctx), poll)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		tally.Feeds++
		tally.Queued += queued
		if poll.State.Error != "" {
			tally.Failed++
		}
		for _, l := range lines {
			if l.Did == Asked {
				l.Found = queued
			}
			l.When, l.Feed = poll.When, f.URL
			w.tell(l)
		}
		return nil
	})
	return tally, err
}

// poll asks one feed and says what is to be kept of it.
func (w *Watcher) poll(ctx context.Context, f store.Feed) (store.Poll, []Line) {
	whole := ctx
	ctx, done := w.bounded(ctx)
	defer done()
	answer, err := w.Web.Fetch(ctx, fetch.Request{URL: f.URL, ETag: f.State.ETag, LastModified: f.State.Modified})
	now := w.Clock.Now()
	p := store.Poll{Feed: f.URL, When: now, State: f.State}
	if err != nil {
		return failed(p, f, w.late(whole, ctx, err))
	}
	if answer.NotModified {
		p.State = fine(p.State, f, now)
		return p, []Line{{Did: Unchanged}}
	}
	list, lines, err := w.parse(ctx, answer, now)
	if err != nil {
		return failed(p, f, w.late(whole, ctx, err))
	}
	p.State.Kind, p.State.Title = string(list.Kind), list.Title
	p.State.ETag, p.State.Modified = answer.ETag, answer.LastModified
	if list.Kind == feed.Index { // it may stay as it is while the sitemaps in it change
		p.State.ETag, p.State.Modified = "", ""
	}
	p.State = fine(p.State, f, now)
	for _, e := range list.Entries {
		p.Entries = append(p.Entries, listed(f.URL, e))
	}
	if answer.MovedTo != "" {
		lines = append(lines, Line{Did: Noted, Why: "the feed has moved for good to " + answer.MovedTo + ": add that address and remove this one"})
	}
	return p, append([]Line{{Did: Asked}}, lines...)
}

// fine is the state of a feed that answered.
func fine(s store.FeedState, f store.Feed, now time.Time) store.FeedState {
	s.LastOK, s.Error, s.Failures = now, "", 0
	s.Due = nextAsking(f, now, 0, 0)
	return s
}

// failed puts a feed off.
func failed(p store.Poll, f store.Feed, err error) (store.Poll, []Line) {
	why, wish := err.Error(), time.Duration(0)
	if e, ok := errors.AsType[*fetch.Error](err); ok {
		why, wish = e.Reason(), e.RetryAfter
	}
	p.State.LastError, p.State.Error = p.When, why
	p.State.Failures++
	p.State.Due = nextAsking(f, p.When, p.State.Failures, wish)
	return p, []Line{{Did: Failed, Why: why}}
}

// sublists is how many of the sitemaps of an index are read, newest first: the older
// ones hold what was there before the watch began.
const sublists = 4

// parse reads what a feed answered. Of a list of sitemaps it fetches the newest.
func (w *Watcher) parse(ctx context.Context, answer fetch.Response, now time.Time) (feed.Feed, []Line, error) {
	read := func(a fetch.Response) (feed.Feed, []Line, error) {
		list, issues, err := feed.Parse(feed.Document{
			Bytes: a.Bytes, MediaType: a.MediaType, Charset: a.Charset, URL: a.URL, Retrieved: now,
		}, feed.DefaultLimits())
		var lines []Line
		for _, i := range issues {
			lines = append(lines, Line{Did: Noted, Why: i.What + ": " + i.Why})
		}
		return list, lines, err
	}
	list, lines, err := read(answer)
	if err != nil {
		return list, lines, err
	}
	if list.Kind == feed.Index {
		slices.SortStableFunc(list.Lists, func(a, b feed.Link) int { return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(b.URL, a.URL)) })
		for _, l := range list.Lists[:min(sublists, len(list.Lists))] {
			sub, err := w.Web.Fetch(ctx, fetch.Request{URL: l.URL})
			if err != nil {
				return list, lines, err // asked again as a whole
			}
			part, more, err := read(sub)
			if err != nil {
				return list, lines, err
			}
			list.Entries, lines = append(list.Entries, part.Entries...), append(lines, more...)
		}
	}
	if list.Kind == feed.OPML {
		lines = append(lines, Line{Did: Noted, Why: "it is a list of feeds: add them with “feed add FILE.opml”"})
	}
	if list.Kind == feed.Page && len(list.Lists) > 0 {
		lines = append(lines, Line{Did: Noted, Why: "the page announces a feed, which tells more: " + list.Lists[0].URL})
	}
	if over := len(list.Entries) - w.Entries; over > 0 {
		slices.SortStableFunc(list.Entries, func(a, b feed.Entry) int { return b.Latest().Compare(a.Latest()) })
		list.Entries = list.Entries[:w.Entries]
		lines = append(lines, Line{Did: Noted, Why: plural(over, "older entry") + " of it passed over: more than " + strconv.Itoa(w.Entries)})
	}
	return list, lines, nil
}

// The bounds of what is kept of an entry until its page has been fetched.
const (
	wholeBytes   = 1 << 20
	summaryBytes = 4 << 10
)

// listed makes a page of an entry. One without an address gets one that nobody can
// ask, below that of its feed: its text is what the feed carries.
func listed(from string, e feed.Entry) store.Entry {
	out := store.Entry{
		URL: e.URL, Address: e.URL, Title: e.Title, Author: e.Author, Summary: e.Content, Whole: e.Whole,
		Published: stamp(e.Published), Mark: stamp(e.Updated) + " " + e.Title,
	}
	if e.URL == "" {
		sum := sha256.Sum256([]byte(cmp.Or(e.GUID, e.Title+"\x00"+e.Content)))
		out.URL = from + "#" + hex.EncodeToString(sum[:8])
	}
	limit := summaryBytes
	if e.Whole {
		limit = wholeBytes
	}
	if len(out.Summary) > limit {
		out.Summary, out.Whole = out.Summary[:limit], false
	}
	return out
}

// stamp writes a time down, or nothing.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339) // in its own zone: the day is the one that the outlet wrote
}

package watch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/relevance"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/stage/capture/intake"
	"github.com/trucewatch/trucewatch/internal/store"
)

// visited is what one fetching of a page gave, with the line that tells of it.
type visited struct {
	visit store.Visit
	line  Line
	sight sight // of what is to be kept
}

// visit fetches one page and says what is to be kept of it. Only what the store
// answers is an error.
func (w *Watcher) visit(ctx context.Context, p store.Page, f store.Feed) (visited, error) {
	v := store.Visit{URL: p.URL, Versions: p.Versions, State: p.State, Looks: p.Looks, ETag: p.ETag, Modified: p.Modified}
	if p.Address == "" {
		v.When = w.Clock.Now()
		return w.takeOwn(ctx, p, f, v)
	}
	if out, over := w.overtime(p, v); over {
		return out, nil
	}
	if out, not := w.ahead(p, f, v); not {
		return out, nil
	}
	answer, err := w.Web.Fetch(ctx, fetch.Request{URL: p.Address, ETag: p.ETag, LastModified: p.Modified})
	v.When = w.Clock.Now()
	if ctx.Err() != nil {
		return visited{}, ctx.Err()
	}
	if err != nil {
		return w.missed(ctx, p, f, v, err)
	}
	v.ETag, v.Modified = answer.ETag, answer.LastModified
	if answer.NotModified {
		v.ETag, v.Modified = p.ETag, p.Modified
		return w.same(p, v), nil
	}
	why := intake.Unreadable(answer)
	if len(bytes.TrimSpace(answer.Bytes)) == 0 {
		why = "the answer is empty"
	}
	if why != "" {
		return w.missed(ctx, p, f, v, &fetch.Error{Kind: fetch.Rejected, URL: p.Address, Why: why})
	}
	return w.take(ctx, p, f, v, document(p, f, answer, v.When))
}

// settled marks a page as looked at, and says when to look again.
func (w *Watcher) settled(p store.Page, v *store.Visit) {
	v.State, v.Tries, v.Why = store.Taken, 0, ""
	if p.State == store.Taken && p.Versions > 0 {
		v.Looks++
	}
	v.Due, v.Looks = w.nextLook(p, v.Looks, v.When)
}

func (w *Watcher) same(p store.Page, v store.Visit) visited {
	w.settled(p, &v)
	return visited{visit: v, line: Line{Did: Unchanged}}
}

// take keeps a document as a version of its page, unless it says what the newest
// version says, or is not about the situation.
func (w *Watcher) take(ctx context.Context, p store.Page, f store.Feed, v store.Visit, c trucewatch.Capture) (visited, error) {
	now := w.look(c)
	if p.Latest != "" {
		last, err := w.Store.Capture(ctx, p.Latest)
		if err != nil {
			return visited{}, err
		}
		if before := w.look(last); before.text == now.text && before.title == now.title {
			return w.same(p, v), nil
		}
	}
	if p.Versions == 0 && !p.Forced {
		if verdict := w.Gate.Judge(cmp.Or(now.title, p.Title), now.text, w.level(f)); !verdict.In {
			return leftOut(v, verdict), nil
		}
	}
	w.settled(p, &v)
	v.Capture, v.Dated, v.Signed = &c, now.dated, now.signed
	if p.Versions > 0 {
		return visited{v, Line{Did: Changed}, now}, nil
	}
	return visited{v, Line{Did: Kept}, now}, nil
}

// level is how closely reports of a feed must be about the situation.
func (w *Watcher) level(f store.Feed) relevance.Level {
	return relevance.Level(cmp.Or(f.Gate, string(w.Level)))
}

// leftOut is what is kept of a page that the gate keeps out.
func leftOut(v store.Visit, verdict relevance.Verdict) visited {
	v.State, v.Why, v.ETag, v.Modified, v.Due, v.Tries = store.LeftOut, verdict.Why, "", "", time.Time{}, 0
	return visited{visit: v, line: Line{Did: Out, Why: verdict.Why}}
}

// ahead reports whether the gate keeps a page out by what its feed says of it.
func (w *Watcher) ahead(p store.Page, f store.Feed, v store.Visit) (visited, bool) {
	if p.Versions > 0 || p.Forced {
		return visited{}, false
	}
	verdict := w.Gate.JudgeAhead(p.Title, p.Summary, w.level(f))
	if verdict.In {
		return visited{}, false
	}
	v.When = w.Clock.Now()
	return leftOut(v, verdict), true
}

// takeOwn keeps the text that stands in the feed. There is nothing to look at again:
// when the feed changes it, it is queued.
func (w *Watcher) takeOwn(ctx context.Context, p store.Page, f store.Feed, v store.Visit) (visited, error) {
	out, err := w.take(ctx, p, f, v, ownText(p, f, v.When))
	out.visit.Due = time.Time{}
	return out, err
}

// missed puts a page off that could not be fetched, or gives it up. Where its feed
// carries the whole text, that is taken in place of the page.
func (w *Watcher) missed(ctx context.Context, p store.Page, f store.Feed, v store.Visit, err error) (visited, error) {
	why, wish, later := err.Error(), time.Duration(0), false
	if e, ok := errors.AsType[*fetch.Error](err); ok {
		why, wish, later = e.Reason(), e.RetryAfter, e.Later()
	}
	v.Tries, v.Why = p.Tries+1, why
	switch {
	case later && v.Tries < w.Tries:
		v.Due = v.When.Add(pause(v.Tries, p.URL, wish))
		return visited{visit: v, line: Line{Did: PutOff, Why: why}}, nil
	case p.Whole && p.Summary != "":
		out, err := w.takeOwn(ctx, p, f, v)
		out.line.Why = "the text is that of the feed, since the page could not be fetched: " + why
		return out, err
	case p.Versions > 0 && later:
		out := w.same(p, v)
		out.line = Line{Did: PutOff, Why: why}
		return out, nil
	case p.Versions > 0:
		v.State, v.Due, v.Tries, v.ETag, v.Modified = store.Taken, time.Time{}, 0, "", ""
		return visited{visit: v, line: Line{Did: Withdrawn, Why: why}}, nil
	}
	v.State, v.Due = store.GivenUp, time.Time{}
	v.Issue = &trucewatch.Issue{Where: p.URL, What: "the report at this address was left out", Why: why}
	return visited{visit: v, line: Line{Did: GaveUp, Why: why}}, nil
}

package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/text"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
)

// deep is how many lists may lead to one another: OPML to feed, index to sitemap.
const deep = 2

// address takes in a page, or what a list leads to.
func (t *taker) address(asked string, depth int) {
	answer, ok := t.fetch(asked, "the address was left out")
	if !ok {
		return
	}
	if t.isList(answer) {
		d := feed.Document{Bytes: answer.Bytes, MediaType: answer.MediaType, Charset: answer.Charset, URL: answer.URL, Retrieved: t.o.Clock.Now()}
		t.list(asked, d, depth)
		return
	}
	t.page(asked, answer, capture.Listing{})
}

// isList reports whether an answer is a list and no page.
func (t *taker) isList(answer fetch.Response) bool {
	return isFeed(answer.Bytes) || answer.MediaType == "text/plain" && addresses(answer.Bytes)
}

// fetch asks for one address, once.
func (t *taker) fetch(asked, what string) (fetch.Response, bool) {
	if t.o.Web == nil {
		t.lost(asked, what, "the web is not asked here")
		return fetch.Response{}, false
	}
	if t.asked[asked] || t.over {
		return fetch.Response{}, false
	}
	t.asked[asked] = true
	answer, err := t.o.Web.Fetch(t.ctx, fetch.Request{URL: asked})
	if err != nil {
		if why, canceled := reasonOf(err); !canceled {
			t.lost(asked, what, why)
		}
		return fetch.Response{}, false
	}
	return answer, true
}

// page takes in one page.
func (t *taker) page(asked string, answer fetch.Response, l capture.Listing) {
	if why := Unreadable(answer); why != "" {
		t.lost(asked, "the page was left out", why)
		return
	}
	t.give(capture.Web(capture.Page{
		URL: address(answer.URL), Asked: asked, MediaType: answer.MediaType, Charset: answer.Charset,
		Bytes: answer.Bytes, Retrieved: t.o.Clock.Now(), Listed: l,
	}), nil)
}

// address is the canonical form of an address, or the address itself.
func address(s string) string {
	if c := feed.Canonical(s); c != "" {
		return c
	}
	return s
}

// Unreadable says why an answer holds no report that can be read, or nothing.
func Unreadable(answer fetch.Response) string {
	if len(answer.Bytes) == 0 {
		return "the answer is empty"
	}
	if kind, yes := text.Binary(answer.Bytes); yes {
		return "its bytes are " + kind + ", and no page"
	}
	switch media := answer.MediaType; {
	case media == "", strings.HasPrefix(media, "text/html"), media == "application/xhtml+xml", media == "text/plain", media == "text/markdown", media == "text/x-markdown",
		media == "application/json", media == "application/octet-stream", strings.HasSuffix(media, "/xml"):
		return ""
	default:
		return fmt.Sprintf("it is of the type %q (%s), and no page", media, http.StatusText(answer.Status))
	}
}

// list takes in what a list leads to. Where is what issues call it.
func (t *taker) list(where string, d feed.Document, depth int) {
	f, issues, err := feed.Parse(d, t.o.Lists)
	for _, i := range issues {
		i.Where = where + strings.TrimPrefix(i.Where, d.URL)
		t.pass(i)
	}
	if err != nil {
		t.note(where, "the list was left out", err.Error())
		return
	}
	for _, l := range f.Lists {
		if f.Kind == feed.Page || t.over || t.ctx.Err() != nil {
			break // the feeds that a page announces were not asked for
		}
		if depth == deep {
			t.note(l.URL, "the list was left out", "too many lists lead to one another")
			continue
		}
		t.address(l.URL, depth+1)
	}
	entries := t.newest(where, f)
	for _, e := range entries {
		if t.over || t.ctx.Err() != nil {
			return
		}
		t.entry(f, d.URL, e)
	}
	if len(entries) == 0 && len(f.Lists) == 0 {
		t.note(where, "nothing was found in the list", "it has no entry: look at it in a browser")
	}
}

// newest returns the entries that are fetched, and tells of the others.
func (t *taker) newest(where string, f feed.Feed) []feed.Entry {
	if len(f.Entries) <= t.o.Pages {
		return f.Entries
	}
	out := slices.Clone(f.Entries)
	slices.SortStableFunc(out, func(a, b feed.Entry) int { return b.Latest().Compare(a.Latest()) })
	t.note(where, fmt.Sprintf("%d older entries were left out", len(out)-t.o.Pages), fmt.Sprintf("%d pages of one list are fetched: raise it with --pages", t.o.Pages))
	return out[:t.o.Pages]
}

// entry fetches the page of one entry. Where that cannot be had, the text that the feed
// itself carries is taken.
func (t *taker) entry(f feed.Feed, from string, e feed.Entry) {
	l := Listed(f, from, e)
	if e.URL != "" {
		answer, ok := t.fetch(e.URL, "the page of an entry was left out")
		if ok {
			t.page(e.URL, answer, l)
			return
		}
	}
	if p, ok := Carried(f, from, e, t.o.Clock.Now()); ok && !t.over && t.ctx.Err() == nil {
		t.give(capture.Web(p), nil)
	}
}

// Listed is what a feed says about one of its entries, as side data of its page.
func Listed(f feed.Feed, from string, e feed.Entry) capture.Listing {
	return capture.Listing{Feed: from, Outlet: f.Title, Title: e.Title, Author: e.Author, Published: e.Published, Updated: e.Updated}
}

// Carried is the page of an entry whose text stands in the feed itself. It is false
// where the feed has no more than a summary.
func Carried(f feed.Feed, from string, e feed.Entry, now time.Time) (capture.Page, bool) {
	const least = 200 // bytes: less is a teaser
	if !e.Whole || len(e.Content) < least {
		return capture.Page{}, false
	}
	at := e.URL
	if at == "" {
		key := e.GUID
		if key == "" {
			sum := sha256.Sum256([]byte(e.Title + "\n" + e.Content))
			key = hex.EncodeToString(sum[:8])
		}
		at = from + "#" + url.PathEscape(key)
	}
	return capture.Page{
		URL: at, MediaType: "text/html", Charset: "utf-8", Bytes: []byte(e.Content), Retrieved: now, Listed: Listed(f, from, e),
	}, true
}

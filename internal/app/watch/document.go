package watch

import (
	"cmp"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/stage/extract"
	"github.com/trucewatch/trucewatch/internal/store"
)

// document makes the capture of a fetched page.
func document(p store.Page, f store.Feed, a fetch.Response, now time.Time) trucewatch.Capture {
	return capture.Web(capture.Page{
		URL: cmp.Or(feed.Canonical(a.URL), p.URL), Asked: p.URL, MediaType: a.MediaType, Charset: a.Charset,
		Bytes: a.Bytes, Retrieved: now, Listed: listing(p, f),
	})
}

// ownText makes the capture of an entry whose text stands in the feed itself.
func ownText(p store.Page, f store.Feed, now time.Time) trucewatch.Capture {
	media := "text/plain"
	if strings.ContainsRune(p.Summary, '<') {
		media = "text/html"
	}
	return capture.Web(capture.Page{
		URL: p.URL, MediaType: media, Charset: "utf-8", Bytes: []byte(p.Summary), Retrieved: now, Listed: listing(p, f),
	})
}

// listing is what a feed says of a page.
func listing(p store.Page, f store.Feed) capture.Listing {
	l := capture.Listing{Feed: p.Feed, Outlet: cmp.Or(f.Outlet, f.State.Title), Title: p.Title, Author: p.Author}
	if t, err := time.Parse(time.RFC3339, p.Published); err == nil {
		l.Published = t
	}
	return l
}

// sight is what a document shows: what the gate judges, what tells one version from
// another, and what the outlet is known to give.
type sight struct {
	title, text   string
	dated, signed bool

	reports []trucewatch.Report
	issues  []trucewatch.Issue
}

// look reads a document as the line will.
func (w *Watcher) look(c trucewatch.Capture) sight {
	var s sight
	s.reports, s.issues = extract.Reports(c, w.Rules)
	for _, r := range s.reports {
		if s.title == "" {
			s.title = r.Title
		}
		s.text += r.Text + "\n"
		s.dated = s.dated || r.Published.Date != ""
		s.signed = s.signed || r.Byline != "" || len(r.Origin) > 0
	}
	return s
}

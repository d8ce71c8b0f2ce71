package capture

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
)

// Page is a document that was fetched.
type Page struct {
	// URL is the address it is kept under, in one form for all ways to write it (see
	// feed.Canonical); it is part of the ID.
	URL string
	// Asked is the address that led there by redirects, or empty.
	Asked string
	// MediaType and Charset are what the answer said; either may be empty.
	MediaType, Charset string
	Bytes              []byte
	// Retrieved is when the answer came. It is kept once, with the first answer, and is
	// no part of the ID: the same bytes at the same address are one capture.
	Retrieved time.Time
	// Listed is what a feed says about the page, if one led to it.
	Listed Listing
}

// Listing is what a feed says about a report that it lists. It is weaker evidence than
// what the page says itself, and is no part of the ID.
type Listing struct {
	Feed   string // address of the feed
	Outlet string // the feed's name for itself
	Title  string
	Author string
	// Published and Updated are zero where the feed does not say.
	Published, Updated time.Time
}

// webMeta is the side data of a fetched page. The time stands first: that is how
// trucewatch.Capture.Fetched knows it.
type webMeta struct {
	Retrieved string   `json:"retrieved"`
	URL       string   `json:"url"`
	Listed    *webList `json:"listed,omitempty"`
}

type webList struct {
	Feed      string `json:"feed,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Title     string `json:"title,omitempty"`
	Author    string `json:"author,omitempty"`
	Published string `json:"published,omitempty"`
	Updated   string `json:"updated,omitempty"`
}

// Web makes the capture of a fetched page.
func Web(p Page) trucewatch.Capture {
	meta := webMeta{Retrieved: stamp(p.Retrieved.UTC()), URL: p.URL}
	if l := p.Listed; l != (Listing{}) {
		meta.Listed = &webList{l.Feed, l.Outlet, l.Title, l.Author, stamp(l.Published), stamp(l.Updated)}
	}
	side, err := json.Marshal(meta)
	if err != nil {
		side = nil // strings always marshal
	}
	name := webName(p.URL)
	asked := p.Asked
	if asked == "" {
		asked = p.URL
	}
	return trucewatch.Capture{
		ID: ID(p.URL, p.Bytes, nil), Name: name, Path: asked,
		MediaType: webType(p, name), Bytes: p.Bytes, Meta: side,
	}
}

// stamp writes a moment to the second, in the zone it has: the day of a report is the
// one its outlet wrote. The zero time is nothing.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// webName is the last part of an address that says something, else its host.
func webName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "page"
	}
	name := path.Base(u.Path)
	if name == "." || name == "/" || strings.HasPrefix(name, "index.") {
		name = path.Base(path.Dir(u.Path))
	}
	if name == "." || name == "/" || name == "" {
		name = u.Hostname()
	}
	if name == "" {
		return "page"
	}
	return name
}

// webType is the media type of a page with its charset. Servers that say nothing, or
// say "octet-stream", or "plain" for what begins like a page, are not believed.
func webType(p Page, name string) string {
	media := p.MediaType
	head := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(p.Bytes[:min(len(p.Bytes), 1<<10)], []byte("\xef\xbb\xbf"))))
	looksLikePage := bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) || bytes.HasPrefix(head, []byte("<head"))
	switch {
	case looksLikePage && (media == "" || media == "text/plain" || media == "application/octet-stream" || strings.HasSuffix(media, "/xml")):
		media = "text/html"
	case media == "" || media == "application/octet-stream" || media == "binary/octet-stream":
		if media = mediaType(name); media == "" {
			media = "text/html"
		}
	case media == "text/x-markdown":
		media = "text/markdown"
	}
	if p.Charset != "" {
		media += "; charset=" + p.Charset
	}
	return media
}

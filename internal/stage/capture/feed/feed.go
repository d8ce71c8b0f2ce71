// Package feed reads what lists reports: feeds (RSS, Atom, JSON Feed), sitemaps, OPML
// files, pages full of links, and plain lists of addresses.
//
// One broken entry costs that entry; a feed that breaks off keeps what stands before
// the break; what is odd is told as an Issue. Nothing is fetched here, and nothing a
// document says makes the reader look elsewhere: no external DTD, no entity of its own.
package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/text"
)

// Kind is what sort of list a document is.
type Kind string

// The kinds of list.
const (
	RSS     Kind = "rss" // all versions, RDF too
	Atom    Kind = "atom"
	JSON    Kind = "json"
	Sitemap Kind = "sitemap"
	Index   Kind = "sitemap index" // a list of sitemaps: see Feed.Lists
	OPML    Kind = "opml"          // a list of feeds: see Feed.Lists
	Page    Kind = "page"          // links of an HTML page that look like reports
	List    Kind = "list"          // a text file with one address a line
)

// Document is what was fetched or read.
type Document struct {
	Bytes []byte
	// MediaType and Charset are those of the answer that brought it; either may be
	// empty. What the bytes show goes before what they are said to be.
	MediaType, Charset string
	// URL is where it came from: other addresses are relative to it. It is empty for a
	// file on disk, and then relative addresses are left out.
	URL string
	// Retrieved is when it was fetched. A date later than this is dropped. The zero
	// time drops none.
	Retrieved time.Time
}

// Feed is a list of reports, or of other lists.
type Feed struct {
	Kind Kind
	// Title is the feed's name for itself, in one line; Home the address of its site.
	Title, Home string
	// Language is an ISO 639 code with or without a region, as given.
	Language string
	// Entries are the reports, in the order of the document.
	Entries []Entry
	// Lists are the feeds of an OPML file, the sitemaps of an index, or the feeds that
	// a page announces.
	Lists []Link
}

// Entry is one report in a feed.
type Entry struct {
	// URL is the address in the form that [Canonical] gives; Given is as it stood there.
	// Both are empty where the feed names no address, and then Content is not.
	URL, Given string
	// GUID is what the feed calls the entry; it never changes for one report.
	GUID string
	// Title and Author are one line of text each, without markup.
	Title, Author string
	// Published and Updated are in the zone that the feed gives; the zero time stands for
	// none that can be used.
	Published, Updated time.Time
	// Content is the whole text where the feed carries it, else its summary: HTML or
	// plain text. Whole tells which.
	Content string
	Whole   bool
}

// Latest is when the entry was published or last updated, whichever is later; the zero
// time where the feed says neither.
func (e Entry) Latest() time.Time {
	if e.Updated.After(e.Published) {
		return e.Updated
	}
	return e.Published
}

// Link is one list that another names.
type Link struct {
	URL, Title string
	Updated    time.Time // zero where it is not said
}

// Limits bound what one document may cost.
type Limits struct {
	Bytes   int64 // of the document, unpacked
	Entries int   // further ones are left out
	Depth   int   // of nested elements
}

// DefaultLimits are 10 MiB, 50,000 entries (as many as a sitemap may have) and 100 levels.
func DefaultLimits() Limits {
	return Limits{Bytes: 10 << 20, Entries: 50_000, Depth: 100}
}

// ErrNoFeed means that a document is none of the kinds of list.
var ErrNoFeed = errors.New("it is no feed, sitemap, OPML file or list of addresses")

// Parse reads a document of any kind. The issues name entries that were left out and
// dates that cannot be; the error says that nothing could be read at all. A page
// without a link that looks like a report is an empty feed and no error.
func Parse(d Document, l Limits) (Feed, []trucewatch.Issue, error) {
	r := &reader{d: d, limits: l, seen: map[string]int{}, guids: map[string]bool{}}
	r.base, _ = url.Parse(d.URL)
	if r.base == nil || !r.base.IsAbs() {
		r.base = nil
	}
	if err := r.unpack(); err != nil {
		return Feed{}, nil, r.fail(err)
	}
	if kind, yes := text.Binary(r.d.Bytes); yes {
		return Feed{}, nil, r.fail(fmt.Errorf("its bytes are %s: %w", kind, ErrNoFeed))
	}
	decoded := text.Decode(r.d.Bytes, declared(r.d))
	r.text = strings.TrimSpace(decoded.Text)
	if decoded.Replaced > 0 {
		r.note("", fmt.Sprintf("letters in %d places were left out", decoded.Replaced), "the bytes there are not valid "+decoded.Encoding)
	}
	if err := r.parse(); err != nil {
		return Feed{}, r.issues, r.fail(err)
	}
	return r.out, r.issues, nil
}

// reader is the state of one Parse.
type reader struct {
	d      Document
	limits Limits
	base   *url.URL
	text   string
	out    Feed
	issues []trucewatch.Issue
	// seen holds the place in out.Entries of every address.
	seen map[string]int
	// guids holds every GUID that was met.
	guids map[string]bool
	// dropped counts the entries beyond the limit.
	dropped int
	// untold counts the issues beyond the limit.
	untold int
}

func (r *reader) fail(err error) error { return fmt.Errorf("reading feed %q: %w", r.d.URL, err) }

// manyIssues is how many issues of one document are told one by one.
const manyIssues = 200

// note raises an issue about a part of the document.
func (r *reader) note(where, what, why string) {
	if len(r.issues) >= manyIssues {
		r.untold++
		return
	}
	r.issues = append(r.issues, trucewatch.Issue{Where: r.d.URL + where, What: what, Why: why})
}

// unpack opens a gzip file, as sitemaps come.
func (r *reader) unpack() error {
	over := fmt.Errorf("it is larger than %d MiB", r.limits.Bytes>>20)
	if bytes.HasPrefix(r.d.Bytes, []byte("\x1f\x8b")) {
		z, err := gzip.NewReader(bytes.NewReader(r.d.Bytes))
		if err != nil {
			return fmt.Errorf("unpacking: %w", err)
		}
		b, err := io.ReadAll(io.LimitReader(z, r.limits.Bytes+1))
		if int64(len(b)) > r.limits.Bytes {
			return over
		}
		if err != nil && len(b) == 0 {
			return fmt.Errorf("unpacking: %w", err)
		}
		if err != nil {
			r.note("", "the rest of the packed file was left out", "it cannot be unpacked: "+err.Error())
		}
		r.d.Bytes = b
	}
	if int64(len(r.d.Bytes)) > r.limits.Bytes {
		return over
	}
	return nil
}

// declared is the encoding that the answer, else the document, names.
func declared(d Document) string {
	if d.Charset != "" {
		return d.Charset
	}
	return text.Declared(d.Bytes)
}

// Sniff tells the kind of a document by its first bytes, or nothing. Any JSON object
// that is no feed, and any text that is no list, gives nothing.
func Sniff(b []byte) Kind {
	s := strings.TrimSpace(text.Decode(b[:min(len(b), headBytes)], text.Declared(b)).Text)
	low := strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "{"):
		if strings.Contains(low, `jsonfeed.org\/version`) || strings.Contains(low, "jsonfeed.org/version") {
			return JSON
		}
	case strings.HasPrefix(s, "<"):
		return roots()[rootOf(low)]
	case isWeb(s):
		return List
	}
	return ""
}

// roots are the names of root elements.
func roots() map[string]Kind {
	return map[string]Kind{
		"rss": RSS, "rdf": RSS, "feed": Atom, "urlset": Sitemap, "sitemapindex": Index, "opml": OPML,
		"doctype html": Page, "html": Page, "head": Page, "body": Page, "div": Page, "main": Page, "ul": Page, "p": Page, "title": Page, "meta": Page,
	}
}

// parse finds out what the document is, and reads it.
func (r *reader) parse() error {
	switch head := strings.ToLower(r.text[:min(len(r.text), headBytes)]); {
	case r.text == "":
		return fmt.Errorf("it is empty: %w", ErrNoFeed)
	case head[0] == '{':
		return r.json()
	case head[0] == '<':
		return r.marked(head)
	default:
		return r.list()
	}
}

// headBytes is how far into a document its root element is looked for.
const headBytes = 8 << 10

// marked reads a document of elements by the name of its root.
func (r *reader) marked(head string) error {
	root := rootOf(head)
	switch kind := roots()[root]; kind {
	case RSS, Atom:
		return r.feed(kind)
	case Sitemap, Index:
		return r.sitemap(kind)
	case OPML:
		return r.opml()
	case Page:
		return r.page()
	case JSON, List:
	}
	return fmt.Errorf("its root element is <%s>: %w", root, ErrNoFeed)
}

// rootOf returns the name of the first element, in lower case and without a prefix;
// "doctype html" stands for a page. Declarations, comments and a DTD are passed over.
func rootOf(head string) string {
	for head != "" {
		head = strings.TrimLeft(head, " \t\r\n\ufeff")
		switch {
		case strings.HasPrefix(head, "<!doctype html"):
			return "doctype html"
		case strings.HasPrefix(head, "<?"):
			head = after(head, "?>")
		case strings.HasPrefix(head, "<!--"):
			head = after(head, "-->")
		case strings.HasPrefix(head, "<!"):
			head = head[doctypeEnd(head):]
		case strings.HasPrefix(head, "<"):
			name := head[1:]
			if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
				name = name[:end]
			}
			if _, local, ok := strings.Cut(name, ":"); ok {
				name = local
			}
			return name
		default:
			return ""
		}
	}
	return ""
}

func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}

// doctypeEnd returns the length of the declaration that s begins with: to its ">", or
// past "]>" where it holds a DTD of its own.
func doctypeEnd(s string) int {
	end := strings.IndexByte(s, '>')
	if open := strings.IndexByte(s, '['); open >= 0 && (end < 0 || open < end) {
		if closing := strings.Index(s, "]"); closing >= 0 {
			if n := strings.IndexByte(s[closing:], '>'); n >= 0 {
				return closing + n + 1
			}
		}
		return len(s)
	}
	if end < 0 {
		return len(s)
	}
	return end + 1
}

// full reports whether the limit of entries is reached, and counts what comes after.
func (r *reader) full() bool {
	if len(r.out.Entries)+len(r.out.Lists) < r.limits.Entries {
		return false
	}
	r.dropped++
	return true
}

// finish tells what the limit cost.
func (r *reader) finish() {
	if r.untold > 0 {
		what, why := fmt.Sprintf("%d further faults are not told one by one; what they concern may be left out", r.untold), "they are of the same sorts as the ones before"
		r.issues = append(r.issues, trucewatch.Issue{Where: r.d.URL, What: what, Why: why})
	}
	if r.dropped > 0 {
		r.issues = append(r.issues, trucewatch.Issue{Where: r.d.URL, What: fmt.Sprintf("%d entries were left out", r.dropped), Why: fmt.Sprintf("a list may have at most %d", r.limits.Entries)})
	}
}

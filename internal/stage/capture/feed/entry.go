package feed

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/trucewatch/trucewatch/internal/base/text"
)

// raw is one entry as the document has it.
type raw struct {
	link, guid, title, author string
	published, updated        string
	content                   string
	whole                     bool
}

// add takes one entry in, or says why not.
func (r *reader) add(e raw, n int) {
	if r.full() {
		return
	}
	where := ": entry " + strconv.Itoa(n+1)
	out := Entry{
		GUID: oneLine(e.guid), Title: plain(e.title), Author: plain(e.author),
		Content: strings.TrimSpace(e.content), Whole: e.whole,
	}
	link := strings.TrimSpace(e.link)
	if link == "" && isWeb(out.GUID) {
		link = out.GUID
	}
	if address, err := r.resolve(link); err == nil {
		out.URL, out.Given = address, link
	} else if !out.Whole {
		r.note(where, "the entry was left out", err.Error())
		return
	} else {
		r.note(where, "the entry has no address that can be used: its own text was taken", err.Error())
	}
	out.Published = r.date(where, "published", e.published)
	out.Updated = r.date(where, "updated", e.updated)
	r.keep(where, out)
}

// keep puts an entry on the list. The same address twice is one entry, which has what
// either says; the same GUID for two addresses is kept and told.
func (r *reader) keep(where string, e Entry) {
	if e.URL != "" {
		if at, twice := r.seen[e.URL]; twice {
			r.out.Entries[at].fill(e)
			return
		}
		r.seen[e.URL] = len(r.out.Entries)
	}
	if e.GUID != "" && r.guids[e.GUID] {
		r.note(where, "two entries have the same GUID: both were kept", "the feed says "+strconv.Quote(cut(e.GUID))+" twice, for different addresses")
	}
	r.guids[e.GUID] = true
	r.out.Entries = append(r.out.Entries, e)
}

// fill takes from other what e does not have.
func (e *Entry) fill(other Entry) {
	for _, f := range []struct{ to, from *string }{{&e.GUID, &other.GUID}, {&e.Title, &other.Title}, {&e.Author, &other.Author}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if e.Published.IsZero() {
		e.Published = other.Published
	}
	if other.Updated.After(e.Updated) {
		e.Updated = other.Updated
	}
	if !e.Whole && (other.Whole || e.Content == "") {
		e.Content, e.Whole = other.Content, other.Whole
	}
}

// resolve makes an address absolute and canonical.
func (r *reader) resolve(link string) (string, error) {
	if link == "" {
		return "", fmt.Errorf("it names no address")
	}
	u, err := url.Parse(link)
	if err != nil {
		return "", fmt.Errorf("%q is no address", cut(link))
	}
	if r.base != nil {
		u = r.base.ResolveReference(u)
	}
	if !u.IsAbs() {
		return "", fmt.Errorf("%q is relative, and it is not known to what", cut(link))
	}
	address := Canonical(u.String())
	if address == "" {
		return "", fmt.Errorf("%q is no web address", cut(link))
	}
	return address, nil
}

// skew is how far a date may lie ahead: clocks go wrong, and days begin earlier in
// the east than a date without a zone shows.
const skew = 26 * time.Hour

// eldest is the day before which nothing was published on the web.
func eldest() time.Time { return time.Date(1991, 8, 6, 0, 0, 0, 0, time.UTC) }

// date reads a date, and drops one that cannot be.
func (r *reader) date(where, what, s string) time.Time {
	if strings.TrimSpace(s) == "" {
		return time.Time{}
	}
	t, problem := Date(s)
	switch {
	case problem != "":
	case !r.d.Retrieved.IsZero() && t.After(r.d.Retrieved.Add(skew)):
		problem = "it lies in the future"
	case t.Before(eldest()):
		problem = "it lies before the web began"
	default:
		return t
	}
	r.note(where, "the date of "+what+" was not used: "+strconv.Quote(cut(s)), problem)
	return time.Time{}
}

// isWeb reports whether a string is a web address.
func isWeb(s string) bool {
	low := strings.ToLower(s[:min(len(s), 8)])
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

// plain makes one line of text from a title, which may hold markup, packed once or twice.
func plain(s string) string {
	for range 2 {
		if !strings.ContainsAny(s, "<&") {
			break
		}
		s = withoutTags(html.UnescapeString(s))
	}
	return oneLine(s)
}

// withoutTags drops elements and keeps what stands between them. A "<" that opens no
// tag stays.
func withoutTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

// oneLine cleans a string and folds its white space.
func oneLine(s string) string {
	s, _ = text.Clean(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// cut shortens what is quoted in an issue.
func cut(s string) string {
	const far = 120
	s = oneLine(s)
	if len(s) <= far {
		return s
	}
	return strings.ToValidUTF8(s[:far], "") + "…"
}

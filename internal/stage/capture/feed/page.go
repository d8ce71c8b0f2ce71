package feed

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// anchor is one link of a page.
type anchor struct {
	href string
	text strings.Builder
}

// page reads a page that lists reports: its links to the same host that look like
// reports, and the feeds it announces. The page is read tag by tag, so that it may be
// nested as deep as it likes.
func (r *reader) page() error {
	r.out.Kind = Page
	p := pageReader{r: r}
	z := html.NewTokenizer(strings.NewReader(r.text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		p.token(kind, z.Token())
	}
	p.close()
	r.out.Title = plain(p.title.String())
	if r.base != nil {
		r.out.Home = Canonical(r.base.String())
	}
	for i, a := range p.anchors {
		p.take(a, i)
	}
	r.finish()
	return nil
}

// pageReader is the state of reading one page.
type pageReader struct {
	r       *reader
	anchors []*anchor
	open    *anchor
	title   strings.Builder
	inTitle bool
}

func (p *pageReader) token(kind html.TokenType, t html.Token) {
	switch kind {
	case html.TextToken:
		switch {
		case p.inTitle:
			p.title.WriteString(t.Data)
		case p.open != nil:
			p.open.text.WriteString(t.Data)
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		p.start(t)
	case html.EndTagToken:
		switch t.Data {
		case "a":
			p.close()
		case "title":
			p.inTitle = false
		}
	case html.ErrorToken, html.CommentToken, html.DoctypeToken:
	}
}

func (p *pageReader) start(t html.Token) {
	switch t.Data {
	case "a":
		p.close()
		if href := value(t, "href"); href != "" {
			p.open = &anchor{href: href}
		}
	case "base":
		if u, err := url.Parse(value(t, "href")); err == nil && p.r.base != nil {
			p.r.base = p.r.base.ResolveReference(u)
		}
	case "title":
		p.inTitle = p.title.Len() == 0
	case "link":
		kind := strings.ToLower(value(t, "type"))
		if strings.Contains(strings.ToLower(value(t, "rel")), "alternate") && (strings.Contains(kind, "rss") || strings.Contains(kind, "atom") || kind == "application/feed+json") {
			p.r.link(value(t, "href"), value(t, "title"), "", len(p.r.out.Lists))
		}
	}
}

func (p *pageReader) close() {
	if p.open != nil {
		p.anchors = append(p.anchors, p.open)
		p.open = nil
	}
}

// take puts a link on the list if it looks like a report of this site.
func (p *pageReader) take(a *anchor, n int) {
	u, err := url.Parse(strings.TrimSpace(a.href))
	if err != nil || p.r.base == nil {
		return
	}
	u = p.r.base.ResolveReference(u)
	title := plain(a.text.String())
	if site(u) != site(p.r.base) || !reportLike(u, title) {
		return
	}
	p.r.add(raw{link: a.href, title: title}, n)
}

// site is the host without "www.".
func site(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Host), "www.") }

func value(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// reportLike tells the addresses of reports from those of sections, tags and pictures:
// a report's has a date, a long number or a slug of several words, and its link reads
// like a headline.
func reportLike(u *url.URL, title string) bool {
	parts := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' })
	if u.Scheme != "http" && u.Scheme != "https" || len(parts) == 0 || slices.ContainsFunc(parts, section) {
		return false
	}
	last := parts[len(parts)-1]
	ending := path.Ext(last)
	if slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".mp3", ".mp4", ".xml", ".rss", ".json", ".css", ".js", ".zip"}, ending) {
		return false
	}
	slug := strings.TrimSuffix(last, ending)
	words := strings.FieldsFunc(slug, func(r rune) bool { return r == '-' || r == '_' || r == '+' || r == '.' })
	const headline, short, slugWords = 4, 3, 4
	if len(words) >= slugWords || dated(parts) && len(parts) > 1 {
		return true
	}
	page := numbered(slug) || numbered(u.RawQuery) || ending == ".html" || ending == ".htm" || len(words) >= short
	return page && len(strings.Fields(title)) >= headline
}

// section reports whether a part of a path names a list and not a report.
func section(part string) bool {
	return slices.Contains([]string{
		"tag", "tags", "topic", "topics", "category", "categories", "author", "authors", "search", "login", "signin", "signup", "register", "account",
		"subscribe", "subscription", "newsletter", "newsletters", "about", "about-us", "contact", "contact-us", "privacy", "privacy-policy", "terms",
		"terms-of-use", "terms-and-conditions", "terms-of-service", "cookie-policy", "help", "faq", "feed", "rss", "sitemap", "wp-login.php",
		"wp-content", "share", "print", "comments", "page", "profile", "jobs", "careers", "advertise", "advertise-with-us", "shop", "podcasts",
	}, part)
}

// dated reports whether year and month stand in a path.
func dated(parts []string) bool {
	for i := range parts {
		y, err := strconv.Atoi(parts[i][:min(4, len(parts[i]))])
		if err != nil || y < 1991 || y > 2100 {
			continue
		}
		if len(parts[i]) >= len("2026-11-21") && parts[i][4] == '-' {
			return true
		}
		if len(parts[i]) == 4 && i+1 < len(parts) && monthLike(parts[i+1]) {
			return true
		}
	}
	return false
}

func monthLike(s string) bool {
	n, err := strconv.Atoi(s)
	if err == nil {
		return n >= 1 && n <= 12 && len(s) <= 2
	}
	return len(s) >= 3 && slices.Contains([]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}, s[:3])
}

// numbered reports whether a number of a report stands in s.
func numbered(s string) bool {
	const long = 5
	run := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			run = 0
			continue
		}
		if run++; run >= long {
			return true
		}
	}
	return false
}

// list reads a text file with one address a line. "#" opens a remark; words behind an
// address are its title.
func (r *reader) list() error {
	r.out.Kind = List
	n, other := 0, 0
	for l := range strings.Lines(r.text) {
		n++
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		address, title, _ := strings.Cut(strings.ReplaceAll(l, "\t", " "), " ")
		if !isWeb(address) {
			other++
			if other <= few {
				r.note(":"+strconv.Itoa(n), "the line was left out", "it does not begin with a web address")
			}
			continue
		}
		r.add(raw{link: address, title: title}, n-1)
	}
	if len(r.out.Entries) == 0 || other > len(r.out.Entries) {
		r.issues = nil
		return fmt.Errorf("it is plain text: %w", ErrNoFeed)
	}
	r.finish()
	return nil
}

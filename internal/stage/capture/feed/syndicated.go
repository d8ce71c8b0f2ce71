package feed

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed"
)

// feed reads RSS and Atom. A document that breaks is read entry by entry.
func (r *reader) feed(kind Kind) error {
	r.out.Kind = kind
	s := wellFormed(r.text)
	if err := r.tooDeep(s); err != nil {
		return r.salvage(s, err) // often a lone element that is never closed
	}
	f, err := parseXML(s)
	if err != nil {
		s = stray.ReplaceAllString(s, "&lt;$1")
		if again, second := parseXML(s); second == nil {
			f, err = again, nil
		}
	}
	if err != nil {
		return r.salvage(s, err)
	}
	r.head(f)
	for i, e := range f.Items {
		r.entry(e, i)
	}
	r.finish()
	return nil
}

// tooDeep returns an error where elements are nested deeper than the limit.
func (r *reader) tooDeep(s string) error {
	if depth := deepest(s); depth > r.limits.Depth {
		return fmt.Errorf("its elements are nested %d deep, and the limit is %d", depth, r.limits.Depth)
	}
	return nil
}

// stray is a "<" that opens no element: "5 < 6".
var stray = regexp.MustCompile(`<([^A-Za-z/!?_:])`)

// parseXML hands a document to the feed library. Pictures are not looked for.
func parseXML(s string) (*gofeed.Feed, error) {
	p := gofeed.NewParser()
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return p.ParseString(s)
}

// head takes over what the feed says about itself.
func (r *reader) head(f *gofeed.Feed) {
	r.out.Title, r.out.Language = plain(f.Title), oneLine(f.Language)
	if u, err := url.Parse(strings.TrimSpace(f.Link)); r.base == nil && err == nil && isWeb(u.String()) {
		r.base = u // a file on disk: its entries are relative to its site
	}
	if home, err := r.resolve(f.Link); err == nil {
		r.out.Home = home
	}
}

// entry takes one entry of the feed library over.
func (r *reader) entry(e *gofeed.Item, n int) {
	if e == nil {
		return
	}
	author := ""
	if len(e.Authors) > 0 && e.Authors[0] != nil {
		author = e.Authors[0].Name
	}
	content, whole := e.Content, true
	if strings.TrimSpace(content) == "" {
		content, whole = e.Description, false
	}
	updated := e.Updated
	if updated == e.Published {
		updated = ""
	}
	r.add(raw{
		link: e.Link, guid: e.GUID, title: e.Title, author: author,
		published: e.Published, updated: updated, content: content, whole: whole,
	}, n)
}

// wellFormed takes away what XML readers give up on and which says nothing: the
// declaration of the encoding (the text is UTF-8 by now), the DTD with all its
// entities, control characters and references to them.
func wellFormed(s string) string {
	s = strings.TrimPrefix(s, "\ufeff")
	for {
		s = strings.TrimLeft(s, " \t\r\n\ufeff")
		switch {
		case strings.HasPrefix(s, "<?"):
			s = after(s, "?>")
		case strings.HasPrefix(s, "<!--"):
			s = after(s, "-->")
		case strings.HasPrefix(strings.ToLower(s[:min(len(s), 9)]), "<!doctype"):
			s = s[dtdEnd(s):]
		default:
			s = strings.Map(func(c rune) rune {
				if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xfffe || c == 0xffff {
					return ' '
				}
				return c
			}, s)
			return reference.ReplaceAllStringFunc(s, allowed)
		}
	}
}

// dtdEnd returns the length of a DTD. Brackets may stand in the values of its entities,
// so its end is the last "]>" before the root element, looked for from behind.
func dtdEnd(s string) int {
	simple := doctypeEnd(s)
	for _, root := range []string{"<rss", "<rdf", "<feed", "<urlset", "<sitemapindex", "<opml"} {
		at := strings.Index(strings.ToLower(s), root)
		if at < 0 {
			continue
		}
		if end := strings.LastIndex(s[:at], "]>"); end >= 0 {
			return end + len("]>")
		}
	}
	return simple
}

var reference = regexp.MustCompile(`&#[xX]?[0-9a-fA-F]{1,8};`)

// allowed replaces a reference to a character that XML forbids.
func allowed(ref string) string {
	digits, base := ref[2:len(ref)-1], 10
	if digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 64)
	const last, surrogates, private = 0x10ffff, 0xd800, 0xe000
	if err != nil || n < ' ' && n != '\t' && n != '\n' && n != '\r' || n >= surrogates && n < private || n == 0xfffe || n == 0xffff || n > last {
		return " "
	}
	return ref
}

// deepest returns how deep elements are nested, without reading them: comments and
// CDATA are passed over, closing tags are believed. Markup that is not closed counts
// as nested, which is how it would be read.
func deepest(s string) int {
	depth, most := 0, 0
	for i := 0; i < len(s); {
		at := strings.IndexByte(s[i:], '<')
		if at < 0 {
			break
		}
		i += at
		rest := s[i:]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			i += span(rest, "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			i += span(rest, "]]>")
		case strings.HasPrefix(rest, "</"):
			depth = max(0, depth-1)
			i += len("</")
		case len(rest) > 1 && (rest[1] == '!' || rest[1] == '?'):
			i += span(rest, ">")
		default:
			n := span(rest, ">")
			if !strings.HasSuffix(rest[:n], "/>") {
				depth++
				most = max(most, depth)
			}
			i += n
		}
	}
	return most
}

// span returns the length of s up to and with the mark, or all of it.
func span(s, mark string) int {
	if n := strings.Index(s, mark); n >= 0 {
		return n + len(mark)
	}
	return len(s)
}

// opening and closing of entries, whatever prefix they have.
var (
	opens  = regexp.MustCompile(`(?i)<((?:[a-z][a-z0-9]*:)?(?:item|entry))[\s>]`)
	rootAt = regexp.MustCompile(`(?i)<((?:[a-z][a-z0-9]*:)?(?:rss|rdf|feed))[\s>]`)
)

// salvage reads the entries of a broken document one by one.
func (r *reader) salvage(s string, broken error) error {
	root := rootAt.FindStringSubmatchIndex(s)
	starts := opens.FindAllStringSubmatchIndex(s, r.limits.Entries+1)
	if root == nil || len(starts) == 0 {
		return fmt.Errorf("it is not well-formed: %w", broken)
	}
	name := s[root[2]:root[3]]
	rootEnd := root[0] + span(s[root[0]:], ">")
	open, closing := s[root[0]:rootEnd], "</"+name+">"
	head := s[root[0]:max(starts[0][0], rootEnd)] + tail(s[:starts[0][0]], name)
	if f, err := parseXML(head); err == nil && r.tooDeep(head) == nil {
		r.head(f)
	}
	read, lost := 0, 0
	for i, at := range starts {
		end := len(s)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		f, err := r.single(open+channel(name, true), wholeEntry(s[at[0]:end], s[at[2]:at[3]]), channel(name, false)+closing)
		if err != nil {
			lost++
			if lost <= few {
				r.note(": entry "+strconv.Itoa(i+1), "the entry was left out", "it is not well-formed: "+err.Error())
			}
			continue
		}
		for _, e := range f.Items {
			r.entry(e, i)
		}
		read++
	}
	if read == 0 {
		return fmt.Errorf("it is not well-formed, and none of its %d entries can be read: %w", len(starts), broken)
	}
	r.note("", fmt.Sprintf("%d of %d entries of a broken feed were left out", lost, len(starts)), "it is not well-formed: "+broken.Error())
	r.finish()
	return nil
}

// errCut means that an entry is never closed.
var errCut = errors.New("it breaks off")

// single reads one entry in the frame of its feed.
func (r *reader) single(open, one, closing string) (*gofeed.Feed, error) {
	if one == "" {
		return nil, errCut
	}
	if err := r.tooDeep(one); err != nil {
		return nil, err
	}
	f, err := parseXML(open + one + closing)
	if err == nil && len(f.Items) == 0 {
		err = errCut
	}
	return f, err
}

// wholeEntry cuts off what stands behind an entry; one that is never closed is nothing.
func wholeEntry(s, tag string) string {
	n := strings.LastIndex(s, "</"+tag)
	if n < 0 {
		return ""
	}
	return s[:n+span(s[n:], ">")]
}

// few is how many broken entries are named one by one.
const few = 20

// channel opens or closes the element that the entries of RSS 2.0 stand in.
func channel(root string, open bool) string {
	switch {
	case !strings.HasSuffix(strings.ToLower(root), "rss"):
		return ""
	case open:
		return "<channel>"
	}
	return "</channel>"
}

// tail closes what the head of a feed has opened.
func tail(head, root string) string {
	low := strings.ToLower(head)
	if strings.Contains(low, "<channel") && !strings.Contains(low, "</channel") {
		return "</channel></" + root + ">"
	}
	return "</" + root + ">"
}

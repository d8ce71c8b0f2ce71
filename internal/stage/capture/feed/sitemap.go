package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// node is one element with its text: sitemaps and OPML need no more of XML.
type node struct {
	name  string // local, in lower case
	attrs map[string]string
	text  string
}

// walk reads elements one by one and calls done with the path of names and the
// element whenever one ends. A document that breaks off ends the walk with an error.
func (r *reader) walk(open func(path []string, n node), done func(path []string, n node)) error {
	dec := xml.NewDecoder(strings.NewReader(wellFormed(r.text)))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	var stack []node
	var path []string
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(stack) >= r.limits.Depth {
				return fmt.Errorf("its elements are nested more than %d deep", r.limits.Depth)
			}
			n := node{name: strings.ToLower(t.Name.Local), attrs: map[string]string{}}
			for _, a := range t.Attr {
				n.attrs[strings.ToLower(a.Name.Local)] = a.Value
			}
			stack, path = append(stack, n), append(path, n.name)
			open(path, n)
		case xml.CharData:
			const enough = 64 << 10
			if len(stack) > 0 && len(stack[len(stack)-1].text) < enough {
				stack[len(stack)-1].text += string(t)
			}
		case xml.EndElement:
			if len(stack) > 0 {
				done(path, stack[len(stack)-1])
				stack, path = stack[:len(stack)-1], path[:len(path)-1]
			}
		}
	}
}

// sitemap reads a sitemap with its news extension, or an index of sitemaps.
func (r *reader) sitemap(kind Kind) error {
	r.out.Kind = kind
	var e raw
	n := 0
	err := r.walk(func(path []string, _ node) {
		if len(path) == 2 {
			e = raw{}
		}
	}, func(path []string, one node) {
		value := strings.TrimSpace(one.text)
		switch at := strings.Join(path[min(1, len(path)):], "/"); at {
		case "url/loc", "sitemap/loc":
			e.link = value
		case "url/lastmod", "sitemap/lastmod":
			e.updated = value
		case "url/news/publication_date":
			e.published = value
		case "url/news/title":
			e.title = value
		case "url/news/publication/name":
			if r.out.Title == "" {
				r.out.Title = plain(value)
			}
		case "url/news/publication/language":
			if r.out.Language == "" {
				r.out.Language = oneLine(value)
			}
		case "url":
			r.add(e, n)
			n++
		case "sitemap":
			r.link(e.link, "", e.updated, n)
			n++
		}
	})
	return r.ended(err, n)
}

// opml reads a list of feeds. Outlines may be nested; folders are passed over.
func (r *reader) opml() error {
	r.out.Kind = OPML
	n := 0
	err := r.walk(func(_ []string, one node) {
		address := one.attrs["xmlurl"]
		if one.name != "outline" || address == "" {
			return
		}
		title := one.attrs["title"]
		if title == "" {
			title = one.attrs["text"]
		}
		r.link(address, title, "", n)
		n++
	}, func(path []string, one node) {
		if strings.Join(path, "/") == "opml/head/title" {
			r.out.Title = plain(one.text)
		}
	})
	return r.ended(err, n)
}

// link puts another list on the list.
func (r *reader) link(address, title, updated string, n int) {
	where := fmt.Sprintf(": entry %d", n+1)
	to, err := r.resolve(strings.TrimSpace(address))
	if err != nil {
		r.note(where, "the entry was left out", err.Error())
		return
	}
	if _, twice := r.seen[to]; twice || r.full() {
		return
	}
	r.seen[to] = len(r.out.Lists)
	r.out.Lists = append(r.out.Lists, Link{URL: to, Title: plain(title), Updated: r.date(where, "updated", updated)})
}

// ended tells of a document that broke off after n entries.
func (r *reader) ended(err error, n int) error {
	r.finish()
	if err != nil && n == 0 {
		return fmt.Errorf("it is not well-formed: %w", err)
	}
	if err != nil {
		r.note("", "the rest of the list was left out", "it is not well-formed: "+err.Error())
	}
	return nil
}

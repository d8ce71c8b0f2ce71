package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// json reads a JSON Feed (1.0, 1.1). It is read member by member, so that a field of a
// wrong type costs no more than that field, and a feed that breaks off only what follows.
func (r *reader) json() error {
	r.out.Kind = JSON
	dec := json.NewDecoder(strings.NewReader(r.text))
	dec.UseNumber()
	if _, err := dec.Token(); err != nil {
		return fmt.Errorf("it is not valid JSON: %w", err)
	}
	isFeed := false
	var err error
	for err == nil && dec.More() {
		var key json.Token
		if key, err = dec.Token(); err != nil {
			break
		}
		switch name, _ := key.(string); name {
		case "items":
			isFeed = true
			err = r.members(dec)
		case "version", "title", "home_page_url", "language":
			var v any
			err = dec.Decode(&v)
			isFeed = r.jsonHead(name, word(v)) || isFeed
		default:
			var skipped json.RawMessage
			err = dec.Decode(&skipped)
		}
	}
	if !isFeed {
		return fmt.Errorf("it is JSON without the members of a feed: %w", ErrNoFeed)
	}
	if err == nil {
		_, err = dec.Token()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		r.note("", "the rest of the feed was left out", "it is not valid JSON: "+err.Error())
	}
	r.finish()
	return nil
}

// jsonHead takes one member of the feed over, and reports whether only feeds have it.
func (r *reader) jsonHead(name, value string) bool {
	switch name {
	case "version":
		return strings.Contains(value, "jsonfeed.org")
	case "title":
		r.out.Title = plain(value)
	case "home_page_url":
		if home, err := r.resolve(value); err == nil {
			r.out.Home = home
		}
	case "language":
		r.out.Language = oneLine(value)
	}
	return false
}

// members reads the entries.
func (r *reader) members(dec *json.Decoder) error {
	open, err := dec.Token()
	if err != nil {
		return err
	}
	if open != json.Delim('[') {
		return fmt.Errorf("its items are no list")
	}
	for n := 0; dec.More(); n++ {
		var v any
		if err := dec.Decode(&v); err != nil {
			return err
		}
		m, ok := v.(map[string]any)
		if !ok {
			r.note(": entry "+strconv.Itoa(n+1), "the entry was left out", "it is no object")
			continue
		}
		r.add(jsonEntry(m), n)
	}
	_, err = dec.Token()
	return err
}

// jsonEntry reads one entry.
func jsonEntry(m map[string]any) raw {
	e := raw{
		link: word(m["url"]), guid: word(m["id"]), title: word(m["title"]),
		published: word(m["date_published"]), updated: word(m["date_modified"]), whole: true,
	}
	if e.link == "" {
		e.link = word(m["external_url"])
	}
	if e.content = word(m["content_html"]); e.content == "" {
		e.content = word(m["content_text"])
	}
	if strings.TrimSpace(e.content) == "" {
		e.content, e.whole = word(m["summary"]), false
	}
	authors, _ := m["authors"].([]any)
	for _, a := range append(authors, m["author"]) {
		if one, ok := a.(map[string]any); ok && e.author == "" {
			e.author = word(one["name"])
		}
	}
	return e
}

// word makes a string of a string or a number; other values are nothing.
func word(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

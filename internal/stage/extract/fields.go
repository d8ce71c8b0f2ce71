package extract

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/text"
)

// fields is one JSON object with keys folded to lower case without "_" and "-".
type fields map[string]any

// newFields folds the keys of an object. Where two keys fold to one, the one that
// stands first in byte order wins, so that the outcome does not hang on map order.
func newFields(m map[string]any) fields {
	out := fields{}
	from := map[string]string{}
	for k, v := range m {
		key := strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(k))
		if first, twice := from[key]; twice && first < k {
			continue
		}
		from[key], out[key] = k, v
	}
	return out
}

// The keys under which collections of news keep the same thing, best first.
func textKeys() []string {
	return []string{"text", "articletext", "content", "contenttext", "body", "articlebody", "fulltext", "maintext", "contenthtml", "html", "story"}
}

func titleKeys() []string { return []string{"title", "headline", "name"} }

func dateKeys() []string {
	return []string{"date", "published", "publishedat", "datepublished", "publicationdate", "pubdate", "publishdate", "publishedon", "publishedtime", "datecreated", "createdat", "seendate"}
}

func urlKeys() []string {
	return []string{"url", "link", "canonicalurl", "permalink", "weburl", "href", "uri", "id"}
}

func outletKeys() []string {
	return []string{"outlet", "publisher", "site", "sitename", "source", "sourcename", "publication", "newspaper", "domain"}
}

func authorKeys() []string {
	return []string{"author", "authors", "byline", "creator", "agency", "origin", "credit"}
}

func languageKeys() []string { return []string{"lang", "language", "inlanguage", "languagecode"} }

// first returns the first of the keys that holds words, and which one it was.
func (f fields) first(keys []string) (value, key string) {
	for _, k := range keys {
		if s := strings.TrimSpace(words(f[k], 0)); s != "" {
			return s, k
		}
	}
	return "", ""
}

// words makes a string of a JSON value: an object gives its name, a list its members.
func words(v any, depth int) string {
	if depth > 3 {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var parts []string
		for _, m := range v {
			if s := words(m, depth+1); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		f := newFields(v)
		for _, k := range []string{"name", "title", "text", "domain", "url"} {
			if s := words(f[k], depth+1); s != "" {
				return s
			}
		}
	}
	return ""
}

// draft reads what an object says about a report. why names where it stood.
func (f fields) draft(rules *Rules, why string) draft {
	var d draft
	d.title, _ = f.first(titleKeys())
	d.lang, _ = f.first(languageKeys())
	if u, _ := f.first(urlKeys()); strings.Contains(u, "://") {
		d.url = u
	}
	d.outlet, _ = f.first(outletKeys())
	if o, ok := rules.OutletOf(d.outlet); ok && strings.Contains(d.outlet, ".") {
		d.outlet = o.Name
	}
	for _, key := range dateKeys() {
		if s := words(f[key], 0); s != "" {
			if date := rules.stamp(s); date != "" {
				d.dates = append(d.dates, evidence{date, fmt.Sprintf("%s has %s %q", why, key, s)})
				break
			}
		}
	}
	for _, k := range authorKeys() {
		if s := words(f[k], 0); s != "" {
			d.credits = append(d.credits, s)
		}
	}
	d.clean()
	return d
}

// clean makes every field one line of valid text.
func (d *draft) clean() {
	for _, s := range []*string{&d.title, &d.url, &d.lang, &d.outlet, &d.site} {
		*s = oneLine(*s)
	}
	for i := range d.credits {
		d.credits[i] = oneLine(d.credits[i])
	}
}

// oneLine cleans a string and folds its white space.
func oneLine(s string) string {
	s, _ = text.Clean(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// collectionKeys are the keys under which a file keeps a list of reports.
func collectionKeys() []string {
	return []string{"reports", "articles", "items", "results", "documents", "stories", "news", "entries", "posts"}
}

// jsonReader gathers the reports of one JSON or JSONL file.
type jsonReader struct {
	rules *Rules
	k     *collector
	out   []draft
}

// jsonDrafts reads a JSON file: one report, a list of reports, or an object that
// holds such a list. A file that breaks off gives the reports before the break.
func jsonDrafts(s string, rules *Rules, k *collector) []draft {
	r := &jsonReader{rules: rules, k: k}
	trimmed := strings.TrimSpace(s)
	if strings.HasPrefix(trimmed, "[") {
		r.list(trimmed)
		return r.out
	}
	dec := json.NewDecoder(strings.NewReader(trimmed))
	dec.UseNumber()
	var m map[string]any
	if err := dec.Decode(&m); err != nil {
		k.add("", "the document was left out", "it is not valid JSON for a report: "+err.Error())
		return nil
	}
	if _, err := dec.Token(); err != io.EOF {
		return jsonlDrafts(s, rules, k)
	}
	f := newFields(m)
	for _, key := range collectionKeys() {
		if list, ok := f[key].([]any); ok {
			for i, v := range list {
				r.add(v, i, fmt.Sprintf(":report %d", i+1))
			}
			return r.out
		}
	}
	r.add(m, 0, "")
	return r.out
}

// list reads a list one member at a time, so that a fault costs only what follows.
func (r *jsonReader) list(s string) {
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	_, err := dec.Token()
	i := 0
	for ; err == nil && dec.More(); i++ {
		var v any
		if err = dec.Decode(&v); err == nil {
			r.add(v, i, fmt.Sprintf(":report %d", i+1))
		}
	}
	if err == nil {
		_, err = dec.Token()
	}
	if err != nil {
		r.k.add(fmt.Sprintf(":report %d", i), "the rest of the file was left out", "it is not valid JSON: "+err.Error())
	}
}

// jsonlDrafts reads one report a line; a broken line is an issue and the rest goes on.
func jsonlDrafts(s string, rules *Rules, k *collector) []draft {
	r := &jsonReader{rules: rules, k: k}
	n := 0
	for l := range strings.Lines(s) {
		n++
		if strings.TrimSpace(l) == "" {
			continue
		}
		where := fmt.Sprintf(":%d", n)
		v, err := oneValue(l)
		if err != nil {
			k.add(where, "the line was left out", "it is not valid JSON: "+err.Error())
			continue
		}
		r.add(v, n-1, where)
	}
	return r.out
}

// oneValue parses a line that holds one JSON value and nothing else.
func oneValue(l string) (any, error) {
	var v any
	dec := json.NewDecoder(strings.NewReader(l))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("more than one value stands on the line")
	}
	return v, nil
}

// add takes in the report that a JSON value holds, or says why it holds none.
func (r *jsonReader) add(v any, index int, where string) {
	m, ok := v.(map[string]any)
	if !ok {
		r.k.add(where, "the value was left out", "it is no object with title and text")
		return
	}
	f := newFields(m)
	body, key := f.first(textKeys())
	if body == "" {
		r.k.add(where, "the object was left out", "it has no text: use the key \"text\"")
		return
	}
	d := f.draft(r.rules, "the object")
	body = r.k.clean(where, paragraphs(f[key]))
	if marked(body) {
		body = page(body, r.rules, r.k).text
	}
	d.text, d.where, d.index = body, where, index
	r.out = append(r.out, d)
}

// paragraphs gives the text of a report that is kept as a string or as a list of
// paragraphs.
func paragraphs(v any) string {
	list, ok := v.([]any)
	if !ok {
		return words(v, 0)
	}
	var out []string
	for _, p := range list {
		out = append(out, words(p, 0))
	}
	return strings.Join(out, "\n")
}

// marked reports whether a string is HTML and not text.
func marked(s string) bool {
	low := strings.ToLower(s[:min(len(s), 4096)])
	for _, tag := range []string{"<p>", "<p ", "<div", "<br", "</p>", "<html", "<article"} {
		if strings.Contains(low, tag) {
			return true
		}
	}
	return false
}

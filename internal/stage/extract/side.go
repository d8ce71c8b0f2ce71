package extract

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/text"
)

// side is the content of NAME.meta.json, or what is known of a page that was fetched;
// or nil.
type side fields

// readSide parses a side file; no side file is a valid one.
func readSide(b []byte) (side, bool) {
	if len(b) == 0 {
		return nil, b == nil
	}
	var m map[string]any
	dec := json.NewDecoder(strings.NewReader(text.Decode(b, "").Text))
	dec.UseNumber()
	if err := dec.Decode(&m); err != nil || m == nil {
		return nil, false
	}
	return side(newFields(m)), true
}

// over lays what the side file says over what the document says.
func (s side) over(d draft, rules *Rules) draft {
	if !strings.Contains(d.url, "://") {
		d.url = "" // what it stands below is not known
	}
	if s == nil {
		return d
	}
	given := fields(s).draft(rules, "NAME.meta.json")
	for _, f := range []struct{ to, from *string }{
		{&d.title, &given.title}, {&d.url, &given.url}, {&d.lang, &given.lang}, {&d.outlet, &given.outlet},
	} {
		if *f.from != "" {
			*f.to = *f.from
		}
	}
	d.dates = append(given.dates, d.dates...)
	d.credits = append(given.credits, d.credits...)
	return d
}

// under lays what the document says over what is known from fetching it: its address,
// and what the feed said that led to it.
func (s side) under(d draft, rules *Rules, k *collector) draft {
	d.url = ownAddress(oneLine(words(s["url"], 0)), d.url)
	if m, ok := s["listed"].(map[string]any); ok {
		f := newFields(m)
		if d.title == "" {
			d.title = oneLine(words(f["title"], 0))
		}
		if d.site == "" {
			d.site = rules.feedOutlet(oneLine(words(f["outlet"], 0)), host(d.url))
		}
		if author := oneLine(words(f["author"], 0)); len(d.credits) == 0 && author != "" {
			d.credits = append(d.credits, author)
		}
		published := words(f["published"], 0)
		if date := rules.stamp(published); date != "" {
			d.dates = append(d.dates, evidence{date, fmt.Sprintf("the feed has published %q", published)})
		}
	}
	d.dates = k.possible(d, words(s["retrieved"], 0))
	return d
}

// possible drops dates later than the fetching: nobody can read tomorrow's page. A day
// is left for zones and wrong clocks.
func (k *collector) possible(d draft, retrieved string) []evidence {
	at, err := time.Parse(time.RFC3339, retrieved)
	if err != nil {
		return d.dates
	}
	const skew = 26 * time.Hour
	last := at.Add(skew).Format(time.DateOnly)
	return slices.DeleteFunc(slices.Clone(d.dates), func(e evidence) bool {
		if e.date <= last {
			return false
		}
		k.add(d.where, "a date of publication was not used: "+e.date, "it lies after the page was fetched ("+retrieved+"); "+e.why)
		return true
	})
}

// ownAddress chooses between where a page was fetched and what it calls its address. A
// page knows better which of its addresses is the lasting one, but another site's
// address is that of the outlet it was taken from, and the front page is a mistake.
func ownAddress(fetched, own string) string {
	f, err := url.Parse(fetched)
	if err != nil || fetched == "" {
		return own
	}
	o, err := url.Parse(own)
	if err == nil && own != "" && !o.IsAbs() { // "/news/7", "//site.example/news/7"
		o = f.ResolveReference(o)
		own = o.String()
	}
	front := err == nil && (o.Path == "" || o.Path == "/") && o.RawQuery == ""
	if err != nil || own == "" || siteOf(o) != siteOf(f) || front {
		return fetched
	}
	return own
}

// siteOf is the host without the names that stand for the same pages in another dress.
func siteOf(u *url.URL) string {
	h := strings.ToLower(u.Hostname())
	for _, begin := range []string{"www.", "m.", "amp.", "mobile."} {
		h = strings.TrimPrefix(h, begin)
	}
	return h
}

// feedOutlet takes the outlet out of a feed's title ("Harbour Gazette - World"): the
// part that is a known outlet, or the one whose letters stand in the name of the site;
// else the title as it is.
func (r *Rules) feedOutlet(title, site string) string {
	const telling = 5 // letters: "news" stands in many names
	named := ""
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " > ", ": "} {
		for part := range strings.SplitSeq(title, sep) {
			key := nameKey(part)
			if _, known := r.byName[key]; known {
				return part
			}
			letters := strings.ReplaceAll(key, " ", "")
			if len(letters) >= telling && len(part) < len(title) && strings.Contains(strings.ReplaceAll(site, "-", ""), letters) {
				named = part
			}
		}
	}
	if named != "" {
		return named
	}
	return title
}

package alert

import (
	"cmp"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Subject is the subject of an e-mail with some messages.
func Subject(alert string, all []Message) string {
	if len(all) == 1 {
		return fmt.Sprintf("[%s] %s", alert, headline(all[0]))
	}
	return fmt.Sprintf("[%s] %s", alert, view.Plural(len(all), "happening"))
}

// Text writes messages as plain text for people.
func Text(all []Message) string {
	var b strings.Builder
	for i, m := range all {
		if i > 0 {
			b.WriteString("\n--\n\n")
		}
		b.WriteString(headline(m) + "\n")
		for _, line := range body(m) {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

func headline(m Message) string {
	out := m.Title
	if m.Date != "" {
		out += "; " + view.Day(record.Nullable(m.Date))
	}
	if m.Status != "" && m.Status != "occurred" {
		out += "; " + m.Status
	}
	if len(m.Changes) > 0 {
		out = "Changed: " + out
	}
	return out
}

// body says what changed, how it stands, and which reports tell of it.
func body(m Message) []string {
	var out []string
	for _, c := range m.Changes {
		out = append(out, "* "+c)
	}
	stands := "Standing: " + m.Standing
	if len(m.DeniedBy) > 0 {
		stands += "; denied by " + strings.Join(m.DeniedBy, ", ")
	}
	out = append(out, stands)
	for _, t := range m.Tolls {
		out = append(out, t.What+": "+t.Count)
	}
	for _, r := range m.Reports {
		line := r.Outlet
		if r.Published != "" {
			line += ", " + view.Day(record.Nullable(r.Published))
		}
		if r.New && len(m.Changes) > 0 {
			line += " (new)"
		}
		if r.Words != "" {
			line += ": “" + r.Words + "”"
		}
		if r.URL != "" {
			line += " <" + r.URL + ">"
		}
		out = append(out, "- "+line)
	}
	return append(out, "trucewatch show event "+m.Event)
}

// mostEntries is how many happenings a feed holds, the latest told.
const mostEntries = 200

// The elements of Atom (RFC 4287).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Published string     `xml:"published"`
	Updated   string     `xml:"updated"`
	Links     []atomLink `xml:"link"`
	Content   atomText   `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom writes all messages of an alert, the oldest first, as a feed with one entry for
// each happening. Its id stays; what was told of it later stands above what was told
// before. The same messages give the same bytes.
func Atom(w io.Writer, alert string, all []Message) error {
	f := atomFeed{ID: urn("feed", alert), Title: "Trucewatch: " + clean(alert), Author: "Trucewatch", Updated: "1970-01-01T00:00:00Z", Entries: []atomEntry{}}
	at := map[string]int{}
	for _, m := range all {
		f.Updated = m.When
		i, ok := at[m.Happening]
		if !ok {
			i, at[m.Happening] = len(f.Entries), len(f.Entries)
			f.Entries = append(f.Entries, atomEntry{ID: urn("happening", alert+"\n"+m.Happening), Published: m.When})
		}
		e := &f.Entries[i]
		e.Title, e.Updated = clean(headline(m)), m.When
		said := strings.Join(body(m), "\n")
		if e.Content.Text != "" {
			said += "\n\nTold before:\n" + e.Content.Text
		}
		e.Content = atomText{"text", clean(said)}
		e.Links = []atomLink{}
		for _, r := range m.Reports {
			if strings.HasPrefix(r.URL, "https://") || strings.HasPrefix(r.URL, "http://") {
				e.Links = append(e.Links, atomLink{"related", r.URL})
			}
		}
	}
	slices.SortStableFunc(f.Entries, func(a, b atomEntry) int { return cmp.Or(cmp.Compare(b.Updated, a.Updated), cmp.Compare(a.ID, b.ID)) })
	f.Entries = f.Entries[:min(mostEntries, len(f.Entries))]
	content, err := xml.MarshalIndent(f, "", " ")
	if err == nil {
		_, err = io.WriteString(w, xml.Header+string(content)+"\n")
	}
	if err != nil {
		return fmt.Errorf("writing the feed of alert %q: %w", alert, err)
	}
	return nil
}

// urn makes a name that never changes, as a UUID of version 8 (RFC 9562).
func urn(kind, words string) string {
	h := sha256.Sum256([]byte("trucewatch " + kind + "\n" + words))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// clean takes from words what XML cannot hold.
func clean(words string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, words)
}

package sitrep

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// How much of each stands in a line; what is left out is counted.
const (
	mostHighlights = 6
	mostNames      = 3
	mostQuotes     = 2
	longestQuote   = 160 // code points
)

// highlights are the happenings of which most reports of the period tell, each with
// the shortest sentence that tells it. What is said of a happening stands in its section.
func (d *desk) highlights() []Line {
	talks := map[string]bool{}
	for _, t := range d.Talks {
		talks[t.Event] = true
	}
	var chosen []record.Event
	for _, e := range d.period() {
		named := len(e.Actors)+len(e.Recipients) > 0
		if named && d.news(e) && e.Date != "" && (talks[e.ID] || view.IsIncident(e) || e.Type == "RETREAT" || e.Type == "AGREE" || e.Type == "AID") {
			chosen = append(chosen, e)
		}
	}
	slices.SortStableFunc(chosen, func(a, b record.Event) int {
		return cmp.Or(
			cmp.Compare(len(d.refs(b)), len(d.refs(a))), cmp.Compare(b.Independent, a.Independent),
			cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID),
		)
	})
	lines, kept := []Line{}, []record.Event{}
	for _, e := range chosen {
		if len(lines) == mostHighlights || slices.ContainsFunc(kept, func(o record.Event) bool { return within(e, o) }) {
			continue
		}
		l := d.line(e)
		l.Notes = append([]string{d.standing(e)}, d.quote(e)...)
		lines, kept = append(lines, l), append(kept, e)
	}
	return lines
}

// within reports whether one happening is of the kind of another, of no other days,
// and of nobody else: beside it, a highlight says nothing new.
func within(e, other record.Event) bool {
	first, last, ok := view.Span(e.Date)
	from, to, known := view.Span(other.Date)
	sides := record.Union(other.Actors, other.Recipients...)
	return ok && known && e.Type == other.Type && !last.Before(from) && !first.After(to) &&
		record.Among(record.Union(e.Actors, e.Recipients...), sides)
}

// quote is the shortest sentence of the period that tells of a happening, if there is
// one.
func (d *desk) quote(e record.Event) []string {
	best := ""
	for _, r := range d.refs(e) {
		n := utf8.RuneCountInString(r.Words)
		if n >= 40 && (best == "" || n < utf8.RuneCountInString(best)) {
			best = r.Words
		}
	}
	if best == "" {
		return nil
	}
	return []string{"“" + cut(best) + "”"}
}

// cut ends a long text after a word.
func cut(text string) string { return view.Short(text, longestQuote) }

// people names some, and counts the rest.
func (d *desk) people(ids []string) string {
	if len(ids) <= mostNames+1 {
		return d.Names(ids)
	}
	names := make([]string, mostNames)
	for i := range names {
		names[i] = d.Name(ids[i])
	}
	return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", len(ids)-mostNames)
}

// quoted gives words of reports, those that say something new before all; the rest
// is counted.
func quoted(all []string) string {
	said := map[string]bool{}
	var out []string
	for _, words := range all {
		content, fresh := 0, 0
		for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(w) < 4 {
				continue
			}
			if content++; !said[w] {
				fresh++
			}
		}
		if len(out) == mostQuotes || len(out) > 0 && 2*fresh < content {
			continue
		}
		for w := range strings.FieldsFuncSeq(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			said[w] = true
		}
		out = append(out, "“"+cut(words)+"”")
	}
	if rest := len(all) - len(out); rest > 0 {
		out = append(out, fmt.Sprintf("and %d more", rest))
	}
	return strings.Join(out, ", ")
}

// short names a happening by its first words, place and days, for where its parties
// are told elsewhere.
func (d *desk) short(e record.Event) string {
	words := []string{}
	if len(e.Mentions) > 0 {
		words = append(words, "“"+cut(e.Mentions[0].Quote)+"”")
	}
	if e.Place != "" {
		words = append(words, "· "+d.Name(string(e.Place)))
	}
	out := strings.Join(words, " ")
	if e.Date != "" {
		out += ", " + view.Day(e.Date)
	}
	return out
}

// put adds a line about a happening unless one already stands that says the same; that
// one then gets the references. What stands in a section stands in no later one.
func (d *desk) put(lines []Line, l Line) []Line {
	d.listed[l.Event] = true
	i := slices.IndexFunc(lines, func(o Line) bool { return o.Text == l.Text })
	if i < 0 {
		return append(lines, l)
	}
	lines[i].Also = append(lines[i].Also, l.Event)
	for _, r := range l.Refs {
		if !slices.Contains(lines[i].Refs, r) {
			lines[i].Refs = append(lines[i].Refs, r)
		}
	}
	return lines
}

package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Piece is one stretch of a report; the pieces of a report are its whole text.
type Piece struct {
	Report     string
	Start, End int // code points
	Number     int // of the sentence, from 1; 0 between sentences
}

// pieces cuts a text of n code points into its sentences and what is between them.
func pieces(r record.Report, n int) []Piece {
	var out []Piece
	at, number := 0, 0
	for _, s := range r.Sentences {
		start, end := max(s.Start, at), min(s.End, n)
		if start >= end {
			continue
		}
		if start > at {
			out = append(out, Piece{r.ID, at, start, 0})
		}
		number++
		out = append(out, Piece{r.ID, start, end, number})
		at = end
	}
	if at < n {
		out = append(out, Piece{r.ID, at, n, 0})
	}
	return out
}

// Pieces returns the pieces of a report in order.
func (v *View) Pieces(report string) []Piece { return v.pieces[report] }

// Around returns the piece of a report in which a position stands and whether
// there is one.
func (v *View) Around(report string, position int) (Piece, bool) {
	all := v.pieces[report]
	i, found := slices.BinarySearchFunc(all, position, func(p Piece, at int) int { return cmp.Compare(p.Start, at) })
	if !found {
		i--
	}
	if i < 0 || i >= len(all) || position >= all[i].End {
		return Piece{}, false
	}
	return all[i], true
}

// Text returns the words of a report between two code points.
func (v *View) Text(report string, start, end int) string {
	text := v.text[report]
	start, end = max(start, 0), min(end, len(text))
	if start >= end {
		return ""
	}
	return string(text[start:end])
}

// OneLine returns the words of a piece with single spaces between them.
func (v *View) OneLine(p Piece) string {
	return strings.Join(strings.Fields(v.Text(p.Report, p.Start, p.End)), " ")
}

// MarkKind is what a marked stretch of a report is.
type MarkKind string

// The kinds of mark.
const (
	Name    MarkKind = "name"
	Trigger MarkKind = "trigger"
	Cue     MarkKind = "cue"
	Count   MarkKind = "count"
)

// Mark is a stretch of a report in which something was found.
type Mark struct {
	record.Range
	Kind  MarkKind
	Of    string // id of the actor, place, event or statement; empty for a count
	Title string // what was found, by which rule, from which words
}

// Marks returns every mark of every report, by report, in order of position.
func (v *View) Marks() map[string][]Mark {
	out := map[string][]Mark{}
	add := func(report string, m Mark) { out[report] = append(out[report], m) }
	for _, r := range v.Reports {
		for _, m := range r.Mentions {
			title := m.Kind
			if m.Entity != "" {
				title = fmt.Sprintf("%s: %s", m.Kind, v.Name(string(m.Entity)))
			}
			add(r.ID, Mark{record.Range{Start: m.Start, End: m.End}, Name, string(m.Entity), WithWhy(title, m.Why)})
		}
	}
	for _, e := range v.Events {
		for _, m := range e.Mentions {
			title := strings.Join(append([]string{m.Type, m.Status}, m.Mode...), ", ")
			add(m.Report, Mark{record.Range{Start: m.Start, End: m.End}, Trigger, e.ID, WithWhy(title, m.Why)})
		}
	}
	for _, s := range v.Statements {
		add(s.Report, Mark{record.Range{Start: s.Start, End: s.End}, Cue, s.ID, v.Says(s)})
	}
	for _, f := range v.Figures {
		add(f.Report, Mark{record.Range{Start: f.Start, End: f.End}, Count, string(f.Event), v.Counts(f)})
	}
	for _, r := range v.Reports {
		slices.SortStableFunc(out[r.ID], func(a, b Mark) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
		})
	}
	return out
}

// WithWhy adds to a title the rules that made a result and the words they matched.
func WithWhy(title string, why []record.Reason) string {
	if len(why) == 0 {
		return title
	}
	return title + " | " + Why(why)
}

// Why writes the rules that made a result with the words they matched.
func Why(why []record.Reason) string {
	out := make([]string, len(why))
	for i, w := range why {
		out[i] = fmt.Sprintf("%s “%s”", w.Rule, Short(w.Words, 60))
	}
	return strings.Join(out, "; ")
}

// Short cuts a text to so many code points, between two words where it has some.
func Short(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	cut := string(r[:most-1])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 && r[most-1] != ' ' {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

// Says tells in words who stands how to the content of a statement, in the past
// tense, which does for one source and for several.
func (v *View) Says(s record.Statement) string {
	verb := map[string]string{"assert": "stated", "deny": "denied", "silent": "did not say"}[s.Stance]
	if verb == "" {
		verb = s.Stance
	}
	out := v.Chain(s) + " " + verb
	if len(s.Hedges) > 0 {
		out += ", hedged: " + strings.Join(s.Hedges, ", ")
	}
	return out
}

// Chain names whose words a statement is, and through whom they came.
func (v *View) Chain(s record.Statement) string {
	if len(s.Source) == 0 {
		if s.SourceQuote != "" {
			return string(s.SourceQuote)
		}
		return "somebody unnamed"
	}
	return strings.Join(v.NamesOf(s.Source), ", via ")
}

// Counts tells in words what a figure counts and who counted.
func (v *View) Counts(f record.Figure) string {
	out := fmt.Sprintf("%s: %s", f.Measure, Bounds(f.Min, f.Max))
	if len(f.By) > 0 {
		out += ", counted by " + v.Names(f.By)
	}
	if f.AsOf != "" {
		out += ", as of " + Day(f.AsOf)
	}
	if len(f.Hedges) > 0 {
		out += ", hedged: " + strings.Join(f.Hedges, ", ")
	}
	return out
}

// Bounds writes a count with its bounds, of which each may be open.
func Bounds(low, high *int) string {
	p := message.NewPrinter(language.English)
	switch {
	case low == nil && high == nil:
		return "no number"
	case high == nil:
		return p.Sprintf("%d or more", *low)
	case low == nil:
		return p.Sprintf("up to %d", *high)
	case *low == *high:
		return p.Sprintf("%d", *low)
	}
	return p.Sprintf("%d–%d", *low, *high)
}

// Number writes a whole number with its thousands set apart.
func Number(n int) string { return message.NewPrinter(language.English).Sprintf("%d", n) }

// Package matrix sets side by side what each outlet says of one happening,
// attribute by attribute: what it says, denies, tells differently, or leaves out.
package matrix

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Stand is how one outlet stands to an attribute of a happening.
type Stand string

// The stands.
const (
	Says    Stand = "says"
	Denies  Stand = "denies"  // it gives words that deny it
	Differs Stand = "differs" // it gives another value than the ledger
	Vaguer  Stand = "vaguer"  // it gives a longer span of days in which the ledger's lies
	Partly  Stand = "partly"  // it names some of those whom the ledger has, and nobody else
	Silent  Stand = "silent"  // it tells of the happening and leaves this out
)

// Column is one outlet: a report that tells of the happening, with those that repeat it.
type Column struct {
	Report record.Report
	Copies []record.Report // that tell of it too, folded under the one they repeat
}

// Value is one value that an outlet gives, with where it stands.
type Value struct {
	Text   string
	Report string
	To     string // anchor of the sentence
	Why    string
}

// Cell is what one outlet has for one attribute.
type Cell struct {
	Stand  Stand
	Values []Value
}

// Line is one attribute over all outlets.
type Line struct {
	Attribute string
	Ledger    string // what the ledger has, or empty
	Cells     []Cell // one for each column
}

// Matrix is all that the outlets say of one happening.
type Matrix struct {
	Event   record.Event
	Columns []Column
	Lines   []Line
}

// New sets out what is said of a happening, and in figures of it.
func New(v *view.View, e record.Event, statements []record.Statement, figures []record.Figure) Matrix {
	b := builder{v: v, of: map[string]int{}, m: Matrix{Event: e}}
	for _, m := range e.Mentions {
		b.column(m.Report)
	}
	for _, s := range statements {
		if s.Stance == "deny" {
			b.column(s.Report)
		}
	}
	for _, f := range figures {
		b.column(f.Report)
	}
	b.occurrence(statements)
	for _, a := range b.attributes() {
		b.line(a)
	}
	b.counts(figures)
	return b.m
}

type builder struct {
	v  *view.View
	of map[string]int // column of a report
	m  Matrix
}

// column returns the column of a report: that of the report which it repeats.
func (b *builder) column(report string) int {
	r := b.v.Report(report)
	root := b.v.Original(r)
	i, known := b.of[root]
	if !known {
		i = len(b.m.Columns)
		b.of[root] = i
		b.m.Columns = append(b.m.Columns, Column{Report: b.v.Report(root)})
	}
	c := &b.m.Columns[i]
	if report != root && !slices.ContainsFunc(c.Copies, func(x record.Report) bool { return x.ID == report }) {
		c.Copies = append(c.Copies, r)
	}
	return i
}

// value makes a value that stands at a place of a report.
func (b *builder) value(text, report string, at int, why string) Value {
	return Value{text, report, b.v.TextAnchor(report, at), why}
}

// add puts a value into a cell, once.
func (c *Cell) add(x Value) {
	if !slices.ContainsFunc(c.Values, func(y Value) bool { return y.Text == x.Text }) {
		c.Values = append(c.Values, x)
	}
}

// occurrence says who tells that it happened, plans it or denies it.
func (b *builder) occurrence(statements []record.Statement) {
	l := Line{Attribute: "that it is so", Ledger: b.m.Event.Status, Cells: make([]Cell, len(b.m.Columns))}
	for _, m := range b.m.Event.Mentions {
		c := &l.Cells[b.column(m.Report)]
		c.add(b.value(m.Status+" “"+m.Quote+"”", m.Report, m.Start, why(m, ".status")))
		switch {
		case m.Status == "negated" && l.Ledger != "negated":
			c.Stand = Denies
		case c.Stand == Denies || c.Stand == Says:
		case m.Status == l.Ledger:
			c.Stand = Says
		default:
			c.Stand = Differs
		}
	}
	for _, s := range statements {
		if s.Stance != "deny" {
			continue
		}
		c := &l.Cells[b.column(s.Report)]
		c.add(b.value(b.v.Chain(s)+" “"+s.Quote+"”", s.Report, s.Start, b.v.Says(s)))
		c.Stand = Denies
	}
	b.finish(l)
}

// finish adds a line; cells without a stand are silent.
func (b *builder) finish(l Line) {
	for i := range l.Cells {
		if l.Cells[i].Stand == "" {
			l.Cells[i].Stand = Silent
		}
	}
	b.m.Lines = append(b.m.Lines, l)
}

// attribute is one thing that mentions of a happening give: a value, or several.
type attribute struct {
	name, rule string
	ledger     []string
	of         func(m record.EventMention) []string
	show       func(value string) string
	// stand compares what one outlet gives, in all its mentions, with the ledger.
	stand func(have, ledger []string) Stand
}

func (b *builder) attributes() []attribute {
	e, v := b.m.Event, b.v
	day := func(s string) string { return view.Day(record.Nullable(s)) }
	kind := func(s string) string { return act(s, nil) }
	return []attribute{
		{"kind of act", ".event", []string{act(e.Type, e.Mode)}, func(m record.EventMention) []string { return []string{act(m.Type, m.Mode)} }, kind, sameAct},
		{"who", ".actor", e.Actors, func(m record.EventMention) []string { return m.Actors }, v.Name, sameNames},
		{"to whom", ".recipient", e.Recipients, func(m record.EventMention) []string { return m.Recipients }, v.Name, sameNames},
		{"mediated by", ".mediator", e.Mediators, func(m record.EventMention) []string { return m.Mediators }, v.Name, sameNames},
		{"where", ".place", one(e.Place), func(m record.EventMention) []string { return one(m.Place) }, v.Name, samePlace},
		{"when", ".when", one(e.Date), func(m record.EventMention) []string { return one(m.Date) }, day, sameDay},
	}
}

func one(s record.Nullable) []string {
	if s == "" {
		return nil
	}
	return []string{string(s)}
}

// line adds an attribute, if anybody gives it.
func (b *builder) line(a attribute) {
	show := func(values []string) string {
		out := make([]string, len(values))
		for i, s := range values {
			out[i] = a.show(s)
		}
		return record.Join(out)
	}
	l := Line{Attribute: a.name, Ledger: show(a.ledger), Cells: make([]Cell, len(b.m.Columns))}
	have := make([][]string, len(b.m.Columns))
	for _, m := range b.m.Event.Mentions {
		i := b.column(m.Report)
		for _, s := range a.of(m) {
			if !slices.Contains(have[i], s) {
				have[i] = append(have[i], s)
				l.Cells[i].add(b.value(a.show(s), m.Report, m.Start, why(m, a.rule)))
			}
		}
	}
	given := false
	for i := range have {
		if len(have[i]) > 0 {
			given = true
			l.Cells[i].Stand = a.stand(have[i], a.ledger)
		}
	}
	if given {
		b.finish(l)
	}
}

// sameNames compares whom or what an outlet names with those of the ledger.
func sameNames(have, ledger []string) Stand {
	for _, id := range have {
		if !slices.Contains(ledger, id) {
			return Differs
		}
	}
	if len(have) < len(ledger) {
		return Partly
	}
	return Says
}

// samePlace compares places; one who gives the ledger's among others says it.
func samePlace(have, ledger []string) Stand {
	if len(ledger) > 0 && slices.Contains(have, ledger[0]) {
		return Says
	}
	return Differs
}

// sameAct compares types; a mode that an outlet leaves open is no difference.
func sameAct(have, ledger []string) Stand {
	first := func(s string) string { t, _, _ := strings.Cut(s, ","); return t }
	for _, s := range have {
		if first(s) == first(ledger[0]) {
			return Says
		}
	}
	return Differs
}

// sameDay compares dates: one that is the ledger's, a longer span that holds it, or another.
func sameDay(have, ledger []string) Stand {
	if len(ledger) == 0 {
		return Differs
	}
	out := Differs
	c, d, known := view.Span(record.Nullable(ledger[0]))
	for _, s := range have {
		a, b, ok := view.Span(record.Nullable(s))
		switch {
		case s == ledger[0]:
			return Says
		case known && ok && !a.After(c) && !b.Before(d):
			out = Vaguer
		}
	}
	return out
}

func act(kind string, mode []string) string {
	return strings.Join(append([]string{strings.ToLower(kind)}, mode...), ", ")
}

func why(m record.EventMention, part string) string {
	var out []record.Reason
	for _, r := range m.Why {
		if strings.Contains(r.Rule, part) {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		out = m.Why
	}
	return view.Why(out)
}

// counts adds a line for each measure that is counted.
func (b *builder) counts(figures []record.Figure) {
	lines := map[string]*Line{}
	var order []string
	for _, f := range figures {
		l := lines[f.Measure]
		if l == nil {
			l = &Line{Attribute: f.Measure, Cells: make([]Cell, len(b.m.Columns))}
			lines[f.Measure] = l
			order = append(order, f.Measure)
		}
		text := view.Bounds(f.Min, f.Max)
		if len(f.By) > 0 {
			text += " by " + b.v.Names(f.By)
		}
		if f.AsOf != "" {
			text += ", as of " + view.Day(f.AsOf)
		}
		l.Cells[b.column(f.Report)].add(b.value(text, f.Report, f.Start, fmt.Sprintf("“%s”", f.Quote)))
	}
	slices.Sort(order)
	for _, measure := range order {
		l := lines[measure]
		for _, t := range b.v.Tolls {
			if t.Event == b.m.Event.ID && t.Measure == measure && (l.Ledger == "" || t.Victims == "") {
				l.Ledger = view.Bounds(t.Low, t.High)
			}
		}
		stands(l.Cells)
		b.m.Lines = append(b.m.Lines, *l)
	}
}

// stands says of counts where they differ from the one that most outlets give.
func stands(cells []Cell) {
	times := map[string]int{}
	number := func(x Value) string {
		n, _, _ := strings.Cut(x.Text, " by ")
		n, _, _ = strings.Cut(n, ", as of ")
		return n
	}
	for _, c := range cells {
		for _, x := range c.Values {
			times[number(x)]++
		}
	}
	usual := ""
	for _, c := range cells {
		for _, x := range c.Values {
			if n := number(x); usual == "" || cmp.Compare(times[n], times[usual]) > 0 {
				usual = n
			}
		}
	}
	for i, c := range cells {
		switch {
		case len(c.Values) == 0:
			cells[i].Stand = Silent
		case slices.ContainsFunc(c.Values, func(x Value) bool { return number(x) == usual }):
			cells[i].Stand = Says
		default:
			cells[i].Stand = Differs
		}
	}
}

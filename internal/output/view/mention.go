package view

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// FiguresOf returns the figures that count something of a happening.
func (v *View) FiguresOf(event string) []record.Figure {
	var out []record.Figure
	for _, f := range v.Figures {
		if string(f.Event) == event {
			out = append(out, f)
		}
	}
	return out
}

// Differs says what one mention of a happening has otherwise than the happening,
// and is empty where it has nothing so.
func (v *View) Differs(e record.Event, m record.EventMention) string {
	var out []string
	add := func(label, have, all string) {
		if have != all && have != "" {
			out = append(out, label+" "+have)
		}
	}
	add("type", m.Type, e.Type)
	add("status", m.Status, e.Status)
	add("actors", v.Names(m.Actors), v.Names(e.Actors))
	add("recipients", v.Names(m.Recipients), v.Names(e.Recipients))
	add("mediators", v.Names(m.Mediators), v.Names(e.Mediators))
	add("place", v.Name(string(m.Place)), v.Name(string(e.Place)))
	add("date", Day(m.Date), Day(e.Date))
	return strings.Join(out, "; ")
}

// Example returns the first mention of a happening in which an actor takes part,
// or else the first one, and whether there is any.
func (v *View) Example(e record.Event, actor string) (record.EventMention, bool) {
	for _, m := range e.Mentions {
		if slices.Contains(m.Actors, actor) || slices.Contains(m.Recipients, actor) || slices.Contains(m.Mediators, actor) {
			return m, true
		}
	}
	if len(e.Mentions) == 0 {
		return record.EventMention{}, false
	}
	return e.Mentions[0], true
}

// NamesIn returns where a report mentions an actor.
func (v *View) NamesIn(report, actor string) []record.Range {
	var out []record.Range
	for _, m := range v.Report(report).Mentions {
		if string(m.Entity) == actor {
			out = append(out, record.Range{Start: m.Start, End: m.End})
		}
	}
	return out
}

// OfOffice says of whom or where an office is one.
func (v *View) OfOffice(r record.Role) string {
	if r.Of == "" {
		return ""
	}
	return " of " + v.Name(string(r.Of))
}

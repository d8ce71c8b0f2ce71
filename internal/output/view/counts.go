package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// countLines has a line for each count of a toll that is not only repeated from another
// one of the series; where it is told again stands at its end.
func (v *View) countLines(t record.Toll) []Line {
	if t.Measure == record.Casualties {
		return v.noneLines(t)
	}
	again := map[int][]string{} // index to the reports that repeat it
	for i := range t.Series {
		if k := repeated(t, i); k != i {
			if label := v.copyLabel(t.Series[i].Report); !slices.Contains(again[k], label) && t.Series[i].Report != t.Series[k].Report {
				again[k] = append(again[k], label)
			}
		}
	}
	var out []Line
	for i, at := range t.Series {
		f, ok := v.Figure(at, t.Measure)
		if !ok || repeated(t, i) != i {
			continue
		}
		r := v.Report(at.Report)
		words := Cell{"“" + Short(f.Quote, 80) + "”", v.TextAnchor(at.Report, at.Start), Label(r) + ": " + v.Counts(f)}
		text := " " + v.counter(t, i, f) + " — " + v.copyLabel(at.Report) + ", " + Published(r)
		if len(again[i]) > 0 {
			text += "; told again by " + strings.Join(again[i], ", ")
		}
		out = append(out, Line{"counted", []Cell{words, plain(text + v.replaced(t, i))}})
	}
	return out
}

// noneLines has a line for each report that knows of no casualties, with its words.
func (v *View) noneLines(t record.Toll) []Line {
	var out []Line
	for i, c := range t.Counts {
		r := v.Report(c.Report)
		words := Cell{"“" + Short(v.Text(c.Report, c.Start, c.End), 80) + "”", v.TextAnchor(c.Report, c.Start), Label(r)}
		text := " — " + v.copyLabel(c.Report) + ", " + Published(r)
		if len(c.By) > 0 {
			text = " " + v.counter(t, i, record.Figure{}) + text
		}
		out = append(out, Line{"none known", []Cell{words, plain(text)}})
	}
	return out
}

// repeated is the count that one of a series only repeats, or that one itself.
func repeated(t record.Toll, i int) int {
	for range t.Counts {
		if i >= len(t.Counts) || t.Counts[i].Repeats == nil || *t.Counts[i].Repeats >= len(t.Counts) {
			return i
		}
		i = *t.Counts[i].Repeats
	}
	return i
}

func (v *View) copyLabel(report string) string {
	r := v.Report(report)
	if r.CopyOf != "" {
		return Label(r) + " (copy)"
	}
	return Label(r)
}

// counter says who counted, as of when, and with what reserve.
func (v *View) counter(t record.Toll, i int, f record.Figure) string {
	by, asOf, hedges := f.By, f.AsOf, f.Hedges
	if i < len(t.Counts) {
		by, asOf, hedges = t.Counts[i].By, t.Counts[i].AsOf, t.Counts[i].Hedges
	}
	out := "nobody named as counting"
	if len(by) > 0 {
		out = "by " + v.Names(by)
	}
	if asOf != "" {
		out += ", as of " + Day(asOf)
	}
	if len(hedges) > 0 {
		out += " (" + strings.Join(hedges, ", ") + ")"
	}
	return out
}

// replaced says which later count took the place of one, or that it is part of another.
func (v *View) replaced(t record.Toll, i int) string {
	if i >= len(t.Counts) {
		return ""
	}
	if to := t.Counts[i].SupersededBy; to != nil && *to >= 0 && *to < len(t.Counts) {
		return "; replaced by the count in " + Label(v.Report(t.Counts[*to].Report))
	}
	if t.Counts[i].PartOf != nil {
		return "; part of a count of the same sentence"
	}
	return ""
}

// conventions shows what other bodies' rules make of a toll.
func (v *View) conventions(t record.Toll) []Line {
	var parts []string
	if n := t.Views.ACLED; n != nil {
		parts = append(parts, "ACLED "+Bounds(n, n))
	}
	if b := t.Views.UCDP; b != nil {
		parts = append(parts, fmt.Sprintf("UCDP low %s, best %s, high %s", Bounds(b.Low, b.Low), Bounds(b.Best, b.Best), Bounds(b.High, b.High)))
	}
	for _, c := range t.Views.EveryCasualty {
		who := "unnamed"
		if len(c.By) > 0 {
			who = v.Names(c.By)
		}
		parts = append(parts, "by "+who+" "+Bounds(c.Min, c.Max))
	}
	if len(parts) == 0 {
		return nil
	}
	return []Line{{"by the rules of", []Cell{plain(strings.Join(parts, " · "))}}}
}

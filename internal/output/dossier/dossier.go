// Package dossier writes the record as one self-contained page to read, print and
// mail: the ledger with every value leading to the sentence that it came from, and
// the full text of each report with what was found in it.
//
// The page asks the network for nothing and runs nothing; what reports hold is
// shown as text, whatever it is.
package dossier

import (
	"bufio"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

// count is one number of the overview.
type count struct {
	N    int
	What string
	To   string
}

// page is what the template shows.
type page struct {
	Style    template.CSS
	Period   string
	Counts   []count
	Told     []told
	Sections []section
	Actors   []actor
	Texts    []text
}

// told is one row of the table of reports.
type told struct {
	view.Told
	Outlet string
}

// section is a section of the ledger with what is drawn above and in its rows.
type section struct {
	view.Section
	Rows  []row
	Chart *timeline
}

type row struct {
	view.Row
	Bar       *bar
	Contested bool
}

// actor is one row of the table of actors.
type actor struct {
	record.Actor
	Spellings []view.Cell
	Offices   []string
	Mentions  int
	First     string // anchor of the sentence of the first mention
}

// Write writes the page. The same record gives the same bytes.
func Write(w io.Writer, r record.Record) error {
	t, err := template.New("page").Funcs(template.FuncMap{
		"day": view.Day, "label": view.Label, "published": view.Published, "join": record.Join, "differs": differs, "grouped": view.Grouped,
	}).Parse(pageHTML)
	if err != nil {
		return fmt.Errorf("reading the template of the dossier: %w", err)
	}
	b := bufio.NewWriter(w)
	if err := t.Execute(b, newPage(view.New(r))); err != nil {
		return fmt.Errorf("writing the dossier: %w", err)
	}
	return b.Flush()
}

func newPage(v *view.View) page {
	p := page{Style: template.CSS(pageCSS), Period: period(v.Reports)} //nolint:gosec // the style sheet is our own
	for _, t := range v.Originals() {
		p.Told = append(p.Told, told{t, string(t.Outlet)})
	}
	rowOf := map[string]string{}
	for _, s := range v.Sections() {
		out := section{Section: s}
		top := highest(s.Rows)
		for _, r := range s.Rows {
			for _, id := range append([]string{r.ID}, r.Also...) {
				if id != "" && rowOf[id] == "" {
					rowOf[id] = r.Anchor
				}
			}
			out.Rows = append(out.Rows, row{r, newBar(r.Counted, top), contested(r)})
		}
		if s.Key == "incidents" {
			out.Chart = newTimeline(v, s.Rows)
		}
		p.Sections = append(p.Sections, out)
	}
	p.Actors = actors(v)
	p.Texts = texts(v, rowOf)
	p.Counts = counts(v, len(p.Told), p.Sections)
	return p
}

func contested(r view.Row) bool { return slices.ContainsFunc(r.State, differs) }

// differs reports whether a state says that sides or outlets differ.
func differs(state string) bool { return strings.HasPrefix(state, "contested") || state == "conflict" }

func counts(v *view.View, originals int, sections []section) []count {
	out := []count{{len(v.Reports), "reports", "reports"}}
	if n := len(v.Reports) - originals; n > 0 {
		out = append(out, count{n, map[bool]string{true: "of them a copy", false: "of them copies"}[n == 1], "reports"})
	}
	for _, s := range sections {
		out = append(out, count{len(s.Rows), strings.ToLower(s.Title), s.Key})
	}
	return append(out, count{len(v.Actors), "actors", "actors"}, count{len(v.Statements), "statements", "texts"})
}

// period says of which days the reports are.
func period(reports []record.Report) string {
	first, last := "", ""
	for _, r := range reports {
		d := string(r.Published.Date)
		if d == "" {
			continue
		}
		if first == "" || d < first {
			first = d
		}
		last = max(last, d)
	}
	switch {
	case len(reports) == 0:
		return "No report has been read."
	case first == "":
		return "No report has a date."
	case first == last:
		return "Reports of " + view.Day(record.Nullable(first))
	}
	return "Reports of " + view.Day(record.Nullable(first+"/"+last))
}

// actors lists every actor by name, with each spelling leading to where it stands first.
func actors(v *view.View) []actor {
	type spelt struct{ of, words string }
	at := map[spelt]view.Cell{}
	mentions := map[string]int{}
	first := map[string]string{}
	for _, r := range v.Reports {
		for _, m := range r.Mentions {
			id := string(m.Entity)
			if id == "" {
				continue
			}
			anchor := v.TextAnchor(r.ID, m.Start)
			if mentions[id]++; mentions[id] == 1 {
				first[id] = anchor
			}
			if key := (spelt{id, m.Quote}); at[key].To == "" {
				at[key] = view.Cell{Text: m.Quote, To: anchor, Why: view.WithWhy(view.Label(r), m.Why)}
			}
		}
	}
	out := make([]actor, len(v.Actors))
	for i, a := range v.Actors {
		out[i] = actor{Actor: a, Mentions: mentions[a.ID], First: first[a.ID]}
		for _, s := range otherSpellings(a) {
			c := at[spelt{a.ID, s}]
			c.Text = s
			out[i].Spellings = append(out[i].Spellings, c)
		}
		for _, o := range a.Roles {
			out[i].Offices = append(out[i].Offices, o.Title+v.OfOffice(o))
		}
	}
	slices.SortStableFunc(out, func(a, b actor) int {
		return strings.Compare(translit.Fold(a.Name), translit.Fold(b.Name))
	})
	return out
}

// otherSpellings are the spellings of an actor that differ from its name and from
// each other in more than white space.
func otherSpellings(a record.Actor) []string {
	seen := []string{a.Name}
	var out []string
	for _, s := range a.Aliases {
		if plain := strings.Join(strings.Fields(s), " "); !slices.Contains(seen, plain) {
			seen, out = append(seen, plain), append(out, s)
		}
	}
	return out
}

// Package terminal prints the ledger, and one event, report or actor of it, for
// people who read a terminal. Everything printed fits the width of the terminal,
// and no report can steer the terminal by what it holds.
package terminal

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Ledger prints what the reports hold: the reports, talks, agreements, incidents,
// tolls, access, allegations with their denials, where outlets disagree, and what
// was left out. Long lists are cut, and say by how much.
func Ledger(w io.Writer, r record.Record, s Style) error {
	v := view.New(r)
	p := newPage(s)
	p.reports(v)
	var none []string
	for _, section := range v.Sections() {
		if len(section.Rows) == 0 {
			none = append(none, section.Empty)
			continue
		}
		p.section(section)
	}
	p.blank()
	if len(none) > 0 && len(v.Reports) > 0 {
		p.put("", p.style(dim, strings.Join(none, " ")))
	}
	for _, line := range next(v) {
		p.put("", line)
	}
	return p.writeTo(w)
}

// Part prints the chosen sections of the ledger, each row in full.
func Part(w io.Writer, r record.Record, c view.Choice, s Style) error {
	v, _, err := view.Narrow(r, c)
	if err != nil {
		return fmt.Errorf("narrowing the ledger: %w", err)
	}
	p := newPage(s)
	p.whole, p.brief = true, len(c.Sections) != 1
	if words := c.Narrowed(v.Name(c.Party)); words != "" {
		p.put("", p.style(bold, "LEDGER")+p.style(dim, " · "+words+" · of "+view.Plural(len(v.Reports), "report")))
	}
	p.situation(v)
	shown, agreement, event := 0, "", ""
	for _, section := range v.Sections() {
		if len(c.Sections) > 0 && !slices.Contains(c.Sections, section.Key) || section.Key == "left-out" {
			continue
		}
		if len(section.Rows) == 0 {
			p.blank()
			p.put("", p.style(dim, section.Empty))
			continue
		}
		p.section(section)
		shown += len(section.Rows)
		for _, row := range weightiest(section.Rows, 1) {
			if section.Key == "agreements" {
				agreement = row.Key
			} else if event == "" {
				event = row.ID
			}
		}
	}
	p.blank()
	switch {
	case len(r.Reports) == 0:
		p.put("", "No report read yet. Next: trucewatch read FOLDER")
	case shown == 0:
		p.put("", "Nothing fits. Next: trucewatch ledger, with other sections or days")
	case agreement != "":
		p.put("", "Next: trucewatch status "+agreement)
	case event != "":
		p.put("", "Next: trucewatch show event "+event)
	}
	return p.writeTo(w)
}

// next names the command that comes next.
func next(v *view.View) []string {
	if len(v.Reports) == 0 {
		return []string{"No report read yet. Next: trucewatch read FOLDER"}
	}
	if id := weightiestEvent(v); id != "" {
		return []string{"Next: trucewatch show event " + id}
	}
	return []string{"Next: trucewatch show report " + v.Reports[0].ID}
}

// weightiestEvent is the round of talks, or else the happening, of which most
// reports tell.
func weightiestEvent(v *view.View) string {
	best, most := "", -1
	for _, t := range v.Talks {
		if n := v.Event(t.Event).Reports; n > most {
			best, most = t.Event, n
		}
	}
	if best != "" {
		return best
	}
	for _, e := range v.Events {
		if e.Reports > most {
			best, most = e.ID, e.Reports
		}
	}
	return best
}

// The most rows that a list shows.
const (
	mostReports = 20
	mostRows    = 15
	mostLines   = 8   // under one row
	mostWords   = 500 // characters of one line of a row
	mostAlike   = 4   // lines of one label under one row, where several sections are shown
)

// dateColumn is wide enough for "21–27 Jul 2025"; a longer date shifts its row.
const dateColumn = 16

func (p *page) reports(v *view.View) {
	told := v.Originals()
	count := view.Plural(len(v.Reports), "report")
	if n := len(v.Reports) - len(told); n > 0 {
		count += fmt.Sprintf(", %s set aside", copies(n))
	}
	p.put("", p.style(bold, "REPORTS READ")+p.style(dim, " · "+count))
	for _, t := range told[:min(mostReports, len(told))] {
		p.report(t.Report, "")
		for _, c := range t.Copies[:min(mostLines, len(t.Copies))] {
			p.report(c, "copy: ")
		}
		p.more(len(t.Copies)-mostLines, "copy", "copies")
	}
	p.more(len(told)-mostReports, "report", "reports")
	p.situation(v)
}

// situation names the theatre that was used, how it was found, and how to choose.
func (p *page) situation(v *view.View) {
	if v.Situation != "" {
		p.put("  "+column("situation", dateColumn), p.style(bold, string(v.Situation))+p.style(dim, " · "+string(v.SituationWhy)+" · choose with --situation"))
	}
}

func copies(n int) string {
	if n == 1 {
		return "1 copy"
	}
	return fmt.Sprintf("%d copies", n)
}

// more says how many rows were cut.
func (p *page) more(n int, one, many string) {
	if n <= 0 {
		return
	}
	if n == 1 {
		many = one
	}
	p.put("  ", p.style(dim, fmt.Sprintf("… %d more %s: trucewatch export --format dossier -o dossier.html", n, many)))
}

func (p *page) report(r record.Report, prefix string) {
	date := "no date"
	if r.Published.Date != "" {
		date = view.Day(r.Published.Date)
	}
	words := prefix
	if label := view.Label(r); strings.Contains(label, r.File) {
		words += p.style(bold, r.File) + " (no outlet named)"
	} else {
		words += p.style(bold, label) + ", " + r.File
	}
	if len(r.Origin) > 0 {
		words += ", from " + record.Join(r.Origin)
	}
	if r.Published.Basis != "" {
		words += "; date " + string(r.Published.Basis)
	}
	p.put("  "+column(date, dateColumn), words+p.style(dim, " · "+r.ID))
}

func (p *page) section(s view.Section) {
	p.title(s.Title, fmt.Sprint(len(s.Rows)))
	shown := s.Rows
	if len(shown) > mostRows && !p.whole {
		shown = weightiest(shown, mostRows)
	}
	for _, r := range shown {
		p.row(r)
	}
	if n := len(s.Rows) - len(shown); n > 0 {
		p.more(n, "row, told by no more reports than these", "rows, told by no more reports than these")
	}
}

// weightiest keeps the rows of which most reports tell, in the order they had.
func weightiest(rows []view.Row, n int) []view.Row {
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rows[b].Weight - rows[a].Weight })
	order = order[:n]
	slices.Sort(order)
	out := make([]view.Row, n)
	for i, at := range order {
		out[i] = rows[at]
	}
	return out
}

// cut writes a line of a row up to the cell that would make it too long.
func cut(l view.Line) string {
	var b strings.Builder
	for i, c := range l.Cells {
		if i > 0 && b.Len()+len(c.Text) > mostWords {
			b.WriteString("…")
			break
		}
		b.WriteString(c.Text)
	}
	return b.String()
}

func (p *page) row(r view.Row) {
	indent, prefix := 2+dateColumn, column("  "+r.Date.Text, 2+dateColumn)
	if r.Date.Text == "" {
		indent, prefix = 4, "  "
	}
	p.put(prefix, p.style(bold, view.Line{Cells: r.Head}.Text()))
	p.lines(indent, r.Lines)
	state := strings.Join(r.State, " · ")
	code := dim
	if strings.Contains(state, "contested") || strings.Contains(state, "conflict") {
		code = warn
	}
	told := ""
	if len(r.Told) > 0 {
		told = "told by " + cut(view.Line{Cells: r.Told})
	}
	var parts []string
	for _, s := range []string{p.style(code, state), p.style(dim, told), p.style(dim, r.ID)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) > 0 {
		p.put(strings.Repeat(" ", indent), strings.Join(parts, p.style(dim, " · ")))
	}
}

// lines prints what stands under a row. Where rows are cut, only the first lines stand;
// where they are brief, only the first of many with one label.
func (p *page) lines(indent int, all []view.Line) {
	alike := 0
	for i, l := range all {
		if alike++; i == 0 || all[i-1].Label != l.Label {
			alike = 1
		}
		if p.brief && alike > mostAlike {
			if i+1 == len(all) || all[i+1].Label != l.Label {
				p.put(strings.Repeat(" ", indent), p.style(dim, fmt.Sprintf("… %d more like it: choose this section alone", alike-mostAlike)))
			}
			continue
		}
		if i == mostLines && len(all) > mostLines+1 && !p.whole {
			p.put(strings.Repeat(" ", indent), p.style(dim, fmt.Sprintf("… %d more", len(all)-i)))
			return
		}
		p.field(indent, l.Label, cut(l))
	}
}

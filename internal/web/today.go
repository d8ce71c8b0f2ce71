package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// todayPage is the first page: how each agreement and each track stands.
type todayPage struct {
	Reports, Outlets int
	Period           string
	Numbers          []tally
	Agreements       []agreementCard
	Tracks           []trackCard
	Latest           string // the last day that reports came out
	Fresh            []*query.Row
	FreshReports     []record.Report
	Tolls, Access    []view.Row
}

// tally is one number with what it counts and where they are listed.
type tally struct {
	N        int
	What, To string
}

// agreementCard says how one agreement stands.
type agreementCard struct {
	view.Row
	ID       string
	States   []view.Line
	Between  []view.Line
	Breaches int // alleged
	Last     *allegationLine
	To       string // the table of what is told of it
	latest   string
}

// allegationLine is one allegation with its answer.
type allegationLine struct {
	Row *query.Row
	By  []view.Line
}

// trackCard says how one series of talks stands.
type trackCard struct {
	Name, To string
	Rounds   int
	Last     *talksLine
	Next     *talksLine
	latest   string
}

type talksLine struct {
	Row   *query.Row
	Lines []view.Line
}

const (
	mostCards = 12
	mostRows  = 8
	mostWords = 100 // code points of a quotation on a card; its link leads to the whole
	mostLines = 2   // of one label that a card quotes
)

func (room *Room) today(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	news, err := room.news(r, l, "/")
	if err != nil {
		return shown{}, err
	}
	body := struct {
		todayPage
		News newsPart
	}{l.front(), news}
	return shown{page: "today", title: "Today", here: "today", body: body}, nil
}

// newToday works the first page out. It does not depend on decisions.
func newToday(l *Ledger) todayPage {
	p := todayPage{Reports: len(l.Reports), Numbers: l.tallies(), Agreements: l.agreementCards(), Tracks: l.trackCards()}
	first := ""
	outlets := map[string]bool{}
	for _, r := range l.Reports {
		outlets[view.Label(r)] = true
		if d := string(r.Published.Date); d != "" {
			p.Latest = max(p.Latest, d)
			if first == "" || d < first {
				first = d
			}
		}
	}
	p.Outlets = len(outlets)
	if first != "" {
		p.Period = view.Day(record.Nullable(first))
		if first != p.Latest {
			p.Period = view.Day(record.Nullable(first + "/" + p.Latest))
		}
	}
	p.fresh(l)
	p.Tolls = lastRows(l, l.sections()["tolls"].Rows)
	p.Access = lastRows(l, l.sections()["access"].Rows)
	return p
}

// tallies counts what the ledger holds.
func (l *Ledger) tallies() []tally {
	kind := func(k string) string {
		return "/happenings?" + query.Filter{}.Toggled(query.Kind, k).Encode()
	}
	var out []tally
	counts := map[string]int{}
	for _, f := range l.Index.Select(query.Filter{}).Facets {
		for _, c := range f.Counts {
			counts[string(f.Attribute)+"="+c.Value] = c.N
		}
	}
	for _, t := range []tally{
		{len(l.Reports), "reports", "/reports"},
		{len(l.Events), "happenings", "/happenings"},
		{counts["kind=talks"], "talks", kind("talks")},
		{counts["kind=incident"], "incidents", kind("incident")},
		{counts["kind=alleged"], "alleged breaches", kind("alleged")},
		{counts["kind=access"], "on access", kind("access")},
		{counts["standing=contested"], "contested", "/happenings?" + query.Filter{}.Toggled(query.Standing, "contested").Encode()},
		{len(l.Disagreements), "differences", "/disagreements"},
	} {
		if t.N > 0 || t.What == "reports" || t.What == "happenings" {
			out = append(out, t)
		}
	}
	return out
}

// agreementCards tells of each agreement, those of which there is news first.
func (l *Ledger) agreementCards() []agreementCard {
	rows := l.sections()["agreements"].Rows
	out := make([]agreementCard, 0, len(rows))
	for i, a := range l.Agreements {
		c := agreementCard{Row: rows[i], ID: a.ID, To: "/happenings?" + query.Filter{}.Toggled(query.Agreement, a.ID).Encode()}
		for _, line := range rows[i].Lines {
			switch line.Label {
			case "status":
				c.States = append(c.States, line)
			case "between", "mediated by":
				c.Between = append(c.Between, line)
			}
		}
		for _, s := range a.Status {
			for _, id := range s.Reports {
				c.latest = max(c.latest, string(l.Report(id).Published.Date))
			}
		}
		l.breaches(&c)
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b agreementCard) int {
		return cmp.Or(cmp.Compare(b.latest, a.latest), cmp.Compare(b.Breaches, a.Breaches))
	})
	return out[:min(mostCards, len(out))]
}

// breaches finds the last breach that is alleged of an agreement.
func (l *Ledger) breaches(c *agreementCard) {
	var last *query.Row
	for _, a := range l.Allegations {
		if a.Clause == nil || a.Clause.Agreement != c.ID {
			continue
		}
		c.Breaches++
		row, ok := l.Index.Row(a.Event)
		if ok && (last == nil || row.First > last.First) {
			last = row
		}
	}
	if last == nil {
		return
	}
	c.Last = &allegationLine{Row: last}
	for _, r := range l.rowsOf("allegations", last.ID) {
		for _, line := range r.Lines {
			if line.Label != "zone" && line.Label != "silent" {
				c.Last.By = append(c.Last.By, line)
			}
		}
	}
	c.Last.By = brief(c.Last.By)
}

// brief shortens lines for a card: a long quotation is cut, and of several that stand
// under one label the first are kept with how many more there are.
func brief(lines []view.Line) []view.Line {
	var out []view.Line
	for _, g := range view.Grouped(lines) {
		more := len(g.Lines) - mostLines
		if more > 1 {
			g.Lines = g.Lines[:mostLines]
		}
		for _, line := range g.Lines {
			cells := slices.Clone(line.Cells)
			for n, c := range cells {
				cells[n].Text = cut(c.Text)
			}
			out = append(out, view.Line{Label: g.Label, Cells: cells})
		}
		if more > 1 {
			out = append(out, view.Line{Label: g.Label, Cells: []view.Cell{{Text: fmt.Sprintf("… %d more", more)}}})
		}
	}
	return out
}

// cut shortens what is quoted and leaves other words, and the blanks around them, as they are.
func cut(s string) string {
	inner, opened := strings.CutPrefix(s, "“")
	inner, closed := strings.CutSuffix(inner, "”")
	if !opened || !closed {
		return s
	}
	return "“" + view.Short(inner, mostWords) + "”"
}

// trackCards tells of each series of talks: the last round and the next.
func (l *Ledger) trackCards() []trackCard {
	at := map[string]int{}
	var out []trackCard
	for i := range l.Talks {
		t := &l.Talks[i]
		row, ok := l.Index.Row(t.Event)
		if !ok || t.Track == "" {
			continue
		}
		n, known := at[string(t.Track)]
		if !known {
			n = len(out)
			at[string(t.Track)] = n
			out = append(out, trackCard{
				Name: l.Index.Label(query.Track, string(t.Track)),
				To:   "/happenings?" + query.Filter{}.Toggled(query.Track, string(t.Track)).Encode(),
			})
		}
		c := &out[n]
		c.Rounds++
		c.latest = max(c.latest, row.First)
		toCome := row.Status == "planned" || row.Status == "proposed"
		line := &talksLine{row, l.talksLines(t.Event)}
		switch {
		case toCome && (c.Next == nil || row.First > c.Next.Row.First):
			c.Next = line
		case !toCome && t.Form != "plan" && row.Status != "negated" && (c.Last == nil || row.First > c.Last.Row.First):
			c.Last = line
		}
	}
	slices.SortStableFunc(out, func(a, b trackCard) int {
		return cmp.Or(cmp.Compare(b.latest, a.latest), cmp.Compare(b.Rounds, a.Rounds), strings.Compare(a.Name, b.Name))
	})
	return out[:min(mostCards, len(out))]
}

// talksLines are what a card says of a round.
func (l *Ledger) talksLines(event string) []view.Line {
	var out []view.Line
	for _, r := range l.rowsOf("talks", event) {
		for _, line := range r.Lines {
			if line.Label != "on" && line.Label != "as told" {
				out = append(out, line)
			}
		}
	}
	return brief(out)
}

// fresh finds what reports of the last day tell that none told before.
func (p *todayPage) fresh(l *Ledger) {
	if p.Latest == "" {
		return
	}
	for _, r := range l.Reports {
		if string(r.Published.Date) == p.Latest {
			p.FreshReports = append(p.FreshReports, r)
		}
	}
	for i := range l.Index.Rows {
		row := &l.Index.Rows[i]
		first := ""
		for _, m := range row.Mentions {
			if d := string(l.Report(m.Report).Published.Date); d != "" && (first == "" || d < first) {
				first = d
			}
		}
		if first == p.Latest {
			p.Fresh = append(p.Fresh, row)
		}
	}
	slices.SortStableFunc(p.Fresh, func(a, b *query.Row) int {
		return cmp.Or(cmp.Compare(b.First, a.First), cmp.Compare(a.ID, b.ID))
	})
}

// More is how many fresh happenings the page does not list.
func (p todayPage) More() int { return len(p.Fresh) - len(p.Listed()) }

// Listed are the fresh happenings that the page lists.
func (p todayPage) Listed() []*query.Row { return p.Fresh[:min(mostRows, len(p.Fresh))] }

// lastRows returns the last rows of a section by the date of their happening.
func lastRows(l *Ledger, rows []view.Row) []view.Row {
	rows = slices.Clone(rows)
	day := func(r view.Row) string {
		if row, ok := l.Index.Row(r.ID); ok {
			return row.First
		}
		return ""
	}
	slices.SortStableFunc(rows, func(a, b view.Row) int { return cmp.Compare(day(b), day(a)) })
	return rows[:min(mostRows, len(rows))]
}

// sectionPage is one section of the ledger as it stands.
type sectionPage struct {
	view.Section
}

func (room *Room) agreements(_ http.ResponseWriter, _ *http.Request, l *Ledger) (shown, error) {
	s := l.sections()["agreements"]
	return shown{page: "section", title: s.Title, here: "agreements", body: sectionPage{s}}, nil
}

func (room *Room) disagreements(_ http.ResponseWriter, _ *http.Request, l *Ledger) (shown, error) {
	s := l.sections()["disagreements"]
	return shown{page: "section", title: s.Title, here: "disagreements", body: sectionPage{s}}, nil
}

func (room *Room) about(_ http.ResponseWriter, _ *http.Request, _ *Ledger) (shown, error) {
	return shown{page: "about", title: "How to read this", here: "about"}, nil
}

package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Cell is some words of a row with where they come from.
type Cell struct {
	Text string
	To   string // anchor of the sentence or the row that it leads to, or empty
	Why  string // who says so, by which rule, from which words
}

// Line is a label with words; the texts of its cells follow each other as they are.
type Line struct {
	Label string
	Cells []Cell
}

// Group is lines that follow each other under one label.
type Group struct {
	Label string
	Lines []Line
}

// Clauses returns how many clauses of an agreement a group lists where they are too
// many to be read in passing, else 0.
func (g Group) Clauses() int {
	if g.Label == provides && len(g.Lines) > fewClauses {
		return len(g.Lines)
	}
	return 0
}

const (
	provides   = "provides"
	fewClauses = 3
)

// Grouped gathers neighbours of one label, so that a page says the label once.
func Grouped(lines []Line) []Group {
	var out []Group
	for _, l := range lines {
		if n := len(out); n > 0 && out[n-1].Label == l.Label {
			out[n-1].Lines = append(out[n-1].Lines, l)
			continue
		}
		out = append(out, Group{l.Label, []Line{l}})
	}
	return out
}

// Text returns the words of a line.
func (l Line) Text() string {
	var b strings.Builder
	for _, c := range l.Cells {
		b.WriteString(c.Text)
	}
	return b.String()
}

// Row is one thing of the ledger.
type Row struct {
	Anchor  string // unique in the ledger
	ID      string // what show event takes, or empty
	Date    Cell
	Head    []Cell
	Lines   []Line
	Told    []Cell   // the reports that tell of it
	State   []string // status and standing, each in a word or two
	Weight  int      // how many reports tell of it
	Counted *record.Toll
	Key     string   // id of the agreement, where the row is one
	Parties []string // ids of those whom the row is about
	Also    []string // ids of further happenings that the row tells of
	// Background is true for an incident that is history to the reports that tell of it.
	Background bool
}

// Section is one part of the ledger.
type Section struct {
	Key, Title string
	About      string // what stands in it and what it does not mean, in a sentence
	Empty      string // what to say where it holds nothing
	Rows       []Row
}

// Sections lays out the ledger: talks, agreements, incidents, tolls, access,
// allegations, disagreements and what was left out, in this order. A section
// without rows is there all the same.
func (v *View) Sections() []Section {
	all := []Section{
		{"talks", "Talks", "Rounds of talks, with who is said to have sat at the table.", "No talks found.", v.talks()},
		{"agreements", "Agreements and ceasefires", "How each one stood, since when and in whose words.", "No agreement found.", v.agreements()},
		{"incidents", "Incidents", "Attacks, coercion, movements of forces, threats and protests that reports say happened or go on.", "No incident found.", v.incidents()},
		{"tolls", "Tolls", "Counts of one harm in one happening. Counts are never added up.", "No count found.", v.tolls()},
		{"access", "Humanitarian access", "Corridors, convoys, blockades, aid and evacuations.", "Nothing on access found.", v.access()},
		{"allegations", "Allegations and denials", "What one side says another did, with the answer. No ruling is made.", "No allegation found.", v.allegations()},
		{"disagreements", "Where the outlets disagree", "What reports tell differently, and what only one of them tells.", "No disagreement found.", v.disagreements()},
		{"left-out", "Left out", "What could not be read or decided, and why.", "Nothing was left out.", v.leftOut()},
	}
	for i := range all {
		all[i].Rows = slices.DeleteFunc(all[i].Rows, func(r Row) bool { return v.hidden[r.Anchor] })
	}
	return all
}

// TextAnchor names the piece of a report in which a position stands.
func (v *View) TextAnchor(report string, position int) string {
	if p, ok := v.Around(report, position); ok {
		return p.Anchor()
	}
	return ""
}

// Anchor names a piece.
func (p Piece) Anchor() string { return fmt.Sprintf("text-%s-%d", p.Report, p.Start) }

func plain(text string) Cell { return Cell{Text: text} }

// joined lays cells out with commas between them.
func joined(cells []Cell) []Cell {
	var out []Cell
	for i, c := range cells {
		if i > 0 {
			out = append(out, plain(", "))
		}
		out = append(out, c)
	}
	return out
}

// mention makes a cell that leads to where a mention of a happening stands.
func (v *View) mention(text string, m record.EventMention, part string) Cell {
	why := slices.DeleteFunc(slices.Clone(m.Why), func(r record.Reason) bool { return !strings.Contains(r.Rule, part) })
	if len(why) == 0 {
		why = m.Why
	}
	title := fmt.Sprintf("%s: “%s”", Label(v.Report(m.Report)), Short(m.Quote, 60))
	return Cell{Text: text, To: v.TextAnchor(m.Report, m.Start), Why: WithWhy(title, why)}
}

// because makes a cell of a value of a happening that leads to the first mention
// which gives that value, or else to the first mention.
func (v *View) because(e record.Event, text, part string, gives func(record.EventMention) bool) Cell {
	if len(e.Mentions) == 0 {
		return plain(text)
	}
	i := max(0, slices.IndexFunc(e.Mentions, gives))
	return v.mention(text, e.Mentions[i], part)
}

func (v *View) date(e record.Event, date record.Nullable) Cell {
	if date == "" {
		return plain(noDate)
	}
	return v.because(e, Day(date), ".when", func(m record.EventMention) bool { return m.Date == date })
}

func (v *View) place(e record.Event, id record.Nullable) Cell {
	return v.because(e, v.Name(string(id)), ".place", func(m record.EventMention) bool { return m.Place == id })
}

// people makes cells of actors that take part in a happening in some role.
func (v *View) people(e record.Event, ids []string, part string, role func(record.EventMention) []string) []Cell {
	out := make([]Cell, len(ids))
	for i, id := range ids {
		out[i] = v.because(e, v.Name(id), part, func(m record.EventMention) bool { return slices.Contains(role(m), id) })
	}
	return joined(out)
}

func actorsOf(m record.EventMention) []string     { return m.Actors }
func recipientsOf(m record.EventMention) []string { return m.Recipients }
func mediatorsOf(m record.EventMention) []string  { return m.Mediators }

// Nobody stands in place of those of whom no report says that they did it.
const Nobody = "not said by whom"

// headline tells a happening in names and the reports' own words:
// Ruritania → rebels: “strikes”, Port Anna.
func (v *View) headline(e record.Event) []Cell {
	actors, recipients := e.MainRoles()
	recipients = slices.DeleteFunc(slices.Clone(recipients), v.countsOnly)
	out := v.people(e, actors, ".actor", actorsOf)
	if len(recipients) > 0 {
		if len(out) == 0 {
			out = append(out, plain(Nobody))
		}
		out = append(out, plain(" → "))
		out = append(out, v.people(e, recipients, ".recipient", recipientsOf)...)
	}
	if words := v.words(e); len(words) > 0 {
		if len(out) > 0 {
			out = append(out, plain(": "))
		}
		out = append(out, joined(words)...)
	}
	if e.Place != "" {
		out = append(out, plain(" · "), v.place(e, e.Place))
	}
	if len(out) == 0 {
		out = append(out, plain(strings.ToLower(e.Type)))
	}
	return out
}

// countsOnly reports whether somebody is named by a number alone, which a toll tells
// better: "at least 558 people".
func (v *View) countsOnly(id string) bool {
	words := strings.Fields(strings.ToLower(v.Name(id)))
	for i, w := range words {
		if i > 2 {
			break
		}
		if strings.ContainsAny(w, "0123456789") || slices.Contains([]string{"hundreds", "dozens", "thousands", "scores", "tens", "several"}, w) {
			return words[len(words)-1] == "people" || words[len(words)-1] == "persons" || len(words) == 1
		}
	}
	return false
}

// words are the triggers that reports use for a happening, the first two, quoted.
func (v *View) words(e record.Event) []Cell {
	var out []Cell
	seen := map[string]bool{}
	for _, m := range e.Mentions {
		if key := strings.ToLower(m.Quote); !seen[key] && len(out) < 2 {
			seen[key] = true
			out = append(out, v.mention("“"+Short(m.Quote, 40)+"”", m, ".event"))
		}
	}
	return out
}

// Headline returns the words of the headline of a happening.
func (v *View) Headline(e record.Event) string { return Line{Cells: v.headline(e)}.Text() }

// toldBy lists the reports that tell of a happening, each leading to its first
// mention; several reports of one outlet are told apart by their dates.
func (v *View) toldBy(e record.Event) []Cell {
	var cells []Cell
	seen := map[string]bool{}
	labels := map[string]int{}
	for _, m := range e.Mentions {
		if !seen[m.Report] {
			labels[Label(v.Report(m.Report))]++
		}
		seen[m.Report] = true
	}
	for _, m := range e.Mentions {
		if !seen[m.Report] {
			continue
		}
		seen[m.Report] = false
		r := v.Report(m.Report)
		label := Label(r)
		if labels[label] > 1 && r.Published.Date != "" {
			label += " (" + Day(r.Published.Date) + ")"
		}
		if r.CopyOf != "" {
			label += " (copy)"
		}
		cells = append(cells, v.mention(label, m, ".event"))
	}
	return joined(cells)
}

// said lists whose words something is, each leading to the statement.
func (v *View) said(ids []string) []Cell {
	var cells []Cell
	seen := map[string]bool{}
	for _, id := range ids {
		s, ok := v.Statement(id)
		if !ok || seen[v.Chain(s)] {
			continue
		}
		seen[v.Chain(s)] = true
		cells = append(cells, Cell{v.Chain(s), v.TextAnchor(s.Report, s.Start), fmt.Sprintf("%s: %s “%s”", Label(v.Report(s.Report)), v.Says(s), s.Quote)})
	}
	return joined(cells)
}

// speakers lists actors, each leading to what it states about a happening where it does.
func (v *View) speakers(event string, ids []string) []Cell {
	var cells []Cell
	for _, id := range ids {
		c := plain(v.Name(id))
		for _, i := range v.about[event] {
			if s := v.Statements[i]; slices.Contains(s.Source, id) {
				c = Cell{c.Text, v.TextAnchor(s.Report, s.Start), fmt.Sprintf("%s: %s “%s”", Label(v.Report(s.Report)), v.Says(s), s.Quote)}
				break
			}
		}
		if c.To == "" && v.IsActor(id) {
			c.To = "actor-" + id
		}
		cells = append(cells, c)
	}
	return joined(cells)
}

// standing says how many tell of a happening, and whether they agree.
func standing(e record.Event, s string) string {
	switch {
	case e.Reports > e.Independent && e.Independent > 0:
		return fmt.Sprintf("%s, %d independent of %s", s, e.Independent, Plural(e.Reports, "report"))
	case e.Reports > 1:
		return fmt.Sprintf("%s, %s", s, Plural(e.Reports, "report"))
	}
	return s
}

func compact(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// lines leaves out the lines without words.
func lines(all ...Line) []Line {
	return slices.DeleteFunc(all, func(l Line) bool { return len(l.Cells) == 0 })
}

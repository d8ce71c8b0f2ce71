package terminal

import (
	"fmt"
	"io"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Explain prints how a text was read, sentence by sentence: its tree, the names, the
// events, statements, figures and dates with the rules and words that made them, and
// what was considered and refused.
func Explain(w io.Writer, x view.Explanation, s Style) error {
	p := newPage(s)
	for i, line := range x.Sentences {
		if i > 0 {
			p.blank()
		}
		p.put(fmt.Sprintf("%d  ", i+1), p.style(bold, line.Quote))
		if line.Kind != "prose" {
			p.put("   ", p.style(dim, "read as: "+line.Kind))
		}
		p.tree(line.Tree)
		p.explained(line)
	}
	if len(x.Sentences) == 0 {
		p.put("", "There is no sentence to explain.")
	}
	return p.writeTo(w)
}

// tree prints a drawn tree as it is: its columns would not survive being broken.
func (p *page) tree(drawn string) {
	if drawn == "" {
		return
	}
	p.group("tree", -1)
	for line := range strings.Lines(drawn) {
		p.b.WriteString("   " + strings.TrimRight(line, " \n") + "\n")
	}
}

// group prints the heading of one sort of finding with how many there are.
func (p *page) group(name string, n int) {
	p.blank()
	count := ""
	if n >= 0 {
		count = p.style(dim, fmt.Sprintf(" · %d", n))
	}
	p.put("   ", p.style(bold, strings.ToUpper(name))+count)
}

func (p *page) explained(line view.ExplainedLine) {
	p.group("names", len(line.Mentions))
	for _, m := range line.Mentions {
		p.name(m)
	}
	p.group("events", len(line.Events))
	for _, e := range line.Events {
		p.act(e)
	}
	p.group("statements", len(line.Statements))
	for _, s := range line.Statements {
		p.found(s.Quote, strings.Join(s.Source, ", via ")+stood(s.Stance), s.Why)
		p.field(6, "content", s.Content.Quote)
		p.field(6, "hedges", strings.Join(s.Hedges, ", "))
	}
	p.group("figures", len(line.Figures))
	for _, f := range line.Figures {
		p.found(f.Quote, f.Measure+": "+view.Bounds(f.Min, f.Max), f.Why)
		p.field(6, "counted by", strings.Join(f.By, ", "))
		p.field(6, "counts in", f.Event)
	}
	p.group("dates", len(line.Dates))
	for _, d := range line.Dates {
		p.found(d.Quote, days(d), d.Why)
	}
	p.group("considered and refused", len(line.Refused))
	for _, r := range line.Refused {
		rule := ""
		if r.Rule != "" {
			rule = p.style(dim, " · "+r.Rule)
		}
		p.put("   ", p.mark(r.Quote)+" is no "+r.Layer+": "+r.Because+rule)
	}
}

// stood says how a source stands to the content of a statement.
func stood(stance string) string {
	switch stance {
	case "assert":
		return " says so"
	case "deny":
		return " denies it"
	case "silent":
		return " keeps silent"
	}
	return " " + stance
}

// found prints the words of one finding, what they were read as and the rules.
func (p *page) found(quote, as string, why []record.Reason) {
	p.put("   ", p.mark(quote)+" "+as)
	p.field(6, "why", p.style(dim, view.Why(why)))
}

func (p *page) name(m view.ExplainedName) {
	as := m.Kind
	if !m.Named {
		as = "no name, a " + m.Kind
	}
	if m.Title != "" {
		as += ", " + m.Title
	}
	if m.Antecedent != "" {
		as += ", refers to “" + m.Antecedent + "”"
	}
	p.found(m.Quote, as, m.Why)
}

func (p *page) act(e view.ExplainedAct) {
	p.found(e.Quote, e.Type+modes(e.Mode)+", "+e.Status, e.Why)
	p.field(6, "actors", strings.Join(e.Actors, "; "))
	p.field(6, "recipients", strings.Join(e.Recipients, "; "))
	p.field(6, "mediators", strings.Join(e.Mediators, "; "))
	p.field(6, "place", e.Place)
	if e.Date != nil {
		p.field(6, "date", "“"+e.Date.Quote+"”, "+days(*e.Date))
	}
	p.field(6, "according to", strings.Join(e.AccordingTo, "; "))
	if e.Background {
		p.field(6, "background", "told to explain the news")
	}
}

// days writes the days that a time expression means, and how closely.
func days(d view.ExplainedDate) string {
	out := d.First
	if d.Last != d.First {
		out += " to " + string(d.Last)
	}
	if out == "" {
		out = "hangs on the day of publication (" + d.Relative + "): give --date"
	}
	return out + ", " + d.Precision
}

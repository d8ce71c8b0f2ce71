package terminal

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Event prints one happening with every sentence that tells of it: the outlet, the
// date, the sentence with the trigger marked, whose words it is, how it differs
// there, and which rules found it in which words.
func Event(w io.Writer, r record.Record, id string, s Style) error {
	e, err := FindEvent(r, id)
	if err != nil {
		return err
	}
	v, p := view.New(r), newPage(s)
	e = v.Event(e.ID)
	p.put("", p.style(bold, v.Headline(e)))
	p.field(0, "type", e.Type+modes(e.Mode))
	p.field(0, "status", e.Status)
	p.field(0, "date", orNone(view.Day(e.Date)))
	p.field(0, "place", v.Name(string(e.Place)))
	p.field(0, "actors", v.Names(e.Actors))
	p.field(0, "recipients", v.Names(e.Recipients))
	p.field(0, "mediators", v.Names(e.Mediators))
	p.field(0, "standing", fmt.Sprintf("%s; %s of %s, %d independent", e.Standing, view.Plural(e.Reports, "report"), view.Plural(e.Outlets, "outlet"), e.Independent))
	p.field(0, "id", e.ID)
	p.title("What the reports say", fmt.Sprint(len(e.Mentions)))
	for _, m := range e.Mentions {
		p.told(v, e, m)
	}
	p.figures(v, v.FiguresOf(e.ID))
	p.denials(v, e.ID)
	p.blank()
	if len(e.Mentions) > 0 {
		p.put("", "Next: trucewatch show report "+e.Mentions[0].Report)
	}
	return p.writeTo(w)
}

func modes(m []string) string {
	if len(m) == 0 {
		return ""
	}
	return " (" + strings.Join(m, ", ") + ")"
}

func orNone(s string) string {
	if s == "" {
		return "not said"
	}
	return s
}

// byline names a report with its outlet, date and id.
func (p *page) byline(r record.Report) string {
	line := p.style(bold, view.Label(r)) + ", " + view.Published(r)
	if len(r.Origin) > 0 {
		line += ", from " + record.Join(r.Origin)
	}
	if r.CopyOf != "" {
		line += ", copy of " + string(r.CopyOf)
	}
	return line + p.style(dim, " · "+r.ID)
}

// quote prints the sentence in which a position stands, with words marked.
func (p *page) quote(v *view.View, report string, at int, marks []record.Range) {
	piece, ok := v.Around(report, at)
	if !ok {
		return
	}
	p.put("    ", p.marked(v, piece, at, marks))
}

// window is how many code points are shown on each side of the place that counts
// in a sentence of exceeding length.
const window = 400

// marked writes a piece of a report with the words at marks set apart.
func (p *page) marked(v *view.View, piece view.Piece, at int, marks []record.Range) string {
	start, end := max(piece.Start, at-window), min(piece.End, at+window)
	var b strings.Builder
	if start > piece.Start {
		b.WriteString("… ")
	}
	from := start
	for _, m := range marks {
		if m.Start < from || m.End > end || m.Start >= m.End {
			continue
		}
		b.WriteString(v.Text(piece.Report, from, m.Start))
		b.WriteString(p.mark(strings.Join(strings.Fields(v.Text(piece.Report, m.Start, m.End)), " ")))
		from = m.End
	}
	b.WriteString(v.Text(piece.Report, from, end))
	if end < piece.End {
		b.WriteString(" …")
	}
	return b.String()
}

func (p *page) told(v *view.View, e record.Event, m record.EventMention) {
	p.blank()
	p.put("  ", p.byline(v.Report(m.Report)))
	p.quote(v, m.Report, m.Start, []record.Range{{Start: m.Start, End: m.End}})
	for _, id := range m.AccordingTo {
		if s, ok := v.Statement(id); ok {
			p.field(4, "according to", v.Says(s)+" (“"+s.Quote+"”)")
		}
	}
	p.field(4, "as told here", v.Differs(e, m))
	p.field(4, "why", p.style(dim, view.Why(m.Why)))
}

func (p *page) figures(v *view.View, figures []record.Figure) {
	if len(figures) == 0 {
		return
	}
	p.title("Figures", fmt.Sprint(len(figures)))
	for _, f := range figures {
		p.blank()
		p.put("  ", p.byline(v.Report(f.Report)))
		p.quote(v, f.Report, f.Start, []record.Range{{Start: f.Start, End: f.End}})
		p.field(4, "figure", v.Counts(f))
	}
}

// denials prints statements about a happening that deny it or keep silent.
func (p *page) denials(v *view.View, event string) {
	var found []record.Statement
	for _, s := range v.Statements {
		if s.Stance != "assert" && slices.Contains(s.About, event) {
			found = append(found, s)
		}
	}
	if len(found) == 0 {
		return
	}
	p.title("Denials and silence", fmt.Sprint(len(found)))
	for _, s := range found {
		p.statement(v, s)
	}
}

func (p *page) statement(v *view.View, s record.Statement) {
	p.blank()
	p.put("  ", p.byline(v.Report(s.Report)))
	p.quote(v, s.Report, s.Start, []record.Range{{Start: s.Start, End: s.End}})
	p.field(4, s.Stance, v.Says(s))
	if s.Content != nil {
		p.field(4, "content", "“"+view.Short(v.Text(s.Report, s.Content.Start, s.Content.End), window)+"”")
	}
	for _, id := range s.About {
		e := v.Event(id)
		p.field(4, "about", v.Headline(e)+p.style(dim, " · "+e.ID))
	}
}

// Report prints one report sentence by sentence, with what was read in each.
func Report(w io.Writer, r record.Record, key string, s Style) error {
	found, err := FindReport(r, key)
	if err != nil {
		return err
	}
	v, p := view.New(r), newPage(s)
	found = v.Report(found.ID)
	p.put("", p.style(bold, orFile(found)))
	p.field(0, "outlet", orNone(string(found.Outlet)))
	p.field(0, "from", record.Join(found.Origin))
	p.field(0, "file", found.File)
	p.field(0, "url", string(found.URL))
	p.field(0, "published", view.Published(found)+because(found.Published.Why))
	p.field(0, "language", string(found.Language))
	p.field(0, "copy of", string(found.CopyOf))
	p.field(0, "id", found.ID)
	p.title("Sentences", fmt.Sprint(len(found.Sentences)))
	marks := v.Marks()[found.ID]
	for _, piece := range v.Pieces(found.ID) {
		p.piece(v, piece, marks)
	}
	p.noted(v, found.ID)
	p.blank()
	p.put("", "Next: trucewatch show actor NAME")
	return p.writeTo(w)
}

func orFile(r record.Report) string {
	if r.Title != "" {
		return string(r.Title)
	}
	return r.File
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return "; " + why
}

// piece prints one sentence with its triggers, cues and counts marked, and below it
// what each of them was read as.
func (p *page) piece(v *view.View, piece view.Piece, marks []view.Mark) {
	if strings.TrimSpace(v.Text(piece.Report, piece.Start, piece.End)) == "" {
		return
	}
	var here []view.Mark
	var at []record.Range
	for _, m := range marks {
		if m.Start >= piece.Start && m.End <= piece.End && m.Kind != view.Name {
			here = append(here, m)
			at = append(at, m.Range)
		}
	}
	p.blank()
	number := "  "
	if piece.Number > 0 {
		number = fmt.Sprint(piece.Number)
	}
	p.put(column(number, 4), p.marked(v, piece, piece.Start, at))
	for _, m := range here {
		switch m.Kind {
		case view.Trigger:
			p.field(4, "event", v.Headline(v.Event(m.Of))+p.style(dim, " · "+m.Of))
		case view.Cue:
			if s, ok := v.Statement(m.Of); ok {
				p.field(4, "statement", v.Says(s)+" (“"+s.Quote+"”)")
			}
		default:
			p.field(4, "figure", m.Title)
		}
	}
}

// noted prints the issues of a report.
func (p *page) noted(v *view.View, report string) {
	var found []record.Issue
	for _, is := range v.Issues {
		if string(is.Report) == report {
			found = append(found, is)
		}
	}
	if len(found) == 0 {
		return
	}
	p.title("Left out", fmt.Sprint(len(found)))
	for _, is := range found {
		p.put("  ", is.Where+": "+is.What+": "+is.Why)
	}
}

// Actor prints one actor with its spellings and offices, what it did and what it
// said, each with the sentence.
func Actor(w io.Writer, r record.Record, name string, s Style) error {
	found, err := FindActor(r, name)
	if err != nil {
		return err
	}
	v, p := view.New(r), newPage(s)
	found = acts(v.Record, v.Actors[slices.IndexFunc(v.Actors, func(a record.Actor) bool { return a.ID == view.Harmless(found.Actor.ID) })])
	a := found.Actor
	p.put("", p.style(bold, a.Name))
	p.field(0, "kind", a.Kind)
	p.field(0, "also spelt", strings.Join(slices.DeleteFunc(slices.Clone(a.Aliases), func(s string) bool { return s == a.Name }), "; "))
	for _, role := range a.Roles {
		p.field(0, "office", role.Title+v.OfOffice(role)+", in "+view.Plural(len(role.Reports), "report"))
	}
	p.field(0, "belongs to", v.Name(string(a.Parent)))
	p.field(0, "wikidata", string(a.Wikidata))
	p.field(0, "id", a.ID)
	p.part(v, found)
	if len(found.Statements) > 0 {
		p.title("Statements", fmt.Sprint(len(found.Statements)))
		for _, s := range found.Statements[:min(mostRows, len(found.Statements))] {
			p.statement(v, s)
		}
		p.more(len(found.Statements)-mostRows, "statement", "statements")
	}
	p.figures(v, found.Figures)
	p.blank()
	if len(found.Events) > 0 {
		p.put("", "Next: trucewatch show event "+found.Events[len(found.Events)-1].ID)
	}
	return p.writeTo(w)
}

// part prints the happenings that an actor takes part in, each with one sentence.
func (p *page) part(v *view.View, x Acts) {
	if len(x.Events) == 0 {
		return
	}
	p.title("Takes part in", fmt.Sprint(len(x.Events)))
	for _, e := range x.Events[:min(mostRows, len(x.Events))] {
		p.blank()
		p.put("  "+column(orNoDate(e), dateColumn), p.style(bold, v.Headline(e)))
		m, ok := v.Example(e, x.Actor.ID)
		if ok {
			p.quote(v, m.Report, m.Start, append(v.NamesIn(m.Report, x.Actor.ID), record.Range{Start: m.Start, End: m.End}))
		}
		state := []string{e.Type, e.Status, role(e, x.Actor.ID), e.Standing}
		p.put("    ", p.style(dim, strings.Join(state, " · ")+" · "+e.ID))
	}
	p.more(len(x.Events)-mostRows, "happening", "happenings")
}

func orNoDate(e record.Event) string {
	if e.Date == "" {
		return "no date"
	}
	return view.Day(e.Date)
}

// role names the part that an actor has in a happening.
func role(e record.Event, id string) string {
	switch {
	case slices.Contains(e.Actors, id):
		return "as actor"
	case slices.Contains(e.Mediators, id):
		return "as mediator"
	}
	return "as recipient"
}

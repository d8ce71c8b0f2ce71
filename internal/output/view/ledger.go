package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/record"
)

func (v *View) talks() []Row {
	out := make([]Row, 0, len(v.Talks))
	for i, t := range v.Talks {
		e := v.Event(t.Event)
		var head []Cell
		for j, d := range t.Delegations {
			if j > 0 {
				head = append(head, plain(", "))
			}
			head = append(head, v.people(e, []string{d.Party}, ".actor", actorsOf)...)
			if len(d.Members) > 0 {
				head = append(head, plain(" ("))
				head = append(head, v.people(e, d.Members, ".actor", actorsOf)...)
				head = append(head, plain(")"))
			}
		}
		if len(head) == 0 {
			head = v.headline(e)
		} else if t.Place != "" {
			head = append(head, plain(" · "), v.place(e, t.Place))
		}
		told := v.mentionsAt(e, t.Told)
		row := Row{
			Anchor: fmt.Sprintf("talks-%d", i+1), ID: t.Event, Date: v.date(told, t.Date), Head: head,
			State: talksState(told, t), Weight: told.Reports, Told: v.toldBy(told), Parties: parties(t.Delegations),
			Lines: lines(Line{cmp.Or(string(t.How), "mediated") + " by", v.people(e, t.Mediator, ".mediator", mediatorsOf)}, Line{"as told", v.asTold(t)},
				Line{"expected", v.expected(e, t)}, Line{"on", v.texts(e, t.Agenda...)}),
		}
		row.Lines = append(row.Lines, v.outcomes(e, t)...)
		row.Lines = append(row.Lines, lines(
			Line{"next", v.follows(t)},
			Line{"confirmed by", v.speakers(t.Event, t.ConfirmedBy)},
			Line{"denied by", v.speakers(t.Event, t.DeniedBy)},
			Line{"silent", v.speakers(t.Event, t.Silent)},
		)...)
		out = append(out, row)
	}
	return undatedLast(out)
}

// undatedLast puts rows that have no date behind the others.
func undatedLast(rows []Row) []Row {
	slices.SortStableFunc(rows, func(a, b Row) int {
		open := func(r Row) int { return map[bool]int{true: 1}[r.Date.Text == noDate] }
		return cmp.Compare(open(a), open(b))
	})
	return rows
}

// noDate stands where a date would.
const noDate = "no date"

// texts lays out words of reports on a happening with semicolons between them, each
// leading to where they stand.
func (v *View) texts(e record.Event, all ...string) []Cell {
	var out []Cell
	for _, words := range compact(all...) {
		if len(out) > 0 {
			out = append(out, plain("; "))
		}
		c := plain("“" + Short(words, 220) + "”")
		for _, m := range e.Mentions {
			if at := strings.Index(v.Report(m.Report).Text, words); at >= 0 {
				r := v.Report(m.Report)
				c.To, c.Why = v.TextAnchor(m.Report, utf8.RuneCountInString(r.Text[:at])), Label(r)
				break
			}
		}
		out = append(out, c)
	}
	return out
}

func (v *View) agreements() []Row {
	out := make([]Row, 0, len(v.Agreements))
	for i, a := range v.Agreements {
		row := Row{
			Anchor: fmt.Sprintf("agreement-%d", i+1), Date: plain(cmp.Or(Day(a.Date), noDate)),
			Head: []Cell{plain(capital(a.Name))}, State: compact(a.Kind), Parties: a.Parties, Key: a.ID,
		}
		row.Lines = append(row.Lines, lines(Line{between(a), v.named(a.Parties)}, Line{"mediated by", v.named(a.Mediators)}, Line{"guaranteed by", v.named(a.Guarantors)},
			Line{"monitored by", v.named(a.Monitors)})...)
		for _, s := range v.states(a) {
			row.Lines = append(row.Lines, v.state(s))
			row.Weight = max(row.Weight, len(s.Reports))
		}
		row.Lines = append(row.Lines, v.terms(a)...)
		id, known := v.EventOf(a.ID)
		for _, c := range a.Clauses {
			cells := append([]Cell{plain(c.Kind + ": ")}, v.texts(v.Event(id), c.Text)...)
			if len(c.Binds) > 0 {
				cells = append(append(cells, plain(", binds ")), v.named(c.Binds)...)
			}
			row.Lines = append(row.Lines, Line{provides, cells})
		}
		if known {
			row.ID = id
			row.Date = v.date(v.Event(id), a.Date)
			row.Head = []Cell{v.because(v.Event(id), capital(a.Name), ".event", func(record.EventMention) bool { return true })}
		}
		out = append(out, row)
	}
	return out
}

// between is what the parties of an agreement are called: one alone is not between.
func between(a record.Agreement) string {
	if len(a.Parties) == 1 {
		return "of"
	}
	return "between"
}

func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return "Unnamed"
}

// EventOf finds the happening by which an agreement was found: their ids share all
// but the first letter.
func (v *View) EventOf(agreement string) (string, bool) {
	_, rest, ok := strings.Cut(agreement, "-")
	_, known := v.event["e-"+rest]
	return "e-" + rest, ok && known
}

func (v *View) named(ids []string) []Cell {
	cells := make([]Cell, len(ids))
	for i, id := range ids {
		cells[i] = plain(v.Name(id))
		if v.IsActor(id) {
			cells[i].To = "actor-" + id
		}
	}
	return joined(cells)
}

// states joins what different reports say of one state since one day.
func (v *View) states(a record.Agreement) []record.AgreementState {
	var out []record.AgreementState
	for _, s := range a.Status {
		i := slices.IndexFunc(out, func(o record.AgreementState) bool { return o.State == s.State && o.Since == s.Since })
		if i < 0 {
			i = len(out)
			out = append(out, record.AgreementState{State: s.State, Since: s.Since})
		}
		out[i].AccordingTo = append(out[i].AccordingTo, s.AccordingTo...)
		out[i].Told = append(out[i].Told, s.Told...)
		for _, r := range s.Reports {
			if !slices.Contains(out[i].Reports, r) {
				out[i].Reports = append(out[i].Reports, r)
			}
		}
	}
	return out
}

func (v *View) state(s record.AgreementState) Line {
	text := s.State
	if s.State == "in force" && s.Since != "" {
		text += " since " + Day(s.Since)
	} else if s.Since != "" {
		text += ", " + Day(s.Since)
	}
	cells := []Cell{plain(text)}
	if who := v.said(s.AccordingTo); len(who) > 0 {
		cells = append(append(cells, plain(", according to ")), who...)
	}
	if len(s.Reports) > 0 {
		cells = append(append(cells, plain(" — ")), v.reports(s.Reports)...)
	}
	return Line{"status", cells}
}

// reports lists reports by their label, each leading to its text.
func (v *View) reports(ids []string) []Cell {
	cells := make([]Cell, len(ids))
	for i, id := range ids {
		r := v.Report(id)
		cells[i] = Cell{Label(r), "", Published(r)}
		if _, ok := v.report[id]; ok {
			cells[i].To = "report-" + id
		}
	}
	return joined(cells)
}

// kindOf names the type of a happening with its modes.
func kindOf(e record.Event) string {
	if len(e.Mode) > 0 {
		return e.Type + " " + strings.Join(e.Mode, ", ")
	}
	return e.Type
}

func (v *View) tolls() []Row {
	out := make([]Row, 0, len(v.Tolls))
	for i, t := range v.Tolls {
		t = v.toll(t)
		e := v.Event(t.Event)
		row := Row{
			Anchor: fmt.Sprintf("toll-%d", i+1), ID: t.Event, Date: v.date(e, e.Date), Weight: max(len(t.Series), len(t.Counts)), Counted: &t,
			Head: []Cell{plain(bounds(t))}, Parties: slices.Concat(e.Actors, e.Recipients),
		}
		if head := v.headline(e); len(e.Mentions) > 0 {
			row.Head = append(append(row.Head, plain(" — ")), head...)
		}
		row.Lines = append(row.Lines, v.countLines(t)...)
		row.Lines = append(row.Lines, v.conventions(t)...)
		if t.Why != "" {
			row.Lines = append(row.Lines, Line{"why", []Cell{plain(t.Why)}})
		}
		out = append(out, row)
	}
	return out
}

// toll returns a toll whose upper bound is nil where a count that reaches it says "at
// least": the highest number given is then no limit.
func (v *View) toll(t record.Toll) record.Toll {
	for _, at := range t.Series {
		f, ok := v.Figure(at, t.Measure)
		if ok && f.Max == nil && f.Min != nil && t.High != nil && *f.Min >= *t.High {
			t.High = nil
			break
		}
	}
	return t
}

// bounds writes the bounds of a toll, what was counted, and the best value.
func bounds(t record.Toll) string {
	if t.Measure == record.Casualties {
		return "no casualties known"
	}
	out := Bounds(t.Low, t.High) + " " + t.Measure
	if t.Victims != "" {
		out += " (" + string(t.Victims) + ")"
	}
	if t.Best != nil && (t.Low == nil || *t.Low != *t.Best || t.High != nil && *t.High != *t.Best) {
		out += ", best " + Bounds(t.Best, t.Best)
	}
	return out
}

func (v *View) access() []Row {
	out := make([]Row, 0, len(v.Access))
	for i, a := range v.Access {
		e := v.Event(a.Event)
		head := []Cell{v.because(e, capital(a.Kind)+" "+a.State, ".event", func(record.EventMention) bool { return true })}
		if len(a.Parties) > 0 {
			head = append(append(head, plain(": ")), v.named(a.Parties)...)
		}
		if a.Place != "" {
			head = append(head, plain(" · "), v.place(e, a.Place))
		}
		told := v.mentionsAt(e, a.Told)
		row := Row{
			Anchor: fmt.Sprintf("access-%d", i+1), ID: a.Event, Date: v.date(told, a.Date), Head: head, Weight: told.Reports, Parties: a.Parties,
			State: compact(standing(e, e.Standing)), Told: v.toldBy(told),
			Lines: lines(Line{"in the words", v.sentenceOf(told)}, Line{"according to", v.said(a.AccordingTo)}),
		}
		for _, s := range a.Earlier {
			row.Lines = append(row.Lines, v.before(s))
		}
		out = append(out, row)
	}
	return out
}

// saidBefore is how many characters of a long sentence are quoted before its trigger.
const saidBefore = 140

// sentenceOf quotes the sentence of the first mention of a happening.
func (v *View) sentenceOf(e record.Event) []Cell {
	if len(e.Mentions) == 0 {
		return nil
	}
	m := e.Mentions[0]
	p, ok := v.Around(m.Report, m.Start)
	if !ok || p.Number == 0 {
		return joined(v.words(e))
	}
	from, lead := p.Start, ""
	if m.Start-p.Start > saidBefore {
		from, lead = m.Start-saidBefore, "…"
	}
	words := strings.Fields(v.Text(m.Report, from, p.End))
	if lead != "" && len(words) > 1 {
		words = words[1:] // cut in the middle
	}
	return []Cell{v.quote(lead+strings.Join(words, " "), m.Report, m.Start)}
}

func (v *View) allegations() []Row {
	out := make([]Row, 0, len(v.Allegations))
	for i, a := range v.Allegations {
		e := v.Event(a.Event)
		answer := v.speakers(a.Event, a.DeniedBy)
		if len(answer) == 0 {
			answer = []Cell{plain("no denial reported")}
		}
		claimed := v.speakers(a.Event, a.AllegedBy)
		if len(claimed) == 0 {
			claimed = []Cell{plain("nobody named")}
		}
		told := v.mentionsAt(e, a.Told)
		row := Row{
			Anchor: fmt.Sprintf("allegation-%d", i+1), ID: a.Event, Date: v.date(told, e.Date), Head: v.accused(a, told),
			State: allegationState(a, told), Weight: told.Reports, Told: v.toldBy(told),
			Parties: slices.Concat(a.AllegedBy, a.Against, a.DeniedBy), Lines: lines(Line{"alleged by", claimed}, Line{"denied by", answer}),
		}
		row.Lines = append(row.Lines, v.answers(a)...)
		row.Lines = append(row.Lines, lines(
			Line{"silent", v.speakers(a.Event, a.Silent)},
			Line{"would breach", v.clause(a.Clause)},
			Line{"zone", zone(a.ZoneTest)},
		)...)
		if a.Clause == nil && a.Why != "" {
			row.Lines = append(row.Lines, Line{"clause", []Cell{plain(a.Why)}})
		}
		out = append(out, row)
	}
	return out
}

// allegationState says what came of an allegation and how many tell of it, each once.
func allegationState(a record.Allegation, told record.Event) []string {
	if a.Result == a.Standing {
		return []string{standing(told, a.Standing)}
	}
	return compact(a.Result, standing(told, a.Standing))
}

func (v *View) clause(c *record.ClauseRef) []Cell {
	if c == nil {
		return nil
	}
	for i, a := range v.Agreements {
		if a.ID == c.Agreement {
			text := capital(a.Name)
			if c.Clause != "" {
				text += ", clause " + string(c.Clause)
			}
			return []Cell{{Text: text, To: fmt.Sprintf("agreement-%d", i+1)}}
		}
	}
	return []Cell{plain(c.Agreement)}
}

func zone(z *record.ZoneTest) []Cell {
	if z == nil {
		return nil
	}
	where := "cannot be told whether inside"
	if z.Inside != nil {
		where = map[bool]string{true: "inside", false: "outside"}[*z.Inside]
	}
	return []Cell{plain(fmt.Sprintf("%s of %s, margin %.1f km", where, z.Zone, z.MarginKM))}
}

func (v *View) disagreements() []Row {
	out := make([]Row, 0, len(v.Disagreements))
	for i, d := range v.Disagreements {
		row := Row{
			Anchor: fmt.Sprintf("disagreement-%d", i+1), Head: []Cell{plain(d.Note)}, State: compact(d.Kind, d.Attribute),
		}
		if _, ok := v.event[d.About]; ok {
			row.ID = d.About
			row.Date = v.date(v.Event(d.About), v.Event(d.About).Date)
		}
		for _, x := range d.Values {
			value := "left out"
			if x.Value != "" {
				value = v.value(string(x.Value))
			}
			cell := Cell{Text: value, To: v.quoted(d.About, x)}
			if x.Quote != "" && string(x.Quote) != value {
				cell.Text += " “" + Short(string(x.Quote), 80) + "”"
			}
			row.Lines = append(row.Lines, Line{"value", append([]Cell{cell, plain(" — ")}, v.reports(x.Reports)...)})
			row.Weight += len(x.Reports)
		}
		out = append(out, row)
	}
	return out
}

// quoted finds where a value of a disagreement about a happening is quoted from.
func (v *View) quoted(event string, x record.Value) string {
	for _, m := range v.Event(event).Mentions {
		if m.Quote == string(x.Quote) && slices.Contains(x.Reports, m.Report) {
			return v.TextAnchor(m.Report, m.Start)
		}
	}
	for _, s := range v.Statements {
		if s.Quote == string(x.Quote) && slices.Contains(s.About, event) && slices.Contains(x.Reports, s.Report) {
			return v.TextAnchor(s.Report, s.Start)
		}
	}
	return ""
}

// value writes a value of a disagreement: the name of an actor or place, a day, or
// the value itself.
func (v *View) value(s string) string {
	if v.names[s] != "" {
		return v.names[s]
	}
	return Day(record.Nullable(s))
}

// leftOut lists the issues. What befell many places of one report for the same
// reason makes one row, at the first of them.
func (v *View) leftOut() []Row {
	type fold struct{ what, why, report string }
	places := map[fold]int{}
	for _, is := range v.Issues {
		places[fold{is.What, is.Why, string(is.Report)}]++
	}
	out := make([]Row, 0, len(places))
	for i, is := range v.Issues {
		same, where := fold{is.What, is.Why, string(is.Report)}, is.Where
		if n := places[same]; is.Report != "" && n != 1 {
			if n == 0 {
				continue
			}
			places[same] = 0
			where += fmt.Sprintf(" and %d more like it", n-1)
		}
		row := Row{
			Anchor: fmt.Sprintf("issue-%d", i+1), Head: []Cell{plain(where)},
			Lines: lines(Line{"what", []Cell{plain(is.What)}}, Line{"why", []Cell{plain(is.Why)}}),
		}
		if is.Report != "" {
			row.Lines = append(row.Lines, Line{"report", v.reports([]string{string(is.Report)})})
		}
		out = append(out, row)
	}
	return out
}

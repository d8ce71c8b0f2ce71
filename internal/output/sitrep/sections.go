package sitrep

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// recent is how many days before the period a happening is still news.
const recent = 14

// line tells of a happening: who, in whose words, where, when, and its status unless
// it is told to have taken place.
func (d *desk) line(e record.Event) Line {
	l := Line{Text: begin(d.what(d.Headline(e), e)), Event: e.ID, New: d.isNew(e), Refs: d.refs(e)}
	l.Notes = append(l.Notes, d.standing(e))
	l.note("mediated by", d.people(e.Mediators))
	l.note("according to", d.people(d.speakers(e.ID, "assert")))
	l.note("denied by", d.people(d.speakers(e.ID, "deny")))
	l.note("silent", d.people(d.speakers(e.ID, "silent")))
	return l
}

// what puts date and status behind the words for a happening.
func (d *desk) what(words string, e record.Event, also ...string) string {
	when, status := "", e.Status
	if e.Date != "" {
		when = view.Day(e.Date)
	}
	if status == "occurred" {
		status = ""
	}
	return strings.Join(compact(append(append([]string{words, when}, also...), status)...), "; ")
}

// begin writes the first letter of what the program itself says large: “Not said by whom”.
// Names stay as reports write them.
func begin(text string) string {
	if rest, ok := strings.CutPrefix(text, view.Nobody); ok {
		return large(view.Nobody) + rest
	}
	return text
}

func (l *Line) note(label, words string) {
	if words != "" {
		l.Notes = append(l.Notes, label+": "+words)
	}
}

// standing says how many reports tell of a happening, and whether it is contested.
func (d *desk) standing(e record.Event) string {
	reports := map[string]bool{}
	for _, m := range e.Mentions {
		reports[m.Report] = true
	}
	n := min(e.Reports, len(reports)) // a line may be of some of the mentions only
	out := view.Plural(n, "report")
	if e.Independent < n {
		out += fmt.Sprintf(", %d independent", e.Independent)
	}
	if e.Standing == "contested" {
		out += ", contested"
	}
	return out
}

// speakers are the innermost sources of statements about a happening.
func (d *desk) speakers(event, stance string) []string {
	var out []string
	for _, s := range d.Statements {
		if s.Stance == stance && len(s.Source) > 0 && slices.Contains(s.About, event) && !slices.Contains(out, s.Source[0]) {
			out = append(out, s.Source[0])
		}
	}
	return out
}

// news reports whether a happening lies in the period or shortly before it, lies
// ahead, or has no date: what lies further back is history that a report recalls.
func (d *desk) news(e record.Event) bool {
	if slices.ContainsFunc(d.Incidents, func(i record.Incident) bool { return i.Event == e.ID && i.Background }) {
		return false
	}
	_, last, ok := view.Span(e.Date)
	from, err := time.Parse(time.DateOnly, d.from)
	return !ok || err != nil || !last.Before(from.AddDate(0, 0, -recent))
}

// figures sets the numbers of the period beside those of the one before.
func (d *desk) figures(before *desk) []Figure {
	out := []Figure{
		{What: "Reports", Now: d.count(ofAny), Before: before.count(ofAny), Refs: []Ref{}},
		{What: "of them copies", Now: d.count(ofCopies), Before: before.count(ofCopies), Refs: []Ref{}},
	}
	for _, row := range []struct {
		what string
		of   func(*desk, record.Event) bool
	}{
		{"Talks told of", (*desk).isTalks},
		{"Incidents told of", func(_ *desk, e record.Event) bool { return view.IsIncident(e) }},
		{"Incidents first told of", func(d *desk, e record.Event) bool { return view.IsIncident(e) && d.isNew(e) }},
		{"Alleged breaches told of", (*desk).alleged},
		{"of them denied by somebody", func(d *desk, e record.Event) bool { return d.alleged(e) && len(d.speakers(e.ID, "deny")) > 0 }},
	} {
		now := only(d.period(), func(e record.Event) bool { return row.of(d, e) })
		then := only(before.period(), func(e record.Event) bool { return row.of(before, e) })
		if len(now)+len(then) == 0 {
			continue
		}
		f := Figure{What: row.what, Now: strconv.Itoa(len(now)), Before: strconv.Itoa(len(then)), Refs: []Ref{}}
		for _, e := range now {
			refs := d.refs(e)
			f.Refs = append(f.Refs, refs[:min(1, len(refs))]...) // one sentence for each that is counted
		}
		out = append(out, f)
	}
	for _, t := range d.Tolls {
		e := d.Event(t.Event)
		if !d.inScope(e) || !d.told(e) {
			continue
		}
		f := Figure{What: fmt.Sprintf("%s: %s", harm(t), d.short(e)), Now: bounds(t), Before: "no count", Refs: d.counted(t)}
		i := slices.IndexFunc(before.Tolls, func(b record.Toll) bool {
			return b.Event == t.Event && b.Measure == t.Measure && b.Victims == t.Victims
		})
		if i >= 0 {
			f.Before = bounds(before.Tolls[i])
		}
		out = append(out, f)
	}
	return out
}

func (d *desk) count(of func(record.Report) bool) string {
	return strconv.Itoa(len(only(d.Reports, func(r record.Report) bool { return d.within(r.ID) && of(r) })))
}

func ofAny(record.Report) bool      { return true }
func ofCopies(r record.Report) bool { return r.CopyOf != "" }

// isTalks reports whether the ledger has a happening among the talks.
func (d *desk) isTalks(e record.Event) bool {
	return slices.ContainsFunc(d.Talks, func(t record.Talks) bool { return t.Event == e.ID })
}

// alleged reports whether a happening, if it was as told, goes against a clause.
func (d *desk) alleged(e record.Event) bool {
	return slices.ContainsFunc(d.Incidents, func(i record.Incident) bool {
		return i.Event == e.ID && i.Result == "alleged breach" && !i.Background && (d.agreement == nil || d.agreement.ID == i.Agreement)
	})
}

func bounds(t record.Toll) string {
	if t.Measure == record.Casualties {
		return "none known"
	}
	out := view.Bounds(t.Low, t.High)
	alone := t.Low != nil && t.Best != nil && *t.Low == *t.Best && (t.High == nil || *t.High == *t.Best)
	if t.Best != nil && !alone {
		out += ", best " + strconv.Itoa(*t.Best)
	}
	return out
}

// large begins a word of ours with a large letter.
func large(word string) string {
	if word == "" {
		return word
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// harm names what a toll counts: Killed, Killed (civilians).
func harm(t record.Toll) string {
	out := large(t.Measure)
	if t.Victims != "" {
		out += " (" + string(t.Victims) + ")"
	}
	return out
}

// tellings are where reports give the counts of a toll, or say that they know of none.
func tellings(t record.Toll) []record.FigureRef {
	if t.Measure != record.Casualties {
		return t.Series
	}
	var out []record.FigureRef
	for _, c := range t.Counts {
		out = append(out, record.FigureRef{Report: c.Report, Start: c.Start, End: c.End})
	}
	return out
}

func (d *desk) counted(t record.Toll) []Ref {
	var out []Ref
	for _, at := range tellings(t) {
		if r, ok := d.ref(at.Report, at.Start); ok {
			out = append(out, r)
		}
	}
	return out
}

// talks are the rounds, series and plans that reports of the period tell of. A plan
// of what was then held stands with what was held.
func (d *desk) talks() []Line {
	lines := []Line{}
	for _, t := range d.Talks {
		e := d.Event(t.Event)
		e.Date, e.Place = t.Date, t.Place
		if t.Status != "" {
			e.Status = t.Status
		}
		e.Mentions = among(e.Mentions, t.Told)
		if !d.told(e) || !d.inScope(d.Event(t.Event)) || !d.news(e) || t.Form == "plan" && t.Plan == "held" {
			continue
		}
		l := d.line(e)
		l.Text, l.Notes = d.what(d.table(t, e), e, string(t.How)), append([]string{d.standing(e)}, d.aboutTalks(t)...)
		lines = d.put(lines, l)
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(len(b.Refs), len(a.Refs)) })
	return lines
}

// among keeps the mentions that a part of the ledger rests on, where it names them.
func among(all []record.EventMention, told []record.MentionRef) []record.EventMention {
	if len(told) == 0 {
		return all
	}
	return only(all, func(m record.EventMention) bool {
		return slices.Contains(told, m.Ref())
	})
}

// aboutTalks says what else reports have of talks.
func (d *desk) aboutTalks(t record.Talks) []string {
	var l Line
	if t.Form == "series" {
		l.Notes = append(l.Notes, "a series of talks")
	}
	if t.Ordinal != nil {
		l.note("round", strconv.Itoa(*t.Ordinal))
	}
	l.note("mediated by", d.people(t.Mediator))
	l.note("on", quoted(t.Agenda))
	var outcomes []string
	for _, o := range t.Outcomes {
		outcomes = append(outcomes, o.Quote)
	}
	if len(t.Outcomes) == 0 && t.Outcome != "" {
		outcomes = append(outcomes, string(t.Outcome))
	}
	l.note("outcome", quoted(outcomes))
	l.note("plan", string(t.Plan))
	if next := d.Event(string(t.Next)); t.Next != "" && t.Next != record.Nullable(t.Event) && len(next.Mentions) > 0 {
		l.note("next", strings.Join(compact(d.Headline(next), view.Day(next.Date)), ", "))
	}
	l.note("confirmed by", d.people(t.ConfirmedBy))
	l.note("denied by", d.people(t.DeniedBy))
	l.note("silent", d.people(t.Silent))
	return l.Notes
}

// table names who sat at it and where: Marland (Ilse Maren), Kesh Front · Port Anna.
func (d *desk) table(t record.Talks, e record.Event) string {
	var sides []string
	for _, g := range t.Delegations {
		side := d.Name(g.Party)
		if len(g.Members) > 0 {
			side += " (" + d.Names(g.Members) + ")"
		}
		sides = append(sides, side)
	}
	if len(sides) == 0 {
		return d.Headline(e)
	}
	if t.Place != "" {
		return strings.Join(sides, ", ") + " · " + d.Name(string(t.Place))
	}
	return strings.Join(sides, ", ")
}

func compact(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// agreements are the states in which reports of the period have an agreement, each
// state once.
func (d *desk) agreements() []Line {
	lines := []Line{}
	for _, a := range d.Agreements {
		if d.agreement != nil && a.ID != d.agreement.ID {
			continue
		}
		l := d.states(a)
		if len(l.Notes) > 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// states tells of an agreement the states in which reports of the period have it.
func (d *desk) states(a record.Agreement) Line {
	l := Line{Text: a.Name, Refs: []Ref{}}
	var states []string
	since, who := map[string]string{}, map[string][]string{}
	for _, s := range a.Status {
		if !slices.ContainsFunc(s.Reports, d.within) {
			continue
		}
		if !slices.Contains(states, s.State) {
			states = append(states, s.State)
		}
		if s.Since != "" && since[s.State] == "" {
			since[s.State] = view.Day(s.Since)
		}
		who[s.State] = record.Union(who[s.State], d.sayers(s.AccordingTo)...)
		l.Refs = d.cite(l.Refs, s)
	}
	for _, s := range states {
		words := strings.Join(compact(s, since[s]), ", ")
		if len(who[s]) > 0 {
			words += " (according to " + d.people(who[s]) + ")"
		}
		l.Notes = append(l.Notes, words)
	}
	return l
}

// sayers are the innermost sources of some statements.
func (d *desk) sayers(statements []string) []string {
	var out []string
	for _, id := range statements {
		if s, ok := d.Statement(id); ok && len(s.Source) > 0 && !slices.Contains(out, s.Source[0]) {
			out = append(out, s.Source[0])
		}
	}
	return out
}

// cite adds to references where a state is spoken of: the statements, or else the
// reports as a whole.
func (d *desk) cite(refs []Ref, s record.AgreementState) []Ref {
	add := func(r Ref, ok bool) bool {
		same := func(o Ref) bool { return o.Source == r.Source && o.Sentence == r.Sentence }
		if ok && !slices.ContainsFunc(refs, same) {
			refs = append(refs, r)
		}
		return ok
	}
	cited := map[string]bool{}
	for _, id := range s.AccordingTo {
		if x, ok := d.Statement(id); ok && d.within(x.Report) {
			cited[x.Report] = add(d.ref(x.Report, x.Start))
		}
	}
	for _, id := range s.Reports {
		if n, ok := d.number[id]; ok && d.within(id) && !cited[id] {
			add(Ref{Source: n, Report: id}, true)
		}
	}
	return refs
}

// access is what reports of the period tell of corridors, convoys and the like.
func (d *desk) access() []Line {
	lines := []Line{}
	for _, a := range d.Access {
		e := d.Event(a.Event)
		e.Mentions = among(e.Mentions, a.Told)
		e.Date, e.Place = cmp.Or(a.Date, e.Date), cmp.Or(a.Place, e.Place)
		if !d.told(e) || !d.inScope(d.Event(a.Event)) || !d.news(e) {
			continue
		}
		l := d.line(e)
		l.Text = large(a.Kind) + ", " + a.State + ": " + l.Text
		for _, x := range a.Earlier {
			l.note("earlier", strings.Join(compact(x.State, view.Day(x.Date), d.people(x.By), "“"+cut(x.Quote)+"”"), ", "))
		}
		lines = d.put(lines, l)
	}
	return lines
}

// tolls are the counts of which a report of the period tells, each with all counts
// known by then.
func (d *desk) tolls() []Line {
	lines := []Line{}
	for _, t := range d.Tolls {
		e := d.Event(t.Event)
		if !d.inScope(e) || !slices.ContainsFunc(tellings(t), func(at record.FigureRef) bool { return d.within(at.Report) }) {
			continue
		}
		l := Line{Text: fmt.Sprintf("%s, %s: %s", harm(t), d.short(e), bounds(t)), Event: e.ID, New: d.isNew(e), Refs: d.counted(t)}
		l.Notes = d.counts(t)
		lines = append(lines, l)
	}
	return lines
}

// counts are the counts of a toll, each once: what is counted, by whom, and in which
// sources.
func (d *desk) counts(t record.Toll) []string {
	type count struct{ quote, who string }
	var order []count
	sources := map[count][]string{}
	for i, at := range tellings(t) {
		f, ok := d.Figure(at, t.Measure)
		verb := "counted by "
		if t.Measure == record.Casualties {
			f, ok, verb = record.Figure{Report: at.Report, Quote: d.Text(at.Report, at.Start, at.End), By: t.Counts[i].By}, true, "according to "
		}
		if !ok {
			continue
		}
		c := count{"“" + f.Quote + "”", "nobody named as counting"}
		if len(f.By) > 0 {
			c.who = verb + d.people(f.By)
		}
		if !slices.Contains(order, c) {
			order = append(order, c)
		}
		if r, ok := d.ref(f.Report, at.Start); ok {
			sources[c] = append(sources[c], r.String())
		}
	}
	out := make([]string, len(order))
	for i, c := range order {
		out[i] = c.quote + ", " + c.who + " (" + strings.Join(sources[c], ", ") + ")"
	}
	return out
}

// isAct reports whether a happening is something done, not merely said.
func isAct(e record.Event) bool {
	return view.IsIncident(e) || e.Type == "CONSULT" || e.Type == "RETREAT" || e.Type == "AID"
}

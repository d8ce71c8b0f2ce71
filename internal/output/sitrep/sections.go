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

const (
	mostHighlights = 6
	recent         = 14 // days before the period from which a happening is still news
)

// line tells of a happening.
func (d *desk) line(e record.Event) Line {
	text := []string{d.Headline(e)}
	if e.Date != "" {
		text = append(text, view.Day(e.Date))
	}
	text = append(text, e.Status)
	l := Line{Text: strings.Join(text, "; "), Event: e.ID, New: d.isNew(e), Refs: d.refs(e)}
	l.Notes = append(l.Notes, d.standing(e))
	l.note("mediated by", d.Names(e.Mediators))
	l.note("according to", d.Names(d.speakers(e.ID, "assert")))
	l.note("denied by", d.Names(d.speakers(e.ID, "deny")))
	l.note("silent", d.Names(d.speakers(e.ID, "silent")))
	return l
}

func (l *Line) note(label, words string) {
	if words != "" {
		l.Notes = append(l.Notes, label+": "+words)
	}
}

// standing says how many reports tell of a happening.
func (d *desk) standing(e record.Event) string {
	out := e.Standing + ", " + view.Plural(e.Reports, "report")
	if e.Independent < e.Reports {
		out += fmt.Sprintf(", %d independent", e.Independent)
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

// highlights are the happenings of which most reports of the period tell.
func (d *desk) highlights() []Line {
	talks := map[string]bool{}
	for _, t := range d.Talks {
		talks[t.Event] = true
	}
	var chosen []record.Event
	for _, e := range d.period() {
		if d.news(e) && e.Date != "" && (talks[e.ID] || view.IsIncident(e) || e.Type == "RETREAT" || e.Type == "AGREE" || e.Type == "AID") {
			chosen = append(chosen, e)
		}
	}
	slices.SortStableFunc(chosen, func(a, b record.Event) int {
		return cmp.Or(
			cmp.Compare(len(d.refs(b)), len(d.refs(a))), cmp.Compare(b.Independent, a.Independent),
			cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID),
		)
	})
	lines := []Line{}
	for _, e := range chosen[:min(len(chosen), mostHighlights)] {
		lines = append(lines, d.line(e))
	}
	return lines
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
		f := Figure{What: fmt.Sprintf("%s: %s", harm(t), d.Headline(e)), Now: bounds(t), Before: "no count", Refs: d.counted(t)}
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
	out := view.Bounds(t.Low, t.High)
	alone := t.Low != nil && t.Best != nil && *t.Low == *t.Best && (t.High == nil || *t.High == *t.Best)
	if t.Best != nil && !alone {
		out += ", best " + strconv.Itoa(*t.Best)
	}
	return out
}

// harm names what a toll counts: Killed, Killed (civilians).
func harm(t record.Toll) string {
	out := t.Measure
	if out != "" {
		out = strings.ToUpper(out[:1]) + out[1:]
	}
	if t.Victims != "" {
		out += " (" + string(t.Victims) + ")"
	}
	return out
}

func (d *desk) counted(t record.Toll) []Ref {
	var out []Ref
	for _, at := range t.Series {
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
		l.Text = strings.Join(compact(d.table(t, e), view.Day(t.Date), string(t.How), e.Status), "; ")
		l.Notes = d.aboutTalks(t)
		lines = append(lines, l)
	}
	return lines
}

// among keeps the mentions that a part of the ledger rests on, where it names them.
func among(all []record.EventMention, told []record.MentionRef) []record.EventMention {
	if len(told) == 0 {
		return all
	}
	return only(all, func(m record.EventMention) bool {
		return slices.Contains(told, record.MentionRef{Report: m.Report, Start: m.Start, End: m.End})
	})
}

// aboutTalks says what else reports have of talks.
func (d *desk) aboutTalks(t record.Talks) []string {
	l := Line{Notes: []string{t.Standing}}
	if t.Form != "" && t.Form != "round" {
		l.Notes[0] = t.Form + ", " + t.Standing
	}
	if t.Ordinal != nil {
		l.note("round", strconv.Itoa(*t.Ordinal))
	}
	l.note("mediated by", d.Names(t.Mediator))
	for _, words := range t.Agenda {
		l.note("on", "“"+words+"”")
	}
	for _, o := range t.Outcomes {
		l.note("outcome ("+o.Kind+")", "“"+o.Quote+"”")
	}
	if len(t.Outcomes) == 0 && t.Outcome != "" {
		l.note("outcome", "“"+string(t.Outcome)+"”")
	}
	l.note("of the plan", string(t.Plan))
	if next := d.Event(string(t.Next)); t.Next != "" && t.Next != record.Nullable(t.Event) && len(next.Mentions) > 0 {
		l.note("next", strings.Join(compact(d.Headline(next), view.Day(next.Date)), ", "))
	}
	l.note("confirmed by", d.Names(t.ConfirmedBy))
	l.note("denied by", d.Names(t.DeniedBy))
	l.note("silent", d.Names(t.Silent))
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

// agreements are the states in which reports of the period have an agreement.
func (d *desk) agreements() []Line {
	lines := []Line{}
	for _, a := range d.Agreements {
		if d.agreement != nil && a.ID != d.agreement.ID {
			continue
		}
		l := Line{Text: a.Name, Refs: []Ref{}}
		for _, s := range a.Status {
			if !slices.ContainsFunc(s.Reports, d.within) {
				continue
			}
			words := s.State
			if s.Since != "" {
				words += ", " + view.Day(s.Since)
			}
			if who := d.Names(d.sayers(s.AccordingTo)); who != "" {
				words += ", according to " + who
			}
			l.note("status", words)
			l.Refs = d.cite(l.Refs, s)
		}
		if len(l.Notes) > 0 {
			l.Notes = slices.Compact(l.Notes)
			lines = append(lines, l)
		}
	}
	return lines
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
		l.Text = a.Kind + ", " + a.State + ": " + l.Text
		for _, x := range a.Earlier {
			l.note("earlier", strings.Join(compact(x.State, view.Day(x.Date), d.Names(x.By), "“"+x.Quote+"”"), ", "))
		}
		lines = append(lines, l)
	}
	return lines
}

// tolls are the counts of which a report of the period tells, each with all counts
// known by then.
func (d *desk) tolls() []Line {
	lines := []Line{}
	for _, t := range d.Tolls {
		e := d.Event(t.Event)
		if !d.inScope(e) || !slices.ContainsFunc(t.Series, func(at record.FigureRef) bool { return d.within(at.Report) }) {
			continue
		}
		l := Line{Text: fmt.Sprintf("%s: %s — %s", harm(t), bounds(t), d.Headline(e)), Event: e.ID, New: d.isNew(e), Refs: d.counted(t)}
		if e.Date != "" {
			l.Text += "; " + view.Day(e.Date)
		}
		for _, at := range t.Series {
			f, ok := d.Figure(at, t.Measure)
			if !ok {
				continue
			}
			who := "nobody named as counting"
			if len(f.By) > 0 {
				who = "counted by " + d.Names(f.By)
			}
			l.Notes = append(l.Notes, fmt.Sprintf("“%s”, %s, in %s of %s", f.Quote, who, view.Label(d.Report(f.Report)), view.Day(d.Report(f.Report).Published.Date)))
		}
		lines = append(lines, l)
	}
	return lines
}

// disagreements are what reports of the period tell otherwise than others, or leave
// out, the conflicts first. What one report alone has is no disagreement.
func (d *desk) disagreements() []Line {
	lines := []Line{}
	all := only(d.Disagreements, func(x record.Disagreement) bool { return x.Kind != "single" })
	slices.SortStableFunc(all, func(a, b record.Disagreement) int { return cmp.Compare(a.Kind, b.Kind) })
	for _, x := range all {
		l := Line{Text: x.Note, Notes: []string{x.Kind + ", " + x.Attribute}, Refs: []Ref{}}
		e := d.Event(x.About)
		if len(e.Mentions) > 0 {
			l.Event, l.New = e.ID, d.isNew(e)
			if !d.inScope(e) {
				continue
			}
		} else if d.agreement != nil && d.agreement.ID != x.About {
			continue
		}
		ofPeriod := false
		for _, v := range x.Values {
			for _, id := range v.Reports {
				ofPeriod = ofPeriod || d.within(id)
				l.Refs = d.citeReport(l.Refs, id, e)
			}
		}
		if ofPeriod && !slices.ContainsFunc(lines, func(o Line) bool { return o.Text == l.Text }) {
			lines = append(lines, l)
		}
	}
	return lines
}

// citeReport adds where a report first tells of a happening, or else the report.
func (d *desk) citeReport(refs []Ref, report string, e record.Event) []Ref {
	n, ok := d.number[report]
	if !ok || slices.ContainsFunc(refs, func(o Ref) bool { return o.Report == report }) {
		return refs
	}
	for _, m := range e.Mentions {
		if m.Report == report {
			r, _ := d.ref(report, m.Start)
			return append(refs, r)
		}
	}
	return append(refs, Ref{Source: n, Report: report})
}

// unconfirmed are the happenings of which one voice alone tells that they took
// place.
func (d *desk) unconfirmed() []Line {
	lines := []Line{}
	for _, e := range d.period() {
		told := e.Status == "occurred" || e.Status == "ongoing"
		act := view.IsIncident(e) || e.Type == "CONSULT" || e.Type == "RETREAT" || e.Type == "AID"
		if told && act && e.Independent <= 1 && d.news(e) {
			lines = append(lines, d.line(e))
		}
	}
	return lines
}

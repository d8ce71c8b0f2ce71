package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Answer is one line of the state of an agreement: a question, what reports say, and
// the sentence that it rests on.
type Answer struct {
	Label    string `json:"label"`
	Text     string `json:"text"`
	Report   string `json:"report"`   // id, or empty where no report says anything
	Sentence int    `json:"sentence"` // from 1; 0 where none
	Quote    string `json:"quote"`
}

// Status tells in ten lines how an agreement stands: what it is, whether it is said to
// be in force, who says otherwise, the last alleged breach with its answer, the last
// compliance, the last and the next talks of its parties, the latest toll and access.
func (v *View) Status(a record.Agreement) []Answer {
	return []Answer{
		v.what(a), v.inForce(a), v.otherwise(a), v.lastBreach(a), v.answerTo(a), v.lastCompliance(a),
		v.lastTalks(a), v.nextTalks(a), v.lastToll(a), v.lastAccess(a),
	}
}

// at fills in the sentence that holds a position.
func (v *View) at(a Answer, report string, position int) Answer {
	p, ok := v.Around(report, position)
	if !ok {
		return a
	}
	a.Report, a.Sentence, a.Quote = report, p.Number, v.OneLine(p)
	return a
}

// atEvent fills in the sentence of the first mention that does what is asked.
func (v *View) atEvent(a Answer, e record.Event, wanted func(record.EventMention) bool) Answer {
	if len(e.Mentions) == 0 {
		return a
	}
	m := e.Mentions[max(0, slices.IndexFunc(e.Mentions, wanted))]
	return v.at(a, m.Report, m.Start)
}

func anyMention(record.EventMention) bool { return true }

func (v *View) what(a record.Agreement) Answer {
	parts := []string{capital(a.Name)}
	if len(a.Parties) > 0 {
		parts = append(parts, "between "+v.Names(a.Parties))
	}
	if len(a.Mediators) > 0 {
		parts = append(parts, "mediated by "+v.Names(a.Mediators))
	}
	if a.Date != "" {
		parts = append(parts, Day(a.Date))
	}
	out := Answer{Label: "what", Text: strings.Join(parts, ", ")}
	if i := slices.IndexFunc(a.Status, func(s record.AgreementState) bool { return len(s.Reports) > 0 }); i >= 0 {
		return v.atState(out, a, a.Status[i])
	}
	return out
}

// atState fills in the sentence by which a report has a state: that of whose words it
// is, or that in which the report speaks of the agreement.
func (v *View) atState(out Answer, a record.Agreement, s record.AgreementState) Answer {
	if len(s.Told) > 0 {
		return v.at(out, s.Told[0].Report, s.Told[0].Start)
	}
	for _, id := range s.AccordingTo {
		if st, ok := v.Statement(id); ok {
			return v.at(out, st.Report, st.Start)
		}
	}
	for _, e := range v.Events {
		for _, m := range e.Mentions {
			if slices.Contains(s.Reports, m.Report) && v.speaksOf(a, e, m) && len(m.AccordingTo) == 0 {
				return v.at(out, m.Report, m.Start)
			}
		}
	}
	if len(s.Reports) > 0 {
		out.Report = s.Reports[0]
	}
	return out
}

// speaksOf reports whether a mention is one of a happening that an agreement stands for.
func (v *View) speaksOf(a record.Agreement, e record.Event, m record.EventMention) bool {
	if id, ok := v.EventOf(a.ID); ok && id == e.ID {
		return true
	}
	return (e.Type == "RETREAT" && slices.Contains(e.Mode, "ceasefire") || e.Type == "AGREE") && a.Basis == "pack" && yearOf(a, m)
}

// yearOf reports whether a mention has no year, or that of the agreement.
func yearOf(a record.Agreement, m record.EventMention) bool {
	return len(m.Date) < 4 || len(a.Date) < 4 || m.Date[:4] == a.Date[:4]
}

// standingStates are those by which an agreement holds, what says most first.
func standingStates() []string {
	return []string{"in force", "reactivated", "extended", "announced", "agreed"}
}

func (v *View) inForce(a record.Agreement) Answer {
	for _, want := range standingStates() {
		var parts []string
		out := Answer{Label: "in force?"}
		for _, s := range v.states(a) {
			if s.State != want {
				continue
			}
			if len(parts) == 0 || len(s.Since) == len("2006-01-02") { // the one with a day carries the line
				out = v.atState(Answer{Label: "in force?"}, a, s)
			}
			parts = append(parts, v.stateText(s))
		}
		if len(parts) > 0 {
			out.Text = "said to be " + strings.Join(parts, "; ")
			return out
		}
	}
	return Answer{Label: "in force?", Text: "no report says so"}
}

func (v *View) stateText(s record.AgreementState) string {
	text := s.State
	switch {
	case s.Since != "" && s.State == "in force":
		text += " since " + Day(s.Since)
	case s.Since != "":
		text += ", " + Day(s.Since)
	}
	var who []string
	for _, id := range s.AccordingTo {
		if st, ok := v.Statement(id); ok && !slices.Contains(who, v.Chain(st)) {
			who = append(who, v.Chain(st))
		}
	}
	if len(who) > 0 {
		return text + ", according to " + strings.Join(who, "; ")
	}
	return text + ", in the outlet's own words"
}

func (v *View) otherwise(a record.Agreement) Answer {
	var parts []string
	out := Answer{Label: "who says else"}
	for _, s := range v.states(a) {
		if slices.Contains(standingStates(), s.State) {
			continue
		}
		if len(parts) == 0 {
			out = v.atState(out, a, s)
		}
		parts = append(parts, v.stateText(s))
	}
	out.Text = cmp.Or(strings.Join(parts, "; "), "nobody")
	return out
}

// latest returns the row that is last in time, the undated first.
func latest[T any](rows []T, date func(T) record.Nullable) (T, bool) {
	var best T
	found := false
	for _, x := range rows {
		if !found || date(x) >= date(best) {
			best, found = x, true
		}
	}
	return best, found
}

func (v *View) breach(a record.Agreement) (record.Allegation, bool) {
	var of []record.Allegation
	for _, x := range v.Allegations {
		if x.Clause != nil && x.Clause.Agreement == a.ID {
			of = append(of, x)
		}
	}
	return latest(of, func(x record.Allegation) record.Nullable { return v.Event(x.Event).Date })
}

func (v *View) lastBreach(a record.Agreement) Answer {
	x, ok := v.breach(a)
	if !ok {
		if y, tested := latest(v.breaches(a, "alleged breach"), func(y record.Incident) record.Nullable { return v.Event(y.Event).Date }); tested {
			e := v.Event(y.Event)
			text := fmt.Sprintf("nobody alleges one; told as fact, clause %s: %s, %s", y.Clause, v.Headline(e), cmp.Or(Day(e.Date), noDate))
			return v.atEvent(Answer{Label: "last breach", Text: text}, e, anyMention)
		}
		return Answer{Label: "last breach", Text: "none alleged"}
	}
	e := v.mentionsAt(v.Event(x.Event), x.Told)
	text := fmt.Sprintf("clause %s, alleged by %s: %s, %s", x.Clause.Clause, v.Names(x.AllegedBy), Line{Cells: v.accused(x, e)}.Text(), cmp.Or(Day(e.Date), noDate))
	return v.atEvent(Answer{Label: "last breach", Text: text}, e, anyMention)
}

// breaches are the tests of happenings against an agreement with one result.
func (v *View) breaches(a record.Agreement, result string) []record.Incident {
	var out []record.Incident
	for _, x := range v.Incidents {
		if x.Agreement == a.ID && x.Result == result && !x.Background {
			out = append(out, x)
		}
	}
	return out
}

func (v *View) answerTo(a record.Agreement) Answer {
	x, ok := v.breach(a)
	switch {
	case !ok:
		return Answer{Label: "its answer", Text: "no allegation to answer"}
	case len(x.Answers) > 0:
		y := x.Answers[0]
		verb := map[string]string{"deny": "denied by ", "silent": "no comment from "}[y.Stance]
		return v.at(Answer{Label: "its answer", Text: cmp.Or(verb, "answered by ") + v.Names(y.By)}, y.Report, y.Start)
	case len(x.DeniedBy) > 0:
		return Answer{Label: "its answer", Text: "denied by " + v.Names(x.DeniedBy)}
	}
	return Answer{Label: "its answer", Text: "no denial reported"}
}

func (v *View) lastCompliance(a record.Agreement) Answer {
	x, ok := latest(v.breaches(a, "compliance"), func(x record.Incident) record.Nullable { return v.Event(x.Event).Date })
	if !ok {
		return Answer{Label: "compliance", Text: "no act of compliance told"}
	}
	e := v.Event(x.Event)
	text := fmt.Sprintf("clause %s: %s, %s", x.Clause, v.Headline(e), cmp.Or(Day(e.Date), noDate))
	return v.atEvent(Answer{Label: "compliance", Text: text}, e, anyMention)
}

// roundsOf are the rows of talks in which two parties of an agreement sit.
func (v *View) roundsOf(a record.Agreement, wanted func(record.Talks) bool) []record.Talks {
	var out []record.Talks
	for _, t := range v.Talks {
		n := 0
		for _, d := range t.Delegations {
			if slices.Contains(a.Parties, d.Party) {
				n++
			}
		}
		if n > 1 && wanted(t) {
			out = append(out, t)
		}
	}
	return out
}

func (v *View) lastTalks(a record.Agreement) Answer {
	t, ok := latest(v.roundsOf(a, func(t record.Talks) bool {
		return t.Form != "plan" && t.Form != "letter" && (t.Status == "occurred" || t.Status == "ongoing")
	}),
		func(t record.Talks) record.Nullable { return t.Date })
	if !ok {
		return Answer{Label: "last talks", Text: "none told between its parties"}
	}
	text := cmp.Or(Day(t.Date), noDate)
	if t.Place != "" {
		text += ", " + v.Name(string(t.Place))
	}
	if len(t.Outcomes) > 0 {
		text += ", " + outcomeLabel(t.Outcomes[0].Kind)
	}
	if len(t.Outcomes) > 0 {
		return v.at(Answer{Label: "last talks", Text: text}, t.Outcomes[0].Report, t.Outcomes[0].Start)
	}
	e := v.mentionsAt(v.Event(t.Event), t.Told)
	return v.atEvent(Answer{Label: "last talks", Text: text}, e, func(m record.EventMention) bool { return m.Status == "occurred" })
}

func (v *View) nextTalks(a record.Agreement) Answer {
	t, ok := latest(v.roundsOf(a, func(t record.Talks) bool { return t.Status == "planned" }), func(t record.Talks) record.Nullable { return t.Date })
	if !ok {
		return Answer{Label: "next talks", Text: "none announced"}
	}
	text := "announced, " + cmp.Or(Day(t.Date), noDate)
	if t.Plan != "" {
		text += ", " + string(t.Plan)
	}
	e := v.mentionsAt(v.Event(t.Event), t.Told)
	return v.atEvent(Answer{Label: "next talks", Text: text}, e, anyMention)
}

func (v *View) lastToll(a record.Agreement) Answer {
	var of []record.Toll
	for _, t := range v.Tolls {
		if e := v.Event(t.Event); v.concerns(a, e.Actors, e.Recipients, e.Place) {
			of = append(of, t)
		}
	}
	t, ok := latest(of, func(t record.Toll) record.Nullable { return v.Event(t.Event).Date })
	if !ok || len(t.Series) == 0 {
		return Answer{Label: "tolls", Text: "no count told"}
	}
	e := v.Event(t.Event)
	if i := slices.IndexFunc(of, func(x record.Toll) bool { return x.Event == t.Event && x.Measure == "killed" }); i >= 0 {
		t = of[i]
	}
	at := t.Series[0]
	for _, x := range t.Series {
		if f, ok := v.Figure(x, t.Measure); ok && t.Best != nil && (f.Min != nil && *f.Min == *t.Best || f.Max != nil && *f.Max == *t.Best) && len(f.By) > 0 {
			at = x
		}
	}
	text := bounds(v.toll(t)) + ", " + v.Headline(e) + ", " + cmp.Or(Day(e.Date), noDate)
	return v.at(Answer{Label: "tolls", Text: text}, at.Report, at.Start)
}

func (v *View) lastAccess(a record.Agreement) Answer {
	var of []record.Access
	for _, x := range v.Access {
		if v.concerns(a, x.Parties, nil, x.Place) {
			of = append(of, x)
		}
	}
	x, ok := latest(of, func(x record.Access) record.Nullable { return x.Date })
	if !ok {
		return Answer{Label: "access", Text: "nothing told"}
	}
	parts := []string{capital(x.Kind) + " " + x.State}
	for _, s := range x.Earlier {
		before := "before: " + s.State
		if len(s.By) > 0 {
			before += " by " + v.Names(s.By)
		}
		parts = append(parts, before)
	}
	if x.Place != "" {
		parts = append(parts, v.Name(string(x.Place)))
	}
	e := v.mentionsAt(v.Event(x.Event), x.Told)
	return v.atEvent(Answer{Label: "access", Text: strings.Join(parts, ", ")}, e, anyMention)
}

// concerns reports whether something touches an agreement: two of its parties have a
// part in it, or one has and it lies in the zone of a ceasefire.
func (v *View) concerns(a record.Agreement, actors, recipients []string, place record.Nullable) bool {
	n := 0
	for _, id := range slices.Concat(actors, recipients) {
		if slices.Contains(a.Parties, id) {
			n++
		}
	}
	if n != 1 || a.Kind != "ceasefire" {
		return n > 1
	}
	for _, p := range v.Places {
		if p.ID == string(place) && record.Meet(p.Zones, a.Zones) {
			return true
		}
	}
	return false
}

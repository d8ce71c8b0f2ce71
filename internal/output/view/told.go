package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// mentionsAt is a happening with only those of its mentions, and of others, that a row
// of the ledger rests on; without such a list it is the happening itself.
func (v *View) mentionsAt(e record.Event, told []record.MentionRef) record.Event {
	if len(told) == 0 {
		return e
	}
	out := e
	out.Mentions = nil
	reports := map[string]bool{}
	for _, ref := range told {
		if m, ok := v.mentionAt(e, ref); ok {
			out.Mentions = append(out.Mentions, m)
			reports[m.Report] = true
		}
	}
	if len(out.Mentions) == 0 {
		return e
	}
	if len(out.Mentions) != len(e.Mentions) {
		out.Reports, out.Independent = len(reports), 0
		for id := range reports {
			if v.Report(id).CopyOf == "" {
				out.Independent++
			}
		}
	}
	return out
}

// mentionAt finds a mention, in the happening itself before any other.
func (v *View) mentionAt(e record.Event, ref record.MentionRef) (record.EventMention, bool) {
	is := func(m record.EventMention) bool {
		return m.Report == ref.Report && m.Start == ref.Start && m.End == ref.End
	}
	if i := slices.IndexFunc(e.Mentions, is); i >= 0 {
		return e.Mentions[i], true
	}
	for i := range v.Events {
		if k := slices.IndexFunc(v.Events[i].Mentions, is); k >= 0 {
			return v.Events[i].Mentions[k], true
		}
	}
	return record.EventMention{}, false
}

func parties(list []record.Delegation) []string {
	var out []string
	for _, d := range list {
		out = append(append(out, d.Party), d.Members...)
	}
	return out
}

// talksState tells of a row of talks what it is, how it stands and who confirms it.
func talksState(e record.Event, t record.Talks) []string {
	round, status, sides := "", cmp.Or(t.Status, e.Status), ""
	switch {
	case t.Ordinal != nil:
		round = fmt.Sprintf("round %d", *t.Ordinal)
	case t.Form == "series" && t.Channel != "":
		round = "indirect or secret contacts over a time"
	case t.Form == "series":
		round = "talks over a time"
	case t.Form == "plan":
		round = "a further round"
	case t.Form != "round":
		round = t.Form // a letter, a visit, a signing
	}
	if t.Form == "round" && len(t.ConfirmedSides) == 0 && (status == "occurred" || status == "ongoing") {
		sides = "unconfirmed by the sides"
	}
	kept := string(t.Plan)
	if kept == "held" {
		kept = "announced beforehand"
	}
	return compact(round, status, kept, sides, standing(e, t.Standing))
}

// asTold lists the delegations as each report has them: Israel: “an Israeli
// delegation” (Post, Gazette), Dermer (Herald).
func (v *View) asTold(t record.Talks) []Cell {
	var out []Cell
	for _, d := range t.Delegations {
		var words []string
		by := map[string][]string{}
		for _, x := range d.Told {
			what := v.Names(x.Members)
			if len(x.Members) == 0 {
				what = "“" + string(x.Words) + "”"
			}
			if len(x.Members)+len(x.Words) == 0 {
				continue
			}
			if by[what] == nil {
				words = append(words, what)
			}
			if label := Label(v.Report(x.Report)); !slices.Contains(by[what], label) {
				by[what] = append(by[what], label)
			}
		}
		for i, w := range words {
			lead := "; "
			if i == 0 {
				lead = cmp.Or(map[bool]string{true: "; "}[len(out) > 0], "") + v.Name(d.Party) + ": "
			}
			out = append(out, plain(lead+w+" ("+strings.Join(by[w], ", ")+")"))
		}
	}
	return out
}

// expected lists who was announced beforehand and is not told to have come.
func (v *View) expected(e record.Event, t record.Talks) []Cell {
	var ids []string
	for _, d := range t.Expected {
		ids = append(ids, d.Members...)
	}
	return v.people(e, ids, ".actor", actorsOf)
}

// outcomeLabels say what kind of outcome a line quotes.
func outcomeLabel(kind string) string {
	switch kind {
	case "none":
		return "no accord"
	case "continue":
		return "to go on"
	}
	return kind
}

// outcomes quotes what each report says a round came to.
func (v *View) outcomes(e record.Event, t record.Talks) []Line {
	if len(t.Outcomes) == 0 {
		return lines(Line{"outcome", v.texts(e, string(t.Outcome))})
	}
	var out []Line
	for _, o := range t.Outcomes {
		cells := []Cell{v.quote(o.Quote, o.Report, o.Start)}
		if who := v.said(o.AccordingTo); len(who) > 0 {
			cells = append(append(cells, plain(", according to ")), who...)
		}
		out = append(out, Line{outcomeLabel(o.Kind), append(append(cells, plain(" — ")), v.reports([]string{o.Report})...)})
	}
	return out
}

// quote makes a cell of words of a report that leads to where they stand.
func (v *View) quote(words, report string, start int) Cell {
	return Cell{"“" + Short(words, 220) + "”", v.TextAnchor(report, start), Label(v.Report(report))}
}

// follows tells of the round that comes next; of one that is only announced, no more than
// the announcement says.
func (v *View) follows(t record.Talks) []Cell {
	if t.Next == "" {
		return nil
	}
	if string(t.Next) == t.Event {
		return []Cell{plain("a further round is announced, without a date")}
	}
	e := v.Event(string(t.Next))
	i := slices.IndexFunc(v.Talks, func(x record.Talks) bool { return x.Event == e.ID && x.Form == "plan" })
	if i < 0 {
		return append(v.headline(e), plain(", "), v.date(e, e.Date))
	}
	row := v.Talks[i]
	out := []Cell{plain("a further round")}
	if row.Place != "" {
		out = append(out, plain(" in "), v.place(e, row.Place))
	}
	if row.Date == "" {
		out = append(out, plain(", without a date: "))
	} else {
		out = append(out, plain(", "), v.date(e, row.Date), plain(": "))
	}
	return append(out, v.sentenceOf(v.mentionsAt(e, row.Told))...)
}

// terms quotes what reports say that an agreement provides, and for how long.
func (v *View) terms(a record.Agreement) []Line {
	var out []Line
	if a.Period != "" {
		out = append(out, Line{"for", []Cell{plain(Day(a.Period))}})
	}
	for _, t := range a.Terms {
		out = append(out, Line{"as told", append([]Cell{v.quote(t.Quote, t.Report, t.Start), plain(" — ")}, v.reports([]string{t.Report})...)})
	}
	return out
}

// tests are the tests of happenings against clauses, by happening.
type tests map[string][]record.Incident

func (v *View) clauseTests() tests {
	out := tests{}
	for _, x := range v.Incidents {
		out[x.Event] = append(out[x.Event], x)
	}
	return out
}

// complies reports whether a happening complies with a clause.
func (t tests) complies(event string) bool {
	return slices.ContainsFunc(t[event], func(x record.Incident) bool { return x.Result == "compliance" })
}

// tested says what a happening comes to under each agreement that speaks of such acts.
func (v *View) tested(list []record.Incident) []Line {
	var out []Line
	for _, x := range list {
		label := map[string]string{"alleged breach": "would breach", "compliance": "complies", "cannot be told": "clause open"}[x.Result]
		if label == "" || x.Result == "cannot be told" && x.Why == "it is not said who did it" {
			continue // without a doer nothing can be held against any clause
		}
		cells := append(v.clause(&record.ClauseRef{Agreement: x.Agreement, Clause: x.Clause}), plain(": "+x.Why))
		if z := zone(x.ZoneTest); len(z) > 0 {
			cells = append(append(cells, plain("; ")), z...)
		}
		out = append(out, Line{label, cells})
	}
	return out
}

// before tells in which state something stood, by whom, with the words.
func (v *View) before(s record.AccessState) Line {
	text := s.State
	if len(s.By) > 0 {
		text += " by " + v.Names(s.By)
	}
	if s.Date != "" {
		text += ", " + Day(s.Date)
	}
	return Line{"before", append([]Cell{plain(text + ": "), v.quote(s.Quote, s.Report, s.Start), plain(" — ")}, v.reports([]string{s.Report})...)}
}

// accused heads an allegation: who is said to have done it, in the reports' words.
func (v *View) accused(a record.Allegation, told record.Event) []Cell {
	if len(a.Told) == 0 {
		return v.headline(told)
	}
	out := v.named(a.Against)
	if len(out) == 0 {
		out = []Cell{plain("not said who")}
	}
	words := v.words(told)
	if told.Type == "ACCUSE" && len(told.Mentions) > 0 {
		words = []Cell{v.charge(told.Mentions[0])}
	}
	out = append(append(out, plain(": ")), joined(words)...)
	if told.Place != "" {
		out = append(out, plain(" · "), v.place(told, told.Place))
	}
	return out
}

// answers quotes what the accused say of an allegation.
func (v *View) answers(a record.Allegation) []Line {
	var out []Line
	if a.Quote != "" && len(a.Told) > 0 {
		out = append(out, Line{"in the words", []Cell{v.quote(string(a.Quote), a.Told[0].Report, a.Told[0].Start)}})
	}
	for _, x := range a.Answers {
		if x.Stance == "assert" {
			out = append(out, Line{"answer", append([]Cell{plain(v.Names(x.By) + ": "), v.quote(x.Quote, x.Report, x.Start), plain(" — ")}, v.reports([]string{x.Report})...)})
		}
	}
	return out
}

// charge quotes an accusation from its word to the next pause.
func (v *View) charge(m record.EventMention) Cell {
	p, ok := v.Around(m.Report, m.Start)
	if !ok {
		return v.mention("“"+m.Quote+"”", m, ".event")
	}
	words := v.Text(m.Report, m.Start, p.End)
	if end := strings.IndexAny(words, ",;.–—"); end > 0 {
		words = words[:end]
	}
	return v.mention("“"+Short(strings.TrimSpace(words), 80)+"”", m, ".event")
}

package record

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch"
)

func bases() []string {
	return []string{string(trucewatch.Given), string(trucewatch.Stated), string(trucewatch.Inferred)}
}

func mentionKinds() []string {
	return []string{
		string(trucewatch.Person), string(trucewatch.Organization),
		string(trucewatch.PlaceKind), string(trucewatch.People),
	}
}

func actorKinds() []string { return append(mentionKinds(), string(trucewatch.StateKind)) }

func eventTypes() []string {
	return []string{
		string(trucewatch.Agree), string(trucewatch.Consult), string(trucewatch.Support), string(trucewatch.Concede),
		string(trucewatch.Cooperate), string(trucewatch.Aid), string(trucewatch.Retreat), string(trucewatch.Request),
		string(trucewatch.Accuse), string(trucewatch.Reject), string(trucewatch.Threaten), string(trucewatch.Protest),
		string(trucewatch.Sanction), string(trucewatch.Mobilize), string(trucewatch.Coerce), string(trucewatch.Assault),
	}
}

func statuses() []string {
	return []string{
		string(trucewatch.Occurred), string(trucewatch.Ongoing), string(trucewatch.Planned),
		string(trucewatch.Proposed), string(trucewatch.Negated),
	}
}

func stances() []string {
	return []string{string(trucewatch.Assert), string(trucewatch.Deny), string(trucewatch.Silent)}
}

func standings() []string { return []string{"single", "corroborated", "contested"} }

func measures() []string {
	return []string{
		"killed", "wounded", "missing", "detained", "displaced", "protesters", "troops", "strikes", "convoys", "other",
	}
}

// Allowed lists the values that a field of a claim may have (type, status, stance or
// measure), or nil where any may stand.
func Allowed(field string) []string {
	switch field {
	case "type":
		return eventTypes()
	case "status":
		return statuses()
	case "stance":
		return stances()
	case "measure":
		return measures()
	}
	return nil
}

func (v *checker) ledger(r Record) {
	for _, x := range r.Talks {
		v.talks(x)
	}
	for _, x := range r.Agreements {
		v.agreement(x)
	}
	for _, x := range r.Allegations {
		where := "allegation " + x.Event
		v.known(where, "event", v.event, x.Event)
		v.oneOf(where, "standing", x.Standing, standings())
		v.known(where, "actor", v.actor, slices.Concat(x.AllegedBy, x.DeniedBy, x.Silent)...)
		v.known(where, "actor", v.actor, slices.Concat(x.Against, x.AcknowledgedBy)...)
		if x.Clause != nil {
			v.known(where, "agreement", v.agreed, x.Clause.Agreement)
		}
		for _, a := range x.Answers {
			v.known(where, "actor", v.actor, a.By...)
			v.quote(where, a.Report, Range{a.Start, a.End}, a.Quote)
		}
		v.refs(where, x.Told)
	}
	for _, x := range r.Incidents {
		where := "incident " + x.Event
		v.known(where, "event", v.event, x.Event)
		v.known(where, "agreement", v.agreed, x.Agreement)
		v.oneOf(where, "result", x.Result, []string{"alleged breach", "compliance", "no clause applies", "cannot be told"})
	}
	for _, x := range r.Access {
		v.access(x)
	}
	for _, x := range r.Tolls {
		v.toll(x)
	}
	for _, x := range r.Disagreements {
		v.disagreement(x)
	}
	for i, x := range r.Issues {
		where := fmt.Sprintf("issues[%d]", i)
		v.optional(where, "report", v.report, x.Report)
		if x.What == "" || x.Why == "" {
			v.add(where, "does not say what and why")
		}
	}
}

// talks checks one round. Values of keys that were added later may be empty: records
// of other programs need not have them.
func (v *checker) talks(x Talks) {
	where := "talks " + x.Event
	v.known(where, "event", v.event, x.Event)
	v.optional(where, "place", v.place, x.Place)
	v.optional(where, "next event", v.event, x.Next)
	v.date(where, x.Date)
	v.oneOf(where, "standing", x.Standing, standings())
	v.known(where, "actor", v.actor, slices.Concat(x.Mediator, x.ConfirmedBy, x.DeniedBy, x.Silent, x.ConfirmedSides)...)
	v.oneOf(where, "form", x.Form, []string{"", "round", "series", "plan", "letter", "visit", "signing"})
	v.oneOf(where, "status", x.Status, append(statuses(), ""))
	v.oneOf(where, "plan", string(x.Plan), []string{"", "held", "postponed", "cancelled", "refused", "no word since"})
	v.refs(where, x.Told)
	for _, o := range x.Outcomes {
		v.quote(where, o.Report, Range{o.Start, o.End}, o.Quote)
		v.known(where, "statement", v.statement, o.AccordingTo...)
	}
	for _, d := range slices.Concat(x.Delegations, x.Expected) {
		v.known(where, "party", v.actor, d.Party)
		v.known(where, "member", v.actor, d.Members...)
		v.known(where, "statement", v.statement, d.AccordingTo...)
	}
}

// refs checks that mentions lie inside their reports.
func (v *checker) refs(where string, refs []MentionRef) {
	for _, m := range refs {
		v.within(where, m.Report, m.Start, m.End)
	}
}

func (v *checker) agreement(x Agreement) {
	where := "agreement " + x.ID
	v.oneOf(where, "basis", x.Basis, []string{"", "pack", "reports"})
	v.date(where, x.Period)
	for _, t := range x.Terms {
		v.quote(where, t.Report, Range{t.Start, t.End}, t.Quote)
	}
	v.oneOf(where, "kind", x.Kind, []string{"ceasefire", "disengagement", "peace", "access", "other"})
	v.known(where, "actor", v.actor, slices.Concat(x.Parties, x.Mediators, x.Guarantors, x.Monitors)...)
	v.date(where, x.Date)
	for _, c := range x.Clauses {
		v.known(where, "bound party", v.actor, c.Binds...)
	}
	for _, s := range x.Status {
		v.known(where, "statement", v.statement, s.AccordingTo...)
		v.known(where, "report", v.report, s.Reports...)
		v.date(where, s.Since)
	}
}

func (v *checker) access(x Access) {
	where := "access " + x.Event
	v.known(where, "event", v.event, x.Event)
	v.oneOf(where, "kind", x.Kind, []string{"corridor", "convoy", "blockade", "aid", "evacuation"})
	v.oneOf(where, "state", x.State, []string{
		"proposed", "rejected", "agreed", "opened", "closed", "arrived", "blocked", "alleged", "denied",
	})
	v.known(where, "party", v.actor, x.Parties...)
	v.optional(where, "place", v.place, x.Place)
	v.date(where, x.Date)
	v.known(where, "statement", v.statement, x.AccordingTo...)
	v.refs(where, x.Told)
	for _, s := range x.Earlier {
		v.known(where, "actor", v.actor, s.By...)
		v.known(where, "statement", v.statement, s.AccordingTo...)
		v.quote(where, s.Report, Range{s.Start, s.End}, s.Quote)
	}
}

func (v *checker) toll(x Toll) {
	where := "toll " + x.Event + " " + x.Measure
	v.known(where, "event", v.event, x.Event)
	v.oneOf(where, "measure", x.Measure, append(measures(), Casualties))
	for _, f := range x.Series {
		if !v.figure[counted{f, x.Measure}] {
			v.add(where, "no figure of this measure at %s %d-%d", f.Report, f.Start, f.End)
		}
	}
	for _, c := range x.Counts {
		v.known(where, "counter", v.actor, c.By...)
		for _, i := range []*int{c.SupersededBy, c.Repeats, c.PartOf} {
			if i != nil && (*i < 0 || *i >= len(x.Counts)) {
				v.add(where, "count %d is not in the series", *i)
			}
		}
	}
	if x.Low != nil && x.High != nil && *x.Low > *x.High {
		v.add(where, "low %d is above high %d", *x.Low, *x.High)
	}
}

func (v *checker) disagreement(x Disagreement) {
	where := "disagreement " + x.About + " " + x.Attribute
	if !v.event[x.About] && !v.agreed[x.About] && !v.report[x.About] {
		v.add(where, "is about nothing in the record")
	}
	v.oneOf(where, "kind", x.Kind, []string{"conflict", "omission", "single"})
	for _, value := range x.Values {
		v.known(where, "report", v.report, value.Reports...)
	}
}

// sorted checks the documented order of the outer arrays and of those inside.
func (v *checker) sorted(r Record) {
	o := newOrder(r)
	ordered(v, "reports", r.Reports, compareReports)
	for _, x := range r.Reports {
		ordered(v, "sentences of "+x.ID, x.Sentences, compareRanges)
		ordered(v, "mentions of "+x.ID, x.Mentions, compareMentions)
	}
	ordered(v, "actors", r.Actors, func(a, b Actor) int { return cmp.Compare(a.ID, b.ID) })
	for _, x := range r.Actors {
		v.sets("actor "+x.ID, x.Aliases)
	}
	ordered(v, "places", r.Places, func(a, b Place) int { return cmp.Compare(a.ID, b.ID) })
	for _, x := range r.Places {
		v.sets("place "+x.ID, x.Aliases, x.Zones)
	}
	ordered(v, "events", r.Events, compareEvents)
	for _, x := range r.Events {
		v.sets("event "+x.ID, x.Mode, x.Actors, x.Recipients, x.Mediators)
		ordered(v, "mentions of "+x.ID, x.Mentions, o.mentions)
		for _, m := range x.Mentions {
			v.sets("mention of "+x.ID, m.Mode, m.Actors, m.Recipients, m.Mediators, m.AccordingTo)
		}
	}
	ordered(v, "statements", r.Statements, o.statements)
	ordered(v, "figures", r.Figures, o.figures)
	ordered(v, "talks", r.Talks, o.talks)
	ordered(v, "agreements", r.Agreements, compareAgreements)
	ordered(v, "allegations", r.Allegations, o.allegations)
	ordered(v, "access", r.Access, o.access)
	ordered(v, "tolls", r.Tolls, o.tolls)
	ordered(v, "disagreements", r.Disagreements, compareDisagreements)
	ordered(v, "issues", r.Issues, o.issues)
	ordered(v, "incidents", r.Incidents, o.incidents)
}

func ordered[T any](v *checker, what string, list []T, compare func(a, b T) int) {
	if !slices.IsSortedFunc(list, compare) {
		v.add(what, "are not in the documented order")
	}
}

// sets checks that each list is sorted and holds nothing twice.
func (v *checker) sets(where string, lists ...[]string) {
	for _, l := range lists {
		for i := 1; i < len(l); i++ {
			if l[i-1] >= l[i] {
				v.add(where, "list %q is not sorted or repeats itself", l)
				break
			}
		}
	}
}

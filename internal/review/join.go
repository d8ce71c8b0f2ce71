package review

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// mergeEvents joins the happenings that now hold the claims of the groups. A group of
// which no claim arises makes the decision stale.
func (l *layer) mergeEvents(groups []Group) Outcome {
	var kept *record.Event
	effect := Already
	for i, g := range groups {
		e := l.eventOf(l.claimsOf(g.Claims))
		if e == nil {
			return lost("nothing that was said of %q arises any more", g.Name)
		}
		if i == 0 {
			kept = e
		}
	}
	for _, g := range groups[1:] {
		if e := l.eventOf(l.claimsOf(g.Claims)); e != kept {
			l.absorb(kept, e)
			effect = Applied
		}
	}
	l.changed(kept)
	return Outcome{Effect: effect}
}

// absorb makes one happening part of another.
func (l *layer) absorb(kept, e *record.Event) {
	before := *kept
	most := kept.Independent + e.Independent
	contested := kept.Standing == "contested" || e.Standing == "contested"
	for _, m := range e.Mentions {
		if !slices.ContainsFunc(kept.Mentions, func(x record.EventMention) bool { return x.Ref() == m.Ref() }) {
			m.Why = append(m.Why, l.reason("the same happening as "+kept.ID))
			kept.Mentions = append(kept.Mentions, m)
		}
	}
	e.Mentions = nil
	l.gone[e.ID] = kept.ID
	kept.Mode = union(kept.Mode, e.Mode)
	kept.Actors, kept.Recipients, kept.Mediators = union(kept.Actors, e.Actors), union(kept.Recipients, e.Recipients), union(kept.Mediators, e.Mediators)
	place, date := cmp.Or(kept.Place, e.Place), cmp.Or(kept.Date, e.Date)
	if l.placeRank(string(kept.Place)) > l.placeRank(string(e.Place)) && e.Place != "" {
		place = e.Place
	}
	if dateRank(string(e.Date)) < dateRank(string(kept.Date)) {
		date = e.Date
	}
	kept.Place, kept.Date = place, date
	if statusRank(e.Status) < statusRank(kept.Status) {
		kept.Status = e.Status
	}
	for _, field := range []string{fieldPlace, fieldDate, fieldStatus} {
		if l.corrected(kept, field) {
			l.recount(kept, field)
		}
	}
	l.follow(before, kept)
	l.refer(e.ID, kept.ID)
	l.voices(kept, most)
	if contested {
		kept.Standing = "contested"
	}
}

// corrected reports whether somebody corrected a field of a mention of a happening.
func (l *layer) corrected(e *record.Event, field string) bool {
	return slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool { return l.fixed[m.Ref()][field] > 0 })
}

// refer makes all that was of one happening be of another, and joins the rows of the
// ledger that are then the same.
func (l *layer) refer(from, to string) {
	point := func(id *string) {
		if *id == from {
			*id = to
		}
	}
	for i := range l.claims {
		point(&l.claims[i].Event)
	}
	for i := range l.r.Statements {
		s := &l.r.Statements[i]
		for j := range s.About {
			point(&s.About[j])
		}
		s.About = union(s.About)
	}
	for i := range l.r.Figures {
		if l.r.Figures[i].Event == record.Nullable(from) {
			l.r.Figures[i].Event = record.Nullable(to)
		}
	}
	for i := range l.r.Talks {
		t := &l.r.Talks[i]
		if point(&t.Event); t.Next == record.Nullable(from) {
			t.Next = record.Nullable(to)
		}
		if t.Next == record.Nullable(t.Event) {
			t.Next = ""
		}
	}
	for i := range l.r.Allegations {
		point(&l.r.Allegations[i].Event)
	}
	for i := range l.r.Access {
		point(&l.r.Access[i].Event)
	}
	for i := range l.r.Incidents {
		point(&l.r.Incidents[i].Event)
	}
	for i := range l.r.Disagreements {
		point(&l.r.Disagreements[i].About)
	}
	for i := range l.r.Tolls {
		point(&l.r.Tolls[i].Event)
	}
	l.found(from, to)
	l.joinRows()
}

// found keeps the tie between an agreement and the happening by which it was found:
// their IDs are the same but for the first letter.
func (l *layer) found(from, to string) {
	of := func(event string) string { return "a-" + strings.TrimPrefix(event, "e-") }
	has := func(id string) bool {
		return slices.ContainsFunc(l.r.Agreements, func(a record.Agreement) bool { return a.ID == id })
	}
	if !has(of(from)) || has(of(to)) {
		return
	}
	rename := func(id *string) {
		if *id == of(from) {
			*id = of(to)
		}
	}
	for i := range l.r.Agreements {
		rename(&l.r.Agreements[i].ID)
	}
	for i := range l.r.Allegations {
		if c := l.r.Allegations[i].Clause; c != nil {
			rename(&c.Agreement)
		}
	}
	for i := range l.r.Incidents {
		rename(&l.r.Incidents[i].Agreement)
	}
	for i := range l.r.Disagreements {
		rename(&l.r.Disagreements[i].About)
	}
}

// joined makes one row of all that have the same key.
func joined[T any](rows []T, key func(T) string, join func(into *T, x T)) []T {
	at := map[string]int{}
	var out []T
	for _, x := range rows {
		i, known := at[key(x)]
		if !known {
			at[key(x)] = len(out)
			out = append(out, x)
			continue
		}
		join(&out[i], x)
	}
	return out
}

func (l *layer) joinRows() {
	l.r.Talks = joined(l.r.Talks, func(t record.Talks) string { return t.Event + " " + t.Form }, joinTalks)
	l.r.Allegations = joined(l.r.Allegations, func(a record.Allegation) string {
		if a.Clause == nil {
			return a.Event
		}
		return a.Event + " " + a.Clause.Agreement + " " + string(a.Clause.Clause)
	}, joinAllegations)
	l.r.Access = joined(l.r.Access, func(a record.Access) string { return a.Event + " " + a.Kind }, l.joinAccess)
	l.r.Incidents = joined(l.r.Incidents, func(x record.Incident) string { return x.Event + " " + x.Agreement + " " + string(x.Clause) },
		func(into *record.Incident, x record.Incident) { into.Background = into.Background && x.Background })
	l.r.Disagreements = joined(l.r.Disagreements, func(d record.Disagreement) string { return d.About + " " + d.Attribute }, joinDisagreements)
	again := map[string]bool{}
	key := func(t record.Toll) string { return t.Event + " " + t.Measure + " " + string(t.Victims) }
	l.r.Tolls = joined(l.r.Tolls, key, func(into *record.Toll, x record.Toll) {
		if into.Measure == record.Casualties {
			into.Counts = append(into.Counts, x.Counts...)
			return
		}
		into.Series = append(into.Series, x.Series...)
		again[key(*into)] = true
	})
	for i := range l.r.Tolls {
		if again[key(l.r.Tolls[i])] {
			l.reckon(&l.r.Tolls[i])
		}
	}
}

func joinTalks(into *record.Talks, x record.Talks) {
	into.Track, into.Place, into.Date = cmp.Or(into.Track, x.Track), cmp.Or(into.Place, x.Place), cmp.Or(into.Date, x.Date)
	into.Outcome, into.Next, into.How, into.Plan = cmp.Or(into.Outcome, x.Outcome), cmp.Or(into.Next, x.Next), cmp.Or(into.How, x.How), cmp.Or(into.Plan, x.Plan)
	into.Channel = cmp.Or(into.Channel, x.Channel)
	if into.Ordinal == nil {
		into.Ordinal = x.Ordinal
	}
	into.Delegations, into.Expected = joinParties(into.Delegations, x.Delegations), joinParties(into.Expected, x.Expected)
	into.Mediator, into.ConfirmedSides = union(into.Mediator, x.Mediator), union(into.ConfirmedSides, x.ConfirmedSides)
	into.ConfirmedBy, into.DeniedBy, into.Silent = union(into.ConfirmedBy, x.ConfirmedBy), union(into.DeniedBy, x.DeniedBy), union(into.Silent, x.Silent)
	into.Outcomes, into.Told = append(into.Outcomes, x.Outcomes...), append(into.Told, x.Told...)
	for _, words := range x.Agenda {
		if !slices.Contains(into.Agenda, words) {
			into.Agenda = append(into.Agenda, words)
		}
	}
}

func joinParties(a, b []record.Delegation) []record.Delegation {
	return joined(slices.Concat(a, b), func(d record.Delegation) string { return d.Party }, func(into *record.Delegation, x record.Delegation) {
		into.Members, into.AccordingTo = union(into.Members, x.Members), union(into.AccordingTo, x.AccordingTo)
		into.Told = append(into.Told, x.Told...)
	})
}

func joinAllegations(into *record.Allegation, x record.Allegation) {
	into.AllegedBy, into.DeniedBy, into.Silent = union(into.AllegedBy, x.AllegedBy), union(into.DeniedBy, x.DeniedBy), union(into.Silent, x.Silent)
	into.Against, into.AcknowledgedBy = union(into.Against, x.Against), union(into.AcknowledgedBy, x.AcknowledgedBy)
	into.Answers, into.Told = append(into.Answers, x.Answers...), append(into.Told, x.Told...)
	if x.Standing == "contested" {
		into.Standing = x.Standing
	}
	if into.Result == "alleged" {
		into.Result = x.Result
	}
}

// joinAccess keeps the later state; the earlier one stays among those before it.
func (l *layer) joinAccess(into *record.Access, x record.Access) {
	if x.Date > into.Date {
		*into, x = x, *into
	}
	if x.State != into.State && len(x.Told) > 0 {
		at := x.Told[0]
		into.Earlier = append(into.Earlier, record.AccessState{
			State: x.State, Date: x.Date, AccordingTo: x.AccordingTo, Quote: l.text(at), Report: at.Report, Start: at.Start, End: at.End,
		})
	}
	into.Parties, into.AccordingTo = union(into.Parties, x.Parties), union(into.AccordingTo, x.AccordingTo)
	into.Earlier, into.Told = append(into.Earlier, x.Earlier...), append(into.Told, x.Told...)
	into.Place = cmp.Or(into.Place, x.Place)
}

// text are the words of a report at some place, as the record has them.
func (l *layer) text(at record.MentionRef) string {
	for _, r := range l.r.Reports {
		if r.ID == at.Report {
			points := []rune(r.Text)
			return string(points[min(at.Start, len(points)):min(at.End, len(points))])
		}
	}
	return ""
}

func joinDisagreements(into *record.Disagreement, x record.Disagreement) {
	into.Values = joined(slices.Concat(into.Values, x.Values), func(v record.Value) string { return string(v.Value) }, func(into *record.Value, v record.Value) {
		into.Reports = union(into.Reports, v.Reports)
	})
	if len(into.Values) > 1 && into.Kind == "single" {
		into.Kind = "conflict"
	}
	if x.Note != into.Note {
		into.Note = strings.TrimSpace(into.Note + " " + x.Note)
	}
}

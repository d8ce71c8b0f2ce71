package review

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// recount takes fields of a happening anew from its mentions, by the rules by which
// the reading took them: lists hold what any mention has; of single values, one that a
// person corrected comes before all others, the last correction first.
func (l *layer) recount(e *record.Event, fields ...string) {
	before := record.Event{
		Actors: e.Actors, Recipients: e.Recipients, Mediators: e.Mediators, Place: e.Place, Date: e.Date, Status: e.Status,
	}
	for _, field := range fields {
		switch field {
		case fieldType:
			e.Type = cmp.Or(l.best(e, field, nil), e.Type)
		case fieldStatus:
			e.Status = cmp.Or(l.best(e, field, statusRank), e.Status)
		case fieldPlace:
			e.Place = record.Nullable(l.best(e, field, l.placeRank))
		case fieldDate:
			e.Date = record.Nullable(l.best(e, field, dateRank))
		default:
			var all [][]string
			for i := range e.Mentions {
				all = append(all, valuesOf(&e.Mentions[i], field))
			}
			into := record.EventMention{Mode: e.Mode, Actors: e.Actors, Recipients: e.Recipients, Mediators: e.Mediators}
			put(&into, field, union(all...))
			e.Mode, e.Actors, e.Recipients, e.Mediators = into.Mode, into.Actors, into.Recipients, into.Mediators
		}
	}
	l.follow(before, e)
}

// best chooses one of the values that the mentions of a happening have: a corrected
// one, else that of the lowest rank, else the most frequent, else the first.
func (l *layer) best(e *record.Event, field string, rank func(string) int) string {
	n, turn := map[string]int{}, map[string]int{}
	var values []string
	for i := range e.Mentions {
		m := &e.Mentions[i]
		corrected := l.fixed[m.Ref()][field]
		list := valuesOf(m, field)
		if len(list) == 0 && corrected == 0 {
			continue
		}
		v := ""
		if len(list) > 0 {
			v = list[0]
		}
		if !slices.Contains(values, v) {
			values = append(values, v)
		}
		n[v]++
		turn[v] = max(turn[v], corrected)
	}
	if len(values) == 0 {
		return ""
	}
	if rank == nil {
		rank = func(string) int { return 0 }
	}
	return slices.MinFunc(values, func(a, b string) int {
		return cmp.Or(cmp.Compare(turn[b], turn[a]), cmp.Compare(rank(a), rank(b)), cmp.Compare(n[b], n[a]), cmp.Compare(a, b))
	})
}

// statusRank says that a plan that happened has happened.
func statusRank(s string) int {
	return slices.Index([]string{"occurred", "ongoing", "negated", "planned", "proposed"}, s)
}

// placeRank prefers a place below the level of states.
func (l *layer) placeRank(id string) int {
	if slices.ContainsFunc(l.r.Actors, func(a record.Actor) bool { return a.ID == id && a.Kind == "state" }) {
		return 1
	}
	return 0
}

// dateRank prefers the closest date.
func dateRank(date string) int {
	first, last, ok := view.Span(record.Nullable(date))
	if !ok {
		return 1 << 30
	}
	return int(last.Sub(first).Hours() / 24)
}

// follow takes a changed happening over into the rows of the ledger that repeat it.
func (l *layer) follow(before record.Event, e *record.Event) {
	sides := func(x record.Event) []string { return union(x.Actors, x.Recipients) }
	gone, come := without(sides(before), sides(*e)), without(sides(*e), sides(before))
	for i := range l.r.Talks {
		t := &l.r.Talks[i]
		if t.Event != e.ID {
			continue
		}
		t.Place, t.Date = moved(t.Place, before.Place, e.Place), moved(t.Date, before.Date, e.Date)
		if t.Status == before.Status {
			t.Status = e.Status
		}
		t.Mediator = union(without(t.Mediator, without(before.Mediators, e.Mediators)), without(e.Mediators, before.Mediators))
		t.Delegations = l.delegations(t.Delegations, gone, come)
	}
	for i := range l.r.Access {
		a := &l.r.Access[i]
		if a.Event != e.ID {
			continue
		}
		a.Place, a.Date = moved(a.Place, before.Place, e.Place), moved(a.Date, before.Date, e.Date)
		a.Parties = union(without(a.Parties, gone), come)
	}
	for i := range l.r.Allegations {
		a := &l.r.Allegations[i]
		if a.Event == e.ID {
			accused := without(a.Against, without(before.Actors, e.Actors))
			if len(accused) != len(a.Against) {
				a.Against = union(accused, without(e.Actors, before.Actors))
			}
		}
	}
}

// moved is a value that follows the one which it repeats.
func moved(value, before, now record.Nullable) record.Nullable {
	if value == before {
		return now
	}
	return value
}

// delegations takes out those who were not there and takes in those who were: under
// the party to which they belong, or as a party.
func (l *layer) delegations(list []record.Delegation, gone, come []string) []record.Delegation {
	var out []record.Delegation
	for _, d := range list {
		d.Members = without(d.Members, gone)
		if !slices.Contains(gone, d.Party) || len(d.Members) > 0 {
			out = append(out, d)
		}
	}
	for _, id := range come {
		party := id
		for _, a := range l.r.Actors {
			if a.ID == id && a.Parent != "" && slices.ContainsFunc(out, func(d record.Delegation) bool { return d.Party == string(a.Parent) }) {
				party = string(a.Parent)
			}
		}
		i := slices.IndexFunc(out, func(d record.Delegation) bool { return d.Party == party })
		if i < 0 {
			out = append(out, record.Delegation{Party: party})
			i = len(out) - 1
		}
		if party != id {
			out[i].Members = union(out[i].Members, []string{id})
		}
	}
	return out
}

// voices counts reports, outlets and independent voices of a happening, but never
// more voices than most: what is taken over word for word the record does not say.
func (l *layer) voices(e *record.Event, most int) {
	reports, outlets, own := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, m := range e.Mentions {
		r := l.base.View.Report(m.Report)
		reports[m.Report], outlets[cmp.Or(string(r.Outlet), r.ID)] = true, true
		o := l.base.View.Report(l.root(m.Report))
		voice := cmp.Or(string(o.Outlet), o.ID)
		if len(o.Origin) > 0 {
			voice = o.Origin[0]
		}
		own[voice] = true
	}
	e.Reports, e.Outlets, e.Independent = len(reports), len(outlets), min(len(own), max(most, 1), len(reports))
	l.standing(e)
}

// standing says how a happening stands by its voices.
func (l *layer) standing(e *record.Event) {
	e.Standing = "single"
	if e.Independent > 1 {
		e.Standing = "corroborated"
	}
	denials := map[string]bool{}
	for _, s := range l.r.Statements {
		if s.Stance == "deny" {
			denials[s.ID] = true
		}
	}
	for _, m := range e.Mentions {
		if slices.ContainsFunc(m.AccordingTo, func(id string) bool { return denials[id] }) {
			e.Standing = "contested"
		}
	}
}

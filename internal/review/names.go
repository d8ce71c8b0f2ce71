package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// regroup merges or splits actors or places.
func (l *layer) regroup(kind trucewatch.DecisionKind, p Payload) Outcome {
	field := fieldActors
	if p.Of == OfPlace {
		field = fieldPlace
	}
	ids := make([]string, len(p.Groups))
	for i, g := range p.Groups {
		if i > 0 && kind == trucewatch.Split {
			break // those are to be made
		}
		id, ok := l.resolve(field, Value{g.ID, g.Name})
		if !ok {
			return lost("nobody and nothing called %q is in this reading", cmp.Or(g.Name, g.ID))
		}
		ids[i] = id
	}
	if kind == trucewatch.Split {
		return l.splitName(p.Of, ids[0], p.Groups[1:])
	}
	effect := Already
	for _, id := range ids[1:] {
		if id != ids[0] && l.gone[id] == "" { // named twice, it is gone by now
			l.mergeName(p.Of, ids[0], id)
			effect = Applied
		}
	}
	return Outcome{Effect: effect}
}

// mergeName makes an actor or place be another, with all its spellings.
func (l *layer) mergeName(of, kept, id string) {
	l.gone[id] = kept
	swap := func(x string) string {
		if x == id {
			return kept
		}
		return x
	}
	if of == OfPlace {
		l.mergePlace(kept, id)
		l.swapPlaces(swap)
		return
	}
	i := slices.IndexFunc(l.r.Actors, func(a record.Actor) bool { return a.ID == id })
	k := slices.IndexFunc(l.r.Actors, func(a record.Actor) bool { return a.ID == kept })
	a, into := l.r.Actors[i], &l.r.Actors[k]
	into.Aliases = union(into.Aliases, a.Aliases, []string{a.Name})
	into.Roles = joined(slices.Concat(into.Roles, a.Roles), func(r record.Role) string { return r.Title + "|" + string(r.Of) }, func(r *record.Role, x record.Role) {
		r.Reports = union(r.Reports, x.Reports)
	})
	into.Parent, into.Wikidata = cmp.Or(into.Parent, a.Parent), cmp.Or(into.Wikidata, a.Wikidata)
	l.r.Actors = slices.Delete(l.r.Actors, i, i+1)
	land := slices.ContainsFunc(l.r.Places, func(p record.Place) bool { return p.ID == id })
	for i := range l.r.Reports {
		for j := range l.r.Reports[i].Mentions {
			if m := &l.r.Reports[i].Mentions[j]; !land || m.Kind != "place" {
				m.Entity = record.Nullable(swap(string(m.Entity)))
			}
		}
	}
	l.swapActors(swap)
	for i := range l.r.Actors {
		a := &l.r.Actors[i]
		if a.Parent == record.Nullable(a.ID) {
			a.Parent = ""
		}
		for j := range a.Roles {
			if !land {
				a.Roles[j].Of = record.Nullable(swap(string(a.Roles[j].Of)))
			}
		}
	}
	for i := range l.r.Talks { // a party may now stand there twice
		t := &l.r.Talks[i]
		t.Delegations, t.Expected = joinParties(nil, t.Delegations), joinParties(nil, t.Expected)
	}
}

func (l *layer) mergePlace(kept, id string) {
	i := slices.IndexFunc(l.r.Places, func(p record.Place) bool { return p.ID == id })
	k := slices.IndexFunc(l.r.Places, func(p record.Place) bool { return p.ID == kept })
	p, into := l.r.Places[i], &l.r.Places[k]
	into.Aliases, into.Zones = union(into.Aliases, p.Aliases, []string{p.Name}), union(into.Zones, p.Zones)
	if into.Lat == nil {
		into.Lat, into.Lon, into.RadiusKM, into.Gazetteer = p.Lat, p.Lon, p.RadiusKM, p.Gazetteer
	}
	if len(into.Admin) == 0 {
		into.Admin = p.Admin
	}
	l.r.Places = slices.Delete(l.r.Places, i, i+1)
	state := slices.ContainsFunc(l.r.Actors, func(a record.Actor) bool { return a.ID == id })
	for i := range l.r.Reports {
		for j := range l.r.Reports[i].Mentions {
			if m := &l.r.Reports[i].Mentions[j]; m.Entity == record.Nullable(id) && (!state || m.Kind == "place") {
				m.Entity = record.Nullable(kept)
			}
		}
	}
	for i := range l.r.Actors {
		for j := range l.r.Actors[i].Roles {
			if r := &l.r.Actors[i].Roles[j]; !state && r.Of == record.Nullable(id) {
				r.Of = record.Nullable(kept)
			}
		}
	}
}

// swapPlaces gives every place of the claims and the ledger another ID.
func (l *layer) swapPlaces(swap func(string) string) {
	one := func(id *record.Nullable) {
		if *id != "" {
			*id = record.Nullable(swap(string(*id)))
		}
	}
	for _, e := range l.events {
		one(&e.Place)
		for i := range e.Mentions {
			one(&e.Mentions[i].Place)
		}
	}
	for i := range l.r.Talks {
		one(&l.r.Talks[i].Place)
	}
	for i := range l.r.Access {
		one(&l.r.Access[i].Place)
	}
}

// swapActors gives every actor of the claims and the ledger another ID.
func (l *layer) swapActors(swap func(string) string) {
	sets := func(lists ...*[]string) {
		for _, list := range lists {
			for i := range *list {
				(*list)[i] = swap((*list)[i])
			}
			*list = union(*list)
		}
	}
	for _, e := range l.events {
		sets(&e.Actors, &e.Recipients, &e.Mediators)
		for i := range e.Mentions {
			sets(&e.Mentions[i].Actors, &e.Mentions[i].Recipients, &e.Mentions[i].Mediators)
		}
	}
	for i := range l.r.Statements {
		source := l.r.Statements[i].Source
		for j := range source {
			source[j] = swap(source[j])
		}
		l.r.Statements[i].Source = slices.Compact(source)
	}
	for i := range l.r.Figures {
		sets(&l.r.Figures[i].By)
	}
	for i := range l.r.Actors {
		if a := &l.r.Actors[i]; a.Parent != "" {
			a.Parent = record.Nullable(swap(string(a.Parent)))
		}
	}
	l.swapRows(swap, sets)
}

// swapRows does the same for the rows of the ledger.
func (l *layer) swapRows(swap func(string) string, sets func(...*[]string)) {
	l.swapTalks(swap, sets)
	for i := range l.r.Agreements {
		a := &l.r.Agreements[i]
		sets(&a.Parties, &a.Mediators, &a.Guarantors, &a.Monitors)
		for j := range a.Clauses {
			sets(&a.Clauses[j].Binds)
		}
	}
	for i := range l.r.Allegations {
		a := &l.r.Allegations[i]
		sets(&a.AllegedBy, &a.DeniedBy, &a.Silent, &a.Against, &a.AcknowledgedBy)
		for j := range a.Answers {
			sets(&a.Answers[j].By)
		}
	}
	for i := range l.r.Access {
		a := &l.r.Access[i]
		sets(&a.Parties)
		for j := range a.Earlier {
			sets(&a.Earlier[j].By)
		}
	}
	for i := range l.r.Tolls {
		t := &l.r.Tolls[i]
		for j := range t.Counts {
			sets(&t.Counts[j].By)
		}
		for j := range t.Views.EveryCasualty {
			sets(&t.Views.EveryCasualty[j].By)
		}
	}
}

func (l *layer) swapTalks(swap func(string) string, sets func(...*[]string)) {
	for i := range l.r.Talks {
		t := &l.r.Talks[i]
		sets(&t.Mediator, &t.ConfirmedBy, &t.DeniedBy, &t.Silent, &t.ConfirmedSides)
		for _, list := range [][]record.Delegation{t.Delegations, t.Expected} {
			for j := range list {
				list[j].Party = swap(list[j].Party)
				sets(&list[j].Members)
				for k := range list[j].Told {
					sets(&list[j].Told[k].Members)
				}
			}
		}
		if t.Track != "" {
			sides := strings.Split(string(t.Track), "+")
			sets(&sides)
			t.Track = record.Nullable(strings.Join(sides, "+"))
		}
	}
}

// splitName makes of some mentions of an actor or place another one: of those that are
// spelt so, or stand in these reports, or both where both are said. What happened in a
// sentence goes with the mention in it.
func (l *layer) splitName(of, id string, groups []Group) Outcome {
	effect := Already
	for _, g := range groups {
		goes := func(report, quote string) bool {
			return (len(g.Spellings) > 0 || len(g.Reports) > 0) &&
				(len(g.Spellings) == 0 || slices.Contains(g.Spellings, quote)) && (len(g.Reports) == 0 || slices.Contains(g.Reports, report))
		}
		s := &splitter{l: l, of: of, id: id, fresh: l.freshName(g.Name), goes: goes, away: map[sentence]bool{}, stay: map[sentence]bool{}, all: map[string]bool{}}
		if s.mentions() == 0 {
			continue
		}
		s.make(g.Name)
		s.claims()
		effect = Applied
	}
	if effect == Already {
		return lost("none of the mentions that were to be apart is read any more")
	}
	return Outcome{Effect: effect}
}

func (l *layer) freshName(name string) string {
	slug := cmp.Or(translit.Slug(name), "unnamed")
	taken := func(id string) bool {
		return l.gone[id] != "" || slices.ContainsFunc(l.r.Actors, func(a record.Actor) bool { return a.ID == id }) ||
			slices.ContainsFunc(l.r.Places, func(p record.Place) bool { return p.ID == id })
	}
	id := slug
	for n := 2; taken(id); n++ {
		id = fmt.Sprintf("%s-%d", slug, n)
	}
	return id
}

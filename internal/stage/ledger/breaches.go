package ledger

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// clauseOf tests a happening against the clauses of every agreement that reports
// speak of. It returns the clause that it would go against, if it happened as told,
// and how its place lies to the zone that decides; either may be nil.
func (b *book) clauseOf(e record.Event) (*record.ClauseRef, *record.ZoneTest) {
	var open *record.ZoneTest
	for i := range b.packs {
		a := &b.packs[i]
		if !slices.ContainsFunc(b.r.Agreements, func(x record.Agreement) bool { return x.ID == a.ID }) {
			continue
		}
		var found *agreement.Finding
		for _, f := range a.TryAll(b.act(a, e)) {
			if f.Result == agreement.AllegedBreach && (found == nil || found.Zone == nil && f.Zone != nil) {
				found = &f
			}
			if f.Result == agreement.CannotTell && f.Zone != nil && open == nil {
				open = zoneTest(f.Zone)
			}
		}
		if found != nil {
			ref := &record.ClauseRef{Agreement: a.ID, Clause: record.Nullable(found.Clause)}
			if found.Zone == nil {
				return ref, open
			}
			return ref, zoneTest(found.Zone)
		}
	}
	return nil, open
}

func zoneTest(t *agreement.ZoneTest) *record.ZoneTest {
	return &record.ZoneTest{Zone: t.Zone, Inside: t.Inside, MarginKM: t.MarginKM}
}

// act writes a happening as it is held against an agreement.
func (b *book) act(a *agreement.Agreement, e record.Event) agreement.Act {
	act := agreement.Act{
		Type: e.Type, Mode: e.Mode, Status: trucewatch.Status(e.Status), Date: string(e.Date),
		By: b.sidesOf(a, e.Actors), Against: b.sidesOf(a, e.Recipients),
	}
	if act.Date == "" && act.Status == trucewatch.Ongoing {
		act.Date = b.firstTold(e)
	}
	i := slices.IndexFunc(b.r.Places, func(p record.Place) bool { return p.ID == string(e.Place) })
	if i < 0 {
		return act
	}
	p := b.r.Places[i]
	act.Land = b.landOf(p)
	for k := range a.Zones {
		if t := placeTest(&a.Zones[k], p); t != nil {
			act.Zones = append(act.Zones, *t)
		}
	}
	return act
}

// sidesOf writes actors as the parties of an agreement; others stay as they are.
func (b *book) sidesOf(a *agreement.Agreement, ids []string) []string {
	var out []string
	for _, id := range ids {
		side := id
		if p := b.party(a, id); p != nil {
			side = p.ID
		}
		if !slices.Contains(out, side) {
			out = append(out, side)
		}
	}
	return out
}

// party finds whom an actor stands for among the parties of an agreement: itself,
// the state of its office, or a party by one of its names. It is asked for every
// mention of every report, so answers are kept.
func (b *book) party(a *agreement.Agreement, id string) *agreement.Party {
	key := [2]string{a.ID, id}
	found, known := b.sides[key]
	if !known {
		found = b.findParty(a, id)
		if b.sides == nil {
			b.sides = map[[2]string]*agreement.Party{}
		}
		b.sides[key] = found
	}
	return found
}

func (b *book) findParty(a *agreement.Agreement, id string) *agreement.Party {
	of := append([]string{id}, b.lands[id]...)
	for i := range a.Parties {
		if slices.Contains(of, a.Parties[i].ID) {
			return &a.Parties[i]
		}
	}
	if actor := b.actors[id]; actor != nil {
		return a.Party(append([]string{actor.Name}, actor.Aliases...)...)
	}
	return nil
}

// firstTold is the day of the first report of a happening that goes on: it was
// going on then.
func (b *book) firstTold(e record.Event) string {
	first := ""
	for _, m := range e.Mentions {
		if rep := b.reports[m.Report]; rep != nil && rep.Published.Date != "" && (first == "" || string(rep.Published.Date) < first) {
			first = string(rep.Published.Date)
		}
	}
	return first
}

// landOf is the state that a place lies in, where that is one and not disputed.
func (b *book) landOf(p record.Place) string {
	if a := b.actors[p.ID]; a != nil && a.Kind == string(trucewatch.StateKind) {
		return p.ID
	}
	if len(p.Admin) == 0 {
		return ""
	}
	if a := b.actors[translit.Slug(p.Admin[0])]; a != nil && a.Kind == string(trucewatch.StateKind) {
		return a.ID
	}
	return ""
}

// placeTest lays a place on a zone, by its name or by its position, or returns nil
// where neither is of use.
func placeTest(z *agreement.Zone, p record.Place) *agreement.ZoneTest {
	if z.IsNamed(append([]string{p.Name}, p.Aliases...)...) {
		t := z.Named()
		return &t
	}
	if p.Lat == nil || p.Lon == nil {
		return nil
	}
	radius := 0.0
	if p.RadiusKM != nil {
		radius = *p.RadiusKM
	}
	t := z.Test(agreement.Point{Lon: *p.Lon, Lat: *p.Lat}, radius)
	return &t
}

// zonePlaces notes on every place of the record the zones of an agreement that it
// lies in for certain.
func (b *book) zonePlaces(a *agreement.Agreement) {
	for i := range b.r.Places {
		p := &b.r.Places[i]
		for k := range a.Zones {
			if t := placeTest(&a.Zones[k], *p); t != nil && t.Inside != nil && *t.Inside {
				p.Zones = union(p.Zones, a.Zones[k].ID)
			}
		}
		slices.Sort(p.Zones)
	}
}

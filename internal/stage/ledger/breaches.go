package ledger

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// clauseOf tests a happening against the clauses of every agreement that reports
// speak of. It returns the clause that it would go against, if it happened as told,
// how its place lies to the zone that decides, and the reason; the first two may be nil.
func (b *book) clauseOf(e record.Event) (*record.ClauseRef, *record.ZoneTest, string) {
	var open *record.ZoneTest
	var why []string
	for _, t := range b.trials(e) {
		f := t.finding
		if f.Result == agreement.AllegedBreach {
			ref := &record.ClauseRef{Agreement: t.of.ID, Clause: record.Nullable(f.Clause)}
			return ref, cmp.Or(zoneTest(f.Zone), open), "would go against clause " + f.Clause + " of the " + t.of.Name + ": " + f.Why
		}
		if open == nil && f.Result == agreement.CannotTell {
			open = zoneTest(f.Zone)
		}
		why = append(why, t.of.Name+": "+reasonOf(f))
	}
	if len(why) == 0 {
		return nil, nil, "no clause applies: reports speak of no agreement whose clauses are known"
	}
	return nil, open, "no clause applies: " + strings.Join(why, "; ")
}

// trial is what one happening comes to under one agreement.
type trial struct {
	of      *agreement.Agreement
	finding agreement.Finding
}

// trials holds a happening against every known agreement that reports speak of, and
// keeps for each the finding that says most.
func (b *book) trials(e record.Event) []trial {
	var out []trial
	for i := range b.packs {
		a := &b.packs[i]
		if !slices.ContainsFunc(b.r.Agreements, func(x record.Agreement) bool { return x.ID == a.ID }) {
			continue
		}
		if at, ok := calendar.Parse(string(e.Date)); ok && at.Days() > longAgo && at.First < a.Start() {
			why := "it has gone on since before the agreement held, from " + a.Start()
			out = append(out, trial{a, agreement.Finding{Result: agreement.NoClause, Why: why}})
			continue
		}
		var best *agreement.Finding
		for _, f := range a.TryAll(b.act(a, e)) {
			if best == nil || telling(f) > telling(*best) {
				best = &f
			}
		}
		if best != nil {
			out = append(out, trial{a, *best})
		}
	}
	return out
}

// telling orders findings by how much they say: a breach, in a zone before anywhere;
// compliance; what cannot be told; and of the clauses that do not apply, the one that
// comes closest.
func telling(f agreement.Finding) int {
	n := 0
	switch f.Result {
	case agreement.AllegedBreach:
		n = 40
	case agreement.Compliance:
		n = 30
	case agreement.CannotTell:
		n = 20
	case agreement.NoClause:
		if !strings.HasSuffix(f.Why, "speaks of no such act") {
			n = 10
		}
	}
	if f.Zone != nil {
		n++
	}
	return n
}

// reasonOf tells why a finding is as it is; where no clause speaks of such an act, none
// is named.
func reasonOf(f agreement.Finding) string {
	if f.Result == agreement.NoClause && strings.HasSuffix(f.Why, "speaks of no such act") {
		return "no clause speaks of such an act"
	}
	return f.Why
}

// incidents holds every happening that agreements can speak of against each agreement.
func (b *book) incidents() []record.Incident {
	var out []record.Incident
	for _, e := range b.r.Events {
		if !happened(e.Status) || !slices.Contains(tested, e.Type) || b.kindOf(e) != "" {
			continue
		}
		for _, t := range b.trials(e) {
			row := record.Incident{Event: e.ID, Agreement: t.of.ID, Result: string(t.finding.Result), Why: reasonOf(t.finding), Background: b.background(e)}
			if t.finding.Result != agreement.NoClause {
				row.Clause = record.Nullable(t.finding.Clause)
			}
			row.ZoneTest = zoneTest(t.finding.Zone)
			out = append(out, row)
		}
	}
	return out
}

// tested are the types that clauses can speak of: force, movement, restriction and
// obstruction, and the acts that agreements ask for.
var tested = []string{"AID", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "RETREAT", "SANCTION", "THREATEN"}

// newsDays is how many days before the first report of it a happening is still news.
const newsDays = 60

// longAgo is how many days something has gone on for it to be how things stand, such
// as an occupation, and no news.
const longAgo = 400

// background reports whether a happening is history to every report that tells of it.
func (b *book) background(e record.Event) bool {
	at, ok := calendar.Parse(string(e.Date))
	if !ok {
		return false
	}
	if at.Days() > longAgo {
		return true
	}
	for _, m := range e.Mentions {
		rep := b.reports[m.Report]
		if rep == nil || rep.Published.Date == "" || within(e.Date, rep.Published.Date, newsDays) || e.Date > rep.Published.Date {
			return false
		}
	}
	return true
}

func zoneTest(t *agreement.ZoneTest) *record.ZoneTest {
	if t == nil {
		return nil
	}
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

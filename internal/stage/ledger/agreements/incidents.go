package agreements

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// ClauseOf tests a happening against the clauses of every agreement that reports
// speak of. It returns the clause that it would go against, if it happened as told,
// how its place lies to the zone that decides, and the reason; the first two may be nil.
func ClauseOf(of *book.Book, e record.Event) (*record.ClauseRef, *record.ZoneTest, string) {
	b := &rows{Book: of}
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

// vague is the number of days over which something that happened once may be dated, and
// not be held against clauses.
const vague = 92

// trial is what one happening comes to under one agreement.
type trial struct {
	of      *agreement.Agreement
	finding agreement.Finding
}

// trials holds a happening against every known agreement that reports speak of, and
// keeps for each the finding that says most. Where one of them bears on it, those that
// do not are left out: a truce elsewhere has nothing to say of it.
func (b *rows) trials(e record.Event) []trial {
	var out []trial
	near := false
	for i := range b.Packs {
		a := &b.Packs[i]
		if !slices.ContainsFunc(b.R.Agreements, func(x record.Agreement) bool { return x.ID == a.ID }) {
			continue
		}
		act := b.act(a, e)
		bears := a.Bears(act)
		if bears && !near {
			near, out = true, nil
		}
		if bears || !near {
			if f := findingOf(a, act, e); f != nil {
				out = append(out, trial{a, *f})
			}
		}
	}
	return out
}

// findingOf is what one agreement says of an act, by the clause that says most; nil where
// it has no clauses.
func findingOf(a *agreement.Agreement, act agreement.Act, e record.Event) *agreement.Finding {
	if at, ok := calendar.Parse(string(e.Date)); ok {
		if at.Days() > vague && e.Status != "ongoing" {
			return &agreement.Finding{Result: agreement.CannotTell, Why: "all that is known of the day is that it was between " + at.First + " and " + at.Last}
		}
		if at.Days() > calendar.LongAgo && at.First < a.Start() {
			return &agreement.Finding{Result: agreement.NoClause, Why: "it has gone on since before the agreement held, from " + a.Start()}
		}
	}
	var best *agreement.Finding
	for _, f := range a.TryAll(act) {
		if best == nil || telling(f) > telling(*best) {
			best = &f
		}
	}
	return best
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

// Incidents holds every happening that agreements can speak of against each agreement.
func Incidents(of *book.Book) []record.Incident {
	b := &rows{Book: of}
	var out []record.Incident
	for _, e := range b.R.Events {
		if !book.Happened(e.Status) || !slices.Contains(tested, e.Type) || b.kindOf(e) != "" {
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

// background reports whether a happening is history to every report that tells of it,
// or only how things stand.
func (b *rows) background(e record.Event) bool {
	var told []string
	for _, m := range e.Mentions {
		day := ""
		if rep := b.Reports[m.Report]; rep != nil {
			day = string(rep.Published.Date)
		}
		told = append(told, day)
	}
	return e.Generic() || calendar.History(string(e.Date), told)
}

func zoneTest(t *agreement.ZoneTest) *record.ZoneTest {
	if t == nil {
		return nil
	}
	return &record.ZoneTest{Zone: t.Zone, Inside: t.Inside, MarginKM: t.MarginKM}
}

// act writes a happening as it is held against an agreement.
func (b *rows) act(a *agreement.Agreement, e record.Event) agreement.Act {
	act := agreement.Act{
		Type: e.Type, Mode: e.Mode, Status: trucewatch.Status(e.Status), Date: string(e.Date),
	}
	actors, recipients := e.MainRoles()
	act.By, act.Against, act.Names = b.sidesOf(a, actors), b.sidesOf(a, recipients), b.NameOf
	if act.Date == "" && act.Status == trucewatch.Ongoing {
		act.Date = b.firstTold(e)
	}
	if p := b.Place(string(e.Place)); p != nil {
		act.Land, act.Zones = b.landOf(p), b.Ground(a, p.ID)
	}
	return act
}

// sidesOf writes actors as the parties of an agreement; others stay as they are.
func (b *rows) sidesOf(a *agreement.Agreement, ids []string) []string {
	var out []string
	for _, id := range ids {
		side := id
		if p := b.Party(a, id); p != nil {
			side = p.ID
		}
		if !slices.Contains(out, side) {
			out = append(out, side)
		}
	}
	return out
}

// firstTold is the day of the first report of a happening that goes on: it was
// going on then.
func (b *rows) firstTold(e record.Event) string {
	first := ""
	for _, m := range e.Mentions {
		if rep := b.Reports[m.Report]; rep != nil && rep.Published.Date != "" && (first == "" || string(rep.Published.Date) < first) {
			first = string(rep.Published.Date)
		}
	}
	return first
}

// landOf is the state that a place lies in, where that is one and not disputed.
func (b *rows) landOf(p *record.Place) string {
	if a := b.Actors[p.ID]; a != nil && a.Kind == string(trucewatch.StateKind) {
		return p.ID
	}
	if len(p.Admin) == 0 {
		return ""
	}
	if a := b.Actors[translit.Slug(p.Admin[0])]; a != nil && a.Kind == string(trucewatch.StateKind) {
		return a.ID
	}
	return ""
}

// zonePlaces notes on every place of the record the zones of an agreement that it
// lies in for certain.
func (b *rows) zonePlaces(a *agreement.Agreement) {
	for i := range b.R.Places {
		p := &b.R.Places[i]
		for _, t := range b.Ground(a, p.ID) {
			if t.Inside != nil && *t.Inside {
				p.Zones = record.Union(p.Zones, t.Zone)
			}
		}
		slices.Sort(p.Zones)
	}
}

// Package agreement holds what is known beforehand of agreements between the sides
// of a conflict: their names, parties, clauses and zones, as an analyst writes them
// in packs/agreements. It recognises an agreement in the words of a report, tests
// points against its zones and acts against its clauses. It never finds that
// somebody broke an agreement: it says which clause an act, if it happened as it is
// told, would go against.
package agreement

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// Agreement is one agreement, ceasefire or undertaking as its pack gives it.
type Agreement struct {
	ID, Name, Kind string
	// Aliases are phrases by which reports speak of it: "1974 disengagement agreement".
	Aliases []string
	// Places are names of where it holds; a ceasefire there and then is this one.
	Places                                   []string
	Parties, Mediators, Guarantors, Monitors []Party
	// Signed, InForce and Ends are ISO 8601 days or empty; Ends is the last day.
	Signed, InForce, Ends string
	Clauses               []Clause
	Zones                 []Zone
	Sources               []string
}

// Party is a side of an agreement, or one who mediates, guarantees or monitors it.
type Party struct {
	// ID is the ID that the actor has in the record: its name in lower case, with hyphens.
	ID, Name string
	Kind     string   // state, organization, people or person
	Names    []string // other names that reports give it
}

// Clause is one thing that an agreement provides.
type Clause struct {
	ID, Kind, Text, Citation string
	Binds                    []string // IDs of the parties that it binds
	// Against are the IDs of those whom the act must be done to; empty for anybody.
	Against []string
	Zone    string // ID of the zone in which it holds, or empty for everywhere
	// From and Until narrow the time for which the agreement holds; ISO days or empty.
	From, Until        string
	Breach, Compliance []Pattern
}

// Pattern is a PLOVER type with or without one of its modes.
type Pattern struct{ Type, Mode string }

func (p Pattern) fits(a Act) bool {
	return p.Type == a.Type && (p.Mode == "" || slices.Contains(a.Mode, p.Mode))
}

func (p Pattern) String() string {
	if p.Mode == "" {
		return p.Type
	}
	return p.Type + "/" + p.Mode
}

// Zone is an area, or a line, that clauses speak of. Exactly one of Polygon and
// Line is set. A polygon is one ring whose last point is its first.
type Zone struct {
	ID, Name string
	Names    []string // what reports call it; a place of that name lies in it
	// AccuracyKM is how far the drawn border may lie from the real one.
	AccuracyKM    float64
	Note          string
	Polygon, Line []Point
}

// Point is a place on the map, in degrees.
type Point struct{ Lon, Lat float64 }

// Clause returns the clause of that ID, or nil.
func (a *Agreement) Clause(id string) *Clause {
	for i := range a.Clauses {
		if a.Clauses[i].ID == id {
			return &a.Clauses[i]
		}
	}
	return nil
}

// Zone returns the zone of that ID, or nil.
func (a *Agreement) Zone(id string) *Zone {
	for i := range a.Zones {
		if a.Zones[i].ID == id {
			return &a.Zones[i]
		}
	}
	return nil
}

// Start is the first day on which the agreement holds.
func (a *Agreement) Start() string {
	if a.InForce != "" {
		return a.InForce
	}
	return a.Signed
}

// period is the time for which a clause holds; open ends are far away.
func (a *Agreement) period(c *Clause) calendar.Interval {
	p := calendar.Interval{First: a.Start(), Last: "9999-12-31"}
	if c.From > p.First {
		p.First = c.From
	}
	for _, end := range []string{a.Ends, c.Until} {
		if end != "" && end < p.Last {
			p.Last = end
		}
	}
	return p
}

// kinds are the kinds of an agreement, as the record has them.
func kinds() []string { return []string{"access", "ceasefire", "disengagement", "other", "peace"} }

// clauseKinds are the kinds of a clause.
func clauseKinds() []string {
	return []string{
		"access", "airspace", "cease-fire", "civilian-return", "declaratory", "disarmament", "force-limit", "force-line", "guarantee",
		"monitoring", "no-military-activity", "non-interference", "prisoner-release", "remains-return", "review", "withdrawal",
	}
}

// partyKinds are what a party can be.
func partyKinds() []string { return []string{"organization", "people", "person", "state"} }

// modesOf lists the modes of each PLOVER type; ok is false for no type of PLOVER.
func modesOf(kind string) (modes []string, ok bool) {
	switch kind {
	case "AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID":
		return nil, true
	case "CONSULT":
		return []string{"multilateral", "phone", "third-party", "visit"}, true
	case "RETREAT":
		return []string{"access", "ceasefire", "disarm", "release", "resign", "withdraw"}, true
	case "REQUEST", "REJECT":
		return []string{"assist", "change", "meet", "yield"}, true
	case "ACCUSE":
		return []string{"allege", "disapprove", "investigate"}, true
	case "THREATEN":
		return []string{"arrest", "expel", "relations", "restrict", "territory", "violence"}, true
	case "PROTEST":
		return []string{"boycott", "demo", "hunger", "obstruct", "riot", "strike", "vandalize"}, true
	case "SANCTION":
		return []string{"convict", "discontinue", "expel", "withdraw"}, true
	case "MOBILIZE":
		return []string{"militia", "police", "troops", "weapons"}, true
	case "COERCE":
		return []string{"arrest", "censor", "curfew", "cyber", "deport", "martial-law", "misinformation", "restrict", "seize", "withhold"}, true
	case "ASSAULT":
		return []string{
			"abduct", "aerial", "beat", "crowd-control", "destroy", "drone", "explosives", "firearms", "heavy-weapons",
			"primitive", "sexual", "suicide-attack", "targeted", "torture", "unconventional",
		}, true
	}
	return nil, false
}

package agreement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// Result is what testing an act against a clause comes to.
type Result string

// The results. None of them says that a clause was broken.
const (
	AllegedBreach Result = "alleged breach"    // if it happened as told, it goes against the clause
	Compliance    Result = "compliance"        // if it happened as told, it does what the clause asks
	NoClause      Result = "no clause applies" // the clause does not speak of it
	CannotTell    Result = "cannot be told"    // something that decides is not known
)

// Act is a happening as it is held against a clause. By and Against are IDs of
// parties as the agreement has them, states for their officers.
type Act struct {
	Type        string // PLOVER
	Mode        []string
	Status      trucewatch.Status
	By, Against []string
	Land        string // ID of the state it happened in, or empty
	Date        string // ISO 8601, as the record writes it, or empty
	// Zones holds how the place lies to the zones of the agreement; a zone that is
	// left out cannot be told.
	Zones []ZoneTest
	// Names says how to call a doer that is no party to the agreement; may be nil.
	Names func(id string) string
}

// Bears reports whether an agreement has anything to do with an act: one of its parties
// did it or suffered it, or it happened in a party's land or one of its zones.
func (a *Agreement) Bears(act Act) bool {
	for _, p := range a.Parties {
		if slices.Contains(act.By, p.ID) || slices.Contains(act.Against, p.ID) || act.Land == p.ID {
			return true
		}
	}
	return slices.ContainsFunc(act.Zones, func(z ZoneTest) bool { return z.Inside == nil || *z.Inside })
}

// Finding is the result of a test with its reason in plain words.
type Finding struct {
	Clause string
	Result Result
	Why    string
	// Zone is the test that was asked, or nil where the clause holds everywhere.
	Zone *ZoneTest
}

// Try holds an act against a clause: was it told as done, does the clause speak of
// such acts, is the doer bound by it, was it done to whom the clause protects, at
// the time and in the zone for which it holds.
func (a *Agreement) Try(c *Clause, act Act) Finding {
	f := Finding{Clause: c.ID}
	done := func(r Result, why string, args ...any) Finding {
		f.Result, f.Why = r, fmt.Sprintf(why, args...)
		return f
	}
	switch act.Status {
	case trucewatch.Negated:
		return done(NoClause, "it is told as not having happened")
	case trucewatch.Planned, trucewatch.Proposed:
		return done(NoClause, "it is %s, not done", act.Status)
	case trucewatch.Occurred, trucewatch.Ongoing:
	default:
		return done(CannotTell, "it is not said whether it happened")
	}
	result, pattern := c.covers(act)
	if result == NoClause {
		return done(NoClause, "%s speaks of no such act", c.ID)
	}
	if r, why := a.bound(c, act); r != "" {
		return done(r, "%s", why)
	}
	if r, why := a.protected(c, act); r != "" && result == AllegedBreach {
		return done(r, "%s", why)
	}
	if r, why := a.timely(c, act); r != "" {
		return done(r, "%s", why)
	}
	if c.Zone != "" {
		t, why := act.zone(a.Zone(c.Zone))
		f.Zone = t
		if t == nil || t.Inside == nil {
			return done(CannotTell, "%s", why)
		}
		if !*t.Inside {
			return done(NoClause, "%s", t.Why)
		}
	}
	return done(result, "%s by %s; the clause is of the kind %s", pattern, a.called(both(act.By, c.Binds), act.Names), c.Kind)
}

// TryAll holds an act against every clause, in the order of the pack.
func (a *Agreement) TryAll(act Act) []Finding {
	var out []Finding
	for i := range a.Clauses {
		out = append(out, a.Try(&a.Clauses[i], act))
	}
	return out
}

// covers tells whether a clause speaks of such an act; a breach goes before compliance.
func (c *Clause) covers(act Act) (Result, Pattern) {
	for _, p := range c.Breach {
		if p.fits(act) {
			return AllegedBreach, p
		}
	}
	for _, p := range c.Compliance {
		if p.fits(act) {
			return Compliance, p
		}
	}
	return NoClause, Pattern{}
}

func (a *Agreement) bound(c *Clause, act Act) (Result, string) {
	switch {
	case len(act.By) == 0:
		return CannotTell, "it is not said who did it"
	case len(both(act.By, c.Binds)) == 0:
		are := " is"
		if len(act.By) > 1 {
			are = " are"
		}
		return NoClause, a.called(act.By, act.Names) + are + " not bound by " + c.ID
	}
	return "", ""
}

// protected tells whether the act was done to those whom the clause names. Where
// nobody is said to have suffered it, the land it happened in stands for its state.
func (a *Agreement) protected(c *Clause, act Act) (Result, string) {
	if len(c.Against) == 0 {
		return "", ""
	}
	against := act.Against
	if len(against) == 0 && act.Land != "" {
		against = []string{act.Land}
	}
	// Those who fight each other are all doers.
	for _, side := range act.By {
		if slices.Contains(c.Binds, side) && len(both(act.By, c.Binds)) > 1 {
			against = append(slices.Clone(against), side)
		}
	}
	for _, victim := range both(against, c.Against) {
		for _, doer := range both(act.By, c.Binds) {
			if victim != doer {
				return "", ""
			}
		}
	}
	if len(against) == 0 {
		return CannotTell, "it is not said against whom"
	}
	return NoClause, "it was not done to a side that " + c.ID + " protects"
}

func (a *Agreement) timely(c *Clause, act Act) (Result, string) {
	day, ok := calendar.Parse(act.Date)
	if !ok {
		return CannotTell, "it is not said when it happened"
	}
	p := a.period(c)
	switch {
	case day.Last < p.First:
		return NoClause, "it was before " + c.ID + " held, from " + p.First
	case day.First > p.Last:
		return NoClause, "it was after " + c.ID + " held, to " + p.Last
	case act.Status == trucewatch.Ongoing && day.Last >= p.First:
		return "", ""
	case day.First < p.First:
		return CannotTell, "it may have been before " + c.ID + " held, from " + p.First
	case day.Last > p.Last:
		return CannotTell, "it may have been after " + c.ID + " held, to " + p.Last
	}
	return "", ""
}

func (act Act) zone(z *Zone) (*ZoneTest, string) {
	for i := range act.Zones {
		if act.Zones[i].Zone == z.ID {
			return &act.Zones[i], act.Zones[i].Why
		}
	}
	return nil, "the place is not known well enough to lay it on the map"
}

// called names actors as the agreement does, others as names does.
func (a *Agreement) called(ids []string, names func(id string) string) string {
	var out []string
	for _, id := range ids {
		name := id
		if names != nil {
			name = names(id)
		}
		for _, p := range slices.Concat(a.Parties, a.Mediators, a.Guarantors, a.Monitors) {
			if p.ID == id {
				name = p.Name
				break
			}
		}
		out = append(out, name)
	}
	return strings.Join(out, " and ")
}

func both(a, b []string) []string {
	var out []string
	for _, x := range a {
		if slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	return out
}

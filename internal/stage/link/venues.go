package link

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// venue is where a report tells that sides meet or sign something.
type venue struct {
	place   string
	by      []string
	planned bool
}

// meets reports whether a claim tells of what sides do together at a table. What is
// only asked for is done nowhere yet, and who talks by telephone sits at none.
func meets(e trucewatch.EventMention) bool {
	table := e.Type == trucewatch.Consult || e.Type == trucewatch.Agree ||
		e.Type == trucewatch.Support && len(e.Why) > 0 && strings.HasPrefix(e.Why[0].Rule, signing)
	return table && !e.Background && e.Status != trucewatch.Proposed && e.Status != trucewatch.Negated && !slices.Contains(e.Mode, "phone")
}

// signing begins the names of the rules that find the signing of a paper.
const signing = "en.event.support.sign"

// venuesOf lists where the sides of a report meet, as far as it names a place closer
// than a land, or a land that is none of theirs.
func (s *set) venuesOf(report string) []venue {
	var out []venue
	ids := s.ids.Reports[report]
	for _, e := range s.claims[s.index[report]].Events {
		if e.Place < 0 || !meets(e) {
			continue
		}
		id, by := ids.Names[e.Place], s.sidesOf(ids, slices.Concat(e.Actors, e.Recipients))
		if s.table(id) || s.states[id] && len(s.landsOf(by)) > 1 && !slices.Contains(by, id) {
			out = append(out, venue{id, by, e.Status == trucewatch.Planned})
		}
	}
	return out
}

// table reports whether a place is closer than a land and has a name of its own.
func (s *set) table(id string) bool {
	return id != "" && !s.states[id] && s.titled[id] && !s.bearing[id]
}

// learnVenues adds to the venues of each report where other reports have the meetings that
// it tells without a place.
func (s *set) learnVenues(joined []*cluster) {
	placeless := func(m *mention) bool { return m.place == "" && m.claim.Type == trucewatch.Consult && meets(m.claim) }
	for _, c := range joined {
		if !slices.ContainsFunc(c.members, placeless) {
			continue
		}
		at := s.bestPlace(companyOf(c.members).places)
		if !s.table(at) {
			continue
		}
		for _, m := range c.members {
			if placeless(m) {
				there := s.placesOf(m.ref.Report)
				there.venues = append(there.venues, venue{at, m.sides, m.claim.Status == trucewatch.Planned})
			}
		}
	}
}

// tableOf returns the place at which most of the meetings are that a report tells of
// sides of mention m, where m is told without a place, or "": those that are planned
// too, or over too, before the others.
//
// An accord that is sought, or not come to, is where they seek it, as is the meeting that
// the report speaks of as known.
func (s *set) tableOf(m *mention) string {
	claim := m.claim
	if claim.Type == trucewatch.Agree || m.definite {
		claim.Status, claim.Background = trucewatch.Occurred, claim.Background && !m.definite
	}
	if !meets(claim) {
		return ""
	}
	for _, alike := range []bool{true, false} {
		n, all := map[string]int{}, 0
		for _, v := range s.placesOf(m.ref.Report).venues {
			if (v.planned == (m.claim.Status == trucewatch.Planned)) == alike && (m.definite || len(m.sides) == 0 || len(v.by) == 0 || shared(m.sides, v.by) > 0) {
				n[v.place]++
				all++
			}
		}
		for _, place := range sorted(n) {
			if 2*n[place] > all {
				return place
			}
		}
		if all > 0 {
			return ""
		}
	}
	return ""
}

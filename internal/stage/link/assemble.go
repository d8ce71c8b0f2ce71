package link

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// assemble makes one event of a cluster: what most mentions give, the closest
// date, and a count of the voices.
func (s *set) assemble(c *cluster, copies map[trucewatch.EventRef][]trucewatch.EventRef) trucewatch.Event {
	e := trucewatch.Event{Type: c.members[0].claim.Type, Why: c.why}
	actors, recipients, mediators := map[string]int{}, map[string]int{}, map[string]int{}
	statuses, modes := map[trucewatch.Status]int{}, map[string]int{}
	with := companyOf(c.members)
	parts := map[trucewatch.EventRef]trucewatch.Part{}
	for _, m := range c.members {
		p := s.part(m, with)
		parts[m.ref] = p
		e.Mentions = append(e.Mentions, m.ref)
		count(actors, p.Actors)
		count(recipients, p.Recipients)
		count(mediators, p.Mediators)
		statuses[p.Status]++
		count(modes, p.Mode)
		for _, copied := range copies[m.ref] {
			parts[copied] = p
			e.Mentions = append(e.Mentions, copied)
		}
	}
	slices.SortFunc(e.Mentions, func(a, b trucewatch.EventRef) int {
		return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Index, b.Index))
	})
	for _, ref := range e.Mentions {
		e.Parts = append(e.Parts, parts[ref])
	}
	for people, men := range s.armed {
		if actors[men] > 0 {
			delete(actors, people) // named more closely
		}
	}
	e.Actors, e.Recipients, e.Mediators, e.Mode = sorted(actors), sorted(recipients), sorted(mediators), sorted(modes)
	e.Place = s.bestPlace(with.places)
	e.Status = bestStatus(statuses)
	e.Date = bestDate(c.members)
	e.ID = id(e, c.members[0])
	s.voices(&e)
	return e
}

func count(into map[string]int, ids []string) {
	for _, id := range ids {
		into[id]++
	}
}

func sorted(m map[string]int) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// bestPlace prefers a place below the level of states, of these one with a name to a
// mere "the border", then the most named.
func (s *set) bestPlace(places map[string]int) string {
	rank := func(p string) int {
		switch {
		case s.states[p]:
			return 0
		case s.nameless[p]:
			return 1
		}
		return 2
	}
	best := ""
	for _, p := range sorted(places) {
		if best == "" || cmp.Or(cmp.Compare(rank(p), rank(best)), cmp.Compare(places[p], places[best])) > 0 {
			best = p
		}
	}
	return best
}

// bestStatus says what has become of it: a plan that happened has happened.
func bestStatus(n map[trucewatch.Status]int) trucewatch.Status {
	order := []trucewatch.Status{trucewatch.Occurred, trucewatch.Ongoing, trucewatch.Negated, trucewatch.Planned, trucewatch.Proposed}
	if n[trucewatch.Ongoing] > n[trucewatch.Occurred] {
		return trucewatch.Ongoing
	}
	for _, st := range order {
		if n[st] > 0 {
			return st
		}
	}
	return trucewatch.Occurred
}

// bestDate is the closest interval that any mention gives; of equally close ones
// the one most mentions give, then the earlier.
func bestDate(members []*mention) string {
	if best := closest(members); best != nil {
		return best.Format()
	}
	for _, m := range members {
		if m.about != nil && !m.passing {
			return m.about.Format()
		}
	}
	return ""
}

// id names an event by what it is and a digest of its first mention, so that it
// stays the same when a report about something else is added.
func id(e trucewatch.Event, first *mention) string {
	h := fnv.New32a()
	_, _ = fmt.Fprintf(h, "%s %d %s", first.ref.Report, first.claim.Start, e.Type)
	name := "e-" + translit.Slug(string(e.Type))
	if e.Place != "" {
		name += "-" + e.Place
	}
	if i, ok := calendar.Parse(e.Date); ok {
		name += "-" + i.First
	}
	return fmt.Sprintf("%s-%08x", name, h.Sum32())
}

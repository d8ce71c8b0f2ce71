package link

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// standIns joins to the one truce of a report what it comes back to it by in a word of
// another type: "the deal", where it tells of a truce in force before and of no accord besides.
// It returns the happenings that are left.
func (s *set) standIns(clusters []*cluster) []*cluster {
	told := map[string][]*cluster{}
	for _, c := range clusters {
		for _, m := range c.members {
			if in := told[m.ref.Report]; !slices.Contains(in, c) && m.kind != nil && m.happened {
				told[m.ref.Report] = append(in, c)
			}
		}
	}
	return slices.DeleteFunc(clusters, func(c *cluster) bool {
		whole := s.meant(c, told)
		if whole == nil {
			return false
		}
		whole.why = append(append(whole.why, c.why...), reasonOf(standsForIt, whole.members[0], c.members[0]))
		whole.members = append(whole.members, c.members...) // those of its own type stay the first
		for _, m := range c.members {
			m.cluster = whole
		}
		return true
	})
}

// meant returns the happening that all mentions of c can only mean, or nil: in each of
// their reports it is the only one of its kind, and told of before them.
func (s *set) meant(c *cluster, told map[string][]*cluster) *cluster {
	var whole *cluster
	for _, m := range c.members {
		kind := s.rules.stands[m.family]
		if kind == "" || !m.definite || !m.happened {
			return nil
		}
		for _, o := range told[m.ref.Report] {
			here, inForce := o.in(m.ref.Report)
			switch {
			case o == c:
				continue
			case here.kind == m.kind:
				return nil // it tells of another accord
			case here.kind.id != kind || !inForce:
				continue
			case whole != nil && whole != o || here.claim.Start > m.claim.Start || toldApart(here, m) && here.dated && m.dated:
				return nil
			}
			whole = o
		}
		if whole == nil || !slices.Contains(told[m.ref.Report], whole) {
			return nil
		}
	}
	return whole
}

// in returns the first mention of a happening in a report that is of a kind and told as
// having come about, and whether the report has it in force.
func (c *cluster) in(report string) (first *mention, inForce bool) {
	for _, m := range c.members {
		if m.ref.Report != report || m.kind == nil || !m.happened {
			continue
		}
		inForce = inForce || m.claim.Status == trucewatch.Ongoing
		if first == nil || m.claim.Start < first.claim.Start {
			first = m
		}
	}
	return first, inForce
}

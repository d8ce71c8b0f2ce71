package link

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// company is the mentions of one happening, with what each asks of all the others
// reckoned once: a happening that thousands tell of costs each of them the same.
type company struct {
	members []*mention // in order of reference
	places  map[string]int
	times   map[timed]int
	allOver map[string]string // report to the place that it tells the happening to be all over
}

// timed is the time that a mention gives, and the word by which it tells.
type timed struct {
	when calendar.Interval
	word string
}

func timeOf(m *mention) timed { return timed{*m.when, m.word} }

func companyOf(members []*mention) *company {
	c := &company{members: members, places: map[string]int{}, times: map[timed]int{}}
	for _, m := range members {
		if m.place != "" {
			c.places[m.place]++
		}
		if m.allOver && m.place != "" && c.allOver[m.ref.Report] == "" {
			if c.allOver == nil {
				c.allOver = map[string]string{}
			}
			c.allOver[m.ref.Report] = m.place
		}
		if m.when != nil {
			c.times[timeOf(m)]++
		}
	}
	return c
}

// in returns those of one report.
func (c *company) in(report string) []*mention {
	find := func(m *mention, id string) int { return cmp.Compare(m.ref.Report, id) }
	from, _ := slices.BinarySearchFunc(c.members, report, find)
	to := from
	for to < len(c.members) && c.members[to].ref.Report == report {
		to++
	}
	return c.members[from:to]
}

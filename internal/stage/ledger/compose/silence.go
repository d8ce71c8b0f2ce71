package compose

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// beside returns the happening that a silence is about where its words name none: what
// its sentence tells of before it ("… met the envoys, but did not mention the minister"),
// or the last that the report told of with a part of those who keep silent, or else the
// first of its sentence.
func (c *composer) beside(i int, s trucewatch.Statement) []string {
	id := c.world.Readings[i].Report.ID
	var sides []string
	for _, a := range c.acting(id, s.Sources) {
		sides = append(sides, a, c.parents[a])
	}
	here, before := -1, -1 // the first of the sentence, and what it tells of before the silence
	for k, e := range c.world.Claims[i].Events {
		if e.Sentence != s.Sentence {
			continue
		}
		if generic(e) {
			for _, a := range c.partOf[trucewatch.EventRef{Report: id, Index: k}].Actors {
				sides = append(sides, a, c.parents[a])
			}
		} else if e.Start < s.Start && before < 0 {
			before = k
		}
		if here < 0 {
			here = k
		}
	}
	for _, k := range []int{before, c.lastOf(i, s, sides), here} {
		if k >= 0 {
			return []string{c.eventOf[trucewatch.EventRef{Report: id, Index: k}]}
		}
	}
	return nil
}

// silentReach is how many sentences before a silence the happening may be told that it
// is about.
const silentReach = 6

// lastOf is the last act of force or round of talks that a report tells of before a
// statement and in which one of some sides has a part, or -1.
func (c *composer) lastOf(i int, s trucewatch.Statement, sides []string) int {
	out := -1
	for k, e := range c.world.Claims[i].Events {
		p := c.partOf[trucewatch.EventRef{Report: c.world.Readings[i].Report.ID, Index: k}]
		switch {
		case e.Sentence >= s.Sentence || s.Sentence-e.Sentence > silentReach || generic(e):
		case e.Type != trucewatch.Assault && e.Type != trucewatch.Consult || e.Status != trucewatch.Occurred:
		case !slices.ContainsFunc(p.Actors, func(a string) bool {
			return slices.Contains(sides, a) || c.parents[a] != "" && slices.Contains(sides, c.parents[a])
		}):
		case out < 0 || c.world.Claims[i].Events[out].Start < e.Start:
			out = k
		}
	}
	return out
}

// generic reports whether a mention tells of a habit and of no single happening.
func generic(e trucewatch.EventMention) bool {
	return slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool { return strings.HasSuffix(w.Rule, ".status.habit") })
}

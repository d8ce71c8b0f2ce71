package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// aimed returns whom a thing is aimed at that a verb is done to or that a noun names:
// "eased the restrictions on the camp", "lifted its siege of the port", "concern over
// the army's raids", "granted the port a loan".
func (c clause) aimed(i int) []int {
	if !c.verb(i) {
		return c.aimOfNoun(i)
	}
	var out []int
	for _, o := range c.patients(i) {
		if c.codable(o) {
			continue
		}
		for _, n := range c.t.All(o, "nmod") {
			if slices.Contains([]string{"on", "against", "of", "for", "with", "to"}, c.t.Case(n)) {
				out = append(out, c.conjuncts(n)...)
			}
		}
	}
	for _, o := range c.byPreposition("to", i) {
		if !c.codable(o) {
			out = append(out, c.whose(o, i)...)
		}
	}
	return out
}

// aimOfNoun returns whom what the noun names is about: those behind its preposition,
// or whose the thing is that stands there; and who is given it.
func (c clause) aimOfNoun(i int) []int {
	var out []int
	for _, name := range []string{"over", "about", "at", "into", "on", "against"} {
		for _, o := range c.byPreposition(name, i) {
			if c.codable(o) {
				out = append(out, o)
			} else {
				out = append(out, c.whose(o, i)...)
			}
		}
	}
	if v := c.light(i); v >= 0 {
		out = append(out, c.spread(c.t.All(v, "iobj"))...)
	}
	return out
}

// put returns whom a verb puts under what the noun i names: "put the town under
// curfew", "took two men into custody".
func (c clause) put(i int) []int {
	if v := c.putter(i); v >= 0 {
		return c.patients(v)
	}
	return nil
}

// putter returns the verb by which somebody is put under what the noun i names, or -1.
func (c clause) putter(i int) int {
	v, rel := c.governor(i)
	if v < 0 || !strings.HasPrefix(rel, "obl") || !c.rules.is("put-under", c.lemma(v)) ||
		!slices.Contains([]string{"under", "into", "in", "on"}, c.t.Case(c.counted(i))) {
		return -1
	}
	return v
}

// whose returns whose a thing is that i is done to: its possessors, the people named
// before it, and who made it.
func (c clause) whose(o, i int) []int {
	got := c.possessors(o)
	for _, m := range c.modifiers(o) {
		if k := c.kindOf(m); k != "" && !c.bound(m) && k != trucewatch.Person && (k != trucewatch.PlaceKind || c.state(m)) {
			got = append(got, m)
		}
	}
	got = append(got, c.makers(o, i)...)
	from := []string{"by", "from"}
	if c.rules.is("utterance", c.lemma(o)) || c.rules.is("honour", c.lemma(o)) {
		from = append(from, "of")
	}
	for _, name := range from {
		got = append(got, c.byPreposition(name, o)...)
	}
	return got
}

package frame

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// aimed returns whom a thing is aimed at that a verb is done to or that a noun names:
// "eased the restrictions on the camp", "lifted its siege of the port", "concern over
// the army's raids", "granted the port a loan".
func (c Clause) aimed(i int) []int {
	if !c.Verb(i) {
		return c.aimOfNoun(i)
	}
	var out []int
	for _, o := range c.Patients(i) {
		if c.Codable(o) {
			continue
		}
		for _, n := range c.Tree.All(o, "nmod") {
			if slices.Contains([]string{"on", "against", "of", "for", "with", "to"}, c.Tree.Case(n)) {
				out = append(out, c.Conjuncts(n)...)
			}
		}
	}
	for _, o := range c.ByPreposition("to", i) {
		if !c.Codable(o) {
			out = append(out, c.whose(o, i)...)
		}
	}
	return out
}

// aimOfNoun returns whom what the noun names is about: those behind its preposition,
// or whose the thing is that stands there; and who is given it.
func (c Clause) aimOfNoun(i int) []int {
	var out []int
	for _, name := range []string{"over", "about", "at", "into", "on", "against"} {
		for _, o := range c.ByPreposition(name, i) {
			if c.Codable(o) {
				out = append(out, o)
			} else {
				out = append(out, c.whose(o, i)...)
			}
		}
	}
	if v := c.Light(i); v >= 0 {
		out = append(out, c.spread(c.Tree.All(v, "iobj"))...)
	}
	return out
}

// put returns whom a verb puts under what the noun i names: "put the town under
// curfew", "took two men into custody".
func (c Clause) put(i int) []int {
	if v := c.putter(i); v >= 0 {
		return c.Patients(v)
	}
	return nil
}

// putter returns the verb by which somebody is put under what the noun i names, or -1.
func (c Clause) putter(i int) int {
	v, rel := c.Governor(i)
	if v < 0 || !strings.HasPrefix(rel, "obl") || !c.Words.Is("put-under", c.Lemma(v)) ||
		!slices.Contains([]string{"under", "into", "in", "on"}, c.Tree.Case(c.Counted(i))) {
		return -1
	}
	return v
}

// whose returns whose a thing is that i is done to: its possessors, the people named
// before it, and who made it.
func (c Clause) whose(o, i int) []int {
	got := c.Possessors(o)
	for _, m := range c.Modifiers(o) {
		if k := c.KindOf(m); k != "" && !c.Bound(m) && k != trucewatch.Person && (k != trucewatch.PlaceKind || c.State(m)) {
			got = append(got, m)
		}
	}
	got = append(got, c.makers(o, i)...)
	from := []string{"by", "from"}
	if c.Words.Is("utterance", c.Lemma(o)) || c.Words.Is("honour", c.Lemma(o)) {
		from = append(from, "of")
	}
	for _, name := range from {
		got = append(got, c.ByPreposition(name, o)...)
	}
	return got
}

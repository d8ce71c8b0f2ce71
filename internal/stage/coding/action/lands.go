package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// nation returns the land that mention i names as a whole, by its name or its
// people's, or "".
func (m *memory) nation(i int) string {
	return m.naming(m.c(0).Draft.Mentions[i].Span).nation
}

// oneParty reports whether two mentions look like one side: like actors, or a land
// and the capital that stands for its government.
func (m *memory) oneParty(a, b int) bool {
	if m.like(a, b) {
		return true
	}
	x, y := m.government(a), m.government(b)
	return x != "" && x == y
}

// government returns the land that mention i names, also by its capital, or "".
func (m *memory) government(i int) string {
	if n := m.nation(i); n != "" {
		return n
	}
	d := m.c(0).Draft
	return m.rules.words.LandOfCapital(d.Mentions[i].Of(d.Text()))
}

// servedBy returns the mention of the land that person i is said to serve, somewhere
// in the report: "Sylvania's foreign minister, A", "the Ruritanian envoy B". It
// returns -1 when none is told.
func (m *memory) servedBy(i int) int {
	d := m.c(0).Draft
	person := d.Mentions[m.meant(i)]
	if !person.Named {
		return m.landOver(person)
	}
	if person.Kind != trucewatch.Person {
		return -1
	}
	land := -1
	for _, x := range d.Reading.Mentions {
		if x.Named && x.Kind == trucewatch.Person && sameSurname(x.Of(d.Text()), person.Of(d.Text())) {
			if m.ownMaster(x) {
				return -1
			}
			if land < 0 {
				land = m.landOver(x)
			}
		}
	}
	return land
}

// ownMaster reports whether the man x is told beside his name as one who serves no land:
// "Sylvanian warlord A".
func (m *memory) ownMaster(x trucewatch.Mention) bool {
	c := m.c(x.Sentence)
	return slices.ContainsFunc(append([]int{c.Head(x.Head)}, c.Tree.All(x.Head, "nmod:desc", "appos", "compound", "flat")...), func(n int) bool {
		return n >= 0 && !c.Verb(n) && c.Words.Is("own-master", c.Lemma(n))
	})
}

// landOver returns the mention of the land in the description of x or in that beside
// its name, or -1.
func (m *memory) landOver(x trucewatch.Mention) int {
	c := m.c(x.Sentence)
	for _, n := range append([]int{x.Head, c.Head(x.Head)}, c.Tree.All(x.Head, "nmod:desc", "appos", "compound", "flat")...) {
		if n < 0 || c.Verb(n) || !c.Words.Is("actor", c.Lemma(n)) && n != x.Head {
			continue
		}
		if of := m.landNear(c, c.Tree.All(n, "nmod:poss", "amod", "compound", "nmod:desc")); of >= 0 {
			return of
		}
	}
	for k, t := range c.Tree.Tokens {
		if x.Named && t.Rel == "nmod" && t.Head >= 0 && x.Contains(c.Tree.Tokens[t.Head].Span) && c.Tree.Case(k) == "of" {
			if of := m.landNear(c, []int{k}); of >= 0 {
				return of // "President A of Sylvania"
			}
		}
	}
	return -1
}

// landNear returns the first mention of a land, also by its capital, that one of the words
// of a clause is in, or -1.
func (m *memory) landNear(c clause, words []int) int {
	for _, k := range words {
		if of := c.Draft.Named(c.Sentence, k); of >= 0 && m.government(of) != "" {
			return of
		}
	}
	return -1
}

// sameSurname reports whether two names of persons end in the same word.
func sameSurname(a, b string) bool {
	last := func(s string) string { return s[strings.LastIndexAny(s, " -")+1:] }
	return last(a) == last(b)
}

// asLands puts the lands that persons serve in their place, where each of them serves
// another one: what two ministers agree on binds their states.
func (m *memory) asLands(list []int) []int {
	out := make([]int, 0, len(list))
	for _, p := range list {
		of := m.servedBy(p)
		if of < 0 || slices.ContainsFunc(out, func(q int) bool { return m.oneParty(q, of) }) {
			return list
		}
		out = append(out, of)
	}
	return out
}

package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// placeAbove climbs from the trigger to the verbs over it, stopping where somebody
// else's clause begins.
func (c clause) placeAbove(i int) int {
	for range 4 {
		if c.t.Is(i, "ccomp", "parataxis", "acl") || (c.t.Is(i, "advcl") && c.finite(i)) {
			return -1
		}
		if slices.Contains([]string{"before", "after", "since", "until", "for", "over"}, c.t.Case(i)) {
			return -1 // "massed at the border for an attack", "arrested in Homs over a bombing"
		}
		i = c.head(i)
		if i < 0 || c.rules.is("say", c.lemma(i)) && (!c.passive(i) || c.t.Child(i, "xcomp") < 0) {
			return -1
		}
		if p := c.stage(i); p >= 0 {
			return p
		}
	}
	return -1
}

// stage returns the place that a phrase of verb v tells, or -1.
func (c clause) stage(v int) int {
	var phrases []int
	switch {
	case c.verb(v):
		phrases = c.t.All(v, "obl")
	case c.t.Tokens[v].UPOS != "ADJ":
		return -1
	}
	for _, x := range c.t.All(v, "xcomp") {
		if c.rules.is("take-place", c.lemma(x)) { // "are believed to have taken place in Homs"
			phrases = append(phrases, c.t.All(x, "obl")...)
			for _, o := range c.t.All(x, "obj") {
				phrases = append(phrases, c.t.All(o, "nmod")...)
			}
		}
	}
	for _, o := range c.behindDays(phrases) {
		if slices.Contains([]string{"in", "at", "near", "across"}, c.t.Case(o)) {
			if site := c.site(o); site >= 0 {
				return site
			}
		}
	}
	return -1
}

// behindDays adds to some phrases the places that hang on days among them: "on Monday in
// Zenda".
func (c clause) behindDays(phrases []int) []int {
	out := slices.Clone(phrases)
	for _, o := range phrases {
		if !c.rules.is("day-name", c.lemma(o)) && !c.rules.is("calendar", c.lemma(o)) {
			continue
		}
		for _, k := range c.t.All(o, "nmod") {
			if prep := c.t.Case(k); prep == "in" || prep == "at" || prep == "near" {
				out = append(out, k)
			}
		}
	}
	return out
}

// closerThan returns the place that a phrase behind an act of force tells, where token i
// is only the region that its sentence opens with ("In Ruritania, a raid killed nine people
// in the village of Zenda"), else i.
func (c clause) closerThan(i int, f found) int {
	first := c.t.Case(i)
	if i > f.token || first == "" || i > opensWith || !c.rules.is("place-near", string(f.rule.kind)) {
		return i
	}
	if p := c.placeNear(f); p >= 0 && p != i && (c.kindOf(p) == trucewatch.PlaceKind) && !c.state(p) {
		return p
	}
	return i
}

// opensWith is how many words the phrase may have that opens a sentence.
const opensWith = 5

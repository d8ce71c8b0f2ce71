package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// placesOnset reports whether modifier m is a town, before a noun that it can only
// place: "the Zenda campaign" is not by Zenda.
func (c clause) placesOnset(m int, lemma string) bool {
	return c.kindOf(m) == trucewatch.PlaceKind && !c.rules.is("state", c.form(m)) && c.rules.is("onset", lemma)
}

// holding returns whose a thing is by the participle o that hangs on it: "drones
// launched by the army", "positions belonging to the militia".
func (c clause) holding(o int) []int {
	if c.t.Is(o, "acl") && c.verb(o) && c.passive(o) && c.rules.is("sent-off", c.lemma(o)) {
		if by := c.agents(o); len(by) > 0 {
			return by
		}
	}
	if slices.Contains([]string{"belong", "hold", "control"}, c.lemma(o)) {
		for _, b := range c.t.All(o, "obl") {
			return c.conjuncts(b)
		}
	}
	return nil
}

// suicidal reports whether "bomber" at token i is a man, not a plane.
func (c clause) suicidal(i int) bool {
	return slices.ContainsFunc(c.t.All(i, "compound", "amod"), func(k int) bool { return strings.EqualFold(c.t.Tokens[k].Form, "suicide") })
}

// portion reports whether the noun i only portions or counts those behind "of".
func (c clause) portion(i int) bool {
	return c.rules.is("part-of", c.lemma(i)) || c.rules.is("measure", c.lemma(i)) || c.t.Tokens[i].UPOS == "NUM"
}

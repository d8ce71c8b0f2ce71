package action

import (
	"slices"
	"strings"
)

// placesOnset reports whether modifier m is a town, before a noun that it can only
// place: "the Zenda campaign" is not by Zenda.
func (c clause) placesOnset(m int, lemma string) bool {
	return c.town(m) && c.rules.is("onset", lemma)
}

// holding returns whose a thing is by the participle o that hangs on it: "drones
// launched by the army", "positions belonging to the militia".
func (c clause) holding(o int) []int {
	if c.t.Is(o, "acl") && c.verb(o) && c.passive(o) && c.rules.is("sent-off", c.lemma(o)) {
		if by := c.agents(o); len(by) > 0 {
			return by
		}
	}
	if c.t.Is(o, "acl") && slices.Contains([]string{"carry", "transport", "shelter", "house", "hold"}, c.lemma(o)) && !c.passive(o) {
		return c.patients(o) // "a bus carrying pilgrims"
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
	return c.rules.is("part-of", c.lemma(i)) || c.rules.is("within", c.lemma(i)) && slices.ContainsFunc(c.t.All(i, "nmod"), func(o int) bool { return c.withinBody(i, o) }) || c.rules.is("measure", c.lemma(i)) || c.t.Tokens[i].UPOS == "NUM"
}

// behindPortion returns the noun of those whom the noun i only portions ("members of the
// party", "some of the men"), or -1.
func (c clause) behindPortion(i int) int {
	if !c.portion(i) {
		return -1
	}
	for _, o := range c.t.All(i, "nmod") {
		if slices.Contains([]string{"of", "from", "among"}, c.t.Case(o)) || c.withinBody(i, o) {
			return o
		}
	}
	return -1
}

// beside returns the phrases of a light verb, also one that was read as its object.
func (c clause) beside(v int) []int {
	var out []int
	for _, o := range c.t.All(v, "obl", "obj") {
		if prep := c.t.Case(o); (prep != "by" || c.passive(v)) && (prep != "" || !c.t.Is(o, "obj")) {
			out = append(out, o)
		}
	}
	return out
}

// behind returns who is told to be behind the happening n: "the group said it was behind
// the attack", "the men behind the attack".
func (c clause) behind(n int) []int {
	if own := c.t.Child(n, "nsubj"); own >= 0 {
		return c.conjuncts(own)
	}
	if h := c.head(n); h >= 0 && c.t.Is(n, "nmod") && c.codable(h) {
		return []int{h}
	}
	return nil
}

// throng reports whether the noun i counts people without saying so: "thousands
// marched".
func (c clause) throng(i int) bool {
	return c.t.Tokens[i].XPOS == "NNS" && c.rules.is("multitude", c.form(i)) && c.t.Is(i, "nsubj") && c.t.Child(i, "nmod") < 0
}

// joinsOthers reports whether verb v tells of joining the known act of force i that others
// make: "forbade its followers to take part in the attack on the city".
func (c clause) joinsOthers(v, i int) bool {
	force := c.rules.is("same-attack", c.lemma(i)) || c.rules.is("same-advance", c.lemma(i))
	return force && c.rules.is("joining", c.lemma(v)) && c.definite(i) && (c.t.Tokens[v].XPOS == "VB" || len(c.byPreposition("with", v)) > 0)
}

package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// placePrepositions stand before the place of a happening.
func placePrepositions() []string {
	return []string{"in", "at", "near", "into", "across", "outside", "inside", "around", "throughout", "within", "over", "on", "along", "from", "to", "off", "toward", "towards"}
}

// place finds where the event happens: the place that hangs on the trigger, else
// the place it is named by ("the Sweida ceasefire"), else what it is aimed at, else
// the place of its clause, else the only place that its sentence tells.
func (c clause) place(f found, e *trucewatch.EventMention) {
	if i := c.placeBelow(f); i >= 0 {
		c.setPlace(e, "en.place.phrase", i)
		return
	}
	for _, m := range c.modifiers(f.token) {
		if c.kindOf(m) == trucewatch.PlaceKind && !c.rules.is("state", c.form(m)) && !c.bound(m) {
			c.setPlace(e, "en.place.modifier", m)
			return
		}
	}
	if i := c.placeHit(f); i >= 0 {
		c.setPlace(e, "en.place.object", i)
		return
	}
	if i := c.placeAbove(f.token); i >= 0 {
		c.setPlace(e, "en.place.clause", i)
	}
}

// placeHit returns the place that the event is aimed at ("bombed the port"), or -1.
func (c clause) placeHit(f found) int {
	if !c.rules.is("place-object", string(f.rule.kind)) {
		return -1
	}
	for _, slot := range []string{"obj", "on", "against", "of", "targeting", "hits"} {
		for _, i := range c.slot(slot, f.token) {
			if p := c.site(i); p >= 0 {
				return p
			}
		}
	}
	return -1
}

// lastPlace gives an act of force or a protest that has no place by any other way
// the place that its sentence tells.
func (c clause) lastPlace(f found, e *trucewatch.EventMention) {
	if e.Place >= 0 || !c.rules.is("place-near", string(f.rule.kind)) || slices.Contains(f.rule.mode, "ceasefire") {
		return
	}
	if i := c.placeNear(f); i >= 0 {
		c.setPlace(e, "en.place.near", i)
	}
}

// placeNear returns the first place behind the trigger, else before it, that a
// preposition of place marks in the same sentence and that no verb of saying owns.
func (c clause) placeNear(f found) int {
	best := -1
	for o := range c.t.Tokens {
		p := c.t.Case(o)
		if p != "in" && p != "at" && p != "near" && p != "across" && p != "into" && p != "inside" && p != "around" && p != "over" {
			continue
		}
		h := c.head(o)
		site := c.site(o)
		if site < 0 || h < 0 || c.rules.is("say", c.lemma(h)) {
			continue
		}
		if best < 0 || (best < f.token && o > f.token) {
			best = site
		}
	}
	return best
}

func (c clause) setPlace(e *trucewatch.EventMention, rule string, i int) {
	e.Place = c.d.Place(c.s, i)
	if e.Place < 0 {
		return
	}
	sp := c.d.Mentions[e.Place].Span
	e.Why = append(e.Why, trucewatch.Reason{Rule: rule, Words: sp.Of(c.d.Text())})
}

// placeBelow looks among the phrases of the trigger and of what counts or carries it.
func (c clause) placeBelow(f found) int {
	phrases := c.phrases(f.token)
	for _, a := range c.t.All(f.token, "acl") {
		if c.passive(a) || c.t.Tokens[a].Rel == "acl:relcl" {
			phrases = append(phrases, c.t.All(a, "obl")...)
		}
	}
	if i := c.firstSite(phrases, f); i >= 0 {
		return i
	}
	var deeper []int
	for _, o := range c.t.All(f.token, "obj", "obl", "nmod") {
		deeper = append(deeper, c.t.All(o, "nmod")...)
	}
	return c.firstSite(deeper, f)
}

func (c clause) firstSite(phrases []int, f found) int {
	best := -1
	for _, o := range phrases {
		p := c.t.Case(o)
		if !slices.Contains(placePrepositions(), p) {
			continue
		}
		if p == "to" && slices.Contains(f.rule.mode, "access") {
			p = "in"
		}
		if (p == "to" || p == "from" || p == "on" || p == "toward" || p == "towards") && !c.rules.is("place-"+p, string(f.rule.kind)) {
			continue
		}
		for _, i := range c.conjuncts(o) {
			if site := c.site(i); site >= 0 && (best < 0 || p == "in" || p == "at" || p == "near") {
				if best < 0 {
					best = site
				}
			}
		}
	}
	return best
}

// placeAbove climbs from the trigger to the verbs over it, stopping where somebody
// else's clause begins.
func (c clause) placeAbove(i int) int {
	for steps := 0; i >= 0 && steps < 4; steps++ {
		if c.t.Is(i, "ccomp", "acl:relcl", "parataxis", "root") && steps > 0 && c.head(i) < 0 {
			return -1
		}
		if c.t.Is(i, "ccomp", "parataxis", "acl") || (c.t.Is(i, "advcl") && c.finite(i)) {
			return -1
		}
		i = c.head(i)
		if i < 0 || c.rules.is("say", c.lemma(i)) {
			return -1
		}
		if !c.verb(i) {
			continue
		}
		for _, o := range c.t.All(i, "obl") {
			p := c.t.Case(o)
			if p != "in" && p != "at" && p != "near" && p != "across" {
				continue
			}
			if site := c.site(o); site >= 0 {
				return site
			}
		}
	}
	return -1
}

// site returns the token to make a place of when the phrase headed by i is one: a
// named place, or a noun of place ("the southern city of Homs", "a hospital").
func (c clause) site(i int) int {
	if c.kindOf(i) == trucewatch.PlaceKind {
		return i
	}
	if c.t.Tokens[i].UPOS == "PRON" {
		return -1
	}
	lemma := c.lemma(i)
	if !c.rules.is("place", lemma) && !c.rules.is("owned", lemma) {
		return -1
	}
	if c.rules.is("admin", lemma) || c.rules.is("owned", lemma) {
		for _, rel := range []string{"compound", "appos", "flat", "nmod", "nmod:poss"} {
			for _, k := range c.t.All(i, rel) {
				if c.kindOf(k) == trucewatch.PlaceKind && (rel != "nmod" || !c.t.Is(k, "nmod:poss")) {
					return k
				}
			}
		}
		for _, k := range c.t.All(i, "nmod") {
			if p := c.site(k); p >= 0 {
				return p
			}
		}
	}
	if c.rules.is("place", lemma) {
		return i
	}
	return -1
}

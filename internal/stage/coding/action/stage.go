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
	if p := c.placeNear(f); p >= 0 && p != i && c.town(p) {
		return p
	}
	return i
}

// opensWith is how many words the phrase may have that opens a sentence.
const opensWith = 5

// hostOf returns the town or land that is told to host a meeting, or -1: "Zenda hosted
// talks", "talks hosted by Ruritania".
func (c clause) hostOf(f found) int {
	if f.rule.kind != trucewatch.Consult || c.verb(f.token) {
		return -1
	}
	var hosts []int
	if v, rel := c.governor(f.token); v >= 0 && rel == "obj" && c.rules.is("hosting", c.lemma(v)) {
		hosts = c.surface(v)
	}
	for _, a := range c.t.All(f.token, "acl") {
		if c.rules.is("hosting", c.lemma(a)) {
			hosts = append(hosts, c.t.All(a, "obl:agent")...)
		}
	}
	for _, i := range hosts {
		if c.kindOf(i) == trucewatch.PlaceKind {
			return i
		}
	}
	return -1
}

// held adds to what is taken the ground that it is the hold of: "took control of the town
// of Zenda".
func (c clause) held(list []int) []int {
	out := slices.Clone(list)
	for _, i := range list {
		if !c.rules.is("hold-noun", c.lemma(i)) {
			continue
		}
		for _, k := range c.t.All(i, "nmod") {
			if prep := c.t.Case(k); prep == "of" || prep == "over" {
				out = append(out, k)
			}
		}
	}
	return out
}

// ofSigning reports whether a trigger tells of the signing of a paper.
func (c clause) ofSigning(f found) bool {
	return f.rule.kind == trucewatch.Support && c.rules.is("sign", c.lemma(f.token))
}

// signedIn places a signing in the town that its clause names last behind "in" or "at",
// though the parser hung it on one of those who signed.
func (c clause) signedIn(f found, e *trucewatch.EventMention) {
	for o := len(c.t.Tokens) - 1; o > f.token; o-- {
		if prep := c.t.Case(o); prep != "in" && prep != "at" || !c.t.Dominates(f.token, o) {
			continue
		}
		if site := c.site(o); site >= 0 && (c.town(site) || c.lemma(site) == "capital") && c.sameVerb(o, f.token) {
			c.setPlace(e, "en.place.near", site)
			return
		}
	}
}

// placeLeft returns the named place that people are let leave or enter, or -1: "were
// allowed to leave Zenda".
func (c clause) placeLeft(f found) int {
	if !slices.Contains(f.rule.mode, "access") {
		return -1
	}
	for _, v := range c.t.All(f.token, "xcomp") {
		if o := c.t.Child(v, "obj"); o >= 0 && c.kindOf(o) == trucewatch.PlaceKind {
			return o
		}
	}
	return -1
}

// sameVerb reports whether no verb parts token o from token i over it.
func (c clause) sameVerb(o, i int) bool {
	for h := c.head(o); h >= 0 && h != i; h = c.head(h) {
		if c.verb(h) {
			return false
		}
	}
	return true
}

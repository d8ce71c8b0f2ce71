package setting

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// placeAbove climbs from the trigger to the verbs over it, stopping where somebody
// else's clause begins.
func (c Clause) placeAbove(i int) int {
	for range 4 {
		if c.Tree.Is(i, "ccomp", "parataxis", "acl") || (c.Tree.Is(i, "advcl") && c.Finite(i)) {
			return -1
		}
		if slices.Contains([]string{"before", "after", "since", "until", "for", "over"}, c.Tree.Case(i)) {
			return -1 // "massed at the border for an attack", "arrested in Homs over a bombing"
		}
		i = c.Head(i)
		if i < 0 || c.Words.Is("say", c.Lemma(i)) && (!c.Passive(i) || c.Tree.Child(i, "xcomp") < 0) {
			return -1
		}
		if p := c.stage(i); p >= 0 {
			return p
		}
	}
	return -1
}

// stage returns the place that a phrase of verb v tells, or -1.
func (c Clause) stage(v int) int {
	var phrases []int
	switch {
	case c.Verb(v):
		phrases = c.Tree.All(v, "obl")
	case c.Tree.Tokens[v].UPOS != "ADJ":
		return -1
	}
	for _, x := range c.Tree.All(v, "xcomp") {
		if c.Words.Is("take-place", c.Lemma(x)) { // "are believed to have taken place in Homs"
			phrases = append(phrases, c.Tree.All(x, "obl")...)
			for _, o := range c.Tree.All(x, "obj") {
				phrases = append(phrases, c.Tree.All(o, "nmod")...)
			}
		}
	}
	for _, o := range c.behindDays(phrases) {
		if slices.Contains([]string{"in", "at", "near", "across"}, c.Tree.Case(o)) {
			if site := c.site(o); site >= 0 {
				return site
			}
		}
	}
	return -1
}

// behindDays adds to some phrases the places that hang on days among them: "on Monday in
// Zenda".
func (c Clause) behindDays(phrases []int) []int {
	out := slices.Clone(phrases)
	for _, o := range phrases {
		if !c.Words.Is("day-name", c.Lemma(o)) && !c.Words.Is("calendar", c.Lemma(o)) {
			continue
		}
		for _, k := range c.Tree.All(o, "nmod") {
			if prep := c.Tree.Case(k); prep == "in" || prep == "at" || prep == "near" {
				out = append(out, k)
			}
		}
	}
	return out
}

// closerThan returns the place that a phrase behind an act of force tells, where token i
// is only the region that its sentence opens with ("In Ruritania, a raid killed nine people
// in the village of Zenda"), else i.
func (c Clause) closerThan(i int, f frame.Found) int {
	first := c.Tree.Case(i)
	if i > f.Token || first == "" || i > opensWith || !c.Words.Is("place-near", string(f.Rule.Kind)) {
		return i
	}
	if p := c.placeNear(f); p >= 0 && p != i && c.Town(p) {
		return p
	}
	return i
}

// opensWith is how many words the phrase may have that opens a sentence.
const opensWith = 5

// hostOf returns the town or land that is told to host a meeting, or -1: "Zenda hosted
// talks", "talks hosted by Ruritania".
func (c Clause) hostOf(f frame.Found) int {
	if f.Rule.Kind != trucewatch.Consult || c.Verb(f.Token) {
		return -1
	}
	var hosts []int
	if v, rel := c.Governor(f.Token); v >= 0 && rel == "obj" && c.Words.Is("hosting", c.Lemma(v)) {
		hosts = c.Surface(v)
	}
	for _, a := range c.Tree.All(f.Token, "acl") {
		if c.Words.Is("hosting", c.Lemma(a)) {
			hosts = append(hosts, c.Tree.All(a, "obl:agent")...)
		}
	}
	for _, i := range hosts {
		if c.KindOf(i) == trucewatch.PlaceKind {
			return i
		}
	}
	return -1
}

// held adds to what is taken the ground that it is the hold of: "took control of the town
// of Zenda".
func (c Clause) held(list []int) []int {
	out := slices.Clone(list)
	for _, i := range list {
		if !c.Words.Is("hold-noun", c.Lemma(i)) {
			continue
		}
		for _, k := range c.Tree.All(i, "nmod") {
			if prep := c.Tree.Case(k); prep == "of" || prep == "over" {
				out = append(out, k)
			}
		}
	}
	return out
}

// ofSigning reports whether a trigger tells of the signing of a paper.
func (c Clause) ofSigning(f frame.Found) bool {
	return f.Rule.Kind == trucewatch.Support && c.Words.Is("sign", c.Lemma(f.Token))
}

// signedIn places a signing in the town that its clause names last behind "in" or "at",
// though the parser hung it on one of those who signed.
func (c Clause) signedIn(f frame.Found, e *trucewatch.EventMention) {
	for o := len(c.Tree.Tokens) - 1; o > f.Token; o-- {
		if prep := c.Tree.Case(o); prep != "in" && prep != "at" || !c.Tree.Dominates(f.Token, o) {
			continue
		}
		if site := c.site(o); site >= 0 && (c.Town(site) || c.Lemma(site) == "capital") && c.sameVerb(o, f.Token) {
			c.setPlace(e, "en.place.near", site)
			return
		}
	}
}

// placeLeft returns the named place that people are let leave or enter, or -1: "were
// allowed to leave Zenda".
func (c Clause) placeLeft(f frame.Found) int {
	if !slices.Contains(f.Rule.Mode, "access") {
		return -1
	}
	for _, v := range c.Tree.All(f.Token, "xcomp") {
		if o := c.Tree.Child(v, "obj"); o >= 0 && c.KindOf(o) == trucewatch.PlaceKind {
			return o
		}
	}
	return -1
}

// sameVerb reports whether no verb parts token o from token i over it.
func (c Clause) sameVerb(o, i int) bool {
	for h := c.Head(o); h >= 0 && h != i; h = c.Head(h) {
		if c.Verb(h) {
			return false
		}
	}
	return true
}

package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// whoIs returns the nouns of those who stand behind the phrase headed by i in a slot of
// event e, also where a place speaks for those who keep it: "mosques called for blood".
func (c clause) whoIs(e *trucewatch.EventMention, slot string, i int) []int {
	const steps = 4
	who := c.Party(i, steps)
	if len(who) == 0 && slot == "subj" && c.Words.Is("speaking-place", c.Lemma(i)) && frame.Sort(e.Type) == "speech" {
		return []int{i}
	}
	return who
}

// onlyCounted takes from those hit by an act of force whoever is told of only by number:
// "killed nine people" is a figure and says nothing of who they are. They are taken out
// last, so that nobody else is put in their place.
func (m *memory) onlyCounted() {
	for k := range m.events {
		if m.events[k].Type != trucewatch.Assault {
			continue
		}
		m.events[k].Recipients = slices.DeleteFunc(m.events[k].Recipients, m.counted)
	}
}

// anybody reports whether the noun i says of people no more than that they are some.
func (c clause) anybody(i int) bool {
	return c.Words.Is("anybody", c.Lemma(i)) && c.Tree.Child(i, "amod", "compound", "nmod", "nmod:poss") < 0
}

// mutual makes those who do something to each other also those it is done to: "accused
// each other of attacks".
func (c clause) mutual(f frame.Found, e *trucewatch.EventMention) {
	if !c.Verb(f.Token) || f.Rule.TwoSided() || len(f.Rule.Recipients) == 0 || between(*e) {
		return
	}
	for _, o := range append(c.Tree.All(f.Token, "obj", "iobj"), c.Tree.All(f.Token, "obl")...) {
		if c.Form(o) == "other" && o > 0 && c.Form(o-1) == "each" || c.Form(o) == "another" && o > 0 && c.Form(o-1) == "one" {
			e.Recipients = slices.Clone(e.Actors)
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.each-other", Words: c.Tree.Tokens[o-1].Form + " " + c.Tree.Tokens[o].Form})
			return
		}
	}
}

// ground makes the place told with a siege or a blockade whom it is laid to, where nobody
// else is: "lived under siege in Zenda".
func (c clause) ground(e *trucewatch.EventMention) {
	if e.Type != trucewatch.Coerce || len(e.Recipients) > 0 || e.Place < 0 || !c.Words.Is("laid-to", c.Lemma(e.Token)) {
		return
	}
	if x := c.Draft.Mentions[e.Place]; x.Named && x.Sentence == e.Sentence && !slices.Contains(e.Actors, e.Place) && !c.same(e.Actors, e.Place) {
		e.Recipients = append(e.Recipients, e.Place)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.ground", Words: x.Of(c.Draft.Text())})
	}
}

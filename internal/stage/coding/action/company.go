package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

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

// ground makes the place told with a siege or a blockade whom it is laid to, where nobody
// else is: "lived under siege in Zenda".
func (c clause) ground(e *trucewatch.EventMention) {
	if e.Type != trucewatch.Coerce || len(e.Recipients) > 0 || e.Place < 0 || !c.Words.Is("laid-to", c.Lemma(e.Token)) {
		return
	}
	if x := c.Draft.Mentions[e.Place]; x.Named && x.Sentence == e.Sentence && !slices.Contains(e.Actors, e.Place) && !c.party().Same(e.Actors, e.Place) {
		e.Recipients = append(e.Recipients, e.Place)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.ground", Words: x.Of(c.Draft.Text())})
	}
}

// included gives a noun of force or restraint that is told as one of several the sides of
// what includes it: "the army's interventions, including raids on the valley".
func (m *memory) included(k int) {
	e := &m.events[k]
	if frame.Sort(e.Type) != "force" || len(e.Actors) > 0 {
		return
	}
	c := m.c(e.Sentence)
	for j := k - 1; j >= 0 && m.events[j].Sentence == e.Sentence; j-- {
		o := m.events[j]
		if frame.Sort(o.Type) != "force" || len(o.Actors) == 0 || !c.amongThose(e.Token, o.Token) {
			continue
		}
		e.Actors = grammar.Union(nil, o.Actors, e.Recipients)
		if len(e.Recipients) == 0 && e.Type == o.Type {
			e.Recipients = grammar.Union(nil, o.Recipients, e.Actors)
		}
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.including", Words: o.Of(c.Draft.Text())})
		return
	}
}

// amongThose reports whether the words before the noun i tell it as one of what the noun
// over names: "over ..., including raids". No other verb stands between.
func (c clause) amongThose(i, over int) bool {
	if over >= i || c.Verb(i) {
		return false
	}
	including := false
	for k := over + 1; k < i; k++ {
		switch {
		case c.Form(k) == "including":
			including = true
		case c.Verb(k) && c.Finite(k), including && c.Verb(k):
			return false
		}
	}
	return including
}

package action

import (
	"iter"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// kind is what two mentions must have in common, or alike, to be of one happening.
type kind struct {
	of    trucewatch.EventType
	lemma string
}

// look is how the words around an event present it, whatever it is compared with.
type look struct{ another, introduced, definite, many bool }

// naming is what the words of a mention say by themselves.
type naming struct {
	nation string   // the land that they name as a whole, or ""
	words  []string // the capitalised ones, folded
}

// index notes what each event is compared by, once, so that in a long report each is
// held against those only that it can be of one happening with.
func (m *memory) index() {
	own := map[kind][]int{}
	var kinds []kind
	for k, e := range m.events {
		c := m.c(e.Sentence)
		m.looks = append(m.looks, look{c.Another(e.Token), c.introduced(e.Token), c.Definite(e.Token), c.many(e.Token)})
		at := kind{e.Type, m.lemmas[k]}
		if own[at] == nil {
			kinds = append(kinds, at)
		}
		own[at] = append(own[at], k)
	}
	m.kin = map[kind][]int{}
	for _, a := range kinds {
		for _, b := range kinds {
			if a.of == b.of && m.rules.words.Alike(a.lemma, b.lemma) {
				m.kin[a] = append(m.kin[a], own[b]...)
			}
		}
		slices.Sort(m.kin[a])
	}
}

// words returns the capitalised words of a mention, or of what it stands for, folded.
func (m *memory) words(i int) []string {
	return m.naming(m.c(0).Draft.Mentions[m.meant(i)].Span).words
}

// naming returns what the words of a mention at a place in the text say by themselves.
// It is asked for every pair of events, so answers are kept.
func (m *memory) naming(at trucewatch.Span) naming {
	found, known := m.names[at]
	if !known {
		text := at.Of(m.c(0).Draft.Text())
		found = naming{m.rules.words.Land(text), grammar.Capitalised(text)}
		if m.names == nil {
			m.names = map[trucewatch.Span]naming{}
		}
		m.names[at] = found
	}
	return found
}

// kinOf yields the events that k can be of one happening with, going back from it where
// step is -1 and on where it is 1. Where its word counts, those told close by with the
// same word come first: "the raid" is the raid told before, not the attack in between.
func (m *memory) kinOf(k, step int, byWord bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		kin := m.kin[kind{m.events[k].Type, m.lemmas[k]}]
		from, _ := slices.BinarySearch(kin, k)
		first := func(j int) bool {
			return byWord && m.lemmas[j] == m.lemmas[k] && m.near(k, j) && m.plural(j) == m.plural(k)
		}
		for at := from + step; byWord && at >= 0 && at < len(kin) && m.near(k, kin[at]); at += step {
			if first(kin[at]) && !yield(kin[at]) {
				return
			}
		}
		for at := from + step; at >= 0 && at < len(kin); at += step {
			if !first(kin[at]) && !yield(kin[at]) {
				return
			}
		}
	}
}

// plural reports whether event k is told by a noun in the plural: "the attack" is none of
// "attacks".
func (m *memory) plural(k int) bool {
	return m.c(m.events[k].Sentence).Tree.Tokens[m.events[k].Token].XPOS == "NNS"
}

// turned reports whether one of two acts of force is told to be done by those to whom the
// other was done, and nobody does both: the raid on the rebels is not the rebels' attack.
func (m *memory) turned(e, o *trucewatch.EventMention) bool {
	return e.Type == trucewatch.Assault && len(e.Actors) > 0 && len(o.Actors) > 0 && !m.meet(e.Actors, o.Actors) &&
		(m.meet(e.Recipients, o.Actors) || m.meet(o.Recipients, e.Actors))
}

// meet reports whether a mention of one list looks like one of the other by its own words:
// see [memory.anyLike], which also knows whom people serve.
func (m *memory) meet(x, y []int) bool {
	return slices.ContainsFunc(x, func(a int) bool { return slices.ContainsFunc(y, func(b int) bool { return m.like(a, b) }) })
}

// oneGround reports whether two places are one, or one is the whole land.
func (m *memory) oneGround(a, b int) bool {
	return a >= 0 && b >= 0 && (m.like(a, b) || m.land(a) || m.land(b))
}

// samePlace reports whether both places are told and look like one.
func (m *memory) samePlace(a, b int) bool { return a >= 0 && b >= 0 && m.like(a, b) }

// takesMode gives e the mode of o, of the same type, where e tells none. Where people
// met is seen from the place.
func takesMode(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if len(e.Mode) > 0 || len(o.Mode) == 0 || e.Type != o.Type || e.Type == trucewatch.Consult {
		return false
	}
	e.Mode = slices.Clone(o.Mode)
	return true
}

// fights reports whether e is fighting, in which all who take part act.
func (m *memory) fights(e *trucewatch.EventMention) bool {
	return e.Type == trucewatch.Assault && m.rules.words.Is("same-fight", m.c(e.Sentence).Lemma(e.Token))
}

package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// mainParties completes what is between sides from the pair of sides that the
// report is about, if one pair stands out: truces, accords and talks without or
// with one party, fighting without any, attacks of which one side is known, and
// the signing of an accord.
func (m *memory) mainParties(triggers []found) {
	pair := m.mainPair()
	if pair == nil {
		return
	}
	for k := range m.events {
		e := &m.events[k]
		if e.Background && m.c(e.Sentence).dated(e.Token) {
			continue
		}
		twoSided := slices.Contains(triggers[k].rule.actors, "between")
		switch {
		case between(*e) && len(e.Actors) == 0, e.Type == trucewatch.Assault && twoSided && len(e.Actors)+len(e.Recipients) == 0 && m.c(e.Sentence).definite(e.Token),
			e.Type == trucewatch.Support && len(e.Actors) == 0 && m.rules.is("sign", m.lemmas[k]):
			m.give(&e.Actors, e, "en.inherit.main-parties", pair...)
		case between(*e) && len(e.Actors) == 1:
			m.opponent(&e.Actors, e, e.Actors[0], pair)
		case e.Type == trucewatch.Assault && !twoSided && len(e.Actors) == 1 && len(e.Recipients) == 0:
			m.opponent(&e.Recipients, e, e.Actors[0], pair)
		case e.Type == trucewatch.Assault && !twoSided && len(e.Actors) == 0 && len(e.Recipients) == 1:
			m.opponent(&e.Actors, e, e.Recipients[0], pair)
		}
	}
}

// opponent adds the other of the pair where one of it is known.
func (m *memory) opponent(list *[]int, e *trucewatch.EventMention, known int, pair []int) {
	for k, p := range pair {
		if m.like(known, p) && !m.like(known, pair[1-k]) {
			m.give(list, e, "en.inherit.opponent", pair[1-k])
			return
		}
	}
}

func (m *memory) give(list *[]int, e *trucewatch.EventMention, rule string, parties ...int) {
	d := m.c(0).d
	*list = append(*list, parties...)
	for _, p := range parties {
		e.Why = append(e.Why, trucewatch.Reason{Rule: rule, Words: d.Mentions[p].Of(d.Text())})
	}
}

// mainPair returns the two sides, no persons, that most events of the report are
// between or that attack each other most; nil when no pair leads.
func (m *memory) mainPair() []int {
	var pairs [][]int
	var count []int
	for _, e := range m.events {
		p := e.Actors
		if e.Type == trucewatch.Assault && len(e.Actors) == 1 && len(e.Recipients) == 1 {
			p = []int{e.Actors[0], e.Recipients[0]}
		} else if !between(e) {
			continue
		}
		if len(p) != 2 || e.Background || !m.side(p[0]) || !m.side(p[1]) || m.like(p[0], p[1]) {
			continue
		}
		k := slices.IndexFunc(pairs, func(q []int) bool { return m.samePair(p, q) })
		if k < 0 {
			pairs, count = append(pairs, p), append(count, 0)
			k = len(pairs) - 1
		}
		count[k]++
	}
	best, lead := -1, 0
	for k, n := range count {
		switch {
		case best < 0 || n > count[best]:
			best, lead = k, n-max(0, slices.Max(append(count[:k:k], 0)))
		case n == count[best]:
			lead = 0
		}
	}
	if best < 0 || lead == 0 {
		return nil
	}
	return slices.Clone(pairs[best])
}

// side reports whether a mention can be a side of a conflict: a land, its people or
// a named body.
func (m *memory) side(i int) bool {
	x := m.c(0).d.Mentions[i]
	return x.Named && x.Kind != trucewatch.Person || !x.Named && len(m.words(i)) > 0
}

// between reports whether the event is one that sides have between them.
func between(e trucewatch.EventMention) bool {
	return e.Type == trucewatch.Agree || e.Type == trucewatch.Consult || (e.Type == trucewatch.Retreat && slices.Contains(e.Mode, "ceasefire"))
}

// samePair reports whether two pairs of actors look like one.
func (m *memory) samePair(a, b []int) bool {
	return (m.like(a[0], b[0]) && m.like(a[1], b[1])) || (m.like(a[0], b[1]) && m.like(a[1], b[0]))
}

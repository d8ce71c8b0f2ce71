package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// mainParties completes what is between sides from the pair of sides that the
// report is about, if one pair stands out: truces, accords and talks without or
// with one party, and the signing of an accord. Who fought whom is never guessed.
func (m *memory) mainParties(triggers []found) {
	pair := m.mainPair()
	if pair == nil {
		return
	}
	for k := range m.events {
		if e := &m.events[k]; !e.Background || !m.c(e.Sentence).dated(e.Token) {
			m.ofPair(k, pair)
		}
	}
}

// ofPair completes one event from the pair.
func (m *memory) ofPair(k int, pair []int) {
	e := &m.events[k]
	signing := e.Type == trucewatch.Support && m.rules.is("sign", m.lemmas[k])
	if between(*e) || signing {
		switch {
		case len(e.Actors) == 0:
			m.give(&e.Actors, e, "en.inherit.main-parties", pair...)
		case len(e.Actors) == 1 && len(e.Recipients) == 0 && !signing:
			m.opponent(&e.Actors, e, e.Actors[0], pair)
		}
		return
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
	for k, e := range m.events {
		p := e.Actors
		if m.rules.is("same-promise", m.lemmas[k]) && m.lemmas[k] != "agree" {
			continue // what two promise together is not between them
		}
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

// sides puts the two parties of the last meeting, clash or agreement in the place
// of "the two sides".
func (m *memory) sides(e *trucewatch.EventMention, c clause) {
	for _, list := range []*[]int{&e.Actors, &e.Recipients} {
		for k, p := range *list {
			mention := c.d.Mentions[p]
			they := c.form(mention.Head) == "they" && mention.Antecedent < 0 && (e.Type == trucewatch.Agree || e.Type == trucewatch.Consult)
			if mention.Named || mention.Sentence != e.Sentence || (!they && !c.bothSides(mention.Head)) {
				continue
			}
			pair := m.lastPair(e)
			if pair == nil {
				continue
			}
			*list = slices.Concat((*list)[:k], pair, (*list)[k+1:])
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.sides", Words: mention.Of(c.d.Text())})
			break
		}
	}
}

// lastPair returns the two actors of the latest event of the same sort, force or
// talk, that had two and stands in the sentence or the one before.
func (m *memory) lastPair(e *trucewatch.EventMention) []int {
	for _, o := range slices.Backward(m.events) {
		if len(o.Actors) == 2 && e.Sentence-o.Sentence <= 1 && (o.Type == trucewatch.Assault) == (e.Type == trucewatch.Assault) {
			return slices.Clone(o.Actors)
		}
	}
	return nil
}

// fought gives a truce without parties those of the fighting it ended: fighting
// with two sides or more, in the same place or sentence.
func (m *memory) fought(k int) {
	e := &m.events[k]
	if e.Type != trucewatch.Retreat || !slices.Contains(e.Mode, "ceasefire") || len(e.Actors) > 0 || m.c(e.Sentence).dated(e.Token) {
		return
	}
	for _, o := range slices.Backward(m.events) {
		if o.Type != trucewatch.Assault || len(o.Actors) < 2 || len(o.Recipients) > 0 || o.Background {
			continue
		}
		if o.Sentence == e.Sentence || (e.Place >= 0 && o.Place >= 0 && m.like(e.Place, o.Place)) {
			e.Actors = slices.Clone(o.Actors)
			if e.Place < 0 {
				e.Place = o.Place
			}
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.parties-of-fighting", Words: o.Of(m.c(0).d.Text())})
			return
		}
	}
}

// ofTruce gives the restoring of a truce the parties of the truce named with it in
// the sentence, or the truce those of its restoring.
func (m *memory) ofTruce(k int) bool {
	e := &m.events[k]
	for j := range m.events {
		o := m.events[j]
		t := m.c(e.Sentence).t
		if j == k || o.Sentence != e.Sentence || o.Type != trucewatch.Retreat || !slices.Contains(o.Mode, "ceasefire") || len(o.Actors) == 0 ||
			e.Type != trucewatch.Retreat || (!t.Dominates(e.Token, o.Token) && !t.Dominates(o.Token, e.Token)) {
			continue
		}
		e.Actors = slices.Clone(o.Actors)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.parties-of-truce", Words: o.Of(m.c(0).d.Text())})
		return true
	}
	return false
}

// negotiable reports whether the event is one that talks are about and lacks a party.
func (m *memory) negotiable(e trucewatch.EventMention) bool {
	if e.Type == trucewatch.Agree || e.Type == trucewatch.Consult {
		return len(e.Actors) == 0
	}
	return e.Type == trucewatch.Retreat && slices.Contains(e.Mode, "ceasefire") && e.Status == trucewatch.Proposed && len(e.Actors) < 2
}

// negotiated gives a proposed truce, an accord or planned talks without parties
// those of the meeting that its sentence, or the one before, tells of.
func (m *memory) negotiated(k int) {
	e := &m.events[k]
	if !m.negotiable(*e) {
		return
	}
	if m.ofTruce(k) {
		return
	}
	best := -1
	for j := range m.events {
		o := m.events[j]
		if m.rules.is("same-promise", m.lemmas[j]) && m.lemmas[j] != "agree" {
			continue
		}
		if j == k || o.Type != trucewatch.Consult && o.Type != trucewatch.Agree || len(o.Actors) < 2 || e.Sentence-o.Sentence > 1 || o.Sentence > e.Sentence {
			continue
		}
		best = j
	}
	if best < 0 {
		return
	}
	o := m.events[best]
	e.Actors = slices.Clone(o.Actors)
	if e.Type == trucewatch.Agree && e.Place < 0 && e.Status != trucewatch.Planned {
		e.Place = o.Place
	}
	e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.parties-of-talks", Words: o.Of(m.c(0).d.Text())})
}

// bothSides reports whether noun i means the two that the report is about: "the
// two sides", "both parties", "the delegations", not "the Israeli side".
func (c clause) bothSides(i int) bool {
	if !c.rules.is("sides", c.lemma(i)) || c.t.Tokens[i].XPOS != "NNS" || c.t.Child(i, "nmod:poss") >= 0 {
		return false
	}
	for _, m := range c.modifiers(i) {
		if k, _ := c.named(m); k >= 0 {
			return false
		}
	}
	for _, k := range c.t.All(i, "det", "nummod", "advmod") {
		if slices.Contains([]string{"the", "both", "two"}, c.form(k)) {
			return true
		}
	}
	return false
}

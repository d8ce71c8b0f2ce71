package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/party"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
)

// mainParties completes what is between sides from the pair of sides that the
// report is about, if one pair stands out: truces, accords and talks without or
// with one party, the signing of an accord, fighting, demands and refusals. It returns
// that pair, nil where none stands out.
func (m *memory) mainParties(triggers []frame.Found) []int {
	pair := m.mainPair()
	for k := range m.events {
		m.they(k)
		m.acrossNear(k)
	}
	if pair != nil {
		m.ofTwo(triggers, pair)
	}
	m.bindLands()
	return pair
}

// ofTwo completes the events of the report from its pair of sides.
func (m *memory) ofTwo(triggers []frame.Found, pair []int) {
	m.ruled(pair)
	for k := range m.events {
		if e := &m.events[k]; !e.Background || !m.c(e.Sentence).Dated(e.Token) {
			m.ownWar(e, triggers[k], pair)
			m.bothOf(e, pair)
			m.byTheirMen(e, pair)
			m.ofPair(k, pair)
			m.acrossPair(&m.events[k], triggers[k], pair)
		}
	}
}

// bothOf puts the pair in the place of "both sides" where no event before tells who
// they are.
func (m *memory) bothOf(e *trucewatch.EventMention, pair []int) {
	c := m.c(e.Sentence)
	for _, list := range []*[]int{&e.Actors, &e.Recipients} {
		at := slices.IndexFunc(*list, func(p int) bool {
			x := c.Draft.Mentions[p]
			if x.Named || x.Antecedent >= 0 || x.Sentence != e.Sentence || !c.bothSides(x.Head) {
				return false
			}
			return !c.Words.Is("land-noun", c.Lemma(x.Head)) || m.stateOf(pair[0]) != "" && m.stateOf(pair[1]) != ""
		})
		if at >= 0 {
			*list = slices.Concat((*list)[:at], pair, (*list)[at+1:])
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.main-parties", Words: c.Draft.Mentions[pair[0]].Of(c.Draft.Text())})
		}
	}
}

// sameBody finds whom "the group" or "the movement" among the parties of the event
// is: the body that last took part in what the report tells.
func (m *memory) sameBody(e *trucewatch.EventMention, c clause) {
	for _, p := range slices.Concat(e.Actors, e.Recipients) {
		x := &c.Draft.Mentions[p]
		if x.Named || x.Antecedent >= 0 || x.Sentence != e.Sentence || !c.bareBody(x.Head) {
			continue
		}
		for _, o := range slices.Backward(m.events) {
			if e.Sentence-o.Sentence > setting.Reach {
				break
			}
			at := slices.IndexFunc(slices.Concat(o.Actors, o.Recipients), func(q int) bool {
				y := c.Draft.Mentions[q]
				return y.Named && y.Kind == trucewatch.Organization && !slices.Contains(e.Actors, q) && !slices.Contains(e.Recipients, q)
			})
			if at >= 0 {
				x.Antecedent = slices.Concat(o.Actors, o.Recipients)[at]
				e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.body", Words: x.Of(c.Draft.Text())})
				break
			}
		}
	}
}

// voices puts whoever speaks in the place of "we" and "I" among the parties: the
// source of the statement that holds the event, else of the last one before it. Where
// nobody is known to speak, nobody takes part.
func (m *memory) voices(e *trucewatch.EventMention, c clause, statements []trucewatch.Statement) {
	for _, list := range []*[]int{&e.Actors, &e.Recipients} {
		*list = slices.DeleteFunc(*list, func(p int) bool {
			x := &c.Draft.Mentions[p]
			if x.Named || x.Sentence != e.Sentence || !c.Words.Is("speaker-pronoun", c.Form(x.Head)) {
				return false
			}
			if x.Antecedent < 0 {
				x.Antecedent = m.spokenFor(e, c.Form(x.Head), m.behindPaper(speaker(e, statements)))
			}
			return x.Antecedent < 0 || x.Antecedent == p
		})
	}
}

// spokenFor returns the land for which the person who speaks does what "we" and "our" tell
// as a deed, not as words: "our troops will leave", the minister said.
func (m *memory) spokenFor(e *trucewatch.EventMention, pronoun string, who int) int {
	if who < 0 || pronoun == "i" || pronoun == "me" || pronoun == "my" || frame.Sort(e.Type) == "speech" {
		return who
	}
	if of := m.servedBy(who); of >= 0 {
		return of
	}
	return who
}

// speaker returns who says what holds the event, or -1.
func speaker(e *trucewatch.EventMention, statements []trucewatch.Statement) int {
	if len(e.AccordingTo) > 0 {
		if s := statements[e.AccordingTo[len(e.AccordingTo)-1]]; len(s.Sources) > 0 {
			return s.Sources[0]
		}
	}
	for _, s := range slices.Backward(statements) {
		if s.Sentence <= e.Sentence && e.Sentence-s.Sentence <= 2 && len(s.Sources) > 0 {
			return s.Sources[0]
		}
	}
	return -1
}

// bareBody reports whether the noun i only points at a body named before: "the
// group", "the armed movement", not "the group's rival" or "the group in the north".
func (c clause) bareBody(i int) bool {
	if !c.Words.Is("any-body", c.Lemma(i)) || c.Tree.Tokens[i].XPOS == "NNS" || c.Tree.Child(i, "nmod", "nmod:poss", "compound", "appos", "flat") >= 0 {
		return false
	}
	d := c.Tree.Child(i, "det")
	return d >= 0 && (c.Form(d) == "the" || c.Form(d) == "this") && !slices.ContainsFunc(c.Tree.All(i, "amod"), func(a int) bool { return c.KindOf(a) != "" })
}

// acrossPair completes fighting whose sides are left open with the pair, and what one
// of the pair did, said or gave way to without saying to whom with the other. Who
// struck is never guessed.
func (m *memory) acrossPair(e *trucewatch.EventMention, f frame.Found, pair []int) {
	if len(e.Recipients) > 0 {
		return
	}
	fight := f.Rule.TwoSided() && m.betweenLands(*e, pair)
	across := m.rules.words.Is("across-pair", string(e.Type))
	switch {
	case fight && len(e.Actors) == 0 && (e.Status == trucewatch.Proposed || m.c(e.Sentence).Another(e.Token)):
		return // "fears of more violence", "similar clashes last month": whose is not told
	case fight && len(e.Actors) == 0:
		m.give(&e.Actors, e, "en.inherit.main-parties", pair...)
	case fight && len(e.Actors) == 1:
		m.opponent(&e.Actors, e, e.Actors[0], pair)
	case across && len(e.Actors) == 1, e.Type == trucewatch.Assault && len(e.Actors) == 1 && e.Status == trucewatch.Occurred && !f.Rule.State && !e.Background && m.betweenLands(*e, pair):
		m.opponent(&e.Recipients, e, e.Actors[0], pair)
	}
}

// betweenLands reports whether fighting may be that of the pair: it is not told as
// that within one land ("civil war") or in another.
func (m *memory) betweenLands(e trucewatch.EventMention, pair []int) bool {
	c := m.c(e.Sentence)
	if slices.ContainsFunc(c.Modifiers(e.Token), func(i int) bool { return c.Words.Is("within-land", c.Lemma(i)) }) && m.stateOf(pair[0]) != "" && m.stateOf(pair[1]) != "" {
		return false
	}
	land := ""
	if e.Place >= 0 {
		land = m.nation(e.Place)
	}
	return land == "" || slices.ContainsFunc(pair, func(p int) bool { return m.nation(p) == land || m.nation(p) == "" })
}

// ofPair completes one event from the pair.
func (m *memory) ofPair(k int, pair []int) {
	e := &m.events[k]
	if m.rules.words.Is("go-between", m.lemmas[k]) {
		return
	}
	signing := e.Type == trucewatch.Support && m.rules.words.Is("sign", m.lemmas[k])
	if party.Between(*e) || signing {
		pair = m.rulersOf(pair)
		switch {
		case len(e.Actors) == 0:
			m.give(&e.Actors, e, "en.inherit.main-parties", pair...)
		case len(e.Actors) == 1 && len(e.Recipients) == 0 && !signing && !m.alone(k):
			m.opponent(&e.Actors, e, e.Actors[0], pair)
		}
	}
}

// rulersOf puts the land in the place of its forces in a pair of which the other is no land's:
// these fight, but it is the land that agrees and talks.
func (m *memory) rulersOf(pair []int) []int {
	out := slices.Clone(pair)
	for i, p := range pair {
		if of := m.ownLand(p); of >= 0 && m.keepsOrder(p) && m.stateOf(pair[1-i]) == "" {
			out[i] = of
		}
	}
	return out
}

// opponent adds the other of the pair where one of it is known.
func (m *memory) opponent(list *[]int, e *trucewatch.EventMention, known int, pair []int) {
	for k, p := range pair {
		if m.sameSide(known, p) && !m.sameSide(known, pair[1-k]) {
			m.give(list, e, "en.inherit.opponent", pair[1-k])
			return
		}
	}
}

func (m *memory) give(list *[]int, e *trucewatch.EventMention, rule string, parties ...int) {
	d := m.c(0).Draft
	*list = append(*list, parties...)
	for _, p := range parties {
		e.Why = append(e.Why, trucewatch.Reason{Rule: rule, Words: d.Mentions[p].Of(d.Text())})
	}
}

// sides puts the two parties of the last meeting, clash or agreement in the place
// of "the two sides".
func (m *memory) sides(e *trucewatch.EventMention, c clause) {
	for _, list := range []*[]int{&e.Actors, &e.Recipients} {
		for k, p := range *list {
			mention := c.Draft.Mentions[p]
			they := c.Form(mention.Head) == "they" && mention.Antecedent < 0 && (e.Type == trucewatch.Agree || e.Type == trucewatch.Consult)
			if mention.Named || mention.Sentence != e.Sentence || (!they && !c.bothSides(mention.Head)) {
				continue
			}
			pair := m.lastPair(e)
			if pair == nil {
				continue
			}
			if e.Type != trucewatch.Consult && !they {
				pair = m.asLands(pair)
			}
			*list = slices.Concat((*list)[:k], pair, (*list)[k+1:])
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.sides", Words: mention.Of(c.Draft.Text())})
			break
		}
	}
}

// lastPair returns the two actors of the latest event of the same sort, force or
// talk, that had two and stands in the sentence or the one before.
func (m *memory) lastPair(e *trucewatch.EventMention) []int {
	for k, o := range slices.Backward(m.events) {
		if len(o.Actors) == 2 && !m.rules.words.Is("go-between", m.lemmas[k]) && e.Sentence-o.Sentence <= 1 && (o.Type == trucewatch.Assault) == (e.Type == trucewatch.Assault) {
			return slices.Clone(o.Actors)
		}
	}
	return nil
}

// fought gives a truce without parties those of the fighting it ended: fighting
// with two sides or more, in the same place or sentence.
func (m *memory) fought(k int) {
	e := &m.events[k]
	if !party.Truce(*e) || len(e.Actors) > 0 || m.c(e.Sentence).Dated(e.Token) {
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
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.parties-of-fighting", Words: o.Of(m.c(0).Draft.Text())})
			return
		}
	}
}

// accuser gives a truce that somebody is accused of breaking its other side: whoever
// accuses, if it is a land or a body.
func (m *memory) accuser(k int) {
	e := &m.events[k]
	if !party.Truce(*e) || len(e.Actors) != 1 {
		return
	}
	for _, o := range m.events {
		if o.Sentence != e.Sentence || o.Type != trucewatch.Accuse || len(o.Actors) != 1 || len(o.Recipients) != 1 ||
			!m.oneParty(o.Recipients[0], e.Actors[0]) || m.oneParty(o.Actors[0], e.Actors[0]) || !m.side(o.Actors[0]) {
			continue
		}
		m.give(&e.Actors, e, "en.inherit.accuser", o.Actors[0])
		return
	}
}

// ofTruce gives the restoring of a truce the parties of the truce named with it in
// the sentence, or the truce those of its restoring.
func (m *memory) ofTruce(k int) bool {
	e := &m.events[k]
	for j := range m.events {
		o := m.events[j]
		t := m.c(e.Sentence).Tree
		if j == k || o.Sentence != e.Sentence || !party.Truce(o) || len(o.Actors) == 0 ||
			e.Type != trucewatch.Retreat || (!t.Dominates(e.Token, o.Token) && !t.Dominates(o.Token, e.Token)) {
			continue
		}
		e.Actors = slices.Clone(o.Actors)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.parties-of-truce", Words: o.Of(m.c(0).Draft.Text())})
		return true
	}
	return false
}

// negotiable reports whether the event is one that talks are about and lacks a party.
func (m *memory) negotiable(e trucewatch.EventMention) bool {
	if e.Type == trucewatch.Agree || e.Type == trucewatch.Consult {
		return len(e.Actors) == 0 && !m.rules.words.Is("go-between", m.c(e.Sentence).Lemma(e.Token))
	}
	return party.Truce(e) && e.Status == trucewatch.Proposed && len(e.Actors) < 2
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
		if m.promises(j) || m.rules.words.Is("go-between", m.lemmas[j]) {
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
	if e.Type != trucewatch.Consult {
		e.Actors = m.asLands(e.Actors)
	}
	if e.Type == trucewatch.Agree && e.Place < 0 && e.Status != trucewatch.Planned {
		e.Place = o.Place
	}
	e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.parties-of-talks", Words: o.Of(m.c(0).Draft.Text())})
}

// bothSides reports whether noun i means the two that the report is about: "the
// two sides", "both parties", "the delegations", not "the Israeli side", nor "all the
// countries" and "the regional countries".
func (c clause) bothSides(i int) bool {
	pair := c.Words.Is("two-of", c.Lemma(i)) && slices.ContainsFunc(c.Tree.All(i, "det", "nummod", "amod"), func(k int) bool {
		return slices.Contains([]string{"both", "two"}, c.Form(k))
	}) && c.Tree.Child(i, "nmod", "compound", "acl") < 0
	if !pair && !c.Words.Is("sides", c.Lemma(i)) || c.Tree.Tokens[i].XPOS != "NNS" || c.Tree.Child(i, "nmod:poss") >= 0 {
		return false
	}
	if slices.ContainsFunc(c.Tree.All(i, "det:predet", "det", "amod"), func(k int) bool { return c.Words.Is("more-than-two", c.Form(k)) }) {
		return c.Words.Is("two-sides", c.Lemma(i)) && c.all(i)
	}
	for _, m := range c.Modifiers(i) {
		if k, _ := c.Named(m); k >= 0 {
			return false
		}
	}
	for _, k := range c.Tree.All(i, "det", "nummod", "advmod") {
		if slices.Contains([]string{"the", "both", "two"}, c.Form(k)) {
			return true
		}
	}
	return false
}

// all reports whether "all" stands alone before noun i: "all parties" to a conflict.
func (c clause) all(i int) bool {
	return i > 0 && c.Form(i-1) == "all" && c.Tree.Child(i, "nmod", "acl", "amod") < 0
}

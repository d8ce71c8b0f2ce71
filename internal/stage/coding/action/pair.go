package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/party"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
)

// mainPair returns the two sides, no persons, that the events of the report show most to
// stand against each other, the first told of equals; nil when there is none.
func (m *memory) mainPair() []int {
	var pairs [][]int
	var weights []int
	for k, e := range m.events {
		p, weight := m.against(k)
		if len(p) != 2 || e.Background || e.Type == trucewatch.Consult && (m.brokers(p[0]) || m.brokers(p[1])) || !m.side(p[0]) || !m.side(p[1]) || m.sameSide(p[0], p[1]) {
			continue
		}
		at := slices.IndexFunc(pairs, func(q []int) bool { return m.samePair(p, q) })
		if at < 0 {
			at = len(pairs)
			pairs, weights = append(pairs, slices.Clone(p)), append(weights, 0)
		}
		m.named(pairs[at], p)
		if e.Sentence < opening {
			weight *= 2 // what the report opens with is what it is about
		}
		weights[at] += weight
	}
	if len(pairs) == 0 {
		return m.campPair()
	}
	return slices.Clone(pairs[slices.Index(weights, slices.Max(weights))])
}

// against returns the two that event k shows to be sides, and how strongly: those who
// fight each other before those who agree, who strike or who only meet, and two states
// that accuse, threaten or deny each other.
func (m *memory) against(k int) ([]int, int) {
	e := m.events[k]
	if len(e.Actors) == 1 && len(e.Recipients) == 1 && m.rules.words.Is("sides-words", string(e.Type)) {
		p := []int{e.Actors[0], e.Recipients[0]}
		if m.stateOf(p[0]) == "" || m.stateOf(p[1]) == "" {
			return nil, 0
		}
		return p, 2
	}
	p := m.opposed(k)
	switch {
	case len(p) != 2:
		return nil, 0
	case e.Type == trucewatch.Assault && len(e.Recipients) == 0:
		return p, 4
	case e.Type == trucewatch.Assault:
		if m.c(0).Draft.Mentions[p[1]].Kind == trucewatch.PlaceKind && (m.government(p[1]) == "" || m.samePlace(p[1], e.Place)) {
			return p, 1 // the ground where it happens
		}
		return p, 2
	case e.Type == trucewatch.Consult:
		if !slices.Equal(p, e.Actors) {
			return p, 1 // two men met
		}
		return p, 2
	}
	return p, 3
}

// named puts the land itself in the place of its forces or officials in a pair, and
// a name in the place of those told without one.
func (m *memory) named(pair, other []int) {
	for i, p := range pair {
		for _, q := range other {
			land := m.nation(p) == "" && m.nation(q) != ""
			if land && m.like(p, q) || m.group(p) != "" && m.group(q) == "" && m.sameSide(p, q) {
				pair[i] = q
			}
		}
	}
}

// opening is how many sentences the opening of a report has.
const opening = 4

// opposed returns the two that event k is between, or the one who acts and the one
// acted on; nil where there are more or fewer.
func (m *memory) opposed(k int) []int {
	e := m.events[k]
	if m.promises(k) || m.rules.words.Is("go-between", m.lemmas[k]) {
		return nil // what two promise together, or do for others, is not between them
	}
	if party.Between(e) || e.Type == trucewatch.Support && m.rules.words.Is("sign", m.lemmas[k]) {
		return m.asLands(e.Actors)
	}
	if e.Type == trucewatch.Assault && len(e.Recipients) == 0 {
		return e.Actors
	}
	if e.Type == trucewatch.Assault && len(e.Actors) == 1 && len(e.Recipients) == 1 {
		return []int{e.Actors[0], e.Recipients[0]}
	}
	return nil
}

// side reports whether a mention can be a side of a conflict: a land, the capital that
// stands for it, a people, a named body, or those who fight or protest, told as many.
func (m *memory) side(i int) bool {
	x := m.c(0).Draft.Mentions[i]
	switch {
	case x.Antecedent >= 0:
		return m.side(x.Antecedent) // "it" is whoever it stands for
	case x.Named && x.Kind == trucewatch.PlaceKind:
		return m.government(i) != "" || m.stateless(x.Of(m.c(0).Draft.Text()))
	case x.Named:
		return x.Kind != trucewatch.Person
	}
	return m.group(i) != "" || m.byAName(x)
}

// byAName reports whether the mention x, no name itself, tells who it is by one
// ("Sylvanian militants").
func (m *memory) byAName(x trucewatch.Mention) bool {
	c := m.c(x.Sentence)
	for k, t := range c.Tree.Tokens {
		if x.Contains(t.Span) && c.Draft.Named(c.Sentence, k) >= 0 {
			return true
		}
	}
	return false
}

// group returns the word by which a side is told that has no name: "rebel" for "the
// rebels" and "the rebel group", "government" for "government forces". It is empty for
// names, for single men and for those who are counted.
func (m *memory) group(i int) string {
	x := m.c(0).Draft.Mentions[i]
	if x.Named || x.Antecedent >= 0 || x.Head < 0 || m.byAName(x) {
		return ""
	}
	c := m.c(x.Sentence)
	many := c.Tree.Tokens[x.Head].XPOS == "NNS" || c.Words.Is("body", c.Lemma(x.Head))
	if !many || c.Tree.Child(x.Head, "nummod") >= 0 {
		return ""
	}
	for _, k := range append(c.Tree.All(x.Head, "compound", "amod"), x.Head) {
		if c.Words.Is("force", c.Lemma(k)) || c.Words.Is("crowd", c.Lemma(k)) {
			return c.Lemma(k)
		}
	}
	return ""
}

// sameSide reports whether two mentions look like one side: one party, those told by the
// same word, or the arms of one state.
func (m *memory) sameSide(a, b int) bool {
	if m.oneParty(a, b) {
		return true
	}
	if of := m.stateOf(a); of != "" && of == m.stateOf(b) {
		return true
	}
	x, y := m.group(a), m.group(b)
	switch {
	case x == "" && y == "":
		return false
	case x != "" && y != "":
		return x == y || m.rules.words.Is("of-state", x) && m.rules.words.Is("of-state", y)
	case x == "":
		return m.unnamed(y, a)
	}
	return m.unnamed(x, b)
}

// unnamed reports whether those told by the word x without a name may be the side named
// at mention i: the forces of a state, or rebels who have a body of their own.
func (m *memory) unnamed(x string, i int) bool {
	if m.stateOf(i) != "" {
		return m.rules.words.Is("of-state", x)
	}
	return m.rules.words.Is("embodies", x) && m.c(0).Draft.Mentions[i].Kind == trucewatch.Organization
}

// stateOf returns the land that mention i names, or whose government, forces or officials
// it tells of ("Sylvanian troops", "the Zenda government"), or "".
func (m *memory) stateOf(i int) string {
	x := m.c(0).Draft.Mentions[i]
	if of := m.government(i); of != "" || x.Named || x.Head < 0 {
		return of
	}
	c := m.c(x.Sentence)
	if l := c.Lemma(x.Head); !c.Words.Is("of-state", l) && !c.Words.Is("embodies", l) || c.Words.Is("insurgent", l) {
		return ""
	}
	if of := m.landNear(c, append(c.Tree.All(x.Head, "compound", "amod"), c.Tree.All(x.Head, "nmod:poss")...)); of >= 0 {
		return m.government(of)
	}
	return ""
}

// samePair reports whether two pairs of actors look like one.
func (m *memory) samePair(a, b []int) bool {
	return m.sameSide(a[0], b[0]) && m.sameSide(a[1], b[1]) || m.sameSide(a[0], b[1]) && m.sameSide(a[1], b[0])
}

// byTheirMen puts the sides in the place of the two men who made an accord or a truce for
// them: it binds those whom they speak for.
func (m *memory) byTheirMen(e *trucewatch.EventMention, pair []int) {
	if e.Type == trucewatch.Consult || e.Status != trucewatch.Occurred || !party.Between(*e) || m.c(e.Sentence).Verb(e.Token) || len(e.Actors) != 2 || !m.allPersons(e.Actors) {
		return
	}
	e.Actors = nil
	m.give(&e.Actors, e, "en.inherit.main-parties", pair...)
}

// they puts the two who last met, agreed or fought in the place of a "they" that stands for
// nobody told before: "they have agreed on a truce".
func (m *memory) they(k int) {
	e := &m.events[k]
	if !party.Between(*e) || len(e.Actors) != 1 {
		return
	}
	c := m.c(e.Sentence)
	if x := c.Draft.Mentions[e.Actors[0]]; x.Named || x.Antecedent >= 0 || x.Sentence != e.Sentence || x.Head < 0 || c.Form(x.Head) != "they" {
		return
	}
	e.Actors = nil
	for j := k - 1; j >= 0 && e.Sentence-m.events[j].Sentence <= setting.Reach; j-- {
		if o := m.events[j]; len(o.Actors) == 2 && o.Type != trucewatch.Assault {
			m.give(&e.Actors, e, "en.inherit.sides", o.Actors...)
			return
		}
	}
}

// bindLands puts the land in the place of its forces and its men in the accords and truces
// that are told by a noun: they bind the state.
func (m *memory) bindLands() {
	for k := range m.events {
		m.bindLand(&m.events[k])
	}
}

func (m *memory) bindLand(e *trucewatch.EventMention) {
	if e.Type == trucewatch.Consult || !party.Between(*e) || len(e.Actors) != 2 || m.c(e.Sentence).Verb(e.Token) || e.Status == trucewatch.Proposed {
		return
	}
	for i, p := range e.Actors {
		if of := m.ownLand(p); of >= 0 && !m.oneParty(of, e.Actors[1-i]) && m.stateOf(e.Actors[1-i]) == "" {
			e.Actors[i] = of
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.bound", Words: m.c(0).Draft.Mentions[of].Of(m.c(0).Draft.Text())})
		}
	}
}

// ownLand returns the mention of the land that a person serves or whose forces are told, or -1.
func (m *memory) ownLand(i int) int {
	x := m.c(0).Draft.Mentions[m.meant(i)]
	if x.Named && x.Kind == trucewatch.Person {
		return m.servedBy(i)
	}
	if x.Named || x.Head < 0 {
		return -1
	}
	c := m.c(x.Sentence)
	if !c.Words.Is("of-state", c.Lemma(x.Head)) {
		return -1
	}
	return m.landNear(c, append(c.Tree.All(x.Head, "compound", "amod"), c.Tree.All(x.Head, "nmod:poss")...))
}

package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// toWhom looks for whom what event k says or breaks off is said to, and the other side
// of a truce that somebody is said to break.
func (m *memory) toWhom(k int) {
	m.answered(k)
	m.claimant(k)
	m.blamed(k)
	m.accuser(k)
	m.asked(k)
	m.threatened(k)
	m.brokenOff(k)
}

// claimant gives a denial without a recipient the one who is denied: who accused those
// who deny, close before, else whose words the claim is that it speaks of ("the army
// denied the claim", "…, which the army denied").
func (m *memory) claimant(k int) {
	e := &m.events[k]
	if e.Type != trucewatch.Reject || len(e.Recipients) > 0 || len(e.Actors) == 0 {
		return
	}
	for _, o := range slices.Backward(m.events[:k]) {
		if e.Sentence-o.Sentence > 2 {
			break
		}
		if o.Type == trucewatch.Accuse && len(o.Actors) > 0 && m.apart(e, o) && m.anyLike(o.Recipients, e.Actors) {
			m.give(&e.Recipients, e, "en.inherit.accuser-denied", grammar.Union(nil, o.Actors, e.Actors)...)
			return
		}
	}
	if m.refused(k) || !m.c(e.Sentence).answersClaim(e.Token) {
		return
	}
	for _, s := range slices.Backward(m.statements) {
		inside := s.Sentence == e.Sentence && (s.Content.Contains(e.Span) || s.Start < e.Start)
		if len(s.Sources) == 0 || s.Stance != trucewatch.Assert || !inside && e.Sentence-s.Sentence != 1 || m.anyLike(s.Sources[:1], e.Actors) {
			continue
		}
		m.give(&e.Recipients, e, "en.inherit.claimant", s.Sources[0])
		return
	}
}

// refused gives the refusal of a call, plan or offer told before ("rejected the call")
// the one who made it, and reports whether it did.
func (m *memory) refused(k int) bool {
	e := &m.events[k]
	c := m.c(e.Sentence)
	known := slices.ContainsFunc(c.Tree.All(e.Token, "obj", "nsubj:pass"), func(o int) bool { return c.Words.Is("asked-for", c.Lemma(o)) && c.Definite(o) })
	if !c.Verb(e.Token) || !known {
		return false
	}
	for _, o := range slices.Backward(m.events[:k]) {
		if e.Sentence-o.Sentence > 2 {
			break
		}
		if (o.Type == trucewatch.Request || o.Type == trucewatch.Agree) && len(o.Actors) > 0 && m.apart(e, o) && (len(o.Recipients) == 0 || o.Sentence == e.Sentence || m.anyLike(o.Recipients, e.Actors)) {
			m.give(&e.Recipients, e, "en.inherit.answered", grammar.Union(nil, o.Actors, e.Actors)...)
			return true
		}
	}
	return false
}

// anyLike reports whether a mention of one list looks like one of the other.
func (m *memory) anyLike(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool {
		return slices.ContainsFunc(b, func(y int) bool { return m.oneParty(x, y) || m.serves(x, y) || m.serves(y, x) })
	})
}

// answersClaim reports whether what verb v denies is a claim told before: "the claim",
// "this", "which".
func (c clause) answersClaim(v int) bool {
	if !c.Verb(v) || !c.Words.Is("denial", c.Lemma(v)) {
		return false
	}
	if c.Tree.Tokens[v].Rel == "acl:relcl" && c.Tree.Child(v, "nsubj") >= 0 {
		return true
	}
	return slices.ContainsFunc(c.Tree.All(v, "obj", "nsubj:pass"), func(o int) bool {
		if slices.Contains([]string{"this", "that", "it", "which"}, c.Form(o)) {
			return true
		}
		return c.Pointed(o, "the", "this", "that", "those", "these") && c.Words.Is("charge", c.Lemma(o)) && c.Tree.Child(o, "nmod", "acl") < 0
	})
}

// pairReach is how many sentences before an event the pair it is told in is looked for.
const pairReach = 2

// acrossNear gives what one side says to another, told nowhere, the other side of the
// fighting, talks or truce that stands in the same sentence or shortly before.
func (m *memory) acrossNear(k int) {
	e := &m.events[k]
	if len(e.Recipients) > 0 || len(e.Actors) != 1 || !m.rules.words.Is("across-near", string(e.Type)) || e.Type == trucewatch.Request && !slices.Contains(e.Mode, "yield") {
		return
	}
	best := -1
	for j := range m.events {
		away := e.Sentence - m.events[j].Sentence
		if j == k || away < 0 || away > pairReach || m.events[j].Background {
			continue
		}
		if p := m.opposed(j); len(p) == 2 && m.side(p[0]) && m.side(p[1]) && !m.oneParty(p[0], p[1]) && (m.oneParty(p[0], e.Actors[0]) || m.oneParty(p[1], e.Actors[0])) {
			best = j
		}
	}
	if best >= 0 {
		m.opponent(&e.Recipients, e, e.Actors[0], m.opposed(best))
	}
}

// brokenOff gives the breaking off of talks the others of those talks for recipients.
func (m *memory) brokenOff(k int) {
	e := &m.events[k]
	if e.Type != trucewatch.Sanction || len(e.Recipients) > 0 || len(e.Actors) == 0 {
		return
	}
	for _, o := range m.events {
		if o.Sentence != e.Sentence || o.Type != trucewatch.Consult || len(o.Actors) < 2 || !m.c(e.Sentence).Tree.Dominates(e.Token, o.Token) {
			continue
		}
		rest := slices.DeleteFunc(slices.Clone(o.Actors), func(a int) bool { return m.anyLike([]int{a}, e.Actors) })
		if len(rest) < len(o.Actors) {
			m.give(&e.Recipients, e, "en.inherit.parties-of-talks", rest...)
			return
		}
	}
}

// ruled puts the group that fights or deals for a land without a state of its own in
// the place of that land: a truce is with those who rule there. Where the report has
// several such groups it is the one named most often.
func (m *memory) ruled(pair []int) {
	d := m.c(0).Draft
	for i, p := range pair {
		x := d.Mentions[p]
		if x.Kind != trucewatch.PlaceKind || !m.stateless(x.Of(d.Text())) {
			continue
		}
		best, most := -1, 0
		for _, e := range m.events {
			for _, a := range e.Actors {
				y := d.Mentions[a]
				if !y.Named || y.Kind != trucewatch.Organization || e.Type == trucewatch.Support || m.anyLike([]int{a}, []int{pair[1-i]}) {
					continue
				}
				if n := m.timesNamed(a); n > most {
					best, most = a, n
				}
			}
		}
		if best >= 0 {
			pair[i] = best
		}
	}
}

// stateless reports whether the words name a land that is no state.
func (m *memory) stateless(words string) bool {
	return m.rules.words.StatelessLand(words)
}

// timesNamed counts the mentions of the report that look like mention i.
func (m *memory) timesNamed(i int) int {
	n := 0
	for _, x := range m.c(0).Draft.Reading.Mentions {
		if x.Named && slices.ContainsFunc(m.naming(x.Span).words, func(w string) bool { return slices.Contains(m.words(i), w) }) {
			n++
		}
	}
	return n
}

// behindPaper returns who speaks through mention i where that is a document ("the
// statement said: we …"), else i.
func (m *memory) behindPaper(i int) int {
	if i < 0 || m.c(0).Draft.Mentions[i].Named {
		return i
	}
	x := m.c(0).Draft.Mentions[i]
	c := m.c(x.Sentence)
	if x.Antecedent >= 0 || x.Head < 0 || !c.Words.Is("document", c.Lemma(x.Head)) {
		return i
	}
	got := c.IssuedBy(x.Head, 2)
	if len(got) != 1 {
		return i
	}
	if got[0] != x.Head {
		return c.Draft.Mention(c.Sentence, got[0])
	}
	if of := m.c(0).Draft.Mentions[i].Antecedent; of >= 0 {
		return of
	}
	return i
}

// promises reports whether event k is a promise: what each makes for himself, though two
// make it together.
func (m *memory) promises(k int) bool {
	return m.rules.words.Is("same-promise", m.lemmas[k]) && m.lemmas[k] != "agree"
}

// alone reports whether event k is what one does by itself, with nobody else between:
// a promise, or a halt to its own attacks.
func (m *memory) alone(k int) bool {
	e := m.events[k]
	if m.promises(k) {
		return true
	}
	return e.Type == trucewatch.Retreat && m.c(e.Sentence).Verb(e.Token) && m.rules.words.Is("ending-own", m.lemmas[k])
}

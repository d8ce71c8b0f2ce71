package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// rising is what a report tells of people who take to the streets: who they are, who is
// sent against them and whom they rise against. Who is not told is -1.
type rising struct{ crowd, guard, against int }

// crowds completes what a report of one crowd leaves open: who protests and against whom,
// and whom the police sent against them shot at and held. Where the pair of sides that the
// report is about is not theirs, it tells of a war beside it, and force stays as it is told.
func (m *memory) crowds(triggers []frame.Found, pair []int) {
	r := m.rising()
	if r.crowd < 0 {
		return
	}
	ofForce := r.guard >= 0 && m.risen() && (pair == nil || slices.ContainsFunc(pair, func(p int) bool { return m.marches(p) }))
	for k := range m.events {
		e := &m.events[k]
		switch {
		case e.Background && m.c(e.Sentence).Dated(e.Token):
		case e.Type == trucewatch.Protest:
			m.protested(e, r)
		case ofForce && (e.Status == trucewatch.Occurred || e.Status == trucewatch.Ongoing):
			m.facing(e, triggers[k], r)
		}
	}
}

// protested gives a protest told without those who protest the crowd of the report, and
// those against whom others are told to protest.
func (m *memory) protested(e *trucewatch.EventMention, r rising) {
	if len(e.Actors) == 0 && !slices.Contains(e.Recipients, r.crowd) {
		m.give(&e.Actors, e, "en.inherit.crowd", r.crowd)
	}
	if len(e.Recipients) == 0 && r.against >= 0 && !slices.Contains(e.Actors, r.against) && m.ofCrowd(e.Actors) {
		m.give(&e.Recipients, e, "en.inherit.protested", r.against)
	}
}

// facing completes force between the crowd and those sent against it.
func (m *memory) facing(e *trucewatch.EventMention, f frame.Found, r rising) {
	c := m.c(e.Sentence)
	unsaid := !slices.ContainsFunc(e.Recipients, func(p int) bool { return !m.counted(p) }) && !c.takesMore(e.Token)
	open := len(e.Actors) == 0 && unsaid
	clash := e.Type == trucewatch.Assault && f.Rule.TwoSided()
	fired := (e.Type == trucewatch.Assault || e.Type == trucewatch.Coerce) && m.rules.words.Is("at-crowd", c.Lemma(e.Token))
	switch {
	case clash && open:
		m.give(&e.Actors, e, "en.inherit.crowd", r.crowd, r.guard)
	case clash || !fired:
	case open && m.guarded(e, r):
		m.give(&e.Actors, e, "en.inherit.guard", r.guard)
		m.give(&e.Recipients, e, "en.inherit.crowd", r.crowd)
	case unsaid && m.all(e.Actors, m.keepsOrder):
		m.give(&e.Recipients, e, "en.inherit.crowd", r.crowd)
	case unsaid && m.all(e.Actors, m.marches):
		m.give(&e.Recipients, e, "en.inherit.guard", r.guard)
	case len(e.Actors) == 0 && m.all(e.Recipients, m.marches):
		m.give(&e.Actors, e, "en.inherit.guard", r.guard)
	}
}

// takesMore reports whether more of the clause follows the verb i than its tree tells: what
// stands right behind it is whom it is done to, whatever the parser made of it.
func (c clause) takesMore(i int) bool {
	return c.Verb(i) && i+1 < len(c.Tree.Tokens) && slices.Contains([]string{"ADJ", "PROPN", "DET"}, c.Tree.Tokens[i+1].UPOS)
}

// guarded reports whether those sent against the crowd, or the crowd itself, are told of in
// the sentence of the event or the one before.
func (m *memory) guarded(e *trucewatch.EventMention, r rising) bool {
	for s := max(0, e.Sentence-1); s <= e.Sentence; s++ {
		c := m.c(s)
		for k, t := range c.Tree.Tokens {
			if t.UPOS == "NOUN" && (c.Words.Is("enforcer", c.Lemma(k)) || c.Words.Is("marcher", c.Lemma(k))) {
				return true
			}
		}
		if slices.ContainsFunc(m.events, func(o trucewatch.EventMention) bool { return o.Sentence == s && o.Type == trucewatch.Protest }) {
			return true
		}
	}
	return e.Sentence < opening && r.crowd >= 0
}

// rising finds the crowd of the report, who is sent against it and whom it rises against.
func (m *memory) rising() rising {
	r := rising{crowd: m.plainest("marcher"), guard: -1, against: -1}
	for _, e := range m.events {
		force := e.Type == trucewatch.Assault || e.Type == trucewatch.Coerce
		if at := slices.IndexFunc(e.Actors, m.keepsOrder); at >= 0 && force && r.guard < 0 {
			r.guard = e.Actors[at]
		}
		if e.Type != trucewatch.Protest || e.Background {
			continue
		}
		if r.crowd < 0 && m.ofCrowd(e.Actors) {
			r.crowd = e.Actors[0]
		}
		if r.against < 0 && len(e.Recipients) == 1 {
			r.against = e.Recipients[0]
		}
	}
	if r.guard < 0 {
		r.guard = m.plainest("enforcer")
	}
	if r.against < 0 {
		r.against = m.plotters()
	}
	return r
}

// plotters returns who made the coup that a protest of the report is told to be against, or -1.
func (m *memory) plotters() int {
	coup := func(e trucewatch.EventMention) bool {
		return e.Type == trucewatch.Assault && m.rules.words.Is("coup", m.c(e.Sentence).Lemma(e.Token))
	}
	against := slices.ContainsFunc(m.events, func(p trucewatch.EventMention) bool {
		return p.Type == trucewatch.Protest && slices.ContainsFunc(m.events, func(e trucewatch.EventMention) bool { return coup(e) && e.Sentence == p.Sentence })
	})
	for _, e := range m.events {
		if against && coup(e) && len(e.Actors) == 1 {
			return e.Actors[0]
		}
	}
	return -1
}

// plainest returns the mention of those whom a class of nouns tells that has the fewest
// words and counts nobody, of equals the first told as many, or -1.
func (m *memory) plainest(class string) int {
	const several = 2 // a plural weighs more than the words that it is told with
	best, least := -1, 0
	for s, sentence := range m.c(0).Draft.Reading.Sentences {
		if !coded(sentence.Kind) {
			continue
		}
		c := m.c(s)
		for k, t := range c.Tree.Tokens {
			if !c.Words.Is(class, c.Lemma(k)) || !c.bareNoun(k) {
				continue
			}
			first, last := c.Tree.Phrase(k)
			words := several * (last - first)
			if t.XPOS != "NNS" {
				words++
			}
			if p := c.Draft.Mention(s, k); p >= 0 && (best < 0 || words < least) && c.Draft.Mentions[p].Head == k {
				best, least = p, words
			}
		}
	}
	return best
}

// bareNoun reports whether token i is a noun of many or of a body that stands for itself,
// is no name and is not counted.
func (c clause) bareNoun(i int) bool {
	if c.Tree.Tokens[i].UPOS != "NOUN" || c.Tree.Is(i, "compound", "amod") || c.Tree.Child(i, "nummod") >= 0 || c.KindOf(i) != "" {
		return false
	}
	return c.Tree.Tokens[i].XPOS == "NNS" || c.Words.Is("body", c.Lemma(i)) || c.Words.Is("crowd", c.Lemma(i))
}

// risen reports whether the report is about a crowd: it opens with a protest or tells of
// those who protest time and again.
func (m *memory) risen() bool {
	if slices.ContainsFunc(m.events, func(e trucewatch.EventMention) bool {
		return e.Type == trucewatch.Protest && e.Sentence < opening && !e.Background
	}) {
		return true
	}
	const often = 4
	n := 0
	for s, sentence := range m.c(0).Draft.Reading.Sentences {
		c := m.c(s)
		for k := range c.Tree.Tokens {
			if coded(sentence.Kind) && c.Tree.Tokens[k].UPOS == "NOUN" && c.Words.Is("marcher", c.Lemma(k)) {
				n++
			}
		}
	}
	return n >= often
}

// counted reports whether mention p tells no more of those hit than how many they are.
func (m *memory) counted(p int) bool {
	x := m.c(0).Draft.Mentions[p]
	return !x.Named && x.Antecedent < 0 && x.Head >= 0 && m.c(x.Sentence).anybody(x.Head)
}

// marches reports whether mention p tells of a crowd, also by number: "nine protesters".
func (m *memory) marches(p int) bool { return m.headed(p, "marcher") }

// keepsOrder reports whether mention p tells of police or soldiers.
func (m *memory) keepsOrder(p int) bool { return m.headed(p, "enforcer") }

func (m *memory) headed(p int, class string) bool {
	x := m.c(0).Draft.Mentions[p]
	if x.Antecedent >= 0 && x.Antecedent != p {
		return m.headed(x.Antecedent, class)
	}
	c := m.c(x.Sentence)
	return x.Head >= 0 && (c.Words.Is(class, c.Lemma(x.Head)) || !x.Named && slices.ContainsFunc(c.Tree.All(x.Head, "compound", "nmod"), func(k int) bool { return c.Words.Is(class, c.Lemma(k)) }))
}

// ofCrowd reports whether those who protest may be many: no man by name.
func (m *memory) ofCrowd(list []int) bool {
	return len(list) > 0 && !m.allPersons(list)
}

func (m *memory) all(list []int, test func(int) bool) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(p int) bool { return !test(p) })
}

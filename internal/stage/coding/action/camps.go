package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/party"
)

// camp is one side that a report shows alone: whom it tells of and how strongly.
type camp struct{ who, weight int }

// The weights of what shows somebody to be a side: who is told to be one or a rival, who
// signs or will not, or keeps a truce, who fights, who is only told to agree.
const (
	toldSide  = 4
	bindsSide = 3
	fightSide = 2
)

// campPair returns the two sides that a report shows one by one: who signs or refuses to,
// whom a truce binds, who is named among the warring parties. Where it shows rebels alone,
// the other side is the land of the news; nil where there is no more.
func (m *memory) campPair() []int {
	all := m.camps()
	slices.SortStableFunc(all, func(a, b camp) int { return b.weight - a.weight })
	if len(all) > 0 && all[0].weight > bindsSide {
		for _, o := range all[1:] {
			if o.weight >= bindsSide {
				return []int{all[0].who, o.who}
			}
		}
	}
	for _, x := range all {
		if x.weight >= bindsSide && m.rises(x.who) {
			if land := m.c(0).LandOfNews(); land >= 0 && !m.sameSide(x.who, land) && !m.otherLand(land) {
				return []int{x.who, land}
			}
		}
	}
	return nil
}

// otherLand reports whether another land than this one uses force in the report: then it may
// be that one whom rebels fight.
func (m *memory) otherLand(land int) bool {
	return slices.ContainsFunc(m.events, func(e trucewatch.EventMention) bool {
		return frame.Sort(e.Type) == "force" && slices.ContainsFunc(e.Actors, func(p int) bool {
			of := m.stateOf(p)
			return of != "" && of != m.stateOf(land)
		})
	})
}

// camps returns those whom the report shows to be sides, in the order in which it tells them.
func (m *memory) camps() []camp {
	var all []camp
	for k, e := range m.events {
		if e.Background || m.rules.words.Is("go-between", m.lemmas[k]) {
			continue
		}
		weight := m.shows(k)
		for _, a := range e.Actors {
			switch who := m.meant(a); {
			case weight > 0:
				all = m.addCamp(all, who, weight)
			case e.Type == trucewatch.Assault && m.rises(who):
				all = m.addCamp(all, who, fightSide)
			}
		}
	}
	for s, sentence := range m.c(0).Draft.Reading.Sentences {
		if coded(sentence.Kind) {
			for _, p := range m.c(s).toldSides() {
				all = m.addCamp(all, p, toldSide)
			}
		}
	}
	return all
}

// shows returns how strongly event k shows those who act in it to be sides, 0 where it does not.
func (m *memory) shows(k int) int {
	e := m.events[k]
	switch {
	case e.Type == trucewatch.Support && m.rules.words.Is("sign", m.lemmas[k]), party.Truce(e):
		return bindsSide
	case e.Type == trucewatch.Assault && len(e.Recipients) == 0 && e.Status == trucewatch.Occurred:
		return fightSide
	}
	return 0
}

// addCamp counts what shows mention who to be a side. Those told by no name stand for the bodies
// that rebels have.
func (m *memory) addCamp(all []camp, who, weight int) []camp {
	if m.brokers(who) || weight != toldSide && !m.party(who) {
		return all
	}
	at := slices.IndexFunc(all, func(x camp) bool { return m.oneCamp(x.who, who) })
	if at < 0 {
		return append(all, camp{who, weight})
	}
	if m.rises(who) && m.group(who) != "" && m.group(all[at].who) == "" {
		all[at].who = who
	}
	all[at].weight += weight
	return all
}

// toldSides returns the mentions that the sentence names among the sides, or as rivals:
// "the warring parties, including A", "A and his rival B".
func (c clause) toldSides() []int {
	var out []int
	atWar := false
	for i, t := range c.Tree.Tokens {
		switch {
		case c.Words.Is("two-sides", c.Lemma(i)):
			atWar = slices.ContainsFunc(c.Tree.All(i, "amod", "compound"), func(k int) bool { return c.Words.Is("warring", c.Form(k)) })
		case atWar && c.Tree.Case(i) == "including":
			out = append(out, c.allNamed(c.Conjuncts(i))...)
		case c.Words.Is("rival", t.Lemma) && i > 0 && c.Tree.Is(i-1, "nmod:poss") && c.Tree.Tokens[i-1].UPOS == "PRON":
			if two := c.allNamed(c.rivals(i)); len(two) == 2 {
				out = append(out, two...)
			}
		}
	}
	return out
}

// rivals returns the two names around the word "rival" at token i, itself the noun or only
// beside it: "A, the head of the council, and his rival B".
func (c clause) rivals(i int) []int {
	if !c.Tree.Is(i, "conj") {
		i = c.Head(i)
	}
	if i < 0 || !c.Tree.Is(i, "conj") || c.Head(i) < 0 {
		return nil
	}
	return []int{c.Head(i), i}
}

// allNamed returns the named mentions that phrases stand for.
func (c clause) allNamed(heads []int) []int {
	var out []int
	for _, h := range heads {
		if m := c.Draft.Mention(c.Sentence, h); m >= 0 && c.Draft.Mentions[m].Named && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// oneCamp reports whether two mentions look like one side, also where one tells of rebels by
// no name of their own and the other of rebels, or of a body that is no state's.
func (m *memory) oneCamp(a, b int) bool {
	return m.sameSide(a, b) || m.rises(a) && m.inCampOf(b) || m.rises(b) && m.inCampOf(a)
}

func (m *memory) inCampOf(p int) bool {
	x := m.c(0).Draft.Mentions[p]
	return m.rises(p) || x.Named && x.Kind == trucewatch.Organization && m.stateOf(p) == "" && !m.keepsOrder(p)
}

// meant returns whom a pronoun or a bare noun stands for.
func (m *memory) meant(p int) int {
	if x := m.c(0).Draft.Mentions[p]; x.Antecedent >= 0 {
		return x.Antecedent
	}
	return p
}

// party reports whether a mention can be a side: also a person who serves no land.
func (m *memory) party(p int) bool {
	x := m.c(0).Draft.Mentions[p]
	switch {
	case x.Named && x.Kind == trucewatch.Person:
		return m.servedBy(p) < 0
	case x.Named && m.rules.words.Is("convener", grammar.Folded(x.Of(m.c(0).Draft.Text()))):
		return false
	}
	return m.side(p)
}

// brokers reports whether the report tells anywhere that mention p brings others together.
func (m *memory) brokers(p int) bool {
	for k, e := range m.events {
		list := e.Mediators
		if m.rules.words.Is("go-between", m.lemmas[k]) {
			list = slices.Concat(list, e.Actors)
		}
		if slices.ContainsFunc(list, func(q int) bool { return m.sameSide(p, q) }) {
			return true
		}
	}
	return false
}

// rises reports whether mention p is told as those who rise against a state, also by a name
// that stands before such a word anywhere in the report: "the Red Band rebels".
func (m *memory) rises(p int) bool {
	return m.stateOf(p) == "" && (m.headed(p, "insurgent") || m.rebelName(p))
}

// rebelName reports whether the report calls those whom mention p names rebels.
func (m *memory) rebelName(p int) bool {
	d := m.c(0).Draft
	x := d.Mentions[p]
	if !x.Named || x.Kind != trucewatch.Organization && x.Kind != trucewatch.People {
		return false
	}
	for s := range d.Reading.Sentences {
		c := m.c(s)
		for i := range c.Tree.Tokens {
			if c.Words.Is("insurgent", c.Lemma(i)) && slices.ContainsFunc(c.Tree.All(i, "compound", "amod"), func(k int) bool {
				n, kind := c.Named(k)
				return n >= 0 && kind != trucewatch.PlaceKind && d.Mentions[n].Of(d.Text()) == x.Of(d.Text())
			}) {
				return true
			}
		}
	}
	return false
}

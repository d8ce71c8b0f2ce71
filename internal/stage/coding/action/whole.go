package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// captors makes those who are told somewhere in the report to have taken people also those
// who took them and who let them go where no such one is told: "a raid by the Red Band, in
// which girls were taken … The girls were released".
func (m *memory) captors() {
	for k := range m.events {
		e := &m.events[k]
		if len(e.Actors) > 0 || len(e.Recipients) == 0 || !taking(*e) && !lettingGo(*e) {
			continue
		}
		if who := m.captorOf(k); who >= 0 && !slices.ContainsFunc(e.Recipients, func(p int) bool { return m.sameSide(p, who) }) {
			m.give(&e.Actors, e, "en.inherit.captor", who)
		}
	}
}

// captorOf returns who took those whom event k tells of, or else people told by no name where
// the report tells of one captor alone; -1 where nobody is told.
func (m *memory) captorOf(k int) int {
	e := m.events[k]
	only, more := -1, false
	for j, o := range m.events {
		switch {
		case j == k || len(o.Actors) != 1 || !taking(o) || taking(e) && o.Type != e.Type:
		case m.sameCaptives(e.Recipients, o.Recipients):
			return o.Actors[0]
		case only < 0:
			only = o.Actors[0]
		default:
			more = more || !m.sameSide(only, o.Actors[0])
		}
	}
	if more || only < 0 || slices.ContainsFunc(e.Recipients, func(p int) bool { return m.c(0).Draft.Mentions[p].Named }) {
		return -1
	}
	return only
}

// taking reports whether the event is one of taking people.
func taking(e trucewatch.EventMention) bool {
	return e.Type == trucewatch.Assault && slices.Contains(e.Mode, "abduct") || e.Type == trucewatch.Coerce && slices.Contains(e.Mode, "arrest")
}

// lettingGo reports whether the event is one of letting people go.
func lettingGo(e trucewatch.EventMention) bool {
	return e.Type == trucewatch.Retreat && slices.Contains(e.Mode, "release")
}

// sameCaptives reports whether two lists tell of the same people, by name or by one noun.
func (m *memory) sameCaptives(x, y []int) bool {
	return slices.ContainsFunc(x, func(a int) bool {
		return slices.ContainsFunc(y, func(b int) bool { return m.like(a, b) || m.noun(a) != "" && m.noun(a) == m.noun(b) })
	})
}

// noun returns the noun by which a mention without a name tells whom it is, or "".
func (m *memory) noun(p int) string {
	x := m.c(0).Draft.Mentions[m.meant(p)]
	if x.Named || x.Head < 0 || m.c(x.Sentence).Tree.Tokens[x.Head].UPOS != "NOUN" {
		return ""
	}
	return m.c(x.Sentence).Lemma(x.Head)
}

// ownWar gives the war or conflict of one land the pair of sides that the report is about,
// where neither is another land's: "the country's war" is between those who fight in it.
func (m *memory) ownWar(e *trucewatch.EventMention, f frame.Found, pair []int) {
	if !f.Rule.TwoSided() || len(e.Recipients) > 0 || len(e.Actors) != 1 || m.c(e.Sentence).Verb(e.Token) || !m.landOrIts(e.Actors[0]) {
		return
	}
	for i, p := range pair {
		if m.sameSide(p, e.Actors[0]) && p != e.Actors[0] && m.nation(p) != "" || m.stateOf(p) != "" && m.stateOf(pair[1-i]) != "" {
			return
		}
	}
	c := m.c(e.Sentence)
	if of := m.government(e.Actors[0]); of != "" && !slices.ContainsFunc(pair, func(p int) bool { return m.stateOf(p) == of }) {
		if news := c.LandOfNews(); news < 0 || m.government(news) != of {
			return
		}
	}
	e.Actors = nil
	m.give(&e.Actors, e, "en.inherit.own-war", pair...)
}

// landOrIts reports whether mention p is a land by its name or "the country".
func (m *memory) landOrIts(p int) bool {
	x := m.c(0).Draft.Mentions[p]
	if x.Named {
		return x.Kind == trucewatch.PlaceKind && m.nation(p) != ""
	}
	c := m.c(x.Sentence)
	return x.Head >= 0 && c.Words.Is("land-noun", c.Lemma(x.Head)) && c.Tree.Tokens[x.Head].XPOS != "NNS"
}

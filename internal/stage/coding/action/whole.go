package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
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

package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// signed dates and places agreements by the verb that brings them about: in "they
// signed a deal in Doha on Saturday" the deal is of Saturday and of Doha.
func (m *memory) signed() {
	for i := range m.events {
		e := &m.events[i]
		if e.Type != trucewatch.Agree && e.Type != trucewatch.Retreat || e.When != nil && e.Place >= 0 {
			continue
		}
		t := m.c(e.Sentence).Tree
		verb := t.Tokens[e.Token].Head
		if verb < 0 || !m.rules.words.Is("concluding", t.Tokens[verb].Lemma) || !t.Is(e.Token, "obj", "nsubj:pass") {
			continue
		}
		at := slices.IndexFunc(m.events, func(v trucewatch.EventMention) bool {
			return v.Sentence == e.Sentence && v.Token == verb && v.Status == e.Status
		})
		if at < 0 {
			continue
		}
		v := m.events[at]
		if e.When == nil && v.When != nil {
			e.When = v.When
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.time.of-signing", Words: v.Of(m.c(0).Draft.Text())})
		}
		if e.Place < 0 {
			e.Place = v.Place
		}
	}
}

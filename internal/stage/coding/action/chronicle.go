package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// chronicle dates what a stretch of history tells without a time by the last time
// that it named: "In 1987 they signed an accord. Under the accord an army was sent in.
// Clashes followed." The stretch goes on within its paragraph, and into the next one
// where that points back; a sentence in another tense, of somebody's words or with a
// time of its own ends it.
func (m *memory) chronicle(triggers []found) {
	published := m.c(0).d.Reading.Report.Published.Date
	last, at := -1, 0
	for k := range m.events {
		e := &m.events[k]
		c := m.c(e.Sentence)
		if e.When != nil {
			if history(*e, published) && e.Status == trucewatch.Occurred && e.When.Precision != trucewatch.Vague && c.toldInPast() && c.main(e.Token) {
				last, at = k, e.Sentence
			}
			continue
		}
		if last < 0 || e.Sentence == m.events[last].Sentence || e.Sentence > at+1 && !m.quiet(at+1, e.Sentence) || !m.told(k, triggers[k]) {
			continue
		}
		if len(m.dates[e.Sentence]) > 0 || !c.toldInPast() || c.longAgo(e.Token) || !m.onward(at, e.Sentence) {
			continue
		}
		m.dateFrom(k, last, "en.when.chronicle")
		e.Background = true
		at = e.Sentence
	}
}

// quiet reports whether the sentences from one up to another tell no happening, time
// or words of somebody.
func (m *memory) quiet(from, to int) bool {
	for s := from; s < to; s++ {
		if len(m.dates[s]) > 0 || !m.c(s).toldInPast() {
			return false
		}
	}
	return to-from < reach
}

// toldInPast reports whether the main clause of the sentence is in the plain past and
// passes on nobody's words.
func (c clause) toldInPast() bool {
	for i, tok := range c.t.Tokens {
		if tok.Head >= 0 {
			continue
		}
		past := tok.XPOS == "VBD" || !c.verb(i) && slices.ContainsFunc(c.t.Subtree(i), func(k int) bool { return c.t.Is(k, "cop") && c.t.Tokens[k].XPOS == "VBD" }) || slices.ContainsFunc(c.t.All(i, "aux", "cop"), func(a int) bool { return c.t.Tokens[a].XPOS == "VBD" && c.form(a) != "had" })
		return past && !c.rules.is("say", c.lemma(i)) || past && c.t.Child(i, "obj") >= 0
	}
	return false
}

// onward reports whether sentence s goes on with the stretch that sentence from is
// of: in one paragraph, or by a definite word for what was told there.
func (m *memory) onward(from, s int) bool {
	sentences := m.c(0).d.Reading.Sentences
	if from >= s || !strings.Contains(m.c(0).d.Text()[sentences[from].End:sentences[s].Start], "\n") {
		return true
	}
	c := m.c(s)
	for k, e := range m.events {
		if e.Sentence != s || !c.definite(e.Token) {
			continue
		}
		for j, o := range m.events {
			if o.Sentence == from && m.rules.alike(m.lemmas[j], m.lemmas[k]) {
				return true
			}
		}
	}
	return false
}

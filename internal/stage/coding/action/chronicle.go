package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/standing"
)

// chronicle dates what a stretch of history tells without a time by the last time
// that it named: "In 1987 they signed an accord. Under the accord an army was sent in.
// Clashes followed." The stretch goes on within its paragraph, and into the next one
// where that points back; a sentence in another tense, of somebody's words or with a
// time of its own ends it.
func (m *memory) chronicle(triggers []frame.Found) {
	published := m.c(0).Draft.Reading.Report.Published.Date
	last, at := -1, 0
	for k := range m.events {
		e := &m.events[k]
		c := m.c(e.Sentence)
		if e.When != nil {
			if standing.EarlierYear(*e, published) && e.Status == trucewatch.Occurred && e.When.Precision != trucewatch.Vague && c.toldInPast() && c.Main(e.Token) {
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
	return to-from < setting.Reach
}

// toldInPast reports whether the main clause of the sentence is in the plain past and
// passes on nobody's words.
func (c clause) toldInPast() bool {
	for i, tok := range c.Tree.Tokens {
		if tok.Head >= 0 {
			continue
		}
		past := tok.XPOS == "VBD" || !c.Verb(i) && slices.ContainsFunc(c.Tree.Subtree(i), func(k int) bool { return c.Tree.Is(k, "cop") && c.Tree.Tokens[k].XPOS == "VBD" }) || slices.ContainsFunc(c.Tree.All(i, "aux", "cop"), func(a int) bool { return c.Tree.Tokens[a].XPOS == "VBD" && c.Form(a) != "had" })
		return past && !c.Words.Is("say", c.Lemma(i)) || past && c.Tree.Child(i, "obj") >= 0
	}
	return false
}

// onward reports whether sentence s goes on with the stretch that sentence from is
// of: in one paragraph, or by a definite word for what was told there.
func (m *memory) onward(from, s int) bool {
	sentences := m.c(0).Draft.Reading.Sentences
	if from >= s || !strings.Contains(m.c(0).Draft.Text()[sentences[from].End:sentences[s].Start], "\n") {
		return true
	}
	c := m.c(s)
	for k, e := range m.events {
		if e.Sentence != s || !c.Definite(e.Token) {
			continue
		}
		for j, o := range m.events {
			if o.Sentence == from && m.rules.words.Alike(m.lemmas[j], m.lemmas[k]) {
				return true
			}
		}
	}
	return false
}

// inPassing returns the words by which a report tells a deed without a time as nothing
// new, or "": in a clause that only says who or what somebody is ("the men who seized the
// port"), under what was of an earlier year ("rose in 1991 after the killing of"), by a
// noun for what everybody knows of, and behind a time of earlier years.
func (m *memory) inPassing(k int, f frame.Found) string {
	e, c := m.events[k], m.c(m.events[k].Sentence)
	if e.Status != trucewatch.Occurred || e.Sentence <= m.headSentence()+1 || frame.Sort(e.Type) != "force" {
		return "" // what the head of a report tells is its news
	}
	for n := e.Token; n >= 0; n = c.Head(n) {
		if c.Tree.Tokens[n].Rel == "acl:relcl" {
			return e.Of(c.Draft.Text())
		}
	}
	published := c.Draft.Reading.Report.Published.Date
	for _, o := range m.events {
		if o.Sentence == e.Sentence && o.Token != e.Token && standing.EarlierYear(o, published) && c.Tree.Dominates(o.Token, e.Token) {
			return o.Of(c.Draft.Text())
		}
	}
	if f.Rule.Pos == "noun" && c.Definite(e.Token) && !m.takesUp(k) {
		return e.Of(c.Draft.Text())
	}
	return m.behindHistory(k, published)
}

// takesUp reports whether mention k may take up what was told before it: a word like it
// anywhere, or anything of its type in the sentences right before.
func (m *memory) takesUp(k int) bool {
	for j := range k {
		if m.events[j].Type == m.events[k].Type && (m.events[k].Sentence-m.events[j].Sentence <= setting.Reach || m.rules.words.Alike(m.lemmas[j], m.lemmas[k])) {
			return true
		}
	}
	return false
}

// behindHistory returns the last time told before mention k, within a few sentences, where
// it is one of an earlier year than the report and the sentence of k is in the plain past
// without a time: "", where it is not.
func (m *memory) behindHistory(k int, published string) string {
	e, c := m.events[k], m.c(m.events[k].Sentence)
	if len(published) < 4 || e.Sentence >= len(m.dates) || len(m.dates[e.Sentence]) > 0 || !c.toldInPast() || !c.Main(e.Token) {
		return ""
	}
	for s := e.Sentence - 1; s >= 0 && e.Sentence-s <= setting.Reach; s-- {
		for _, w := range slices.Backward(m.dates[s]) {
			if len(w.Last) >= 4 && w.Last[:4] < published[:4] && m.c(s).toldInPast() {
				return w.Of(c.Draft.Text())
			}
			return ""
		}
	}
	return ""
}

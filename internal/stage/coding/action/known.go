package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
)

// introduced reports whether the noun is presented as new: "an offensive", "a series
// of raids".
func (c clause) introduced(i int) bool {
	return slices.ContainsFunc([]int{i, c.Phrase(i), c.Counted(i)}, func(n int) bool {
		return slices.ContainsFunc(c.Tree.All(n, "det"), func(k int) bool { return c.Form(k) == "a" || c.Form(k) == "an" })
	})
}

// near reports whether two mentions stand within a few sentences of each other.
func (m *memory) near(k, j int) bool {
	away := m.events[k].Sentence - m.events[j].Sentence
	return -setting.Reach <= away && away <= setting.Reach
}

// adds reports whether mention j tells a day or a place that k lacks, near it or by
// the same word.
func (m *memory) adds(k, j int) bool {
	e, o := m.events[k], m.events[j]
	return (m.near(k, j) || m.lemmas[j] == m.lemmas[k]) && (e.When == nil && o.When != nil || e.Place < 0 && o.Place >= 0)
}

// asKnown reports whether the noun of mention k is presented as known already. Where it tells
// of nobody but what was hit, and nothing before it in the report tells of that, it is not:
// "the recent attack on the jeep" is none of those told so far.
func (m *memory) asKnown(k int) bool {
	e := m.events[k]
	c := m.c(e.Sentence)
	return c.Definite(e.Token) && (len(e.Actors)+len(e.Recipients) > 0 || !slices.ContainsFunc(c.Tree.All(e.Token, "nmod"), func(o int) bool {
		prep := c.Tree.Case(o)
		return (prep == "on" || prep == "against") && !m.spokenOf(c.Lemma(o), e.Sentence)
	}))
}

// spokenOf reports whether a sentence of the report before sentence s has a word.
func (m *memory) spokenOf(lemma string, s int) bool {
	for at := range s {
		c := m.c(at)
		for i := range c.Tree.Tokens {
			if c.Lemma(i) == lemma {
				return true
			}
		}
	}
	return false
}

// repeated reports whether a mention tells of what was done time and again.
func repeated(e trucewatch.EventMention) bool {
	return slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool { return w.Rule == "en.status.repeated" })
}

// comparable reports whether nothing speaks against k and j, which are kin, being of
// one happening.
func (m *memory) comparable(k, j int) bool {
	e, o := &m.events[k], &m.events[j]
	if o.Sentence == e.Sentence || o.Status == trucewatch.Negated || o.Status == trucewatch.Proposed || e.Background != o.Background {
		return false
	}
	if m.spanned(j) != m.spanned(k) && m.lemmas[j] != m.lemmas[k] {
		return false // what lasted for days is no one happening told by another word
	}
	if repeated(*e) != repeated(*o) {
		return false // what was done time and again is not what was done once
	}
	if m.looks[k].another || m.looks[j].another || j > k && m.looks[j].introduced {
		return false
	}
	return !m.differs(k, j) && !m.conflict(e, *o) && !m.turned(e, o)
}

// lastWeek reports whether time a is told as one that is over ("last week", "last month")
// and b is the day of the report or the one before it: nobody tells of yesterday so.
func (m *memory) lastWeek(a, b *trucewatch.When) bool {
	if a == nil || b == nil || b.Precision != trucewatch.Day || !strings.HasPrefix(a.Relative, "P-1W") && !strings.HasPrefix(a.Relative, "P-1M") {
		return false
	}
	published := calendar.Number(m.c(0).Draft.Reading.Report.Published.Date)
	return published > 0 && calendar.Number(b.First) >= published-1
}

// lendsPlace reports whether mention j has a place for k, which has none. "The border"
// of one place in a report may be another one far from it.
func (m *memory) lendsPlace(k, j int) bool {
	e, o := &m.events[k], &m.events[j]
	return o.Place >= 0 && e.Place < 0 && (m.near(k, j) || !m.c(0).setting().ToldAsFrontier(o.Place))
}

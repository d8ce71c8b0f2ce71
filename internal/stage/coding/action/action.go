package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/standing"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Events returns the event mentions of a report in order of position. Statements
// are those of the same report; dates[s] are the time expressions of sentence s.
// Nominal parties and places are appended to the draft's mentions.
func (r *Rules) Events(d *draft.Draft, statements []trucewatch.Statement, dates [][]trucewatch.When) []trucewatch.EventMention {
	var triggers []frame.Found
	others := others(d.Reading)
	m := &memory{rules: r, statements: statements, dates: dates, c: newClause(r, d).at}
	for s, sentence := range d.Reading.Sentences {
		if !coded(sentence.Kind) {
			continue
		}
		var when []trucewatch.When
		if s < len(dates) {
			when = dates[s]
		}
		c := m.c(s)
		for _, f := range c.party().Triggers() {
			e := c.mention(f, when)
			e.AccordingTo = accordingTo(statements, s, e.Span)
			if others >= 0 && s > others && !whole(d.Text(), sentence) {
				e.Background = true
				e.Why = append(e.Why, trucewatch.Reason{Rule: "en.event.other-report", Words: d.Reading.Sentences[others].Of(d.Text())})
			}
			m.voices(&e, c, statements)
			m.sides(&e, c)
			m.sameBody(&e, c)
			m.events = append(m.events, e)
			m.lemmas = append(m.lemmas, c.Lemma(f.Token))
			triggers = append(triggers, f)
		}
	}
	if len(m.events) == 0 {
		return nil
	}
	for k := range m.events {
		m.events[k].Background = m.events[k].Background || standing.EarlierYear(m.events[k], d.Reading.Report.Published.Date)
	}
	m.completeAll(triggers)
	for k := range m.events {
		m.c(m.events[k].Sentence).thirdPlace(&m.events[k])
	}
	for k := range m.events {
		m.events[k].Background = m.events[k].Background || standing.EarlierYear(m.events[k], d.Reading.Report.Published.Date)
	}
	m.onlyCounted()
	return m.events
}

// others returns the line of the page behind the last whole sentence of a report after
// which it lists the headlines of other reports ("Next Post", "Read more:"), or -1.
func others(r trucewatch.Reading) int {
	line, told := -1, false
	for s, sentence := range r.Sentences {
		switch {
		case sentence.Kind == trucewatch.Prose && whole(r.Report.Text, sentence):
			line, told = -1, true
		case sentence.Kind == trucewatch.Chrome && told && line < 0:
			line = s
		}
	}
	return line
}

// whole reports whether a sentence ends as one does: with a full stop or the like, not
// as a headline or cut off ("Two shot in raid on…"). What people post ends as it likes.
func whole(text string, s trucewatch.Sentence) bool {
	words := strings.TrimRight(s.Of(text), "\"”’')] ")
	if strings.HasSuffix(words, "..") {
		return false
	}
	return s.Kind == trucewatch.Social || strings.HasSuffix(words, ".") || strings.HasSuffix(words, "!") || strings.HasSuffix(words, "?")
}

// coded reports whether sentences of that kind tell events.
func coded(k trucewatch.SentenceKind) bool {
	return k == trucewatch.Prose || k == trucewatch.Headline || k == trucewatch.Social || k == ""
}

// mention makes the event of one trigger from its own sentence.
func (c clause) mention(f frame.Found, dates []trucewatch.When) trucewatch.EventMention {
	span := c.Span(f)
	e := trucewatch.EventMention{
		Span: span, Sentence: c.Sentence, Token: f.Token, Type: f.Rule.Kind,
		Mode: slices.Clone(f.Rule.Mode), Place: -1,
		Why: []trucewatch.Reason{{Rule: f.Rule.ID, Words: span.Of(c.Draft.Text())}},
	}
	status, why := c.standing().Status(f)
	e.Status = status
	e.Why = append(e.Why, why)
	c.party().Parties(f, &e)
	c.setting().Place(f, &e)
	e.When = c.setting().When(f, dates)
	for _, other := range f.Also {
		g := frame.Found{Token: other, Rule: f.Rule}
		if e.Place < 0 || c.setting().Land(e.Place) {
			c.setting().Place(g, &e)
		}
		if e.When == nil {
			e.When = c.setting().When(g, dates)
		}
	}
	c.Told(f, &e)
	c.thirdPlace(&e)
	if e.When != nil {
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.when.attached", Words: e.When.Of(c.Draft.Text())})
	}
	c.standing().Bygone(f, &e)
	c.setting().SinceThen(&e)
	c.setting().Ahead(&e)
	habit := e.When == nil && why.Rule == "en.status.habit"
	e.Background = habit || c.Dated(f.Token) || c.past(f.Token)
	return e
}

// thirdPlace notes the mode of a meeting held in a named place.
func (c clause) thirdPlace(e *trucewatch.EventMention) {
	if e.Type == trucewatch.Consult && len(e.Mode) == 0 && e.Place >= 0 && c.Draft.Mentions[e.Place].Named {
		e.Mode = []string{"third-party"}
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.mode.third-place", Words: c.Draft.Mentions[e.Place].Of(c.Draft.Text())})
	}
}

// past reports whether the clause says that the happening lies before the news:
// "previously", "in the past".
func (c clause) past(i int) bool {
	for steps := 0; i >= 0 && steps < 3; steps++ {
		for _, k := range c.Tree.Children(i) {
			if c.Words.Is("previously", c.Form(k)) {
				return true
			}
		}
		if c.Verb(i) {
			return false
		}
		i = c.Head(i)
	}
	return false
}

// accordingTo returns the statements of the sentence whose content holds the trigger.
func accordingTo(statements []trucewatch.Statement, s int, span trucewatch.Span) []int {
	var out []int
	for k, st := range statements {
		if st.Sentence == s && st.Content.Contains(span) {
			out = append(out, k)
		}
	}
	return out
}

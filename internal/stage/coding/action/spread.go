package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/party"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
)

// spread dates the happenings that have no time expression of their own by the one
// that the sentence has for the clause that they stand in. A noun told as known
// ("the attack") waits for the second round, after earlier mentions of the same.
func (m *memory) spread(triggers []frame.Found, known bool) {
	for k := range m.events {
		e := &m.events[k]
		if e.When != nil || e.Background || e.Sentence >= len(m.dates) {
			continue
		}
		c := m.c(e.Sentence)
		if !m.told(k, triggers[k]) {
			if e.Status == trucewatch.Ongoing || triggers[k].Rule.State && c.HadBeen(e.Token) {
				m.dateSince(e)
			}
			continue
		}
		if !known && triggers[k].Rule.Pos == "noun" && c.Definite(e.Token) {
			continue
		}
		w, rule := c.timeOver(e.Token, m.dates[e.Sentence])
		if w == nil {
			m.dateSince(e)
			continue
		}
		e.When = w
		e.Why = append(e.Why, trucewatch.Reason{Rule: rule, Words: w.Of(c.Draft.Text())})
	}
}

// dateSince dates what is no truce from the day of a "since" clause.
func (m *memory) dateSince(e *trucewatch.EventMention) {
	if slices.Contains(e.Mode, "ceasefire") {
		return
	}
	if w := m.c(e.Sentence).setting().SinceOver(e.Token, m.dates[e.Sentence]); w != nil {
		e.When = w
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.when.since", Words: w.Of(m.c(0).Draft.Text())})
	}
}

// told reports whether the mention tells a happening that can have one day: not a
// plan, nor a war or truce in force, nor what is counted in hundreds.
func (m *memory) told(k int, f frame.Found) bool {
	e := m.events[k]
	c := m.c(e.Sentence)
	if e.Status != trucewatch.Occurred && e.Status != trucewatch.Negated || f.Rule.State || c.many(e.Token) && e.Type != trucewatch.Protest {
		return false
	}
	return !c.Another(e.Token) && !c.standing().Habitual(e.Token)
}

// timeOver returns the time that a clause over token i, or one joined to it, has,
// and the rule; nil where another happening parts them.
func (c clause) timeOver(i int, dates []trucewatch.When) (*trucewatch.When, string) {
	perfect, coarse := false, false
	for n, steps := i, 0; n >= 0 && steps < 8; n, steps = c.Head(n), steps+1 {
		if n != i && c.Verb(n) && c.Words.Is("reacting", c.Lemma(n)) {
			return nil, ""
		}
		if w := c.timeAt(n, dates, coarse); w != nil {
			return c.toldAt(i, n, w, perfect)
		}
		perfect = perfect || c.Pluperfect(n)
		if c.Tree.Tokens[n].Rel == "acl" && c.Tree.Tokens[n].XPOS == "VBN" {
			return nil, ""
		}
		if c.Parted(n) {
			if link := c.LinkWord(n); link != "after" && link != "following" {
				return nil, ""
			}
			coarse = true // "in 2015 it fell apart after an attack": not long after
		}
	}
	return nil, ""
}

// toldAt returns the time w of the clause of n as that of token i, and the rule. Where
// n is a verb of saying it is the day on which news was told, which may be the day
// after; where the words before it have the time, it is theirs: "shells fell on Monday,
// he said".
func (c clause) toldAt(i, n int, w *trucewatch.When, perfect bool) (*trucewatch.When, string) {
	inWords := i < n && w.End <= c.Tree.Tokens[n].Start
	if n == i || inWords || !c.Words.Is("say", c.Lemma(n)) {
		return w, "en.when.sentence"
	}
	coarse := w.Precision == trucewatch.Month || w.Precision == trucewatch.Year
	if !coarse && (perfect || !c.newsOf(i, n)) {
		return nil, ""
	}
	upTo(w)
	return w, "en.when.said"
}

// newsOf reports whether token i is what the words of verb say tell as done: the
// verb of their main clause or the noun that it carries ("said jets struck the port",
// "said they held talks"). What is only named in them ("said the attack showed ...")
// may be of any time.
func (c clause) newsOf(i, say int) bool {
	v := i
	if !c.Verb(i) {
		if v = c.Light(i); v < 0 {
			return false
		}
	}
	for c.Tree.Is(v, "conj", "xcomp") && c.Head(v) >= 0 && c.Head(v) != say {
		v = c.Head(v)
	}
	mark := c.Tree.Child(v, "mark")
	return c.Head(v) == say && c.Tree.Is(v, "ccomp", "parataxis") && (mark < 0 || c.Form(mark) == "that")
}

// timeAt returns a copy of the first time that belongs to the clause of n, or nil;
// only months and years when coarse is true.
func (c clause) timeAt(n int, dates []trucewatch.When, coarse bool) *trucewatch.When {
	for _, w := range dates {
		if coarse && w.Precision != trucewatch.Year && w.Precision != trucewatch.Month {
			continue
		}
		if !setting.AfterWhich(w) && c.within(n, c.TimeHead(w)) && !c.bounded(w) {
			return &w
		}
	}
	return nil
}

// within reports whether the time expression headed by head belongs to the clause
// of n, or to one that tells of the same time.
func (c clause) within(n, head int) bool {
	if head < 0 || !c.Tree.Dominates(n, head) || c.setting().Owned(n, head) || !c.saidAt(n, head) {
		return false
	}
	for i := head; i >= 0 && i != n; i = c.Head(i) {
		if c.Parted(i) || c.Tree.Is(i, "ccomp", "acl", "parataxis") {
			return false
		}
		if i != head && c.Tree.Is(i, "conj") && c.Tree.Child(i, "nsubj") >= 0 {
			return false
		}
		if i != head && c.Tree.Is(i, "xcomp") && c.Tree.Tokens[i].XPOS == "VB" {
			return false // "agreed to meet on Monday"
		}
		if i != head && !c.Verb(i) && c.setting().NamesHappening(i) {
			return false
		}
	}
	return true
}

// saidAt reports whether a time right behind a verb of saying is told of n: "said
// on Monday they would attack" dates the words only.
func (c clause) saidAt(n, head int) bool {
	i := head - 1
	for i >= 0 && (c.Tree.Tokens[i].UPOS == "ADP" || c.Tree.Tokens[i].UPOS == "ADV" || c.Tree.Tokens[i].UPOS == "DET") {
		i--
	}
	if i < 0 || !c.Verb(i) || !c.Words.Is("say", c.Lemma(i)) || c.Head(i) >= 0 && c.Tree.Is(i, "amod") {
		return true
	}
	return n == i || c.Tree.Dominates(n, i)
}

// bounded reports whether a preposition makes the time an edge ("before Monday").
func (c clause) bounded(w trucewatch.When) bool {
	h := c.TimeHead(w)
	return h >= 0 && slices.Contains([]string{"before", "after", "until", "by", "till"}, c.Tree.Case(h))
}

// upTo widens the day on which words were said to the day before: what is told as
// news lies on either.
func upTo(w *trucewatch.When) {
	if w.Precision != trucewatch.Day {
		return
	}
	const weekday = "XXXX-WXX-"
	if w.First != "" {
		setting.Extend(w, -1, 0)
		return
	}
	if day, ok := strings.CutPrefix(w.Relative, weekday); ok && len(day) == 1 {
		before := (day[0]-'0'+5)%7 + 1
		w.Relative = weekday + string('0'+before) + "/" + w.Relative
		w.Precision = trucewatch.Range
	}
}

// lead dates the news of a report whose day is known and that gives it no time: it
// happened on that day or the day before.
func (m *memory) lead(triggers []frame.Found) {
	d := m.c(0).Draft
	published := d.Reading.Report.Published.Date
	if published == "" {
		return
	}
	head := m.headSentence()
	for k := range m.events {
		e := &m.events[k]
		if e.Sentence > head {
			return
		}
		if e.When != nil || e.Background || !m.told(k, triggers[k]) || !m.c(e.Sentence).Main(e.Token) {
			continue
		}
		w := newsDays(published)
		w.Span = e.Span
		e.When = &w
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.when.news", Words: e.Of(d.Text())})
	}
}

// newsDays returns the days of which a report tells its news: the one on which it came out
// and the one before. It has no days where the former is not known.
func newsDays(published string) trucewatch.When {
	w := trucewatch.When{First: published, Last: published, Precision: trucewatch.Day}
	setting.Extend(&w, -1, 0)
	return w
}

// ofTheDay dates loosely what the report tells as its news further down and gives
// no time: what happened, by the day of the report or the day before it, and what
// goes on, by the same days as the last on which it was so. History and habits have
// no such day, and what is told in passing is marked.
func (m *memory) ofTheDay(triggers []frame.Found) {
	for k := range m.events {
		e := &m.events[k]
		if e.When != nil || e.Background || !m.current(k, triggers[k]) {
			continue
		}
		passing := m.inPassing(k, triggers[k])
		if passing != "" {
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.event.in-passing", Words: passing})
		} else if m.beforeOlder(k) {
			continue
		}
		w := newsDays(m.c(0).Draft.Reading.Report.Published.Date)
		w.Span, w.Precision, w.Relative = e.Span, trucewatch.Vague, "P-1D/P0D"
		e.When = &w
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.when.of-the-day", Words: e.Of(m.c(0).Draft.Text())})
		if j := m.partOf(k); j >= 0 {
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.when.with", Words: m.events[j].Of(m.c(0).Draft.Text())})
		}
	}
}

// partOf returns the act of force of the same sentence that event k is told as the end,
// the outcome or a part of, or -1: "struck to stop the killings", "clashes resulting in
// killings". Whatever day other reports give for that is the day of both.
func (m *memory) partOf(k int) int {
	e := &m.events[k]
	c := m.c(e.Sentence)
	if e.Type != trucewatch.Assault || e.Status != trucewatch.Occurred {
		return -1
	}
	for j := k - 1; j >= 0 && m.events[j].Sentence == e.Sentence; j-- {
		if o := m.events[j]; o.Type == trucewatch.Assault && o.Status == trucewatch.Occurred && (c.comesOf(e.Token) || c.Tree.Dominates(o.Token, e.Token) && !c.follows(o.Token, e.Token)) {
			return j
		}
	}
	return -1
}

// current reports whether the mention is told as of now: in the plain past, or as
// going on, outside a stretch that tells of an earlier time.
func (m *memory) current(k int, f frame.Found) bool {
	e := m.events[k]
	if party.Truce(e) {
		return false
	}
	if e.Status == trucewatch.Ongoing {
		return true
	}
	return !m.c(e.Sentence).Another(e.Token) && m.told(k, f) && !m.c(e.Sentence).longAgo(e.Token)
}

// beforeOlder reports whether mention k is told to have come before what is itself of a
// time before the days of the news: "the truce was made last week after a raid".
func (m *memory) beforeOlder(k int) bool {
	e, c := &m.events[k], m.c(m.events[k].Sentence)
	published := c.Draft.Reading.Report.Published.Date
	if e.Sentence >= len(m.dates) || published == "" {
		return false
	}
	after := false
	for n := e.Token; n >= 0; n = c.Head(n) {
		if w := c.timeAt(n, m.dates[e.Sentence], false); after && w != nil {
			return w.Last != "" && w.Last < newsDays(published).First
		}
		after = after || slices.Contains([]string{"after", "following"}, c.LinkWord(n))
	}
	return false
}

// longAgo reports whether a clause over token i is told from before the news, with
// "before", "since" or the pluperfect.
func (c clause) longAgo(i int) bool {
	for n := i; n >= 0; n = c.Head(n) {
		if c.Pluperfect(n) && !c.toldBefore(n) || slices.Contains([]string{"before", "since", "until", "if"}, c.LinkWord(n)) {
			return true
		}
	}
	return false
}

// headSentence returns the first sentence of running text.
func (m *memory) headSentence() int {
	for s, x := range m.c(0).Draft.Reading.Sentences {
		if x.Kind == trucewatch.Prose {
			return s
		}
	}
	return 0
}

// shareDates gives mentions without a date that of another mention of the same.
func (m *memory) shareDates(triggers []frame.Found) {
	for k := range m.events {
		if m.events[k].When != nil {
			continue
		}
		o, rule := m.other(k, triggers[k], -1)
		if o < 0 || m.events[o].When == nil {
			o, rule = m.other(k, triggers[k], 1)
		}
		if o >= 0 {
			m.dateFrom(k, o, rule)
		}
	}
}

func (m *memory) dateFrom(k, o int, rule string) {
	if m.events[o].When == nil {
		return
	}
	w := *m.events[o].When
	m.events[k].When = &w
	m.events[k].Why = append(m.events[k].Why, trucewatch.Reason{Rule: rule, Words: m.events[o].Of(m.c(0).Draft.Text())})
}

package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// carried is a document in which somebody's words stood, and who passed it on.
type carried struct {
	sentence, by int // by is the root mention of the one whose words they are
	outward      []source
}

// handOn adds those who pass words on without a verb of their own: the outlet that a
// journalist writes for, the outlet that stands before the colon or signs the line,
// and the one who gave out the document that a quotation is taken from.
func (l *line) handOn(cues []*cue) []*cue {
	for _, c := range cues {
		if len(c.outward) == 0 && c.token >= 0 {
			l.handTo("document", c, l.sameDocument(c)...)
			l.handTo("poll", c, l.polled(c)...)
		}
		l.handTo("journalist", c, l.employer(c)...)
	}
	m, first, last := l.frameOutlet()
	if m < 0 {
		return cues
	}
	l.ownNoun(cues, m, first)
	frame := source{token: first, mention: m, span: l.draft.Mentions[m].Span}
	told := slices.ContainsFunc(cues, func(c *cue) bool { return c.token >= 0 })
	return slices.DeleteFunc(slices.Clone(cues), func(c *cue) bool {
		if slices.ContainsFunc(c.sources, func(s source) bool { return s.mention == m }) {
			return told && c.token < 0
		}
		l.handTo("frame", c, frame)
		if c.token >= 0 {
			l.outside(c, first, last)
		}
		return false
	})
}

// ownNoun gives back their own words to sources that the tree joins to the outlet m
// which signs the line: “…, say officials” — The Times.
func (l *line) ownNoun(cues []*cue, m, first int) {
	for _, c := range cues {
		for k, s := range c.sources {
			if s.mention != m || s.token < 0 || s.token >= first || !l.is(s.token, "NOUN", "PROPN") {
				continue
			}
			own := l.draft.Nominal(l.s, s.token)
			c.sources[k] = source{token: s.token, mention: own, span: l.draft.Mentions[own].Span}
		}
	}
}

// handTo notes who passes the words of a cue on, and the rule that says so.
func (l *line) handTo(by string, c *cue, outward ...source) {
	if len(outward) == 0 {
		return
	}
	c.outward = append(slices.Clone(c.outward), outward...)
	words := l.draft.Mentions[outward[0].mention].Of(l.draft.Text())
	if by == "document" || by == "poll" {
		words = c.sources[0].span.Of(l.draft.Text())
	}
	c.why = append(c.why, trucewatch.Reason{Rule: l.rules.passers[by].id, Words: words})
}

// outside takes tokens first to last out of the content of a cue; when nothing is
// left, the content is what stands behind them and behind the cue.
func (l *line) outside(c *cue, first, last int) {
	left := false
	for k := range c.mask {
		c.mask[k] = c.mask[k] && (k < first || k > last)
		left = left || c.mask[k] && !l.is(k, "PUNCT")
	}
	if !left {
		for k := max(last, c.token) + 1; k < len(c.mask); k++ {
			c.mask[k] = !l.is(k, "PUNCT")
		}
	}
	l.close(c)
}

// frameOutlet returns the outlet that a line is put into, with the tokens that put
// it there: "Az-Zaman: The council forbade …", "“Council forbids …” — The Times, 3
// May". It returns -1 where there is none.
func (l *line) frameOutlet() (mention, first, last int) {
	if m := l.draft.Named(l.s, 0); l.press(m) {
		end := l.endOf(m, 0)
		if l.word(end+1) == ":" && end+3 < len(l.lower) {
			return m, 0, end + 1
		}
	}
	const longest = 12
	for k := len(l.lower) - 2; k > 3 && k >= len(l.lower)-longest; k-- {
		if w := l.word(k); w != "—" && w != "–" && w != "-" {
			continue
		}
		at := k + 1
		if l.word(at) == "the" && l.draft.Named(l.s, at) < 0 {
			at++
		}
		m := l.draft.Named(l.s, at)
		if l.press(m) && l.dateOnly(l.endOf(m, at)+1) {
			return m, k, len(l.lower) - 1
		}
	}
	return -1, 0, 0
}

// endOf returns the last token of mention m, which covers token i.
func (l *line) endOf(m, i int) int {
	for i+1 < len(l.lower) && l.draft.Named(l.s, i+1) == m {
		i++
	}
	return i
}

// startOf returns the first token of mention m, which covers token i.
func (l *line) startOf(m, i int) int {
	for i > 0 && l.draft.Named(l.s, i-1) == m {
		i--
	}
	return i
}

// dateOnly reports whether a comma and a date, and nothing else, stand from token i on.
func (l *line) dateOnly(i int) bool {
	if l.word(i) != "," {
		return false
	}
	for k := i; k < len(l.lower); k++ {
		if !l.is(k, "NUM", "PUNCT") && !l.rules.in(timeWords, l.word(k)) && !strings.ContainsAny(l.word(k), "0123456789") {
			return false
		}
	}
	return true
}

// pressRules are the rules of the name finder that find news outlets.
var pressRules = []string{"en.names.outlet", "en.names.newspaper"}

// press reports whether mention m is the name of a news outlet.
func (l *line) press(m int) bool {
	if m < 0 || l.draft.Mentions[m].Kind != trucewatch.Organization {
		return false
	}
	if l.rules.in(mastheads, surname(l.draft.Mentions[m].Of(l.draft.Text()))) {
		return true
	}
	return slices.ContainsFunc(l.draft.Mentions[m].Why, func(r trucewatch.Reason) bool { return slices.Contains(pressRules, r.Rule) })
}

// journal returns the outlet that the person named at token i writes for, or -1: "Ed
// Wong of the New York Times", "The Guardian's Ana Ruiz", "Reuters reporter Li Wei".
func (l *line) journal(i int) int {
	m := l.personAt(i)
	if m < 0 {
		return -1
	}
	first := l.startOf(m, i)
	if slices.Contains(l.rules.passers["journalist"].preps, l.word(l.endOf(m, i)+1)) {
		at := l.endOf(m, i) + 2
		if l.word(at) == "the" && l.draft.Named(l.s, at) < 0 {
			at++
		}
		if o := l.draft.Named(l.s, at); l.press(o) {
			return o
		}
	}
	at := first - 1
	for at > 0 && (slices.Contains([]string{"'s", "’s", "'", "’"}, l.word(at)) || l.rules.in(bylineNouns, l.word(at))) {
		at--
	}
	if o := l.draft.Named(l.s, max(at, 0)); at < first-1 && l.press(o) {
		return o
	}
	return -1
}

// employer returns the outlet that the outermost of a chain writes for.
func (l *line) employer(c *cue) []source {
	if len(c.sources) != 1 || c.token < 0 {
		return nil
	}
	chain := append(slices.Clone(c.sources), c.outward...)
	outermost := chain[len(chain)-1]
	who := l.draft.Mentions[l.root(outermost.mention)]
	if !who.Named || who.Kind != trucewatch.Person {
		return nil
	}
	o := -1
	if outermost.token >= 0 {
		o = l.journal(outermost.token)
	}
	if known, ok := l.writesFor[surname(who.Of(l.draft.Text()))]; o < 0 && ok {
		o = known
	}
	if o < 0 {
		return nil
	}
	return elsewhere(source{mention: o, span: l.draft.Mentions[o].Span})
}

// surname returns the last word of a name, in lower case.
func surname(name string) string {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// noteJournalists remembers which outlets the people of a sentence write for.
func (p *pass) noteJournalists(l *line) {
	for i := range l.t.Tokens {
		if o := l.journal(i); o >= 0 {
			p.writesFor[surname(l.draft.Mentions[l.draft.Named(l.s, i)].Of(l.draft.Text()))] = o
		}
	}
}

// noteCarried remembers whose words the sentence took from a document.
func (p *pass) noteCarried(l *line, cues []*cue) {
	for _, c := range cues {
		from := c.carried || slices.ContainsFunc(c.outward, func(s source) bool { return s.token >= 0 && l.rules.in(documentNouns, l.lemma[s.token]) })
		if from && len(c.outward) > 0 && len(c.sources) == 1 {
			p.document = carried{l.s, l.root(c.sources[0].mention), c.outward}
		}
	}
}

// notePoll remembers the poll, or who held it, that a sentence tells of.
func (p *pass) notePoll(l *line, cues []*cue) {
	for _, c := range cues {
		if len(c.sources) == 1 && c.token >= 0 && slices.Contains(l.rules.passers["poll"].support, l.lemma[c.token]) && l.about(c.token) {
			p.poll = carried{l.s, -1, slices.Clone(c.sources)}
		}
	}
}

// about reports whether a poll is the subject of verb i.
func (l *line) about(i int) bool {
	return slices.Contains(l.rules.passers["poll"].objects, l.lemma[max(l.treeSubject(i, 0), 0)])
}

// polled returns the poll told of shortly before, where those who speak are a share of
// the people asked: "a third thought otherwise".
func (l *line) polled(c *cue) []source {
	const reach = 4
	if len(l.poll.outward) == 0 || l.s == l.poll.sentence || l.s > l.poll.sentence+reach || len(c.sources) != 1 {
		return nil
	}
	if t := c.sources[0].token; t < 0 || !slices.Contains(l.rules.passers["poll"].complements, l.lemma[t]) {
		return nil
	}
	return elsewhere(l.poll.outward...)
}

// sameDocument returns who passed on the document of the sentence before, where this
// sentence quotes on, with a pronoun for whoever speaks.
func (l *line) sameDocument(c *cue) []source {
	if len(l.document.outward) == 0 || l.document.sentence != l.s-1 || len(c.sources) != 1 || !l.quoteNear(c.token) {
		return nil
	}
	s := c.sources[0]
	if s.token < 0 || !l.is(s.token, "PRON") || l.root(s.mention) != l.document.by {
		return nil
	}
	c.carried = true
	return elsewhere(l.document.outward...)
}

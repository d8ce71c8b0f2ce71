package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/speech"
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
	m, first, last := l.FrameOutlet()
	if m < 0 {
		return cues
	}
	l.ownNoun(cues, m, first)
	frame := source{token: first, mention: m, span: l.Draft.Mentions[m].Span}
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
			if s.mention != m || s.token < 0 || s.token >= first || !l.Is(s.token, "NOUN", "PROPN") {
				continue
			}
			own := l.Draft.Nominal(l.Sentence, s.token)
			c.sources[k] = source{token: s.token, mention: own, span: l.Draft.Mentions[own].Span}
		}
	}
}

// handTo notes who passes the words of a cue on, and the rule that says so.
func (l *line) handTo(by string, c *cue, outward ...source) {
	if len(outward) == 0 {
		return
	}
	c.outward = append(slices.Clone(c.outward), outward...)
	words := l.Draft.Mentions[outward[0].mention].Of(l.Draft.Text())
	if by == "document" || by == "poll" {
		words = c.sources[0].span.Of(l.Draft.Text())
	}
	c.why = append(c.why, trucewatch.Reason{Rule: l.Rules.Passers[by].ID, Words: words})
}

// outside takes tokens first to last out of the content of a cue; when nothing is
// left, the content is what stands behind them and behind the cue.
func (l *line) outside(c *cue, first, last int) {
	left := false
	for k := range c.mask {
		c.mask[k] = c.mask[k] && (k < first || k > last)
		left = left || c.mask[k] && !l.Is(k, "PUNCT")
	}
	if !left {
		for k := max(last, c.token) + 1; k < len(c.mask); k++ {
			c.mask[k] = !l.Is(k, "PUNCT")
		}
	}
	l.close(c)
}

// employer returns the outlet that the outermost of a chain writes for.
func (l *line) employer(c *cue) []source {
	if len(c.sources) != 1 || c.token < 0 {
		return nil
	}
	chain := append(slices.Clone(c.sources), c.outward...)
	outermost := chain[len(chain)-1]
	who := l.Draft.Mentions[l.root(outermost.mention)]
	if !who.Named || who.Kind != trucewatch.Person {
		return nil
	}
	o := -1
	if outermost.token >= 0 {
		o = l.Journal(outermost.token)
	}
	if known, ok := l.writesFor[speech.Surname(who.Of(l.Draft.Text()))]; o < 0 && ok {
		o = known
	}
	if o < 0 {
		return nil
	}
	return elsewhere(source{mention: o, span: l.Draft.Mentions[o].Span})
}

// noteJournalists remembers which outlets the people of a sentence write for.
func (p *pass) noteJournalists(l *line) {
	for i := range l.Tree.Tokens {
		if o := l.Journal(i); o >= 0 {
			p.writesFor[speech.Surname(l.Draft.Mentions[l.Draft.Named(l.Sentence, i)].Of(l.Draft.Text()))] = o
		}
	}
}

// noteCarried remembers whose words the sentence took from a document.
func (p *pass) noteCarried(l *line, cues []*cue) {
	for _, c := range cues {
		from := c.carried || slices.ContainsFunc(c.outward, func(s source) bool { return s.token >= 0 && l.Rules.In(lexicon.DocumentNouns, l.Lemmas[s.token]) })
		if from && len(c.outward) > 0 && len(c.sources) == 1 {
			p.document = carried{l.Sentence, l.root(c.sources[0].mention), c.outward}
		}
	}
}

// notePoll remembers the poll, or who held it, that a sentence tells of.
func (p *pass) notePoll(l *line, cues []*cue) {
	for _, c := range cues {
		if len(c.sources) == 1 && c.token >= 0 && slices.Contains(l.Rules.Passers["poll"].Support, l.Lemmas[c.token]) && l.About(c.token) {
			p.poll = carried{l.Sentence, -1, slices.Clone(c.sources)}
		}
	}
}

// polled returns the poll told of shortly before, where those who speak are a share of
// the people asked: "a third thought otherwise".
func (l *line) polled(c *cue) []source {
	const reach = 4
	if len(l.poll.outward) == 0 || l.Sentence == l.poll.sentence || l.Sentence > l.poll.sentence+reach || len(c.sources) != 1 {
		return nil
	}
	if t := c.sources[0].token; t < 0 || !slices.Contains(l.Rules.Passers["poll"].Complements, l.Lemmas[t]) {
		return nil
	}
	return elsewhere(l.poll.outward...)
}

// sameDocument returns who passed on the document of the sentence before, where this
// sentence quotes on, with a pronoun for whoever speaks.
func (l *line) sameDocument(c *cue) []source {
	if len(l.document.outward) == 0 || l.document.sentence != l.Sentence-1 || len(c.sources) != 1 || !l.QuoteNear(c.token) {
		return nil
	}
	s := c.sources[0]
	if s.token < 0 || !l.Is(s.token, "PRON") || l.root(s.mention) != l.document.by {
		return nil
	}
	c.carried = true
	return elsewhere(l.document.outward...)
}

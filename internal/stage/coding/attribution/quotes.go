package attribution

import (
	"math"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/quotation"
)

// longestRun is how many sentences a quotation can have: in a longer one a mark is missing.
const longestRun = 8

// reading is what was found in one sentence.
type reading struct {
	line        *line
	found, kept []*cue
}

// handQuoted gives the cues inside a quotation that runs over several sentences, and
// those inside an excerpt, the one who speaks it as the one who passes them on.
func (p *pass) handQuoted(all []reading) {
	bySentence := map[int]reading{}
	for _, r := range all {
		bySentence[r.line.Sentence] = r
	}
	speakers := p.speakers(all)
	for i, r := range all {
		all[i].kept = slices.DeleteFunc(r.kept, func(c *cue) bool { return p.ownQuotation(r.line, c, speakers) })
		for _, c := range all[i].kept {
			if c.token < 0 {
				continue
			}
			if by := speakers[p.quotes.Runs[r.line.Sentence][c.token]]; by.cue != nil && by.sentence != r.line.Sentence {
				r.line.handTo("quotation", c, r.line.others(c, by.cue)...)
			}
			if o := p.excerpted(bySentence, quotation.Position{Sentence: r.line.Sentence, Token: c.token}); o != nil && o != c {
				r.line.handTo("quotation", c, r.line.others(c, o)...)
			}
		}
	}
}

// ownQuotation reports whether the cue c stands in a quotation of several sentences and
// has the speaker of the quotation for its source: these are words, not one who gives them.
func (p *pass) ownQuotation(l *line, c *cue, speakers map[int]spokenBy) bool {
	if c.token < 0 || len(c.sources) != 1 {
		return false
	}
	by := speakers[p.quotes.Runs[l.Sentence][c.token]]
	if by.cue == nil || by.sentence == l.Sentence || len(by.cue.sources) != 1 || by.cue.carried {
		return false
	}
	return l.root(c.sources[0].mention) == l.root(by.cue.sources[0].mention)
}

// others returns who speaks in cue o and passes it on, but for those that cue c has.
func (l *line) others(c, o *cue) []source {
	var out []source
	for _, s := range append(slices.Clone(o.sources), o.outward...) {
		same := func(t source) bool { return l.key(t) == l.key(s) }
		if slices.ContainsFunc(c.sources, same) || slices.ContainsFunc(c.outward, same) {
			continue
		}
		out = append(out, s)
	}
	return elsewhere(out...)
}

// spokenBy is the cue that tells who speaks a quotation, and where it stands.
type spokenBy struct {
	sentence int
	cue      *cue
}

// speakers returns the cue of each quotation: one outside that has it for content,
// or, for a sentence that is all quotation, that of the quotation before.
func (p *pass) speakers(all []reading) map[int]spokenBy {
	out := map[int]spokenBy{}
	for _, r := range all {
		for _, c := range r.kept {
			p.noteSpeech(out, r.line.Sentence, c)
		}
	}
	for i, r := range all {
		if i == 0 || all[i-1].line.Sentence != r.line.Sentence-1 {
			continue
		}
		run, before := p.whole(r.line.Sentence), p.lastRun(r.line.Sentence-1)
		if by, ok := out[before]; ok && run >= 0 && before >= 0 && out[run].cue == nil {
			out[run] = by
		}
	}
	return out
}

// noteSpeech notes the cue c of sentence s for the quotations that it has for content.
func (p *pass) noteSpeech(out map[int]spokenBy, s int, c *cue) {
	runs := p.quotes.Runs[s]
	if c.token < 0 || runs[c.token] >= 0 || c.stance == trucewatch.Silent {
		return
	}
	for k, run := range runs {
		if run >= 0 && c.mask[k] && out[run].cue == nil && p.quotes.Lengths[run] <= longestRun {
			out[run] = spokenBy{s, c}
		}
	}
}

// whole returns the quotation that fills a sentence, and is not that of the sentence
// before, or -1.
func (p *pass) whole(s int) int {
	tokens, runs := p.draft.Sentence(s).Tokens, p.quotes.Runs[s]
	run := -1
	for i, tok := range tokens {
		switch {
		case runs[i] < 0 && tok.UPOS != "PUNCT", runs[i] >= 0 && run >= 0 && runs[i] != run:
			return -1
		case runs[i] >= 0:
			run = runs[i]
		}
	}
	if quotation.NextQuote("", tokens[0].Form) == "" {
		return -1
	}
	return run
}

// lastRun returns the last quotation of a sentence, or -1.
func (p *pass) lastRun(s int) int {
	for _, run := range slices.Backward(p.quotes.Runs[s]) {
		if run >= 0 {
			return run
		}
	}
	return -1
}

// excerpted returns the cue before the colon of the excerpt that a token stands in, or nil.
func (p *pass) excerpted(bySentence map[int]reading, in quotation.Position) *cue {
	b := p.quotes.Blocks[in.Sentence][in.Token]
	if b < 0 {
		return nil
	}
	start := p.quotes.Starts[b]
	at, end := bySentence[start.Sentence], start.Token
	if start.Token == 0 {
		at = bySentence[start.Sentence-1]
		end = math.MaxInt
	}
	var last *cue
	for _, c := range at.found {
		if c.token >= 0 && c.token < end && c.stance == trucewatch.Assert {
			last = c
		}
	}
	return last
}

package attribution

import (
	"math"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// quotes are the quotations of a report. Each has a number; a token outside has -1.
type quotes struct {
	masks [][]bool // tokens inside double quotation marks
	runs  [][]int  // the number of the quotation that a token stands in
	// lengths tells how many sentences each quotation has a part in.
	lengths []int
	// blocks numbers what stands between single marks behind a colon, with quotations of
	// its own in it: an excerpt from another report.
	blocks [][]int
	starts []position // where each block begins
}

// position is a token of a report.
type position struct{ sentence, token int }

// quotesOf finds the quotations of a report. A quotation that is not closed goes on
// into the next sentence of the same paragraph, or into the next paragraph when that
// opens with a mark of its own.
func quotesOf(d *draft.Draft) *quotes {
	q := &quotes{}
	open, goesOn := "", false
	end, number := 0, -1
	for _, sentence := range d.Reading.Sentences {
		if open != "" && strings.Contains(d.Text()[min(end, sentence.Start):sentence.Start], "\n") {
			open, goesOn = "", true
		}
		end = sentence.End
		mask, run := make([]bool, len(sentence.Tokens)), make([]int, len(sentence.Tokens))
		for i, tok := range sentence.Tokens {
			was := open
			open = nextQuote(open, tok.Form)
			if was == "" && open != "" && (!goesOn || i > 0) {
				number++
			}
			run[i] = -1
			if mask[i] = was != "" && open != ""; mask[i] {
				run[i] = number
			}
		}
		goesOn = goesOn && len(sentence.Tokens) == 0
		q.masks, q.runs = append(q.masks, mask), append(q.runs, run)
	}
	q.measure(number + 1)
	q.findBlocks(d)
	return q
}

// measure notes how many sentences each of the quotations has a part in.
func (q *quotes) measure(quotations int) {
	q.lengths = make([]int, quotations)
	for _, run := range q.runs {
		last := -1
		for _, n := range run { // their numbers rise
			if n > last {
				q.lengths[n]++
				last = n
			}
		}
	}
}

// nextQuote returns the mark that closes the quotation after a token, or "".
func nextQuote(open, form string) string {
	switch form {
	case "“", "„", "``", "‘‘":
		return "”"
	case "\"", "''":
		if open == "" {
			return form
		}
		return ""
	case "”", "’’":
		return ""
	}
	return open
}

// findBlocks numbers the excerpts that single quotation marks enclose.
func (q *quotes) findBlocks(d *draft.Draft) {
	for _, sentence := range d.Reading.Sentences {
		q.blocks = append(q.blocks, slices.Repeat([]int{-1}, len(sentence.Tokens)))
	}
	before := ""
	for s, sentence := range d.Reading.Sentences {
		for i, tok := range sentence.Tokens {
			if before == ":" && (tok.Form == "'" || tok.Form == "‘") {
				q.block(d, position{s, i})
			}
			before = tok.Form
		}
	}
}

// block numbers the tokens of the excerpt that begins at a mark, where its end is found
// in the same paragraph and it is longer than the sentence it begins in.
func (q *quotes) block(d *draft.Draft, from position) {
	end := q.blockEnd(d, from)
	if end.sentence == from.sentence || end == (position{from.sentence + 1, 0}) {
		return
	}
	for s := from.sentence; s <= end.sentence; s++ {
		for i := range q.blocks[s] {
			if (s > from.sentence || i > from.token) && (s < end.sentence || i < end.token) {
				q.blocks[s][i] = len(q.starts)
			}
		}
	}
	q.starts = append(q.starts, from)
}

// blockEnd returns where the excerpt that begins at a mark ends; its beginning when no
// mark closes it.
func (q *quotes) blockEnd(d *draft.Draft, from position) position {
	const longest = 12
	sentences := d.Reading.Sentences
	first := sentences[from.sentence].End
	for s := from.sentence; s < len(sentences) && s <= from.sentence+longest; s++ {
		if strings.Contains(d.Text()[first:max(first, sentences[s].Start)], "\n") {
			return from
		}
		for i := range sentences[s].Tokens {
			if (s > from.sentence || i > from.token) && closes(sentences[s].Tokens, i) && !q.masks[s][i] {
				return position{s, i}
			}
		}
	}
	return from
}

// closes reports whether token i is a single mark that closes a quotation: it hangs on
// no word, as that of a genitive does.
func closes(tokens []trucewatch.Token, i int) bool {
	if form := tokens[i].Form; form != "'" && form != "’" {
		return false
	}
	return i == 0 || tokens[i-1].UPOS == "PUNCT" || tokens[i].Start > tokens[i-1].End
}

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
		bySentence[r.line.s] = r
	}
	speakers := p.speakers(all)
	for i, r := range all {
		all[i].kept = slices.DeleteFunc(r.kept, func(c *cue) bool { return p.ownQuotation(r.line, c, speakers) })
		for _, c := range all[i].kept {
			if c.token < 0 {
				continue
			}
			if by := speakers[p.speech.runs[r.line.s][c.token]]; by.cue != nil && by.sentence != r.line.s {
				r.line.handTo("quotation", c, r.line.others(c, by.cue)...)
			}
			if o := p.excerpted(bySentence, position{r.line.s, c.token}); o != nil && o != c {
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
	by := speakers[p.speech.runs[l.s][c.token]]
	if by.cue == nil || by.sentence == l.s || len(by.cue.sources) != 1 || by.cue.carried {
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
			p.noteSpeech(out, r.line.s, c)
		}
	}
	for i, r := range all {
		if i == 0 || all[i-1].line.s != r.line.s-1 {
			continue
		}
		run, before := p.whole(r.line.s), p.lastRun(r.line.s-1)
		if by, ok := out[before]; ok && run >= 0 && before >= 0 && out[run].cue == nil {
			out[run] = by
		}
	}
	return out
}

// noteSpeech notes the cue c of sentence s for the quotations that it has for content.
func (p *pass) noteSpeech(out map[int]spokenBy, s int, c *cue) {
	runs := p.speech.runs[s]
	if c.token < 0 || runs[c.token] >= 0 || c.stance == trucewatch.Silent {
		return
	}
	for k, run := range runs {
		if run >= 0 && c.mask[k] && out[run].cue == nil && p.speech.lengths[run] <= longestRun {
			out[run] = spokenBy{s, c}
		}
	}
}

// whole returns the quotation that fills a sentence, and is not that of the sentence
// before, or -1.
func (p *pass) whole(s int) int {
	tokens, runs := p.draft.Sentence(s).Tokens, p.speech.runs[s]
	run := -1
	for i, tok := range tokens {
		switch {
		case runs[i] < 0 && tok.UPOS != "PUNCT", runs[i] >= 0 && run >= 0 && runs[i] != run:
			return -1
		case runs[i] >= 0:
			run = runs[i]
		}
	}
	if nextQuote("", tokens[0].Form) == "" {
		return -1
	}
	return run
}

// lastRun returns the last quotation of a sentence, or -1.
func (p *pass) lastRun(s int) int {
	for _, run := range slices.Backward(p.speech.runs[s]) {
		if run >= 0 {
			return run
		}
	}
	return -1
}

// excerpted returns the cue before the colon of the excerpt that a token stands in, or nil.
func (p *pass) excerpted(bySentence map[int]reading, in position) *cue {
	b := p.speech.blocks[in.sentence][in.token]
	if b < 0 {
		return nil
	}
	start := p.speech.starts[b]
	at, end := bySentence[start.sentence], start.token
	if start.token == 0 {
		at = bySentence[start.sentence-1]
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

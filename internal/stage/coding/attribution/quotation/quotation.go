// Package quotation decides which words of a report stand between quotation marks, and which
// of them belong together over several sentences. It reads the marks alone.
package quotation

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Marks tells which tokens of a report stand in a quotation. Each quotation has a number; a
// token outside has -1.
type Marks struct {
	Masks [][]bool // tokens inside double quotation marks
	Runs  [][]int  // the number of the quotation that a token stands in
	// Lengths tells how many sentences each quotation has a part in.
	Lengths []int
	// Blocks numbers what stands between single marks behind a colon, with quotations of
	// its own in it: an excerpt from another report.
	Blocks [][]int
	Starts []Position // where each block begins
}

// Position is a token of a report.
type Position struct{ Sentence, Token int }

// Of finds the quotations of a report. A quotation that is not closed goes on
// into the next sentence of the same paragraph, or into the next paragraph when that
// opens with a mark of its own.
func Of(d *draft.Draft) *Marks {
	q := &Marks{}
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
			open = NextQuote(open, tok.Form)
			if was == "" && open != "" && (!goesOn || i > 0) {
				number++
			}
			run[i] = -1
			if mask[i] = was != "" && open != ""; mask[i] {
				run[i] = number
			}
		}
		goesOn = goesOn && len(sentence.Tokens) == 0
		q.Masks, q.Runs = append(q.Masks, mask), append(q.Runs, run)
	}
	q.measure(number + 1)
	q.findBlocks(d)
	return q
}

// measure notes how many sentences each of the quotations has a part in.
func (q *Marks) measure(quotations int) {
	q.Lengths = make([]int, quotations)
	for _, run := range q.Runs {
		last := -1
		for _, n := range run { // their numbers rise
			if n > last {
				q.Lengths[n]++
				last = n
			}
		}
	}
}

// NextQuote returns the mark that closes the quotation after a token, or "": open is the one
// that closes the quotation before it.
func NextQuote(open, form string) string {
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
func (q *Marks) findBlocks(d *draft.Draft) {
	for _, sentence := range d.Reading.Sentences {
		q.Blocks = append(q.Blocks, slices.Repeat([]int{-1}, len(sentence.Tokens)))
	}
	before := ""
	for s, sentence := range d.Reading.Sentences {
		for i, tok := range sentence.Tokens {
			if before == ":" && (tok.Form == "'" || tok.Form == "‘") {
				q.block(d, Position{s, i})
			}
			before = tok.Form
		}
	}
}

// block numbers the tokens of the excerpt that begins at a mark, where its end is found
// in the same paragraph and it is longer than the sentence it begins in.
func (q *Marks) block(d *draft.Draft, from Position) {
	end := q.blockEnd(d, from)
	if end.Sentence == from.Sentence || end == (Position{from.Sentence + 1, 0}) {
		return
	}
	for s := from.Sentence; s <= end.Sentence; s++ {
		for i := range q.Blocks[s] {
			if (s > from.Sentence || i > from.Token) && (s < end.Sentence || i < end.Token) {
				q.Blocks[s][i] = len(q.Starts)
			}
		}
	}
	q.Starts = append(q.Starts, from)
}

// blockEnd returns where the excerpt that begins at a mark ends; its beginning when no
// mark closes it.
func (q *Marks) blockEnd(d *draft.Draft, from Position) Position {
	const longest = 12
	sentences := d.Reading.Sentences
	first := sentences[from.Sentence].End
	for s := from.Sentence; s < len(sentences) && s <= from.Sentence+longest; s++ {
		if strings.Contains(d.Text()[first:max(first, sentences[s].Start)], "\n") {
			return from
		}
		for i := range sentences[s].Tokens {
			if (s > from.Sentence || i > from.Token) && closes(sentences[s].Tokens, i) && !q.Masks[s][i] {
				return Position{s, i}
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

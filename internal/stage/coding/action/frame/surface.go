package frame

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// OfBy returns the last nouns of "of X" and "by Y" right behind token i; -1 and -1
// where the words are others.
func (c Clause) OfBy(i int) (x, y int) {
	toks := c.Tree.Tokens
	if i+1 >= len(toks) || c.Form(i+1) != "of" {
		return -1, -1
	}
	x, by := c.run(i + 2)
	if x < 0 || by >= len(toks) || c.Form(by) != "by" {
		return -1, -1
	}
	y, _ = c.run(by + 1)
	if y < 0 {
		return -1, -1
	}
	return x, y
}

// run returns the last noun of the run of determiners, adjectives and nouns that begins
// at token i, or -1, and the first token behind it.
func (c Clause) run(i int) (last, end int) {
	last = -1
	for ; i < len(c.Tree.Tokens) && slices.Contains([]string{"DET", "ADJ", "NOUN", "PROPN", "NUM"}, c.Tree.Tokens[i].UPOS); i++ {
		if c.Tree.Tokens[i].UPOS == "NOUN" || c.Tree.Tokens[i].UPOS == "PROPN" {
			last = i
		}
	}
	return last, i
}

// Faced returns the mention before a verb of suffering that was read as a noun, right
// before the noun i and its adjectives: "that villagers in the valley face attacks". It
// returns -1 where there is none.
func (c Clause) Faced(i int) int {
	j := i - 1
	for j >= 0 && i-j <= nearWords/2 && slices.Contains([]string{"ADJ", "PUNCT", "DET"}, c.Tree.Tokens[j].UPOS) {
		j--
	}
	if j < 1 || !c.Words.Is("suffer", c.Form(j)) || c.Tree.Tokens[j].UPOS == "VERB" {
		return -1
	}
	for k := j - 1; k >= 0 && j-k <= nearWords/2 && c.Tree.Tokens[k].UPOS != "VERB"; k-- {
		if m, kind := c.Named(k); m >= 0 && kind != trucewatch.PlaceKind {
			return m
		}
	}
	return -1
}

package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// bySurface mends the parties of a noun where the tree has them plainly the wrong way
// round, by the order of words: "killings of villagers by soldiers" with the soldiers
// as the killed, "villagers face terror attacks" with the villagers as the attackers.
func (c clause) bySurface(f found, e *trucewatch.EventMention) {
	if f.rule.pos != "noun" || f.rule.twoSided() {
		return
	}
	if x, y := c.ofBy(f.token); y >= 0 && (len(e.Actors) == 0 || slices.Contains(e.Recipients, c.Draft.Mention(c.Sentence, y))) {
		if done := c.add(e, nil, "by", y); len(done) > 0 {
			e.Actors, e.Recipients = done, c.add(e, nil, "of", x)
		}
	}
	m := c.faced(f.token)
	if m >= 0 && slices.Contains(e.Actors, m) {
		e.Actors = slices.DeleteFunc(e.Actors, func(a int) bool { return a == m })
		e.Recipients = grammar.Union([]int{m}, e.Recipients, nil)
	}
}

// ofBy returns the last nouns of "of X" and "by Y" right behind token i; -1 and -1
// where the words are others.
func (c clause) ofBy(i int) (x, y int) {
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
func (c clause) run(i int) (last, end int) {
	last = -1
	for ; i < len(c.Tree.Tokens) && slices.Contains([]string{"DET", "ADJ", "NOUN", "PROPN", "NUM"}, c.Tree.Tokens[i].UPOS); i++ {
		if c.Tree.Tokens[i].UPOS == "NOUN" || c.Tree.Tokens[i].UPOS == "PROPN" {
			last = i
		}
	}
	return last, i
}

// faced returns the mention before a verb of suffering that was read as a noun, right
// before the noun i and its adjectives: "that villagers in the valley face attacks". It
// returns -1 where there is none.
func (c clause) faced(i int) int {
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

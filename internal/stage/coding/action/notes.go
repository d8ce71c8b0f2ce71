package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// notes are what rules ask of the words of a sentence again and again, by token, once
// it was asked.
type notes struct {
	lemmas []string
	says   [][]string
}

// newClause returns a clause of no sentence yet: see at.
func newClause(r *Rules, d *draft.Draft) clause {
	return clause{rules: r, d: d, s: -1, notes: make([]notes, len(d.Reading.Sentences))}
}

// at returns the clause of sentence s of the same draft.
func (c clause) at(s int) clause {
	c.s, c.t = s, c.d.Tree(s)
	if n := len(c.t.Tokens); c.notes[s].lemmas == nil && n > 0 {
		c.notes[s] = notes{make([]string, n), make([][]string, n)}
	}
	return c
}

func (c clause) lemma(i int) string {
	known := &c.notes[c.s].lemmas[i]
	if *known == "" {
		*known = c.mended(i)
	}
	return *known
}

// mended is the lemma of token i in small letters, where need be put right.
func (c clause) mended(i int) string {
	l := strings.ToLower(c.t.Tokens[i].Lemma)
	if c.verb(i) {
		return c.rules.lemma(l, c.form(i))
	}
	if c.t.Tokens[i].UPOS == "PROPN" {
		return c.rules.noun(l)
	}
	return l
}

// saysOf reports whether token h is one of the words: a lemma, or a lemma with its
// particle or adverb ("rule out", "have yet"). A verb with a particle is another verb.
func (c clause) saysOf(words []string, h int) bool {
	says := &c.notes[c.s].says[h]
	if *says == nil {
		*says = c.says(h)
	}
	return slices.ContainsFunc(*says, func(word string) bool { return slices.Contains(words, word) })
}

// says lists what token h can be called in the lists of words.
func (c clause) says(h int) []string {
	lemma := c.lemma(h)
	if k := c.t.Child(h, "compound:prt"); k >= 0 {
		return []string{lemma + " " + c.form(k)}
	}
	out := []string{lemma}
	for _, k := range c.t.All(h, "advmod", "case", "det") {
		out = append(out, lemma+" "+c.form(k), c.form(k)+" "+c.form(h))
	}
	return out
}

package grammar

import (
	"slices"
	"strings"
)

// notes are what rules ask of the words of a sentence again and again, by token, once
// it was asked.
type notes struct {
	lemmas []string
	says   [][]string
}

// Lemma returns the dictionary form of token i in small letters, put right where it was cut
// wrongly from a form that the packs know.
func (c Clause) Lemma(i int) string {
	known := &c.notes[c.Sentence].lemmas[i]
	if *known == "" {
		*known = c.mended(i)
	}
	return *known
}

// mended is the lemma of token i in small letters, where need be put right.
func (c Clause) mended(i int) string {
	l := strings.ToLower(c.Tree.Tokens[i].Lemma)
	if c.Verb(i) {
		return c.Words.lemma(l, c.Form(i))
	}
	if c.Tree.Tokens[i].UPOS == "PROPN" {
		return c.Words.noun(l)
	}
	return l
}

// SaysOf reports whether token h is one of the words: a lemma, or a lemma with its
// particle or adverb ("rule out", "have yet"). A verb with a particle is another verb.
func (c Clause) SaysOf(words []string, h int) bool {
	says := &c.notes[c.Sentence].says[h]
	if *says == nil {
		*says = c.says(h)
	}
	return slices.ContainsFunc(*says, func(word string) bool { return slices.Contains(words, word) })
}

// says lists what token h can be called in the lists of words.
func (c Clause) says(h int) []string {
	lemma := c.Lemma(h)
	if k := c.Tree.Child(h, "compound:prt"); k >= 0 {
		return []string{lemma + " " + c.Form(k)}
	}
	out := []string{lemma}
	for _, k := range c.Tree.All(h, "advmod", "case", "det") {
		out = append(out, lemma+" "+c.Form(k), c.Form(k)+" "+c.Form(h))
	}
	return out
}

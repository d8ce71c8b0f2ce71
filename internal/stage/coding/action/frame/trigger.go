package frame

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// Found is a trigger that a rule opened in a sentence.
type Found struct {
	Token int
	Rule  *Trigger
	// Also are later words of the sentence for the same happening: they add place,
	// time and parties.
	Also []int
}

// Open returns the most particular rule that token i satisfies, or nil.
func (c Clause) Open(i int) *Trigger {
	list := c.rules.triggers[c.Lemma(i)]
	if word, ok := c.nominal(i); ok {
		list = c.rules.triggers[word]
	}
	if word := c.hyphenated(i); word != "" && c.rules.triggers[word] != nil {
		list = c.rules.triggers[word]
	}
	if list == nil || c.inName(i) {
		return nil
	}
	for _, rule := range list {
		if c.fits(rule, i) {
			return rule
		}
	}
	return nil
}

// hyphenated returns the word of which i is the last part after a hyphen, with the
// dictionary form of that part ("sit-in", "test-fire"), or "".
func (c Clause) hyphenated(i int) string {
	if i < 2 || c.Tree.Tokens[i-1].Form != "-" || c.Tree.Tokens[i-2].End != c.Tree.Tokens[i-1].Start || c.Tree.Tokens[i-1].End != c.Tree.Tokens[i].Start {
		return ""
	}
	return c.Form(i-2) + "-" + c.Lemma(i)
}

// inName reports whether token i is part of a name ("the Ceasefire Party").
func (c Clause) inName(i int) bool {
	m, kind := c.Named(i)
	return m >= 0 && (kind == trucewatch.Organization || kind == trucewatch.Person || c.Tree.Tokens[i].UPOS == "PROPN")
}

func (c Clause) fits(rule *Trigger, i int) bool {
	if !c.partOfSpeech(rule.Pos, i) || rule.Weak && c.tallied(i) {
		return false
	}
	for _, n := range rule.need {
		if !c.holds(n, i, true) {
			return false
		}
	}
	return !slices.ContainsFunc(rule.bar, func(b condition) bool { return c.holds(b, i, false) })
}

// tallied reports whether a participle stands for a number of people and tells of nothing
// itself: "three dead and 34 wounded".
func (c Clause) tallied(i int) bool {
	return c.Tree.Tokens[i].XPOS == "VBN" && c.Tree.Child(i, "nummod") == i-1 && i > 0 && c.Tree.Child(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "obl") < 0
}

func (c Clause) partOfSpeech(pos string, i int) bool {
	upos := c.Tree.Tokens[i].UPOS
	_, nominal := c.nominal(i)
	switch pos {
	case "verb":
		return c.Verb(i) && !nominal && !c.Tree.Is(i, "case", "mark", "compound")
	case "noun":
		if nominal || c.Verb(i) {
			return nominal
		}
		if c.modifierNoun(i) {
			return false
		}
		return upos == "NOUN" || upos == "PROPN" || c.rules.triggers[c.hyphenated(i)] != nil && !c.Verb(i) // "a sit-in"
	}
	return upos == "ADJ" || upos == "ADV"
}

// nominal reports whether a form tagged as a verb stands for a happening as a noun
// does: "Fighting broke out", and "talks" or "raids" where the tagger erred. It
// returns the word to look the rules up by.
func (c Clause) nominal(i int) (string, bool) {
	tok := c.Tree.Tokens[i]
	if tok.UPOS != "VERB" || !c.Tree.Is(i, "nsubj", "obj", "obl", "nmod") || c.Tree.Child(i, "obj", "nsubj:pass", "mark", "aux") >= 0 {
		return "", false
	}
	word := c.Lemma(i)
	switch tok.XPOS {
	case "VBG":
		word = c.Form(i)
	case "VBN", "VBD":
		return "", false
	}
	for _, rule := range c.rules.triggers[word] {
		if rule.Pos == "noun" {
			return word, true
		}
	}
	return "", false
}

// modifierNoun reports whether noun i only tells the kind of another noun ("peace
// talks team", "assault rifle", "bomb blasts"): then it names no happening of its own.
func (c Clause) modifierNoun(i int) bool {
	if !c.Tree.Is(i, "compound", "amod") {
		return false
	}
	h := c.Head(i)
	if h <= i || c.Words.Is("carrier", c.Lemma(h)) {
		return false
	}
	return c.Codable(h) || c.Words.Is("gear", c.Lemma(h)) || c.KindOf(h) != "" || c.Open(h) != nil
}

// Known reports whether a noun points at a happening spoken of already.
func (c Clause) Known(f Found) bool {
	if f.Rule.Pos != "noun" || f.Rule.State {
		return false
	}
	return c.Pointed(f.Token, "the") && c.Tree.Child(f.Token, "nmod") < 0
}

// Span returns the bytes of the trigger: one word, or a hyphenated one.
func (c Clause) Span(f Found) trucewatch.Span {
	tok := c.Tree.Tokens[f.Token]
	sp := tok.Span
	if f.Token >= 2 && (f.Rule.joined || c.rules.triggers[c.hyphenated(f.Token)] != nil) {
		dash, first := c.Tree.Tokens[f.Token-1], c.Tree.Tokens[f.Token-2]
		if dash.Form == "-" && dash.End == tok.Start && first.End == dash.Start {
			sp.Start = first.Start
		}
	}
	return sp
}

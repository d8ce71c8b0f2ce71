// Package mend corrects trees where the grammar of news leaves no doubt and parsers
// trained on other text go wrong: who is said to have said it, what was said, tolls,
// and days that hang on names.
//
// A rule that would leave no single-rooted tree is not applied.
package mend

import (
	"slices"

	trucewatch "github.com/trucewatch/trucewatch"
)

// Tree applies all rules to the tree of one sentence.
func Tree(tokens []trucewatch.Token) {
	before := slices.Clone(tokens)
	for _, rule := range []func([]trucewatch.Token) bool{nouns, officeBefore, closeTo, apposed, speakerBehind, trailing, inverted, quotedAs, whereSaid, content, days, climb, fate, toll} {
		switch {
		case !rule(tokens): // and left them as they were
		case Sound(tokens):
			copy(before, tokens)
		default:
			copy(tokens, before)
		}
	}
}

// Sound reports whether the heads form one tree with one root.
func Sound(tokens []trucewatch.Token) bool {
	roots := 0
	// reached holds for each token the start of the walk that first met it.
	reached := make([]int, len(tokens))
	for i := range tokens {
		if tokens[i].Head < 0 {
			roots++
		}
		for j := i; reached[j] == 0; {
			reached[j] = i + 1
			if j = tokens[j].Head; j < 0 {
				break
			}
			if j >= len(tokens) || reached[j] == i+1 {
				return false
			}
		}
	}
	return roots == 1
}

const mended = 0.6 // confidence of an arc that a rule made

func hang(tokens []trucewatch.Token, i, head int, rel string) {
	t := &tokens[i]
	t.Head, t.Rel, t.Confidence = head, rel, mended
}

// isSaying lists verbs that follow or precede a quoted sentence.
func isSaying(lemma string) bool {
	switch lemma {
	case "say", "tell", "report", "add", "announce", "claim", "state", "write", "warn", "note", "explain", "insist", "confirm", "declare",
		"allege", "argue", "stress", "tweet", "post", "recall", "reply", "acknowledge", "reveal", "disclose", "conclude", "comment":
		return true
	}
	return false
}

func isNominal(t *trucewatch.Token) bool {
	return t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "PRON" || t.UPOS == "NUM"
}

func isFinite(t *trucewatch.Token) bool {
	switch t.XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

func root(tokens []trucewatch.Token) int {
	return slices.IndexFunc(tokens, func(t trucewatch.Token) bool { return t.Head < 0 })
}

// under reports whether token i is ancestor or lies below it.
func under(tokens []trucewatch.Token, i, ancestor int) bool {
	for range tokens {
		if i == ancestor {
			return true
		}
		if i = tokens[i].Head; i < 0 {
			return false
		}
	}
	return false
}

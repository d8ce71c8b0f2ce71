package draft

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// hedges are the words of a hedged number that a parser may take for a preposition,
// the longest first.
func hedges() [][]string {
	return [][]string{
		{"as", "many", "as"}, {"at", "least"}, {"at", "most"}, {"up", "to"}, {"close", "to"}, {"more", "than"}, {"fewer", "than"},
		{"less", "than"}, {"upwards", "of"}, {"over"}, {"around"}, {"about"},
	}
}

// mended returns the tokens with hedged objects made objects: in "killed at least 12
// people" a parser may take "at" for a preposition and leave the verb without an
// object, which turns who did it into the one who suffered it. The tokens given are
// not changed.
func mended(tokens []trucewatch.Token) []trucewatch.Token {
	copied := false
	for v := range tokens {
		if tokens[v].UPOS != "VERB" || v+2 >= len(tokens) {
			continue
		}
		words := hedgeAt(tokens, v+1)
		if words == 0 {
			continue
		}
		o := hedged(tokens, v, v+1+words)
		if o < 0 || slices.ContainsFunc(tokens, func(t trucewatch.Token) bool { return t.Head == v && (t.Rel == "obj" || t.Rel == "aux:pass") }) {
			continue
		}
		if !copied {
			tokens, copied = slices.Clone(tokens), true
		}
		tokens[o].Rel = "obj"
		for k := v + 1; k <= v+words; k++ {
			if tokens[k].Head == o || tokens[k].Head == v {
				tokens[k].Head, tokens[k].Rel = o, "advmod"
			}
		}
	}
	return tokens
}

// hedgeAt returns how many words of a hedge before a number begin at token i, or 0.
func hedgeAt(tokens []trucewatch.Token, i int) int {
	for _, hedge := range hedges() {
		n := len(hedge)
		if i+n >= len(tokens) || !numeral(tokens[i+n]) {
			continue
		}
		if matches(tokens[i:i+n], hedge) {
			return n
		}
	}
	return 0
}

func matches(tokens []trucewatch.Token, words []string) bool {
	for k, w := range words {
		if !strings.EqualFold(tokens[k].Form, w) {
			return false
		}
	}
	return true
}

// numeral reports whether the token is a number or a noun of number.
func numeral(t trucewatch.Token) bool {
	return t.UPOS == "NUM" || slices.Contains([]string{"dozens", "scores", "hundreds", "thousands", "half"}, strings.ToLower(t.Form))
}

// hedged returns the noun counted by the number at token n, or the number itself,
// where it hangs on verb v as a prepositional phrase; -1 where it does not.
func hedged(tokens []trucewatch.Token, v, n int) int {
	for o := n; o > v; o = tokens[o].Head {
		if tokens[o].Head == v {
			if strings.HasPrefix(tokens[o].Rel, "obl") {
				return o
			}
			return -1
		}
	}
	return -1
}

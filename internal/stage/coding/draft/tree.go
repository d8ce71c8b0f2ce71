package draft

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// Tree gives quick access to the dependency tree of one sentence.
type Tree struct {
	Tokens   []trucewatch.Token
	children [][]int
}

// NewTree indexes the tree of a sentence, its hedged objects mended.
func NewTree(s trucewatch.Sentence) Tree {
	t := Tree{Tokens: mended(s.Tokens), children: make([][]int, len(s.Tokens))}
	for i, tok := range t.Tokens {
		if tok.Head >= 0 && tok.Head < len(s.Tokens) {
			t.children[tok.Head] = append(t.children[tok.Head], i)
		}
	}
	return t
}

// Root returns the index of the root token, or -1 for an empty sentence.
func (t Tree) Root() int {
	return slices.IndexFunc(t.Tokens, func(tok trucewatch.Token) bool { return tok.Head < 0 })
}

// Children returns the direct dependents of token i, in order.
func (t Tree) Children(i int) []int { return t.children[i] }

// Rel returns the relation of token i without its subtype.
func (t Tree) Rel(i int) string {
	rel, _, _ := strings.Cut(t.Tokens[i].Rel, ":")
	return rel
}

// Is reports whether the relation of token i is one of rels. A rel without a
// subtype ("nsubj") also matches every subtype of it ("nsubj:pass").
func (t Tree) Is(i int, rels ...string) bool { return related(t.Tokens[i].Rel, rels) }

func related(full string, rels []string) bool {
	for _, r := range rels {
		n := len(r) // most have another length, which is seen without a look at the letters
		if (n == len(full) || n < len(full) && full[n] == ':' && strings.IndexByte(r, ':') < 0) && full[:n] == r {
			return true
		}
	}
	return false
}

// Child returns the first dependent of i with one of the relations, or -1.
func (t Tree) Child(i int, rels ...string) int {
	for _, c := range t.children[i] {
		if t.Is(c, rels...) {
			return c
		}
	}
	return -1
}

// All returns every dependent of i with one of the relations, in order.
func (t Tree) All(i int, rels ...string) []int {
	var out []int
	for _, c := range t.children[i] {
		if t.Is(c, rels...) {
			out = append(out, c)
		}
	}
	return out
}

// Subtree returns the indices of i and everything below it, in order of position.
func (t Tree) Subtree(i int) []int {
	out := []int{i}
	for k := 0; k < len(out); k++ {
		out = append(out, t.children[out[k]]...)
	}
	slices.Sort(out)
	return out
}

// Dominates reports whether token a is b or an ancestor of b.
func (t Tree) Dominates(a, b int) bool {
	for steps := 0; b >= 0 && steps <= len(t.Tokens); steps++ {
		if a == b {
			return true
		}
		b = t.Tokens[b].Head
	}
	return false
}

// Case returns the lemma of the preposition of token i ("of", "between"), joined
// with a fixed second word ("according to"), or "".
func (t Tree) Case(i int) string {
	c := t.Child(i, "case")
	if c < 0 {
		return ""
	}
	words := []string{strings.ToLower(t.Tokens[c].Form)}
	for _, f := range t.All(c, "fixed") {
		words = append(words, strings.ToLower(t.Tokens[f].Form))
	}
	return strings.Join(words, " ")
}

// Conjuncts returns i followed by the tokens coordinated with it.
func (t Tree) Conjuncts(i int) []int {
	out := []int{i}
	for k := 0; k < len(out); k++ {
		for _, c := range t.children[out[k]] {
			if t.Is(c, "conj") {
				out = append(out, c)
			}
		}
	}
	return out
}

// Passive reports whether the verb i is in the passive voice.
func (t Tree) Passive(i int) bool {
	return t.Child(i, "nsubj:pass", "csubj:pass", "aux:pass") >= 0
}

// Text returns the words of tokens from..to, both included, as written.
func (t Tree) Text(text string, from, to int) string {
	return text[t.Tokens[from].Start:t.Tokens[to].End]
}

// Nominal reports whether token i is a noun, a proper noun, a pronoun or a numeral
// or adjective that stands for one.
func (t Tree) Nominal(i int) bool {
	switch t.Tokens[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM":
		return true
	case "ADJ", "DET":
		return t.Is(i, "nsubj", "obj", "obl", "nmod", "iobj")
	}
	return false
}

// Phrase returns the first and last token of the noun phrase headed by i: the
// head with its determiners, modifiers, possessors and prepositional complements,
// without its preposition, coordination, apposition and clauses.
func (t Tree) Phrase(i int) (first, last int) {
	first, last = i, i
	for _, c := range t.children[i] {
		if !t.inPhrase(i, c) {
			continue
		}
		f, l := t.extent(c)
		if f < first && l <= i {
			first = f
		}
		if l > last && f >= i {
			last = l
		}
	}
	for first < i && t.Tokens[first].UPOS == "CCONJ" {
		first++ // hung on a modifier: "and Sylvanian troops"
	}
	return first, last
}

func (t Tree) inPhrase(head, c int) bool {
	if c > head && t.Is(c, "amod", "advmod") || t.Is(c, "advmod") && t.Child(head, "cop", "nsubj") >= 0 {
		return false // what is said of the noun: "groups willing to talk", "is also a force"
	}
	if c > head && t.Is(c, "nmod:unmarked") && weekday(t.Tokens[c].Form) {
		return false // when it was: "stormed the border fence Friday"
	}
	if t.Is(c, "det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "fixed", "goeswith", "nmod:unmarked", "advmod") {
		return true
	}
	return t.Is(c, "nmod") && c > head && t.Case(c) == "of"
}

// weekday reports whether a word is the name of a day of the week.
func weekday(form string) bool {
	return slices.Contains([]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}, form)
}

// extent returns the outermost tokens of the whole subtree of i.
func (t Tree) extent(i int) (first, last int) {
	sub := t.Subtree(i)
	return sub[0], sub[len(sub)-1]
}

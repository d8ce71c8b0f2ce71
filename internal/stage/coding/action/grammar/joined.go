package grammar

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
)

// Conjuncts returns i and the tokens coordinated with it, also where the parser
// hung the second on the name beside the first ("the minister, A, and the envoy, B"),
// or took lands that a headline lists for names of one ("talks to Egypt, Jordan").
// A second office of one man is no second man.
func (c Clause) Conjuncts(i int) []int {
	out := []int{i}
	for k := 0; k < len(out); k++ {
		out = append(out, c.joinedTo(out[k])...)
		for _, name := range c.Tree.All(out[k], "appos", "flat") {
			if c.listed(out[k], name) {
				out = append(out, name)
				continue
			}
			office := c.KindOf(out[k]) == trucewatch.Person && c.KindOf(name) == ""
			for _, n := range c.Tree.All(name, "conj") {
				if !office || c.Tree.Child(n, "det") >= 0 || c.KindOf(n) != "" {
					out = append(out, n)
				}
			}
		}
		out = Union(out, c.hungInside(out[k]), nil)
	}
	return c.withoutTitles(out)
}

// hungInside returns what the parser coordinated with a word inside the name at token
// i: "the City of Zenda, the union and the port", with the union hung on Zenda.
func (c Clause) hungInside(i int) []int {
	m, _ := c.Named(i)
	if m < 0 {
		return nil
	}
	var out []int
	for j := range c.Tree.Tokens {
		if j == i || !c.Draft.Mentions[m].Contains(c.Tree.Tokens[j].Span) {
			continue
		}
		for _, n := range c.Tree.All(j, "conj") {
			if n != i && !c.Draft.Mentions[m].Contains(c.Tree.Tokens[n].Span) && c.KindOf(n) != "" {
				out = append(out, n)
			}
		}
	}
	return out
}

// withoutTitles drops from coordinated nouns those that only say who the person is whose
// name stands right behind them: "the minister and his wife A".
func (c Clause) withoutTitles(list []int) []int {
	return slices.DeleteFunc(list, func(i int) bool {
		if c.KindOf(i) != "" || c.Tree.Tokens[i].XPOS != "NN" || i+1 >= len(c.Tree.Tokens) || c.KindOf(i+1) != trucewatch.Person {
			return false
		}
		m, _ := c.Named(i + 1)
		return slices.Contains(list, c.Draft.Mentions[m].Head)
	})
}

// sameMan reports whether the noun k, coordinated with the noun i, only adds to what
// one man is: "the founder and leader of the group".
func (c Clause) sameMan(i, k int) bool {
	for _, n := range []int{i, k} {
		if c.Tree.Tokens[n].XPOS != "NN" || c.KindOf(n) != "" || !c.Words.Is("actor", c.Lemma(n)) || c.Words.Is("body", c.Lemma(n)) || c.Words.Is("force", c.Lemma(n)) {
			return false
		}
	}
	shared := slices.ContainsFunc(append(c.Tree.All(k, "nmod"), c.Tree.All(i, "nmod")...), func(o int) bool { return o > k && c.Tree.Case(o) == "of" })
	return shared && c.Tree.Child(i, "det", "nmod:poss") >= 0 && c.Tree.Child(k, "det", "nmod:poss", "nummod", "appos", "flat") < 0
}

// listed reports whether i and the apposed name are two states one after the other.
func (c Clause) listed(i, name int) bool {
	return c.Tree.Is(name, "appos") && c.KindOf(i) == trucewatch.PlaceKind && c.KindOf(name) == trucewatch.PlaceKind &&
		c.Words.Is("state", c.Form(i)) && c.Words.Is("state", c.Form(name)) && c.Tree.Child(name, "case", "det") < 0
}

// holder returns the person whose name follows the office i by the order of words,
// where the parser hung it elsewhere: "Minister of Defence A", "the minister, A, and".
// It returns -1 when there is none.
func (c Clause) holder(i int) int {
	if !c.Words.Is("actor", c.Lemma(i)) || c.Tree.Tokens[i].XPOS == "NNS" || c.Words.Is("body", c.Lemma(i)) || c.Words.Is("force", c.Lemma(i)) {
		return -1
	}
	const title = 5
	toks := c.Tree.Tokens
	for j := i + 1; j < len(toks) && j-i <= title; j++ {
		if m := c.Draft.Named(c.Sentence, j); m >= 0 && c.Draft.Mentions[m].Kind == trucewatch.Person {
			return c.heldBy(i, j, m)
		}
		if !upper(toks[j].Form) && !slices.Contains([]string{"of", "for"}, toks[j].Form) && (toks[j].Form != "," || j != i+1) {
			return -1
		}
	}
	return -1
}

// heldBy returns the head of the name m, which begins at token j, as that of who holds
// the office i: behind a title with "of" that is told as
// a second man, or between commas behind a noun.
func (c Clause) heldBy(i, j, m int) int {
	x, toks := c.Draft.Mentions[m], c.Tree.Tokens
	last := j
	for last+1 < len(toks) && toks[last+1].Start < x.End {
		last++
	}
	comma := toks[i+1].Form == ","
	closed := last+1 < len(toks) && slices.Contains([]string{",", "."}, toks[last+1].Form)
	switch {
	case toks[j].Start != x.Start || comma && (j != i+2 || !closed || c.Tree.Child(i, "det", "nmod:poss", "amod") < 0):
		return -1
	case !comma && (!c.Tree.Is(i, "conj") || !upper(toks[i].Form) || toks[i+1].Form != "of"):
		return -1
	}
	return x.Head
}

// inHeadline adds to the subjects of verb v those that a headline joins by a comma alone:
// "Government, rebels sign deal".
func (c Clause) inHeadline(v int, subjects []int) []int {
	if !c.Headline() {
		return subjects
	}
	all := c.Tree.All(v, "nsubj")
	if len(all) == 0 {
		return subjects
	}
	n := all[len(all)-1]
	first, _ := c.Tree.Phrase(n)
	for first < n && c.Tree.Tokens[first].UPOS == "PUNCT" {
		first++
	}
	if first < 2 || first > v || c.Tree.Tokens[first-1].Form != "," || !c.Codable(first-2) || !c.Codable(n) {
		return subjects
	}
	return Union(Union(nil, []int{first - 2}, nil), append(subjects, n), nil)
}

// upper reports whether a word begins with a capital.
func upper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && strings.ToLower(word) != word
}

// NameFrom returns the head of the noun phrase that begins at token i, of its first name
// where it has one, or -1.
func (c Clause) NameFrom(i int) int {
	y := -1
	for k := i; k < len(c.Tree.Tokens) && slices.Contains([]string{"DET", "ADJ", "NOUN", "PROPN", "PRON"}, c.Tree.Tokens[k].UPOS); k++ {
		if c.Tree.Tokens[k].UPOS != "DET" && c.Tree.Tokens[k].UPOS != "ADJ" {
			y = k
		}
		if m, kind := c.Named(k); m >= 0 && kind != trucewatch.People {
			return c.Draft.Mentions[m].Head
		}
	}
	return y
}

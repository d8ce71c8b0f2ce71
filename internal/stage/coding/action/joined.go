package action

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
)

// conjuncts returns i and the tokens coordinated with it, also where the parser
// hung the second on the name beside the first ("the minister, A, and the envoy, B"),
// or took lands that a headline lists for names of one ("talks to Egypt, Jordan").
// A second office of one man is no second man.
func (c clause) conjuncts(i int) []int {
	out := []int{i}
	for k := 0; k < len(out); k++ {
		out = append(out, c.joinedTo(out[k])...)
		for _, name := range c.t.All(out[k], "appos", "flat") {
			if c.listed(out[k], name) {
				out = append(out, name)
				continue
			}
			office := c.kindOf(out[k]) == trucewatch.Person && c.kindOf(name) == ""
			for _, n := range c.t.All(name, "conj") {
				if !office || c.t.Child(n, "det") >= 0 || c.kindOf(n) != "" {
					out = append(out, n)
				}
			}
		}
		out = union(out, c.hungInside(out[k]), nil)
	}
	return c.withoutTitles(out)
}

// hungInside returns what the parser coordinated with a word inside the name at token
// i: "the City of Zenda, the union and the port", with the union hung on Zenda.
func (c clause) hungInside(i int) []int {
	m, _ := c.named(i)
	if m < 0 {
		return nil
	}
	var out []int
	for j := range c.t.Tokens {
		if j == i || !c.d.Mentions[m].Contains(c.t.Tokens[j].Span) {
			continue
		}
		for _, n := range c.t.All(j, "conj") {
			if n != i && !c.d.Mentions[m].Contains(c.t.Tokens[n].Span) && c.kindOf(n) != "" {
				out = append(out, n)
			}
		}
	}
	return out
}

// withoutTitles drops from coordinated nouns those that only say who the person is whose
// name stands right behind them: "the minister and his wife A".
func (c clause) withoutTitles(list []int) []int {
	return slices.DeleteFunc(list, func(i int) bool {
		if c.kindOf(i) != "" || c.t.Tokens[i].XPOS != "NN" || i+1 >= len(c.t.Tokens) || c.kindOf(i+1) != trucewatch.Person {
			return false
		}
		m, _ := c.named(i + 1)
		return slices.Contains(list, c.d.Mentions[m].Head)
	})
}

// sameMan reports whether the noun k, coordinated with the noun i, only adds to what
// one man is: "the founder and leader of the group".
func (c clause) sameMan(i, k int) bool {
	for _, n := range []int{i, k} {
		if c.t.Tokens[n].XPOS != "NN" || c.kindOf(n) != "" || !c.rules.is("actor", c.lemma(n)) || c.rules.is("body", c.lemma(n)) || c.rules.is("force", c.lemma(n)) {
			return false
		}
	}
	shared := slices.ContainsFunc(append(c.t.All(k, "nmod"), c.t.All(i, "nmod")...), func(o int) bool { return o > k && c.t.Case(o) == "of" })
	return shared && c.t.Child(i, "det", "nmod:poss") >= 0 && c.t.Child(k, "det", "nmod:poss", "nummod", "appos", "flat") < 0
}

// listed reports whether i and the apposed name are two states one after the other.
func (c clause) listed(i, name int) bool {
	return c.t.Is(name, "appos") && c.kindOf(i) == trucewatch.PlaceKind && c.kindOf(name) == trucewatch.PlaceKind &&
		c.rules.is("state", c.form(i)) && c.rules.is("state", c.form(name)) && c.t.Child(name, "case", "det") < 0
}

// holder returns the person whose name follows the office i by the order of words,
// where the parser hung it elsewhere: "Minister of Defence A", "the minister, A, and".
// It returns -1 when there is none.
func (c clause) holder(i int) int {
	if !c.rules.is("actor", c.lemma(i)) || c.t.Tokens[i].XPOS == "NNS" || c.rules.is("body", c.lemma(i)) || c.rules.is("force", c.lemma(i)) {
		return -1
	}
	const title = 5
	toks := c.t.Tokens
	for j := i + 1; j < len(toks) && j-i <= title; j++ {
		if m := c.d.Named(c.s, j); m >= 0 && c.d.Mentions[m].Kind == trucewatch.Person {
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
func (c clause) heldBy(i, j, m int) int {
	x, toks := c.d.Mentions[m], c.t.Tokens
	last := j
	for last+1 < len(toks) && toks[last+1].Start < x.End {
		last++
	}
	comma := toks[i+1].Form == ","
	closed := last+1 < len(toks) && slices.Contains([]string{",", "."}, toks[last+1].Form)
	switch {
	case toks[j].Start != x.Start || comma && (j != i+2 || !closed || c.t.Child(i, "det", "nmod:poss", "amod") < 0):
		return -1
	case !comma && (!c.t.Is(i, "conj") || !upper(toks[i].Form) || toks[i+1].Form != "of"):
		return -1
	}
	return x.Head
}

// inHeadline adds to the subjects of verb v those that a headline joins by a comma alone:
// "Government, rebels sign deal".
func (c clause) inHeadline(v int, subjects []int) []int {
	if !c.headline() {
		return subjects
	}
	all := c.t.All(v, "nsubj")
	if len(all) == 0 {
		return subjects
	}
	n := all[len(all)-1]
	first, _ := c.t.Phrase(n)
	for first < n && c.t.Tokens[first].UPOS == "PUNCT" {
		first++
	}
	if first < 2 || first > v || c.t.Tokens[first-1].Form != "," || !c.codable(first-2) || !c.codable(n) {
		return subjects
	}
	return union(union(nil, []int{first - 2}, nil), append(subjects, n), nil)
}

// upper reports whether a word begins with a capital.
func upper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && strings.ToLower(word) != word
}

// included gives a noun of force or restraint that is told as one of several the sides of
// what includes it: "the army's interventions, including raids on the valley".
func (m *memory) included(k int) {
	e := &m.events[k]
	if sort(e.Type) != "force" || len(e.Actors) > 0 {
		return
	}
	c := m.c(e.Sentence)
	for j := k - 1; j >= 0 && m.events[j].Sentence == e.Sentence; j-- {
		o := m.events[j]
		if sort(o.Type) != "force" || len(o.Actors) == 0 || !c.amongThose(e.Token, o.Token) {
			continue
		}
		e.Actors = union(nil, o.Actors, e.Recipients)
		if len(e.Recipients) == 0 && e.Type == o.Type {
			e.Recipients = union(nil, o.Recipients, e.Actors)
		}
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.inherit.including", Words: o.Of(c.d.Text())})
		return
	}
}

// amongThose reports whether the words before the noun i tell it as one of what the noun
// over names: "over ..., including raids". No other verb stands between.
func (c clause) amongThose(i, over int) bool {
	if over >= i || c.verb(i) {
		return false
	}
	including := false
	for k := over + 1; k < i; k++ {
		switch {
		case c.form(k) == "including":
			including = true
		case c.verb(k) && c.finite(k), including && c.verb(k):
			return false
		}
	}
	return including
}

// nameFrom returns the head of the noun phrase that begins at token i, of its first name
// where it has one, or -1.
func (c clause) nameFrom(i int) int {
	y := -1
	for k := i; k < len(c.t.Tokens) && slices.Contains([]string{"DET", "ADJ", "NOUN", "PROPN", "PRON"}, c.t.Tokens[k].UPOS); k++ {
		if c.t.Tokens[k].UPOS != "DET" && c.t.Tokens[k].UPOS != "ADJ" {
			y = k
		}
		if m, kind := c.named(k); m >= 0 && kind != trucewatch.People {
			return c.d.Mentions[m].Head
		}
	}
	return y
}

package frame

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// answerable returns who is held to have done the happening i: "blamed X for the
// raid", "accused X of attacks", "X claimed responsibility for the blast", and who
// is said to threaten with it.
func (c Clause) answerable(i int) []int {
	n := c.Counted(i)
	for c.Tree.Is(n, "conj") && c.Head(n) >= 0 && !c.Verb(n) {
		n = c.Head(n)
	}
	h, prep := c.Head(n), c.Tree.Case(n)
	if prep == "behind" {
		return c.behind(n)
	}
	if h < 0 || !c.Tree.Is(n, "obl", "nmod") {
		return nil
	}
	if prep == "for" && (c.Form(h) == "responsible" || c.Lemma(h) == "responsibility") {
		return c.responsible(h)
	}
	if g := c.Head(h); !c.Verb(h) && c.Tree.Is(h, "obj") && g >= 0 {
		h = g // hung on the object of the verb
	}
	switch {
	case !c.Verb(h):
	case prep == "with" && c.Words.Is("menace", c.Lemma(h)):
		return c.Agents(h)
	case c.heldTo(h, prep):
		return c.Patients(h)
	}
	return nil
}

// pitted returns the sides of fighting that is told as drawing them in: "the
// clashes pitted A against B, drawing in C".
func (c Clause) pitted(i int) []int {
	n := c.Counted(i)
	h := c.Head(n)
	if h >= 0 && c.Tree.Is(n, "obl") && c.Verb(h) && c.Words.Is("hit", c.Lemma(h)) && slices.Contains([]string{"in", "during", "amid"}, c.Tree.Case(n)) {
		return c.fought(h)
	}
	told := c.Tree.Is(n, "nsubj") || n < h && c.Tree.Is(n, "obl:unmarked") && c.Tree.Child(h, "nsubj") < 0
	if !told || !c.Verb(h) {
		return nil
	}
	var out []int
	verbs := append(c.Conjuncts(h), c.Tree.All(h, "advcl")...)
	for _, v := range append(verbs, c.spreadBelow(verbs)...) {
		if !c.Words.Is("pit", c.Lemma(v)) {
			continue
		}
		for _, o := range c.Tree.All(v, "obj") {
			out = append(out, c.Conjuncts(o)...)
		}
		out = append(out, c.ByPreposition("against", v)...)
		out = append(out, c.ByPreposition("in", v)...)
	}
	return out
}

// fought returns the sides of fighting in which verb v has somebody killed: who kills
// and who is killed, as far as they are of those who fight. Nobody where one is not told.
func (c Clause) fought(v int) []int {
	fights := func(p int) bool {
		return c.Words.Is("force", c.Lemma(p)) || c.KindOf(p) == trucewatch.Organization || c.KindOf(p) == trucewatch.PlaceKind
	}
	var out []int
	for _, p := range c.Agents(v) {
		if fights(p) {
			out = append(out, p)
		}
	}
	if len(out) == 0 && !c.Passive(v) {
		return nil
	}
	for _, p := range c.Patients(v) {
		for _, q := range append([]int{p}, c.Party(p, 2)...) {
			if fights(q) && !slices.Contains(out, q) {
				out = append(out, q)
				break
			}
		}
	}
	return out
}

// attackers returns who an attack comes from: "under fire from rebels". Where it
// comes from is no answer.
func (c Clause) attackers(i int) []int {
	return slices.DeleteFunc(append(c.ByPreposition("from", i), c.comingFrom(i)...), func(o int) bool { return c.KindOf(o) == trucewatch.PlaceKind || c.Words.Is("from-where", c.Lemma(o)) })
}

// spreadBelow returns the participles that hang on the verbs.
func (c Clause) spreadBelow(verbs []int) []int {
	var out []int
	for _, v := range verbs {
		out = append(out, c.Tree.All(v, "advcl")...)
	}
	return out
}

// hits returns whom a thing that strikes hits: "the raids killed ten fighters".
func (c Clause) hits(i int) []int {
	var out []int
	n := c.Counted(i)
	h := c.Head(n)
	if c.Tree.Is(n, "nsubj") && c.Verb(h) && c.Words.Is("hit", c.Lemma(h)) {
		out = append(out, c.Patients(h)...)
	}
	if c.Tree.Is(n, "obl") && c.Tree.Case(n) == "by" && c.Verb(h) && c.Passive(h) && c.Words.Is("battered", c.Lemma(h)) {
		out = append(out, c.Surface(h)...)
	}
	struck := c.Verb(h) && (c.Passive(h) && c.Words.Is("hit", c.Lemma(h)) || c.Words.Is("die", c.Lemma(h)))
	if c.Tree.Is(n, "obl") && struck && slices.Contains([]string{"by", "in", "during"}, c.Tree.Case(n)) {
		out = append(out, c.Surface(h)...)
	}
	return out
}

// ownersOf returns whose the things are that i is done to, where these are no
// parties: "rejected the Israeli plan", "repelled an attack by rebels", "the denial
// of the army's claim".
func (c Clause) ownersOf(i int) []int {
	things := c.ByPreposition("of", i)
	if c.Verb(i) {
		things = append(slices.Clone(c.Patients(i)), c.ByPreposition("against", i)...)
	} else {
		things = append(things, c.ByPreposition("against", i)...)
	}
	var out []int
	for _, o := range things {
		if c.Codable(o) {
			continue
		}
		out = append(out, c.whose(o, i)...)
	}
	return out
}

// targeted returns whom a raid is aimed at: "strikes targeting army posts".
func (c Clause) targeted(i int) []int {
	var out []int
	below := c.Tree.All(i, "acl")
	if v := c.Light(i); v >= 0 {
		below = append(below, c.Tree.All(v, "advcl")...)
	}
	for _, a := range below {
		if c.Words.Is("hit", c.Lemma(a)) && !c.Passive(a) {
			out = append(out, c.Patients(a)...)
		}
		if c.Passive(a) && c.Words.Is("pointed", c.Lemma(a)) {
			for _, name := range []string{"at", "against", "toward", "towards"} {
				out = append(out, c.ByPreposition(name, a)...)
			}
		}
	}
	return out
}

// against returns whom the words "anti-X" below i or beside it name: "chanted
// anti-Sylvanian slogans", "an anti-government march".
func (c Clause) against(i int) []int {
	var out []int
	for _, k := range c.Tree.Subtree(i) {
		if k+2 < len(c.Tree.Tokens) && c.Tree.Tokens[k+1].Form == "-" && c.Form(k+2) == "bound" && c.KindOf(k) != "" {
			out = append(out, k) // "Sylvania-bound rockets"
		}
		split := k >= 2 && c.Form(k-2) == "anti" && c.Tree.Tokens[k-1].Form == "-"
		if (split || strings.HasPrefix(c.Form(k), "anti-")) && c.KindOf(k) != "" || split && c.Words.Is("force", c.Form(k)) {
			out = append(out, k)
		}
	}
	return out
}

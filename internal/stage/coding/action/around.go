package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// answerable returns who is held to have done the happening i: "blamed X for the
// raid", "accused X of attacks", "X claimed responsibility for the blast", and who
// is said to threaten with it.
func (c clause) answerable(i int) []int {
	n := c.counted(i)
	for c.t.Is(n, "conj") && c.head(n) >= 0 && !c.verb(n) {
		n = c.head(n)
	}
	h, prep := c.head(n), c.t.Case(n)
	if prep == "behind" {
		return c.behind(n)
	}
	if h < 0 || !c.t.Is(n, "obl", "nmod") {
		return nil
	}
	if prep == "for" && (c.form(h) == "responsible" || c.lemma(h) == "responsibility") {
		return c.responsible(h)
	}
	if g := c.head(h); !c.verb(h) && c.t.Is(h, "obj") && g >= 0 {
		h = g // hung on the object of the verb
	}
	switch {
	case !c.verb(h):
	case prep == "with" && c.rules.is("menace", c.lemma(h)):
		return c.agents(h)
	case c.heldTo(h, prep):
		return c.patients(h)
	}
	return nil
}

// possessors returns "Israel" for "Israel's regular raids", also from the noun
// that counts the trigger ("Israel's series of raids") and from the first of
// coordinated nouns ("Israel's raids and incursions").
func (c clause) possessors(i int) []int {
	for _, n := range c.carriers(i) {
		if p := c.t.Child(n, "nmod:poss"); p >= 0 {
			return c.conjuncts(p)
		}
	}
	return nil
}

// carriers returns i, the noun that counts it and the noun it is coordinated with.
func (c clause) carriers(i int) []int {
	out := []int{i}
	if np := c.phrase(i); np != i {
		out = append(out, np)
	}
	if over := c.counted(i); over != c.phrase(i) {
		out = append(out, over)
	}
	own := slices.ContainsFunc(c.t.All(i, "nmod"), func(o int) bool { return c.t.Case(o) == "by" }) // "the king's plan and calls by the bishops"
	if c.t.Is(i, "conj") && c.head(i) >= 0 && !c.verb(c.head(i)) && !own {
		out = append(out, c.head(i))
	}
	return out
}

// modifiers returns the words that stand before the noun i and belong to it.
func (c clause) modifiers(i int) []int {
	var out []int
	for _, n := range c.carriers(i) {
		if slices.ContainsFunc(out, func(m int) bool { return c.kindOf(m) != "" }) {
			break
		}
		for _, m := range c.t.All(n, "amod", "compound", "nmod:desc", "nmod:unmarked", "flat") {
			if m < n && m != i {
				out = append(out, m)
				out = append(out, c.t.All(m, "amod", "compound", "conj", "flat", "obl", "obl:unmarked", "nmod")...)
			}
		}
	}
	return out
}

// pitted returns the sides of fighting that is told as drawing them in: "the
// clashes pitted A against B, drawing in C".
func (c clause) pitted(i int) []int {
	n := c.counted(i)
	h := c.head(n)
	if h >= 0 && c.t.Is(n, "obl") && c.verb(h) && c.rules.is("hit", c.lemma(h)) && slices.Contains([]string{"in", "during", "amid"}, c.t.Case(n)) {
		return c.fought(h)
	}
	told := c.t.Is(n, "nsubj") || n < h && c.t.Is(n, "obl:unmarked") && c.t.Child(h, "nsubj") < 0
	if !told || !c.verb(h) {
		return nil
	}
	var out []int
	verbs := append(c.conjuncts(h), c.t.All(h, "advcl")...)
	for _, v := range append(verbs, c.spreadBelow(verbs)...) {
		if !c.rules.is("pit", c.lemma(v)) {
			continue
		}
		for _, o := range c.t.All(v, "obj") {
			out = append(out, c.conjuncts(o)...)
		}
		out = append(out, c.byPreposition("against", v)...)
		out = append(out, c.byPreposition("in", v)...)
	}
	return out
}

// fought returns the sides of fighting in which verb v has somebody killed: who kills
// and who is killed, as far as they are of those who fight. Nobody where one is not told.
func (c clause) fought(v int) []int {
	fights := func(p int) bool {
		return c.rules.is("force", c.lemma(p)) || c.kindOf(p) == trucewatch.Organization || c.kindOf(p) == trucewatch.PlaceKind
	}
	var out []int
	for _, p := range c.agents(v) {
		if fights(p) {
			out = append(out, p)
		}
	}
	if len(out) == 0 && !c.passive(v) {
		return nil
	}
	for _, p := range c.patients(v) {
		for _, q := range append([]int{p}, c.party(p, 2)...) {
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
func (c clause) attackers(i int) []int {
	return slices.DeleteFunc(append(c.byPreposition("from", i), c.comingFrom(i)...), func(o int) bool { return c.kindOf(o) == trucewatch.PlaceKind || c.rules.is("from-where", c.lemma(o)) })
}

// spreadBelow returns the participles that hang on the verbs.
func (c clause) spreadBelow(verbs []int) []int {
	var out []int
	for _, v := range verbs {
		out = append(out, c.t.All(v, "advcl")...)
	}
	return out
}

// hits returns whom a thing that strikes hits: "the raids killed ten fighters".
func (c clause) hits(i int) []int {
	var out []int
	n := c.counted(i)
	h := c.head(n)
	if c.t.Is(n, "nsubj") && c.verb(h) && c.rules.is("hit", c.lemma(h)) {
		out = append(out, c.patients(h)...)
	}
	if c.t.Is(n, "obl") && c.t.Case(n) == "by" && c.verb(h) && c.passive(h) && c.rules.is("battered", c.lemma(h)) {
		out = append(out, c.surface(h)...)
	}
	struck := c.verb(h) && (c.passive(h) && c.rules.is("hit", c.lemma(h)) || c.rules.is("die", c.lemma(h)))
	if c.t.Is(n, "obl") && struck && slices.Contains([]string{"by", "in", "during"}, c.t.Case(n)) {
		out = append(out, c.surface(h)...)
	}
	return out
}

// ownersOf returns whose the things are that i is done to, where these are no
// parties: "rejected the Israeli plan", "repelled an attack by rebels", "the denial
// of the army's claim".
func (c clause) ownersOf(i int) []int {
	things := c.byPreposition("of", i)
	if c.verb(i) {
		things = append(slices.Clone(c.patients(i)), c.byPreposition("against", i)...)
	} else {
		things = append(things, c.byPreposition("against", i)...)
	}
	var out []int
	for _, o := range things {
		if c.codable(o) {
			continue
		}
		out = append(out, c.whose(o, i)...)
	}
	return out
}

// targeted returns whom a raid is aimed at: "strikes targeting army posts".
func (c clause) targeted(i int) []int {
	var out []int
	below := c.t.All(i, "acl")
	if v := c.light(i); v >= 0 {
		below = append(below, c.t.All(v, "advcl")...)
	}
	for _, a := range below {
		if c.rules.is("hit", c.lemma(a)) && !c.passive(a) {
			out = append(out, c.patients(a)...)
		}
		if c.passive(a) && c.rules.is("pointed", c.lemma(a)) {
			for _, name := range []string{"at", "against", "toward", "towards"} {
				out = append(out, c.byPreposition(name, a)...)
			}
		}
	}
	return out
}

// against returns whom the words "anti-X" below i or beside it name: "chanted
// anti-Sylvanian slogans", "an anti-government march".
func (c clause) against(i int) []int {
	var out []int
	for _, k := range c.t.Subtree(i) {
		if k+2 < len(c.t.Tokens) && c.t.Tokens[k+1].Form == "-" && c.form(k+2) == "bound" && c.kindOf(k) != "" {
			out = append(out, k) // "Sylvania-bound rockets"
		}
		split := k >= 2 && c.form(k-2) == "anti" && c.t.Tokens[k-1].Form == "-"
		if (split || strings.HasPrefix(c.form(k), "anti-")) && c.kindOf(k) != "" || split && c.rules.is("force", c.form(k)) {
			out = append(out, k)
		}
	}
	return out
}

// issuedBy returns who speaks through the document i: whose it is, who issues it, or
// who issued the one of that sort told of just before ("The statement called on …").
func (c clause) issuedBy(i, steps int) []int {
	if got := c.issuers(i, steps); len(got) > 0 {
		return got
	}
	m := c.d.Mention(c.s, i)
	if m < 0 || !c.definite(i) {
		return nil
	}
	for s := c.s - 1; s >= 0 && c.s-s <= 2; s-- {
		prev := c.at(s)
		for k := range prev.t.Tokens {
			if !prev.rules.is("document", prev.lemma(k)) {
				continue
			}
			if got := prev.issuers(k, steps); len(got) == 1 {
				if to := prev.standsFor(got[0]); len(to) == 1 && to[0] != m {
					c.d.Mentions[m].Antecedent = to[0]
					return []int{i}
				}
			}
		}
	}
	return nil
}

// issuers returns whose the document i is said to be in its own sentence.
func (c clause) issuers(i, steps int) []int {
	if p := c.t.Child(i, "nmod:poss"); p >= 0 {
		return c.through(c.conjuncts(p), steps)
	}
	for _, o := range c.t.All(i, "nmod") {
		if slices.Contains([]string{"by", "from", "of"}, c.t.Case(o)) {
			if got := c.through(c.conjuncts(o), steps); len(got) > 0 {
				return got
			}
		}
	}
	for _, a := range c.t.All(i, "acl") {
		if c.passive(a) && c.rules.is("issue", c.lemma(a)) {
			return c.through(c.agents(a), steps)
		}
	}
	for _, m := range c.modifiers(i) {
		if c.partyName(m) && !c.bound(m) {
			return []int{m}
		}
	}
	if v, rel := c.governor(i); v >= 0 && (rel == "obj" || rel == "nsubj:pass") && c.rules.is("issue", c.lemma(v)) {
		return c.through(c.agents(v), steps)
	}
	return nil
}

// kindOf returns the kind of the named mention that covers token i, or "".
func (c clause) kindOf(i int) trucewatch.MentionKind {
	_, kind := c.named(i)
	return kind
}

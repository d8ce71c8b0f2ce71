package frame

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// heldFor returns who is held to have done the happening i by what is said of it:
// "the raid was blamed on X", "a blast claimed by X".
func (c Clause) heldFor(i int) []int {
	n := c.Counted(i)
	verbs := c.Tree.All(n, "acl")
	if n != i {
		verbs = append(verbs, c.Tree.All(i, "acl")...)
	}
	if h := c.Head(n); h >= 0 && c.Verb(h) && (c.Tree.Is(n, "nsubj:pass") || c.Tree.Is(n, "obj")) {
		verbs = append(verbs, h)
	}
	for _, v := range verbs {
		switch {
		case !c.Verb(v) || v == i:
		case c.Words.Is("pin-on", c.Lemma(v)):
			if on := append(c.ByPreposition("on", v), c.ByPreposition("to", v)...); len(on) > 0 {
				return on
			}
		case c.Words.Is("own-up", c.Lemma(v)) || c.Words.Is("stage", c.Lemma(v)):
			if by := c.Agents(v); len(by) > 0 && (c.Passive(v) || c.Tree.Tokens[v].Rel == "acl:relcl") {
				return by
			}
		}
	}
	return nil
}

// outOf reports whether o stands behind "out of" and the name is the second word of it.
func (c Clause) outOf(o int, name string) bool {
	k := c.Tree.All(o, "case")
	return name == "of" && len(k) == 2 && c.Form(k[0]) == "out" && c.Form(k[1]) == "of"
}

// ofMaking returns the phrases of the participle that tells how the happening i was
// brought about: "sanctions imposed on X by Y", "a truce agreed by both armies".
func (c Clause) ofMaking(i int) []int {
	var out []int
	for _, a := range c.Tree.All(i, "acl") {
		verb := c.Lemma(a)
		if n := c.Tree.Child(a, "nsubj"); c.Tree.Tokens[a].Rel == "acl:relcl" && n >= 0 && !c.Relative(n) && c.Words.Is("light", verb) {
			out = append(out, c.Tree.All(a, "obl")...) // "the deal they signed with the king"
		}
		if a > i && (c.Tree.Tokens[a].Rel == "acl" || c.Words.Is("stage", verb)) && c.Passive(a) && !c.ofNearer(i, a) && c.Words.Is("light", verb) && !c.Words.Is("mediate", verb) && !c.Words.Is("tell-of", verb) {
			out = append(out, c.Tree.All(a, "obl")...)
		}
	}
	return out
}

// ofNearer reports whether the participle a is that of a noun beside the noun i which
// stands between the two: "face attacks, charges rejected by the ministry".
func (c Clause) ofNearer(i, a int) bool {
	return slices.ContainsFunc(c.Tree.All(i, "conj", "appos"), func(k int) bool { return i < k && k < a })
}

// heldTo reports whether verb h with that preposition tells what its object did or
// might do: "accused X of attacks", "warned X against an attack".
func (c Clause) heldTo(h int, prep string) bool {
	if prep == "against" {
		return c.Words.Is("caution", c.Lemma(h))
	}
	return slices.Contains([]string{"of", "for", "over"}, prep) && c.Words.Is("object-control", c.Lemma(h))
}

// beside returns the phrases of a light verb, also one that was read as its object.
func (c Clause) beside(v int) []int {
	var out []int
	for _, o := range c.Tree.All(v, "obl", "obj") {
		if prep := c.Tree.Case(o); (prep != "by" || c.Passive(v)) && (prep != "" || !c.Tree.Is(o, "obj")) {
			out = append(out, o)
		}
	}
	return out
}

// behind returns who is told to be behind the happening n: "the group said it was behind
// the attack", "the men behind the attack".
func (c Clause) behind(n int) []int {
	if own := c.Tree.Child(n, "nsubj"); own >= 0 {
		return c.Conjuncts(own)
	}
	if h := c.Head(n); h >= 0 && c.Tree.Is(n, "nmod") && c.Codable(h) {
		return []int{h}
	}
	return nil
}

// joinsOthers reports whether verb v tells of joining the known act of force i that others
// make: "forbade its followers to take part in the attack on the city".
func (c Clause) joinsOthers(v, i int) bool {
	force := c.Words.Is("same-attack", c.Lemma(i)) || c.Words.Is("same-advance", c.Lemma(i))
	return force && c.Words.Is("joining", c.Lemma(v)) && c.Definite(i) && (c.Tree.Tokens[v].XPOS == "VB" || len(c.ByPreposition("with", v)) > 0)
}

// byline reports whether the person behind "By" at token o is who wrote the report.
func (c Clause) byline(o int) bool {
	k := c.Tree.Child(o, "case")
	return k > 0 && c.Tree.Tokens[k].Form == "By" && c.KindOf(o) == trucewatch.Person
}

// inSupport returns who does what is told to be done in support of somebody: "students
// marched in support of the strikers", "a march by students in praise of the king".
func (c Clause) inSupport(i int) []int {
	n := c.Counted(i)
	h := c.Head(n)
	if h < 0 || c.Tree.Case(n) != "in" || !c.Tree.Is(n, "obl", "nmod") || !c.Words.Is("in-support", c.Lemma(i)) || len(c.ByPreposition("of", i)) == 0 {
		return nil
	}
	if c.Verb(h) {
		return c.Agents(h)
	}
	return append(append(c.Possessors(h), c.ByPreposition("by", h)...), slices.DeleteFunc(c.Modifiers(h), func(m int) bool { return c.KindOf(m) == "" })...)
}

// withWhom returns with whom something is told to be done by verb v, also where "with"
// was hung on a word below it: "join the attack on the port with the fleet".
func (c Clause) withWhom(v int) []int {
	if out := c.ByPreposition("with", v); len(out) > 0 {
		return out
	}
	for _, o := range c.Tree.Subtree(v) {
		if o > v && c.Tree.Case(o) == "with" && c.Codable(o) {
			return c.Conjuncts(o)
		}
	}
	return nil
}

// onlyPlace reports whether token i tells a place that is no land, and so nobody to meet: "in
// the city of Zenda, where they will meet".
func (c Clause) onlyPlace(i int) bool {
	if c.KindOf(i) == trucewatch.PlaceKind {
		return !c.State(i)
	}
	return c.Tree.Tokens[i].UPOS == "NOUN" && c.Words.Is("place", c.Lemma(i))
}

// makers returns who makes the thing o that is spoken of: the subject of its relative
// clause ("opposed the plan that the king launched"), or who has it in the clause over
// the one of verb i ("has a policy of …, which the union criticised").
func (c Clause) makers(o, i int) []int {
	if c.Words.Is("charge", c.Lemma(o)) {
		return nil // who makes a claim is told otherwise
	}
	if c.Tree.Dominates(o, i) {
		if v, rel := c.Governor(o); v >= 0 && v != i && rel == "obj" {
			return c.Surface(v)
		}
		return nil
	}
	for _, a := range c.Tree.All(o, "acl") {
		if n := c.Tree.Child(a, "nsubj"); c.Tree.Tokens[a].Rel == "acl:relcl" && n >= 0 && !c.Relative(n) && c.Tree.Tokens[n].UPOS != "PRON" && c.Verb(a) {
			return c.Conjuncts(n)
		}
	}
	return nil
}

// intoBetween reports whether o stands behind "into between" or the like: "entered into
// between the city and the union".
func (c Clause) intoBetween(o int) bool {
	return slices.ContainsFunc(c.Tree.All(o, "case"), func(k int) bool { return c.Form(k) == "between" })
}

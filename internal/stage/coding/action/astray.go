package action

import (
	"slices"
)

// heldFor returns who is held to have done the happening i by what is said of it:
// "the raid was blamed on X", "a blast claimed by X".
func (c clause) heldFor(i int) []int {
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
			if on := append(c.byPreposition("on", v), c.byPreposition("to", v)...); len(on) > 0 {
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
func (c clause) outOf(o int, name string) bool {
	k := c.Tree.All(o, "case")
	return name == "of" && len(k) == 2 && c.Form(k[0]) == "out" && c.Form(k[1]) == "of"
}

// ofMaking returns the phrases of the participle that tells how the happening i was
// brought about: "sanctions imposed on X by Y", "a truce agreed by both armies".
func (c clause) ofMaking(i int) []int {
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
func (c clause) ofNearer(i, a int) bool {
	return slices.ContainsFunc(c.Tree.All(i, "conj", "appos"), func(k int) bool { return i < k && k < a })
}

// heldTo reports whether verb h with that preposition tells what its object did or
// might do: "accused X of attacks", "warned X against an attack".
func (c clause) heldTo(h int, prep string) bool {
	if prep == "against" {
		return c.Words.Is("caution", c.Lemma(h))
	}
	return slices.Contains([]string{"of", "for", "over"}, prep) && c.Words.Is("object-control", c.Lemma(h))
}

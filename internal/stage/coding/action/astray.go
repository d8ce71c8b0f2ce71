package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// bareSubject returns the subject of a relative clause without its pronoun that the
// parser hung on the noun before it: "a charge the army rejects". It returns -1 when
// there is none.
func (c clause) bareSubject(v int) int {
	h := c.head(v)
	if c.t.Tokens[v].Rel != "acl:relcl" || h < 0 || h >= v {
		return -1
	}
	n := v - 1
	for n > h && slices.Contains([]string{"AUX", "ADV", "PART"}, c.t.Tokens[n].UPOS) {
		n--
	}
	if n <= h || !c.t.Nominal(n) || c.t.Case(n) != "" || !c.t.Is(n, "appos", "compound", "nmod", "obl", "flat") {
		return -1
	}
	for n > h+1 && c.head(n) > h && c.head(n) < n && c.t.Is(n, "flat") {
		n = c.head(n)
	}
	return n
}

// timesOver returns the object of verb v that the parser hung on how often it was done:
// "violated the truce nine times". It returns -1 when there is none.
func (c clause) timesOver(v int) int {
	for _, o := range c.t.All(v, "obl", "obj") {
		number := c.t.Child(o, "nummod")
		if c.lemma(o) != "time" || number < 0 {
			continue
		}
		for _, k := range c.t.All(o, "amod", "compound", "nmod") {
			if k < number && c.t.Tokens[k].UPOS != "ADJ" {
				return k
			}
		}
	}
	return -1
}

// heldFor returns who is held to have done the happening i by what is said of it:
// "the raid was blamed on X", "a blast claimed by X".
func (c clause) heldFor(i int) []int {
	n := c.counted(i)
	verbs := c.t.All(n, "acl")
	if n != i {
		verbs = append(verbs, c.t.All(i, "acl")...)
	}
	if h := c.head(n); h >= 0 && c.verb(h) && (c.t.Is(n, "nsubj:pass") || c.t.Is(n, "obj")) {
		verbs = append(verbs, h)
	}
	for _, v := range verbs {
		switch {
		case !c.verb(v) || v == i:
		case c.rules.is("pin-on", c.lemma(v)):
			if on := append(c.byPreposition("on", v), c.byPreposition("to", v)...); len(on) > 0 {
				return on
			}
		case c.rules.is("own-up", c.lemma(v)) || c.rules.is("stage", c.lemma(v)):
			if by := c.agents(v); len(by) > 0 && (c.passive(v) || c.t.Tokens[v].Rel == "acl:relcl") {
				return by
			}
		}
	}
	return nil
}

// besideNoun returns who does v where it hangs on the noun h and tells what the
// subject of the clause does: "a policy of turning boats away", and, hung there by
// mistake, "quit the talks demanding a vote". It returns nothing otherwise.
func (c clause) besideNoun(v, h, steps int) []int {
	g := c.head(h)
	if c.t.Tokens[v].XPOS != "VBG" || c.codable(h) || c.rules.is("document", c.lemma(h)) && len(c.issuers(h, 2)) > 0 || g < 0 || !c.verb(g) || !c.t.Is(h, "obj", "obl") {
		return nil
	}
	mark := c.t.Child(v, "mark", "case")
	of := mark >= 0 && slices.Contains([]string{"of", "for", "in"}, c.form(mark))
	if of && c.rules.is("undertaking", c.lemma(h)) || mark < 0 && c.rules.is("speech-verb", c.lemma(v)) {
		return c.surfaceWithin(g, steps-1)
	}
	return nil
}

// outOf reports whether o stands behind "out of" and the name is the second word of it.
func (c clause) outOf(o int, name string) bool {
	k := c.t.All(o, "case")
	return name == "of" && len(k) == 2 && c.form(k[0]) == "out" && c.form(k[1]) == "of"
}

// misheaded returns the subject of a verb that was read as the modifier of a noun: of
// its object ("the kingdoms severed ties") or of its subject itself ("factions shelled
// villages").
func (c clause) misheaded(v int) []int {
	if n := c.misread(v); n >= 0 {
		return []int{n}
	}
	if h := c.head(v); c.t.Is(v, "amod") && h < v && c.t.Child(v, "obj") > v {
		return c.conjuncts(h)
	}
	return nil
}

// ledTo returns who leads the undertaking that the infinitive v tells the aim of:
// "an initiative led by Norway to persuade the rebels".
func (c clause) ledTo(v, h int) []int {
	if c.t.Is(h, "acl") && c.passive(h) && c.t.Tokens[v].XPOS == "VB" {
		return c.agents(h)
	}
	return nil
}

// askedOf reports whether the noun h is whom a verb of asking is put to, which an
// infinitive was hung on: "urged the gunmen to stop".
func (c clause) askedOf(h int) bool {
	g := c.head(h)
	return g >= 0 && c.verb(g) && c.t.Is(h, "obj", "iobj") && c.rules.is("asking", c.lemma(g)) && c.codable(h)
}

// ofMaking returns the phrases of the participle that tells how the happening i was
// brought about: "sanctions imposed on X by Y", "a truce agreed by both armies".
func (c clause) ofMaking(i int) []int {
	var out []int
	for _, a := range c.t.All(i, "acl") {
		verb := c.lemma(a)
		if n := c.t.Child(a, "nsubj"); c.t.Tokens[a].Rel == "acl:relcl" && n >= 0 && !c.relative(n) && c.rules.is("light", verb) {
			out = append(out, c.t.All(a, "obl")...) // "the deal they signed with the king"
		}
		if a > i && (c.t.Tokens[a].Rel == "acl" || c.rules.is("stage", verb)) && c.passive(a) && !c.ofNearer(i, a) && c.rules.is("light", verb) && !c.rules.is("mediate", verb) && !c.rules.is("tell-of", verb) {
			out = append(out, c.t.All(a, "obl")...)
		}
	}
	return out
}

// ofNearer reports whether the participle a is that of a noun beside the noun i which
// stands between the two: "face attacks, charges rejected by the ministry".
func (c clause) ofNearer(i, a int) bool {
	return slices.ContainsFunc(c.t.All(i, "conj", "appos"), func(k int) bool { return i < k && k < a })
}

// heldTo reports whether verb h with that preposition tells what its object did or
// might do: "accused X of attacks", "warned X against an attack".
func (c clause) heldTo(h int, prep string) bool {
	if prep == "against" {
		return c.rules.is("caution", c.lemma(h))
	}
	return slices.Contains([]string{"of", "for", "over"}, prep) && c.rules.is("object-control", c.lemma(h))
}

// bareBefore returns the subject of the finite verb v that was read as a phrase of it
// though no preposition stands before it: "while air defences in Zenda have tried". It
// returns -1 when there is none.
func (c clause) bareBefore(v int) int {
	if !c.finite(v) || !c.t.Is(v, "conj", "advcl", "root", "parataxis") {
		return -1
	}
	for _, o := range c.t.All(v, "obl") {
		if o < v && c.t.Tokens[o].Rel == "obl" && c.t.Case(o) == "" && c.t.Nominal(o) && c.codable(o) {
			return o
		}
	}
	return -1
}

// called returns the body whose name stands right behind the noun i of a body, hung
// elsewhere: "belonging to the militant group Red Band". It returns -1 for anybody else.
func (c clause) called(i int) int {
	name := i + 1
	if name >= len(c.t.Tokens) || c.t.Tokens[i].XPOS != "NN" || !c.rules.is("any-body", c.lemma(i)) || c.kindOf(name) != trucewatch.Organization {
		return -1
	}
	m, _ := c.named(name)
	h := c.d.Mentions[m].Head
	if c.d.Mentions[m].Start != c.t.Tokens[name].Start || h < name || c.t.Is(h, "nsubj", "nsubj:pass") || c.t.Child(h, "case") >= 0 {
		return -1
	}
	return h
}

// unhyphened returns the subject n of verb v, or, where n is the first part of the verb
// itself ("the kingdom test-fired a missile"), the noun that hangs on it.
func (c clause) unhyphened(n, v int) int {
	if n == v-2 && c.t.Tokens[v-1].Form == "-" {
		if k := c.t.Child(n, "compound", "nmod:poss", "nsubj"); k >= 0 {
			return k
		}
	}
	return n
}

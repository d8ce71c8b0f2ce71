package grammar

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// bareSubject returns the subject of a relative clause without its pronoun that the
// parser hung on the noun before it: "a charge the army rejects". It returns -1 when
// there is none.
func (c Clause) bareSubject(v int) int {
	h := c.Head(v)
	if c.Tree.Tokens[v].Rel != "acl:relcl" || h < 0 || h >= v {
		return -1
	}
	n := v - 1
	for n > h && slices.Contains([]string{"AUX", "ADV", "PART"}, c.Tree.Tokens[n].UPOS) {
		n--
	}
	if n <= h || !c.Tree.Nominal(n) || c.Tree.Case(n) != "" || !c.Tree.Is(n, "appos", "compound", "nmod", "obl", "flat") {
		return -1
	}
	for n > h+1 && c.Head(n) > h && c.Head(n) < n && c.Tree.Is(n, "flat") {
		n = c.Head(n)
	}
	return n
}

// timesOver returns the object of verb v that the parser hung on how often it was done:
// "violated the truce nine times". It returns -1 when there is none.
func (c Clause) timesOver(v int) int {
	for _, o := range c.Tree.All(v, "obl", "obj") {
		number := c.Tree.Child(o, "nummod")
		if c.Lemma(o) != "time" || number < 0 {
			continue
		}
		for _, k := range c.Tree.All(o, "amod", "compound", "nmod") {
			if k < number && c.Tree.Tokens[k].UPOS != "ADJ" {
				return k
			}
		}
	}
	return -1
}

// besideNoun returns who does v where it hangs on the noun h and tells what the
// subject of the clause does: "a policy of turning boats away", and, hung there by
// mistake, "quit the talks demanding a vote". It returns nothing otherwise.
func (c Clause) besideNoun(v, h, steps int) []int {
	g := c.Head(h)
	if c.Tree.Tokens[v].XPOS != "VBG" || c.Codable(h) || c.Words.Is("document", c.Lemma(h)) && len(c.issuers(h, 2)) > 0 || g < 0 || !c.Verb(g) || !c.Tree.Is(h, "obj", "obl") {
		return nil
	}
	mark := c.Tree.Child(v, "mark", "case")
	of := mark >= 0 && slices.Contains([]string{"of", "for", "in"}, c.Form(mark))
	if of && c.Words.Is("undertaking", c.Lemma(h)) || mark < 0 && c.Words.Is("speech-verb", c.Lemma(v)) {
		return c.surfaceWithin(g, steps-1)
	}
	return nil
}

// misheaded returns the subject of a verb that was read as the modifier of a noun: of
// its object ("the kingdoms severed ties") or of its subject itself ("factions shelled
// villages").
func (c Clause) misheaded(v int) []int {
	if n := c.misread(v); n >= 0 {
		return []int{n}
	}
	if h := c.Head(v); c.Tree.Is(v, "amod") && h < v && c.Tree.Child(v, "obj") > v {
		return c.Conjuncts(h)
	}
	return nil
}

// ledTo returns who leads the undertaking that the infinitive v tells the aim of:
// "an initiative led by Norway to persuade the rebels".
func (c Clause) ledTo(v, h int) []int {
	if c.Tree.Is(h, "acl") && c.Passive(h) && c.Tree.Tokens[v].XPOS == "VB" {
		return c.Agents(h)
	}
	return nil
}

// askedOf reports whether the noun h is whom a verb of asking is put to, which an
// infinitive was hung on: "urged the gunmen to stop".
func (c Clause) askedOf(h int) bool {
	g := c.Head(h)
	return g >= 0 && c.Verb(g) && c.Tree.Is(h, "obj", "iobj") && c.Words.Is("asking", c.Lemma(g)) && c.Codable(h)
}

// bareBefore returns the subject of the finite verb v that was read as a phrase of it
// though no preposition stands before it: "while air defences in Zenda have tried". It
// returns -1 when there is none.
func (c Clause) bareBefore(v int) int {
	if !c.Finite(v) || !c.Tree.Is(v, "conj", "advcl", "root", "parataxis") {
		return -1
	}
	for _, o := range c.Tree.All(v, "obl") {
		if o < v && c.Tree.Tokens[o].Rel == "obl" && c.Tree.Case(o) == "" && c.Tree.Nominal(o) && c.Codable(o) {
			return o
		}
	}
	return -1
}

// called returns the body whose name stands right behind the noun i of a body, hung
// elsewhere: "belonging to the militant group Red Band". It returns -1 for anybody else.
func (c Clause) called(i int) int {
	name := i + 1
	if name >= len(c.Tree.Tokens) || c.Tree.Tokens[i].XPOS != "NN" || !c.Words.Is("any-body", c.Lemma(i)) || c.KindOf(name) != trucewatch.Organization {
		return -1
	}
	m, _ := c.Named(name)
	h := c.Draft.Mentions[m].Head
	if c.Draft.Mentions[m].Start != c.Tree.Tokens[name].Start || h < name || c.Tree.Is(h, "nsubj", "nsubj:pass") || c.Tree.Child(h, "case") >= 0 {
		return -1
	}
	return h
}

// unhyphened returns the subject n of verb v, or, where n is the first part of the verb
// itself ("the kingdom test-fired a missile"), the noun that hangs on it.
func (c Clause) unhyphened(n, v int) int {
	if n == v-2 && c.Tree.Tokens[v-1].Form == "-" {
		if k := c.Tree.Child(n, "compound", "nmod:poss", "nsubj"); k >= 0 {
			return k
		}
	}
	return n
}

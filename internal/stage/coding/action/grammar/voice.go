package grammar

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// placesOnset reports whether modifier m is a town, before a noun that it can only
// place: "the Zenda campaign" is not by Zenda.
func (c Clause) placesOnset(m int, lemma string) bool {
	return c.Town(m) && c.Words.Is("onset", lemma)
}

// holding returns whose a thing is by the participle o that hangs on it: "drones
// launched by the army", "positions belonging to the militia".
func (c Clause) holding(o int) []int {
	if c.Tree.Is(o, "acl") && c.Verb(o) && c.Passive(o) && c.Words.Is("sent-off", c.Lemma(o)) {
		if by := c.Agents(o); len(by) > 0 {
			return by
		}
	}
	if c.Tree.Is(o, "acl") && slices.Contains([]string{"carry", "transport", "shelter", "house", "hold"}, c.Lemma(o)) && !c.Passive(o) {
		return c.Patients(o) // "a bus carrying pilgrims"
	}
	if slices.Contains([]string{"belong", "hold", "control"}, c.Lemma(o)) {
		for _, b := range c.Tree.All(o, "obl") {
			return c.Conjuncts(b)
		}
	}
	return nil
}

// suicidal reports whether "bomber" at token i is a man, not a plane.
func (c Clause) suicidal(i int) bool {
	return slices.ContainsFunc(c.Tree.All(i, "compound", "amod"), func(k int) bool { return strings.EqualFold(c.Tree.Tokens[k].Form, "suicide") })
}

// portion reports whether the noun i only portions or counts those behind "of".
func (c Clause) portion(i int) bool {
	return c.Words.Is("part-of", c.Lemma(i)) || c.Words.Is("within", c.Lemma(i)) && slices.ContainsFunc(c.Tree.All(i, "nmod"), func(o int) bool { return c.withinBody(i, o) }) || c.Words.Is("measure", c.Lemma(i)) || c.Tree.Tokens[i].UPOS == "NUM"
}

// behindPortion returns the noun of those whom the noun i only portions ("members of the
// party", "some of the men"), or -1.
func (c Clause) behindPortion(i int) int {
	if !c.portion(i) {
		return -1
	}
	for _, o := range c.Tree.All(i, "nmod") {
		if slices.Contains([]string{"of", "from", "among"}, c.Tree.Case(o)) || c.withinBody(i, o) {
			return o
		}
	}
	return -1
}

// throng reports whether the noun i counts people without saying so: "thousands
// marched".
func (c Clause) throng(i int) bool {
	return c.Tree.Tokens[i].XPOS == "NNS" && c.Words.Is("multitude", c.Form(i)) && c.Tree.Is(i, "nsubj") && c.Tree.Child(i, "nmod") < 0
}

// Particles returns the particles and adverbs of a verb, also a particle that was
// read as a preposition.
func (c Clause) Particles(i int) []int {
	out := c.Tree.All(i, "compound:prt", "advmod")
	if i+1 < len(c.Tree.Tokens) && c.Words.Is("particle", c.Form(i+1)) {
		out = append(out, i+1)
	}
	return out
}

// doneBy reports whether the participle v without an auxiliary of its own is told with
// who did it: "remains targeted by the army", "wearing a coat and handcuffed by police".
func (c Clause) doneBy(v int) bool {
	if c.Tree.Tokens[v].UPOS != "VERB" || c.Tree.Tokens[v].XPOS != "VBN" || c.Tree.Child(v, "aux", "obj") >= 0 || !c.Tree.Is(v, "xcomp", "conj", "advcl", "acl", "parataxis") {
		return false
	}
	return slices.ContainsFunc(c.Tree.All(v, "obl"), func(o int) bool { return c.Tree.Case(o) == "by" && c.Codable(o) })
}

// bearingName returns the name among two subjects of verb v where the first, a noun
// without a name, only says who that is: "the armed group Red Band said", "Law student
// A said". Otherwise it returns n.
func (c Clause) bearingName(n, v int) int {
	if all := c.Tree.All(v, "nsubj"); c.Tree.Tokens[n].Rel == "nsubj:outer" && len(all) > 1 {
		return all[1] // "what it did not say was that the army fired"
	}
	if c.KindOf(n) != "" || c.Tree.Tokens[n].XPOS != "NN" {
		return n
	}
	for _, k := range c.Tree.All(v, "nsubj") {
		kind := c.KindOf(k)
		if k > n && k < v && c.unbroken(n, k) && (kind == trucewatch.Person || kind == trucewatch.Organization && k == n+1) && c.Tree.Child(k, "case", "det") < 0 {
			return k
		}
	}
	return n
}

// unbroken reports whether neither a comma nor a conjunction stands between two tokens.
func (c Clause) unbroken(i, k int) bool {
	return !slices.ContainsFunc(c.Tree.Tokens[i+1:k], func(t trucewatch.Token) bool { return t.UPOS == "PUNCT" && t.Form != "-" || t.UPOS == "CCONJ" })
}

// gerundOf reports whether the gerund v behind a preposition tells what the noun h
// consists in, which who has it does: "started the process of cutting ties", "its
// success in taking the town".
func (c Clause) gerundOf(v, h int) bool {
	mark := c.Tree.Child(v, "mark")
	return c.Tree.Tokens[v].XPOS == "VBG" && mark > h && !c.Codable(h) && slices.Contains([]string{"of", "for", "in", "at"}, c.Form(mark))
}

// behindParticiple returns the subject of a main verb that was hung on the object of a
// participle before it: "militiamen manning a checkpoint opened fire". It returns -1 else.
func (c Clause) behindParticiple(v, h int) int {
	g := c.Head(h)
	past := c.Tree.Tokens[v].XPOS == "VBD" || c.Tree.Tokens[v].XPOS == "VBN" && c.Tree.Child(v, "obj") >= 0
	if !past || c.Tree.Tokens[v].Rel != "acl" || g < 0 || c.Tree.Tokens[g].XPOS != "VBG" || c.Tree.Child(g, "aux") >= 0 || !c.Tree.Is(h, "obj", "obl") {
		return -1
	}
	return c.Tree.Child(g, "nsubj")
}

// below reports whether the noun h is told under what is said by the word g: its object
// or a phrase of it.
func (c Clause) below(h, g int) bool {
	return g >= 0 && (c.Verb(g) || c.Tree.Child(g, "cop") >= 0) && c.Tree.Is(h, "obj", "obl")
}

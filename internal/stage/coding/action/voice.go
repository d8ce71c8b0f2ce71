package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// doneBy reports whether the participle v without an auxiliary of its own is told with
// who did it: "remains targeted by the army", "wearing a coat and handcuffed by police".
func (c clause) doneBy(v int) bool {
	if c.t.Tokens[v].UPOS != "VERB" || c.t.Tokens[v].XPOS != "VBN" || c.t.Child(v, "aux", "obj") >= 0 || !c.t.Is(v, "xcomp", "conj", "advcl", "acl", "parataxis") {
		return false
	}
	return slices.ContainsFunc(c.t.All(v, "obl"), func(o int) bool { return c.t.Case(o) == "by" && c.codable(o) })
}

// bearingName returns the name among two subjects of verb v where the first, a noun
// without a name, only says who that is: "the armed group Red Band said", "Law student
// A said". Otherwise it returns n.
func (c clause) bearingName(n, v int) int {
	if all := c.t.All(v, "nsubj"); c.t.Tokens[n].Rel == "nsubj:outer" && len(all) > 1 {
		return all[1] // "what it did not say was that the army fired"
	}
	if c.kindOf(n) != "" || c.t.Tokens[n].XPOS != "NN" {
		return n
	}
	for _, k := range c.t.All(v, "nsubj") {
		kind := c.kindOf(k)
		if k > n && k < v && c.unbroken(n, k) && (kind == trucewatch.Person || kind == trucewatch.Organization && k == n+1) && c.t.Child(k, "case", "det") < 0 {
			return k
		}
	}
	return n
}

// unbroken reports whether neither a comma nor a conjunction stands between two tokens.
func (c clause) unbroken(i, k int) bool {
	return !slices.ContainsFunc(c.t.Tokens[i+1:k], func(t trucewatch.Token) bool { return t.UPOS == "PUNCT" && t.Form != "-" || t.UPOS == "CCONJ" })
}

// gerundOf reports whether the gerund v behind a preposition tells what the noun h
// consists in, which who has it does: "started the process of cutting ties", "its
// success in taking the town".
func (c clause) gerundOf(v, h int) bool {
	mark := c.t.Child(v, "mark")
	return c.t.Tokens[v].XPOS == "VBG" && mark > h && !c.codable(h) && slices.Contains([]string{"of", "for", "in", "at"}, c.form(mark))
}

// comingFrom returns who an attack is said to come from by the verb over it: "the
// violence is coming from the militia", "troops face raids in the south from rebels".
func (c clause) comingFrom(i int) []int {
	v, rel := c.governor(i)
	if v < 0 {
		return nil
	}
	if n := c.partOfThem(i); n != i {
		v, rel = c.governor(n)
	}
	rel, _, _ = strings.Cut(rel, ":")
	switch {
	case v < 0:
		return nil
	case rel == "nsubj" && c.rules.is("stem", c.lemma(v)), rel == "obj" && c.rules.is("suffer", c.lemma(v)):
		return slices.DeleteFunc(c.byPreposition("from", v), func(o int) bool { return !c.codable(o) })
	}
	return nil
}

// partOfThem returns the word of quantity over the noun i ("much of the violence"), or i.
func (c clause) partOfThem(i int) int {
	h := c.head(i)
	if h >= 0 && c.t.Is(i, "nmod") && c.t.Case(i) == "of" && c.rules.is("portion", c.form(h)) {
		return h
	}
	return i
}

// broughtInto returns who is brought into the fighting or talks i: "the troops were put
// into conflict with the militia", "pushed the two clans into a settlement".
func (c clause) broughtInto(i int) []int {
	v, rel := c.governor(i)
	if v < 0 || rel != "obl" || c.t.Case(c.counted(i)) != "into" || !c.rules.is("bring-into", c.lemma(v)) {
		return nil
	}
	return c.patients(v)
}

// taken returns whom a verb makes what the noun i says: "took two nurses hostage".
func (c clause) taken(i int) []int {
	v, rel := c.governor(i)
	switch {
	case v < 0:
		return nil
	case rel == "obj":
		return slices.DeleteFunc(c.t.All(v, "obj", "iobj"), func(o int) bool { return o >= i })
	case rel != "xcomp" && rel != "obl":
		return nil
	}
	if who := c.patients(v); len(who) > 0 {
		return who
	}
	return c.t.All(i, "compound")
}

// responsible returns who is said to be responsible ("the group was responsible", "those
// responsible for the blast") or to own up to it ("claimed responsibility").
func (c clause) responsible(i int) []int {
	if c.lemma(i) == "responsibility" {
		if v, rel := c.governor(i); v >= 0 && rel == "obj" && c.rules.is("own-up", c.lemma(v)) {
			return c.agents(v)
		}
		return nil
	}
	if n := c.t.Child(i, "nsubj"); n >= 0 {
		if c.relative(n) {
			return c.antecedent(i)
		}
		return c.conjuncts(n)
	}
	if h := c.head(i); h >= 0 && c.t.Is(i, "amod", "acl") && h < i {
		return c.conjuncts(h)
	}
	return nil
}

// supported mends the parties of support that somebody is told to have: "the king has
// the support of the army" is given by the army, to the king.
func (c clause) supported(f found, e *trucewatch.EventMention) {
	v, rel := c.governor(f.token)
	of := c.byPreposition("of", f.token)
	if e.Type != trucewatch.Support || f.rule.pos != "noun" || v < 0 || rel != "obj" || !c.rules.is("enjoy", c.lemma(v)) || len(of) == 0 {
		return
	}
	var by, to []int
	for _, i := range of {
		by = c.add(e, by, "of", i)
	}
	for _, i := range c.agents(v) {
		to = c.add(e, to, "subj", i)
	}
	if len(by) > 0 {
		e.Actors, e.Recipients = by, union(nil, to, by)
	}
}

// undergoes reports whether whose the act of force is told to be is who undergoes it, as
// others are told to do it: "his arrest by the agents".
func (c clause) undergoes(f found, e *trucewatch.EventMention) bool {
	if f.rule.pos != "noun" || sort(e.Type) != "force" || f.rule.twoSided() || len(c.possessors(f.token)) == 0 {
		return false
	}
	return slices.ContainsFunc(c.slot("by", f.token), c.codable)
}

// behindParticiple returns the subject of a main verb that was hung on the object of a
// participle before it: "militiamen manning a checkpoint opened fire". It returns -1 else.
func (c clause) behindParticiple(v, h int) int {
	g := c.head(h)
	past := c.t.Tokens[v].XPOS == "VBD" || c.t.Tokens[v].XPOS == "VBN" && c.t.Child(v, "obj") >= 0
	if !past || c.t.Tokens[v].Rel != "acl" || g < 0 || c.t.Tokens[g].XPOS != "VBG" || c.t.Child(g, "aux") >= 0 || !c.t.Is(h, "obj", "obl") {
		return -1
	}
	return c.t.Child(g, "nsubj")
}

// notItsDoer reports whether whose an act of force is told to be is not who does it.
func (c clause) notItsDoer(f found, e *trucewatch.EventMention) bool {
	return c.undergoes(f, e) || c.rankedThere(f, e)
}

// rankedThere reports whether an act of force of one side is told as the worst or the
// first of a land or town, which then only places it: "the kingdom's deadliest attack".
func (c clause) rankedThere(f found, e *trucewatch.EventMention) bool {
	if f.rule.pos != "noun" || e.Type != trucewatch.Assault || f.rule.twoSided() {
		return false
	}
	whose := c.possessors(f.token)
	placed := len(whose) > 0 && (c.kindOf(whose[0]) == trucewatch.PlaceKind || c.rules.is("land-meant", c.lemma(whose[0])) || c.rules.is("place", c.lemma(whose[0])))
	return placed && slices.ContainsFunc(c.modifiers(f.token), func(k int) bool { return c.t.Tokens[k].XPOS == "JJS" })
}

// drawn mends the parties of words that somebody's doing is told to draw: "the launch drew
// condemnation from Sylvania", "the king won praise from the bishops".
func (c clause) drawn(f found, e *trucewatch.EventMention) {
	v, rel := c.governor(f.token)
	if f.rule.pos != "noun" || sort(e.Type) != "speech" || v < 0 || rel != "obj" || !c.rules.is("drawing", c.lemma(v)) {
		return
	}
	var by []int
	for _, i := range c.byPreposition("from", v) {
		by = c.add(e, by, "from", i)
	}
	if len(by) == 0 {
		return
	}
	e.Actors = by
	for _, i := range c.agents(v) {
		e.Recipients = union(e.Recipients, c.add(e, nil, "subj", i), by)
	}
}

// inDeed gives an act of force told as that in which something is done to somebody its
// parties: "rebels killed nine policemen in an ambush".
func (c clause) inDeed(f found, e *trucewatch.EventMention) {
	v, rel := c.governor(f.token)
	if f.rule.pos != "noun" || e.Type != trucewatch.Assault || f.rule.twoSided() || len(e.Actors) > 0 || v < 0 || rel != "obl" || c.passive(v) ||
		!slices.Contains([]string{"in", "during", "with", "by"}, c.t.Case(c.counted(f.token))) || !c.rules.is("hit", c.lemma(v)) || c.definite(f.token) {
		return
	}
	for _, i := range c.agents(v) {
		e.Actors = c.add(e, e.Actors, "subj", i)
	}
	for _, i := range c.patients(v) {
		e.Recipients = union(e.Recipients, c.add(e, nil, "hits", i), e.Actors)
	}
}

// below reports whether the noun h is told under what is said by the word g: its object
// or a phrase of it.
func (c clause) below(h, g int) bool {
	return g >= 0 && (c.verb(g) || c.t.Child(g, "cop") >= 0) && c.t.Is(h, "obj", "obl")
}

// joinedIn returns who does what a noun names that leans on verb v, also where the verb
// is passive in form only: "are engaged in clashes".
func (c clause) joinedIn(v int) []int {
	if c.passive(v) && c.rules.is("join-in", c.lemma(v)) {
		return c.surface(v)
	}
	return c.agents(v)
}

// askedToDo returns whom a verb asks to do what its infinitive tells: "requested other
// nations to help".
func (c clause) askedToDo(i int) []int {
	if !slices.ContainsFunc(c.complements(i), func(k int) bool { return c.t.Tokens[k].XPOS == "VB" }) {
		return nil
	}
	return slices.DeleteFunc(c.patients(i), func(o int) bool { return !c.codable(o) })
}

// doers returns who stands in a slot of actors: no town where one meets, and no force that
// puts an end to a protest.
func (c clause) doers(slot string, f found) []int {
	heads := c.slot(slot, f.token)
	switch {
	case slot == "obj":
		return slices.DeleteFunc(heads, c.onlyPlace)
	case slot == "between" && !c.verb(f.token) && !slices.ContainsFunc(heads, c.codable):
		return append(heads, c.inLine(f.token)...)
	case slot == "subj" && f.rule.kind == trucewatch.Protest && f.rule.pos == "noun":
		return slices.DeleteFunc(heads, func(i int) bool { return c.rules.is("of-state", c.lemma(i)) })
	}
	return heads
}

// notDoer reports whether a slot that the rule has for actors tells somebody else here:
// whose arrest it is, or between whom somebody brokers.
func (c clause) notDoer(slot string, f found, e *trucewatch.EventMention) bool {
	switch slot {
	case "poss":
		return c.notItsDoer(f, e)
	case "between":
		return c.verb(f.token) && c.rules.is("go-between", c.lemma(f.token))
	}
	return false
}

package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// comingFrom returns who an attack is said to come from by the verb over it: "the
// violence is coming from the militia", "troops face raids in the south from rebels".
func (c clause) comingFrom(i int) []int {
	v, rel := c.Governor(i)
	if v < 0 {
		return nil
	}
	if n := c.partOfThem(i); n != i {
		v, rel = c.Governor(n)
	}
	rel, _, _ = strings.Cut(rel, ":")
	switch {
	case v < 0:
		return nil
	case rel == "nsubj" && c.Words.Is("stem", c.Lemma(v)), rel == "obj" && c.Words.Is("suffer", c.Lemma(v)):
		return slices.DeleteFunc(c.byPreposition("from", v), func(o int) bool { return !c.Codable(o) })
	}
	return nil
}

// partOfThem returns the word of quantity over the noun i ("much of the violence"), or i.
func (c clause) partOfThem(i int) int {
	h := c.Head(i)
	if h >= 0 && c.Tree.Is(i, "nmod") && c.Tree.Case(i) == "of" && c.Words.Is("portion", c.Form(h)) {
		return h
	}
	return i
}

// broughtInto returns who is brought into the fighting or talks i: "the troops were put
// into conflict with the militia", "pushed the two clans into a settlement".
func (c clause) broughtInto(i int) []int {
	v, rel := c.Governor(i)
	if v < 0 || rel != "obl" || c.Tree.Case(c.Counted(i)) != "into" || !c.Words.Is("bring-into", c.Lemma(v)) {
		return nil
	}
	return c.Patients(v)
}

// taken returns whom a verb makes what the noun i says: "took two nurses hostage".
func (c clause) taken(i int) []int {
	v, rel := c.Governor(i)
	switch {
	case v < 0:
		return nil
	case rel == "obj":
		return slices.DeleteFunc(c.Tree.All(v, "obj", "iobj"), func(o int) bool { return o >= i })
	case rel != "xcomp" && rel != "obl":
		return nil
	}
	if who := c.Patients(v); len(who) > 0 {
		return who
	}
	return c.Tree.All(i, "compound")
}

// responsible returns who is said to be responsible ("the group was responsible", "those
// responsible for the blast") or to own up to it ("claimed responsibility").
func (c clause) responsible(i int) []int {
	if c.Lemma(i) == "responsibility" {
		if v, rel := c.Governor(i); v >= 0 && rel == "obj" && c.Words.Is("own-up", c.Lemma(v)) {
			return c.Agents(v)
		}
		return nil
	}
	if n := c.Tree.Child(i, "nsubj"); n >= 0 {
		if c.Relative(n) {
			return c.Antecedent(i)
		}
		return c.Conjuncts(n)
	}
	if h := c.Head(i); h >= 0 && c.Tree.Is(i, "amod", "acl") && h < i {
		return c.Conjuncts(h)
	}
	return nil
}

// supported mends the parties of support that somebody is told to have: "the king has
// the support of the army" is given by the army, to the king.
func (c clause) supported(f found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.token)
	of := c.byPreposition("of", f.token)
	if e.Type != trucewatch.Support || f.rule.pos != "noun" || v < 0 || rel != "obj" || !c.Words.Is("enjoy", c.Lemma(v)) || len(of) == 0 {
		return
	}
	var by, to []int
	for _, i := range of {
		by = c.add(e, by, "of", i)
	}
	for _, i := range c.Agents(v) {
		to = c.add(e, to, "subj", i)
	}
	if len(by) > 0 {
		e.Actors, e.Recipients = by, grammar.Union(nil, to, by)
	}
}

// undergoes reports whether whose the act of force is told to be is who undergoes it, as
// others are told to do it: "his arrest by the agents".
func (c clause) undergoes(f found, e *trucewatch.EventMention) bool {
	if f.rule.pos != "noun" || sort(e.Type) != "force" || f.rule.twoSided() || len(c.Possessors(f.token)) == 0 {
		return false
	}
	return slices.ContainsFunc(c.slot("by", f.token), c.Codable)
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
	whose := c.Possessors(f.token)
	placed := len(whose) > 0 && (c.KindOf(whose[0]) == trucewatch.PlaceKind || c.Words.Is("land-meant", c.Lemma(whose[0])) || c.Words.Is("place", c.Lemma(whose[0])))
	return placed && slices.ContainsFunc(c.Modifiers(f.token), func(k int) bool { return c.Tree.Tokens[k].XPOS == "JJS" })
}

// drawn mends the parties of words that somebody's doing is told to draw: "the launch drew
// condemnation from Sylvania", "the king won praise from the bishops".
func (c clause) drawn(f found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.token)
	if f.rule.pos != "noun" || sort(e.Type) != "speech" || v < 0 || rel != "obj" || !c.Words.Is("drawing", c.Lemma(v)) {
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
	for _, i := range c.Agents(v) {
		e.Recipients = grammar.Union(e.Recipients, c.add(e, nil, "subj", i), by)
	}
}

// inDeed gives an act of force told as that in which something is done to somebody its
// parties: "rebels killed nine policemen in an ambush".
func (c clause) inDeed(f found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.token)
	if f.rule.pos != "noun" || e.Type != trucewatch.Assault || f.rule.twoSided() || len(e.Actors) > 0 || v < 0 || rel != "obl" || c.Passive(v) ||
		!slices.Contains([]string{"in", "during", "with", "by"}, c.Tree.Case(c.Counted(f.token))) || !c.Words.Is("hit", c.Lemma(v)) || c.Definite(f.token) {
		return
	}
	for _, i := range c.Agents(v) {
		e.Actors = c.add(e, e.Actors, "subj", i)
	}
	for _, i := range c.Patients(v) {
		e.Recipients = grammar.Union(e.Recipients, c.add(e, nil, "hits", i), e.Actors)
	}
}

// joinedIn returns who does what a noun names that leans on verb v, also where the verb
// is passive in form only: "are engaged in clashes".
func (c clause) joinedIn(v int) []int {
	if c.Passive(v) && c.Words.Is("join-in", c.Lemma(v)) {
		return c.Surface(v)
	}
	return c.Agents(v)
}

// askedToDo returns whom a verb asks to do what its infinitive tells: "requested other
// nations to help".
func (c clause) askedToDo(i int) []int {
	if !slices.ContainsFunc(c.complements(i), func(k int) bool { return c.Tree.Tokens[k].XPOS == "VB" }) {
		return nil
	}
	return slices.DeleteFunc(c.Patients(i), func(o int) bool { return !c.Codable(o) })
}

// doers returns who stands in a slot of actors: no town where one meets, and no force that
// puts an end to a protest.
func (c clause) doers(slot string, f found) []int {
	heads := c.slot(slot, f.token)
	switch {
	case slot == "obj":
		return slices.DeleteFunc(heads, c.onlyPlace)
	case slot == "between" && !c.Verb(f.token) && !slices.ContainsFunc(heads, c.Codable):
		return append(heads, c.inLine(f.token)...)
	case slot == "subj" && f.rule.kind == trucewatch.Protest && f.rule.pos == "noun":
		return slices.DeleteFunc(heads, func(i int) bool { return c.Words.Is("of-state", c.Lemma(i)) })
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
		return c.Verb(f.token) && c.Words.Is("go-between", c.Lemma(f.token))
	}
	return false
}

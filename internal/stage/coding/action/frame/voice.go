package frame

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// comingFrom returns who an attack is said to come from by the verb over it: "the
// violence is coming from the militia", "troops face raids in the south from rebels".
func (c Clause) comingFrom(i int) []int {
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
		return slices.DeleteFunc(c.ByPreposition("from", v), func(o int) bool { return !c.Codable(o) })
	}
	return nil
}

// partOfThem returns the word of quantity over the noun i ("much of the violence"), or i.
func (c Clause) partOfThem(i int) int {
	h := c.Head(i)
	if h >= 0 && c.Tree.Is(i, "nmod") && c.Tree.Case(i) == "of" && c.Words.Is("portion", c.Form(h)) {
		return h
	}
	return i
}

// broughtInto returns who is brought into the fighting or talks i: "the troops were put
// into conflict with the militia", "pushed the two clans into a settlement".
func (c Clause) broughtInto(i int) []int {
	v, rel := c.Governor(i)
	if v < 0 || rel != "obl" || c.Tree.Case(c.Counted(i)) != "into" || !c.Words.Is("bring-into", c.Lemma(v)) {
		return nil
	}
	return c.Patients(v)
}

// taken returns whom a verb makes what the noun i says: "took two nurses hostage".
func (c Clause) taken(i int) []int {
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
func (c Clause) responsible(i int) []int {
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

// Undergoes reports whether whose the act of force is told to be is who undergoes it, as
// others are told to do it: "his arrest by the agents".
func (c Clause) Undergoes(f Found, e *trucewatch.EventMention) bool {
	if f.Rule.Pos != "noun" || Sort(e.Type) != "force" || f.Rule.TwoSided() || len(c.Possessors(f.Token)) == 0 {
		return false
	}
	return slices.ContainsFunc(c.Slot("by", f.Token), c.Codable)
}

// notItsDoer reports whether whose an act of force is told to be is not who does it.
func (c Clause) notItsDoer(f Found, e *trucewatch.EventMention) bool {
	return c.Undergoes(f, e) || c.rankedThere(f, e)
}

// rankedThere reports whether an act of force of one side is told as the worst or the
// first of a land or town, which then only places it: "the kingdom's deadliest attack".
func (c Clause) rankedThere(f Found, e *trucewatch.EventMention) bool {
	if f.Rule.Pos != "noun" || e.Type != trucewatch.Assault || f.Rule.TwoSided() {
		return false
	}
	whose := c.Possessors(f.Token)
	placed := len(whose) > 0 && (c.KindOf(whose[0]) == trucewatch.PlaceKind || c.Words.Is("land-meant", c.Lemma(whose[0])) || c.Words.Is("place", c.Lemma(whose[0])))
	return placed && slices.ContainsFunc(c.Modifiers(f.Token), func(k int) bool { return c.Tree.Tokens[k].XPOS == "JJS" })
}

// joinedIn returns who does what a noun names that leans on verb v, also where the verb
// is passive in form only: "are engaged in clashes".
func (c Clause) joinedIn(v int) []int {
	if c.Passive(v) && c.Words.Is("join-in", c.Lemma(v)) {
		return c.Surface(v)
	}
	return c.Agents(v)
}

// askedToDo returns whom a verb asks to do what its infinitive tells: "requested other
// nations to help".
func (c Clause) askedToDo(i int) []int {
	if !slices.ContainsFunc(c.complements(i), func(k int) bool { return c.Tree.Tokens[k].XPOS == "VB" }) {
		return nil
	}
	return slices.DeleteFunc(c.Patients(i), func(o int) bool { return !c.Codable(o) })
}

// Doers returns who stands in a slot of actors: no town where one meets, and no force that
// puts an end to a protest.
func (c Clause) Doers(slot string, f Found) []int {
	heads := c.Slot(slot, f.Token)
	switch {
	case slot == "obj":
		return slices.DeleteFunc(heads, c.onlyPlace)
	case slot == "between" && !c.Verb(f.Token) && !slices.ContainsFunc(heads, c.Codable):
		return append(heads, c.inLine(f.Token)...)
	case slot == "subj" && f.Rule.Kind == trucewatch.Protest && f.Rule.Pos == "noun":
		return slices.DeleteFunc(heads, func(i int) bool { return c.Words.Is("of-state", c.Lemma(i)) })
	}
	return heads
}

// NotDoer reports whether a slot that the rule has for actors tells somebody else here:
// whose arrest it is, or between whom somebody brokers.
func (c Clause) NotDoer(slot string, f Found, e *trucewatch.EventMention) bool {
	switch slot {
	case "poss":
		return c.notItsDoer(f, e)
	case "between":
		return c.Verb(f.Token) && c.Words.Is("go-between", c.Lemma(f.Token))
	}
	return false
}

package speech

import (
	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// Nobody reports whether the noun n stands for nobody in particular: "any analyst", "no
// soldier". No "he" points back at them.
func (l *Line) Nobody(n int) bool {
	d := l.Tree.Child(n, "det")
	return d >= 0 && (l.Word(d) == "any" || l.Word(d) == "no" || l.Word(d) == "every")
}

// MainClause reports whether the subject i is that of the sentence's main clause
// or of what somebody is said to have said.
func (l *Line) MainClause(i int) bool {
	h := l.Head(i)
	return h >= 0 && (l.Head(h) < 0 || l.Tree.Is(h, "ccomp", "conj", "parataxis"))
}

// Refine gives the nominal mention m the kind that its head noun tells.
func (l *Line) Refine(m, n int) {
	core := l.Core(n)
	for _, class := range []string{lexicon.MediaNouns, lexicon.DocumentNouns, lexicon.OrgNouns} {
		if l.Rules.In(class, l.Lemmas[core]) && !l.Rules.In(lexicon.PersonNouns, l.Lemmas[core]) {
			l.Draft.Mentions[m].Kind = trucewatch.Organization
			return
		}
	}
	switch l.Word(n) {
	case "it", "which":
		l.Draft.Mentions[m].Kind = trucewatch.Organization
	}
}

// Definite reports whether the noun n is presented as known, by "the", "this" or "that".
func (l *Line) Definite(n int) bool {
	return l.Is(n, "NOUN", "PROPN") && l.Child(n, func(c int) bool {
		return l.Tree.Is(c, "det") && (l.Word(c) == "the" || l.Word(c) == "this" || l.Word(c) == "that")
	}) >= 0
}

// Fitting reports whether a mention can be what "he" or "it" stands for.
func Fitting(kind, wanted trucewatch.MentionKind) bool {
	if wanted == trucewatch.Person {
		return kind == trucewatch.Person
	}
	return kind == trucewatch.Organization || kind == trucewatch.PlaceKind
}

// Spoken reports whether token c stands in a quotation and n outside: who is named
// in quoted words is seldom the one who speaks them.
func (l *Line) Spoken(c, n int) bool { return l.Quoted[c] && !l.Quoted[n] }

// OtherSex reports whether the noun c cannot be what the pronoun n stands for.
func (l *Line) OtherSex(n, c int) bool {
	return l.Word(n) == "he" && l.Rules.In(lexicon.FemaleNouns, l.Lemmas[c]) || l.Word(n) == "she" && l.Rules.In(lexicon.MaleNouns, l.Lemmas[c])
}

// NameOf returns the last named mention of a kind before token n, or -1.
func (l *Line) NameOf(kind trucewatch.MentionKind, n int) int {
	for i := n - 1; i >= 0; i-- {
		if m := l.namedAt(i, kind); m >= 0 && !l.Spoken(i, n) {
			return m
		}
	}
	return -1
}

// SameSentence returns the named organization before token n that a noun such as
// "the agency" or "the organisation" names again, or -1.
func (l *Line) SameSentence(n int, noun string) int {
	switch {
	case noun == "ministry" || noun == "government" || noun == "army" || noun == "military":
		return -1
	case !l.Rules.In(lexicon.OrgNouns, noun) && !l.Rules.In(lexicon.MediaNouns, noun):
		return -1
	}
	m := l.NameOf(trucewatch.Organization, n)
	if l.Press(m) && !l.Rules.In(lexicon.MediaNouns, noun) {
		return -1 // "Le Monde: the council condemned …" is not Le Monde
	}
	return m
}

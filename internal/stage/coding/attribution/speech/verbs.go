package speech

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// HeadlineVerb reports whether token i of a headline, tagged as a plural noun, is
// a verb all the same: "France condemns raid".
func (l *Line) HeadlineVerb(i int) bool {
	return i > 0 && l.Tree.Tokens[i].XPOS == "NNS" && len(l.Rules.Verbs[l.Lemmas[i]]) > 0 && l.Headline() &&
		(l.Draft.Named(l.Sentence, i-1) >= 0 || l.Rules.In(lexicon.PersonNouns, l.Lemmas[i-1])) && i+1 < len(l.Lower) && (!l.Is(i+1, "PUNCT", "ADP", "AUX", "CCONJ") || l.particle(i))
}

// particle reports whether a preposition that makes token i a cue stands behind it.
func (l *Line) particle(i int) bool {
	return slices.ContainsFunc(l.Rules.Verbs[l.Lemmas[i]], func(r *lexicon.Rule) bool { return slices.Contains(r.Preps, l.Word(i+1)) })
}

// HiddenVerb reports whether token i is a cue verb that the tagger takes for a noun
// or an adjective: a past form beside its source ("the mayor appealed for calm"),
// or a form before "that" ("the agency estimates that").
func (l *Line) HiddenVerb(i int) bool {
	if !l.Is(i, "NOUN", "ADJ", "PROPN") || !l.Is(i-1, "NOUN", "PROPN", "PRON") || l.Draft.Named(l.Sentence, i) >= 0 {
		return false
	}
	if len(l.Rules.Verbs[l.Lower[i]]) > 0 {
		return l.Word(i+1) == "that" && l.bare(i-1)
	}
	if l.Rules.Forms[l.Lower[i]] == "" {
		return false
	}
	if strings.HasSuffix(l.Lower[i], "ed") {
		return l.Is(i+1, "DET", "ADP", "PRON", "PROPN", "SCONJ", "PART")
	}
	return l.Word(i+1) == "that" && strings.HasSuffix(l.Lower[i], "s")
}

// bare reports whether token n ends a plural, or a noun for the press, that has no
// article: in "local media report that" the last word must be a verb.
func (l *Line) bare(n int) bool {
	if l.Tree.Tokens[n].XPOS != "NNS" && l.Lower[n] != "media" && l.Lower[n] != "police" {
		return false
	}
	for n >= 0 && l.Is(n, "NOUN", "ADJ", "PROPN") {
		n--
	}
	return !l.Is(n, "DET", "ADP")
}

// Finds reports whether the verb i stands where a cue can stand: not as an
// adjective or a noun, not in a condition, not as something only meant to be said.
func (l *Line) Finds(i int) bool {
	if l.modifies(i) || l.hypothetical(i) || l.unnamed(i) {
		return false
	}
	if h := l.Head(i); l.Word(i-1) == "as" && h >= 0 && l.Cites(h) {
		return false // "quoted as saying" is one cue
	}
	return !l.Unreal(i)
}

// modifies reports whether the verb i stands in the place of an adjective or a noun.
func (l *Line) modifies(i int) bool {
	said := l.Lemmas[i] == "tell" && l.Is(i-1, "NOUN", "PROPN", "PRON") // "a source told state television"
	if l.Verbal(i) && !said && !l.onlyVerb(i) && l.Tree.Is(i, "amod", "compound", "nsubj", "obj", "case", "aux", "fixed", "nmod") {
		return true
	}
	return l.Tree.Is(i, "obl") && l.Tree.Tokens[i].XPOS != "VBG"
}

// hypothetical reports whether what the verb i would say is left open: asked for
// ("what she is saying"), in a condition, or seldom said.
func (l *Line) hypothetical(i int) bool {
	if l.Child(i, func(c int) bool { return c < i && l.Word(c) == "what" && l.Tree.Is(c, "obj") }) >= 0 || l.afterWhat(i) {
		return true
	}
	if m := l.Tree.Child(i, "mark"); m >= 0 && (l.Word(m) == "if" || l.Word(m) == "unless" || l.Word(m) == "without") {
		return true
	}
	return l.Child(i, func(c int) bool { return l.Rules.In(lexicon.RarelyWords, l.Lower[c]) && l.Tree.Is(c, "advmod") }) >= 0
}

// unnamed reports whether the verb i only says that its subject gives no name: "who
// asked not to be named".
func (l *Line) unnamed(i int) bool {
	return l.Child(i, func(c int) bool {
		return l.Tree.Is(c, "xcomp") && l.Rules.In(lexicon.NamingVerbs, l.Lemmas[c]) && l.Word(c-1) == "be"
	}) >= 0
}

// afterWhat reports whether "what" opens the clause of the verb i, whatever the tree
// makes of it: "What she is saying is old". After a preposition or a verb, as in
// "against what it says are rebels", the words are given.
func (l *Line) afterWhat(i int) bool {
	k := i - 1
	for k > 0 && l.Is(k, "PRON", "AUX", "NOUN", "PROPN", "DET", "ADV", "ADJ") && l.Word(k) != "what" {
		k--
	}
	if l.Word(k) != "what" {
		return false
	}
	for b := k - 1; b >= 0 && b >= k-3; b-- {
		if l.Lemmas[b] == "ask" || l.Lemmas[b] == "wonder" || l.Lemmas[b] == "know" {
			return true
		}
	}
	return k == 0 || l.Is(k-1, "PUNCT")
}

// Unreal reports whether the verb is an infinitive that need not happen.
func (l *Line) Unreal(i int) bool {
	to := l.Child(i, func(c int) bool {
		return l.Word(c) == "to" && c < i && (l.Tree.Is(c, "mark", "aux") || l.Is(c, "PART"))
	})
	if to < 0 && l.Word(i-1) != "to" {
		return false
	}
	h := l.Head(i)
	if h < 0 {
		return l.Tree.Tokens[i].XPOS == "VB"
	}
	if l.Tree.Is(i, "conj") && to < 0 {
		return false
	}
	if l.Lemmas[h] == "take" && l.onPlatform(h) {
		return false // "took to Twitter to accuse"
	}
	if l.Word(i-2) == "on" && i >= 3 && l.Lemmas[i-3] == "go" {
		return false // "went on to say"
	}
	return !l.Tree.Is(i, "xcomp", "ccomp") || !l.Rules.In(lexicon.Implicatives, l.Lemmas[h]) || l.Negated(h)
}

// Stance returns how the source of the cue i stands to the content, and false
// when the cue, as it stands, gives nobody's words.
func (l *Line) Stance(i int, r *lexicon.Rule) (trucewatch.Stance, bool) {
	negated := l.Negated(i)
	if r.OnlyNegated && !negated {
		return "", false
	}
	modal := l.Child(i, func(c int) bool {
		return l.Tree.Is(c, "aux") && l.Rules.In(lexicon.Modals, l.Lower[c]) && !l.foreign(c, i)
	})
	if negated {
		refusing := modal < 0 || l.Word(modal) == "would" || l.Word(modal) == "wo" || l.Word(modal) == "will"
		return trucewatch.Silent, r.Negated == "silent" && refusing
	}
	if modal >= 0 {
		return "", false
	}
	return r.Stance, true
}

// not reports whether token c is a word of negation.
func (l *Line) not(c int) bool {
	switch l.Lower[c] {
	case "not", "n't", "n’t", "never", "nor":
		return l.Tree.Is(c, "advmod", "cc") || l.Is(c, "PART", "ADV")
	}
	return false
}

// foreign reports whether the word c, which the tree gives to the verb i, belongs to other
// words: to a quotation that the verb stands outside, or to what stands before the subject.
func (l *Line) foreign(c, i int) bool {
	if l.Quoted[c] && !l.Quoted[i] {
		return true
	}
	s := l.nameBefore(i)
	return s > c && l.Word(c) != "neither" && l.Word(c) != "nor" && l.Word(c) != "never"
}

// Negated reports whether the verb is negated, by itself or by its subject.
func (l *Line) Negated(i int) bool {
	if l.Child(i, func(c int) bool { return l.not(c) && !l.foreign(c, i) }) >= 0 {
		return true
	}
	for k := i - 1; k >= 0 && !l.Is(k, "VERB", "PUNCT"); k-- {
		if l.Word(k) == "neither" {
			return true
		}
	}
	if subject := l.Tree.Child(i, "nsubj"); subject >= 0 {
		for _, c := range l.Tree.Children(subject) {
			if l.Word(c) == "neither" || (l.Word(c) == "no" && l.Tree.Is(c, "det")) {
				return true
			}
		}
		if w := l.Word(subject); w == "nobody" || w == "none" || w == "neither" {
			return true
		}
	}
	return false
}

// CueSpan returns the words of the cue: the verb with its negation, its particle,
// and what it declines to do.
func (l *Line) CueSpan(i int, r *lexicon.Rule, stance trucewatch.Stance) trucewatch.Span {
	first, last := i, i
	if stance == trucewatch.Silent && len(r.Complements) > 0 {
		if x := l.Tree.Child(i, "xcomp", "ccomp"); x > i && x-i <= 4 {
			last = x
		}
	}
	return l.Span(first, last)
}

// Fits reports whether the verb i has the complement that the rule asks for.
func (l *Line) Fits(i int, r *lexicon.Rule) bool {
	if r.NotObject != "" && l.Child(i, func(c int) bool { return l.Tree.Is(c, "obj") && l.Rules.In(r.NotObject, l.Lemmas[c]) }) >= 0 {
		return false
	}
	if len(r.Complements) > 0 {
		x := l.declined(i, r)
		return x >= 0 && l.toPress(x, r) && (len(r.Objects) == 0 || l.nounSoon(x, r.Objects))
	}
	if len(r.Objects) > 0 {
		return l.Child(i, func(c int) bool { return l.Tree.Is(c, "obj") && slices.Contains(r.Objects, l.Lemmas[c]) }) >= 0
	}
	if len(r.Preps) > 0 && l.prep(i, r.Preps) {
		return true
	}
	for _, f := range r.Frames {
		if frames[f].met(l, i) {
			return true
		}
	}
	return r.Negated == "silent" && l.Negated(i)
}

// declined returns the infinitive of the rule that the verb i has with it, or -1.
func (l *Line) declined(i int, r *lexicon.Rule) int {
	x := l.Child(i, func(c int) bool {
		return l.Tree.Is(c, "xcomp", "ccomp", "advcl") && slices.Contains(r.Complements, l.Lemmas[c])
	})
	if x < 0 && l.Word(i+1) == "to" && i+2 < len(l.Lemmas) && slices.Contains(r.Complements, l.Lemmas[i+2]) {
		x = i + 2
	}
	return x
}

// toPress reports whether none of the prepositions that a rule forbids follows token x,
// or only one before those who listen at large: "refused to speak to reporters".
func (l *Line) toPress(x int, r *lexicon.Rule) bool {
	if !slices.Contains(r.NotPreps, l.Word(x+1)) {
		return true
	}
	const reach = 4
	for k := x + 2; k < len(l.Lower) && k <= x+reach; k++ {
		if l.Rules.In(lexicon.ThePress, l.Lower[k]) || l.Rules.In(lexicon.BylineNouns, l.Lemmas[k]) || l.Outlet(k) {
			return true
		}
	}
	return false
}

// nounSoon reports whether one of the nouns follows token x, before any mark or verb.
func (l *Line) nounSoon(x int, nouns []string) bool {
	const reach = 7
	for k := x + 1; k < len(l.Lower) && k <= x+reach && !l.Is(k, "PUNCT", "VERB", "ADP"); k++ {
		if slices.Contains(nouns, l.Lemmas[k]) {
			return true
		}
	}
	return false
}

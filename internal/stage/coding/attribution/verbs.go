package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// verb tries token i as a cue verb.
func (l *line) verb(i int) *cue {
	if !l.verbal(i) && !l.headlineVerb(i) && !l.hiddenVerb(i) || !l.finds(i) {
		return nil
	}
	for _, r := range l.rules.verbs[l.lemma[i]] {
		stance, ok := l.stance(i, r)
		if !ok || r.finite && l.t.Tokens[i].XPOS == "VBG" || !l.fits(i, r) {
			continue
		}
		sources := l.speakers(i, r)
		if len(sources) == 0 {
			continue
		}
		c := &cue{rule: r, token: i, span: l.cueSpan(i, r, stance), stance: stance, sources: sources}
		l.setContent(c, i)
		c.outward = l.passedOn(c)
		l.cited(c)
		l.disputes(c)
		return c
	}
	return nil
}

// headlineVerb reports whether token i of a headline, tagged as a plural noun, is
// a verb all the same: "France condemns raid".
func (l *line) headlineVerb(i int) bool {
	return i > 0 && l.t.Tokens[i].XPOS == "NNS" && len(l.rules.verbs[l.lemma[i]]) > 0 && l.headline() &&
		(l.draft.Named(l.s, i-1) >= 0 || l.rules.in(personNouns, l.lemma[i-1])) && i+1 < len(l.lower) && (!l.is(i+1, "PUNCT", "ADP", "AUX", "CCONJ") || l.particle(i))
}

// particle reports whether a preposition that makes token i a cue stands behind it.
func (l *line) particle(i int) bool {
	return slices.ContainsFunc(l.rules.verbs[l.lemma[i]], func(r *rule) bool { return slices.Contains(r.preps, l.word(i+1)) })
}

// hiddenVerb reports whether token i is a cue verb that the tagger takes for a noun
// or an adjective: a past form beside its source ("the mayor appealed for calm"),
// or a form before "that" ("the agency estimates that").
func (l *line) hiddenVerb(i int) bool {
	if !l.is(i, "NOUN", "ADJ", "PROPN") || !l.is(i-1, "NOUN", "PROPN", "PRON") || l.draft.Named(l.s, i) >= 0 {
		return false
	}
	if len(l.rules.verbs[l.lower[i]]) > 0 {
		return l.word(i+1) == "that" && l.bare(i-1)
	}
	if l.rules.forms[l.lower[i]] == "" {
		return false
	}
	if strings.HasSuffix(l.lower[i], "ed") {
		return l.is(i+1, "DET", "ADP", "PRON", "PROPN", "SCONJ", "PART")
	}
	return l.word(i+1) == "that" && strings.HasSuffix(l.lower[i], "s")
}

// bare reports whether token n ends a plural, or a noun for the press, that has no
// article: in "local media report that" the last word must be a verb.
func (l *line) bare(n int) bool {
	if l.t.Tokens[n].XPOS != "NNS" && l.lower[n] != "media" && l.lower[n] != "police" {
		return false
	}
	for n >= 0 && l.is(n, "NOUN", "ADJ", "PROPN") {
		n--
	}
	return !l.is(n, "DET", "ADP")
}

// finds reports whether the verb i stands where a cue can stand: not as an
// adjective or a noun, not in a condition, not as something only meant to be said.
func (l *line) finds(i int) bool {
	if l.modifies(i) || l.hypothetical(i) || l.unnamed(i) {
		return false
	}
	if h := l.head(i); l.word(i-1) == "as" && h >= 0 && l.cites(h) {
		return false // "quoted as saying" is one cue
	}
	return !l.unreal(i)
}

// modifies reports whether the verb i stands in the place of an adjective or a noun.
func (l *line) modifies(i int) bool {
	said := l.lemma[i] == "tell" && l.is(i-1, "NOUN", "PROPN", "PRON") // "a source told state television"
	if l.verbal(i) && !said && !l.onlyVerb(i) && l.t.Is(i, "amod", "compound", "nsubj", "obj", "case", "aux", "fixed", "nmod") {
		return true
	}
	return l.t.Is(i, "obl") && l.t.Tokens[i].XPOS != "VBG"
}

// hypothetical reports whether what the verb i would say is left open: asked for
// ("what she is saying"), in a condition, or seldom said.
func (l *line) hypothetical(i int) bool {
	if l.child(i, func(c int) bool { return c < i && l.word(c) == "what" && l.t.Is(c, "obj") }) >= 0 || l.afterWhat(i) {
		return true
	}
	if m := l.t.Child(i, "mark"); m >= 0 && (l.word(m) == "if" || l.word(m) == "unless" || l.word(m) == "without") {
		return true
	}
	return l.child(i, func(c int) bool { return l.rules.in(rarelyWords, l.lower[c]) && l.t.Is(c, "advmod") }) >= 0
}

// unnamed reports whether the verb i only says that its subject gives no name: "who
// asked not to be named".
func (l *line) unnamed(i int) bool {
	return l.child(i, func(c int) bool {
		return l.t.Is(c, "xcomp") && l.rules.in(namingVerbs, l.lemma[c]) && l.word(c-1) == "be"
	}) >= 0
}

// afterWhat reports whether "what" opens the clause of the verb i, whatever the tree
// makes of it: "What she is saying is old". After a preposition or a verb, as in
// "against what it says are rebels", the words are given.
func (l *line) afterWhat(i int) bool {
	k := i - 1
	for k > 0 && l.is(k, "PRON", "AUX", "NOUN", "PROPN", "DET", "ADV", "ADJ") && l.word(k) != "what" {
		k--
	}
	if l.word(k) != "what" {
		return false
	}
	for b := k - 1; b >= 0 && b >= k-3; b-- {
		if l.lemma[b] == "ask" || l.lemma[b] == "wonder" || l.lemma[b] == "know" {
			return true
		}
	}
	return k == 0 || l.is(k-1, "PUNCT")
}

// unreal reports whether the verb is an infinitive that need not happen.
func (l *line) unreal(i int) bool {
	to := l.child(i, func(c int) bool { return l.word(c) == "to" && c < i && (l.t.Is(c, "mark", "aux") || l.is(c, "PART")) })
	if to < 0 && l.word(i-1) != "to" {
		return false
	}
	h := l.head(i)
	if h < 0 {
		return l.t.Tokens[i].XPOS == "VB"
	}
	if l.t.Is(i, "conj") && to < 0 {
		return false
	}
	if l.lemma[h] == "take" && l.onPlatform(h) {
		return false // "took to Twitter to accuse"
	}
	if l.word(i-2) == "on" && i >= 3 && l.lemma[i-3] == "go" {
		return false // "went on to say"
	}
	return !l.t.Is(i, "xcomp", "ccomp") || !l.rules.in(implicatives, l.lemma[h]) || l.negated(h)
}

// stance returns how the source of the cue i stands to the content, and false
// when the cue, as it stands, gives nobody's words.
func (l *line) stance(i int, r *rule) (trucewatch.Stance, bool) {
	negated := l.negated(i)
	if r.onlyNegated && !negated {
		return "", false
	}
	modal := l.child(i, func(c int) bool { return l.t.Is(c, "aux") && l.rules.in(modals, l.lower[c]) && !l.foreign(c, i) })
	if negated {
		refusing := modal < 0 || l.word(modal) == "would" || l.word(modal) == "wo" || l.word(modal) == "will"
		return trucewatch.Silent, r.negated == "silent" && refusing
	}
	if modal >= 0 {
		return "", false
	}
	return r.stance, true
}

// not reports whether token c is a word of negation.
func (l *line) not(c int) bool {
	switch l.lower[c] {
	case "not", "n't", "n’t", "never", "nor":
		return l.t.Is(c, "advmod", "cc") || l.is(c, "PART", "ADV")
	}
	return false
}

// foreign reports whether the word c, which the tree gives to the verb i, belongs to other
// words: to a quotation that the verb stands outside, or to what stands before the subject.
func (l *line) foreign(c, i int) bool {
	if l.quoted[c] && !l.quoted[i] {
		return true
	}
	s := l.nameBefore(i)
	return s > c && l.word(c) != "neither" && l.word(c) != "nor" && l.word(c) != "never"
}

// negated reports whether the verb is negated, by itself or by its subject.
func (l *line) negated(i int) bool {
	if l.child(i, func(c int) bool { return l.not(c) && !l.foreign(c, i) }) >= 0 {
		return true
	}
	for k := i - 1; k >= 0 && !l.is(k, "VERB", "PUNCT"); k-- {
		if l.word(k) == "neither" {
			return true
		}
	}
	if subject := l.t.Child(i, "nsubj"); subject >= 0 {
		for _, c := range l.t.Children(subject) {
			if l.word(c) == "neither" || (l.word(c) == "no" && l.t.Is(c, "det")) {
				return true
			}
		}
		if w := l.word(subject); w == "nobody" || w == "none" || w == "neither" {
			return true
		}
	}
	return false
}

// cueSpan returns the words of the cue: the verb with its negation, its particle,
// and what it declines to do.
func (l *line) cueSpan(i int, r *rule, stance trucewatch.Stance) trucewatch.Span {
	first, last := i, i
	if stance == trucewatch.Silent && len(r.complements) > 0 {
		if x := l.t.Child(i, "xcomp", "ccomp"); x > i && x-i <= 4 {
			last = x
		}
	}
	return l.span(first, last)
}

// fits reports whether the verb i has the complement that the rule asks for.
func (l *line) fits(i int, r *rule) bool {
	if r.notObject != "" && l.child(i, func(c int) bool { return l.t.Is(c, "obj") && l.rules.in(r.notObject, l.lemma[c]) }) >= 0 {
		return false
	}
	if len(r.complements) > 0 {
		x := l.declined(i, r)
		return x >= 0 && l.toPress(x, r) && (len(r.objects) == 0 || l.nounSoon(x, r.objects))
	}
	if len(r.objects) > 0 {
		return l.child(i, func(c int) bool { return l.t.Is(c, "obj") && slices.Contains(r.objects, l.lemma[c]) }) >= 0
	}
	if len(r.preps) > 0 && l.prep(i, r.preps) {
		return true
	}
	for _, f := range r.frames {
		if frames[f].met(l, i) {
			return true
		}
	}
	return r.negated == "silent" && l.negated(i)
}

// declined returns the infinitive of the rule that the verb i has with it, or -1.
func (l *line) declined(i int, r *rule) int {
	x := l.child(i, func(c int) bool {
		return l.t.Is(c, "xcomp", "ccomp", "advcl") && slices.Contains(r.complements, l.lemma[c])
	})
	if x < 0 && l.word(i+1) == "to" && i+2 < len(l.lemma) && slices.Contains(r.complements, l.lemma[i+2]) {
		x = i + 2
	}
	return x
}

// toPress reports whether none of the prepositions that a rule forbids follows token x,
// or only one before those who listen at large: "refused to speak to reporters".
func (l *line) toPress(x int, r *rule) bool {
	if !slices.Contains(r.notPreps, l.word(x+1)) {
		return true
	}
	const reach = 4
	for k := x + 2; k < len(l.lower) && k <= x+reach; k++ {
		if l.rules.in(thePress, l.lower[k]) || l.rules.in(bylineNouns, l.lemma[k]) || l.outlet(k) {
			return true
		}
	}
	return false
}

// nounSoon reports whether one of the nouns follows token x, before any mark or verb.
func (l *line) nounSoon(x int, nouns []string) bool {
	const reach = 7
	for k := x + 1; k < len(l.lower) && k <= x+reach && !l.is(k, "PUNCT", "VERB", "ADP"); k++ {
		if slices.Contains(nouns, l.lemma[k]) {
			return true
		}
	}
	return false
}

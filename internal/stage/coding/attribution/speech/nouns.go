package speech

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// After returns the noun that one of the prepositions joins to noun i, or -1.
func (l *Line) After(i int, preps ...string) int {
	for k := i + 1; k < len(l.Lower) && k <= i+2; k++ {
		if slices.Contains(preps, l.Word(k)) {
			return l.ObjectOf(k)
		}
	}
	return l.Child(i, func(c int) bool {
		return c > i && l.Tree.Is(c, "nmod", "obl") && slices.Contains(preps, l.Tree.Case(c))
	})
}

// ObjectOf returns the noun phrase head that the preposition k governs, or -1.
func (l *Line) ObjectOf(k int) int {
	if h := l.Head(k); h > k && l.Tree.Is(k, "case") && l.Tree.Nominal(h) {
		return h
	}
	return l.NounRun(k + 1)
}

// Owner reports whether the noun c before a cue noun names whose words they are:
// "a UN recommendation that".
func (l *Line) Owner(c int) bool {
	return l.bodyAt(c) >= 0 && l.Tree.Is(c, "compound", "nmod")
}

// Tells reports whether a clause says what the noun i is about.
func (l *Line) Tells(i, content int) bool {
	if content >= 0 && l.Tree.Is(content, "acl", "ccomp") && l.Tree.Child(content, "mark") >= 0 || l.Word(i+1) == "that" {
		return true
	}
	if l.Rules.In(lexicon.CallNouns, l.Lemmas[i]) && l.soon(i, "for") >= 0 {
		return true
	}
	const reach = 6
	for k := i + 2; k <= i+reach && k < len(l.Lower) && !l.Is(k, "PUNCT", "VERB", "AUX"); k++ {
		if l.Word(k) == "that" {
			return true
		}
	}
	return false
}

// Supporter returns the verb that has the cue noun i for its object and the source
// for its subject ("repeated its claim"), or -1.
func (l *Line) Supporter(i int, r *lexicon.Rule) int {
	v := l.Head(i)
	if v < 0 || !l.Verbal(v) || !l.Tree.Is(i, "obj") || !slices.Contains(r.Support, l.Lemmas[v]) {
		v = i - 1
		for v > 0 && l.Is(v, "DET", "ADJ", "PRON") {
			v--
		}
	}
	if v < 0 || !l.Verbal(v) || !slices.Contains(r.Support, l.Lemmas[v]) || l.Unreal(v) {
		return -1
	}
	if _, ok := l.Stance(v, &lexicon.Rule{Stance: r.Stance}); !ok || l.Passive(v) && l.Tree.Passive(v) {
		return -1
	}
	return v
}

// RanBy returns the noun that "X-run and Y-run" describe, where the tree takes the first
// "run" for the noun, else the token.
func (l *Line) RanBy(token int) int {
	if l.Word(token-1) != "-" || !l.Rules.In(lexicon.MadeWords, l.Word(token)) {
		return token
	}
	for _, n := range l.Tree.Conjuncts(token) {
		if n > token && l.Is(n, "NOUN") && !l.Rules.In(lexicon.MadeWords, l.Lower[n]) {
			return n
		}
	}
	return token
}

// TopAfter climbs from a noun to the head of its phrase, as long as that stands
// behind token last.
func (l *Line) TopAfter(token, last int) int {
	if n := l.Top(token); n > last {
		return n
	}
	return token
}

// Unbroken reports whether no comma or verb stands between tokens a and b.
func (l *Line) Unbroken(a, b int) bool {
	for k := a; k < b; k++ {
		if l.Is(k, "PUNCT", "VERB") && l.Word(k) != "-" {
			return false
		}
	}
	return true
}

// Reads reports whether the words from token i on are those.
func (l *Line) Reads(i int, words []string) bool {
	for k, w := range words {
		if l.Word(i+k) != w {
			return false
		}
	}
	return true
}

package speech

import (
	"slices"
)

// Cover marks the tokens of the subtree of i.
func (l *Line) Cover(mask []bool, i int) {
	for _, k := range l.Tree.Subtree(i) {
		mask[k] = true
	}
}

// Complement returns what the verb i has for content when it has no clause of its
// own: a loose clause, an infinitive, an object; or -1.
func (l *Line) Complement(i int) int {
	for _, o := range l.Tree.All(i, "obj", "iobj") {
		if clause := l.Tree.Child(o, "ccomp"); clause >= 0 && o > i {
			if inner := l.Tree.Child(clause, "ccomp"); l.Is(clause, "AUX") && inner >= 0 {
				return inner
			}
			return clause // the clause hung on the one who was told
		}
	}
	loose := l.Child(i, func(k int) bool {
		return l.Tree.Is(k, "parataxis", "xcomp") || l.Tree.Is(k, "advcl") && k > i && l.Word(i+1) == "that"
	})
	if loose >= 0 {
		return loose
	}
	return l.Tree.Child(i, "obj", "nsubj:pass")
}

// Uncover takes the subtree of i out of the mask.
func (l *Line) Uncover(mask []bool, i int) {
	for _, k := range l.Tree.Subtree(i) {
		mask[k] = false
	}
}

// ToldLast reports whether nothing but the one who is told follows the verb i, and a
// clause stands before its source: "the port was shut, two men told Reuters".
func (l *Line) ToldLast(i int) bool {
	comma := l.CommaBefore(i)
	if l.Lemmas[i] != "tell" && l.Word(i+1) != "to" || !slices.Contains([]string{",", "”", "\""}, l.Word(comma)) || !l.ClauseBefore(comma) {
		return false
	}
	for k := comma + 1; k < len(l.Lower); k++ {
		if k != i && (l.Verbal(k) || l.Is(k, "AUX", "SCONJ") || k > i && l.Is(k, "PUNCT") && k < len(l.Lower)-1) {
			return false
		}
	}
	return true
}

// AddsOn reports whether a participle follows the verb i, and a clause stands before the
// source: "the road was open, the mayor said, adding …".
func (l *Line) AddsOn(i int) bool {
	return l.Word(i+1) == "," && i+2 < len(l.Tree.Tokens) && l.Tree.Tokens[i+2].XPOS == "VBG" && l.ClauseBefore(l.CommaBefore(i))
}

// CommaBefore returns the mark nearest before token i, or 0.
func (l *Line) CommaBefore(i int) int {
	for k := i - 1; k > 0; k-- {
		if l.Is(k, "PUNCT") && l.Word(k) != "-" {
			return k
		}
	}
	return 0
}

package speech

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// betweenCommas returns the head of the person's name that stands between commas right
// before verb i, behind the words that say who that is: "a member of the council, Ana
// Ruiz, said". It returns -1 where a verb or an "and" stands among those words.
func (l *Line) betweenCommas(i int) int {
	if n := l.beforeOffice(i); n >= 0 {
		return n
	}
	j := l.skipBack(i)
	if l.Word(j) != "," || j < 1 {
		return -1
	}
	m := l.personAt(j - 1)
	if m < 0 {
		return -1
	}
	k := j - 1
	for k >= 0 && (l.Draft.Named(l.Sentence, k) == m || l.Is(k, "NOUN", "PROPN") && l.Draft.Named(l.Sentence, k) < 0) {
		k--
	}
	if l.Word(k) != "," {
		return -1
	}
	known := false
	for k--; k >= 0 && !l.Is(k, "PUNCT"); k-- {
		if l.Is(k, "VERB", "AUX", "SCONJ", "CCONJ") {
			return -1
		}
		known = known || l.Rules.In(lexicon.PersonNouns, l.Lemmas[k])
	}
	if !known {
		return -1
	}
	return l.Draft.Mentions[m].Head
}

// officeOf reports whether what ends before the name at token j, back from the preposition
// or article k, is the body that a person's office is in: "minister of education Ana
// Ruiz", as against "the wife of president Saleh".
func (l *Line) officeOf(k, j int) bool {
	m := l.Draft.Named(l.Sentence, j)
	first := l.startOf(m, j)
	if form := l.Word(first - 1); strings.HasSuffix(form, ".") || len(form) <= 2 || l.Draft.Mentions[m].Title != "" {
		return false // "the driver of Dr. Saleh"
	}
	if first-1 <= k || l.Rules.In(lexicon.PersonNouns, l.Lower[first-1]) || l.Rules.In(lexicon.PersonNouns, l.Lemmas[first-1]) {
		return false
	}
	for range 4 {
		for k > 0 && l.Is(k, "DET") {
			k--
		}
		if !l.Is(k, "ADP") || k == 0 {
			return false
		}
		if l.Rules.In(lexicon.PersonNouns, l.Lower[k-1]) || l.Rules.In(lexicon.PersonNouns, l.Lemmas[k-1]) {
			return true
		}
		for k--; k > 0 && (l.Is(k, "NOUN", "PROPN", "ADJ") || l.Word(k) == "-"); k-- {
		}
	}
	return false
}

// nameAfter returns the head of the person's name that a comma alone parts from the words
// for a person that begin at noun n: "said the mayor of the town, Ana Ruiz". It returns
// -1 where there is none.
func (l *Line) nameAfter(n int) int {
	if l.Draft.Named(l.Sentence, n) >= 0 || !l.Rules.In(lexicon.PersonNouns, l.Lemmas[n]) {
		return -1
	}
	k := n + 1
	for k < len(l.Lower) && l.Is(k, "NOUN", "PROPN", "DET", "ADJ", "ADP", "PART") {
		k++
	}
	if l.Word(k) != "," || k+1 >= len(l.Lower) {
		return -1
	}
	m := l.personAt(k + 1)
	if m < 0 {
		return -1
	}
	if end := l.endOf(m, k+1) + 1; end < len(l.Lower) && !l.Is(end, "PUNCT") {
		return -1
	}
	return l.Draft.Mentions[m].Head
}

// beforeOffice returns the head of the person's name before the words between commas
// that say who that is, where the tree gives verb i no subject outside the quotation:
// "“…,” Ana Ruiz, a spokeswoman for the army, wrote". It returns -1 elsewhere.
func (l *Line) beforeOffice(i int) int {
	if found := l.treeSubject(i, 0); found >= 0 && !l.Spoken(found, i) {
		return -1
	}
	j := l.skipBack(i)
	if l.Word(j) != "," {
		return -1
	}
	known := false
	for j--; j > 0 && l.Word(j) != ","; j-- {
		if l.Is(j, "VERB", "AUX", "SCONJ", "PUNCT") && l.Word(j) != "-" {
			return -1
		}
		known = known || l.Rules.In(lexicon.PersonNouns, l.Lemmas[j])
	}
	m := l.personAt(max(j-1, 0))
	if !known || m < 0 {
		return -1
	}
	return l.Draft.Mentions[m].Head
}

// Offices reports whether what is joined to the person named at the token are that
// person's offices: "Ana Ruiz, director and chief surgeon of the clinic, said".
func (l *Line) Offices(token int) bool {
	m := l.personAt(token)
	if m < 0 {
		return false
	}
	after := l.endOf(m, token) + 1
	if l.Word(after) != "," {
		return false
	}
	last := -1
	for _, n := range l.Tree.Conjuncts(token)[1:] {
		office := l.Is(n, "NOUN") && l.Tree.Tokens[n].XPOS == "NN" || l.Is(n, "PROPN") && l.Rules.In(lexicon.PersonNouns, l.Lower[n])
		if l.Draft.Named(l.Sentence, n) >= 0 || !office || n < after {
			return false
		}
		last = max(last, n)
	}
	if last < 0 {
		return false
	}
	and := -1
	for k := after + 1; k <= last; k++ {
		if l.Word(k) == "," {
			return false
		}
		if l.Word(k) == "and" {
			and = k
		}
	}
	_, end := l.Tree.Phrase(last)
	closed := slices.ContainsFunc(l.Lower[end+1:], func(w string) bool { return w == "," || w == "." || w == "”" || w == "\"" })
	return and > after+1 && closed
}

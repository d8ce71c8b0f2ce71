package attribution

import (
	"slices"
	"strings"
)

// betweenCommas returns the head of the person's name that stands between commas right
// before verb i, behind the words that say who that is: "a member of the council, Ana
// Ruiz, said". It returns -1 where a verb or an "and" stands among those words.
func (l *line) betweenCommas(i int) int {
	if n := l.beforeOffice(i); n >= 0 {
		return n
	}
	j := l.skipBack(i)
	if l.word(j) != "," || j < 1 {
		return -1
	}
	m := l.personAt(j - 1)
	if m < 0 {
		return -1
	}
	k := j - 1
	for k >= 0 && (l.draft.Named(l.s, k) == m || l.is(k, "NOUN", "PROPN") && l.draft.Named(l.s, k) < 0) {
		k--
	}
	if l.word(k) != "," {
		return -1
	}
	known := false
	for k--; k >= 0 && !l.is(k, "PUNCT"); k-- {
		if l.is(k, "VERB", "AUX", "SCONJ", "CCONJ") {
			return -1
		}
		known = known || l.rules.in(personNouns, l.lemma[k])
	}
	if !known {
		return -1
	}
	return l.draft.Mentions[m].Head
}

// officeOf reports whether what ends before the name at token j, back from the preposition
// or article k, is the body that a person's office is in: "minister of education Ana
// Ruiz", as against "the wife of president Saleh".
func (l *line) officeOf(k, j int) bool {
	m := l.draft.Named(l.s, j)
	first := l.startOf(m, j)
	if form := l.word(first - 1); strings.HasSuffix(form, ".") || len(form) <= 2 || l.draft.Mentions[m].Title != "" {
		return false // "the driver of Dr. Saleh"
	}
	if first-1 <= k || l.rules.in(personNouns, l.lower[first-1]) || l.rules.in(personNouns, l.lemma[first-1]) {
		return false
	}
	for range 4 {
		for k > 0 && l.is(k, "DET") {
			k--
		}
		if !l.is(k, "ADP") || k == 0 {
			return false
		}
		if l.rules.in(personNouns, l.lower[k-1]) || l.rules.in(personNouns, l.lemma[k-1]) {
			return true
		}
		for k--; k > 0 && (l.is(k, "NOUN", "PROPN", "ADJ") || l.word(k) == "-"); k-- {
		}
	}
	return false
}

// nameAfter returns the head of the person's name that a comma alone parts from the words
// for a person that begin at noun n: "said the mayor of the town, Ana Ruiz". It returns
// -1 where there is none.
func (l *line) nameAfter(n int) int {
	if l.draft.Named(l.s, n) >= 0 || !l.rules.in(personNouns, l.lemma[n]) {
		return -1
	}
	k := n + 1
	for k < len(l.lower) && l.is(k, "NOUN", "PROPN", "DET", "ADJ", "ADP", "PART") {
		k++
	}
	if l.word(k) != "," || k+1 >= len(l.lower) {
		return -1
	}
	m := l.personAt(k + 1)
	if m < 0 {
		return -1
	}
	if end := l.endOf(m, k+1) + 1; end < len(l.lower) && !l.is(end, "PUNCT") {
		return -1
	}
	return l.draft.Mentions[m].Head
}

// beforeOffice returns the head of the person's name before the words between commas
// that say who that is, where the tree gives verb i no subject outside the quotation:
// "“…,” Ana Ruiz, a spokeswoman for the army, wrote". It returns -1 elsewhere.
func (l *line) beforeOffice(i int) int {
	if found := l.treeSubject(i, 0); found >= 0 && !l.spoken(found, i) {
		return -1
	}
	j := l.skipBack(i)
	if l.word(j) != "," {
		return -1
	}
	known := false
	for j--; j > 0 && l.word(j) != ","; j-- {
		if l.is(j, "VERB", "AUX", "SCONJ", "PUNCT") && l.word(j) != "-" {
			return -1
		}
		known = known || l.rules.in(personNouns, l.lemma[j])
	}
	m := l.personAt(max(j-1, 0))
	if !known || m < 0 {
		return -1
	}
	return l.draft.Mentions[m].Head
}

// offices reports whether what is joined to the person named at the token are that
// person's offices: "Ana Ruiz, director and chief surgeon of the clinic, said".
func (l *line) offices(token int) bool {
	m := l.personAt(token)
	if m < 0 {
		return false
	}
	after := l.endOf(m, token) + 1
	if l.word(after) != "," {
		return false
	}
	last := -1
	for _, n := range l.t.Conjuncts(token)[1:] {
		office := l.is(n, "NOUN") && l.t.Tokens[n].XPOS == "NN" || l.is(n, "PROPN") && l.rules.in(personNouns, l.lower[n])
		if l.draft.Named(l.s, n) >= 0 || !office || n < after {
			return false
		}
		last = max(last, n)
	}
	if last < 0 {
		return false
	}
	and := -1
	for k := after + 1; k <= last; k++ {
		if l.word(k) == "," {
			return false
		}
		if l.word(k) == "and" {
			and = k
		}
	}
	_, end := l.t.Phrase(last)
	closed := slices.ContainsFunc(l.lower[end+1:], func(w string) bool { return w == "," || w == "." || w == "”" || w == "\"" })
	return and > after+1 && closed
}

package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// speakers returns the sources of the cue verb i, one for each of joint sources.
func (l *line) speakers(i int, r *rule) []source {
	if l.passive(i) {
		return l.passiveSpeakers(i, r)
	}
	if r.negated == "silent" && l.t.Is(i, "conj") && l.own(i) < 0 && l.negated(i) {
		return l.expand(l.mainSubject(i), i, r)
	}
	found := l.expand(l.subject(i, r), i, r)
	if len(found) == 0 && l.t.Tokens[i].XPOS == "VBG" && l.own(i) < 0 {
		found = l.expand(l.mainSubject(i), i, r)
	}
	if len(found) == 0 && l.t.Tokens[i].XPOS == "VBG" && l.afterComma(i) {
		found = l.expand(l.spokeBefore(i), i, r)
	}
	return found
}

// passiveSpeakers returns the sources of a cue verb in the passive: those who are quoted,
// those by whom it is done, the outlet in which it stood.
func (l *line) passiveSpeakers(i int, r *rule) []source {
	if l.cites(i) && l.hasAs(i) {
		return l.expand(l.t.Child(i, "nsubj:pass", "nsubj"), i, r)
	}
	if l.t.Is(i, "acl") && r.stance != trucewatch.Deny && !l.words(l.head(i)) {
		return nil
	}
	if by := l.expand(l.agent(i), i, r); len(by) > 0 || !l.rules.in(carriedVerbs, l.lemma[i]) {
		return by
	}
	return l.expand(l.child(i, func(c int) bool {
		return c > i && l.t.Is(c, "obl") && l.t.Case(c) == "in" && (l.press(l.draft.Named(l.s, c)) || l.rules.in(mediaNouns, l.lemma[c]))
	}), i, r)
}

// spokeBefore returns the subject of the nearest cue verb before the participle i, or
// -1: "talks were planned, the source said, adding that".
func (l *line) spokeBefore(i int) int {
	for k := i - 1; k > 0; k-- {
		if l.verbal(k) && len(l.rules.verbs[l.lemma[k]]) > 0 && l.own(k) >= 0 {
			return l.own(k)
		}
	}
	return -1
}

// afterComma reports whether the participle i opens a stretch of its own.
func (l *line) afterComma(i int) bool {
	j := i - 1
	for j >= 0 && l.is(j, "ADV", "CCONJ") {
		j--
	}
	return l.word(j) == ","
}

// passive reports whether the verb i is passive, also as a bare participle after a noun.
func (l *line) passive(i int) bool {
	if l.t.Passive(i) {
		return l.own(i) < 0 || l.t.Child(i, "aux:pass") >= 0
	}
	if l.onlyVerb(i) {
		return false
	}
	if l.t.Tokens[i].XPOS != "VBN" || l.t.Child(i, "nsubj", "aux") >= 0 {
		return false
	}
	if l.lemma[i] == "call" && l.t.Is(i, "acl") && l.is(i+1, "DET", "PROPN") && (l.is(i-1, "NOUN") || l.head(i) < i-1) {
		return true // "a band called the Free Men"
	}
	if l.is(i+1, "DET", "PROPN", "NOUN", "PRON") && l.is(i-1, "NOUN", "PROPN") && l.t.Tokens[i].Rel != "acl:relcl" {
		return false // what the tagger takes for a participle has an object of its own
	}
	return l.t.Is(i, "acl", "advcl", "amod") || l.agent(i) >= 0
}

// words reports whether token n is a noun for something said: only of those does
// a participle tell the source ("claims repeated by the army"), not of a "truce
// announced by the army".
func (l *line) words(n int) bool {
	return n >= 0 && (len(l.rules.nouns[l.lemma[n]]) > 0 || l.rules.in(documentNouns, l.lemma[n]))
}

// onlyVerb reports whether the bare participle i is the only verb of a sentence
// that could be its main one, so that it must be a past tense.
func (l *line) onlyVerb(i int) bool {
	if l.t.Tokens[i].XPOS != "VBN" || !l.is(i-1, "NOUN", "PROPN", "PRON") || l.word(i+1) == "by" || len(l.t.All(i, "aux", "aux:pass")) > 0 || l.headline() {
		return false
	}
	for k, tok := range l.t.Tokens {
		if l.quoted[k] && !l.quoted[i] {
			continue
		}
		switch tok.XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return k > i && l.t.Dominates(i, k)
		}
	}
	return true
}

// agent returns the one by whom the passive verb i is done, or -1.
func (l *line) agent(i int) int {
	if a := l.child(i, func(c int) bool { return l.t.Is(c, "obl", "obl:agent") && l.t.Case(c) == "by" }); a >= 0 {
		return a
	}
	const reach = 5
	for k := i + 1; k <= i+reach && k < len(l.lower) && !l.is(k, "PUNCT", "VERB", "SCONJ"); k++ {
		if l.word(k) == "by" && (k == i+1 || l.t.Child(i, "aux:pass") >= 0) {
			return l.nounRun(k + 1)
		}
	}
	return -1
}

// subject returns the token that is the subject of verb i in the tree, corrected
// by what stands beside the verb, or -1.
func (l *line) subject(i int, r *rule) int {
	quoting := l.lemma[i] != "tell" && (len(r.frames) == 0 || slices.Contains(r.frames, "clause") || slices.Contains(r.frames, "alone") || slices.Contains(r.frames, "quote"))
	if n := l.invertedFirst(i); quoting && n >= 0 && (l.speaks(n, r) || l.own(i) < 0) {
		return n
	}
	if n := l.betweenCommas(i); n >= 0 {
		return n
	}
	found := l.nearSubject(i)
	if found >= 0 || !quoting {
		return found
	}
	return l.inverted(i)
}

// nearSubject returns the subject of verb i in the tree, corrected by the name or the
// noun phrase that ends right before the verb, or -1.
func (l *line) nearSubject(i int) int {
	found := l.treeSubject(i, 0)
	if n := l.nameBefore(i); n >= 0 && (found < 0 || l.draft.Named(l.s, found) != l.draft.Named(l.s, n)) {
		return n
	}
	left := l.leftNeighbour(i)
	if left >= 0 && (found < 0 || found > left || !l.t.Dominates(found, left)) {
		return left
	}
	if found < 0 && l.t.Tokens[i].XPOS == "VBG" {
		found = l.mainSubject(i)
	}
	return found
}

// mainSubject returns the first subject of the sentence before token i, else the
// noun phrase that opens it, or -1.
func (l *line) mainSubject(i int) int {
	for k := range i {
		if l.t.Is(k, "nsubj") && l.head(k) != i {
			return k
		}
	}
	if n := l.nounRun(0); n < i {
		return n
	}
	return -1
}

// nameBefore returns the head of the person's name that ends right before verb i
// and is not governed by a preposition, or -1: in "the envoy for Syria Tom
// Barrack said" the speaker is Barrack, whatever the tree says.
func (l *line) nameBefore(i int) int {
	j := l.skipBack(i)
	if j < 0 || l.t.Tokens[i].XPOS == "VBG" {
		return -1
	}
	m := l.personAt(j)
	if m < 0 {
		return -1
	}
	k := l.startOf(m, j) - 1
	for k >= 0 && l.draft.Named(l.s, k) < 0 && (l.is(k, "NOUN", "PROPN", "ADJ") || l.word(k) == "-") {
		k--
	}
	if k >= 0 && (l.is(k, "ADP", "CCONJ", "PUNCT", "VERB", "DET") || l.t.Is(k, "case")) && !l.officeOf(k, j) {
		return -1
	}
	return l.draft.Mentions[m].Head
}

// skipBack returns the token before verb i, auxiliaries, adverbs and words of time
// aside.
func (l *line) skipBack(i int) int {
	j := i - 1
	for j >= 0 && (l.is(j, "ADV", "AUX", "PART") || l.rules.in(timeWords, l.word(j)) && l.word(j) != "may") {
		if l.rules.in(timeWords, l.word(j)) && (l.word(j-1) == "on" || l.word(j-1) == "in" || l.word(j-1) == "last" || l.word(j-1) == "this") {
			j--
		}
		j--
	}
	return j
}

// own returns the subject that hangs on the verb i itself, or -1.
func (l *line) own(i int) int {
	for _, c := range l.t.Children(i) {
		if !l.t.Is(c, "nsubj") || l.t.Is(c, "nsubj:pass") {
			continue
		}
		if l.t.Tokens[i].XPOS == "VBG" && l.is(c-1, "ADP", "SCONJ") && l.word(c-1) != "with" && l.t.Child(i, "aux") < 0 {
			continue // "a meeting in Paris pledging"
		}
		return c
	}
	return -1
}

// treeSubject follows the tree: the verb's own subject, that of the verb it is
// joined or subordinated to, or the noun it modifies.
func (l *line) treeSubject(i, depth int) int {
	if s := l.own(i); s >= 0 {
		return l.beyondPart(s, i, depth)
	}
	h := l.head(i)
	if h < 0 || depth > 6 {
		return -1
	}
	if outer := l.beforeQuote(i, h); outer >= 0 {
		return l.own(outer)
	}
	if l.ofSome(i) {
		return l.mainSubject(i - 1)
	}
	xpos := l.t.Tokens[i].XPOS
	participle := xpos == "VBG" || xpos == "VBN" || xpos == "VB"
	switch {
	case l.t.Is(i, "acl"):
		return l.modified(i, h, depth)
	case l.t.Is(i, "conj", "xcomp"), l.t.Is(i, "parataxis") && l.word(i-1) == ";":
		return l.governing(h, depth)
	case l.t.Is(i, "advcl", "ccomp", "parataxis", "dep", "obl") && participle:
		return l.governing(h, depth)
	}
	return -1
}

// beforeQuote returns the verb outside the quotation that the verb i goes on from,
// where the tree joins i, itself outside, to the words quoted: "“We waited,” she said,
// but refused to comment". It returns -1 for all others.
func (l *line) beforeQuote(i, h int) int {
	if !l.t.Is(i, "conj") || !l.quoted[h] || l.quoted[i] {
		return -1
	}
	for k := i - 1; k > h; k-- {
		if l.verbal(k) && !l.quoted[k] && l.own(k) >= 0 {
			return k
		}
	}
	return -1
}

// ofSome reports whether the participle i is what some of those spoken of do:
// "hundreds marched, some demanding".
func (l *line) ofSome(i int) bool {
	if l.t.Tokens[i].XPOS != "VBG" || !l.is(i-1, "DET", "PRON", "ADJ") {
		return false
	}
	switch l.word(i - 1) {
	case "some", "many", "others", "most", "several":
		return true
	}
	return false
}

// modified returns who acts in the clause i that modifies the noun h: the noun,
// unless the clause belongs to the sentence, or the noun only says what somebody is.
func (l *line) modified(i, h, depth int) int {
	ing := l.t.Tokens[i].XPOS == "VBG"
	if ing && l.afterComma(i) && l.t.Child(h, "det") < 0 {
		if s := l.mainSubject(i); s >= 0 {
			return s
		}
	}
	if s := l.own(h); s >= 0 && l.t.Child(h, "cop") >= 0 {
		return s // "the party was the main force urging"
	}
	if v := l.issuing(h); v >= 0 && ing {
		return l.treeSubject(v, depth+1)
	}
	if l.is(h, "NOUN", "PROPN", "PRON", "NUM") {
		return h
	}
	return l.governing(h, depth)
}

// issuing returns the verb by which the document that noun h is, or is part of the
// title of, is given out ("issued an appeal by the elders warning"), or -1.
func (l *line) issuing(h int) int {
	for h >= 0 && l.t.Is(h, "nmod") {
		h = l.head(h)
	}
	if h < 0 || !l.t.Is(h, "obj") || l.t.Child(h, "nmod:poss") >= 0 {
		return -1
	}
	if v := l.head(h); v >= 0 && l.verbal(v) && l.rules.in(issueVerbs, l.lemma[v]) && !l.passive(v) && len(l.rules.nouns[l.lemma[h]]) > 0 {
		return v
	}
	return -1
}

// governing returns the subject of the clause headed by h, whoever acts in it.
func (l *line) governing(h, depth int) int {
	if l.verbal(h) && l.passive(h) {
		if s := l.t.Child(h, "nsubj:pass"); s >= 0 {
			return s
		}
	}
	return l.treeSubject(h, depth+1)
}

// beyondPart takes "some" in "hundreds marched, some demanding" for those of the
// clause above, and a relative pronoun for the noun it stands for.
func (l *line) beyondPart(s, verb, depth int) int {
	if relative := l.relativeOf(s, verb); relative >= 0 {
		return relative
	}
	if l.word(s) == "who" && (l.is(s-1, "NOUN", "PROPN") || l.word(s-1) == "," && l.is(s-2, "NOUN", "PROPN")) {
		if l.word(s-1) == "," {
			s--
		}
		return l.top(s - 1)
	}
	switch l.word(s) {
	case "some", "many", "others", "all", "most", "several":
		part := l.t.Is(verb, "conj", "parataxis", "dep") || l.t.Is(verb, "advcl") && l.t.Child(verb, "mark") < 0
		if h := l.head(verb); h >= 0 && part && l.t.Child(s, "nmod") < 0 {
			if above := l.governing(h, depth); above >= 0 {
				return above
			}
		}
	}
	return s
}

// relativeOf returns the noun that the relative pronoun s stands for, or -1.
func (l *line) relativeOf(s, verb int) int {
	switch l.word(s) {
	case "who", "which", "that":
	default:
		return -1
	}
	for v := verb; v >= 0; v = l.head(v) {
		if l.t.Is(v, "acl", "acl:relcl") {
			return l.head(v)
		}
		if !l.t.Is(v, "conj", "xcomp", "ccomp", "advcl") {
			return -1
		}
	}
	return -1
}

// leftNeighbour returns the head of the noun phrase, prepositional phrases
// included, that ends right before verb i, or -1. It goes by the tags alone.
func (l *line) leftNeighbour(i int) int {
	j := l.skipBack(i)
	adjective := l.is(j, "ADJ") && l.is(j-1, "DET") // "the American said"
	if !l.is(j, "NOUN", "PROPN", "PRON") && !adjective || l.t.Tokens[i].XPOS == "VBG" {
		return -1
	}
	if l.t.Tokens[i].XPOS == "VBN" && j == i-1 && !l.onlyVerb(i) && !l.is(i+1, "DET", "PROPN", "NOUN", "PRON") {
		return -1
	}
	start := l.stretch(j)
	if l.is(start, "ADP", "SCONJ") || l.is(start-1, "VERB", "AUX") {
		return l.beside(j, i)
	}
	if adjective {
		return j
	}
	return l.nounRunTo(start, i)
}

// stretch returns the first token of the nouns, adjectives and prepositions that
// run up to token j without a comma, a verb or a word of time.
func (l *line) stretch(j int) int {
	start := j
	for start > 0 && !l.rules.in(timeWords, l.word(start-1)) &&
		(l.is(start-1, "NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADP", "PART") || l.word(start-1) == "-" || l.word(start-1) == "and") {
		start--
	}
	for start < j && (l.is(start, "ADV", "CCONJ") || l.word(start) == "that") {
		start++
	}
	return start
}

// beside returns the head of the plain noun phrase that ends at token j, unless
// the tree makes it something other than a subject.
func (l *line) beside(j, i int) int {
	n := l.top(j)
	if n > j || l.t.Child(n, "case") >= 0 || l.t.Is(n, "obj", "nsubj:pass", "obl") && l.head(n) != i {
		return -1
	}
	return n
}

// invertedFirst returns the source of a verb that stands between a comma or a
// closing quotation mark and a noun phrase that ends the stretch, whatever the
// tree says, or -1: "…, said Syria's news agency".
func (l *line) invertedFirst(i int) int {
	if i < 3 || !l.opens(i) {
		return -1
	}
	n := l.nounRun(i + 1)
	if n < 0 || !l.endsStretch(n) {
		return -1
	}
	for k := i + 1; k < n; k++ {
		if m := l.personAt(k); m >= 0 {
			n = l.draft.Mentions[m].Head
			break
		}
	}
	if name := l.nameAfter(n); name >= 0 {
		n = name
	}
	quoted := l.word(i-1) != "," || slices.Contains([]string{"”", "\"", "’"}, l.word(i-2))
	if quoted || (l.clauseBefore(i) || l.headline()) && (!l.verbAfter(n) || l.word(n+1) == "who") {
		return n
	}
	return -1
}

// opens reports whether the finite verb i stands right behind a comma or a
// quotation mark, with what can be its source behind it.
func (l *line) opens(i int) bool {
	if !l.is(i-1, "PUNCT") || strings.Contains("-;)]", l.word(i-1)) || l.t.Tokens[i].XPOS == "VBG" {
		return false
	}
	if l.quoted[i] && nextQuote("", l.word(i-1)) != "" {
		return false // the quotation begins with the verb: "a note that “said the fort should fall”"
	}
	return !l.rules.in(timeWords, l.word(i+1)) && !l.is(i+1, "PRON")
}

// endsStretch reports whether nothing that could be a verb's follows token n:
// a mark, a preposition, "who", or a word of time.
func (l *line) endsStretch(n int) bool {
	if n+1 >= len(l.t.Tokens) || l.is(n+1, "PUNCT", "ADP") || l.word(n+1) == "who" {
		return true
	}
	return l.rules.in(timeWords, l.word(n+1)) || l.rules.in(timeWords, l.word(n+2))
}

// clauseBefore reports whether a finite verb stands before token i.
func (l *line) clauseBefore(i int) bool {
	for k := range i {
		if l.is(k, "VERB", "AUX") && l.t.Tokens[k].XPOS != "VBG" && l.t.Tokens[k].XPOS != "VB" {
			return true
		}
	}
	return false
}

// verbAfter reports whether any verb stands behind token n.
func (l *line) verbAfter(n int) bool {
	for k := n + 1; k < len(l.t.Tokens); k++ {
		if l.is(k, "VERB", "AUX") {
			return true
		}
	}
	return false
}

// inverted returns the source that stands behind its verb: "…, said the mayor".
func (l *line) inverted(i int) int {
	if i > 0 && !l.is(i-1, "PUNCT") && l.word(i-1) != "so" && l.word(i-1) != "as" {
		return -1
	}
	if l.t.Tokens[i].XPOS == "VBG" {
		return -1
	}
	if obj := l.t.Child(i, "obj"); obj > i && l.t.Child(i, "ccomp", "parataxis") >= 0 {
		return obj
	}
	n := l.nounRun(i + 1)
	if l.is(i+1, "PRON") && l.is(n+1, "VERB", "AUX") {
		return -1 // "…, hope it was worth it"
	}
	return n
}

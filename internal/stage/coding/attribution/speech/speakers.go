package speech

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/quotation"
)

// SpokeBefore returns the subject of the nearest cue verb before the participle i, or
// -1: "talks were planned, the source said, adding that".
func (l *Line) SpokeBefore(i int) int {
	for k := i - 1; k > 0; k-- {
		if l.Verbal(k) && len(l.Rules.Verbs[l.Lemmas[k]]) > 0 && l.Own(k) >= 0 {
			return l.Own(k)
		}
	}
	return -1
}

// AfterComma reports whether the participle i opens a stretch of its own.
func (l *Line) AfterComma(i int) bool {
	j := i - 1
	for j >= 0 && l.Is(j, "ADV", "CCONJ") {
		j--
	}
	return l.Word(j) == ","
}

// Passive reports whether the verb i is passive, also as a bare participle after a noun.
func (l *Line) Passive(i int) bool {
	if l.Tree.Passive(i) {
		return l.Own(i) < 0 || l.Tree.Child(i, "aux:pass") >= 0
	}
	if l.onlyVerb(i) {
		return false
	}
	if l.Tree.Tokens[i].XPOS != "VBN" || l.Tree.Child(i, "nsubj", "aux") >= 0 {
		return false
	}
	if l.Lemmas[i] == "call" && l.Tree.Is(i, "acl") && l.Is(i+1, "DET", "PROPN") && (l.Is(i-1, "NOUN") || l.Head(i) < i-1) {
		return true // "a band called the Free Men"
	}
	if l.Is(i+1, "DET", "PROPN", "NOUN", "PRON") && l.Is(i-1, "NOUN", "PROPN") && l.Tree.Tokens[i].Rel != "acl:relcl" {
		return false // what the tagger takes for a participle has an object of its own
	}
	return l.Tree.Is(i, "acl", "advcl", "amod") || l.Agent(i) >= 0
}

// Words reports whether token n is a noun for something said: only of those does
// a participle tell the source ("claims repeated by the army"), not of a "truce
// announced by the army".
func (l *Line) Words(n int) bool {
	return n >= 0 && (len(l.Rules.Nouns[l.Lemmas[n]]) > 0 || l.Rules.In(lexicon.DocumentNouns, l.Lemmas[n]))
}

// onlyVerb reports whether the bare participle i is the only verb of a sentence
// that could be its main one, so that it must be a past tense.
func (l *Line) onlyVerb(i int) bool {
	if l.Tree.Tokens[i].XPOS != "VBN" || !l.Is(i-1, "NOUN", "PROPN", "PRON") || l.Word(i+1) == "by" || len(l.Tree.All(i, "aux", "aux:pass")) > 0 || l.Headline() {
		return false
	}
	for k, tok := range l.Tree.Tokens {
		if l.Quoted[k] && !l.Quoted[i] {
			continue
		}
		switch tok.XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return k > i && l.Tree.Dominates(i, k)
		}
	}
	return true
}

// Agent returns the one by whom the passive verb i is done, or -1.
func (l *Line) Agent(i int) int {
	if a := l.Child(i, func(c int) bool { return l.Tree.Is(c, "obl", "obl:agent") && l.Tree.Case(c) == "by" }); a >= 0 {
		return a
	}
	const reach = 5
	for k := i + 1; k <= i+reach && k < len(l.Lower) && !l.Is(k, "PUNCT", "VERB", "SCONJ"); k++ {
		if l.Word(k) == "by" && (k == i+1 || l.Tree.Child(i, "aux:pass") >= 0) {
			return l.NounRun(k + 1)
		}
	}
	return -1
}

// Subject returns the token that is the subject of verb i in the tree, corrected
// by what stands beside the verb, or -1.
func (l *Line) Subject(i int, r *lexicon.Rule) int {
	quoting := l.Lemmas[i] != "tell" && (len(r.Frames) == 0 || slices.Contains(r.Frames, "clause") || slices.Contains(r.Frames, "alone") || slices.Contains(r.Frames, "quote"))
	if n := l.invertedFirst(i); quoting && n >= 0 && (l.Speaks(n, r) || l.Own(i) < 0) {
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
func (l *Line) nearSubject(i int) int {
	found := l.treeSubject(i, 0)
	if n := l.nameBefore(i); n >= 0 && (found < 0 || l.Draft.Named(l.Sentence, found) != l.Draft.Named(l.Sentence, n)) {
		return n
	}
	left := l.LeftNeighbour(i)
	if left >= 0 && (found < 0 || found > left || !l.Tree.Dominates(found, left)) {
		return left
	}
	if found < 0 && l.Tree.Tokens[i].XPOS == "VBG" {
		found = l.MainSubject(i)
	}
	return found
}

// MainSubject returns the first subject of the sentence before token i, else the
// noun phrase that opens it, or -1.
func (l *Line) MainSubject(i int) int {
	for k := range i {
		if l.Tree.Is(k, "nsubj") && l.Head(k) != i {
			return k
		}
	}
	if n := l.NounRun(0); n < i {
		return n
	}
	return -1
}

// nameBefore returns the head of the person's name that ends right before verb i
// and is not governed by a preposition, or -1: in "the envoy for Syria Tom
// Barrack said" the speaker is Barrack, whatever the tree says.
func (l *Line) nameBefore(i int) int {
	j := l.skipBack(i)
	if j < 0 || l.Tree.Tokens[i].XPOS == "VBG" {
		return -1
	}
	m := l.personAt(j)
	if m < 0 {
		return -1
	}
	k := l.startOf(m, j) - 1
	for k >= 0 && l.Draft.Named(l.Sentence, k) < 0 && (l.Is(k, "NOUN", "PROPN", "ADJ") || l.Word(k) == "-") {
		k--
	}
	if k >= 0 && (l.Is(k, "ADP", "CCONJ", "PUNCT", "VERB", "DET") || l.Tree.Is(k, "case")) && !l.officeOf(k, j) {
		return -1
	}
	return l.Draft.Mentions[m].Head
}

// skipBack returns the token before verb i, auxiliaries, adverbs and words of time
// aside.
func (l *Line) skipBack(i int) int {
	j := i - 1
	for j >= 0 && (l.Is(j, "ADV", "AUX", "PART") || l.Rules.In(lexicon.TimeWords, l.Word(j)) && l.Word(j) != "may") {
		if l.Rules.In(lexicon.TimeWords, l.Word(j)) && (l.Word(j-1) == "on" || l.Word(j-1) == "in" || l.Word(j-1) == "last" || l.Word(j-1) == "this") {
			j--
		}
		j--
	}
	return j
}

// Own returns the subject that hangs on the verb i itself, or -1.
func (l *Line) Own(i int) int {
	for _, c := range l.Tree.Children(i) {
		if !l.Tree.Is(c, "nsubj") || l.Tree.Is(c, "nsubj:pass") {
			continue
		}
		if l.Tree.Tokens[i].XPOS == "VBG" && l.Is(c-1, "ADP", "SCONJ") && l.Word(c-1) != "with" && l.Tree.Child(i, "aux") < 0 {
			continue // "a meeting in Paris pledging"
		}
		return c
	}
	return -1
}

// treeSubject follows the tree: the verb's own subject, that of the verb it is
// joined or subordinated to, or the noun it modifies.
func (l *Line) treeSubject(i, depth int) int {
	if s := l.Own(i); s >= 0 {
		return l.beyondPart(s, i, depth)
	}
	h := l.Head(i)
	if h < 0 || depth > 6 {
		return -1
	}
	if outer := l.beforeQuote(i, h); outer >= 0 {
		return l.Own(outer)
	}
	if l.ofSome(i) {
		return l.MainSubject(i - 1)
	}
	xpos := l.Tree.Tokens[i].XPOS
	participle := xpos == "VBG" || xpos == "VBN" || xpos == "VB"
	switch {
	case l.Tree.Is(i, "acl"):
		return l.modified(i, h, depth)
	case l.Tree.Is(i, "conj", "xcomp"), l.Tree.Is(i, "parataxis") && l.Word(i-1) == ";":
		return l.governing(h, depth)
	case l.Tree.Is(i, "advcl", "ccomp", "parataxis", "dep", "obl") && participle:
		return l.governing(h, depth)
	}
	return -1
}

// beforeQuote returns the verb outside the quotation that the verb i goes on from,
// where the tree joins i, itself outside, to the words quoted: "“We waited,” she said,
// but refused to comment". It returns -1 for all others.
func (l *Line) beforeQuote(i, h int) int {
	if !l.Tree.Is(i, "conj") || !l.Quoted[h] || l.Quoted[i] {
		return -1
	}
	for k := i - 1; k > h; k-- {
		if l.Verbal(k) && !l.Quoted[k] && l.Own(k) >= 0 {
			return k
		}
	}
	return -1
}

// ofSome reports whether the participle i is what some of those spoken of do:
// "hundreds marched, some demanding".
func (l *Line) ofSome(i int) bool {
	if l.Tree.Tokens[i].XPOS != "VBG" || !l.Is(i-1, "DET", "PRON", "ADJ") {
		return false
	}
	switch l.Word(i - 1) {
	case "some", "many", "others", "most", "several":
		return true
	}
	return false
}

// modified returns who acts in the clause i that modifies the noun h: the noun,
// unless the clause belongs to the sentence, or the noun only says what somebody is.
func (l *Line) modified(i, h, depth int) int {
	ing := l.Tree.Tokens[i].XPOS == "VBG"
	if ing && l.AfterComma(i) && l.Tree.Child(h, "det") < 0 {
		if s := l.MainSubject(i); s >= 0 {
			return s
		}
	}
	if s := l.Own(h); s >= 0 && l.Tree.Child(h, "cop") >= 0 {
		return s // "the party was the main force urging"
	}
	if v := l.issuing(h); v >= 0 && ing {
		return l.treeSubject(v, depth+1)
	}
	if l.Is(h, "NOUN", "PROPN", "PRON", "NUM") {
		return h
	}
	return l.governing(h, depth)
}

// issuing returns the verb by which the document that noun h is, or is part of the
// title of, is given out ("issued an appeal by the elders warning"), or -1.
func (l *Line) issuing(h int) int {
	for h >= 0 && l.Tree.Is(h, "nmod") {
		h = l.Head(h)
	}
	if h < 0 || !l.Tree.Is(h, "obj") || l.Tree.Child(h, "nmod:poss") >= 0 {
		return -1
	}
	if v := l.Head(h); v >= 0 && l.Verbal(v) && l.Rules.In(lexicon.IssueVerbs, l.Lemmas[v]) && !l.Passive(v) && len(l.Rules.Nouns[l.Lemmas[h]]) > 0 {
		return v
	}
	return -1
}

// governing returns the subject of the clause headed by h, whoever acts in it.
func (l *Line) governing(h, depth int) int {
	if l.Verbal(h) && l.Passive(h) {
		if s := l.Tree.Child(h, "nsubj:pass"); s >= 0 {
			return s
		}
	}
	return l.treeSubject(h, depth+1)
}

// beyondPart takes "some" in "hundreds marched, some demanding" for those of the
// clause above, and a relative pronoun for the noun it stands for.
func (l *Line) beyondPart(s, verb, depth int) int {
	if relative := l.relativeOf(s, verb); relative >= 0 {
		return relative
	}
	if l.Word(s) == "who" && (l.Is(s-1, "NOUN", "PROPN") || l.Word(s-1) == "," && l.Is(s-2, "NOUN", "PROPN")) {
		if l.Word(s-1) == "," {
			s--
		}
		return l.Top(s - 1)
	}
	switch l.Word(s) {
	case "some", "many", "others", "all", "most", "several":
		part := l.Tree.Is(verb, "conj", "parataxis", "dep") || l.Tree.Is(verb, "advcl") && l.Tree.Child(verb, "mark") < 0
		if h := l.Head(verb); h >= 0 && part && l.Tree.Child(s, "nmod") < 0 {
			if above := l.governing(h, depth); above >= 0 {
				return above
			}
		}
	}
	return s
}

// relativeOf returns the noun that the relative pronoun s stands for, or -1.
func (l *Line) relativeOf(s, verb int) int {
	switch l.Word(s) {
	case "who", "which", "that":
	default:
		return -1
	}
	for v := verb; v >= 0; v = l.Head(v) {
		if l.Tree.Is(v, "acl", "acl:relcl") {
			return l.Head(v)
		}
		if !l.Tree.Is(v, "conj", "xcomp", "ccomp", "advcl") {
			return -1
		}
	}
	return -1
}

// LeftNeighbour returns the head of the noun phrase, prepositional phrases
// included, that ends right before verb i, or -1. It goes by the tags alone.
func (l *Line) LeftNeighbour(i int) int {
	j := l.skipBack(i)
	adjective := l.Is(j, "ADJ") && l.Is(j-1, "DET") // "the American said"
	if !l.Is(j, "NOUN", "PROPN", "PRON") && !adjective || l.Tree.Tokens[i].XPOS == "VBG" {
		return -1
	}
	if l.Tree.Tokens[i].XPOS == "VBN" && j == i-1 && !l.onlyVerb(i) && !l.Is(i+1, "DET", "PROPN", "NOUN", "PRON") {
		return -1
	}
	start := l.stretch(j)
	if l.Is(start, "ADP", "SCONJ") || l.Is(start-1, "VERB", "AUX") {
		return l.beside(j, i)
	}
	if adjective {
		return j
	}
	return l.nounRunTo(start, i)
}

// stretch returns the first token of the nouns, adjectives and prepositions that
// run up to token j without a comma, a verb or a word of time.
func (l *Line) stretch(j int) int {
	start := j
	for start > 0 && !l.Rules.In(lexicon.TimeWords, l.Word(start-1)) &&
		(l.Is(start-1, "NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADP", "PART") || l.Word(start-1) == "-" || l.Word(start-1) == "and") {
		start--
	}
	for start < j && (l.Is(start, "ADV", "CCONJ") || l.Word(start) == "that") {
		start++
	}
	return start
}

// beside returns the head of the plain noun phrase that ends at token j, unless
// the tree makes it something other than a subject.
func (l *Line) beside(j, i int) int {
	n := l.Top(j)
	if n > j || l.Tree.Child(n, "case") >= 0 || l.Tree.Is(n, "obj", "nsubj:pass", "obl") && l.Head(n) != i {
		return -1
	}
	return n
}

// invertedFirst returns the source of a verb that stands between a comma or a
// closing quotation mark and a noun phrase that ends the stretch, whatever the
// tree says, or -1: "…, said Syria's news agency".
func (l *Line) invertedFirst(i int) int {
	if i < 3 || !l.Opens(i) {
		return -1
	}
	n := l.NounRun(i + 1)
	if n < 0 || !l.endsStretch(n) {
		return -1
	}
	for k := i + 1; k < n; k++ {
		if m := l.personAt(k); m >= 0 {
			n = l.Draft.Mentions[m].Head
			break
		}
	}
	if name := l.nameAfter(n); name >= 0 {
		n = name
	}
	quoted := l.Word(i-1) != "," || slices.Contains([]string{"”", "\"", "’"}, l.Word(i-2))
	if quoted || (l.ClauseBefore(i) || l.Headline()) && (!l.verbAfter(n) || l.Word(n+1) == "who") {
		return n
	}
	return -1
}

// Opens reports whether the finite verb i stands right behind a comma or a
// quotation mark, with what can be its source behind it.
func (l *Line) Opens(i int) bool {
	if !l.Is(i-1, "PUNCT") || strings.Contains("-;)]", l.Word(i-1)) || l.Tree.Tokens[i].XPOS == "VBG" {
		return false
	}
	if l.Quoted[i] && quotation.NextQuote("", l.Word(i-1)) != "" {
		return false // the quotation begins with the verb: "a note that “said the fort should fall”"
	}
	return !l.Rules.In(lexicon.TimeWords, l.Word(i+1)) && !l.Is(i+1, "PRON")
}

// endsStretch reports whether nothing that could be a verb's follows token n:
// a mark, a preposition, "who", or a word of time.
func (l *Line) endsStretch(n int) bool {
	if n+1 >= len(l.Tree.Tokens) || l.Is(n+1, "PUNCT", "ADP") || l.Word(n+1) == "who" {
		return true
	}
	return l.Rules.In(lexicon.TimeWords, l.Word(n+1)) || l.Rules.In(lexicon.TimeWords, l.Word(n+2))
}

// ClauseBefore reports whether a finite verb stands before token i.
func (l *Line) ClauseBefore(i int) bool {
	for k := range i {
		if l.Is(k, "VERB", "AUX") && l.Tree.Tokens[k].XPOS != "VBG" && l.Tree.Tokens[k].XPOS != "VB" {
			return true
		}
	}
	return false
}

// verbAfter reports whether any verb stands behind token n.
func (l *Line) verbAfter(n int) bool {
	for k := n + 1; k < len(l.Tree.Tokens); k++ {
		if l.Is(k, "VERB", "AUX") {
			return true
		}
	}
	return false
}

// inverted returns the source that stands behind its verb: "…, said the mayor".
func (l *Line) inverted(i int) int {
	if i > 0 && !l.Is(i-1, "PUNCT") && l.Word(i-1) != "so" && l.Word(i-1) != "as" {
		return -1
	}
	if l.Tree.Tokens[i].XPOS == "VBG" {
		return -1
	}
	if obj := l.Tree.Child(i, "obj"); obj > i && l.Tree.Child(i, "ccomp", "parataxis") >= 0 {
		return obj
	}
	n := l.NounRun(i + 1)
	if l.Is(i+1, "PRON") && l.Is(n+1, "VERB", "AUX") {
		return -1 // "…, hope it was worth it"
	}
	return n
}

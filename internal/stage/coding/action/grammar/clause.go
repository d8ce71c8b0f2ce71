// Package grammar answers questions about the tree of one sentence: which words are verbs
// and nouns, who does what a verb or a noun tells and to whom it is done, where a phrase is
// definite, a verb passive or perfect, and which person, body or place a phrase or a
// pronoun stands for. It decides nothing about events. Parsers err: what it asks of a tree
// it also looks for where they are known to hang it wrongly.
package grammar

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Clause answers questions about one sentence of a draft. Tokens are named by their place
// in the sentence, and -1 is none.
type Clause struct {
	Words    *Words
	Draft    *draft.Draft
	Sentence int        // index into the sentences of the reading
	Tree     draft.Tree // of the sentence
	notes    []notes    // by sentence, shared by all clauses of the draft
}

// New returns a clause of no sentence yet: see [Clause.At].
func New(w *Words, d *draft.Draft) Clause {
	return Clause{Words: w, Draft: d, Sentence: -1, notes: make([]notes, len(d.Reading.Sentences))}
}

// At returns the clause of sentence s of the same draft.
func (c Clause) At(s int) Clause {
	c.Sentence, c.Tree = s, c.Draft.Tree(s)
	if n := len(c.Tree.Tokens); c.notes[s].lemmas == nil && n > 0 {
		c.notes[s] = notes{make([]string, n), make([][]string, n)}
	}
	return c
}

// Form returns token i in small letters.
func (c Clause) Form(i int) string { return strings.ToLower(c.Tree.Tokens[i].Form) }

// Verb reports whether token i is a verb, also where the tagger took a past form
// for a noun ("appealed") or a noun for the verb it is ("shot a man").
func (c Clause) Verb(i int) bool {
	if i < 0 {
		return false
	}
	tok := c.Tree.Tokens[i]
	if tok.UPOS == "NOUN" && tok.XPOS == "NN" {
		return (strings.HasSuffix(tok.Form, "ed") && len(tok.Form) > 5) || c.Tree.Child(i, "obj") >= 0
	}
	if tok.UPOS == "ADJ" && strings.HasSuffix(tok.Form, "ed") && c.Tree.Is(i, "amod") {
		return tok.Head >= 0 && tok.Head < i
	}
	return tok.UPOS == "VERB"
}

// Head returns the token that token i hangs on, or -1.
func (c Clause) Head(i int) int { return c.Tree.Tokens[i].Head }

// Relative reports whether token i is a relative pronoun.
func (c Clause) Relative(i int) bool {
	return slices.Contains([]string{"who", "which", "that", "whom", "whose"}, c.Form(i))
}

// Passive reports whether verb v is passive, counting bare participles after a noun.
func (c Clause) Passive(v int) bool {
	if c.Tree.Passive(v) || c.undergone(v) || c.doneBy(v) {
		return true
	}
	if c.Tree.Tokens[v].XPOS != "VBN" || c.Tree.Child(v, "aux", "nsubj", "obj") >= 0 || c.onlyVerb(v) || c.misread(v) >= 0 {
		return false
	}
	if v+1 < len(c.Tree.Tokens) && c.Words.Is("calling", c.Lemma(v)) && c.Tree.Is(v, "conj") && slices.Contains([]string{"on", "upon", "for"}, c.Form(v+1)) {
		return false // "is committed to peace but called on the rebels"
	}
	return c.Tree.Is(v, "acl", "amod", "advcl") || (c.Tree.Is(v, "conj") && c.Head(v) >= 0 && c.Passive(c.Head(v)))
}

// undergone reports whether v is a participle told without its auxiliary, as
// headlines do ("Suspect arrested in port city"): a verb that always has an object,
// with a subject and without one.
func (c Clause) undergone(v int) bool {
	tok := c.Tree.Tokens[v]
	if tok.UPOS != "VERB" || (tok.XPOS != "VBN" && tok.XPOS != "VBD") {
		return false
	}
	if c.misread(v) >= 0 {
		return false // "forces shelled positions held by rebels": the main verb
	}
	n := c.Tree.Child(v, "nsubj")
	if place := n >= 0 && c.KindOf(n) == trucewatch.PlaceKind && len(c.Particles(v)) == 0; !c.Words.Is("undergone", c.Lemma(v)) &&
		(!place || !c.Words.Is("undergone-by-places", c.Lemma(v))) {
		return false
	}
	if n < 0 || c.Tree.Tokens[n].UPOS == "PRON" || c.Tree.Child(v, "obj", "iobj", "aux", "ccomp", "xcomp", "cop") >= 0 || tok.Rel == "acl:relcl" {
		return false
	}
	return !slices.ContainsFunc(c.Tree.All(v, "conj"), func(k int) bool { return c.Tree.Child(k, "obj") >= 0 && c.Tree.Child(k, "nsubj") < 0 })
}

// misread returns the subject of a past form that was read as a participle before
// its object ("The two kingdoms severed ties"): the noun directly before it, in a
// sentence without any finite verb. It returns -1 otherwise.
func (c Clause) misread(v int) int {
	if v == 0 || !c.Tree.Is(v, "amod") || c.Head(v) < v || c.Tree.Tokens[v].UPOS != "VERB" {
		return -1
	}
	if n := c.Tree.Child(v, "nsubj"); n >= 0 {
		return n
	}
	if !strings.HasSuffix(c.Form(v), "ed") {
		return -1
	}
	switch c.Tree.Tokens[v-1].UPOS {
	case "NOUN", "PROPN", "PRON":
	default:
		return -1
	}
	for i := range c.Tree.Tokens {
		if c.Tree.Tokens[i].UPOS != "NOUN" && c.Finite(i) {
			return -1
		}
	}
	return v - 1
}

// onlyVerb reports whether v hangs as a participle on the root of a sentence that
// has no finite verb: then it is the main verb, read wrongly ("The council called
// for calm").
func (c Clause) onlyVerb(v int) bool {
	if !c.Tree.Is(v, "acl") || c.Head(v) < 0 || c.Head(c.Head(v)) >= 0 || c.Head(v) > v {
		return false
	}
	for i := range c.Tree.Tokens {
		if c.Tree.Tokens[i].UPOS != "NOUN" && c.Finite(i) {
			return false
		}
	}
	for _, o := range c.Tree.All(v, "obl") {
		if c.Tree.Case(o) == "by" {
			return false
		}
	}
	return true
}

// Surface returns the heads of the grammatical subject of verb v, its conjuncts
// included: its own, that of the verb it is coordinated with, the noun it modifies,
// or, for infinitives and participles, the one who controls it.
func (c Clause) Surface(v int) []int { return c.surfaceWithin(v, 6) }

func (c Clause) surfaceWithin(v, steps int) []int {
	if v < 0 || steps == 0 {
		return nil
	}
	if n := c.Tree.Child(v, "nsubj", "csubj"); n >= 0 {
		if c.Relative(n) {
			return c.Antecedent(v)
		}
		return c.inHeadline(v, c.Conjuncts(c.bearingName(c.unhyphened(n, v), v)))
	}
	if out := c.misheaded(v); out != nil {
		return out
	}
	if n := c.bareBefore(v); n >= 0 {
		return c.Conjuncts(n)
	}
	if p := c.Tree.Child(v, "nmod:poss"); p >= 0 {
		return c.Conjuncts(p) // "the troops' shooting of", read as a verb
	}
	if c.Tree.Tokens[v].UPOS == "ADJ" && c.Tree.Is(v, "amod") {
		return c.Conjuncts(c.bearer(c.Head(v)))
	}
	if c.Tree.Tokens[v].UPOS == "NOUN" {
		if n := c.Tree.Child(v, "compound"); n >= 0 {
			return []int{n} // a verb read as a noun keeps its subject as a compound
		}
	}
	h := c.Head(v)
	if h < 0 {
		return nil
	}
	switch c.Tree.Rel(v) {
	case "conj":
		return c.surfaceWithin(h, steps-1)
	case "acl":
		return c.ofNoun(v, h, steps)
	case "xcomp", "ccomp":
		return c.controlled(v, h, steps)
	case "advcl", "parataxis", "dep":
		return c.adjunct(v, h, steps)
	}
	if c.Tree.Is(v, "obl", "nmod", "obj") && c.Verb(h) {
		return c.surfaceWithin(h, steps-1)
	}
	return nil
}

// Antecedent returns the noun that the relative clause of v belongs to.
func (c Clause) Antecedent(v int) []int {
	for h := v; h >= 0; h = c.Head(h) {
		if n := c.Head(h); c.Tree.Is(h, "acl") && n >= 0 {
			if of := c.Head(n); of >= 0 && c.Tree.Is(n, "appos") && c.Tree.Tokens[n].XPOS == "NN" && c.KindOf(of) == trucewatch.Person {
				return []int{of} // "A, the ruler who had made a coup"
			}
			return c.Conjuncts(n)
		}
		if !c.Tree.Is(h, "conj", "xcomp", "ccomp") {
			break
		}
	}
	return nil
}

// ofNoun returns the subject of a clause that modifies the noun h: "troops
// guarding" is guarded by troops; "a plan to attack" leads to whose plan it is.
func (c Clause) ofNoun(v, h, steps int) []int {
	infinitive := c.Tree.Child(v, "mark") >= 0 && c.Form(c.Tree.Child(v, "mark")) == "to"
	if c.Tree.Tokens[v].Rel == "acl:relcl" && c.Tree.Child(v, "nsubj") < 0 {
		if n := c.bareSubject(v); n >= 0 {
			return c.Conjuncts(n)
		}
		return c.Conjuncts(h)
	}
	if n := c.behindParticiple(v, h); n >= 0 {
		return c.Conjuncts(n)
	}
	if of := c.bearer(h); of != h || infinitive && c.askedOf(h) {
		return c.Conjuncts(of)
	}
	if out := c.besideNoun(v, h, steps); len(out) > 0 {
		return out
	}
	if !infinitive && c.Tree.Tokens[v].XPOS != "VB" && !c.gerundOf(v, h) {
		return []int{h}
	}
	if c.Words.Is("asking", c.Lemma(h)) {
		if out := c.addressed(h); len(out) > 0 {
			return out
		}
	}
	g := c.Head(h)
	under := c.below(h, g)
	if under && c.Words.Is("from-where", c.Lemma(h)) {
		return c.surfaceWithin(g, steps-1) // "crossed its airspace to bomb": not whose the airspace is
	}
	if p := c.Tree.Child(h, "nmod:poss"); p >= 0 {
		return c.Conjuncts(p)
	}
	if under {
		return c.surfaceWithin(g, steps-1)
	}
	return nil
}

// bearer returns of whom the noun h is said where it is a predicate ("the party was
// the main force urging a boycott"), else h.
func (c Clause) bearer(h int) int {
	if n := c.Tree.Child(h, "nsubj"); n >= 0 && c.Tree.Child(h, "cop") >= 0 && !c.Relative(n) {
		return n
	}
	return h
}

// controlled returns who does v where v completes the verb h: the object of verbs
// of making and asking ("forced the army to leave"), else the subject.
func (c Clause) controlled(v, h, steps int) []int {
	if c.Tree.Is(v, "ccomp") && c.Finite(v) {
		return nil
	}
	if !c.Words.Is("subject-control", c.Lemma(h)) {
		if o := c.Tree.Child(h, "obj", "iobj"); o >= 0 && o < v && !c.Words.Is("reflexive", c.Form(o)) {
			return c.Conjuncts(o)
		}
	}
	if c.Passive(h) || !c.Tree.Is(v, "ccomp") || !c.Finite(v) {
		if c.Words.Is("asking", c.Lemma(h)) && !c.Passive(h) {
			if out := c.addressed(h); len(out) > 0 {
				return out
			}
		}
		return c.surfaceWithin(h, steps-1)
	}
	return nil
}

// VerbFrom returns the first verb on the way from token n up to the top of its sentence, n
// among them, or -1.
func (c Clause) VerbFrom(n int) int {
	for n >= 0 && !c.Verb(n) {
		n = c.Head(n)
	}
	return n
}

// adjunct returns who does v where v is a participle or infinitive beside h.
func (c Clause) adjunct(v, h, steps int) []int {
	if c.Finite(v) && c.Tree.Child(v, "mark") >= 0 {
		return nil
	}
	if !c.Verb(h) {
		if n := c.Tree.Child(h, "nsubj"); n >= 0 {
			return c.Conjuncts(n)
		}
		return c.surfaceWithin(c.VerbFrom(h), steps-1) // hung on a word of the clause: "went deeper, demanding"
	}
	if out := c.ledTo(v, h); len(out) > 0 {
		return out
	}
	if mark := c.Tree.Child(v, "mark", "case"); mark >= 0 && c.Words.Is("object-control", c.Lemma(h)) &&
		slices.Contains([]string{"of", "for", "from", "against"}, c.Form(mark)) {
		if o := c.Tree.Child(h, "obj"); o >= 0 {
			return c.Conjuncts(o)
		}
		if c.Passive(h) {
			return c.surfaceWithin(h, steps-1)
		}
	}
	if mark := c.Tree.Child(v, "mark"); mark >= 0 && mark > h && c.Form(mark) == "to" && c.Words.Is("asking", c.Lemma(h)) && !c.Passive(h) {
		if out := c.addressed(h); len(out) > 0 {
			return out
		}
	}
	return c.surfaceWithin(h, steps-1)
}

// addressed returns whom the verb or noun h of asking is put to: its object, or
// the phrase behind "on" or "to" ("called on the army to leave", "a plea to the
// rebels to stop").
func (c Clause) addressed(h int) []int {
	if c.Verb(h) {
		if o := c.Tree.Child(h, "obj", "iobj"); o >= 0 && c.Codable(o) {
			return c.Conjuncts(o)
		}
	}
	for _, o := range c.Tree.All(h, "obl", "nmod") {
		if slices.Contains([]string{"on", "upon", "to", "for"}, c.Tree.Case(o)) && c.Codable(o) {
			return c.Conjuncts(o)
		}
	}
	return nil
}

// Agents returns who does verb v: its subject, or the by-phrase of a passive.
func (c Clause) Agents(v int) []int {
	if !c.Passive(v) {
		return append(c.Surface(v), c.alongside(v)...)
	}
	if h := c.Head(v); c.Tree.Is(v, "amod") && h > v && c.Words.Is("speech-verb", c.Lemma(v)) {
		return c.Possessors(h) // "the army's promised withdrawal"
	}
	for _, o := range c.Tree.All(v, "obl", "nmod") {
		if (c.Tree.Is(o, "obl:agent") || c.Tree.Case(o) == "by") && (o > v || c.Codable(o)) { // not "by noon, troops were sent"
			return c.Conjuncts(o)
		}
	}
	for _, o := range c.Tree.All(v, "obl") {
		for _, n := range c.Tree.All(o, "nmod") {
			if c.Tree.Case(n) == "by" && c.Codable(n) {
				return c.Conjuncts(n) // "driven out of the town by troops", hung on the town
			}
		}
	}
	if c.Words.Is("of-itself", c.Lemma(v)) {
		return c.Surface(v) // "is committed to the truce"
	}
	return nil
}

// Patients returns whom verb v is done to: its object, or the subject of a passive.
func (c Clause) Patients(v int) []int {
	if c.Passive(v) {
		return append(c.Surface(v), c.alongside(v)...)
	}
	if c.misread(v) >= 0 {
		return c.Conjuncts(c.Head(v))
	}
	if o := c.Tree.Child(v, "obj"); o >= 0 {
		if c.Relative(o) {
			return c.Antecedent(v)
		}
		var out []int
		for _, each := range c.Tree.All(v, "obj") {
			out = append(out, c.Conjuncts(each)...)
		}
		return out
	}
	if c.Tree.Tokens[v].Rel == "acl:relcl" {
		if n := c.Tree.Child(v, "nsubj"); n >= 0 && !c.Relative(n) || c.bareSubject(v) >= 0 {
			return []int{c.Head(v)}
		}
	}
	return c.strayObject(v)
}

// strayObject returns the object of verb v where the parser hung it otherwise: on a
// particle read as a preposition ("handed over the bodies"), as an indirect object,
// behind "of" ("the shooting of") or on the verb coordinated with it.
func (c Clause) strayObject(v int) []int {
	if o := c.timesOver(v); o >= 0 {
		return c.Conjuncts(o)
	}
	for _, o := range c.Tree.All(v, "obl") {
		if k := c.Tree.Child(o, "case"); k == v+1 && c.Words.Is("particle", c.Form(k)) {
			return c.Conjuncts(o)
		}
	}
	if o := c.Tree.Child(v, "iobj"); o >= 0 {
		return c.Conjuncts(o)
	}
	if o := c.Tree.Child(v, "obl"); o > v && c.Tree.Child(v, "compound:prt") == o-2 && c.Tree.Child(o, "case") < 0 && c.Tree.Child(o, "nmod:poss") == o-1 {
		return c.Conjuncts(o) // "laid down their weapons", read as a phrase without a preposition
	}
	if c.Tree.Tokens[v].XPOS == "VBG" {
		for _, o := range c.Tree.All(v, "nmod", "obl") {
			if c.Tree.Case(o) == "of" && o > v {
				return c.Conjuncts(o)
			}
		}
	}
	for _, k := range c.Tree.All(v, "conj") {
		if o := c.Tree.Child(k, "obj"); o >= 0 && k == v+2 {
			return c.Conjuncts(o)
		}
	}
	return nil
}

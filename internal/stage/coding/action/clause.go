package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// clause answers grammatical questions about one sentence.
type clause struct {
	rules *Rules
	d     *draft.Draft
	s     int
	t     draft.Tree
	notes []notes // by sentence, shared by all clauses of the draft
}

func (c clause) form(i int) string { return strings.ToLower(c.t.Tokens[i].Form) }

// verb reports whether token i is a verb, also where the tagger took a past form
// for a noun ("appealed") or a noun for the verb it is ("shot a man").
func (c clause) verb(i int) bool {
	if i < 0 {
		return false
	}
	tok := c.t.Tokens[i]
	if tok.UPOS == "NOUN" && tok.XPOS == "NN" {
		return (strings.HasSuffix(tok.Form, "ed") && len(tok.Form) > 5) || c.t.Child(i, "obj") >= 0
	}
	if tok.UPOS == "ADJ" && strings.HasSuffix(tok.Form, "ed") && c.t.Is(i, "amod") {
		return tok.Head >= 0 && tok.Head < i
	}
	return tok.UPOS == "VERB"
}

func (c clause) head(i int) int { return c.t.Tokens[i].Head }

// relative reports whether token i is a relative pronoun.
func (c clause) relative(i int) bool {
	return slices.Contains([]string{"who", "which", "that", "whom", "whose"}, c.form(i))
}

// passive reports whether verb v is passive, counting bare participles after a noun.
func (c clause) passive(v int) bool {
	if c.t.Passive(v) || c.undergone(v) || c.doneBy(v) {
		return true
	}
	if c.t.Tokens[v].XPOS != "VBN" || c.t.Child(v, "aux", "nsubj", "obj") >= 0 || c.onlyVerb(v) || c.misread(v) >= 0 {
		return false
	}
	if v+1 < len(c.t.Tokens) && c.rules.is("calling", c.lemma(v)) && c.t.Is(v, "conj") && slices.Contains([]string{"on", "upon", "for"}, c.form(v+1)) {
		return false // "is committed to peace but called on the rebels"
	}
	return c.t.Is(v, "acl", "amod", "advcl") || (c.t.Is(v, "conj") && c.head(v) >= 0 && c.passive(c.head(v)))
}

// undergone reports whether v is a participle told without its auxiliary, as
// headlines do ("Suspect arrested in port city"): a verb that always has an object,
// with a subject and without one.
func (c clause) undergone(v int) bool {
	tok := c.t.Tokens[v]
	if tok.UPOS != "VERB" || (tok.XPOS != "VBN" && tok.XPOS != "VBD") {
		return false
	}
	if c.misread(v) >= 0 {
		return false // "forces shelled positions held by rebels": the main verb
	}
	n := c.t.Child(v, "nsubj")
	if place := n >= 0 && c.kindOf(n) == trucewatch.PlaceKind && len(c.particles(v)) == 0; !c.rules.is("undergone", c.lemma(v)) &&
		(!place || !c.rules.is("undergone-by-places", c.lemma(v))) {
		return false
	}
	if n < 0 || c.t.Tokens[n].UPOS == "PRON" || c.t.Child(v, "obj", "iobj", "aux", "ccomp", "xcomp", "cop") >= 0 || tok.Rel == "acl:relcl" {
		return false
	}
	return !slices.ContainsFunc(c.t.All(v, "conj"), func(k int) bool { return c.t.Child(k, "obj") >= 0 && c.t.Child(k, "nsubj") < 0 })
}

// misread returns the subject of a past form that was read as a participle before
// its object ("The two kingdoms severed ties"): the noun directly before it, in a
// sentence without any finite verb. It returns -1 otherwise.
func (c clause) misread(v int) int {
	if v == 0 || !c.t.Is(v, "amod") || c.head(v) < v || c.t.Tokens[v].UPOS != "VERB" {
		return -1
	}
	if n := c.t.Child(v, "nsubj"); n >= 0 {
		return n
	}
	if !strings.HasSuffix(c.form(v), "ed") {
		return -1
	}
	switch c.t.Tokens[v-1].UPOS {
	case "NOUN", "PROPN", "PRON":
	default:
		return -1
	}
	for i := range c.t.Tokens {
		if c.t.Tokens[i].UPOS != "NOUN" && c.finite(i) {
			return -1
		}
	}
	return v - 1
}

// onlyVerb reports whether v hangs as a participle on the root of a sentence that
// has no finite verb: then it is the main verb, read wrongly ("The council called
// for calm").
func (c clause) onlyVerb(v int) bool {
	if !c.t.Is(v, "acl") || c.head(v) < 0 || c.head(c.head(v)) >= 0 || c.head(v) > v {
		return false
	}
	for i := range c.t.Tokens {
		if c.t.Tokens[i].UPOS != "NOUN" && c.finite(i) {
			return false
		}
	}
	for _, o := range c.t.All(v, "obl") {
		if c.t.Case(o) == "by" {
			return false
		}
	}
	return true
}

// surface returns the heads of the grammatical subject of verb v, its conjuncts
// included: its own, that of the verb it is coordinated with, the noun it modifies,
// or, for infinitives and participles, the one who controls it.
func (c clause) surface(v int) []int { return c.surfaceWithin(v, 6) }

func (c clause) surfaceWithin(v, steps int) []int {
	if v < 0 || steps == 0 {
		return nil
	}
	if n := c.t.Child(v, "nsubj", "csubj"); n >= 0 {
		if c.relative(n) {
			return c.antecedent(v)
		}
		return c.inHeadline(v, c.conjuncts(c.bearingName(c.unhyphened(n, v), v)))
	}
	if out := c.misheaded(v); out != nil {
		return out
	}
	if n := c.bareBefore(v); n >= 0 {
		return c.conjuncts(n)
	}
	if p := c.t.Child(v, "nmod:poss"); p >= 0 {
		return c.conjuncts(p) // "the troops' shooting of", read as a verb
	}
	if c.t.Tokens[v].UPOS == "ADJ" && c.t.Is(v, "amod") {
		return c.conjuncts(c.bearer(c.head(v)))
	}
	if c.t.Tokens[v].UPOS == "NOUN" {
		if n := c.t.Child(v, "compound"); n >= 0 {
			return []int{n} // a verb read as a noun keeps its subject as a compound
		}
	}
	h := c.head(v)
	if h < 0 {
		return nil
	}
	switch c.t.Rel(v) {
	case "conj":
		return c.surfaceWithin(h, steps-1)
	case "acl":
		return c.ofNoun(v, h, steps)
	case "xcomp", "ccomp":
		return c.controlled(v, h, steps)
	case "advcl", "parataxis", "dep":
		return c.adjunct(v, h, steps)
	}
	if c.t.Is(v, "obl", "nmod", "obj") && c.verb(h) {
		return c.surfaceWithin(h, steps-1)
	}
	return nil
}

// antecedent returns the noun that the relative clause of v belongs to.
func (c clause) antecedent(v int) []int {
	for h := v; h >= 0; h = c.head(h) {
		if n := c.head(h); c.t.Is(h, "acl") && n >= 0 {
			if of := c.head(n); of >= 0 && c.t.Is(n, "appos") && c.t.Tokens[n].XPOS == "NN" && c.kindOf(of) == trucewatch.Person {
				return []int{of} // "A, the ruler who had made a coup"
			}
			return c.conjuncts(n)
		}
		if !c.t.Is(h, "conj", "xcomp", "ccomp") {
			break
		}
	}
	return nil
}

// ofNoun returns the subject of a clause that modifies the noun h: "troops
// guarding" is guarded by troops; "a plan to attack" leads to whose plan it is.
func (c clause) ofNoun(v, h, steps int) []int {
	infinitive := c.t.Child(v, "mark") >= 0 && c.form(c.t.Child(v, "mark")) == "to"
	if c.t.Tokens[v].Rel == "acl:relcl" && c.t.Child(v, "nsubj") < 0 {
		if n := c.bareSubject(v); n >= 0 {
			return c.conjuncts(n)
		}
		return c.conjuncts(h)
	}
	if n := c.behindParticiple(v, h); n >= 0 {
		return c.conjuncts(n)
	}
	if of := c.bearer(h); of != h || infinitive && c.askedOf(h) {
		return c.conjuncts(of)
	}
	if out := c.besideNoun(v, h, steps); len(out) > 0 {
		return out
	}
	if !infinitive && c.t.Tokens[v].XPOS != "VB" && !c.gerundOf(v, h) {
		return []int{h}
	}
	if c.rules.is("asking", c.lemma(h)) {
		if out := c.addressed(h); len(out) > 0 {
			return out
		}
	}
	g := c.head(h)
	under := c.below(h, g)
	if under && c.rules.is("from-where", c.lemma(h)) {
		return c.surfaceWithin(g, steps-1) // "crossed its airspace to bomb": not whose the airspace is
	}
	if p := c.t.Child(h, "nmod:poss"); p >= 0 {
		return c.conjuncts(p)
	}
	if under {
		return c.surfaceWithin(g, steps-1)
	}
	return nil
}

// bearer returns of whom the noun h is said where it is a predicate ("the party was
// the main force urging a boycott"), else h.
func (c clause) bearer(h int) int {
	if n := c.t.Child(h, "nsubj"); n >= 0 && c.t.Child(h, "cop") >= 0 && !c.relative(n) {
		return n
	}
	return h
}

// controlled returns who does v where v completes the verb h: the object of verbs
// of making and asking ("forced the army to leave"), else the subject.
func (c clause) controlled(v, h, steps int) []int {
	if c.t.Is(v, "ccomp") && c.finite(v) {
		return nil
	}
	if !c.rules.is("subject-control", c.lemma(h)) {
		if o := c.t.Child(h, "obj", "iobj"); o >= 0 && o < v && !c.rules.is("reflexive", c.form(o)) {
			return c.conjuncts(o)
		}
	}
	if c.passive(h) || !c.t.Is(v, "ccomp") || !c.finite(v) {
		if c.rules.is("asking", c.lemma(h)) && !c.passive(h) {
			if out := c.addressed(h); len(out) > 0 {
				return out
			}
		}
		return c.surfaceWithin(h, steps-1)
	}
	return nil
}

// adjunct returns who does v where v is a participle or infinitive beside h.
func (c clause) adjunct(v, h, steps int) []int {
	if c.finite(v) && c.t.Child(v, "mark") >= 0 {
		return nil
	}
	if !c.verb(h) {
		if n := c.t.Child(h, "nsubj"); n >= 0 {
			return c.conjuncts(n)
		}
		for h >= 0 && !c.verb(h) {
			h = c.head(h) // hung on a word of the clause: "went deeper, demanding"
		}
		return c.surfaceWithin(h, steps-1)
	}
	if out := c.ledTo(v, h); len(out) > 0 {
		return out
	}
	if mark := c.t.Child(v, "mark", "case"); mark >= 0 && c.rules.is("object-control", c.lemma(h)) &&
		slices.Contains([]string{"of", "for", "from", "against"}, c.form(mark)) {
		if o := c.t.Child(h, "obj"); o >= 0 {
			return c.conjuncts(o)
		}
		if c.passive(h) {
			return c.surfaceWithin(h, steps-1)
		}
	}
	if mark := c.t.Child(v, "mark"); mark >= 0 && mark > h && c.form(mark) == "to" && c.rules.is("asking", c.lemma(h)) && !c.passive(h) {
		if out := c.addressed(h); len(out) > 0 {
			return out
		}
	}
	return c.surfaceWithin(h, steps-1)
}

// addressed returns whom the verb or noun h of asking is put to: its object, or
// the phrase behind "on" or "to" ("called on the army to leave", "a plea to the
// rebels to stop").
func (c clause) addressed(h int) []int {
	if c.verb(h) {
		if o := c.t.Child(h, "obj", "iobj"); o >= 0 && c.codable(o) {
			return c.conjuncts(o)
		}
	}
	for _, o := range c.t.All(h, "obl", "nmod") {
		if slices.Contains([]string{"on", "upon", "to", "for"}, c.t.Case(o)) && c.codable(o) {
			return c.conjuncts(o)
		}
	}
	return nil
}

// finite reports whether verb v has a finite form or a finite auxiliary.
func (c clause) finite(v int) bool {
	if slices.Contains([]string{"VBD", "VBZ", "VBP", "MD"}, c.t.Tokens[v].XPOS) {
		return true
	}
	for _, a := range c.t.All(v, "aux", "cop") {
		if slices.Contains([]string{"VBD", "VBZ", "VBP", "MD"}, c.t.Tokens[a].XPOS) {
			return true
		}
	}
	return false
}

// phrase returns the noun that carries the trigger i: the noun it is a part of
// where it only says of which kind that is ("disengagement agreement"), else i.
func (c clause) phrase(i int) int {
	if h := c.head(i); h > i && !c.verb(i) && c.t.Is(i, "compound", "amod") && c.t.Tokens[h].UPOS == "NOUN" {
		return h
	}
	return i
}

// agents returns who does verb v: its subject, or the by-phrase of a passive.
func (c clause) agents(v int) []int {
	if !c.passive(v) {
		return append(c.surface(v), c.alongside(v)...)
	}
	if h := c.head(v); c.t.Is(v, "amod") && h > v && c.rules.is("speech-verb", c.lemma(v)) {
		return c.possessors(h) // "the army's promised withdrawal"
	}
	for _, o := range c.t.All(v, "obl", "nmod") {
		if c.t.Is(o, "obl:agent") || c.t.Case(o) == "by" {
			return c.conjuncts(o)
		}
	}
	for _, o := range c.t.All(v, "obl") {
		for _, n := range c.t.All(o, "nmod") {
			if c.t.Case(n) == "by" && c.codable(n) {
				return c.conjuncts(n) // "driven out of the town by troops", hung on the town
			}
		}
	}
	if c.rules.is("of-itself", c.lemma(v)) {
		return c.surface(v) // "is committed to the truce"
	}
	return nil
}

// patients returns whom verb v is done to: its object, or the subject of a passive.
func (c clause) patients(v int) []int {
	if c.passive(v) {
		return append(c.surface(v), c.alongside(v)...)
	}
	if c.misread(v) >= 0 {
		return c.conjuncts(c.head(v))
	}
	if o := c.t.Child(v, "obj"); o >= 0 {
		if c.relative(o) {
			return c.antecedent(v)
		}
		var out []int
		for _, each := range c.t.All(v, "obj") {
			out = append(out, c.conjuncts(each)...)
		}
		return out
	}
	if c.t.Tokens[v].Rel == "acl:relcl" {
		if n := c.t.Child(v, "nsubj"); n >= 0 && !c.relative(n) || c.bareSubject(v) >= 0 {
			return []int{c.head(v)}
		}
	}
	return c.strayObject(v)
}

// strayObject returns the object of verb v where the parser hung it otherwise: on a
// particle read as a preposition ("handed over the bodies"), as an indirect object,
// behind "of" ("the shooting of") or on the verb coordinated with it.
func (c clause) strayObject(v int) []int {
	if o := c.timesOver(v); o >= 0 {
		return c.conjuncts(o)
	}
	for _, o := range c.t.All(v, "obl") {
		if k := c.t.Child(o, "case"); k == v+1 && c.rules.is("particle", c.form(k)) {
			return c.conjuncts(o)
		}
	}
	if o := c.t.Child(v, "iobj"); o >= 0 {
		return c.conjuncts(o)
	}
	if o := c.t.Child(v, "obl"); o > v && c.t.Child(v, "compound:prt") == o-2 && c.t.Child(o, "case") < 0 && c.t.Child(o, "nmod:poss") == o-1 {
		return c.conjuncts(o) // "laid down their weapons", read as a phrase without a preposition
	}
	if c.t.Tokens[v].XPOS == "VBG" {
		for _, o := range c.t.All(v, "nmod", "obl") {
			if c.t.Case(o) == "of" && o > v {
				return c.conjuncts(o)
			}
		}
	}
	for _, k := range c.t.All(v, "conj") {
		if o := c.t.Child(k, "obj"); o >= 0 && k == v+2 {
			return c.conjuncts(o)
		}
	}
	return nil
}

// governor returns the verb whose object, passive subject or complement the noun i
// is, its coordination undone, and the relation; -1 when there is none.
func (c clause) governor(i int) (verb int, rel string) {
	n := c.phrase(i)
	for _, k := range c.t.All(n, "amod") {
		if c.misread(k) >= 0 {
			return k, "obj"
		}
	}
	for c.t.Is(n, "conj") && c.head(n) >= 0 && !c.verb(n) {
		n = c.head(n)
	}
	h := c.head(n)
	// "a series of strikes", "a round of talks", "hundreds of raids": the noun that counts carries it.
	for h >= 0 && !c.verb(h) && c.t.Is(n, "nmod") && c.rules.is("measure", c.lemma(h)) {
		n = h
		for c.t.Is(n, "conj") && c.head(n) >= 0 {
			n = c.head(n)
		}
		h = c.head(n)
	}
	if h < 0 || !c.verb(h) {
		return -1, ""
	}
	return h, c.t.Tokens[n].Rel
}

// counted returns the noun that stands over i only to count or portion it ("series"
// in "a series of strikes"), or i itself.
func (c clause) counted(i int) int {
	i = c.phrase(i)
	for c.t.Is(i, "nmod") && c.head(i) >= 0 && c.rules.is("measure", c.lemma(c.head(i))) {
		i = c.head(i)
	}
	return i
}

// light returns the verb that the noun i leans on ("held talks", "carried out
// strikes", "emerged from a meeting"), or -1.
func (c clause) light(i int) int {
	v, rel := c.governor(i)
	if v < 0 {
		return -1
	}
	base, _, _ := strings.Cut(rel, ":")
	switch {
	case base == "obj", rel == "nsubj:pass", base == "xcomp":
		if c.rules.is("light", c.lemma(v)) && (c.lemma(v) != "call" || c.t.Child(v, "xcomp") < 0 && !c.definite(i)) {
			return v // not "calling the accord a test"
		}
	case base == "obl":
		if c.rules.is("light-into", c.lemma(v)) && !c.rules.is("occasion", c.t.Case(c.counted(i))) {
			return v
		}
	case strings.HasPrefix(rel, "nsubj") && c.rules.is("take-place", c.lemma(v)):
		return v
	}
	return -1
}

// named returns the named mention that covers token i, or -1, with its kind.
func (c clause) named(i int) (int, trucewatch.MentionKind) {
	m := c.d.Named(c.s, i)
	if m < 0 {
		return -1, ""
	}
	return m, c.d.Mentions[m].Kind
}

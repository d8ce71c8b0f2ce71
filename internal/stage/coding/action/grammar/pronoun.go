package grammar

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// likeness is what a pronoun asks of whom it stands for.
type likeness struct {
	person, many bool
}

func (c Clause) asks(i int) likeness {
	return likeness{
		person: slices.Contains([]string{"he", "she", "him", "her", "his"}, c.Form(i)),
		many:   slices.Contains([]string{"they", "them", "their"}, c.Form(i)),
	}
}

// pointsTo returns the mentions that the pronoun i stands for where that is safe:
// the subject over it in its own sentence, whoever else was named before it there,
// else a subject of the sentence before. A
// plural pronoun may stand for coordinated names.
func (c Clause) pointsTo(i int) []int {
	to := c.antecedents(i)
	if !c.besideItself(i, to) && len(to) > 0 {
		return to
	}
	if over := c.subjectBeyond(i); len(over) > 0 {
		return over
	}
	if land := c.landOver(i); len(land) > 0 && !c.besideItself(i, land) {
		return land
	}
	return nil
}

// subjectBeyond returns the subject of the clause above that of the pronoun i that it may
// stand for, where it cannot stand for those of its own: "the king asked for help, but the
// duke refused his requests".
func (c Clause) subjectBeyond(i int) []int {
	v := c.Head(i)
	for v >= 0 && !c.Verb(v) {
		v = c.Head(v)
	}
	if v < 0 {
		return nil
	}
	for n, steps := c.Head(v), 0; n >= 0 && steps < 4; n, steps = c.Head(n), steps+1 {
		if m := c.subjectOf(n, c.asks(i), i); len(m) > 0 && !c.besideItself(i, m) {
			return m
		}
	}
	return nil
}

// landOver returns the land that is the subject of a clause over "they", for those
// who act for it: "the kingdom had a part in it, as they sent the guns".
func (c Clause) landOver(i int) []int {
	if !c.asks(i).many {
		return nil
	}
	for n, steps := c.Head(i), 0; n >= 0 && steps < 8; n, steps = c.Head(n), steps+1 {
		if s := c.Tree.Child(n, "nsubj"); s >= 0 && s < i && c.KindOf(s) == trucewatch.PlaceKind && c.State(s) {
			return []int{c.Draft.Named(c.Sentence, s)}
		}
	}
	return nil
}

// besideItself reports whether one of the mentions is also named as another party of
// the pronoun's own verb: whoever "they persuaded X" is said of, it is not X.
func (c Clause) besideItself(i int, to []int) bool {
	v := c.Head(i)
	if v < 0 || !c.Tree.Is(i, "nsubj", "obj", "iobj", "obl", "nmod:poss") {
		return false
	}
	if o := c.Head(i); c.Tree.Is(i, "nmod:poss") && c.Tree.Is(o, "obj", "nsubj:pass") && c.Words.Is("asked-for", c.Lemma(o)) && c.Head(o) >= 0 && c.Words.Is("answering", c.Lemma(c.Head(o))) {
		return c.anyNamed(c.Surface(c.Head(o)), to) // "the king refused his requests"
	}
	if c.Tree.Is(i, "nmod:poss") {
		return false
	}
	others := c.Tree.All(v, "nsubj", "obj", "iobj", "obl")
	if c.Tree.Is(i, "obj", "iobj") && c.Verb(v) {
		others = append(others, c.Surface(v)...) // "they threatened to shoot them"
	}
	return c.anyNamed(slices.DeleteFunc(others, func(k int) bool { return k == i }), to)
}

// anyNamed reports whether one of the words heads a phrase that reads like one of the
// mentions.
func (c Clause) anyNamed(list, to []int) bool {
	return slices.ContainsFunc(list, func(k int) bool {
		m := c.Draft.Named(c.Sentence, k)
		if m < 0 && c.Tree.Tokens[k].UPOS == "NOUN" {
			m = c.Draft.Mention(c.Sentence, k)
		}
		return m >= 0 && slices.ContainsFunc(to, func(a int) bool {
			return strings.EqualFold(c.Draft.Mentions[a].Of(c.Draft.Text()), c.Draft.Mentions[m].Of(c.Draft.Text()))
		})
	})
}

// antecedents looks for whom the pronoun i stands for.
func (c Clause) antecedents(i int) []int {
	want := c.asks(i)
	if n := c.Head(i); n >= 0 && c.Tree.Is(i, "nmod:poss") && c.Tree.Is(n, "conj") && c.Head(n) >= 0 {
		if m := c.fitting(c.Head(n), likeness{want.person, false}); m != nil && !want.many {
			return m // "the ruler and his raids"
		}
	}
	if m := c.subjectOver(i, want); m != nil {
		return m
	}
	if m := c.namedBefore(i, want); m != nil {
		return m
	}
	if c.Sentence == 0 {
		return nil
	}
	prev := c.At(c.Sentence - 1)
	root := prev.Tree.Root()
	if root < 0 {
		return nil
	}
	if m := prev.subjectOf(root, want, -1); m != nil {
		return m
	}
	if n := prev.Tree.Child(root, "nsubj"); n >= 0 && prev.Tree.Tokens[n].UPOS == "PRON" && prev.asks(n) == want && !prev.Relative(n) {
		return prev.pointsTo(n)
	}
	for _, k := range prev.Tree.All(root, "ccomp", "parataxis", "conj", "advcl", "appos") {
		if m := prev.subjectOf(k, want, -1); m != nil {
			return m
		}
	}
	return prev.onlyPerson(want)
}

// onlyPerson returns the one person whom a sentence tells of, for "he" or "she" after it.
func (c Clause) onlyPerson(want likeness) []int {
	if !want.person {
		return nil
	}
	var only []int
	for n := range c.Tree.Tokens {
		if !c.Tree.Is(n, "nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos") || c.Tree.Is(n, "nmod:poss") || c.Tree.Tokens[n].UPOS == "PRON" {
			continue
		}
		m := c.fitting(n, want)
		if len(m) != 1 || slices.Equal(only, m) {
			continue
		}
		if only != nil {
			return nil
		}
		only = m
	}
	return only
}

// subjectOver climbs to the clauses over the pronoun and tries their subjects, and
// whose those are ("the man's sister pleaded with him").
func (c Clause) subjectOver(i int, want likeness) []int {
	own := !c.Tree.Is(i, "nsubj", "nmod:poss")
	var bound []int
	if own && c.Head(i) >= 0 && c.Verb(c.Head(i)) {
		bound = c.Surface(c.Head(i)) // nor is it whoever is to do it: "they threatened to shoot them"
	}
	for n, steps := c.Head(i), 0; n >= 0 && steps < 8; n, steps = c.Head(n), steps+1 {
		m := c.subjectOf(n, want, i)
		if slices.Contains(bound, c.Tree.Child(n, "nsubj")) {
			m = nil
		}
		if own && c.Verb(n) {
			own = false // an object is never its own subject
			m = c.ownerOfSubject(n, i, want)
		}
		if m != nil {
			return m
		}
	}
	return nil
}

// ownerOfSubject returns whose the subject of verb v is, before token i.
func (c Clause) ownerOfSubject(v, i int, want likeness) []int {
	s := c.Tree.Child(v, "nsubj")
	if s < 0 || s > i {
		return nil
	}
	if p := c.Tree.Child(s, "nmod:poss"); p >= 0 {
		return c.fitting(p, want)
	}
	return nil
}

// namedBefore returns the last object or phrase before token i that fits, of those
// that stand in another clause.
func (c Clause) namedBefore(i int, want likeness) []int {
	if !c.Tree.Is(i, "obj", "obl", "iobj", "nsubj", "nmod") || c.Tree.Is(i, "nmod:poss") {
		return nil
	}
	for n := i - 1; n >= 0; n-- {
		if !c.Tree.Is(n, "obj", "iobj", "obl", "nsubj:pass", "nmod") || c.Tree.Tokens[n].UPOS == "PRON" || want.many && !c.several(n) {
			continue
		}
		if c.Head(n) == c.Head(i) {
			continue
		}
		if c.Tree.Is(n, "obl", "nmod") && !slices.Contains([]string{"by", "with", "to", "against", "at", "on", "from", "of"}, c.Tree.Case(n)) {
			continue
		}
		if m := c.fitting(n, want); m != nil {
			return m
		}
	}
	return nil
}

// subjectOf returns the mentions of the subject of token v if they fit the pronoun
// and stand before it.
func (c Clause) subjectOf(v int, want likeness, pronoun int) []int {
	n := c.Tree.Child(v, "nsubj")
	if n < 0 && pronoun >= 0 && c.Verb(v) {
		if over := c.Surface(v); len(over) == 1 {
			n = over[0] // "pressed the army to stop its raids"
		}
	}
	if n >= 0 && n != pronoun && c.Relative(n) {
		if over := c.Antecedent(v); len(over) == 1 {
			n = over[0] // "the army, which denied its losses"
		}
	}
	if n < 0 || n == pronoun || (pronoun >= 0 && n > pronoun) || c.Tree.Tokens[n].UPOS == "PRON" {
		return nil
	}
	return c.fitting(n, want)
}

// countedBy returns the noun that the noun of quantity n counts ("hundreds of
// demonstrators"), or n. It looks no further: whom a pronoun below stands for may
// depend on n itself.
func (c Clause) countedBy(n int) int {
	if !c.Words.Is("part-of", c.Lemma(n)) && !c.Words.Is("measure", c.Lemma(n)) && c.Tree.Tokens[n].UPOS != "NUM" {
		return n
	}
	for _, o := range c.Tree.All(n, "nmod") {
		if slices.Contains([]string{"of", "from", "among"}, c.Tree.Case(o)) && c.Tree.Tokens[o].UPOS != "PRON" && len(c.Conjuncts(o)) == 1 {
			return o
		}
	}
	return n
}

// several reports whether the noun n is a plural or names a people.
func (c Clause) several(n int) bool {
	return slices.Contains([]string{"NNS", "NNPS"}, c.Tree.Tokens[n].XPOS) || c.KindOf(n) == trucewatch.People || len(c.Tree.All(n, "conj")) > 0
}

// fitting returns the mentions of the noun n and its conjuncts if they are what the
// pronoun asks for.
func (c Clause) fitting(n int, want likeness) []int {
	all := c.Conjuncts(n)
	if len(all) > 1 {
		if !want.many {
			return nil
		}
		var out []int
		for _, k := range all {
			m := c.Draft.Mention(c.Sentence, k)
			if m < 0 || !c.Codable(k) || c.Tree.Tokens[k].UPOS == "PRON" {
				return nil
			}
			out = append(out, m)
		}
		return out
	}
	if of := c.countedBy(n); want.many && of != n {
		if m := c.Draft.Mention(c.Sentence, of); m >= 0 && c.fitsThey(m, of) {
			return []int{m}
		}
	}
	m := c.Draft.Mention(c.Sentence, n)
	if m < 0 || c.listener(m) {
		return nil
	}
	fits := c.fitsIt(m, n)
	if want.person {
		fits = c.fitsPerson(m, n)
	} else if want.many {
		fits = c.fitsThey(m, n)
	}
	if !fits {
		return nil
	}
	return []int{m}
}

// fitsThey reports whether "they" may stand for the mention m headed by n: several,
// or a people or armed group taken as several.
func (c Clause) fitsThey(m, n int) bool {
	if x := c.Draft.Mentions[m]; x.Named && (x.Kind == trucewatch.People || x.Kind == trucewatch.Organization) {
		return true
	}
	if slices.Contains([]string{"NNS", "NNPS"}, c.Tree.Tokens[n].XPOS) && c.Codable(n) {
		return true
	}
	return c.Lemma(n) == "police" || c.Words.Is("any-body", c.Lemma(n)) && c.Tree.Child(n, "det") >= 0 // "the group and their allies"
}

// fitsPerson reports whether "he" or "she" may stand for the mention m headed by n.
func (c Clause) fitsPerson(m, n int) bool {
	x := c.Draft.Mentions[m]
	if x.Named {
		return x.Kind == trucewatch.Person
	}
	return c.Tree.Tokens[n].XPOS != "NNS" && !c.Words.Is("body", c.Lemma(n)) && (c.Words.Is("actor", c.Lemma(n)) || c.Words.Is("civilian", c.Lemma(n)))
}

// fitsIt reports whether "it" may stand for the mention m headed by n: a land or a
// body, not a person or a people.
func (c Clause) fitsIt(m, n int) bool {
	x := c.Draft.Mentions[m]
	if x.Named {
		return x.Kind != trucewatch.Person && x.Kind != trucewatch.People
	}
	return c.Tree.Tokens[n].XPOS != "NNS" && c.Words.Is("body", c.Lemma(n))
}

// titled returns the person who was last named with the office that the noun i
// tells: "the general" after "General X". It returns -1 when there is none.
func (c Clause) titled(i int) int {
	lemma := c.Lemma(i)
	if !c.Definite(i) || c.Tree.Tokens[i].XPOS == "NNS" || c.Words.Is("body", lemma) {
		return -1
	}
	at := c.Tree.Tokens[i].Start
	for k, x := range slices.Backward(c.Draft.Reading.Mentions) {
		if x.Start >= at || !x.Named || x.Kind != trucewatch.Person || x.Title == "" {
			continue
		}
		if last := strings.ToLower(x.Title[strings.LastIndexByte(x.Title, ' ')+1:]); last == lemma && c.sameLand(i, x) {
			return k
		}
	}
	return -1
}

// sameLand reports whether the land told with the office i ("the Sylvanian president")
// is also told before the name x. An office without a land may be anybody's.
func (c Clause) sameLand(i int, x trucewatch.Mention) bool {
	const before, stem = 60, 4
	for _, n := range append(c.Modifiers(i), c.Tree.All(i, "nmod:poss", "nmod")...) {
		m, kind := c.Named(n)
		if m < 0 || kind == trucewatch.Person || kind == trucewatch.Organization {
			continue
		}
		land := c.Draft.Mentions[m].Of(c.Draft.Text())
		if !strings.Contains(c.Draft.Text()[max(0, x.Start-before):x.Start], land[:min(len(land), stem)]) {
			return false
		}
	}
	return true
}

package grammar

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// Possessors returns "Israel" for "Israel's regular raids", also from the noun
// that counts the trigger ("Israel's series of raids") and from the first of
// coordinated nouns ("Israel's raids and incursions").
func (c Clause) Possessors(i int) []int {
	for _, n := range c.Carriers(i) {
		if p := c.Tree.Child(n, "nmod:poss"); p >= 0 {
			return c.Conjuncts(p)
		}
	}
	return nil
}

// Carriers returns i, the noun that counts it and the noun it is coordinated with.
func (c Clause) Carriers(i int) []int {
	out := []int{i}
	if np := c.Phrase(i); np != i {
		out = append(out, np)
	}
	if over := c.Counted(i); over != c.Phrase(i) {
		out = append(out, over)
	}
	own := slices.ContainsFunc(c.Tree.All(i, "nmod"), func(o int) bool { return c.Tree.Case(o) == "by" }) // "the king's plan and calls by the bishops"
	if c.Tree.Is(i, "conj") && c.Head(i) >= 0 && !c.Verb(c.Head(i)) && !own {
		out = append(out, c.Head(i))
	}
	return out
}

// Modifiers returns the words that stand before the noun i and belong to it.
func (c Clause) Modifiers(i int) []int {
	var out []int
	for _, n := range c.Carriers(i) {
		if slices.ContainsFunc(out, func(m int) bool { return c.KindOf(m) != "" }) {
			break
		}
		for _, m := range c.Tree.All(n, "amod", "compound", "nmod:desc", "nmod:unmarked", "flat") {
			if m < n && m != i {
				out = append(out, m)
				out = append(out, c.Tree.All(m, "amod", "compound", "conj", "flat", "obl", "obl:unmarked", "nmod")...)
			}
		}
	}
	return out
}

// IssuedBy returns who speaks through the document i: whose it is, who issues it, or
// who issued the one of that sort told of just before ("The statement called on …").
func (c Clause) IssuedBy(i, steps int) []int {
	if got := c.issuers(i, steps); len(got) > 0 {
		return got
	}
	m := c.Draft.Mention(c.Sentence, i)
	if m < 0 || !c.Definite(i) {
		return nil
	}
	for s := c.Sentence - 1; s >= 0 && c.Sentence-s <= 2; s-- {
		prev := c.At(s)
		for k := range prev.Tree.Tokens {
			if !prev.Words.Is("document", prev.Lemma(k)) {
				continue
			}
			if got := prev.issuers(k, steps); len(got) == 1 {
				if to := prev.StandsFor(got[0]); len(to) == 1 && to[0] != m {
					c.Draft.Mentions[m].Antecedent = to[0]
					return []int{i}
				}
			}
		}
	}
	return nil
}

// issuers returns whose the document i is said to be in its own sentence.
func (c Clause) issuers(i, steps int) []int {
	if p := c.Tree.Child(i, "nmod:poss"); p >= 0 {
		return c.Through(c.Conjuncts(p), steps)
	}
	for _, o := range c.Tree.All(i, "nmod") {
		if slices.Contains([]string{"by", "from", "of"}, c.Tree.Case(o)) {
			if got := c.Through(c.Conjuncts(o), steps); len(got) > 0 {
				return got
			}
		}
	}
	for _, a := range c.Tree.All(i, "acl") {
		if c.Passive(a) && c.Words.Is("issue", c.Lemma(a)) {
			return c.Through(c.Agents(a), steps)
		}
	}
	for _, m := range c.Modifiers(i) {
		if c.partyName(m) && !c.Bound(m) {
			return []int{m}
		}
	}
	if v, rel := c.Governor(i); v >= 0 && (rel == "obj" || rel == "nsubj:pass") && c.Words.Is("issue", c.Lemma(v)) {
		return c.Through(c.Agents(v), steps)
	}
	return nil
}

// KindOf returns the kind of the named mention that covers token i, or "".
func (c Clause) KindOf(i int) trucewatch.MentionKind {
	_, kind := c.Named(i)
	return kind
}

// Phrase returns the noun that carries the noun i: the noun it is a part of
// where it only says of which kind that is ("disengagement agreement"), else i.
func (c Clause) Phrase(i int) int {
	if h := c.Head(i); h > i && !c.Verb(i) && c.Tree.Is(i, "compound", "amod") && c.Tree.Tokens[h].UPOS == "NOUN" {
		return h
	}
	return i
}

// Governor returns the verb whose object, passive subject or complement the noun i
// is, its coordination undone, and the relation; -1 when there is none.
func (c Clause) Governor(i int) (verb int, rel string) {
	n := c.Phrase(i)
	for _, k := range c.Tree.All(n, "amod") {
		if c.misread(k) >= 0 {
			return k, "obj"
		}
	}
	for c.Tree.Is(n, "conj") && c.Head(n) >= 0 && !c.Verb(n) {
		n = c.Head(n)
	}
	h := c.Head(n)
	// "a series of strikes", "a round of talks", "hundreds of raids": the noun that counts carries it.
	for h >= 0 && !c.Verb(h) && c.Tree.Is(n, "nmod") && c.Words.Is("measure", c.Lemma(h)) {
		n = h
		for c.Tree.Is(n, "conj") && c.Head(n) >= 0 {
			n = c.Head(n)
		}
		h = c.Head(n)
	}
	if h < 0 || !c.Verb(h) {
		return -1, ""
	}
	return h, c.Tree.Tokens[n].Rel
}

// Counted returns the noun that stands over i only to count or portion it ("series"
// in "a series of strikes"), or i itself.
func (c Clause) Counted(i int) int {
	i = c.Phrase(i)
	for c.Tree.Is(i, "nmod") && c.Head(i) >= 0 && c.Words.Is("measure", c.Lemma(c.Head(i))) {
		i = c.Head(i)
	}
	return i
}

// Light returns the verb that the noun i leans on ("held talks", "carried out
// strikes", "emerged from a meeting"), or -1.
func (c Clause) Light(i int) int {
	v, rel := c.Governor(i)
	if v < 0 {
		return -1
	}
	base, _, _ := strings.Cut(rel, ":")
	switch {
	case base == "obj", rel == "nsubj:pass", base == "xcomp":
		if c.Words.Is("light", c.Lemma(v)) && (c.Lemma(v) != "call" || c.Tree.Child(v, "xcomp") < 0 && !c.Definite(i)) {
			return v // not "calling the accord a test"
		}
	case base == "obl":
		if c.Words.Is("light-into", c.Lemma(v)) && !c.Words.Is("occasion", c.Tree.Case(c.Counted(i))) {
			return v
		}
	case strings.HasPrefix(rel, "nsubj") && c.Words.Is("take-place", c.Lemma(v)):
		return v
	}
	return -1
}

// Named returns the named mention that covers token i, or -1, with its kind.
func (c Clause) Named(i int) (int, trucewatch.MentionKind) {
	m := c.Draft.Named(c.Sentence, i)
	if m < 0 {
		return -1, ""
	}
	return m, c.Draft.Mentions[m].Kind
}

// Definite reports whether the noun is presented as known already: "the talks",
// "these talks", "the Paris meeting".
func (c Clause) Definite(i int) bool {
	if c.Dated(i) || c.Another(i) {
		return false
	}
	for _, n := range c.Carriers(i) {
		for _, k := range c.Tree.Children(n) {
			if c.Tree.Is(k, "det") && slices.Contains([]string{"the", "this", "these", "those", "both"}, c.Form(k)) {
				return true
			}
			if c.Tree.Is(k, "nmod:poss") || c.Form(k) == "such" && c.Tree.Is(k, "det", "amod") {
				return true
			}
		}
	}
	return i == 0
}

// Pointed reports whether the determiner of noun i is one of those words.
func (c Clause) Pointed(i int, by ...string) bool {
	d := c.Tree.Child(i, "det")
	return d >= 0 && slices.Contains(by, c.Form(d))
}

// Another reports whether a word says that a different happening is meant.
func (c Clause) Another(i int) bool {
	for _, m := range c.Modifiers(i) {
		if c.Words.Is("another", c.Lemma(m)) {
			return true
		}
	}
	return false
}

// Dated reports whether a year stands before the noun ("the 1974 agreement").
func (c Clause) Dated(i int) bool {
	for j := i - 1; j >= 0 && i-j <= 5; j-- {
		tok := c.Tree.Tokens[j]
		if tok.UPOS == "NUM" && len(tok.Form) == 4 && (tok.Form[0] == '1' || tok.Form[0] == '2') {
			return true
		}
		if !slices.Contains([]string{"ADJ", "NOUN", "PROPN", "PUNCT"}, tok.UPOS) {
			return false
		}
	}
	return false
}

// State reports whether token i names a whole land: "Sudan", and in "South Sudan" not the
// one but the other.
func (c Clause) State(i int) bool {
	if m, _ := c.Named(i); m >= 0 {
		return c.Words.Is("state", c.NameOf(m))
	}
	return c.Words.Is("state", c.Form(i))
}

// NameOf returns what mention m is called, in lower case without "the".
func (c Clause) NameOf(m int) string {
	return strings.TrimPrefix(strings.ToLower(c.Draft.Mentions[m].Of(c.Draft.Text())), "the ")
}

// Bound reports whether token i is the first part of "US-mediated" or "Iran-backed",
// or the last of "anti-American".
func (c Clause) Bound(i int) bool {
	if i >= 2 && c.Tree.Tokens[i-1].Form == "-" && c.Form(i-2) == "anti" || strings.HasPrefix(c.Form(i), "anti-") {
		return true
	}
	return i+2 < len(c.Tree.Tokens) && c.Tree.Tokens[i+1].Form == "-" && c.KindOf(i+2) == "" && slices.Contains([]string{"VERB", "ADJ"}, c.Tree.Tokens[i+2].UPOS)
}

// Codable reports whether the noun i can be a party: a name, a noun of people or
// forces, or a noun that a name marks as somebody's ("Israeli officials").
func (c Clause) Codable(i int) bool {
	if m, _ := c.Named(i); m >= 0 {
		return true
	}
	lemma, tok := c.Lemma(i), c.Tree.Tokens[i]
	if tok.UPOS == "PRON" {
		return c.Words.Is("party-pronoun", c.Form(i))
	}
	if c.armOf(i) {
		return true
	}
	if !c.Tree.Nominal(i) || c.Words.Is("thing", lemma) || c.asked(i) {
		return false
	}
	if c.Words.Is("actor", lemma) || c.Words.Is("force", lemma) || c.Words.Is("civilian", lemma) || c.likeName(i) {
		return true
	}
	if m := c.Draft.Mention(c.Sentence, i); m >= 0 && m < len(c.Draft.Reading.Mentions) {
		return true
	}
	for _, suffix := range []string{"ers", "ist", "ists", "ian", "ians", "men", "women"} {
		if strings.HasSuffix(c.Form(i), suffix) && tok.UPOS == "NOUN" {
			return true
		}
	}
	return false
}

// Town reports whether token i names a place that is no whole land.
func (c Clause) Town(i int) bool {
	return c.KindOf(i) == trucewatch.PlaceKind && !c.State(i)
}

// Headline reports whether the sentence is one.
func (c Clause) Headline() bool {
	return c.Draft.Reading.Sentences[c.Sentence].Kind == trucewatch.Headline
}

// Brief reports whether a happening is measured in hours, days or weeks by a word before
// it ("the eight-day conflict"), of which the tree may make three: one counts what has
// an end.
func (c Clause) Brief(i int) bool {
	return slices.ContainsFunc(c.Tree.Children(i), func(m int) bool {
		unit := c.Form(m)
		if _, after, joined := strings.Cut(unit, "-"); joined {
			unit = strings.TrimSuffix(after, "-long")
		} else if m == 0 || c.Form(m-1) != "-" {
			return false
		}
		return m < i && slices.Contains([]string{"hour", "day", "week"}, unit)
	})
}

package grammar

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// alongside returns who is told to do or undergo verb v together with its subject:
// "Egypt brokered the truce, along with Qatar", "his aide was held along with ten men".
func (c Clause) alongside(v int) []int {
	var out []int
	for _, o := range c.Tree.All(v, "obl") {
		k := c.Tree.All(o, "case")
		if p := c.Tree.Child(o, "nmod:poss"); len(k) == 0 || p >= 0 && c.Tree.Tokens[p].UPOS == "PRON" || c.Form(k[len(k)-1]) != "with" || !c.Codable(o) && !c.portion(o) {
			continue
		}
		if before := k[len(k)-1] - 1; before >= 0 && slices.Contains([]string{"along", "together"}, c.Form(before)) {
			out = append(out, c.Conjuncts(o)...)
		}
	}
	return out
}

// asked reports whether the noun i is asked for ("which tribe", "what group") or a stance
// ("opposition to the plan"), and so nobody that is told of.
func (c Clause) asked(i int) bool {
	if c.Lemma(i) == "opposition" && slices.ContainsFunc(c.Tree.All(i, "nmod"), func(o int) bool { return c.Tree.Case(o) == "to" }) {
		return true // what one has against a thing, not those who oppose a government
	}
	return slices.ContainsFunc(c.Tree.All(i, "det"), func(d int) bool {
		return slices.Contains([]string{"which", "what", "whichever", "whatever"}, c.Form(d))
	})
}

// holdsBound reports whether token i is the first part of a word that says whose a thing
// is: "rebel-held towns", "army-linked targets".
func (c Clause) holdsBound(i int) bool {
	k := c.KindOf(i) // "a Greek-owned tanker" is not Greece's
	return i+2 < len(c.Tree.Tokens) && c.Tree.Tokens[i+1].Form == "-" && c.Words.Is("held-by", c.Form(i+2)) && k != trucewatch.People && k != trucewatch.PlaceKind
}

// withinBody reports whether the people told by the noun i are those of the body o: "men
// in the army", "somebody at the ministry".
func (c Clause) withinBody(i, o int) bool {
	if !c.Words.Is("within", c.Lemma(i)) || !slices.Contains([]string{"in", "at", "within", "inside", "from", "of"}, c.Tree.Case(o)) {
		return false
	}
	return c.KindOf(o) == trucewatch.Organization || c.Words.Is("force", c.Lemma(o)) || c.Words.Is("body", c.Lemma(o)) && c.Tree.Case(o) != "of"
}

// landMeant reports whether the noun i points at a land named just before ("withdrew from
// the territory", "a visit to the island") and notes that land as whom it stands for.
func (c Clause) landMeant(i int) bool {
	if !c.Words.Is("land-meant", c.Lemma(i)) || c.Tree.Tokens[i].XPOS != "NN" || !c.Pointed(i, "the", "this", "that") ||
		c.Tree.Child(i, "nmod", "nmod:poss", "amod", "compound", "acl", "appos", "flat") >= 0 {
		return false
	}
	m := c.Draft.Mention(c.Sentence, i)
	if m < 0 {
		return false
	}
	if c.Draft.Mentions[m].Antecedent >= 0 {
		return true
	}
	for k, x := range slices.Backward(c.Draft.Reading.Mentions) {
		if x.Start >= c.Tree.Tokens[i].Start || !x.Named || x.Kind != trucewatch.PlaceKind {
			continue
		}
		if c.Sentence-x.Sentence > 1 {
			return false
		}
		words := x.Of(c.Draft.Text())
		if c.Words.StatelessLand(words) || !c.Words.Is("part-of-land", c.Lemma(i)) && !c.Words.Is("stateless-noun", c.Lemma(i)) && c.Words.Land(words) != "" {
			c.Draft.Mentions[m].Antecedent = k
			return true
		}
	}
	return false
}

// namedMan reports whether a person's name stands beside the noun i as whom it means:
// "his right hand, A".
func (c Clause) namedMan(i int) bool {
	return slices.ContainsFunc(c.Tree.All(i, "appos"), func(n int) bool { return c.KindOf(n) == trucewatch.Person })
}

// likeName reports whether the words of the noun i are written as a name that no list
// knows and the names' model passed over.
func (c Clause) likeName(i int) bool {
	tok := c.Tree.Tokens[i]
	return tok.UPOS == "PROPN" && upper(tok.Form) && !strings.ContainsAny(tok.Form, "0123456789") && !c.Words.Is("calendar", c.Lemma(i)) && c.Tree.Is(i, "nsubj", "obj", "iobj", "obl:agent", "conj") && !c.Words.Is("place", c.Lemma(i)) && !c.Words.Is("owned", c.Lemma(i))
}

// side reports whether token i names a people, a land, a body or those who fight.
func (c Clause) side(i int) bool { return c.partyName(i) || c.Words.Is("force", c.Lemma(i)) }

// partOfPeople reports whether the people named at token i is told as a part of it by
// another name before it: "Sunni Arabs" are not the Arabs.
func (c Clause) partOfPeople(i int) bool {
	m, kind := c.Named(i)
	if kind != trucewatch.People || c.Tree.Tokens[i].XPOS != "NNPS" && c.Tree.Tokens[i].XPOS != "NNS" {
		return false
	}
	return slices.ContainsFunc(c.Tree.All(i, "amod", "compound"), func(a int) bool {
		b, k := c.Named(a)
		return a < i && (b != m && k == trucewatch.People && c.Tree.Tokens[a+1].Form != "-" || c.Form(a) == "ethnic")
	})
}

// hyphenTail reports whether token i is the end of a word with hyphens: "law" in
// "daughter-in-law".
func (c Clause) hyphenTail(i int) bool {
	return i > 0 && c.Tree.Tokens[i-1].Form == "-" && c.Tree.Tokens[i-1].End == c.Tree.Tokens[i].Start && c.KindOf(i) == ""
}

// joinedTo returns what is coordinated with token i as more of those told by it.
func (c Clause) joinedTo(i int) []int {
	return slices.DeleteFunc(c.Tree.All(i, "conj"), func(n int) bool { return c.sameMan(i, n) || c.hyphenTail(n) })
}

// ownedBy returns the possessor of the thing i, or -1. Where those who speak call the
// thing theirs, whose it is may be told beside that: "our army barracks".
func (c Clause) ownedBy(i int) int {
	p := c.Tree.Child(i, "nmod:poss")
	if p >= 0 && c.Words.Is("speaker-pronoun", c.Form(p)) && slices.ContainsFunc(c.Modifiers(i), c.side) {
		return -1
	}
	return p
}

// armOf reports whether the noun i is an arm of a state or a movement that does something
// in its clause: "the kingdom's intelligence held two men".
func (c Clause) armOf(i int) bool {
	if !c.Words.Is("arm-of", c.Lemma(i)) || !c.Tree.Is(i, "nsubj", "obl:agent") {
		return false
	}
	return c.Tree.Child(i, "nmod:poss") >= 0 || slices.ContainsFunc(c.Modifiers(i), c.side)
}

// besideAnother returns the two names before the noun i that "and" joins and the parser
// hung side by side: "Sylvanian and Ruritanian troops".
func (c Clause) besideAnother(i int) []int {
	cc := c.Tree.Child(i, "cc")
	if cc < 1 || cc > i || !c.partyName(cc-1) || !c.partyName(cc+1) || c.Head(cc-1) != i || c.Head(cc+1) != i {
		return nil
	}
	return []int{cc - 1, cc + 1}
}

// elided returns the land that only its first word tells before the name m, as the report
// names it elsewhere: North Korea in "North and South Korea". It returns -1 for others.
func (c Clause) elided(m int) int {
	x, text := c.Draft.Mentions[m], c.Draft.Text()
	words := strings.Fields(x.Of(text))
	at := slices.IndexFunc(c.Tree.Tokens, func(t trucewatch.Token) bool { return t.Start == x.Start })
	if x.Kind != trucewatch.PlaceKind || len(words) != 2 || at < 2 || c.Form(at-1) != "and" || !upper(c.Tree.Tokens[at-2].Form) || !c.Words.Is("direction", c.Form(at-2)) || !c.Words.Is("direction", words[0]) {
		return -1
	}
	full := c.Tree.Tokens[at-2].Form + " " + words[1]
	return slices.IndexFunc(c.Draft.Reading.Mentions, func(y trucewatch.Mention) bool { return y.Of(text) == full })
}

// ownsBy reports whether the preposition tells whose the thing is: "targets in Sylvania".
// Where a ship is does not.
func (c Clause) ownsBy(thing, preposition string) bool {
	switch preposition {
	case "of":
		return true
	case "in", "inside", "across", "near", "on":
		return !c.Words.Is("craft", thing)
	}
	return false
}

// listener reports whether the body m is told something, whatever the parser made of it:
// "experts told The Daily Post, the plan would work" tells nothing of the Post's doing.
func (c Clause) listener(m int) bool {
	x := c.Draft.Mentions[m]
	if x.Kind != trucewatch.Organization || x.Sentence != c.Sentence || c.Tree.Is(x.Head, "compound", "nmod:poss") {
		return false
	}
	at := slices.IndexFunc(c.Tree.Tokens, func(t trucewatch.Token) bool { return t.Start == x.Start }) - 1
	if at > 0 && c.Tree.Tokens[at].UPOS == "DET" {
		at--
	}
	return at >= 0 && c.Lemma(at) == "tell"
}

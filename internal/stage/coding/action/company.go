package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// alongside returns who is told to do or undergo verb v together with its subject:
// "Egypt brokered the truce, along with Qatar", "his aide was held along with ten men".
func (c clause) alongside(v int) []int {
	var out []int
	for _, o := range c.t.All(v, "obl") {
		k := c.t.All(o, "case")
		if p := c.t.Child(o, "nmod:poss"); len(k) == 0 || p >= 0 && c.t.Tokens[p].UPOS == "PRON" || c.form(k[len(k)-1]) != "with" || !c.codable(o) && !c.portion(o) {
			continue
		}
		if before := k[len(k)-1] - 1; before >= 0 && slices.Contains([]string{"along", "together"}, c.form(before)) {
			out = append(out, c.conjuncts(o)...)
		}
	}
	return out
}

// asked reports whether the noun i is asked for ("which tribe", "what group") or a stance
// ("opposition to the plan"), and so nobody that is told of.
func (c clause) asked(i int) bool {
	if c.lemma(i) == "opposition" && slices.ContainsFunc(c.t.All(i, "nmod"), func(o int) bool { return c.t.Case(o) == "to" }) {
		return true // what one has against a thing, not those who oppose a government
	}
	return slices.ContainsFunc(c.t.All(i, "det"), func(d int) bool {
		return slices.Contains([]string{"which", "what", "whichever", "whatever"}, c.form(d))
	})
}

// holdsBound reports whether token i is the first part of a word that says whose a thing
// is: "rebel-held towns", "army-linked targets".
func (c clause) holdsBound(i int) bool {
	k := c.kindOf(i) // "a Greek-owned tanker" is not Greece's
	return i+2 < len(c.t.Tokens) && c.t.Tokens[i+1].Form == "-" && c.rules.is("held-by", c.form(i+2)) && k != trucewatch.People && k != trucewatch.PlaceKind
}

// withinBody reports whether the people told by the noun i are those of the body o: "men
// in the army", "somebody at the ministry".
func (c clause) withinBody(i, o int) bool {
	if !c.rules.is("within", c.lemma(i)) || !slices.Contains([]string{"in", "at", "within", "inside", "from", "of"}, c.t.Case(o)) {
		return false
	}
	return c.kindOf(o) == trucewatch.Organization || c.rules.is("force", c.lemma(o)) || c.rules.is("body", c.lemma(o)) && c.t.Case(o) != "of"
}

// landMeant reports whether the noun i points at a land named just before ("withdrew from
// the territory", "a visit to the island") and notes that land as whom it stands for.
func (c clause) landMeant(i int) bool {
	if !c.rules.is("land-meant", c.lemma(i)) || c.t.Tokens[i].XPOS != "NN" || !c.pointed(i, "the", "this", "that") ||
		c.t.Child(i, "nmod", "nmod:poss", "amod", "compound", "acl", "appos", "flat") >= 0 {
		return false
	}
	m := c.d.Mention(c.s, i)
	if m < 0 {
		return false
	}
	if c.d.Mentions[m].Antecedent >= 0 {
		return true
	}
	for k, x := range slices.Backward(c.d.Reading.Mentions) {
		if x.Start >= c.t.Tokens[i].Start || !x.Named || x.Kind != trucewatch.PlaceKind {
			continue
		}
		if c.s-x.Sentence > 1 {
			return false
		}
		words := x.Of(c.d.Text())
		if c.rules.statelessLand(words) || !c.rules.is("part-of-land", c.lemma(i)) && !c.rules.is("stateless-noun", c.lemma(i)) && c.rules.lands[folded(words)] != "" {
			c.d.Mentions[m].Antecedent = k
			return true
		}
	}
	return false
}

// namedMan reports whether a person's name stands beside the noun i as whom it means:
// "his right hand, A".
func (c clause) namedMan(i int) bool {
	return slices.ContainsFunc(c.t.All(i, "appos"), func(n int) bool { return c.kindOf(n) == trucewatch.Person })
}

// likeName reports whether the words of the noun i are written as a name that no list
// knows and the names' model passed over.
func (c clause) likeName(i int) bool {
	tok := c.t.Tokens[i]
	return tok.UPOS == "PROPN" && upper(tok.Form) && !strings.ContainsAny(tok.Form, "0123456789") && !c.rules.is("calendar", c.lemma(i)) && c.t.Is(i, "nsubj", "obj", "iobj", "obl:agent", "conj") && !c.rules.is("place", c.lemma(i)) && !c.rules.is("owned", c.lemma(i))
}

// side reports whether token i names a people, a land, a body or those who fight.
func (c clause) side(i int) bool { return c.partyName(i) || c.rules.is("force", c.lemma(i)) }

// partOfPeople reports whether the people named at token i is told as a part of it by
// another name before it: "Sunni Arabs" are not the Arabs.
func (c clause) partOfPeople(i int) bool {
	m, kind := c.named(i)
	if kind != trucewatch.People || c.t.Tokens[i].XPOS != "NNPS" && c.t.Tokens[i].XPOS != "NNS" {
		return false
	}
	return slices.ContainsFunc(c.t.All(i, "amod", "compound"), func(a int) bool {
		b, k := c.named(a)
		return a < i && (b != m && k == trucewatch.People && c.t.Tokens[a+1].Form != "-" || c.form(a) == "ethnic")
	})
}

// byline reports whether the person behind "By" at token o is who wrote the report.
func (c clause) byline(o int) bool {
	k := c.t.Child(o, "case")
	return k > 0 && c.t.Tokens[k].Form == "By" && c.kindOf(o) == trucewatch.Person
}

// hyphenTail reports whether token i is the end of a word with hyphens: "law" in
// "daughter-in-law".
func (c clause) hyphenTail(i int) bool {
	return i > 0 && c.t.Tokens[i-1].Form == "-" && c.t.Tokens[i-1].End == c.t.Tokens[i].Start && c.kindOf(i) == ""
}

// inSupport returns who does what is told to be done in support of somebody: "students
// marched in support of the strikers", "a march by students in praise of the king".
func (c clause) inSupport(i int) []int {
	n := c.counted(i)
	h := c.head(n)
	if h < 0 || c.t.Case(n) != "in" || !c.t.Is(n, "obl", "nmod") || !c.rules.is("in-support", c.lemma(i)) || len(c.byPreposition("of", i)) == 0 {
		return nil
	}
	if c.verb(h) {
		return c.agents(h)
	}
	return append(append(c.possessors(h), c.byPreposition("by", h)...), slices.DeleteFunc(c.modifiers(h), func(m int) bool { return c.kindOf(m) == "" })...)
}

// withWhom returns with whom something is told to be done by verb v, also where "with"
// was hung on a word below it: "join the attack on the port with the fleet".
func (c clause) withWhom(v int) []int {
	if out := c.byPreposition("with", v); len(out) > 0 {
		return out
	}
	for _, o := range c.t.Subtree(v) {
		if o > v && c.t.Case(o) == "with" && c.codable(o) {
			return c.conjuncts(o)
		}
	}
	return nil
}

// whoIs returns the nouns of those who stand behind the phrase headed by i in a slot of
// event e, also where a place speaks for those who keep it: "mosques called for blood".
func (c clause) whoIs(e *trucewatch.EventMention, slot string, i int) []int {
	const steps = 4
	who := c.party(i, steps)
	if len(who) == 0 && slot == "subj" && c.rules.is("speaking-place", c.lemma(i)) && sort(e.Type) == "speech" {
		return []int{i}
	}
	return who
}

// joinedTo returns what is coordinated with token i as more of those told by it.
func (c clause) joinedTo(i int) []int {
	return slices.DeleteFunc(c.t.All(i, "conj"), func(n int) bool { return c.sameMan(i, n) || c.hyphenTail(n) })
}

// ownedBy returns the possessor of the thing i, or -1. Where those who speak call the
// thing theirs, whose it is may be told beside that: "our army barracks".
func (c clause) ownedBy(i int) int {
	p := c.t.Child(i, "nmod:poss")
	if p >= 0 && c.rules.is("speaker-pronoun", c.form(p)) && slices.ContainsFunc(c.modifiers(i), c.side) {
		return -1
	}
	return p
}

// armOf reports whether the noun i is an arm of a state or a movement that does something
// in its clause: "the kingdom's intelligence held two men".
func (c clause) armOf(i int) bool {
	if !c.rules.is("arm-of", c.lemma(i)) || !c.t.Is(i, "nsubj", "obl:agent") {
		return false
	}
	return c.t.Child(i, "nmod:poss") >= 0 || slices.ContainsFunc(c.modifiers(i), c.side)
}

// besideAnother returns the two names before the noun i that "and" joins and the parser
// hung side by side: "Sylvanian and Ruritanian troops".
func (c clause) besideAnother(i int) []int {
	cc := c.t.Child(i, "cc")
	if cc < 1 || cc > i || !c.partyName(cc-1) || !c.partyName(cc+1) || c.head(cc-1) != i || c.head(cc+1) != i {
		return nil
	}
	return []int{cc - 1, cc + 1}
}

// elided returns the land that only its first word tells before the name m, as the report
// names it elsewhere: North Korea in "North and South Korea". It returns -1 for others.
func (c clause) elided(m int) int {
	x, text := c.d.Mentions[m], c.d.Text()
	words := strings.Fields(x.Of(text))
	at := slices.IndexFunc(c.t.Tokens, func(t trucewatch.Token) bool { return t.Start == x.Start })
	if x.Kind != trucewatch.PlaceKind || len(words) != 2 || at < 2 || c.form(at-1) != "and" || !upper(c.t.Tokens[at-2].Form) || !c.rules.is("direction", c.form(at-2)) || !c.rules.is("direction", words[0]) {
		return -1
	}
	full := c.t.Tokens[at-2].Form + " " + words[1]
	return slices.IndexFunc(c.d.Reading.Mentions, func(y trucewatch.Mention) bool { return y.Of(text) == full })
}

// ownsBy reports whether the preposition tells whose the thing is: "targets in Sylvania".
// Where a ship is does not.
func (c clause) ownsBy(thing, preposition string) bool {
	switch preposition {
	case "of":
		return true
	case "in", "inside", "across", "near", "on":
		return !c.rules.is("craft", thing)
	}
	return false
}

// listener reports whether the body m is told something, whatever the parser made of it:
// "experts told The Daily Post, the plan would work" tells nothing of the Post's doing.
func (c clause) listener(m int) bool {
	x := c.d.Mentions[m]
	if x.Kind != trucewatch.Organization || x.Sentence != c.s || c.t.Is(x.Head, "compound", "nmod:poss") {
		return false
	}
	at := slices.IndexFunc(c.t.Tokens, func(t trucewatch.Token) bool { return t.Start == x.Start }) - 1
	if at > 0 && c.t.Tokens[at].UPOS == "DET" {
		at--
	}
	return at >= 0 && c.lemma(at) == "tell"
}

// onlyCounted takes from those hit by an act of force whoever is told of only by number:
// "killed nine people" is a figure and says nothing of who they are. They are taken out
// last, so that nobody else is put in their place.
func (m *memory) onlyCounted() {
	for k := range m.events {
		if m.events[k].Type != trucewatch.Assault {
			continue
		}
		m.events[k].Recipients = slices.DeleteFunc(m.events[k].Recipients, m.counted)
	}
}

// anybody reports whether the noun i says of people no more than that they are some.
func (c clause) anybody(i int) bool {
	return c.rules.is("anybody", c.lemma(i)) && c.t.Child(i, "amod", "compound", "nmod", "nmod:poss") < 0
}

// onlyPlace reports whether token i tells a place that is no land, and so nobody to meet: "in
// the city of Zenda, where they will meet".
func (c clause) onlyPlace(i int) bool {
	if c.kindOf(i) == trucewatch.PlaceKind {
		return !c.state(i)
	}
	return c.t.Tokens[i].UPOS == "NOUN" && c.rules.is("place", c.lemma(i))
}

// mutual makes those who do something to each other also those it is done to: "accused
// each other of attacks".
func (c clause) mutual(f found, e *trucewatch.EventMention) {
	if !c.verb(f.token) || f.rule.twoSided() || len(f.rule.recipients) == 0 || between(*e) {
		return
	}
	for _, o := range append(c.t.All(f.token, "obj", "iobj"), c.t.All(f.token, "obl")...) {
		if c.form(o) == "other" && o > 0 && c.form(o-1) == "each" || c.form(o) == "another" && o > 0 && c.form(o-1) == "one" {
			e.Recipients = slices.Clone(e.Actors)
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.each-other", Words: c.t.Tokens[o-1].Form + " " + c.t.Tokens[o].Form})
			return
		}
	}
}

// ground makes the place told with a siege or a blockade whom it is laid to, where nobody
// else is: "lived under siege in Zenda".
func (c clause) ground(e *trucewatch.EventMention) {
	if e.Type != trucewatch.Coerce || len(e.Recipients) > 0 || e.Place < 0 || !c.rules.is("laid-to", c.lemma(e.Token)) {
		return
	}
	if x := c.d.Mentions[e.Place]; x.Named && x.Sentence == e.Sentence && !slices.Contains(e.Actors, e.Place) && !c.same(e.Actors, e.Place) {
		e.Recipients = append(e.Recipients, e.Place)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.ground", Words: x.Of(c.d.Text())})
	}
}

package grammar

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// Union appends what more holds and neither list nor without does.
func Union(list, more, without []int) []int {
	for _, m := range more {
		if !slices.Contains(list, m) && !slices.Contains(without, m) {
			list = append(list, m)
		}
	}
	return list
}

// StandsFor returns the mention of the phrase headed by p: several where "they" is
// said of coordinated names.
func (c Clause) StandsFor(p int) []int {
	m := c.Draft.Mention(c.Sentence, p)
	if m < 0 {
		return nil
	}
	if other := c.elided(m); other >= 0 {
		return []int{other, m}
	}
	if c.partOfPeople(p) {
		return []int{c.Draft.Nominal(c.Sentence, p)}
	}
	if c.Draft.Mentions[m].Antecedent < 0 && !c.Draft.Mentions[m].Named {
		switch {
		case c.Tree.Tokens[p].UPOS != "PRON":
			if a := c.titled(p); a != m {
				c.Draft.Mentions[m].Antecedent = a
			}
		case !c.Relative(p) && !c.Words.Is("speaker-pronoun", c.Form(p)):
			if to := c.pointsTo(p); len(to) > 1 {
				return to
			}
		}
	}
	return []int{m}
}

// Party follows the noun i to those who stand behind it: the owner of a weapon or
// a site, the group behind "members of", the noun behind a relative pronoun. It
// returns nothing for things that cannot take part.
func (c Clause) Party(i, steps int) []int {
	if steps == 0 || i < 0 {
		return nil
	}
	lemma := c.Lemma(i)
	if m, _ := c.Named(i); m >= 0 {
		if c.listener(m) {
			return nil
		}
		return []int{i}
	}
	if c.Tree.Tokens[i].UPOS == "PRON" {
		return c.pronoun(i, steps)
	}
	if c.Words.Is("some", c.Form(i)) && c.Tree.Child(i, "nmod") < 0 && c.Tree.Child(i, "amod") < 0 {
		return c.partOfMany(i, steps)
	}
	if c.Words.Is("document", lemma) {
		return c.IssuedBy(i, steps)
	}
	if c.landMeant(i) || c.Words.Is("owned", lemma) && c.namedMan(i) {
		return []int{i}
	}
	if c.Words.Is("owned", lemma) && !c.suicidal(i) {
		return c.owners(i, steps)
	}
	if o := c.behindPortion(i); o >= 0 {
		return c.Through(c.Conjuncts(o), steps)
	}
	if pair := c.twoPeoples(i); pair != nil {
		return pair
	}
	if c.throng(i) {
		return []int{i}
	}
	if other := max(c.holder(i), c.embodied(i), c.called(i)); other >= 0 {
		return []int{other}
	}
	if c.Codable(i) {
		return []int{i}
	}
	return nil
}

// embodied returns the body whose people the plural noun i tells of as a side: "M23
// rebels", "Red Band negotiators". It returns -1 for anybody else.
func (c Clause) embodied(i int) int {
	lemma := c.Lemma(i)
	alone := c.Words.Is("embodies-alone", lemma) || c.Words.Is("is-people", lemma)
	if !alone && (c.Tree.Tokens[i].XPOS != "NNS" || !c.Words.Is("embodies", lemma)) {
		return -1
	}
	body := -1
	for _, m := range append(c.Tree.All(i, "compound", "amod"), c.Tree.All(i, "nmod:poss")...) {
		switch k := c.KindOf(m); {
		case k == trucewatch.Organization && !c.Bound(m), k == trucewatch.People && c.Words.Is("is-people", lemma):
			body = m
		case k != "":
			return -1 // "Sylvanian Red Band envoys" are told of as Sylvania's
		}
	}
	return body
}

// partOfMany follows "some" or "others" as a subject to the subject of the clause
// that it is told beside.
func (c Clause) partOfMany(i, steps int) []int {
	v := c.Head(i)
	if v < 0 || c.Head(v) < 0 || !c.Tree.Is(i, "nsubj") {
		return nil
	}
	return c.Through(slices.DeleteFunc(c.Surface(c.Head(v)), func(n int) bool { return n == i }), steps)
}

// twoPeoples returns the two names of "Syrian and Israeli officials" or "US and Red
// Band negotiators": each of the two is a party of its own.
func (c Clause) twoPeoples(i int) []int {
	if c.Words.Is("private", c.Lemma(i)) {
		return nil
	}
	for _, a := range c.Tree.All(i, "amod", "compound") {
		if !c.partyName(a) {
			continue
		}
		if slices.ContainsFunc(c.Tree.All(a, "conj"), c.partyName) {
			return c.Conjuncts(a)
		}
	}
	return c.besideAnother(i)
}

// partyName reports whether token i is in the name of a people, a land or a body.
func (c Clause) partyName(i int) bool {
	k := c.KindOf(i)
	return k == trucewatch.People || k == trucewatch.PlaceKind || k == trucewatch.Organization
}

// Through returns whom the phrases headed by some tokens stand for, one after the other. Steps
// is how many pronouns and possessors may be followed: see [Clause.Party].
func (c Clause) Through(heads []int, steps int) []int {
	var out []int
	for _, h := range heads {
		out = append(out, c.Party(h, steps-1)...)
	}
	return out
}

func (c Clause) pronoun(i, steps int) []int {
	if c.Relative(i) {
		for h := c.Head(i); h >= 0; h = c.Head(h) {
			if c.Tree.Is(h, "acl") {
				return c.Party(c.Head(h), steps-1)
			}
		}
		return c.Party(c.rightBefore(i), steps-1)
	}
	if !c.Words.Is("party-pronoun", c.Form(i)) {
		return nil
	}
	m := c.Draft.Mention(c.Sentence, i)
	if m < 0 {
		return nil
	}
	if c.Draft.Mentions[m].Antecedent < 0 && !c.Words.Is("speaker-pronoun", c.Form(i)) {
		if to := c.pointsTo(i); len(to) == 1 && to[0] != m {
			c.Draft.Mentions[m].Antecedent = to[0]
		}
	}
	if c.Words.Is("speaker-pronoun", c.Form(i)) {
		return []int{i} // whose words they are is seen when the statements are known
	}
	if (c.Form(i) == "it" || c.Form(i) == "its") && c.Draft.Mentions[m].Antecedent < 0 {
		return nil
	}
	return []int{i}
}

// owners returns whose the thing i is: "Israeli missiles", "positions of the army",
// "targets in Syria".
func (c Clause) owners(i, steps int) []int {
	lemma := c.Lemma(i)
	if p := c.ownedBy(i); p >= 0 {
		return c.Through(c.Conjuncts(p), steps)
	}
	var out []int
	for _, m := range c.Modifiers(i) {
		if (c.KindOf(m) != "" || c.Words.Is("force", c.Lemma(m))) && (!c.Bound(m) || c.holdsBound(m)) && !c.placesOnset(m, lemma) {
			out = append(out, m)
		}
	}
	if len(out) > 0 {
		return out
	}
	if slices.ContainsFunc(c.Modifiers(i), func(m int) bool { return c.placesOnset(m, lemma) }) {
		return nil // "the Zenda campaign in the north": told by where it is
	}
	for _, o := range c.Tree.All(i, "nmod", "acl") {
		if c.ownsBy(lemma, c.Tree.Case(o)) {
			if got := c.Through(c.Conjuncts(o), steps); len(got) > 0 {
				return got
			}
		}
		if by := c.holding(o); len(by) > 0 {
			return c.Through(by, steps)
		}
	}
	return nil
}

// rightBefore returns the head of the noun or name that "whose" at token i follows,
// where its clause was hung elsewhere; -1 for other words.
func (c Clause) rightBefore(i int) int {
	j := i - 1
	if j > 0 && c.Tree.Tokens[j].Form == "," {
		j--
	}
	if c.Form(i) != "whose" || j < 0 || !c.Tree.Nominal(j) || c.Tree.Tokens[j].UPOS == "PRON" {
		return -1
	}
	if m, _ := c.Named(j); m >= 0 {
		return c.Draft.Mentions[m].Head
	}
	return j
}

// LandOfNews returns the first mention of the land in which the report tells of most,
// else of the one that it names most, or -1 where two are told or named as often.
func (c Clause) LandOfNews() int {
	if m := c.mostNamed(c.toldIn); m >= 0 {
		return m
	}
	return c.mostNamed(func(int) bool { return true })
}

// mostNamed returns the first mention of the land that most of the mentions that count
// name, or -1 where two have as many.
func (c Clause) mostNamed(counts func(m int) bool) int {
	first, count := map[string]int{}, map[string]int{}
	best, most, tied := -1, 0, false
	for m, mention := range c.Draft.Reading.Mentions {
		name := c.NameOf(m)
		if mention.Kind != trucewatch.PlaceKind || !c.Words.Is("state", name) || !counts(m) {
			continue
		}
		if _, seen := first[name]; !seen {
			first[name] = m
		}
		count[name]++
		switch {
		case count[name] > most:
			best, most, tied = first[name], count[name], false
		case count[name] == most && first[name] != best:
			tied = true
		}
	}
	if tied {
		return -1
	}
	return best
}

// toldIn reports whether a mention of a land stands where a happening is told to be:
// behind "in", "into" or the like.
func (c Clause) toldIn(m int) bool {
	at := c.Draft.Reading.Mentions[m]
	if at.Sentence < 0 {
		return false
	}
	t := c.Draft.Tree(at.Sentence)
	return at.Head >= 0 && at.Head < len(t.Tokens) && slices.Contains([]string{"in", "into", "across", "inside", "throughout", "within"}, t.Case(at.Head))
}

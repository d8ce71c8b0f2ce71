package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// parties fills in who does it, to whom, and who brings them together.
func (c clause) parties(f found, e *trucewatch.EventMention) {
	c.actors(f, e)
	c.third(f, e)
	c.mutual(f, e)
	for _, slot := range f.rule.recipients {
		if (slot == "owner" || slot == "at" || slot == "in") && len(e.Recipients) > 0 {
			continue // "shot a man at the station": not whose the station is
		}
		for _, i := range c.slot(slot, f.token) {
			before := len(e.Recipients)
			e.Recipients = c.add(e, e.Recipients, slot, i)
			if len(e.Recipients) > before && c.themselves(e, e.Recipients[before]) {
				e.Recipients = e.Recipients[:before]
			}
		}
	}
	if len(e.Recipients) == 0 && c.undergoes(f, e) {
		for _, i := range c.possessors(f.token) {
			e.Recipients = c.add(e, e.Recipients, "poss", i)
		}
	}
	if len(e.Recipients) == 0 && c.rules.is("of-doer", string(e.Type)) {
		c.doer(f, e)
	}
	c.supported(f, e)
	c.drawn(f, e)
	c.inDeed(f, e)
	if len(e.Actors) == 0 && f.rule.pos == "noun" {
		c.nearActor(f, e)
		c.reporter(f, e)
	}
	for _, other := range f.also {
		c.more(f, other, e)
	}
	c.bySurface(f, e)
	c.convened(f, e)
	c.couped(e)
	c.opposedTo(e)
}

// themselves reports whether mention m is one of the actors, also by a pronoun: nobody
// fires at his own legs.
func (c clause) themselves(e *trucewatch.EventMention, m int) bool {
	of := c.d.Mentions[m].Antecedent
	return slices.Contains(e.Actors, m) || of >= 0 && slices.Contains(e.Actors, of)
}

// actors fills in who does it. Beside those named by a phrase of its own, a noun
// needs no modifier or borrowed subject; "with" alone leaves the other side open.
func (c clause) actors(f found, e *trucewatch.EventMention) {
	settled, paired := false, false
	for _, slot := range f.rule.actors {
		borrowed := settled && f.rule.pos == "noun" && slices.Contains([]string{"mod", "subj", "of"}, slot)
		if borrowed || slot == "with" && paired || c.notDoer(slot, f, e) {
			continue // "between the two, with the king as a go-between"
		}
		before := len(e.Actors)
		for _, i := range c.doers(slot, f) {
			e.Actors = c.add(e, e.Actors, slot, i)
		}
		settled = settled || (slot != "with" && len(e.Actors) > before)
		paired = paired || slot == "between" && len(e.Actors) > before+1
	}
	if e.Type == trucewatch.Consult && !settled && len(e.Actors) > 0 {
		c.wished(f, e)
	}
}

// wished adds who wants or refuses a meeting "with" somebody to those who would meet,
// and who says something during a call "with" somebody to those who spoke.
func (c clause) wished(f found, e *trucewatch.EventMention) {
	v, rel := c.governor(f.token)
	if v < 0 || f.rule.pos != "noun" || rel != "obj" && (!strings.HasPrefix(rel, "obl") || !slices.Contains([]string{"during", "in", "at", "following", "after"}, c.t.Case(c.counted(f.token)))) {
		return
	}
	for _, i := range c.agents(v) {
		e.Actors = c.add(e, e.Actors, "subj", i)
	}
}

// doer makes who is said or asked to do what is alleged or demanded the recipient:
// "alleged that soldiers shot", "demanded that the militia leave".
func (c clause) doer(f found, e *trucewatch.EventMention) {
	for _, v := range c.t.All(f.token, "ccomp", "acl") {
		n := c.t.Child(v, "nsubj")
		if n < 0 || !c.verb(v) || c.t.Tokens[v].Rel == "acl:relcl" || v < f.token || c.t.Is(n, "nsubj:pass") {
			continue
		}
		if e.Type == trucewatch.Threaten && !c.modal(v) {
			continue
		}
		before := len(e.Recipients)
		for _, i := range c.agents(v) {
			e.Recipients = c.add(e, e.Recipients, "doer", i)
		}
		e.Recipients = union(e.Recipients[:before], e.Recipients[before:], e.Actors)
		return
	}
}

// modal reports whether verb v tells what will or would happen.
func (c clause) modal(v int) bool {
	return slices.ContainsFunc(c.t.All(v, "aux"), func(a int) bool { return c.t.Tokens[a].XPOS == "MD" })
}

// more takes parties from another word for the same happening in the sentence.
func (c clause) more(f found, other int, e *trucewatch.EventMention) {
	rule := c.open(other)
	if rule == nil {
		return
	}
	add := trucewatch.EventMention{Type: e.Type}
	c.parties(found{token: other, rule: rule}, &add)
	if len(e.Actors) == 0 || (e.Type == trucewatch.Consult && len(e.Actors) == 1) {
		e.Actors = union(e.Actors, add.Actors, e.Recipients)
	}
	switch {
	case f.rule.twoSided():
		if len(e.Actors) == 1 { // "soldiers were killed in clashes with rebels"
			e.Actors = union(e.Actors, slices.DeleteFunc(add.Recipients, func(m int) bool { return !c.forces(m) }), nil)
		}
	case len(e.Recipients) == 0:
		e.Recipients = slices.DeleteFunc(union(e.Recipients, add.Recipients, e.Actors), func(m int) bool { return c.themselves(e, m) })
	}
	e.Mediators = union(e.Mediators, add.Mediators, nil)
	e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.same-happening", Words: c.t.Tokens[other].Form})
}

// forces reports whether a mention of this sentence is of those who fight.
func (c clause) forces(m int) bool {
	x := c.d.Mentions[m]
	return x.Sentence == c.s && x.Head >= 0 && c.rules.is("force", c.lemma(x.Head))
}

// union appends what more holds and neither list nor without does.
func union(list, more, without []int) []int {
	for _, m := range more {
		if !slices.Contains(list, m) && !slices.Contains(without, m) {
			list = append(list, m)
		}
	}
	return list
}

// landHit makes the land where somebody else's attack, troops or arrests were its
// recipient: "raids in southern Syria" are against Syria.
func (c clause) landHit(f found, e *trucewatch.EventMention) {
	if !c.rules.is("land-hit", string(e.Type)) || len(e.Recipients) > 0 || len(e.Actors) == 0 || e.Place < 0 || f.rule.twoSided() {
		return
	}
	place := c.d.Mentions[e.Place]
	for j, tok := range c.d.Sentence(place.Sentence).Tokens {
		m := c.d.Named(place.Sentence, j)
		if !place.Contains(tok.Span) || m < 0 || c.rules.lands[folded(c.d.Mentions[m].Of(c.d.Text()))] == "" || slices.Contains(e.Actors, m) || c.same(e.Actors, m) {
			continue
		}
		e.Recipients = append(e.Recipients, m)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.land-hit", Words: tok.Form})
		return
	}
}

// same reports whether one of the actors is the land m by its name or adjective.
func (c clause) same(actors []int, m int) bool {
	land := strings.ToLower(c.d.Mentions[m].Of(c.d.Text()))
	for _, a := range actors {
		words := strings.ToLower(c.d.Mentions[a].Of(c.d.Text()))
		if strings.Contains(words, land[:min(len(land), 4)]) {
			return true
		}
	}
	return false
}

// add appends the mentions that the phrase headed by i stands for as a party.
func (c clause) add(e *trucewatch.EventMention, to []int, slot string, i int) []int {
	if slot == "mod" && !c.actingModifier(i, e) {
		return to
	}
	if slot == "bound" && c.town(i) {
		return to // a town that sees a truce is where it is, not who keeps it
	}
	if slot == "obj" && c.rules.is("of-words", string(e.Type)) && c.rules.is("owned", c.lemma(i)) && !c.rules.is("force", c.lemma(i)) {
		return to // "condemned the attack on the town" is not said of the town
	}
	if slot != "self" && c.t.Tokens[i].UPOS == "NOUN" && c.rules.is("happening", c.lemma(i)) {
		return to // "between the clans and air raids": the raids are no party
	}
	for _, p := range c.whoIs(e, slot, i) {
		for _, m := range c.standsFor(p) {
			if slices.Contains(to, m) || slices.Contains(e.Mediators, m) {
				continue
			}
			to = append(to, m)
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot." + slot, Words: c.words(p)})
		}
	}
	return to
}

// standsFor returns the mention of the phrase headed by p: several where "they" is
// said of coordinated names.
func (c clause) standsFor(p int) []int {
	m := c.d.Mention(c.s, p)
	if m < 0 {
		return nil
	}
	if other := c.elided(m); other >= 0 {
		return []int{other, m}
	}
	if c.partOfPeople(p) {
		return []int{c.d.Nominal(c.s, p)}
	}
	if c.d.Mentions[m].Antecedent < 0 && !c.d.Mentions[m].Named {
		switch {
		case c.t.Tokens[p].UPOS != "PRON":
			if a := c.titled(p); a != m {
				c.d.Mentions[m].Antecedent = a
			}
		case !c.relative(p) && !c.rules.is("speaker-pronoun", c.form(p)):
			if to := c.pointsTo(p); len(to) > 1 {
				return to
			}
		}
	}
	return []int{m}
}

func (c clause) words(i int) string {
	first, last := c.t.Phrase(i)
	return c.t.Text(c.d.Text(), first, last)
}

// actingModifier reports whether a modifier of the trigger names who acts: the
// adjective of a people or state ("Israeli raids"), an organization ("NATO raids"),
// a noun of people ("rebel attack"), not a town ("Paris talks").
func (c clause) actingModifier(i int, e *trucewatch.EventMention) bool {
	if c.bound(i) {
		return false
	}
	switch c.kindOf(i) {
	case "":
		about := c.rules.is("of-branch", string(e.Type)) && c.rules.is("branch", c.lemma(i))
		return c.rules.is("force", c.lemma(i)) && !about
	case trucewatch.PlaceKind:
		return c.state(i) || !c.rules.is("named-by-place", string(e.Type))
	default:
		return true
	}
}

// bound reports whether token i is the first part of "US-mediated" or "Iran-backed",
// or the last of "anti-American".
func (c clause) bound(i int) bool {
	if i >= 2 && c.t.Tokens[i-1].Form == "-" && c.form(i-2) == "anti" || strings.HasPrefix(c.form(i), "anti-") {
		return true
	}
	return i+2 < len(c.t.Tokens) && c.t.Tokens[i+1].Form == "-" && c.kindOf(i+2) == "" && slices.Contains([]string{"VERB", "ADJ"}, c.t.Tokens[i+2].UPOS)
}

// party follows the noun i to those who stand behind it: the owner of a weapon or
// a site, the group behind "members of", the noun behind a relative pronoun. It
// returns nothing for things that cannot take part.
func (c clause) party(i, steps int) []int {
	if steps == 0 || i < 0 {
		return nil
	}
	lemma := c.lemma(i)
	if m, _ := c.named(i); m >= 0 {
		if c.listener(m) {
			return nil
		}
		return []int{i}
	}
	if c.t.Tokens[i].UPOS == "PRON" {
		return c.pronoun(i, steps)
	}
	if c.rules.is("some", c.form(i)) && c.t.Child(i, "nmod") < 0 && c.t.Child(i, "amod") < 0 {
		return c.partOfMany(i, steps)
	}
	if c.rules.is("document", lemma) {
		return c.issuedBy(i, steps)
	}
	if c.landMeant(i) || c.rules.is("owned", lemma) && c.namedMan(i) {
		return []int{i}
	}
	if c.rules.is("owned", lemma) && !c.suicidal(i) {
		return c.owners(i, steps)
	}
	if o := c.behindPortion(i); o >= 0 {
		return c.through(c.conjuncts(o), steps)
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
	if c.codable(i) {
		return []int{i}
	}
	return nil
}

// embodied returns the body whose people the plural noun i tells of as a side: "M23
// rebels", "Red Band negotiators". It returns -1 for anybody else.
func (c clause) embodied(i int) int {
	lemma := c.lemma(i)
	alone := c.rules.is("embodies-alone", lemma) || c.rules.is("is-people", lemma)
	if !alone && (c.t.Tokens[i].XPOS != "NNS" || !c.rules.is("embodies", lemma)) {
		return -1
	}
	body := -1
	for _, m := range append(c.t.All(i, "compound", "amod"), c.t.All(i, "nmod:poss")...) {
		switch k := c.kindOf(m); {
		case k == trucewatch.Organization && !c.bound(m), k == trucewatch.People && c.rules.is("is-people", lemma):
			body = m
		case k != "":
			return -1 // "Sylvanian Red Band envoys" are told of as Sylvania's
		}
	}
	return body
}

// partOfMany follows "some" or "others" as a subject to the subject of the clause
// that it is told beside.
func (c clause) partOfMany(i, steps int) []int {
	v := c.head(i)
	if v < 0 || c.head(v) < 0 || !c.t.Is(i, "nsubj") {
		return nil
	}
	return c.through(slices.DeleteFunc(c.surface(c.head(v)), func(n int) bool { return n == i }), steps)
}

// twoPeoples returns the two names of "Syrian and Israeli officials" or "US and Red
// Band negotiators": each of the two is a party of its own.
func (c clause) twoPeoples(i int) []int {
	if c.rules.is("private", c.lemma(i)) {
		return nil
	}
	for _, a := range c.t.All(i, "amod", "compound") {
		if !c.partyName(a) {
			continue
		}
		if slices.ContainsFunc(c.t.All(a, "conj"), c.partyName) {
			return c.conjuncts(a)
		}
	}
	return c.besideAnother(i)
}

// partyName reports whether token i is in the name of a people, a land or a body.
func (c clause) partyName(i int) bool {
	k := c.kindOf(i)
	return k == trucewatch.People || k == trucewatch.PlaceKind || k == trucewatch.Organization
}

func (c clause) through(heads []int, steps int) []int {
	var out []int
	for _, h := range heads {
		out = append(out, c.party(h, steps-1)...)
	}
	return out
}

func (c clause) pronoun(i, steps int) []int {
	if c.relative(i) {
		for h := c.head(i); h >= 0; h = c.head(h) {
			if c.t.Is(h, "acl") {
				return c.party(c.head(h), steps-1)
			}
		}
		return c.party(c.rightBefore(i), steps-1)
	}
	if !c.rules.is("party-pronoun", c.form(i)) {
		return nil
	}
	m := c.d.Mention(c.s, i)
	if m < 0 {
		return nil
	}
	if c.d.Mentions[m].Antecedent < 0 && !c.rules.is("speaker-pronoun", c.form(i)) {
		if to := c.pointsTo(i); len(to) == 1 && to[0] != m {
			c.d.Mentions[m].Antecedent = to[0]
		}
	}
	if c.rules.is("speaker-pronoun", c.form(i)) {
		return []int{i} // whose words they are is seen when the statements are known
	}
	if (c.form(i) == "it" || c.form(i) == "its") && c.d.Mentions[m].Antecedent < 0 {
		return nil
	}
	return []int{i}
}

// owners returns whose the thing i is: "Israeli missiles", "positions of the army",
// "targets in Syria".
func (c clause) owners(i, steps int) []int {
	lemma := c.lemma(i)
	if p := c.ownedBy(i); p >= 0 {
		return c.through(c.conjuncts(p), steps)
	}
	var out []int
	for _, m := range c.modifiers(i) {
		if (c.kindOf(m) != "" || c.rules.is("force", c.lemma(m))) && (!c.bound(m) || c.holdsBound(m)) && !c.placesOnset(m, lemma) {
			out = append(out, m)
		}
	}
	if len(out) > 0 {
		return out
	}
	if slices.ContainsFunc(c.modifiers(i), func(m int) bool { return c.placesOnset(m, lemma) }) {
		return nil // "the Zenda campaign in the north": told by where it is
	}
	for _, o := range c.t.All(i, "nmod", "acl") {
		if c.ownsBy(lemma, c.t.Case(o)) {
			if got := c.through(c.conjuncts(o), steps); len(got) > 0 {
				return got
			}
		}
		if by := c.holding(o); len(by) > 0 {
			return c.through(by, steps)
		}
	}
	return nil
}

// codable reports whether the noun i can be a party: a name, a noun of people or
// forces, or a noun that a name marks as somebody's ("Israeli officials").
func (c clause) codable(i int) bool {
	if m, _ := c.named(i); m >= 0 {
		return true
	}
	lemma, tok := c.lemma(i), c.t.Tokens[i]
	if tok.UPOS == "PRON" {
		return c.rules.is("party-pronoun", c.form(i))
	}
	if c.armOf(i) {
		return true
	}
	if !c.t.Nominal(i) || c.rules.is("thing", lemma) || c.asked(i) {
		return false
	}
	if c.rules.is("actor", lemma) || c.rules.is("force", lemma) || c.rules.is("civilian", lemma) || c.likeName(i) {
		return true
	}
	if m := c.d.Mention(c.s, i); m >= 0 && m < len(c.d.Reading.Mentions) {
		return true
	}
	for _, suffix := range []string{"ers", "ist", "ists", "ian", "ians", "men", "women"} {
		if strings.HasSuffix(c.form(i), suffix) && tok.UPOS == "NOUN" {
			return true
		}
	}
	return false
}

// nearActor looks for who acts where the tree tells nothing: the people named
// directly before the trigger, or directly after "by" behind it.
func (c clause) nearActor(f found, e *trucewatch.EventMention) {
	toks := c.t.Tokens
	if !slices.Contains(f.rule.actors, "mod") {
		return
	}
	for i := f.token - 1; i >= 0 && f.token-i <= 3; i-- {
		if c.kindOf(i) == trucewatch.People && !c.bound(i) && !c.t.Is(i, "obj", "iobj") {
			e.Actors = append(e.Actors, c.d.Named(c.s, i))
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.near.before", Words: toks[i].Form})
			return
		}
		if !slices.Contains([]string{"ADJ", "NOUN", "PROPN"}, toks[i].UPOS) && toks[i].Form != "-" {
			return
		}
	}
}

package party

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// whoIs returns the nouns of those who stand behind the phrase headed by i in a slot of
// event e, also where a place speaks for those who keep it: "mosques called for blood".
func (c Clause) whoIs(e *trucewatch.EventMention, slot string, i int) []int {
	const steps = 4
	who := c.Party(i, steps)
	if len(who) == 0 && slot == "subj" && c.Words.Is("speaking-place", c.Lemma(i)) && frame.Sort(e.Type) == "speech" {
		return []int{i}
	}
	return who
}

// mutual makes those who do something to each other also those it is done to: "accused
// each other of attacks".
func (c Clause) mutual(f frame.Found, e *trucewatch.EventMention) {
	if !c.Verb(f.Token) || f.Rule.TwoSided() || len(f.Rule.Recipients) == 0 || Between(*e) {
		return
	}
	for _, o := range append(c.Tree.All(f.Token, "obj", "iobj"), c.Tree.All(f.Token, "obl")...) {
		if c.Form(o) == "other" && o > 0 && c.Form(o-1) == "each" || c.Form(o) == "another" && o > 0 && c.Form(o-1) == "one" {
			e.Recipients = slices.Clone(e.Actors)
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.each-other", Words: c.Tree.Tokens[o-1].Form + " " + c.Tree.Tokens[o].Form})
			return
		}
	}
}

// reporter makes the forces that report a seizure or an arrest those who made it: "the
// navy reported the interception of a boat".
func (c Clause) reporter(f frame.Found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.Token)
	if e.Type != trucewatch.Coerce || v < 0 || rel != "obj" || !c.Words.Is("own-news", c.Lemma(v)) {
		return
	}
	for _, i := range c.Agents(v) {
		if c.Words.Is("enforcer", c.Lemma(i)) {
			e.Actors = c.add(e, e.Actors, "reporter", i)
		}
	}
}

// Parties fills in who does it, to whom, and who brings them together.
func (c Clause) Parties(f frame.Found, e *trucewatch.EventMention) {
	c.actors(f, e)
	c.third(f, e)
	c.mutual(f, e)
	for _, slot := range f.Rule.Recipients {
		if (slot == "owner" || slot == "at" || slot == "in") && len(e.Recipients) > 0 {
			continue // "shot a man at the station": not whose the station is
		}
		for _, i := range c.Slot(slot, f.Token) {
			before := len(e.Recipients)
			e.Recipients = c.add(e, e.Recipients, slot, i)
			if len(e.Recipients) > before && c.themselves(e, e.Recipients[before]) {
				e.Recipients = e.Recipients[:before]
			}
		}
	}
	if len(e.Recipients) == 0 && c.Undergoes(f, e) {
		for _, i := range c.Possessors(f.Token) {
			e.Recipients = c.add(e, e.Recipients, "poss", i)
		}
	}
	if len(e.Recipients) == 0 && c.Words.Is("of-doer", string(e.Type)) {
		c.doer(f, e)
	}
	c.supported(f, e)
	c.drawn(f, e)
	c.inDeed(f, e)
	if len(e.Actors) == 0 && f.Rule.Pos == "noun" {
		c.nearActor(f, e)
		c.reporter(f, e)
	}
	for _, other := range f.Also {
		c.more(f, other, e)
	}
	c.bySurface(f, e)
	c.convened(f, e)
	c.couped(e)
	c.opposedTo(e)
}

// themselves reports whether mention m is one of the actors, also by a pronoun: nobody
// fires at his own legs.
func (c Clause) themselves(e *trucewatch.EventMention, m int) bool {
	of := c.Draft.Mentions[m].Antecedent
	return slices.Contains(e.Actors, m) || of >= 0 && slices.Contains(e.Actors, of)
}

// actors fills in who does it. Beside those named by a phrase of its own, a noun
// needs no modifier or borrowed subject; "with" alone leaves the other side open.
func (c Clause) actors(f frame.Found, e *trucewatch.EventMention) {
	settled, paired := false, false
	for _, slot := range f.Rule.Actors {
		borrowed := settled && f.Rule.Pos == "noun" && slices.Contains([]string{"mod", "subj", "of"}, slot)
		if borrowed || slot == "with" && paired || c.NotDoer(slot, f, e) {
			continue // "between the two, with the king as a go-between"
		}
		before := len(e.Actors)
		for _, i := range c.Doers(slot, f) {
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
func (c Clause) wished(f frame.Found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.Token)
	if v < 0 || f.Rule.Pos != "noun" || rel != "obj" && (!strings.HasPrefix(rel, "obl") || !slices.Contains([]string{"during", "in", "at", "following", "after"}, c.Tree.Case(c.Counted(f.Token)))) {
		return
	}
	for _, i := range c.Agents(v) {
		e.Actors = c.add(e, e.Actors, "subj", i)
	}
}

// doer makes who is said or asked to do what is alleged or demanded the recipient:
// "alleged that soldiers shot", "demanded that the militia leave".
func (c Clause) doer(f frame.Found, e *trucewatch.EventMention) {
	for _, v := range c.Tree.All(f.Token, "ccomp", "acl") {
		n := c.Tree.Child(v, "nsubj")
		if n < 0 || !c.Verb(v) || c.Tree.Tokens[v].Rel == "acl:relcl" || v < f.Token || c.Tree.Is(n, "nsubj:pass") {
			continue
		}
		if e.Type == trucewatch.Threaten && !c.Modal(v) {
			continue
		}
		before := len(e.Recipients)
		for _, i := range c.Agents(v) {
			e.Recipients = c.add(e, e.Recipients, "doer", i)
		}
		e.Recipients = grammar.Union(e.Recipients[:before], e.Recipients[before:], e.Actors)
		return
	}
}

// more takes parties from another word for the same happening in the sentence.
func (c Clause) more(f frame.Found, other int, e *trucewatch.EventMention) {
	rule := c.Open(other)
	if rule == nil {
		return
	}
	add := trucewatch.EventMention{Type: e.Type}
	c.Parties(frame.Found{Token: other, Rule: rule}, &add)
	if len(e.Actors) == 0 || (e.Type == trucewatch.Consult && len(e.Actors) == 1) {
		e.Actors = grammar.Union(e.Actors, add.Actors, e.Recipients)
	}
	switch {
	case f.Rule.TwoSided():
		if len(e.Actors) == 1 { // "soldiers were killed in clashes with rebels"
			e.Actors = grammar.Union(e.Actors, slices.DeleteFunc(add.Recipients, func(m int) bool { return !c.forces(m) }), nil)
		}
	case len(e.Recipients) == 0:
		e.Recipients = slices.DeleteFunc(grammar.Union(e.Recipients, add.Recipients, e.Actors), func(m int) bool { return c.themselves(e, m) })
	}
	e.Mediators = grammar.Union(e.Mediators, add.Mediators, nil)
	e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.same-happening", Words: c.Tree.Tokens[other].Form})
}

// forces reports whether a mention of this sentence is of those who fight.
func (c Clause) forces(m int) bool {
	x := c.Draft.Mentions[m]
	return x.Sentence == c.Sentence && x.Head >= 0 && c.Words.Is("force", c.Lemma(x.Head))
}

// LandHit makes the land where somebody else's attack, troops or arrests were its
// recipient: "raids in southern Syria" are against Syria.
func (c Clause) LandHit(f frame.Found, e *trucewatch.EventMention) {
	if !c.Words.Is("land-hit", string(e.Type)) || len(e.Recipients) > 0 || len(e.Actors) == 0 || e.Place < 0 || f.Rule.TwoSided() {
		return
	}
	place := c.Draft.Mentions[e.Place]
	for j, tok := range c.Draft.Sentence(place.Sentence).Tokens {
		m := c.Draft.Named(place.Sentence, j)
		if !place.Contains(tok.Span) || m < 0 || c.Words.Land(c.Draft.Mentions[m].Of(c.Draft.Text())) == "" || slices.Contains(e.Actors, m) || c.Same(e.Actors, m) {
			continue
		}
		e.Recipients = append(e.Recipients, m)
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.land-hit", Words: tok.Form})
		return
	}
}

// Same reports whether one of the actors is the land m by its name or adjective.
func (c Clause) Same(actors []int, m int) bool {
	land := strings.ToLower(c.Draft.Mentions[m].Of(c.Draft.Text()))
	for _, a := range actors {
		words := strings.ToLower(c.Draft.Mentions[a].Of(c.Draft.Text()))
		if strings.Contains(words, land[:min(len(land), 4)]) {
			return true
		}
	}
	return false
}

// add appends the mentions that the phrase headed by i stands for as a party.
func (c Clause) add(e *trucewatch.EventMention, to []int, slot string, i int) []int {
	if slot == "mod" && !c.actingModifier(i, e) {
		return to
	}
	if slot == "bound" && c.Town(i) {
		return to // a town that sees a truce is where it is, not who keeps it
	}
	if slot == "obj" && c.Words.Is("of-words", string(e.Type)) && c.Words.Is("owned", c.Lemma(i)) && !c.Words.Is("force", c.Lemma(i)) {
		return to // "condemned the attack on the town" is not said of the town
	}
	if slot != "self" && c.Tree.Tokens[i].UPOS == "NOUN" && c.Words.Is("happening", c.Lemma(i)) {
		return to // "between the clans and air raids": the raids are no party
	}
	for _, p := range c.whoIs(e, slot, i) {
		for _, m := range c.StandsFor(p) {
			if slices.Contains(to, m) || slices.Contains(e.Mediators, m) {
				continue
			}
			to = append(to, m)
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot." + slot, Words: c.words(p)})
		}
	}
	return to
}

func (c Clause) words(i int) string {
	first, last := c.Tree.Phrase(i)
	return c.Tree.Text(c.Draft.Text(), first, last)
}

// actingModifier reports whether a modifier of the trigger names who acts: the
// adjective of a people or state ("Israeli raids"), an organization ("NATO raids"),
// a noun of people ("rebel attack"), not a town ("Paris talks").
func (c Clause) actingModifier(i int, e *trucewatch.EventMention) bool {
	if c.Bound(i) {
		return false
	}
	switch c.KindOf(i) {
	case "":
		about := c.Words.Is("of-branch", string(e.Type)) && c.Words.Is("branch", c.Lemma(i))
		return c.Words.Is("force", c.Lemma(i)) && !about
	case trucewatch.PlaceKind:
		return c.State(i) || !c.Words.Is("named-by-place", string(e.Type))
	default:
		return true
	}
}

// nearActor looks for who acts where the tree tells nothing: the people named
// directly before the trigger, or directly after "by" behind it.
func (c Clause) nearActor(f frame.Found, e *trucewatch.EventMention) {
	toks := c.Tree.Tokens
	if !slices.Contains(f.Rule.Actors, "mod") {
		return
	}
	for i := f.Token - 1; i >= 0 && f.Token-i <= 3; i-- {
		if c.KindOf(i) == trucewatch.People && !c.Bound(i) && !c.Tree.Is(i, "obj", "iobj") {
			e.Actors = append(e.Actors, c.Draft.Named(c.Sentence, i))
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.near.before", Words: toks[i].Form})
			return
		}
		if !slices.Contains([]string{"ADJ", "NOUN", "PROPN"}, toks[i].UPOS) && toks[i].Form != "-" {
			return
		}
	}
}

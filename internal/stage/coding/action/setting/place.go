package setting

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// placePrepositions stand before the place of a happening.
func placePrepositions() []string {
	return []string{"in", "at", "near", "into", "across", "outside", "inside", "around", "throughout", "within", "over", "on", "along", "from", "to", "off", "toward", "towards"}
}

// Place finds where the event happens: the fence or border that a crowd comes to, else
// the place that hangs on the trigger, else the place it is named by ("the Sweida
// ceasefire"), else what it is aimed at, else the place of its clause, else the only
// place that its sentence tells.
func (c Clause) Place(f frame.Found, e *trucewatch.EventMention) {
	if i := c.Tree.Child(f.Token, "obj"); i >= 0 && f.Rule.Kind == trucewatch.Protest && c.Words.Is("frontier", c.Lemma(i)) {
		c.setPlace(e, "en.place.object", i)
		return
	}
	if i := c.placeBelow(f); i >= 0 {
		c.setPlace(e, "en.place.phrase", c.closerThan(i, f))
		return
	}
	for _, m := range c.Modifiers(f.Token) {
		if c.Town(m) && !c.Bound(m) {
			c.setPlace(e, "en.place.modifier", m)
			return
		}
	}
	if i := c.placeHit(f); i >= 0 {
		c.setPlace(e, "en.place.object", i)
		return
	}
	if c.Words.Is("fall", c.Lemma(f.Token)) {
		c.landOfRuler(e)
		return
	}
	if c.Words.Is("war-noun", c.Lemma(f.Token)) {
		if c.landOfWar(f.Token, e); e.Place >= 0 {
			return
		}
	}
	if i := c.placeAbove(f.Token); i >= 0 && !c.onlyTheTable(f, i) {
		c.setPlace(e, "en.place.clause", c.closerThan(i, f))
		return
	}
	if i := c.placeDoing(f); i >= 0 {
		c.setPlace(e, "en.place.subject", i)
		return
	}
	if i := c.hostOf(f); i >= 0 {
		c.setPlace(e, "en.place.host", i)
		return
	}
	if m := c.thereOf(f); m >= 0 {
		e.Place = m
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.there", Words: c.Draft.Mentions[m].Of(c.Draft.Text())})
		return
	}
	if i := c.standsIn(f); i >= 0 {
		c.setPlace(e, "en.place.actor", i)
		return
	}
	if i := c.spokenIn(f); i >= 0 {
		c.setPlace(e, "en.place.speech", i)
	}
}

// onlyTheTable reports whether the place i is that of a meeting whose aim the truce is, not
// of the truce: "are to meet in Homs to settle the truce".
func (c Clause) onlyTheTable(f frame.Found, i int) bool {
	v, _ := c.Governor(f.Token)
	return slices.Contains(f.Rule.Mode, "ceasefire") && v >= 0 && c.Tree.Is(v, "advcl", "xcomp") && !c.Finite(v) && !c.Tree.Dominates(v, i)
}

// spokenIn returns the place of the occasion at which the words of an act of speech are
// told to be spoken, or -1: "condemned the raid, telling reporters at a news conference
// in Homs".
func (c Clause) spokenIn(f frame.Found) int {
	v := c.verbOver(f.Token)
	if v < 0 || !c.Words.Is("place-of-speech", string(f.Rule.Kind)) {
		return -1
	}
	for _, n := range append([]int{v}, c.Tree.All(v, "advcl", "conj")...) {
		if n != v && (c.Finite(n) || !c.Words.Is("say", c.Lemma(n))) {
			continue
		}
		for _, o := range c.Tree.All(n, "obl") {
			if c.Words.Is("speech-occasion", c.Lemma(o)) {
				return c.firstIn(o)
			}
		}
	}
	return -1
}

// firstIn returns the first place that a phrase of "in" or "at" below noun o names, or -1.
func (c Clause) firstIn(o int) int {
	for _, k := range c.Tree.All(o, "nmod") {
		if p := c.site(k); p >= 0 && slices.Contains([]string{"in", "at"}, c.Tree.Case(k)) {
			return p
		}
	}
	return -1
}

// placeDoing returns the town that keeps a truce ("Homs has observed a ceasefire")
// and the streets that a crowd takes to, or -1.
func (c Clause) placeDoing(f frame.Found) int {
	if slices.Contains(f.Rule.Mode, "ceasefire") {
		for _, i := range c.Slot("bound", f.Token) {
			if c.Town(i) {
				return i
			}
		}
	}
	for _, i := range c.Sufferers(f.Token) {
		i = c.whole(i)
		if p := c.site(i); p >= 0 {
			return p
		}
	}
	if f.Rule.Kind != trucewatch.Protest {
		return -1
	}
	return c.streets(f.Token)
}

// whole climbs from a part of a place's description to its name: in "Homs, a
// province in the land's west that saw fighting" from the west to Homs.
func (c Clause) whole(i int) int {
	for h := c.Head(i); h >= 0; h = c.Head(i) {
		part := c.Tree.Is(i, "nmod") && c.Tree.Case(i) == "in" && c.Words.Is("admin", c.Lemma(h))
		if !part && !c.Tree.Is(i, "appos") {
			break
		}
		i = h
	}
	return i
}

// streets returns the place whose streets or square the verbs over i go to, or -1.
func (c Clause) streets(i int) int {
	for h, steps := c.Head(i), 0; h >= 0 && steps < 3; h, steps = c.Head(h), steps+1 {
		for _, o := range c.Tree.All(h, "obl") {
			if c.Lemma(o) == "street" || c.Lemma(o) == "square" {
				if k := c.nameOfSite(o); k >= 0 {
					return k
				}
				return c.site(o)
			}
		}
	}
	return -1
}

// standsIn returns the place that those who act are told to be in ("clerics in
// Homs condemned", "residents of Homs", "troops there"), or the town that is itself
// brought to a halt ("Homs was closed in a strike"), or -1. A land says too little.
func (c Clause) standsIn(f frame.Found) int {
	v := c.verbOver(f.Token)
	if v < 0 && c.Verb(f.Token) {
		return -1
	}
	for _, a := range append(c.Surface(v), c.authors(f.Token)...) {
		if c.NamesHappening(a) {
			continue
		}
		if c.Town(a) && c.Tree.Is(a, "nsubj:pass") {
			return a
		}
		if p := c.townOf(a); p >= 0 {
			return p
		}
	}
	return -1
}

// authors returns those behind "by" under the noun i: "calls by clerics in Homs".
func (c Clause) authors(i int) []int {
	if c.Verb(i) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.Tree.All(i, "nmod")), func(k int) bool { return c.Tree.Case(k) != "by" })
}

// verbOver returns token i where it is a verb, else the verb that governs it, or -1.
func (c Clause) verbOver(i int) int {
	if c.Verb(i) {
		return i
	}
	v, _ := c.Governor(i)
	return v
}

// townOf returns the town that people are told to be in or of, or -1.
func (c Clause) townOf(a int) int {
	in := []string{"in", "at", "near", "outside"}
	if slices.Contains([]string{"people", "resident", "inhabitant", "villager", "population", "local", "citizen"}, c.Lemma(a)) {
		in = append(in, "of")
	}
	for o := a + 1; o < len(c.Tree.Tokens) && c.nominalUnder(a, o); o++ {
		if !slices.Contains(in, c.Tree.Case(o)) || c.Tree.Tokens[c.Head(o)].UPOS == "ADJ" {
			continue // "rebels active in Homs" may fight anywhere
		}
		if p := c.site(o); p >= 0 && c.Town(p) {
			return p
		}
	}
	return -1
}

// nominalUnder reports whether token o stands in the noun phrase of a without a
// clause between them.
func (c Clause) nominalUnder(a, o int) bool {
	for i := o; i >= 0; i = c.Head(i) {
		if i == a {
			return true
		}
		if c.Tree.Is(i, "acl", "appos", "conj", "parataxis") {
			return false
		}
	}
	return false
}

// thereOf returns the town named last before an adverb of the clause or of its
// subject that points back to it ("troops there clashed"), as a mention, or -1.
func (c Clause) thereOf(f frame.Found) int {
	v := c.verbOver(f.Token)
	if v < 0 {
		return -1
	}
	at := -1
	for _, n := range append([]int{v, f.Token}, c.Surface(v)...) {
		for _, k := range c.Tree.All(n, "advmod") {
			if w := c.Form(k); w == "there" || w == "nearby" {
				at = c.Tree.Tokens[k].Start
			}
		}
	}
	last := -1
	for m, mention := range c.Draft.Reading.Mentions {
		if at >= 0 && mention.Start < at && mention.Named && mention.Kind == trucewatch.PlaceKind && c.Sentence-mention.Sentence <= 1 && !c.Land(m) {
			last = m
		}
	}
	return last
}

// placeHit returns the place that the event is aimed at ("bombed the port"), or -1.
func (c Clause) placeHit(f frame.Found) int {
	if !c.Words.Is("place-object", string(f.Rule.Kind)) && !slices.Contains(f.Rule.Mode, "visit") {
		return -1
	}
	if h := c.Head(f.Token); h >= 0 && c.Tree.Is(f.Token, "amod") && c.KindOf(h) == trucewatch.PlaceKind {
		return h // "a demilitarised Zenda"
	}
	for _, slot := range []string{"obj", "on", "against", "of", "targeting", "hits"} {
		for _, i := range c.held(c.Slot(slot, f.Token)) {
			if p := c.site(i); p >= 0 && (f.Rule.Kind != trucewatch.Protest || slot == "obj" || c.Town(p)) {
				return p // but a crowd that marches against a land may be anywhere
			}
		}
	}
	return -1
}

// LastPlace gives an act of force or a protest that has no place by any other way
// the place that its sentence tells.
func (c Clause) LastPlace(f frame.Found, e *trucewatch.EventMention) {
	old := slices.Contains(f.Rule.Mode, "ceasefire") && c.Dated(f.Token)
	if e.Place < 0 && c.ofSigning(f) {
		c.signedIn(f, e)
	}
	if e.Place >= 0 || c.Words.Is("fall", c.Lemma(f.Token)) || (!c.Words.Is("place-near", string(f.Rule.Kind)) && !old && !slices.Contains(f.Rule.Mode, "access")) {
		return
	}
	i := c.placeNear(f)
	if i < 0 && old {
		i = c.placeBefore(f)
	}
	if i >= 0 {
		c.setPlace(e, "en.place.near", i)
	}
}

// placeBefore returns the last place before a truce of old that a preposition
// marks: "the zone on the Heights, which has parted them since the 1973 armistice".
func (c Clause) placeBefore(f frame.Found) int {
	for o := f.Token - 1; o >= 0; o-- {
		switch c.Tree.Case(o) {
		case "in", "on", "along":
			if c.Town(o) {
				return o
			}
		}
	}
	return -1
}

// placeNear returns the first place behind the trigger that a preposition of place
// marks in the same sentence, or -1. Where somebody is based or born is no place of
// a happening.
func (c Clause) placeNear(f frame.Found) int {
	top := c.clauseOf(f.Token)
	for o := f.Token + 1; o < len(c.Tree.Tokens); o++ {
		if !c.Tree.Dominates(top, o) {
			continue
		}
		switch c.Tree.Case(o) {
		case "in", "at", "near", "across", "into", "inside", "around", "over", "on", "against", "outside", "off", "along":
		default:
			continue
		}
		if h := c.Head(o); h >= 0 && c.Words.Is("dwell", c.Lemma(h)) {
			continue
		}
		if site := c.site(o); site >= 0 && (c.Tree.Case(o) != "on" || c.Town(site)) && !c.anothers(o, f.Token) && !c.earlier(f.Token, o) {
			return site
		}
	}
	return -1
}

// earlier reports whether a phrase of "after" or the like parts token i from token o,
// which stands over it: "after the raid, people marched in the capital".
func (c Clause) earlier(i, o int) bool {
	for n := i; n >= 0 && !c.Tree.Dominates(n, o); n = c.Head(n) {
		if slices.Contains([]string{"after", "following", "since", "before", "despite", "over", "until"}, c.LinkWord(n)) {
			return true
		}
	}
	return false
}

// anothers reports whether the phrase of token o tells the place of something other
// than the happening of token i: of a noun that names a happening, of a clause with
// its own subject ("while rebels shelled the port") or of words ("telling a crowd in
// the capital", "at a news conference in the capital").
func (c Clause) anothers(o, i int) bool {
	for h := c.Head(o); h >= 0 && !c.Tree.Dominates(h, i); h = c.Head(h) {
		switch {
		case !c.Verb(h) && (c.NamesHappening(h) || c.Words.Is("speech-occasion", c.Lemma(h))):
			return true
		case c.Verb(h) && c.Words.Is("say", c.Lemma(h)):
			return true
		case c.Tree.Is(h, "advcl") && !c.sameScene(h) && (c.Parted(h) || c.Finite(h) && c.Tree.Child(h, "nsubj", "nsubj:pass") >= 0):
			return true
		}
	}
	return false
}

// sameScene reports whether the clause of verb v tells how or when the happening over it
// came about: "when a shell hit a house in Homs", "after they were found off the coast".
func (c Clause) sameScene(v int) bool {
	switch c.LinkWord(v) {
	case "when":
		return true
	case "after", "as":
		n := c.Tree.Child(v, "nsubj", "nsubj:pass")
		return n >= 0 && c.Tree.Tokens[n].XPOS == "PRP"
	}
	return false
}

// clauseOf returns the head of the clause that token i stands in.
func (c Clause) clauseOf(i int) int {
	for c.Head(i) >= 0 && !c.Tree.Is(i, "advcl", "ccomp", "acl", "parataxis", "csubj") {
		i = c.Head(i)
	}
	return i
}

func (c Clause) setPlace(e *trucewatch.EventMention, rule string, i int) {
	e.Place = -1
	if c.bareVague(i) {
		e.Place = c.placeMeant(i)
	}
	if e.Place < 0 && c.KindOf(i) == "" {
		e.Place = c.landOfSite(i)
	}
	if e.Place < 0 {
		e.Place = c.Draft.Place(c.Sentence, i)
	}
	if e.Place < 0 {
		return
	}
	sp := c.Draft.Mentions[e.Place].Span
	e.Why = append(e.Why, trucewatch.Reason{Rule: rule, Words: sp.Of(c.Draft.Text())})
	if prep := c.Tree.Case(i); prep == "across" || prep == "throughout" || prep == "around" && c.Land(e.Place) {
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.all-of-it", Words: prep}) // not in one town of it
	}
}

// placeBelow looks among the phrases of the trigger and of what counts or carries it.
func (c Clause) placeBelow(f frame.Found) int {
	phrases := c.Phrases(f.Token)
	if v := c.timetabled(f.Token); v >= 0 {
		phrases = append(phrases, c.Tree.All(v, "obl", "nmod")...)
	}
	phrases = c.behindDays(phrases)
	if i := c.placeLeft(f); i >= 0 {
		return i
	}
	for _, a := range c.Tree.All(f.Token, "acl") {
		if c.Passive(a) || c.Tree.Tokens[a].Rel == "acl:relcl" {
			phrases = append(phrases, c.Tree.All(a, "obl")...)
		}
	}
	if i := c.firstSite(phrases, f); i >= 0 {
		return i
	}
	if c.Words.Is("place-of-speech", string(f.Rule.Kind)) {
		return -1
	}
	var deeper []int
	for _, o := range slices.Concat(c.Tree.All(f.Token, "obj", "obl", "nmod"), c.Sufferers(f.Token), c.targets(f.Token)) {
		if c.Words.Is("happening", c.Lemma(o)) {
			continue
		}
		for _, party := range c.Conjuncts(o) { // "talks between the envoy and rebels in Homs"
			deeper = append(deeper, c.Tree.All(party, "nmod")...)
		}
	}
	return c.firstSite(deeper, f)
}

// targets returns those that the trigger i is told to be aimed at, through its light
// verb too: "an air strike was carried out against fighters in Homs".
func (c Clause) targets(i int) []int {
	return slices.DeleteFunc(c.Phrases(i), func(o int) bool {
		return c.site(o) >= 0 || !slices.Contains([]string{"against", "on", "at"}, c.Tree.Case(o))
	})
}

func (c Clause) firstSite(phrases []int, f frame.Found) int {
	for _, o := range phrases {
		if !c.placing(c.Tree.Case(o), f) {
			continue
		}
		for _, i := range c.Conjuncts(o) {
			site := c.site(i)
			if site < 0 {
				continue
			}
			if c.KindOf(site) == "" && c.Lemma(site) != "capital" && c.Words.Is("place-of-speech", string(f.Rule.Kind)) {
				continue // "understandings on stability in the region"
			}
			return site
		}
	}
	return -1
}

// placing reports whether the preposition p can place the event: "on", "to" and
// "from" only for some types.
func (c Clause) placing(p string, f frame.Found) bool {
	if p == "for" && f.Rule.Kind == trucewatch.Aid {
		return true
	}
	if p == "to" && slices.ContainsFunc(f.Rule.Mode, func(m string) bool { return m == "access" || m == "visit" || m == "deport" }) {
		return true
	}
	switch p {
	case "to", "from", "on", "toward", "towards":
		return c.Words.Is("place-"+p, string(f.Rule.Kind))
	}
	return slices.Contains(placePrepositions(), p)
}

package action

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// site returns the token to make a place of when the phrase headed by i is one: a
// named place, or a noun of place ("the southern city of Homs", "a hospital").
func (c clause) site(i int) int {
	if c.kindOf(i) == trucewatch.PlaceKind {
		return i
	}
	if c.t.Tokens[i].UPOS == "PRON" {
		return -1
	}
	lemma := c.lemma(i)
	if k := c.wholeOf(i); k >= 0 {
		return k
	}
	if !c.rules.is("place", lemma) && !c.rules.is("owned", lemma) {
		return -1
	}
	if (c.rules.is("admin", lemma) || c.rules.is("owned", lemma)) && !c.rules.is("frontier", lemma) {
		if k := c.nameOfSite(i); k >= 0 {
			return k
		}
	}
	if !c.rules.is("place", lemma) {
		return -1
	}
	if k := c.oneOfMany(i); k >= 0 {
		return k
	}
	if c.bareVague(i) && c.placeMeant(i) < 0 && !c.theFrontier(i) {
		return -1 // "the area", "the region": nothing that a reader could find
	}
	return i
}

// oneOfMany returns the first town that the sentence names behind "several cities" or
// "villages" as where it was, or -1: "clashes broke out in several cities, with two
// dead in Homs and one in Hama".
func (c clause) oneOfMany(i int) int {
	if c.t.Tokens[i].XPOS != "NNS" || !c.rules.is("vague-place", c.lemma(i)) {
		return -1
	}
	for o := i + 1; o < len(c.t.Tokens); o++ {
		if h := c.head(o); c.town(o) && slices.Contains([]string{"in", "at", "near", "including", "like", "as"}, c.t.Case(o)) && h >= 0 && !c.rules.is("dwell", c.lemma(h)) && !c.anothers(o, i) {
			return o
		}
	}
	return -1
}

// theFrontier reports whether token i is "the border" or "the fence": a report that
// says so tells of one.
func (c clause) theFrontier(i int) bool {
	return c.pointed(i, "the") && c.rules.is("frontier", c.lemma(i))
}

// frontierBefore returns the mention of a border or fence that "the border" at token i
// points back to, or -1.
func (c clause) frontierBefore(i int) int {
	last := -1
	for m, mention := range c.d.Mentions {
		if mention.Kind != trucewatch.PlaceKind || mention.Start >= c.t.Tokens[i].Start {
			continue
		}
		if c.toldAsFrontier(m) && (last < 0 || mention.Start > c.d.Mentions[last].Start) {
			last = m
		}
	}
	return last
}

// toldAsFrontier reports whether a mention has no name and is told as a border or a fence.
func (c clause) toldAsFrontier(m int) bool {
	x := c.d.Mentions[m]
	if x.Named {
		return false
	}
	words := strings.Fields(strings.ToLower(x.Of(c.d.Text())))
	return c.rules.is("frontier", words[len(words)-1])
}

// wholeOf returns the named place of which token i is a part ("most of Homs"), or -1.
func (c clause) wholeOf(i int) int {
	if !c.rules.is("portion", c.form(i)) {
		return -1
	}
	for _, k := range c.t.All(i, "nmod", "obl") {
		if c.t.Case(k) != "of" {
			continue
		}
		if c.kindOf(k) == trucewatch.PlaceKind {
			return k
		}
		if c.rules.is("admin", c.lemma(k)) {
			return c.nameOfSite(k) // "parts of the city of Homs"
		}
	}
	return -1
}

// bareVague reports whether token i is a noun of place that tells no place by itself:
// "the area", "several districts", "the area near the posts".
func (c clause) bareVague(i int) bool {
	if !c.rules.is("vague-place", c.lemma(i)) {
		return false
	}
	tells := func(k int) bool { return !c.rules.is("vague-modifier", c.form(k)) }
	if slices.ContainsFunc(c.t.All(i, "amod", "compound", "nmod:poss"), tells) {
		return false
	}
	return !slices.ContainsFunc(c.t.All(i, "nmod"), func(k int) bool { return c.t.Tokens[k].UPOS == "PROPN" || c.site(k) >= 0 })
}

// placeMeant returns the mention of the named place that "the city" or "the
// country" at token i points back to, or -1: the last town within a few sentences,
// or the land that the report is about.
func (c clause) placeMeant(i int) int {
	if !c.pointed(i, "the", "this", "that") || c.t.Tokens[i].XPOS == "NNS" {
		return -1
	}
	if c.rules.is("land-noun", c.lemma(i)) {
		return c.landOfNews()
	}
	if c.rules.is("frontier", c.lemma(i)) {
		return c.frontierBefore(i)
	}
	if !slices.Contains([]string{"city", "town", "village", "province", "district", "region", "area", "camp", "territory", "enclave"}, c.lemma(i)) {
		return -1
	}
	wide := c.rules.is("wide-place", c.lemma(i))
	last := -1
	for m, mention := range slices.Backward(c.d.Reading.Mentions) {
		if mention.Start >= c.t.Tokens[i].Start || !mention.Named || mention.Kind != trucewatch.PlaceKind {
			continue
		}
		if wide && c.regional(m) {
			return m
		}
		if last < 0 && c.s-mention.Sentence <= reach && !c.land(m) && !c.endOfRoad(mention) {
			last = m
		}
		if last >= 0 && !wide {
			break
		}
	}
	return last
}

// regional reports whether a mention of a place is told to be a region: by its name
// ("Darfur"), by a noun behind it ("Zenda province") or by who keeps it ("rebel-held
// Zenda").
func (c clause) regional(m int) bool {
	mention, text := c.d.Reading.Mentions[m], c.d.Text()
	if c.rules.is("stateless", folded(mention.Of(text))) {
		return true
	}
	behind, _, _ := strings.Cut(strings.TrimPrefix(text[mention.End:min(len(text), mention.End+wordReach)], " "), " ")
	if c.rules.is("wide-place", strings.ToLower(strings.TrimRight(behind, ".,;:"))) {
		return true
	}
	before := strings.Fields(strings.ToLower(text[max(0, mention.Start-wordReach):mention.Start]))
	if len(before) == 0 {
		return false
	}
	_, by, _ := strings.Cut(before[len(before)-1], "-")
	return c.rules.is("held-by", by) || by == "administered"
}

// wordReach is how many bytes beside a name the word next to it is looked for in.
const wordReach = 24

// nameOfSite returns the named place within the phrase of a noun of place: "the
// southern city of Homs", "Homs province".
func (c clause) nameOfSite(i int) int {
	for _, rel := range []string{"compound", "appos", "flat", "nmod", "nmod:poss"} {
		for _, k := range c.t.All(i, rel) {
			if c.kindOf(k) == trucewatch.PlaceKind && (rel != "nmod" || !c.t.Is(k, "nmod:poss")) && !c.leadsTo(i, k) {
				return k
			}
		}
	}
	for _, k := range c.t.All(i, "nmod") {
		if p := c.site(k); p >= 0 && !c.leadsTo(i, k) {
			return p
		}
	}
	return -1
}

// landOfSite returns the mention of the land whose part the noun of place at token i
// is told to be by its people's name, or -1: Ruritania for "the Ruritanian coast",
// where the report names it. A town or a border has its own place.
func (c clause) landOfSite(i int) int {
	if !c.rules.is("part-of-land", c.lemma(i)) {
		return -1
	}
	for _, a := range c.t.All(i, "amod", "nmod:poss", "compound") {
		if m := c.landCalled(c.t.Tokens[a].Form); m >= 0 {
			return m
		}
	}
	return -1
}

// leadsTo reports whether the phrase k of the noun i only tells where a road leads: "on
// the road to Zenda". What happens there may be far from Zenda.
func (c clause) leadsTo(i, k int) bool {
	return c.rules.is("way", c.lemma(i)) && slices.Contains([]string{"to", "toward", "towards"}, c.t.Case(k))
}

// endOfRoad reports whether the place is told only as where a road leads.
func (c clause) endOfRoad(place trucewatch.Mention) bool {
	o := c.at(place.Sentence)
	if place.Head < 0 || place.Head >= len(o.t.Tokens) {
		return false
	}
	h := o.head(place.Head)
	return h >= 0 && o.leadsTo(h, place.Head)
}

// lendsPlace reports whether mention j has a place for k, which has none. "The border"
// of one place in a report may be another one far from it.
func (m *memory) lendsPlace(k, j int) bool {
	e, o := &m.events[k], &m.events[j]
	return o.Place >= 0 && e.Place < 0 && (m.near(k, j) || !m.c(0).toldAsFrontier(o.Place))
}

package setting

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// Reach is how many sentences a time named once is told on.
const Reach = 3

// site returns the token to make a place of when the phrase headed by i is one: a
// named place, or a noun of place ("the southern city of Homs", "a hospital").
func (c Clause) site(i int) int {
	if c.KindOf(i) == trucewatch.PlaceKind {
		return i
	}
	if c.Tree.Tokens[i].UPOS == "PRON" {
		return -1
	}
	lemma := c.Lemma(i)
	if k := c.wholeOf(i); k >= 0 {
		return k
	}
	if !c.Words.Is("place", lemma) && !c.Words.Is("owned", lemma) {
		return -1
	}
	if (c.Words.Is("admin", lemma) || c.Words.Is("owned", lemma)) && !c.Words.Is("frontier", lemma) {
		if k := c.nameOfSite(i); k >= 0 {
			return k
		}
	}
	if !c.Words.Is("place", lemma) {
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
func (c Clause) oneOfMany(i int) int {
	if c.Tree.Tokens[i].XPOS != "NNS" || !c.Words.Is("vague-place", c.Lemma(i)) {
		return -1
	}
	for o := i + 1; o < len(c.Tree.Tokens); o++ {
		if h := c.Head(o); c.Town(o) && slices.Contains([]string{"in", "at", "near", "including", "like", "as"}, c.Tree.Case(o)) && h >= 0 && !c.Words.Is("dwell", c.Lemma(h)) && !c.anothers(o, i) {
			return o
		}
	}
	return -1
}

// theFrontier reports whether token i is "the border" or "the fence": a report that
// says so tells of one.
func (c Clause) theFrontier(i int) bool {
	return c.Pointed(i, "the") && c.Words.Is("frontier", c.Lemma(i))
}

// frontierBefore returns the mention of a border or fence that "the border" at token i
// points back to, or -1.
func (c Clause) frontierBefore(i int) int {
	last := -1
	for m, mention := range c.Draft.Mentions {
		if mention.Kind != trucewatch.PlaceKind || mention.Start >= c.Tree.Tokens[i].Start {
			continue
		}
		if c.ToldAsFrontier(m) && (last < 0 || mention.Start > c.Draft.Mentions[last].Start) {
			last = m
		}
	}
	return last
}

// ToldAsFrontier reports whether a mention has no name and is told as a border or a fence.
func (c Clause) ToldAsFrontier(m int) bool {
	x := c.Draft.Mentions[m]
	if x.Named {
		return false
	}
	words := strings.Fields(strings.ToLower(x.Of(c.Draft.Text())))
	return c.Words.Is("frontier", words[len(words)-1])
}

// wholeOf returns the named place of which token i is a part ("most of Homs"), or -1.
func (c Clause) wholeOf(i int) int {
	if !c.Words.Is("portion", c.Form(i)) {
		return -1
	}
	for _, k := range c.Tree.All(i, "nmod", "obl") {
		if c.Tree.Case(k) != "of" {
			continue
		}
		if c.KindOf(k) == trucewatch.PlaceKind {
			return k
		}
		if c.Words.Is("admin", c.Lemma(k)) {
			return c.nameOfSite(k) // "parts of the city of Homs"
		}
	}
	return -1
}

// bareVague reports whether token i is a noun of place that tells no place by itself:
// "the area", "several districts", "the area near the posts".
func (c Clause) bareVague(i int) bool {
	if !c.Words.Is("vague-place", c.Lemma(i)) {
		return false
	}
	if c.Words.Is("land-noun", c.Lemma(i)) && c.landRenamed(i) {
		return true
	}
	tells := func(k int) bool { return !c.Words.Is("vague-modifier", c.Form(k)) }
	if slices.ContainsFunc(c.Tree.All(i, "amod", "compound", "nmod:poss"), tells) {
		return false
	}
	return !slices.ContainsFunc(c.Tree.All(i, "nmod"), func(k int) bool { return c.Tree.Tokens[k].UPOS == "PROPN" || c.site(k) >= 0 })
}

// landRenamed reports whether a noun for a land calls the one that the report is about by
// the part of the world it lies in: "the West African nation".
func (c Clause) landRenamed(i int) bool {
	region := func(k int) bool {
		word := c.Tree.Tokens[k].Form
		return c.Words.Is("part-of-the-world", strings.ToLower(word)) && c.Words.Land(word) == ""
	}
	return c.Pointed(i, "the") && slices.ContainsFunc(c.Tree.All(i, "amod", "compound", "nmod:poss"), region)
}

// placeMeant returns the mention of the named place that "the city" or "the
// country" at token i points back to, or -1: the last town within a few sentences,
// or the land that the report is about.
func (c Clause) placeMeant(i int) int {
	if !c.Pointed(i, "the", "this", "that") || c.Tree.Tokens[i].XPOS == "NNS" {
		return -1
	}
	if c.Words.Is("land-noun", c.Lemma(i)) {
		return c.LandOfNews()
	}
	if c.Words.Is("frontier", c.Lemma(i)) {
		return c.frontierBefore(i)
	}
	if !slices.Contains([]string{"city", "town", "village", "province", "district", "region", "area", "camp", "territory", "enclave"}, c.Lemma(i)) {
		return -1
	}
	wide := c.Words.Is("wide-place", c.Lemma(i))
	last := -1
	for m, mention := range slices.Backward(c.Draft.Reading.Mentions) {
		if mention.Start >= c.Tree.Tokens[i].Start || !mention.Named || mention.Kind != trucewatch.PlaceKind {
			continue
		}
		if wide && c.regional(m) {
			return m
		}
		if last < 0 && c.Sentence-mention.Sentence <= Reach && !c.Land(m) && !c.endOfRoad(mention) {
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
func (c Clause) regional(m int) bool {
	mention, text := c.Draft.Reading.Mentions[m], c.Draft.Text()
	if c.Words.Is("stateless", grammar.Folded(mention.Of(text))) {
		return true
	}
	behind, _, _ := strings.Cut(strings.TrimPrefix(text[mention.End:min(len(text), mention.End+wordReach)], " "), " ")
	if c.Words.Is("wide-place", strings.ToLower(strings.TrimRight(behind, ".,;:"))) {
		return true
	}
	before := strings.Fields(strings.ToLower(text[max(0, mention.Start-wordReach):mention.Start]))
	if len(before) == 0 {
		return false
	}
	_, by, _ := strings.Cut(before[len(before)-1], "-")
	return c.Words.Is("held-by", by) || by == "administered"
}

// wordReach is how many bytes beside a name the word next to it is looked for in.
const wordReach = 24

// nameOfSite returns the named place within the phrase of a noun of place: "the
// southern city of Homs", "Homs province".
func (c Clause) nameOfSite(i int) int {
	for _, rel := range []string{"compound", "appos", "flat", "nmod", "nmod:poss"} {
		for _, k := range c.Tree.All(i, rel) {
			if c.KindOf(k) == trucewatch.PlaceKind && (rel != "nmod" || !c.Tree.Is(k, "nmod:poss")) && !c.leadsTo(i, k) {
				return k
			}
		}
	}
	for _, k := range c.Tree.All(i, "nmod") {
		if p := c.site(k); p >= 0 && !c.leadsTo(i, k) {
			return p
		}
	}
	return -1
}

// landOfSite returns the mention of the land whose part the noun of place at token i
// is told to be by its people's name, or -1: Ruritania for "the Ruritanian coast",
// where the report names it. A town or a border has its own place.
func (c Clause) landOfSite(i int) int {
	if !c.Words.Is("part-of-land", c.Lemma(i)) {
		return -1
	}
	for _, a := range c.Tree.All(i, "amod", "nmod:poss", "compound") {
		if m := c.landCalled(c.Tree.Tokens[a].Form); m >= 0 {
			return m
		}
	}
	return -1
}

// leadsTo reports whether the phrase k of the noun i only tells where a road leads: "on
// the road to Zenda". What happens there may be far from Zenda.
func (c Clause) leadsTo(i, k int) bool {
	return c.Words.Is("way", c.Lemma(i)) && slices.Contains([]string{"to", "toward", "towards"}, c.Tree.Case(k))
}

// endOfRoad reports whether the place is told only as where a road leads.
func (c Clause) endOfRoad(place trucewatch.Mention) bool {
	o := Clause{c.At(place.Sentence)}
	if place.Head < 0 || place.Head >= len(o.Tree.Tokens) {
		return false
	}
	h := o.Head(place.Head)
	return h >= 0 && o.leadsTo(h, place.Head)
}

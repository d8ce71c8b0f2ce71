package setting

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// Land reports whether a place is a whole country.
func (c Clause) Land(place int) bool {
	words := c.NameOf(place)
	return c.Words.Is("state", words) || strings.HasSuffix(words, " territory") || strings.HasSuffix(words, " soil")
}

// landOfRuler makes the land of a fallen ruler the place of the fall: "the
// overthrow of the Ruritanian president" happened in Ruritania.
func (c Clause) landOfRuler(e *trucewatch.EventMention) {
	for _, r := range slices.Concat(e.Recipients, e.Actors) {
		who := c.Draft.Mentions[r]
		for _, a := range append(c.Modifiers(who.Head), c.Possessors(who.Head)...) {
			word := c.Form(a)
			if who.Sentence != c.Sentence || c.KindOf(a) == "" || len(word) < 4 {
				continue
			}
			for m, other := range c.Draft.Reading.Mentions {
				name := strings.ToLower(other.Of(c.Draft.Text()))
				if other.Kind == trucewatch.PlaceKind && strings.HasPrefix(name, word[:4]) {
					e.Place = m
					e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.land-of-ruler", Words: c.Tree.Tokens[a].Form})
					return
				}
			}
		}
	}
	if m := c.LandOfNews(); m >= 0 {
		e.Place = m
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.land-of-news", Words: c.Draft.Mentions[m].Of(c.Draft.Text())})
	}
}

// landOfWar makes the land that a war is named by its place: "the Ruritanian civil
// war", "the Ruritanian war". A land's own war ("Ruritania's war") may be elsewhere.
func (c Clause) landOfWar(i int, e *trucewatch.EventMention) {
	for _, a := range c.Tree.All(i, "amod", "compound", "nmod:poss") {
		if c.Words.Is("land-noun", c.Lemma(a)) && slices.ContainsFunc(c.Tree.All(i, "amod"), func(k int) bool { return c.Words.Is("within-land", c.Lemma(k)) }) { // "the country's civil war"
			if m := c.landBefore(a); m >= 0 {
				e.Place = m
				e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.land-of-war", Words: c.Tree.Tokens[a].Form})
			}
			return
		}
		if m := c.landCalled(c.Tree.Tokens[a].Form); m >= 0 {
			e.Place = m
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.land-of-war", Words: c.Tree.Tokens[a].Form})
			return
		}
	}
}

// landCalled returns the first mention, as a place, of the land that a word names by itself
// or by its people, or -1.
func (c Clause) landCalled(word string) int {
	nation := c.Words.Land(word)
	if nation == "" {
		return -1
	}
	return slices.IndexFunc(c.Draft.Reading.Mentions, func(x trucewatch.Mention) bool {
		return x.Kind == trucewatch.PlaceKind && c.Words.Land(x.Of(c.Draft.Text())) == nation
	})
}

// landBefore returns the land that "the country" at token i points back to: the one that
// its sentence names last before it, else that of the news, which "the West African
// country" is too; or -1.
func (c Clause) landBefore(i int) int {
	if c.landRenamed(i) {
		return c.LandOfNews()
	}
	for k := i - 1; k >= 0; k-- {
		if m, kind := c.Named(k); kind == trucewatch.PlaceKind && c.Land(m) {
			return m
		}
	}
	return c.LandOfNews()
}

package party

import (
	"strings"

	"github.com/trucewatch/trucewatch"
)

// couped gives a coup told by the word for soldiers before it ("the military coup") those
// soldiers, as the report tells them elsewhere.
func (c Clause) couped(e *trucewatch.EventMention) {
	if e.Type != trucewatch.Assault || len(e.Actors) > 0 || !c.Words.Is("coup", c.Lemma(e.Token)) {
		return
	}
	for _, k := range c.Modifiers(e.Token) {
		if word := c.Form(k); c.Words.Is("enforcer", word) && c.KindOf(k) == "" && !c.Bound(k) {
			who := c.toldAs(word)
			if who < 0 {
				who = c.Draft.Nominal(c.Sentence, k)
			}
			e.Actors = append(e.Actors, who)
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.mod", Words: c.Tree.Tokens[k].Form})
			return
		}
	}
}

// opposedTo gives a protest whom the word fused with "anti" before it names: the ruler that the
// report tells elsewhere, or the land of the news for its government ("anti-junta rallies").
func (c Clause) opposedTo(e *trucewatch.EventMention) {
	if e.Type != trucewatch.Protest || len(e.Recipients) > 0 {
		return
	}
	for _, k := range c.Tree.Subtree(e.Token) {
		word, fused := strings.CutPrefix(c.Form(k), "anti-")
		if !fused || !c.Words.Is("force", word) {
			continue
		}
		who := c.toldAs(word)
		if who < 0 && c.Words.Is("rulers", word) {
			who = c.LandOfNews()
		}
		if who >= 0 {
			e.Recipients = append(e.Recipients, who)
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.anti", Words: c.Tree.Tokens[k].Form})
			return
		}
	}
}

// toldAs returns the first mention of the report that the noun word heads alone, or -1.
func (c Clause) toldAs(word string) int {
	for s := range c.Draft.Reading.Sentences {
		o := c.At(s)
		for i, t := range o.Tree.Tokens {
			if t.UPOS == "NOUN" && o.Form(i) == word && !o.Tree.Is(i, "compound", "amod") && o.Tree.Child(i, "compound", "amod", "nmod", "conj", "acl") < 0 {
				return c.Draft.Nominal(s, i)
			}
		}
	}
	return -1
}

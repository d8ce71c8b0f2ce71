package party

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// bySurface mends the parties of a noun where the tree has them plainly the wrong way
// round, by the order of words: "killings of villagers by soldiers" with the soldiers
// as the killed, "villagers face terror attacks" with the villagers as the attackers.
func (c Clause) bySurface(f frame.Found, e *trucewatch.EventMention) {
	if f.Rule.Pos != "noun" || f.Rule.TwoSided() {
		return
	}
	if x, y := c.OfBy(f.Token); y >= 0 && (len(e.Actors) == 0 || slices.Contains(e.Recipients, c.Draft.Mention(c.Sentence, y))) {
		if done := c.add(e, nil, "by", y); len(done) > 0 {
			e.Actors, e.Recipients = done, c.add(e, nil, "of", x)
		}
	}
	m := c.Faced(f.Token)
	if m >= 0 && slices.Contains(e.Actors, m) {
		e.Actors = slices.DeleteFunc(e.Actors, func(a int) bool { return a == m })
		e.Recipients = grammar.Union([]int{m}, e.Recipients, nil)
	}
}

// supported mends the parties of support that somebody is told to have: "the king has
// the support of the army" is given by the army, to the king.
func (c Clause) supported(f frame.Found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.Token)
	of := c.ByPreposition("of", f.Token)
	if e.Type != trucewatch.Support || f.Rule.Pos != "noun" || v < 0 || rel != "obj" || !c.Words.Is("enjoy", c.Lemma(v)) || len(of) == 0 {
		return
	}
	var by, to []int
	for _, i := range of {
		by = c.add(e, by, "of", i)
	}
	for _, i := range c.Agents(v) {
		to = c.add(e, to, "subj", i)
	}
	if len(by) > 0 {
		e.Actors, e.Recipients = by, grammar.Union(nil, to, by)
	}
}

// drawn mends the parties of words that somebody's doing is told to draw: "the launch drew
// condemnation from Sylvania", "the king won praise from the bishops".
func (c Clause) drawn(f frame.Found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.Token)
	if f.Rule.Pos != "noun" || frame.Sort(e.Type) != "speech" || v < 0 || rel != "obj" || !c.Words.Is("drawing", c.Lemma(v)) {
		return
	}
	var by []int
	for _, i := range c.ByPreposition("from", v) {
		by = c.add(e, by, "from", i)
	}
	if len(by) == 0 {
		return
	}
	e.Actors = by
	for _, i := range c.Agents(v) {
		e.Recipients = grammar.Union(e.Recipients, c.add(e, nil, "subj", i), by)
	}
}

// inDeed gives an act of force told as that in which something is done to somebody its
// parties: "rebels killed nine policemen in an ambush".
func (c Clause) inDeed(f frame.Found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.Token)
	if f.Rule.Pos != "noun" || e.Type != trucewatch.Assault || f.Rule.TwoSided() || len(e.Actors) > 0 || v < 0 || rel != "obl" || c.Passive(v) ||
		!slices.Contains([]string{"in", "during", "with", "by"}, c.Tree.Case(c.Counted(f.Token))) || !c.Words.Is("hit", c.Lemma(v)) || c.Definite(f.Token) {
		return
	}
	for _, i := range c.Agents(v) {
		e.Actors = c.add(e, e.Actors, "subj", i)
	}
	for _, i := range c.Patients(v) {
		e.Recipients = grammar.Union(e.Recipients, c.add(e, nil, "hits", i), e.Actors)
	}
}

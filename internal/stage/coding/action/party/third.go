package party

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// Between reports whether the event is one that sides have between them.
func Between(e trucewatch.EventMention) bool {
	return e.Type == trucewatch.Agree || e.Type == trucewatch.Consult || Truce(e)
}

// Truce reports whether the event is a truce, or its restoring.
func Truce(e trucewatch.EventMention) bool {
	return e.Type == trucewatch.Retreat && slices.Contains(e.Mode, "ceasefire")
}

// third finds who brings the sides together: "US-mediated talks", "talks mediated
// by Qatar", "with US mediation", and who leads: "Saudi-led strikes".
func (c Clause) third(f frame.Found, e *trucewatch.EventMention) {
	for i := 0; i+2 < len(c.Tree.Tokens); i++ {
		if c.Tree.Tokens[i+1].Form != "-" || i > f.Token || f.Token-i > 6 || !c.Tree.Dominates(f.Token, i+2) {
			continue
		}
		m := c.Draft.Named(c.Sentence, i)
		if m < 0 && c.Form(i+2) == "led" && c.Codable(i) {
			m = c.Draft.Mention(c.Sentence, i) // "a rebel-led offensive"
		}
		switch {
		case m < 0:
		case c.Words.Is("mediate", c.Lemma(i+2)) || c.Words.Is("mediate", c.Form(i+2)):
			e.Mediators = c.mediator(e, e.Mediators, m, i)
		case c.Form(i+2) == "led" && len(e.Actors) == 0:
			e.Actors = append(e.Actors, m)
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.led", Words: c.words(i)})
		}
	}
	c.host(f, e)
	for _, i := range c.goBetweens(f.Token) {
		if m := c.Draft.Named(c.Sentence, i); m >= 0 {
			e.Mediators = c.mediator(e, e.Mediators, m, i)
		}
	}
}

// host notes who hosts or brokers what others have between them.
func (c Clause) host(f frame.Found, e *trucewatch.EventMention) {
	v, rel := c.Governor(f.Token)
	if v < 0 || rel != "obj" && rel != "nsubj:pass" || !c.Words.Is("mediate", c.Lemma(v)) || f.Rule.Pos != "noun" {
		return
	}
	outside := e.Type != trucewatch.Consult || c.Words.Is("go-between", c.Lemma(v)) // who hosts talks may take part in them
	if !outside && len(e.Actors) < 2 {
		return
	}
	const steps = 3
	for _, i := range c.Through(c.Agents(v), steps) {
		m := c.Draft.Named(c.Sentence, i)
		if m >= 0 && (!slices.Contains(e.Actors, m) || outside) {
			e.Mediators = c.mediator(e, e.Mediators, m, i)
		}
	}
}

// convened makes the body that only calls talks, and of which nobody else is told to take
// part, the one who brings the sides together: "UN talks", "talks led by the African Union".
func (c Clause) convened(f frame.Found, e *trucewatch.EventMention) {
	if e.Type != trucewatch.Consult || len(e.Actors) != 1 || !c.Words.Is("convened", c.Lemma(f.Token)) {
		return
	}
	m := e.Actors[0]
	if x := c.Draft.Mentions[m]; x.Named && c.Words.Is("convener", grammar.Folded(x.Of(c.Draft.Text()))) {
		e.Mediators = c.mediator(e, e.Mediators, m, x.Head)
	}
}

// goBetweens returns who mediates by "mediated by X" or "with X's mediation".
func (c Clause) goBetweens(i int) []int {
	var out []int
	for _, a := range c.Tree.All(i, "acl") {
		if c.Words.Is("mediate", c.Lemma(a)) {
			out = append(out, c.Agents(a)...)
		}
	}
	for _, o := range c.Phrases(i) {
		if c.Lemma(o) == "mediation" {
			out = append(out, append(c.Modifiers(o), c.Possessors(o)...)...)
		}
	}
	return out
}

func (c Clause) mediator(e *trucewatch.EventMention, to []int, m, i int) []int {
	if slices.Contains(to, m) {
		return to
	}
	e.Why = append(e.Why, trucewatch.Reason{Rule: "en.slot.mediator", Words: c.Tree.Tokens[i].Form})
	e.Actors = slices.DeleteFunc(e.Actors, func(a int) bool { return a == m })
	return append(to, m)
}

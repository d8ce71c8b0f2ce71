package standing

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// unreal returns "unreal" where verb v tells what was not done ("should have sent
// troops", "would have signed"), "unreal-not" where it tells what was ("should not have
// fired"), and "" otherwise.
func (c Clause) unreal(v int) string {
	modal, have, not := false, false, false
	for _, k := range c.Tree.Children(v) {
		switch {
		case c.Tree.Is(k, "aux") && slices.Contains([]string{"should", "would", "ought"}, c.Form(k)):
			modal = true
		case c.Form(k) == "have" && c.Tree.Is(k, "aux"):
			have = true
		case c.Words.Is("negation", c.Form(k)):
			not = true
		}
	}
	switch {
	case !modal || !have:
		return ""
	case not:
		return "unreal-not"
	}
	return "unreal"
}

// unlike gives the status of a matched sign where what stands over it turns it into
// another, or "".
func (c Clause) unlike(rule *statusRule, w, node int) trucewatch.Status {
	over := w != node && w == c.Head(node)
	if over && rule.status == trucewatch.Proposed {
		return c.outcome(w)
	}
	switch {
	case rule.status == trucewatch.Ongoing && over && c.unreal(w) == "unreal":
		if c.Verb(node) {
			return trucewatch.Negated // "should have kept shelling the town"
		}
		return trucewatch.Occurred // "should have continued its offensive"
	case rule.status == trucewatch.Negated && !over && c.hopedFor(node):
		return trucewatch.Proposed
	case rule.status == trucewatch.Ongoing && over && c.settled(w):
		return trucewatch.Occurred
	case rule.status == trucewatch.Planned && !over && (c.onlyLikely(node) || c.ifAny(node)):
		return trucewatch.Proposed
	}
	return ""
}

// shaped reports whether node has one of the shapes that tell what is real.
func (c Clause) shaped(shape string, node int, f frame.Found) bool {
	switch shape {
	case "being-done", "never-was", "lasting", "for-years":
		return c.nounShaped(shape, node, f)
	case "so-that":
		return c.soThat(node)
	case "until":
		return c.untilThen(node)
	}
	return node == f.Token && c.triggerShaped(shape, node)
}

// triggerShaped does the same for the trigger itself.
func (c Clause) triggerShaped(shape string, i int) bool {
	switch shape {
	case "at-it":
		return c.atIt(i)
	case "imperative":
		return c.imperative(i)
	case "posted":
		return c.Tree.Tokens[i].XPOS == "VBN" && c.Words.Is("posting", c.Lemma(i)) && c.IsNow(i)
	case "performed":
		return c.Tree.Tokens[i].XPOS == "VB" && (c.performed(i) || c.Tree.Is(i, "acl") && c.performed(c.Head(i)))
	case "kept":
		return c.kept(i)
	case "none-of-it":
		return c.noneOfIt(i)
	case "at-work":
		return c.atWork(i)
	case "whoever":
		return c.whoever(i)
	}
	return false
}

// whoever reports whether verb v tells by what it would be that somebody is meant, and
// not what anybody did: "will punish those who kill them".
func (c Clause) whoever(v int) bool {
	if h := c.Head(v); h < 0 || !c.Words.Is("whoever", c.Form(h)) {
		return false
	}
	return c.Tree.Is(v, "acl") && slices.Contains([]string{"VBP", "VBZ", "VB"}, c.Tree.Tokens[v].XPOS)
}

// passedOver reports whether a sign at node says nothing of the trigger: "opposed to the
// occupation" (it is there), "agreed to continue talks" (what is over it decides).
func (c Clause) passedOver(rule *statusRule, w, node int, f frame.Found) bool {
	if rule.id == "en.status.opposed" && f.Rule.State && c.presupposed(node, f) {
		return true
	}
	if x := c.Tree.Child(w, "xcomp"); rule.status == trucewatch.Planned && f.Rule.State && x >= 0 && c.Words.Is("expiring", c.Lemma(x)) {
		return true // "the truce is set to expire": it is there
	}
	done := c.Perfect(node) || c.Pluperfect(node) || c.Tree.Tokens[node].XPOS == "VBD" || frame.Sort(f.Rule.Kind) == "force" && c.WasDoing(node)
	if rule.status == trucewatch.Planned && w == c.Head(node) && c.Tree.Is(node, "ccomp") && done {
		return true // "announced that they have pledged", "warned that troops were shelling the town": done
	}
	return rule.status == trucewatch.Ongoing && len(rule.as) == 0 && w != node && c.Tree.Tokens[w].XPOS == "VB"
}

// hopedFor reports whether the clause of verb v is what somebody hopes or sees to: "pray
// that the jets do not bomb the town".
func (c Clause) hopedFor(v int) bool {
	h := c.Head(v)
	return h >= 0 && c.Tree.Is(v, "ccomp") && c.Words.Is("wishing", c.Lemma(h))
}

// wasAble reports whether "able" at token w is told of the past: "was able to leave".
func (c Clause) wasAble(w int) bool {
	cop := c.Tree.Child(w, "cop")
	return c.Form(w) == "able" && cop >= 0 && slices.Contains([]string{"was", "were"}, c.Form(cop)) && !c.Denied(w)
}

// onlyLikely reports whether the clause of verb v is told as likely or possible only:
// "it is likely that they will leave".
func (c Clause) onlyLikely(v int) bool {
	h := c.Head(v)
	return h >= 0 && c.Tree.Is(v, "ccomp", "csubj", "advcl", "acl") && c.Words.Is("doubted", c.Lemma(h)) && c.Tree.Child(h, "cop") >= 0
}

// Bygone lets a war or truce that is told with a time of an earlier year be over: "the
// war last year", "the war of the 1990s", "a truce that was made last year".
func (c Clause) Bygone(f frame.Found, e *trucewatch.EventMention) {
	if !f.Rule.State || f.Rule.Pos != "noun" || e.Status != trucewatch.Ongoing || !EarlierYear(*e, c.Draft.Reading.Report.Published.Date) {
		return
	}
	inForce := slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool { return w.Rule == "en.status.in-force" })
	head := c.TimeHead(*e.When)
	over := func(v int) bool { // "a truce that envoys brokered in 2002"
		return v == f.Token || v >= 0 && c.Head(v) == f.Token && c.Tree.Is(v, "acl") && c.Tree.Tokens[v].XPOS == "VBD"
	}
	if inForce && head >= 0 && c.Tree.Case(head) != "since" && over(c.Head(head)) {
		e.Status = trucewatch.Occurred
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.status.bygone", Words: e.When.Of(c.Draft.Text())})
	}
}

// brought reports whether the infinitive node tells what somebody was brought to do, or
// what a means was used for, or what they came together for, and not an aim alone:
// "convinced him to accept", "used the road to move troops", "gathered to demand bread".
func (c Clause) brought(node int) bool {
	h := c.Head(node)
	if h >= 0 && c.Tree.Is(node, "acl") && c.Tree.Is(h, "obj") {
		h = c.Head(h)
	}
	if h < 0 || !c.Verb(h) {
		return false
	}
	return c.Words.Is("bringing", c.Lemma(h)) || c.Words.Is("turning-out", c.Lemma(h)) && c.Words.Is("said-by-turning-out", c.Lemma(node))
}

// alone reports whether the infinitive v tells what somebody did alone or before others:
// "was the first leader to condemn the raid", "one of the first areas to rise".
func (c Clause) alone(v int) bool {
	h := c.Head(v)
	return h >= 0 && c.Tree.Is(v, "acl", "advcl") && (c.Words.Is("ordinal", c.Form(h)) ||
		slices.ContainsFunc(c.Tree.All(h, "amod"), func(k int) bool { return c.Words.Is("ordinal", c.Form(k)) }))
}

// performed reports whether act of words v is done by saying so: "we want to condemn the
// raid", "I would like to urge both sides".
func (c Clause) performed(v int) bool {
	h := c.Head(v)
	for steps := 0; h >= 0 && steps < maxPerformed && c.Words.Is("performing", c.Lemma(h)); steps++ {
		if n := c.Tree.Child(h, "nsubj"); n >= 0 && !c.Denied(h) {
			return c.Form(n) == "we" || c.Form(n) == "i"
		}
		h = c.Head(h)
	}
	return false
}

// maxPerformed is how many verbs may stand between who speaks and the act of words.
const maxPerformed = 3

// kept reports whether participle v tells what is kept up now: "access is restricted",
// "rebels backed by the kingdom".
func (c Clause) kept(v int) bool {
	if c.Tree.Tokens[v].XPOS != "VBN" {
		return false
	}
	if c.Words.Is("standing-by", c.Lemma(v)) {
		return c.Tree.Is(v, "acl") && c.Tree.Tokens[v].Rel != "acl:relcl" && c.Tree.Child(v, "aux") < 0 && c.Tree.Child(v, "obl") >= 0
	}
	if c.Words.Is("closing-in", c.Lemma(v)) && c.Perfect(v) {
		return true
	}
	return c.Words.Is("keeping", c.Lemma(v)) && (c.IsNow(v) || c.Perfect(v) && c.hasSince(v))
}

// noneOfIt reports whether verb v is told of none: "no prisoners were freed".
func (c Clause) noneOfIt(v int) bool {
	return c.Verb(v) && slices.ContainsFunc(c.Tree.All(v, "nsubj", "nsubj:pass", "obj"), func(n int) bool {
		return slices.ContainsFunc(c.Tree.All(n, "det"), func(k int) bool { return c.Form(k) == "no" })
	})
}

// atWork reports whether participle v tells what somebody is at in a sentence of the
// present: "troops shelling the town will have to leave", "crews work there, rescuing
// villagers", "striking workers".
func (c Clause) atWork(v int) bool {
	if c.Tree.Tokens[v].XPOS != "VBG" || c.Headline() || c.Tree.Child(v, "aux", "mark") >= 0 {
		return false
	}
	if c.Tree.Is(v, "amod") {
		return true
	}
	if !c.Tree.Is(v, "acl", "advcl") || c.Tree.Tokens[v].Rel == "acl:relcl" {
		return false
	}
	h := c.VerbFrom(c.Head(v))
	return h >= 0 && (c.Present(h) || slices.ContainsFunc(c.Tree.All(h, "aux"), func(a int) bool { return c.Form(a) == "will" }))
}

// outcome gives the status of what was only sought where the word w over it tells what
// came of it, or "".
func (c Clause) outcome(w int) trucewatch.Status {
	switch {
	case c.wasAble(w):
		return trucewatch.Occurred
	case c.cameToNothing(w):
		return trucewatch.Negated
	}
	return ""
}

// soThat reports whether verb v stands in a clause of aim: "so that the troops leave".
func (c Clause) soThat(v int) bool {
	so := c.Tree.Child(v, "mark")
	return c.Verb(v) && c.Tree.Is(v, "advcl") && so >= 0 && so+1 < v && c.Form(so) == "so" && c.Form(so+1) == "that"
}

// atIt reports whether the noun i is what somebody is in: "the two are in contact".
func (c Clause) atIt(i int) bool {
	cop := c.Tree.Child(i, "cop")
	return c.inWhich(i) && slices.Contains([]string{"is", "are", "'re", "'s", "'m", "am"}, c.Form(cop))
}

// inWhich reports whether the noun i is what somebody is, was or will be in.
func (c Clause) inWhich(i int) bool { return c.Tree.Child(i, "cop") >= 0 && c.Tree.Case(i) == "in" }

// imperative reports whether verb v is told to somebody: "withdraw your troops".
func (c Clause) imperative(v int) bool {
	if !c.Verb(v) || c.Tree.Tokens[v].XPOS != "VB" || c.Tree.Child(v, "nsubj", "nsubj:pass", "aux", "mark", "expl") >= 0 || c.Tree.Child(v, "obj", "obl") < 0 {
		return false
	}
	if h := c.Head(v); c.Tree.Is(v, "conj") {
		return h >= 0 && c.imperative(h)
	}
	return c.Head(v) < 0
}

// ifAny reports whether the noun i is told as one that may never be: "any future attack".
func (c Clause) ifAny(i int) bool { return c.Pointed(i, "any") }

// Habitual reports whether an adverb says that the happening is a habit.
func (c Clause) Habitual(i int) bool {
	for n, steps := i, 0; n >= 0 && steps < 3; n, steps = c.Head(n), steps+1 {
		for _, k := range c.Tree.All(n, "advmod") {
			if c.Words.Is("time-and-again", c.Lemma(k)) {
				return true
			}
		}
		if c.Verb(n) {
			return false
		}
	}
	return false
}

package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// unreal returns "unreal" where verb v tells what was not done ("should have sent
// troops", "would have signed"), "unreal-not" where it tells what was ("should not have
// fired"), and "" otherwise.
func (c clause) unreal(v int) string {
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
func (c clause) unlike(rule *statusRule, w, node int) trucewatch.Status {
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

// aside reports whether the noun i only says what another happening is about: "the
// ceasefire talks". Planned or not, the truce is another thing.
func (c clause) aside(i int, f found) bool {
	h := c.Head(i)
	return f.rule.state && h >= 0 && c.Tree.Is(i, "compound") && c.open(h) != nil
}

// nounShaped reports whether node, the noun phrase of the trigger, has one of the shapes
// that tell what becomes of what a noun names.
func (c clause) nounShaped(shape string, node int, f found) bool {
	switch {
	case !c.ofTrigger(node, f):
		return false
	case shape == "being-done":
		return c.beingDone(node)
	case shape == "never-was":
		return c.neverWas(node)
	case shape == "for-years":
		return node == f.token && (c.Lemma(c.Counted(node)) == "year" || c.Lemma(c.Counted(node)) == "decade")
	}
	if f.rule.kind == trucewatch.Consult {
		return shape == "lasting" && c.soFar(node)
	}
	return shape == "lasting" && c.Words.Is("lasting", c.Lemma(f.token)) && c.hasDone(node)
}

// shaped reports whether node has one of the shapes that tell what is real.
func (c clause) shaped(shape string, node int, f found) bool {
	switch shape {
	case "being-done", "never-was", "lasting", "for-years":
		return c.nounShaped(shape, node, f)
	case "so-that":
		return c.soThat(node)
	case "until":
		return c.untilThen(node)
	}
	return node == f.token && c.triggerShaped(shape, node)
}

// triggerShaped does the same for the trigger itself.
func (c clause) triggerShaped(shape string, i int) bool {
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
	case "whoever":
		return c.whoever(i)
	}
	return false
}

// whoever reports whether verb v tells by what it would be that somebody is meant, and
// not what anybody did: "will punish those who kill them".
func (c clause) whoever(v int) bool {
	if h := c.Head(v); h < 0 || !c.Words.Is("whoever", c.Form(h)) {
		return false
	}
	return c.Tree.Is(v, "acl") && slices.Contains([]string{"VBP", "VBZ", "VB"}, c.Tree.Tokens[v].XPOS)
}

// passedOver reports whether a sign at node says nothing of the trigger: "opposed to the
// occupation" (it is there), "agreed to continue talks" (what is over it decides).
func (c clause) passedOver(rule *statusRule, w, node int, f found) bool {
	if rule.id == "en.status.opposed" && f.rule.state && c.presupposed(node, f) {
		return true
	}
	if x := c.Tree.Child(w, "xcomp"); rule.status == trucewatch.Planned && f.rule.state && x >= 0 && c.Words.Is("expiring", c.Lemma(x)) {
		return true // "the truce is set to expire": it is there
	}
	done := c.Perfect(node) || c.Tree.Tokens[node].XPOS == "VBD" || sort(f.rule.kind) == "force" && c.WasDoing(node)
	if rule.status == trucewatch.Planned && w == c.Head(node) && c.Tree.Is(node, "ccomp") && done {
		return true // "announced that they have pledged", "warned that troops were shelling the town": done
	}
	return rule.status == trucewatch.Ongoing && len(rule.as) == 0 && w != node && c.Tree.Tokens[w].XPOS == "VB"
}

// settled reports whether the end at token w is told as agreed or brought about, so
// that what it ends has happened: "announced an end to the attacks", "convinced them to
// stop shelling", "a truce that calls for an end to the raids".
func (c clause) settled(w int) bool {
	h := c.Head(w)
	if h >= 0 && !c.Verb(h) && c.Verb(c.Head(h)) && c.Tree.Is(w, "acl") {
		h = c.Head(h) // "convinced the rebels to end", hung on the rebels
	}
	if h < 0 || !c.Verb(h) {
		return false
	}
	for _, n := range c.Surface(h) {
		if c.Words.Is("pact", c.Lemma(n)) && c.Lemma(h) != "aim" {
			return true
		}
	}
	return c.Words.Is("settling", c.Lemma(h)) && slices.Contains([]string{"VBD", "VBN", "VBZ", "VBP"}, c.Tree.Tokens[h].XPOS) && !c.Modal(h)
}

// hopedFor reports whether the clause of verb v is what somebody hopes or sees to: "pray
// that the jets do not bomb the town".
func (c clause) hopedFor(v int) bool {
	h := c.Head(v)
	return h >= 0 && c.Tree.Is(v, "ccomp") && c.Words.Is("wishing", c.Lemma(h))
}

// wasAble reports whether "able" at token w is told of the past: "was able to leave".
func (c clause) wasAble(w int) bool {
	cop := c.Tree.Child(w, "cop")
	return c.Form(w) == "able" && cop >= 0 && slices.Contains([]string{"was", "were"}, c.Form(cop)) && !c.Denied(w)
}

// onlyLikely reports whether the clause of verb v is told as likely or possible only:
// "it is likely that they will leave".
func (c clause) onlyLikely(v int) bool {
	h := c.Head(v)
	return h >= 0 && c.Tree.Is(v, "ccomp", "csubj", "advcl", "acl") && c.Words.Is("doubted", c.Lemma(h)) && c.Tree.Child(h, "cop") >= 0
}

// hadBeen reports whether verb i tells a state that was over before another one, and
// passes on nobody's words: "withdrew from the valley, which it had occupied".
func (c clause) hadBeen(i int) bool {
	return c.Verb(i) && c.Pluperfect(i) && c.Tree.Tokens[i].Rel == "acl:relcl"
}

// bygone lets a war or truce that is told with a time of an earlier year be over: "the
// war last year", "the war of the 1990s".
func (c clause) bygone(f found, e *trucewatch.EventMention) {
	if !f.rule.state || f.rule.pos != "noun" || e.Status != trucewatch.Ongoing || !history(*e, c.Draft.Reading.Report.Published.Date) {
		return
	}
	inForce := slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool { return w.Rule == "en.status.in-force" })
	head := c.timeHead(*e.When)
	if inForce && head >= 0 && c.Tree.Case(head) != "since" && c.Head(head) == f.token {
		e.Status = trucewatch.Occurred
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.status.bygone", Words: e.When.Of(c.Draft.Text())})
	}
}

// toCome reports whether the noun np is told, as a subject, to be still to come: "the
// meeting will take place", "the talks are scheduled for Monday".
func (c clause) toCome(np int, f found) bool {
	h := c.Head(np)
	switch {
	case h < 0 || !c.Tree.Is(np, "nsubj", "nsubj:pass"):
		return false
	case c.Words.Is("take-place", c.Lemma(h)):
		return slices.ContainsFunc(c.Tree.Children(h), func(k int) bool { return c.Tree.Tokens[k].XPOS == "MD" || c.Form(k) == "due" })
	}
	return (f.rule.kind == trucewatch.Consult || f.rule.kind == trucewatch.Retreat) && c.Words.Is("scheduling", c.Lemma(h))
}

// startedAgain reports whether the noun np is what somebody would begin anew: "to
// revive the talks", "to return to the table".
func (c clause) startedAgain(np int) bool {
	h := c.Head(np)
	if h < 0 || !c.BareInfinitive(h) {
		return false
	}
	return c.Tree.Is(np, "obj") && c.Words.Is("restart", c.Lemma(h)) || c.Tree.Is(np, "obl") && c.Tree.Case(np) == "to" && c.Words.Is("returning", c.Lemma(h))
}

// brought reports whether the infinitive node tells what somebody was brought to do, or
// what a means was used for, or what they came together for, and not an aim alone:
// "convinced him to accept", "used the road to move troops", "gathered to demand bread".
func (c clause) brought(node int) bool {
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
func (c clause) alone(v int) bool {
	h := c.Head(v)
	return h >= 0 && c.Tree.Is(v, "acl", "advcl") && (c.Words.Is("ordinal", c.Form(h)) ||
		slices.ContainsFunc(c.Tree.All(h, "amod"), func(k int) bool { return c.Words.Is("ordinal", c.Form(k)) }))
}

// performed reports whether act of words v is done by saying so: "we want to condemn the
// raid", "I would like to urge both sides".
func (c clause) performed(v int) bool {
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

// settledFact reports whether the noun i of a happening is told as a fact, whatever
// stands over it.
func (c clause) settledFact(i int, f found) bool {
	return c.presupposed(i, f) || c.cameTrue(i) || c.aside(i, f) || c.inDocument(i) || c.leftBehind(i)
}

// answeredFor reports whether the noun np tells what somebody answers for or to: "vowed to
// retaliate for the killing of nine men".
func (c clause) answeredFor(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "obl", "nmod") && c.Tree.Case(np) == "for" && c.Words.Is("answering-for", c.Lemma(h))
}

// leftBehind reports whether the noun np stands under a word for what it has left behind,
// or for a part of it: "the victims of the attack", "the terms of the deal".
func (c clause) leftBehind(np int) bool {
	h := c.Head(np)
	if h < 0 || !c.Tree.Is(np, "nmod") || c.Tree.Case(np) != "of" {
		return false
	}
	return c.Words.Is("aftermath", c.Lemma(h)) || c.Definite(np) && c.Words.Is("part-of-accord", c.Lemma(h))
}

// inDocument reports whether the phrase of node only tells in what something stands:
// "commitments in the agreement", "as envisaged in the accord".
func (c clause) inDocument(node int) bool {
	return c.Tree.Case(node) == "in" && c.Words.Is("pact", c.Lemma(node)) && c.Definite(node)
}

// kept reports whether participle v tells what is kept up now: "access is restricted",
// "rebels backed by the kingdom".
func (c clause) kept(v int) bool {
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

// calledOff reports whether the noun np is told, as a subject, to have been called off.
func (c clause) calledOff(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "nsubj", "nsubj:pass") && slices.ContainsFunc(c.rules.status, func(r *statusRule) bool {
		return r.status == trucewatch.Negated && c.SaysOf(r.about, h)
	})
}

// neverWas reports whether a relative clause tells that what the noun np names did not
// come about: "a meeting, which never took place".
func (c clause) neverWas(np int) bool {
	return slices.ContainsFunc(c.Tree.Subtree(np), func(v int) bool {
		n := c.Tree.Child(v, "nsubj")
		if c.Tree.Tokens[v].Rel != "acl:relcl" || n < 0 || c.Form(n) != "which" && c.Form(n) != "that" {
			return false // it may hang on a noun in between: "a meeting with the rebels, which never took place"
		}
		if x := c.Tree.Child(v, "xcomp"); c.Lemma(v) == "fail" && x >= 0 {
			return c.Words.Is("coming-about", c.Lemma(x))
		}
		return c.Words.Is("coming-about", c.Lemma(v)) && c.Denied(v)
	})
}

// outcome gives the status of what was only sought where the word w over it tells what
// came of it, or "".
func (c clause) outcome(w int) trucewatch.Status {
	switch {
	case c.wasAble(w):
		return trucewatch.Occurred
	case c.cameToNothing(w):
		return trucewatch.Negated
	}
	return ""
}

// cameToNothing reports whether the noun w of an attempt is told to have come to nothing:
// "efforts to reach a deal have failed".
func (c clause) cameToNothing(w int) bool {
	h := c.Head(w)
	return !c.Verb(w) && h >= 0 && c.Tree.Is(w, "nsubj") && c.Words.Is("failing", c.Lemma(h)) && !c.unsure(h)
}

// endedWar reports whether the noun i tells of wars without saying that they go on:
// "sparked wars between the two".
func (c clause) endedWar(i int) bool {
	return c.Lemma(i) == "war" && c.Tree.Tokens[i].XPOS == "NNS" && c.Tree.Child(i, "det", "nmod:poss") < 0
}

// soonOver reports whether the noun i names what lasted some days, in which something is
// told to have happened: "aid came in during a five-day truce".
func (c clause) soonOver(i int) bool {
	np := c.Counted(i)
	v := c.Head(np)
	return c.Tree.Case(np) == "during" && c.brief(i) && v >= 0 && c.Tree.Tokens[v].XPOS == "VBD"
}

// gripped reports whether the noun np is told to have held a place in its grip so far:
// "the port has been rocked by fighting".
func (c clause) gripped(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "obl") && c.Tree.Case(np) == "by" && c.Words.Is("gripping", c.Lemma(h)) && c.Perfect(h)
}

// beingDone reports whether the noun np is what is being done: "the search is being
// carried out".
func (c clause) beingDone(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "nsubj:pass") && c.PassiveNow(h)
}

// soThat reports whether verb v stands in a clause of aim: "so that the troops leave".
func (c clause) soThat(v int) bool {
	so := c.Tree.Child(v, "mark")
	return c.Verb(v) && c.Tree.Is(v, "advcl") && so >= 0 && so+1 < v && c.Form(so) == "so" && c.Form(so+1) == "that"
}

// atIt reports whether the noun i is what somebody is in: "the two are in contact".
func (c clause) atIt(i int) bool {
	cop := c.Tree.Child(i, "cop")
	return c.inWhich(i) && slices.Contains([]string{"is", "are", "'re", "'s", "'m", "am"}, c.Form(cop))
}

// inWhich reports whether the noun i is what somebody is, was or will be in.
func (c clause) inWhich(i int) bool { return c.Tree.Child(i, "cop") >= 0 && c.Tree.Case(i) == "in" }

// imperative reports whether verb v is told to somebody: "withdraw your troops".
func (c clause) imperative(v int) bool {
	if !c.Verb(v) || c.Tree.Tokens[v].XPOS != "VB" || c.Tree.Child(v, "nsubj", "nsubj:pass", "aux", "mark", "expl") >= 0 || c.Tree.Child(v, "obj", "obl") < 0 {
		return false
	}
	if h := c.Head(v); c.Tree.Is(v, "conj") {
		return h >= 0 && c.imperative(h)
	}
	return c.Head(v) < 0
}

// toBeLifted reports whether the noun np is what somebody is to put an end to: "the
// restrictions should be lifted", "to ease the blockade". It is there.
func (c clause) toBeLifted(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "obj", "nsubj:pass") && c.Verb(h) && c.Words.Is("lifting", c.Lemma(h)) && (c.Tree.Tokens[h].XPOS != "VBD" || c.unsure(h))
}

// toBeImposed reports whether the noun np is what somebody may put into force: "the
// curfew might be imposed". It is not there.
func (c clause) toBeImposed(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "nsubj:pass") && c.Verb(h) && c.Words.Is("imposing", c.Lemma(h))
}

// hasDone reports whether the noun np is told, as the subject of a verb in the present
// perfect, to have done so far what it did: "the fighting has killed thousands".
func (c clause) hasDone(np int) bool {
	if h := c.Head(np); h >= 0 && c.Tree.Is(np, "nsubj", "nsubj:pass") && c.Verb(h) && c.Perfect(h) || c.gripped(np) {
		return true
	}
	return slices.ContainsFunc(c.Tree.All(np, "acl:relcl"), func(v int) bool {
		n := c.Tree.Child(v, "nsubj")
		return n >= 0 && c.Relative(n) && c.Perfect(v)
	})
}

// soFar reports whether what the noun np names is told of as not over: "the talks have so
// far been fruitless".
func (c clause) soFar(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "nsubj", "nsubj:pass") && c.Perfect(h) && slices.ContainsFunc(c.Tree.All(h, "advmod"), func(k int) bool {
		return c.Form(k) == "far" || c.Form(k) == "yet" || c.Form(k) == "so"
	})
}

// ifAny reports whether the noun i is told as one that may never be: "any future attack".
func (c clause) ifAny(i int) bool { return c.Pointed(i, "any") }

// untilThen reports whether verb v tells in the present tense what something else waits
// for: "until the prisoners are released".
func (c clause) untilThen(v int) bool {
	mark := c.Tree.Child(v, "mark")
	if !c.Verb(v) || mark < 0 || !c.Words.Is("not-before", c.Form(mark)) {
		return false
	}
	present := func(k int) bool { return c.Tree.Tokens[k].XPOS == "VBZ" || c.Tree.Tokens[k].XPOS == "VBP" }
	return present(v) || slices.ContainsFunc(c.Tree.All(v, "aux"), present)
}

// heldSince reports whether verb v tells a state that lasts: "has occupied", "occupied
// since 1967".
func (c clause) heldSince(v int) bool {
	return c.Verb(v) && (c.hasSince(v) || c.Perfect(v)) && !c.hadBeen(v)
}

func (c clause) hasSince(v int) bool {
	for _, k := range c.Tree.Children(v) {
		if c.Form(k) == "since" || c.Tree.Case(k) == "since" {
			return true
		}
	}
	return false
}

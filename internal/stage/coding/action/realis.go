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
	for _, k := range c.t.Children(v) {
		switch {
		case c.t.Is(k, "aux") && slices.Contains([]string{"should", "would", "ought"}, c.form(k)):
			modal = true
		case c.form(k) == "have" && c.t.Is(k, "aux"):
			have = true
		case c.rules.is("negation", c.form(k)):
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
	over := w != node && w == c.head(node)
	if over && rule.status == trucewatch.Proposed {
		return c.outcome(w)
	}
	switch {
	case rule.status == trucewatch.Ongoing && over && c.unreal(w) == "unreal":
		if c.verb(node) {
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
	h := c.head(i)
	return f.rule.state && h >= 0 && c.t.Is(i, "compound") && c.open(h) != nil
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
		return node == f.token && (c.lemma(c.counted(node)) == "year" || c.lemma(c.counted(node)) == "decade")
	}
	if f.rule.kind == trucewatch.Consult {
		return shape == "lasting" && c.soFar(node)
	}
	return shape == "lasting" && c.rules.is("lasting", c.lemma(f.token)) && c.hasDone(node)
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
		return c.t.Tokens[i].XPOS == "VBN" && c.rules.is("posting", c.lemma(i)) && c.isNow(i)
	case "performed":
		return c.t.Tokens[i].XPOS == "VB" && (c.performed(i) || c.t.Is(i, "acl") && c.performed(c.head(i)))
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
	if h := c.head(v); h < 0 || !c.rules.is("whoever", c.form(h)) {
		return false
	}
	return c.t.Is(v, "acl") && slices.Contains([]string{"VBP", "VBZ", "VB"}, c.t.Tokens[v].XPOS)
}

// passedOver reports whether a sign at node says nothing of the trigger: "opposed to the
// occupation" (it is there), "agreed to continue talks" (what is over it decides).
func (c clause) passedOver(rule *statusRule, w, node int, f found) bool {
	if rule.id == "en.status.opposed" && f.rule.state && c.presupposed(node, f) {
		return true
	}
	if x := c.t.Child(w, "xcomp"); rule.status == trucewatch.Planned && f.rule.state && x >= 0 && c.rules.is("expiring", c.lemma(x)) {
		return true // "the truce is set to expire": it is there
	}
	done := c.perfect(node) || c.t.Tokens[node].XPOS == "VBD" || sort(f.rule.kind) == "force" && c.wasDoing(node)
	if rule.status == trucewatch.Planned && w == c.head(node) && c.t.Is(node, "ccomp") && done {
		return true // "announced that they have pledged", "warned that troops were shelling the town": done
	}
	return rule.status == trucewatch.Ongoing && len(rule.as) == 0 && w != node && c.t.Tokens[w].XPOS == "VB"
}

// settled reports whether the end at token w is told as agreed or brought about, so
// that what it ends has happened: "announced an end to the attacks", "convinced them to
// stop shelling", "a truce that calls for an end to the raids".
func (c clause) settled(w int) bool {
	h := c.head(w)
	if h >= 0 && !c.verb(h) && c.verb(c.head(h)) && c.t.Is(w, "acl") {
		h = c.head(h) // "convinced the rebels to end", hung on the rebels
	}
	if h < 0 || !c.verb(h) {
		return false
	}
	for _, n := range c.surface(h) {
		if c.rules.is("pact", c.lemma(n)) && c.lemma(h) != "aim" {
			return true
		}
	}
	return c.rules.is("settling", c.lemma(h)) && slices.Contains([]string{"VBD", "VBN", "VBZ", "VBP"}, c.t.Tokens[h].XPOS) && !c.modal(h)
}

// hopedFor reports whether the clause of verb v is what somebody hopes or sees to: "pray
// that the jets do not bomb the town".
func (c clause) hopedFor(v int) bool {
	h := c.head(v)
	return h >= 0 && c.t.Is(v, "ccomp") && c.rules.is("wishing", c.lemma(h))
}

// wasAble reports whether "able" at token w is told of the past: "was able to leave".
func (c clause) wasAble(w int) bool {
	cop := c.t.Child(w, "cop")
	return c.form(w) == "able" && cop >= 0 && slices.Contains([]string{"was", "were"}, c.form(cop)) && !c.denied(w)
}

// onlyLikely reports whether the clause of verb v is told as likely or possible only:
// "it is likely that they will leave".
func (c clause) onlyLikely(v int) bool {
	h := c.head(v)
	return h >= 0 && c.t.Is(v, "ccomp", "csubj", "advcl", "acl") && c.rules.is("doubted", c.lemma(h)) && c.t.Child(h, "cop") >= 0
}

// hadBeen reports whether verb i tells a state that was over before another one, and
// passes on nobody's words: "withdrew from the valley, which it had occupied".
func (c clause) hadBeen(i int) bool {
	return c.verb(i) && c.pluperfect(i) && c.t.Tokens[i].Rel == "acl:relcl"
}

// bygone lets a war or truce that is told with a time of an earlier year be over: "the
// war last year", "the war of the 1990s".
func (c clause) bygone(f found, e *trucewatch.EventMention) {
	if !f.rule.state || f.rule.pos != "noun" || e.Status != trucewatch.Ongoing || !history(*e, c.d.Reading.Report.Published.Date) {
		return
	}
	inForce := slices.ContainsFunc(e.Why, func(w trucewatch.Reason) bool { return w.Rule == "en.status.in-force" })
	head := c.timeHead(*e.When)
	if inForce && head >= 0 && c.t.Case(head) != "since" && c.head(head) == f.token {
		e.Status = trucewatch.Occurred
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.status.bygone", Words: e.When.Of(c.d.Text())})
	}
}

// toCome reports whether the noun np is told, as a subject, to be still to come: "the
// meeting will take place", "the talks are scheduled for Monday".
func (c clause) toCome(np int, f found) bool {
	h := c.head(np)
	switch {
	case h < 0 || !c.t.Is(np, "nsubj", "nsubj:pass"):
		return false
	case c.rules.is("take-place", c.lemma(h)):
		return slices.ContainsFunc(c.t.Children(h), func(k int) bool { return c.t.Tokens[k].XPOS == "MD" || c.form(k) == "due" })
	}
	return (f.rule.kind == trucewatch.Consult || f.rule.kind == trucewatch.Retreat) && c.rules.is("scheduling", c.lemma(h))
}

// startedAgain reports whether the noun np is what somebody would begin anew: "to
// revive the talks", "to return to the table".
func (c clause) startedAgain(np int) bool {
	h := c.head(np)
	if h < 0 || !c.bareInfinitive(h) {
		return false
	}
	return c.t.Is(np, "obj") && c.rules.is("restart", c.lemma(h)) || c.t.Is(np, "obl") && c.t.Case(np) == "to" && c.rules.is("returning", c.lemma(h))
}

// brought reports whether the infinitive node tells what somebody was brought to do, or
// what a means was used for, or what they came together for, and not an aim alone:
// "convinced him to accept", "used the road to move troops", "gathered to demand bread".
func (c clause) brought(node int) bool {
	h := c.head(node)
	if h >= 0 && c.t.Is(node, "acl") && c.t.Is(h, "obj") {
		h = c.head(h)
	}
	if h < 0 || !c.verb(h) {
		return false
	}
	return c.rules.is("bringing", c.lemma(h)) || c.rules.is("turning-out", c.lemma(h)) && c.rules.is("said-by-turning-out", c.lemma(node))
}

// alone reports whether the infinitive v tells what somebody did alone or before others:
// "was the first leader to condemn the raid", "one of the first areas to rise".
func (c clause) alone(v int) bool {
	h := c.head(v)
	return h >= 0 && c.t.Is(v, "acl", "advcl") && (c.rules.is("ordinal", c.form(h)) ||
		slices.ContainsFunc(c.t.All(h, "amod"), func(k int) bool { return c.rules.is("ordinal", c.form(k)) }))
}

// performed reports whether act of words v is done by saying so: "we want to condemn the
// raid", "I would like to urge both sides".
func (c clause) performed(v int) bool {
	h := c.head(v)
	for steps := 0; h >= 0 && steps < maxPerformed && c.rules.is("performing", c.lemma(h)); steps++ {
		if n := c.t.Child(h, "nsubj"); n >= 0 && !c.denied(h) {
			return c.form(n) == "we" || c.form(n) == "i"
		}
		h = c.head(h)
	}
	return false
}

// maxPerformed is how many verbs may stand between who speaks and the act of words.
const maxPerformed = 3

// passiveNow reports whether verb v tells what is being done: "is being shelled".
func (c clause) passiveNow(v int) bool {
	being, now := false, false
	for _, a := range c.t.All(v, "aux") {
		being = being || c.form(a) == "being"
		now = now || slices.Contains([]string{"is", "are", "'s", "'re"}, c.form(a))
	}
	return being && now
}

// settledFact reports whether the noun i of a happening is told as a fact, whatever
// stands over it.
func (c clause) settledFact(i int, f found) bool {
	return c.presupposed(i, f) || c.cameTrue(i) || c.aside(i, f) || c.inDocument(i) || c.leftBehind(i)
}

// answeredFor reports whether the noun np tells what somebody answers for or to: "vowed to
// retaliate for the killing of nine men".
func (c clause) answeredFor(np int) bool {
	h := c.head(np)
	return h >= 0 && c.t.Is(np, "obl", "nmod") && c.t.Case(np) == "for" && c.rules.is("answering-for", c.lemma(h))
}

// leftBehind reports whether the noun np stands under a word for what it has left behind,
// or for a part of it: "the victims of the attack", "the terms of the deal".
func (c clause) leftBehind(np int) bool {
	h := c.head(np)
	if h < 0 || !c.t.Is(np, "nmod") || c.t.Case(np) != "of" {
		return false
	}
	return c.rules.is("aftermath", c.lemma(h)) || c.definite(np) && c.rules.is("part-of-accord", c.lemma(h))
}

// inDocument reports whether the phrase of node only tells in what something stands:
// "commitments in the agreement", "as envisaged in the accord".
func (c clause) inDocument(node int) bool {
	return c.t.Case(node) == "in" && c.rules.is("pact", c.lemma(node)) && c.definite(node)
}

// kept reports whether participle v tells what is kept up now: "access is restricted",
// "rebels backed by the kingdom".
func (c clause) kept(v int) bool {
	if c.t.Tokens[v].XPOS != "VBN" {
		return false
	}
	if c.rules.is("standing-by", c.lemma(v)) {
		return c.t.Is(v, "acl") && c.t.Tokens[v].Rel != "acl:relcl" && c.t.Child(v, "aux") < 0 && c.t.Child(v, "obl") >= 0
	}
	if c.rules.is("closing-in", c.lemma(v)) && c.perfect(v) {
		return true
	}
	return c.rules.is("keeping", c.lemma(v)) && (c.isNow(v) || c.perfect(v) && c.hasSince(v))
}

// calledOff reports whether the noun np is told, as a subject, to have been called off.
func (c clause) calledOff(np int) bool {
	h := c.head(np)
	return h >= 0 && c.t.Is(np, "nsubj", "nsubj:pass") && slices.ContainsFunc(c.rules.status, func(r *statusRule) bool {
		return r.status == trucewatch.Negated && c.saysOf(r.about, h)
	})
}

// neverWas reports whether a relative clause tells that what the noun np names did not
// come about: "a meeting, which never took place".
func (c clause) neverWas(np int) bool {
	return slices.ContainsFunc(c.t.Subtree(np), func(v int) bool {
		n := c.t.Child(v, "nsubj")
		if c.t.Tokens[v].Rel != "acl:relcl" || n < 0 || c.form(n) != "which" && c.form(n) != "that" {
			return false // it may hang on a noun in between: "a meeting with the rebels, which never took place"
		}
		if x := c.t.Child(v, "xcomp"); c.lemma(v) == "fail" && x >= 0 {
			return c.rules.is("coming-about", c.lemma(x))
		}
		return c.rules.is("coming-about", c.lemma(v)) && c.denied(v)
	})
}

// denied reports whether a word of denial hangs on token v.
func (c clause) denied(v int) bool {
	return slices.ContainsFunc(c.t.Children(v), func(k int) bool { return c.rules.is("negation", c.form(k)) })
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
	h := c.head(w)
	return !c.verb(w) && h >= 0 && c.t.Is(w, "nsubj") && c.rules.is("failing", c.lemma(h)) && !c.unsure(h)
}

// endedWar reports whether the noun i tells of wars without saying that they go on:
// "sparked wars between the two".
func (c clause) endedWar(i int) bool {
	return c.lemma(i) == "war" && c.t.Tokens[i].XPOS == "NNS" && c.t.Child(i, "det", "nmod:poss") < 0
}

// soonOver reports whether the noun i names what lasted some days, in which something is
// told to have happened: "aid came in during a five-day truce".
func (c clause) soonOver(i int) bool {
	np := c.counted(i)
	v := c.head(np)
	return c.t.Case(np) == "during" && c.brief(i) && v >= 0 && c.t.Tokens[v].XPOS == "VBD"
}

// gripped reports whether the noun np is told to have held a place in its grip so far:
// "the port has been rocked by fighting".
func (c clause) gripped(np int) bool {
	h := c.head(np)
	return h >= 0 && c.t.Is(np, "obl") && c.t.Case(np) == "by" && c.rules.is("gripping", c.lemma(h)) && c.perfect(h)
}

// isNow reports whether participle v tells a state of now: "are stationed".
func (c clause) isNow(v int) bool {
	return slices.ContainsFunc(c.t.All(v, "aux"), func(a int) bool { return c.form(a) == "is" || c.form(a) == "are" })
}

// beingDone reports whether the noun np is what is being done: "the search is being
// carried out".
func (c clause) beingDone(np int) bool {
	h := c.head(np)
	return h >= 0 && c.t.Is(np, "nsubj:pass") && c.passiveNow(h)
}

// soThat reports whether verb v stands in a clause of aim: "so that the troops leave".
func (c clause) soThat(v int) bool {
	so := c.t.Child(v, "mark")
	return c.verb(v) && c.t.Is(v, "advcl") && so >= 0 && so+1 < v && c.form(so) == "so" && c.form(so+1) == "that"
}

// atIt reports whether the noun i is what somebody is in: "the two are in contact".
func (c clause) atIt(i int) bool {
	cop := c.t.Child(i, "cop")
	return c.inWhich(i) && slices.Contains([]string{"is", "are", "'re", "'s", "'m", "am"}, c.form(cop))
}

// inWhich reports whether the noun i is what somebody is, was or will be in.
func (c clause) inWhich(i int) bool { return c.t.Child(i, "cop") >= 0 && c.t.Case(i) == "in" }

// imperative reports whether verb v is told to somebody: "withdraw your troops".
func (c clause) imperative(v int) bool {
	if !c.verb(v) || c.t.Tokens[v].XPOS != "VB" || c.t.Child(v, "nsubj", "nsubj:pass", "aux", "mark", "expl") >= 0 || c.t.Child(v, "obj", "obl") < 0 {
		return false
	}
	if h := c.head(v); c.t.Is(v, "conj") {
		return h >= 0 && c.imperative(h)
	}
	return c.head(v) < 0
}

// toBeLifted reports whether the noun np is what somebody is to put an end to: "the
// restrictions should be lifted", "to ease the blockade". It is there.
func (c clause) toBeLifted(np int) bool {
	h := c.head(np)
	return h >= 0 && c.t.Is(np, "obj", "nsubj:pass") && c.verb(h) && c.rules.is("lifting", c.lemma(h)) && (c.t.Tokens[h].XPOS != "VBD" || c.unsure(h))
}

// toBeImposed reports whether the noun np is what somebody may put into force: "the
// curfew might be imposed". It is not there.
func (c clause) toBeImposed(np int) bool {
	h := c.head(np)
	return h >= 0 && c.t.Is(np, "nsubj:pass") && c.verb(h) && c.rules.is("imposing", c.lemma(h))
}

// hasDone reports whether the noun np is told, as the subject of a verb in the present
// perfect, to have done so far what it did: "the fighting has killed thousands".
func (c clause) hasDone(np int) bool {
	if h := c.head(np); h >= 0 && c.t.Is(np, "nsubj", "nsubj:pass") && c.verb(h) && c.perfect(h) || c.gripped(np) {
		return true
	}
	return slices.ContainsFunc(c.t.All(np, "acl:relcl"), func(v int) bool {
		n := c.t.Child(v, "nsubj")
		return n >= 0 && c.relative(n) && c.perfect(v)
	})
}

// soFar reports whether what the noun np names is told of as not over: "the talks have so
// far been fruitless".
func (c clause) soFar(np int) bool {
	h := c.head(np)
	return h >= 0 && c.t.Is(np, "nsubj", "nsubj:pass") && c.perfect(h) && slices.ContainsFunc(c.t.All(h, "advmod"), func(k int) bool {
		return c.form(k) == "far" || c.form(k) == "yet" || c.form(k) == "so"
	})
}

// ifAny reports whether the noun i is told as one that may never be: "any future attack".
func (c clause) ifAny(i int) bool { return c.pointed(i, "any") }

// wasDoing reports whether verb v tells what was being done: "were shelling the town".
func (c clause) wasDoing(v int) bool {
	return c.t.Tokens[v].XPOS == "VBG" && slices.ContainsFunc(c.t.All(v, "aux"), func(a int) bool { return c.form(a) == "was" || c.form(a) == "were" })
}

// atPresent reports whether an adverb says that participle v tells what is done now.
func (c clause) atPresent(v int) bool {
	return slices.ContainsFunc(c.t.All(v, "advmod"), func(k int) bool { return c.rules.is("at-present", c.form(k)) })
}

// headline reports whether the sentence is one.
func (c clause) headline() bool { return c.d.Reading.Sentences[c.s].Kind == trucewatch.Headline }

// untilThen reports whether verb v tells in the present tense what something else waits
// for: "until the prisoners are released".
func (c clause) untilThen(v int) bool {
	mark := c.t.Child(v, "mark")
	if !c.verb(v) || mark < 0 || !c.rules.is("not-before", c.form(mark)) {
		return false
	}
	present := func(k int) bool { return c.t.Tokens[k].XPOS == "VBZ" || c.t.Tokens[k].XPOS == "VBP" }
	return present(v) || slices.ContainsFunc(c.t.All(v, "aux"), present)
}

// heldSince reports whether verb v tells a state that lasts: "has occupied", "occupied
// since 1967".
func (c clause) heldSince(v int) bool {
	return c.verb(v) && (c.hasSince(v) || c.perfect(v)) && !c.hadBeen(v)
}

func (c clause) hasSince(v int) bool {
	for _, k := range c.t.Children(v) {
		if c.form(k) == "since" || c.t.Case(k) == "since" {
			return true
		}
	}
	return false
}

package standing

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// formed reports whether the over-word h has a form that the rule asks for: one of its
// tags, "done" (told as done), "going-on" (told as going on) or "now" (told of the present).
func (c Clause) formed(rule *statusRule, h int) bool {
	switch {
	case len(rule.as) == 0:
		return true
	case rule.as[0] == "done":
		done := slices.Contains([]string{"VBD", "VBN"}, c.Tree.Tokens[h].XPOS) || c.Headline() && c.Finite(h)
		return done && !c.unsure(h)
	case rule.as[0] == "told-ahead":
		return c.Present(h) && !c.Headline()
	case rule.as[0] == "going-on":
		return c.Progressive(h)
	case rule.as[0] == "now":
		return c.IsNow(h) || c.Perfect(h) && c.Tree.Child(h, "aux:pass", "cop") >= 0
	}
	return slices.Contains(rule.as, c.Tree.Tokens[h].XPOS)
}

// aside reports whether the noun i only says what another happening is about: "the
// ceasefire talks". Planned or not, the truce is another thing.
func (c Clause) aside(i int, f frame.Found) bool {
	h := c.Head(i)
	return f.Rule.State && h >= 0 && c.Tree.Is(i, "compound") && c.Open(h) != nil
}

// nounShaped reports whether node, the noun phrase of the trigger, has one of the shapes
// that tell what becomes of what a noun names.
func (c Clause) nounShaped(shape string, node int, f frame.Found) bool {
	switch {
	case !c.ofTrigger(node, f):
		return false
	case shape == "being-done":
		return c.beingDone(node)
	case shape == "never-was":
		return c.neverWas(node)
	case shape == "for-years":
		return node == f.Token && (c.Lemma(c.Counted(node)) == "year" || c.Lemma(c.Counted(node)) == "decade")
	}
	if f.Rule.Kind == trucewatch.Consult {
		return shape == "lasting" && c.soFar(node)
	}
	return shape == "lasting" && c.Words.Is("lasting", c.Lemma(f.Token)) && c.hasDone(node)
}

// settled reports whether the end at token w is told as agreed or brought about, so
// that what it ends has happened: "announced an end to the attacks", "convinced them to
// stop shelling", "a truce that calls for an end to the raids".
func (c Clause) settled(w int) bool {
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

// toCome reports whether the noun np is told, as a subject, to be still to come: "the
// meeting will take place", "the talks are scheduled for Monday".
func (c Clause) toCome(np int, f frame.Found) bool {
	h := c.Head(np)
	switch {
	case h < 0 || !c.Tree.Is(np, "nsubj", "nsubj:pass"):
		return false
	case c.Words.Is("take-place", c.Lemma(h)):
		return slices.ContainsFunc(c.Tree.Children(h), func(k int) bool { return c.Tree.Tokens[k].XPOS == "MD" || c.Form(k) == "due" })
	}
	return (f.Rule.Kind == trucewatch.Consult || f.Rule.Kind == trucewatch.Retreat) && c.Words.Is("scheduling", c.Lemma(h))
}

// startedAgain reports whether the noun np is what somebody would begin anew: "to
// revive the talks", "to return to the table".
func (c Clause) startedAgain(np int) bool {
	h := c.Head(np)
	if h < 0 || !c.BareInfinitive(h) {
		return false
	}
	return c.Tree.Is(np, "obj") && c.Words.Is("restart", c.Lemma(h)) || c.Tree.Is(np, "obl") && c.Tree.Case(np) == "to" && c.Words.Is("returning", c.Lemma(h))
}

// settledFact reports whether the noun i of a happening is told as a fact, whatever
// stands over it.
func (c Clause) settledFact(i int, f frame.Found) bool {
	return c.presupposed(i, f) || c.cameTrue(i) || c.aside(i, f) || c.inDocument(i) || c.leftBehind(i)
}

// answeredFor reports whether the noun np tells what somebody answers for or to: "vowed to
// retaliate for the killing of nine men".
func (c Clause) answeredFor(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "obl", "nmod") && c.Tree.Case(np) == "for" && c.Words.Is("answering-for", c.Lemma(h))
}

// leftBehind reports whether the noun np stands under a word for what it has left behind,
// or for a part of it: "the victims of the attack", "the terms of the deal".
func (c Clause) leftBehind(np int) bool {
	h := c.Head(np)
	if h < 0 || !c.Tree.Is(np, "nmod") || c.Tree.Case(np) != "of" {
		return false
	}
	return c.Words.Is("aftermath", c.Lemma(h)) || c.Definite(np) && c.Words.Is("part-of-accord", c.Lemma(h))
}

// inDocument reports whether the phrase of node only tells in what something stands:
// "commitments in the agreement", "as envisaged in the accord".
func (c Clause) inDocument(node int) bool {
	return c.Tree.Case(node) == "in" && c.Words.Is("pact", c.Lemma(node)) && c.Definite(node)
}

// calledOff reports whether the noun np is told, as a subject, to have been called off.
func (c Clause) calledOff(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "nsubj", "nsubj:pass") && slices.ContainsFunc(c.rules.list, func(r *statusRule) bool {
		return r.status == trucewatch.Negated && c.SaysOf(r.about, h)
	})
}

// neverWas reports whether a relative clause tells that what the noun np names did not
// come about: "a meeting, which never took place".
func (c Clause) neverWas(np int) bool {
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

// cameToNothing reports whether the noun w of an attempt is told to have come to nothing:
// "efforts to reach a deal have failed".
func (c Clause) cameToNothing(w int) bool {
	h := c.Head(w)
	return !c.Verb(w) && h >= 0 && c.Tree.Is(w, "nsubj") && c.Words.Is("failing", c.Lemma(h)) && !c.unsure(h)
}

// endedWar reports whether the noun i tells of wars without saying that they go on:
// "sparked wars between the two".
func (c Clause) endedWar(i int) bool {
	return c.Lemma(i) == "war" && c.Tree.Tokens[i].XPOS == "NNS" && c.Tree.Child(i, "det", "nmod:poss") < 0
}

// soonOver reports whether the noun i names what lasted some days, in which something is
// told to have happened: "aid came in during a five-day truce".
func (c Clause) soonOver(i int) bool {
	np := c.Counted(i)
	v := c.Head(np)
	return c.Tree.Case(np) == "during" && c.Brief(i) && v >= 0 && c.Tree.Tokens[v].XPOS == "VBD"
}

// gripped reports whether the noun np is told to have held a place in its grip so far:
// "the port has been rocked by fighting".
func (c Clause) gripped(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "obl") && c.Tree.Case(np) == "by" && c.Words.Is("gripping", c.Lemma(h)) && c.Perfect(h)
}

// beingDone reports whether the noun np is what is being done: "the search is being
// carried out".
func (c Clause) beingDone(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "nsubj:pass") && c.PassiveNow(h)
}

// toBeLifted reports whether the noun np is what somebody is to put an end to: "the
// restrictions should be lifted", "to ease the blockade". It is there.
func (c Clause) toBeLifted(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "obj", "nsubj:pass") && c.Verb(h) && c.Words.Is("lifting", c.Lemma(h)) && (c.Tree.Tokens[h].XPOS != "VBD" || c.unsure(h))
}

// toBeImposed reports whether the noun np is what somebody may put into force: "the
// curfew might be imposed". It is not there.
func (c Clause) toBeImposed(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "nsubj:pass") && c.Verb(h) && c.Words.Is("imposing", c.Lemma(h))
}

// hasDone reports whether the noun np is told, as the subject of a verb in the present
// perfect, to have done so far what it did: "the fighting has killed thousands".
func (c Clause) hasDone(np int) bool {
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
func (c Clause) soFar(np int) bool {
	h := c.Head(np)
	return h >= 0 && c.Tree.Is(np, "nsubj", "nsubj:pass") && c.Perfect(h) && slices.ContainsFunc(c.Tree.All(h, "advmod"), func(k int) bool {
		return c.Form(k) == "far" || c.Form(k) == "yet" || c.Form(k) == "so"
	})
}

// untilThen reports whether verb v tells in the present tense what something else waits
// for: "until the prisoners are released".
func (c Clause) untilThen(v int) bool {
	mark := c.Tree.Child(v, "mark")
	if !c.Verb(v) || mark < 0 || !c.Words.Is("not-before", c.Form(mark)) {
		return false
	}
	return c.Present(v) || slices.ContainsFunc(c.Tree.All(v, "aux"), c.Present)
}

// heldSince reports whether verb v tells a state that lasts: "has occupied", "occupied
// since 1967".
func (c Clause) heldSince(v int) bool {
	return c.Verb(v) && (c.hasSince(v) || c.Perfect(v)) && !c.HadBeen(v)
}

func (c Clause) hasSince(v int) bool {
	for _, k := range c.Tree.Children(v) {
		if c.Form(k) == "since" || c.Tree.Case(k) == "since" {
			return true
		}
	}
	return false
}

// presupposed reports whether the noun is told as a fact whatever stands over it:
// "after the clashes", "the raids", "monitoring the ceasefire".
func (c Clause) presupposed(i int, f frame.Found) bool {
	np := c.Counted(i)
	if c.Tree.Is(np, "obl", "nmod") {
		switch c.Tree.Case(np) {
		case "after", "during", "amid", "since", "following", "before", "despite", "under", "behind", "surrounding":
			return true
		}
	}
	if c.answeredFor(np) {
		return true
	}
	if f.Rule.State && (c.Tree.Child(np, "nmod:poss") >= 0 || c.toBeLifted(np)) {
		return !c.broughtBack(np)
	}
	if f.Rule.State && c.toBeImposed(np) {
		return false
	}
	if f.Rule.Kind == trucewatch.Consult && c.startedAgain(np) || c.toCome(np, f) {
		return false
	}
	return c.Pointed(np, "the", "this", "these") && c.pointedAt(np, f)
}

// pointedAt reports whether a noun phrase with "the" or the like points at what is there.
func (c Clause) pointedAt(np int, f frame.Found) bool {
	if k := f.Rule.Kind; k == trucewatch.Consult || k == trucewatch.Assault || k == trucewatch.Protest {
		of := c.Tree.Child(np, "nmod")
		return of < 0 || c.Tree.Case(of) != "of"
	}
	if f.Rule.Kind == trucewatch.Agree {
		h := c.Head(np)
		return h < 0 || !c.Words.Is("making", c.Lemma(h)) // "hope to sign the accord"
	}
	return f.Rule.State && !c.broughtBack(np)
}

// broughtBack reports whether the noun is under a word that tells that what it names
// has lapsed: "reviving the truce".
func (c Clause) broughtBack(np int) bool {
	h := c.Head(np)
	return h >= 0 && slices.ContainsFunc(c.rules.list, func(r *statusRule) bool {
		return r.status == trucewatch.Occurred && len(r.as) == 0 && slices.Contains(r.under, c.Lemma(h)) && c.Tree.Is(np, r.rels...)
	})
}

// cameTrue reports whether a relative clause tells as a fact what became of the noun:
// "a demand that has been made often".
func (c Clause) cameTrue(i int) bool {
	made := func(v int) bool {
		return c.Makes(v, i) && (c.Tree.Tokens[v].XPOS == "VBN" && c.Tree.Child(v, "aux") < 0 || c.Tree.Tokens[v].XPOS == "VBD")
	}
	if slices.ContainsFunc(c.Tree.All(i, "acl"), made) {
		return true // "the deal signed in May", "a truce that envoys brokered"
	}
	return slices.ContainsFunc(c.Tree.All(i, "acl:relcl"), func(v int) bool {
		subject := c.Tree.Child(v, "nsubj")
		return subject >= 0 && c.Relative(subject) && (c.Perfect(v) || c.Tree.Tokens[v].XPOS == "VBD")
	})
}

// exemplified reports whether the trigger is named as one of what node names:
// "its daily attacks, including shelling".
func (c Clause) exemplified(node int, f frame.Found) bool {
	np := c.Phrase(f.Token)
	return !c.Verb(node) && c.Head(np) == node && (c.Tree.Case(np) == "including" || c.Tree.Case(np) == "like")
}

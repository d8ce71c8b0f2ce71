package grammar

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// Finite reports whether verb v has a finite form or a finite auxiliary.
func (c Clause) Finite(v int) bool {
	if slices.Contains([]string{"VBD", "VBZ", "VBP", "MD"}, c.Tree.Tokens[v].XPOS) {
		return true
	}
	for _, a := range c.Tree.All(v, "aux", "cop") {
		if slices.Contains([]string{"VBD", "VBZ", "VBP", "MD"}, c.Tree.Tokens[a].XPOS) {
			return true
		}
	}
	return false
}

// PresentPerfect reports whether the verb over token i tells a state of now.
func (c Clause) PresentPerfect(i int) bool {
	for n, steps := i, 0; n >= 0 && steps < 4; n, steps = c.Head(n), steps+1 {
		if c.Verb(n) {
			return c.Perfect(n)
		}
	}
	return false
}

// Present reports whether token v has the form of a verb in the present: "shells".
func (c Clause) Present(v int) bool {
	return c.Tree.Tokens[v].XPOS == "VBZ" || c.Tree.Tokens[v].XPOS == "VBP"
}

// Modal reports whether verb v tells what will or would happen.
func (c Clause) Modal(v int) bool {
	return slices.ContainsFunc(c.Tree.All(v, "aux"), func(a int) bool { return c.Tree.Tokens[a].XPOS == "MD" })
}

// PassiveNow reports whether verb v tells what is being done: "is being shelled".
func (c Clause) PassiveNow(v int) bool {
	being, now := false, false
	for _, a := range c.Tree.All(v, "aux") {
		being = being || c.Form(a) == "being"
		now = now || slices.Contains([]string{"is", "are", "'s", "'re"}, c.Form(a))
	}
	return being && now
}

// Denied reports whether a word of denial hangs on token v.
func (c Clause) Denied(v int) bool {
	return slices.ContainsFunc(c.Tree.Children(v), func(k int) bool { return c.Words.Is("negation", c.Form(k)) })
}

// IsNow reports whether participle v tells a state of now: "are stationed".
func (c Clause) IsNow(v int) bool {
	return slices.ContainsFunc(c.Tree.All(v, "aux"), func(a int) bool { return c.Form(a) == "is" || c.Form(a) == "are" })
}

// WasDoing reports whether verb v tells what was being done: "were shelling the town".
func (c Clause) WasDoing(v int) bool {
	return c.Tree.Tokens[v].XPOS == "VBG" && slices.ContainsFunc(c.Tree.All(v, "aux"), func(a int) bool { return c.Form(a) == "was" || c.Form(a) == "were" })
}

// atPresent reports whether an adverb says that participle v tells what is done now.
func (c Clause) atPresent(v int) bool {
	return slices.ContainsFunc(c.Tree.All(v, "advmod"), func(k int) bool { return c.Words.Is("at-present", c.Form(k)) })
}

// Pluperfect reports whether verb v is told from before another time: "had fired".
func (c Clause) Pluperfect(v int) bool {
	return slices.ContainsFunc(c.Tree.All(v, "aux"), func(a int) bool { return c.Form(a) == "had" })
}

// Parted reports whether the time over node n need not be that of n: what follows
// "after" or "since", and relative clauses.
func (c Clause) Parted(n int) bool {
	h := c.Head(n)
	if h < 0 || c.Tree.Tokens[n].Rel == "acl:relcl" {
		return true
	}
	apart := []string{"after", "following", "before", "since", "until", "if", "because", "although", "though", "despite"}
	if slices.Contains(apart, c.Tree.Case(n)) {
		return true
	}
	if mark := c.Tree.Child(n, "mark"); mark >= 0 && slices.Contains(apart, c.Form(mark)) && c.Tree.Is(n, "advcl", "acl") {
		return true
	}
	return false
}

// Main reports whether nothing parts token i from the top of its sentence.
func (c Clause) Main(i int) bool {
	for n := i; c.Head(n) >= 0; n = c.Head(n) {
		if c.Parted(n) || c.Pluperfect(n) {
			return false
		}
	}
	return true
}

// BareInfinitive reports whether verb v is an infinitive without an auxiliary.
func (c Clause) BareInfinitive(v int) bool {
	return c.Tree.Tokens[v].XPOS == "VB" && c.Tree.Child(v, "mark") >= 0 && c.Tree.Child(v, "aux") < 0
}

// Progressive reports whether verb v tells what goes on now: "is shelling", "have
// been talking", and, in headlines, "talking".
func (c Clause) Progressive(v int) bool {
	if c.Tree.Tokens[v].XPOS == "VBN" {
		return c.PassiveNow(v)
	}
	if c.Tree.Tokens[v].XPOS != "VBG" || !c.Verb(v) {
		return false
	}
	if h := c.Head(v); h >= 0 && c.Tree.Is(v, "conj") && c.Tree.Child(v, "aux", "nsubj", "mark") < 0 && c.Tree.Child(h, "aux") >= 0 {
		return c.Progressive(h) // "is shelling the town and blocking the road"
	}
	if c.Tree.Child(v, "aux") < 0 {
		return c.Head(v) < 0 || c.atPresent(v) || c.Tree.Child(v, "nsubj") >= 0 && (c.Headline() || !slices.ContainsFunc(c.Tree.Subtree(c.Tree.Root()), c.Finite))
	}
	return !c.WasDoing(v)
}

// Perfect reports whether verb v is in the present perfect.
func (c Clause) Perfect(v int) bool {
	for _, a := range c.Tree.All(v, "aux") {
		if c.Form(a) == "has" || c.Form(a) == "have" {
			return true
		}
	}
	return false
}

// LinkWord returns the preposition or conjunction that a phrase or clause begins
// with, or "".
func (c Clause) LinkWord(n int) string {
	if k := c.Tree.Child(n, "mark"); k >= 0 && c.Tree.Is(n, "advcl", "acl", "obl") {
		return c.Form(k)
	}
	if k := c.Tree.Child(n, "advmod"); k >= 0 && c.Form(k) == "when" && c.Tree.Is(n, "advcl") {
		return "when"
	}
	return c.Tree.Case(n)
}

// HadBeen reports whether verb i tells a state that was over before another one, and
// passes on nobody's words: "withdrew from the valley, which it had occupied".
func (c Clause) HadBeen(i int) bool {
	return c.Verb(i) && c.Pluperfect(i) && c.Tree.Tokens[i].Rel == "acl:relcl"
}

// TimeHead returns the token of a time expression that links it to the sentence,
// or -1.
func (c Clause) TimeHead(w trucewatch.When) int {
	head := -1
	for i, tok := range c.Tree.Tokens {
		if !w.Contains(tok.Span) {
			continue
		}
		h := tok.Head
		if h < 0 || !w.Contains(c.Tree.Tokens[h].Span) {
			if head < 0 || c.Tree.Is(i, "obl", "nmod", "advmod", "nummod", "compound", "amod") {
				head = i
			}
		}
	}
	return head
}

// Makes reports whether verb i tells, behind the noun n, how that came about: "a truce
// brokered in May".
func (c Clause) Makes(i, n int) bool {
	return c.Head(i) == n && c.Tree.Is(i, "acl") && c.Words.Is("making", c.Lemma(i))
}

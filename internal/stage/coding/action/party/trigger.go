package party

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// Triggers returns the events of the sentence in order: one for each happening
// that it speaks of.
func (c Clause) Triggers() []frame.Found {
	var all []frame.Found
	for i := range c.Tree.Tokens {
		if rule := c.Open(i); rule != nil {
			all = append(all, frame.Found{Token: i, Rule: rule})
		}
	}
	return c.once(all)
}

// once drops triggers that name a happening which another trigger of the sentence
// already names; the one that stays keeps the others' places in mind.
func (c Clause) once(all []frame.Found) []frame.Found {
	gone := make([]bool, len(all))
	for k := range all {
		for j := range all {
			if j == k || gone[j] || gone[k] || all[k].Rule.Kind != all[j].Rule.Kind || !c.repeats(all[k], all[j]) {
				continue
			}
			gone[k] = true
			all[j].Also = append(all[j].Also, all[k].Token)
			all[j].Also = append(all[j].Also, all[k].Also...)
		}
	}
	var out []frame.Found
	for k, f := range all {
		if !gone[k] && !c.withGone(f, all, gone) {
			out = append(out, f)
		}
	}
	return out
}

// withGone reports whether f adds no more than the lesser word that it is coordinated
// with and that gave way: "the attack killed two men and injured nine".
func (c Clause) withGone(f frame.Found, all []frame.Found, gone []bool) bool {
	if !f.Rule.Weak || !c.Verb(f.Token) || !c.Tree.Is(f.Token, "conj") || c.Tree.Child(f.Token, "nsubj", "nsubj:pass") >= 0 {
		return false
	}
	at := slices.IndexFunc(all, func(g frame.Found) bool { return g.Token == c.Head(f.Token) })
	return at >= 0 && gone[at] && all[at].Rule.Weak && all[at].Rule.Kind == f.Rule.Kind
}

// repeats reports whether f names the same happening as g and should give way.
func (c Clause) repeats(f, g frame.Found) bool {
	return c.sameThing(f, g) && !c.byOthers(f, g)
}

// byOthers reports whether the sentence tells of two different doers for f and g
// ("the strikes came after the army accused the rebels of attacking its soldiers"), or
// of one as done to who does the other.
func (c Clause) byOthers(f, g frame.Found) bool {
	a, b := trucewatch.EventMention{Type: f.Rule.Kind}, trucewatch.EventMention{Type: g.Rule.Kind}
	c.Parties(frame.Found{Token: f.Token, Rule: f.Rule}, &a)
	c.Parties(frame.Found{Token: g.Token, Rule: g.Rule}, &b)
	if len(a.Actors) > 0 && len(b.Actors) > 0 && len(grammar.Union(nil, a.Actors, b.Actors)) == len(a.Actors) {
		return true
	}
	against := func(x, y trucewatch.EventMention) bool {
		return slices.ContainsFunc(x.Recipients, func(m int) bool {
			return slices.Contains(y.Actors, m) || c.Draft.Mentions[m].Named && c.Same(y.Actors, m)
		})
	}
	return !f.Rule.TwoSided() && !g.Rule.TwoSided() && (against(a, b) || against(b, a))
}

// sameThing reports whether f and g look like one happening, f the lesser word for it.
func (c Clause) sameThing(f, g frame.Found) bool {
	if c.coordinate(f.Token, g.Token) {
		return f.Rule.Weak && !g.Rule.Weak && c.sharesObject(f.Token, g.Token)
	}
	if f.Rule.Weak != g.Rule.Weak {
		return f.Rule.Weak && (c.together(f.Token, g.Token) || c.bare(f.Token))
	}
	if f.Token < g.Token || !c.sameWords(f, g) || c.Another(f.Token) || c.Another(g.Token) || c.answered(f.Token) {
		return false
	}
	return c.together(f.Token, g.Token) || c.Tree.Is(f.Token, "appos") || c.Known(f) || c.Known(g)
}

// bare reports whether verb v tells only what was suffered, not by whom: "were
// killed" beside an attack is the attack's toll.
func (c Clause) bare(v int) bool {
	return c.Verb(v) && c.Passive(v) && len(c.Agents(v)) == 0
}

// sameWords reports whether two triggers speak of the same sort of happening: the
// same lemma or words of one word class of likes ("meeting", "talks").
func (c Clause) sameWords(f, g frame.Found) bool {
	a, b := c.Lemma(f.Token), c.Lemma(g.Token)
	return a == b || c.Words.Alike(a, b)
}

// together reports whether two triggers stand in one clause or one is the means,
// the occasion or the aim of the other, with no other doer in between.
func (c Clause) together(a, b int) bool {
	for _, low := range []int{a, b} {
		high := a + b - low
		if c.hangs(low, high) {
			return true
		}
		if v := c.Light(high); v >= 0 && c.hangs(low, v) {
			return true
		}
		if n := c.Counted(high); n != high && c.Tree.Tokens[low].Rel == "acl:relcl" && c.Head(low) == n {
			return true // "weeks of fighting that killed thousands"
		}
	}
	return false
}

// hangs reports whether low hangs below high through phrases and non-finite
// clauses only.
func (c Clause) hangs(low, high int) bool {
	for steps := 0; low >= 0 && steps < 5; steps++ {
		if low == high {
			return true
		}
		if c.Tree.Is(low, "ccomp", "conj", "parataxis", "root") || c.answered(low) {
			return false
		}
		if c.Tree.Is(low, "advcl", "acl") && c.Tree.Child(low, "nsubj") >= 0 && (c.Tree.Tokens[low].Rel != "acl:relcl" || c.ofWhom(low)) {
			return false
		}
		low = c.Head(low)
	}
	return false
}

// answered reports whether the noun i is what something else is told to answer: "in
// retaliation for an attack", "to disrupt the attack".
func (c Clause) answered(i int) bool {
	k := c.Tree.Child(i, "case")
	if v, rel := c.Governor(i); v >= 0 && rel == "obj" && !c.Verb(i) && c.Words.Is("countering", c.Lemma(v)) {
		return true
	}
	return k > 0 && slices.Contains([]string{"for", "to"}, c.Form(k)) && c.Words.Is("answer", c.Lemma(k-1))
}

// ofWhom reports whether a relative clause tells of people: what they took part in is
// not how they were killed ("killed two men who had not joined the fighting").
func (c Clause) ofWhom(v int) bool {
	n, h := c.Tree.Child(v, "nsubj"), c.Head(v)
	return c.Form(n) == "who" && h >= 0 && c.Tree.Is(h, "obj", "obl", "nsubj:pass", "nmod", "conj", "appos")
}

// coordinate reports whether a and b are conjuncts of one another.
func (c Clause) coordinate(a, b int) bool {
	return slices.Contains(c.Tree.Conjuncts(a), b) || slices.Contains(c.Tree.Conjuncts(b), a)
}

// sharesObject reports whether two coordinated verbs have one doer between them,
// so that the weaker adds nothing ("bombed and hit").
func (c Clause) sharesObject(a, b int) bool {
	return c.Verb(a) && c.Verb(b) && (c.Tree.Child(a, "obj") < 0 || c.Tree.Child(b, "obj") < 0)
}

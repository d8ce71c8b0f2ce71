package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// passedOn returns who passes on the words of the cue verb: the outlet that was
// told, the one that carried the statement, the one that quoted it.
func (l *line) passedOn(c *cue) []source {
	var out []source
	if c.token >= 0 {
		out = append(out, l.told(c)...)
		out = append(out, l.passers(c, c.token)...)
		out = append(out, l.published(c)...)
		out = append(out, l.onAir(c)...)
	}
	for _, s := range c.sources {
		if len(out) == 0 && s.token >= 0 {
			out = append(out, l.passers(c, s.token)...)
		}
	}
	return out
}

// published returns the one who gave out the document, or quoted the person, that the
// clause of the cue describes: "the paper carried a letter in which the nurses said".
func (l *line) published(c *cue) []source {
	n := l.ofClause(c)
	if n < 0 || !l.Tree.Is(n, "obj") || !l.Verbal(l.Head(n)) || l.Passive(l.Head(n)) {
		return nil
	}
	v := l.Head(n)
	quotes := l.Cites(v)
	if v == c.token || !quotes && !l.Rules.In(lexicon.PublishVerbs, l.Lemmas[v]) || l.Unreal(v) {
		return nil
	}
	by := l.expand(l.Subject(v, &lexicon.Rule{}), v, &lexicon.Rule{})
	if len(by) != 1 || !quotes && !l.givesOut(by[0]) || slices.ContainsFunc(c.sources, func(t source) bool { return l.key(t) == l.key(by[0]) }) {
		return nil
	}
	c.via, c.carried = v, l.Words(n)
	return append(l.stoodOn(c, n), by...)
}

// stoodOn returns the site on which the document n stood: "a letter on the website of
// the group in which".
func (l *line) stoodOn(c *cue, n int) []source {
	for _, k := range l.Tree.Subtree(n) {
		if k > n && k < c.token && l.Tree.Is(k, "nmod", "obl") && l.Tree.Case(k) == "on" && l.Outlet(k) && !l.ThePress(k) {
			return l.passer(c, k)
		}
	}
	return nil
}

// ofClause returns the noun, with all that it is of, that the clause of the cue
// describes, or that the cue is; or -1.
func (l *line) ofClause(c *cue) int {
	n := c.token
	for h := l.Head(n); !c.rule.IsNoun && h >= 0 && l.Tree.Is(n, "conj") && l.Verbal(h); h = l.Head(n) {
		n = h
	}
	if !c.rule.IsNoun {
		if !l.Tree.Is(n, "acl", "acl:relcl") {
			return -1
		}
		n = l.Head(n)
	}
	for n >= 0 && l.Tree.Is(n, "nmod", "appos", "acl", "acl:relcl") {
		n = l.Head(n)
	}
	return n
}

// givesOut reports whether the source is one who can publish what others say.
func (l *line) givesOut(s source) bool {
	if s.token < 0 {
		return false
	}
	return l.Outlet(s.token) || l.Press(s.mention) || l.Rules.In(lexicon.DocumentNouns, l.Lemmas[s.token])
}

// onAir returns the outlet on which somebody is as the words are said: "the general
// appeared on state television, saying".
func (l *line) onAir(c *cue) []source {
	h := l.Head(c.token)
	if l.Tree.Tokens[c.token].XPOS != "VBG" || l.Own(c.token) >= 0 || h < 0 {
		return nil
	}
	for _, k := range append(l.Tree.Children(h), h) {
		if k < c.token && l.Tree.Nominal(k) && l.Tree.Case(k) == "on" && l.Outlet(k) && !l.ThePress(k) {
			return l.passer(c, k)
		}
	}
	return nil
}

// told returns the outlet among those to whom the verb's words were said.
func (l *line) told(c *cue) []source {
	if l.Lemmas[c.token] != "tell" && l.Lemmas[c.token] != "inform" {
		return nil
	}
	for _, k := range l.Tree.Children(c.token) {
		if k <= c.token || !l.Tree.Is(k, "obj", "iobj") {
			continue
		}
		if l.Hears(k) {
			return l.passer(c, k)
		}
		if o := l.Journal(k); o >= 0 && l.Draft.Mentions[o].Sentence == l.Sentence {
			return l.outletOf(c, o)
		}
	}
	if next := l.NounRun(c.token + 1); next >= 0 && l.Hears(next) {
		return l.passer(c, next)
	}
	return nil
}

// outletOf returns the outlet o, for which the one who is told works, as who passes the
// words on.
func (l *line) outletOf(c *cue, o int) []source {
	if slices.ContainsFunc(c.sources, func(s source) bool { return s.mention == o }) {
		return nil
	}
	return elsewhere(source{mention: o, span: l.Draft.Mentions[o].Span})
}

// passers looks below token i, the content aside, for those who pass words on.
func (l *line) passers(c *cue, i int) []source {
	for _, k := range l.Tree.Subtree(i) {
		if c.mask[k] || k == i || l.isSource(c, k) {
			continue
		}
		switch {
		case l.Rules.In(lexicon.CarryVerbs, l.Lemmas[k]) && l.Verbal(k) && l.Tree.Is(k, "acl", "advcl", "conj", "parataxis") && l.Carries(k):
			if a := l.Agent(k); a >= 0 && !l.isSource(c, a) && l.CanPass(a) {
				by := l.passer(c, a)
				if doc := l.Head(k); len(by) > 0 && doc >= 0 {
					l.issued[l.Lemmas[doc]] = []int{by[0].mention}
					c.carried = l.Rules.In(lexicon.DocumentNouns, l.Lemmas[doc])
				}
				return by
			}
		case l.Tree.Nominal(k) && l.Outlet(k) && l.Near(k) && !l.ThePress(k):
			return l.passer(c, k)
		}
	}
	return nil
}

func (l *line) isSource(c *cue, k int) bool {
	return slices.ContainsFunc(c.sources, func(s source) bool { return s.token == k })
}

func (l *line) passer(c *cue, k int) []source {
	src, ok := l.source(k, -1)
	if !ok || slices.ContainsFunc(c.sources, func(s source) bool { return s.mention == src.mention }) {
		return nil
	}
	return []source{src}
}

// cited reads "SANA, citing a government source, said" and "the agency quoted him
// as saying": the words are those of the one cited, the subject passes them on.
func (l *line) cited(c *cue) {
	if c.rule.ID == "en.cue.quote" || l.Cites(c.token) {
		if l.Passive(c.token) {
			return
		}
		l.turnAround(c, c.token)
		return
	}
	if c.stance != trucewatch.Assert || !slices.Contains(c.rule.Frames, "clause") && !slices.Contains(c.rule.Frames, "alone") {
		return
	}
	for _, s := range append(l.Tree.Children(c.token), l.childrenOfSources(c)...) {
		if l.Cites(s) && l.Tree.Tokens[s].XPOS == "VBG" && !c.mask[s] && l.turnAround(c, s) {
			return
		}
	}
}

func (l *line) childrenOfSources(c *cue) []int {
	var out []int
	for _, s := range c.sources {
		if s.token >= 0 {
			out = append(out, l.Tree.Children(s.token)...)
		}
	}
	return out
}

// turnAround makes the one whom verb v cites the source of the cue.
func (l *line) turnAround(c *cue, v int) bool {
	obj := l.Tree.Child(v, "obj")
	if obj < 0 {
		obj = l.NounRun(v + 1)
	}
	if obj < 0 || !l.Person(obj) && l.Word(obj) != "him" && l.Word(obj) != "her" {
		return false
	}
	inner := l.expand(obj, v, &lexicon.Rule{})
	if len(inner) == 0 {
		return false
	}
	c.outward = append(slices.Clone(c.sources), c.outward...)
	c.sources = inner
	return true
}

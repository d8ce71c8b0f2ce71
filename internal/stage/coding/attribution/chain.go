package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
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
	if n < 0 || !l.t.Is(n, "obj") || !l.verbal(l.head(n)) || l.passive(l.head(n)) {
		return nil
	}
	v := l.head(n)
	quotes := l.cites(v)
	if v == c.token || !quotes && !l.rules.in(publishVerbs, l.lemma[v]) || l.unreal(v) {
		return nil
	}
	by := l.expand(l.subject(v, &rule{}), v, &rule{})
	if len(by) != 1 || !quotes && !l.givesOut(by[0]) || slices.ContainsFunc(c.sources, func(t source) bool { return l.key(t) == l.key(by[0]) }) {
		return nil
	}
	c.via, c.carried = v, l.words(n)
	return append(l.stoodOn(c, n), by...)
}

// stoodOn returns the site on which the document n stood: "a letter on the website of
// the group in which".
func (l *line) stoodOn(c *cue, n int) []source {
	for _, k := range l.t.Subtree(n) {
		if k > n && k < c.token && l.t.Is(k, "nmod", "obl") && l.t.Case(k) == "on" && l.outlet(k) && !l.thePress(k) {
			return l.passer(c, k)
		}
	}
	return nil
}

// ofClause returns the noun, with all that it is of, that the clause of the cue
// describes, or that the cue is; or -1.
func (l *line) ofClause(c *cue) int {
	n := c.token
	for h := l.head(n); !c.rule.isNoun && h >= 0 && l.t.Is(n, "conj") && l.verbal(h); h = l.head(n) {
		n = h
	}
	if !c.rule.isNoun {
		if !l.t.Is(n, "acl", "acl:relcl") {
			return -1
		}
		n = l.head(n)
	}
	for n >= 0 && l.t.Is(n, "nmod", "appos", "acl", "acl:relcl") {
		n = l.head(n)
	}
	return n
}

// givesOut reports whether the source is one who can publish what others say.
func (l *line) givesOut(s source) bool {
	if s.token < 0 {
		return false
	}
	return l.outlet(s.token) || l.press(s.mention) || l.rules.in(documentNouns, l.lemma[s.token])
}

// onAir returns the outlet on which somebody is as the words are said: "the general
// appeared on state television, saying".
func (l *line) onAir(c *cue) []source {
	h := l.head(c.token)
	if l.t.Tokens[c.token].XPOS != "VBG" || l.own(c.token) >= 0 || h < 0 {
		return nil
	}
	for _, k := range append(l.t.Children(h), h) {
		if k < c.token && l.t.Nominal(k) && l.t.Case(k) == "on" && l.outlet(k) && !l.thePress(k) {
			return l.passer(c, k)
		}
	}
	return nil
}

// told returns the outlet among those to whom the verb's words were said.
func (l *line) told(c *cue) []source {
	if l.lemma[c.token] != "tell" && l.lemma[c.token] != "inform" {
		return nil
	}
	for _, k := range l.t.Children(c.token) {
		if k <= c.token || !l.t.Is(k, "obj", "iobj") {
			continue
		}
		if l.hears(k) {
			return l.passer(c, k)
		}
		if o := l.journal(k); o >= 0 && l.draft.Mentions[o].Sentence == l.s {
			return l.outletOf(c, o)
		}
	}
	if next := l.nounRun(c.token + 1); next >= 0 && l.hears(next) {
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
	return elsewhere(source{mention: o, span: l.draft.Mentions[o].Span})
}

// hears reports whether token k, which something is told, is one who passes it on: an
// outlet, or letters that name nothing else ("told IPS").
func (l *line) hears(k int) bool {
	return l.outlet(k) && !l.thePress(k) || l.letters(k)
}

// letters reports whether token k is a name of capital letters that no list knows.
func (l *line) letters(k int) bool {
	form := l.t.Tokens[k].Form
	const shortest, longest = 3, 5
	return l.is(k, "PROPN") && len(form) >= shortest && len(form) <= longest && strings.ToUpper(form) == form && strings.ToLower(form) != form &&
		l.draft.Named(l.s, k) < 0
}

// passers looks below token i, the content aside, for those who pass words on.
func (l *line) passers(c *cue, i int) []source {
	for _, k := range l.t.Subtree(i) {
		if c.mask[k] || k == i || l.isSource(c, k) {
			continue
		}
		switch {
		case l.rules.in(carryVerbs, l.lemma[k]) && l.verbal(k) && l.t.Is(k, "acl", "advcl", "conj", "parataxis") && l.carries(k):
			if a := l.agent(k); a >= 0 && !l.isSource(c, a) && l.canPass(a) {
				by := l.passer(c, a)
				if doc := l.head(k); len(by) > 0 && doc >= 0 {
					l.issued[l.lemma[doc]] = []int{by[0].mention}
					c.carried = l.rules.in(documentNouns, l.lemma[doc])
				}
				return by
			}
		case l.t.Nominal(k) && l.outlet(k) && l.near(k) && !l.thePress(k):
			return l.passer(c, k)
		}
	}
	return nil
}

// carries reports whether the verb k of passing on has words for its noun: not "the
// ministry, which is run by the rebels".
func (l *line) carries(k int) bool {
	h := l.head(k)
	if l.cites(k) || !l.t.Is(k, "acl", "acl:relcl") || h < 0 {
		return true
	}
	return l.words(h) || !l.known(h)
}

// thePress reports whether token k names those who listen at large, or the place where
// somebody posts: neither passes words on.
func (l *line) thePress(k int) bool {
	if l.rules.in(thePress, l.lower[k]) {
		return l.child(k, func(c int) bool { return l.t.Is(c, "amod", "compound", "nmod") }) < 0
	}
	return l.rules.in(platforms, l.lower[k])
}

// near reports whether a preposition makes the outlet k the place of the words.
func (l *line) near(k int) bool {
	switch l.t.Case(k) {
	case "to", "with", "on", "by", "via", "through":
		return l.t.Is(k, "obl", "nmod")
	}
	h := l.head(k)
	return h >= 0 && l.t.Is(k, "obj") && l.lemma[h] == "tell"
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

// canPass reports whether token k can carry a statement: an organization, an
// outlet, or an office.
func (l *line) canPass(k int) bool {
	if m := l.draft.Named(l.s, k); m >= 0 {
		return l.draft.Mentions[m].Kind == trucewatch.Organization || l.rules.in(mediaNouns, l.lemma[k]) || l.rules.in(orgNouns, l.lemma[k])
	}
	return l.is(k, "PROPN") || l.rules.in(mediaNouns, l.lemma[k]) || l.rules.in(orgNouns, l.lemma[k]) || l.word(k) == "it"
}

// outlet reports whether token k names a news outlet or agency: a noun for one, or
// a named organization that is none of those that merely listen.
func (l *line) outlet(k int) bool {
	if l.rules.in(mediaNouns, l.lemma[k]) || l.rules.in(mediaNouns, l.lower[k]) {
		return l.is(k, "NOUN", "PROPN")
	}
	if l.theTimes(k) {
		return true
	}
	m := l.bodyAt(k)
	if m < 0 {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(l.draft.Mentions[m].Of(l.draft.Text()))) {
		if l.rules.in(audiences, w) {
			return false
		}
	}
	return true
}

// theTimes reports whether token k is the word for a newspaper that stands for its name:
// "told the Times".
func (l *line) theTimes(k int) bool {
	return l.is(k, "PROPN") && l.rules.in(mastheads, l.lower[k]) && l.word(k-1) == "the"
}

// cites reports whether the verb i gives what somebody else says: "quoted him as saying".
func (l *line) cites(i int) bool { return l.lemma[i] == "quote" || l.lemma[i] == "cite" }

// cited reads "SANA, citing a government source, said" and "the agency quoted him
// as saying": the words are those of the one cited, the subject passes them on.
func (l *line) cited(c *cue) {
	if c.rule.id == "en.cue.quote" || l.cites(c.token) {
		if l.passive(c.token) {
			return
		}
		l.turnAround(c, c.token)
		return
	}
	if c.stance != trucewatch.Assert || !slices.Contains(c.rule.frames, "clause") && !slices.Contains(c.rule.frames, "alone") {
		return
	}
	for _, s := range append(l.t.Children(c.token), l.childrenOfSources(c)...) {
		if l.cites(s) && l.t.Tokens[s].XPOS == "VBG" && !c.mask[s] && l.turnAround(c, s) {
			return
		}
	}
}

func (l *line) childrenOfSources(c *cue) []int {
	var out []int
	for _, s := range c.sources {
		if s.token >= 0 {
			out = append(out, l.t.Children(s.token)...)
		}
	}
	return out
}

// turnAround makes the one whom verb v cites the source of the cue.
func (l *line) turnAround(c *cue, v int) bool {
	obj := l.t.Child(v, "obj")
	if obj < 0 {
		obj = l.nounRun(v + 1)
	}
	if obj < 0 || !l.person(obj) && l.word(obj) != "him" && l.word(obj) != "her" {
		return false
	}
	inner := l.expand(obj, v, &rule{})
	if len(inner) == 0 {
		return false
	}
	c.outward = append(slices.Clone(c.sources), c.outward...)
	c.sources = inner
	return true
}

// person reports whether token k names somebody who speaks, as against a thing cited.
func (l *line) person(k int) bool {
	if m := l.draft.Mention(l.s, k); m >= 0 && l.draft.Mentions[m].Named {
		kind := l.draft.Mentions[m].Kind
		return kind == trucewatch.Person || kind == trucewatch.Organization
	}
	core := l.core(k)
	for _, class := range []string{personNouns, orgNouns, mediaNouns, documentNouns} {
		if l.rules.in(class, l.lemma[core]) {
			return true
		}
	}
	return false
}

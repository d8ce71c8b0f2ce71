package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// expand turns the token that is a subject into sources: joint ones, both sides
// of a pair, the issuer of a statement. It returns nil for what cannot speak.
func (l *line) expand(token, verb int, r *lexicon.Rule) []source {
	if token < 0 {
		return nil
	}
	document := -1
	if holder := l.Holder(token); holder >= 0 && holder != token {
		document, token = token, holder
		if r.Subject == "document" {
			r = &lexicon.Rule{} // it is the document that shows, and its author who can speak
		}
	}
	if joint := l.joint(token); len(joint) > 0 {
		return joint
	}
	if pair := l.pair(token); len(pair) > 0 {
		return pair
	}
	if pair := l.adjectives(token); len(pair) > 0 {
		return pair
	}
	out := l.each(token, verb, r)
	if document >= 0 && len(out) > 0 {
		l.issued[l.Lemmas[document]] = nil
		for _, s := range out {
			l.issued[l.Lemmas[document]] = append(l.issued[l.Lemmas[document]], s.mention)
		}
	}
	return out
}

// joint returns those who issued the document that the definite noun n names again,
// where they are several, or nil.
func (l *line) joint(n int) []source {
	by := l.issued[l.Lemmas[n]]
	if l.Word(n) == "it" && l.jointly.sentence == l.Sentence-1 {
		by = l.jointly.by
	} else if !l.Definite(n) {
		return nil
	}
	if len(by) < 2 {
		return nil
	}
	l.jointly = joined{l.Sentence, by}
	var out []source
	for _, m := range by {
		out = append(out, source{token: n, mention: m, span: l.Phrase(n, -1)})
	}
	return out
}

// joined are those who issued a document together, and the sentence that names it.
type joined struct {
	sentence int
	by       []int
}

// each returns the source that the token is, and those joined to it.
func (l *line) each(token, verb int, r *lexicon.Rule) []source {
	var out []source
	if first := l.Listed(token, verb); first >= 0 && l.Speaks(first, r) {
		if src, ok := l.source(first, verb); ok {
			out = append(out, src)
		}
	}
	joint := l.Joined(token) && !l.Singular(verb, token) && !l.Offices(token)
	for _, n := range l.Tree.Conjuncts(token) {
		if n != token && (!joint || n >= verb && token < verb || !l.Is(n, "NOUN", "PROPN", "PRON", "NUM")) {
			continue
		}
		if !l.Speaks(n, r) {
			continue
		}
		if src, ok := l.source(n, verb); ok {
			out = append(out, src)
		}
	}
	return out
}

// source makes the source of token n: its mention, its words, its antecedent. The
// words of an unnamed source that stands before its verb reach up to the verb.
func (l *line) source(n, verb int) (source, bool) {
	m := l.Draft.Mention(l.Sentence, n)
	if m < 0 {
		return source{}, false
	}
	if name := l.Titled(n); name >= 0 && l.Draft.Mentions[m].Kind != trucewatch.Organization {
		m = name
	}
	if name := l.Agency(n); name >= 0 && !l.Draft.Mentions[m].Named {
		m = name
	}
	if l.Some(m, n) {
		m = l.Draft.Nominal(l.Sentence, n)
	}
	mention := l.Draft.Mentions[m]
	src := source{token: n, mention: m, span: mention.Span}
	if !mention.Named {
		l.Refine(m, n)
		src.span = l.Phrase(n, verb)
		if !l.Is(n, "PRON") {
			l.Draft.Mentions[m].Span = src.span
		}
		src = l.withAntecedent(src)
	}
	return src, true
}

// pair reads "both sides", "the two countries": two sources, those last named
// together. When they cannot be found it returns nil.
func (l *line) pair(n int) []source {
	noun := l.Rules.In(lexicon.PairNouns, l.Lemmas[n]) && l.Tree.Tokens[n].XPOS == "NNS"
	has := func(words ...string) bool {
		return l.Child(n, func(c int) bool { return c < n && slices.Contains(words, l.Word(c)) }) >= 0
	}
	// "Two officials" are any two; only "the two officials" are those named before.
	both := has("both", "neither") || has("two") && has("the", "these", "those", "their")
	if (!noun || !both) && l.Word(n) != "both" {
		return nil
	}
	if len(l.Tree.Conjuncts(n)) > 1 {
		return nil
	}
	span := l.Phrase(n, -1)
	a, b := l.lastPair(n)
	if a < 0 {
		return nil
	}
	return []source{{token: n, mention: a, span: span}, {token: n, mention: b, span: span}}
}

// lastPair returns the two actors last named together before token n, or -1, -1.
func (l *line) lastPair(n int) (a, b int) {
	if a, b = l.Together(n); a >= 0 {
		return a, b
	}
	const reach = 8
	for s := l.Sentence - 1; s >= 0 && s >= l.Sentence-reach; s-- {
		earlier := newLine(l.pass, s)
		if a, b = earlier.Together(len(earlier.Lower)); a >= 0 {
			return a, b
		}
	}
	return -1, -1
}

// adjectives reads "Syrian and Israeli ministers" and "the leaders of Egypt and Jordan":
// one phrase, two sources.
func (l *line) adjectives(n int) []source {
	if l.Tree.Tokens[n].XPOS != "NNS" {
		return nil
	}
	for _, c := range l.Tree.Children(n) {
		m := l.Draft.Named(l.Sentence, c)
		of := c > n && l.Rules.In(lexicon.PairNouns, l.Lemmas[n]) && l.Tree.Is(c, "nmod") && l.Tree.Case(c) == "of"
		if c > n && !of || m < 0 || !l.Tree.Is(c, "amod", "compound", "nmod") {
			continue
		}
		for _, k := range l.Tree.All(c, "conj") {
			if o := l.Draft.Named(l.Sentence, k); o >= 0 && (k < n || of) && o != m {
				span := l.Phrase(n, -1)
				return []source{{token: n, mention: m, span: span}, {token: n, mention: o, span: span}}
			}
		}
	}
	return nil
}

// speakers returns the sources of the cue verb i, one for each of joint sources.
func (l *line) speakers(i int, r *lexicon.Rule) []source {
	if l.Passive(i) {
		return l.passiveSpeakers(i, r)
	}
	if r.Negated == "silent" && l.Tree.Is(i, "conj") && l.Own(i) < 0 && l.Negated(i) {
		return l.expand(l.MainSubject(i), i, r)
	}
	found := l.expand(l.Subject(i, r), i, r)
	if len(found) == 0 && l.Tree.Tokens[i].XPOS == "VBG" && l.Own(i) < 0 {
		found = l.expand(l.MainSubject(i), i, r)
	}
	if len(found) == 0 && l.Tree.Tokens[i].XPOS == "VBG" && l.AfterComma(i) {
		found = l.expand(l.SpokeBefore(i), i, r)
	}
	return found
}

// passiveSpeakers returns the sources of a cue verb in the passive: those who are quoted,
// those by whom it is done, the outlet in which it stood.
func (l *line) passiveSpeakers(i int, r *lexicon.Rule) []source {
	if l.Cites(i) && l.HasAs(i) {
		return l.expand(l.Tree.Child(i, "nsubj:pass", "nsubj"), i, r)
	}
	if l.Tree.Is(i, "acl") && r.Stance != trucewatch.Deny && !l.Words(l.Head(i)) {
		return nil
	}
	if by := l.expand(l.Agent(i), i, r); len(by) > 0 || !l.Rules.In(lexicon.CarriedVerbs, l.Lemmas[i]) {
		return by
	}
	return l.expand(l.Child(i, func(c int) bool {
		return c > i && l.Tree.Is(c, "obl") && l.Tree.Case(c) == "in" && (l.Press(l.Draft.Named(l.Sentence, c)) || l.Rules.In(lexicon.MediaNouns, l.Lemmas[c]))
	}), i, r)
}

package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// pair reads "both sides", "the two countries": two sources, those last named
// together. When they cannot be found it returns nil.
func (l *line) pair(n int) []source {
	noun := l.rules.in(pairNouns, l.lemma[n]) && l.t.Tokens[n].XPOS == "NNS"
	has := func(words ...string) bool {
		return l.child(n, func(c int) bool { return c < n && slices.Contains(words, l.word(c)) }) >= 0
	}
	// "Two officials" are any two; only "the two officials" are those named before.
	both := has("both", "neither") || has("two") && has("the", "these", "those", "their")
	if (!noun || !both) && l.word(n) != "both" {
		return nil
	}
	if len(l.t.Conjuncts(n)) > 1 {
		return nil
	}
	span := l.phrase(n, -1)
	a, b := l.lastPair(n)
	if a < 0 {
		return nil
	}
	return []source{{token: n, mention: a, span: span}, {token: n, mention: b, span: span}}
}

// lastPair returns the two actors last named together before token n, or -1, -1.
func (l *line) lastPair(n int) (a, b int) {
	if a, b = l.together(n); a >= 0 {
		return a, b
	}
	const reach = 8
	for s := l.s - 1; s >= 0 && s >= l.s-reach; s-- {
		earlier := newLine(l.pass, s)
		if a, b = earlier.together(len(earlier.lower)); a >= 0 {
			return a, b
		}
	}
	return -1, -1
}

// together finds two coordinated names, or a subject and the one it is "with",
// among the tokens before end.
func (l *line) together(end int) (a, b int) {
	for i := end - 1; i >= 0; i-- {
		m := l.draft.Named(l.s, i)
		if m < 0 || l.draft.Mentions[m].Head != i || !l.t.Is(i, "conj") {
			continue
		}
		o := l.draft.Named(l.s, l.head(i))
		if o >= 0 && o != m && alike(l.draft.Mentions[o].Kind, l.draft.Mentions[m].Kind) {
			return o, m
		}
	}
	for i := end - 1; i >= 0; i-- {
		m := l.draft.Named(l.s, i)
		if m < 0 || l.t.Case(i) != "with" {
			continue
		}
		for v := l.head(i); v >= 0; v = l.head(v) {
			s := l.t.Child(v, "nsubj")
			if s < 0 {
				continue
			}
			if o := l.draft.Named(l.s, s); o >= 0 && o != m && alike(l.draft.Mentions[o].Kind, l.draft.Mentions[m].Kind) {
				return o, m
			}
		}
	}
	return -1, -1
}

// alike reports whether two kinds of mention can be the two sides of something.
func alike(a, b trucewatch.MentionKind) bool {
	side := func(k trucewatch.MentionKind) bool {
		return k == trucewatch.PlaceKind || k == trucewatch.People || k == trucewatch.Organization
	}
	return a == b || side(a) && side(b)
}

// adjectives reads "Syrian and Israeli ministers" and "the leaders of Egypt and Jordan":
// one phrase, two sources.
func (l *line) adjectives(n int) []source {
	if l.t.Tokens[n].XPOS != "NNS" {
		return nil
	}
	for _, c := range l.t.Children(n) {
		m := l.draft.Named(l.s, c)
		of := c > n && l.rules.in(pairNouns, l.lemma[n]) && l.t.Is(c, "nmod") && l.t.Case(c) == "of"
		if c > n && !of || m < 0 || !l.t.Is(c, "amod", "compound", "nmod") {
			continue
		}
		for _, k := range l.t.All(c, "conj") {
			if o := l.draft.Named(l.s, k); o >= 0 && (k < n || of) && o != m {
				span := l.phrase(n, -1)
				return []source{{token: n, mention: m, span: span}, {token: n, mention: o, span: span}}
			}
		}
	}
	return nil
}

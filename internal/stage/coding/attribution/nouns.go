package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// noun tries token i as a cue noun: "repeated its claim that", "no comment from".
func (l *line) noun(i int) *cue {
	if !l.is(i, "NOUN") {
		return nil
	}
	for _, r := range l.rules.nouns[l.lemma[i]] {
		read := l.wordsOf
		if r.stance == trucewatch.Silent {
			read = l.noComment
		}
		if c := read(i, r); c != nil {
			return c
		}
	}
	return nil
}

// noComment reads "no (adjective) comment from X" and "X had no comment".
func (l *line) noComment(i int, r *rule) *cue {
	no := l.child(i, func(c int) bool { return c < i && l.word(c) == "no" })
	if no < 0 || i-no > 4 {
		return nil
	}
	sources := l.expand(l.after(i, "from", "by"), i, r)
	if v := l.head(i); len(sources) == 0 && v >= 0 && l.verbal(v) && l.t.Is(i, "obj") {
		sources = l.expand(l.subject(v, r), v, r)
	}
	if len(sources) == 0 {
		return nil
	}
	return &cue{rule: r, token: i, span: l.span(no, i), stance: r.stance, sources: sources, core: -1, mask: make([]bool, len(l.lower))}
}

// after returns the noun that one of the prepositions joins to noun i, or -1.
func (l *line) after(i int, preps ...string) int {
	for k := i + 1; k < len(l.lower) && k <= i+2; k++ {
		if slices.Contains(preps, l.word(k)) {
			return l.objectOf(k)
		}
	}
	return l.child(i, func(c int) bool { return c > i && l.t.Is(c, "nmod", "obl") && slices.Contains(preps, l.t.Case(c)) })
}

// objectOf returns the noun phrase head that the preposition k governs, or -1.
func (l *line) objectOf(k int) int {
	if h := l.head(k); h > k && l.t.Is(k, "case") && l.t.Nominal(h) {
		return h
	}
	return l.nounRun(k + 1)
}

// wordsOf reads a noun for words with its owner: "Israel's claim that", "claims
// by the army that", "repeated their demand".
func (l *line) wordsOf(i int, r *rule) *cue {
	content := l.child(i, func(c int) bool {
		return c > i && (l.t.Is(c, "acl", "ccomp") || l.t.Is(c, "nmod") && slices.Contains([]string{"of", "against", "to"}, l.t.Case(c)))
	})
	var sources []source
	if v := l.supporter(i, r); v >= 0 && (content >= 0 || r.weak || r.stance == trucewatch.Deny || l.tells(i, content)) {
		sources = l.expand(l.subject(v, r), v, r)
	}
	if len(sources) == 0 && l.tells(i, content) {
		if r.holder == "" {
			sources = l.expand(l.child(i, func(c int) bool { return c < i && (l.t.Is(c, "nmod:poss") || l.owner(c)) }), i, r)
		}
		if len(sources) == 0 {
			sources = l.expand(l.after(i, "by", "from"), i, r)
		}
	}
	if len(sources) == 0 && r.holder != "" {
		sources = l.expand(l.carrier(i), i, r)
	}
	if len(sources) == 0 {
		return nil
	}
	c := &cue{rule: r, token: i, span: l.span(i, i), stance: r.stance, sources: sources, core: content, mask: make([]bool, len(l.lower))}
	if content >= 0 {
		l.cover(c.mask, content)
	}
	l.close(c)
	c.outward = l.published(c)
	return c
}

// owner reports whether the noun c before a cue noun names whose words they are:
// "a UN recommendation that".
func (l *line) owner(c int) bool {
	return l.bodyAt(c) >= 0 && l.t.Is(c, "compound", "nmod")
}

// tells reports whether a clause says what the noun i is about.
func (l *line) tells(i, content int) bool {
	if content >= 0 && l.t.Is(content, "acl", "ccomp") && l.t.Child(content, "mark") >= 0 || l.word(i+1) == "that" {
		return true
	}
	if l.rules.in(callNouns, l.lemma[i]) && l.soon(i, "for") >= 0 {
		return true
	}
	const reach = 6
	for k := i + 2; k <= i+reach && k < len(l.lower) && !l.is(k, "PUNCT", "VERB", "AUX"); k++ {
		if l.word(k) == "that" {
			return true
		}
	}
	return false
}

// supporter returns the verb that has the cue noun i for its object and the source
// for its subject ("repeated its claim"), or -1.
func (l *line) supporter(i int, r *rule) int {
	v := l.head(i)
	if v < 0 || !l.verbal(v) || !l.t.Is(i, "obj") || !slices.Contains(r.support, l.lemma[v]) {
		v = i - 1
		for v > 0 && l.is(v, "DET", "ADJ", "PRON") {
			v--
		}
	}
	if v < 0 || !l.verbal(v) || !slices.Contains(r.support, l.lemma[v]) || l.unreal(v) {
		return -1
	}
	if _, ok := l.stance(v, &rule{stance: r.stance}); !ok || l.passive(v) && l.t.Passive(v) {
		return -1
	}
	return v
}

// before tries token i as the first of words that stand before their source:
// "according to the ministry".
func (l *line) before(i int) *cue {
	for _, r := range l.rules.ahead {
		if !l.reads(i, r.before) {
			continue
		}
		last := i + len(r.before) - 1
		token := l.nounRun(last + 1)
		if h := l.head(i); h > last && l.t.Is(i, "case") && l.t.Nominal(h) && (token < 0 || h <= token || l.unbroken(token, h)) {
			token = h
		} else if token >= 0 {
			token = l.topAfter(token, last)
		}
		if token < 0 || l.rules.in(notSpeakers, l.lemma[token]) || l.is(token, "NUM") {
			continue
		}
		sources := l.expand(l.ranBy(token), i, &rule{subject: "any"})
		if len(sources) == 0 {
			continue
		}
		c := &cue{rule: r, token: i, span: l.span(i, last), stance: r.stance, sources: sources}
		l.setClause(c, token)
		c.outward = l.passers(c, token)
		return c
	}
	return nil
}

// ranBy returns the noun that "X-run and Y-run" describe, where the tree takes the first
// "run" for the noun, else the token.
func (l *line) ranBy(token int) int {
	if l.word(token-1) != "-" || !l.rules.in(madeWords, l.word(token)) {
		return token
	}
	for _, n := range l.t.Conjuncts(token) {
		if n > token && l.is(n, "NOUN") && !l.rules.in(madeWords, l.lower[n]) {
			return n
		}
	}
	return token
}

// topAfter climbs from a noun to the head of its phrase, as long as that stands
// behind token last.
func (l *line) topAfter(token, last int) int {
	if n := l.top(token); n > last {
		return n
	}
	return token
}

// unbroken reports whether no comma or verb stands between tokens a and b.
func (l *line) unbroken(a, b int) bool {
	for k := a; k < b; k++ {
		if l.is(k, "PUNCT", "VERB") && l.word(k) != "-" {
			return false
		}
	}
	return true
}

func (l *line) reads(i int, words []string) bool {
	for k, w := range words {
		if l.word(i+k) != w {
			return false
		}
	}
	return true
}

// phrases tries the rules that are regular expressions over the sentence. The
// source is the subject of the verb within the phrase or above it.
func (l *line) phrases() []*cue {
	var out []*cue
	sentence := l.draft.Sentence(l.s).Span
	text := sentence.Of(l.draft.Text())
	folded := sieve.Fold(text)
	for _, r := range l.rules.phrase {
		for _, m := range r.phrase.All(text, folded) {
			span := trucewatch.Span{Start: sentence.Start + m[0], End: sentence.Start + m[1]}
			first := l.tokenAt(span.Start)
			sources := l.phraseSources(first, l.tokenAt(span.End-1), r)
			if len(sources) == 0 {
				continue
			}
			c := &cue{rule: r, token: first, span: span, stance: r.stance, sources: sources, core: -1, mask: make([]bool, len(l.lower))}
			if r.stance != trucewatch.Silent {
				for k := l.tokenAt(span.End); k < len(l.lower) && !l.is(k, "PUNCT"); k++ {
					c.mask[k] = true
				}
			}
			l.close(c)
			out = append(out, c)
		}
	}
	return out
}

func (l *line) phraseSources(first, last int, r *rule) []source {
	if owner := l.t.Child(last, "nmod:poss"); owner >= 0 {
		return l.expand(owner, first, r)
	}
	for k := first; l.is(first, "NOUN") && k <= last; k++ {
		if l.word(k) == "to" {
			return l.expand(l.objectOf(k), first, r) // "calls to the bank went unanswered"
		}
	}
	if l.is(first, "AUX", "VERB") {
		if n := l.leftNeighbour(first); n >= 0 {
			return l.expand(n, first, r)
		}
	}
	for k := last; k >= first; k-- {
		for v := k; v >= 0; v = l.head(v) {
			if s := l.t.Child(v, "nsubj", "nsubj:pass"); s >= 0 && (s < first || s > last) {
				return l.expand(s, v, r)
			}
		}
	}
	return nil
}

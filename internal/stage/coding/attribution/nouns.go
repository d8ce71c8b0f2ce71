package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/sieve"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
)

// noun tries token i as a cue noun: "repeated its claim that", "no comment from".
func (l *line) noun(i int) *cue {
	if !l.Is(i, "NOUN") {
		return nil
	}
	for _, r := range l.Rules.Nouns[l.Lemmas[i]] {
		read := l.wordsOf
		if r.Stance == trucewatch.Silent {
			read = l.noComment
		}
		if c := read(i, r); c != nil {
			return c
		}
	}
	return nil
}

// noComment reads "no (adjective) comment from X" and "X had no comment".
func (l *line) noComment(i int, r *lexicon.Rule) *cue {
	no := l.Child(i, func(c int) bool { return c < i && l.Word(c) == "no" })
	if no < 0 || i-no > 4 {
		return nil
	}
	sources := l.expand(l.After(i, "from", "by"), i, r)
	if v := l.Head(i); len(sources) == 0 && v >= 0 && l.Verbal(v) && l.Tree.Is(i, "obj") {
		sources = l.expand(l.Subject(v, r), v, r)
	}
	if len(sources) == 0 {
		return nil
	}
	return &cue{rule: r, token: i, span: l.Span(no, i), stance: r.Stance, sources: sources, core: -1, mask: make([]bool, len(l.Lower))}
}

// wordsOf reads a noun for words with its owner: "Israel's claim that", "claims
// by the army that", "repeated their demand".
func (l *line) wordsOf(i int, r *lexicon.Rule) *cue {
	content := l.Child(i, func(c int) bool {
		return c > i && (l.Tree.Is(c, "acl", "ccomp") || l.Tree.Is(c, "nmod") && slices.Contains([]string{"of", "against", "to"}, l.Tree.Case(c)))
	})
	var sources []source
	if v := l.Supporter(i, r); v >= 0 && (content >= 0 || r.Weak || r.Stance == trucewatch.Deny || l.Tells(i, content)) {
		sources = l.expand(l.Subject(v, r), v, r)
	}
	if len(sources) == 0 && l.Tells(i, content) {
		if r.Holder == "" {
			sources = l.expand(l.Child(i, func(c int) bool { return c < i && (l.Tree.Is(c, "nmod:poss") || l.Owner(c)) }), i, r)
		}
		if len(sources) == 0 {
			sources = l.expand(l.After(i, "by", "from"), i, r)
		}
	}
	if len(sources) == 0 && r.Holder != "" {
		sources = l.expand(l.Carrier(i), i, r)
	}
	if len(sources) == 0 {
		return nil
	}
	c := &cue{rule: r, token: i, span: l.Span(i, i), stance: r.Stance, sources: sources, core: content, mask: make([]bool, len(l.Lower))}
	if content >= 0 {
		l.Cover(c.mask, content)
	}
	l.close(c)
	c.outward = l.published(c)
	return c
}

// before tries token i as the first of words that stand before their source:
// "according to the ministry".
func (l *line) before(i int) *cue {
	for _, r := range l.Rules.Ahead {
		if !l.Reads(i, r.Before) {
			continue
		}
		last := i + len(r.Before) - 1
		token := l.NounRun(last + 1)
		if h := l.Head(i); h > last && l.Tree.Is(i, "case") && l.Tree.Nominal(h) && (token < 0 || h <= token || l.Unbroken(token, h)) {
			token = h
		} else if token >= 0 {
			token = l.TopAfter(token, last)
		}
		if token < 0 || l.Rules.In(lexicon.NotSpeakers, l.Lemmas[token]) || l.Is(token, "NUM") {
			continue
		}
		sources := l.expand(l.RanBy(token), i, &lexicon.Rule{Subject: "any"})
		if len(sources) == 0 {
			continue
		}
		c := &cue{rule: r, token: i, span: l.Span(i, last), stance: r.Stance, sources: sources}
		l.setClause(c, token)
		c.outward = l.passers(c, token)
		return c
	}
	return nil
}

// phrases tries the rules that are regular expressions over the sentence. The
// source is the subject of the verb within the phrase or above it.
func (l *line) phrases() []*cue {
	var out []*cue
	sentence := l.Draft.Sentence(l.Sentence).Span
	text := sentence.Of(l.Draft.Text())
	folded := sieve.Fold(text)
	for _, r := range l.Rules.Phrase {
		for _, m := range r.Phrase.All(text, folded) {
			span := trucewatch.Span{Start: sentence.Start + m[0], End: sentence.Start + m[1]}
			first := l.TokenAt(span.Start)
			sources := l.phraseSources(first, l.TokenAt(span.End-1), r)
			if len(sources) == 0 {
				continue
			}
			c := &cue{rule: r, token: first, span: span, stance: r.Stance, sources: sources, core: -1, mask: make([]bool, len(l.Lower))}
			if r.Stance != trucewatch.Silent {
				for k := l.TokenAt(span.End); k < len(l.Lower) && !l.Is(k, "PUNCT"); k++ {
					c.mask[k] = true
				}
			}
			l.close(c)
			out = append(out, c)
		}
	}
	return out
}

func (l *line) phraseSources(first, last int, r *lexicon.Rule) []source {
	if owner := l.Tree.Child(last, "nmod:poss"); owner >= 0 {
		return l.expand(owner, first, r)
	}
	for k := first; l.Is(first, "NOUN") && k <= last; k++ {
		if l.Word(k) == "to" {
			return l.expand(l.ObjectOf(k), first, r) // "calls to the bank went unanswered"
		}
	}
	if l.Is(first, "AUX", "VERB") {
		if n := l.LeftNeighbour(first); n >= 0 {
			return l.expand(n, first, r)
		}
	}
	for k := last; k >= first; k-- {
		for v := k; v >= 0; v = l.Head(v) {
			if s := l.Tree.Child(v, "nsubj", "nsubj:pass"); s >= 0 && (s < first || s > last) {
				return l.expand(s, v, r)
			}
		}
	}
	return nil
}

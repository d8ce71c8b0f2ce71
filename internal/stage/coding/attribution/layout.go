package attribution

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// handle is how a copied post is signed: "— Mona Haddad (@monahaddad)".
var handle = regexp.MustCompile(`[—–-]\s*([^—–@()]{2,60}?)\s*\(@\w+\)`)

// layouts tries the rules that go by the form of a headline or a copied post.
func (l *line) layouts() []*cue {
	var out []*cue
	for _, r := range l.rules.layout {
		var c *cue
		switch r.layout {
		case "post":
			c = l.post(r)
		case "colon-end":
			c = l.tail(r, ":")
		case "dash-end":
			c = l.tail(r, "-", "–", "—")
		case "colon-start":
			c = l.lead(r)
		}
		if c != nil {
			out = append(out, c)
		}
	}
	return out
}

// headline reports whether the sentence can be a headline: said to be one, or
// without a mark at its end.
func (l *line) headline() bool {
	sentence := l.draft.Sentence(l.s)
	if sentence.Kind == trucewatch.Headline {
		return true
	}
	last := strings.TrimRight(sentence.Of(l.draft.Text()), " \n\t\"”’'")
	return last != "" && !strings.ContainsAny(last[len(last)-1:], ".!?:;,")
}

// post reads the signature of a copied post.
func (l *line) post(r *rule) *cue {
	sentence := l.draft.Sentence(l.s)
	m := handle.FindStringSubmatchIndex(sentence.Of(l.draft.Text()))
	if m == nil {
		return nil
	}
	span := trucewatch.Span{Start: sentence.Start + m[2], End: sentence.Start + m[3]}
	return l.named(r, l.tokenAt(span.Start), l.tokenAt(span.End-1))
}

// tail reads a source at the end of a headline, after one of the marks.
func (l *line) tail(r *rule, marks ...string) *cue {
	if !l.headline() {
		return nil
	}
	const longest = 7
	n := len(l.lower)
	for k := n - 2; k > 2 && k >= n-1-longest; k-- {
		for _, m := range marks {
			spaced := l.t.Tokens[k].Start > l.t.Tokens[k-1].End || m == ":"
			if m == ":" && slices.Index(l.lower, ":") < k {
				continue // a list, not a headline
			}
			if l.word(k) == m && spaced && l.t.Tokens[k].End < l.t.Tokens[k+1].Start {
				return l.nameOnly(r, k+1, n-1)
			}
		}
	}
	return nil
}

// lead reads a source at the beginning of a headline, before a colon.
func (l *line) lead(r *rule) *cue {
	if !l.headline() {
		return nil
	}
	for k := 1; k <= 6 && k+3 < len(l.lower); k++ {
		if l.word(k) == ":" {
			if !slices.ContainsFunc(l.t.Tokens[k+1:], func(t trucewatch.Token) bool { return t.UPOS == "VERB" || t.UPOS == "AUX" || t.UPOS == "NOUN" }) {
				return nil // a telephone number, a list of names
			}
			return l.nameOnly(r, 0, k-1)
		}
		if l.is(k, "PUNCT", "VERB") {
			return nil
		}
	}
	return nil
}

// nameOnly takes tokens first to last as a source when they are a noun phrase
// that names somebody who can speak, and nothing else.
func (l *line) nameOnly(r *rule, first, last int) *cue {
	person := false
	for k := first; k <= last; k++ {
		if l.is(k, "VERB", "PUNCT", "NUM", "PRON") && l.draft.Named(l.s, k) < 0 {
			return nil
		}
		if m := l.draft.Named(l.s, k); m >= 0 {
			kind := l.draft.Mentions[m].Kind
			person = person || kind == trucewatch.Person || kind == trucewatch.Organization
		}
		if l.rules.in(bylineNouns, l.lower[k]) {
			return nil
		}
		person = person || l.rules.in(personNouns, l.lower[k]) || l.rules.in(personNouns, l.lemma[k])
	}
	if end := l.lower[last]; l.rules.in(orgNouns, end) || l.rules.in(mediaNouns, end) {
		person = true
	}
	if !person {
		return nil
	}
	return l.named(r, first, last)
}

// named makes the cue whose source is written in tokens first to last.
func (l *line) named(r *rule, first, last int) *cue {
	head := last
	for k := first; k <= last; k++ {
		if m := l.draft.Named(l.s, k); m >= 0 {
			head = k
		}
	}
	mention := l.draft.Named(l.s, head)
	if mention < 0 {
		if mention = l.draft.Mention(l.s, head); mention < 0 {
			return nil
		}
	}
	span := l.span(first, last)
	c := &cue{
		rule: r, token: -1, span: span, stance: r.stance, core: -1, mask: make([]bool, len(l.lower)),
		sources: []source{{token: head, mention: mention, span: span}},
	}
	for k := range c.mask {
		c.mask[k] = (k < first-1 || k > last+1) && !l.is(k, "PUNCT")
	}
	l.close(c)
	return c
}

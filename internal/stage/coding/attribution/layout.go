package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/speech"
)

// layouts tries the rules that go by the form of a headline or a copied post.
func (l *line) layouts() []*cue {
	var out []*cue
	for _, r := range l.Rules.Layout {
		var c *cue
		switch r.Layout {
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

// post reads the signature of a copied post.
func (l *line) post(r *lexicon.Rule) *cue {
	sentence := l.Draft.Sentence(l.Sentence)
	m := speech.Handle.FindStringSubmatchIndex(sentence.Of(l.Draft.Text()))
	if m == nil {
		return nil
	}
	span := trucewatch.Span{Start: sentence.Start + m[2], End: sentence.Start + m[3]}
	return l.named(r, l.TokenAt(span.Start), l.TokenAt(span.End-1))
}

// tail reads a source at the end of a headline, after one of the marks.
func (l *line) tail(r *lexicon.Rule, marks ...string) *cue {
	if !l.Headline() {
		return nil
	}
	const longest = 7
	n := len(l.Lower)
	for k := n - 2; k > 2 && k >= n-1-longest; k-- {
		for _, m := range marks {
			spaced := l.Tree.Tokens[k].Start > l.Tree.Tokens[k-1].End || m == ":"
			if m == ":" && slices.Index(l.Lower, ":") < k {
				continue // a list, not a headline
			}
			if l.Word(k) == m && spaced && l.Tree.Tokens[k].End < l.Tree.Tokens[k+1].Start {
				return l.nameOnly(r, k+1, n-1)
			}
		}
	}
	return nil
}

// bodyAhead reports whether the sentence begins with the name of a body and a colon, and
// goes on with what is told: "Reuters: the rebels left the valley on Friday".
func (l *line) bodyAhead() bool {
	m := l.Draft.Named(l.Sentence, 0)
	if m < 0 || l.Draft.Mentions[m].Kind != trucewatch.Organization {
		return false
	}
	k := l.TokenAt(l.Draft.Mentions[m].End)
	return l.Word(k) == ":" && slices.ContainsFunc(l.Tree.Tokens[k+1:], func(t trucewatch.Token) bool {
		return slices.Contains([]string{"VBD", "VBZ", "VBP", "MD"}, t.XPOS)
	})
}

// lead reads a source at the beginning of a headline, before a colon, or a body at the
// beginning of any sentence.
func (l *line) lead(r *lexicon.Rule) *cue {
	if !l.Headline() && !l.bodyAhead() {
		return nil
	}
	for k := 1; k <= 6 && k+3 < len(l.Lower); k++ {
		if l.Word(k) == ":" {
			if !slices.ContainsFunc(l.Tree.Tokens[k+1:], func(t trucewatch.Token) bool { return t.UPOS == "VERB" || t.UPOS == "AUX" || t.UPOS == "NOUN" }) {
				return nil // a telephone number, a list of names
			}
			return l.nameOnly(r, 0, k-1)
		}
		if l.Is(k, "PUNCT", "VERB") && l.Draft.Named(l.Sentence, k) < 0 {
			return nil
		}
	}
	return nil
}

// nameOnly takes tokens first to last as a source when they are a noun phrase
// that names somebody who can speak, and nothing else.
func (l *line) nameOnly(r *lexicon.Rule, first, last int) *cue {
	person := false
	for k := first; k <= last; k++ {
		if l.Is(k, "VERB", "PUNCT", "NUM", "PRON") && l.Draft.Named(l.Sentence, k) < 0 {
			return nil
		}
		if m := l.Draft.Named(l.Sentence, k); m >= 0 {
			kind := l.Draft.Mentions[m].Kind
			person = person || kind == trucewatch.Person || kind == trucewatch.Organization
		}
		if l.Rules.In(lexicon.BylineNouns, l.Lower[k]) {
			return nil
		}
		person = person || l.Rules.In(lexicon.PersonNouns, l.Lower[k]) || l.Rules.In(lexicon.PersonNouns, l.Lemmas[k])
	}
	if end := l.Lower[last]; l.Rules.In(lexicon.OrgNouns, end) || l.Rules.In(lexicon.MediaNouns, end) {
		person = true
	}
	if !person {
		return nil
	}
	return l.named(r, first, last)
}

// named makes the cue whose source is written in tokens first to last.
func (l *line) named(r *lexicon.Rule, first, last int) *cue {
	head := last
	for k := first; k <= last; k++ {
		if m := l.Draft.Named(l.Sentence, k); m >= 0 {
			head = k
		}
	}
	mention := l.Draft.Named(l.Sentence, head)
	if mention < 0 {
		if mention = l.Draft.Mention(l.Sentence, head); mention < 0 {
			return nil
		}
	}
	span := l.Span(first, last)
	c := &cue{
		rule: r, token: -1, span: span, stance: r.Stance, core: -1, mask: make([]bool, len(l.Lower)),
		sources: []source{{token: head, mention: mention, span: span}},
	}
	for k := range c.mask {
		c.mask[k] = (k < first-1 || k > last+1) && !l.Is(k, "PUNCT")
	}
	l.close(c)
	return c
}

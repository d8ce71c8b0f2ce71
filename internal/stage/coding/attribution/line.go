package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// line is one sentence under examination.
type line struct {
	*pass
	s      int
	t      draft.Tree
	lower  []string // lower-case forms
	lemma  []string // lower-case lemmas
	quoted []bool   // inside quotation marks, also ones opened in an earlier sentence
}

func newLine(p *pass, s int) *line {
	l := &line{pass: p, s: s, t: p.draft.Tree(s), quoted: p.speech.masks[s]}
	for _, tok := range l.t.Tokens {
		l.lower = append(l.lower, strings.ToLower(tok.Form))
		lemma := strings.ToLower(tok.Lemma)
		if known := p.rules.forms[strings.ToLower(tok.Form)]; known != "" && (tok.UPOS == "VERB" || len(p.rules.verbs[lemma]) == 0 && (tok.UPOS != "NOUN" || strings.HasSuffix(lemma, "ed"))) {
			lemma = known
		}
		l.lemma = append(l.lemma, lemma)
	}
	return l
}

// verbal reports whether token i is a verb, by either tag.
func (l *line) verbal(i int) bool {
	tok := l.t.Tokens[i]
	return tok.UPOS == "VERB" || (strings.HasPrefix(tok.XPOS, "VB") && tok.UPOS != "AUX")
}

// is reports whether the UPOS of token i is one of tags.
func (l *line) is(i int, tags ...string) bool {
	if i < 0 || i >= len(l.t.Tokens) {
		return false
	}
	return slices.Contains(tags, l.t.Tokens[i].UPOS)
}

// word returns the lower-case form of token i, or "" outside the sentence.
func (l *line) word(i int) string {
	if i < 0 || i >= len(l.lower) {
		return ""
	}
	return l.lower[i]
}

// personAt returns the mention of a person by name that covers token i, or -1.
func (l *line) personAt(i int) int { return l.namedAt(i, trucewatch.Person) }

// bodyAt returns the mention of an organization by name that covers token i, or -1.
func (l *line) bodyAt(i int) int { return l.namedAt(i, trucewatch.Organization) }

// namedAt returns the mention of that kind by name that covers token i, or -1.
func (l *line) namedAt(i int, kind trucewatch.MentionKind) int {
	m := l.draft.Named(l.s, i)
	if m < 0 || l.draft.Mentions[m].Kind != kind {
		return -1
	}
	return m
}

// head returns the governor of token i, or -1.
func (l *line) head(i int) int { return l.t.Tokens[i].Head }

// span returns the bytes of tokens first to last, both included.
func (l *line) span(first, last int) trucewatch.Span {
	return trucewatch.Span{Start: l.t.Tokens[first].Start, End: l.t.Tokens[last].End}
}

// child returns the first dependent of i that passes the test, or -1.
func (l *line) child(i int, test func(c int) bool) int {
	for _, c := range l.t.Children(i) {
		if test(c) {
			return c
		}
	}
	return -1
}

// tokenAt returns the token that covers or follows the byte, or the last token.
func (l *line) tokenAt(pos int) int {
	for i, tok := range l.t.Tokens {
		if tok.End > pos {
			return i
		}
	}
	return len(l.t.Tokens) - 1
}

// nounRun returns the head and the end of the noun phrase that begins at token
// i, read from the tags alone: the last noun before a preposition, a comma or a
// verb. It returns -1 when none begins there.
func (l *line) nounRun(i int) int { return l.nounRunTo(i, len(l.t.Tokens)) }

// nounRunTo is nounRun among the tokens before end.
func (l *line) nounRunTo(i, end int) int {
	head := -1
	for ; i < end; i++ {
		switch {
		case l.is(i, "NOUN", "PROPN", "PRON"):
			head = i
		case l.is(i, "DET", "ADJ", "NUM") || l.word(i) == "'s" || l.word(i) == "’s" || l.word(i) == "-" || l.word(i) == "'" || l.word(i) == "’":
		case l.t.Tokens[i].XPOS == "VBG" || l.t.Tokens[i].XPOS == "VBN":
			if head >= 0 {
				return head
			}
		default:
			return head
		}
	}
	return head
}

// top climbs from a noun to the head of the noun phrase it belongs to.
func (l *line) top(i int) int {
	for range l.t.Tokens {
		h := l.head(i)
		if h < 0 || !l.is(h, "NOUN", "PROPN", "PRON", "NUM") || !l.t.Is(i, "compound", "flat", "nmod", "appos", "amod", "nummod", "det", "case", "dep", "fixed", "goeswith") {
			return i
		}
		i = h
	}
	return i
}

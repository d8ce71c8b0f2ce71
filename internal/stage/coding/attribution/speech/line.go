// Package speech answers questions about one sentence in which somebody may be speaking: who
// stands as the speaker to a verb or a noun, whether the words he says stand with it, which
// office or outlet a phrase names. It decides no statement and remembers no other sentence.
package speech

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/lexicon"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/quotation"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Line is one sentence under examination. Tokens are named by their place in it.
type Line struct {
	Rules    *lexicon.Rules
	Draft    *draft.Draft
	Sentence int
	Tree     draft.Tree
	Lower    []string // lower-case forms
	Lemmas   []string // lower-case lemmas
	Quoted   []bool   // inside quotation marks, also ones opened in an earlier sentence
	quotes   *quotation.Marks
}

// New returns sentence s of a draft, whose quotations are q.
func New(r *lexicon.Rules, d *draft.Draft, q *quotation.Marks, s int) Line {
	l := Line{Rules: r, Draft: d, Sentence: s, Tree: d.Tree(s), Quoted: q.Masks[s], quotes: q}
	for _, tok := range l.Tree.Tokens {
		l.Lower = append(l.Lower, strings.ToLower(tok.Form))
		lemma := strings.ToLower(tok.Lemma)
		if known := r.Forms[strings.ToLower(tok.Form)]; known != "" && (tok.UPOS == "VERB" || len(r.Verbs[lemma]) == 0 && (tok.UPOS != "NOUN" || strings.HasSuffix(lemma, "ed"))) {
			lemma = known
		}
		l.Lemmas = append(l.Lemmas, lemma)
	}
	return l
}

// Handle is how a copied post is signed: "— Mona Haddad (@monahaddad)".
var Handle = regexp.MustCompile(`[—–-]\s*([^—–@()]{2,60}?)\s*\(@\w+\)`)

// Headline reports whether the sentence can be a headline: said to be one, or
// without a mark at its end.
func (l *Line) Headline() bool {
	sentence := l.Draft.Sentence(l.Sentence)
	if sentence.Kind == trucewatch.Headline {
		return true
	}
	last := strings.TrimRight(sentence.Of(l.Draft.Text()), " \n\t\"”’'")
	return last != "" && !strings.ContainsAny(last[len(last)-1:], ".!?:;,")
}

// Verbal reports whether token i is a verb, by either tag.
func (l *Line) Verbal(i int) bool {
	tok := l.Tree.Tokens[i]
	return tok.UPOS == "VERB" || (strings.HasPrefix(tok.XPOS, "VB") && tok.UPOS != "AUX")
}

// Is reports whether the UPOS of token i is one of tags.
func (l *Line) Is(i int, tags ...string) bool {
	if i < 0 || i >= len(l.Tree.Tokens) {
		return false
	}
	return slices.Contains(tags, l.Tree.Tokens[i].UPOS)
}

// Word returns the lower-case form of token i, or "" outside the sentence.
func (l *Line) Word(i int) string {
	if i < 0 || i >= len(l.Lower) {
		return ""
	}
	return l.Lower[i]
}

// personAt returns the mention of a person by name that covers token i, or -1.
func (l *Line) personAt(i int) int { return l.namedAt(i, trucewatch.Person) }

// bodyAt returns the mention of an organization by name that covers token i, or -1.
func (l *Line) bodyAt(i int) int { return l.namedAt(i, trucewatch.Organization) }

// namedAt returns the mention of that kind by name that covers token i, or -1.
func (l *Line) namedAt(i int, kind trucewatch.MentionKind) int {
	m := l.Draft.Named(l.Sentence, i)
	if m < 0 || l.Draft.Mentions[m].Kind != kind {
		return -1
	}
	return m
}

// Head returns the governor of token i, or -1.
func (l *Line) Head(i int) int { return l.Tree.Tokens[i].Head }

// Span returns the bytes of tokens first to last, both included.
func (l *Line) Span(first, last int) trucewatch.Span {
	return trucewatch.Span{Start: l.Tree.Tokens[first].Start, End: l.Tree.Tokens[last].End}
}

// Child returns the first dependent of i that passes the test, or -1.
func (l *Line) Child(i int, test func(c int) bool) int {
	for _, c := range l.Tree.Children(i) {
		if test(c) {
			return c
		}
	}
	return -1
}

// TokenAt returns the token that covers or follows the byte, or the last token.
func (l *Line) TokenAt(pos int) int {
	for i, tok := range l.Tree.Tokens {
		if tok.End > pos {
			return i
		}
	}
	return len(l.Tree.Tokens) - 1
}

// NounRun returns the head and the end of the noun phrase that begins at token
// i, read from the tags alone: the last noun before a preposition, a comma or a
// verb. It returns -1 when none begins there.
func (l *Line) NounRun(i int) int { return l.nounRunTo(i, len(l.Tree.Tokens)) }

// nounRunTo is NounRun among the tokens before end.
func (l *Line) nounRunTo(i, end int) int {
	head := -1
	for ; i < end; i++ {
		switch {
		case l.Is(i, "NOUN", "PROPN", "PRON"):
			head = i
		case l.Is(i, "DET", "ADJ", "NUM") || l.Word(i) == "'s" || l.Word(i) == "’s" || l.Word(i) == "-" || l.Word(i) == "'" || l.Word(i) == "’":
		case l.Tree.Tokens[i].XPOS == "VBG" || l.Tree.Tokens[i].XPOS == "VBN":
			if head >= 0 {
				return head
			}
		default:
			return head
		}
	}
	return head
}

// Top climbs from a noun to the head of the noun phrase it belongs to.
func (l *Line) Top(i int) int {
	for range l.Tree.Tokens {
		h := l.Head(i)
		if h < 0 || !l.Is(h, "NOUN", "PROPN", "PRON", "NUM") || !l.Tree.Is(i, "compound", "flat", "nmod", "appos", "amod", "nummod", "det", "case", "dep", "fixed", "goeswith") {
			return i
		}
		i = h
	}
	return i
}

// Deeper reports whether token a stands in a quotation or an excerpt that b is not in.
func (l *Line) Deeper(a, b int) bool {
	runs, blocks := l.quotes.Runs[l.Sentence], l.quotes.Blocks[l.Sentence]
	return runs[a] >= 0 && runs[a] != runs[b] || blocks[a] >= 0 && blocks[a] != blocks[b]
}

// Count returns how many tokens a mask holds.
func Count(mask []bool) int {
	n := 0
	for _, m := range mask {
		if m {
			n++
		}
	}
	return n
}

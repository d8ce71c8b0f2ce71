package lang

import (
	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/split"
)

// withoutDateline returns the part of a sentence behind its dateline, to be analysed
// by itself, sharing its tokens, and how many tokens the dateline has. A sentence
// that is nothing but a dateline is returned whole.
func withoutDateline(s *trucewatch.Sentence) (*trucewatch.Sentence, int) {
	n := split.Dateline(s.Tokens)
	if n == 0 || n == len(s.Tokens) {
		return s, 0
	}
	rest := *s
	rest.Tokens = s.Tokens[n:]
	return &rest, n
}

// hangDateline tags the first n tokens and hangs them on the root of the rest, whose
// heads are still counted from the end of the dateline.
func hangDateline(s *trucewatch.Sentence, n int) {
	root := 0
	for i := n; i < len(s.Tokens); i++ {
		if s.Tokens[i].Head < 0 {
			root = i
			continue
		}
		s.Tokens[i].Head += n
	}
	first := -1
	for i := range n {
		t := &s.Tokens[i]
		t.Lemma, t.Confidence = t.Form, 1
		if isMark(t.Form) {
			t.UPOS, t.XPOS, t.Rel, t.Head = "PUNCT", ":", "punct", root
			continue
		}
		t.UPOS, t.XPOS = "PROPN", "NNP"
		if c := t.Form[0]; c >= '0' && c <= '9' {
			t.UPOS, t.XPOS = "NUM", "CD"
		}
		if first < 0 {
			first = i
			t.Rel, t.Head = "parataxis", root
			continue
		}
		t.Rel, t.Head = "dep", first
	}
}

func isMark(form string) bool {
	switch form {
	case "(", ")", ",", ".", "/", "-", "--", "–", "—", "―":
		return true
	}
	return false
}

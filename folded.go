package trucewatch

import (
	"iter"
	"math"
	"strings"
)

// Folded is the words of a sentence in a fifth of the room: many reports are held at
// once while actors and happenings are put together. How sure the parser was of each
// word is not kept.
type Folded struct {
	Text   string   // of the sentence
	Names  []string // lemmas, tags and relations, each once
	Tokens []FoldedToken
}

// FoldedToken is a word of a folded sentence. Start and End count from the beginning of
// the sentence. Lemma, UPOS, XPOS and Rel are places in Names, from 2 on; a lemma of 0
// is the form, and of 1 the form in lower case.
type FoldedToken struct {
	Start, End             uint16
	Lemma, UPOS, XPOS, Rel uint16
	Head                   int16
}

// The lemmas that stand in no list.
const (
	asForm = iota
	asLower
	listed
)

// Words returns the tokens of a sentence, folded or not. They are not to be changed.
func (s *Sentence) Words() []Token {
	if s.Folded == nil {
		return s.Tokens
	}
	out := make([]Token, len(s.Folded.Tokens))
	for i := range out {
		out[i] = s.unfold(i)
	}
	return out
}

// WordCount is how many [Sentence.Words] there are.
func (s *Sentence) WordCount() int {
	if s.Folded == nil {
		return len(s.Tokens)
	}
	return len(s.Folded.Tokens)
}

// Word is one of [Sentence.Words], without making the rest.
func (s *Sentence) Word(i int) Token {
	if s.Folded == nil {
		return s.Tokens[i]
	}
	return s.unfold(i)
}

// Inside yields the tokens that lie wholly in a span, with their places among the words
// of the sentence: what [Sentence.Words] holds of it, without making the rest.
func (s *Sentence) Inside(span Span) iter.Seq2[int, Token] {
	return func(yield func(int, Token) bool) {
		if s.Folded == nil {
			for i, t := range s.Tokens {
				if span.Contains(t.Span) && !yield(i, t) {
					return
				}
			}
			return
		}
		from, to := span.Start-s.Start, span.End-s.Start
		for i, f := range s.Folded.Tokens {
			if from <= int(f.Start) && int(f.End) <= to && !yield(i, s.unfold(i)) {
				return
			}
		}
	}
}

// unfold makes one token of a folded sentence.
func (s *Sentence) unfold(i int) Token {
	f, names := s.Folded.Tokens[i], s.Folded.Names
	form := s.Folded.Text[f.Start:f.End]
	out := Token{
		Span: Span{s.Start + int(f.Start), s.Start + int(f.End)}, Form: form, Head: int(f.Head),
		UPOS: names[f.UPOS-listed], XPOS: names[f.XPOS-listed], Rel: names[f.Rel-listed],
	}
	switch f.Lemma {
	case asForm:
		out.Lemma = form
	case asLower:
		out.Lemma = strings.ToLower(form)
	default:
		out.Lemma = names[f.Lemma-listed]
	}
	return out
}

// Sound reports whether words can be had from it, as they can where it was not read
// from something broken.
func (f *Folded) Sound() bool {
	most := len(f.Names) + listed
	name := func(at uint16) bool { return int(at) >= listed && int(at) < most }
	for _, t := range f.Tokens {
		if t.Start > t.End || int(t.End) > len(f.Text) || int(t.Lemma) >= most || !name(t.UPOS) || !name(t.XPOS) || !name(t.Rel) || int(t.Head) >= len(f.Tokens) {
			return false
		}
	}
	return true
}

// Fold folds the words of a sentence of a text. One whose words are not those of the
// text, or that is longer than can be counted, is left as it is.
func (s *Sentence) Fold(text string) {
	if len(s.Tokens) == 0 || s.End > len(text) || s.Len() > math.MaxUint16 || len(s.Tokens) > math.MaxInt16 {
		return
	}
	f := &Folded{Text: s.Of(text), Tokens: make([]FoldedToken, len(s.Tokens))}
	known := map[string]uint16{}
	place := func(name string) uint16 {
		at, ok := known[name]
		if !ok {
			at = uint16(len(f.Names) + listed) //nolint:gosec // four for each word at most
			known[name] = at
			f.Names = append(f.Names, name)
		}
		return at
	}
	for i, t := range s.Tokens {
		if !s.Contains(t.Span) || t.Of(text) != t.Form {
			return
		}
		out := FoldedToken{
			Start: uint16(t.Start - s.Start), End: uint16(t.End - s.Start), //nolint:gosec // as long as the sentence at most
			UPOS: place(t.UPOS), XPOS: place(t.XPOS), Rel: place(t.Rel), Head: int16(t.Head), //nolint:gosec // as many as there are words
		}
		switch t.Lemma {
		case t.Form:
			out.Lemma = asForm
		case strings.ToLower(t.Form):
			out.Lemma = asLower
		default:
			out.Lemma = place(t.Lemma)
		}
		f.Tokens[i] = out
	}
	s.Folded, s.Tokens = f, nil
}

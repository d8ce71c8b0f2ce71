package trucewatch_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
)

func TestFoldedWordsAreTheSame(t *testing.T) {
	const text = "Before. Envoys met rebels in São Dorn."
	s := trucewatch.Sentence{Span: trucewatch.Span{Start: 8, End: len(text)}}
	at := 8
	for i, form := range []string{"Envoys", "met", "rebels", "in", "São", "Dorn", "."} {
		start := at + strings.Index(text[at:], form)
		at = start + len(form)
		s.Tokens = append(s.Tokens, trucewatch.Token{
			Span: trucewatch.Span{Start: start, End: at}, Form: form, Head: i - 1, UPOS: "NOUN", XPOS: "NN",
			Lemma: []string{"envoy", "meet", "rebel", "in", "são", "Dorn", ""}[i], Rel: []string{"root", "dep"}[min(i, 1)],
		})
	}
	want := s.Words()
	folded := s
	folded.Fold(text)
	if folded.Tokens != nil || folded.Folded == nil {
		t.Fatal("the sentence is not folded")
	}
	if d := cmp.Diff(want, folded.Words()); d != "" {
		t.Errorf("(-before +after)\n%s", d)
	}
	folded.Fold(text) // once is enough
	if d := cmp.Diff(want, folded.Words()); d != "" {
		t.Errorf("folded twice (-before +after)\n%s", d)
	}
	odd := s
	odd.Fold(strings.Replace(text, "met", "saw", 1))
	if odd.Folded != nil || len(odd.Tokens) != len(want) {
		t.Error("words that are not those of the text were folded")
	}
}

// TestInside: what lies in a stretch of a sentence is the same, folded or not.
func TestInside(t *testing.T) {
	const text = "Before. Envoys met rebels in Dorn."
	s := trucewatch.Sentence{Span: trucewatch.Span{Start: 8, End: len(text)}}
	for _, form := range []string{"Envoys", "met", "rebels", "in", "Dorn", "."} {
		start := strings.LastIndex(text, form)
		s.Tokens = append(s.Tokens, trucewatch.Token{Span: trucewatch.Span{Start: start, End: start + len(form)}, Form: form, Lemma: strings.ToLower(form), UPOS: "X", XPOS: "X", Rel: "dep"})
	}
	folded := s
	folded.Fold(text)
	if folded.Folded == nil {
		t.Fatal("the sentence is not folded")
	}
	for start := range len(text) {
		for end := start; end <= len(text); end++ {
			span := trucewatch.Span{Start: start, End: end}
			var want []int
			for i, token := range s.Tokens {
				if span.Contains(token.Span) {
					want = append(want, i)
				}
			}
			for name, in := range map[string]trucewatch.Sentence{"plain": s, "folded": folded} {
				var got []int
				for i, token := range in.Inside(span) {
					got = append(got, i)
					if d := cmp.Diff(s.Tokens[i], token); d != "" {
						t.Fatalf("%s %v: (-want +got)\n%s", name, span, d)
					}
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Fatalf("%s %v: (-want +got)\n%s", name, span, d)
				}
			}
		}
	}
}

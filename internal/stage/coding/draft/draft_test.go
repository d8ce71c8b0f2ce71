package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// tree builds a sentence from lines "form upos head rel", heads counted from 1 and
// 0 for the root, its words parted by single spaces.
func tree(lines string) (string, trucewatch.Sentence) {
	var text strings.Builder
	var s trucewatch.Sentence
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		var form, upos, rel string
		var head int
		if _, err := fmt.Sscan(line, &form, &upos, &head, &rel); err != nil {
			panic(err)
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		at := trucewatch.Span{Start: text.Len(), End: text.Len() + len(form)}
		text.WriteString(form)
		s.Tokens = append(s.Tokens, trucewatch.Token{Span: at, Form: form, Lemma: strings.ToLower(form), UPOS: upos, Head: head - 1, Rel: rel})
	}
	s.End = text.Len()
	return text.String(), s
}

const titled = `
Foreign ADJ 2 amod
Minister NOUN 3 nmod:desc
Omar PROPN 7 nsubj
Karimov PROPN 3 flat
of ADP 6 case
Ruritania PROPN 3 nmod
met VERB 0 root
two NUM 9 nummod
envoys NOUN 7 obj
and CCONJ 11 cc
rebels NOUN 9 conj
near ADP 13 case
Dara PROPN 7 obl
`

func reading(lines string, names ...trucewatch.Mention) trucewatch.Reading {
	text, s := tree(lines)
	return trucewatch.Reading{Report: trucewatch.Report{Text: text}, Sentences: []trucewatch.Sentence{s}, Mentions: names}
}

func name(text, words string, kind trucewatch.MentionKind, head int) trucewatch.Mention {
	i := strings.Index(text, words)
	return trucewatch.Mention{Span: trucewatch.Span{Start: i, End: i + len(words)}, Kind: kind, Named: true, Head: head, Antecedent: -1}
}

func TestOnePhraseIsOneMention(t *testing.T) {
	text, _ := tree(titled)
	d := draft.New(reading(titled, name(text, "Omar Karimov", trucewatch.Person, 2), name(text, "Ruritania", trucewatch.PlaceKind, 5), name(text, "Dara", trucewatch.PlaceKind, 12)))
	for _, tc := range []struct {
		token int
		want  string
		named bool
	}{
		{2, "Omar Karimov", true},
		{3, "Omar Karimov", true},
		{1, "Omar Karimov", true}, // the title is the man
		{8, "two envoys", false},
		{10, "rebels", false},
		{12, "Dara", true},
	} {
		m := d.Mention(0, tc.token)
		if m < 0 {
			t.Errorf("token %d is no mention", tc.token)
			continue
		}
		got := d.Mentions[m]
		if got.Of(text) != tc.want || got.Named != tc.named {
			t.Errorf("token %d is %q (named %v), want %q (%v)", tc.token, got.Of(text), got.Named, tc.want, tc.named)
		}
		if again := d.Mention(0, tc.token); again != m {
			t.Errorf("token %d is mention %d, then %d", tc.token, m, again)
		}
	}
	if m := d.Mention(0, 6); m >= 0 {
		t.Errorf("the verb is a mention: %q", d.Mentions[m].Of(text))
	}
}

func TestTree(t *testing.T) {
	_, s := tree(titled)
	tr := draft.NewTree(s)
	if tr.Root() != 6 || tr.Case(12) != "near" || tr.Case(8) != "" || tr.Passive(6) {
		t.Errorf("root %d, case %q %q, passive %v", tr.Root(), tr.Case(12), tr.Case(8), tr.Passive(6))
	}
	if got := fmt.Sprint(tr.Conjuncts(8)); got != "[8 10]" {
		t.Errorf("conjuncts %s", got)
	}
	if !tr.Dominates(6, 3) || tr.Dominates(8, 3) {
		t.Error("the verb governs the subject's name, the object does not")
	}
	if got := fmt.Sprint(tr.Subtree(2)); got != "[0 1 2 3 4 5]" {
		t.Errorf("subtree %s", got)
	}
	if !tr.Is(2, "nsubj") || tr.Is(2, "obj") || !tr.Is(1, "nmod") || tr.Is(5, "nmod:poss") {
		t.Error("a relation matches its subtypes, not the other way round")
	}
}

func TestEmptySentence(t *testing.T) {
	if got := draft.NewTree(trucewatch.Sentence{}).Root(); got != -1 {
		t.Errorf("root %d", got)
	}
}

// TestBareName finds the man behind a title that ends in "of the …".
func TestBareName(t *testing.T) {
	text := "the captain of the guard Fritz"
	words := []struct {
		form, upos, rel string
		head            int
	}{{"the", "DET", "det", 1}, {"captain", "NOUN", "root", -1}, {"of", "ADP", "case", 4}, {"the", "DET", "det", 4}, {"guard", "NOUN", "nmod", 1}, {"Fritz", "PROPN", "nmod", 1}}
	s := trucewatch.Sentence{Span: trucewatch.Span{End: len(text)}}
	at := 0
	for _, w := range words {
		s.Tokens = append(s.Tokens, trucewatch.Token{Span: trucewatch.Span{Start: at, End: at + len(w.form)}, Form: w.form, UPOS: w.upos, Rel: w.rel, Head: w.head})
		at += len(w.form) + 1
	}
	name := trucewatch.Mention{Span: trucewatch.Span{Start: len(text) - 5, End: len(text)}, Kind: trucewatch.Person, Named: true, Head: 5, Antecedent: -1}
	d := draft.New(trucewatch.Reading{Report: trucewatch.Report{Text: text}, Sentences: []trucewatch.Sentence{s}, Mentions: []trucewatch.Mention{name}})
	if m := d.Mention(0, 1); m != 0 {
		t.Errorf("the captain is mention %d, want that of his name", m)
	}
}

package lang

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/conllu"
	"github.com/trucewatch/trucewatch/internal/lang/mend"
	"github.com/trucewatch/trucewatch/internal/lang/split"
)

const story = `Rebels and the army agree to a pause
ADEN (AFP) — Rebel leaders met the army's envoys in Aden on Monday, two officials said.
“We won’t leave,” Colonel Haddad told reporters. The U.S. didn't comment.
Photo: Agence Example/A. Person`

func analyser(t testing.TB, mode Mode) *Analyser {
	t.Helper()
	a, err := New(mode)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestUnknownModeIsRefused(t *testing.T) {
	if _, err := New("deep"); err == nil || !strings.Contains(err.Error(), `"deep"`) {
		t.Errorf("error = %v", err)
	}
}

func TestBothModesReadAStory(t *testing.T) {
	for _, mode := range []Mode{Fast, Full} {
		t.Run(string(mode), func(t *testing.T) {
			sentences := analyser(t, mode).Sentences(story)
			check(t, story, sentences)
			var kinds []string
			for _, s := range sentences {
				kinds = append(kinds, string(s.Kind))
			}
			if got := strings.Join(kinds, " "); got != "headline prose prose prose caption" {
				t.Errorf("kinds = %s", got)
			}
			for _, want := range []string{
				"leaders <nsubj met\n", "met VBD meet\n", "envoys <obj met\n", "officials <nsubj said\n", "Monday <obl met\n",
				"ADEN <parataxis ", "AFP <dep ADEN\n",
			} {
				if got := facts(&sentences[1]); !strings.Contains(got, want) {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
			if got := facts(&sentences[3]); !strings.Contains(got, "n't RB not\n") || !strings.Contains(got, "did VBD do\n") {
				t.Errorf("tags and lemmas:\n%s", got)
			}
		})
	}
}

// facts lists what a sentence says in lines that are easy to look for.
func facts(s *trucewatch.Sentence) string {
	var b strings.Builder
	for _, token := range s.Tokens {
		fmt.Fprintf(&b, "%s %s %s\n", token.Form, token.XPOS, token.Lemma)
		if token.Head >= 0 {
			fmt.Fprintf(&b, "%s <%s %s\n", token.Form, token.Rel, s.Tokens[token.Head].Form)
		}
	}
	return b.String()
}

// check holds for every analysis of every text.
func check(t *testing.T, text string, sentences []trucewatch.Sentence) {
	t.Helper()
	at := 0
	for i, s := range sentences {
		if s.Start < at || s.End > len(text) || len(s.Tokens) == 0 || len(s.Tokens) > split.MaxTokens {
			t.Fatalf("sentence %d: span %v after %d, %d tokens", i, s.Span, at, len(s.Tokens))
		}
		if !mend.Sound(s.Tokens) {
			t.Fatalf("sentence %d is no single-rooted tree: %q", i, s.Of(text))
		}
		for j, token := range s.Tokens {
			if token.Start < at || token.Len() <= 0 || token.Form != text[token.Start:token.End] {
				t.Fatalf("token %d of sentence %d: %v %q", j, i, token.Span, token.Form)
			}
			at = token.End
			if token.UPOS == "" || token.XPOS == "" || token.Rel == "" || token.Confidence < 0 || token.Confidence > 1 {
				t.Fatalf("token %d of sentence %d: %+v", j, i, token)
			}
			if (token.Head < 0) != (token.Rel == "root") {
				t.Fatalf("token %d of sentence %d has head %d and relation %s", j, i, token.Head, token.Rel)
			}
		}
		at = s.End
	}
}

func TestSameTextSameTrees(t *testing.T) {
	for _, mode := range []Mode{Fast, Full} {
		a := analyser(t, mode)
		want := a.Sentences(story)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if got := a.Sentences(story); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: another reading of the same text", mode)
				}
			})
		}
		all.Wait()
		if got := analyser(t, mode).Sentences(story); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another analyser reads otherwise", mode)
		}
	}
}

func TestOverlongSentenceIsAnIssue(t *testing.T) {
	text := strings.Repeat("the army and ", 700) + "the rebels met."
	for _, mode := range []Mode{Fast, Full} {
		sentences, issues := analyser(t, mode).Analyse(text)
		check(t, text, sentences)
		if len(issues) == 0 || issues[0].What == "" || issues[0].Why == "" {
			t.Errorf("%s: issues = %+v", mode, issues)
		}
	}
}

func TestOddTexts(t *testing.T) {
	for _, text := range []string{
		"", " \n\t", ".", "\x00\x01", "\xff\xfe\xfd", "\u200d\u200b", strings.Repeat("z", 10<<20), strings.Repeat("“", 5000),
		"وقال متحدث إن الهدنة قائمة. הרמטכ\"ל אמר", "👩🏽‍🚒👩🏽‍🚒 🇸🇾", "(AP) —", "DAMASCUS —", strings.Repeat("((", 300) + "a.",
	} {
		for _, mode := range []Mode{Fast, Full} {
			check(t, text, analyser(t, mode).Sentences(text))
		}
	}
}

func TestWriters(t *testing.T) {
	sentences := analyser(t, Full).Sentences(story)
	var b bytes.Buffer
	if err := WriteConllu(&b, story, sentences); err != nil {
		t.Fatal(err)
	}
	trees, err := conllu.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if len(trees) != len(sentences) || trees[1].Words[5].Form != sentences[1].Tokens[5].Form || trees[1].Words[5].Head != sentences[1].Tokens[5].Head {
		t.Errorf("CoNLL-U reads back as %+v", trees)
	}
	b.Reset()
	if err := WriteJSON(&b, story, sentences); err != nil {
		t.Fatal(err)
	}
	var list []jsonSentence
	if err := json.Unmarshal(b.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	points := []rune(story)
	for _, s := range list {
		for _, token := range s.Tokens {
			if string(points[token.Start:token.End]) != token.Form {
				t.Errorf("%q stands at %d in JSON", token.Form, token.Start)
			}
		}
	}
	b.Reset()
	if err := WriteTrees(&b, story, sentences); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.Count(got, "root\n") != len(sentences) || !strings.Contains(got, "└ ") || !utf8.ValidString(got) {
		t.Errorf("trees:\n%s", got)
	}
}

func FuzzSentences(f *testing.F) {
	for _, seed := range []string{story, "", "\xff", "a b c", "“”’", "X (Y) — Z said.", ", the man said.", "that that that said that", "١٢٣ 4.5.6"} {
		f.Add(seed)
	}
	modes := []*Analyser{analyser(f, Fast), analyser(f, Full)}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			t.Skip("long texts only cost time")
		}
		for _, a := range modes {
			check(t, text, a.Sentences(text))
		}
	})
}

func benchmark(b *testing.B, mode Mode) {
	b.Helper()
	a := analyser(b, mode)
	text := strings.Repeat(story+"\n", 20)
	words := 0
	for _, s := range a.Sentences(text) {
		words += len(s.Tokens)
	}
	for b.Loop() { // every sentence is read, though all come back
		sentences := Split(text)
		parts := make([]*trucewatch.Sentence, len(sentences))
		for i := range sentences {
			parts[i] = &sentences[i]
		}
		a.read(parts)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkFast(b *testing.B) { benchmark(b, Fast) }
func BenchmarkFull(b *testing.B) { benchmark(b, Full) }

// BenchmarkStart measures from nothing to the first sentence.
func BenchmarkStart(b *testing.B) {
	for _, mode := range []Mode{Fast, Full} {
		b.Run(string(mode), func(b *testing.B) {
			for b.Loop() {
				analyser(b, mode).Sentences("Talks began.")
			}
		})
	}
}

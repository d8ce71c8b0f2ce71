package graph

import (
	"bytes"
	"os"
	"os/exec"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/conllu"
)

// openTreebank reads one treebank beside the project and skips the test where there is none.
func openTreebank(t testing.TB, part string) []conllu.Sentence {
	t.Helper()
	if testing.Short() {
		t.Skip("treebanks take some seconds")
	}
	path := "../../../../shared/data/treebanks/" + part + ".conllu.xz"
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no treebank: %v", err)
	}
	text, err := exec.CommandContext(t.Context(), "xz", "-dc", path).Output()
	if err != nil {
		t.Skipf("unpacking %s: %v", path, err)
	}
	gold, err := conllu.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

func untagged(gold []conllu.Sentence) []*trucewatch.Sentence {
	var out []*trucewatch.Sentence
	for _, g := range gold {
		s := &trucewatch.Sentence{}
		for _, w := range g.Words {
			s.Tokens = append(s.Tokens, trucewatch.Token{Form: w.Form})
		}
		out = append(out, s)
	}
	return out
}

// TestTreebankFigures measures on gold tokens, all punctuation counted.
func TestTreebankFigures(t *testing.T) {
	parsers := map[string]*Parser{"full": newParser(t, fastest()), "small": parserOf(t, small, fastest())}
	for _, f := range []struct {
		network, part string
		uas, las      float64
	}{
		{network: "full", part: "en_ewt-dev"},
		{network: "full", part: "en_ewt-test", uas: 89.0, las: 86.3},
		{network: "full", part: "en_gum-test"},
		{network: "full", part: "en_pud-test", las: 84.3},
		{network: "small", part: "en_ewt-dev"},
		{network: "small", part: "en_ewt-test", uas: 87.0, las: 84.0},
		{network: "small", part: "en_gum-test"},
		{network: "small", part: "en_pud-test", las: 82.0},
	} {
		p := parsers[f.network]
		gold := openTreebank(t, f.part)
		got := untagged(gold)
		p.Parse(got)
		trees := make([]conllu.Sentence, len(got))
		var sure, expected float64
		words, right := 0, 0
		for i, s := range got {
			for j, tok := range s.Tokens {
				trees[i].Words = append(trees[i].Words, conllu.Word{Form: tok.Form, UPOS: tok.UPOS, XPOS: tok.XPOS, Head: tok.Head, Rel: tok.Rel})
				words++
				expected += tok.Confidence
				if tok.Confidence > 0.9 {
					sure++
					if tok.Head == gold[i].Words[j].Head {
						right++
					}
				}
			}
		}
		a, err := conllu.Attach(gold, trees)
		if err != nil {
			t.Fatal(err)
		}
		uas, las := a.Percent(a.Heads), a.Percent(a.Labelled)
		t.Logf("%s, %s: UPOS %.2f UAS %.2f LAS %.2f; mean confidence %.1f %%; %.1f %% of arcs above .9, of which %.1f %% right",
			f.network, f.part, a.Percent(a.UPOS), uas, las, 100*expected/float64(words), 100*sure/float64(words), 100*float64(right)/sure)
		if uas < f.uas || las < f.las {
			t.Errorf("%s, %s: UAS %.2f LAS %.2f, want %.1f %.1f", f.network, f.part, uas, las, f.uas, f.las)
		}
	}
}

// BenchmarkNews parses 1,000 sentences never seen before, half of them news.
func BenchmarkNews(b *testing.B) {
	all := untagged(openTreebank(b, "en_pud-test"))
	words := 0
	for _, s := range all {
		words += len(s.Tokens)
	}
	for name, weights := range map[string]string{"full": full, "small": small} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				parserOf(b, weights, fastest()).Parse(all)
			}
			b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

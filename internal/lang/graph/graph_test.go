package graph

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
)

// parityWord is what the trainer's own run of the network said of one word.
type parityWord struct {
	form, rel, tag        string
	head                  int
	arc, mean, name, tags float64
}

// networks are the weights of both, each with the file of what the trainer's run says.
func networks() map[string]string {
	return map[string]string{"testdata/parity.tsv.gz": full, "testdata/parity-small.tsv.gz": small}
}

const fullParity = "testdata/parity.tsv.gz"

func readParity(t testing.TB, file string) [][]parityWord {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var out [][]parityWord
	var words []parityWord
	for lines := bufio.NewScanner(unzipped); lines.Scan(); {
		if lines.Text() == "" {
			if len(words) > 0 {
				out = append(out, words)
			}
			words = nil
			continue
		}
		col := strings.Split(lines.Text(), "\t")
		var num [5]float64
		for i, at := range []int{1, 4, 5, 6, 7} {
			if num[i], err = strconv.ParseFloat(col[at], 64); err != nil {
				t.Fatal(err)
			}
		}
		words = append(words, parityWord{col[0], col[2], col[3], int(num[0]), num[1], num[2], num[3], num[4]})
	}
	return out
}

func newParser(t testing.TB, k kernel) *Parser { return parserOf(t, full, k) }

func parserOf(t testing.TB, weights string, k kernel) *Parser {
	t.Helper()
	p, err := load(weights, full, k)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sentence(forms ...string) *trucewatch.Sentence {
	s := &trucewatch.Sentence{}
	for _, f := range forms {
		s.Tokens = append(s.Tokens, trucewatch.Token{Form: f, Head: -2})
	}
	return s
}

func paritySentences(t testing.TB) []*trucewatch.Sentence {
	var out []*trucewatch.Sentence
	for _, words := range readParity(t, fullParity) {
		s := &trucewatch.Sentence{}
		for _, w := range words {
			s.Tokens = append(s.Tokens, trucewatch.Token{Form: w.form, Head: -2})
		}
		out = append(out, s)
	}
	return out
}

// few is how many sentences the slow kernel is given.
const few = 30

// kernels returns all kernels this machine can run.
func kernels() map[string]kernel {
	return map[string]kernel{"go": goKernel{}, "fastest": fastest()}
}

func TestParserGivesTheTrainersTrees(t *testing.T) {
	for file, weights := range networks() {
		for name, k := range kernels() {
			t.Run(file+" "+name, func(t *testing.T) {
				p := parserOf(t, weights, k)
				got := paritySentences(t)
				if k == (goKernel{}) {
					got = got[:few]
				}
				p.Parse(got)
				for i, words := range readParity(t, file)[:len(got)] {
					for j, w := range words {
						tok := got[i].Tokens[j]
						if tok.Head != w.head-1 || tok.Rel != w.rel || tok.UPOS+"|"+tok.XPOS != w.tag {
							t.Errorf("sentence %d word %d %q: got %d %s %s|%s, want %d %s %s",
								i, j, w.form, tok.Head, tok.Rel, tok.UPOS, tok.XPOS, w.head-1, w.rel, w.tag)
						}
					}
				}
			})
		}
	}
}

func TestScoresAreTheTrainersWithinATenThousandth(t *testing.T) {
	for file, weights := range networks() {
		p := parserOf(t, weights, fastest())
		w := &workspace{}
		all := paritySentences(t)
		for i, words := range readParity(t, file) {
			for j, scores := range p.scoresOf(all[i:i+1], words, w) {
				want := words[j]
				for k, x := range []float64{want.arc, want.mean, want.name, want.tags} {
					if math.Abs(scores[k]-x) > 1e-4 {
						t.Fatalf("%s: sentence %d word %d score %d: got %g, want %g", file, i, j, k, scores[k], x)
					}
				}
			}
		}
	}
}

// scoresOf gives what stands in the columns of the parity file for each word of a sentence.
func (p *Parser) scoresOf(sentence []*trucewatch.Sentence, words []parityWord, w *workspace) [][]float64 {
	n := p.net
	g := group{stretches: cut(sentence), offset: []int{0}, words: len(words)}
	h := p.encode(&g, w)
	views := make([]float32, len(words)*n.views.out)
	n.views.apply(p.kernel, views, h, nil, make([]int32, strip*n.views.out))
	p.kernel.leaky(views)
	stride := p.scoreArcs(views, len(words), &w.arcs)
	head := decode(w.arcs.scores, len(words), stride)
	names := p.nameArcs(views, head, w)
	tags := make([]float32, len(words)*n.tag.out)
	n.tag.apply(p.kernel, tags, h, nil, make([]int32, strip*n.tag.out))
	var out [][]float64
	for j, want := range words {
		row := w.arcs.scores[j*stride : j*stride+len(words)+1]
		mean := 0.0
		for _, x := range row {
			mean += float64(x) / float64(len(row))
		}
		out = append(out, []float64{
			float64(row[head[j]]), mean,
			float64(names[j*n.lone.out+index(n.Relations, want.rel)]), float64(tags[j*n.tag.out+index(n.Tags, want.tag)]),
		})
	}
	return out
}

func index(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return 0
}

func TestResultDoesNotDependOnCompanyOrKernel(t *testing.T) {
	for file, weights := range networks() {
		want := paritySentences(t)
		parserOf(t, weights, fastest()).Parse(want)
		for name, k := range kernels() {
			p := parserOf(t, weights, k)
			got := paritySentences(t)[:few]
			for _, s := range got {
				p.Parse([]*trucewatch.Sentence{s})
			}
			if diff := cmp.Diff(want[:len(got)], got); diff != "" {
				t.Fatalf("%s, %s kernel, one by one (-together +one by one):\n%s", file, name, diff)
			}
		}
	}
}

func TestParserIsSafeForConcurrentUse(t *testing.T) {
	p := newParser(t, fastest())
	want := paritySentences(t)[:few]
	p.Parse(want)
	p.memory.rows = map[string][]float32{}
	var wait sync.WaitGroup
	got := make([][]*trucewatch.Sentence, 4)
	for i := range got {
		got[i] = paritySentences(t)[:few]
		wait.Go(func() { p.Parse(got[i]) })
	}
	wait.Wait()
	for i := range got {
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Fatalf("run %d beside others:\n%s", i, diff)
		}
	}
}

// checkTree fails unless the sentence has one root and no cycle, and sound confidences.
func checkTree(t *testing.T, s *trucewatch.Sentence) {
	t.Helper()
	roots := 0
	for i, tok := range s.Tokens {
		if (tok.Head == -1) != (tok.Rel == "root") {
			t.Fatalf("token %d: head %d with relation %q", i, tok.Head, tok.Rel)
		}
		if tok.Head == -1 {
			roots++
		}
		if !(tok.Confidence >= 0 && tok.Confidence <= 1) {
			t.Fatalf("token %d: confidence %v", i, tok.Confidence)
		}
		up := i
		for steps := 0; up != -1; steps++ {
			if up < 0 || up >= len(s.Tokens) || steps > len(s.Tokens) {
				t.Fatalf("token %d: its heads lead out of the sentence or in a circle", i)
			}
			up = s.Tokens[up].Head
		}
	}
	if len(s.Tokens) > 0 && roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

func TestTreesOfOddSentences(t *testing.T) {
	p := newParser(t, fastest())
	long := func(n int, of ...string) *trucewatch.Sentence {
		s := &trucewatch.Sentence{}
		for i := range n {
			s.Tokens = append(s.Tokens, trucewatch.Token{Form: of[i%len(of)]})
		}
		return s
	}
	odd := []*trucewatch.Sentence{
		{},
		sentence("Talks"), sentence(""), sentence("", "", ""), sentence("\xff\xfe", "said"), sentence(strings.Repeat("x", 1<<20)),
		sentence("قال", "الوزير", "."), sentence("🙂", "\u200d", "\x00"), sentence("”", "’", "…", "—"), sentence("İSTANBUL", "ΣΑΣ", "٣"),
		long(200, "and"), long(201, "and"), long(1200, "the", "army", "said", ",", "and", "then"), long(700, "."), long(277, "who"),
	}
	start := time.Now()
	p.Parse(odd)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("odd sentences took %v", took)
	}
	for _, s := range odd {
		checkTree(t, s)
	}
}

func TestStretchesOfALongSentenceHangTogether(t *testing.T) {
	s := &trucewatch.Sentence{}
	for range 40 {
		s.Tokens = append(s.Tokens, sentence("The", "army", "withdrew", "from", "Port", "Sabine", ";").Tokens...)
	}
	all := cut([]*trucewatch.Sentence{s})
	if len(all) != 2 || all[0].to != 196 || all[1].from != 196 || all[1].to != 280 {
		t.Fatalf("cut into %v", all)
	}
	newParser(t, fastest()).Parse([]*trucewatch.Sentence{s})
	checkTree(t, s)
	joined := 0
	for _, tok := range s.Tokens {
		if tok.Confidence == 0 && tok.Rel == "parataxis" {
			joined++
		}
	}
	if joined != 1 {
		t.Errorf("%d stretches joined, want 1", joined)
	}
}

func TestParserReadsPlainSentences(t *testing.T) {
	p := newParser(t, fastest())
	s := sentence("Rebels", "shelled", "the", "airport", "on", "Tuesday", ",", "the", "spokesman", "said", ".")
	p.Parse([]*trucewatch.Sentence{s})
	type arc struct {
		head int
		rel  string
	}
	want := map[int]arc{0: {1, "nsubj"}, 3: {1, "obj"}, 5: {1, "obl"}, 8: {9, "nsubj"}}
	for i, w := range want {
		if got := (arc{s.Tokens[i].Head, s.Tokens[i].Rel}); got != w {
			t.Errorf("%q: got %v, want %v", s.Tokens[i].Form, got, w)
		}
	}
	if s.Tokens[1].UPOS != "VERB" || s.Tokens[1].XPOS != "VBD" {
		t.Errorf("shelled is %s %s", s.Tokens[1].UPOS, s.Tokens[1].XPOS)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	p := newParser(t, fastest())
	for i := range 8 {
		s := &trucewatch.Sentence{}
		for j := range 1000 {
			s.Tokens = append(s.Tokens, trucewatch.Token{Form: "w" + strconv.Itoa(1000*i+j)})
		}
		p.Parse([]*trucewatch.Sentence{s})
		if n := len(p.memory.rows); n == 0 || n > remembered {
			t.Fatalf("%d forms remembered", n)
		}
	}
}

func TestLoadIsQuickAndRefusesBrokenWeights(t *testing.T) {
	start := time.Now()
	if _, err := Load(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("loading took %v; 300 ms are wanted on an idle machine", took)
	}
	if _, err := LoadSmall(); err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{"", magic, magic + "\xff\xff\xff\x7f{}", magic + "\x02\x00\x00\x00{}", full[:len(full)/2], small} {
		if _, err := load(raw, raw, goKernel{}); err == nil {
			t.Errorf("%d bytes that are no weights were taken", len(raw))
		}
		if _, err := load(small, raw, goKernel{}); err == nil {
			t.Errorf("%d bytes that hold no word vectors were taken", len(raw))
		}
	}
}

func TestModelCardNamesTheseWeights(t *testing.T) {
	card, err := os.ReadFile("MODEL.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, weights := range networks() {
		sum := sha256.Sum256([]byte(weights))
		if !strings.Contains(string(card), hex.EncodeToString(sum[:])) {
			t.Errorf("MODEL.md does not name sha256 %x", sum)
		}
	}
}

func FuzzParse(f *testing.F) {
	p := newParser(f, fastest())
	slow := newParser(f, goKernel{})
	f.Add("Rebels shelled the airport , killing 14 people .")
	f.Add("“ We ’ll meet ” — said\xff Anna")
	f.Add("a  b \u200d İ")
	f.Fuzz(func(t *testing.T, text string) {
		forms := strings.Split(text, " ")
		a, b := sentence(forms...), sentence(forms...)
		p.Parse([]*trucewatch.Sentence{a})
		checkTree(t, a)
		if len(forms) < 40 {
			slow.Parse([]*trucewatch.Sentence{sentence("Talks", "resumed"), b})
			if diff := cmp.Diff(a, b); diff != "" {
				t.Fatalf("the kernels differ:\n%s", diff)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for file, weights := range networks() {
		for name, k := range kernels() {
			b.Run(file+" "+name, func(b *testing.B) {
				p := parserOf(b, weights, k)
				all := paritySentences(b)
				if k == (goKernel{}) {
					all = all[:few]
				}
				words := 0
				for _, s := range all {
					words += len(s.Tokens)
				}
				p.Parse(all)
				for b.Loop() {
					p.Parse(all)
				}
				b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
			})
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

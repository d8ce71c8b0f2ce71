package app_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/lang"
	namefinder "github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/annotate"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
	"github.com/trucewatch/trucewatch/internal/stage/coding"
	"github.com/trucewatch/trucewatch/packs"
)

const samples = "../../samples/reports"

// captures takes in the sample reports, which ship with the project.
func captures(t testing.TB, folder string) ([]trucewatch.Capture, []trucewatch.Issue) {
	t.Helper()
	var out []trucewatch.Capture
	var issues []trucewatch.Issue
	for c, issue := range capture.Walk(context.Background(), []string{folder}, capture.DefaultLimits()) {
		if issue != nil {
			issues = append(issues, *issue)
			continue
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		t.Skipf("no reports below %s", folder)
	}
	return out, issues
}

func newLine(t testing.TB, mode app.Mode) *app.Line {
	t.Helper()
	l, err := app.NewLine(mode)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func compute(t testing.TB, l *app.Line, cs []trucewatch.Capture, issues []trucewatch.Issue) (record.Record, []byte) {
	t.Helper()
	r, err := l.Compute(context.Background(), cs, issues, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := record.Marshal(&b, r); err != nil {
		t.Fatal(err)
	}
	return r, b.Bytes()
}

// TestRecordIsValid reads the samples in both modes and holds the record to its rules.
func TestRecordIsValid(t *testing.T) {
	cs, issues := captures(t, samples)
	for _, mode := range []app.Mode{app.Fast, app.Full} {
		r, _ := compute(t, newLine(t, mode), cs, issues)
		for _, err := range record.Validate(r) {
			t.Errorf("%s: %v", mode, err)
		}
		if len(r.Talks) == 0 || len(r.Agreements) == 0 || len(r.Tolls) == 0 || len(r.Issues) == 0 || len(r.Disagreements) == 0 {
			t.Errorf("%s: %d talks, %d agreements, %d tolls, %d issues, %d disagreements: none may be empty",
				mode, len(r.Talks), len(r.Agreements), len(r.Tolls), len(r.Issues), len(r.Disagreements))
		}
	}
}

// TestSameBytes computes the record twice, with shuffled input and on one and two
// processors.
func TestSameBytes(t *testing.T) {
	cs, issues := captures(t, samples)
	l := newLine(t, app.Full)
	_, want := compute(t, l, cs, issues)
	random := rand.New(rand.NewSource(7))
	for _, procs := range []int{1, 2} {
		before := runtime.GOMAXPROCS(procs)
		random.Shuffle(len(cs), func(i, j int) { cs[i], cs[j] = cs[j], cs[i] })
		_, got := compute(t, newLine(t, app.Full), cs, issues)
		runtime.GOMAXPROCS(before)
		if !bytes.Equal(got, want) {
			t.Errorf("with GOMAXPROCS=%d and another order the record differs", procs)
		}
	}
}

// TestReadTwiceAndRebuild reads a folder twice into a database, and rebuilds it.
func TestReadTwiceAndRebuild(t *testing.T) {
	ctx := context.Background()
	p, err := app.Open(ctx, app.Settings{DB: filepath.Join(t.TempDir(), "p.db"), Mode: app.Fast})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	first, err := p.Read(ctx, []string{samples}, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.Read(ctx, []string{samples}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if first.Added == 0 || again.Added != 0 || first.Digest != again.Digest {
		t.Errorf("first %d new, %s; again %d new, %s", first.Added, first.Digest, again.Added, again.Digest)
	}
	rebuilt, err := p.Rebuild(ctx, nil)
	if err != nil || rebuilt.Before != rebuilt.After || rebuilt.After != first.Digest {
		t.Errorf("rebuilt %+v, %v; read %s", rebuilt, err, first.Digest)
	}
}

// TestSameTextIsReadOnceAndKeptTwice gives one text two names.
func TestSameTextIsReadOnceAndKeptTwice(t *testing.T) {
	text := []byte("Envoys of Ruritania met rebels in Geneva on Tuesday, the foreign ministry said in a long statement to the press.\n")
	r, _ := compute(t, newLine(t, app.Fast), []trucewatch.Capture{capture.New("a.txt", text, nil), capture.New("b.txt", text, nil)}, nil)
	if len(r.Reports) != 2 || r.Reports[0].ID == r.Reports[1].ID {
		t.Fatalf("reports %+v", r.Reports)
	}
	if (r.Reports[0].CopyOf == "") == (r.Reports[1].CopyOf == "") {
		t.Errorf("copy_of %q and %q", r.Reports[0].CopyOf, r.Reports[1].CopyOf)
	}
	for _, err := range record.Validate(r) {
		t.Error(err)
	}
}

// measured is the folder that benchmarks read: real reports where they are at hand.
func measured() string {
	folder := "../../../shared/reports/seeds"
	if _, err := os.Stat(folder); err != nil {
		return samples
	}
	return folder
}

// BenchmarkRead reads a hundred copies of a folder of real-sized reports. The
// second figure is reports per second.
func BenchmarkRead(b *testing.B) {
	folder := measured()
	cs, _ := captures(b, folder)
	for _, mode := range []app.Mode{app.Fast, app.Full} {
		for _, copies := range []int{1, 100} {
			var all []trucewatch.Capture
			for n := range copies {
				for _, c := range cs {
					all = append(all, capture.New(fmt.Sprintf("%d-%s", n, c.Name), c.Bytes, c.Meta))
				}
			}
			b.Run(fmt.Sprintf("%s/copies=%d", mode, copies), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					l := newLine(b, mode) // one that has read none of it before
					compute(b, l, []trucewatch.Capture{capture.New("first.txt", []byte("Talks began in Dorn.\n"), nil)}, nil)
					b.StartTimer()
					compute(b, l, all, nil)
				}
				b.ReportMetric(float64(len(all)*b.N)/b.Elapsed().Seconds(), "reports/s")
			})
		}
	}
}

// BenchmarkArticles measures the whole line on texts that are all different: each of
// some 500 words, drawn from the sentences of real reports where those are at hand. The
// time of processors tells more where the machine does other work too.
func BenchmarkArticles(b *testing.B) {
	folder := measured()
	const articles = 60
	number := 0
	for _, mode := range []app.Mode{app.Fast, app.Full} {
		l := newLine(b, mode)
		sentences := sentencesOf(b, folder, l) // loads the weights
		b.Run(string(mode), func(b *testing.B) {
			busy := time.Duration(0)
			for b.Loop() {
				b.StopTimer()
				all := drawn(sentences, articles, 500, &number)
				busy -= processor(b)
				b.StartTimer()
				compute(b, l, all, nil)
				busy += processor(b)
			}
			b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
			b.ReportMetric(busy.Seconds()*1000/float64(articles*b.N), "cpu-ms/article")
		})
	}
}

// BenchmarkReading measures on one core how texts, all different, are read once they are
// analysed: who says what, who did what to whom, when, where and how many. Texts are as
// BenchmarkArticles has them.
func BenchmarkReading(b *testing.B) {
	folder := measured()
	analyser, err := lang.New(lang.Fast)
	if err != nil {
		b.Fatal(err)
	}
	finder, err := namefinder.Load(packs.FS)
	if err != nil {
		b.Fatal(err)
	}
	rules, err := coding.Load(packs.FS)
	if err != nil {
		b.Fatal(err)
	}
	var analysed []trucewatch.Reading
	words, number := 0, 0
	for _, c := range drawn(sentencesOf(b, folder, newLine(b, app.Fast)), 60, 500, &number) {
		text := string(c.Bytes)
		r, _ := annotate.Read(analyser, finder, trucewatch.Report{ID: c.Name, Text: text, Language: "en"})
		analysed = append(analysed, r)
		words += len(strings.Fields(text))
	}
	for b.Loop() {
		for _, r := range analysed {
			rules.Claims(r)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

// sentencesOf lists the sentences of the reports in a folder.
func sentencesOf(b *testing.B, folder string, l *app.Line) []string {
	b.Helper()
	cs, _ := captures(b, folder)
	r, _ := compute(b, l, cs, nil)
	var out []string
	for _, rep := range r.Reports {
		text := []rune(rep.Text)
		for _, s := range rep.Sentences {
			out = append(out, strings.TrimSpace(string(text[s.Start:s.End])))
		}
	}
	return out
}

// drawn makes n texts of the given length from sentences, in an order of chance that
// is the same every time. Each sentence ends with a number of its own, counted on: one
// that was read before would cost nothing.
func drawn(sentences []string, n, words int, number *int) []trucewatch.Capture {
	chance := rand.New(rand.NewSource(1))
	var out []trucewatch.Capture
	for i := range n {
		var text strings.Builder
		for got := 0; got < words; {
			s := sentences[chance.Intn(len(sentences))]
			got += len(strings.Fields(s))
			*number++
			fmt.Fprintf(&text, "%s (%d).\n\n", strings.TrimRight(s, "."), *number)
		}
		out = append(out, capture.New(fmt.Sprintf("%d.txt", i), []byte(text.String()), nil))
	}
	return out
}

// TestGeneralTextDoesNoHarm reads thousands of sentences of every kind of English,
// far from the news that the rules were written for: nothing may stop, and every
// span must lie in its text.
func TestGeneralTextDoesNoHarm(t *testing.T) {
	const folder = "../../../shared/data/treebanks"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no treebanks at hand")
	}
	var cs []trucewatch.Capture
	for _, name := range []string{"en_ewt-dev", "en_ewt-test", "en_gum-test", "en_pud-test"} {
		cs = append(cs, plainTexts(t, filepath.Join(folder, name+".conllu.xz"))...)
	}
	r, _ := compute(t, newLine(t, app.Fast), cs, nil)
	if len(r.Reports) != len(cs) {
		t.Errorf("%d reports of %d texts", len(r.Reports), len(cs))
	}
	for _, err := range record.Validate(r) {
		t.Error(err)
	}
}

// plainTexts takes the sentences of a treebank, forty to a text.
func plainTexts(t *testing.T, path string) []trucewatch.Capture {
	t.Helper()
	content, err := exec.CommandContext(t.Context(), "xz", "-dc", path).Output()
	if err != nil {
		t.Skipf("unpacking the treebanks needs xz: %v", err)
	}
	var out []trucewatch.Capture
	var text strings.Builder
	n := 0
	keep := func() {
		if text.Len() > 0 {
			out = append(out, capture.New(fmt.Sprintf("%s-%d.txt", filepath.Base(path), len(out)), []byte(text.String()), nil))
		}
		text.Reset()
	}
	for line := range strings.Lines(string(content)) {
		if sentence, ok := strings.CutPrefix(line, "# text = "); ok {
			text.WriteString(sentence + "\n")
			if n++; n%40 == 0 {
				keep()
			}
		}
	}
	keep()
	return out
}

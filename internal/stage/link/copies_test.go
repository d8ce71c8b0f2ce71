package link_test

import (
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/link"
)

// made is one story of testdata/copies.txt.
type made struct {
	headline   string
	paragraphs []string
	rewritten  string
}

func stories(t *testing.T) []made {
	t.Helper()
	text, err := os.ReadFile("testdata/copies.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []made
	for part := range strings.SplitSeq(string(text), "\n== ") {
		if strings.HasPrefix(part, "#") {
			continue
		}
		told, again, _ := strings.Cut(part, "-- rewritten\n")
		lines := strings.Split(strings.TrimSpace(told), "\n")
		out = append(out, made{lines[0], lines[1:], strings.TrimSpace(again)})
	}
	return out
}

// The relations that two made texts can stand in.
const (
	copied = "copy"
	lifted = "lift"
	none   = "none"
)

// couple is two made texts, the second published a day later.
type couple struct{ kind, want, one, two string }

// edits are what a desk does to an agency's story.
var edits = strings.NewReplacer(" said", " told the Gazette", "officials", "authorities", "wounded", "injured", "governments", "capitals", "largest", "biggest",
	"dead", "deceased", "Thursday", "Thursday evening", "engineer", "technician", "sailor", "seaman", "months", "months or so")

func couples(t *testing.T) []couple {
	t.Helper()
	all := stories(t)
	if len(all) != 12 {
		t.Fatalf("%d stories", len(all))
	}
	var out []couple
	for i, s := range all {
		next, after := all[(i+1)%len(all)], all[(i+5)%len(all)]
		whole := s.headline + "\n" + strings.Join(s.paragraphs, "\n")
		out = append(
			out,
			couple{"copy", copied, whole, "Breaking\n" + strings.ToUpper(s.paragraphs[0][:40]) + s.paragraphs[0][40:] + "\n\n" + strings.Join(s.paragraphs[1:], "\n\n")},
			couple{"copy with typed quotes and a dateline", copied, whole, "SELM, 4 May (Lake Agency) - " + strings.NewReplacer("\"", "''").Replace(strings.Join(s.paragraphs, "\n"))},
			couple{"light edit", copied, whole, edits.Replace(whole)},
			couple{"light edit, the end cut off and a credit added", copied, whole, s.headline + "\n" + edits.Replace(strings.Join(s.paragraphs[:2], "\n")) + "\nReporting by the Lake Agency."},
			couple{"a paragraph inside another story", lifted, whole, next.headline + "\n" + next.paragraphs[0] + "\n" + s.paragraphs[1] + "\n" + next.paragraphs[2]},
			couple{"a paragraph, edited, at the end of another story", lifted, whole, after.rewritten + "\n" + edits.Replace(s.paragraphs[0])},
			couple{"the same facts in other words", none, whole, s.rewritten},
			couple{"the same headline and another text", none, whole, s.headline + "\n" + strings.Join(next.paragraphs, "\n")},
		)
	}
	return out
}

// relation says how the later of two texts stands to the earlier by what we find.
func relation(one, two string) string {
	readings := []trucewatch.Reading{copyReport("r-2", "2025-03-02", two), copyReport("r-1", "2025-03-01", one)}
	copies, lifts := link.SameTexts(readings)
	switch {
	case copies["r-2"] == "r-1":
		return copied
	case len(lifts["r-2"]) > 0:
		return lifted
	}
	return none
}

// TestMadeCouples holds the finding of same texts to the figures of the project:
// precision .98 and recall .95 over all couples.
func TestMadeCouples(t *testing.T) {
	var right, found, wanted int
	all := couples(t)
	for _, c := range all {
		got := relation(c.one, c.two)
		if got != c.want {
			t.Logf("%s: %s, want %s: %.60q", c.kind, got, c.want, c.two)
		}
		if got != none {
			found++
		}
		if c.want != none {
			wanted++
		}
		if got == c.want && got != none {
			right++
		}
	}
	precision, recall := float64(right)/float64(found), float64(right)/float64(wanted)
	t.Logf("%d couples: precision %.3f, recall %.3f", len(all), precision, recall)
	if len(all) < 60 || precision < .98 || recall < .95 {
		t.Errorf("%d couples: precision %.3f, recall %.3f", len(all), precision, recall)
	}
}

func TestLiftedPassageHasItsPlace(t *testing.T) {
	all := stories(t)
	text := all[0].rewritten + "\n" + all[1].paragraphs[1] + "\n" + all[2].rewritten
	readings := []trucewatch.Reading{
		copyReport("r-1", "2025-03-01", strings.Join(all[1].paragraphs, "\n")), copyReport("r-2", "2025-03-02", text),
	}
	lifts := link.Lifts(readings, map[string]string{})["r-2"]
	if len(lifts) != 1 || lifts[0].From != "r-1" || lifts[0].Words < 40 {
		t.Fatalf("lifts %+v", lifts)
	}
	if got := lifts[0].Span.Of(text); !strings.Contains(all[1].paragraphs[1], got) {
		t.Errorf("lifted %q", got)
	}
}

// vocabulary makes words of syllables, the first ones the most frequent.
func vocabulary(n int) []string {
	syllables := strings.Fields("ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu")
	out := make([]string, n)
	for i := range out {
		for k := i + 21; k > 0; k /= 20 {
			out[i] += syllables[k%20]
		}
	}
	return out
}

// madeReports makes reports of some three hundred words, one in twenty a light edit
// of one before it.
func madeReports(n int) []trucewatch.Reading {
	random := rand.New(rand.NewSource(7))
	words := vocabulary(20000)
	often := rand.NewZipf(random, 1.1, 8, uint64(len(words)-1))
	out := make([]trucewatch.Reading, 0, n)
	for i := range n {
		var b strings.Builder
		if i > 20 && i%20 == 0 {
			b.WriteString(strings.ReplaceAll(out[random.Intn(i)].Report.Text, " cebace ", " bacece "))
		} else {
			for range 300 {
				b.WriteString(words[often.Uint64()])
				b.WriteByte(' ')
			}
		}
		out = append(out, copyReport(fmt.Sprintf("r-%06d", i), fmt.Sprintf("2025-%02d-%02d", 1+i*12/n, 1+i%28), b.String()))
	}
	return out
}

// BenchmarkSameTexts shows what a hundred thousand reports cost: seconds for all, and
// the memory above that of the reports themselves.
func BenchmarkSameTexts(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			readings := madeReports(n)
			for b.Loop() {
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				copies, lifts := link.SameTexts(readings)
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(after.Sys-min(after.HeapReleased, after.Sys))/1e6, "MB-process")
				b.ReportMetric(float64(len(copies)), "copies")
				b.ReportMetric(float64(len(lifts)), "lifts")
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/report")
		})
	}
}

func TestLiftedPassageAddsNoVoice(t *testing.T) {
	all := stories(t)
	var w world
	w.add("r-1", "One", "2025-03-05", met("geneva", "2025-03-04", "a", "b"))
	w.add("r-2", "Two", "2025-03-06", met("geneva", "2025-03-04", "a", "b"))
	passage, before := all[1].paragraphs[1], all[0].rewritten+"\n"
	one, two := &w.Readings[0], &w.Readings[1]
	tokens := one.Sentences[0].Tokens
	one.Report.Text, two.Report.Text = passage, before+passage
	one.Sentences = []trucewatch.Sentence{{Span: trucewatch.Span{Start: 0, End: len(passage)}, Kind: trucewatch.Prose, Tokens: tokens}}
	two.Sentences = []trucewatch.Sentence{
		{Span: trucewatch.Span{Start: 0, End: len(before)}, Kind: trucewatch.Prose},
		{Span: trucewatch.Span{Start: len(before), End: len(before) + len(passage)}, Kind: trucewatch.Prose, Tokens: tokens},
	}
	w.Claims[1].Events[0].Sentence = 1
	e := joined(t, w.World).Events[0]
	if e.Reports != 2 || e.Independent != 1 {
		t.Errorf("%d reports, %d independent", e.Reports, e.Independent)
	}
	if why := e.Parts[1].Why; len(why) == 0 || why[len(why)-1].Rule != "link.voice.lift" || why[len(why)-1].Words != "r-1.txt" {
		t.Errorf("why %+v", why)
	}
}

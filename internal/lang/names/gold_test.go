package names

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/packs"
)

const shared = "../../../../shared/"

type goldReport struct {
	Report string
	Names  []struct {
		S    int
		Q    string
		K    int
		Kind string
	}
}

type goldSentence struct {
	S, Start, End int
	Text          string
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

// byteOffsets maps code points of text to bytes.
func byteOffsets(text string) []int {
	var out []int
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

func find(text, quote string, k int) int {
	at := -1
	for range max(k, 1) {
		n := strings.Index(text[at+1:], quote)
		if n < 0 {
			return -1
		}
		at += 1 + n
	}
	return at
}

type tally struct{ right, predicted, gold int }

func (c tally) f1() float64 { return 2 * float64(c.right) / float64(c.predicted+c.gold) }

func scoreReport(t testing.TB, f *Finder, folder, goldFile string) (tally, []string) {
	var g goldReport
	readJSON(t, goldFile, &g)
	stem := strings.TrimSuffix(g.Report, ".txt")
	raw, err := os.ReadFile(filepath.Join(shared, "reports", folder, g.Report))
	if err != nil {
		t.Fatal(err)
	}
	var sents []goldSentence
	readJSON(t, filepath.Join(shared, "reports", folder, stem+".sents.json"), &sents)
	text := string(raw)
	offsets := byteOffsets(text)
	var sentences []trucewatch.Sentence
	for _, s := range sents {
		sentences = append(sentences, trucewatch.Sentence{Span: trucewatch.Span{Start: offsets[s.Start], End: offsets[s.End]}})
	}
	want := map[trucewatch.Span]trucewatch.MentionKind{}
	for _, n := range g.Names {
		at := find(sents[n.S].Text, n.Q, n.K)
		if at < 0 {
			t.Fatalf("%s: %q not in sentence %d", goldFile, n.Q, n.S)
		}
		start := sentences[n.S].Start + at
		want[trucewatch.Span{Start: start, End: start + len(n.Q)}] = trucewatch.MentionKind(n.Kind)
	}
	var c tally
	var errors []string
	c.gold = len(g.Names)
	for _, m := range f.Find(text, lang.Split(text)) {
		c.predicted++
		kind, ok := want[m.Span]
		switch {
		case ok && kind == m.Kind:
			c.right++
			delete(want, m.Span)
		case ok:
			errors = append(errors, fmt.Sprintf("%s kind %q %s, gold %s %v", stem, m.Of(text), m.Kind, kind, m.Why[0].Rule))
			delete(want, m.Span)
		default:
			errors = append(errors, fmt.Sprintf("%s spurious %q %s %v", stem, m.Of(text), m.Kind, m.Why[0].Rule))
		}
	}
	for span, kind := range want {
		errors = append(errors, fmt.Sprintf("%s missed %q %s", stem, span.Of(text), kind))
	}
	return c, errors
}

func TestGold(t *testing.T) {
	if _, err := os.Stat(shared + "gold"); err != nil {
		t.Skip("no hand-coded reports beside the checkout")
	}
	f, err := Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	for folder, floor := range map[string]float64{"seeds": .98, "breach": .97, "taliban": .97, "qarah": .91} {
		files, _ := filepath.Glob(shared + "gold/" + folder + "/*.json")
		var total tally
		for _, file := range files {
			if filepath.Base(file) == "ids.json" {
				continue
			}
			c, errors := scoreReport(t, f, folder, file)
			total.right += c.right
			total.predicted += c.predicted
			total.gold += c.gold
			if os.Getenv("NAMES_ERRORS") == folder {
				for _, e := range errors {
					t.Log(e)
				}
			}
		}
		t.Logf("%s: F1 %.4f (P %d/%d R %d/%d)", folder, total.f1(), total.right, total.predicted, total.right, total.gold)
		if total.f1() < floor {
			t.Errorf("%s: F1 %.4f below %.2f", folder, total.f1(), floor)
		}
	}
}

package relevance_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/relevance"
	"github.com/trucewatch/trucewatch/internal/base/situation"
)

// judged is a made-up headline and lead with what a person says of it.
type judged struct {
	in          bool
	title, lead string
}

func readJudged(t *testing.T) []judged {
	t.Helper()
	content, err := os.ReadFile("testdata/judged.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []judged
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSpace(line), " | ")
		if len(c) != 3 || c[0] != "in" && c[0] != "out" {
			t.Fatalf("%q has not three columns", line)
		}
		out = append(out, judged{c[0] == "in", c[1], c[2]})
	}
	return out
}

// TestGateAgainstPeople holds precision and recall of the gate over made-up headlines
// with their leads to a floor. It prints both, and what it gets wrong.
func TestGateAgainstPeople(t *testing.T) {
	list := readJudged(t)
	if len(list) < 100 {
		t.Fatalf("%d headlines, want 100 at least", len(list))
	}
	all := shipped(t)
	g := relevance.New(all[slices.IndexFunc(all, func(s situation.Situation) bool { return s.ID == "syria-israel" })], lands(t))
	for _, tc := range []struct {
		name              string
		judge             func(j judged) relevance.Verdict
		precision, recall float64 // floors
	}{
		{"normal", func(j judged) relevance.Verdict { return g.Judge(j.title, j.lead, relevance.Normal) }, 0.85, 0.85},
		{"strict", func(j judged) relevance.Verdict { return g.Judge(j.title, j.lead, relevance.Strict) }, 0.9, 0.28},
		{"ahead of fetching", func(j judged) relevance.Verdict { return g.JudgeAhead(j.title, j.lead, relevance.Ahead) }, 0.6, 0.9},
	} {
		t.Run(tc.name, func(t *testing.T) {
			right, in, about := 0, 0, 0
			for _, j := range list {
				v := tc.judge(j)
				if v.In {
					in++
				}
				if j.in {
					about++
				}
				if v.In && j.in {
					right++
				}
				if v.In != j.in {
					t.Logf("in %t, a person says %t: %s (%s)", v.In, j.in, j.title, v.Why)
				}
			}
			precision, recall := float64(right)/float64(in), float64(right)/float64(about)
			t.Logf("%s: precision %.3f, recall %.3f over %d headlines with leads, %d of them about the situation", tc.name, precision, recall, len(list), about)
			if precision < tc.precision || recall < tc.recall {
				t.Errorf("precision %.3f and recall %.3f, want %.2f and %.2f at least", precision, recall, tc.precision, tc.recall)
			}
		})
	}
}

// Package samples_test checks the sample reports and what was coded by hand on them.
package samples_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/evaluate"
)

func read(t *testing.T) evaluate.Gold {
	t.Helper()
	g, err := evaluate.ReadGold(os.DirFS("reports"), os.DirFS("gold"))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestGoldIsSound checks that every quote is found, every id is listed and used,
// and every name has its own words among the forms of its id.
func TestGoldIsSound(t *testing.T) {
	g := read(t)
	for _, w := range g.Warnings {
		t.Error(w)
	}
	if len(g.Reports) < 5 {
		t.Errorf("%d coded reports, want at least 5", len(g.Reports))
	}
	used := map[string]bool{}
	for _, c := range g.Reports {
		for _, x := range c.Names {
			used[x.ID] = true
			if !slices.Contains(g.Forms[x.ID], x.Q) {
				t.Errorf("%s: %q is not among the forms of %s", c.File, x.Q, x.ID)
			}
		}
		for _, x := range c.Events {
			for _, id := range slices.Concat(x.Actors, x.Recipients, x.Mediators, []string{x.Place}) {
				used[id] = true
			}
		}
		for _, x := range c.Statements {
			for _, id := range x.Source {
				used[id] = true
			}
		}
		for _, x := range c.Figures {
			for _, id := range x.By {
				used[id] = true
			}
		}
	}
	for id := range g.Forms {
		if !used[id] {
			t.Errorf("ids.json has %q, which no report uses", id)
		}
	}
}

// TestSentencesStandInTheText checks the positions of the sentences, in code points.
func TestSentencesStandInTheText(t *testing.T) {
	for _, c := range read(t).Reports {
		b, err := os.ReadFile(filepath.Join("reports", c.Report))
		if err != nil {
			t.Fatal(err)
		}
		text := []rune(string(b))
		end := 0
		for i, s := range c.Sentences {
			if s.S != i || s.Start < end || s.End > len(text) || string(text[s.Start:s.End]) != s.Text {
				t.Errorf("%s: sentence %d is not the text at %d-%d", c.Report, s.S, s.Start, s.End)
				continue
			}
			if between := strings.TrimSpace(string(text[end:s.Start])); between != "" {
				t.Errorf("%s: %q belongs to no sentence", c.Report, between)
			}
			end = s.End
		}
	}
}

// TestGoldKeepsToTheGuide checks what the annotation guide fixes.
func TestGoldKeepsToTheGuide(t *testing.T) {
	statuses := []trucewatch.Status{
		trucewatch.Occurred, trucewatch.Ongoing, trucewatch.Planned, trucewatch.Proposed, trucewatch.Negated,
	}
	for _, c := range read(t).Reports {
		for _, x := range c.Events {
			if !slices.Contains(statuses, trucewatch.Status(x.Status)) {
				t.Errorf("%s s%d %q: status %q", c.File, x.S, x.Q, x.Status)
			}
			if strings.Contains(x.Q, " ") {
				t.Errorf("%s s%d: the trigger %q is more than one word", c.File, x.S, x.Q)
			}
		}
		perSentence := map[string]bool{}
		for _, x := range c.Events {
			key := x.ID + "@" + c.Sentences[x.S].Text
			if perSentence[key] {
				t.Errorf("%s s%d: %s is marked twice in the sentence", c.File, x.S, x.ID)
			}
			perSentence[key] = true
		}
		for _, x := range c.Statements {
			if !strings.Contains(c.Sentences[x.S].Text, x.SourceQ) {
				t.Errorf("%s s%d: source %q is not in the sentence", c.File, x.S, x.SourceQ)
			}
		}
	}
}

// TestReportsHoldTheirTrouble checks that the odd files stay as odd as they are meant.
func TestReportsHoldTheirTrouble(t *testing.T) {
	for _, tc := range []struct {
		file string
		odd  func(b []byte) bool
	}{
		{"07-briefs.jsonl", func(b []byte) bool {
			for line := range strings.Lines(string(b)) {
				if !json.Valid([]byte(line)) {
					return false
				}
			}
			return strings.Count(string(b), "\n") == 2
		}},
		{"08-tidewater-journal.meta.json", json.Valid},
		{"09-lantern-hostile.html", func(b []byte) bool {
			return utf8.Valid(b) && strings.ContainsRune(string(b), '\u202e') && strings.Contains(string(b), "onerror") &&
				strings.Contains(string(b), "<p>=HYPERLINK(")
		}},
		{"10-lantern-windows-1256.txt", func(b []byte) bool { return !utf8.Valid(b) && !slices.Contains(b, 0) }},
		{"11-not-text.txt", func(b []byte) bool { return !utf8.Valid(b) && slices.Contains(b, 0) }},
	} {
		b, err := os.ReadFile(filepath.Join("reports", tc.file))
		if err != nil {
			t.Fatal(err)
		}
		if !tc.odd(b) {
			t.Errorf("%s is no longer what the README says", tc.file)
		}
	}
}

// TestReadmeListsEveryReport keeps the table complete.
func TestReadmeListsEveryReport(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir("reports")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := f.Name()
		if strings.HasSuffix(name, ".sents.json") || strings.HasSuffix(name, ".meta.json") {
			continue
		}
		if !strings.Contains(string(readme), "`"+name+"`") {
			t.Errorf("README.md does not tell of %s", name)
		}
	}
}

// TestCodebookPointsAtSentences checks the references of the codebook, such as 05:4.
func TestCodebookPointsAtSentences(t *testing.T) {
	codebook, err := os.ReadFile(filepath.Join("..", "docs", "codebook.md"))
	if err != nil {
		t.Fatal(err)
	}
	sentences := map[string]int{}
	for _, c := range read(t).Reports {
		sentences[c.Report[:2]] = len(c.Sentences)
	}
	found := regexp.MustCompile(`\b(\d\d):(\d+)\b`).FindAllStringSubmatch(string(codebook), -1)
	if len(found) == 0 {
		t.Fatal("the codebook points at no sentence")
	}
	for _, m := range found {
		if n, err := strconv.Atoi(m[2]); err != nil || n >= sentences[m[1]] {
			t.Errorf("the codebook points at %s, which is no sentence", m[0])
		}
	}
}

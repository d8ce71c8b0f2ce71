package quotation_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution/quotation"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// marked makes a report of lines, a sentence each, whose words stand between spaces; an
// empty line begins a paragraph. It returns the words that stand in each quotation.
func marked(lines ...string) []string {
	text := strings.Join(lines, "\n")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\n\n", "¶"), "\n", " ")
	text = strings.ReplaceAll(text, "¶", "\n")
	reading := trucewatch.Reading{Report: trucewatch.Report{Text: text}}
	at := 0
	for _, line := range lines {
		if line == "" {
			continue
		}
		s := trucewatch.Sentence{Span: trucewatch.Span{Start: at, End: at + len(line)}}
		for word := range strings.FieldsSeq(line) {
			start := at + strings.Index(text[at:], word)
			s.Tokens = append(s.Tokens, trucewatch.Token{Span: trucewatch.Span{Start: start, End: start + len(word)}, Form: word, Head: len(s.Tokens) - 1})
			at = start + len(word)
		}
		at++
		reading.Sentences = append(reading.Sentences, s)
	}
	m := quotation.Of(draft.New(reading))
	out := make([]string, len(m.Lengths))
	for s, runs := range m.Runs {
		for i, n := range runs {
			if n >= 0 {
				out[n] = strings.TrimSpace(out[n] + " " + reading.Sentences[s].Tokens[i].Form)
			}
		}
	}
	return out
}

func TestQuotations(t *testing.T) {
	for _, tc := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"none", []string{"He said so ."}, ""},
		{"one", []string{"“ We leave ” , he said ."}, "We leave"},
		{"two", []string{"“ We leave ” , he said , “ at dawn ” ."}, "We leave|at dawn"},
		{"straight marks", []string{`" We leave " , he said .`}, "We leave"},
		{"over two sentences", []string{"He said : “ We leave .", "We come back . ”"}, "We leave . We come back ."},
		{"not closed at the end of a paragraph", []string{"He said : “ We leave .", "", "The mill burned ."}, "We leave ."},
		{"taken up in the next paragraph", []string{"He said : “ We leave .", "", "“ We come back . ”"}, "We leave . We come back ."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := strings.Join(marked(tc.lines...), "|"); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

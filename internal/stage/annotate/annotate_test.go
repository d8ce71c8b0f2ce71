package annotate

import (
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/packs"
)

func TestReadGivesSentencesAndTheNamesInThem(t *testing.T) {
	analyser, err := lang.New(lang.Fast)
	if err != nil {
		t.Fatal(err)
	}
	finder, err := names.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	report := trucewatch.Report{ID: "r-1", Text: "Envoys of Sudan met in Jeddah on Monday.\n\nForeign Minister Ali Youssef said Egypt's Nile plan was \"dead\"."}
	reading, issues := Read(analyser, finder, report)
	if len(issues) != 0 {
		t.Errorf("issues: %v", issues)
	}
	want := []struct {
		words, title, head string
		kind               trucewatch.MentionKind
	}{
		{"Sudan", "", "Sudan", trucewatch.PlaceKind},
		{"Jeddah", "", "Jeddah", trucewatch.PlaceKind},
		{"Ali Youssef", "Foreign Minister", "", trucewatch.Person},
		{"Egypt", "", "Egypt", trucewatch.PlaceKind},
		{"Nile", "", "Nile", trucewatch.PlaceKind},
	}
	if len(reading.Mentions) != len(want) {
		t.Fatalf("%d mentions: %v", len(reading.Mentions), reading.Mentions)
	}
	for i, w := range want {
		m := reading.Mentions[i]
		if got := m.Of(report.Text); got != w.words || m.Kind != w.kind || m.Title != w.title {
			t.Errorf("mention %d is %q %s with title %q, want %q %s %q", i, got, m.Kind, m.Title, w.words, w.kind, w.title)
		}
		s := reading.Sentences[m.Sentence]
		if !s.Contains(m.Span) || !m.Contains(s.Tokens[m.Head].Span) {
			t.Errorf("%q: head %q, sentence %v", w.words, s.Tokens[m.Head].Form, s.Span)
		}
		if w.head != "" && s.Tokens[m.Head].Form != w.head {
			t.Errorf("%q: head %q", w.words, s.Tokens[m.Head].Form)
		}
		if !m.Named || m.Antecedent != -1 || len(m.Why) == 0 || m.Why[0].Words != w.words {
			t.Errorf("%q: %+v", w.words, m)
		}
	}
}

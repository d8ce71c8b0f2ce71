package attribution_test

import (
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/packs"
)

// TestPackExamples runs every example of the packs through the real analyser: a
// rule must find the cue in brackets, and nothing in its "no" examples.
func TestPackExamples(t *testing.T) {
	rules := load(t)
	schema := pack.Schema{Optional: []string{
		"verb", "noun", "frame", "prep", "object", "complement", "subject", "stance", "negated", "only",
		"phrase", "layout", "before", "support", "content", "holder", "not-object", "form", "weak", "passer",
	}}
	var files []string
	for _, name := range []string{"verbs", "denial", "silence", "nouns", "phrases", "chains", "hedges"} {
		files = append(files, "en/attribution/"+name+".pack")
	}
	written, err := pack.Load(packs.FS, schema, files...)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range written {
		t.Run(w.ID, func(t *testing.T) {
			made := func(st trucewatch.Statement, words, text string) bool {
				return slices.ContainsFunc(st.Why, func(r trucewatch.Reason) bool {
					return r.Rule == w.ID && (words == "" || r.Words == words || st.Of(text) == words)
				})
			}
			for _, ex := range w.Yes {
				found := rules.Statements(analyse(t, ex.Text))
				for _, mark := range ex.Marks {
					if !slices.ContainsFunc(found, func(st trucewatch.Statement) bool { return made(st, mark.Of(ex.Text), ex.Text) }) {
						t.Errorf("line %d: %q is not found in %q", ex.Line, mark.Of(ex.Text), ex.Text)
					}
				}
			}
			for _, ex := range w.No {
				for _, st := range rules.Statements(analyse(t, ex.Text)) {
					if made(st, "", ex.Text) {
						t.Errorf("line %d: %q is found in %q", ex.Line, st.Of(ex.Text), ex.Text)
					}
				}
			}
		})
	}
}

package toll_test

import (
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/lang/langtest"
	"github.com/trucewatch/trucewatch/packs"
)

// TestPackExamples runs every example of the packs through the real analyser: a
// rule must find what stands in brackets, and nothing in its "no" examples.
func TestPackExamples(t *testing.T) {
	rules := load(t)
	schema := pack.Schema{Optional: []string{"measure", "verb", "subject", "state", "act", "noun", "of-type", "only-verb", "toll", "many", "behind", "ahead", "context", "mixed", "not-noun", "human", "words", "bound", "min", "max"}}
	written, err := pack.Load(packs.FS, schema, "en/toll/measures.pack", "en/toll/numbers.pack")
	if err != nil {
		t.Fatal(err)
	}
	made := func(f trucewatch.Figure, id string) bool {
		return slices.ContainsFunc(f.Why, func(w trucewatch.Reason) bool { return w.Rule == id })
	}
	for _, w := range written {
		t.Run(w.ID, func(t *testing.T) {
			for _, ex := range w.Yes {
				langtest.Either(t, func(t testing.TB) {
					figures := rules.Figures(analyse(t, ex.Text), nil)
					for _, mark := range ex.Marks {
						if !slices.ContainsFunc(figures, func(f trucewatch.Figure) bool { return made(f, w.ID) && f.Contains(mark) }) {
							t.Errorf("line %d: %q is not found in %q", ex.Line, mark.Of(ex.Text), ex.Text)
						}
					}
				})
			}
			for _, ex := range w.No {
				langtest.Either(t, func(t testing.TB) {
					for _, f := range rules.Figures(analyse(t, ex.Text), nil) {
						if made(f, w.ID) {
							t.Errorf("line %d: %q is found in %q", ex.Line, f.Of(ex.Text), ex.Text)
						}
					}
				})
			}
		})
	}
}

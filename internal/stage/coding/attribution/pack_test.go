package attribution_test

import (
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/lang/langtest"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
	"github.com/trucewatch/trucewatch/packs"
)

// made reports whether the rule of that id took part in a statement.
func made(st trucewatch.Statement, id string) bool {
	return slices.ContainsFunc(st.Why, func(r trucewatch.Reason) bool { return r.Rule == id })
}

// holds reports whether everything in brackets in an example belongs to one
// statement: its cue, the words of the rule, its source, or who passes it on.
func holds(d *draft.Draft, st trucewatch.Statement, id string, ex pack.Example) bool {
	for _, mark := range ex.Marks {
		of := st.Contains(mark) || mark == st.SourceSpan
		for _, r := range st.Why {
			of = of || r.Rule == id && r.Words == mark.Of(ex.Text)
		}
		for _, m := range st.Sources {
			of = of || d.Mentions[m].Span == mark
		}
		if !of {
			return false
		}
	}
	return true
}

// TestPackExamples runs every example of the packs through the real analyser: a
// rule must find what stands in brackets in one statement (its cue, its source, who
// passes it on), and nothing in its "no" examples.
func TestPackExamples(t *testing.T) {
	rules := load(t)
	schema := pack.Schema{Optional: []string{
		"verb", "noun", "frame", "prep", "object", "complement", "subject", "stance", "negated", "only",
		"phrase", "layout", "before", "support", "holder", "not-object", "not-prep", "form", "weak", "passer", "within",
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
			for _, ex := range w.Yes {
				langtest.Either(t, func(t testing.TB) {
					d := analyse(t, ex.Text)
					found := rules.Statements(d)
					if !slices.ContainsFunc(found, func(st trucewatch.Statement) bool { return made(st, w.ID) && holds(d, st, w.ID, ex) }) {
						t.Errorf("line %d: no statement with all that stands in brackets in %q", ex.Line, ex.Text)
						for _, st := range found {
							t.Log(show(d, st), st.Why)
						}
					}
				})
			}
			for _, ex := range w.No {
				langtest.Either(t, func(t testing.TB) {
					for _, st := range rules.Statements(analyse(t, ex.Text)) {
						if made(st, w.ID) {
							t.Errorf("line %d: %q is found in %q", ex.Line, st.Of(ex.Text), ex.Text)
						}
					}
				})
			}
		})
	}
}

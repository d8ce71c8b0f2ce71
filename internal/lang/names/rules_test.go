package names

import (
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/packs"
)

func TestRulesFindWhatTheirExamplesSay(t *testing.T) {
	const path = "en/names/examples.txt"
	data, err := packs.FS.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := pack.Parse(path, data)
	if err != nil {
		t.Fatal(err)
	}
	f := loaded(t)
	for _, r := range rules {
		if len(r.Yes) == 0 || len(r.No) == 0 {
			t.Errorf("%s: needs a yes and a no example", r.ID)
		}
		for _, e := range r.Yes {
			checkYes(t, f, r.ID, e)
		}
		for _, e := range r.No {
			if m := byRule(f, r.ID, e.Text); len(m) != 0 {
				t.Errorf("%s: line %d: %+v should not be found", r.ID, e.Line, m)
			}
		}
	}
}

func checkYes(t *testing.T, f *Finder, rule string, e pack.Example) {
	t.Helper()
	spans := byRule(f, rule, e.Text)
	for _, mark := range e.Marks {
		if !slices.Contains(spans, mark) {
			t.Errorf("%s: line %d: %q is not found by the rule: %+v", rule, e.Line, mark.Of(e.Text), f.Find(e.Text, whole(e.Text)))
		}
	}
}

// byRule returns the spans of the names that the rule made.
func byRule(f *Finder, rule, text string) []trucewatch.Span {
	var out []trucewatch.Span
	for _, m := range f.Find(text, whole(text)) {
		if m.Why[0].Rule == rule {
			out = append(out, m.Span)
		}
	}
	return out
}

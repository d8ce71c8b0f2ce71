package names

import (
	"testing"

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
			for _, mark := range e.Marks {
				found := false
				for _, m := range f.Find(e.Text, whole(e.Text)) {
					found = found || m.Span == mark && m.Why[0].Rule == r.ID
				}
				if !found {
					t.Errorf("%s: line %d: %q is not found by the rule: %+v", r.ID, e.Line, mark.Of(e.Text), f.Find(e.Text, whole(e.Text)))
				}
			}
		}
		for _, e := range r.No {
			for _, m := range f.Find(e.Text, whole(e.Text)) {
				if m.Why[0].Rule == r.ID {
					t.Errorf("%s: line %d: %q should not be found", r.ID, e.Line, m.Of(e.Text))
				}
			}
		}
	}
}

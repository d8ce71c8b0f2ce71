package coding_test

import "testing"

// TestCounted tables figures and the trigger of the happening that each counts in.
func TestCounted(t *testing.T) {
	for _, tc := range []struct{ name, text, figure, trigger string }{
		{"of its sentence", "Jets bombed Homs, and two people were killed.", "two people", "bombed"},
		{"of a sentence before it", "Jets bombed Homs. Seven people were wounded.", "Seven people", "bombed"},
		{"nobody is hurt by what did not happen", "Three people were hurt in a dispute over water, but no shelling was reported.", "Three people", ""},
	} {
		t.Run(tc.name, either(func(t testing.TB) {
			_, x := explain(t, tc.text)
			for _, f := range x.Claims.Figures {
				if f.Of(tc.text) != tc.figure {
					continue
				}
				got := ""
				if f.Event >= 0 {
					got = x.Claims.Events[f.Event].Of(tc.text)
				}
				if got != tc.trigger {
					t.Errorf("counts in %q, want %q", got, tc.trigger)
				}
				return
			}
			t.Fatalf("no figure %q in %v", tc.figure, x.Claims.Figures)
		}))
	}
}

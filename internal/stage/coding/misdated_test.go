package coding_test

import (
	"strings"
	"testing"
)

// TestMisdated reads the days of the week of a report that tells of later days as past
// from those days on, and says that the date is doubtful. The report is dated Wednesday,
// 20 August 2025.
func TestMisdated(t *testing.T) {
	for _, tc := range []struct{ name, text, trigger, date string }{
		{"after a later day", "Envoys signed a truce on Saturday. Clashes stopped after the army left Homs on August 28.", "signed", "2025-08-30"},
		{"no: what is to come", "Envoys signed a truce on Saturday. Clashes will stop after the army leaves Homs on August 28.", "signed", "2025-08-16"},
		{"no: planned for a later day", "Envoys signed a truce on Saturday. They announced a vote on August 28.", "signed", "2025-08-16"},
		{"no: an earlier day", "Envoys signed a truce on Saturday. Clashes stopped after the army left Homs on August 8.", "signed", "2025-08-16"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, x := explain(t, tc.text)
			doubted := false
			for _, i := range x.Claims.Issues {
				doubted = doubted || strings.Contains(i.Why, "dated 2025-08-20, it tells of 2025-08-28")
			}
			if doubted == strings.HasPrefix(tc.name, "no: ") {
				t.Errorf("doubtful date: %v (%v)", doubted, x.Claims.Issues)
			}
			at := ""
			for _, e := range x.Claims.Events {
				if e.Of(tc.text) == tc.trigger && e.When != nil {
					at = e.When.First
				}
			}
			if at != tc.date {
				t.Errorf("%q is of %q, want %q", tc.trigger, at, tc.date)
			}
		})
	}
}

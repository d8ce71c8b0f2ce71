package timex_test

import (
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/stage/coding/timex"
	"github.com/trucewatch/trucewatch/packs"
)

const published = "2025-08-20" // a Wednesday; the packs' examples rest on it

func load(t testing.TB) *timex.Rules {
	t.Helper()
	r, err := timex.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func find(r *timex.Rules, text, pub string) []trucewatch.When {
	return r.Find(text, trucewatch.Span{End: len(text)}, pub)
}

// TestPackExamples runs every example of the pack: the marked words must be found
// by that rule with that value, and the no examples must not be.
func TestPackExamples(t *testing.T) {
	r := load(t)
	data, err := packs.FS.ReadFile("en/time/expressions.pack")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := pack.Parse("expressions.pack", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules {
		values := rule.All("is")
		for k, ex := range rule.Yes {
			ok := false
			for _, w := range find(r, ex.Text, published) {
				if w.Span == ex.Marks[0] && w.Why[0].Rule == rule.ID {
					got := calendar.Interval{First: w.First, Last: w.Last}.Format()
					if k < len(values) && got != values[k] {
						t.Errorf("%s:%d: %s is %s, want %s", rule.File, ex.Line, ex.Marks[0].Of(ex.Text), got, values[k])
					}
					ok = true
				}
			}
			if !ok {
				t.Errorf("%s:%d: %s does not find %q in %q: %+v", rule.File, ex.Line, rule.ID, ex.Marks[0].Of(ex.Text), ex.Text, find(r, ex.Text, published))
			}
		}
		for _, ex := range rule.No {
			for _, w := range find(r, ex.Text, published) {
				if w.Why[0].Rule == rule.ID {
					t.Errorf("%s:%d: %s finds %q in %q", rule.File, ex.Line, rule.ID, w.Of(ex.Text), ex.Text)
				}
			}
		}
	}
}

func TestUndatedReportKeepsTheSymbol(t *testing.T) {
	r := load(t)
	got := find(r, "They met on Tuesday under a 1974 pact.", "")
	if len(got) != 2 || got[0].Relative != "XXXX-WXX-2" || got[0].First != "" || got[1].First != "1974-01-01" {
		t.Errorf("got %+v", got)
	}
}

func TestNoDates(t *testing.T) {
	r := load(t)
	for _, s := range []string{
		"Resolution 2254 may pass.", "Some 2000 people marched.", "He may second the motion.", "Flight 1973 landed.",
		"Troops march on the capital.", "It cost $1999.", "The sun set.", "August company came.",
	} {
		if got := find(r, s, published); len(got) != 0 {
			t.Errorf("%q: %+v", s, got)
		}
	}
}

func FuzzFind(f *testing.F) {
	r := load(f)
	f.Add("late last year, on 13 July 2025", published)
	f.Add("July 99, 0000 February 30", "")
	f.Fuzz(func(t *testing.T, text, pub string) {
		last := 0
		for _, w := range find(r, text, pub) {
			if w.Start < last || w.End > len(text) || w.End <= w.Start {
				t.Fatalf("span %v after %d in %q", w.Span, last, text)
			}
			last = w.End
		}
	})
}

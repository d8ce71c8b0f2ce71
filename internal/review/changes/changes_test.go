package changes_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review/changes"
)

func day(n int) time.Time { return time.Date(2031, 5, n, 12, 0, 0, 0, time.UTC) }

// kinds lists what became of what.
func kinds(all []changes.Entry) []string {
	var out []string
	for _, e := range all {
		out = append(out, strings.TrimSpace(fmt.Sprint(e.Kind, " ", e.ID, " ", e.Into)))
	}
	return out
}

func TestNote(t *testing.T) {
	r := outputtest.Record()
	first, ok := (*changes.Log)(nil).Note(view.New(r), nil, day(1))
	if !ok || len(first.Since(0)) != 0 {
		t.Fatalf("what was there from the beginning is a change: %+v", first.Entries)
	}
	if _, ok := first.Note(view.New(r), nil, day(2)); ok {
		t.Error("the same record is a change")
	}
	gone, into := r.Events[0].ID, r.Events[1].ID
	r.Events = slices.Clone(r.Events[1:])
	r.Events[0].Status = "planned"
	r.Events = append(r.Events, record.Event{ID: "e-new", Type: "AID", Status: "occurred", Standing: "single"})
	second, _ := first.Note(view.New(r), map[string]string{gone: into}, day(3))
	want := []string{"changed " + into, "added e-new", "merged " + gone + " " + into}
	if got := kinds(second.Since(0)); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
		t.Errorf("%v, want %v", got, want)
	}
	if e := second.Since(0); !slices.ContainsFunc(e, func(e changes.Entry) bool { return slices.Contains(e.How, "status: planned, was occurred") }) {
		t.Errorf("%+v", e)
	}
	r.Events = r.Events[:len(r.Events)-1]
	r.Reports = r.Reports[:2]
	third, _ := second.Note(view.New(r), nil, day(4))
	if got := kinds(third.Since(second.Last)); len(got) != 2 || !slices.Contains(got, "deleted e-new") || third.After(day(4)) != second.Last || third.After(day(1)) != 0 {
		t.Errorf("%v", got)
	}
	words, err := third.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := changes.Decode(words)
	if err != nil || fmt.Sprint(back.Entries) != fmt.Sprint(third.Entries) || back.Last != third.Last {
		t.Errorf("%v, %+v", err, back)
	}
	if _, ok := back.Note(view.New(r), nil, day(5)); ok {
		t.Error("the log that was kept notices a change where there is none")
	}
}

func FuzzDecode(f *testing.F) {
	l, _ := (*changes.Log)(nil).Note(view.New(outputtest.Record()), nil, day(1))
	words, err := l.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(words)
	f.Add("")
	f.Add("H4sIAAAAAAAA")
	f.Fuzz(func(t *testing.T, s string) {
		if l, err := changes.Decode(s); err == nil && l == nil {
			t.Error("no log and no error")
		}
	})
}

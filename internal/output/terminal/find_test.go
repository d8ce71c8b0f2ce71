package terminal_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/terminal"
	"github.com/trucewatch/trucewatch/internal/record"
)

func TestFindActor(t *testing.T) {
	r := outputtest.Record()
	for _, tc := range []struct{ key, want string }{
		{"ilse-maren", "ilse-maren"},
		{"Ilse Maren", "ilse-maren"},
		{"ILSE MAHREN", "ilse-maren"},
		{"mahren", "ilse-maren"},
		{" Marren ", "ilse-maren"},
		{"the ministry", "marland"},
		{"Kesh", "kesh-front"},
		{"lantern", "red-lantern-society"},
		{"Marlend", "marland"},
	} {
		found, err := terminal.FindActor(r, tc.key)
		if err != nil || found.Actor.ID != tc.want {
			t.Errorf("FindActor(%q) = %q, %v, want %q", tc.key, found.Actor.ID, err, tc.want)
		}
	}
	found, err := terminal.FindActor(r, "Red Lantern Society")
	if err != nil || len(found.Statements) != 1 || len(found.Figures) != 1 || found.Events == nil {
		t.Errorf("the society has %d statements and %d figures: %v", len(found.Statements), len(found.Figures), err)
	}
}

func TestFindErrorsNameCandidates(t *testing.T) {
	r, none := outputtest.Record(), record.Record{}
	actor := func(r record.Record, key string) error { _, err := terminal.FindActor(r, key); return err }
	event := func(r record.Record, key string) error { _, err := terminal.FindEvent(r, key); return err }
	report := func(r record.Record, key string) error { _, err := terminal.FindReport(r, key); return err }
	for _, tc := range []struct {
		find   func(record.Record, string) error
		record record.Record
		key    string
		want   []string
	}{
		{actor, r, "red", []string{"2 actors", "red-lantern-society", "red-line-party"}},
		{actor, r, "Marbund", []string{"no actor", "marland"}},
		{actor, r, "", []string{"no actor"}},
		{actor, r, "…", []string{"no actor"}},
		{actor, none, "x", []string{"holds no actor"}},
		{event, r, "e-assault", []string{"2 events", "e-assault-dun-33cc44dd"}},
		{event, r, "e-asault-dun", []string{"no event", "e-assault-dun-33cc44dd"}},
		{event, none, "x", []string{"holds no event"}},
		{report, r, "r-", []string{"3 reports", "r-a1 (a.txt)"}},
		{report, r, "e.txt", []string{"no report", "a.txt"}},
		{report, r, " ", []string{"empty"}},
	} {
		err := tc.find(tc.record, tc.key)
		if err == nil {
			t.Errorf("%q was found", tc.key)
			continue
		}
		for _, w := range tc.want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("finding %q: %q does not name %q", tc.key, err, w)
			}
		}
	}
}

func TestFindByPart(t *testing.T) {
	r := outputtest.Record()
	for _, key := range []string{met, "e-consult", "0a1b2c3d"} {
		if e, err := terminal.FindEvent(r, key); err != nil || e.ID != met {
			t.Errorf("FindEvent(%q) = %q, %v", key, e.ID, err)
		}
	}
	for _, key := range []string{"r-a1", "a.txt", "a."} {
		if x, err := terminal.FindReport(r, key); err != nil || x.ID != "r-a1" {
			t.Errorf("FindReport(%q) = %q, %v", key, x.ID, err)
		}
	}
}

// FuzzFindActor looks for names that people may type.
func FuzzFindActor(f *testing.F) {
	for _, s := range []string{"Maren", "al-", "\xff", "مارن", "e-", strings.Repeat("a ", 200)} {
		f.Add(s)
	}
	r := outputtest.Hostile()
	f.Fuzz(func(t *testing.T, key string) {
		if found, err := terminal.FindActor(r, key); err == nil && found.Actor.ID == "" {
			t.Errorf("FindActor(%q) found nobody and no error", key)
		}
		_, _ = terminal.FindEvent(r, key)
		_, _ = terminal.FindReport(r, key)
	})
}

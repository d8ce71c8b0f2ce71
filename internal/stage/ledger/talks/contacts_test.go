package talks

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

// TestContacts tables what is a row beside talks, by its form and its parties.
func TestContacts(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		event      record.Event
		trigger    string
		rule       string
		form       string
		parties    []string
	}{
		{"a letter", "Norland sent a letter to Eastland, urging restraint.", record.Event{Type: "REQUEST"}, "urging", "en.slot.subj", "letter", []string{"eastland", "norland"}},
		{"no letter", "Norland told Eastland, urging restraint.", record.Event{Type: "REQUEST"}, "urging", "en.slot.subj", "", nil},
		{"a letter to nobody known", "Norland sent a letter to all, urging restraint.", record.Event{Type: "REQUEST"}, "urging", "en.slot.subj", "", nil},
		{"a complaint", "Norland complained to Eastland after the raid.", record.Event{Type: "ACCUSE"}, "complained", "en.slot.subj", "letter", []string{"eastland", "norland"}},
		{"a signing", "Norland and Eastland signed it in Oakham.", record.Event{Type: "SUPPORT", Actors: []string{"eastland", "norland"}, Place: "oakham"}, "signed", "en.place.phrase", "signing", []string{"eastland", "norland"}},
		{"signed nobody says where or when", "Norland and Eastland signed it.", record.Event{Type: "SUPPORT", Actors: []string{"eastland", "norland"}}, "signed", "en.slot.subj", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New(tt.text)
			e := tt.event
			e.ID, e.Status = "e-1", "occurred"
			if len(e.Actors) == 0 {
				e.Actors = []string{"norland"}
			}
			d.Event(e, tt.trigger)
			m := &d.R.Events[0].Mentions[0]
			m.Why = append(m.Why, record.Reason{Rule: signingRule}, record.Reason{Rule: tt.rule})
			if i := strings.LastIndex(tt.text, "Eastland"); i >= 0 {
				rep := &d.R.Reports[0]
				rep.Mentions = append(rep.Mentions, record.Mention{Start: i, End: i + len("Eastland"), Entity: "eastland", Named: true})
			}
			got := Rows(d.Book())
			if tt.form == "" {
				if len(got) > 0 {
					t.Fatalf("rows: %+v", got)
				}
				return
			}
			var parties []string
			if len(got) == 1 {
				for _, x := range got[0].Delegations {
					parties = append(parties, x.Party)
				}
			}
			if len(got) != 1 || got[0].Form != tt.form || !slices.Equal(parties, tt.parties) {
				t.Errorf("rows: %+v", got)
			}
		})
	}
}

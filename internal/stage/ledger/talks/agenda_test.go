package talks

import (
	"fmt"
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

func TestWhatReportsGoOnToSay(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Norland and Eastland met. The radio said both sides discussed the dam.", "[the dam]"},
		{"Norland and Eastland met. It rained. It rained on. It rained all day. The two sides discussed the dam.", "[]"},
		{"The two sides discussed the dam. Norland and Eastland met.", "[]"},
		{"Norland and Eastland met. The clerk discussed the dam.", "[]"},
	} {
		d := booktest.New(tt.text)
		d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "met").Mentions[0].Why = slot()
		got := Rows(d.Book())
		if len(got) != 1 || fmt.Sprint(got[0].Agenda) != tt.want {
			t.Errorf("%q: %+v, want %s", tt.text, got, tt.want)
		}
	}
}

func TestWhoTellsWhatWasDiscussedConfirms(t *testing.T) {
	d := booktest.New("Norland and Eastland met. The radio said both sides discussed the dam.")
	d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "met").Mentions[0].Why = slot()
	d.R.Statements = append(d.R.Statements, record.Statement{ID: "s-1", Report: "r-1", Start: 36, End: 40, Quote: "said", Source: []string{"radio"}, Stance: "assert", Content: &record.Range{Start: 41, End: 69}})
	if got := Rows(d.Book()); len(got) != 1 || !slices.Equal(got[0].ConfirmedBy, []string{"radio"}) {
		t.Errorf("%+v", got)
	}
}

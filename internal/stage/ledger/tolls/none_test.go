package tolls_test

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/tolls"
)

// TestNoneKnown tables of which act of force a report says that it knows no casualties.
func TestNoneKnown(t *testing.T) {
	for _, tt := range []struct {
		name, text, event string
		killed            bool
	}{
		{"the last before", "Norland raided Oakham. Then it shelled a mill. No casualties were reported.", "e-shelled", false},
		{"the one in the sentence", "Norland shelled a mill. There were no reports of casualties when it raided Oakham.", "e-raided", false},
		{"others are counted", "Norland raided Oakham. Then it shelled a mill. No casualties were reported.", "", true},
		{"nothing said", "Norland raided Oakham. Then it shelled a mill.", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New(tt.text)
			for _, word := range []string{"raided", "shelled"} {
				d.Event(record.Event{ID: "e-" + word, Type: "ASSAULT", Status: "occurred", Actors: []string{"norland"}}, word)
			}
			if tt.killed {
				d.R.Figures = append(d.R.Figures, record.Figure{Report: "r-1", Quote: "Then", Measure: "killed", Event: "e-shelled", Min: new(2), Max: new(2)})
			}
			var got []record.Toll
			for _, x := range tolls.Rows(d.Book()) {
				if x.Measure == record.Casualties {
					got = append(got, x)
				}
			}
			if len(got) > 1 || (len(got) == 1) != (tt.event != "") {
				t.Fatalf("rows %+v", got)
			}
			if len(got) == 1 && (got[0].Event != tt.event || *got[0].Low != 0 || got[0].High != nil || len(got[0].Counts) != 1) {
				t.Errorf("row %+v", got[0])
			}
		})
	}
}

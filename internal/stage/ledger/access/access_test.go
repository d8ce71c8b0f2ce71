package access

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

func TestAccess(t *testing.T) {
	for _, tt := range []struct {
		name, text, trigger string
		event               record.Event
		refusal, by         string
		want                string // kind, state, and what it was before by whom
	}{
		{"corridor proposed", "Norland proposed a corridor to the town.", "corridor", record.Event{Type: "RETREAT", Mode: []string{"access"}, Status: "proposed"}, "", "", "corridor proposed"},
		{"turned down", "Norland proposed a corridor. Eastland rejected it.", "corridor", record.Event{Type: "RETREAT", Mode: []string{"access"}, Status: "proposed"}, "rejected", "eastland", "corridor rejected, before proposed"},
		{"raised again", "Norland raised a corridor again. Eastland had rejected it.", "corridor", record.Event{Type: "RETREAT", Mode: []string{"access"}, Status: "proposed"}, "rejected", "eastland", "corridor proposed, before rejected by eastland"},
		{"turned down before", "Norland proposed a corridor. Eastland had previously rejected it.", "corridor", record.Event{Type: "RETREAT", Mode: []string{"access"}, Status: "proposed"}, "rejected", "eastland", "corridor proposed, before rejected by eastland"},
		{"opened", "The army has opened a corridor.", "corridor", record.Event{Type: "RETREAT", Mode: []string{"access"}, Status: "occurred"}, "", "", "corridor opened"},
		{"agreed", "Both agreed to open a corridor.", "corridor", record.Event{Type: "RETREAT", Mode: []string{"access"}, Status: "occurred"}, "", "", "corridor agreed"},
		{"convoy", "The convoy reached the town.", "convoy", record.Event{Type: "AID", Status: "occurred"}, "", "", "convoy arrived"},
		{"convoy held up", "Soldiers turned back the aid convoy.", "convoy", record.Event{Type: "AID", Status: "occurred"}, "", "", "convoy blocked"},
		{"aid", "They sent food.", "sent", record.Event{Type: "AID", Mode: []string{"humanitarian"}, Status: "occurred", Recipients: []string{"norland"}}, "", "", "aid arrived"},
		{"nothing but a word for help", "They sent food.", "sent", record.Event{Type: "AID", Mode: []string{"humanitarian"}, Status: "occurred"}, "", "", ""},
		{"arms are no aid", "They sent guns.", "sent", record.Event{Type: "AID", Status: "occurred"}, "", "", ""},
		{"blockade as a charge", "Norland accused Eastland of a blockade.", "accused", record.Event{Type: "ACCUSE", Mode: []string{"allege"}, Status: "occurred", Actors: []string{"norland"}, Recipients: []string{"eastland"}}, "", "", "blockade alleged"},
		{"blockade denied", "Norland accused Eastland of a blockade, which it denied.", "accused", record.Event{Type: "ACCUSE", Mode: []string{"allege"}, Status: "occurred", Actors: []string{"norland"}, Recipients: []string{"eastland"}}, "denied", "eastland", "blockade denied, before alleged by norland"},
		{"blockade told as fact", "The blockade goes on.", "blockade", record.Event{Type: "COERCE", Status: "ongoing"}, "", "", "blockade blocked"},
		{"a charge of something else", "Norland accused Eastland of shelling.", "accused", record.Event{Type: "ACCUSE", Mode: []string{"allege"}, Status: "occurred"}, "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New(tt.text)
			tt.event.ID = "e-1"
			d.Event(tt.event, tt.trigger)
			if tt.refusal != "" {
				d.Deny(tt.refusal, tt.by)
			}
			got := ""
			for _, a := range Rows(d.Book()) {
				got += a.Kind + " " + a.State
				for _, s := range a.Earlier {
					got += ", before " + s.State
					if len(s.By) > 0 {
						got += " by " + strings.Join(s.By, "+")
					}
				}
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAidServesTheCorridor(t *testing.T) {
	d := booktest.New("They spoke of a corridor to send aid.")
	d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"access"}, Status: "proposed"}, "corridor")
	d.Event(record.Event{ID: "e-2", Type: "AID", Mode: []string{"humanitarian"}, Status: "proposed"}, "aid")
	if got := Rows(d.Book()); len(got) != 1 || got[0].Kind != "corridor" {
		t.Errorf("%+v", got)
	}
}

func TestWhereItGoes(t *testing.T) {
	for _, tt := range []struct{ text, trigger, want string }{
		{"A convoy delivered food to Oakham.", "delivered", "oakham"},
		{"A corridor from Elm to the town of Oakham was proposed.", "corridor", "oakham"},
		{"A corridor near Oakham was proposed.", "corridor", "elm"},
	} {
		d := booktest.New(tt.text)
		d.R.Places = []record.Place{{ID: "oakham", Name: "Oakham"}, {ID: "elm", Name: "Elm"}}
		i := strings.Index(tt.text, "Oakham")
		d.R.Reports[0].Mentions = []record.Mention{{Start: i, End: i + 6, Quote: "Oakham", Entity: "oakham", Kind: "place", Named: true}}
		e := record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"access"}, Status: "proposed", Place: "elm"}
		if tt.trigger == "delivered" {
			e.Type, e.Mode, e.Status = "AID", []string{"humanitarian"}, "occurred"
		}
		d.Event(e, tt.trigger)
		if got := Rows(d.Book()); len(got) != 1 || string(got[0].Place) != tt.want {
			t.Errorf("%q: %+v, want %s", tt.text, got, tt.want)
		}
	}
}

func TestOneBlockade(t *testing.T) {
	d := booktest.New("The siege of Oakham goes on. They spoke of easing the blockade of Oakham. He called it a siege.")
	d.R.Places = []record.Place{{ID: "oakham", Name: "Oakham"}}
	d.Event(record.Event{ID: "e-1", Type: "COERCE", Mode: []string{"restrict"}, Status: "ongoing", Actors: []string{"norland"}, Place: "oakham"}, "siege of")
	d.Event(record.Event{ID: "e-2", Type: "COERCE", Mode: []string{"restrict"}, Status: "proposed", Place: "oakham"}, "blockade", "hill-front")
	d.Event(record.Event{ID: "e-3", Type: "COERCE", Mode: []string{"restrict"}, Status: "ongoing"}, "siege.")
	for i, words := range []string{"siege", "blockade", "siege"} {
		d.R.Events[i].Mentions[0].Quote = words
		d.R.Events[i].Mentions[0].End = d.R.Events[i].Mentions[0].Start + len(words)
	}
	if got := Rows(d.Book()); len(got) != 1 || got[0].State != "blocked" || len(got[0].Told) != 3 {
		t.Errorf("%+v", got)
	}
}

func TestCorridorsOfTwoTimesAreTwo(t *testing.T) {
	for day, want := range map[string]int{"2021-05-12": 1, "2021-07-12": 2} {
		d := booktest.New("They proposed a corridor.")
		d.Report("r-2", "They raised a safe passage.", day)
		d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"access"}, Status: "proposed", Place: "oakham"}, "corridor")
		d.Event(record.Event{ID: "e-2", Type: "RETREAT", Mode: []string{"access"}, Status: "proposed", Place: "oakham"}, "passage")
		if got := Rows(d.Book()); len(got) != want {
			t.Errorf("%s: %d rows, want %d", day, len(got), want)
		}
	}
}

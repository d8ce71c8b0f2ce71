package talks

import (
	"fmt"
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

func TestTalks(t *testing.T) {
	text := "It was the second round. Envoys met to discuss the dam and the border."
	r := &record.Record{
		Reports: []record.Report{{ID: "r-1", File: "one.txt", Text: text, Sentences: []record.Range{{Start: 0, End: 24}, {Start: 25, End: len(text)}}}},
		Actors: []record.Actor{
			{ID: "ruritania", Name: "Ruritania", Kind: "state"},
			{ID: "sylvania", Name: "Sylvania", Kind: "state"},
			{ID: "rudolf", Name: "Rudolf", Kind: "person", Roles: []record.Role{{Title: "envoy", Of: "ruritania"}}},
		},
		Events: []record.Event{
			{ID: "e1", Type: "CONSULT", Status: "occurred", Actors: []string{"rudolf", "sylvania"}, Date: "2025-03-04", Mediators: []string{"third"}, Mentions: []record.EventMention{
				{Report: "r-1", Start: 18, End: 23, Quote: "round", Actors: []string{"rudolf", "sylvania"}},
				{Report: "r-1", Start: 32, End: 35, Quote: "met", Actors: []string{"rudolf", "sylvania"}},
			}},
			{ID: "e2", Type: "CONSULT", Status: "proposed", Actors: []string{"ruritania", "sylvania"}},
			{ID: "e3", Type: "CONSULT", Status: "negated", Actors: []string{"ruritania", "sylvania"}},
			{ID: "e4", Type: "CONSULT", Status: "occurred", Actors: []string{"sylvania"}},
		},
	}
	got := Rows(booktest.Open(r))
	if len(got) != 1 {
		t.Fatalf("%d rounds, want the one that was held between two sides", len(got))
	}
	round := got[0]
	if round.Event != "e1" || round.Track != "ruritania+sylvania" || round.Ordinal == nil || *round.Ordinal != 2 || fmt.Sprint(round.Agenda) != "[the dam and the border]" {
		t.Errorf("round %+v", round)
	}
	if len(round.Delegations) != 2 || fmt.Sprint(round.Delegations[0].Members) != "[rudolf]" || len(round.Delegations[1].Members) != 0 {
		t.Errorf("delegations %+v", round.Delegations)
	}
}

func TestForms(t *testing.T) {
	for _, tt := range []struct{ text, trigger, status, want string }{
		{"They held talks on Monday.", "talks", "occurred", "round"},
		{"The talks went on for hours.", "talks", "occurred", "round"},
		{"The two sides agreed to continue talks.", "talks", "planned", "plan"},
		{"More meetings were planned.", "meetings", "planned", "plan"},
		{"The talks will resume in May.", "talks", "planned", "plan"},
		{"The ministers are to meet on Friday.", "meet", "planned", "round"},
		{"Officials have been conducting talks.", "talks", "occurred", "series"},
		{"Officials had several meetings.", "meetings", "occurred", "series"},
		{"The capitals had back-channel discussions.", "discussions", "occurred", "series indirect"},
		{"It was the first word of direct talks.", "talks", "occurred", "series"},
		{"Both were visiting the town.", "visiting", "occurred", ""},
		{"They spoke of evolving security contacts.", "contacts", "ongoing", ""},
		{"The capitals held direct contacts.", "contacts", "occurred", "series"},
		{"The talks were launched in 2018 by the envoy.", "talks", "occurred", "series"},
		{"The clerk contacted the mayor.", "contacted", "occurred", "round"},
		{"They came to complete arrangements for truce talks.", "talks", "occurred", "plan"},
	} {
		d := booktest.New(tt.text)
		e := d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: tt.status, Actors: booktest.Both()}, tt.trigger)
		form, channel := open(d.Book()).formOf(e.Mentions[0])
		if got := form + map[bool]string{true: " " + channel}[channel != ""]; got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// A round that was held on 1 May, and what was announced there.
func TestPlansAreFollowed(t *testing.T) {
	const first = "The envoys met in the capital."
	for _, tt := range []struct {
		name, plan string
		status     string
		later      record.Nullable // day of a round held afterwards
		want       string
	}{
		{"no more said", "", "", "", "[round occurred]"},
		{"no word since", "They agreed to continue talks.", "planned", "", "[round occurred next e-2 plan planned no word since]"},
		{"held since", "They agreed to continue talks.", "planned", "2021-05-20", "[round occurred next e-3 round occurred]"},
		{"put off", "Further talks were postponed.", "planned", "", "[round occurred next e-2 plan planned postponed]"},
		{"called off", "The next meeting was called off.", "negated", "", "[round occurred round negated cancelled]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New(first + " " + tt.plan)
			d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "met")
			if tt.plan != "" {
				trigger := "talks"
				if tt.status == "negated" {
					trigger = "meeting"
				}
				d.Event(record.Event{ID: "e-2", Type: "CONSULT", Status: tt.status, Actors: booktest.Both()}, trigger)
			}
			if tt.later != "" {
				d.Report("r-2", "Both sides sat down once more.", "2021-05-21")
				d.Event(record.Event{ID: "e-3", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: tt.later}, "sat")
			}
			var got []string
			for _, x := range Rows(d.Book()) {
				got = append(got, x.Form, x.Status)
				if x.Next != "" {
					got = append(got, "next", string(x.Next))
				}
				if x.Plan != "" {
					got = append(got, string(x.Plan))
				}
			}
			if fmt.Sprint(got) != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

func TestOutcomes(t *testing.T) {
	for _, tt := range []struct {
		text, agreed, status string
		want                 []string
	}{
		{"The envoys met and signed an agreement.", "agreement", "occurred", []string{"accord"}},
		{"The envoys met but reached no agreement.", "agreement", "negated", []string{"none"}},
		{"The envoys met; the round ended without a final accord.", "accord", "negated", []string{"none"}},
		{"The envoys met, and the round produced understandings.", "understandings", "occurred", []string{"understandings"}},
		{"The envoys met and agreed to continue talks.", "agreed", "occurred", []string{"continue"}},
		{"The envoys met and reaffirmed the border.", "reaffirmed", "occurred", []string{"pledge"}},
		{"The envoys met.", "", "", nil},
	} {
		d := booktest.New(tt.text)
		d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "met")
		if tt.agreed != "" {
			d.Event(record.Event{ID: "e-2", Type: "AGREE", Status: tt.status, Actors: booktest.Both(), Date: "2021-05-01"}, tt.agreed)
		}
		var got []string
		for _, o := range Rows(d.Book())[0].Outcomes {
			got = append(got, o.Kind)
			if o.Quote != tt.text {
				t.Errorf("quote %q of %q", o.Quote, tt.text)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}

// What was agreed at another round is no outcome of this one.
func TestOutcomeOfAnotherRound(t *testing.T) {
	d := booktest.New("The envoys met after they had signed an agreement in March.")
	d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "met")
	d.Event(record.Event{ID: "e-2", Type: "AGREE", Status: "occurred", Actors: booktest.Both(), Date: "2021-03"}, "agreement")
	if got := Rows(d.Book())[0].Outcomes; len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestWhoSatAndWhoWasExpected(t *testing.T) {
	d := booktest.New("The envoys met in the capital.")
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "envoy", Name: "Eva East", Kind: "person", Roles: []record.Role{{Title: "envoy", Of: "eastland"}}})
	e := d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "met", "norland")
	d.Report("r-2", "Eva East would meet Norland, a diplomat said.", "2021-04-30")
	m := e.Mentions[0]
	m.Report, m.Start, m.End, m.Quote, m.Status, m.Actors, m.AccordingTo = "r-2", 15, 19, "meet", "planned", []string{"envoy", "norland"}, nil
	e = &d.R.Events[0]
	e.Mentions = append(e.Mentions, m)
	got := Rows(d.Book())
	if len(got) != 1 || got[0].Plan != "held" || got[0].Status != "occurred" || len(got[0].Delegations) != 2 || len(got[0].Delegations[0].Members) != 0 {
		t.Fatalf("%+v", got)
	}
	if x := got[0].Expected; len(x) != 1 || x[0].Party != "eastland" || !slices.Equal(x[0].Members, []string{"envoy"}) {
		t.Errorf("expected %+v", x)
	}
	if !slices.Equal(got[0].ConfirmedSides, []string{"norland"}) {
		t.Errorf("confirmed by the sides %v", got[0].ConfirmedSides)
	}
}

func TestOrdinalIsOfItsOwnRound(t *testing.T) {
	for _, tt := range []struct {
		text, trigger string
		want          int
	}{
		{"It was the second meeting in a month.", "meeting", 2},
		{"The 3rd round of talks ended.", "talks", 3},
		{"It was the second meeting after talks in May.", "talks", 0},
		{"This was not the first meeting.", "meeting", 0},
	} {
		d := booktest.New(tt.text)
		d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, tt.trigger)
		got := 0
		if n := Rows(d.Book())[0].Ordinal; n != nil {
			got = *n
		}
		if got != tt.want {
			t.Errorf("%q: %d, want %d", tt.text, got, tt.want)
		}
	}
}

func TestTrimAgenda(t *testing.T) {
	for _, tt := range [][2]string{
		{"“the dam and the border”, the agency said", "the dam and the border"},
		{"the dam and the border, the minister said", "the dam and the border"},
		{`the creation of a "safe corridor" to the town`, `the creation of a "safe corridor" to the town`},
		{`the dam and its use," it added`, "the dam and its use"},
		{"the dam, in a rare meeting", "the dam"},
	} {
		if got := trimAgenda(tt[0]); got != tt[1] {
			t.Errorf("%q: %q, want %q", tt[0], got, tt[1])
		}
	}
}

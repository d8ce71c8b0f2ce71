package ledger

import (
	"fmt"
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
)

// both are the sides of the talks of these tests.
func both() []string { return []string{"eastland", "norland"} }

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
	} {
		d := newDesk(tt.text)
		e := d.event(record.Event{ID: "e-1", Type: "CONSULT", Status: tt.status, Actors: both()}, tt.trigger)
		form, channel := d.book().formOf(e.Mentions[0])
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
			d := newDesk(first + " " + tt.plan)
			d.event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: both(), Date: "2021-05-01"}, "met")
			if tt.plan != "" {
				trigger := "talks"
				if tt.status == "negated" {
					trigger = "meeting"
				}
				d.event(record.Event{ID: "e-2", Type: "CONSULT", Status: tt.status, Actors: both()}, trigger)
			}
			if tt.later != "" {
				d.report("r-2", "Both sides sat down once more.", "2021-05-21")
				d.event(record.Event{ID: "e-3", Type: "CONSULT", Status: "occurred", Actors: both(), Date: tt.later}, "sat")
			}
			var got []string
			for _, x := range d.book().talks() {
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
		d := newDesk(tt.text)
		d.event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: both(), Date: "2021-05-01"}, "met")
		if tt.agreed != "" {
			d.event(record.Event{ID: "e-2", Type: "AGREE", Status: tt.status, Actors: both(), Date: "2021-05-01"}, tt.agreed)
		}
		var got []string
		for _, o := range d.book().talks()[0].Outcomes {
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
	d := newDesk("The envoys met after they had signed an agreement in March.")
	d.event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: both(), Date: "2021-05-01"}, "met")
	d.event(record.Event{ID: "e-2", Type: "AGREE", Status: "occurred", Actors: both(), Date: "2021-03"}, "agreement")
	if got := d.book().talks()[0].Outcomes; len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestWhoSatAndWhoWasExpected(t *testing.T) {
	d := newDesk("The envoys met in the capital.")
	d.r.Actors = append(d.r.Actors, record.Actor{ID: "envoy", Name: "Eva East", Kind: "person", Roles: []record.Role{{Title: "envoy", Of: "eastland"}}})
	e := d.event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: both(), Date: "2021-05-01"}, "met", "norland")
	d.report("r-2", "Eva East would meet Norland, a diplomat said.", "2021-04-30")
	m := e.Mentions[0]
	m.Report, m.Start, m.End, m.Quote, m.Status, m.Actors, m.AccordingTo = "r-2", 15, 19, "meet", "planned", []string{"envoy", "norland"}, nil
	e = &d.r.Events[0]
	e.Mentions = append(e.Mentions, m)
	got := d.book().talks()
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
		d := newDesk(tt.text)
		d.event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: both(), Date: "2021-05-01"}, tt.trigger)
		got := 0
		if n := d.book().talks()[0].Ordinal; n != nil {
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

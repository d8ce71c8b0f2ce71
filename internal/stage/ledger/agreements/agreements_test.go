package agreements

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

func states(a record.Agreement) []string {
	var out []string
	for _, s := range a.Status {
		out = append(out, strings.TrimSpace(s.State+" "+string(s.Since)))
	}
	return out
}

func TestKnownAgreementIsOneEntry(t *testing.T) {
	tests := []struct {
		name, text, trigger string
		event               record.Event
		want                string // the state, or "" where the pack is not meant
	}{
		{"founded", "Norland signed the Oak truce that year.", "truce", record.Event{Status: "occurred", Date: "2021"}, "agreed 2021"},
		{"by year", "The 2021 agreement drew a line.", "agreement", record.Event{Status: "occurred", Date: "2021"}, "agreed 2021"},
		{"stands", "The Oak truce is holding.", "truce", record.Event{Status: "ongoing"}, "in force"},
		{"brought back", "Envoys discussed reviving the Oak truce.", "truce", record.Event{Status: "occurred", Date: "2021"}, "reactivation proposed"},
		{"return", "They want a return to the 2021 agreement.", "agreement", record.Event{Status: "occurred", Date: "2021"}, "reactivation proposed"},
		{"verb of bringing back", "They discussed reactivating the 2021 agreement.", "reactivating", record.Event{Status: "proposed"}, "reactivation proposed"},
		{"enforced", "Norland called for enforcing the Oak truce.", "truce", record.Event{Status: "occurred"}, "enforcement demanded"},
		{"void", "The Oak truce is considered void.", "truce", record.Event{Status: "occurred"}, "void"},
		{"collapse", "The collapse of the Oak truce shocked many.", "truce", record.Event{Status: "occurred"}, "void"},
		{"broken", "Norland accused the rebels of violating the Oak truce.", "truce", record.Event{Status: "ongoing"}, "breach alleged"},
		{"violations", "It listed Oak truce violations.", "truce", record.Event{Status: "ongoing"}, "breach alleged"},
		{"extended", "The Oak truce was extended.", "truce", record.Event{Status: "ongoing"}, "extended"},
		{"ran out", "The Oak truce expired.", "truce", record.Event{Status: "occurred"}, "lapsed"},
		{"welcomed", "Eastland welcomed the Oak truce.", "truce", record.Event{Status: "proposed"}, "in force"},
		{"by place", "A truce in the town began.", "truce", record.Event{Status: "ongoing", Place: "oakham", Date: "2021-03-03"}, "in force 2021-03-03"},
		{"by place, years before", "A truce in the town began.", "truce", record.Event{Status: "ongoing", Place: "oakham", Date: "2016-03-03"}, ""},
		{"by sides and day", "Both signed an accord.", "accord", record.Event{Status: "occurred", Date: "2021-03-01", Actors: []string{"norland-minister", "rebels"}}, "agreed 2021-03-01"},
		{"other sides that day", "Both signed an accord.", "accord", record.Event{Status: "occurred", Date: "2021-03-01", Actors: []string{"norland", "eastland"}}, ""},
		{"other year", "The 2019 agreement drew a line.", "agreement", record.Event{Status: "occurred", Date: "2019"}, ""},
		{"other truce", "The Elm truce is holding.", "truce", record.Event{Status: "ongoing"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New(tt.text)
			d.R.Places = []record.Place{{ID: "oakham", Name: "Oakham"}}
			tt.event.ID, tt.event.Type, tt.event.Mode = "e-1", "RETREAT", []string{"ceasefire"}
			d.Event(tt.event, tt.trigger)
			got := Rows(d.Book())
			if len(got) != 1 {
				t.Fatalf("%d entries: %+v", len(got), got)
			}
			if known := got[0].ID == "oak-2021"; known != (tt.want != "") {
				t.Fatalf("entry %s", got[0].ID)
			}
			if tt.want != "" && !slices.Equal(states(got[0]), []string{tt.want}) {
				t.Errorf("got %q, want %q", states(got[0]), tt.want)
			}
		})
	}
}

func TestKnownAgreementBringsItsTerms(t *testing.T) {
	d := booktest.New("Norland signed the Oak truce.")
	d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "occurred", Date: "2021"}, "truce")
	d.Report("r-2", "Envoys discussed reviving the Oak truce.", "2021-05-11")
	d.Event(record.Event{ID: "e-2", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "proposed"}, "truce", "norland")
	got := Rows(d.Book())
	if len(got) != 1 || got[0].Name != "Oak truce, 2021" || got[0].Date != "2021-03-02" || len(got[0].Clauses) != 2 || !slices.Equal(got[0].Zones, []string{"valley"}) {
		t.Fatalf("%+v", got)
	}
	if want := []string{"agreed 2021", "reactivation proposed"}; !slices.Equal(states(got[0]), want) {
		t.Errorf("states %q, want %q", states(got[0]), want)
	}
	if !slices.ContainsFunc(d.R.Actors, func(a record.Actor) bool { return a.ID == "sudland" && a.Kind == "state" }) {
		t.Error("the mediator that no report mentions is no actor of the record")
	}
}

// Two sides have to be known to the report: "the 2021 agreement" of others is another one.
func TestUnknownSidesAreNotThePack(t *testing.T) {
	d := booktest.New("The 2021 agreement drew a line.")
	d.R.Reports[0].Mentions = nil
	d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "occurred", Date: "2021"}, "agreement")
	if got := Rows(d.Book()); len(got) != 1 || got[0].ID == "oak-2021" {
		t.Errorf("%+v", got)
	}
}

func TestWelcomingIsNoParty(t *testing.T) {
	d := booktest.New("Eastland and the minister welcomed the truce in the hills.")
	e := d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "proposed", Actors: []string{"eastland", "norland-minister"}}, "truce")
	e.Mentions[0].Why = []record.Reason{{Rule: "en.inherit.parties-of-talks"}}
	got := Rows(d.Book())
	if len(got) != 1 || len(got[0].Parties) != 0 || got[0].Status[0].State != "in force" {
		t.Errorf("%+v", got)
	}
}

func TestLooseEntriesMerge(t *testing.T) {
	pair, other := []string{"eastland", "norland"}, []string{"eastland", "hill-front"}
	tests := []struct {
		name string
		x, y record.Event
		want int
	}{
		{"same sides, same day", record.Event{Actors: pair, Date: "2021-05-01"}, record.Event{Actors: pair, Date: "2021-05-01"}, 1},
		{"same sides, one undated", record.Event{Actors: pair, Date: "2021-05-01"}, record.Event{Actors: pair}, 1},
		{"same sides, undated years later", record.Event{Actors: pair, Date: "2011-05-01"}, record.Event{Actors: pair}, 2},
		{"same sides, other year", record.Event{Actors: pair, Date: "2020"}, record.Event{Actors: pair, Date: "2021"}, 2},
		{"other sides", record.Event{Actors: pair, Date: "2021-05-01"}, record.Event{Actors: other, Date: "2021-05-01"}, 2},
		{"same ground, one without sides", record.Event{Actors: pair, Place: "oakham", Date: "2021-05-01"}, record.Event{Place: "oakham", Date: "2021-05"}, 1},
		{"same ground, other sides", record.Event{Actors: pair, Place: "oakham", Date: "2021-05-01"}, record.Event{Actors: other, Place: "oakham", Date: "2021-05-01"}, 2},
		{"nothing known", record.Event{}, record.Event{}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New("A truce was agreed. Another truce came.")
			d.R.Places = []record.Place{{ID: "oakham", Name: "Elsewhere"}}
			d.R.Reports[0].Mentions[1].Named = true
			for i, e := range []record.Event{tt.x, tt.y} {
				e.ID, e.Type, e.Mode, e.Status = []string{"e-1", "e-2"}[i], "RETREAT", []string{"ceasefire"}, []string{"occurred", "ongoing"}[i]
				d.Event(e, "truce")
			}
			if got := Rows(d.Book()); len(got) != tt.want {
				t.Errorf("%d entries, want %d: %+v", len(got), tt.want, got)
			}
		})
	}
}

func TestDemands(t *testing.T) {
	for _, tt := range []struct {
		name, text, trigger, status string
		actors                      []string
		by                          []string
		want                        string
	}{
		{"withdrawal of the other side", "Norland demanded a withdrawal.", "withdrawal", "proposed", []string{"eastland"}, []string{"norland"}, "Withdrawal of Eastland, demanded by Norland"},
		{"nobody demands his own", "Eastland spoke of a withdrawal.", "withdrawal", "proposed", []string{"eastland"}, []string{"eastland"}, "Withdrawal of Eastland, demanded"},
		{"demilitarisation", "Norland wants demilitarisation.", "demilitarisation", "proposed", nil, []string{"norland"}, "Demilitarisation, demanded by Norland"},
		{"an end of fighting", "Norland urged an end to hostilities.", "end", "proposed", []string{"eastland"}, []string{"norland"}, "End of hostilities, demanded by Norland"},
		{"an end of restrictions", "Norland wants an end to border restrictions.", "end", "proposed", nil, []string{"norland"}, "End of restrictions, demanded by Norland"},
		{"what an agreement is to bring", "The accord paves the way for the withdrawal.", "withdrawal", "proposed", []string{"eastland"}, []string{"norland"}, ""},
		{"nobody asks for a withdrawal", "A withdrawal may come.", "withdrawal", "proposed", []string{"eastland"}, nil, ""},
		{"nobody asks for it", "An end to the siege may come.", "end", "proposed", nil, nil, ""},
		{"done, not demanded", "Eastland began its withdrawal.", "withdrawal", "occurred", []string{"eastland"}, nil, ""},
	} {
		d := booktest.New(tt.text)
		d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"withdraw"}, Status: tt.status, Actors: tt.actors}, tt.trigger, tt.by...)
		got := ""
		for _, a := range Rows(d.Book()) {
			got += a.Name
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPacklessAgreement(t *testing.T) {
	d := booktest.New("A truce for three days, under which both stop firing, was announced by the envoy.")
	d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "truce")
	got := Rows(d.Book())
	if len(got) != 1 || got[0].Basis != "reports" || !slices.Equal(got[0].Parties, booktest.Both()) || got[0].Period != "2021-05-01/2021-05-03" {
		t.Fatalf("%+v", got)
	}
	if len(got[0].Terms) != 1 || got[0].Terms[0].Quote != "three days" {
		t.Errorf("terms %+v", got[0].Terms)
	}
}

func TestLasting(t *testing.T) {
	for _, tt := range [][3]string{
		{"2021-05-01", "72-hour", "2021-05-01/2021-05-03"},
		{"2021-05-01", "two weeks", "2021-05-01/2021-05-14"},
		{"2021-05-01", "a month", "2021-05"},
		{"2021-05-01", "one day", "2021-05-01"},
		{"2021-05", "two weeks", ""},
		{"2021-05-01", "some weeks", ""},
		{"", "two weeks", ""},
	} {
		if got := lasting(record.Nullable(tt[0]), tt[1]); string(got) != tt[2] {
			t.Errorf("%s for %s: %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}

func TestAgreementsOfOneReport(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		events     []record.Event
		triggers   []string
		want       string
	}{
		{
			"called by one word", "Norland and Eastland discussed a defense agreement. The new defense deal is planned.",
			[]record.Event{{Type: "AGREE", Status: "proposed", Actors: booktest.Both()}, {Type: "AGREE", Status: "planned"}},
			[]string{"agreement", "deal"},
			"Eastland–Norland defense agreement",
		},
		{
			"of two sorts", "Norland and Eastland discussed a defense agreement. The new trade deal is planned.",
			[]record.Event{{Type: "AGREE", Status: "proposed", Actors: booktest.Both()}, {Type: "AGREE", Status: "planned"}},
			[]string{"agreement", "deal"},
			"trade deal; Eastland–Norland defense agreement",
		},
		{
			"one person is no side", "The truce, read out by the ministry, was rejected by Ana Nor.",
			[]record.Event{{Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "proposed", Actors: []string{"stranger"}}},
			[]string{"truce"},
			"ceasefire",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New(tt.text)
			d.R.Actors = append(d.R.Actors, record.Actor{ID: "stranger", Name: "Ben Ost", Kind: "person"})
			for i, e := range tt.events {
				e.ID = "e-" + tt.triggers[i]
				d.Event(e, tt.triggers[i])
			}
			var names []string
			for _, a := range Rows(d.Book()) {
				names = append(names, a.Name)
			}
			if got := strings.Join(names, "; "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestOneHappeningOfTwoAgreements has mentions that were joined and name two agreements:
// each goes to its own, and what names none goes with most.
func TestOneHappeningOfTwoAgreements(t *testing.T) {
	d := booktest.New("The Oak truce is holding. The Elm accord was extended.")
	e := d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing"}, "truce")
	m := e.Mentions[0]
	m.Start, m.End, m.Quote = 34, 40, "accord"
	e.Mentions = append(e.Mentions, m)
	b := d.Book()
	elm := booktest.Oak()
	elm.ID, elm.Name, elm.Kind, elm.Aliases = "elm-2020", "Elm accord, 2020", "other", []string{"Elm accord"}
	b.Packs = append(b.Packs, elm)
	got := map[string][]string{}
	for _, a := range Rows(b) {
		got[a.ID] = states(a)
	}
	if !slices.Equal(got["oak-2021"], []string{"in force"}) || !slices.Equal(got["elm-2020"], []string{"extended"}) {
		t.Errorf("%v", got)
	}
}

func TestWhoTurnsItDown(t *testing.T) {
	d := booktest.New("The rebels refused to recognise the truce in the hills.")
	d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing", Actors: booktest.Both()}, "truce", "rebels")
	d.R.Statements[0].Stance = "deny"
	got := Rows(d.Book())
	if len(got) != 1 || got[0].Status[0].State != "rejected" || !slices.Equal(got[0].Status[0].AccordingTo, []string{"rebels"}) {
		t.Fatalf("%+v", got)
	}
}

func TestTheDealIsTheTruceOfItsReport(t *testing.T) {
	d := booktest.New("A truce holds in the valley. The shooting broke the deal. They signed a deal on water.")
	d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing", Actors: booktest.Both()}, "truce")
	d.Event(record.Event{ID: "e-2", Type: "AGREE", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-09"}, "deal.")
	d.Event(record.Event{ID: "e-3", Type: "AGREE", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-08"}, "deal on")
	for i := range d.R.Events[1:] {
		d.R.Events[1+i].Mentions[0].Quote, d.R.Events[1+i].Mentions[0].End = "deal", d.R.Events[1+i].Mentions[0].Start+4
	}
	got := Rows(d.Book())
	if len(got) != 2 || got[0].Kind != "ceasefire" || len(got[0].Status) != 2 || got[0].Status[1].State != "breach alleged" || got[1].ID != "a-3" {
		t.Errorf("%+v", got)
	}
}

func TestOneTruceOfWhichSomeNameOneSide(t *testing.T) {
	d := booktest.New("A truce of the two holds. The truce is fragile. A truce was hailed.")
	d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing", Actors: booktest.Both()}, "truce of")
	d.Event(record.Event{ID: "e-2", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing", Actors: []string{"norland"}}, "truce is")
	d.Event(record.Event{ID: "e-3", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing"}, "truce was")
	for i := range d.R.Events {
		d.R.Events[i].Mentions[0].Quote = "truce"
	}
	if got := Rows(d.Book()); len(got) != 1 || len(got[0].Parties) != 2 {
		t.Errorf("%+v", got)
	}
}

func TestWhoHostedIsNoSide(t *testing.T) {
	d := booktest.New("No accord was reached.")
	d.Event(record.Event{ID: "e-1", Type: "AGREE", Status: "negated", Actors: []string{"eastland", "hill-front", "norland"}, Date: "2021-05-01"}, "accord")
	d.R.Talks = []record.Talks{{Date: "2021-05-01", Delegations: []record.Delegation{{Party: "eastland"}, {Party: "norland"}}, Mediator: []string{"hill-front"}}}
	if got := Rows(d.Book()); len(got) != 1 || len(got[0].Parties) != 2 || got[0].Status[0].State != "not reached" {
		t.Errorf("%+v", got)
	}
}

func TestWhoBrokeredATruceIsItsMediator(t *testing.T) {
	d := booktest.New("The front helped forge the truce.")
	d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing", Actors: booktest.Both()}, "truce")
	d.Event(record.Event{ID: "e-2", Type: "CONSULT", Status: "occurred", Actors: []string{"hill-front"}}, "forge").Mentions[0].Why = []record.Reason{{Rule: "en.event.consult.broker"}, {Rule: "en.slot.subj"}}
	if got := Rows(d.Book()); len(got) != 1 || !slices.Equal(got[0].Mediators, []string{"hill-front"}) {
		t.Errorf("%+v", got)
	}
}

func TestSayingsOnAgreementsAreNone(t *testing.T) {
	d := booktest.New("No agreement is perfect, he said.")
	d.Event(record.Event{ID: "e-1", Type: "AGREE", Status: "negated", Actors: booktest.Both()}, "agreement")
	if got := Rows(d.Book()); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

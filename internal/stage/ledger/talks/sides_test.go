package talks

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

// slot is the reason of a mention that names its sides itself.
func slot() []record.Reason { return []record.Reason{{Rule: "en.slot.subj"}, {Rule: "en.slot.with"}} }

// tables writes the rows of talks in short: form, parties, mediators.
func tables(rows []record.Talks) []string {
	var out []string
	for _, t := range rows {
		var parties []string
		for _, d := range t.Delegations {
			parties = append(parties, d.Party)
		}
		out = append(out, strings.TrimSpace(fmt.Sprint(t.Form, " ", strings.Join(parties, "+"), " ", strings.Join(t.Mediator, "+"))))
	}
	return out
}

func TestRoundsArePartedBySides(t *testing.T) {
	d := booktest.New("Norland and Eastland met in Dorn. Norland called the rebels that day. The envoy of the front met both. The talks went well.")
	e := d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "met in")
	e.Mentions[0].Why = slot()
	add := func(words string, actors ...string) {
		m := e.Mentions[0]
		m.Start = strings.Index(d.R.Reports[0].Text, words)
		m.End, m.Quote, m.Actors, m.Date = m.Start+len(words), words, actors, ""
		e.Mentions = append(e.Mentions, m)
	}
	add("called", "norland", "rebels")
	add("met both", "eastland", "hill-front", "norland")
	add("talks", "eastland", "norland")
	e.Mentions[3].Why = []record.Reason{{Rule: "en.inherit.definite"}}
	e.Mentions[0].Mediators = []string{"hill-front"}
	got := Rows(d.Book())
	if want := []string{"round eastland+norland hill-front", "round norland+rebels"}; !slices.Equal(tables(got), want) {
		t.Fatalf("%q, want %q", tables(got), want)
	}
	if got[0].Date != "2021-05-01" || got[1].Date != "" || len(got[0].Told) != 3 {
		t.Errorf("dates %q and %q; %d tellings of the first", got[0].Date, got[1].Date, len(got[0].Told))
	}
}

func TestWhoServesIsNoRoundOfItsOwn(t *testing.T) {
	d := booktest.New("Norland and Eastland met in Dorn. The round was mediated by the rebels. The country's chief was present, Norland radio said.")
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "chief", Name: "the country's chief", Kind: "person"}, record.Actor{ID: "radio", Name: "norland state television", Kind: "organization"})
	d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-01"}, "met")
	d.Event(record.Event{ID: "e-2", Type: "CONSULT", Status: "occurred", Actors: []string{"rebels"}}, "mediated").Mentions[0].Why = []record.Reason{{Rule: "en.event.consult.mediate"}}
	d.Event(record.Event{ID: "e-3", Type: "CONSULT", Status: "occurred", Actors: []string{"chief"}}, "present", "radio").Mentions[0].Why = []record.Reason{{Rule: "en.event.consult.attend"}}
	got := Rows(d.Book())
	if want := []string{"round eastland+norland rebels"}; !slices.Equal(tables(got), want) {
		t.Fatalf("%q, want %q", tables(got), want)
	}
	if x := got[0].Delegations[1]; !slices.Equal(x.Members, []string{"chief"}) {
		t.Errorf("delegation %+v", x)
	}
}

func TestTalksWithoutNamedSides(t *testing.T) {
	own := []record.Reason{{Rule: "en.event.consult.talks"}, {Rule: "en.when.attached"}, {Rule: "en.place.phrase"}}
	for _, tt := range []struct {
		name, text string
		event      record.Event
		want       []string
	}{
		{"held", "Talks were held in Dorn on Monday.", record.Event{Status: "occurred", Date: "2021-05-03", Place: "dorn"}, []string{"round"}},
		{"planned", "Talks are to be held in Dorn.", record.Event{Status: "planned", Place: "dorn"}, []string{"round"}},
		{"only asked for", "He asked for Talks in Dorn.", record.Event{Status: "proposed", Place: "dorn"}, nil},
		{"neither day nor place", "Talks went on.", record.Event{Status: "occurred"}, nil},
	} {
		d := booktest.New(tt.text)
		tt.event.ID, tt.event.Type = "e-1", "CONSULT"
		d.Event(tt.event, "Talks").Mentions[0].Why = own
		if got := tables(Rows(d.Book())); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestBothSidesAreThoseOfTheLastRound(t *testing.T) {
	d := booktest.New("Norland and Eastland met in Dorn. In May the two ministers sat down in Selm.")
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "two", Name: "the two ministers", Kind: "person"})
	d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: "2021-05-20", Place: "dorn"}, "met")
	e := d.Event(record.Event{ID: "e-2", Type: "CONSULT", Status: "occurred", Actors: []string{"two"}, Date: "2021-05-01", Place: "selm"}, "sat")
	e.Mentions[0].Why = []record.Reason{{Rule: "en.event.consult.meet"}, {Rule: "en.when.attached"}}
	if got, want := tables(Rows(d.Book())), []string{"round eastland+norland", "round eastland+norland"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWhoHostsTheTalksOfOthers(t *testing.T) {
	d := booktest.New("Norland is hosting separate talks with the envoys of Eastland and the front.")
	d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "ongoing", Actors: []string{"eastland", "hill-front", "norland"}}, "talks").Mentions[0].Why = slot()
	d.R.Reports[0].Mentions = []record.Mention{{Start: 0, End: 7, Quote: "Norland", Entity: "norland", Named: true}, {Start: 51, End: 59, Quote: "Eastland", Entity: "eastland", Named: true}}
	got := Rows(d.Book())
	if want := []string{"series eastland+hill-front norland"}; !slices.Equal(tables(got), want) || got[0].How != "hosted" {
		t.Errorf("%q, want %q", tables(got), want)
	}
}

func TestTalksOfWhichNothingIsToldAreNoRow(t *testing.T) {
	d := booktest.New("The two were speaking by phone.")
	e := d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both()}, "speaking")
	e.Mentions[0].Why = []record.Reason{{Rule: "en.inherit.main-parties"}}
	if got := Rows(d.Book()); len(got) != 0 {
		t.Errorf("%q", tables(got))
	}
	e.Mentions[0].Why = slot()
	if got := Rows(d.Book()); len(got) != 1 {
		t.Errorf("%q, want the round", tables(got))
	}
}

func TestOngoingTalksAtThePlaceOfOthers(t *testing.T) {
	d := booktest.New("Norland hosts talks with Eastland in Dorn. An aide at the ongoing talks in Dorn spoke.")
	d.R.Places = []record.Place{{ID: "dorn", Name: "Dorn"}}
	d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "ongoing", Actors: booktest.Both(), Place: "dorn"}, "talks with").Mentions[0].Why = append(slot(), record.Reason{Rule: "en.place.phrase"})
	d.Event(record.Event{ID: "e-2", Type: "CONSULT", Status: "ongoing", Actors: []string{"eastland", "hill-front"}, Place: "dorn"}, "talks in Dorn spoke").Mentions[0].Why = []record.Reason{{Rule: "en.inherit.definite"}, {Rule: "en.place.phrase"}}
	for i := range d.R.Events {
		d.R.Events[i].Mentions[0].Quote = "talks"
	}
	if got := Rows(d.Book()); len(got) != 1 || got[0].Event != "e-1" {
		t.Errorf("%q", tables(got))
	}
}

func TestOneCallOnTheDaysOfItsTellings(t *testing.T) {
	for _, tt := range []struct {
		day  record.Nullable
		rule string
		want int
	}{{"2021-05-02", "en.event.consult.spoke", 1}, {"2021-05-06", "en.event.consult.spoke", 2}, {"2021-05-02", "en.event.consult.meet", 2}} {
		d := booktest.New("Norland spoke to the rebels. Norland spoke to the leader of the rebels again.")
		for i, day := range []record.Nullable{"2021-05-01", tt.day} {
			e := d.Event(record.Event{ID: []string{"e-1", "e-2"}[i], Type: "CONSULT", Status: "occurred", Actors: []string{"norland-minister", "rebels"}, Date: day}, "spoke")
			e.Mentions[0].Why = append(slot(), record.Reason{Rule: tt.rule})
		}
		d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Entity: "norland-minister", Named: true})
		if got := Rows(d.Book()); len(got) != tt.want {
			t.Errorf("%+v: %q", tt, tables(got))
		}
	}
}

func TestALeaderOfABodyIsOfIt(t *testing.T) {
	d := booktest.New("Norland spoke to a senior Front leader.")
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "front", Name: "Front", Kind: "organization"}, record.Actor{ID: "leader", Name: "a senior Front leader", Kind: "person"})
	d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Entity: "front", Named: true})
	d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: []string{"leader", "norland"}}, "spoke").Mentions[0].Why = slot()
	if got := Rows(d.Book()); len(got) != 1 || got[0].Track != "front+norland" {
		t.Errorf("%q", tables(got))
	}
}

func TestWhatIsDueIsPlanned(t *testing.T) {
	for day, want := range map[record.Nullable]string{"2021-05-20": "planned", "2021-05-09": "occurred"} {
		d := booktest.New("Norland and Eastland meet on that day.")
		e := d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: booktest.Both(), Date: day}, "meet")
		e.Mentions[0].Why = append(slot(), record.Reason{Rule: "en.when.attached"})
		if got := Rows(d.Book()); len(got) != 1 || got[0].Status != want {
			t.Errorf("%s: %+v", day, got)
		}
	}
}

// TestTalksWithinOneLand have for their other side whom the reports have refuse to talk to its
// government, where that is one side and no state.
func TestTalksWithinOneLand(t *testing.T) {
	for _, tc := range []struct{ name, text, with, want string }{
		{"who refuses them", "The intra-Norland talks are to begin. The rebels refused to meet Norland.", "rebels", "norland+rebels"},
		{"another state", "The intra-Norland talks are to begin. Eastland refused to meet Norland.", "eastland", "norland"},
		{"not within one land", "The spring talks are to begin. The rebels refused to meet Norland.", "rebels", "norland"},
	} {
		d := booktest.New(tc.text)
		talks := d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: "planned", Actors: []string{"norland"}}, "talks").Mentions
		refused := d.Event(record.Event{ID: "e-2", Type: "CONSULT", Status: "negated", Actors: []string{"norland", tc.with}}, "meet").Mentions
		list := []round{{mentions: talks, parties: []string{"norland"}}, {mentions: refused, parties: []string{"norland", tc.with}}}
		open(d.Book()).withinLands(list)
		got := strings.Join(list[0].parties, "+")
		if got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestTheFurtherRoundOfAnEventThatIsToCome(t *testing.T) {
	for _, tc := range []struct{ status, want string }{{"planned", "[round eastland+norland]"}, {"occurred", "[round eastland+norland plan eastland+norland]"}} {
		d := booktest.New("Envoys came to complete arrangements for talks of the two sides. The sides hold talks in Dorn.")
		e := d.Event(record.Event{ID: "e-1", Type: "CONSULT", Status: tc.status, Actors: booktest.Both()}, "talks in Dorn")
		e.Mentions[0].Why = slot()
		further := e.Mentions[0]
		further.Start, further.End, further.Status = 41, 46, "planned"
		e.Mentions = append(e.Mentions, further)
		if got := fmt.Sprint(tables(Rows(d.Book()))); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.status, got, tc.want)
		}
	}
}

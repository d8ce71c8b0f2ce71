package allegations

import (
	"fmt"
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/agreements"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

func TestAllegationsAreTestedAgainstClauses(t *testing.T) {
	float := func(x float64) *float64 { return &x }
	tests := []struct {
		name         string
		event        record.Event
		clause, zone string // zone: "", in, out or open
	}{
		{"attack on the other side", record.Event{Type: "ASSAULT", Actors: []string{"rebels"}, Recipients: []string{"norland"}, Date: "2021-05-09"}, "1", ""},
		{"before the truce", record.Event{Type: "ASSAULT", Actors: []string{"rebels"}, Recipients: []string{"norland"}, Date: "2021-02-09"}, "", ""},
		{"by a stranger", record.Event{Type: "ASSAULT", Actors: []string{"eastland"}, Recipients: []string{"norland"}, Date: "2021-05-09"}, "", ""},
		{"troops in the zone", record.Event{Type: "MOBILIZE", Mode: []string{"troops"}, Actors: []string{"rebels"}, Recipients: []string{"norland"}, Place: "mid", Date: "2021-05-09"}, "2", "in"},
		{"troops where the report names the zone", record.Event{Type: "MOBILIZE", Mode: []string{"troops"}, Actors: []string{"rebels"}, Recipients: []string{"norland"}, Place: "strip", Date: "2021-05-09"}, "2", "in"},
		{"troops near the line", record.Event{Type: "MOBILIZE", Mode: []string{"troops"}, Actors: []string{"rebels"}, Recipients: []string{"norland"}, Place: "edge", Date: "2021-05-09"}, "", "open"},
		{"troops outside", record.Event{Type: "MOBILIZE", Mode: []string{"troops"}, Actors: []string{"rebels"}, Recipients: []string{"norland"}, Place: "far", Date: "2021-05-09"}, "", ""},
		{"troops somewhere", record.Event{Type: "MOBILIZE", Mode: []string{"troops"}, Actors: []string{"rebels"}, Recipients: []string{"norland"}, Place: "nowhere", Date: "2021-05-09"}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New("The Oak truce is holding. The minister said the rebels advanced.")
			place := func(id, name string, lat, lon float64) record.Place {
				return record.Place{ID: id, Name: name, Lat: float(lat), Lon: float(lon), RadiusKM: float(1)}
			}
			d.R.Places = []record.Place{
				place("edge", "Edge", 50.5, 10.01), place("far", "Far", 55, 10), place("mid", "Mid", 50.5, 10.5),
				{ID: "nowhere", Name: "Nowhere"},
				{ID: "strip", Name: "the buffer strip"},
			}
			d.Event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing"}, "truce")
			tt.event.ID, tt.event.Status = "e-2", "occurred"
			d.Event(tt.event, "advanced", "norland-minister")
			b := d.Book()
			d.R.Agreements = agreements.Rows(b)
			got := Rows(b)
			if len(got) != 1 || !slices.Equal(got[0].AllegedBy, []string{"norland-minister"}) {
				t.Fatalf("%+v", got)
			}
			clause, zone := "", ""
			if c := got[0].Clause; c != nil {
				clause = string(c.Clause)
			}
			if z := got[0].ZoneTest; z != nil {
				zone = map[bool]string{true: "in", false: "out"}[z.Inside != nil && *z.Inside]
				if z.Inside == nil {
					zone = "open"
				}
			}
			for _, p := range d.R.Places {
				if inside := p.ID == "mid" || p.ID == "strip"; inside != slices.Equal(p.Zones, []string{"valley"}) {
					t.Errorf("%s lies in %q", p.Name, p.Zones)
				}
			}
			if clause != tt.clause || zone != tt.zone {
				t.Errorf("clause %q zone %q, want %q and %q", clause, zone, tt.clause, tt.zone)
			}
		})
	}
}

// A blockade that an outlet tells of itself is how things stand; one that only a side tells
// of is alleged, and so is what is over.
func TestHowThingsStandIsNoAllegation(t *testing.T) {
	for _, tc := range []struct {
		name, status string
		own          bool
		want         int
	}{
		{"in the voice of the outlet too", "ongoing", true, 0},
		{"only by a side", "ongoing", false, 1},
		{"no measure that goes on", "occurred", true, 1},
	} {
		d := booktest.New("The minister said the rebels blockade the port. The blockaded port was calm.")
		e := d.Event(record.Event{ID: "e-1", Type: "COERCE", Mode: []string{"restrict"}, Status: tc.status, Actors: []string{"rebels"}, Recipients: []string{"norland"}}, "blockade the", "norland-minister")
		if tc.own {
			own := e.Mentions[0]
			own.Start, own.End, own.Quote, own.AccordingTo = 52, 61, "blockaded", nil
			e.Mentions = append(e.Mentions, own)
		}
		if got := Rows(d.Book()); len(got) != tc.want {
			t.Errorf("%s: %d rows, want %d", tc.name, len(got), tc.want)
		}
	}
}

// A denial in the sentence of the allegation answers it.
func TestDenialInOneBreath(t *testing.T) {
	d := booktest.New("The minister alleged that the rebels advanced, which they denied.")
	d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"rebels"}}, "advanced", "norland-minister")
	d.R.Statements[0].Quote = "alleged"
	d.R.Statements = append(d.R.Statements, record.Statement{ID: "s-2", Report: "r-1", Start: 58, End: 64, Quote: "denied", Source: []string{"rebels"}, Stance: "deny"})
	got := Rows(d.Book())
	if len(got) != 1 || !slices.Equal(got[0].DeniedBy, []string{"rebels"}) || got[0].Standing != "contested" {
		t.Errorf("%+v", got)
	}
}

func TestWhoBringsForward(t *testing.T) {
	tests := []struct {
		name, speaker, cue, before string
		actors, recipients         []string
		want                       bool
	}{
		{"the minister of the side that suffered", "norland-minister", "said", "", []string{"rebels"}, []string{"norland"}, true},
		{"a state body of that side", "norlandish-ministry", "said", "", []string{"rebels"}, []string{"norland"}, true},
		{"a body that only bears the name", "norlandish-observatory", "said", "", []string{"rebels"}, []string{"norland"}, false},
		{"a stranger who only says", "eastland", "said", "", []string{"rebels"}, []string{"norland"}, false},
		{"a stranger who accuses", "eastland", "accused", "", []string{"rebels"}, []string{"norland"}, true},
		{"what it said was", "eastland", "said", "stopped what it ", nil, nil, true},
		{"the doer itself", "rebels", "claimed", "", []string{"rebels"}, []string{"norland"}, false},
		{"no doer is named", "norland-minister", "said", "", nil, []string{"norland"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New("They " + tt.before + tt.cue + " an advance.")
			d.R.Actors = append(d.R.Actors, record.Actor{ID: "norlandish-ministry", Name: "Norlandish Foreign Ministry", Kind: "organization"},
				record.Actor{ID: "norlandish-observatory", Name: "Norlandish Observatory", Kind: "organization"})
			d.R.Actors[2].Aliases = []string{"Norlandish"}
			d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: tt.actors, Recipients: tt.recipients}, "advance", tt.speaker)
			s := &d.R.Statements[0]
			s.Quote, s.Start = tt.cue, len("They "+tt.before)
			if got := len(Rows(d.Book())) == 1; got != tt.want {
				t.Errorf("allegation %v, want %v", got, tt.want)
			}
		})
	}
}

func TestCharges(t *testing.T) {
	for _, tt := range []struct {
		name, text, trigger string
		mode                string
		by, against         []string
		denial, denier      string
		want                string // accusers, accused, deniers, result
	}{
		{"of no happening", "Norland accused Eastland of bad faith.", "accused", "allege", []string{"norland"}, []string{"eastland"}, "", "", "[norland] [eastland] [] alleged"},
		{"denied", "Norland accused Eastland of bad faith, which it denied.", "accused", "allege", []string{"norland"}, []string{"eastland"}, "denied", "eastland", "[norland] [eastland] [eastland] denied"},
		{"denied in the next sentence", "Norland accused Eastland of bad faith. Its envoy denied this.", "accused", "allege", []string{"norland"}, []string{"eastland"}, "denied", "eastland", "[norland] [eastland] [eastland] denied"},
		{"the accuser denies something", "Norland accused Eastland of bad faith. It denied this.", "accused", "allege", []string{"norland"}, []string{"eastland"}, "denied", "norland", "[norland] [eastland] [] alleged"},
		{"denied two sentences on", "Norland accused Eastland of bad faith. Rain fell. Its envoy denied this.", "accused", "allege", []string{"norland"}, []string{"eastland"}, "denied", "eastland", "[norland] [eastland] [] alleged"},
		{"the one who denies is the accused", "Norland spoke of bad faith, accusing them, which Eastland denied.", "accusing", "allege", []string{"norland"}, nil, "denied", "eastland", "[norland] [eastland] [eastland] denied"},
		{"nobody is accused", "Norland condemned the blast.", "condemned", "disapprove", []string{"norland"}, nil, "", "", ""},
		{"a bare word", "Norland repeated allegations against Eastland.", "allegations", "allege", []string{"norland"}, []string{"eastland"}, "", "", ""},
		{"an inquiry", "Norland investigated Eastland.", "investigated", "investigate", []string{"norland"}, []string{"eastland"}, "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := booktest.New(tt.text)
			d.Event(record.Event{ID: "e-1", Type: "ACCUSE", Mode: []string{tt.mode}, Status: "occurred", Actors: tt.by, Recipients: tt.against}, tt.trigger)
			if tt.denial != "" {
				d.Deny(tt.denial, tt.denier)
			}
			got := ""
			for _, a := range Rows(d.Book()) {
				got += fmt.Sprintf("%v %v %v %s", a.AllegedBy, a.Against, a.DeniedBy, a.Result)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Two reports that quote opposite sides corroborate; two that quote one side do not.
func TestCorroboration(t *testing.T) {
	for _, second := range []struct{ by, want string }{{"hill-front", "corroborated"}, {"norland-minister", "alleged"}} {
		d := booktest.New("The minister alleged an attack.")
		e := d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"rebels"}}, "attack", "norland-minister")
		d.R.Statements[0].Quote = "alleged"
		d.Report("r-2", "They alleged an attack too.", "2021-05-11")
		m := e.Mentions[0]
		m.Report, m.Start, m.End, m.AccordingTo = "r-2", 16, 22, []string{"s-2"}
		d.R.Events[0].Mentions = append(d.R.Events[0].Mentions, m)
		d.R.Statements = append(d.R.Statements, record.Statement{ID: "s-2", Report: "r-2", Start: 5, End: 12, Quote: "alleged", Source: []string{second.by}, Stance: "assert", About: []string{"e-1"}})
		if got := Rows(d.Book()); len(got) != 1 || got[0].Result != second.want {
			t.Errorf("second voice %s: %+v, want one that is %s", second.by, got, second.want)
		}
	}
}

func TestOtherVoicesAndSilences(t *testing.T) {
	d := booktest.New("The rebels alleged a raid by Eastland. State radio told of it.")
	d.R.Actors = append(d.R.Actors, record.Actor{ID: "radio", Name: "Norland radio", Kind: "organization"})
	e := d.Event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"eastland"}}, "raid", "rebels")
	d.R.Statements[0].Quote = "alleged"
	m := e.Mentions[0]
	m.Start, m.End, m.AccordingTo = 40, 45, []string{"s-2"}
	e.Mentions = append(e.Mentions, m)
	for _, s := range []record.Statement{
		{ID: "s-2", Source: []string{"radio"}, Quote: "told", Stance: "assert"},
		{ID: "s-3", Source: []string{"eastland"}, Quote: "comment", Stance: "silent"},
		{ID: "s-4", Source: []string{"norland"}, Quote: "comment", Stance: "silent"},
	} {
		s.Report, s.About = "r-1", []string{"e-1"}
		d.R.Statements = append(d.R.Statements, s)
	}
	d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Entity: "eastland", Named: true}, record.Mention{Entity: "norland", Named: true})
	got := Rows(d.Book())
	if len(got) != 1 || !slices.Equal(got[0].AllegedBy, []string{"radio", "rebels"}) || len(got[0].Told) != 2 {
		t.Fatalf("%+v", got)
	}
	if !slices.Equal(got[0].Silent, []string{"eastland"}) {
		t.Errorf("silent %q", got[0].Silent)
	}
}

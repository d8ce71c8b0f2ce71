package ledger

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/record"
)

// oak is a truce that a pack knows, with a zone that is 2 km good.
func oak() agreement.Agreement {
	both := []string{"norland", "hill-front"}
	return agreement.Agreement{
		ID: "oak-2021", Name: "Oak truce, 2021", Kind: "ceasefire", Aliases: []string{"Oak truce", "2021 agreement"}, Places: []string{"Oakham"},
		Parties: []agreement.Party{
			{ID: "norland", Name: "Norland", Kind: "state"}, {ID: "hill-front", Name: "Hill Front", Kind: "organization", Names: []string{"the rebels"}},
		},
		Mediators: []agreement.Party{{ID: "sudland", Name: "Sudland", Kind: "state"}},
		Signed:    "2021-03-01", InForce: "2021-03-02",
		Clauses: []agreement.Clause{
			{ID: "1", Kind: "cease-fire", Text: "Both stop.", Binds: both, Against: both, Breach: []agreement.Pattern{{Type: "ASSAULT"}}},
			{ID: "2", Kind: "no-military-activity", Text: "Nobody enters the valley.", Binds: both, Zone: "valley", Breach: []agreement.Pattern{{Type: "MOBILIZE", Mode: "troops"}}},
		},
		Zones: []agreement.Zone{{
			ID: "valley", Name: "the valley", Names: []string{"buffer strip"}, AccuracyKM: 2,
			Polygon: []agreement.Point{{Lon: 10, Lat: 50}, {Lon: 11, Lat: 50}, {Lon: 11, Lat: 51}, {Lon: 10, Lat: 51}, {Lon: 10, Lat: 50}},
		}},
	}
}

// desk makes a record with one report to which events and statements are added.
type desk struct{ r record.Record }

func newDesk(text string) *desk {
	d := &desk{record.Record{Format: record.Format}}
	d.report("r-1", text, "2021-05-10")
	d.r.Actors = []record.Actor{
		{ID: "eastland", Name: "Eastland", Kind: "state"},
		{ID: "hill-front", Name: "Hill Front", Kind: "organization"},
		{ID: "norland", Name: "Norland", Kind: "state"},
		{ID: "norland-minister", Name: "Ana Nor", Kind: "person", Roles: []record.Role{{Title: "minister", Of: "norland"}}},
		{ID: "rebels", Name: "the rebels", Kind: "organization"},
	}
	return d
}

func (d *desk) report(id, text, day string) {
	rep := record.Report{ID: id, Text: text, Published: record.Published{Date: record.Nullable(day)}}
	at := 0
	for _, s := range strings.SplitAfter(text, ". ") {
		n := utf8.RuneCountInString(s)
		rep.Sentences = append(rep.Sentences, record.Range{Start: at, End: at + n})
		at += n
	}
	for _, id := range []string{"norland", "hill-front"} {
		rep.Mentions = append(rep.Mentions, record.Mention{Entity: record.Nullable(id)})
	}
	d.r.Reports = append(d.r.Reports, rep)
}

// event adds a happening with one mention, at the words of its trigger.
func (d *desk) event(e record.Event, trigger string, by ...string) *record.Event {
	m := record.EventMention{
		Report: "r-1", Quote: trigger, Type: e.Type, Mode: e.Mode, Status: e.Status, Actors: e.Actors, Recipients: e.Recipients,
		Place: e.Place, Date: e.Date, AccordingTo: by,
	}
	for _, rep := range d.r.Reports {
		if i := strings.Index(rep.Text, trigger); i >= 0 {
			m.Report, m.Start = rep.ID, utf8.RuneCountInString(rep.Text[:i])
		}
	}
	m.End = m.Start + utf8.RuneCountInString(trigger)
	e.Mentions = append(e.Mentions, m)
	e.Standing = "single"
	d.r.Events = append(d.r.Events, e)
	for _, id := range by {
		d.r.Statements = append(d.r.Statements, record.Statement{ID: id, Report: m.Report, Start: m.Start, End: m.Start, Quote: "said", Source: []string{id}, Stance: "assert", About: []string{e.ID}})
	}
	return &d.r.Events[len(d.r.Events)-1]
}

func (d *desk) book() *book {
	b := bookOf(&d.r)
	b.packs = []agreement.Agreement{oak()}
	return b
}

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
			d := newDesk(tt.text)
			d.r.Places = []record.Place{{ID: "oakham", Name: "Oakham"}}
			tt.event.ID, tt.event.Type, tt.event.Mode = "e-1", "RETREAT", []string{"ceasefire"}
			d.event(tt.event, tt.trigger)
			got := d.book().agreements()
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
	d := newDesk("Norland signed the Oak truce.")
	d.event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "occurred", Date: "2021"}, "truce")
	d.report("r-2", "Envoys discussed reviving the Oak truce.", "2021-05-11")
	d.event(record.Event{ID: "e-2", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "proposed"}, "truce", "norland")
	got := d.book().agreements()
	if len(got) != 1 || got[0].Name != "Oak truce, 2021" || got[0].Date != "2021-03-02" || len(got[0].Clauses) != 2 || !slices.Equal(got[0].Zones, []string{"valley"}) {
		t.Fatalf("%+v", got)
	}
	if want := []string{"agreed 2021", "reactivation proposed"}; !slices.Equal(states(got[0]), want) {
		t.Errorf("states %q, want %q", states(got[0]), want)
	}
	if !slices.ContainsFunc(d.r.Actors, func(a record.Actor) bool { return a.ID == "sudland" && a.Kind == "state" }) {
		t.Error("the mediator that no report mentions is no actor of the record")
	}
}

// Two sides have to be known to the report: "the 2021 agreement" of others is another one.
func TestUnknownSidesAreNotThePack(t *testing.T) {
	d := newDesk("The 2021 agreement drew a line.")
	d.r.Reports[0].Mentions = nil
	d.event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "occurred", Date: "2021"}, "agreement")
	if got := d.book().agreements(); len(got) != 1 || got[0].ID == "oak-2021" {
		t.Errorf("%+v", got)
	}
}

func TestWelcomingIsNoParty(t *testing.T) {
	d := newDesk("Eastland and the minister welcomed the truce in the hills.")
	e := d.event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "proposed", Actors: []string{"eastland", "norland-minister"}}, "truce")
	e.Mentions[0].Why = []record.Reason{{Rule: "en.inherit.parties-of-talks"}}
	got := d.book().agreements()
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
			d := newDesk("A truce was agreed. Another truce came.")
			d.r.Places = []record.Place{{ID: "oakham", Name: "Elsewhere"}}
			for i, e := range []record.Event{tt.x, tt.y} {
				e.ID, e.Type, e.Mode, e.Status = []string{"e-1", "e-2"}[i], "RETREAT", []string{"ceasefire"}, []string{"occurred", "ongoing"}[i]
				d.event(e, "truce")
			}
			if got := d.book().agreements(); len(got) != tt.want {
				t.Errorf("%d entries, want %d: %+v", len(got), tt.want, got)
			}
		})
	}
}

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
			d := newDesk("The Oak truce is holding. The minister said the rebels advanced.")
			place := func(id, name string, lat, lon float64) record.Place {
				return record.Place{ID: id, Name: name, Lat: float(lat), Lon: float(lon), RadiusKM: float(1)}
			}
			d.r.Places = []record.Place{
				place("edge", "Edge", 50.5, 10.01), place("far", "Far", 55, 10), place("mid", "Mid", 50.5, 10.5),
				{ID: "nowhere", Name: "Nowhere"},
				{ID: "strip", Name: "the buffer strip"},
			}
			d.event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "ongoing"}, "truce")
			tt.event.ID, tt.event.Status = "e-2", "occurred"
			d.event(tt.event, "advanced", "norland-minister")
			b := d.book()
			d.r.Agreements = b.agreements()
			got := b.allegations()
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
			for _, p := range d.r.Places {
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

// A denial in the sentence of the allegation answers it.
func TestDenialInOneBreath(t *testing.T) {
	d := newDesk("The minister alleged that the rebels advanced, which they denied.")
	d.event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"rebels"}}, "advanced", "norland-minister")
	d.r.Statements[0].Quote = "alleged"
	d.r.Statements = append(d.r.Statements, record.Statement{ID: "s-2", Report: "r-1", Start: 58, End: 64, Quote: "denied", Source: []string{"rebels"}, Stance: "deny"})
	got := d.book().allegations()
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
			d := newDesk("They " + tt.before + tt.cue + " an advance.")
			d.r.Actors = append(d.r.Actors, record.Actor{ID: "norlandish-ministry", Name: "Norlandish Foreign Ministry", Kind: "organization"},
				record.Actor{ID: "norlandish-observatory", Name: "Norlandish Observatory", Kind: "organization"})
			d.r.Actors[2].Aliases = []string{"Norlandish"}
			d.event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: tt.actors, Recipients: tt.recipients}, "advance", tt.speaker)
			s := &d.r.Statements[0]
			s.Quote, s.Start = tt.cue, len("They "+tt.before)
			if got := len(d.book().allegations()) == 1; got != tt.want {
				t.Errorf("allegation %v, want %v", got, tt.want)
			}
		})
	}
}

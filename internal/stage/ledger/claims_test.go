package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/internal/record"
)

// deny adds a denial of nothing that is told as a happening.
func (d *desk) deny(words, by string) {
	for _, rep := range d.r.Reports {
		if i := strings.Index(rep.Text, words); i >= 0 {
			d.r.Statements = append(d.r.Statements, record.Statement{ID: "s-" + words, Report: rep.ID, Start: i, End: i + len(words), Quote: words, Source: []string{by}, Stance: "deny"})
		}
	}
}

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
		{"opened", "The army has opened a corridor.", "corridor", record.Event{Type: "RETREAT", Mode: []string{"access"}, Status: "occurred"}, "", "", "corridor opened"},
		{"agreed", "Both agreed to open a corridor.", "corridor", record.Event{Type: "RETREAT", Mode: []string{"access"}, Status: "occurred"}, "", "", "corridor agreed"},
		{"convoy", "The convoy reached the town.", "convoy", record.Event{Type: "AID", Status: "occurred"}, "", "", "convoy arrived"},
		{"convoy held up", "Soldiers turned back the aid convoy.", "convoy", record.Event{Type: "AID", Status: "occurred"}, "", "", "convoy blocked"},
		{"aid", "They sent food.", "sent", record.Event{Type: "AID", Mode: []string{"humanitarian"}, Status: "occurred"}, "", "", "aid arrived"},
		{"arms are no aid", "They sent guns.", "sent", record.Event{Type: "AID", Status: "occurred"}, "", "", ""},
		{"blockade as a charge", "Norland accused Eastland of a blockade.", "accused", record.Event{Type: "ACCUSE", Mode: []string{"allege"}, Status: "occurred", Actors: []string{"norland"}, Recipients: []string{"eastland"}}, "", "", "blockade alleged"},
		{"blockade denied", "Norland accused Eastland of a blockade, which it denied.", "accused", record.Event{Type: "ACCUSE", Mode: []string{"allege"}, Status: "occurred", Actors: []string{"norland"}, Recipients: []string{"eastland"}}, "denied", "eastland", "blockade denied, before alleged by norland"},
		{"blockade told as fact", "The blockade goes on.", "blockade", record.Event{Type: "COERCE", Status: "ongoing"}, "", "", "blockade blocked"},
		{"a charge of something else", "Norland accused Eastland of shelling.", "accused", record.Event{Type: "ACCUSE", Mode: []string{"allege"}, Status: "occurred"}, "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(tt.text)
			tt.event.ID = "e-1"
			d.event(tt.event, tt.trigger)
			if tt.refusal != "" {
				d.deny(tt.refusal, tt.by)
			}
			got := ""
			for _, a := range d.book().access() {
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
	d := newDesk("They spoke of a corridor to send aid.")
	d.event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"access"}, Status: "proposed"}, "corridor")
	d.event(record.Event{ID: "e-2", Type: "AID", Mode: []string{"humanitarian"}, Status: "proposed"}, "aid")
	if got := d.book().access(); len(got) != 1 || got[0].Kind != "corridor" {
		t.Errorf("%+v", got)
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
		{"the one who denies is the accused", "Norland spoke of bad faith, accusing them, which Eastland denied.", "accusing", "allege", []string{"norland"}, nil, "denied", "eastland", "[norland] [eastland] [eastland] denied"},
		{"nobody is accused", "Norland condemned the blast.", "condemned", "disapprove", []string{"norland"}, nil, "", "", ""},
		{"a bare word", "Norland repeated allegations against Eastland.", "allegations", "allege", []string{"norland"}, []string{"eastland"}, "", "", ""},
		{"an inquiry", "Norland investigated Eastland.", "investigated", "investigate", []string{"norland"}, []string{"eastland"}, "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(tt.text)
			d.event(record.Event{ID: "e-1", Type: "ACCUSE", Mode: []string{tt.mode}, Status: "occurred", Actors: tt.by, Recipients: tt.against}, tt.trigger)
			if tt.denial != "" {
				d.deny(tt.denial, tt.denier)
			}
			got := ""
			for _, a := range d.book().allegations() {
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
		d := newDesk("The minister alleged an attack.")
		e := d.event(record.Event{ID: "e-1", Type: "ASSAULT", Status: "occurred", Actors: []string{"rebels"}}, "attack", "norland-minister")
		d.r.Statements[0].Quote = "alleged"
		d.report("r-2", "They alleged an attack too.", "2021-05-11")
		m := e.Mentions[0]
		m.Report, m.Start, m.End, m.AccordingTo = "r-2", 16, 22, []string{"s-2"}
		d.r.Events[0].Mentions = append(d.r.Events[0].Mentions, m)
		d.r.Statements = append(d.r.Statements, record.Statement{ID: "s-2", Report: "r-2", Start: 5, End: 12, Quote: "alleged", Source: []string{second.by}, Stance: "assert", About: []string{"e-1"}})
		if got := d.book().allegations(); len(got) != 1 || got[0].Result != second.want {
			t.Errorf("second voice %s: %+v, want one that is %s", second.by, got, second.want)
		}
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
		{"done, not demanded", "Eastland began its withdrawal.", "withdrawal", "occurred", []string{"eastland"}, nil, ""},
	} {
		d := newDesk(tt.text)
		d.event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"withdraw"}, Status: tt.status, Actors: tt.actors}, tt.trigger, tt.by...)
		got := ""
		for _, a := range d.book().agreements() {
			got += a.Name
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPacklessAgreement(t *testing.T) {
	d := newDesk("A truce for three days, under which both stop firing, was announced by the envoy.")
	d.event(record.Event{ID: "e-1", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "occurred", Actors: both(), Date: "2021-05-01"}, "truce")
	got := d.book().agreements()
	if len(got) != 1 || got[0].Basis != "reports" || !slices.Equal(got[0].Parties, both()) || got[0].Period != "2021-05-01/2021-05-03" {
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

func TestSeriesOfCounts(t *testing.T) {
	day := func(report string, n int, asOf record.Nullable, by ...string) record.Figure {
		return record.Figure{Report: report, Quote: fmt.Sprint(n), Measure: "killed", Event: "e", Min: new(n), Max: new(n), By: by, AsOf: asOf}
	}
	r := record.Record{Actors: []record.Actor{{ID: "monitor", Name: "Monitor"}, {ID: "ministry", Name: "Ministry"}}}
	r.Figures = []record.Figure{
		day("r1", 10, "2025-03-01", "monitor"), day("r2", 14, "2025-03-03", "monitor"), day("r3", 14, "2025-03-03", "monitor"), day("r1", 20, "2025-03-02", "ministry"),
	}
	for i := range 3 {
		r.Reports = append(r.Reports, record.Report{ID: fmt.Sprintf("r%d", i+1), Text: "10 died"})
	}
	got := bookOf(&r).tolls()[0]
	if *got.Low != 14 || *got.High != 20 || *got.Views.ACLED != 14 || *got.Views.UCDP.High != 20 || len(got.Views.EveryCasualty) != 2 {
		t.Errorf("low %d, high %d, views %+v", *got.Low, *got.High, got.Views)
	}
	var marks []string
	for _, c := range got.Counts {
		m := "stands"
		if c.SupersededBy != nil {
			m = fmt.Sprintf("replaced by %d", *c.SupersededBy)
		} else if c.Repeats != nil {
			m = fmt.Sprintf("repeats %d", *c.Repeats)
		}
		marks = append(marks, m)
	}
	if want := "[replaced by 3 stands stands repeats 2]"; fmt.Sprint(marks) != want {
		t.Errorf("%v, want %s", marks, want)
	}
}

func TestVictimsAreKeptApart(t *testing.T) {
	text := "Seven children and four soldiers were killed."
	r := record.Record{Reports: []record.Report{{ID: "r1", Text: text, Sentences: []record.Range{{Start: 0, End: len(text)}}}}}
	for _, q := range []string{"Seven children", "four soldiers"} {
		i := strings.Index(text, q)
		r.Figures = append(r.Figures, record.Figure{Report: "r1", Start: i, End: i + len(q), Quote: q, Measure: "killed", Event: "e", Min: new(len(q)), Max: new(len(q))})
	}
	var got []string
	for _, x := range bookOf(&r).tolls() {
		got = append(got, string(x.Victims))
	}
	if !slices.Equal(got, []string{"children", "security forces"}) {
		t.Errorf("%q", got)
	}
}

func TestConservative(t *testing.T) {
	for _, tt := range []struct {
		words string
		want  int
	}{{"dozens of people", 12}, {"hundreds", 100}, {"tens of people", 10}, {"hundreds of thousands", 7}, {"nine", 7}} {
		if got := conservative(record.Figure{Quote: tt.words, Min: new(7)}); *got != tt.want {
			t.Errorf("%q: %d, want %d", tt.words, *got, tt.want)
		}
	}
}

func TestTheatre(t *testing.T) {
	oak := situation.Situation{
		ID: "oak-vale", Countries: []string{"norland", "eastland"}, Watch: []string{"vale"}, Agreements: []string{"none"},
		Actors: []situation.Actor{
			{ID: "x", Name: "the rebels", Fights: []situation.Side{{For: "eastland", From: "2021-01-01"}}},
			{ID: "y", Name: "Hill Front", Fights: []situation.Side{{For: "eastland", Until: "2020-12-31"}}, Speaks: []situation.Side{{For: "norland"}}},
		},
		Places: []situation.Place{{Name: "Lower Mill", Lat: 51, Lon: 11, RadiusKM: 1}},
	}
	for _, tt := range []struct{ choice, text, want string }{
		{"", "Norland and Eastland met in the vale.", "oak-vale"},
		{"", "They met.", ""},
		{"none", "Norland and Eastland met in the vale.", ""},
		{"oak-vale", "They met.", "oak-vale"},
	} {
		d := newDesk(tt.text)
		d.r.Places = []record.Place{{ID: "mill", Name: "the Lower Mill"}}
		for _, id := range []string{"norland", "eastland"} {
			if strings.Contains(strings.ToLower(tt.text), id) {
				d.r.Reports[0].Mentions = append(d.r.Reports[0].Mentions, record.Mention{Entity: record.Nullable(id), Named: true})
			}
		}
		b := d.book()
		b.enter(&Rules{Situations: []situation.Situation{oak}, Agreements: b.packs}, tt.choice)
		if string(d.r.Situation) != tt.want || d.r.SituationWhy == "" {
			t.Errorf("%q with %q: situation %q (%s)", tt.text, tt.choice, d.r.Situation, d.r.SituationWhy)
		}
		in := tt.want != ""
		if got := slices.Equal(b.parties("rebels"), []string{"eastland"}); got != in {
			t.Errorf("%q: the rebels are of %v", tt.choice, b.parties("rebels"))
		}
		if got := slices.Contains(b.sideOf("hill-front"), "norland"); got != in || slices.Contains(b.parties("hill-front"), "eastland") {
			t.Errorf("%q: the front speaks for %v, fights for %v", tt.choice, b.sideOf("hill-front"), b.parties("hill-front"))
		}
		if got := d.r.Places[0].Lat != nil; got != in {
			t.Errorf("%q: position %v", tt.choice, d.r.Places[0].Lat)
		}
		if got := len(b.packs) == 0; got != (tt.choice == "oak-vale") {
			t.Errorf("%q: agreements %v", tt.choice, b.packs)
		}
	}
}

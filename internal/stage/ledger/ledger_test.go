package ledger

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/packs"
)

// bookOf opens a record with the rules that ship.
func bookOf(r *record.Record) *book {
	rules, err := LoadRules(packs.FS)
	if err != nil {
		panic(err)
	}
	return newBook(r, rules.Wording)
}

// figure is a count of the dead of event e in a report of its own.
func figure(report string, low, high *int, by ...string) record.Figure {
	return record.Figure{Report: report, Quote: "count", Measure: "killed", Event: "e", Min: low, Max: high, By: by, AsOf: "2025-03-0" + record.Nullable(report[len(report)-1:])}
}

func TestTolls(t *testing.T) {
	for _, tc := range []struct {
		name            string
		figures         []record.Figure
		low, best, high *int
	}{
		{"one exact", []record.Figure{figure("r1", new(12), new(12))}, new(12), new(12), new(12)},
		{"at least is open above", []record.Figure{figure("r1", new(814), nil)}, new(814), new(814), nil},
		{"up to is open below", []record.Figure{figure("r1", nil, new(50))}, nil, new(50), new(50)},
		{"a vague one beside an exact one", []record.Figure{figure("r1", new(200), new(999)), figure("r2", new(320), new(320))}, new(320), new(320), new(320)},
		{"a vague one that leaves no room", []record.Figure{figure("r1", new(200), new(999)), figure("r2", new(32), new(32))}, new(32), new(32), new(999)},
		{"at least below a higher exact", []record.Figure{figure("r1", new(10), nil), figure("r2", new(30), new(30))}, new(10), new(30), new(30)},
		{"the later of two exact", []record.Figure{figure("r1", new(30), new(30)), figure("r2", new(43), new(43))}, new(30), new(43), new(43)},
		{"a named counter before a later unnamed one", []record.Figure{figure("r1", new(30), new(30), "monitor"), figure("r2", new(50), new(50))}, new(30), new(30), new(50)},
		{"the same count twice is not added", []record.Figure{figure("r1", new(9), new(9)), figure("r2", new(9), new(9))}, new(9), new(9), new(9)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := record.Record{Figures: tc.figures, Actors: []record.Actor{{ID: "monitor", Name: "Monitor"}}}
			for _, f := range tc.figures {
				r.Reports = append(r.Reports, record.Report{ID: f.Report, File: f.Report + ".txt"})
			}
			got := bookOf(&r).tolls()
			if len(got) != 1 {
				t.Fatalf("%d tolls", len(got))
			}
			if d := cmp.Diff([]*int{tc.low, tc.best, tc.high}, []*int{got[0].Low, got[0].Best, got[0].High}); d != "" {
				t.Errorf("low, best, high (-want +got):\n%s", d)
			}
		})
	}
}

// two makes a record of a clash of two groups on 4 March that two reports of the
// next day tell of; change may alter it.
func two(change func(r *record.Record)) *record.Record {
	r := &record.Record{
		Reports: []record.Report{
			{ID: "r-1", File: "one.txt", Outlet: "One", Published: record.Published{Date: "2025-03-05"}, Text: "clash", Sentences: []record.Range{{Start: 0, End: 5}}},
			{ID: "r-2", File: "two.txt", Outlet: "Two", Published: record.Published{Date: "2025-03-05"}, Text: "clash", Sentences: []record.Range{{Start: 0, End: 5}}},
		},
		Actors: []record.Actor{
			{ID: "reds", Name: "Reds", Kind: "organization"}, {ID: "blues", Name: "Blues", Kind: "organization"}, {ID: "ruritania", Name: "Ruritania", Kind: "state"},
		},
		Places: []record.Place{{ID: "hama", Name: "Hama"}},
		Events: []record.Event{{
			ID: "e", Type: "ASSAULT", Status: "occurred", Actors: []string{"blues", "reds"}, Place: "hama", Date: "2025-03-04", Reports: 2, Outlets: 2, Independent: 2, Standing: "corroborated",
			Mentions: []record.EventMention{
				{Report: "r-1", Start: 0, End: 5, Quote: "clash", Actors: []string{"blues", "reds"}, Place: "hama"},
				{Report: "r-2", Start: 0, End: 5, Quote: "clash", Actors: []string{"blues", "reds"}, Place: "hama"},
			},
		}},
	}
	change(r)
	return r
}

func TestDisagreements(t *testing.T) {
	say := func(stance, by, report, cue string) record.Statement {
		return record.Statement{ID: "s-" + stance + report, Report: report, Start: 0, End: 5, Quote: cue, Source: []string{by}, Stance: stance, About: []string{"e"}}
	}
	for _, tc := range []struct {
		name   string
		change func(r *record.Record)
		want   []string // "kind attribute"
	}{
		{"all agree", func(*record.Record) {}, nil},
		{"one denies", func(r *record.Record) {
			r.Statements = append(r.Statements, say("assert", "reds", "r-1", "said"), say("deny", "blues", "r-2", "denied"))
		}, []string{"conflict occurrence"}},
		{"one keeps silent", func(r *record.Record) {
			r.Statements = append(r.Statements, say("silent", "ruritania", "r-2", "declined to comment"))
		}, []string{"omission statement"}},
		{"one leaves a side out", func(r *record.Record) { r.Events[0].Mentions[1].Actors = []string{"reds"} }, []string{"omission actor"}},
		{"one names nobody", func(r *record.Record) { r.Events[0].Mentions[1].Actors = nil }, nil},
		{"one leaves a side out long after", func(r *record.Record) {
			r.Events[0].Mentions[1].Actors = []string{"reds"}
			r.Reports[1].Published.Date = "2025-06-05"
		}, nil},
		{"the army stands for the other army of its state", func(r *record.Record) {
			r.Actors[0].Parent, r.Actors[1].Parent = "ruritania", "ruritania"
			r.Events[0].Mentions[1].Actors = []string{"reds"}
		}, nil},
		{"a copy leaves a side out", func(r *record.Record) {
			r.Events[0].Mentions[1].Actors = []string{"reds"}
			r.Reports[1].CopyOf = "r-1"
			r.Events[0].Independent = 1
		}, nil},
		{"one alone gives the place", func(r *record.Record) { r.Events[0].Mentions[1].Place = "" }, []string{"single place"}},
		{"counts that cannot both be", func(r *record.Record) {
			a, b := figure("r-1", new(12), new(12)), figure("r-2", new(30), new(30))
			a.AsOf, b.AsOf = "2025-03-05", "2025-03-05"
			r.Figures = []record.Figure{a, b}
		}, []string{"conflict killed"}},
		{"counts whose ranges meet", func(r *record.Record) {
			a, b := figure("r-1", new(10), nil), figure("r-2", new(30), new(30))
			a.AsOf, b.AsOf = "2025-03-05", "2025-03-05"
			r.Figures = []record.Figure{a, b}
		}, nil},
		{"counts of two days", func(r *record.Record) {
			a, b := figure("r-1", new(12), new(12)), figure("r-2", new(30), new(30))
			a.AsOf, b.AsOf = "2025-03-05", "2025-03-06"
			r.Figures = []record.Figure{a, b}
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := two(tc.change)
			b := bookOf(r)
			r.Tolls = b.tolls()
			var got []string
			for _, d := range b.disagreements() {
				got = append(got, d.Kind+" "+d.Attribute)
				if !strings.HasSuffix(d.Note, ".") || len(d.Values) == 0 {
					t.Errorf("note %q, %d values", d.Note, len(d.Values))
				}
			}
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

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
	got := bookOf(r).talks()
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

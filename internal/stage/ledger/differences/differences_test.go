package differences

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/tolls"
)

// three makes three reports of one event each, which may be changed.
func three(e record.Event, change func(*record.Record)) *record.Record {
	r := &record.Record{Places: []record.Place{{ID: "dorn", Name: "Dorn"}, {ID: "dern", Name: "Dern"}, {ID: "selm", Name: "Selm"}}}
	for _, id := range []string{"r-1", "r-2", "r-3"} {
		text := "The second round took place."
		r.Reports = append(r.Reports, record.Report{ID: id, File: id + ".txt", Text: text, Published: record.Published{Date: "2025-03-20"}, Sentences: []record.Range{{Start: 0, End: len(text)}}})
		e.Mentions = append(e.Mentions, record.EventMention{Report: id, Start: 11, End: 16, Quote: "round", Type: e.Type, Status: e.Status})
	}
	e.Reports, e.Outlets, e.Independent = 3, 3, 3
	r.Events = []record.Event{e}
	change(r)
	return r
}

func TestWhatReportsTellDifferently(t *testing.T) {
	fight := record.Event{ID: "e", Type: "ASSAULT", Status: "occurred", Date: "2025-03-04", Actors: []string{"a", "b", "c"}}
	truce := record.Event{ID: "e", Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "occurred", Date: "1974", Place: "dorn"}
	actors := []record.Actor{{ID: "a", Name: "A", Kind: "organization"}, {ID: "b", Name: "B", Kind: "organization"}, {ID: "c", Name: "C", Kind: "organization"}}
	named := func(r *record.Record, words ...string) {
		for i, w := range words {
			r.Reports[i].Mentions = []record.Mention{{Quote: w, Kind: "place", Entity: "dorn", Named: true}}
		}
	}
	for _, tc := range []struct {
		name   string
		e      record.Event
		change func(*record.Record)
		want   []string
	}{
		{"sides of an old fight, where a report names its sides", fight, func(r *record.Record) {
			r.Actors = actors
			r.Reports[0].Published.Date, r.Reports[1].Published.Date = "2025-08-01", "2025-08-02"
			r.Events[0].Mentions[0].Actors, r.Events[0].Mentions[1].Actors = []string{"a", "b", "c"}, []string{"a", "b"}
		}, []string{"omission actor"}},
		{"an old fight, and a report that names nobody", fight, func(r *record.Record) {
			r.Actors = actors
			r.Reports[0].Published.Date, r.Reports[1].Published.Date = "2025-08-01", "2025-08-02"
			r.Events[0].Mentions[0].Actors = []string{"a", "b", "c"}
		}, nil},
		{"the two days of a night", fight, func(r *record.Record) {
			r.Events[0].Mentions[0].Date, r.Events[0].Mentions[1].Date = "2025-03-04", "2025-03-05"
		}, []string{"single date"}},
		{"two days of two weeks", fight, func(r *record.Record) {
			r.Events[0].Mentions[0].Date, r.Events[0].Mentions[1].Date = "2025-03-04", "2025-03-14"
		}, nil},
		{"a truce that lasts", record.Event{ID: "e", Type: "RETREAT", Status: "ongoing", Date: "2025-03-04"}, func(r *record.Record) {
			r.Events[0].Mentions[0].Date, r.Events[0].Mentions[1].Date = "2025-03-04", "2025-03-05"
		}, nil},
		{"a unit that one alone names", fight, func(r *record.Record) {
			r.Actors = actors
			for i, ids := range [][]string{{"a", "b", "c"}, {"a", "b"}, {"a", "b"}} {
				r.Events[0].Mentions[i].Actors = ids
			}
		}, nil},
		{"one who meets, whom one alone names", record.Event{ID: "e", Type: "CONSULT", Status: "occurred", Date: "2025-03-19", Actors: []string{"a", "b", "c"}}, func(r *record.Record) {
			r.Actors = actors
			for i, ids := range [][]string{{"a", "b", "c"}, {"a", "b"}, {"a", "b"}} {
				r.Events[0].Mentions[i].Actors = ids
			}
		}, []string{"single actor"}},
		{"one who is named in another telling of that day", fight, func(r *record.Record) {
			r.Actors = actors
			r.Reports[0].Published.Date, r.Reports[1].Published.Date = "2025-03-05", "2025-03-05"
			r.Events[0].Mentions[0].Actors, r.Events[0].Mentions[1].Actors = []string{"a", "b", "c"}, []string{"a", "b"}
			other := fight
			other.ID, other.Mentions = "f", []record.EventMention{{Report: "r-2", Start: 0, End: 5, Actors: []string{"c"}, Status: "occurred"}}
			r.Events = append(r.Events, other)
		}, nil},
		{"one day", fight, func(r *record.Record) {
			r.Events[0].Mentions[0].Date, r.Events[0].Mentions[1].Date = "2025-03-04", "2025-03-04"
		}, nil},
		{"two scenes", fight, func(r *record.Record) {
			r.Events[0].Mentions[0].Place, r.Events[0].Mentions[1].Place = "dorn", "selm"
		}, []string{"single place"}},
		{"a scene within another", fight, func(r *record.Record) {
			r.Events[0].Mentions[0].Place, r.Events[0].Mentions[1].Place = "dorn", "selm"
			r.Places[0].Admin = []string{"Ruritania", "Selm"}
		}, nil},
		{"a scene at the other end of the world", fight, func(r *record.Record) {
			r.Events[0].Mentions[0].Place, r.Events[0].Mentions[1].Place = "dorn", "selm"
			r.Places[0].Lat, r.Places[0].Lon, r.Places[2].Lat, r.Places[2].Lon = new(48.9), new(2.3), new(33.0), new(36.0)
		}, nil},
		{"two truces of one ground", truce, func(r *record.Record) {
			other := truce
			other.ID, other.Date, other.Independent = "f", "1973", 1
			other.Mentions = []record.EventMention{{Report: "r-x", Quote: "armistice"}}
			r.Reports = append(r.Reports, record.Report{ID: "r-x", File: "x.txt"})
			r.Events = append(r.Events, other)
		}, []string{"conflict founding act"}},
		{"the same, by one who tells of both", truce, func(r *record.Record) {
			other := truce
			other.ID, other.Date, other.Independent = "f", "1973", 1
			other.Mentions = []record.EventMention{{Report: "r-1", Quote: "armistice"}}
			r.Events = append(r.Events, other)
		}, []string{"single founding act"}},
		{"two spellings", fight, func(r *record.Record) { named(r, "Suwayda", "Sweida", "Suwayda") }, []string{"single spelling"}},
		{"two spellings of a first name", fight, func(r *record.Record) { named(r, "Karimullah Dorn", "Kariullah Dorn", "Dorn") }, []string{"single spelling"}},
		{"two spellings beside a longer name", fight, func(r *record.Record) { named(r, "Suwayda Governorate", "Sweida") }, []string{"single spelling"}},
		{"two spellings by one", fight, func(r *record.Record) {
			named(r, "Suwayda")
			r.Reports[0].Mentions = append(r.Reports[0].Mentions, record.Mention{Quote: "Sweida", Kind: "place", Entity: "dorn", Named: true})
		}, nil},
		{"an accent", fight, func(r *record.Record) { named(r, "Suwaydà", "Suwayda", "Suwayda") }, nil},
		{"another name", fight, func(r *record.Record) { named(r, "Suwayda", "Jabal al-Arab") }, nil},
		{"a number that one gives", record.Event{ID: "e", Type: "CONSULT", Status: "occurred"}, func(r *record.Record) {
			for _, i := range []int{1, 2} {
				r.Reports[i].Text = "A fresh round took place.   "
			}
			two := 2
			r.Talks = []record.Talks{{Event: "e", Ordinal: &two}}
		}, []string{"single ordinal"}},
		{"agendas", record.Event{ID: "e", Type: "CONSULT", Status: "occurred"}, func(r *record.Record) {
			r.Reports[0].Text, r.Reports[1].Text = "They spoke of the dam. ", "They spoke of the border. "
			r.Talks = []record.Talks{{Event: "e", Agenda: []string{"the dam", "the border"}}}
		}, []string{"single agenda"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, d := range Rows(booktest.Open(three(tc.e, tc.change))) {
				got = append(got, d.Kind+" "+d.Attribute)
				if d.Note == "" || len(d.Values) == 0 {
					t.Errorf("%+v", d)
				}
			}
			slices.Sort(got)
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
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
				{Report: "r-1", Start: 0, End: 5, Quote: "clash", Status: "occurred", Actors: []string{"blues", "reds"}, Place: "hama"},
				{Report: "r-2", Start: 0, End: 5, Quote: "clash", Status: "occurred", Actors: []string{"blues", "reds"}, Place: "hama"},
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
		{"one refuses to do it", func(r *record.Record) {
			r.Reports[1].Text, r.Reports[1].Sentences = "refused to clash", []record.Range{{Start: 0, End: 16}}
			r.Events[0].Mentions[1].Start, r.Events[0].Mentions[1].End = 11, 16
			s := say("silent", "ruritania", "r-2", "refused to clash")
			s.End = 16
			r.Statements = append(r.Statements, s)
		}, nil},
		{"one leaves a side out", func(r *record.Record) { r.Events[0].Mentions[1].Actors = []string{"reds"} }, []string{"omission actor"}},
		{"one leaves a side out of what is to come", func(r *record.Record) {
			r.Events[0].Mentions[1].Actors, r.Events[0].Mentions[1].Status = []string{"reds"}, "planned"
		}, nil},
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
		{"one states who did it, the other has it as alleged", func(r *record.Record) {
			r.Events[0].Mentions[1].Actors = []string{"reds", "blues"}
			r.Events[0].Mentions[1].Start, r.Events[0].Mentions[1].End = 13, 18
			r.Reports[1].Text, r.Reports[1].Sentences = "alleged reds clash", []record.Range{{Start: 0, End: 18}}
			for i := range r.Reports {
				r.Reports[i].Mentions = []record.Mention{{Quote: "reds", Kind: "organization", Entity: "reds", Named: true}}
			}
		}, []string{"single authorship"}},
		{"one knows of nobody hurt", func(r *record.Record) {
			r.Reports[1].Text = "clash. There were no reports of casualties."
			r.Reports[1].Sentences = []record.Range{{Start: 0, End: 6}, {Start: 7, End: 43}}
			r.Figures = []record.Figure{booktest.Figure("r-1", new(12), new(12))}
		}, []string{"single killed"}},
		{"nobody hurt in another clash", func(r *record.Record) {
			r.Reports[1].Text = "clash. In another raid, there were no reports of casualties."
			r.Reports[1].Sentences = []record.Range{{Start: 0, End: 6}, {Start: 7, End: 60}}
			r.Figures = []record.Figure{booktest.Figure("r-1", new(12), new(12))}
			r.Events = append(r.Events, record.Event{ID: "f", Type: "ASSAULT", Status: "occurred", Mentions: []record.EventMention{{Report: "r-2", Start: 18, End: 22, Quote: "raid", Status: "occurred"}}})
		}, nil},
		{"one group, two words for it", func(r *record.Record) {
			for i, text := range []string{"The militia Hezb", "The terror group Hezb"} {
				n := len(text)
				r.Reports[i].Text, r.Reports[i].Sentences = text, []record.Range{{Start: 0, End: n}}
				r.Reports[i].Mentions = []record.Mention{{Start: n - 4, End: n, Quote: "Hezb", Kind: "organization", Entity: "hezb", Named: true}}
			}
		}, []string{"single label"}},
		{"one group, one word for it", func(r *record.Record) {
			for i := range r.Reports {
				r.Reports[i].Text, r.Reports[i].Sentences = "The militia Hezb", []record.Range{{Start: 0, End: 16}}
				r.Reports[i].Mentions = []record.Mention{{Start: 12, End: 16, Quote: "Hezb", Kind: "organization", Entity: "hezb", Named: true}}
			}
		}, nil},
		{"counts that cannot both be", func(r *record.Record) {
			a, b := booktest.Figure("r-1", new(12), new(12)), booktest.Figure("r-2", new(30), new(30))
			a.AsOf, b.AsOf = "2025-03-05", "2025-03-05"
			r.Figures = []record.Figure{a, b}
		}, []string{"conflict killed"}},
		{"counts whose ranges meet", func(r *record.Record) {
			a, b := booktest.Figure("r-1", new(10), nil), booktest.Figure("r-2", new(30), new(30))
			a.AsOf, b.AsOf = "2025-03-05", "2025-03-05"
			r.Figures = []record.Figure{a, b}
		}, nil},
		{"counts of two days", func(r *record.Record) {
			a, b := booktest.Figure("r-1", new(12), new(12)), booktest.Figure("r-2", new(30), new(30))
			a.AsOf, b.AsOf = "2025-03-05", "2025-03-06"
			r.Figures = []record.Figure{a, b}
		}, []string{"single killed"}},
		{"counts of two weeks", func(r *record.Record) {
			a, b := booktest.Figure("r-1", new(12), new(12)), booktest.Figure("r-2", new(30), new(30))
			a.AsOf, b.AsOf = "2025-03-05", "2025-03-12"
			r.Figures = []record.Figure{a, b}
		}, nil},
		{"who the dead were", func(r *record.Record) {
			for i, text := range []string{"clash: 12 Blue fighters fell", "clash: 12 members of the Reds fell"} {
				r.Reports[i].Text, r.Reports[i].Sentences = text, []record.Range{{Start: 0, End: len(text)}}
				f := booktest.Figure(r.Reports[i].ID, new(12), new(12))
				f.Start, f.End = 7, 9
				r.Figures = append(r.Figures, f)
			}
		}, []string{"single victims"}},
		{"talks that one says there are not", func(r *record.Record) {
			r.Events[0].Type, r.Events[0].Status = "CONSULT", "ongoing"
			for i := range r.Events[0].Mentions {
				r.Events[0].Mentions[i].Status = "ongoing"
			}
			r.Reports = append(r.Reports, record.Report{ID: "r-3", File: "three.txt", Outlet: "Three", Published: record.Published{Date: "2025-03-05"}, Text: "No talks", Sentences: []record.Range{{Start: 0, End: 8}}})
			r.Events = append(r.Events, record.Event{ID: "f", Type: "CONSULT", Status: "negated", Actors: []string{"reds"}, Mentions: []record.EventMention{{Report: "r-3", Start: 3, End: 8, Quote: "talks", Status: "negated"}}})
		}, []string{"single occurrence"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := two(tc.change)
			b := booktest.Open(r)
			r.Tolls = tolls.Rows(b)
			var got []string
			for _, d := range Rows(b) {
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

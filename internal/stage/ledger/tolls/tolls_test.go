package tolls

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

func TestTolls(t *testing.T) {
	for _, tc := range []struct {
		name            string
		figures         []record.Figure
		low, best, high *int
	}{
		{"one exact", []record.Figure{booktest.Figure("r1", new(12), new(12))}, new(12), new(12), new(12)},
		{"at least is open above", []record.Figure{booktest.Figure("r1", new(814), nil)}, new(814), new(814), nil},
		{"up to is open below", []record.Figure{booktest.Figure("r1", nil, new(50))}, nil, new(50), new(50)},
		{"a vague one beside an exact one", []record.Figure{booktest.Figure("r1", new(200), new(999)), booktest.Figure("r2", new(320), new(320))}, new(320), new(320), new(320)},
		{"a vague one that leaves no room", []record.Figure{booktest.Figure("r1", new(200), new(999)), booktest.Figure("r2", new(32), new(32))}, new(32), new(32), new(999)},
		{"at least below a higher exact", []record.Figure{booktest.Figure("r1", new(10), nil), booktest.Figure("r2", new(30), new(30))}, new(10), new(30), new(30)},
		{"the later of two exact", []record.Figure{booktest.Figure("r1", new(30), new(30)), booktest.Figure("r2", new(43), new(43))}, new(30), new(43), new(43)},
		{"a named counter before a later unnamed one", []record.Figure{booktest.Figure("r1", new(30), new(30), "monitor"), booktest.Figure("r2", new(50), new(50))}, new(30), new(30), new(50)},
		{"the same count twice is not added", []record.Figure{booktest.Figure("r1", new(9), new(9)), booktest.Figure("r2", new(9), new(9))}, new(9), new(9), new(9)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := record.Record{Figures: tc.figures, Actors: []record.Actor{{ID: "monitor", Name: "Monitor"}}}
			for _, f := range tc.figures {
				r.Reports = append(r.Reports, record.Report{ID: f.Report, File: f.Report + ".txt"})
			}
			got := Rows(booktest.Open(&r))
			if len(got) != 1 {
				t.Fatalf("%d tolls", len(got))
			}
			if d := cmp.Diff([]*int{tc.low, tc.best, tc.high}, []*int{got[0].Low, got[0].Best, got[0].High}); d != "" {
				t.Errorf("low, best, high (-want +got):\n%s", d)
			}
		})
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
	got := Rows(booktest.Open(&r))[0]
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
	for _, x := range Rows(booktest.Open(&r)) {
		got = append(got, string(x.Victims))
	}
	if !slices.Equal(got, []string{"children", "security forces"}) {
		t.Errorf("%q", got)
	}
}

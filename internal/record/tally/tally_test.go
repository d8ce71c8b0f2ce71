package tally

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
)

func TestConservative(t *testing.T) {
	for _, tt := range []struct {
		words     string
		low, high *int
		want      int
	}{
		{"dozens of people", new(24), new(99), 12},
		{"hundreds", new(200), new(999), 100},
		{"tens of people", new(20), nil, 10},
		{"hundreds of thousands", new(7), nil, 7},
		{"nine", new(9), new(9), 9},
		{"up to nine", nil, new(9), 9},
		{"dozens", new(30), new(34), 30}, // a person corrected it
	} {
		if got := conservative(record.Figure{Quote: tt.words, Min: tt.low, Max: tt.high}); *got != tt.want {
			t.Errorf("%q: %d, want %d", tt.words, *got, tt.want)
		}
	}
}

func TestReplaces(t *testing.T) {
	early := record.Figure{By: []string{"monitor"}, AsOf: "2025-03-01", Min: new(10), Max: new(10)}
	for _, tt := range []struct {
		name  string
		later record.Figure
		want  bool
	}{
		{"later, another number", record.Figure{By: []string{"monitor"}, AsOf: "2025-03-02", Min: new(12), Max: new(12)}, true},
		{"later, the same number", record.Figure{By: []string{"monitor"}, AsOf: "2025-03-02", Min: new(10), Max: new(10)}, false},
		{"of another counter", record.Figure{By: []string{"ministry"}, AsOf: "2025-03-02", Min: new(12)}, false},
		{"of the same day", record.Figure{By: []string{"monitor"}, AsOf: "2025-03-01", Min: new(12)}, false},
		{"of a day nobody knows", record.Figure{By: []string{"monitor"}, Min: new(12)}, false},
	} {
		if got := Replaces(tt.later, early); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	if Replaces(record.Figure{AsOf: "2025-03-02", Min: new(12)}, record.Figure{AsOf: "2025-03-01", Min: new(10)}) {
		t.Error("nobody's count was replaced")
	}
}

func TestTakeKeepsTheLatestOfEachCounter(t *testing.T) {
	list := []record.Figure{
		{Report: "r2", AsOf: "2025-03-03", Min: new(14), Max: new(14), By: []string{"monitor"}},
		{Report: "r1", Min: new(200), Max: new(999)},
		{Report: "r1", AsOf: "2025-03-01", Min: new(10), By: []string{"monitor"}},
	}
	Sort(list)
	if list[0].AsOf != "2025-03-01" || list[2].AsOf != "" {
		t.Fatalf("out of order: %+v", list)
	}
	toll := record.Toll{Measure: "killed"}
	best, vaguer := Take(&toll, list)
	if *toll.Low != 10 || *best.Min != 14 || *toll.High != 999 || vaguer != 0 || *toll.Views.ACLED != 10 {
		t.Errorf("%d, best %d, %d, %d vaguer, ACLED %d", *toll.Low, *best.Min, *toll.High, vaguer, *toll.Views.ACLED)
	}
	if n := len(toll.Views.EveryCasualty); n != 2 {
		t.Errorf("%d counters, want 2", n)
	}
}

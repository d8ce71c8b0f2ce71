package tolls

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

// counted is a record of one report with counts of the dead of event e, each given by its
// words, and with the two states that are named in it.
func counted(text string, counts ...record.Figure) record.Record {
	d := booktest.New(text)
	d.R.Reports[0].Mentions = nil
	for _, name := range []string{"Norland", "Eastland"} {
		for at := 0; ; {
			i := strings.Index(text[at:], name)
			if i < 0 {
				break
			}
			d.R.Reports[0].Mentions = append(d.R.Reports[0].Mentions, record.Mention{Start: at + i, End: at + i + len(name), Quote: name, Entity: record.Nullable(strings.ToLower(name)), Named: true})
			at += i + len(name)
		}
	}
	d.R.Events = []record.Event{{ID: "e", Type: "ASSAULT", Status: "occurred"}}
	for _, f := range counts {
		f.Report, f.Event, f.Start = "r-1", "e", strings.Index(text, f.Quote)
		f.End = f.Start + len(f.Quote)
		if f.Measure == "" {
			f.Measure = "killed"
		}
		d.R.Figures = append(d.R.Figures, f)
	}
	return d.R
}

func dead(words string, n int) record.Figure {
	return record.Figure{Quote: words, Min: &n, Max: &n}
}

func TestTheDeadOfEachSide(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		counts     []record.Figure
		want       string
	}{
		{"two sides", "It killed 16 Norland men and six Eastland men.", []record.Figure{dead("16 Norland men", 16), dead("six Eastland men", 6)}, "people of Eastland 6, people of Norland 16"},
		{"one side only", "It killed 16 Norland men.", []record.Figure{dead("16 Norland men", 16)}, " 16"},
		{"a side and all", "It killed 20 people and six Eastland men.", []record.Figure{dead("20 people", 20), dead("six Eastland men", 6)}, " 20, people of Eastland 6"},
		{"the toll of a side", "The Norland death toll rose to 17, and six Eastland men died.", []record.Figure{dead("17", 17), dead("six Eastland men", 6)}, "people of Eastland 6, people of Norland 17"},
		{"a part of a side", "It killed 213 Norland men, including 154 who took no part, and six Eastland men.", []record.Figure{dead("213 Norland men", 213), dead("154", 154), dead("six Eastland men", 6)}, "people of Eastland 6, people of Norland 213"},
		{"a side and at least as many", "It killed 67 Norland men and six Eastland men. At least 67 people died.", []record.Figure{dead("67 Norland men", 67), dead("six Eastland men", 6), {Quote: "At least 67 people", Min: new(67)}}, " 67, people of Eastland 6"},
		{"few may be others", "It killed six Norland men and nine Eastland men. At least six people died.", []record.Figure{dead("six Norland men", 6), dead("nine Eastland men", 9), {Quote: "At least six people", Min: new(6)}}, " 6, people of Eastland 9, people of Norland 6"},
		{"with a class", "It killed two Norland soldiers and six Eastland soldiers.", []record.Figure{dead("two Norland soldiers", 2), dead("six Eastland soldiers", 6)}, "security forces of Eastland 6, security forces of Norland 2"},
		{"friends of a side are not of it", "It killed two pro-Norland men and six Eastland men.", []record.Figure{dead("two pro-Norland men", 2), dead("six Eastland men", 6)}, " 2, people of Eastland 6"},
	} {
		r := counted(tt.text, tt.counts...)
		rows := map[string]bool{}
		var got []string
		for _, x := range Rows(booktest.Open(&r)) {
			line := string(x.Victims) + " " + strconv.Itoa(*x.Best)
			if !rows[line] {
				got = append(got, line)
			}
			rows[line] = true
		}
		slices.Sort(got)
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, s, tt.want)
		}
	}
}

func TestPartOfACount(t *testing.T) {
	for _, tt := range []struct {
		text  string
		whole string
		n     int
		part  string
		m     int
		want  bool
	}{
		{"It killed 213 people, 17 of them near the gate.", "213 people", 213, "17", 17, true},
		{"It killed 213 people, including 54 guests.", "213 people", 213, "54 guests", 54, true},
		{"The toll grew to 167 as several people died of wounds.", "167", 167, "several people", 9, true},
		{"It killed 213 people in Oakham and 54 people in Elm.", "213 people", 213, "54 people", 54, false},
	} {
		r := counted(tt.text, dead(tt.whole, tt.n), dead(tt.part, tt.m))
		got := Rows(booktest.Open(&r))
		if len(got) != 1 || (got[0].Counts[1].PartOf != nil) != tt.want || tt.want && *got[0].Low != tt.n {
			t.Errorf("%q: %+v", tt.text, got)
		}
	}
}

func TestWhoAccusesGivesTheNumber(t *testing.T) {
	r := counted("Norland accused Eastland of killing nine people.", dead("nine people", 9))
	r.Events = append(r.Events, record.Event{ID: "a", Type: "ACCUSE", Status: "occurred", Mentions: []record.EventMention{{Report: "r-1", Start: 8, End: 15, Type: "ACCUSE", Quote: "accused", Actors: []string{"norland"}}}})
	got := Rows(booktest.Open(&r))
	if len(got) != 1 || len(got[0].Counts[0].By) != 1 || got[0].Counts[0].By[0] != "norland" {
		t.Errorf("%+v", got)
	}
}

func TestTheDetainedAreOfTheArrest(t *testing.T) {
	f := dead("nine people", 9)
	f.Measure = "detained"
	r := counted("After the fighting nine people were arrested.", f)
	r.Events[0].Mentions = []record.EventMention{{Report: "r-1", Start: 10, End: 18, Type: "ASSAULT", Quote: "fighting"}}
	r.Events = append(r.Events, record.Event{ID: "c", Type: "COERCE", Mode: []string{"arrest"}, Status: "occurred", Mentions: []record.EventMention{{Report: "r-1", Start: 36, End: 44, Type: "COERCE", Mode: []string{"arrest"}, Quote: "arrested"}}})
	if got := Rows(booktest.Open(&r)); len(got) != 1 || got[0].Event != "c" {
		t.Errorf("%+v", got)
	}
}

// TestTheDeadOfTheForce keeps the dead with those who fired on a crowd, and those of many
// years out of the toll of a day.
func TestTheDeadOfTheForce(t *testing.T) {
	r := counted("Guards fired on the crowd that marched, killing nine people.", dead("nine people", 9))
	r.Events[0].Type = "PROTEST"
	r.Events[0].Mentions = []record.EventMention{{Report: "r-1", Start: 31, End: 38, Type: "PROTEST", Quote: "marched"}}
	r.Events = append(r.Events, record.Event{ID: "shot", Type: "ASSAULT", Status: "occurred", Mentions: []record.EventMention{{Report: "r-1", Start: 7, End: 12, Type: "ASSAULT", Quote: "fired"}}})
	if got := Rows(booktest.Open(&r)); len(got) != 1 || got[0].Event != "shot" {
		t.Errorf("%+v", got)
	}
	for date, want := range map[record.Nullable]int{"2021-05-09": 0, "2001/2021": 1} {
		r := counted("They lost nine people in 19 years of war.", dead("nine people", 9))
		r.Events[0].Date = date
		if got := Rows(booktest.Open(&r)); len(got) != want {
			t.Errorf("of %s: %+v", date, got)
		}
	}
}

// TestNoHarmOfTheHappening leaves out counts of those who were freed or brought to safety, of
// the dead of hunger and of long wars, and the age of one who died.
func TestNoHarmOfTheHappening(t *testing.T) {
	for _, tc := range []struct {
		text, quote, measure string
		want                 int
	}{
		{"The fighting went on; 21 girls seized in May were freed.", "21 girls", "detained", 0},
		{"The fighting went on; 21 girls were seized.", "21 girls", "detained", 1},
		{"Amid fighting, 83 people were evacuated.", "83 people", "displaced", 0},
		{"The fighting drove out 83 people.", "83 people", "displaced", 1},
		{"Amid fighting, 18 people died of hunger.", "18 people", "killed", 0},
		{"The decade-old war has killed 900 people.", "900 people", "killed", 0},
		{"Ana Berg, 22 died in the fighting.", "22", "killed", 0},
		{"On Friday, 22 died in the fighting.", "22", "killed", 1},
	} {
		f := dead(tc.quote, 9)
		f.Measure = tc.measure
		r := counted(tc.text, f)
		r.Events[0].Date = "2021-05-09"
		r.Reports[0].Mentions = []record.Mention{{Kind: "person", Entity: "ana", End: len("Ana Berg")}}
		if tc.text[0] != 'A' {
			r.Reports[0].Mentions = nil
		}
		if got := Rows(booktest.Open(&r)); len(got) != tc.want {
			t.Errorf("%q: %d tolls, want %d", tc.text, len(got), tc.want)
		}
	}
}

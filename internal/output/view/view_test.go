package view_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

func TestDay(t *testing.T) {
	for _, tc := range []struct{ date, want string }{
		{"2031-05-06", "6 May 2031"},
		{"2031-05", "May 2031"},
		{"2031", "2031"},
		{"2031-05-06/2031-05-09", "6–9 May 2031"},
		{"2031-05-31/2031-06-02", "31 May–2 Jun 2031"},
		{"2030-12-31/2031-01-02", "31 Dec 2030–2 Jan 2031"},
		{"2031-05/2031-07", "May–Jul 2031"},
		{"2030/2031", "2030–2031"},
		{"2031-05/2031-07-02", "May 2031–2 Jul 2031"},
		{"", ""},
		{"spring", "spring"},
		{"2031-05-06/..", "2031-05-06/.."},
	} {
		if got := view.Day(record.Nullable(tc.date)); got != tc.want {
			t.Errorf("Day(%q) = %q, want %q", tc.date, got, tc.want)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, tc := range []struct{ date, first, last string }{
		{"2031-05-06", "2031-05-06", "2031-05-06"},
		{"2031-02", "2031-02-01", "2031-02-28"},
		{"2031", "2031-01-01", "2031-12-31"},
		{"2031-05-06/2031-06", "2031-05-06", "2031-06-30"},
	} {
		first, last, ok := view.Span(record.Nullable(tc.date))
		if got := first.Format("2006-01-02") + " " + last.Format("2006-01-02"); !ok || got != tc.first+" "+tc.last {
			t.Errorf("Span(%q) = %s, %v", tc.date, got, ok)
		}
	}
	for _, date := range []string{"", "soon", "2031-05-06/", "/2031"} {
		if _, _, ok := view.Span(record.Nullable(date)); ok {
			t.Errorf("Span(%q) found a date", date)
		}
	}
}

func TestBounds(t *testing.T) {
	for _, tc := range []struct {
		low, high *int
		want      string
	}{
		{nil, nil, "no number"},
		{new(3), nil, "3 or more"},
		{nil, new(9), "up to 9"},
		{new(4), new(4), "4"},
		{new(4), new(9), "4–9"},
		{new(1200), new(9_999_999), "1,200–9,999,999"},
	} {
		if got := view.Bounds(tc.low, tc.high); got != tc.want {
			t.Errorf("Bounds = %q, want %q", got, tc.want)
		}
	}
}

func TestHarmlessKeepsPositions(t *testing.T) {
	for _, s := range []string{"plain", "a\x00b\x1b[31mc", "x\u202Ey\u202Cz\u2066w\u2069", "قالت\u200Fإلزه", "line\r\nline\tend", "\u2028"} {
		got := view.Harmless(s)
		if a, b := utf8.RuneCountInString(s), utf8.RuneCountInString(got); a != b {
			t.Errorf("Harmless(%q) has %d code points, had %d", s, b, a)
		}
		if strings.ContainsAny(got, "\x00\x1b\u202E\u202D\u2066") {
			t.Errorf("Harmless(%q) = %q still steers", s, got)
		}
	}
	if s := "قالت\u200Fإلزه\nab\t"; view.Harmless(s) != s {
		t.Errorf("Harmless changes honest text: %q", view.Harmless(s))
	}
}

func TestNewLeavesTheRecordAlone(t *testing.T) {
	r := outputtest.Hostile()
	view.New(r)
	if diff := cmp.Diff(outputtest.Hostile(), r); diff != "" {
		t.Errorf("the record was changed:\n%s", diff)
	}
}

// TestPiecesAreTheText puts the pieces of every report together again.
func TestPiecesAreTheText(t *testing.T) {
	r := outputtest.Hostile()
	odd := record.Report{ID: "r-odd", Text: "Öne. Twö. Three.", Sentences: []record.Range{{Start: 0, End: 8}, {Start: 3, End: 5}, {Start: 5, End: 99}, {Start: -4, End: 2}}}
	r.Reports = append(r.Reports, odd, record.Report{ID: "r-none"})
	v := view.New(r)
	for _, x := range v.Reports {
		var b strings.Builder
		seen := map[string]bool{}
		for _, p := range v.Pieces(x.ID) {
			b.WriteString(v.Text(x.ID, p.Start, p.End))
			if seen[p.Anchor()] {
				t.Errorf("%s: anchor %s stands twice", x.ID, p.Anchor())
			}
			seen[p.Anchor()] = true
			for at := p.Start; at < p.End; at++ {
				if got, ok := v.Around(x.ID, at); !ok || got != p {
					t.Fatalf("%s: Around(%d) = %v, want %v", x.ID, at, got, p)
				}
			}
		}
		if b.String() != x.Text {
			t.Errorf("%s: pieces are %q, text is %q", x.ID, b.String(), x.Text)
		}
		for _, at := range []int{-1, utf8.RuneCountInString(x.Text)} {
			if p, ok := v.Around(x.ID, at); ok {
				t.Errorf("%s: Around(%d) = %v outside the text", x.ID, at, p)
			}
		}
	}
}

func TestOriginals(t *testing.T) {
	r := record.Record{Reports: []record.Report{
		{ID: "a"}, {ID: "b", CopyOf: "a"}, {ID: "c", CopyOf: "b"}, {ID: "d", CopyOf: "c"}, {ID: "e", CopyOf: "d"}, {ID: "x", CopyOf: "y"}, {ID: "y", CopyOf: "x"}, {ID: "z", CopyOf: "gone"},
	}}
	shown := map[string]int{}
	for _, o := range view.New(r).Originals() {
		shown[o.ID]++
		for _, c := range o.Copies {
			shown[c.ID]++
		}
		if o.ID == "a" && len(o.Copies) != 4 {
			t.Errorf("a has copies %v, want b to e", o.Copies)
		}
	}
	for _, x := range r.Reports {
		if shown[x.ID] != 1 {
			t.Errorf("report %s is shown %d times", x.ID, shown[x.ID])
		}
	}
}

// TestSectionsLeadToTheText follows every cell of the ledger.
func TestSectionsLeadToTheText(t *testing.T) {
	v := view.New(outputtest.Record())
	anchors := map[string]bool{}
	for _, r := range v.Reports {
		anchors["report-"+r.ID] = true
		for _, p := range v.Pieces(r.ID) {
			anchors[p.Anchor()] = true
		}
	}
	for _, a := range v.Actors {
		anchors["actor-"+a.ID] = true
	}
	sections := v.Sections()
	for _, s := range sections {
		if len(s.Rows) == 0 {
			t.Errorf("section %s is empty", s.Key)
		}
		for _, r := range s.Rows {
			if anchors[r.Anchor] {
				t.Errorf("anchor %s stands twice", r.Anchor)
			}
			anchors[r.Anchor] = true
		}
	}
	for _, s := range sections {
		for _, r := range s.Rows {
			cells := append(append([]view.Cell{r.Date}, r.Head...), r.Told...)
			for _, l := range r.Lines {
				cells = append(cells, l.Cells...)
			}
			for _, c := range cells {
				if c.To != "" && !anchors[c.To] {
					t.Errorf("%s: %q leads to %q, which is nowhere", r.Anchor, c.Text, c.To)
				}
			}
		}
	}
}

// TestIncidents says which happenings count as incidents.
func TestIncidents(t *testing.T) {
	for _, tc := range []struct {
		kind, status string
		want         bool
	}{
		{"ASSAULT", "occurred", true},
		{"PROTEST", "ongoing", true},
		{"ASSAULT", "planned", false},
		{"ASSAULT", "negated", false},
		{"CONSULT", "occurred", false},
	} {
		if got := view.IsIncident(record.Event{Type: tc.kind, Status: tc.status}); got != tc.want {
			t.Errorf("IsIncident(%s %s) = %v", tc.kind, tc.status, got)
		}
	}
	linked := record.Event{Type: "ASSAULT", Status: "occurred", Mentions: []record.EventMention{{Why: []record.Reason{{Rule: "en.event.other-report"}}}}}
	if view.IsIncident(linked) {
		t.Error("what only headlines of other reports tell is an incident")
	}
	halted := record.Event{Type: "ASSAULT", Status: "occurred", Mentions: []record.EventMention{{Why: []record.Reason{{Rule: "en.status.stopped"}}}}}
	if view.IsIncident(halted) {
		t.Error("fighting that is only ordered to end is an incident")
	}
	if halted.Place = "oakham"; !view.IsIncident(halted) {
		t.Error("fighting that ended in a town is none")
	}
	halted.Mentions[0].Why = append(halted.Mentions[0].Why, record.Reason{Rule: "link.field"})
	if view.IsIncident(halted) {
		t.Error("fighting that is only ordered to end is an incident where the report tells of other force")
	}
}

// TestOneRowForWhatOneSentenceTells has two happenings of one sentence: force by one side at
// one place is one row, whoever it hit; force by two sides, or at two places, is two.
func TestOneRowForWhatOneSentenceTells(t *testing.T) {
	text := "Troops shot a miller and wounded nine in Oakham. Troops fired."
	at := func(word string) record.EventMention {
		start := strings.Index(text, word)
		return record.EventMention{Report: "r", Start: start, End: start + len(word), Quote: word, Actors: []string{"troops"}}
	}
	for _, tc := range []struct {
		name, kind, doer, other string
		want                    int
	}{
		{name: "of one side", kind: "ASSAULT", doer: "troops", other: "oakham", want: 1},
		{name: "of two sides", kind: "ASSAULT", doer: "rebels", other: "oakham", want: 2},
		{name: "at two places", kind: "ASSAULT", doer: "troops", other: "elmford", want: 2},
		{name: "arrests of two", kind: "COERCE", doer: "troops", other: "oakham", want: 2},
	} {
		shot := record.Event{ID: "e-1", Type: tc.kind, Status: "occurred", Place: "oakham", Actors: []string{"troops"}, Recipients: []string{"miller"}, Mentions: []record.EventMention{at("shot"), at("fired")}}
		hurt := record.Event{ID: "e-2", Type: tc.kind, Status: "occurred", Place: record.Nullable(tc.other), Actors: []string{tc.doer}, Recipients: []string{"nine"}, Mentions: []record.EventMention{at("wounded")}}
		hurt.Mentions[0].Actors = []string{tc.doer}
		r := record.Record{
			Reports: []record.Report{{ID: "r", Text: text, Sentences: []record.Range{{End: 48}, {Start: 49, End: len(text)}}}},
			Events:  []record.Event{shot, hurt},
		}
		rows := 0
		for _, s := range view.New(r).Sections() {
			if s.Key == "incidents" {
				rows = len(s.Rows)
			}
		}
		if rows != tc.want {
			t.Errorf("%s: %d rows, want %d", tc.name, rows, tc.want)
		}
	}
}

// TestWhatAnotherSectionTellsWholeIsNoIncident leaves the dead of years to the tolls, and a
// word that only judges to the allegations.
func TestWhatAnotherSectionTellsWholeIsNoIncident(t *testing.T) {
	for _, tc := range []struct {
		name, rule, date string
		tolled, alleged  bool
		want             int
	}{
		{name: "the dead of seven years", rule: "event.assault.kill", date: "2005-09-01/2012-09-30", tolled: true},
		{name: "not counted elsewhere", rule: "event.assault.kill", date: "2005-09-01/2012-09-30", want: 1},
		{name: "the dead of a month", rule: "event.assault.kill", date: "2012-09", tolled: true, want: 1},
		{name: "a war of years", rule: "event.assault.war", date: "2005-09-01/2012-09-30", tolled: true, want: 1},
		{name: "excessive force of late", rule: "event.assault.excessive-force", date: "2012-09-10/2012-09-14", alleged: true},
		{name: "nobody alleges it", rule: "event.assault.excessive-force", date: "2012-09-10/2012-09-14", want: 1},
		{name: "a truce broken on a day", rule: "event.assault.violate-truce", date: "2012-09-10", alleged: true, want: 1},
		{name: "strikes of late", rule: "event.assault.strike-noun", date: "2012-09-10/2012-09-14", alleged: true, want: 1},
	} {
		m := record.EventMention{Report: "r", End: 4, Quote: "They", Actors: []string{"troops"}, Why: []record.Reason{{Rule: "en." + tc.rule}}}
		r := record.Record{
			Reports: []record.Report{{ID: "r", Text: "They did it.", Sentences: []record.Range{{End: 12}}}},
			Events:  []record.Event{{ID: "e", Type: "ASSAULT", Status: "occurred", Date: record.Nullable(tc.date), Actors: []string{"troops"}, Mentions: []record.EventMention{m}}},
		}
		if tc.tolled {
			r.Tolls = []record.Toll{{Event: "e", Measure: "killed"}}
		}
		if tc.alleged {
			r.Allegations = []record.Allegation{{Event: "e"}}
		}
		for _, s := range view.New(r).Sections() {
			if s.Key == "incidents" && len(s.Rows) != tc.want {
				t.Errorf("%s: %d rows, want %d", tc.name, len(s.Rows), tc.want)
			}
		}
	}
}

// TestTheCrowdTakenUpAgainIsOneRow has a protest of which a report tells by another word, of
// the same crowd: one row, but where the words give it a place or its day is another.
func TestTheCrowdTakenUpAgainIsOneRow(t *testing.T) {
	text := "Farmers marched on the gate. A boy crossed during the unrest."
	for _, tc := range []struct {
		name, rule, place, date string
		want                    int
	}{
		{"taken up", "en.inherit.crowd", "en.place.told-on", "2025-03-02/2025-03-03", 1},
		{"a crowd of its own", "en.slot.subj", "en.place.told-on", "2025-03-02/2025-03-03", 2},
		{"at a place of its own", "en.inherit.crowd", "en.place.phrase", "2025-03-02/2025-03-03", 2},
		{"on another day", "en.inherit.crowd", "en.place.told-on", "2025-03-01", 2},
	} {
		protest := func(id, word, date string, why ...string) record.Event {
			start := strings.Index(text, word)
			m := record.EventMention{Report: "r", Start: start, End: start + len(word), Quote: word, Actors: []string{id + "-crowd"}}
			for _, rule := range why {
				m.Why = append(m.Why, record.Reason{Rule: rule})
			}
			return record.Event{ID: id, Type: "PROTEST", Status: "occurred", Date: record.Nullable(date), Actors: m.Actors, Mentions: []record.EventMention{m}}
		}
		r := record.Record{
			Reports: []record.Report{{ID: "r", Text: text, Sentences: []record.Range{{End: 28}, {Start: 29, End: len(text)}}}},
			Events:  []record.Event{protest("e-1", "unrest", tc.date, tc.rule, tc.place), protest("e-2", "marched", "2025-03-03", "en.slot.subj")},
		}
		for _, s := range view.New(r).Sections() {
			if s.Key == "incidents" && len(s.Rows) != tc.want {
				t.Errorf("%s: %d rows, want %d", tc.name, len(s.Rows), tc.want)
			}
		}
	}
}

// TestTollsStayOpen keeps "at least 12" from turning into 12.
func TestTollsStayOpen(t *testing.T) {
	for _, tc := range []struct {
		low, best, high int
		want            string
	}{
		{12, 15, 20, "12–20 killed, best 15"},
		{12, 12, 12, "12 or more killed"},
		{3, 12, 12, "3 or more killed, best 12"},
	} {
		r := outputtest.Record()
		r.Tolls[0].Low, r.Tolls[0].Best, r.Tolls[0].High = &tc.low, &tc.best, &tc.high
		for _, s := range view.New(r).Sections() {
			if s.Key == "tolls" && s.Rows[0].Head[0].Text != tc.want {
				t.Errorf("the toll is %q, want %q", s.Rows[0].Head[0].Text, tc.want)
			}
		}
	}
}

// TestLeftOutFoldsWithinAReport gathers what befell a report many times, and never
// two files.
func TestLeftOutFoldsWithinAReport(t *testing.T) {
	r := outputtest.Record()
	report := record.Nullable(r.Reports[0].ID)
	r.Issues = []record.Issue{
		{Where: "one.txt", What: "the file was left out", Why: "it is empty"},
		{Where: "two.txt", What: "the file was left out", Why: "it is empty"},
		{Where: "sentence 1", What: "a cut", Why: "too long", Report: report},
		{Where: "sentence 2", What: "a cut", Why: "too long", Report: report},
		{Where: "sentence 3", What: "a cut", Why: "too long", Report: report},
	}
	var got []string
	for _, s := range view.New(r).Sections() {
		if s.Key == "left-out" {
			for _, row := range s.Rows {
				got = append(got, row.Head[0].Text)
			}
		}
	}
	want := []string{"one.txt", "two.txt", "sentence 1 and 2 more like it"}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are %q, want %q", got, want)
	}
}

func TestGrouped(t *testing.T) {
	line := func(label string) view.Line { return view.Line{Label: label} }
	groups := view.Grouped([]view.Line{line("status"), line("status"), line("between"), line("status"), line("provides"), line("provides"), line("provides"), line("provides")})
	type group struct {
		label          string
		lines, clauses int
	}
	var got []group
	for _, g := range groups {
		got = append(got, group{g.Label, len(g.Lines), g.Clauses()})
	}
	// Only neighbours join, so that the order stays; only a long list of clauses folds.
	want := []group{{"status", 2, 0}, {"between", 1, 0}, {"status", 1, 0}, {"provides", 4, 4}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if few := view.Grouped([]view.Line{line("provides"), line("provides"), line("provides")}); few[0].Clauses() != 0 {
		t.Errorf("three clauses fold")
	}
}

package record_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/record"
)

// sample is a small record with something in every list.
func sample() record.Record {
	text := "Ruritania’s envoy <Zoë> met rebels in Port Anna. \"At least 12 died\", he said."
	at := func(quote string) (int, int) {
		i := strings.Index(text, quote)
		n := len([]rune(text[:i]))
		return n, n + len([]rune(quote))
	}
	mention := func(quote, kind, id string) record.Mention {
		start, end := at(quote)
		return record.Mention{
			Start: start, End: end, Quote: quote, Kind: kind, Entity: record.Nullable(id), Named: true,
			Why: []record.Reason{{Rule: "en.name.test", Words: quote}},
		}
	}
	metStart, metEnd := at("met")
	saidStart, saidEnd := at("said")
	countStart, countEnd := at("At least 12")
	rebels := mention("rebels", "organization", "rebels")
	rebels.Named = false
	met := record.EventMention{
		Report: "r-1", Start: metStart, End: metEnd, Quote: "met", Type: "CONSULT", Status: "occurred",
		Actors: []string{"rebels", "zoe"}, Place: "port-anna", Date: "2031-05-06", AccordingTo: []string{"s-1"},
	}
	return record.Record{
		Format: record.Format,
		Reports: []record.Report{{
			ID: "r-1", File: "one.txt", Outlet: "Port Anna Post", Origin: []string{"RNA"},
			Published: record.Published{Date: "2031-05-07", Basis: "stated", Why: "the line under the title"},
			Text:      text, Sentences: []record.Range{{0, 48}, {49, 77}},
			Mentions: []record.Mention{
				mention("Ruritania", "place", "ruritania"), mention("Zoë", "person", "zoe"),
				rebels, mention("Port Anna", "place", "port-anna"),
			},
		}},
		Actors: []record.Actor{
			{ID: "rebels", Name: "rebels", Kind: "organization"},
			{ID: "ruritania", Name: "Ruritania", Kind: "state", Aliases: []string{"Ruritania"}},
			{ID: "zoe", Name: "Zoë", Kind: "person", Roles: []record.Role{{Title: "envoy", Of: "ruritania", Reports: []string{"r-1"}}}, Parent: "ruritania"},
		},
		Places: []record.Place{
			{ID: "port-anna", Name: "Port Anna", Lat: new(33.5), Lon: new(-7.25), RadiusKM: new(4.0), Admin: []string{"Ruritania"}},
			{ID: "ruritania", Name: "Ruritania", Gazetteer: &record.Gazetteer{Source: "test", ID: "7"}},
		},
		Events: []record.Event{{
			ID: "e-1", Type: "CONSULT", Status: "occurred", Actors: []string{"rebels", "zoe"}, Place: "port-anna",
			Date: "2031-05-06", Mentions: []record.EventMention{met}, Reports: 1, Outlets: 1, Independent: 1, Standing: "single",
		}},
		Statements: []record.Statement{{
			ID: "s-1", Report: "r-1", Start: saidStart, End: saidEnd, Quote: "said", Source: []string{"zoe"},
			SourceQuote: "he", Stance: "assert", Content: &record.Range{Start: 50, End: 67}, About: []string{"e-1"},
		}},
		Figures: []record.Figure{{
			Report: "r-1", Start: countStart, End: countEnd, Quote: "At least 12", Measure: "killed", Min: new(12),
			Hedges: []string{"at least"}, Event: "e-1", By: []string{"zoe"},
		}},
		Talks: []record.Talks{{
			Event: "e-1", Ordinal: new(1), Place: "port-anna", Date: "2031-05-06", Standing: "single", Form: "round", Status: "occurred",
			Delegations: []record.Delegation{{Party: "ruritania", Members: []string{"zoe"}, AccordingTo: []string{"s-1"}}},
		}},
		Agreements: []record.Agreement{{
			ID: "g-1", Name: "Port Anna truce", Kind: "ceasefire", Parties: []string{"rebels", "ruritania"}, Date: "2031", Basis: "reports",
			Clauses: []record.Clause{{ID: "1", Kind: "cessation", Text: "stop", Binds: []string{"rebels"}}},
			Status:  []record.AgreementState{{State: "proposed", Since: "2031-05", Reports: []string{"r-1"}}},
		}},
		Allegations: []record.Allegation{{
			Event: "e-1", Clause: &record.ClauseRef{Agreement: "g-1", Clause: "1"}, AllegedBy: []string{"zoe"},
			ZoneTest: &record.ZoneTest{Zone: "z", Inside: new(true), MarginKM: 2.5}, Standing: "single", Result: "alleged", Against: []string{"rebels"}, Why: "clause 1 of the Port Anna truce",
		}},
		Access: []record.Access{{Kind: "corridor", State: "proposed", Event: "e-1", Parties: []string{"rebels"}}},
		Tolls: []record.Toll{{
			Event: "e-1", Measure: "killed", Series: []record.FigureRef{{Report: "r-1", Start: countStart, End: countEnd}},
			Low: new(12), Why: "the only count",
		}},
		Disagreements: []record.Disagreement{{
			About: "e-1", Attribute: "date", Kind: "single", Note: "One report gives the day.",
			Values: []record.Value{{Value: "2031-05-06", Reports: []string{"r-1"}, Quote: "met"}},
		}},
		Incidents: []record.Incident{{Event: "e-1", Agreement: "g-1", Result: "no clause applies", Why: "it is no attack"}},
		Issues:    []record.Issue{{Where: "two.bin", What: "left out the file", Why: "it is not text"}},
	}
}

func marshal(t *testing.T, r record.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := record.Marshal(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMarshalGolden(t *testing.T) {
	for _, tc := range []struct {
		name   string
		record record.Record
	}{{"sample", sample()}, {"empty", record.Record{Format: record.Format}}} {
		t.Run(tc.name, func(t *testing.T) {
			got := marshal(t, tc.record)
			golden.Compare(t, tc.name+".json", got)
			back, err := record.Unmarshal(strings.NewReader(got))
			if err != nil {
				t.Fatal(err)
			}
			if again := marshal(t, back); again != got {
				t.Errorf("reading and writing again changes the bytes:\n%s", cmp.Diff(got, again))
			}
		})
	}
}

func TestSampleIsValid(t *testing.T) {
	for _, err := range record.Validate(sample()) {
		t.Error(err)
	}
}

// TestValidateFinds breaks the sample in one way at a time.
func TestValidateFinds(t *testing.T) {
	for _, tc := range []struct {
		want  string
		spoil func(r *record.Record)
	}{
		{"format", func(r *record.Record) { r.Format = "x/2" }},
		{"is not the text", func(r *record.Record) { r.Reports[0].Mentions[1].Quote = "Zoe" }},
		{"is not the text", func(r *record.Record) { r.Events[0].Mentions[0].End++ }},
		{"is not the text", func(r *record.Record) { r.Figures[0].Start-- }},
		{"is not inside the text", func(r *record.Record) { r.Statements[0].End = 4000 }},
		{"is not inside the text", func(r *record.Record) { r.Reports[0].Sentences[1].End = 78 }},
		{"is not inside the text", func(r *record.Record) { r.Statements[0].Content.Start = -1 }},
		{"is a name without entity", func(r *record.Record) { r.Reports[0].Mentions[0].Entity = "" }},
		{`entity "nobody"`, func(r *record.Record) { r.Reports[0].Mentions[0].Entity = "nobody" }},
		{`actor "port-anna"`, func(r *record.Record) { r.Events[0].Actors = []string{"port-anna"} }},
		{`recipient "x"`, func(r *record.Record) { r.Events[0].Mentions[0].Recipients = []string{"x"} }},
		{`place "zoe"`, func(r *record.Record) { r.Events[0].Place = "zoe" }},
		{`statement "s-2"`, func(r *record.Record) { r.Events[0].Mentions[0].AccordingTo = []string{"s-2"} }},
		{`source "x"`, func(r *record.Record) { r.Statements[0].Source = []string{"x"} }},
		{`event "e-2"`, func(r *record.Record) { r.Figures[0].Event = "e-2" }},
		{`event "e-2"`, func(r *record.Record) { r.Talks[0].Event = "e-2" }},
		{`counter "x"`, func(r *record.Record) { r.Figures[0].By = []string{"x"} }},
		{"no figure of this measure", func(r *record.Record) { r.Tolls[0].Measure = "wounded" }},
		{"is about nothing", func(r *record.Record) { r.Disagreements[0].About = "zoe" }},
		{`type "MEET"`, func(r *record.Record) { r.Events[0].Type = "MEET" }},
		{`status "done"`, func(r *record.Record) { r.Events[0].Mentions[0].Status = "done" }},
		{`stance "doubt"`, func(r *record.Record) { r.Statements[0].Stance = "doubt" }},
		{`kind "state"`, func(r *record.Record) { r.Reports[0].Mentions[0].Kind = "state" }},
		{`measure "hurt"`, func(r *record.Record) { r.Figures[0].Measure = "hurt" }},
		{`form "x"`, func(r *record.Record) { r.Talks[0].Form = "x" }},
		{`plan "x"`, func(r *record.Record) { r.Talks[0].Plan = "x" }},
		{`basis "x"`, func(r *record.Record) { r.Agreements[0].Basis = "x" }},
		{`result "breach"`, func(r *record.Record) { r.Incidents[0].Result = "breach" }},
		{`actor "nobody"`, func(r *record.Record) { r.Allegations[0].Against = []string{"nobody"} }},
		{"is not in the series", func(r *record.Record) { r.Tolls[0].Counts = []record.Count{{Repeats: new(3)}} }},
		{`standing "sure"`, func(r *record.Record) { r.Events[0].Standing = "sure" }},
		{`basis "guess"`, func(r *record.Record) { r.Reports[0].Published.Basis = "guess" }},
		{"without the other", func(r *record.Record) { r.Reports[0].Published.Basis = "" }},
		{"without the other", func(r *record.Record) { r.Places[0].Lon = nil }},
		{"is not ISO 8601", func(r *record.Record) { r.Events[0].Date = "6 May" }},
		{"is not ISO 8601", func(r *record.Record) { r.Events[0].Date = "2031-02/2031-01" }},
		{"is not an ISO 8601 day", func(r *record.Record) { r.Reports[0].Published.Date = "2031-05" }},
		{"min 12 is above max 3", func(r *record.Record) { r.Figures[0].Max = new(3) }},
		{"says 2 reports", func(r *record.Record) { r.Events[0].Reports = 2 }},
		{"shares its id", func(r *record.Record) { r.Actors[1].Kind = "organization" }},
		{"copy of itself", func(r *record.Record) { r.Reports[0].CopyOf = "r-1" }},
		{"repeats the id", func(r *record.Record) { r.Actors[1].ID = "rebels" }},
		{"documented order", func(r *record.Record) { r.Places[0], r.Places[1] = r.Places[1], r.Places[0] }},
		{"is not sorted", func(r *record.Record) { r.Events[0].Actors = []string{"zoe", "rebels"} }},
		{"does not say what", func(r *record.Record) { r.Issues[0].Why = "" }},
	} {
		r := sample()
		tc.spoil(&r)
		var all []string
		for _, err := range record.Validate(r) {
			all = append(all, err.Error())
		}
		if !strings.Contains(strings.Join(all, "\n"), tc.want) {
			t.Errorf("Validate found %q, want something with %q", all, tc.want)
		}
	}
}

// TestSortForgetsInputOrder shuffles a record and sorts it.
func TestSortForgetsInputOrder(t *testing.T) {
	build := func() record.Record {
		r := sample()
		for _, name := range []string{"b", "a", "c"} {
			x := r.Reports[0]
			x.ID, x.File = "r-"+name, name+".txt"
			x.Mentions = append([]record.Mention(nil), x.Mentions...)
			x.Published = record.Published{Why: "nothing found"}
			r.Reports = append(r.Reports, x)
			e := r.Events[0]
			e.ID, e.Actors = "e-"+name, []string{"zoe", "rebels", "zoe"}
			e.Mentions = append([]record.EventMention(nil), e.Mentions...)
			e.Mentions[0].Report = "r-" + name
			r.Events = append(r.Events, e)
			f := r.Figures[0]
			f.Report = "r-" + name
			r.Figures = append(r.Figures, f)
			r.Tolls[0].Series = append(r.Tolls[0].Series, record.FigureRef{Report: "r-" + name, Start: f.Start, End: f.End})
		}
		return r
	}
	first := build()
	record.Sort(&first)
	if errs := record.Validate(first); len(errs) > 0 {
		t.Fatalf("sorted record is not valid: %v", errs)
	}
	want := marshal(t, first)
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		r := build()
		v := reflect.ValueOf(&r).Elem()
		for _, f := range v.Fields() {
			if f.Kind() == reflect.Slice {
				random.Shuffle(f.Len(), reflect.Swapper(f.Interface()))
			}
		}
		s := r.Tolls[0].Series
		random.Shuffle(len(s), reflect.Swapper(s))
		record.Sort(&r)
		if got := marshal(t, r); got != want {
			t.Fatalf("input order shows in the record:\n%s", cmp.Diff(want, got))
		}
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	for _, text := range []string{"", "[]", "{}", `{"format":"trucewatch.record/2"}`, `{"format":"trucewatch.record/1"} x`, `{"format":"trucewatch.record/1","reports":{}}`} {
		if _, err := record.Unmarshal(strings.NewReader(text)); err == nil {
			t.Errorf("Unmarshal(%q) found nothing wrong", text)
		}
	}
}

func TestRuler(t *testing.T) {
	text := "a’b𝄞c"
	r := record.NewRuler(text)
	for i := range text {
		if got, want := r.CodePoint(i), len([]rune(text[:i])); got != want {
			t.Errorf("CodePoint(%d) = %d, want %d", i, got, want)
		}
	}
	if got := r.CodePoint(len(text)); got != 5 {
		t.Errorf("CodePoint(end) = %d, want 5", got)
	}
}

func FuzzUnmarshal(f *testing.F) {
	var b bytes.Buffer
	if err := record.Marshal(&b, sample()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(`{"format":"trucewatch.record/1","reports":[{"mentions":[{"start":-1,"end":9}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := record.Unmarshal(strings.NewReader(text))
		if err != nil {
			return
		}
		record.Validate(r)
		record.Sort(&r)
		once := marshal(t, r)
		back, err := record.Unmarshal(strings.NewReader(once))
		if err != nil {
			t.Fatalf("own output is refused: %v", err)
		}
		if again := marshal(t, back); again != once {
			t.Fatalf("writing twice differs:\n%s", cmp.Diff(once, again))
		}
	})
}

// TestKeysFollowTheSpecification finds the keys of each type, in order, in the
// row of the specification that describes it.
func TestKeysFollowTheSpecification(t *testing.T) {
	const path = "../../../shared/spec/record.md"
	spec, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the specification is not beside the checkout: %v", err)
	}
	added := addedKeys(t)
	for _, x := range []any{
		record.Report{},
		record.Mention{},
		record.Actor{},
		record.Place{},
		record.Event{},
		record.EventMention{},
		record.Statement{},
		record.Figure{},
		record.Talks{},
		record.Agreement{},
		record.Allegation{},
		record.Access{},
		record.Toll{},
		record.Disagreement{},
		record.Issue{},
	} {
		kind := reflect.TypeOf(x)
		_, row, ok := strings.Cut(string(spec), "\n| "+kind.Name()+" | ")
		if !ok {
			t.Errorf("%s does not describe %s", path, kind.Name())
			continue
		}
		row, _, _ = strings.Cut(row, "\n")
		for field := range kind.Fields() {
			key := "`" + field.Tag.Get("json") + "`"
			if strings.Contains(added[kind.Name()], key) {
				continue
			}
			_, rest, ok := strings.Cut(row, key)
			if !ok {
				t.Errorf("%s: key %s is not in the specification, or not in this order", kind.Name(), key)
				continue
			}
			row = rest
		}
	}
}

// addedKeys reads which keys of which type this project adds to the specification,
// from the table of docs/record.md.
func addedKeys(t *testing.T) map[string]string {
	t.Helper()
	content, err := os.ReadFile("../../docs/record.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(content)) {
		if cells := strings.SplitN(line, "|", 4); len(cells) == 4 {
			out[strings.TrimSpace(cells[1])] = cells[2] + cells[3]
		}
	}
	return out
}

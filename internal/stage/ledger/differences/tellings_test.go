package differences

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book/booktest"
)

// told makes a record of one event that two reports of the next day tell of, each in one
// sentence. In a text, [..] is what tells of the event, and {..} a name whose actor is it
// in small letters.
func told(kind, one, two string, change func(*record.Record)) *record.Record {
	r := &record.Record{Events: []record.Event{{ID: "e", Type: kind, Status: "occurred", Date: "2025-03-04", Reports: 2, Outlets: 2, Independent: 2}}}
	for i, marked := range []string{one, two} {
		id := []string{"r-1", "r-2"}[i]
		text := strings.NewReplacer("[", "", "]", "", "{", "", "}", "").Replace(marked)
		rep := record.Report{ID: id, Outlet: record.Nullable([]string{"One", "Two"}[i]), Published: record.Published{Date: "2025-03-05"}, Text: text, Sentences: []record.Range{{Start: 0, End: len(text)}}}
		at, from := 0, 0
		for _, c := range marked {
			switch c {
			case '[', '{':
				from = at
			case ']':
				r.Events[0].Mentions = append(r.Events[0].Mentions, record.EventMention{Report: id, Start: from, End: at, Quote: text[from:at], Type: kind, Status: "occurred", Date: "2025-03-04"})
			case '}':
				rep.Mentions = append(rep.Mentions, record.Mention{Start: from, End: at, Quote: text[from:at], Kind: "organization", Entity: record.Nullable(strings.ToLower(text[from:at])), Named: true})
			default:
				at++
			}
		}
		r.Reports = append(r.Reports, rep)
	}
	r.Actors = []record.Actor{{ID: "reds", Name: "Reds", Kind: "organization"}, {ID: "blues", Name: "Blues", Kind: "organization"}}
	change(r)
	return r
}

// count adds a figure of the words that stand in a report.
func count(r *record.Record, report int, words, measure string, n int) {
	at := strings.Index(r.Reports[report].Text, words)
	r.Figures = append(r.Figures, record.Figure{Report: r.Reports[report].ID, Start: at, End: at + len(words), Quote: words, Measure: measure, Min: &n, Max: &n, Event: "e", AsOf: "2025-03-04"})
}

func TestWhatIsSetSideBySide(t *testing.T) {
	as := func(rule string, actors ...[]string) func(*record.Record) {
		return func(r *record.Record) {
			for i := range r.Events[0].Mentions {
				r.Events[0].Mentions[i].Actors, r.Events[0].Mentions[i].Why = actors[i], []record.Reason{{Rule: rule}, {Rule: "en.slot.subj"}}
			}
		}
	}
	numbers := func(measure string, one string, n int, two string, m int) func(*record.Record) {
		return func(r *record.Record) {
			count(r, 0, one, measure, n)
			count(r, 1, two, measure, m)
		}
	}
	said := func(one, two string) func(*record.Record) {
		return func(r *record.Record) {
			for i, cue := range []string{one, two} {
				end := strings.Index(r.Reports[i].Text, ",")
				r.Statements = append(r.Statements, record.Statement{ID: "s" + cue, Report: r.Reports[i].ID, Start: end + 2, End: end + 2 + len(cue), Quote: cue, Source: []string{"reds"}, Stance: "assert", Content: &record.Range{Start: 0, End: end}})
			}
		}
	}
	nothing := func(*record.Record) {}
	const promise = "We will not leave the valley until all are home"
	for _, tc := range []struct {
		name, kind, one, two string
		change               func(*record.Record)
		want                 []string
	}{
		{"how long", "ASSAULT", "The 18-year [war] ended.", "It ends nearly 19 years of [fighting].", nothing, []string{"single length"}},
		{"one length in two forms", "ASSAULT", "The eight-year [war] ended.", "It ends 8 years of [fighting].", nothing, nil},
		{"who brokered", "CONSULT", "They [brokered] it.", "They [brokered] it.", as("en.event.consult.broker", []string{"reds"}, []string{"blues"}), []string{"single mediator"}},
		{"who met is not who brokered", "CONSULT", "They [met].", "They [met].", as("en.event.consult.meet", []string{"reds"}, []string{"reds"}), nil},
		{"between whom", "CONSULT", "The [talks] go on.", "The [talks] go on.", func(r *record.Record) {
			as("en.slot.between", []string{"blues", "reds"}, []string{"greens", "reds"})(r)
			r.Actors = append(r.Actors, record.Actor{ID: "greens", Name: "Greens", Kind: "state"})
			r.Events[0].Mentions[1].Status = "planned"
		}, []string{"single parties"}},
		{"troops", "MOBILIZE", "{Reds} [keep] 13,000 troops there.", "{Reds} [keep] 14,000 troops there.", numbers("troops", "13,000", 13000, "14,000", 14000), []string{"single troops"}},
		{"other troops", "MOBILIZE", "{Reds} [keep] 300 troops there.", "{Reds} [keep] 14,000 troops there.", numbers("troops", "300", 300, "14,000", 14000), nil},
		{"troops of others", "MOBILIZE", "{Reds} [keep] 13,000 troops there.", "{Blues} [keep] 14,000 troops there.", numbers("troops", "13,000", 13000, "14,000", 14000), nil},
		{"a crowd", "PROTEST", "Hundreds [marched].", "Some 300 [marched].", numbers("protesters", "Hundreds", 200, "Some 300", 300), []string{"single crowd"}},
		{"a crowd in another's words", "PROTEST", "Hundreds [came] to the fence at {Reds} land.", "As many as 500 people flooded the fence on {Reds} land, it was [said].", func(r *record.Record) { count(r, 0, "Hundreds", "protesters", 200) }, []string{"single crowd"}},
		{"a wave of attacks", "ASSAULT", "20 died in a wave of [attacks] by the {Reds}.", "11 died in a string of [attacks] by the {Reds}.", numbers("killed", "20", 20, "11", 11), []string{"single killed"}},
		{"means of force", "ASSAULT", "The {Reds} [fired] warning shots.", "A man was [shot] in the head by {Reds}.", nothing, []string{"single force"}},
		{"means of force of others", "ASSAULT", "The {Reds} [fired] warning shots.", "A man was [shot] in the head by {Blues}.", nothing, nil},
		{"reasons", "ASSAULT", "The [raid] was aimed at saving the dam.", "They made a [raid], under the pretext of chasing smugglers.", nothing, []string{"single reason"}},
		{"one reason", "ASSAULT", "The [raid] was aimed at saving the harbour.", "They made a [raid] with the stated aim of saving the harbour.", nothing, nil},
		{"a term agreed and sought", "RETREAT", "The agreement also proposes a [truce].", "They are still working for a [truce].", nothing, []string{"single standing"}},
		{"a term agreed", "RETREAT", "The agreement also proposes a [truce].", "One condition of the deal is a [truce].", nothing, nil},
		{"a release that one side claims", "CONSULT", "The deal calls for 5,000 to go, they [say].", "They want 5,000 to go, which the Reds [say] was part of the deal.", numbers("detained", "5,000", 5000, "5,000", 5000), []string{"single standing"}},
		{"restrictions", "RETREAT", "The {Reds} [said] that a restriction has been loosened.", "The {Reds} [said] that their policies had not changed.", nothing, []string{"single restrictions"}},
		{"restrictions of others", "RETREAT", "The {Reds} [said] that a restriction has been loosened.", "The {Blues} [said] that their policies had not changed.", nothing, nil},
		{"a first", "CONSULT", "It may be the first direct [talk] of {Reds} and {Blues}.", "{Reds} are the first side believed to have [met] {Blues}.", nothing, []string{"single first"}},
		{"a first of others", "CONSULT", "It may be the first direct [talk] of the {Reds}.", "They are the first side believed to have [met] {Blues}.", nothing, nil},
		{"words that one calls a warning", "CONSULT", promise + ", [said] Red.", promise + ", [warned] Red.", said("said", "warned"), []string{"single cue"}},
		{"words that both just give", "CONSULT", promise + ", [said] Red.", promise + ", [added] Red.", said("said", "added"), nil},
		{"two accounts", "PROTEST", "Reds described it as a [riot], but Blues said they were working their land.", "", func(r *record.Record) {
			r.Statements = []record.Statement{
				{ID: "s1", Report: "r-1", Start: 5, End: 14, Quote: "described", Source: []string{"reds"}, Stance: "assert"},
				{ID: "s2", Report: "r-1", Start: 42, End: 46, Quote: "said", Source: []string{"blues"}, Stance: "assert"},
			}
		}, []string{"single account"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, d := range Rows(booktest.Open(told(tc.kind, tc.one, tc.two, tc.change))) {
				if d.Attribute == "actor" {
					continue // what is left out is tested elsewhere
				}
				got = append(got, d.Kind+" "+d.Attribute)
				if !strings.HasSuffix(d.Note, ".") || len(d.Values) < 2 {
					t.Errorf("note %q, %d values", d.Note, len(d.Values))
				}
			}
			slices.Sort(got)
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

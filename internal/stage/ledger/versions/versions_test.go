package versions_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/versions"
)

// version makes a version of a report out of sentences, in each of which the first
// number, if there is one, is a count of people killed.
func version(sentences ...string) versions.Version {
	v := versions.Version{Reading: trucewatch.Reading{Report: trucewatch.Report{
		ID: "r-1", File: "ferry", Outlet: "Harbour Gazette", Title: "Ferry sinks", Text: strings.Join(sentences, " "),
	}}}
	at := 0
	for i, s := range sentences {
		v.Reading.Sentences = append(v.Reading.Sentences, trucewatch.Sentence{Span: trucewatch.Span{Start: at, End: at + len(s)}})
		if start := strings.IndexAny(s, "0123456789"); start >= 0 {
			n, end := 0, start
			for ; end < len(s) && s[end] >= '0' && s[end] <= '9'; end++ {
				n = 10*n + int(s[end]-'0')
			}
			v.Claims.Figures = append(v.Claims.Figures, trucewatch.Figure{
				Span: trucewatch.Span{Start: at + start, End: at + end}, Sentence: i, Measure: "killed", Min: &n, Max: &n,
			})
		}
		at += len(s) + 1
	}
	return v
}

func TestChanges(t *testing.T) {
	const searched = "Boats searched until night."
	for _, tc := range []struct {
		name string
		list []versions.Version
		want []string // notes
	}{
		{"one version", []versions.Version{version("The storm killed 30 people off Dorna.")}, nil},
		{
			"a count goes up",
			[]versions.Version{version("The storm killed 30 people off Dorna.", searched), version("The storm killed 43 people off Dorna.", searched)},
			[]string{"Harbour Gazette changed its count of killed in its report “Ferry sinks” from 30 to 43."},
		},
		{
			"a count goes up twice, and is left alone in between",
			[]versions.Version{version("The storm killed 30 people off Dorna."), version("The storm killed 43 people off Dorna."), version("The storm killed 43 people off Dorna.", searched), version("The storm killed 51 people off Dorna.")},
			[]string{"Harbour Gazette changed its count of killed in its report “Ferry sinks” from 30 to 43 to 51."},
		},
		{
			"and back",
			[]versions.Version{version("The storm killed 30 people."), version("The storm killed 300 people."), version("The storm killed 30 people.")},
			[]string{"Harbour Gazette changed its count of killed in its report “Ferry sinks” from 30 to 300 to 30."},
		},
		{
			"other words around the same count",
			[]versions.Version{version("The storm killed 30 people off Dorna."), version("The storm has killed 30 people off Dorna island.", searched)},
			nil,
		},
		{
			"a count of another thing is new, and one is gone",
			[]versions.Version{version("The storm killed 30 people off Dorna."), version("In 1953 a war in the hills ended after months of talks.")},
			nil,
		},
		{
			"of two counts one changes",
			[]versions.Version{version("Fire killed 3 men in Ilsen.", "The storm killed 30 people off Dorna."), version("Fire killed 3 men in Ilsen.", "The storm killed 31 people off Dorna.")},
			[]string{"Harbour Gazette changed its count of killed in its report “Ferry sinks” from 30 to 31."},
		},
	} {
		told, issues := versions.Changes(tc.list)
		var notes []string
		for _, d := range told {
			notes = append(notes, d.Note)
			if d.About != "r-1" || d.Kind != "conflict" || d.Attribute != "killed" || len(d.Values) < 2 {
				t.Errorf("%s: %+v", tc.name, d)
			}
		}
		if diff := cmp.Diff(tc.want, notes); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
		if (len(issues) == 1) != (len(tc.list) > 1) {
			t.Errorf("%s: issues %v", tc.name, issues)
		}
		for _, i := range issues {
			if i.Report != "r-1" || i.LeftOut() {
				t.Errorf("%s: the issue %+v is no note on the report", tc.name, i)
			}
		}
	}
}

func TestValues(t *testing.T) {
	old, now := version("The storm killed 30 people off Dorna."), version("The storm killed 43 people off Dorna.")
	old.Claims.Figures[0].Max = nil
	now.Claims.Figures[0].Min = nil
	told, _ := versions.Changes([]versions.Version{old, now})
	want := []record.Value{
		{Value: "30 or more", Reports: []string{"r-1"}, Quote: "30"},
		{Value: "up to 43", Reports: []string{"r-1"}, Quote: "43"},
	}
	if diff := cmp.Diff(want, told[0].Values); diff != "" {
		t.Errorf("values (-want +got)\n%s", diff)
	}
}

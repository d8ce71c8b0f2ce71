package query_test

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

const (
	met     = "e-consult-port-anna-2031-05-06-0a1b2c3d"
	struck  = "e-assault-tor-valley-2031-05-05-11aa22bb"
	shelled = "e-assault-dun-33cc44dd"
	truce   = "e-retreat-2031-05-03-55ee66ff"
	convoy  = "e-aid-dun-77aa88bb"
)

// situated is the record of the output tests with positions and Arabic spellings.
func situated() *query.Index {
	r := outputtest.Record()
	for i := range r.Places {
		switch r.Places[i].ID {
		case "dun":
			r.Places[i].Lat, r.Places[i].Lon, r.Places[i].Zones = new(33.25), new(36.5), []string{"quiet strip"}
		case "tor-valley":
			r.Places[i].Aliases = []string{"Suwayda"}
		}
	}
	return query.New(view.New(r), nil)
}

func ids(rows []*query.Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.ID
	}
	return out
}

func TestSelect(t *testing.T) {
	x := situated()
	for _, tc := range []struct {
		query string
		want  []string
	}{
		{"", []string{met, struck, truce, convoy, shelled}}, // the latest first, those without a date last
		{"kind=talks", []string{met}},
		{"kind=incident", []string{struck, shelled}},
		{"kind=access", []string{convoy}},
		{"kind=agreement", []string{truce}},
		{"type=ASSAULT&place=dun", []string{shelled}},
		{"type=ASSAULT&type=AID", []string{struck, convoy, shelled}},
		{"party=kesh-front", []string{met, shelled}},
		{"place=-", []string{truce}},
		{"zone=quiet+strip", []string{convoy, shelled}},
		{"standing=contested", []string{shelled}},
		{"outlet=Harbour+Gazette&sort=place", []string{shelled, met, struck}},
		{"from=2031-05-04&to=2031-05-05", []string{struck}},
		{"to=2031-05-03", []string{truce}},
		{"frame=36,33,37,34", []string{convoy, shelled}},
		{"frame=0,0,1,1", nil},
		{"month=2031-05&sort=-date", []string{truce, struck, met}},
		{"sort=type", []string{convoy, shelled, struck, met, truce}},
		{"sort=killed", []string{struck, met, truce, convoy, shelled}},
		{"review=open&type=AID", []string{convoy}},
		{"review=accepted", nil},
		{"q=mahren", []string{met}},
		{"q=Ilse+Maren", []string{met}},
		{"q=market", []string{shelled}},
		{"q=mark", []string{shelled}}, // the beginning of market
		{"q=Sweida", []string{struck}},
		{"q=As-Suwayda", []string{struck}},
		{"q=السويداء", []string{struck}},
		{"q=gazette+envoys", []string{met}},
		{"q=nowhere", nil},
	} {
		v, err := url.ParseQuery(tc.query)
		if err != nil {
			t.Fatal(err)
		}
		f, err := query.Parse(v)
		if err != nil {
			t.Errorf("%q: %v", tc.query, err)
		}
		if got := ids(x.Select(f).Rows); !slices.Equal(got, tc.want) {
			t.Errorf("%q finds %v, want %v", tc.query, got, tc.want)
		}
	}
}

// TestFacetsTellWhatChoosingGives chooses every value that any facet offers and
// compares the number of rows with the count that was shown.
func TestFacetsTellWhatChoosingGives(t *testing.T) {
	x := situated()
	for _, start := range []string{"", "type=ASSAULT", "kind=incident&standing=contested", "q=kesh"} {
		v, _ := url.ParseQuery(start)
		f, err := query.Parse(v)
		if err != nil {
			t.Fatal(err)
		}
		for _, facet := range x.Select(f).Facets {
			for _, c := range facet.Counts {
				alone := f
				alone.Values = maps.Clone(f.Values)
				alone.Values[facet.Attribute] = []string{c.Value}
				if got := len(x.Select(alone).Rows); got != c.N {
					t.Errorf("%q, %s=%s: %d rows, the facet says %d", start, facet.Attribute, c.Value, got, c.N)
				}
			}
		}
	}
}

func TestReviewed(t *testing.T) {
	x := situated()
	y := x.Reviewed(map[string]string{struck: "accepted"})
	f := query.Filter{Values: map[query.Attribute][]string{query.Review: {"accepted"}}}
	if got := ids(y.Select(f).Rows); !slices.Equal(got, []string{struck}) {
		t.Errorf("accepted: %v", got)
	}
	if got := x.Select(f).Rows; len(got) != 0 {
		t.Errorf("the index before has %d accepted", len(got))
	}
	f.Values[query.Review] = []string{query.Unreviewed}
	if got := len(y.Select(f).Rows); got != 4 {
		t.Errorf("%d open, want 4", got)
	}
}

func TestFaults(t *testing.T) {
	for _, q := range []string{
		"bogus=1", "bogus=", "type%3DAID=", "from=yesterday", "to=2031-13-01", "frame=1,2,3", "frame=3,3,1,1", "frame=NaN,1,2,3", "sort=up", "columns=date,up", "page=0", "page=x",
		"from=2031-05-05&to=2031-05-01",
	} {
		v, _ := url.ParseQuery(q)
		if _, err := query.Parse(v); err == nil {
			t.Errorf("%q is taken", q)
		}
	}
}

// FuzzParse gives the parser the queries of strangers: what it makes of them, it
// writes and reads again as the same, and it finds rows without a crash.
func FuzzParse(f *testing.F) {
	for _, q := range []string{"", "q=a&type=AID&type=AID", "frame=1,2,3,4&sort=-place", "columns=date,what&page=3", "place=-&q=%D8%A7%D9%84", "from=2031-01-01&x=y"} {
		f.Add(q)
	}
	x := situated()
	f.Fuzz(func(t *testing.T, q string) {
		v, err := url.ParseQuery(q)
		if err != nil {
			return
		}
		first, err := query.Parse(v)
		if err != nil {
			return
		}
		again, err := url.ParseQuery(first.Encode())
		if err != nil {
			t.Fatal(err)
		}
		second, err := query.Parse(again)
		if err != nil || second.Encode() != first.Encode() {
			t.Errorf("%q, then %q: %v", first.Encode(), second.Encode(), err)
		}
		r := x.Select(first)
		if len(r.OnPage()) > len(r.Rows) {
			t.Error("a page has more rows than all")
		}
	})
}

func TestToggledAndSorted(t *testing.T) {
	var f query.Filter
	f = f.OnPage(3).Toggled(query.Type, "AID")
	if got := f.Encode(); got != "type=AID" {
		t.Errorf("%q", got)
	}
	if got := f.Toggled(query.Type, "AID").Encode(); got != "" {
		t.Errorf("%q", got)
	}
	if got := f.SortedBy(query.PlaceOf).SortedBy(query.PlaceOf).Encode(); got != "sort=-place&type=AID" {
		t.Errorf("%q", got)
	}
	if (query.Filter{Sort: query.PlaceOf}).Narrow() || !f.Narrow() {
		t.Error("Narrow")
	}
}

func TestEmptyRecord(t *testing.T) {
	x := query.New(view.New(record.Record{Format: record.Format}), nil)
	if r := x.Select(query.Filter{Words: "x"}); len(r.Rows) != 0 || r.Pages() != 1 {
		t.Errorf("%+v", r)
	}
}

// TestLeastIsValues: what is asked of many rows at once is what each row says.
func TestLeastIsValues(t *testing.T) {
	x := query.New(view.New(outputtest.Record()), nil)
	list := []string{"incident", "talks", "toll"}
	least := x.Least(query.Kind, list)
	for i := range x.Rows {
		r := &x.Rows[i]
		want := len(list)
		for _, v := range x.Values(r, query.Kind) {
			if at := slices.Index(list, v); at >= 0 {
				want = min(want, at)
			}
		}
		if got := least(r); got != want {
			t.Errorf("%s: %d, want %d of %v", r.ID, got, want, x.Values(r, query.Kind))
		}
		if first, last := x.Days(r); fmt.Sprint(first) != strings.ReplaceAll(r.First, "-", "") && first != 0 || first > last {
			t.Errorf("%s: %d to %d, want %s to %s", r.ID, first, last, r.First, r.Last)
		}
	}
}

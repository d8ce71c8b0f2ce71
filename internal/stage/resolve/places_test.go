package resolve_test

import (
	"encoding/csv"
	"math/rand"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/resolve"
	"github.com/trucewatch/trucewatch/packs"
)

// reading makes a report of nothing but place names.
func reading(id string, names ...string) trucewatch.Reading {
	r := trucewatch.Reading{Report: trucewatch.Report{ID: id}}
	var text strings.Builder
	for _, n := range names {
		m := trucewatch.Mention{Kind: trucewatch.PlaceKind, Named: true, Antecedent: -1}
		m.Start = text.Len()
		text.WriteString(n)
		m.End = text.Len()
		text.WriteString(". ")
		r.Mentions = append(r.Mentions, m)
	}
	r.Report.Text = text.String()
	return r
}

func TestPlaces(t *testing.T) {
	rules, err := resolve.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name     string
		readings []trucewatch.Reading
		want     string // every place with its identifier in the gazetteer, or "open"
	}{
		{
			"one city in three spellings",
			[]trucewatch.Reading{reading("a", "Syria", "Sweida"), reading("b", "Syria", "As-Suwayda"), reading("c", "السويداء", "Syria")},
			"As-Suwayda=suwayda Syria=state-sy",
		},
		{"a namesake in another land stays apart", []trucewatch.Reading{reading("a", "Lebanon", "Tripoli")}, "Lebanon=state-lb Tripoli=266826"},
		{"the Golan village", []trucewatch.Reading{reading("a", "Hader", "Quneitra", "Syria")}, "Hader=hader Quneitra=quneitra Syria=state-sy"},
		{"not without its land", []trucewatch.Reading{reading("a", "Hader", "Germany")}, "Germany=state-de Hader=open"},
		{"an unknown name", []trucewatch.Reading{reading("a", "Tell Nowhere", "Syria")}, "Syria=state-sy Tell Nowhere=open"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var claims []trucewatch.Claims
			for _, r := range tc.readings {
				claims = append(claims, trucewatch.Claims{Report: r.Report.ID, Mentions: r.Mentions})
			}
			first := rules.Resolve(tc.readings, claims)
			var got []string
			for _, p := range first.Places {
				id := "open"
				if p.Position != nil {
					id = p.Position.GazetteerID
				}
				got = append(got, p.Name+"="+id)
			}
			if s := strings.Join(got, " "); s != tc.want {
				t.Errorf("places %s, want %s", s, tc.want)
			}
			rand.New(rand.NewSource(1)).Shuffle(len(claims), func(i, j int) {
				claims[i], claims[j] = claims[j], claims[i]
				tc.readings[i], tc.readings[j] = tc.readings[j], tc.readings[i]
			})
			if diff := cmp.Diff(first.Places, rules.Resolve(tc.readings, claims).Places); diff != "" {
				t.Errorf("another order of reports gives other places: %s", diff)
			}
		})
	}
}

// TestProvinces tells a village from its namesake by the province beside its name.
func TestProvinces(t *testing.T) {
	rules, err := resolve.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ text, want string }{
		{"Shells fell on Qarah in Syria.", "166111"},
		{"Shells fell on Qarah, in the Rif Dimashq countryside of Syria.", "166111"},
		{"Shells fell on Qarah, in the eastern Hama Governorate of Syria.", ""},
		{"Shells fell on the town of Qarah in Hama Governorate, Syria.", ""},
		{"Shells fell on Qarah. Hama Governorate, in Syria, is calm.", "166111"},
		{"Shells fell on Qarah while Hama Governorate, in Syria, was calm.", "166111"},
	} {
		r := trucewatch.Reading{Report: trucewatch.Report{ID: "r", Text: tc.text}}
		for _, name := range []string{"Qarah", "Rif Dimashq", "Hama Governorate", "Syria"} {
			if at := strings.Index(tc.text, name); at >= 0 {
				m := trucewatch.Mention{Kind: trucewatch.PlaceKind, Named: true, Antecedent: -1}
				m.Start, m.End = at, at+len(name)
				r.Mentions = append(r.Mentions, m)
			}
		}
		got := "none"
		for _, p := range rules.Resolve([]trucewatch.Reading{r}, []trucewatch.Claims{{Report: "r", Mentions: r.Mentions}}).Places {
			if p.Name == "Qarah" {
				got = ""
				if p.Position != nil {
					got = p.Position.GazetteerID
				}
			}
		}
		if got != tc.want {
			t.Errorf("%q: Qarah is %q, want %q", tc.text, got, tc.want)
		}
	}
}

// TestBlocks holds the index to bringing every two names together that are one.
func TestBlocks(t *testing.T) {
	rules, err := resolve.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open("../../base/translit/testdata/pairs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, row := range append(rows[1:], []string{"", "organization", "SDF", "Syrian Democratic Forces", ""}) {
		kind := trucewatch.MentionKind(row[1])
		same, together := resolve.Blocked(rules, kind, row[2], row[3])
		if same {
			count++
		}
		if same && !together {
			t.Errorf("%s | %s: one name, but no key in common", row[2], row[3])
		}
	}
	if count < 150 {
		t.Errorf("only %d pairs are one name", count)
	}
}

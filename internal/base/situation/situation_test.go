package situation

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/yamlpack"
	"github.com/trucewatch/trucewatch/packs"
)

// sound is a pack without a fault. Each test breaks it in one place.
const sound = `id: oak-vale
name: Oak Vale
countries: [norland, sudland]
area: {west: 10, south: 50, east: 12, north: 52}
agreements: [oak-accord]
actors:
  - id: hill-front
    name: Hill Front
    names: [the front]
    fights:
      - {for: norland, from: 2020-01-01, until: 2021-12-31}
      - {for: sudland, from: 2022-01-01}
  - id: norland-radio
    name: Norland Radio
    speaks: [{for: norland}]
places:
  - {name: Lower Mill, names: [Mill], lat: 51, lon: 11, radius_km: 1}
watch: [oak vale]
sources:
  - General knowledge
`

func accords() []string { return []string{"oak-accord", "elm-accord"} }

func TestSoundPack(t *testing.T) {
	s, faults := Parse("oak-vale.yaml", []byte(sound), accords())
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	front := s.Actor("The Front")
	if front == nil || front.ID != "hill-front" || s.Place("the mill").Lat != 51 || s.Actor("nobody") != nil || s.Place("nowhere") != nil {
		t.Fatalf("read as %+v", s)
	}
	for _, tc := range []struct {
		day          string
		first, later bool
	}{{"2019-06-01", false, false}, {"2020-01-01", true, false}, {"2021-12-31", true, false}, {"2022-01-01", false, true}, {"", false, true}} {
		if front.Fights[0].On(tc.day) != tc.first || front.Fights[1].On(tc.day) != tc.later {
			t.Errorf("sides on %q", tc.day)
		}
	}
}

func TestBrokenPacks(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"no YAML", "name: Oak Vale", "name Oak Vale", "is no YAML"},
		{"second pack", "places:", "---\nid: x\n---\nplaces:", "begins a second pack"},
		{"unknown field", "watch:", "watchwords:", ":18: watchwords: is no field of a pack; use one of id, name, countries"},
		{"no watch words", "watch: [oak vale]\n", "", "watch: is missing"},
		{"no countries", "countries: [norland, sudland]", "countries: []", ":3: countries: names none; list the ids"},
		{"country as a name", "[norland, sudland]", "[Norland, sudland]", `:3: countries[1]: "Norland" is no id; use small letters, digits and single hyphens, such as “norland”`},
		{"id unlike the file", "id: oak-vale", "id: elm-vale", `:1: id: "elm-vale" is not the name of the file`},
		{"agreement that is none", "[oak-accord]", "[oak-acord]", `:5: agreements[1]: "oak-acord" is no pack of an agreement; did you mean “oak-accord”?`},
		{"frame turned round", "west: 10, south: 50, east: 12", "west: 12, south: 50, east: 10", ":4: area: is no frame on the map; west must be less than east"},
		{"frame without a side", "west: 10, ", "", "area.west: is missing"},
		{"actor twice", "id: norland-radio", "id: hill-front", `actors[2].id: "hill-front" stands twice`},
		{"side that is nobody", "for: sudland", "for: sudlnd", `"sudlnd" is no country and no actor of this pack; did you mean “sudland”?`},
		{"own side", "for: sudland", "for: hill-front", `"hill-front" is on its own side`},
		{"side without anybody", "{for: sudland, from", "{from", "actors[1].fights[2].for: is missing"},
		{"ends before it begins", "until: 2021-12-31", "until: 2019-12-31", "actors[1].fights[1].until: 2019-12-31 is before from, 2020-01-01"},
		{"day in words", "from: 2022-01-01", "from: January 2022", `"January 2022" is no day`},
		{"place without a radius", ", radius_km: 1", "", "places[1].radius_km: is missing"},
		{"place without extent", "radius_km: 1", "radius_km: 0", "claims a place without extent"},
		{"place elsewhere", "lat: 51", "lat: 61", "[61, 11] lies outside the area; check lat and lon"},
		{"position in words", "lat: 51", "lat: north", `"north" is no number`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			broken := strings.Replace(sound, tt.old, tt.new, 1)
			if broken == sound {
				t.Fatal("the test changes nothing")
			}
			_, faults := Parse("oak-vale.yaml", []byte(broken), accords())
			if !tells(faults, tt.want) {
				t.Errorf("want a fault with %q, got:\n%v", tt.want, faults)
			}
		})
	}
	if _, faults := Parse("x.yaml", nil, nil); !tells(faults, "x.yaml:1: is empty; copy template.yaml") {
		t.Errorf("empty pack: %v", faults)
	}
}

func tells(faults []yamlpack.FaultError, want string) bool {
	for _, f := range faults {
		if strings.Contains(f.Error(), want) && f.Line > 0 && f.Remedy != "" {
			return true
		}
	}
	return false
}

func TestShipped(t *testing.T) {
	known, err := agreement.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, a := range known {
		ids = append(ids, a.ID)
	}
	list, err := Load(packs.FS, ids)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if s.ID == "syria-israel" && len(s.Agreements) > 1 && s.Area != nil && s.Actor("SANA") != nil && s.Place("Hader") != nil {
			return
		}
	}
	t.Errorf("no complete situation syria-israel: %+v", list)
}

func TestTemplateIsSound(t *testing.T) {
	content, err := fs.ReadFile(packs.FS, "situations/template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, faults := Parse(blank, content, nil); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestGuess(t *testing.T) {
	oak, _ := Parse("oak-vale.yaml", []byte(sound), nil)
	elm := oak
	elm.ID, elm.Countries, elm.Actors, elm.Watch = "elm", []string{"westland", "eastland"}, nil, []string{"elm hill"}
	twin := oak
	twin.ID = "twin"
	near := Reading{Names: []string{"norland", "sudland"}, Text: "Fighting in Oak Vale."}
	for _, tt := range []struct {
		name    string
		list    []Situation
		reports []Reading
		want    string
	}{
		{"two countries and a word", []Situation{elm, oak}, []Reading{near}, "oak-vale"},
		{"two countries, no word", []Situation{oak}, []Reading{{Names: near.Names, Text: "Trade grew."}}, ""},
		{"three names, no word", []Situation{oak}, []Reading{{Names: []string{"norland", "sudland", "hill-front"}}}, "oak-vale"},
		{"one country", []Situation{oak}, []Reading{{Names: []string{"norland"}, Text: "Oak Vale"}}, ""},
		{"half of the reports", []Situation{oak}, []Reading{near, {}}, ""},
		{"most of the reports", []Situation{oak}, []Reading{near, near, {}}, "oak-vale"},
		{"two that fit", []Situation{oak, twin}, []Reading{near}, ""},
		{"no report", []Situation{oak}, nil, ""},
		{"no situation", nil, []Reading{near}, ""},
	} {
		got, why := Guess(tt.list, tt.reports)
		if (got == nil) != (tt.want == "") || got != nil && got.ID != tt.want || why == "" {
			t.Errorf("%s: %+v (%s), want %q", tt.name, got, why, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte("id: &a x\nactors: [*a]"))
	f.Fuzz(func(t *testing.T, content []byte) {
		s, faults := Parse("fuzz.yaml", content, nil)
		if len(faults) == 0 && (s.ID != "fuzz" || len(s.Countries) == 0) {
			t.Errorf("no fault in %q, read as %+v", content, s)
		}
	})
}

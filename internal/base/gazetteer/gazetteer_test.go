package gazetteer_test

import (
	"bytes"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/packs"
)

func load(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func about(lands ...string) gazetteer.Context { return gazetteer.Context{Lands: lands} }

// TestFalseFriends holds what names must mean, or that they must stay open.
func TestFalseFriends(t *testing.T) {
	g := load(t)
	quneitra, aleppo := trucewatch.Position{Lat: 33.126, Lon: 35.824}, trucewatch.Position{Lat: 36.2, Lon: 37.16}
	for _, tc := range []struct {
		name    string
		context gazetteer.Context
		want    string // first word of Admin, then the name; "" for open
	}{
		{"Suwayda", about("Syria", "Israel"), "Syria: Suwayda"},
		{"Suwayda", about(), "Syria: Suwayda"},
		{"Suwayda", about("Syria", "Yemen"), "Syria: Suwayda"},
		{"Sweida", about("Syria"), "Syria: Suwayda"},
		{"السويداء", about("Syria"), "Syria: Suwayda"},
		{"As-Suweida", about("Syria"), "Syria: Suwayda"},
		{"Suwayda province", about("Syria"), "Syria: Suwayda Governorate"},
		{"Hader", gazetteer.Context{Lands: []string{"Syria"}, Near: []trucewatch.Position{quneitra}}, "Syria: Hader"},
		{"Hader", about(), ""},
		{"Hader", about("Germany"), ""},
		{"Al Hadir", gazetteer.Context{Lands: []string{"Syria"}, Near: []trucewatch.Position{aleppo}}, "Syria: Al Ḩāḑir"},
		{"Beit Jinn", about("Syria", "Israel"), "Syria: Beit Jinn"},
		{"Majdal Shams", about("Israel"), "Golan Heights (Israeli-occupied): Majdal Shams"},
		{"Majdal Shams", about("Syria"), "Golan Heights (Israeli-occupied): Majdal Shams"},
		{"Mazraa", about("Israel", "Syria", "Jordan"), ""},
		{"Tripoli", about("Lebanon"), "Lebanon: Tripoli"},
		{"Tripoli", about("Libya"), "Libya: Tripoli"},
		{"Rafah", about("Israel", "Egypt"), "Gaza Strip: Rafah"},
		{"Sevastopol", about("Russia"), "Crimea (annexed by Russia; held Ukrainian territory by the UN General Assembly): Sevastopol"},
		{"Yalta", about("Ukraine"), "Crimea (annexed by Russia; held Ukrainian territory by the UN General Assembly): Yalta"},
		{"Ariel", about("Israel"), "West Bank (Israeli-occupied): Ariel"},
		{"Smara", about("Morocco"), "Western Sahara (non-self-governing territory): Smara"},
		{"Kyrenia", about("Cyprus"), "Northern Cyprus (recognised by Turkey alone): Kyrenia"},
		{"Anantnag", about("India"), "Kashmir (Indian-administered): Anantnag"},
		{"Gagra", about("Georgia"), "Abkhazia (breakaway from Georgia): Gagra"},
		{"Khan Arnabah", about("Syria"), "Syria: Khan Arnabah"},
		{"Kobani", about("Turkey"), "Syria: Kobani"},
		{"Lahaya", about("Syria"), ""},
		{"Alexandria", about("United States of America"), ""},
		{"Alexandria", about("Egypt"), "Egypt: Alexandria"},
		{"Hyderabad", about("India", "Pakistan"), ""},
		{"Hyderabad", about("Pakistan"), "Pakistan: Hyderabad"},
		{"Lyman", about("Ukraine"), "Ukraine: Lyman"},
		{"Istanbul", about("Syria"), "Turkey: Istanbul"},
		{"Ankara", about("Syria"), "Turkey: Ankara"},
		{"Dablan", about("Syria"), ""},
		{"Hanna", about("Syria"), ""},
		{"Mosul", about("Iraq"), "Iraq: Mosul"},
		{"Springfield", about("Syria"), ""},
		{"al-Nowhere", about("Syria"), ""},
		{"Syria", about("Israel"), "Syria: Syria"},
		{"Damascus", about("Israel"), "Syria: Damascus"},
		{"Nyala", about("Sudan"), "Sudan: Nyala"},
		{"Zaporizhia", about("Ukraine", "Russia"), "Ukraine: Zaporizhzhia"},
	} {
		got := ""
		found := g.Lookup(tc.name, tc.context)
		if c, ok := gazetteer.Sure(found); ok {
			got = strings.Join(c.Admin[:min(1, len(c.Admin))], "") + ": " + c.Name
		}
		if got != tc.want {
			t.Errorf("%s with %v: %q, want %q", tc.name, tc.context, got, tc.want)
			for _, c := range found[:min(4, len(found))] {
				t.Logf("   %.2f %s %v %s %v", c.Score, c.Name, c.Admin, c.ID, c.Why)
			}
		}
	}
}

// TestDisputed holds every place of GeoNames in a disputed land to its label, and
// places beside the line to their country.
func TestDisputed(t *testing.T) {
	g := load(t)
	for name, want := range map[string]string{
		"مسعدة": "Golan", "Buq‘ātā": "Golan", "Qasrin": "Golan", "Ghajar": "Golan", "Al Qunayţirah": "Syria", "Nawá": "Syria",
		"Kiryat Shmona": "Israel", "Rosh Pinna": "Israel", "Hebron": "West Bank", "Ma‘ale Adummim": "West Bank", "Beit Shemesh": "Israel",
		"Simferopol": "Crimea", "Kherson": "Ukraine", "Srinagar": "Kashmir", "Amritsar": "", "Laayoune": "Western Sahara", "Agadir": "Morocco",
		"Sukhumi": "Abkhazia", "Zugdidi": "Georgia", "Famagusta": "Northern Cyprus", "Larnaca": "Cyprus", "Stepanakert": "Azerbaijan (Nagorno", "Tiraspol": "Transnistria",
	} {
		found := g.Lookup(name, about("Israel", "Syria", "Ukraine", "India", "Morocco", "Georgia", "Cyprus", "Azerbaijan", "Moldova"))
		if len(found) == 0 {
			if want != "" {
				t.Errorf("%s: not found", name)
			}
			continue
		}
		if !strings.HasPrefix(strings.Join(found[0].Admin, " > "), want) {
			t.Errorf("%s lies in %v (%s %v), want %s", name, found[0].Admin, found[0].ID, found[0].Position, want)
		}
	}
}

const variants = "../../../../shared/data/places/place-variants-me.tsv"

func table(t *testing.T, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the outside list is not here: ", err)
	}
	var out [][]string
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

// TestVariants looks up every spelling of an outside list, told only the country.
func TestVariants(t *testing.T) {
	g := load(t)
	country := map[string]string{
		"EG": "Egypt", "IL": "Israel", "IQ": "Iraq", "IR": "Iran", "JO": "Jordan", "LB": "Lebanon", "LY": "Libya", "PS": "Palestine",
		"SD": "Sudan", "SY": "Syria", "YE": "Yemen",
	}
	all, first, sure, wrong := 0, 0, 0, 0
	byCountry := map[string][2]int{}
	for _, row := range table(t, variants) {
		lat, _ := strconv.ParseFloat(row[3], 64)
		lon, _ := strconv.ParseFloat(row[4], 64)
		at := trucewatch.Position{Lat: lat, Lon: lon}
		for name := range strings.SplitSeq(row[5]+"|"+row[6], "|") {
			if !ours(name) {
				continue
			}
			all++
			n := byCountry[row[1]]
			n[1]++
			found := g.Lookup(name, about(country[row[1]]))
			hit := slices.ContainsFunc(found, func(c gazetteer.Candidate) bool {
				return gazetteer.Distance(c.Position, at) < max(15, c.Position.RadiusKM)
			})
			if hit {
				first++
				n[0]++
			} else if os.Getenv("PLACES_WRONG") != "" {
				t.Logf("%s %s (%s): %d others", row[1], name, row[2], len(found))
			}
			byCountry[row[1]] = n
			if c, ok := gazetteer.Sure(found); ok {
				sure++
				if gazetteer.Distance(c.Position, at) >= max(25, c.Position.RadiusKM) {
					wrong++
				}
			}
		}
	}
	share := float64(first) / float64(all)
	t.Logf("%d spellings: %.3f find their place; %.3f are surely somewhere, %.3f of these not there %v",
		all, share, float64(sure)/float64(all), float64(wrong)/float64(sure), byCountry)
	if share < .95 {
		t.Errorf("%.3f of the spellings find their place, want .95", share)
	}
}

// ours reports whether a spelling is in a script that reports are written in.
func ours(name string) bool {
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Arabic, unicode.Hebrew, unicode.Cyrillic) {
			return false
		}
	}
	return name != ""
}

// TestCodedPlaces compares with the points that hand coders gave Syrian towns and
// villages: an independent list, for how often a sure answer is wrong.
func TestCodedPlaces(t *testing.T) {
	g := load(t)
	all, sure, wrong := 0, 0, 0
	for _, row := range table(t, "../../../../shared/data/places/ucdp-ged-places-sy.tsv") {
		name, kind := strings.TrimSpace(row[0]), ""
		if i := strings.LastIndexByte(name, ' '); i > 0 {
			name, kind = strings.TrimSpace(name[:i]), name[i+1:]
		}
		if row[5] != "1" || !slices.Contains([]string{"town", "city", "village"}, kind) {
			continue
		}
		all++
		lat, _ := strconv.ParseFloat(row[3], 64)
		lon, _ := strconv.ParseFloat(row[4], 64)
		context := about("Syria")
		if around, ok := gazetteer.Sure(g.Lookup(row[1], context)); ok { // reports say the governorate
			context.Near = []trucewatch.Position{around.Position}
		}
		context.Within = []string{row[1]}
		c, ok := gazetteer.Sure(g.Lookup(name, context))
		if !ok {
			continue
		}
		sure++
		if d := gazetteer.Distance(c.Position, trucewatch.Position{Lat: lat, Lon: lon}); d > 15 {
			wrong++
			if os.Getenv("PLACES_WRONG") != "" {
				t.Logf("%s (%s): %.0f km off, taken for %s %v %v", row[0], row[1], d, c.Name, c.Admin, c.Why)
			}
		}
	}
	t.Logf("%d coded towns and villages: %d resolved, %d of these wrong", all, sure, wrong)
	if wrong > 0 {
		t.Errorf("%d of %d sure answers are wrong", wrong, sure)
	}
}

func TestOverlay(t *testing.T) {
	g := load(t)
	text, err := packs.FS.ReadFile("gazetteer/overlay.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
	if len(rows) < 120 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		name, _, _ := strings.Cut(row, ",")
		found := g.Lookup(name, about())
		if !slices.ContainsFunc(found, func(c gazetteer.Candidate) bool { return c.Name == name }) {
			t.Errorf("%s does not find its own row", name)
		}
		for _, c := range found {
			if c.Source == gazetteer.Overlay && !slices.Contains([]string{"state", "region", "governorate", "line", "city", "town", "village", "district", "site", "crossing"}, c.Precision) {
				t.Errorf("%s: precision %q", c.Name, c.Precision)
			}
		}
	}
}

// TestOpening holds the first look-up to what a command may wait for.
func TestOpening(t *testing.T) {
	start := time.Now()
	load(t).Lookup("Mosul", about())
	if took := time.Since(start); took > 600*time.Millisecond {
		t.Errorf("the first look-up took %v", took)
	} else {
		t.Logf("loading and the first look-up: %v", took)
	}
}

func FuzzLookup(f *testing.F) {
	g := load(f)
	for _, s := range []string{"", "al-", "السويداء", "province of", "Suwayda’s countryside", "\xff\xfe", "ال", "h"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if twice := gazetteer.Key(gazetteer.Key(s)); len(twice) > len(gazetteer.Key(s)) {
			t.Errorf("key of %q grows to %q", s, twice)
		}
		found := g.Lookup(s, about("Syria"))
		again := g.Lookup(s, about("Syria"))
		if len(found) != len(again) {
			t.Errorf("%q: %d candidates, then %d", s, len(found), len(again))
		}
		gazetteer.Sure(found)
	})
}

// FuzzLoad gives the reader of the cut foreign bytes.
func FuzzLoad(f *testing.F) {
	var b bytes.Buffer
	if err := gazetteer.WriteCut(&b, []gazetteer.Row{{ID: "1", Name: "Mosul", Lat: 36, Lon: 43, Country: "IQ", Names: []string{"الموصل"}}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("no gzip"))
	f.Fuzz(func(t *testing.T, cities []byte) {
		files := fstest.MapFS{"gazetteer/cities.gz": &fstest.MapFile{Data: cities}, "gazetteer/lines.gz": &fstest.MapFile{Data: cities}}
		for _, name := range []string{"states.csv", "admin.csv", "disputed.csv", "overlay.csv"} {
			text, err := packs.FS.ReadFile("gazetteer/" + name)
			if err != nil {
				t.Fatal(err)
			}
			files["gazetteer/"+name] = &fstest.MapFile{Data: text}
		}
		g, err := gazetteer.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		g.Lookup("Mosul", about("Iraq"))
		if _, err := g.Lines(); err != nil && !strings.Contains(err.Error(), "line") {
			t.Fatal(err)
		}
	})
}

// TestLines: what is kept is read again, and the lines that come with the program are on
// Earth. The line between the Golan Heights and Syria is no settled border.
func TestLines(t *testing.T) {
	var b bytes.Buffer
	want := []gazetteer.Line{{Kind: gazetteer.Disputed, Points: []trucewatch.Position{{Lon: 35.5, Lat: -1.25}, {Lon: 36.001, Lat: 0}}}}
	if err := gazetteer.WriteLines(&b, want); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"gazetteer/lines.gz": &fstest.MapFile{Data: b.Bytes()}}
	for _, name := range []string{"states.csv", "admin.csv", "disputed.csv", "overlay.csv", "cities.gz"} {
		text, err := packs.FS.ReadFile("gazetteer/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files["gazetteer/"+name] = &fstest.MapFile{Data: text}
	}
	g, err := gazetteer.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := g.Lines(); err != nil || len(got) != 1 || !slices.Equal(got[0].Points, want[0].Points) || got[0].Kind != want[0].Kind {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	g, err = gazetteer.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := g.Lines()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[gazetteer.LineKind]int{}
	for _, l := range lines {
		kinds[l.Kind]++
		for _, p := range l.Points {
			if math.Abs(p.Lat) > 90 || math.Abs(p.Lon) > 180.001 {
				t.Fatalf("%v is not on Earth", p)
			}
			if l.Kind == gazetteer.Border && p.Lon > 35.7 && p.Lon < 35.95 && p.Lat > 32.8 && p.Lat < 33.3 {
				t.Errorf("a settled border at %v, east of the occupied Golan Heights", p)
			}
		}
	}
	if len(kinds) != 3 || kinds[gazetteer.Coast] < 1000 || kinds[gazetteer.Border] < 200 || kinds[gazetteer.Disputed] < 20 {
		t.Errorf("%v", kinds)
	}
}

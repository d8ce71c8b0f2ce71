package resolve_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/stage/resolve"
	"github.com/trucewatch/trucewatch/packs"
)

// TestSecondNameExamples runs the examples of the pack of second names: in a yes
// example the text up to the second name ends with the words of the rule.
func TestSecondNameExamples(t *testing.T) {
	rules, _ := setUp(t)
	content, err := packs.FS.ReadFile("en/resolve/pseudonyms.pack")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := pack.Parse("pseudonyms.pack", content)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"Karim Doran", "Abu Layth", "Ivo Maas", "Joren Pil"}
	rule := func(text string) string {
		for _, a := range names {
			for _, b := range names {
				i, j := strings.Index(text, a), strings.Index(text, b)
				if i >= 0 && j > i {
					return resolve.SecondName(rules, text[i+len(a):j])
				}
			}
		}
		return ""
	}
	for _, r := range examples {
		want := r.ID
		if r.Get("kinds") == "filler" {
			want = "en.resolve.war-name"
		}
		for _, ex := range r.Yes {
			if got := rule(ex.Text); got != want {
				t.Errorf("%s:%d: %q by rule %q, want %q", r.File, ex.Line, ex.Text, got, want)
			}
		}
		for _, ex := range r.No {
			if got := rule(ex.Text); got != "" {
				t.Errorf("%s:%d: %q by rule %q, want none", r.File, ex.Line, ex.Text, got)
			}
		}
	}
}

func TestSecondNames(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	r1, c1 := build(b, "r-1", "President Karim Doran, formerly known as Abu Layth al-Tamari, spoke. Ivo Maas, known by his nom de guerre Falcon, listened.",
		[]told{person("Karim Doran", "President"), person("Abu Layth al-Tamari", ""), person("Ivo Maas", ""), person("Falcon", "")})
	r2, c2 := build(b, "r-2", "Abu Layth al-Tamari met Doran's aide. Lena Falcon and Otto Falcon met.",
		[]told{person("Abu Layth al-Tamari", ""), person("Doran", ""), person("Lena Falcon", ""), person("Otto Falcon", "")})
	ids := rules.Resolve([]trucewatch.Reading{r2, r1}, []trucewatch.Claims{c2, c1})
	one, two := ids.Reports["r-1"].Names, ids.Reports["r-2"].Names
	if one[0] != one[1] || two[0] != one[0] || two[1] != one[0] {
		t.Errorf("Doran is %q, once %q; elsewhere %q, %q", one[0], one[1], two[0], two[1])
	}
	if two[2] == two[3] || two[2] == one[2] || two[3] == one[2] {
		t.Errorf("Maas %q took in another Falcon: %q, %q", one[2], two[2], two[3])
	}
	for _, a := range ids.Actors {
		if a.ID == one[0] && (len(a.Why) != 1 || a.Why[0].Rule != "en.resolve.formerly-known" || !strings.Contains(a.Why[0].Words, "formerly known as")) {
			t.Errorf("why: %+v", a.Why)
		}
	}
}

// TestLettersInBrackets: letters right behind the full name of a body stand for it, whatever
// language they are of, but not those of an agency whose words are passed on.
func TestLettersInBrackets(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	r1, c1 := build(b, "r-1", "The National Front of Ruritania (FNR) and the Council of Elders (AFP) met. The Ore Union, FTQ, stayed away.",
		[]told{body("National Front of Ruritania"), body("FNR"), body("Council of Elders"), body("AFP"), body("Ore Union"), body("FTQ")})
	r2, c2 := build(b, "r-2", "The FNR left.", []told{body("FNR")})
	ids := rules.Resolve([]trucewatch.Reading{r2, r1}, []trucewatch.Claims{c2, c1})
	one, two := ids.Reports["r-1"].Names, ids.Reports["r-2"].Names
	if one[0] != one[1] || two[0] != one[0] {
		t.Errorf("the front is %q, in brackets %q; elsewhere %q", one[0], one[1], two[0])
	}
	if one[2] == one[3] || one[4] == one[5] {
		t.Errorf("the council is %q and the agency %q, the union %q and what follows %q", one[2], one[3], one[4], one[5])
	}
	for _, a := range ids.Actors {
		if a.ID == one[0] && (len(a.Why) != 1 || a.Why[0].Rule != "en.resolve.in-brackets") {
			t.Errorf("why: %+v", a.Why)
		}
	}
}

// TestHolderOfTheSameDays resolves an office without a name to the one whom reports
// of the same days name, and says why; years later it is somebody else's.
func TestHolderOfTheSameDays(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	report := func(id, day, text string, names []told, descriptions ...string) (trucewatch.Reading, trucewatch.Claims) {
		r, c := build(b, id, text, names, descriptions...)
		r.Report.Published.Date = day
		return r, c
	}
	r1, c1 := report("r-1", "2025-08-20", "Israeli Strategic Affairs Minister Ron Dermer left. Mona Sadr, head of the Lake Board, spoke. Tom Bell, the French envoy who left in May, spoke.",
		[]told{people("Israeli"), person("Ron Dermer", "Strategic Affairs Minister"), person("Mona Sadr", ""), body("Lake Board"), person("Tom Bell", ""), people("French")})
	r2, c2 := report("r-2", "2025-08-22", "The Israeli strategic affairs minister spoke. The head of the Lake Board left.",
		[]told{people("Israeli"), body("Lake Board")}, "The Israeli strategic affairs minister", "The head of the Lake Board")
	r3, c3 := report("r-3", "2021-03-02", "The Israeli strategic affairs minister spoke.", []told{people("Israeli")}, "The Israeli strategic affairs minister")
	ids := rules.Resolve([]trucewatch.Reading{r1, r2, r3}, []trucewatch.Claims{c1, c2, c3})
	dermer, sadr := ids.Reports["r-1"].Names[1], ids.Reports["r-1"].Names[2]
	two := ids.Reports["r-2"]
	if got := strings.Join(two.Acts[2], " "); got != dermer || len(two.Why[2]) != 1 || two.Why[2][0].Words != "Strategic Affairs Minister" {
		t.Errorf("the minister acts as %q (%+v), want %q", got, two.Why[2], dermer)
	}
	if got := strings.Join(two.Acts[3], " "); got != sadr {
		t.Errorf("the head of the board acts as %q, want %q", got, sadr)
	}
	if got := strings.Join(ids.Reports["r-3"].Acts[1], " "); got == dermer {
		t.Error("four years before the minister is the same")
	}
	for _, a := range ids.Actors {
		if a.ID == dermer && (len(a.Roles) != 1 || a.Roles[0].Title != "strategic affairs minister" || a.Roles[0].Of != "israel") {
			t.Errorf("roles %+v", a.Roles)
		}
		if a.Name == "Tom Bell" && (len(a.Roles) != 1 || a.Roles[0].Title != "envoy" || a.Roles[0].Of != "france") {
			t.Errorf("the envoy who left has roles %+v", a.Roles)
		}
		if a.ID == sadr && (len(a.Roles) != 1 || a.Roles[0].Title != "head" || a.Roles[0].Of != "lake-board") {
			t.Errorf("roles %+v", a.Roles)
		}
	}
}

// TestTheGroupIsTheMovementOfTheReport resolves what a report calls the one armed
// movement that it speaks of; where it speaks of two, it is left open.
func TestTheGroupIsTheMovementOfTheReport(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	for _, tc := range []struct {
		name, text string
		names      []told
		means      bool
	}{
		{"one", "The Taliban met envoys. The insurgents agreed.", []told{body("Taliban")}, true},
		{"two", "The Taliban fought Islamic State. The insurgents agreed.", []told{body("Taliban"), body("Islamic State")}, false},
		{"none", "The Lake Board met envoys. The insurgents agreed.", []told{body("Lake Board")}, false},
	} {
		r, c := build(b, "r-1", tc.text, tc.names, "The insurgents")
		ids := rules.Resolve([]trucewatch.Reading{r}, []trucewatch.Claims{c}).Reports["r-1"]
		last := len(ids.Acts) - 1
		if got := strings.Join(ids.Acts[last], " "); (got == ids.Names[0]) != tc.means {
			t.Errorf("%s: the insurgents act as %q, the first named is %q", tc.name, got, ids.Names[0])
		}
	}
}

// TestSurnameNotSeenToBeAName takes a word that was not seen to be a name for the one
// person of the reports who is called so, and leaves it open between two.
func TestSurnameNotSeenToBeAName(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	r1, c1 := build(b, "r-1", "Mona Sadr left. Lena Falcon and Otto Falcon met.", []told{person("Mona Sadr", ""), person("Lena Falcon", ""), person("Otto Falcon", "")})
	r2, c2 := build(b, "r-2", "Sadr spoke. Falcon listened.", nil, "Sadr", "Falcon")
	ids := rules.Resolve([]trucewatch.Reading{r1, r2}, []trucewatch.Claims{c1, c2})
	one, two := ids.Reports["r-1"].Names, ids.Reports["r-2"].Acts
	if got := strings.Join(two[0], " "); got != one[0] {
		t.Errorf("Sadr is %q, want %q", got, one[0])
	}
	if got := strings.Join(two[1], " "); got == one[1] || got == one[2] {
		t.Errorf("Falcon is %q, though two are called so", got)
	}
}

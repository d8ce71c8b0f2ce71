package relevance_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/base/relevance"
	"github.com/trucewatch/trucewatch/internal/base/situation"
	"github.com/trucewatch/trucewatch/packs"
)

// hills is a made-up situation of two real states and made-up groups.
func hills(t *testing.T) *relevance.Gate {
	t.Helper()
	return relevance.New(situation.Situation{
		ID: "hills", Name: "The hills", Countries: []string{"norway", "united-kingdom"},
		Actors: []situation.Actor{{ID: "hill-militia", Name: "Hill Militia", Names: []string{"HM", "militia of the hills"}}},
		Places: []situation.Place{{Name: "Al-Dornah", Names: []string{"Dorna"}}},
		Watch:  []string{"mill crossing", "oslo"},
	}, lands(t))
}

// lands are those that ship.
func lands(t testing.TB) relevance.Lands {
	t.Helper()
	out, err := relevance.LoadLands(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// shipped are the situations of the packs.
func shipped(t testing.TB) []situation.Situation {
	t.Helper()
	out, err := situation.Load(packs.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestJudge(t *testing.T) {
	g := hills(t)
	for _, tc := range []struct {
		name, title, text string
		level             relevance.Level
		in                bool
		words             []string
	}{
		{"two countries, by the people and the capital", "Envoys meet", "Norwegians and officials in London agreed.", relevance.Normal, true, []string{"Norway", "United Kingdom"}},
		{"a country and a place", "", "Norway's army left Al Dornah.", relevance.Normal, true, []string{"Norway", "Al-Dornah"}},
		{"an actor and a word to watch for", "", "The militia of the hills shut the Mill Crossing.", relevance.Normal, true, []string{"Hill Militia", "mill crossing"}},
		{"one country alone", "Storm", "A storm hit Norway; Norwegian ferries stopped.", relevance.Normal, false, []string{"Norway"}},
		{"a capital that is watched for counts once", "", "Norwegian ferries left Oslo.", relevance.Normal, false, []string{"Norway"}},
		{"a place alone", "", "Rain fell in Dorna.", relevance.Normal, false, []string{"Al-Dornah"}},
		{"two told", "", "Rain fell in Dorna and at the mill crossing.", relevance.Normal, true, []string{"Al-Dornah", "mill crossing"}},
		{"nothing", "Football", "The match ended with two goals.", relevance.Normal, false, nil},
		{"parts of words do not count", "", "The Norwayan hillmilitia and the millcrossing.", relevance.Normal, false, nil},
		{"an abbreviation counts in capitals only", "", "Hm, said the clerk in Oslo.", relevance.Normal, false, []string{"Norway"}},
		{"an abbreviation", "", "HM fighters went home, a clerk in Oslo said.", relevance.Normal, true, []string{"Hill Militia", "Norway"}},
		{"a headline in capitals", "NORWAY SHUTS MILL CROSSING", "More soon.", relevance.Normal, true, []string{"Norway", "mill crossing"}},
		{"strict: two countries alone", "Norway and London", "Talks.", relevance.Strict, false, []string{"Norway", "United Kingdom"}},
		{"strict: with a place", "Norway and London", "Talks on Dorna.", relevance.Strict, true, []string{"Norway", "United Kingdom", "Al-Dornah"}},
		{"strict: not in the beginning", "Letters", strings.Repeat("word ", 300) + "Norway and London on Dorna.", relevance.Strict, false, []string{"Norway", "United Kingdom", "Al-Dornah"}},
		{"off", "Football", "Goals.", relevance.Off, true, nil},
	} {
		v := g.Judge(tc.title, tc.text, tc.level)
		if v.In != tc.in {
			t.Errorf("%s: in %v, want %v (%s)", tc.name, v.In, tc.in, v.Why)
		}
		if diff := cmp.Diff(tc.words, v.Words); diff != "" {
			t.Errorf("%s: words (-want +got)\n%s", tc.name, diff)
		}
		if v.Why == "" || !v.In && len(v.Words) > 0 && !strings.Contains(v.Why, v.Words[0]) {
			t.Errorf("%s: the reason %q does not say which words decided", tc.name, v.Why)
		}
	}
	var none *relevance.Gate
	if v := none.Judge("", "", relevance.Strict); !v.In {
		t.Errorf("without a situation something is left out: %s", v.Why)
	}
}

// TestStricter shows on the packs that ship that what the strict gate lets in, the
// normal one does too, and that what is said of a text does not hang on white space.
func TestStricter(t *testing.T) {
	known := lands(t)
	texts := []string{"Syria", "Israel and Syria", "UNDOF in Quneitra, Syria", "Israeli troops near Beit Jinn, and the Syrian army", "Hezbollah, Israel, Damascus and Syria"}
	for _, s := range shipped(t) {
		g := relevance.New(s, known)
		for _, text := range texts {
			normal, strict := g.Judge("", text, relevance.Normal), g.Judge("", text, relevance.Strict)
			if strict.In && !normal.In {
				t.Errorf("%s: %q passes the strict gate only", s.ID, text)
			}
			if v := g.Judge("", " \n"+strings.ReplaceAll(text, " ", "\n\t"), relevance.Normal); !slices.Equal(v.Words, normal.Words) {
				t.Errorf("%s: %q: %v, with other white space %v", s.ID, text, normal.Words, v.Words)
			}
		}
	}
}

func FuzzJudge(f *testing.F) {
	f.Add("Norway’s envoy", "in Dorna, 'HM' said’")
	f.Add("'", "’s 's")
	f.Fuzz(func(t *testing.T, title, text string) {
		g := hills(t)
		if v := g.Judge(title, text, relevance.Strict); v.In && !g.Judge(title, text, relevance.Normal).In {
			t.Errorf("%q %q: the strict gate is the wider one", title, text)
		}
	})
}

func BenchmarkJudge(b *testing.B) {
	g, text := relevance.New(shipped(b)[0], lands(b)), strings.Repeat("The envoy of the northern towns said on Monday that ferries to the islands would run again. ", 30)
	for b.Loop() {
		g.Judge("Ferries to run again", text, relevance.Normal)
	}
}

package resolve_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/stage/resolve"
	"github.com/trucewatch/trucewatch/packs"
)

// told is one mention of a test report: its words, its kind and, for a name, its title.
type told struct {
	words string
	kind  trucewatch.MentionKind
	title string
}

func person(words, title string) told { return told{words, trucewatch.Person, title} }
func place(words string) told         { return told{words, trucewatch.PlaceKind, ""} }
func people(words string) told        { return told{words, trucewatch.People, ""} }
func body(words string) told          { return told{words, trucewatch.Organization, ""} }

// bench is a test with an analyser.
type bench struct {
	t  *testing.T
	an *lang.Analyser
}

// build makes a reading of a text with its names in order, and claims in which
// every name and every description takes part.
func build(b bench, id, text string, names []told, descriptions ...string) (trucewatch.Reading, trucewatch.Claims) {
	t := b.t
	t.Helper()
	r := trucewatch.Reading{Report: trucewatch.Report{ID: id, Text: text, Language: "en"}, Sentences: b.an.Sentences(text)}
	at := 0
	for _, n := range names {
		i := strings.Index(text[at:], n.words)
		if i < 0 {
			t.Fatalf("%q does not stand in %q", n.words, text[at:])
		}
		at += i
		r.Mentions = append(r.Mentions, mention(r, at, n, true))
		at += len(n.words)
	}
	c := trucewatch.Claims{Report: id, Mentions: slices.Clone(r.Mentions)}
	for _, d := range descriptions {
		c.Mentions = append(c.Mentions, mention(r, strings.Index(text, d), person(d, ""), false))
	}
	e := trucewatch.EventMention{Place: -1}
	for m := range c.Mentions {
		e.Actors = append(e.Actors, m)
	}
	c.Events = []trucewatch.EventMention{e}
	return r, c
}

func mention(r trucewatch.Reading, at int, n told, named bool) trucewatch.Mention {
	m := trucewatch.Mention{Span: trucewatch.Span{Start: at, End: at + len(n.words)}, Kind: n.kind, Named: named, Title: n.title, Antecedent: -1}
	for s, sentence := range r.Sentences {
		if !sentence.Contains(m.Span) {
			continue
		}
		m.Sentence = s
		for i, tok := range sentence.Tokens {
			if m.Contains(tok.Span) && (tok.Head < 0 || !m.Contains(sentence.Tokens[tok.Head].Span)) {
				m.Head = i
			}
		}
	}
	return m
}

func setUp(t *testing.T) (*resolve.Rules, *lang.Analyser) {
	t.Helper()
	rules, err := resolve.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	an, err := lang.New(lang.Fast)
	if err != nil {
		t.Fatal(err)
	}
	return rules, an
}

func TestNamesAcrossSpellings(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	r1, c1 := build(b, "r-1", "Foreign Minister Asaad al-Shaibani flew from Suwayda. Shaibani met Tom Barrack of the United Nations. Bashar al-Assad left.",
		[]told{person("Asaad al-Shaibani", "Foreign Minister"), place("Suwayda"), person("Shaibani", ""), person("Tom Barrack", ""), body("United Nations"), person("Bashar al-Assad", "")})
	r2, c2 := build(b, "r-2", "Asaad Hassan al-Shibani saw Thomas Barrack in Sweida, the UN said. Rifaat al-Assad stayed in As-Suwayda.",
		[]told{person("Asaad Hassan al-Shibani", ""), person("Thomas Barrack", ""), place("Sweida"), body("UN"), person("Rifaat al-Assad", ""), place("As-Suwayda")})
	ids := rules.Resolve([]trucewatch.Reading{r1, r2}, []trucewatch.Claims{c1, c2})
	one, two := ids.Reports["r-1"].Names, ids.Reports["r-2"].Names
	for _, tc := range []struct {
		what string
		a, b string
		same bool
	}{
		{"minister across spellings", one[0], two[0], true},
		{"surname in its report", one[0], one[2], true},
		{"short given name", one[3], two[1], true},
		{"place across spellings", one[1], two[2], true},
		{"place with article", one[1], two[5], true},
		{"body and its letters", one[4], two[3], true},
		{"brothers with one surname", one[5], two[4], false},
		{"given name like a surname", one[0], one[5], false},
	} {
		if (tc.a == tc.b) != tc.same || tc.a == "" {
			t.Errorf("%s: %q and %q, want same = %v", tc.what, tc.a, tc.b, tc.same)
		}
	}
}

func TestDescriptions(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	text := "Israeli officials met Syria's foreign minister, and the Israeli army fired. Syrian Foreign Minister Asaad al-Shaibani left. " +
		"Both sides spoke. Druze fighters held Suwayda. A senior Israeli official spoke. Damascus spoke. The Jewish state and the Kremlin spoke."
	r, c := build(b, "r-1", text,
		[]told{people("Israeli"), place("Syria"), people("Israeli"), people("Syrian"), person("Asaad al-Shaibani", "Foreign Minister"), people("Druze"), place("Suwayda"), people("Israeli"), place("Damascus"), people("Jewish"), place("Kremlin")},
		"Israeli officials", "Syria's foreign minister", "the Israeli army", "Both sides", "Druze fighters", "A senior Israeli official", "The Jewish state")
	acts := rules.Resolve([]trucewatch.Reading{r}, []trucewatch.Claims{c}).Reports["r-1"].Acts
	for m, want := range map[int]string{
		0: "israel", 1: "syria", 8: "syria", 10: "russia", 11: "israel", 12: "asaad-al-shaibani", 13: "israel-defense-forces", 14: "israel syria",
		15: "druze-fighters", 16: "senior-israeli-official-1", 17: "israel",
	} {
		if got := strings.Join(acts[m], " "); got != want {
			t.Errorf("%q acts as %q, want %q", c.Mentions[m].Of(text), got, want)
		}
	}
}

// TestTheTroopsAreThoseOfThatWord: "the troops" are the government troops of whom a report
// spoke, and not the army that it named last.
func TestTheTroopsAreThoseOfThatWord(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	for _, tt := range []struct{ text, want string }{
		{"The Israeli army warned government troops in Syria. The troops left.", "syrian-government-forces"},
		{"In Syria the Israeli army warned the town. The troops left.", "israel-defense-forces"},
	} {
		descriptions := []string{"The Israeli army", "government troops", "The troops"}
		names := []told{people("Israeli"), place("Syria")}
		if !strings.Contains(tt.text, "government troops") {
			descriptions, names = []string{"the Israeli army", "The troops"}, []told{place("Syria"), people("Israeli")}
		}
		r, c := build(b, "r-1", tt.text, names, descriptions...)
		acts := rules.Resolve([]trucewatch.Reading{r}, []trucewatch.Claims{c}).Reports["r-1"].Acts
		if got := strings.Join(acts[len(acts)-1], " "); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestOrderDoesNotMatter resolves the same reports in two orders.
func TestOrderDoesNotMatter(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	r1, c1 := build(b, "r-1", "Omar Karimov met Ali Rahimi in Dushanbe.", []told{person("Omar Karimov", ""), person("Ali Rahimi", ""), place("Dushanbe")})
	r2, c2 := build(b, "r-2", "Karimov met Umar Karimow and Rahimi.", []told{person("Karimov", ""), person("Umar Karimow", ""), person("Rahimi", "")})
	one := rules.Resolve([]trucewatch.Reading{r1, r2}, []trucewatch.Claims{c1, c2})
	other := rules.Resolve([]trucewatch.Reading{r2, r1}, []trucewatch.Claims{c2, c1})
	for id := range one.Reports {
		if !slices.Equal(one.Reports[id].Names, other.Reports[id].Names) {
			t.Errorf("%s: %v in one order, %v in the other", id, one.Reports[id].Names, other.Reports[id].Names)
		}
	}
	if len(one.Actors) != len(other.Actors) {
		t.Errorf("%d actors in one order, %d in the other", len(one.Actors), len(other.Actors))
	}
}

// TestPackExamples runs the examples of the descriptions: the head of the marked
// words must get the class of the rule, that of a no example must not.
func TestPackExamples(t *testing.T) {
	rules, an := setUp(t)
	content, err := packs.FS.ReadFile("en/resolve/descriptions.pack")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := pack.Parse("descriptions.pack", content)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range examples {
		class := rule.Get("class")
		if class == "same-office" {
			continue // a list of words, shown at work in TestDescriptions
		}
		check := func(ex pack.Example, want bool) {
			if len(ex.Marks) == 0 {
				ex.Marks = []trucewatch.Span{{End: len(ex.Text)}}
			}
			got := resolve.ClassOf(rules, an.Sentences(ex.Text), ex.Marks[0])
			if (got == class) != want {
				t.Errorf("%s:%d: %q is of class %q, want %q = %v", rule.File, ex.Line, ex.Marks[0].Of(ex.Text), got, class, want)
			}
		}
		for _, ex := range rule.Yes {
			check(ex, true)
		}
		for _, ex := range rule.No {
			check(ex, false)
		}
	}
}

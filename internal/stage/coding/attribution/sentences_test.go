package attribution_test

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/langtest"
	"github.com/trucewatch/trucewatch/internal/stage/coding/attribution"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
	"github.com/trucewatch/trucewatch/packs"
)

var sentenceFlag = flag.String("sentence", "", "print the tree and the statements of this text")

// analyse reads text and marks the names of the examples.
func analyse(t testing.TB, text string) *draft.Draft {
	t.Helper()
	reading := trucewatch.Reading{Report: trucewatch.Report{ID: "r", Text: text}, Sentences: langtest.Analyser(t).Sentences(text)}
	for s, sentence := range reading.Sentences {
		for i := 0; i < len(sentence.Tokens); i++ {
			if last, kind := nameFrom(sentence.Tokens, i); last >= i {
				span := trucewatch.Span{Start: sentence.Tokens[i].Start, End: sentence.Tokens[last].End}
				if m, ok := mentionAt(trucewatch.Reading{Sentences: reading.Sentences[s : s+1]}, span, kind); ok {
					m.Sentence = s
					if slices.Contains(examplePress, span.Of(text)) {
						m.Why = []trucewatch.Reason{{Rule: "en.names.outlet", Words: span.Of(text)}}
					}
					reading.Mentions = append(reading.Mentions, m)
				}
				i = last
			}
		}
	}
	return draft.New(reading)
}

// Names that the examples use, by kind; longer runs of the same words come first.
var exampleNames = map[trucewatch.MentionKind]string{
	trucewatch.Person: "Asaad al-Shaibani,Tom Barrack,Barrack,Ron Dermer,Dermer,Mona Haddad,Sharaa,Shaibani,Netanyahu,Benjamin Netanyahu," +
		"Abbas,Mahmoud Abbas,Emmanuel Macron,Macron,Omar Saleh,Saleh,Lina Khoury,Khoury,Antonio Guterres,Guterres,Ana Ruiz",
	trucewatch.Organization: "SANA,AFP,Reuters,CNN,Hamas,Hezbollah,Taliban,UN,NATO,i24,Haaretz,Al Jazeera,Fox News,European Union," +
		"United Nations,Security Council,Syrian Observatory for Human Rights,Red Cross,Islamic Jihad,White House,Pentagon,The Associated Press,Amnesty International,New York Times,Guardian,Toronto Star,Le Monde,Labour Party",
	trucewatch.PlaceKind: "Syria,Israel,Damascus,Tel Aviv,Paris,Lebanon,Egypt,Jordan,Tehran,Iran,Ankara,France,Gaza,Baku,Suwayda,Turkey,Moscow,Russia,Washington,United States,US,Beirut,Qatar,Afghanistan,Kabul",
	trucewatch.People:    "Syrian,Israeli,Druze,Bedouin,Palestinian,Palestinians,Lebanese,Egyptian,Israelis,Turkish,Russian,American,French,Iranian,Afghan",
}

// examplePress are those of the names that are outlets.
var examplePress = []string{"SANA", "AFP", "Reuters", "CNN", "i24", "Haaretz", "Al Jazeera", "Fox News", "The Associated Press", "New York Times", "Guardian", "Toronto Star", "Le Monde"}

// nameFrom returns the last token of the longest known name that begins at token i.
func nameFrom(tokens []trucewatch.Token, i int) (int, trucewatch.MentionKind) {
	best, kind := -1, trucewatch.Person
	for k, list := range exampleNames {
		for name := range strings.SplitSeq(list, ",") {
			words := strings.Fields(strings.ReplaceAll(name, "-", " - "))
			if i+len(words) > len(tokens) || i+len(words)-1 <= best {
				continue
			}
			if slices.EqualFunc(words, tokens[i:i+len(words)], func(w string, tok trucewatch.Token) bool { return w == tok.Form }) {
				best, kind = i+len(words)-1, k
			}
		}
	}
	return best, kind
}

func load(t *testing.T) *attribution.Rules {
	t.Helper()
	rules, err := attribution.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func TestSentence(t *testing.T) {
	if *sentenceFlag == "" {
		t.Skip("no -sentence given")
	}
	d := analyse(t, *sentenceFlag)
	for s := range d.Reading.Sentences {
		for i, tok := range d.Tree(s).Tokens {
			t.Logf("%3d %-16s %-14s %-6s %-5s %3d %s", i, tok.Form, tok.Lemma, tok.UPOS, tok.XPOS, tok.Head, tok.Rel)
		}
	}
	for _, st := range load(t).Statements(d) {
		t.Log(show(d, st))
	}
}

// show writes a statement as "cue | source > passer on | stance | content".
func show(d *draft.Draft, st trucewatch.Statement) string {
	names := []string{st.SourceSpan.Of(d.Text())}
	for _, m := range st.Sources[1:] {
		names = append(names, d.Mentions[m].Of(d.Text()))
	}
	return st.Of(d.Text()) + " | " + strings.Join(names, " > ") + " | " + string(st.Stance) + " | " + st.Content.Of(d.Text())
}

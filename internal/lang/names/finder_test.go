package names

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/packs"
)

// whole makes one sentence of each line of text.
func whole(text string) []trucewatch.Sentence {
	var out []trucewatch.Sentence
	start := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		out = append(out, trucewatch.Sentence{Span: trucewatch.Span{Start: start, End: start + len(line)}})
		start += len(line)
	}
	return out
}

// checkOrder fails unless the mentions lie in their sentences, in order, apart.
func checkOrder(t *testing.T, text string, sentences []trucewatch.Sentence, mentions []trucewatch.Mention) {
	t.Helper()
	last := 0
	for _, m := range mentions {
		if m.Start < last || m.End <= m.Start || m.End > len(text) || !sentences[m.Sentence].Contains(m.Span) {
			t.Fatalf("mention %v after %d in %q", m.Span, last, text)
		}
		if !m.Named || m.Antecedent != -1 || len(m.Why) == 0 || m.Why[0].Rule == "" || m.Why[0].Words != m.Of(text) {
			t.Fatalf("mention without reason: %+v", m)
		}
		last = m.End
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"", "\x00\xff", "al-al-al- -al", "@", "(A)", "U.S.-led U.N.'s", "Sheikh Sheikh Sheikh", "’s ’s", "\u200dZ\u0301\u0301", "أحمد الشرع Ahmed al-Sharaa",
		"Gen. Gen. Gen. X. Y.", "THE END OF THE WAR IN SUDAN", "Ministry of the of for of", "A.B.C.D.E.F.", strings.Repeat("Al-", 200), strings.Repeat("Will Hamas ", 80),
	} {
		f.Add(seed)
	}
	finder := loaded(f)
	f.Fuzz(func(t *testing.T, text string) {
		sentences := whole(text)
		checkOrder(t, text, sentences, finder.Find(text, sentences))
	})
}

// TestRowsOfKeyWords puts the words that rules begin at beside each other and at the
// ends of sentences.
func TestRowsOfKeyWords(t *testing.T) {
	words := strings.Fields("Ministry Bank of for on and , the The al - Al Gen. President Sheikh Mount City Center Medical Health Standards Ghana Syria Union " +
		"People 's 47th 91st Liwaa Jaish Times daily village province said alias Shuttle Space HMS Zubran Karim Haddad & ( NATO ) \" “ Islamic Red Cross novel movement U.S. " +
		"Prize Museum in Mission Board clerics Khan Pad 39A St. from")
	f := loaded(t)
	random := rand.New(rand.NewPCG(5, 5))
	for range 20000 {
		var text strings.Builder
		for range 1 + random.IntN(7) {
			text.WriteString(words[random.IntN(len(words))])
			if random.IntN(4) > 0 {
				text.WriteByte(' ')
			}
		}
		sentences := whole(text.String())
		checkOrder(t, text.String(), sentences, f.Find(text.String(), sentences))
	}
}

func TestMentionsAreInOrderAndTheSameEachTime(t *testing.T) {
	f, g := loaded(t), loaded(t)
	var all strings.Builder
	for _, w := range readWritten(t) {
		all.WriteString(w.text)
	}
	text := all.String()
	sentences := whole(text)
	want := f.Find(text, sentences)
	checkOrder(t, text, sentences, want)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if got := g.Find(text, sentences); !reflect.DeepEqual(got, want) {
				t.Error("another run found other names")
			}
		})
	}
	wait.Wait()
}

func TestPersonKeepsTheTitleBeforeIt(t *testing.T) {
	f := loaded(t)
	for text, want := range map[string]string{
		"Lt. Gen. Omar Saleh fled.":                        "Lt. Gen.",
		"He met Deputy Prime Minister Karim Haddad there.": "Deputy Prime Minister",
		"They trust Sheikh Yusuf Barakat.":                 "Sheikh",
		"Laila Marzouk spoke.":                             "",
		"rebel spokesman Ali Jaber said so.":               "rebel spokesman",
	} {
		m := f.Find(text, whole(text))
		if len(m) != 1 || m[0].Title != want {
			t.Errorf("%q: %+v, want title %q", text, m, want)
		}
	}
}

func TestHeadIsTheTokenThatHangsOutsideTheName(t *testing.T) {
	text := "Ron Ramsey left."
	tokens := []trucewatch.Token{
		{Span: trucewatch.Span{Start: 0, End: 3}, Head: 2, Rel: "nsubj"},
		{Span: trucewatch.Span{Start: 4, End: 10}, Head: 0, Rel: "flat"},
		{Span: trucewatch.Span{Start: 11, End: 15}, Head: -1, Rel: "root"},
		{Span: trucewatch.Span{Start: 15, End: 16}, Head: 2, Rel: "punct"},
	}
	m := loaded(t).Find(text, []trucewatch.Sentence{{Span: trucewatch.Span{End: len(text)}, Tokens: tokens}})
	if len(m) != 1 || m[0].Head != 0 {
		t.Fatalf("%+v, want one mention with head 0", m)
	}
	for i := range tokens {
		tokens[i].Rel = ""
	}
	m = loaded(t).Find(text, []trucewatch.Sentence{{Span: trucewatch.Span{End: len(text)}, Tokens: tokens}})
	if m[0].Head != 1 {
		t.Errorf("head %d without a tree, want the last token", m[0].Head)
	}
}

func TestChromeHasNoNames(t *testing.T) {
	text := "Israel Syria Lebanon"
	m := loaded(t).Find(text, []trucewatch.Sentence{{Span: trucewatch.Span{End: len(text)}, Kind: trucewatch.Chrome}})
	if len(m) != 0 {
		t.Errorf("%+v in page furniture", m)
	}
}

func TestLoadTellsWhatIsWrongWithAPack(t *testing.T) {
	for _, pack := range []string{"Syria | Syrian | Damascus\n", "rule en.names.state\nSyria | Syrian\n", "rule en.names.unknown\nSyria\n", "rule en.names.state\n\xff\n"} {
		fsys := fstest.MapFS{"en/names/states.txt": {Data: []byte(pack)}}
		if _, err := Load(fsys); err == nil || !strings.Contains(err.Error(), "states.txt") {
			t.Errorf("pack %q: error %v does not name the file", pack, err)
		}
	}
}

func TestEveryNameOfThePacksIsFoundWhereItStandsAlone(t *testing.T) {
	f := loaded(t)
	missed, total := 0, 0
	for _, e := range f.knowledge.names.entries {
		if e.weak || len(e.atoms) > 1 {
			continue
		}
		total++
		text := "They spoke of " + e.atoms[0] + " again yesterday."
		m := f.Find(text, whole(text))
		if len(m) != 1 || m[0].Of(text) != e.atoms[0] {
			missed++
			t.Logf("%q (%s) gives %v", e.atoms[0], e.rule, m)
		}
	}
	if missed*200 > total {
		t.Errorf("%d of %d names of the packs are not found", missed, total)
	}
}

func BenchmarkFind(b *testing.B) {
	f, err := Load(packs.FS)
	if err != nil {
		b.Fatal(err)
	}
	words := strings.Fields("the army said on Monday that rebels of the Front had shelled Khan Younis and Damascus while Foreign Minister Karim Haddad was in talks with envoys from the United Nations in the capital . officials there")
	random := rand.New(rand.NewPCG(1, 2))
	var text strings.Builder
	for i := range 3000 {
		text.WriteString(words[random.IntN(len(words))])
		text.WriteByte(" \n"[flag(i%25 == 24)])
	}
	sentences := whole(text.String())
	f.Find(text.String(), sentences)
	b.ResetTimer()
	for b.Loop() {
		f.Find(text.String(), sentences)
	}
	b.ReportMetric(3000*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(packs.FS); err != nil {
			b.Fatal(err)
		}
	}
}

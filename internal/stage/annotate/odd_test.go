package annotate

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/mend"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/packs"
)

// pieces are what odd texts are made of.
var pieces = []string{
	"Envoys", "met", "Haddad", "al-", "Al-Amri", "Gen.", "U.S.", "said", "that", "“", "”", "\"", "'", "’s", "(", ")", "[", "—", "-", ".", "...", "\n", "\n\n",
	" ", "\u00a0", "\u200d", "\u200f", "\x00", "\x1b[31m", "\ufeff", "👩🏽‍🚒", "🇸🇾", "قال", "הצבא", "东京", "Ж", "e\u0301", "İ", "1,2", "@a", "#b",
	"http://", "Ministry of", "Mount", "&", "alias", "\u2028", "\t", "DAMASCUS (AP) —", "Photo:", "\U000e0041",
}

// oddTexts are named as in the requirements.
func oddTexts() map[string]string {
	random := rand.New(rand.NewPCG(7, 7))
	var mixed strings.Builder
	for range 3000 {
		mixed.WriteString(pieces[random.IntN(len(pieces))])
		if random.IntN(2) == 0 {
			mixed.WriteByte(' ')
		}
	}
	return map[string]string{
		"10 MB of one token":        strings.Repeat("z", 10<<20),
		"1 MB of one capital":       strings.Repeat("Z", 1<<20),
		"hyphens and articles":      strings.Repeat("Al-", 10000),
		"mixed scripts":             strings.Repeat("Envoy Иван met محمد and דוד in 東京 on Monday. ", 40),
		"Arabic and Hebrew runs":    strings.Repeat("وقال المتحدث باسم الجيش إن الهدنة قائمة. הרמטכ\"ל אמר כי צה\"ל ", 60),
		"control characters":        strings.Repeat("The \x00army\x01 said\x02\x1b[0m it\x7f left\u0085 ", 60),
		"emoji":                     strings.Repeat("👩🏽‍🚒🇸🇾🏳️‍🌈 Haddad ☎️ said ", 60),
		"zero-width joiners":        strings.Repeat("Ha\u200dddad\u200b \u200d \u2060said\ufeff ", 60),
		"unbalanced quotes":         strings.Repeat("“Talks ‘failed, ”Haddad said. \"", 60),
		"a sentence of 2,000 words": strings.Repeat("Haddad and the army of Petra ", 350) + "met.",
		"everything mixed":          mixed.String(),
	}
}

// slowest bounds one reading on a busy machine; none takes a tenth of it on an idle one.
const slowest = time.Minute

func TestOddTextsGiveSoundReadings(t *testing.T) {
	finder, err := names.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, mode := range []lang.Mode{lang.Fast, lang.Full} {
		analyser, err := lang.New(mode)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range oddTexts() {
			t.Run(string(mode)+", "+name, func(t *testing.T) {
				start := time.Now()
				reading, issues := Read(analyser, finder, trucewatch.Report{ID: "r-1", Text: text})
				if took := time.Since(start); took > slowest {
					t.Errorf("took %v", took)
				}
				checkReading(t, reading)
				if name == "a sentence of 2,000 words" && (len(issues) == 0 || issues[0].Report != "r-1" || issues[0].Why == "") {
					t.Errorf("nothing says why the sentence was cut: %+v", issues)
				}
			})
		}
	}
}

// checkReading holds for every reading of every text.
func checkReading(t *testing.T, r trucewatch.Reading) {
	t.Helper()
	at := 0
	for i, s := range r.Sentences {
		if s.Start < at || s.End > len(r.Report.Text) {
			t.Fatalf("sentence %d at %v, behind %d of %d bytes", i, s.Span, at, len(r.Report.Text))
		}
		for j, token := range s.Tokens {
			if token.Start < at || token.Len() <= 0 || token.End > s.End {
				t.Fatalf("token %d of sentence %d at %v, behind %d", j, i, token.Span, at)
			}
			at = token.End
		}
		if !mend.Sound(s.Tokens) {
			t.Fatalf("sentence %d has no tree with one root", i)
		}
		at = s.End
	}
	last := 0
	for i, m := range r.Mentions {
		s := r.Sentences[m.Sentence]
		if m.Start < last || m.Len() <= 0 || !s.Contains(m.Span) || m.Head < 0 || m.Head >= len(s.Tokens) {
			t.Fatalf("mention %d at %v, behind %d, in sentence %v with head %d", i, m.Span, last, s.Span, m.Head)
		}
		last = m.End
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range oddTexts() {
		f.Add(text[:min(len(text), 300)])
	}
	finder, err := names.Load(packs.FS)
	if err != nil {
		f.Fatal(err)
	}
	analyser, err := lang.New(lang.Fast)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			t.Skip("long texts only cost time")
		}
		reading, _ := Read(analyser, finder, trucewatch.Report{ID: "r-1", Text: text})
		checkReading(t, reading)
	})
}

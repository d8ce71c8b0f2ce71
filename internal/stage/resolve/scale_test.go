package resolve_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/resolve"
	"github.com/trucewatch/trucewatch/packs"
)

// madeName makes a name of a person or body that no other number makes.
func madeName(n int) string {
	syllables := strings.Fields("ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu")
	word := func(k int) string {
		w := ""
		for range 3 {
			w += syllables[k%20]
			k /= 20
		}
		return strings.ToUpper(w[:1]) + w[1:]
	}
	return word(n*7+3) + " " + word(n*13+5)
}

// madeReport writes a report of twelve mentions: people, bodies, places, and what a
// claim calls without a name.
func madeReport(random *rand.Rand, i, people int) (trucewatch.Reading, trucewatch.Claims) {
	r := trucewatch.Reading{Report: trucewatch.Report{ID: fmt.Sprintf("r-%06d", i), Published: trucewatch.Published{Date: fmt.Sprintf("%04d-%02d-%02d", 2001+i/6720, 1+i/560%12, 1+i/20%28)}}}
	var text strings.Builder
	add := func(kind trucewatch.MentionKind, named bool, words string) {
		start := text.Len()
		text.WriteString(words)
		span := trucewatch.Span{Start: start, End: text.Len()}
		sentence := trucewatch.Sentence{Span: span}
		at := start
		for w := range strings.FieldsSeq(words) {
			sentence.Tokens = append(sentence.Tokens, trucewatch.Token{Span: trucewatch.Span{Start: at, End: at + len(w)}, Form: w, Lemma: strings.ToLower(w), UPOS: "NOUN", Head: -1})
			at += len(w) + 1
		}
		r.Mentions = append(r.Mentions, trucewatch.Mention{Span: span, Sentence: len(r.Sentences), Kind: kind, Named: named, Head: len(sentence.Tokens) - 1, Antecedent: -1})
		r.Sentences = append(r.Sentences, sentence)
		text.WriteString(".\n")
	}
	places := []string{"Damascus", "Homs", "Sweida", "Aleppo", "Daraa", "Beirut", "Tyre", "Gaza", "Rafah", "Khartoum", "Kharkiv", "Kabul"}
	lands := []string{"Syria", "Lebanon", "Israel", "Sudan", "Ukraine", "Afghanistan"}
	for k := range 4 {
		n := random.Intn(people)
		add(trucewatch.Person, true, madeName(n))
		add(trucewatch.PlaceKind, true, places[random.Intn(len(places))])
		if k%2 == 0 {
			add(trucewatch.PlaceKind, true, lands[random.Intn(len(lands))])
			add(trucewatch.Organization, true, madeName(n/5)+" Front")
		}
	}
	add(trucewatch.Person, false, "a senior official")
	add(trucewatch.Organization, false, "local fighters")
	r.Report.Text = text.String()
	c := trucewatch.Claims{Report: r.Report.ID, Mentions: r.Mentions}
	for m := range r.Mentions {
		c.Events = append(c.Events, trucewatch.EventMention{Actors: []int{m}, Place: -1})
	}
	return r, c
}

// BenchmarkResolve shows what a report costs as reports, and the people they name,
// grow in number; it must stay flat.
func BenchmarkResolve(b *testing.B) {
	rules, err := resolve.Load(packs.FS)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			random := rand.New(rand.NewSource(3))
			var readings []trucewatch.Reading
			var claims []trucewatch.Claims
			for i := range n {
				r, c := madeReport(random, i, 100+n/10)
				readings, claims = append(readings, r), append(claims, c)
			}
			b.ResetTimer()
			for b.Loop() {
				b.ReportMetric(float64(len(rules.Resolve(readings, claims).Actors)), "actors")
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/report")
		})
	}
}

// TestALongReportCostsWhatItsPartsCost counts the pieces of memory asked for: four times
// as long a report, full of armies and governments whose land stands before them, may
// not ask for more than some five times as many.
func TestALongReportCostsWhatItsPartsCost(t *testing.T) {
	rules, an := setUp(t)
	b := bench{t, an}
	asked := func(times int) float64 {
		text := strings.Repeat("Israeli officials met. The government spoke. Its army fired. ", times)
		var names []told
		var descriptions []string
		for range times {
			names = append(names, people("Israeli"))
			descriptions = append(descriptions, "Israeli officials", "The government", "Its army")
		}
		r, c := build(b, "r-1", text, names, descriptions...)
		return testing.AllocsPerRun(1, func() { rules.Resolve([]trucewatch.Reading{r}, []trucewatch.Claims{c}) })
	}
	asked(1)
	if short, long := asked(25), asked(100); long > 5*short {
		t.Errorf("%.0f pieces of memory for a report, %.0f for one four times as long", short, long)
	}
}

package web_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
	"github.com/trucewatch/trucewatch/internal/web"
)

// large makes a record with so many happenings, each told by one to three of a
// quarter as many reports. Everything in it is made up.
func large(events int) record.Record {
	random := rand.New(rand.NewSource(7))
	syllables := []string{"ka", "ru", "mel", "dor", "tan", "shi", "bel", "qa", "nor", "vith", "ez", "lum", "ost", "arn", "pel", "gor"}
	word := func() string {
		return syllables[random.Intn(16)] + syllables[random.Intn(16)] + syllables[random.Intn(16)]
	}
	r := record.Record{Format: record.Format}
	for i := range 2000 {
		r.Actors = append(r.Actors, record.Actor{ID: fmt.Sprintf("actor-%04d", i), Name: "K" + word(), Kind: "organization", Aliases: []string{"K" + word(), "Q" + word()}})
		lat, lon := 30+random.Float64()*8, 34+random.Float64()*10
		r.Places = append(r.Places, record.Place{ID: fmt.Sprintf("place-%04d", i), Name: "D" + word(), Aliases: []string{"al-D" + word()}, Lat: &lat, Lon: &lon})
	}
	for i := range events / 4 {
		text := ""
		x := record.Report{ID: fmt.Sprintf("r-%06d", i), File: fmt.Sprintf("%06d.txt", i), Outlet: record.Nullable(fmt.Sprintf("Outlet %d", i%40)), Published: record.Published{Why: "none"}}
		for range 8 {
			start := len(text)
			text += "Forces of " + word() + " struck " + word() + " near the " + word() + " road and " + word() + " fled. "
			x.Sentences = append(x.Sentences, record.Range{Start: start, End: len(text) - 1})
		}
		x.Text = text
		x.Published = record.Published{Date: record.Nullable(fmt.Sprintf("2031-%02d-%02d", 1+i%12, 1+i%28)), Basis: "given", Why: "given"}
		r.Reports = append(r.Reports, x)
	}
	types := []string{"ASSAULT", "CONSULT", "AID", "RETREAT", "ACCUSE", "MOBILIZE", "AGREE", "REQUEST"}
	for i := range events {
		e := record.Event{
			ID: fmt.Sprintf("e-%06d", i), Type: types[random.Intn(len(types))], Status: "occurred", Standing: "single", Actors: []string{r.Actors[random.Intn(2000)].ID},
			Recipients: []string{r.Actors[random.Intn(2000)].ID}, Place: record.Nullable(r.Places[random.Intn(2000)].ID), Date: record.Nullable(fmt.Sprintf("2031-%02d-%02d", 1+random.Intn(12), 1+random.Intn(28))),
		}
		for range 1 + random.Intn(3) {
			x := r.Reports[random.Intn(len(r.Reports))]
			s := x.Sentences[random.Intn(len(x.Sentences))]
			e.Mentions = append(e.Mentions, record.EventMention{
				Report: x.ID, Start: s.Start, End: s.Start + 6, Quote: "Forces", Type: e.Type, Status: e.Status, Actors: e.Actors, Recipients: e.Recipients, Place: e.Place, Date: e.Date,
			})
		}
		e.Reports, e.Outlets, e.Independent = len(e.Mentions), len(e.Mentions), len(e.Mentions)
		r.Events = append(r.Events, e)
		switch i % 10 {
		case 0:
			r.Talks = append(r.Talks, record.Talks{Event: e.ID, Track: "actor-0001+actor-0002", Standing: "single", Form: "round"})
		case 1:
			r.Allegations = append(r.Allegations, record.Allegation{Event: e.ID, AllegedBy: e.Actors, DeniedBy: e.Recipients, Standing: "contested"})
			m := e.Mentions[0]
			r.Statements = append(r.Statements, record.Statement{ID: fmt.Sprintf("s-%06d", i), Report: m.Report, Start: m.Start, End: m.End, Quote: m.Quote, Source: e.Recipients, Stance: "deny", About: []string{e.ID}})
		}
	}
	return r
}

// BenchmarkRoom asks for pages of a ledger of 100,000 happenings and reports the
// 95th percentile of the time each takes, in milliseconds.
func BenchmarkRoom(b *testing.B) {
	r := large(100_000)
	began := time.Now()
	h := room(b, r)
	for _, path := range []string{"/", "/happenings", "/happenings/e-000001"} {
		get(b, h, path)
	}
	b.Logf("ready after %s", time.Since(began).Round(time.Millisecond))
	for _, bench := range []struct{ name, path string }{
		{"table", "/happenings?page=%d"},
		{"filter", "/happenings?type=ASSAULT&from=2031-03-%02d&sort=place"},
		{"search", "/happenings?q=kabelrun&page=%d"},
		{"facets", "/happenings?party=actor-%04d&outlet=Outlet+3&outlet=Outlet+4"},
		{"happening", "/happenings/e-%06d"},
		{"today", "/?n=%d"},
		{"map", "/map?page=%d"},
		{"queue", "/review?type=AID&page=%d"},
		{"reader", "/reports/r-%06d"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var took []time.Duration
			for n := 1; b.Loop(); n++ {
				began := time.Now()
				if w := get(b, h, fmt.Sprintf(bench.path, 1+n%28)); w.Code != 200 {
					b.Fatalf("%s: status %d", fmt.Sprintf(bench.path, 1+n%28), w.Code)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms/p95")
		})
	}
}

// BenchmarkCorrection corrects one claim of 100,000 happenings: the record is laid and
// made ready anew.
func BenchmarkCorrection(b *testing.B) {
	l := web.NewLedger(large(100_000), "0123456789abcdef0123", nil, nil)
	d := review.Corrected(l.Book.Claims[0], map[string][]review.Value{"status": {{ID: "planned"}}})
	n := 0
	for b.Loop() {
		n++
		d.ID, d.Seq, d.Who = fmt.Sprint("d", n, "-0"), int64(n), "ana"
		if got := l.With([]trucewatch.Decision{d}); got.Book.Outcomes[d.ID].Effect != review.Applied {
			b.Fatalf("%+v", got.Book.Outcomes)
		}
	}
}

package link_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/link"
	"github.com/trucewatch/trucewatch/packs"
)

// happening is one thing that made reports tell of.
type happening struct {
	told
	day int
}

// madeWorld makes reports of four mentions each, over a time that grows with their
// number as that of a news archive does: twenty reports a day. A happening is told of
// for a week, by few reports or by many.
func madeWorld(random *rand.Rand, reports int) world {
	var w world
	const perDay = 20
	syllables := vocabulary(5000)
	days := reports/perDay + 1
	words := []struct {
		word string
		kind trucewatch.EventType
		rule string
	}{
		{"met", trucewatch.Consult, "en.event.consult.meet"},
		{"shelled", trucewatch.Assault, "en.event.assault.attack"},
		{"truce", trucewatch.Retreat, "en.event.retreat.ceasefire"},
		{"accused", trucewatch.Accuse, "en.event.accuse.accuse"},
		{"convoy", trucewatch.Aid, "en.event.aid.convoy"},
	}
	often := rand.NewZipf(random, 1.3, 2, 199)
	happenings := make([]happening, 0, days*8)
	for i := range days * 8 {
		k := words[random.Intn(len(words))]
		a, b := often.Uint64(), often.Uint64()
		happenings = append(happenings, happening{told{
			word: k.word, kind: k.kind, rule: k.rule, status: trucewatch.Occurred,
			sides: []string{fmt.Sprintf("a%d", a), fmt.Sprintf("a%d", b)}, place: fmt.Sprintf("p%d", a*3+uint64(random.Intn(3))),
		}, i / 8})
	}
	for i := range reports {
		day := i / perDay
		var mentions []told
		for range 4 {
			h := happenings[max(0, (day+1)*8-1-random.Intn(7*8))]
			m := h.told
			m.when = date(h.day)
			switch random.Intn(4) {
			case 0:
				m.when = ""
			case 1:
				m.place = ""
			}
			mentions = append(mentions, m)
		}
		w.add(fmt.Sprintf("r-%06d", i), fmt.Sprintf("Outlet %d", i%50), date(day), mentions...)
		var text strings.Builder
		for range 60 {
			text.WriteString(syllables[random.Intn(len(syllables))] + " ")
		}
		w.Readings[i].Report.Text += "\n" + text.String() // else thousands would be one short text
	}
	return w
}

// date is a day in years of twelve months of 28 days, all of which there are.
func date(day int) string {
	return fmt.Sprintf("%04d-%02d-%02d", 2001+day/336, 1+day/28%12, 1+day%28)
}

// BenchmarkLink shows what linking costs a report as reports grow in number; it must
// stay flat.
func BenchmarkLink(b *testing.B) {
	rules, err := link.Load(packs.FS)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := madeWorld(rand.New(rand.NewSource(3)), n)
			b.ResetTimer()
			for b.Loop() {
				b.ReportMetric(float64(len(rules.Link(w.World).Events)), "events")
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/report")
		})
	}
}

// TestAnyOrderAnyBatch shuffles made worlds, and links them with a report more and
// then without it again.
func TestAnyOrderAnyBatch(t *testing.T) {
	random := rand.New(rand.NewSource(5))
	for range 8 {
		w := madeWorld(random, 60)
		want := joined(t, w.World).Events
		shuffled := w.World
		order := random.Perm(60)
		shuffled.Readings, shuffled.Claims = nil, nil
		for _, i := range order {
			shuffled.Readings, shuffled.Claims = append(shuffled.Readings, w.Readings[i]), append(shuffled.Claims, w.Claims[i])
		}
		if d := cmp.Diff(want, joined(t, shuffled).Events); d != "" {
			t.Fatalf("another order gives other events (-one +other):\n%s", d)
		}
		more := w
		more.Readings, more.Claims = slices.Clone(w.Readings), slices.Clone(w.Claims)
		more.add("r-x", "Elsewhere", date(3), met("p-far", date(3), "x", "y"), shelled("p-far", "", "x"))
		with := joined(t, more.World).Events
		var rest []trucewatch.Event
		for _, e := range with {
			if !strings.HasPrefix(e.Mentions[0].Report, "r-x") {
				rest = append(rest, e)
			}
		}
		if d := cmp.Diff(want, rest); d != "" {
			t.Fatalf("a report of something else changes events (-before +after):\n%s", d)
		}
		if d := cmp.Diff(want, joined(t, w.World).Events); d != "" {
			t.Fatalf("without it again other events come out (-before +after):\n%s", d)
		}
	}
}

package app

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io/fs"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
	"github.com/trucewatch/trucewatch/packs"
)

// told are reports written for these tests; everything in them is made up.
var told = map[string]string{
	"harrow": "QUNEITRA, Syria (Harrow Post) — Israeli troops shelled a farm in Quneitra on 3 March 2025, killing four people, the Syrian foreign ministry said. Israel denied the shelling.\n\n" +
		"Syrian and Israeli officials held talks in Paris on 1 March 2025. The United States mediated the talks.",
	"lowland": "DAMASCUS, Syria (Lowland Gazette) — Israeli artillery shelled a farm in Quneitra on 3 March 2025. At least six people were killed, a hospital said.\n\n" +
		"Gunmen abducted two drivers near Daraa on 2 March 2025.",
	"ferry": "PARIS (The Ferry Mail) — Israel and Syria held talks in Paris on 1 March 2025.\n\nAn aid convoy reached Daraa on 4 March 2025. The 1974 disengagement agreement between Israel and Syria is still in force, the United Nations said. Syria accused Israel of shelling Quneitra again on 5 March 2025.",
}

func ownCaptures() []trucewatch.Capture {
	var out []trucewatch.Capture
	for _, name := range []string{"harrow", "lowland", "ferry"} {
		out = append(out, capture.New(name+".txt", []byte(told[name]), []byte(`{"date":"2025-03-06","outlet":"`+name+`"}`)))
	}
	return out
}

// otherPacks are the packs with some rules and places taken out, chosen by the number of
// the variant; variant 0 is as shipped.
func otherPacks(t *testing.T, variant int) fs.FS {
	t.Helper()
	if variant == 0 {
		return packs.FS
	}
	goes := func(id string) bool {
		h := fnv.New32a()
		fmt.Fprintf(h, "%d %s", variant, id)
		return h.Sum32()%3 == 0
	}
	out := fstest.MapFS{}
	err := fs.WalkDir(packs.FS, ".", func(path string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		text, err := packs.FS.ReadFile(path)
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(path, "en/events/") && strings.Count(path, "/") == 2:
			blocks := strings.Split("\n"+string(text), "\nrule ")
			kept := slices.DeleteFunc(blocks[1:], func(block string) bool {
				id, _, _ := strings.Cut(strings.TrimSpace(block), "\n")
				return goes(id)
			})
			text = []byte(blocks[0] + "\nrule " + strings.Join(kept, "\nrule "))
		case path == "gazetteer/overlay.csv":
			lines := strings.SplitAfter(string(text), "\n")
			text = []byte(lines[0] + strings.Join(slices.DeleteFunc(lines[1:], goes), ""))
		}
		out[path] = &fstest.MapFile{Data: text}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// readWith reads the reports of these tests with other packs.
func readWith(t *testing.T, variant int) *review.Reading {
	t.Helper()
	l, err := newLineOf(Fast, otherPacks(t, variant))
	if err != nil {
		t.Fatalf("packs %d: %v", variant, err)
	}
	r, err := l.Compute(t.Context(), ownCaptures(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	x := review.NewReading(r)
	x.Redraw = l.Redraw
	return x
}

func bytesOf(t *testing.T, r record.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := record.Marshal(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// appended adds a decision to a log as the store does.
func appended(log []trucewatch.Decision, d trucewatch.Decision) []trucewatch.Decision {
	n := len(log) + 1
	d.ID, d.Seq, d.Who = fmt.Sprintf("act%d-0", n), int64(n), []string{"ana", "ben"}[n%2]
	d.When = time.Date(2025, 3, 7, 12, n%60, 0, 0, time.UTC)
	return append(slices.Clip(log), d)
}

// ledgerOf are the rows of a record that are about a happening, as words.
func ledgerOf(r record.Record, event string) string {
	var b strings.Builder
	for _, x := range r.Incidents {
		if x.Event == event {
			fmt.Fprintf(&b, "incident %s %s: %s, %s; ", x.Agreement, x.Clause, x.Result, x.Why)
		}
	}
	for _, x := range r.Tolls {
		if x.Event == event && x.Best != nil {
			fmt.Fprintf(&b, "toll %s %d of %d counts; ", x.Measure, *x.Best, len(x.Series))
		}
	}
	for _, x := range r.Talks {
		if x.Event == event {
			fmt.Fprintf(&b, "talks %s; ", x.Track)
		}
	}
	for _, x := range r.Allegations {
		if x.Event == event {
			fmt.Fprintf(&b, "alleged by %v, denied by %v, %s; ", x.AllegedBy, x.DeniedBy, x.Standing)
		}
	}
	for _, x := range r.Disagreements {
		if x.About == event {
			fmt.Fprintf(&b, "differ in %s; ", x.Attribute)
		}
	}
	return b.String()
}

// TestRulesRunAgainOverCorrections: what a person corrects, merges or splits is read by the
// rules of the ledger as if the reports had been read so; undone, it leaves no trace.
func TestRulesRunAgainOverCorrections(t *testing.T) {
	x := readWith(t, 0)
	event := func(kind, place, date string) string {
		for _, e := range x.Record.Events {
			if e.Type == kind && string(e.Place) == place && string(e.Date) == date {
				return e.ID
			}
		}
		t.Fatalf("the reports tell of no %s at %q on %s", kind, place, date)
		return ""
	}
	shelled, other := event("ASSAULT", "quneitra", "2025-03-03"), event("ASSAULT", "daraa", "2025-03-02")
	var told, counted, stated []review.Claim
	groups := map[string]review.Group{}
	for _, c := range x.Claims {
		g := groups[c.Event]
		g.Claims = append(g.Claims, c.Fingerprint)
		groups[c.Event] = g
		if c.Event != shelled {
			continue
		}
		switch c.Kind {
		case review.Told:
			told = append(told, c)
		case review.Counted:
			counted = append(counted, c)
		case review.Stated:
			stated = append(stated, c)
		}
	}
	all := func(claims []review.Claim, field, value string) []trucewatch.Decision {
		var out []trucewatch.Decision
		for _, c := range claims {
			out = append(out, review.Corrected(c, map[string][]review.Value{field: {{ID: value, Name: value}}}))
		}
		return out
	}
	before := ledgerOf(x.Record, shelled)
	if !strings.Contains(before, "israel-syria-1974 A: alleged breach") || !strings.Contains(before, "killed 4") || !strings.Contains(before, "denied by [israel]") {
		t.Fatalf("as read: %s", before)
	}
	for name, tc := range map[string]struct {
		do         []trucewatch.Decision
		want, dont string
	}{
		"type":   {do: all(told, "type", "CONSULT"), want: "toll", dont: "alleged"},
		"party":  {do: all(told, "actors", "united-states-of-america"), want: "no clause applies", dont: "alleged breach"},
		"date":   {do: all(told, "date", "1973-02-03"), dont: "alleged breach"},
		"place":  {do: all(told, "place", "daraa"), want: "alleged breach"},
		"status": {do: all(told, "status", "planned"), dont: "alleged breach"},
		"count":  {do: all(counted, "min", "3"), want: "killed", dont: "killed 4"},
		"stance": {do: all(stated, "stance", "assert"), dont: "denied by [israel]"},
		"merge":  {do: []trucewatch.Decision{review.Merged(review.OfEvent, []review.Group{groups[shelled], groups[other]})}, want: "detained 2"},
		"split": {
			do:   []trucewatch.Decision{review.Divided(review.OfEvent, []review.Group{{Claims: groups[shelled].Claims[:1]}, {Claims: []string{told[len(told)-1].Fingerprint}}})},
			want: "incident",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var log []trucewatch.Decision
			for _, d := range tc.do {
				log = appended(log, d)
			}
			laid := x.Lay(log)
			for id, o := range laid.Outcomes {
				if o.Effect == review.Lost {
					t.Fatalf("%s: %s", id, o.Why)
				}
			}
			now := ledgerOf(laid.Record, shelled)
			if now == before && name != "place" || !strings.Contains(now, tc.want) || tc.dont != "" && strings.Contains(now, tc.dont) {
				t.Errorf("%s\nwas %s", now, before)
			}
			if errs := record.Validate(laid.Record); len(errs) > 0 {
				t.Error(errs)
			}
			if bytesOf(t, x.Lay(log).Record) != bytesOf(t, laid.Record) {
				t.Error("the same log gives other bytes")
			}
			b := laid.Book(log)
			for _, e := range b.Log {
				log = appended(log, review.Undone(e))
			}
			if bytesOf(t, x.Lay(log).Record) != bytesOf(t, x.Record) {
				t.Error("undone, it is not as it was read")
			}
		})
	}
}

// anyDecision decides something at random on what a reading with its log shows.
func anyDecision(random *rand.Rand, x *review.Reading, laid review.Laid, b *review.Book) trucewatch.Decision {
	claim := func() review.Claim { return laid.Claims[random.Intn(len(laid.Claims))] }
	group := func(event string) review.Group {
		g := review.Group{Name: event}
		for _, c := range laid.Claims {
			if c.Event == event {
				g.Claims = append(g.Claims, c.Fingerprint)
			}
		}
		return g
	}
	actor := func() review.Group {
		a := x.Record.Actors[random.Intn(len(x.Record.Actors))]
		return review.Group{ID: a.ID, Name: a.Name}
	}
	switch random.Intn(8) {
	case 0:
		if len(b.Log) > 0 {
			return review.Undone(b.Log[random.Intn(len(b.Log))])
		}
	case 1:
		return review.Decided(claim(), []trucewatch.DecisionKind{trucewatch.Accept, trucewatch.Refuse, trucewatch.Unsure, trucewatch.Comment}[random.Intn(4)])
	case 2:
		return review.Merged(review.OfEvent, []review.Group{group(claim().Event), group(claim().Event)})
	case 3:
		g := group(claim().Event)
		n := random.Intn(len(g.Claims) + 1)
		return review.Divided(review.OfEvent, []review.Group{{Name: "a", Claims: g.Claims[:n]}, {Name: "b", Claims: g.Claims[n:]}})
	case 4:
		return review.Merged(review.OfActor, []review.Group{actor(), actor()})
	case 5:
		r := x.Record.Reports
		return review.Merged(review.OfReport, []review.Group{{ID: r[random.Intn(len(r))].ID}, {ID: r[random.Intn(len(r))].ID}})
	}
	c := claim()
	field := review.Fields(c.Kind)[random.Intn(len(review.Fields(c.Kind)))]
	value := map[string]string{
		"type": "CONSULT", "mode": "heavy-weapons", "status": "planned", "place": "daraa", "date": "2025-03-02", "stance": "silent", "measure": "wounded", "min": "3", "max": "12", "as_of": "2025-03-05",
	}[field]
	if value == "" {
		value = actor().ID
	}
	return review.Corrected(c, map[string][]review.Value{field: {{ID: value, Name: value}}})
}

// TestDecisionsOverOtherPacks plays 1,000 random logs of decisions over the same reports
// read with other packs in between, the rules of the ledger run again each time: every decision
// is on a claim, has an outcome or is stale; and undoing all gives the bytes of the reading.
func TestDecisionsOverOtherPacks(t *testing.T) {
	var readings []*review.Reading
	var digests []string
	for variant := range 6 {
		readings = append(readings, readWith(t, variant))
		digests = append(digests, bytesOf(t, readings[variant].Record))
	}
	if slices.Sort(digests); len(slices.Compact(slices.Clone(digests))) < 5 {
		t.Fatal("the packs do not read the reports otherwise")
	}
	stale := 0
	for seed := range 1000 {
		random := rand.New(rand.NewSource(int64(seed)))
		x := readings[random.Intn(len(readings))]
		var log []trucewatch.Decision
		for range 1 + random.Intn(5) {
			b, laid := review.New(x, log)
			log = appended(log, anyDecision(random, x, laid, b))
			if random.Intn(3) == 0 {
				x = readings[random.Intn(len(readings))]
			}
		}
		b, laid := review.New(x, log)
		if errs := record.Validate(laid.Record); len(errs) > 0 {
			t.Fatalf("seed %d: %v", seed, errs)
		}
		seen := map[string]bool{}
		note := func(history []review.Entry) {
			for _, e := range history {
				seen[e.ID] = true
			}
		}
		for _, c := range b.Claims {
			note(b.History(c.Fingerprint))
		}
		for _, s := range b.Stale {
			note(s.History)
			stale++
		}
		for _, e := range b.Log {
			if b.Outcomes[e.ID].Effect != "" {
				note(b.History(e.Fingerprint))
			}
		}
		if len(seen) != len(log) {
			t.Fatalf("seed %d: %d of %d decisions are shown", seed, len(seen), len(log))
		}
		for _, e := range b.Log {
			if e.Kind != trucewatch.Undo && !e.Undone {
				log = appended(log, review.Undone(e))
			}
		}
		if got := x.Lay(log); bytesOf(t, got.Record) != bytesOf(t, x.Record) {
			t.Fatalf("seed %d: undoing all does not give the reading", seed)
		}
	}
	if stale == 0 {
		t.Error("no decision ever became stale: the packs are not other enough")
	}
}

package review_test

import (
	"bytes"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
)

const (
	struck = "e-assault-tor-valley-2031-05-05-11aa22bb"
	met    = "e-consult-port-anna-2031-05-06-0a1b2c3d"
)

func valid(t *testing.T, r record.Record) {
	t.Helper()
	for _, err := range record.Validate(r) {
		t.Error(err)
	}
}

func bytesOf(t *testing.T, r record.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := record.Marshal(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func event(t *testing.T, r record.Record, id string) record.Event {
	t.Helper()
	i := slices.IndexFunc(r.Events, func(e record.Event) bool { return e.ID == id })
	if i < 0 {
		t.Fatalf("no happening %s", id)
	}
	return r.Events[i]
}

// fingerprints are those of the claims of a happening.
func fingerprints(x *review.Reading, event string, kinds ...review.Kind) []string {
	var out []string
	for _, c := range x.Claims {
		if c.Event == event && (len(kinds) == 0 || slices.Contains(kinds, c.Kind)) {
			out = append(out, c.Fingerprint)
		}
	}
	return out
}

// lay lays one decision over the record of the output tests and checks what comes out.
func lay(t *testing.T, x *review.Reading, decisions ...trucewatch.Decision) review.Laid {
	t.Helper()
	before := bytesOf(t, x.Record)
	var log []trucewatch.Decision
	for _, d := range decisions {
		log = decide(log, d, "ana")
	}
	b, laid := review.New(x, log)
	valid(t, laid.Record)
	if bytesOf(t, x.Record) != before {
		t.Fatal("the reading itself was changed")
	}
	undone := log
	for _, e := range b.Log {
		undone = decide(undone, review.Undone(e), "ana")
	}
	if bytesOf(t, x.Lay(undone).Record) != before {
		t.Error("undoing does not give the record as it was read")
	}
	return laid
}

func TestCorrect(t *testing.T) {
	x := review.NewReading(outputtest.Record())
	told := x.Claims[slices.IndexFunc(x.Claims, func(c review.Claim) bool { return c.Event == met && c.Kind == review.Told })]
	laid := lay(t, x, review.Corrected(told, map[string][]review.Value{
		"date": {{ID: "2031-05-04"}}, "place": {{ID: "dun", Name: "Dun"}}, "actors": {{ID: "gone-by-now", Name: "Ostria"}}, "status": {{ID: "planned"}},
	}))
	e := event(t, laid.Record, met)
	if e.Date != "2031-05-04" || e.Place != "dun" || e.Status != "planned" || !slices.Contains(e.Actors, "ostria") {
		t.Errorf("%+v", e)
	}
	for _, m := range e.Mentions {
		if m.Report == "r-c3" && m.Date != "2031-05-04" {
			t.Errorf("the copy has still %s", m.Date)
		}
		if m.Report == told.Report && !slices.ContainsFunc(m.Why, func(w record.Reason) bool { return w.Rule == "decision.correct.date" }) {
			t.Errorf("the mention does not say who corrected it: %+v", m.Why)
		}
	}
	for _, r := range laid.Record.Talks {
		if r.Event == met && (r.Place != "dun" || r.Date != "2031-05-04") {
			t.Errorf("the talks have still %s, %s", r.Place, r.Date)
		}
	}
	for name, set := range map[string]map[string][]review.Value{
		"no such type":  {"type": {{ID: "PARTY"}}},
		"no date":       {"date": {{ID: "yesterday"}}},
		"no such field": {"measure": {{ID: "killed"}}},
		"two places":    {"place": {{ID: "dun"}, {ID: "ostria"}}},
		"nobody":        {"actors": {{ID: "zz", Name: "Nobody Known"}}},
		"no status":     {"status": {}},
	} {
		if got := lay(t, x, review.Corrected(told, set)).Outcomes["act1-0"]; got.Effect != review.Lost || got.Why == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestCorrectCountAndStance(t *testing.T) {
	x := review.NewReading(outputtest.Record())
	count := x.Claims[slices.IndexFunc(x.Claims, func(c review.Claim) bool { return c.Kind == review.Counted && c.Event == struck })]
	laid := lay(t, x, review.Corrected(count, map[string][]review.Value{"min": {{ID: "30"}}, "max": {{ID: "30"}}}))
	i := slices.IndexFunc(laid.Record.Tolls, func(r record.Toll) bool { return r.Event == struck && r.Measure == "killed" })
	if toll := laid.Record.Tolls[i]; toll.High == nil || *toll.High < 30 {
		t.Errorf("%+v", toll)
	}
	laid = lay(t, x, review.Corrected(count, map[string][]review.Value{"measure": {{ID: "wounded"}}}))
	if !slices.ContainsFunc(laid.Record.Tolls, func(r record.Toll) bool { return r.Event == struck && r.Measure == "wounded" }) {
		t.Error("no toll of wounded")
	}
	denial := x.Claims[slices.IndexFunc(x.Claims, func(c review.Claim) bool { return c.Kind == review.Stated })]
	laid = lay(t, x, review.Corrected(denial, map[string][]review.Value{"stance": {{ID: "assert"}}}))
	for _, a := range laid.Record.Allegations {
		if a.Event == denial.Event && len(a.DeniedBy) > 0 {
			t.Errorf("still denied by %v", a.DeniedBy)
		}
	}
	if e := event(t, laid.Record, denial.Event); e.Standing == "contested" {
		t.Error("still contested")
	}
}

func TestMergeAndSplitHappenings(t *testing.T) {
	x := review.NewReading(outputtest.Record())
	merge := review.Merged(review.OfEvent, []review.Group{{Name: "one", Claims: fingerprints(x, struck)}, {Name: "two", Claims: fingerprints(x, shelled)}})
	laid := lay(t, x, merge)
	one, two, both := event(t, x.Record, struck), event(t, x.Record, shelled), event(t, laid.Record, struck)
	if len(both.Mentions) != len(one.Mentions)+len(two.Mentions) || laid.Gone[shelled] != struck {
		t.Errorf("%+v", both)
	}
	if strings.Contains(bytesOf(t, laid.Record), `"`+shelled+`"`) {
		t.Error("the record still names what was merged")
	}
	for _, c := range laid.Claims {
		if c.Event == shelled {
			t.Errorf("a claim is still of what is gone: %s", c.Says)
		}
	}
	if slices.ContainsFunc(laid.Record.Allegations, func(a record.Allegation) bool { return a.Event == shelled }) {
		t.Error("an allegation is of what is gone")
	}
	told := fingerprints(x, met, review.Told)
	if len(told) < 2 {
		t.Fatalf("%d claims", len(told))
	}
	split := review.Divided(review.OfEvent, []review.Group{{Name: "talks", Claims: told[:1]}, {Name: "others", Claims: told[1:]}})
	laid = lay(t, x, split)
	if len(laid.Record.Events) != len(x.Record.Events)+1 {
		t.Fatalf("%d happenings", len(laid.Record.Events))
	}
	other := ""
	for _, c := range laid.Claims {
		if c.Fingerprint == told[1] {
			other = c.Event
		}
	}
	if e := event(t, laid.Record, other); other == met || len(e.Mentions) == 0 || e.Reports == 0 {
		t.Errorf("%s: %+v", other, e)
	}
	// What was merged can be split again, and the other way round.
	again := review.Merged(review.OfEvent, []review.Group{{Claims: told[:1]}, {Claims: told[1:]}})
	if laid = lay(t, x, split, again); laid.Outcomes["act2-0"].Effect != review.Applied || len(laid.Record.Events) != len(x.Record.Events) {
		t.Errorf("%+v, %d happenings", laid.Outcomes, len(laid.Record.Events))
	}
	if laid = lay(t, x, again); laid.Outcomes["act1-0"].Effect != review.Already {
		t.Errorf("%+v", laid.Outcomes)
	}
}

func TestMergeAndSplitNames(t *testing.T) {
	x := review.NewReading(outputtest.Record())
	laid := lay(t, x, review.Merged(review.OfActor, []review.Group{{ID: "kesh-front", Name: "Kesh Front"}, {ID: "red-line-party", Name: "Red Line Party"}}))
	if slices.ContainsFunc(laid.Record.Actors, func(a record.Actor) bool { return a.ID == "red-line-party" }) {
		t.Error("still there")
	}
	if v, ok := review.FindActor(laid.Record, "Red Line Party"); !ok || v.ID != "kesh-front" {
		t.Errorf("%+v", v)
	}
	// Whoever adds a list of actors to the record must take it in here, too.
	laid = lay(t, x, review.Merged(review.OfActor, []review.Group{{ID: "red-line-party"}, {ID: "kesh-front"}}))
	if strings.Contains(bytesOf(t, laid.Record), `"kesh-front"`) {
		t.Error("the record still names who was merged")
	}
	laid = lay(t, x, review.Merged(review.OfPlace, []review.Group{{ID: "tor-valley"}, {ID: "dun"}}))
	if strings.Contains(bytesOf(t, laid.Record), `"dun"`) {
		t.Error("the record still names the place that was merged")
	}
	laid = lay(t, x, review.Divided(review.OfActor, []review.Group{{ID: "ilse-maren", Name: "Ilse Maren"}, {Name: "Ilse Mahren the Younger", Spellings: []string{"Ilse Mahren"}}}))
	if _, ok := review.FindActor(laid.Record, "Ilse Mahren the Younger"); !ok {
		t.Fatal("nobody new")
	}
	seen := false
	for _, m := range event(t, laid.Record, met).Mentions {
		if m.Report == "r-b2" {
			seen = slices.Contains(m.Actors, "ilse-mahren-the-younger") || seen
			if slices.Contains(m.Actors, "ilse-maren") {
				t.Errorf("the letter still means the other: %v", m.Actors)
			}
		}
	}
	if !seen {
		t.Error("no mention has the new actor")
	}
	laid = lay(t, x, review.Merged(review.OfPlace, []review.Group{{ID: "tor-valley", Name: "Tor Valley"}, {ID: "dun", Name: "Dun"}}))
	if e := event(t, laid.Record, shelled); e.Place != "tor-valley" {
		t.Errorf("place %s", e.Place)
	}
	lay(t, x, review.Divided(review.OfPlace, []review.Group{{ID: "dun", Name: "Dun"}, {Name: "Dun on the Coast", Reports: []string{"r-b2"}}}))
	if got := lay(t, x, review.Merged(review.OfActor, []review.Group{{ID: "kesh-front"}, {ID: "nobody", Name: "Nobody"}})).Outcomes["act1-0"]; got.Effect != review.Lost {
		t.Errorf("%+v", got)
	}
}

func TestCopies(t *testing.T) {
	x := review.NewReading(outputtest.Record())
	laid := lay(t, x, review.Divided(review.OfReport, []review.Group{{ID: "r-c3", Name: "c.txt"}}))
	for _, r := range laid.Record.Reports {
		if r.CopyOf != "" {
			t.Errorf("%s still repeats %s", r.ID, r.CopyOf)
		}
	}
	before := event(t, x.Record, met).Independent
	if e := event(t, laid.Record, met); e.Independent != before+1 {
		t.Errorf("%d independent, was %d", e.Independent, before)
	}
	laid = lay(t, x, review.Merged(review.OfReport, []review.Group{{ID: "r-a1"}, {ID: "r-b2"}}))
	if e := event(t, laid.Record, met); e.Independent != 1 || e.Standing == "corroborated" {
		t.Errorf("%+v", e)
	}
	// The copy was the original in truth.
	laid = lay(t, x, review.Merged(review.OfReport, []review.Group{{ID: "r-c3"}, {ID: "r-a1"}}))
	for _, r := range laid.Record.Reports {
		if want := map[string]record.Nullable{"r-a1": "r-c3"}[r.ID]; r.CopyOf != want {
			t.Errorf("%s repeats %q, want %q", r.ID, r.CopyOf, want)
		}
	}
}

// otherRules reads the record as other packs would: other values, other happenings,
// other IDs, and some of it not at all.
func otherRules(random *rand.Rand) *review.Reading {
	r := outputtest.Record()
	for i := range r.Events {
		e := &r.Events[i]
		for j := range e.Mentions {
			if random.Intn(5) == 0 {
				e.Mentions[j].Actors = []string{"ostria"}
			}
			if random.Intn(8) == 0 {
				e.Mentions[j].Place = ""
			}
		}
	}
	if random.Intn(3) == 0 { // one happening is not read
		gone := r.Events[random.Intn(len(r.Events))].ID
		r.Events = slices.DeleteFunc(r.Events, func(e record.Event) bool { return e.ID == gone })
		about := func(id string) bool { return id == gone }
		r.Talks = slices.DeleteFunc(r.Talks, func(x record.Talks) bool { return about(x.Event) })
		r.Allegations = slices.DeleteFunc(r.Allegations, func(x record.Allegation) bool { return about(x.Event) })
		r.Access = slices.DeleteFunc(r.Access, func(x record.Access) bool { return about(x.Event) })
		r.Tolls = slices.DeleteFunc(r.Tolls, func(x record.Toll) bool { return about(x.Event) })
		r.Incidents = slices.DeleteFunc(r.Incidents, func(x record.Incident) bool { return about(x.Event) })
		r.Disagreements = slices.DeleteFunc(r.Disagreements, func(x record.Disagreement) bool { return about(x.About) })
		for i := range r.Statements {
			r.Statements[i].About = slices.DeleteFunc(r.Statements[i].About, about)
		}
		for i := range r.Figures {
			if about(string(r.Figures[i].Event)) {
				r.Figures[i].Event = ""
			}
		}
		for i := range r.Talks {
			if about(string(r.Talks[i].Next)) {
				r.Talks[i].Next = ""
			}
		}
	}
	if random.Intn(4) == 0 { // an actor is read as nobody
		r.Actors = slices.DeleteFunc(r.Actors, func(a record.Actor) bool { return a.ID == "red-line-party" })
	}
	record.Sort(&r)
	return review.NewReading(r)
}

// anyDecision decides something at random on what a book shows.
func anyDecision(random *rand.Rand, x *review.Reading, b *review.Book, laid review.Laid) trucewatch.Decision {
	claim := func() review.Claim { return x.Claims[random.Intn(len(x.Claims))] }
	pick := func(ids ...string) string { return ids[random.Intn(len(ids))] }
	actor := func() review.Group {
		a := laid.Record.Actors[random.Intn(len(laid.Record.Actors))]
		return review.Group{ID: a.ID, Name: a.Name}
	}
	groupOf := func(event string) review.Group {
		g := review.Group{Name: event}
		for _, c := range laid.Claims {
			if c.Event == event {
				g.Claims = append(g.Claims, c.Fingerprint)
			}
		}
		return g
	}
	switch random.Intn(9) {
	case 0:
		if len(b.Log) > 0 {
			return review.Undone(b.Log[random.Intn(len(b.Log))])
		}
		return review.Decided(claim(), trucewatch.Accept)
	case 1:
		return review.Decided(claim(), []trucewatch.DecisionKind{trucewatch.Accept, trucewatch.Refuse, trucewatch.Unsure, trucewatch.Comment}[random.Intn(4)])
	case 2, 3:
		c := claim()
		field := review.Fields(c.Kind)[random.Intn(len(review.Fields(c.Kind)))]
		value := map[string]string{
			"type": pick("ASSAULT", "AID"), "mode": "heavy-weapons", "status": pick("occurred", "planned"), "place": pick("dun", "port-anna"), "date": pick("2031-05-01", "2031-05"),
			"stance": pick("deny", "silent", "assert"), "measure": pick("killed", "wounded"), "min": pick("3", "14"), "max": pick("14", "90"), "as_of": "2031-05-09",
		}[field]
		if value == "" {
			value = actor().ID
		}
		return review.Corrected(c, map[string][]review.Value{field: {{ID: value, Name: value}}})
	case 4:
		return review.Merged(review.OfEvent, []review.Group{groupOf(claim().Event), groupOf(laid.Claims[random.Intn(len(laid.Claims))].Event)})
	case 5:
		g := groupOf(laid.Claims[random.Intn(len(laid.Claims))].Event)
		n := random.Intn(len(g.Claims) + 1)
		return review.Divided(review.OfEvent, []review.Group{{Name: "a", Claims: g.Claims[:n]}, {Name: "b", Claims: g.Claims[n:]}})
	case 6:
		return review.Merged(review.OfActor, []review.Group{actor(), actor()})
	case 7:
		return review.Divided(review.OfActor, []review.Group{actor(), {Name: "Somebody Else", Reports: []string{pick("r-a1", "r-b2")}}})
	}
	if random.Intn(2) == 0 {
		return review.Divided(review.OfPlace, []review.Group{{ID: "dun", Name: "Dun"}, {Name: "Dun", Spellings: []string{"Dun"}, Reports: []string{pick("r-a1", "r-b2")}}})
	}
	return review.Merged(review.OfReport, []review.Group{{ID: pick("r-a1", "r-b2")}, {ID: pick("r-b2", "r-c3")}})
}

// TestNoDecisionIsLost plays random decisions that judge, correct, merge, split and
// undo, with other readings in between: every decision is on a claim, stale, or has an
// outcome; every record that comes out is valid; and undoing gives the bytes of before.
func TestNoDecisionIsLost(t *testing.T) {
	for seed := range 1000 {
		random := rand.New(rand.NewSource(int64(seed)))
		x := otherRules(random)
		var log []trucewatch.Decision
		for range 1 + random.Intn(10) {
			if random.Intn(4) == 0 {
				x = otherRules(random)
			}
			b, laid := review.New(x, log)
			log = decide(log, anyDecision(random, x, b, laid), []string{"ana", "ben"}[random.Intn(2)])
		}
		b, laid := review.New(x, log)
		if errs := record.Validate(laid.Record); len(errs) > 0 {
			t.Fatalf("seed %d: %v\n%s", seed, errs, told(log))
		}
		if shown := all(b); len(shown) != len(log) {
			t.Fatalf("seed %d: %d of %d decisions are shown\n%s", seed, len(shown), len(log), told(log))
		}
		before := bytesOf(t, laid.Record)
		next := decide(log, anyDecision(random, x, b, laid), "cy")
		after, _ := review.New(x, next)
		next = decide(next, review.Undone(after.Log[len(after.Log)-1]), "cy")
		if bytesOf(t, x.Lay(next).Record) != before {
			t.Fatalf("seed %d: undoing the last decision gives other bytes\n%s", seed, told(next))
		}
		after, _ = review.New(x, next)
		for _, e := range after.Log {
			if e.Kind != trucewatch.Undo && !e.Undone {
				next = decide(next, review.Undone(e), "cy")
			}
		}
		again, _ := review.New(x, next)
		for _, e := range again.Log {
			if e.Kind != trucewatch.Undo && !e.Undone {
				t.Fatalf("seed %d: %s still holds", seed, e.ID)
			}
		}
		if bytesOf(t, x.Lay(next).Record) != bytesOf(t, x.Record) {
			t.Fatalf("seed %d: undoing all does not give the reading\n%s", seed, told(next))
		}
	}
}

// all are the decisions that a book shows: on claims, as stale, or by their outcome.
func all(b *review.Book) map[string]bool {
	out := map[string]bool{}
	take := func(history []review.Entry) {
		for _, e := range history {
			out[e.ID] = true
		}
	}
	for _, c := range b.Claims {
		take(b.History(c.Fingerprint))
	}
	for _, s := range b.Stale {
		take(s.History)
	}
	for _, e := range b.Log {
		if b.Outcomes[e.ID].Effect != "" {
			take(b.History(e.Fingerprint)) // with what undid it
		}
	}
	return out
}

func told(log []trucewatch.Decision) string {
	var b strings.Builder
	for _, d := range log {
		fmt.Fprintf(&b, "%s %s %s %s\n", d.ID, d.Kind, d.Fingerprint, d.Payload)
	}
	return b.String()
}

package review_test

import (
	"bytes"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
)

const shelled = "e-assault-dun-33cc44dd"

func claims(change func(*record.Record)) []review.Claim {
	r := outputtest.Record()
	if change != nil {
		change(&r)
	}
	return review.Claims(view.New(r))
}

// book lays a log that only judges over claims.
func book(claims []review.Claim, log []trucewatch.Decision) *review.Book {
	return review.Laid{Claims: claims}.Book(log)
}

// decide appends a decision to a log as a store would.
func decide(log []trucewatch.Decision, d trucewatch.Decision, who string) []trucewatch.Decision {
	n := len(log) + 1
	d.ID, d.Seq, d.Who = fmt.Sprintf("act%d-0", n), int64(n), who
	d.When = time.Date(2031, 5, 9, 12, n, 0, 0, time.UTC)
	return append(log, d)
}

func TestClaims(t *testing.T) {
	all := claims(nil)
	kinds := map[review.Kind]int{}
	seen := map[string]bool{}
	for _, c := range all {
		kinds[c.Kind]++
		if seen[c.Fingerprint] {
			t.Errorf("the fingerprint %s stands for two claims", c.Fingerprint)
		}
		seen[c.Fingerprint] = true
		if c.Words == "" || c.Says == "" || len(c.Parts) == 0 {
			t.Errorf("claim without words: %+v", c)
		}
		if c.Report == "r-c3" {
			t.Errorf("a copy is judged: %s", c.Says)
		}
	}
	if kinds[review.Told] != 8 || kinds[review.Stated] != 1 || kinds[review.Counted] != 2 {
		t.Errorf("claims %v", kinds)
	}
}

// TestFingerprintsStay reads the same words at other places, with other ids.
func TestFingerprintsStay(t *testing.T) {
	before := claims(nil)
	after := claims(func(r *record.Record) {
		for i := range r.Events {
			r.Events[i].ID += "0"
		}
		r.Talks, r.Agreements, r.Allegations, r.Access, r.Tolls, r.Disagreements = nil, nil, nil, nil, nil, nil
		for i := range r.Statements {
			r.Statements[i].ID += "0"
			for j := range r.Statements[i].About {
				r.Statements[i].About[j] += "0"
			}
		}
	})
	for i, c := range before {
		if c.Kind == review.Told && c.Fingerprint != after[slices.IndexFunc(after, func(x review.Claim) bool { return x.Report == c.Report && x.Start == c.Start })].Fingerprint {
			t.Errorf("claim %d: another id makes another fingerprint", i)
		}
	}
}

func TestReplay(t *testing.T) {
	all := claims(nil)
	c := all[slices.IndexFunc(all, func(c review.Claim) bool { return c.Event == shelled })]
	var log []trucewatch.Decision
	state := func(want review.State) {
		t.Helper()
		if got := book(all, log).State(c.Fingerprint); got != want {
			t.Errorf("after %d decisions: %s, want %s", len(log), got, want)
		}
	}
	state(review.Open)
	log = decide(log, review.Decided(c, trucewatch.Accept), "ana")
	state(review.Accepted)
	log = decide(log, review.Decided(c, trucewatch.Comment), "ben")
	state(review.Accepted)
	log = decide(log, review.Decided(c, trucewatch.Refuse), "ben")
	state(review.Refused)
	b := book(all, log)
	if b.LastBy("ana") != "act1" || b.LastBy("ben") != "act3" || b.LastBy("cy") != "" || b.Seen(c.Fingerprint) != 3 {
		t.Errorf("last acts %q, %q; seen %d", b.LastBy("ana"), b.LastBy("ben"), b.Seen(c.Fingerprint))
	}
	log = decide(log, review.Undone(b.Log[2]), "ben")
	state(review.Accepted)
	log = decide(log, review.Undone(book(all, log).Log[3]), "ana") // the undoing is undone
	state(review.Refused)
	b = book(all, log)
	if h := b.History(c.Fingerprint); len(h) != 5 || h[3].Undone != true || h[2].Undone {
		t.Errorf("history %+v", h)
	}
	if got := b.StateOf(c.Event); got != review.Partly {
		t.Errorf("the happening is %s", got)
	}
	for _, x := range b.Of(c.Event) {
		log = decide(log, review.Decided(x, trucewatch.Accept), "ana")
	}
	if got := book(all, log).States()[c.Event]; got != "accepted" {
		t.Errorf("the happening is %q when all its claims are accepted", got)
	}
}

// TestStale reads a claim otherwise, and then not at all.
func TestStale(t *testing.T) {
	all := claims(nil)
	c := all[slices.IndexFunc(all, func(c review.Claim) bool { return c.Event == shelled })]
	log := decide(nil, review.Decided(c, trucewatch.Accept), "ana")
	if b := book(all, log); len(b.Stale) != 0 {
		t.Errorf("stale at once: %+v", b.Stale)
	}
	otherwise := claims(func(r *record.Record) {
		for i := range r.Events {
			if r.Events[i].ID == shelled {
				for j := range r.Events[i].Mentions {
					r.Events[i].Mentions[j].Actors = []string{"marland"}
				}
			}
		}
	})
	b := book(otherwise, log)
	if len(b.Stale) != 1 || b.Stale[0].Now == nil || !strings.Contains(b.Stale[0].Says, "who: Kesh Front") || !strings.Contains(b.Stale[0].Now.Says, "who: Marland") {
		t.Fatalf("%+v", b.Stale)
	}
	if b.State(b.Stale[0].Now.Fingerprint) != review.Open {
		t.Error("the decision moved to what is read now")
	}
	gone := claims(func(r *record.Record) {
		r.Events = slices.DeleteFunc(r.Events, func(e record.Event) bool { return e.ID == shelled })
	})
	b = book(gone, log)
	if len(b.Stale) != 1 || b.Stale[0].Now != nil || b.Stale[0].Words == "" || b.Stale[0].State != review.Accepted {
		t.Fatalf("%+v", b.Stale)
	}
}

// TestNothingIsLost plays random decisions over random readings: each decision is
// in the log and either on a claim or stale, and undoing the last act gives the
// states from before it.
func TestNothingIsLost(t *testing.T) {
	random := rand.New(rand.NewSource(7))
	kinds := []trucewatch.DecisionKind{trucewatch.Accept, trucewatch.Refuse, trucewatch.Unsure, trucewatch.Comment}
	for range 1000 {
		var log []trucewatch.Decision
		all := reading(random)
		for range 1 + random.Intn(12) {
			if random.Intn(4) == 0 {
				all = reading(random)
			}
			if b := book(all, log); len(log) > 0 && random.Intn(3) == 0 {
				log = decide(log, review.Undone(b.Log[random.Intn(len(b.Log))]), "ana")
			} else {
				log = decide(log, review.Decided(all[random.Intn(len(all))], kinds[random.Intn(len(kinds))]), "ana")
			}
		}
		b := book(all, log)
		found := 0
		for _, c := range all {
			found += len(b.History(c.Fingerprint))
		}
		for _, s := range b.Stale {
			found += len(s.History)
		}
		if found != len(log) {
			t.Fatalf("%d of %d decisions are shown", found, len(log))
		}
		before := fmt.Sprint(states(b))
		log = decide(log, review.Decided(all[0], trucewatch.Refuse), "ben")
		after := book(all, log)
		log = decide(log, review.Undone(after.Log[len(after.Log)-1]), "ben")
		if got := fmt.Sprint(states(book(all, log))); got != before {
			t.Fatalf("undoing gives %s, was %s", got, before)
		}
	}
}

// reading is the record as other rules would read it: mentions have other actors,
// or are not there.
func reading(random *rand.Rand) []review.Claim {
	return claims(func(r *record.Record) {
		for i := range r.Events {
			e := &r.Events[i]
			for j := range e.Mentions {
				if random.Intn(4) == 0 {
					e.Mentions[j].Actors = []string{"ostria"}
				}
			}
			if len(e.Mentions) > 1 && random.Intn(4) == 0 {
				e.Mentions = e.Mentions[1:]
			}
		}
	})
}

func states(b *review.Book) []string {
	var out []string
	for _, c := range b.Claims {
		out = append(out, string(b.State(c.Fingerprint)))
	}
	for _, s := range b.Stale {
		out = append(out, s.Fingerprint+string(s.State))
	}
	return out
}

func TestLines(t *testing.T) {
	c := claims(nil)[0]
	d := decide(nil, review.Decided(c, trucewatch.Accept), "ana <b>")[0]
	d.Why = "two\nlines & “quotes”"
	var b bytes.Buffer
	if err := review.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	var got []trucewatch.Decision
	take := func(d trucewatch.Decision) error { got = append(got, d); return nil }
	if err := review.Read(&b, take); err != nil || len(got) != 1 {
		t.Fatalf("%v, %+v", err, got)
	}
	got[0].Seq = d.Seq
	if fmt.Sprintf("%+v", got[0]) != fmt.Sprintf("%+v", d) {
		t.Errorf("%+v\nbecame\n%+v", d, got[0])
	}
	for _, bad := range []string{"{", `{"id":"x"}`, `{"id":"x","who":"a","when":"2031-05-01T00:00:00Z","kind":"shout","fingerprint":"f"}`, `{"id":"","who":"a","when":"2031-05-01T00:00:00Z","kind":"accept","fingerprint":"f"}`} {
		if err := review.Read(strings.NewReader("\n"+bad+"\n"), take); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"id":"x","who":"a","when":"2031-05-01T00:00:00Z","kind":"undo","fingerprint":"f","payload":{"undoes":"x"}}`))
	f.Add([]byte("null\n{}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var log []trucewatch.Decision
		_ = review.Read(bytes.NewReader(b), func(d trucewatch.Decision) error { log = append(log, d); return nil })
		if got := book(nil, log); len(got.Log) != len(log) {
			t.Errorf("%d decisions became %d", len(log), len(got.Log))
		}
	})
}

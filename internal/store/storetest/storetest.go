// Package storetest is the one suite of tests that every store must pass.
package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// Run runs the suite. Each call of open must return a new, empty store, which the
// suite closes.
func Run(t *testing.T, open func(*testing.T) store.Store) {
	t.Helper()
	tests := []struct {
		name string
		test func(*testing.T, store.Store)
	}{
		{"an empty store", testEmpty},
		{"captures come back as they went in", testCaptures},
		{"the same captures again change nothing", testIdempotent},
		{"an ID with other content is refused, with its batch", testConflict},
		{"a page fetched again keeps its first side data", testFetched},
		{"incomplete records are refused", testInvalid},
		{"issues stay until the file could be read", testIssues},
		{"decisions stand in order and are added once", testDecisions},
		{"the cached record goes with every change", testLedger},
		{"the last choice holds", testChoice},
		{"the loop may write and may end early", testLoops},
		{"what is handed over is the caller's own", testOwnBytes},
		{"a canceled context is an error and changes nothing", testCanceled},
		{"many at once", testConcurrent},
		{"what was read is found under its mark only", testShelf},
		{"feeds are kept with how they stand", testFeeds},
		{"pages wait until they are due", testQueue},
		{"versions of a page stand in order", testVersions},
		{"a batch of visits is kept as a whole or not at all", testSettleWhole},
		{"two watchers double nothing", testManyWatchers},
		{"alerts are kept with what they told", testAlerts},
		{"what is told is kept as a whole or not at all", testTellWhole},
		{"two programs tell nothing twice", testManyTellers},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) { tc.test(t, closing(t, open(t))) })
	}
	t.Run("any order of putting in gives the same contents", func(t *testing.T) { testAnyOrder(t, open) })
}

func closing(t *testing.T, s store.Store) store.Store {
	t.Helper()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// Document returns the n-th of a series of made-up captures, the same every time.
func Document(n int) trucewatch.Capture {
	c := trucewatch.Capture{
		Name:      fmt.Sprintf("%03d.txt", n),
		Path:      fmt.Sprintf("reports/%03d.txt", n),
		MediaType: "text/plain",
		Bytes:     fmt.Appendf(nil, "Report %d: the two sides met again on the island.\x00\xff\n", n),
	}
	if n%3 == 0 {
		c.Meta = fmt.Appendf(nil, `{"outlet":"Harbor Post","n":%d}`, n)
	}
	sum := sha256.Sum256(slices.Concat([]byte(c.Name), []byte{0}, c.Bytes, []byte{0}, c.Meta))
	c.ID = hex.EncodeToString(sum[:])
	return c
}

// Documents returns the first n captures of the series of Document.
func Documents(n int) []trucewatch.Capture {
	all := make([]trucewatch.Capture, n)
	for i := range all {
		all[i] = Document(i)
	}
	return all
}

// Decide returns the n-th of a series of made-up decisions.
func Decide(n int) trucewatch.Decision {
	return trucewatch.Decision{
		ID: fmt.Sprintf("act-%03d", n), Who: "R. Coder", When: time.UnixMilli(1_755_600_000_000 + int64(n)).UTC(),
		Why: "both name the same bridge", Kind: trucewatch.Merge, Fingerprint: fmt.Sprintf("f-%d", n/2),
		Words: "shots were fired near the bridge", Payload: []byte(`{"into":"e-1"}`),
	}
}

// Contents is all that a store holds, for comparison.
type Contents struct {
	Captures  []trucewatch.Capture
	Issues    []trucewatch.Issue
	Decisions []trucewatch.Decision
}

// Read returns all that s holds.
func Read(t *testing.T, s store.Store) Contents {
	t.Helper()
	issues, err := s.Issues(t.Context())
	if err != nil {
		t.Fatalf("Issues: %v", err)
	}
	c := Contents{collect(t, s.Captures(t.Context())), issues, collect(t, s.Decisions(t.Context()))}
	var bare []trucewatch.Capture
	for _, one := range c.Captures {
		one.Bytes = nil
		bare = append(bare, one)
	}
	same(t, "index", collect(t, s.Index(t.Context())), bare)
	return c
}

func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var all []T
	for one, err := range seq {
		if err != nil {
			t.Fatalf("reading: %v", err)
		}
		all = append(all, one)
	}
	return all
}

func put(t *testing.T, s store.Store, want int, captures ...trucewatch.Capture) {
	t.Helper()
	if added, err := s.PutCaptures(t.Context(), captures); err != nil || added != want {
		t.Fatalf("PutCaptures = %d, %v; want %d added", added, err, want)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func byID(all []trucewatch.Capture) []trucewatch.Capture {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b trucewatch.Capture) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return all
}

func testEmpty(t *testing.T, s store.Store) {
	t.Helper()
	same(t, "contents", Read(t, s), Contents{})
	if digest, record, err := s.Ledger(t.Context()); digest != "" || record != nil || err != nil {
		t.Errorf("Ledger = %q, %q, %v; want nothing", digest, record, err)
	}
	put(t, s, 0)
}

func testCaptures(t *testing.T, s store.Store) {
	t.Helper()
	all := Documents(101) // more than any store reads at a time
	odd := Document(500)
	odd.ID, odd.Name, odd.Path, odd.Bytes, odd.MediaType = "0", "n\xffme", "a/\xff ?%25#é", []byte{}, ""
	all = append(all, odd)
	put(t, s, 102, all...)
	same(t, "captures", Read(t, s).Captures, byID(all))
}

func testIdempotent(t *testing.T, s store.Store) {
	t.Helper()
	all := Documents(5)
	put(t, s, 5, all...)
	put(t, s, 0, all...)
	put(t, s, 1, Document(2), Document(9), Document(9))
	first, last := Document(1), Document(1)
	first.Path, last.Path = "a/first", "z/last"
	put(t, s, 0, last, first, last)
	want := append(all, Document(9))
	want[1].Path = "a/first"
	same(t, "captures", Read(t, s).Captures, byID(want))
}

func testConflict(t *testing.T, s store.Store) {
	t.Helper()
	put(t, s, 1, Document(1))
	for _, change := range []func(*trucewatch.Capture){
		func(c *trucewatch.Capture) { c.Bytes = append(c.Bytes, '!') },
		func(c *trucewatch.Capture) { c.Name = "other" },
		func(c *trucewatch.Capture) { c.Meta = []byte("{}") },
	} {
		wrong := Document(1)
		change(&wrong)
		if _, err := s.PutCaptures(t.Context(), []trucewatch.Capture{Document(2), wrong}); !errors.Is(err, store.ErrConflict) {
			t.Errorf("PutCaptures = %v, want ErrConflict", err)
		}
	}
	same(t, "captures", Read(t, s).Captures, []trucewatch.Capture{Document(1)})
}

func testFetched(t *testing.T, s store.Store) {
	t.Helper()
	page := func(when string) trucewatch.Capture {
		c := Document(1)
		c.MediaType, c.Meta = "text/html; charset="+when, []byte(`{"retrieved":"`+when+`"}`)
		return c
	}
	put(t, s, 1, page("2026-11-22"))
	put(t, s, 0, page("2026-11-21"))
	want := page("2026-11-22")
	want.MediaType = page("2026-11-21").MediaType // the one that sorts first
	same(t, "captures", Read(t, s).Captures, []trucewatch.Capture{want})
}

func testInvalid(t *testing.T, s store.Store) {
	t.Helper()
	nameless, unknown := Document(1), Document(1)
	nameless.Name, unknown.ID = "", ""
	for _, c := range []trucewatch.Capture{nameless, unknown} {
		if _, err := s.PutCaptures(t.Context(), []trucewatch.Capture{Document(2), c}); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("PutCaptures = %v, want ErrInvalid", err)
		}
	}
	if err := s.SaveIssues(t.Context(), []trucewatch.Issue{{Where: "a", What: "b"}, {What: "nowhere"}}); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("SaveIssues = %v, want ErrInvalid", err)
	}
	timeless := Decide(1)
	timeless.When = time.Time{}
	for _, d := range []trucewatch.Decision{{}, timeless} {
		if _, err := s.AppendDecision(t.Context(), d); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("AppendDecision = %v, want ErrInvalid", err)
		}
	}
	same(t, "contents", Read(t, s), Contents{})
}

func testIssues(t *testing.T, s store.Store) {
	t.Helper()
	large := trucewatch.Issue{Where: "reports/big.txt", What: "file left out", Why: "larger than 50 MB"}
	empty := trucewatch.Issue{Where: "reports/001.txt", What: "file left out", Why: "empty"}
	odd := trucewatch.Issue{Where: "reports/001.txt", What: "encoding guessed", Why: "no mark", Report: "r-1"}
	save := func(want []trucewatch.Issue, issues ...trucewatch.Issue) {
		t.Helper()
		if err := s.SaveIssues(t.Context(), issues); err != nil {
			t.Fatalf("SaveIssues: %v", err)
		}
		same(t, "issues", Read(t, s).Issues, want)
	}
	save([]trucewatch.Issue{odd, empty, large}, large, empty, odd, empty)
	save([]trucewatch.Issue{odd, empty, large}, empty, odd)
	save([]trucewatch.Issue{empty, large}, empty)
	put(t, s, 1, Document(1)) // the file is no longer empty
	same(t, "issues", Read(t, s).Issues, []trucewatch.Issue{large})
	save([]trucewatch.Issue{empty, large}, empty) // and now it is again
	put(t, s, 0, Document(1))
	same(t, "issues", Read(t, s).Issues, []trucewatch.Issue{large})
}

func testDecisions(t *testing.T, s store.Store) {
	t.Helper()
	var want []trucewatch.Decision
	for n := range 70 {
		d := Decide(70 - n) // the log keeps the order of arrival
		local := d
		local.When = d.When.Add(300 * time.Microsecond).In(time.FixedZone("here", 3600))
		got, err := s.AppendDecision(t.Context(), local)
		if err != nil {
			t.Fatal(err)
		}
		d.Seq = int64(n) + 1
		same(t, "decision", got, d)
		want = append(want, d)
	}
	again, err := s.AppendDecision(t.Context(), Decide(69))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "decision sent again", again, want[1])
	other := Decide(69)
	other.Why = "another reason"
	if _, err := s.AppendDecision(t.Context(), other); !errors.Is(err, store.ErrConflict) {
		t.Errorf("AppendDecision = %v, want ErrConflict", err)
	}
	same(t, "decisions", Read(t, s).Decisions, want)
	if last, err := s.LastDecision(t.Context()); last != want[len(want)-1].Seq || err != nil {
		t.Errorf("LastDecision = %d, %v; want %d", last, err, want[len(want)-1].Seq)
	}
}

func testLedger(t *testing.T, s store.Store) {
	t.Helper()
	issue := trucewatch.Issue{Where: "reports/big.txt", What: "file left out", Why: "larger than 50 MB"}
	changes := []struct {
		name string
		make func() error
	}{
		{"captures", func() error { _, err := s.PutCaptures(t.Context(), Documents(2)); return err }},
		{"issues", func() error { return s.SaveIssues(t.Context(), []trucewatch.Issue{issue}) }},
	}
	expect := func(after, digest, record string) {
		t.Helper()
		gotDigest, gotRecord, err := s.Ledger(t.Context())
		if gotDigest != digest || string(gotRecord) != record || err != nil {
			t.Errorf("after %s: Ledger = %q, %q, %v; want %q, %q", after, gotDigest, gotRecord, err, digest, record)
		}
		if stamp, err := s.Stamp(t.Context()); stamp != digest || err != nil {
			t.Errorf("after %s: Stamp = %q, %v; want %q", after, stamp, err, digest)
		}
	}
	set := func(digest, record string) {
		t.Helper()
		if err := s.SetLedger(t.Context(), digest, []byte(record)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range changes {
		set("first", "{}")
		set("d", `{"n":1}`)
		expect("setting", "d", `{"n":1}`)
		if err := c.make(); err != nil {
			t.Fatal(err)
		}
		expect("new "+c.name, "", "")
		set("d2", "{}")
		if err := c.make(); err != nil {
			t.Fatal(err)
		}
		expect("the same "+c.name, "d2", "{}")
	}
	if _, err := s.AppendDecision(t.Context(), Decide(1)); err != nil {
		t.Fatal(err)
	}
	expect("a decision, which is laid over it", "d2", "{}")
	set("", "left over")
	expect("dropping", "", "")
}

func testLoops(t *testing.T, s store.Store) {
	t.Helper()
	put(t, s, 50, Documents(50)...)
	seen := 0
	for c, err := range s.Captures(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.PutCaptures(t.Context(), []trucewatch.Capture{c, Document(100 + seen)}); err != nil {
			t.Fatal(err)
		}
		if seen++; seen == 40 {
			break
		}
	}
	if last, err := s.LastDecision(t.Context()); last != 0 || err != nil {
		t.Errorf("LastDecision = %d, %v; want 0", last, err)
	}
	for d, err := range s.Decisions(t.Context()) {
		t.Errorf("a decision from nowhere: %v, %v", d, err)
	}
	if n := len(Read(t, s).Captures); n != 90 {
		t.Errorf("%d captures, want 90", n)
	}
}

func testOwnBytes(t *testing.T, s store.Store) {
	t.Helper()
	mine := Document(3)
	put(t, s, 1, mine)
	record, payload := []byte("{}"), Decide(1)
	if _, err := s.AppendDecision(t.Context(), payload); err != nil {
		t.Fatal(err)
	}
	if err := s.SetLedger(t.Context(), "d", record); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		mine.Bytes[0], mine.Meta[0], record[0], payload.Payload[0] = '#', '#', '#', '#'
		got := Read(t, s)
		same(t, "capture", got.Captures[0], Document(3))
		want := Decide(1)
		want.Seq = 1
		same(t, "decision", got.Decisions[0], want)
		_, kept, err := s.Ledger(t.Context())
		if err != nil || string(kept) != "{}" {
			t.Errorf("Ledger = %q, %v", kept, err)
		}
		mine, payload, record = got.Captures[0], got.Decisions[0], kept
	}
}

func testAnyOrder(t *testing.T, open func(*testing.T) store.Store) {
	t.Helper()
	all := Documents(60)
	moved := Documents(20)
	for i := range moved {
		moved[i].Path = fmt.Sprintf("copies/%d", i)
	}
	all = append(all, moved...)
	var issues []trucewatch.Issue
	for i := range 10 {
		issues = append(issues, trucewatch.Issue{Where: fmt.Sprint("bad/", i), What: "file left out", Why: "empty"})
	}
	var want Contents
	for seed := range uint64(6) {
		s := closing(t, open(t))
		r := rand.New(rand.NewPCG(seed, 1))
		shuffled := slices.Clone(all)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		r.Shuffle(len(issues), func(i, j int) { issues[i], issues[j] = issues[j], issues[i] })
		for _, i := range issues {
			if err := s.SaveIssues(t.Context(), []trucewatch.Issue{i}); err != nil {
				t.Fatal(err)
			}
		}
		for batch := range slices.Chunk(shuffled, 1+r.IntN(30)) {
			if _, err := s.PutCaptures(t.Context(), batch); err != nil {
				t.Fatal(err)
			}
		}
		if got := Read(t, s); seed == 0 {
			want = got
		} else {
			same(t, fmt.Sprintf("contents with seed %d", seed), got, want)
		}
	}
}

func testConcurrent(t *testing.T, s store.Store) {
	t.Helper()
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for n := range 20 {
				if _, err := s.PutCaptures(t.Context(), []trucewatch.Capture{Document(n), Document(1000*worker + n)}); err != nil {
					t.Errorf("PutCaptures: %v", err)
				}
				if _, err := s.AppendDecision(t.Context(), Decide(100*(worker%2)+n)); err != nil {
					t.Errorf("AppendDecision: %v", err)
				}
				for _, err := range s.Captures(t.Context()) {
					if err != nil {
						t.Errorf("Captures: %v", err)
					}
				}
				if _, _, err := s.Ledger(t.Context()); err != nil {
					t.Errorf("Ledger: %v", err)
				}
			}
		})
	}
	all.Wait()
	got := Read(t, s)
	if len(got.Captures) != 8*20 || len(got.Decisions) != 2*20 {
		t.Errorf("%d captures and %d decisions, want 160 and 40", len(got.Captures), len(got.Decisions))
	}
	for i, d := range got.Decisions {
		if d.Seq != int64(i)+1 {
			t.Errorf("decision %d has Seq %d", i, d.Seq)
		}
	}
}

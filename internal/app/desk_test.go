package app

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/review"
)

// TestLargeLedgersAreLaidBehind decides on a ledger that counts as large: the decision
// is in the book at once, and a little later in the record.
func TestLargeLedgersAreLaidBehind(t *testing.T) {
	ctx := t.Context()
	p, err := Open(ctx, Settings{DB: filepath.Join(t.TempDir(), "p.db"), Mode: Fast})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, err := p.Read(ctx, []string{filepath.Join("..", "..", "samples", "reports")}, nil); err != nil {
		t.Fatal(err)
	}
	d, err := newDesk(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.load(ctx, nil); err != nil {
		t.Fatal(err)
	}
	d.large = 1
	e := d.ledger.Events[0]
	x := review.Corrected(d.ledger.Book.Of(e.ID)[0], map[string][]review.Value{"date": {{ID: "2001-02-03"}}})
	x.ID, x.Who, x.When = "d1-0", "ana", time.Now()
	if err := d.Decide(ctx, []trucewatch.Decision{x}); err != nil {
		t.Fatal(err)
	}
	l, err := d.Ledger(ctx)
	if err != nil || !l.Book.Has("d1-0") {
		t.Fatalf("the book lacks the decision: %v", err)
	}
	for began := time.Now(); l.Event(e.ID).Date != "2001-02-03"; time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatalf("the record has still %s", l.Event(e.ID).Date)
		}
		if l, err = d.Ledger(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if l.News == nil || len(l.News.Since(0)) == 0 {
		t.Error("nobody noted the change")
	}
}

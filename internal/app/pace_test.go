package app

import (
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/app/watch"
)

// TestPace leaves a ledger alone that took long, and owes nothing in the end.
func TestPace(t *testing.T) {
	p := &pace{}
	if p.due(watch.Tally{Feeds: 3, LeftOut: 2}, false) || p.owed {
		t.Error("the ledger is due where nothing was kept")
	}
	if !p.due(watch.Tally{Taken: 1}, false) || !p.fresh {
		t.Error("the ledger is not due after the first report")
	}
	p.took(time.Second)
	if p.owed || !p.due(watch.Tally{GivenUp: 1}, false) {
		t.Error("the ledger is not due again, though it took no time")
	}
	p.took(time.Minute)
	if p.due(watch.Tally{Changed: 1}, false) || !p.owed {
		t.Error("the ledger is due at once, though it took a minute, or is forgotten")
	}
	if !p.due(watch.Tally{}, true) {
		t.Error("the ledger is not due where it is asked for")
	}
	p.took(time.Minute)
	p.next = time.Now()
	if p.due(watch.Tally{}, false) {
		t.Error("the ledger is due where nothing is owed")
	}
	if !p.due(watch.Tally{Taken: 1}, false) {
		t.Error("the ledger is not due after its rest")
	}
}

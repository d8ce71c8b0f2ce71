package storetest

import (
	"context"
	"errors"
	"maps"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

func testCanceled(t *testing.T, s store.Store) {
	t.Helper()
	put(t, s, 1, Document(1))
	before := Read(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	calls := map[string]func() error{
		"PutCaptures": func() error { _, err := s.PutCaptures(ctx, Documents(9)); return err },
		"SaveIssues":  func() error { return s.SaveIssues(ctx, []trucewatch.Issue{{Where: "a", What: "b"}}) },
		"Issues":      func() error { _, err := s.Issues(ctx); return err },
		"AppendDecision": func() error {
			_, err := s.AppendDecision(ctx, Decide(1))
			return err
		},
		"SetLedger":    func() error { return s.SetLedger(ctx, "d", nil) },
		"Ledger":       func() error { _, _, err := s.Ledger(ctx); return err },
		"LastDecision": func() error { _, err := s.LastDecision(ctx); return err },
		"Stamp":        func() error { _, err := s.Stamp(ctx); return err },
		"PutFeed":      func() error { return s.PutFeed(ctx, Feed(1)) },
		"RemoveFeed":   func() error { _, err := s.RemoveFeed(ctx, "x"); return err },
		"Feeds":        func() error { _, err := s.Feeds(ctx); return err },
		"Polled":       func() error { _, err := s.Polled(ctx, store.Poll{Feed: "x"}); return err },
		"DuePages":     func() error { _, err := s.DuePages(ctx, instant(1), 1); return err },
		"NextDue":      func() error { _, err := s.NextDue(ctx); return err },
		"Pages":        func() error { _, err := s.Pages(ctx, store.Waiting); return err },
		"Requeue":      func() error { _, err := s.Requeue(ctx, "x", instant(1)); return err },
		"Shelve":       func() error { return s.Shelve(ctx, []store.Shelved{{Capture: "x"}}) },
		"Unshelve":     func() error { _, err := s.Unshelve(ctx, "x", "y"); return err },
		"Hurry":        func() error { return s.Hurry(ctx, "x", instant(1)) },
		"Counts":       func() error { _, err := s.Counts(ctx); return err },
		"Settle":       func() error { _, err := s.Settle(ctx, []store.Visit{visit(1, 0, 1, nil)}); return err },
		"Days":         func() error { _, err := s.Days(ctx, ""); return err },
		"Capture":      func() error { _, err := s.Capture(ctx, "x"); return err },
		"Changed":      func() error { _, err := s.Changed(ctx); return err },
		"Index": func() error {
			for _, err := range s.Index(ctx) {
				return err
			}
			return nil
		},
		"Captures": func() error {
			for _, err := range s.Captures(ctx) {
				return err
			}
			return nil
		},
	}
	maps.Copy(calls, callsOfTellers(ctx, s))
	for name, call := range calls {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s = %v, want context.Canceled", name, err)
		}
	}
	same(t, "contents", Read(t, s), before)
}

// callsOfTellers are those of alerts and choices.
func callsOfTellers(ctx context.Context, s store.Store) map[string]func() error {
	return map[string]func() error{
		"SetChoice":   func() error { return s.SetChoice(ctx, "n", "v") },
		"SwapChoice":  func() error { _, err := s.SwapChoice(ctx, "n", "", "v"); return err },
		"Undelivered": func() error { _, err := s.Undelivered(ctx, "a"); return err },
		"Telling":     func() error { _, err := s.Telling(ctx, "a"); return err },
		"Choice":      func() error { _, err := s.Choice(ctx, "n"); return err },
		"PutAlert":    func() error { return s.PutAlert(ctx, alert("a")) },
		"RemoveAlert": func() error { _, err := s.RemoveAlert(ctx, "a"); return err },
		"Alerts":      func() error { _, err := s.Alerts(ctx); return err },
		"Told":        func() error { _, err := s.Told(ctx, "a"); return err },
		"Tell":        func() error { return s.Tell(ctx, "a", nil, nil) },
		"Notices":     func() error { _, err := s.Notices(ctx, "a"); return err },
		"Delivered":   func() error { return s.Delivered(ctx, "a", "mail", nil) },
	}
}

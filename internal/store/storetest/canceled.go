package storetest

import (
	"context"
	"errors"
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
		"SetChoice":    func() error { return s.SetChoice(ctx, "n", "v") },
		"Choice":       func() error { _, err := s.Choice(ctx, "n"); return err },
		"LastDecision": func() error { _, err := s.LastDecision(ctx); return err },
		"Stamp":        func() error { _, err := s.Stamp(ctx); return err },
		"Captures": func() error {
			for _, err := range s.Captures(ctx) {
				return err
			}
			return nil
		},
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s = %v, want context.Canceled", name, err)
		}
	}
	same(t, "contents", Read(t, s), before)
}

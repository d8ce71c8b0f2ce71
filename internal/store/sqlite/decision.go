package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

const decisionColumns = "seq, id, who, decided_ms, why, kind, fingerprint, words, payload"

// AppendDecision implements store.Store.
func (s *Store) AppendDecision(ctx context.Context, d trucewatch.Decision) (trucewatch.Decision, error) {
	d, err := store.Normal(d)
	if err != nil {
		return trucewatch.Decision{}, err
	}
	err = within(ctx, s.writer, func(tx *sql.Tx) error {
		old, err := scanDecision(tx.QueryRowContext(ctx, "SELECT "+decisionColumns+" FROM decision WHERE id = $1", d.ID))
		switch {
		case err == nil && store.SameDecision(old, d):
			d = old
			return nil
		case err == nil:
			return store.ErrConflict
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
		err = tx.QueryRowContext(ctx, `INSERT INTO decision (id, who, decided_ms, why, kind, fingerprint, words, payload)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING seq`,
			d.ID, d.Who, d.When.UnixMilli(), d.Why, string(d.Kind), d.Fingerprint, d.Words, d.Payload).Scan(&d.Seq)
		return err
	})
	if err != nil {
		return trucewatch.Decision{}, fmt.Errorf("keeping decision %q: %w", d.ID, advise(err))
	}
	return d, nil
}

// LastDecision implements store.Store.
func (s *Store) LastDecision(ctx context.Context) (seq int64, err error) {
	if err := s.reader.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), 0) FROM decision").Scan(&seq); err != nil {
		return 0, fmt.Errorf("reading the last decision: %w", advise(err))
	}
	return seq, nil
}

// Decisions implements store.Store.
func (s *Store) Decisions(ctx context.Context) iter.Seq2[trucewatch.Decision, error] {
	return func(yield func(trucewatch.Decision, error) bool) {
		for last := int64(0); ; {
			list, err := collect(ctx, s.reader, func(rows *sql.Rows) (trucewatch.Decision, error) { return scanDecision(rows) },
				"SELECT "+decisionColumns+" FROM decision WHERE seq > $1 ORDER BY seq LIMIT $2", last, page)
			if err != nil {
				yield(trucewatch.Decision{}, fmt.Errorf("reading the decisions: %w", advise(err)))
				return
			}
			for _, d := range list {
				if !yield(d, nil) {
					return
				}
				last = d.Seq
			}
			if len(list) < page {
				return
			}
		}
	}
}

// scanDecision reads decisionColumns from one row.
func scanDecision(row interface{ Scan(into ...any) error }) (d trucewatch.Decision, err error) {
	var ms int64
	err = row.Scan(&d.Seq, &d.ID, &d.Who, &ms, &d.Why, &d.Kind, &d.Fingerprint, &d.Words, &d.Payload)
	d.When = time.UnixMilli(ms).UTC()
	return d, err
}

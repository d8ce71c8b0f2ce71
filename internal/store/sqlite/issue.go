package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// SaveIssues implements store.Store.
func (s *Store) SaveIssues(ctx context.Context, issues []trucewatch.Issue) error {
	byPath := slices.Clone(issues)
	slices.SortFunc(byPath, store.CompareIssues)
	byPath = slices.Compact(byPath)
	for _, i := range byPath {
		if err := store.CheckIssue(i); err != nil {
			return err
		}
	}
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		changed := false
		for len(byPath) > 0 {
			n := slices.IndexFunc(byPath, func(i trucewatch.Issue) bool { return i.Where != byPath[0].Where })
			if n < 0 {
				n = len(byPath)
			}
			replaced, err := replace(ctx, tx, byPath[:n])
			if err != nil {
				return err
			}
			changed = changed || replaced
			byPath = byPath[n:]
		}
		return forget(ctx, tx, changed)
	})
	if err != nil {
		return fmt.Errorf("keeping issues: %w", advise(err))
	}
	return nil
}

// replace makes fresh the issues of its path, and reports whether they were others.
func replace(ctx context.Context, tx *sql.Tx, fresh []trucewatch.Issue) (bool, error) {
	path := fresh[0].Where
	old, err := collect(ctx, tx, scanIssue, "SELECT place, what, why, report FROM issue WHERE place = $1 ORDER BY what, why, report", path)
	if err != nil || slices.Equal(old, fresh) {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM issue WHERE place = $1", path); err != nil {
		return false, err
	}
	for _, i := range fresh {
		if _, err := tx.ExecContext(ctx, "INSERT INTO issue (place, what, why, report) VALUES ($1, $2, $3, $4)",
			i.Where, i.What, i.Why, i.Report); err != nil {
			return false, err
		}
	}
	return true, nil
}

func scanIssue(rows *sql.Rows) (i trucewatch.Issue, err error) {
	err = rows.Scan(&i.Where, &i.What, &i.Why, &i.Report)
	return i, err
}

// Issues implements store.Store.
func (s *Store) Issues(ctx context.Context) ([]trucewatch.Issue, error) {
	all, err := collect(ctx, s.reader, scanIssue, "SELECT place, what, why, report FROM issue ORDER BY place, what, why, report")
	if err != nil {
		return nil, fmt.Errorf("reading the kept issues: %w", advise(err))
	}
	return all, nil
}

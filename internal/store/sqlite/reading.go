package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/trucewatch/trucewatch/internal/store"
)

// Shelve implements store.Store.
func (s *Store) Shelve(ctx context.Context, list []store.Shelved) error {
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		for _, r := range list {
			if _, err := tx.ExecContext(ctx, `INSERT INTO reading (capture, mark, content) SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM capture WHERE id = $1)
				ON CONFLICT (capture) DO UPDATE SET mark = excluded.mark, content = excluded.content`, r.Capture, r.Mark, append([]byte{}, r.Content...)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keeping what was read: %w", advise(err))
	}
	return nil
}

// Unshelve implements store.Store.
func (s *Store) Unshelve(ctx context.Context, capture, mark string) ([]byte, error) {
	var content []byte
	err := s.reader.QueryRowContext(ctx, "SELECT content FROM reading WHERE capture = $1 AND mark = $2", capture, mark).Scan(&content)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("looking up what was read: %w", advise(err))
	}
	return content, nil
}

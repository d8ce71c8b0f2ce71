// Package sqlite is the store in a file: one SQLite database in pure Go, written by
// one connection and read by several, in write-ahead mode with every commit on disk
// before it is acknowledged.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
)

// page is how many rows are read at a time. No connection is held while the caller
// works on them, so it may write meanwhile; the number bounds what lies in memory.
const page = 32

// Store keeps primary data in a SQLite database. Make one with Open.
type Store struct {
	writer *sql.DB // one connection
	reader *sql.DB // several; the same as writer for a database in memory
}

var _ store.Store = (*Store)(nil)

// Close waits for running calls, folds the log into the database file, and closes it.
func (s *Store) Close() error {
	if s.reader == s.writer {
		return s.writer.Close()
	}
	return errors.Join(s.reader.Close(), s.writer.Close()) // the last to close must be able to write
}

// within runs do in one transaction, which is undone when do returns an error.
func within(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		if undo := tx.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
			return errors.Join(err, undo)
		}
		return err
	}
	return tx.Commit()
}

// PutCaptures implements store.Store.
func (s *Store) PutCaptures(ctx context.Context, captures []trucewatch.Capture) (int, error) {
	for _, c := range captures {
		if err := store.CheckCapture(c); err != nil {
			return 0, err
		}
	}
	added := 0
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		changed := false
		for _, c := range captures {
			fresh, moved, err := put(ctx, tx, c)
			if err != nil {
				return fmt.Errorf("keeping document %q: %w", c.Path, err)
			}
			if fresh {
				added++
			}
			changed = changed || fresh || moved
		}
		return forget(ctx, tx, changed)
	})
	if err != nil {
		return 0, advise(err)
	}
	return added, nil
}

// put keeps one capture and reports whether it was new and whether anything else
// changed with it: the path it is known by, or an issue that is settled now.
func put(ctx context.Context, tx *sql.Tx, c trucewatch.Capture) (fresh, moved bool, err error) {
	settled, err := affected(tx.ExecContext(ctx, "DELETE FROM issue WHERE place = $1", c.Path))
	if err != nil {
		return false, false, err
	}
	var meta []byte
	if len(c.Meta) > 0 {
		meta = c.Meta
	}
	inserted, err := affected(tx.ExecContext(ctx, `INSERT INTO capture (id, name, path, media_type, bytes, meta)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
		c.ID, c.Name, c.Path, c.MediaType, append([]byte{}, c.Bytes...), meta))
	if err != nil || inserted {
		return inserted, settled, err
	}
	var old trucewatch.Capture
	err = tx.QueryRowContext(ctx, "SELECT name, path, media_type, bytes, meta FROM capture WHERE id = $1", c.ID).
		Scan(&old.Name, &old.Path, &old.MediaType, &old.Bytes, &old.Meta)
	switch {
	case err != nil:
		return false, false, err
	case !store.SameContent(old, c):
		return false, false, store.ErrConflict
	case !store.Before(c, old):
		return false, settled, nil
	}
	_, err = tx.ExecContext(ctx, "UPDATE capture SET path = $1, media_type = $2 WHERE id = $3", c.Path, c.MediaType, c.ID)
	return false, true, err
}

// forget drops the cached record when something it was computed from changed.
func forget(ctx context.Context, tx *sql.Tx, changed bool) error {
	if !changed {
		return nil
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM ledger")
	return err
}

func affected(r sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// Captures implements store.Store.
func (s *Store) Captures(ctx context.Context) iter.Seq2[trucewatch.Capture, error] {
	return inPages(func(last string) ([]trucewatch.Capture, error) { return s.capturesAfter(ctx, last) })
}

// Index implements store.Store.
func (s *Store) Index(ctx context.Context) iter.Seq2[trucewatch.Capture, error] {
	return inPages(func(last string) ([]trucewatch.Capture, error) {
		return collect(ctx, s.reader, func(rows *sql.Rows) (c trucewatch.Capture, err error) {
			err = rows.Scan(&c.ID, &c.Name, &c.Path, &c.MediaType, &c.Meta)
			return c, err
		}, `SELECT id, name, path, media_type, meta FROM capture WHERE id > $1 ORDER BY id LIMIT $2`, last, page)
	})
}

// inPages yields captures page by page; after gives those behind an ID.
func inPages(after func(id string) ([]trucewatch.Capture, error)) iter.Seq2[trucewatch.Capture, error] {
	return func(yield func(trucewatch.Capture, error) bool) {
		for last := ""; ; {
			list, err := after(last)
			if err != nil {
				yield(trucewatch.Capture{}, fmt.Errorf("reading the kept documents: %w", advise(err)))
				return
			}
			for _, c := range list {
				if !yield(c, nil) {
					return
				}
				last = c.ID
			}
			if len(list) < page {
				return
			}
		}
	}
}

func (s *Store) capturesAfter(ctx context.Context, id string) ([]trucewatch.Capture, error) {
	return collect(ctx, s.reader, func(rows *sql.Rows) (c trucewatch.Capture, err error) {
		err = rows.Scan(&c.ID, &c.Name, &c.Path, &c.MediaType, &c.Bytes, &c.Meta)
		if c.Bytes == nil {
			c.Bytes = []byte{}
		}
		return c, err
	}, `SELECT id, name, path, media_type, bytes, meta FROM capture WHERE id > $1 ORDER BY id LIMIT $2`, id, page)
}

// querier is a pool of connections or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// collect runs query and reads every row.
func collect[T any](ctx context.Context, db querier, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// SetLedger implements store.Store.
func (s *Store) SetLedger(ctx context.Context, digest string, record []byte) error {
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		if err := forget(ctx, tx, true); err != nil || digest == "" {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO ledger (one, digest, record) VALUES (1, $1, $2)",
			digest, append([]byte{}, record...))
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping the computed record: %w", advise(err))
	}
	return nil
}

// Ledger implements store.Store.
func (s *Store) Ledger(ctx context.Context) (string, []byte, error) {
	var digest string
	var record []byte
	err := s.reader.QueryRowContext(ctx, "SELECT digest, record FROM ledger").Scan(&digest, &record)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, fmt.Errorf("reading the computed record: %w", advise(err))
	}
	return digest, record, nil
}

// SetChoice implements store.Store.
func (s *Store) SetChoice(ctx context.Context, name, value string) error {
	err := within(ctx, s.writer, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO choice (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping the choice of %s: %w", name, advise(err))
	}
	return nil
}

// SwapChoice implements store.Store.
func (s *Store) SwapChoice(ctx context.Context, name, old, value string) (swapped bool, err error) {
	err = within(ctx, s.writer, func(tx *sql.Tx) (err error) {
		var now string
		if err = tx.QueryRowContext(ctx, "SELECT value FROM choice WHERE name = $1", name).Scan(&now); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if now != old {
			return nil
		}
		swapped, err = affected(tx.ExecContext(ctx, "INSERT INTO choice (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("keeping the choice of %s: %w", name, advise(err))
	}
	return swapped, nil
}

// Choice implements store.Store.
func (s *Store) Choice(ctx context.Context, name string) (string, error) {
	var value string
	err := s.reader.QueryRowContext(ctx, "SELECT value FROM choice WHERE name = $1", name).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("reading the choice of %s: %w", name, advise(err))
	}
	return value, nil
}

// Stamp implements store.Store.
func (s *Store) Stamp(ctx context.Context) (string, error) {
	var digest string
	err := s.reader.QueryRowContext(ctx, "SELECT digest FROM ledger").Scan(&digest)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("reading the digest of the computed record: %w", advise(err))
	}
	return digest, nil
}

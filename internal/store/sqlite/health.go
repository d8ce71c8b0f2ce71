package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
)

// Health is how a database file is.
type Health struct {
	// Faults are what the engine found damaged; none is good.
	Faults []string
	Bytes  int64 // of the file
	Free   int64 // of these not used
	// Log is the size of the write-ahead log beside the file, in bytes.
	Log    int64
	Schema int    // number of the newest migration
	Engine string // version of SQLite
}

// Health asks the engine to read the whole file and check it. On a large file that
// takes a while: some seconds a gigabyte.
func (s *Store) Health(ctx context.Context) (Health, error) {
	var h Health
	var pages, size, free int64
	var file sql.NullString
	err := s.reader.QueryRowContext(ctx, `SELECT (SELECT page_count FROM pragma_page_count), (SELECT page_size FROM pragma_page_size),
		(SELECT freelist_count FROM pragma_freelist_count), (SELECT user_version FROM pragma_user_version), sqlite_version(),
		(SELECT file FROM pragma_database_list WHERE name = 'main')`).Scan(&pages, &size, &free, &h.Schema, &h.Engine, &file)
	if err == nil {
		h.Faults, err = collect(ctx, s.reader, func(rows *sql.Rows) (s string, err error) { return s, rows.Scan(&s) }, "PRAGMA integrity_check(20)")
	}
	if err == nil && len(h.Faults) == 1 && h.Faults[0] == "ok" {
		h.Faults, err = collect(ctx, s.reader, func(rows *sql.Rows) (string, error) {
			var table, parent sql.NullString
			var row, key sql.NullInt64
			err := rows.Scan(&table, &row, &parent, &key)
			return fmt.Sprintf("a row of %s names something in %s that is not there", table.String, parent.String), err
		}, "PRAGMA foreign_key_check")
	}
	if err != nil {
		return h, fmt.Errorf("checking the database: %w", advise(err))
	}
	h.Bytes, h.Free = pages*size, free*size
	if found, err := os.Stat(file.String + "-wal"); err == nil && file.String != "" {
		h.Log = found.Size()
	}
	return h, nil
}

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"

	"github.com/trucewatch/trucewatch/internal/store"
)

// readers is how many connections may read at once while one writes. Reading is
// done in pages of a few rows, so a handful serves any number of callers.
const readers = 4

// Memory is the path that stands for a database without a file.
const Memory = ":memory:"

// Open opens the database in the file at path, and makes it, with its folder,
// when there is none. The path ":memory:" gives a database that is gone after
// Close.
//
// A file that is no database of ours is left as it is: the error wraps
// store.ErrUnreadable, or store.ErrNewer when a newer program made it. An engine
// that is too old or does not take its settings is store.ErrUnsafe.
func Open(ctx context.Context, path string) (*Store, error) {
	s, err := open(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("opening database %q: %w", path, advise(err))
	}
	return s, nil
}

func open(ctx context.Context, path string) (*Store, error) {
	if path == "" {
		return nil, errors.New("no file named")
	}
	keepLocks()
	if path == Memory {
		writer, err := pool(Memory, "memory")
		if err != nil {
			return nil, err
		}
		return start(ctx, writer, writer)
	}
	if err := look(ctx, path); err != nil {
		return nil, err
	}
	writer, err := pool(path, "wal", "_pragma=journal_mode(WAL)", "_pragma=synchronous(FULL)")
	if err != nil {
		return nil, err
	}
	reader, err := pool(path, "wal", "_pragma=synchronous(FULL)", "_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	return start(ctx, writer, reader)
}

// start brings the schema up to date. One writer at a time is all that SQLite
// knows; a database in memory belongs to its one connection, which also reads.
func start(ctx context.Context, writer, reader *sql.DB) (*Store, error) {
	writer.SetMaxOpenConns(1)
	s := &Store{writer: writer, reader: reader}
	if err := migrate(ctx, writer); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// look makes the folder of a new database, or asks an existing one, without
// writing to it, whether it is ours. A file of another program is thus never
// turned to another journal mode or given our tables.
func look(ctx context.Context, path string) error {
	found, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return os.MkdirAll(filepath.Dir(path), 0o755)
	case err != nil:
		return err
	case found.IsDir():
		return fmt.Errorf("it is a folder: name a file in it, such as %q", filepath.Join(path, "trucewatch.db"))
	}
	probe, err := pool(path, "", "_pragma=query_only(1)")
	if err != nil {
		return err
	}
	defer probe.Close()
	var app, version, tables int
	err = probe.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).Scan(&app, &version, &tables)
	if err != nil {
		return err
	}
	if app != applicationID && (app != 0 || version != 0 || tables != 0) {
		return fmt.Errorf("%w: it belongs to another program", store.ErrUnreadable)
	}
	return checkVersion(version)
}

// pool returns connections to the database at path, each of which is checked for
// the journal mode, and for what else must hold, before it is used. An empty
// journal is for a look at a file whose mode is not ours to ask for.
func pool(path, journal string, settings ...string) (*sql.DB, error) {
	c, err := sqlite.NewConnector(dsn(path, settings...))
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector{Connector: c, journal: journal}), nil
}

// dsn names the database at path to the driver. The path is escaped, so that no
// character in it can be taken for a setting.
func dsn(path string, settings ...string) string {
	name := url.URL{Path: filepath.ToSlash(filepath.Clean(path))}
	settings = append([]string{
		"_txlock=immediate", "_defensive=1", "_dqs=0",
		"_pragma=busy_timeout(10000)", "_pragma=foreign_keys(1)",
	}, settings...)
	return "file:" + name.EscapedPath() + "?" + strings.Join(settings, "&")
}

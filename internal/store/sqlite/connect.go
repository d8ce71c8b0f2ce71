package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/trucewatch/trucewatch/internal/store"
)

// connector opens connections and hands over only those that run as they must.
// Settings in a data source name have been ignored without a word before, in other
// programs, so each connection is asked.
type connector struct {
	driver.Connector
	journal string // the journal mode it must have; empty: take it as it is
}

// Connect opens one connection and checks it.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.check(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// check asks the engine for its version and the settings that keep data safe:
// FULL, because NORMAL loses acknowledged decisions when the power fails.
func (c connector) check(ctx context.Context, conn driver.Conn) error {
	version, err := ask(ctx, conn, "SELECT sqlite_version()")
	if err != nil {
		return err
	}
	if tooOld(version) {
		return fmt.Errorf("%w: SQLite %s is older than %s, which mends a fault that corrupts databases",
			store.ErrUnsafe, version, oldestSQLite)
	}
	if c.journal == "" {
		return nil
	}
	want := [][2]string{{"journal_mode", c.journal}, {"synchronous", "2"}, {"foreign_keys", "1"}, {"busy_timeout", "10000"}}
	for _, w := range want {
		got, err := ask(ctx, conn, "PRAGMA "+w[0])
		if err != nil {
			return err
		}
		if got != w[1] {
			return fmt.Errorf("%w: %s is %q, not %q", store.ErrUnsafe, w[0], got, w[1])
		}
	}
	return nil
}

// ask returns the one value that query gives, as text.
func ask(ctx context.Context, conn driver.Conn, query string) (string, error) {
	q, ok := conn.(driver.QueryerContext)
	if !ok {
		return "", fmt.Errorf("%w: the driver cannot be asked %q", store.ErrUnsafe, query)
	}
	rows, err := q.QueryContext(ctx, query, nil)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	values := make([]driver.Value, len(rows.Columns()))
	if err := rows.Next(values); errors.Is(err, io.EOF) || len(values) == 0 {
		return "", fmt.Errorf("%w: no answer to %q", store.ErrUnsafe, query)
	} else if err != nil {
		return "", err
	}
	return fmt.Sprint(values[0]), nil
}

// oldestSQLite is the first version without the race in resetting the write-ahead
// log that could corrupt a database.
const oldestSQLite = "3.51.3"

// tooOld reports whether version is below oldestSQLite, or is no version at all.
func tooOld(version string) bool {
	have, need := strings.Split(version, "."), strings.Split(oldestSQLite, ".")
	for i, part := range need {
		if i >= len(have) {
			return true
		}
		n, err := strconv.Atoi(have[i])
		m, _ := strconv.Atoi(part)
		if err != nil || n < m {
			return true
		}
		if n > m {
			return false
		}
	}
	return false
}

// keepLocks asks for locks that survive when any other code in this process opens
// and closes the database file. Where the system has none (it is a matter of
// Linux), or the choice was made before, things stay as they are.
func keepLocks() {
	if !sqlite.OFDLockingEnabled() {
		_, _ = sqlite.OFDLocking(true)
	}
}

// advise turns what the engine says of a damaged or foreign file into
// store.ErrUnreadable with the way out; other errors it returns as they are.
func advise(err error) error {
	var failure *sqlite.Error
	damaged := errors.As(err, &failure) &&
		(failure.Code()&0xff == sqlite3.SQLITE_NOTADB || failure.Code()&0xff == sqlite3.SQLITE_CORRUPT)
	switch {
	case err == nil:
		return nil
	case damaged && !errors.Is(err, store.ErrUnreadable):
		err = fmt.Errorf("%w: %w", store.ErrUnreadable, err)
		fallthrough
	case errors.Is(err, store.ErrUnreadable):
		return fmt.Errorf("%w; choose another file with --db, or move this one away and read the reports again", err)
	case errors.Is(err, store.ErrNewer):
		return fmt.Errorf("%w; use that version or a later one, or choose another file with --db", err)
	}
	return err
}

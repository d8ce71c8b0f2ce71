package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"modernc.org/sqlite"

	"github.com/trucewatch/trucewatch/internal/store"
)

func TestTooOld(t *testing.T) {
	for version, want := range map[string]bool{
		"3.51.2": true, "3.51.3": false, "3.51.10": false, "3.52.0": false, "3.9.9": true, "4.0.0": false,
		"3.53.4": false, "2.99.99": true, "": true, "3.51": true, "3.x.3": true,
	} {
		if got := tooOld(version); got != want {
			t.Errorf("tooOld(%q) = %v", version, got)
		}
	}
}

// TestEveryConnectionIsChecked opens pools whose settings are wrong in one way each.
func TestEveryConnectionIsChecked(t *testing.T) {
	const good = "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=busy_timeout(10000)"
	tests := []struct {
		name     string
		settings string
		say      string
	}{
		{"good", good, ""},
		{"none", "", "journal_mode"},
		{"no log", strings.Replace(good, "WAL", "DELETE", 1), "journal_mode"},
		{"fast but unsafe", strings.Replace(good, "FULL", "NORMAL", 1), "synchronous"},
		{"no foreign keys", strings.Replace(good, "keys(1)", "keys(0)", 1), "foreign_keys"},
		{"no patience", strings.Replace(good, "10000", "1", 1), "busy_timeout"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			c, err := sqlite.NewConnector("file:" + filepath.Join(t.TempDir(), "t.db") + "?" + tc.settings)
			if err != nil {
				t.Fatal(err)
			}
			db := sql.OpenDB(connector{Connector: c, journal: "wal"})
			defer db.Close()
			err = db.PingContext(t.Context())
			if tc.say == "" && err != nil {
				t.Error(err)
			}
			if tc.say != "" && (!errors.Is(err, store.ErrUnsafe) || !strings.Contains(err.Error(), tc.say)) {
				t.Errorf("error %v, want ErrUnsafe naming %s", err, tc.say)
			}
		})
	}
}

// TestReadersCannotWrite shows that only the one writer can change anything.
func TestReadersCannotWrite(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.reader.ExecContext(t.Context(), "INSERT INTO ledger (one, digest, record) VALUES (1, 'x', x'')"); err == nil {
		t.Error("a reader wrote")
	}
	if n := s.writer.Stats().MaxOpenConnections; n != 1 {
		t.Errorf("%d writers", n)
	}
}

// TestFailedStepLeavesNothing shows that a schema change is whole or not at all.
func TestFailedStepLeavesNothing(t *testing.T) {
	db, err := pool(Memory, "memory")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	err = within(t.Context(), db, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "CREATE TABLE a (b); PRAGMA user_version = 1; CREATE TABLE a (b);")
		return err
	})
	if err == nil {
		t.Fatal("the faulty step went through")
	}
	if got := number(t.Context(), t, db, "SELECT count(*) FROM sqlite_schema"); got != 0 {
		t.Errorf("%d tables left", got)
	}
	if got := number(t.Context(), t, db, "PRAGMA user_version"); got != 0 {
		t.Errorf("schema version %d left", got)
	}
}

func number(ctx context.Context, t *testing.T, db *sql.DB, query string) (n int) {
	t.Helper()
	if err := db.QueryRowContext(ctx, query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

package sqlite_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/store"
	"github.com/trucewatch/trucewatch/internal/store/sqlite"
	"github.com/trucewatch/trucewatch/internal/store/storetest"
)

func open(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func shut(t *testing.T, s store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestStore(t *testing.T) {
	t.Run("file", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) store.Store {
			return open(t, filepath.Join(t.TempDir(), "new folder", "a?b#c%20d&_pragma=synchronous(OFF).db"))
		})
	})
	t.Run("memory", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) store.Store { return open(t, sqlite.Memory) })
	})
}

// TestOddPath shows that the file really has the name that was asked for.
func TestOddPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a?b#c%20d é.db")
	shut(t, open(t, path))
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	s := open(t, path)
	issue := trucewatch.Issue{Where: "x", What: "file left out", Why: "empty"}
	if _, err := s.PutCaptures(t.Context(), storetest.Documents(40)); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveIssues(t.Context(), []trucewatch.Issue{issue}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AppendDecision(t.Context(), storetest.Decide(1)); err != nil {
		t.Fatal(err)
	}
	if err := s.SetLedger(t.Context(), "digest", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	want := storetest.Read(t, s)
	shut(t, s)
	for range 2 {
		s = open(t, path)
		if diff := cmp.Diff(want, storetest.Read(t, s)); diff != "" {
			t.Errorf("contents after reopening (-want +got):\n%s", diff)
		}
		if digest, record, err := s.Ledger(t.Context()); digest != "digest" || string(record) != "{}" || err != nil {
			t.Errorf("Ledger = %q, %q, %v", digest, record, err)
		}
		shut(t, s)
	}
}

func TestManyOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			s, err := sqlite.Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, err := s.PutCaptures(t.Context(), []trucewatch.Capture{storetest.Document(n)}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	s := open(t, path)
	defer shut(t, s)
	if n := len(storetest.Read(t, s).Captures); n != 8 {
		t.Errorf("%d captures, want 8", n)
	}
}

// raw runs SQL on a database file behind the store's back.
func raw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// ask returns the one value that query gives, as text.
func ask(t *testing.T, path, query string) (answer string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), query).Scan(&answer); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return answer
}

func TestRefusedFiles(t *testing.T) {
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want error
		say  string
	}{
		{"text", func(t *testing.T, path string) { write(t, path, strings.Repeat("not a database\n", 100)) }, store.ErrUnreadable, "--db"},
		{"a few bytes", func(t *testing.T, path string) { write(t, path, "SQLite format 3\x00") }, store.ErrUnreadable, "--db"},
		{"another program's", func(t *testing.T, path string) { raw(t, path, "CREATE TABLE songs (id)") }, store.ErrUnreadable, "another program"},
		{
			"another program's, marked", func(t *testing.T, path string) { raw(t, path, "PRAGMA application_id = 77", "CREATE TABLE a (b)") },
			store.ErrUnreadable, "another program",
		},
		{"newer", func(t *testing.T, path string) { shut(t, open(t, path)); raw(t, path, "PRAGMA user_version = 900") }, store.ErrNewer, "900"},
		{"a folder", func(t *testing.T, path string) { mkdir(t, path) }, nil, "is a folder"},
		{"under a file", func(t *testing.T, path string) { write(t, filepath.Dir(path), "") }, nil, "not a directory"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "f", "t.db")
			if tc.name != "under a file" {
				mkdir(t, filepath.Dir(path))
			}
			tc.make(t, path)
			before, _ := os.ReadFile(path)
			s, err := sqlite.Open(t.Context(), path)
			if err == nil {
				shut(t, s)
				t.Fatal("opened")
			}
			if (tc.want != nil && !errors.Is(err, tc.want)) || !strings.Contains(err.Error(), tc.say) || !strings.Contains(err.Error(), path) {
				t.Errorf("error %q: want %v, %q and the path in it", err, tc.want, tc.say)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was altered")
			}
		})
	}
	if _, err := sqlite.Open(t.Context(), ""); err == nil {
		t.Error("opened no name at all")
	}
}

func TestEmptyFileBecomesDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	write(t, path, "")
	shut(t, open(t, path))
}

// TestDamaged overwrites the middle of a good database: the store must say so, and
// not crash or give wrong documents.
func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	s := open(t, path)
	if _, err := s.PutCaptures(t.Context(), storetest.Documents(400)); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 8192; i < len(whole)-4096; i++ {
		whole[i] = 0xa5
	}
	write(t, path, string(whole))
	s, err = sqlite.Open(t.Context(), path)
	if err == nil {
		defer shut(t, s)
		for _, e := range s.Captures(t.Context()) {
			if err = e; err != nil {
				break
			}
		}
	}
	if !errors.Is(err, store.ErrUnreadable) || !strings.Contains(err.Error(), "--db") {
		t.Errorf("error %v, want ErrUnreadable with advice", err)
	}
}

// TestAppendOnly shows that not even other programs alter what is primary by mistake.
func TestAppendOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	s := open(t, path)
	if _, err := s.PutCaptures(t.Context(), storetest.Documents(2)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AppendDecision(t.Context(), storetest.Decide(1)); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		"DELETE FROM capture", "UPDATE capture SET bytes = x'00'", "UPDATE capture SET name = 'x'",
		"DELETE FROM decision", "UPDATE decision SET who = 'x'",
	} {
		if _, err := db.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s: went through", statement)
		}
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
}

package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/trucewatch/trucewatch/internal/store/sqlite"
	"github.com/trucewatch/trucewatch/internal/store/storetest"
)

const (
	victimVariable = "TRUCEWATCH_TEST_VICTIM"
	batch          = 25
)

// TestMain lets the test program play the victim: it then writes until it is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv(victimVariable); path != "" {
		fmt.Println("gave up:", writeUntilKilled(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func writeUntilKilled(path string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	done := 0 // go on where the victim before was killed
	for _, err := range s.Captures(ctx) {
		if err != nil {
			return err
		}
		done++
	}
	for {
		documents := storetest.Documents(done + batch)[done:]
		if _, err := s.PutCaptures(ctx, documents); err != nil {
			return err
		}
		if _, err := s.AppendDecision(ctx, storetest.Decide(done)); err != nil {
			return err
		}
		done += batch
		fmt.Println(done) // the acknowledgment
	}
}

// TestKilled kills a writer again and again, at no chosen moment. What was
// acknowledged must be there, whole batches only, and the file must be sound.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	acknowledged := map[string]bool{} // the decisions, by ID
	last := 0
	for round := range 6 {
		victim := exec.CommandContext(t.Context(), os.Args[0])
		victim.Env = append(os.Environ(), victimVariable+"="+path)
		out, err := victim.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := victim.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 3 + round {
			if !lines.Scan() {
				t.Fatal("the writer ended by itself")
			}
			if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
				t.Fatalf("the writer said %q", lines.Text())
			}
			acknowledged[storetest.Decide(last-batch).ID] = true
		}
		if err := victim.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = victim.Wait() // it was killed: that is its error

		s := open(t, path)
		got := storetest.Read(t, s)
		if n := len(got.Captures); n < last || n%batch != 0 {
			t.Errorf("%d captures after %d were acknowledged in batches of %d", n, last, batch)
		}
		kept := map[string]bool{}
		for _, d := range got.Decisions {
			kept[d.ID] = true
		}
		for id := range acknowledged {
			if !kept[id] {
				t.Errorf("decision %s was acknowledged and is gone", id)
			}
		}
		shut(t, s)
	}
	if verdict := ask(t, path, "PRAGMA integrity_check"); verdict != "ok" {
		t.Errorf("integrity check: %s", verdict)
	}
}

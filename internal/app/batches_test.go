package app_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/record"
)

// TestBatchesDoNotShow reads the samples at once, and in two batches either way
// round; and it computes them with a report more and then without it.
func TestBatchesDoNotShow(t *testing.T) {
	cs, issues := captures(t, samples)
	ctx := context.Background()
	digest := func(batches ...[]string) string {
		p, err := app.Open(ctx, app.Settings{DB: filepath.Join(t.TempDir(), "p.db"), Mode: app.Fast})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := p.Close(); err != nil {
				t.Error(err)
			}
		}()
		var out app.Outcome
		for _, paths := range batches {
			if out, err = p.Read(ctx, paths, nil); err != nil {
				t.Fatal(err)
			}
		}
		return out.Digest
	}
	var paths []string
	for _, c := range cs {
		paths = append(paths, c.Path)
	}
	half := len(paths) / 2
	once := digest(paths)
	if two := digest(paths[:half], paths[half:]); two != once {
		t.Errorf("read at once %s, in two batches %s", once, two)
	}
	if two := digest(paths[half:], paths[:half]); two != once {
		t.Errorf("read at once %s, in two batches the other way round %s", once, two)
	}

	l := newLine(t, app.Fast)
	_, want := compute(t, l, cs, issues)
	file := filepath.Join(t.TempDir(), "elsewhere.txt")
	if err := os.WriteFile(file, []byte("Fishermen of Qomor blocked the harbour on 3 March 2017 and demanded talks with the port of Ilsen about nets.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	more, _ := captures(t, file)
	with, _ := compute(t, l, append(more, cs...), issues)
	if len(with.Reports) == 0 {
		t.Fatal("no report")
	}
	if _, got := compute(t, l, cs, issues); !bytes.Equal(got, want) {
		t.Error("after a report was added and taken away again the record differs")
	}
	without, _ := compute(t, l, cs, issues)
	before := byID(without)
	for id, e := range byID(with) {
		if e.Mentions[0].Report == with.Reports[indexOf(with, "elsewhere.txt")].ID {
			continue
		}
		if was, ok := before[id]; !ok || was.Independent != e.Independent || len(was.Mentions) != len(e.Mentions) {
			t.Errorf("a report of something else changes event %s", id)
		}
	}
}

func byID(r record.Record) map[string]record.Event {
	out := map[string]record.Event{}
	for _, e := range r.Events {
		out[e.ID] = e
	}
	return out
}

func indexOf(r record.Record, file string) int {
	for i := range r.Reports {
		if r.Reports[i].File == file {
			return i
		}
	}
	return -1
}

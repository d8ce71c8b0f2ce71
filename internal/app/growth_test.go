package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/trucewatch/trucewatch/internal/app"
)

// TestOneByOne reads made reports one by one, in a project that lives on between them and
// remembers what it read, and all at once: the record is the same to the byte, and on the
// way it is the one that a recomputation of everything gives.
func TestOneByOne(t *testing.T) {
	o := outlets{feeds: 4, about: 3}
	dir := t.TempDir()
	var files []string
	for n := range o.feeds {
		for k := pagesOfFeed - o.about - 1; k < pagesOfFeed; k++ {
			file := filepath.Join(dir, fmt.Sprintf("%d-%d.html", n, k))
			if err := os.WriteFile(file, []byte(o.report(n, k).page()), 0o600); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	grown := openIn(t, filepath.Join(dir, "grown.db"))
	for i := range files { // the last first, and each of them twice
		for range 2 {
			if _, err := grown.Read(t.Context(), files[len(files)-1-i:len(files)-i], nil); err != nil {
				t.Fatal(err)
			}
		}
		if i%4 != 3 {
			continue
		}
		if _, err := grown.Rebuild(t.Context(), nil); err != nil { // it compares
			t.Fatalf("after %d reports: %v", i+1, err)
		}
	}
	whole := openIn(t, filepath.Join(dir, "whole.db"))
	if _, err := whole.Read(t.Context(), files, nil); err != nil {
		t.Fatal(err)
	}
	if got, want := bytesOf(t, grown), bytesOf(t, whole); !bytes.Equal(got, want) {
		t.Errorf("the record of reports read one by one has %d bytes, that of all at once %d: they must be the same", len(got), len(want))
	}
}

func openIn(t *testing.T, db string) *app.Project {
	t.Helper()
	p, err := app.Open(t.Context(), app.Settings{DB: db, Mode: app.Fast})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func bytesOf(t *testing.T, p *app.Project) []byte {
	t.Helper()
	k, err := p.Record(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := k.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

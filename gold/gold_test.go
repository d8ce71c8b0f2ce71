// Package gold_test measures the program on hand-coded reports and holds the
// figures above the floors of floors.json.
//
//	go test ./gold -v                          prints the tables
//	go test ./gold -update                     raises floors, pins a changed corpus
//	go test ./gold -update -allow-regression   lets floors fall: tell it in the changelog
package gold_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/evaluate"
	"github.com/trucewatch/trucewatch/internal/evaluate/floors"
	"github.com/trucewatch/trucewatch/internal/record"
)

const file = "floors.json"

var (
	update = flag.Bool("update", false, "raise the floors to the figures reached and pin the corpus")
	lower  = flag.Bool("allow-regression", false, "with -update: let floors fall")
)

// pipeline reads all reports of a folder and returns their record.
type pipeline func(t *testing.T, reports string) record.Record

func TestFloors(t *testing.T) {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := floors.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	for i, folder := range f.Folders {
		t.Run(folder.Name, func(t *testing.T) { f.Folders[i] = measure(t, folder, readFolder) })
	}
	if !*update {
		return
	}
	updated, err := floors.Format(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, updated, 0o600); err != nil {
		t.Fatal(err)
	}
}

// measure holds one folder against its floors and returns the floors that stand
// after it. A folder that is not here is skipped and keeps its floors.
func measure(t *testing.T, f floors.Folder, read pipeline) floors.Folder {
	reports, gold := filepath.FromSlash(f.Reports), filepath.FromSlash(f.Gold)
	for _, folder := range []string{reports, gold} {
		if _, err := os.Stat(folder); err != nil {
			t.Skipf("the hand-coded reports are not here: %v", err)
		}
	}
	digest, err := floors.Digest(os.DirFS(reports), os.DirFS(gold))
	if err != nil {
		t.Fatal(err)
	}
	rec := read(t, reports)
	for _, err := range record.Validate(rec) {
		t.Errorf("the record is not valid: %v", err)
	}
	result, err := evaluate.Score(rec, os.DirFS(reports), os.DirFS(gold))
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := result.Table(&table); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + table.String())
	if !*update {
		for _, fault := range floors.Compare(f, result.Layers(), digest) {
			t.Errorf("%s; if that is meant: go test ./gold -update", fault)
		}
		return f
	}
	updated, lowered := floors.Update(f, result.Layers(), digest, *lower)
	for _, line := range lowered {
		if *lower {
			t.Logf("floor lowered, tell it in the changelog: %s", line)
		} else {
			t.Errorf("floor kept, -allow-regression would lower it: %s", line)
		}
	}
	return updated
}

package agreement

import (
	"io/fs"
	"testing"

	"github.com/trucewatch/trucewatch/packs"
)

// shipped loads the packs of the program.
func shipped(t *testing.T) []Agreement {
	t.Helper()
	all, err := Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// shelf loads them once and gives one by its ID.
func shelf(t *testing.T) func(id string) *Agreement {
	t.Helper()
	all := shipped(t)
	return func(id string) *Agreement {
		for i := range all {
			if all[i].ID == id {
				return &all[i]
			}
		}
		t.Fatalf("no pack %q", id)
		return nil
	}
}

func TestShippedPacks(t *testing.T) {
	want := []string{"israel-hamas-2025", "israel-lebanon-2024", "israel-syria-1974", "suwayda-2025", "turkey-us-2019", "us-taliban-2020"}
	var got []string
	for _, a := range shipped(t) {
		got = append(got, a.ID)
	}
	if len(got) != len(want) {
		t.Fatalf("got packs %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("pack %d is %s, want %s", i, got[i], want[i])
		}
	}
}

func TestTemplateIsSound(t *testing.T) {
	content, err := fs.ReadFile(packs.FS, "agreements/template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	a, faults := Parse("template.yaml", content)
	for _, f := range faults {
		t.Error(f)
	}
	if len(a.Clauses) != 1 || len(a.Zones) != 1 || a.Zones[0].AccuracyKM != 2 {
		t.Errorf("read as %+v", a)
	}
}

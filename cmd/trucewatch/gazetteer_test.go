package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
)

// dornRow is a row of a dump of GeoNames with the made-up town of the test's reports.
func dornRow(id string) string {
	f := make([]string, 19)
	f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[14] = id, "Dorn", "Dorn", "Dörn", "33.25", "36.5", "P", "PPL", "SY", "4000"
	return strings.Join(f, "\t")
}

func dorn(t *testing.T, r record.Record) *record.Place {
	t.Helper()
	for i := range r.Places {
		if r.Places[i].Name == "Dorn" {
			return &r.Places[i]
		}
	}
	t.Fatalf("no Dorn among %+v", r.Places)
	return nil
}

func TestGazetteerImport(t *testing.T) {
	reports := project(t)
	write(t, filepath.Join(reports, "third.txt"), "Tarvian forces shelled the town of Dorn in Syria on Monday, 5 May 2031, a Syrian official said in Damascus.")
	must(t, exitOK, "read", reports)
	if p := dorn(t, kept(t)); p.Lat != nil {
		t.Fatalf("Dorn is known before the import: %+v", p)
	}
	dump := filepath.Join(filepath.Dir(reports), "SY.txt")
	write(t, dump, dornRow("9901")+"\nbroken\n")
	o := must(t, exitPartial, "gazetteer", "import", dump)
	wants(t, o.out, "SY.txt: imported, 1 places", "SY.txt:2: a row of the gazetteer was left out: it has 1 columns")

	first := kept(t)
	p := dorn(t, first)
	if p.Lat == nil || *p.Lat != 33.25 || *p.Lon != 36.5 || p.Gazetteer.Source != "geonames" || p.Gazetteer.ID != "9901" {
		t.Errorf("Dorn is %+v", p)
	}
	if len(first.Reports) != 3 {
		t.Errorf("%d reports: the dump is read as one", len(first.Reports))
	}
	found := false
	for _, i := range first.Issues {
		found = found || i.Where == "SY.txt:2"
	}
	if !found {
		t.Errorf("the bad row is no issue of the record: %+v", first.Issues)
	}
	wants(t, must(t, exitOK, "rebuild").out, "the same")

	before := must(t, exitOK, "export", "--format", "record").out
	again := decode[[]imported](t, must(t, exitPartial, "gazetteer", "import", "--json", dump).out)
	if len(again) != 1 || again[0].New || again[0].Places != 1 || len(again[0].Left) != 1 {
		t.Errorf("importing again: %+v", again)
	}
	if must(t, exitOK, "export", "--format", "record").out != before {
		t.Error("importing again changes the record")
	}
}

func TestGazetteerImportRefuses(t *testing.T) {
	reports := project(t)
	dir := filepath.Dir(reports)
	none, empty, page := filepath.Join(dir, "none.txt"), filepath.Join(dir, "empty.txt"), filepath.Join(dir, "page.html")
	write(t, empty, "")
	write(t, page, "<p>")
	o := must(t, exitPartial, "gazetteer", "import", none, empty, page, filepath.Join(reports, "first.txt"))
	wants(t, o.out, "none.txt: not imported", "no such file", "the file is empty", "a .txt or .zip file", "first.txt: not imported")
	must(t, exitOK, "read", reports)
	if n := len(kept(t).Reports); n != 2 {
		t.Errorf("%d reports", n)
	}
	must(t, exitUsage, "gazetteer", "import")
	must(t, exitUsage, "gazetteer", "imprt")
	wants(t, must(t, exitOK, "gazetteer").out, "import a dump of GeoNames")
}

// TestGazetteerOrderDoesNotShow imports two dumps in either order, before and after
// the reports.
func TestGazetteerOrderDoesNotShow(t *testing.T) {
	reports := project(t)
	dir := filepath.Dir(reports)
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	write(t, a, dornRow("9901")+"\n")
	write(t, b, strings.Replace(dornRow("9902"), "36.5", "37.5", 1)+"\n")
	digest := func(db string, steps ...[]string) string {
		t.Setenv("TRUCEWATCH_DB", filepath.Join(dir, db))
		for _, s := range steps {
			must(t, exitOK, s...)
		}
		out := must(t, exitOK, "export", "--format", "record").out
		if err := os.Remove(filepath.Join(dir, db)); err != nil {
			t.Fatal(err)
		}
		return out
	}
	one := digest("one.db", []string{"gazetteer", "import", a, b}, []string{"read", reports})
	two := digest("two.db", []string{"read", reports}, []string{"gazetteer", "import", b}, []string{"gazetteer", "import", a})
	if one != two {
		t.Error("the order of imports shows in the record")
	}
}

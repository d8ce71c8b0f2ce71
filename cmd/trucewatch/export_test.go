package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/outputtest"
)

// TestExportFormats writes the samples in every format and reads each back as the
// programs of the field do.
func TestExportFormats(t *testing.T) {
	project(t)
	must(t, exitPartial, "read", "--analysis", "fast", filepath.Join("..", "..", "samples", "reports"))
	for _, f := range exportFormats() {
		t.Run(f.name, func(t *testing.T) {
			o := must(t, exitOK, "export", "--format", f.name)
			if again := must(t, exitOK, "export", "--format", f.name, "--quiet"); again.out != o.out || again.err != "" {
				t.Errorf("two exports differ, or --quiet says %q", again.err)
			}
			switch f.name {
			case "acled", "ucdp", "hxl", "pax", "icews":
				if n, err := outputtest.CheckTable(f.name, must(t, exitOK, "export", "--format", f.name, "--exact").out); err != nil || n == 0 {
					t.Errorf("%d rows, %v", n, err)
				}
			case "plover":
				if n, err := outputtest.CheckPLOVER(o.out); err != nil || n == 0 {
					t.Errorf("%d lines, %v", n, err)
				}
			case "geojson", "jsonld", "record":
				if !json.Valid([]byte(o.out)) {
					t.Error("no JSON")
				}
			case "xlsx":
				if !strings.HasPrefix(o.out, "PK") { // its cells are read back where it is written
					t.Error("no package")
				}
				return
			case "ics":
				wants(t, o.out, "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n")
			}
			if strings.Count(o.out, "\n") < 2 {
				t.Errorf("only %q", o.out)
			}
		})
	}
}

// TestFormatsAreDocumented wants each format, with what it drops, in the help and in
// the document on exports.
func TestFormatsAreDocumented(t *testing.T) {
	help := flat(must(t, exitOK, "export", "--help").out)
	document, err := os.ReadFile(filepath.Join("..", "..", "docs", "howto", "exports.md"))
	if err != nil {
		t.Fatal(err)
	}
	text := flat(string(document))
	for _, f := range exportFormats() {
		if f.about == "" || f.drops == "" {
			t.Errorf("%s does not say what it is or what it drops", f.name)
		}
		for _, words := range []string{f.about, f.drops} {
			if !strings.Contains(help, flat(words)) || !strings.Contains(strings.ToLower(text), strings.ToLower(flat(words))) {
				t.Errorf("help or document do not say of %s: %s", f.name, words)
			}
		}
		if !strings.Contains(text, "## "+f.name+" ") {
			t.Errorf("the document has no section on %s", f.name)
		}
	}
}

// flat leaves one space between words.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestExportSchemas holds the tables of news that nobody wrote for this program to the
// code books.
func TestExportSchemas(t *testing.T) {
	reports := filepath.Join("..", "..", "..", "shared", "reports", "seeds")
	if _, err := os.Stat(reports); err != nil {
		t.Skip("no reports beside the checkout: ", err)
	}
	project(t)
	must(t, exitOK, "read", "--analysis", "fast", reports)
	for _, format := range []string{"acled", "ucdp", "icews", "hxl", "pax"} {
		if n, err := outputtest.CheckTable(format, must(t, exitOK, "export", "--exact", "--format", format).out); err != nil || n == 0 {
			t.Errorf("%s: %d rows, %v", format, n, err)
		}
	}
	if n, err := outputtest.CheckPLOVER(must(t, exitOK, "export", "--format", "plover").out); err != nil || n == 0 {
		t.Errorf("plover: %d lines, %v", n, err)
	}
}

func TestExportHelp(t *testing.T) {
	o := must(t, exitOK, "export", "--format", "help")
	for _, f := range exportFormats() {
		wants(t, o.out, "  "+f.name, strings.Fields(f.drops)[0])
	}
}

func TestExportExact(t *testing.T) {
	reports := project(t)
	write(t, filepath.Join(reports, "third.meta.json"), `{"outlet": "=HYPERLINK(\"http://example.org\")", "date": "2031-05-08"}`)
	write(t, filepath.Join(reports, "third.txt"), "Tarvian forces shelled the town of Dorn on Tuesday, killing three people, a doctor said.")
	must(t, exitOK, "read", "--analysis", "fast", reports)
	cells := func(args ...string) (formulas int) {
		rows, err := csv.NewReader(strings.NewReader(must(t, exitOK, append([]string{"export", "--format", "hxl"}, args...)...).out)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.HasPrefix(cell, "=") {
					formulas++
				}
			}
		}
		return formulas
	}
	if safe, exact := cells(), cells("--exact"); safe != 0 || exact == 0 {
		t.Errorf("%d formulas, with --exact %d", safe, exact)
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/sitrep"
)

func TestSitrep(t *testing.T) {
	reports := project(t)
	write(t, filepath.Join(reports, "deeper", "second.meta.json"), `{"date": "2031-05-08", "outlet": "Coast Mirror"}`)
	must(t, exitOK, "read", "--analysis", "fast", reports)
	day := must(t, exitOK, "sitrep", "--for", "2031-05-08")
	wants(t, day.out, "# Situation report No. 2\n", "As of 8 May 2031.", "## Alleged breaches", "Coast Mirror", "| Reports | 1 | 1 |")
	if latest := must(t, exitOK, "sitrep"); latest.out != day.out || latest.err != "" {
		t.Errorf("without --for it is not of the latest day: %s%s", latest.out, latest.err)
	}
	wants(t, must(t, exitOK, "sitrep", "--for", "2031-05-07", "--number", "9").out, "No. 9", "1 of a later day were not used", "Harbour Gazette")
	wants(t, must(t, exitOK, "sitrep", "--days", "2", "--format", "html").out, "<!doctype html>", "Period: 7 May 2031 to 8 May 2031", "Harbour Gazette")
	s := decode[sitrep.Sitrep](t, must(t, exitOK, "sitrep", "--format", "json").out)
	if s.Format != sitrep.Format || s.Number != 2 || len(s.Highlights) == 0 || len(s.Sources) == 0 {
		t.Errorf("%+v", s)
	}
}

func TestSitrepTemplate(t *testing.T) {
	reports := project(t)
	must(t, exitOK, "read", "--analysis", "fast", reports)
	mine := filepath.Join(t.TempDir(), "mine.tmpl")
	must(t, exitOK, "sitrep", "--print-template", "-o", mine)
	plain := must(t, exitOK, "sitrep").out
	if same := must(t, exitOK, "sitrep", "--template", mine).out; same != plain {
		t.Error("the template that was printed lays it out otherwise")
	}
	write(t, mine, "{{.Number}} of {{day .AsOf}}")
	wants(t, must(t, exitOK, "sitrep", "--template", mine).out, "1 of 7 May 2031")
	folder := filepath.Dir(mine)
	write(t, filepath.Join(folder, "sitrep.md.tmpl"), "# {{.Number}} of {{day .AsOf}}")
	wants(t, must(t, exitOK, "sitrep", "--templates", folder).out, "# 1 of 7 May 2031")
	wants(t, must(t, exitOK, "sitrep", "--templates", folder, "--format", "docx").out, "PK\x03\x04", "word/document.xml")
	wants(t, must(t, exitFailure, "sitrep", "--templates", folder, "--format", "html").err, "sitrep.html.tmpl")
	write(t, mine, "one\n{{.Nothing}}")
	if o := must(t, exitFailure, "sitrep", "--template", mine); o.out != "" || !strings.Contains(o.err, "sitrep:2") || !strings.Contains(o.err, "Nothing") {
		t.Errorf("%q, %q", o.out, o.err)
	}
	wants(t, must(t, exitFailure, "sitrep", "--template", mine+".gone").err, "mine.tmpl.gone")
}

func TestSitrepMistakes(t *testing.T) {
	reports := project(t)
	for _, args := range [][]string{
		{"--format", "pdf"},
		{"--template", "x", "--templates", "y"},
		{"--format", "json", "--template", "x"},
		{"--days", "0"},
		{"today"},
	} {
		must(t, exitUsage, append([]string{"sitrep"}, args...)...)
	}
	wants(t, must(t, exitFailure, "sitrep").err, "no report has a date")
	must(t, exitOK, "read", "--analysis", "fast", reports)
	wants(t, must(t, exitFailure, "sitrep", "--for", "yesterday").err, `"yesterday" is no day such as`)
	wants(t, must(t, exitFailure, "sitrep", "--agreement", "none-such").err, `no agreement "none-such"`)
}

// TestSitrepFields wants every field that a template can show in the document on it.
func TestSitrepFields(t *testing.T) {
	document, err := os.ReadFile(filepath.Join("..", "..", "docs", "howto", "sitrep.md"))
	if err != nil {
		t.Fatal(err)
	}
	for field := range strings.FieldsSeq(`Number AsOf From To Agreement Highlights Figures Talks Agreements Breaches Tolls Access Disagreements
		Unconfirmed Sources Undated Later Text Notes Event New Refs Source Sentence Report Words What Now Before Against Clause Provides Zone Lines Also
		Outlet Published Title URL CopyOf Period`) {
		if !strings.Contains(string(document), "`."+field+"`") {
			t.Errorf("the document does not say what .%s is", field)
		}
	}
}

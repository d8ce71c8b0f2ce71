package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
)

func TestExportRecord(t *testing.T) {
	reports := project(t)
	must(t, exitOK, "read", reports)
	r := kept(t)
	for _, err := range record.Validate(r) {
		t.Error(err)
	}
	if len(r.Reports) != 2 || len(r.Events) == 0 || len(r.Statements) == 0 {
		t.Errorf("%d reports, %d events, %d statements", len(r.Reports), len(r.Events), len(r.Statements))
	}
}

func TestExportToAFile(t *testing.T) {
	reports := project(t)
	must(t, exitOK, "read", reports)
	path := filepath.Join(t.TempDir(), "dossier.html")
	if o := must(t, exitOK, "export", "--format", "dossier", "-o", path); o.out != "" {
		t.Errorf("%d bytes on standard output besides", len(o.out))
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wants(t, string(page), "<!doctype html>", "Harbour Gazette", "Ilse Maren")
	if again := must(t, exitOK, "export", "--format", "dossier").out; again != string(page) {
		t.Error("two exports differ")
	}
	o := must(t, exitFailure, "export", "-o", filepath.Join(path, "below", "x.json"))
	wants(t, o.err, "writing", "x.json")
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, want the dossier alone", left)
	}
}

func TestExportUnknownFormat(t *testing.T) {
	project(t)
	wants(t, must(t, exitUsage, "export", "--format", "docx").err, "docx", "record", "dossier")
}

// TestExportOfNothing exports a project that nothing was read into.
func TestExportOfNothing(t *testing.T) {
	project(t)
	if r := kept(t); len(r.Reports) != 0 || len(record.Validate(r)) != 0 {
		t.Errorf("the empty record holds %d reports; %v", len(r.Reports), record.Validate(r))
	}
	wants(t, must(t, exitOK, "export", "--format", "dossier").out, "No report has been read.")
}

func TestShow(t *testing.T) {
	reports := project(t)
	must(t, exitOK, "read", reports)
	r := kept(t)
	e := r.Events[0]
	for _, x := range r.Events {
		if x.Type == "CONSULT" {
			e = x
		}
	}
	wants(t, must(t, exitOK, "show", "event", e.ID).out, e.ID, "«"+e.Mentions[0].Quote+"»", "why", "Next: trucewatch")
	wants(t, must(t, exitOK, "show", "event", e.ID[len(e.ID)-8:]).out, e.ID)
	if got := decode[record.Event](t, must(t, exitOK, "show", "event", "--json", e.ID).out); got.ID != e.ID || len(got.Mentions) != len(e.Mentions) {
		t.Errorf("show event --json: %+v", got)
	}
	wants(t, must(t, exitOK, "show", "report", "first.txt").out, "Harbour Gazette", "7 May 2031 (given)", "hospital official")
	if got := decode[record.Report](t, must(t, exitOK, "show", "report", "--json", "first.txt").out); got.File != "first.txt" || got.Text != first {
		t.Errorf("show report --json: %+v", got)
	}
	for _, name := range []string{"Maren", "ilse maren", "Ilse-Maren"} {
		wants(t, must(t, exitOK, "show", "actor", name).out, "Ilse Maren", e.ID)
	}
	wants(t, must(t, exitOK, "show", "actor", "Ilse", "Maren").out, "Ilse Maren")
	got := decode[struct {
		Actor  record.Actor
		Events []record.Event
	}](t, must(t, exitOK, "show", "actor", "--json", "Maren").out)
	if got.Actor.Name != "Ilse Maren" || len(got.Events) == 0 {
		t.Errorf("show actor --json: %+v", got)
	}
}

func TestShowUnknownAndAmbiguous(t *testing.T) {
	reports := project(t)
	must(t, exitOK, "read", reports)
	for _, tc := range []struct {
		args []string
		want string
	}{
		{[]string{"event", "e-nothing"}, "nearest"},
		{[]string{"event", "e-"}, "events match"},
		{[]string{"report", "third.txt"}, "first.txt"},
		{[]string{"report", ".txt"}, "2 reports match"},
		{[]string{"actor", "Zyxwv"}, "nearest"},
		{[]string{"actor", "--json", "Zyxwv"}, "nearest"},
	} {
		o := must(t, exitFailure, append([]string{"show"}, tc.args...)...)
		wants(t, o.err, tc.want)
		if o.out != "" {
			t.Errorf("show %v prints %q", tc.args, o.out)
		}
	}
}

func TestShowOfNothing(t *testing.T) {
	project(t)
	for _, kind := range []string{"event", "report", "actor"} {
		wants(t, must(t, exitFailure, "show", kind, "x").err, "no "+kind)
	}
}

func TestEvaluateSamples(t *testing.T) {
	samples := filepath.Join("..", "..", "samples")
	o := must(t, exitOK, "evaluate", "--analysis", "fast", filepath.Join(samples, "reports"), filepath.Join(samples, "gold"))
	wants(t, o.out, "names", "statements", "events", "figures")
	decode[any](t, must(t, exitOK, "evaluate", "--analysis", "fast", "--json", filepath.Join(samples, "reports"), filepath.Join(samples, "gold")).out)
	o = must(t, exitFailure, "evaluate", filepath.Join(samples, "reports"), t.TempDir())
	if !strings.HasPrefix(o.err, "trucewatch: ") {
		t.Errorf("the message is %q", o.err)
	}
}

// TestSamples reads what ships with the program: two files of it have to be named
// as odd, and everything written has to be sound.
func TestSamples(t *testing.T) {
	project(t)
	samples := filepath.Join("..", "..", "samples", "reports")
	s := decode[summary](t, must(t, exitPartial, "read", "--json", samples).out)
	if s.Reports < 10 || len(s.Left) == 0 {
		t.Errorf("reading the samples: %+v", s)
	}
	for _, err := range record.Validate(kept(t)) {
		t.Error(err)
	}
	page := must(t, exitOK, "export", "--format", "dossier").out
	if strings.Contains(strings.ToLower(page), "<script") {
		t.Error("a script on the page")
	}
}

package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// outcome is what one command line did.
type outcome struct {
	code     int
	out, err string
}

// trucewatch runs one command line in this process, with files in place of the
// terminal, and a database of its own unless the environment names one.
func trucewatch(t *testing.T, args ...string) outcome {
	t.Helper()
	stdout, stderr := os.Stdout, os.Stderr
	defer func() { os.Stdout, os.Stderr = stdout, stderr }()
	var files [2]*os.File
	for i := range files {
		f, err := os.CreateTemp(t.TempDir(), "out")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		files[i] = f
	}
	os.Stdout, os.Stderr = files[0], files[1]
	o := outcome{code: run(context.Background(), args)}
	for i, into := range []*string{&o.out, &o.err} {
		if _, err := files[i].Seek(0, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(files[i])
		if err != nil {
			t.Fatal(err)
		}
		*into = string(b)
	}
	return o
}

// must runs a command line that has to end with a code.
func must(t *testing.T, code int, args ...string) outcome {
	t.Helper()
	o := trucewatch(t, args...)
	if o.code != code {
		t.Fatalf("trucewatch %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), o.code, code, o.out, o.err)
	}
	return o
}

// The reports that these tests read; the place and its people are made up.
const (
	first = `Foreign Minister Ilse Maren met a delegation of the Tarvian government in Geneva on Tuesday to discuss a ceasefire, the foreign ministry said on 6 May 2031.

At least 12 people were killed when Tarvian forces shelled the town of Dorn on Monday, a hospital official said. Tarvia denied shelling the town.`
	second = `Ilse Maren held talks with Tarvian envoys in Geneva on Tuesday, 6 May 2031, two diplomats said.

An aid convoy reached Dorn on Wednesday. Protesters gathered in the capital.`
)

// project makes a folder with two reports and an empty project beside it.
func project(t *testing.T) (reports string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("TRUCEWATCH_DB", filepath.Join(dir, "project", "test.db"))
	reports = filepath.Join(dir, "reports")
	write(t, filepath.Join(reports, "first.txt"), first)
	write(t, filepath.Join(reports, "deeper", "second.txt"), second)
	write(t, filepath.Join(reports, "first.meta.json"), `{"outlet": "Harbour Gazette", "date": "2031-05-07"}`)
	return reports
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// kept reads the record of the project.
func kept(t *testing.T) record.Record {
	t.Helper()
	r, err := record.Unmarshal(strings.NewReader(must(t, exitOK, "export", "--format", "record").out))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var x T
	if err := json.Unmarshal([]byte(text), &x); err != nil {
		t.Fatalf("no JSON: %v\n%s", err, text)
	}
	return x
}

func wants(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in\n%s", w, text)
		}
	}
}

func TestUsage(t *testing.T) {
	project(t)
	for _, args := range [][]string{
		{"raed", "x"},
		{"show"},
		{"show", "bogus", "x"},
		{"read"},
		{"read", "--no-such-flag", "x"},
		{"read", "--analysis", "deep", "x"},
		{"export", "--format", "docx"},
		{"export", "record"},
		{"export", "--format", "pdf"},
		{"show", "event"},
		{"evaluate", "one"},
		{"rebuild", "now"},
		{"sitrep", "now"},
		{"version", "x"},
		{"analyse"},
		{"analyse", "--format", "xml", "-"},
		{"explain"},
		{"explain", "--date", "tomorrow", "Talks began."},
	} {
		o := must(t, exitUsage, args...)
		if o.out != "" || !strings.HasPrefix(o.err, "trucewatch: ") || !strings.Contains(o.err, "--help") {
			t.Errorf("trucewatch %v: %q on standard output, %q on standard error", args, o.out, o.err)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	wants(t, must(t, exitUsage, "reda", "x").err, `no command "reda", did you mean "read"?`)
	wants(t, must(t, exitUsage, "raed", "x").err, `did you mean "read" or "feed"?`)
	wants(t, must(t, exitUsage, "show", "evnt", "x").err, `"evnt", did you mean "event"?`)
	wants(t, must(t, exitOK).out, "Usage:", "read")
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"read", "--help"}, {"export", "-h"}, {"show", "actor", "--help"}} {
		wants(t, must(t, exitOK, args...).out, "Usage:", "trucewatch")
	}
	wants(t, must(t, exitOK, "--help").out, "Exit codes: 0 all done, 1 failure, 2 mistake in the command line, 3 done, but")
}

func TestVersion(t *testing.T) {
	o := must(t, exitOK, "version")
	if fields := strings.Fields(o.out); len(fields) != 2 || fields[0] != "trucewatch" {
		t.Errorf("version is %q", o.out)
	}
}

func TestAnalyse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "text.txt")
	write(t, path, "Envoys met in Geneva. Talks began.")
	wants(t, must(t, exitOK, "analyse", path).out, "Envoys", "Geneva", "began")
	wants(t, must(t, exitOK, "analyse", "--format", "conllu", path).out, "\tEnvoys\t", "\tGeneva\t")
	decode[any](t, must(t, exitOK, "analyse", "--format", "json", "--analysis", "fast", path).out)
	if o := must(t, exitFailure, "analyse", path+".gone"); !strings.Contains(o.err, "text.txt.gone") {
		t.Errorf("the message does not name the file: %q", o.err)
	}
}

func TestExplain(t *testing.T) {
	sentence := "Tarvia denied on Monday that it had shelled Dorn, where at least 12 people died, the mayor told AFP."
	o := must(t, exitOK, "explain", "--analysis", "fast", "--date", "2031-05-07", sentence)
	wants(t, o.out, "TREE", "«denied» REJECT, occurred", "the mayor, via AFP", "killed: 12 or more", "2031-05-05, day", "en.deny.deny", "CONSIDERED AND REFUSED")
	x := decode[view.Explanation](t, must(t, exitOK, "explain", "--analysis", "fast", "--json", sentence).out)
	if x.Format != view.ExplanationFormat || x.Text != sentence || len(x.Sentences) != 1 || len(x.Sentences[0].Statements) == 0 {
		t.Errorf("the explanation as JSON is %+v", x)
	}
	wants(t, must(t, exitOK, "explain", "").out, "no sentence")
	wants(t, must(t, exitOK, "explain", "--help").out, "packs/en", "--date")
}

func TestExplainReadsStandardInput(t *testing.T) {
	in, stdin := filepath.Join(t.TempDir(), "in.txt"), os.Stdin
	write(t, in, "The army denied the raid.")
	f, err := os.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	defer func() { os.Stdin = stdin }()
	os.Stdin = f
	wants(t, must(t, exitOK, "explain", "--analysis", "fast", "-").out, "The army denied the raid.", "The army denies it")
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fed runs one command line with a text on standard input.
func fed(t *testing.T, input string, code int, args ...string) outcome {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in")
	write(t, path, input)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	before := os.Stdin
	defer func() { os.Stdin = before }()
	os.Stdin = f
	return must(t, code, args...)
}

func TestCode(t *testing.T) {
	in := `{"id":"a","text":"Tarvian forces shelled the town of Dorn on Monday, a hospital official said.","date":"2031-05-07"}` + "\n"
	o := fed(t, in, exitOK, "code", "--analysis", "fast")
	wants(t, o.out, `"id":"a"`, `"type":"ASSAULT"`, `"quote":"shelled"`, `"date":"2031-05-0`, `"stance":"assert"`)
	if strings.Count(o.out, "\n") != 1 || o.err != "" {
		t.Errorf("%q and %q", o.out, o.err)
	}
	o = fed(t, in+"broken\n"+in, exitPartial, "code", "--analysis", "fast")
	wants(t, o.out, `"line":2,"error":`)
	wants(t, o.err, "3 lines, 1 of them could not be coded")
	if strings.Count(o.out, "\n") != 3 {
		t.Errorf("%q", o.out)
	}
	if o := fed(t, "", exitOK, "code"); o.out != "" {
		t.Errorf("of nothing: %q", o.out)
	}
}

func TestCodeActors(t *testing.T) {
	actors := filepath.Join(t.TempDir(), "actors.csv")
	write(t, actors, "name,code\nTarvian forces,TRV-MIL\n")
	in := `{"id":"a","text":"Tarvian forces shelled the town of Dorn on Monday."}`
	wants(t, fed(t, in, exitOK, "code", "--analysis", "fast", "--actors", actors).out, `"actor_codes":["TRV-MIL"]`)
	write(t, actors, "Tarvia,TRV\nTarvia,TAR\n")
	wants(t, fed(t, in, exitFailure, "code", "--actors", actors).err, "actors.csv", "line 2", "TRV and TAR")
	wants(t, fed(t, in, exitFailure, "code", "--actors", actors+".gone").err, "actors.csv.gone")
	wants(t, must(t, exitOK, "code", "--help").out, `{"id": "a1", "text"`, "--actors FILE", "could not be coded", "jq")
}

package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
)

// TestDecisionsMove takes decisions into a project, out again, and in again.
func TestDecisionsMove(t *testing.T) {
	reports := project(t)
	must(t, exitOK, "read", "--quiet", reports)
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	write(t, path, `{"id":"d1-0","who":"ana","when":"2031-05-09T12:00:00Z","kind":"accept","why":"seen","fingerprint":"a-b","words":"Talks began.","payload":{"says":"x"}}
{"id":"d2-0","who":"ben","when":"2031-05-09T12:01:00Z","kind":"refuse","why":"","fingerprint":"a-b","words":"Talks began.","payload":null}
`)
	wants(t, must(t, exitOK, "decisions", "import", path).out, "2 decisions read, 2 of them new")
	wants(t, must(t, exitOK, "decisions", "import", path).out, "2 decisions read, 0 of them new")
	out := must(t, exitOK, "decisions", "export").out
	if lines := strings.Split(strings.TrimSpace(out), "\n"); len(lines) != 2 || !strings.Contains(lines[0], `"who":"ana"`) || !strings.Contains(lines[1], `"kind":"refuse"`) {
		t.Errorf("exported\n%s", out)
	}
	write(t, path, strings.Replace(out, `"why":"seen"`, `"why":"not seen"`, 1))
	wants(t, must(t, exitFailure, "decisions", "import", path).err, "d1-0")
	write(t, path, "{}\n")
	wants(t, must(t, exitFailure, "decisions", "import", path).err, "line 1")
	must(t, exitUsage, "decisions")
	must(t, exitUsage, "decisions", "merge")
	wants(t, must(t, exitOK, "rebuild").out, "the same")
}

// TestExportWithDecisions merges two actors: exports and pages have it, the record as
// read stays.
func TestExportWithDecisions(t *testing.T) {
	reports := project(t)
	must(t, exitOK, "read", "--quiet", "--analysis", "fast", reports)
	asRead := must(t, exitOK, "export").out
	r := decode[record.Record](t, asRead)
	var ids []string
	for _, a := range r.Actors {
		if a.Kind != "state" {
			ids = append(ids, a.ID)
		}
	}
	if len(ids) < 2 {
		t.Skipf("%d actors", len(ids))
	}
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	write(t, path, `{"id":"d1-0","who":"ana","when":"2031-05-09T12:00:00Z","kind":"merge","why":"one and the same","fingerprint":"merge-actor-0","words":"","payload":{"of":"actor","groups":[{"id":"`+ids[0]+`"},{"id":"`+ids[1]+`"}]}}
`)
	must(t, exitOK, "decisions", "import", path)
	if got := must(t, exitOK, "export", "--as-read").out; got != asRead {
		t.Error("the record as read has changed")
	}
	decided := must(t, exitOK, "export").out
	if n := len(decode[record.Record](t, decided).Actors); n != len(r.Actors)-1 {
		t.Errorf("%d actors, were %d", n, len(r.Actors))
	}
	wants(t, must(t, exitOK, "rebuild").out, "the same", "with the decisions of the review")
	write(t, path, `{"id":"d2-0","who":"ana","when":"2031-05-09T12:01:00Z","kind":"undo","why":"","fingerprint":"merge-actor-0","words":"","payload":{"undoes":"d1-0"}}
`)
	must(t, exitOK, "decisions", "import", path)
	if got := must(t, exitOK, "export").out; got != asRead {
		t.Error("undoing does not give the record as read")
	}
}

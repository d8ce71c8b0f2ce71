package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadPrintsTheLedger(t *testing.T) {
	reports := project(t)
	o := must(t, exitOK, "read", reports)
	wants(t, o.out, "REPORTS READ · 2 reports", "Harbour Gazette", "first.txt", "second.txt", "TALKS", "Ilse Maren", "Geneva", "Next: trucewatch show event e-consult")
	if strings.ContainsAny(o.out+o.err, "\x1b\r") {
		t.Errorf("colours or progress in a pipe:\n%s%s", o.out, o.err)
	}
	for line := range strings.Lines(o.out) {
		if n := len([]rune(line)); n > 121 {
			t.Errorf("a line of %d characters: %s", n, line)
		}
	}
}

// TestReadAgainChangesNothing reads a folder, its files one by one, and the folder
// under another name.
func TestReadAgainChangesNothing(t *testing.T) {
	reports := project(t)
	before := decode[summary](t, must(t, exitOK, "read", "--json", reports).out)
	if before.Seen != 2 || before.Added != 2 || before.Reports != 2 || before.Events == 0 || len(before.Left) != 0 {
		t.Fatalf("reading: %+v", before)
	}
	want := must(t, exitOK, "export").out
	after := decode[summary](t, must(t, exitOK, "read", "--json", reports, filepath.Join(reports, "deeper", "second.txt")).out)
	if after.Added != 0 || after.Digest != before.Digest {
		t.Errorf("reading again: %+v, was %+v", after, before)
	}
	if got := must(t, exitOK, "export").out; got != want {
		t.Error("reading again changes the record")
	}
}

// TestReadingOrderDoesNotShow reads the files in either order.
func TestReadingOrderDoesNotShow(t *testing.T) {
	reports := project(t)
	a, b := filepath.Join(reports, "first.txt"), filepath.Join(reports, "deeper", "second.txt")
	one := decode[summary](t, must(t, exitOK, "read", "--json", "--db", ":memory:", a, b).out)
	two := decode[summary](t, must(t, exitOK, "read", "--json", "--db", ":memory:", b, a).out)
	if one.Digest != two.Digest {
		t.Errorf("digest %s one way, %s the other", one.Digest, two.Digest)
	}
}

func TestReadLeavesOutWithAReason(t *testing.T) {
	reports := project(t)
	write(t, filepath.Join(reports, "empty.txt"), "")
	write(t, filepath.Join(reports, "picture.txt"), "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	gone := filepath.Join(reports, "gone.txt")
	o := must(t, exitPartial, "read", "--json", reports, gone)
	s := decode[summary](t, o.out)
	if s.Reports != 2 {
		t.Errorf("%d reports read, want the other 2", s.Reports)
	}
	left := map[string]bool{}
	for _, l := range s.Left {
		left[filepath.Base(l.Where)] = l.What != "" && l.Why != ""
	}
	for _, name := range []string{"empty.txt", "picture.txt", "gone.txt"} {
		if !left[name] {
			t.Errorf("%s is not left out with a reason: %+v", name, s.Left)
		}
	}
	o = must(t, exitPartial, "read", reports) // the third was named by its own path
	wants(t, o.out, "LEFT OUT", "picture.txt")
	wants(t, o.err, "2 documents, 0 of them new; left out: 2.")
	if n := strings.Count(o.out+o.err, "Next:"); n != 1 {
		t.Errorf("%d times a next step", n)
	}
}

// TestPartsLeftOut tells parts of files that were left out from notes on what was
// read. The second reading meets the record of the first.
func TestPartsLeftOut(t *testing.T) {
	const prose = "The two sides met again on Tuesday, 6 May 2031, and the ministry said that the talks would go on.\n"
	for _, tc := range []struct {
		name, file, content string
		code                int
	}{
		{"guessed encoding", "a.txt", "Envoys met in a caf\xe9 in Geneva. " + prose, exitOK},
		{"broken line", "a.jsonl", `{"title": "Talks", "text": "` + strings.TrimSpace(prose) + "\"}\n{\"title\": \n", exitPartial},
		{"bytes that mean nothing", "a.txt", "\xef\xbb\xbf" + prose + "Nobody was \xff hurt.\n", exitPartial},
	} {
		t.Run(tc.name, func(t *testing.T) {
			reports := project(t)
			must(t, exitOK, "read", "--quiet", reports)
			write(t, filepath.Join(reports, tc.file), tc.content)
			for range 2 {
				s := decode[summary](t, must(t, tc.code, "read", "--json", reports).out)
				if s.Reports != 3 || (len(s.Left) > 0) != (tc.code == exitPartial) || (len(s.Notes) > 0) != (tc.code == exitOK) {
					t.Errorf("%+v", s)
				}
			}
			must(t, exitOK, "read", "--quiet", filepath.Join(reports, "first.txt"))
		})
	}
}

func TestReadNothing(t *testing.T) {
	project(t)
	empty := t.TempDir()
	o := trucewatch(t, "read", empty)
	wants(t, o.out, "0 reports", "Next: trucewatch read")
}

func TestQuiet(t *testing.T) {
	reports := project(t)
	if o := must(t, exitOK, "read", "--quiet", reports); o.err != "" {
		t.Errorf("messages in spite of --quiet: %q", o.err)
	}
}

func TestDatabaseThatCannotBe(t *testing.T) {
	reports := project(t)
	path := filepath.Join(t.TempDir(), "file")
	write(t, path, "no folder")
	o := must(t, exitFailure, "read", "--db", filepath.Join(path, "x.db"), reports)
	wants(t, o.err, "trucewatch: ", path)
	o = must(t, exitFailure, "read", "--db", path, reports)
	wants(t, o.err, "trucewatch: ", path)
	if b, err := os.ReadFile(path); err != nil || string(b) != "no folder" {
		t.Errorf("a file that is no database was written to: %q, %v", b, err)
	}
}

func TestNoColor(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	if colored(os.Stdout) {
		t.Error("colours in spite of NO_COLOR")
	}
	var b strings.Builder
	if colored(&b) || width(&b) != plainWidth {
		t.Error("what is no terminal counts as one")
	}
}

func TestRebuild(t *testing.T) {
	reports := project(t)
	digest := decode[summary](t, must(t, exitOK, "read", "--json", reports).out).Digest
	wants(t, must(t, exitOK, "rebuild").out, "2 reports recomputed", "before "+digest, "after  "+digest, "the same")
	got := decode[struct {
		Reports int
		Digest  string
		Same    bool
	}](t, must(t, exitOK, "rebuild", "--json").out)
	if got.Reports != 2 || got.Digest != digest || !got.Same {
		t.Errorf("rebuild: %+v", got)
	}
}

// TestAnalysisIsKept reads with the fast parser: what is asked later fits what was
// printed then, and another way of parsing has to be asked for.
func TestAnalysisIsKept(t *testing.T) {
	reports := project(t)
	fast := decode[summary](t, must(t, exitOK, "read", "--json", "--analysis", "fast", reports).out).Digest
	full := decode[summary](t, must(t, exitOK, "read", "--json", "--analysis", "full", "--db", ":memory:", reports).out).Digest
	if fast == full {
		t.Skip("both parsers read the same here: nothing to tell them apart by")
	}
	digest := func(args ...string) string {
		sum := sha256.Sum256([]byte(must(t, exitOK, append([]string{"export"}, args...)...).out))
		return hex.EncodeToString(sum[:])
	}
	for _, step := range []struct {
		args []string
		want string
	}{{nil, fast}, {[]string{"--analysis", "full"}, full}, {nil, fast}} {
		if got := digest(step.args...); got != step.want {
			t.Errorf("export %v has digest %s; fast is %s, full is %s", step.args, got, fast, full)
		}
	}
	wants(t, must(t, exitOK, "rebuild").out, "after  "+fast)
	if again := decode[summary](t, must(t, exitOK, "read", "--json", reports).out).Digest; again != fast {
		t.Errorf("reading again gives %s, was %s", again, fast)
	}
}

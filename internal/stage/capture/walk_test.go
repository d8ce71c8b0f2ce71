package capture_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/capture"
)

// write makes the files of a tree, by path below a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatalf("making the folder of %q: %v", name, err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatalf("writing %q: %v", name, err)
		}
	}
	return dir
}

// walk collects a walk: names taken in, and "name: reason" of each issue.
func walk(t *testing.T, dir string, limits capture.Limits, paths ...string) (taken []trucewatch.Capture, issues []trucewatch.Issue) {
	t.Helper()
	if len(paths) == 0 {
		paths = []string{dir}
	}
	for c, issue := range capture.Walk(context.Background(), paths, limits) {
		if issue != nil {
			if c.ID != "" {
				t.Errorf("%s came with an issue and a capture", c.Path)
			}
			issues = append(issues, *issue)
			continue
		}
		taken = append(taken, c)
	}
	return taken, issues
}

func names(dir string, taken []trucewatch.Capture) []string {
	var out []string
	for _, c := range taken {
		rel, err := filepath.Rel(dir, c.Path)
		if err != nil {
			rel = c.Path
		}
		out = append(out, filepath.ToSlash(rel))
	}
	return out
}

func TestWalkTakesReportsInOrder(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt": "Second.", "a.HTML": "<p>First.</p>", "c/d.jsonl": "{}", "c/e.md": "# Five", "c/f.json": "{}", "z.htm": "<p>",
		"b.meta.json": `{"outlet":"The Beacon"}`, "b.sents.json": "[]", ".hidden.txt": "no", ".git/x.txt": "no", ".DS_Store": "\x00",
	})
	taken, issues := walk(t, dir, capture.DefaultLimits())
	want := []string{"a.HTML", "b.txt", "c/d.jsonl", "c/e.md", "c/f.json", "z.htm"}
	if diff := cmp.Diff(want, names(dir, taken)); diff != "" {
		t.Errorf("files taken in (-want +got):\n%s", diff)
	}
	if len(issues) > 0 {
		t.Errorf("issues of a clean folder: %+v", issues)
	}
	if string(taken[1].Meta) != `{"outlet":"The Beacon"}` || taken[0].Meta != nil {
		t.Errorf("side files: b.txt has %q, a.HTML has %q", taken[1].Meta, taken[0].Meta)
	}
	if taken[0].MediaType != "text/html" || taken[1].MediaType != "text/plain" || taken[2].MediaType != "application/jsonl" || taken[3].MediaType != "text/markdown" {
		t.Errorf("media types are wrong: %q %q %q %q", taken[0].MediaType, taken[1].MediaType, taken[2].MediaType, taken[3].MediaType)
	}
	again, _ := walk(t, dir, capture.DefaultLimits(), filepath.Join(dir, "z.htm"), dir, dir+"/c/../b.txt", dir)
	if len(again) != len(taken) {
		t.Errorf("naming files twice took in %v", names(dir, again))
	}
}

func TestWalkFindsTheSideFileOfANamedFile(t *testing.T) {
	dir := write(t, map[string]string{"b.txt": "One.", "b.html": "<p>Two", "b.meta.json": "{}", "b.html.meta.json": `{"lang":"en"}`})
	taken, _ := walk(t, dir, capture.DefaultLimits(), filepath.Join(dir, "b.txt"), filepath.Join(dir, "b.html"))
	if len(taken) != 2 || string(taken[0].Meta) != `{"lang":"en"}` || string(taken[1].Meta) != "{}" {
		t.Errorf("took in %+v", taken)
	}
}

func TestWalkRaisesAnIssue(t *testing.T) {
	small := capture.Limits{FileBytes: 100, MetaBytes: 20, Depth: 2}
	for _, tc := range []struct {
		name   string
		files  map[string]string
		reason string
		taken  int
	}{
		{"empty", map[string]string{"a.txt": "", "b.txt": "ok"}, "empty", 1},
		{"picture", map[string]string{"a.txt": "\x89PNG\r\n\x1a\n\x00\x00", "b.txt": "ok"}, "picture", 1},
		{"binary", map[string]string{"a.txt": strings.Repeat("\x00\x01\x02ab", 10), "b.txt": "ok"}, "not text", 1},
		{"too large", map[string]string{"a.txt": strings.Repeat("x", 101), "b.txt": "ok"}, "limit", 1},
		{"kind", map[string]string{"a.docx": "PK", "b.txt": "ok"}, "not a kind of file", 1},
		{"no ending", map[string]string{"README": "hello", "b.txt": "ok"}, "not a kind of file", 1},
		{"orphaned side file", map[string]string{"a.meta.json": "{}", "b.txt": "ok"}, "no report of that name", 1},
		{"large side file", map[string]string{"b.txt": "ok", "b.meta.json": strings.Repeat(" ", 21)}, "limit", 1},
		{"too deep", map[string]string{"x/y/z/a.txt": "ok", "b.txt": "ok"}, "too deep", 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := write(t, tc.files)
			taken, issues := walk(t, dir, small)
			if len(taken) != tc.taken {
				t.Errorf("took in %v, want %d", names(dir, taken), tc.taken)
			}
			if len(issues) != 1 || !strings.Contains(issues[0].Why, tc.reason) || issues[0].Where == "" || issues[0].What == "" {
				t.Errorf("issues are %+v, want one that says %q", issues, tc.reason)
			}
		})
	}
}

func TestWalkRefusesWhatDefaultLimitsForbid(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "huge.txt")
	if err := os.WriteFile(path, bytes.Repeat([]byte("word "), 10<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	taken, issues := walk(t, dir, capture.DefaultLimits())
	if len(taken) != 0 || len(issues) != 1 || !strings.Contains(issues[0].Why, "50.0 MiB") {
		t.Errorf("a 50 MB file gave %d captures and %+v", len(taken), issues)
	}
}

func TestWalkOfLinks(t *testing.T) {
	dir := write(t, map[string]string{"a/one.txt": "One.", "b/two.txt": "Two."})
	for link, target := range map[string]string{
		"a/loop": dir, "a/self": filepath.Join(dir, "a"), "a/to-b": filepath.Join(dir, "b"),
		"a/dead.txt": filepath.Join(dir, "nowhere.txt"), "b/alias.txt": filepath.Join(dir, "a", "one.txt"),
		"b/ring.txt": filepath.Join(dir, "b", "ring.txt"),
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skipf("symbolic links cannot be made here: %v", err)
		}
	}
	taken, issues := walk(t, dir, capture.DefaultLimits())
	if diff := cmp.Diff([]string{"a/one.txt", "a/to-b/two.txt"}, names(dir, taken)); diff != "" {
		t.Errorf("files taken in (-want +got):\n%s", diff)
	}
	var where []string
	for _, i := range issues {
		where = append(where, filepath.Base(i.Where)+" "+i.Why[:9])
	}
	want := []string{"dead.txt the link ", "loop this link", "self this link", "ring.txt the link "}
	if diff := cmp.Diff(want, where); diff != "" {
		t.Errorf("issues (-want +got):\n%s", diff)
	}
}

func TestWalkOfUnreadable(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("the permissions of a file do not bind this user")
	}
	dir := write(t, map[string]string{"a.txt": "One.", "b.txt": "Two."})
	if err := os.Chmod(filepath.Join(dir, "a.txt"), 0); err != nil {
		t.Fatal(err)
	}
	taken, issues := walk(t, dir, capture.DefaultLimits())
	if len(taken) != 1 || len(issues) != 1 || !strings.Contains(issues[0].Why, "permission") {
		t.Errorf("got %v and %+v", names(dir, taken), issues)
	}
}

func TestWalkOfNamedPaths(t *testing.T) {
	dir := write(t, map[string]string{"b.txt": "ok", "b.sents.json": "[]", "b.meta.json": "{}", "x.pdf": "%PDF-1.4"})
	for name, reason := range map[string]string{
		"none.txt": "no such file", "b.sents.json": "belongs beside", "b.meta.json": "belongs beside", "x.pdf": "not a kind of file",
	} {
		taken, issues := walk(t, dir, capture.DefaultLimits(), filepath.Join(dir, name))
		if len(taken) != 0 || len(issues) != 1 || !strings.Contains(issues[0].Why, reason) {
			t.Errorf("%s gave %d captures and %+v, want an issue that says %q", name, len(taken), issues, reason)
		}
	}
}

func TestWalkEndsWithItsContext(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "One.", "b.txt": "Two.", "c.txt": "Three."})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range capture.Walk(ctx, []string{dir}, capture.DefaultLimits()) {
		n++
		cancel()
	}
	if n != 1 {
		t.Errorf("%d files were taken in after the end", n-1)
	}
	for range capture.Walk(context.Background(), []string{dir}, capture.DefaultLimits()) {
		break // must not panic
	}
}

func TestID(t *testing.T) {
	base := capture.ID("a.txt", []byte("text"), nil)
	if len(base) != 64 {
		t.Fatalf("the ID %q is no SHA-256", base)
	}
	if capture.New("/one/a.txt", []byte("text"), nil).ID != capture.New("two/a.txt", []byte("text"), nil).ID {
		t.Error("the folder changes the ID")
	}
	for name, other := range map[string]string{
		"name":       capture.ID("b.txt", []byte("text"), nil),
		"bytes":      capture.ID("a.txt", []byte("Text"), nil),
		"meta":       capture.ID("a.txt", []byte("text"), []byte("{}")),
		"empty meta": capture.ID("a.txt", []byte("text"), []byte{}),
		"shift":      capture.ID("a.txtt", []byte("ext"), nil),
	} {
		if other == base {
			t.Errorf("a change of %s does not change the ID", name)
		}
	}
}

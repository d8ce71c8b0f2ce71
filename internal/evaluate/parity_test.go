package evaluate_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/evaluate"
	"github.com/trucewatch/trucewatch/internal/record"
)

const (
	shared = "../../../shared"
	scorer = shared + "/tools/score.py"
)

// python runs the reference scorer, or skips the test where it cannot be run.
func python(t *testing.T, args ...string) string {
	t.Helper()
	if _, err := os.Stat(scorer); err != nil {
		t.Skipf("the reference scorer is not beside the checkout: %v", err)
	}
	program, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed, so the reference scorer cannot be run")
	}
	var stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("running %v: %v\n%s", args, err, stderr.String())
	}
	return string(out)
}

// folders returns the names of the hand-coded folders.
func folders(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(shared + "/gold/*/ids.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Skip("no hand-coded reports beside the checkout")
	}
	names := make([]string, len(found))
	for i, f := range found {
		names[i] = filepath.Base(filepath.Dir(f))
	}
	return names
}

// TestAgreesWithReference scores perfect and damaged records with both scorers.
func TestAgreesWithReference(t *testing.T) {
	for _, folder := range folders(t) {
		t.Run(folder, func(t *testing.T) {
			reports, gold := filepath.Join(shared, "reports", folder), filepath.Join(shared, "gold", folder)
			g, err := evaluate.ReadGold(os.DirFS(reports), os.DirFS(gold))
			if err != nil {
				t.Fatal(err)
			}
			for seed, rate := range []float64{0, 0.05, 0.2, 0.6} {
				rec := perfect(g)
				newSpoiler(uint64(seed), rate, rec).spoil(&rec)
				agree(t, fmt.Sprintf("seed %d, rate %v", seed, rate), rec, reports, gold)
			}
		})
	}
}

// agree compares figures, table and mistakes for one record. It is scored twice: as
// written by this program, and with null for missing lists, as another may write
// it, which the reference treats differently.
func agree(t *testing.T, name string, rec record.Record, reports, gold string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "record.json")
	var b bytes.Buffer
	if err := record.Marshal(&b, rec); err != nil {
		t.Fatal(err)
	}
	r := scored(t, b.Bytes(), path, reports, gold)
	var ours bytes.Buffer
	if err := r.Table(&ours); err != nil {
		t.Fatal(err)
	}
	if err := r.TableOfMistakes(&ours, 100000, ""); err != nil {
		t.Fatal(err)
	}
	want := lines(python(t, scorer, path, reports, gold, "--errors", "100000"))
	if diff := cmp.Diff(want, lines(ours.String())); diff != "" {
		t.Errorf("%s: table and mistakes (-reference +ours):\n%s", name, diff)
	}
	r = scored(t, looseJSON(t, rec), path, reports, gold)
	ours.Reset()
	ours.Write(r.JSON())
	if err := r.TableOfMistakes(&ours, 3, "names"); err != nil {
		t.Fatal(err)
	}
	reference := python(t, scorer, path, reports, gold, "--json", "--errors", "3", "--only", "names")
	if diff := cmp.Diff(reference, ours.String()); diff != "" {
		t.Errorf("%s: figures (-reference +ours):\n%s", name, diff)
	}
}

// scored writes a record to path and scores it.
func scored(t *testing.T, text []byte, path, reports, gold string) evaluate.Result {
	t.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	rec, err := record.Unmarshal(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := evaluate.Score(rec, os.DirFS(reports), os.DirFS(gold))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// looseJSON writes the record as another program might: null for missing lists.
func looseJSON(t *testing.T, rec record.Record) []byte {
	t.Helper()
	rec.Actors = slices.Clone(rec.Actors)
	for i := range rec.Actors {
		if rec.Actors[i].Aliases == nil {
			rec.Actors[i].Aliases = []string{}
		}
	}
	rec.Reports, rec.Places = notNil(rec.Reports), notNil(rec.Places)
	rec.Events, rec.Statements, rec.Figures = notNil(rec.Events), notNil(rec.Statements), notNil(rec.Figures)
	for i := range rec.Reports {
		rec.Reports[i].Mentions = notNil(rec.Reports[i].Mentions)
	}
	for i := range rec.Events {
		rec.Events[i].Mentions = notNil(rec.Events[i].Mentions)
	}
	b, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	// An empty string stands for null in the types, and null is what a record has.
	return bytes.ReplaceAll(b, []byte(`:""`), []byte(`:null`))
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// lines sorts the lines, since the reference lists some mistakes in the order of a set.
func lines(s string) []string {
	l := strings.Split(s, "\n")
	slices.Sort(l)
	return l
}

// TestNormalisesAsReference compares the words of every character alone, and of some names.
func TestNormalisesAsReference(t *testing.T) {
	const program = `
import sys, unicodedata
source = open(sys.argv[1], encoding="utf-8").read().rsplit("\nmain()", 1)[0]
exec(source)
for c in range(0x20, 0x20000):
    ch = chr(c)
    if unicodedata.category(ch) in ("Cn", "Cs", "Co"): continue
    print(f"{c:x}", norm("x" + ch + "'s y").replace(" ", "_"), sep=" ")
`
	out := python(t, "-c", program, scorer)
	for line := range strings.Lines(out) {
		var c rune
		var want string
		if _, err := fmt.Sscanf(line, "%x %s", &c, &want); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("%q: %v", line, err)
		}
		got := strings.Join(evaluate.Words("x"+string(c)+"'s y"), "_")
		// Cherokee folds to small letters here and to capitals there: the same words are equal.
		if got != want && !unicode.Is(unicode.Cherokee, c) {
			t.Errorf("U+%04X: words %q, reference %q", c, got, want)
		}
	}
}

// TestRoundsAsReference compares rounding on values that lie near or on a tie.
func TestRoundsAsReference(t *testing.T) {
	out := python(t, "-c", `
for n in range(1, 130):
    for k in range(n+1): print(k, n, round(k/n, 4), format(round(k/n, 4), ".3f"))
`)
	for line := range strings.Lines(out) {
		var k, n int
		var want, shown string
		if _, err := fmt.Sscan(line, &k, &n, &want, &shown); err != nil {
			t.Fatal(err)
		}
		x := evaluate.Share{Right: k, Of: n}.Value()
		if got := evaluate.PyFloat(x); got != want || fmt.Sprintf("%.3f", x) != shown {
			t.Errorf("%d/%d is %s and %.3f, reference %s and %s", k, n, got, x, want, shown)
		}
	}
}

// TestDatesAsReference compares every pair of some dates, sound and unsound.
func TestDatesAsReference(t *testing.T) {
	dates := []string{
		"", "2025", "2024", "2025-07", "2025-12", "9999-12", "2025-07-19", "2025-07-20", "2025-07-18/2025-07-19",
		"2025-07-18/2025-07-20", "2025-07-17/2025-07-20", "2025-07-19/2025-07-21", "2025-07-19/2025-07-22", "2025-07-01/2025-08",
		"2025-13", "2025-02-29", "2024-02-29", "2025-07-19/", "/", "2025/07", "2025-7-9", "0000", "0001-01-01", "10000",
		"2025-07-19-01", "tomorrow", "2025-07-20/2025-07-18", "2025-07-18/x/2025-07-19", " 2025 -07",
	}
	const program = `
import sys, json
exec(open(sys.argv[1], encoding="utf-8").read().rsplit("\nmain()", 1)[0])
dates = json.loads(sys.argv[2])
print(json.dumps([[date_ok(p, g) for g in dates] for p in dates]))
`
	list, err := json.Marshal(dates)
	if err != nil {
		t.Fatal(err)
	}
	var want [][]bool
	if err := json.Unmarshal([]byte(python(t, "-c", program, scorer, string(list))), &want); err != nil {
		t.Fatal(err)
	}
	for i, predicted := range dates {
		for j, gold := range dates {
			if got := evaluate.DateRight(predicted, gold); got != want[i][j] {
				t.Errorf("%q for %q is right: %v, reference %v", predicted, gold, got, want[i][j])
			}
		}
	}
}

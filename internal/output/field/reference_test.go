package field_test

import (
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const reference = "../../../../shared/reference/field.md"

// content returns the reference.
func content(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(reference)
	if err != nil {
		t.Skipf("no %s on this machine", reference)
	}
	return string(content)
}

// between returns what of the reference stands between two pieces of text, without what
// stands in braces or brackets.
func between(t *testing.T, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(content(t), from)
	list, _, closed := strings.Cut(rest, to)
	if !ok || !closed {
		t.Fatalf("the reference has nothing between %q and %q", from, to)
	}
	return regexp.MustCompile(`\{[^}]*\}|\([^)]*\)|\*`).ReplaceAllString(list, "")
}

// head returns the first lines of a golden file.
func head(t *testing.T, name string, comma rune, lines int) [][]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = comma, true
	var out [][]string
	for range lines {
		row, err := r.Read()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	return out
}

// TestColumnsOfTheField holds the heads of our exports against the lists of columns of the
// formats that they follow.
func TestColumnsOfTheField(t *testing.T) {
	words := func(list string) []string { return strings.Fields(list) }
	listed := func(list string) []string {
		var out []string
		for name := range strings.SplitSeq(list, ",") {
			out = append(out, strings.TrimSpace(name))
		}
		return out
	}
	var icews []string // "Source Name/Sectors/Country" stands for three
	for _, name := range listed(between(t, "**ICEWS**: ", ".\n")) {
		first, more, _ := strings.Cut(name, "/")
		icews = append(icews, first)
		for part := range strings.SplitSeq(more, "/") {
			if part != "" {
				icews = append(icews, strings.Fields(first)[0]+" "+part)
			}
		}
	}
	for name, tc := range map[string]struct {
		want, got []string
	}{
		"ACLED":  {words(between(t, "**31-column export**: ", ".")), head(t, "acled.csv", ',', 1)[0]},
		"UCDP":   {words(between(t, "- **Columns** (19.1-23 style): ", ".")), head(t, "ucdp.csv", ',', 1)[0]},
		"ICEWS":  {icews, head(t, "icews.tsv", '\t', 1)[0]},
		"PA-X":   {listed(between(t, "| PA-X agreement | ", " |")), head(t, "pax.csv", ',', 1)[0][:16]},
		"PA-X 2": {words(strings.NewReplacer(",", " ", ";", " ").Replace(security(t))), head(t, "pax.csv", ',', 1)[0][16:]},
	} {
		if name == "PA-X 2" {
			slices.Sort(tc.want)
			tc.got = slices.Sorted(slices.Values(tc.got))
		}
		if !slices.Equal(tc.want, tc.got) {
			t.Errorf("%s: the columns are\n%q\nwant\n%q", name, tc.got, tc.want)
		}
	}
	if n := len(head(t, "acled.csv", ',', 1)[0]); n != 31 {
		t.Errorf("ACLED has %d columns, want 31", n)
	}
	core := words(strings.ReplaceAll(between(t, "**Core tags**: ", ".\n"), "#adm1-5", "#adm1 #adm2 #adm3 #adm4 #adm5"))
	for _, tag := range head(t, "hxl.csv", ',', 2)[1] {
		if name, _, _ := strings.Cut(tag, "+"); !slices.Contains(core, name) {
			t.Errorf("HXL: %s is no core tag", tag)
		}
	}
}

// security lists the columns of PA-X on security and implementation. Those in brackets
// are parts of the one before them.
func security(t *testing.T) string {
	t.Helper()
	_, rest, _ := strings.Cut(content(t), "| PA-X security and implementation")
	_, rest, _ = strings.Cut(rest, "| ")
	list, _, _ := strings.Cut(rest, " |")
	return strings.NewReplacer("(", ", ", ")", "").Replace(list)
}

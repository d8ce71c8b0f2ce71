package translit_test

import (
	"encoding/csv"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// TestPairs holds the matcher to our own labelled pairs: each category on its own,
// and all together.
func TestPairs(t *testing.T) {
	file, err := os.Open("testdata/pairs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]trucewatch.MentionKind{"person": trucewatch.Person, "organization": trucewatch.Organization, "place": trucewatch.PlaceKind}
	var all tally
	right, count := map[string]int{}, map[string]int{}
	for _, row := range rows[1:] {
		kind, known := kinds[row[1]]
		if !known {
			t.Fatalf("%v: no such kind", row)
		}
		score, why := translit.Match(row[2], row[3], kind)
		back, _ := translit.Match(row[3], row[2], kind)
		want, got := row[4] == "yes", score >= translit.Same
		if got != (back >= translit.Same) {
			t.Errorf("%s | %s: %.2f one way, %.2f the other", row[2], row[3], score, back)
		}
		all.add(want, got)
		count[row[0]]++
		if want == got {
			right[row[0]]++
			continue
		}
		t.Logf("%s: %s | %s: want %v, scored %.2f %v", row[0], row[2], row[3], want, score, why)
	}
	for _, c := range slices.Sorted(maps.Keys(count)) {
		t.Logf("%-16s %d of %d", c, right[c], count[c])
		if wrong := count[c] - right[c]; wrong > 1 && 10*wrong > count[c] {
			t.Errorf("%s: more than one pair in ten is wrong", c)
		}
	}
	precision, recall, f1 := all.figures()
	t.Logf("%d pairs: precision %.3f, recall %.3f, F1 %.3f", len(rows)-1, precision, recall, f1)
	if len(rows) < 400 || precision < .97 || recall < .97 {
		t.Errorf("of at least 400 pairs, want precision and recall of at least .97")
	}
}

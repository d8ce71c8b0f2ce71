package timex_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/coding/timex"
	"github.com/trucewatch/trucewatch/packs"
)

// TestSieveHoldsNothing tries every pattern on every line of the samples, and of the
// hand-coded reports where they lie beside the project, with its sieve and at every place.
func TestSieveHoldsNothing(t *testing.T) {
	r, err := timex.Load(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, root := range []string{"../../../../samples", "../../../../../shared/reports"} {
		if _, err := os.Stat(root); err != nil {
			t.Logf("%s is not here: left out", root)
			continue
		}
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".txt") {
				return err
			}
			text, err := os.ReadFile(path)
			for line := range strings.SplitSeq(string(text), "\n") {
				lines++
				if held := timex.Held(r, line); len(held) > 0 {
					t.Errorf("%s: %q is read otherwise by %v", path, line, held)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if lines == 0 {
		t.Error("no line was read")
	}
}

package pack_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/packs"
)

// fewestExamples is how many sentences that must or must not match stand in the packs
// at the least. Raise it when there are more; never lower it.
const fewestExamples = 2_400

// TestExamples counts the examples of all packs, by folder. That each one holds is
// shown by the tests of the stage that uses the pack.
func TestExamples(t *testing.T) {
	line := regexp.MustCompile(`(?m)^(?:yes|no)[ \t]+\S`)
	total := 0
	seen := map[string]string{}
	err := fs.WalkDir(packs.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".pack") && !strings.HasSuffix(path, ".txt") {
			return err
		}
		b, err := fs.ReadFile(packs.FS, path)
		if err != nil {
			return err
		}
		rule := ""
		for one := range strings.Lines(string(b)) {
			if id, ok := strings.CutPrefix(one, "rule "); ok {
				rule = strings.TrimSpace(id)
			}
			if line.MatchString(one) {
				total++
				words := rule + ": " + strings.Join(strings.Fields(one), " ")
				if seen[words] != "" {
					t.Errorf("%s: %s stands twice", path, words)
				}
				seen[words] = path
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d examples", total)
	if total < fewestExamples {
		t.Errorf("the packs hold %d examples, fewer than %d", total, fewestExamples)
	}
}

package extract

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/capture"
)

// TestSharedReports reads the real reports, where they are at hand: the text must be
// the file's content, and the date must be the one that careful coders found.
func TestSharedReports(t *testing.T) {
	const shared = "../../../../shared/"
	if _, err := os.Stat(shared + "reports"); err != nil {
		t.Skip("the shared reports are not at hand")
	}
	rules := load(t)
	for c, issue := range capture.Walk(context.Background(), []string{shared + "reports"}, capture.DefaultLimits()) {
		if issue != nil {
			t.Errorf("%s: %s", issue.Where, issue.Why)
			continue
		}
		reports, issues := Reports(c, rules)
		if len(reports) != 1 || reports[0].Text != string(c.Bytes) || reports[0].Language != "en" {
			t.Errorf("%s: %d reports, or the text is not that of the file", c.Path, len(reports))
			continue
		}
		r := reports[0]
		t.Logf("%s\n outlet %q origin %q published %+v\n title %q issues %+v", c.Name, r.Outlet, r.Origin, r.Published, r.Title, issues)
		checkSentences(t, c.Path, r.Text)
		var gold struct{ Published *string }
		cluster := filepath.Base(filepath.Dir(c.Path))
		stem := c.Name[:len(c.Name)-len(filepath.Ext(c.Name))]
		if b, err := os.ReadFile(shared + "gold/" + cluster + "/" + stem + ".json"); err != nil || json.Unmarshal(b, &gold) != nil {
			continue
		}
		// What the side file gives, the gold does not ask of the text.
		if want := gold.Published; c.Meta == nil && (want == nil) != (r.Published.Date == "") || want != nil && *want != r.Published.Date {
			t.Errorf("%s: published %+v, the gold has %v", c.Name, r.Published, want)
		}
	}
}

// checkSentences compares the sentences that coders numbered with the text.
func checkSentences(t *testing.T, path, s string) {
	t.Helper()
	b, err := os.ReadFile(path[:len(path)-len(filepath.Ext(path))] + ".sents.json")
	if err != nil {
		return
	}
	var sentences []struct {
		Start, End int
		Text       string
	}
	if err := json.Unmarshal(b, &sentences); err != nil {
		t.Fatal(err)
	}
	points := []rune(s)
	for _, c := range sentences {
		if got := string(points[c.Start:c.End]); got != c.Text {
			t.Errorf("%s: positions %d-%d are %q, want %q", path, c.Start, c.End, got, c.Text)
			return
		}
	}
}

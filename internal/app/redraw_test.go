package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/record"
)

// TestRedrawIsFixed: rows drawn anew over a record that nobody changed are the same, byte
// for byte; else one correction would change what it has nothing to do with.
func TestRedrawIsFixed(t *testing.T) {
	l := newLine(t, app.Fast)
	for _, folder := range []string{samples, "../../../shared/reports/seeds", "../../../shared/reports/qarah", "../../../shared/reports/breach"} {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			if _, err := os.Stat(folder); err != nil {
				t.Skipf("no %s on this machine", folder)
			}
			cs, issues := captures(t, folder)
			_, want := compute(t, l, cs, issues)
			r, err := record.Unmarshal(bytes.NewReader(want))
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := record.Marshal(&got, l.Redraw(r)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want, got.Bytes()) {
				at := 0
				for at < min(len(want), got.Len()) && want[at] == got.Bytes()[at] {
					at++
				}
				t.Errorf("rows change where nothing was corrected: %s\nnow %s", want[max(at-400, 0):min(at+300, len(want))], got.Bytes()[max(at-100, 0):min(at+300, got.Len())])
			}
		})
	}
}

// Package ledgers_test holds the ledger of the record against ledgers that a person wrote.
//
//	go test ./gold/ledgers -v   prints what is found, and names what is missed
package ledgers_test

import (
	"os"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/evaluate"
	"github.com/trucewatch/trucewatch/internal/lang"
)

// ledgers are the folders for which a person wrote a ledger, with how many of its rows the
// record has to tell of, and how many rows of the record may rest on none, in percent.
var ledgers = []struct {
	folder      string
	told, extra int
}{
	{"seeds", 90, 15},
	{"qarah", 65, 12},
	{"breach", 80, 22},
	{"taliban", 70, 22},
}

// TestLedgers holds the ledger of each folder against the one that a person wrote. Rows
// meet where they rest on one sentence: what is missed here is missed for certain, what is
// met may still be wrong.
func TestLedgers(t *testing.T) {
	for _, x := range ledgers {
		t.Run(x.folder, func(t *testing.T) {
			text, err := os.ReadFile("../../../shared/gold/" + x.folder + ".ledger.md")
			if err != nil {
				t.Skipf("the ledger that a person wrote is not here: %v", err)
			}
			reports := "../../../shared/reports/" + x.folder
			coded, err := evaluate.ReadGold(os.DirFS(reports), os.DirFS("../../../shared/gold/"+x.folder))
			if err != nil {
				t.Skipf("the hand-coded reports are not here: %v", err)
			}
			read, err := app.ReadFolder(t.Context(), lang.Mode(""), nil, reports)
			if err != nil {
				t.Fatal(err)
			}
			scores := evaluate.ScoreLedger(read.Record, evaluate.ParseLedger(string(text)), coded)
			rows, found, ours, told := 0, 0, 0, 0
			for _, s := range scores {
				rows, found, ours, told = rows+s.Rows, found+s.Found, ours+s.Ours, told+s.Told
			}
			var table strings.Builder
			if err := evaluate.LedgerTable(&table, scores); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d of %d rows told of; %d of %d of ours rest on none\n%s", found, rows, ours-told, ours, &table)
			if 100*found < x.told*rows {
				t.Errorf("%d of %d rows of the ledger are told of, fewer than %d %%", found, rows, x.told)
			}
			if 100*(ours-told) > x.extra*ours {
				t.Errorf("%d of our %d rows rest on no row of the ledger, more than %d %%", ours-told, ours, x.extra)
			}
		})
	}
}

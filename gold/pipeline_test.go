package gold_test

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/record"
)

// readFolder is the program itself, with the analysis that users get by default.
func readFolder(t *testing.T, reports string) record.Record {
	t.Helper()
	out, err := app.ReadFolder(t.Context(), lang.Mode(""), nil, reports)
	if err != nil {
		t.Fatalf("reading %s: %v", reports, err)
	}
	return out.Record
}

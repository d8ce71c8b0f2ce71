package outputtest_test

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
)

func TestRecordsAreValid(t *testing.T) {
	for name, r := range map[string]record.Record{"record": outputtest.Record(), "placed": outputtest.Placed(), "hostile": outputtest.Hostile()} {
		for _, err := range record.Validate(r) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

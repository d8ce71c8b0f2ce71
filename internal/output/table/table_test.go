package table_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/table"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

func all(r record.Record) (*query.Index, []*query.Row) {
	x := query.New(view.New(r), nil)
	return x, x.Select(query.Filter{}).Rows
}

func TestCSV(t *testing.T) {
	x, rows := all(outputtest.Record())
	var b bytes.Buffer
	if err := table.CSV(&b, x, rows, false); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "table.csv", strings.ReplaceAll(b.String(), "\r\n", "\n"))
	read, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(read) != len(rows)+1 {
		t.Errorf("%d lines read back, %v; want a head and %d rows", len(read), err, len(rows))
	}
}

// TestNoFormula gives a spreadsheet words that it would calculate.
func TestNoFormula(t *testing.T) {
	r := outputtest.Record()
	for i := range r.Places {
		r.Places[i].Name = "=cmd|' /C calc'!A0"
		r.Places[i].Lat, r.Places[i].Lon = new(-33.5), new(-70.5)
	}
	x, rows := all(r)
	for _, exact := range []bool{false, true} {
		var b bytes.Buffer
		if err := table.CSV(&b, x, rows, exact); err != nil {
			t.Fatal(err)
		}
		read, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		formulas := 0
		for _, line := range read[1:] {
			for i, c := range line {
				if strings.HasPrefix(c, "=") {
					formulas++
				}
				if read[0][i] == "lat" && c != "" && c != "-33.5" {
					t.Errorf("a number became %q", c)
				}
			}
		}
		if (formulas > 0) != exact {
			t.Errorf("exact %t: %d formulas", exact, formulas)
		}
	}
}

// TestSubset holds the part of a record for each single happening, and for all of
// them, to the rules of a record.
func TestSubset(t *testing.T) {
	for name, r := range map[string]record.Record{"usual": outputtest.Record(), "hostile": outputtest.Hostile()} {
		x, rows := all(r)
		for i := range rows {
			sub := table.Subset(x.View.Record, rows[i:i+1])
			for _, err := range record.Validate(sub) {
				t.Errorf("%s, %s alone: %v", name, rows[i].ID, err)
			}
			if len(sub.Events) != 1 || sub.Events[0].ID != rows[i].ID {
				t.Errorf("%s: %d events", name, len(sub.Events))
			}
		}
		sub := table.Subset(x.View.Record, rows)
		if len(sub.Events) != len(r.Events) || len(sub.Talks) != len(r.Talks) || len(sub.Tolls) != len(r.Tolls) || len(sub.Allegations) != len(r.Allegations) {
			t.Errorf("%s: something is lost with all rows", name)
		}
		if none := table.Subset(r, nil); len(record.Validate(none)) != 0 || len(none.Reports)+len(none.Actors) != 0 {
			t.Errorf("%s: without rows: %v", name, record.Validate(none))
		}
	}
}

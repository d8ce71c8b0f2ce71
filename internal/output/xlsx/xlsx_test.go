package xlsx_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/xlsx"
	"github.com/trucewatch/trucewatch/internal/record"
)

func write(t *testing.T, r record.Record) ([]byte, []field.Left) {
	t.Helper()
	var b bytes.Buffer
	left, err := xlsx.Write(&b, field.NewBook(r, field.Known{}))
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), left
}

// TestRoundTrip reads the file back: the same cells, numbers as numbers, no formula.
func TestRoundTrip(t *testing.T) {
	formulas := outputtest.Placed()
	formulas.Actors[1].Name = "=HYPERLINK(\"http://x\")"
	for _, r := range []record.Record{outputtest.Placed(), outputtest.Hostile(), formulas, {Format: record.Format}} {
		content, left := write(t, r)
		if again, _ := write(t, r); !bytes.Equal(again, content) || left != nil {
			t.Errorf("two files differ, or something was left out: %v", left)
		}
		f, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("Events")
		if err != nil {
			t.Fatal(err)
		}
		want := field.HXLTable(field.NewBook(r, field.Known{}))
		if len(rows) != len(want.Rows)+2 || !slices.Equal(rows[0], want.Columns) || !slices.Equal(rows[1], want.Tags) {
			t.Fatalf("%d rows, headings %v", len(rows), rows[:2])
		}
		for i, row := range want.Rows {
			for j, cell := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+3)
				if err != nil {
					t.Fatal(err)
				}
				got, err := f.GetCellValue("Events", at, excelize.Options{RawCellValue: true})
				if err != nil || !same(got, cell) {
					t.Errorf("%s holds %q, want %q; %v", at, got, cell, err)
				}
				if formula, err := f.GetCellFormula("Events", at); err != nil || formula != "" {
					t.Errorf("%s is the formula %q; %v", at, formula, err)
				}
			}
		}
	}
}

// same compares cells; a number may be written otherwise, and XML joins the ends of lines.
func same(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return a == strings.ReplaceAll(b, "\r\n", "\n") || err1 == nil && err2 == nil && x == y
}

func TestLongTexts(t *testing.T) {
	r := outputtest.Placed()
	r.Actors[1].Name = strings.Repeat("ك", 40000)
	if _, left := write(t, r); len(left) != 1 || left[0].N == 0 {
		t.Errorf("what was cut is not told: %v", left)
	}
}

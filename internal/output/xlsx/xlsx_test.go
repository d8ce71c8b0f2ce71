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
	left, err := xlsx.Write(&b, field.NewBook(r, field.Known{}), "Drops some.")
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), left
}

func open(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestRoundTrip reads the file back with a reader that is not ours: the same cells,
// numbers as numbers, days as days, no formula.
func TestRoundTrip(t *testing.T) {
	formulas := outputtest.Placed()
	formulas.Actors[1].Name = "=HYPERLINK(\"http://x\")"
	coded := outputtest.Placed()
	coded.Actors[1].Name = "a\x01b _x0041_ <c> & _x00 \t\r\n \U0001F54A "
	for _, r := range []record.Record{outputtest.Placed(), outputtest.Hostile(), formulas, coded, {Format: record.Format}} {
		content, left := write(t, r)
		if again, _ := write(t, r); !bytes.Equal(again, content) || left != nil {
			t.Errorf("two files differ, or something was left out: %v", left)
		}
		f := open(t, content)
		rows, err := f.GetRows("Events")
		if err != nil {
			t.Fatal(err)
		}
		want := field.HXLTable(field.NewBook(r, field.Known{}))
		if len(rows) != len(want.Rows)+2 || !slices.Equal(rows[0], want.Columns) || !slices.Equal(rows[1], want.Tags) {
			t.Fatalf("%d rows, headings %v", len(rows), rows[:2])
		}
		for i, row := range want.Rows {
			for j, words := range row {
				check(t, f, place{i + 3, j + 1, want.Tags[j]}, words)
			}
		}
	}
}

// place is where a cell stands.
type place struct {
	row, column int
	tag         string
}

// check compares one cell as a person would see it, and its type.
func check(t *testing.T, f *excelize.File, p place, want string) {
	t.Helper()
	at, err := excelize.CoordinatesToCellName(p.column, p.row)
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.GetCellValue("Events", at)
	if err != nil || !same(got, want) {
		t.Errorf("%s holds %q, want %q; %v", at, got, want, err)
	}
	if formula, err := f.GetCellFormula("Events", at); err != nil || formula != "" {
		t.Errorf("%s is the formula %q; %v", at, formula, err)
	}
	kind, err := f.GetCellType("Events", at)
	if err != nil {
		t.Fatal(err)
	}
	numeric := strings.HasPrefix(p.tag, "#geo") || strings.HasPrefix(p.tag, "#affected") || strings.HasPrefix(p.tag, "#date")
	if want != "" && numeric == (kind == excelize.CellTypeInlineString) {
		t.Errorf("%s under %s is of type %v", at, p.tag, kind)
	}
}

// same compares cells; a number may be written otherwise.
func same(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return a == b || err1 == nil && err2 == nil && x == y
}

// TestLook holds what a person sees first: headings that stay, columns that fit, and
// a sheet that says what is left out.
func TestLook(t *testing.T) {
	content, _ := write(t, outputtest.Placed())
	f := open(t, content)
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Events", "About"}) {
		t.Errorf("sheets %q", got)
	}
	if p, err := f.GetPanes("Events"); err != nil || !p.Freeze || p.YSplit != 2 || p.TopLeftCell != "A3" {
		t.Errorf("frozen %+v; %v", p, err)
	}
	if w, err := f.GetColWidth("Events", "B"); err != nil || w < 8 || w > 48 {
		t.Errorf("column B is %v wide; %v", w, err)
	}
	id, err := f.GetCellStyle("Events", "A1")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := f.GetStyle(id); err != nil || s.Font == nil || !s.Font.Bold {
		t.Errorf("the headings look like %+v; %v", s, err)
	}
	rows, err := f.GetRows("About")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[1], []string{"Event ID", "#event+id"}) || !slices.Equal(rows[len(rows)-1], []string{"Drops some."}) {
		t.Errorf("the second sheet holds %q", rows)
	}
	if p, err := f.GetDocProps(); err != nil || p.Title != "Events" || p.Creator != "Trucewatch" {
		t.Errorf("properties %+v; %v", p, err)
	}
}

func TestLongTexts(t *testing.T) {
	r := outputtest.Placed()
	r.Actors[1].Name = strings.Repeat("ك", 40000)
	if _, left := write(t, r); len(left) != 1 || left[0].N == 0 {
		t.Errorf("what was cut is not told: %v", left)
	}
}

package xlsx

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

func TestSerial(t *testing.T) {
	for date, want := range map[string]int{"1901-01-01": 367, "2025-07-25": 45863, "9999-12-31": 2958465} {
		if n, ok := serial(date); !ok || n != want {
			t.Errorf("%s is day %d, want %d", date, n, want)
		}
	}
	for _, date := range []string{"", "1900-02-28", "2025-02-30", "2025-07", "25/7/2025"} {
		if n, ok := serial(date); ok {
			t.Errorf("%q is day %d, want text", date, n)
		}
	}
}

func TestColumn(t *testing.T) {
	for _, j := range []int{0, 1, 25, 26, 51, 52, 701, 702, 16383} {
		if want, err := excelize.ColumnNumberToName(j + 1); err != nil || column(j) != want {
			t.Errorf("column %d is %s, want %s; %v", j, column(j), want, err)
		}
	}
}

// FuzzCell reads back whatever text a cell is given; numbers and days that are none
// stay as text.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"=1+1", "_x0041_", "_x005F_x0041_", "a\x00\r\n\tb", " ", "1e5", "0x10", "NaN", "Inf", "1_0", "2025-07-25", "\xff", "\ufffe", strings.Repeat("🕊", 20000)} {
		for k := range 4 {
			f.Add(s, uint8(k))
		}
	}
	f.Fuzz(func(t *testing.T, words string, k uint8) {
		var b bytes.Buffer
		cut, err := writeWorkbook(&b, "T", []sheet{{name: "S", rows: [][]cell{{{kind(k % 4), words}}}}})
		if err != nil {
			t.Fatal(err)
		}
		x, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		got, err := x.GetCellValue("S", "A1")
		if err != nil {
			t.Fatal(err)
		}
		if formula, err := x.GetCellFormula("S", "A1"); err != nil || formula != "" {
			t.Errorf("%q became the formula %q; %v", words, formula, err)
		}
		want := string([]rune(words)) // a byte that is no letter reads U+FFFD
		if cut > 0 {
			want, _ = fit(want)
		}
		if len(utf16.Encode([]rune(got))) > longest {
			t.Errorf("the cell is too long")
		}
		if kind(k%4) == text && got != want {
			t.Errorf("%q reads %q", want, got)
		}
	})
}

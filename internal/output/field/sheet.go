package field

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// sheet is a table of text under named columns.
type sheet struct {
	columns []string
	tags    []string // a second line of column names, or nil
	rows    [][]string
}

// writeCSV writes a sheet as RFC 4180 has it. Unless exact, a cell that a
// spreadsheet would take for a formula gets an apostrophe before it.
func (s sheet) writeCSV(w io.Writer, exact bool) error {
	c := csv.NewWriter(w)
	lines := [][]string{s.columns}
	if s.tags != nil {
		lines = append(lines, s.tags)
	}
	for _, row := range s.rows {
		if !exact {
			row = safe(row)
		}
		lines = append(lines, row)
	}
	if err := c.WriteAll(lines); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

// writeTSV writes a sheet with tabs between cells and nothing quoted, as ICEWS does:
// tabs and ends of line within a cell become spaces.
func (s sheet) writeTSV(w io.Writer, exact bool) error {
	var b strings.Builder
	flat := strings.NewReplacer("\t", " ", "\r\n", " ", "\n", " ", "\r", " ")
	for i, row := range append([][]string{s.columns}, s.rows...) {
		if i > 0 && !exact {
			row = safe(row)
		}
		for j, cell := range row {
			if j > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(flat.Replace(cell))
		}
		b.WriteByte('\n')
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

func safe(row []string) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		out[i] = Safe(cell)
	}
	return out
}

// Safe puts an apostrophe before text that a spreadsheet would run as a formula:
// text that begins with = + - or @, in whatever width, or with a tab or an end of
// line. Numbers stay as they are.
func Safe(cell string) string {
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	start := strings.TrimLeft(cell, " \u00a0\u200b\ufeff\ufffd")
	if start != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(start)[0]) {
		return "'" + cell
	}
	return cell
}

// number writes an integer, and 0 as nothing.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// bound writes a bound of a count, and one that is open as nothing.
func bound(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// decimal writes a number with as many digits as it needs, and nil as nothing.
func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// row fills columns by name, so that a column cannot be missed by one.
func row(columns []string, cells map[string]string) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = cells[c]
	}
	return out
}

package xlsx

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Sort is how the cells of a column are to be understood.
type Sort int

// The sorts of column. A number or day that is none stays text.
const (
	Text Sort = iota
	Number
	Day // YYYY-MM-DD
)

// Column is one column of a table.
type Column struct {
	Name string
	Sort Sort
}

// Table writes one sheet with headings that stay when the rows are scrolled, and
// returns how many cells had to be cut short. The same rows give the same bytes.
func Table(w io.Writer, title string, columns []Column, rows [][]string) (cut int, err error) {
	s := sheet{name: title, frozen: 1, widths: make([]int, len(columns)), rows: make([][]cell, len(rows)+1)}
	head := make([]cell, len(columns))
	for j, c := range columns {
		head[j] = cell{heading, c.Name}
		s.widths[j] = max(narrowest, utf8.RuneCountInString(c.Name)+2)
	}
	s.rows[0] = head
	for i, row := range rows {
		cells := make([]cell, len(row))
		for j, words := range row {
			cells[j] = cell{[]kind{text, number, day}[columns[j].Sort], words}
			s.widths[j] = min(max(s.widths[j], utf8.RuneCountInString(words)+2), widest)
		}
		s.rows[i+1] = cells
	}
	cut, err = writeWorkbook(w, strings.TrimSpace(title), []sheet{s})
	if err != nil {
		return 0, fmt.Errorf("writing the spreadsheet: %w", err)
	}
	return cut, nil
}

// Package xlsx writes events as a spreadsheet file (Office Open XML, ECMA-376), with
// the HXL hashtags in the second row, and a second sheet that says what the columns
// hold and what the file leaves out.
//
// Counts and positions are numbers, days are dates, all else is text: no cell of the
// file is a formula, whatever reports hold.
package xlsx

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/output/field"
)

// Columns are as wide as their texts, between these bounds, in characters.
const (
	narrowest = 8
	widest    = 48
)

// Write writes a sheet with every event and one about it. The same record gives the
// same bytes.
func Write(w io.Writer, b *field.Book, about string) ([]field.Left, error) {
	t := field.HXLTable(b)
	cut, err := writeWorkbook(w, "Events", []sheet{events(t), legend(t, about)})
	if err != nil {
		return nil, fmt.Errorf("writing the spreadsheet: %w", err)
	}
	if cut > 0 {
		return []field.Left{{N: cut, What: "ends of texts longer than a cell holds"}}, nil
	}
	return nil, nil
}

// events lays out the table: headings, hashtags, rows.
func events(t field.Tagged) sheet {
	s := sheet{name: "Events", frozen: 2, widths: make([]int, len(t.Columns))}
	for i, row := range append([][]string{t.Columns, t.Tags}, t.Rows...) {
		cells := make([]cell, len(row))
		for j, words := range row {
			cells[j] = cell{kindOf(t.Tags[j]), words}
			if i < 2 {
				cells[j].kind = []kind{heading, text}[i]
			}
			s.widths[j] = min(max(s.widths[j], narrowest, utf8.RuneCountInString(words)+2), widest)
		}
		s.rows = append(s.rows, cells)
	}
	return s
}

// kindOf is how the cells under a hashtag are to be understood.
func kindOf(tag string) kind {
	switch {
	case strings.HasPrefix(tag, "#geo"), strings.HasPrefix(tag, "#affected"):
		return number
	case strings.HasPrefix(tag, "#date"):
		return day
	}
	return text
}

// legend says of each column its hashtag, and of the file what it leaves out.
func legend(t field.Tagged, about string) sheet {
	s := sheet{name: "About", frozen: 1, widths: []int{24, 28}, rows: [][]cell{{{heading, "Column"}, {heading, "HXL hashtag"}}}}
	for i, c := range t.Columns {
		s.rows = append(s.rows, []cell{{text, c}, {text, t.Tags[i]}})
	}
	return sheet{s.name, s.frozen, s.widths, append(s.rows, nil, []cell{{text, about}})}
}

// Package xlsx writes events as a spreadsheet file (Office Open XML), with the HXL
// hashtags in the second row.
//
// Text is written as text: no cell of the file is a formula, whatever reports hold.
package xlsx

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/trucewatch/trucewatch/internal/output/field"
)

// name is the name of the only sheet.
const name = "Events"

// longest is how many characters a cell holds.
const longest = 32767

// Write writes one sheet with every event. The same record gives the same bytes: the
// file says that it was made at the beginning of 1980, the first day that it can.
func Write(w io.Writer, b *field.Book) ([]field.Left, error) {
	f := excelize.NewFile()
	cut, err := fill(f, field.HXLTable(b))
	if err == nil {
		err = f.Write(w)
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, fmt.Errorf("writing the spreadsheet: %w", err)
	}
	if cut > 0 {
		return []field.Left{{N: cut, What: "ends of texts longer than a cell holds"}}, nil
	}
	return nil, nil
}

// fill fills the sheet and returns how many cells had to be cut short.
func fill(f *excelize.File, t field.Tagged) (cut int, err error) {
	const made = "1980-01-01T00:00:00Z"
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "Trucewatch", Title: "Events", Created: made, Modified: made}); err != nil {
		return 0, err
	}
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return 0, err
	}
	for i, row := range append([][]string{t.Columns, t.Tags}, t.Rows...) {
		for j, text := range row {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return cut, err
			}
			value, short := valueOf(text, t.Tags[j], i > 1)
			if short {
				cut++
			}
			if value == nil {
				continue
			}
			if err := f.SetCellValue(name, cell, value); err != nil {
				return cut, err
			}
		}
	}
	return cut, f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"})
}

// valueOf is what goes into a cell: a number where the hashtag counts or measures,
// else text; nil for nothing.
func valueOf(text, tag string, isRow bool) (value any, short bool) {
	if text == "" {
		return nil, false
	}
	if isRow && (strings.HasPrefix(tag, "#geo") || strings.HasPrefix(tag, "#affected")) {
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			return x, false
		}
	}
	if utf8.RuneCountInString(text) > longest {
		return string([]rune(text)[:longest]), true
	}
	return text, false
}

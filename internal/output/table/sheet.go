package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/xlsx"
)

// XLSX writes rows as a spreadsheet file with the columns of [CSV]. Text is text in it,
// whatever it begins with, and control characters do not get into it.
func XLSX(w io.Writer, x *query.Index, rows []*query.Row) error {
	all := columns()
	heads := make([]xlsx.Column, len(all))
	for i, c := range all {
		heads[i] = xlsx.Column{Name: c.name}
		switch {
		case c.number:
			heads[i].Sort = xlsx.Number
		case strings.HasSuffix(c.name, "_day"):
			heads[i].Sort = xlsx.Day
		}
	}
	cells := make([][]string, len(rows))
	for i, r := range rows {
		cells[i] = make([]string, len(all))
		for j, c := range all {
			cells[i][j] = c.of(x, r)
		}
	}
	if _, err := xlsx.Table(w, "Happenings", heads, cells); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

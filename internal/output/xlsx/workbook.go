package xlsx

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/output/opc"
)

// longest is how many UTF-16 units a cell holds.
const longest = 32767

// kind is how a cell is to be understood.
type kind int

const (
	text kind = iota
	number
	day     // YYYY-MM-DD
	heading // text in bold
)

// cell is one cell; an empty text is an empty cell.
type cell struct {
	kind kind
	text string
}

// sheet is one sheet of a workbook.
type sheet struct {
	name   string // at most 31 characters, without : \ / ? * [ ]
	frozen int    // rows that stay when the rest is scrolled
	widths []int  // of the columns, in characters
	rows   [][]cell
}

// Namespaces and media types of the parts, with what they share in front.
const (
	mainSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	mediaKind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// styles gives three looks to cells: 0 as it is, 1 a day, 2 bold. Spreadsheets want
// two fills that nobody sees.
const styles = `<styleSheet ` + mainSpace + `><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// writeWorkbook writes sheets as one file and returns how many cells had to be cut
// short. The same sheets give the same bytes.
func writeWorkbook(w io.Writer, title string, sheets []sheet) (cut int, err error) {
	var list strings.Builder
	list.WriteString(`<workbook ` + mainSpace + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`)
	book := opc.Part{Path: "xl/workbook.xml", Kind: mediaKind + "sheet.main+xml"}
	var parts []opc.Part
	for i, s := range sheets {
		id, path := fmt.Sprintf("rId%d", i+1), fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="%s"/>`, opc.Escape(s.name), i+1, id)
		book.Relations = append(book.Relations, opc.Relation{ID: id, Kind: "worksheet", Target: path})
		content, short := s.xml()
		cut += short
		parts = append(parts, opc.Part{Path: "xl/" + path, Kind: mediaKind + "worksheet+xml", XML: content})
	}
	list.WriteString(`</sheets></workbook>`)
	book.XML = list.String()
	book.Relations = append(book.Relations, opc.Relation{ID: fmt.Sprintf("rId%d", len(sheets)+1), Kind: "styles", Target: "styles.xml"})
	parts = append(parts, opc.Part{Path: "xl/styles.xml", Kind: mediaKind + "styles+xml", XML: styles})
	return cut, opc.Write(w, title, append([]opc.Part{book}, parts...))
}

func (s sheet) xml() (content string, cut int) {
	var b strings.Builder
	b.WriteString(`<worksheet ` + mainSpace + `>`)
	if s.frozen > 0 {
		fmt.Fprintf(&b, `<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`, s.frozen, s.frozen+1)
	}
	if len(s.widths) > 0 {
		b.WriteString(`<cols>`)
		for i, n := range s.widths {
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, n)
		}
		b.WriteString(`</cols>`)
	}
	b.WriteString(`<sheetData>`)
	for i, row := range s.rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, c := range row {
			if c.text == "" {
				continue
			}
			if c.write(&b, column(j)+strconv.Itoa(i+1)) {
				cut++
			}
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String(), cut
}

// write writes one cell. A number or a day that is none is written as text, so that
// nothing is lost; no cell is ever a formula.
func (c cell) write(b *strings.Builder, at string) (cut bool) {
	switch c.kind {
	case number:
		if x, err := strconv.ParseFloat(c.text, 64); err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) {
			fmt.Fprintf(b, `<c r="%s"><v>%s</v></c>`, at, strconv.FormatFloat(x, 'g', -1, 64))
			return false
		}
	case day:
		if n, ok := serial(c.text); ok {
			fmt.Fprintf(b, `<c r="%s" s="1"><v>%d</v></c>`, at, n)
			return false
		}
	case text, heading:
	}
	look := ""
	if c.kind == heading {
		look = ` s="2"`
	}
	words, cut := fit(c.text)
	fmt.Fprintf(b, `<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, look, escape(words))
	return cut
}

// fit cuts a text to what a cell holds. Cells count in units of UTF-16, of which
// letters beyond the first plane need two.
func fit(s string) (string, bool) {
	n := 0
	for i, r := range s {
		if n++; r > 0xFFFF {
			n++
		}
		if n > longest {
			return s[:i], true
		}
	}
	return s, false
}

// serial counts the days since the end of 1899, as spreadsheets do. They believe that
// 1900 was a leap year, so days before March of that year have no number that all agree on.
func serial(date string) (int, bool) {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil || t.Year() < 1901 || t.Year() > 9999 {
		return 0, false
	}
	return int((t.Unix() - time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / (24 * 60 * 60)), true
}

// column names a column: A to Z, then AA.
func column(j int) string {
	name := ""
	for j++; j > 0; j = (j - 1) / 26 {
		name = string(rune('A'+(j-1)%26)) + name
	}
	return name
}

// escape writes text as spreadsheets have it (ECMA-376 part 1, 22.9.2.19): characters
// that XML cannot hold are written _xHHHH_, and so is the underscore of a text that
// looks like one of these.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '_' && looksCoded(s[i:]):
			b.WriteString("_x005F_")
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			fmt.Fprintf(&b, "_x%04X_", r)
		case r == utf8.RuneError:
			b.WriteRune(r)
		default:
			b.WriteString(opc.Escape(string(r)))
		}
	}
	return b.String()
}

// looksCoded says whether text begins with a character written _xHHHH_.
func looksCoded(s string) bool {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

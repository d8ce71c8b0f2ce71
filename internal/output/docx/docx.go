// Package docx writes text as a word processor's file (Office Open XML, ECMA-376).
//
// The text is Markdown, of which it knows what our templates use: headings, paragraphs,
// lists, tables, code, and backslashes. References such as [2:14] lead to line 2 of the
// numbered list, and addresses out of the document.
package docx

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/opc"
)

const (
	space     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	mediaKind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// styles are the looks of paragraphs and of pieces of text. Sizes are in half points.
const styles = `<w:styles ` + space + `>` +
	`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="34"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="27"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="180" w:after="60"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:sz w:val="23"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:style>` +
	`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B4F8A"/><w:u w:val="single"/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/></w:rPr></w:style>` +
	`<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="999999"/><w:bottom w:val="single" w:sz="4" w:color="999999"/><w:insideH w:val="single" w:sz="4" w:color="CCCCCC"/></w:tblBorders></w:tblPr></w:style>` +
	`</w:styles>`

// numbering is the look of lists without numbers, by the depth of a line.
const numbering = `<w:numbering ` + space + `><w:abstractNum w:abstractNumId="0">` +
	`<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:pPr><w:ind w:left="720" w:hanging="240"/></w:pPr></w:lvl>` +
	`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

// page is the size of paper, A4, and its margins, in twentieths of a point.
const page = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`

// Write writes Markdown as a document. Its title is the first heading. The same text
// gives the same bytes.
func Write(w io.Writer, markdown string) error {
	d := &document{lines: numbered(markdown), marked: map[int]bool{}}
	blocks := parse(markdown)
	title := ""
	for _, b := range blocks {
		if b.kind == heading && title == "" {
			title = plain(b.text)
		}
		d.block(b)
	}
	main := opc.Part{
		Path: "word/document.xml", Kind: mediaKind + "document.main+xml",
		XML: `<w:document ` + space + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>` + d.body.String() + page + `</w:body></w:document>`,
		Relations: append([]opc.Relation{
			{ID: "rIdStyles", Kind: "styles", Target: "styles.xml"}, {ID: "rIdNumbering", Kind: "numbering", Target: "numbering.xml"},
		}, d.links...),
	}
	err := opc.Write(w, title, []opc.Part{
		main,
		{Path: "word/styles.xml", Kind: mediaKind + "styles+xml", XML: styles},
		{Path: "word/numbering.xml", Kind: mediaKind + "numbering+xml", XML: numbering},
	})
	if err != nil {
		return fmt.Errorf("writing the document: %w", err)
	}
	return nil
}

// document is one that is being written.
type document struct {
	body   strings.Builder
	links  []opc.Relation
	lines  map[int]bool // numbers that begin a line of a list
	marked map[int]bool // those that have been written
}

func (d *document) block(b block) {
	switch b.kind {
	case heading:
		d.paragraph(fmt.Sprintf(`<w:pStyle w:val="Heading%d"/>`, min(b.level, 3)), b.text, 0)
	case listed:
		d.paragraph(fmt.Sprintf(`<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr>`, min(b.level, 1)), b.text, 0)
	case counted:
		d.paragraph(`<w:pStyle w:val="ListParagraph"/>`, strconv.Itoa(b.level)+". "+b.text, b.level)
	case table:
		d.table(b.rows)
	case paragraph:
		d.paragraph("", b.text, 0)
	}
}

// paragraph writes one; a number other than 0 is that by which references find it.
func (d *document) paragraph(look, markdown string, number int) {
	d.body.WriteString(`<w:p>`)
	if look != "" {
		d.body.WriteString(`<w:pPr>` + look + `</w:pPr>`)
	}
	mark := number > 0 && !d.marked[number]
	if mark {
		d.marked[number] = true
		fmt.Fprintf(&d.body, `<w:bookmarkStart w:id="%d" w:name="source-%d"/>`, number, number)
	}
	for _, p := range pieces(markdown) {
		d.piece(p)
	}
	if mark {
		fmt.Fprintf(&d.body, `<w:bookmarkEnd w:id="%d"/>`, number)
	}
	d.body.WriteString(`</w:p>`)
}

func (d *document) piece(p piece) {
	switch {
	case p.address != "":
		id := fmt.Sprintf("rId%d", len(d.links)+1)
		d.links = append(d.links, opc.Relation{ID: id, Kind: "hyperlink", Target: p.address, Out: true})
		d.body.WriteString(`<w:hyperlink r:id="` + id + `">` + run("Hyperlink", p.text) + `</w:hyperlink>`)
	case p.number > 0 && d.lines[p.number]:
		fmt.Fprintf(&d.body, `<w:hyperlink w:anchor="source-%d">%s</w:hyperlink>`, p.number, run("Hyperlink", p.text))
	case p.code:
		d.body.WriteString(run("Code", p.text))
	default:
		d.body.WriteString(run("", p.text))
	}
}

func run(style, text string) string {
	look := ""
	if style != "" {
		look = `<w:rPr><w:rStyle w:val="` + style + `"/></w:rPr>`
	}
	return `<w:r>` + look + `<w:t xml:space="preserve">` + opc.Escape(text) + `</w:t></w:r>`
}

func (d *document) table(rows [][]string) {
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	d.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>`)
	d.body.WriteString(strings.Repeat(`<w:gridCol/>`, columns) + `</w:tblGrid>`)
	for i, row := range rows {
		d.body.WriteString(`<w:tr>`)
		if i == 0 {
			d.body.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
		}
		for j := range columns {
			d.body.WriteString(`<w:tc>`)
			text := ""
			if j < len(row) {
				text = row[j]
			}
			d.paragraph("", text, 0)
			d.body.WriteString(`</w:tc>`)
		}
		d.body.WriteString(`</w:tr>`)
	}
	d.body.WriteString(`</w:tbl>`)
	d.paragraph("", "", 0) // tables that touch become one
}

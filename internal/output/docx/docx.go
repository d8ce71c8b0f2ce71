// Package docx writes text as a word processor's file (Office Open XML, ECMA-376).
//
// The text is Markdown, of which it knows what our templates use: headings, paragraphs,
// lists, tables, code, and backslashes. References such as [2:14] lead to line 2 of the
// numbered list, and addresses out of the document. Paragraphs and words that are
// written from right to left are marked so.
package docx

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/output/opc"
)

const (
	space     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	mediaKind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// styles are the looks of paragraphs and of pieces of text. Sizes are in half points.
const styles = `<w:styles ` + space + `>` +
	`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="34"/><w:szCs w:val="34"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="27"/><w:szCs w:val="27"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="180" w:after="60"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="23"/><w:szCs w:val="23"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="CellHead"><w:name w:val="Cell Head"/><w:basedOn w:val="Cell"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs></w:pPr><w:rPr><w:color w:val="555555"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B4F8A"/><w:u w:val="single"/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/></w:rPr></w:style>` +
	`<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="999999"/><w:bottom w:val="single" w:sz="4" w:color="999999"/><w:insideH w:val="single" w:sz="4" w:color="CCCCCC"/></w:tblBorders><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
	`</w:styles>`

// numbering is the look of lists without numbers, by the depth of a line.
const numbering = `<w:numbering ` + space + `><w:abstractNum w:abstractNumId="0">` +
	`<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:pPr><w:ind w:left="720" w:hanging="240"/></w:pPr></w:lvl>` +
	`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

// page is the size of paper, A4, its margins, in twentieths of a point, and what stands
// below each page.
const page = `<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`

// measure is the width between the margins, in twentieths of a point.
const measure = 9638

// footer is the title and the number of the page.
func footer(title string, right bool) string {
	look := ""
	if right {
		look = `<w:bidi/>`
	}
	field := func(name string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + name + ` </w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	return `<w:ftr ` + space + `><w:p><w:pPr><w:pStyle w:val="Footer"/>` + look + `</w:pPr>` + runs("", title, right) + `<w:r><w:tab/></w:r>` + field("PAGE") + run("", " / ", false) + field("NUMPAGES") + `</w:p></w:ftr>`
}

// Write writes Markdown as a document. Its title is the first heading. The same text
// gives the same bytes.
func Write(w io.Writer, markdown string) error {
	d := &document{lines: numbered(markdown), marked: map[int]bool{}}
	d.base = fromRight(plain(markdown), false)
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
			{ID: "rIdStyles", Kind: "styles", Target: "styles.xml"},
			{ID: "rIdNumbering", Kind: "numbering", Target: "numbering.xml"},
			{ID: "rIdFooter", Kind: "footer", Target: "footer.xml"},
		}, d.links...),
	}
	err := opc.Write(w, title, []opc.Part{
		main,
		{Path: "word/styles.xml", Kind: mediaKind + "styles+xml", XML: styles},
		{Path: "word/numbering.xml", Kind: mediaKind + "numbering+xml", XML: numbering},
		{Path: "word/footer.xml", Kind: mediaKind + "footer+xml", XML: footer(title, d.base)},
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
	base   bool         // whether the document reads from the right
	right  bool         // whether the paragraph that is being written reads from the right
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
	if d.right = fromRight(plain(markdown), d.base); d.right {
		look += `<w:bidi/>`
	}
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
		d.body.WriteString(`<w:hyperlink r:id="` + id + `">` + runs("Hyperlink", p.text, d.right) + `</w:hyperlink>`)
	case p.number > 0 && d.lines[p.number]:
		fmt.Fprintf(&d.body, `<w:hyperlink w:anchor="source-%d">%s</w:hyperlink>`, p.number, runs("Hyperlink", p.text, d.right))
	case p.code:
		d.body.WriteString(runs("Code", p.text, d.right))
	default:
		d.body.WriteString(runs("", p.text, d.right))
	}
}

// runs writes text of a paragraph as stretches of one direction each.
func runs(style, text string, paragraph bool) string {
	var b strings.Builder
	for _, s := range stretches(text, paragraph) {
		b.WriteString(run(style, s.text, s.fromRight))
	}
	return b.String()
}

func run(style, text string, fromRight bool) string {
	look := ""
	if style != "" {
		look = `<w:rStyle w:val="` + style + `"/>`
	}
	if fromRight {
		look += `<w:rtl/>`
	}
	if look != "" {
		look = `<w:rPr>` + look + `</w:rPr>`
	}
	return `<w:r>` + look + `<w:t xml:space="preserve">` + opc.Escape(text) + `</w:t></w:r>`
}

func (d *document) table(rows [][]string) {
	wide := widths(rows)
	look := ""
	if fromRight(plain(strings.Join(slices.Concat(rows...), " ")), d.base) {
		look = `<w:bidiVisual/>`
	}
	d.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>` + look + `<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range wide {
		fmt.Fprintf(&d.body, `<w:gridCol w:w="%d"/>`, w)
	}
	d.body.WriteString(`</w:tblGrid>`)
	for i, row := range rows {
		look, style := `<w:cantSplit/>`, "Cell"
		if i == 0 {
			look, style = look+`<w:tblHeader/>`, "CellHead"
		}
		d.body.WriteString(`<w:tr><w:trPr>` + look + `</w:trPr>`)
		for j, w := range wide {
			fmt.Fprintf(&d.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, w)
			text := ""
			if j < len(row) {
				text = row[j]
			}
			d.paragraph(`<w:pStyle w:val="`+style+`"/>`, text, 0)
			d.body.WriteString(`</w:tc>`)
		}
		d.body.WriteString(`</w:tr>`)
	}
	d.body.WriteString(`</w:tbl>`)
	d.paragraph("", "", 0) // tables that touch become one
}

// The bounds of what a column counts as, in characters: no long cell takes all room, and
// no short one is left without.
const (
	leastColumn = 12
	mostColumn  = 48
)

// widths shares the width of the page out among columns by their longest cells.
func widths(rows [][]string) []int {
	var long []int
	for _, row := range rows {
		for j, text := range row {
			if j == len(long) {
				long = append(long, leastColumn)
			}
			long[j] = min(mostColumn, max(long[j], utf8.RuneCountInString(plain(text))))
		}
	}
	all := 0
	for _, n := range long {
		all += n
	}
	for j := range long {
		long[j] = measure * long[j] / all
	}
	return long
}

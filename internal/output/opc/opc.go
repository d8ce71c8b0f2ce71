// Package opc packs the parts of an office document into one file, as the Open
// Packaging Conventions have it (ECMA-376, part 2): a ZIP archive whose first part
// names the kinds of all others, and lists that say which part leads to which.
//
// The same parts give the same bytes. No clock is read: each part bears the first day
// that a ZIP archive can name.
package opc

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// declaration begins every part.
const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// Part is one file within a document.
type Part struct {
	Path      string // within the archive, without a slash before it
	Kind      string // media type
	XML       string // content, without the XML declaration
	Relations []Relation
}

// Relation leads from one part to another, or out of the document.
type Relation struct {
	ID     string
	Kind   string // last part of the address of the relation's kind, such as "worksheet"
	Target string // path from the folder of the part, or an address
	Out    bool   // the target is an address outside the document
}

// Kinds of relations all begin so.
const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// Write packs the parts. The first is the one that a reader opens; title is the title
// in the properties of the document.
func Write(w io.Writer, title string, parts []Part) error {
	z := zip.NewWriter(w)
	for _, p := range append(ends(title, parts), parts...) {
		if err := add(z, p.Path, p.XML); err != nil {
			return err
		}
		if len(p.Relations) == 0 {
			continue
		}
		folder, name := path.Split(p.Path)
		if err := add(z, folder+"_rels/"+name+".rels", relations(p.Relations)); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("closing the archive: %w", err)
	}
	return nil
}

// ends are the parts that every document has: the list of kinds, where to begin, and
// the properties.
func ends(title string, parts []Part) []Part {
	const core = "docProps/core.xml"
	var list strings.Builder
	list.WriteString(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/` + core + `" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`)
	for _, p := range parts {
		list.WriteString(`<Override PartName="/` + Escape(p.Path) + `" ContentType="` + Escape(p.Kind) + `"/>`)
	}
	list.WriteString(`</Types>`)
	begin := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + kinds + `officeDocument" Target="` + Escape(parts[0].Path) + `"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="` + core + `"/>` +
		`</Relationships>`
	properties := `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + Escape(title) + `</dc:title><dc:creator>Trucewatch</dc:creator></cp:coreProperties>`
	return []Part{
		{Path: "[Content_Types].xml", XML: list.String()},
		{Path: "_rels/.rels", XML: begin},
		{Path: core, XML: properties},
	}
}

func relations(list []Relation) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range list {
		b.WriteString(`<Relationship Id="` + Escape(r.ID) + `" Type="` + kinds + r.Kind + `" Target="` + Escape(r.Target) + `"`)
		if r.Out {
			b.WriteString(` TargetMode="External"`)
		}
		b.WriteString(`/>`)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

func add(z *zip.Writer, name, content string) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err == nil {
		_, err = io.WriteString(w, declaration+content)
	}
	if err != nil {
		return fmt.Errorf("packing %q: %w", name, err)
	}
	return nil
}

// Escape writes text for XML, within elements as within attributes. What XML 1.0 has
// no room for (most control characters, halves of surrogates, broken UTF-8) becomes
// U+FFFD.
func Escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\t' || r == '\n' || r == '\r':
			fmt.Fprintf(&b, "&#%d;", r)
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

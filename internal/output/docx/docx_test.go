package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/docx"
)

const sample = `# Report No. 1: a\*b\|c

A first line
that goes on, with ` + "`code`" + ` and 1 \< 2 \& so on [1:3, 2 +4].

## Part

- one — 3 reports; “words” [2:1 +2]
  - deeper \[9\]
- 7 + 8 [9:1]

| | now | before |
|---|---|---|
| Killed [1:2] | 12–20 | a\|b |
| Reports | 3 |

After the table.

### Sources

1. Harbour Gazette: https://example.org/a\_b?x=1\&y=2.
2. b.txt
`

// text is what a reader of the document sees, one line for each paragraph and row.
const text = `Report No. 1: a*b|c
A first line that goes on, with code and 1 < 2 & so on [1:3, 2 +4].
Part
one — 3 reports; “words” [2:1 +2]
deeper [9]
7 + 8 [9:1]
/now/before
Killed [1:2]/12–20/a|b
Reports/3/

After the table.
Sources
1. Harbour Gazette: https://example.org/a_b?x=1&y=2.
2. b.txt`

func write(t *testing.T, markdown string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, markdown); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWrite(t *testing.T) {
	content := write(t, sample)
	if again := write(t, sample); !bytes.Equal(again, content) {
		t.Error("two documents of one text differ")
	}
	parts := unpack(t, content)
	got := read(t, parts["word/document.xml"])
	if got.text != text {
		t.Errorf("reads\n%s\nwant\n%s", got.text, text)
	}
	if want := []string{"Heading1", "Heading2", "Heading3"}; !slices.Equal(got.headings, want) {
		t.Errorf("headings %q", got.headings)
	}
	if want := []string{"source-1", "source-2", "source-2", "source-1"}; !slices.Equal(got.anchors, want) {
		t.Errorf("references lead to %q, want %q; there is no source 9", got.anchors, want)
	}
	if want := []string{"source-1", "source-2"}; !slices.Equal(got.marks, want) {
		t.Errorf("marks %q", got.marks)
	}
	if !strings.Contains(parts["word/_rels/document.xml.rels"], `Target="https://example.org/a_b?x=1&amp;y=2" TargetMode="External"`) {
		t.Errorf("the address leads elsewhere: %s", parts["word/_rels/document.xml.rels"])
	}
	if !strings.Contains(parts["docProps/core.xml"], "<dc:title>Report No. 1: a*b|c</dc:title>") {
		t.Error("the title is not the first heading")
	}
}

// FuzzWrite wants every document to be well-formed, whatever the text.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{sample, "", "|", "||", "|-|", "#", "- ", "1. ", "0. x", "\\", "`", "[1", "[99999999999999999999:1]", "http://", "https://\x00<", "\xff\xfe", "| a |\n\n| b |"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		for name, part := range unpack(t, write(t, markdown)) {
			for d := xml.NewDecoder(strings.NewReader(part)); ; {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
	})
}

func unpack(t *testing.T, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// seen is what a reader of a document finds in it.
type seen struct {
	text                     string
	headings, anchors, marks []string
}

// read walks through the main part as ECMA-376 has it.
func read(t *testing.T, part string) seen {
	t.Helper()
	var s seen
	var b strings.Builder
	cell, row := 0, false
	for d := xml.NewDecoder(strings.NewReader(part)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			s.text = strings.TrimSpace(b.String())
			return s
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			value := func(name string) string {
				for _, a := range x.Attr {
					if a.Name.Local == name {
						return a.Value
					}
				}
				return ""
			}
			switch x.Name.Local {
			case "tr":
				cell, row = 0, true
			case "tc":
				if cell++; cell > 1 {
					b.WriteString("/")
				}
			case "pStyle":
				if strings.HasPrefix(value("val"), "Heading") {
					s.headings = append(s.headings, value("val"))
				}
			case "hyperlink":
				if a := value("anchor"); a != "" {
					s.anchors = append(s.anchors, a)
				}
			case "bookmarkStart":
				s.marks = append(s.marks, value("name"))
			}
		case xml.EndElement:
			switch {
			case x.Name.Local == "tr":
				row = false
				b.WriteString("\n")
			case x.Name.Local == "p" && !row:
				b.WriteString("\n")
			}
		case xml.CharData:
			b.Write(x)
		}
	}
}

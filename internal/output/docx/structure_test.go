package docx_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

const arabic = `# تقرير الحالة رقم 7

- قالت سانا (الوكالة) إن "الاجتماع" عُقد في Paris يوم 19 آب 2025. [1:3, 2 +4]
- Envoys met; “قالت سانا إن 30 قتلوا”, SANA said [1:2].
- 12–20 [2:1]
- Paris, 19 Aug 2025 (قتلوا 30), 7 more

| | الآن | قبل |
|---|---|---|
| قتلى | 12–20 | 3 |

1. سانا: https://example.org/a
2. Harbour Gazette: “عنوان”
`

// TestDirections: what is written from right to left is marked so, by paragraph and by
// run, and only that.
func TestDirections(t *testing.T) {
	part := unpack(t, write(t, arabic))["word/document.xml"]
	var got []string
	walk(t, part, func(path []string, x xml.StartElement) {
		switch x.Name.Local {
		case "p", "tbl":
			got = append(got, x.Name.Local)
		case "bidi", "bidiVisual":
			got[len(got)-1] += " " + x.Name.Local
		}
	})
	want := []string{"p bidi", "p bidi", "p", "p bidi", "p", "tbl bidiVisual", "p bidi", "p bidi", "p bidi", "p bidi", "p bidi", "p bidi", "p bidi", "p bidi", "p"}
	if !slices.Equal(got, want) {
		t.Errorf("paragraphs %q\nwant       %q", got, want)
	}
	for _, run := range []struct {
		text  string
		right bool
	}{
		{"تقرير الحالة رقم 7", true},
		{`قالت سانا (الوكالة) إن "الاجتماع" عُقد في `, true},
		{"Paris", false},
		{` يوم 19 آب 2025. `, true},
		{"1:3", true},
		{"Envoys met; “", false},
		{"قالت سانا إن 30 قتلوا", true},
		{"”, SANA said ", false},
		{"12–20 ", true},
		{"Paris, 19 Aug 2025 (", false},
		{"قتلوا 30", true},
		{"), 7 more", false},
	} {
		look := ""
		if run.right {
			look = "<w:rtl/>"
		}
		text := strings.ReplaceAll(run.text, `"`, "&quot;")
		if whole := look + `</w:rPr><w:t xml:space="preserve">` + text + "<"; run.right && !strings.Contains(part, whole) {
			t.Errorf("%q is not marked as from right to left", run.text)
		}
		if whole := `<w:r><w:t xml:space="preserve">` + text + "<"; !run.right && !strings.Contains(part, whole) {
			t.Errorf("%q is not a run from left to right", run.text)
		}
	}
}

// order is the order in which ECMA-376 (part 1, 17.3 and 17.4) wants what we write of the
// looks of paragraphs, runs, tables, rows and cells. Word calls a file broken where it is not kept.
var order = map[string][]string{ //nolint:gochecknoglobals // a table of the standard
	"pPr":    {"pStyle", "keepNext", "numPr", "tabs", "bidi", "spacing", "ind", "outlineLvl"},
	"rPr":    {"rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "u", "rtl", "lang"},
	"tblPr":  {"tblStyle", "bidiVisual", "tblW", "tblBorders", "tblLayout", "tblCellMar"},
	"tbl":    {"tblPr", "tblGrid", "tr"},
	"trPr":   {"cantSplit", "tblHeader"},
	"tr":     {"trPr", "tc"},
	"tc":     {"tcPr", "p"},
	"sectPr": {"footerReference", "pgSz", "pgMar"},
	"style":  {"name", "basedOn", "pPr", "rPr", "tblPr"},
	"lvl":    {"start", "numFmt", "lvlText", "pPr"},
	"numPr":  {"ilvl", "numId"},
}

// TestStructure holds what a word processor asks of the parts: the order of properties,
// styles, numbers, marks and relations that are there, cells as many as columns.
func TestStructure(t *testing.T) {
	for name, markdown := range map[string]string{"sample": sample, "arabic": arabic, "empty": "", "ragged": "| a |\n| b | c |\n|||||\n"} {
		t.Run(name, func(t *testing.T) {
			parts := unpack(t, write(t, markdown))
			for name, part := range parts {
				if strings.HasPrefix(name, "word/") && strings.HasSuffix(name, ".xml") {
					checkOrder(t, name, part)
				}
			}
			checkNames(t, parts)
			columns, cells := 0, 0
			walk(t, parts["word/document.xml"], func(_ []string, x xml.StartElement) {
				switch x.Name.Local {
				case "tblGrid":
					columns = 0
				case "gridCol":
					columns++
				case "tr":
					cells = 0
				case "tc":
					if cells++; cells > columns {
						t.Errorf("a row has %d cells, its table %d columns", cells, columns)
					}
				}
			})
		})
	}
}

// checkOrder holds the children of every element against the standard.
func checkOrder(t *testing.T, name, part string) {
	t.Helper()
	last := map[int]int{}
	walk(t, part, func(path []string, x xml.StartElement) {
		depth := len(path)
		last[depth+1] = 0
		if depth == 0 {
			return
		}
		known, ok := order[path[depth-1]]
		if !ok {
			return
		}
		at := slices.Index(known, x.Name.Local)
		if at < 0 || at < last[depth] {
			t.Errorf("%s: %s in %s stands in the wrong place", name, x.Name.Local, path[depth-1])
			return
		}
		last[depth] = at
	})
}

// checkNames looks for what is named and not there.
func checkNames(t *testing.T, parts map[string]string) {
	t.Helper()
	styles, marks, relations := map[string]bool{}, map[string]bool{}, map[string]bool{}
	walk(t, parts["word/styles.xml"], func(_ []string, x xml.StartElement) {
		if x.Name.Local == "style" {
			styles[value(x, "styleId")] = true
		}
	})
	walk(t, parts["word/_rels/document.xml.rels"], func(_ []string, x xml.StartElement) {
		if x.Name.Local == "Relationship" {
			relations[value(x, "Id")] = true
			if target := value(x, "Target"); value(x, "TargetMode") != "External" && parts["word/"+target] == "" {
				t.Errorf("there is no part %s", target)
			}
		}
	})
	ids := map[string]bool{}
	walk(t, parts["word/document.xml"], func(_ []string, x xml.StartElement) {
		if x.Name.Local == "bookmarkStart" {
			if id := value(x, "id"); ids[id] {
				t.Errorf("two marks have the number %s", id)
			}
			ids[value(x, "id")], marks[value(x, "name")] = true, true
		}
	})
	for _, part := range []string{"word/document.xml", "word/footer.xml"} {
		walk(t, parts[part], func(_ []string, x xml.StartElement) {
			switch x.Name.Local {
			case "pStyle", "rStyle", "tblStyle":
				if !styles[value(x, "val")] {
					t.Errorf("there is no style %s", value(x, "val"))
				}
			case "hyperlink", "footerReference":
				if id := value(x, "id"); id != "" && !relations[id] {
					t.Errorf("there is no relation %s", id)
				}
				if a := value(x, "anchor"); a != "" && !marks[a] {
					t.Errorf("there is no mark %s", a)
				}
			}
		})
	}
}

func value(x xml.StartElement, name string) string {
	for _, a := range x.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walk calls a function for each element with the names of those around it.
func walk(t *testing.T, part string, see func(path []string, x xml.StartElement)) {
	t.Helper()
	var path []string
	for d := xml.NewDecoder(strings.NewReader(part)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(fmt.Errorf("reading the part: %w", err))
		}
		switch x := token.(type) {
		case xml.StartElement:
			see(path, x)
			path = append(path, x.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		}
	}
}

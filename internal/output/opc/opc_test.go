package opc_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/output/opc"
)

// TestWrite unpacks a document: every part is there, is well-formed and has a kind.
func TestWrite(t *testing.T) {
	parts := []opc.Part{
		{Path: "word/document.xml", Kind: "text/a", XML: "<a/>", Relations: []opc.Relation{
			{ID: "rId1", Kind: "hyperlink", Target: "https://example.org/?a=1&b=<2>", Out: true},
			{ID: "rId2", Kind: "styles", Target: "styles.xml"},
		}},
		{Path: "word/styles.xml", Kind: "text/b", XML: "<b/>"},
	}
	var one, two bytes.Buffer
	for _, w := range []*bytes.Buffer{&one, &two} {
		if err := opc.Write(w, `A & "B"`, parts); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two documents of the same parts differ")
	}
	z, err := zip.NewReader(bytes.NewReader(one.Bytes()), int64(one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		text := content(t, f)
		if err := wellFormed(text); err != nil {
			t.Errorf("%s: %v\n%s", f.Name, err, text)
		}
		switch f.Name {
		case "[Content_Types].xml":
			if !strings.Contains(text, `PartName="/word/styles.xml" ContentType="text/b"`) {
				t.Errorf("a part has no kind: %s", text)
			}
		case "word/_rels/document.xml.rels":
			if !strings.Contains(text, `Target="https://example.org/?a=1&amp;b=&lt;2&gt;" TargetMode="External"`) {
				t.Errorf("the address is not there: %s", text)
			}
		case "docProps/core.xml":
			if !strings.Contains(text, `A &amp; &quot;B&quot;`) {
				t.Errorf("the title is not there: %s", text)
			}
		}
	}
	want := "[Content_Types].xml _rels/.rels docProps/core.xml word/document.xml word/_rels/document.xml.rels word/styles.xml"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("holds %s, want %s", got, want)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", `a<b>&"c"`, "\x00\x1b\t\r\n", "\xff", "\ufffe", "قال", "]]>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got struct {
			Text string `xml:",chardata"`
			At   string `xml:"at,attr"`
		}
		escaped := opc.Escape(text)
		if err := xml.Unmarshal([]byte(`<a at="`+escaped+`">`+escaped+`</a>`), &got); err != nil {
			t.Fatalf("%q: %v", escaped, err)
		}
		if got.Text != got.At || utf8.RuneCountInString(got.Text) != utf8.RuneCountInString(text) {
			t.Errorf("%q reads %q", text, got)
		}
	})
}

func content(t *testing.T, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func wellFormed(text string) error {
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// Package text holds the primitives that turn foreign bytes into text the stages
// can point into: decoding, cleaning, telling binary files apart, and converting
// between byte offsets and code points.
package text

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// Clean replaces every control character but tab, line feed and carriage return by a
// space, and returns how many it replaced. A space and not nothing, so that words on
// both sides stay apart and code-point positions stay those of the file. Text without
// such characters comes back unchanged.
func Clean(s string) (string, int) {
	n := 0
	for i := range len(s) {
		if control(s[i]) {
			n++
		}
	}
	if n == 0 {
		return s, 0
	}
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && control(byte(r)) {
			return ' '
		}
		return r
	}, s), n
}

// control reports whether c is a C0 control or DEL that has no place in text.
func control(c byte) bool {
	return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f
}

func hasControls(b []byte) bool { return slices.ContainsFunc(b, control) }

// magic is how files of a kind begin.
type magic struct{ prefix, kind string }

func magics() []magic {
	return []magic{
		{"%PDF-", "a PDF file"},
		{"\x89PNG\r\n", "a picture (PNG)"},
		{"\xff\xd8\xff", "a picture (JPEG)"},
		{"GIF8", "a picture (GIF)"},
		{"RIFF", "a sound, film or picture file (RIFF)"},
		{"PK\x03\x04", "a ZIP archive or an office document"},
		{"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"},
		{"{\\rtf", "a rich text file (RTF)"},
		{"\x1f\x8b", "a gzip archive"},
		{"BZh", "a bzip2 archive"},
		{"\xfd7zXZ", "an xz archive"},
		{"7z\xbc\xaf", "a 7z archive"},
		{"\x7fELF", "a program"},
		{"MZ\x90", "a program"},
		{"SQLite format 3\x00", "a database"},
		{"ID3", "a sound file (MP3)"},
		{"OggS", "a sound or film file (Ogg)"},
	}
}

// Binary reports whether b is no text at all, and what it looks like. A file is binary
// when it begins as a known kind does, or when more than one byte in twenty is a
// control character and it does not have the shape of UTF-16. Random bytes hold one
// in nine; text with a stray NUL far fewer.
func Binary(b []byte) (kind string, yes bool) {
	for _, m := range magics() {
		if bytes.HasPrefix(b, []byte(m.prefix)) && binaryAfter(b, m.prefix) {
			return m.kind, true
		}
	}
	for _, m := range marks() {
		if bytes.HasPrefix(b, []byte(m.bytes)) {
			return "", false
		}
	}
	controls := 0
	for _, c := range b {
		if control(c) {
			controls++
		}
	}
	if controls*20 <= len(b) {
		return "", false
	}
	if _, e := utf16Shape(b, false); e != nil {
		return "", false
	}
	return "not text", true
}

// binaryAfter guards the prefixes that are also plain words: a report may begin with
// "ID3" or "GIF8"; the file formats have control or high bytes soon after.
func binaryAfter(b []byte, prefix string) bool {
	if prefix == "%PDF-" || prefix == "{\\rtf" {
		return true
	}
	head := b[:min(len(b), 512)]
	return hasControls(head) || !utf8.Valid(head[:len(head)-tailCut(head)])
}

// tailCut returns how many bytes at the end of b belong to a cut-off UTF-8 sequence.
func tailCut(b []byte) int {
	for n := 1; n <= min(3, len(b)); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

package terminal

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Style says how to print.
type Style struct {
	Color bool // whether the terminal shows colours
	Width int  // columns of a line; lines of prose are never longer than 120
}

// The columns within which lines are readable.
const (
	narrowest = 60
	widest    = 120
	unknown   = 100
)

// page gathers lines and breaks them at the width.
type page struct {
	b     strings.Builder
	color bool
	width int
	whole bool // rows are not cut
	brief bool // of many lines of one label only the first are shown
}

func newPage(s Style) *page {
	width := min(s.Width, widest)
	switch {
	case s.Width <= 0:
		width = unknown
	case s.Width < narrowest:
		width = narrowest
	}
	return &page{color: s.Color, width: width}
}

func (p *page) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, p.b.String())
	return err
}

// The attributes of text. Colour is never the only sign: marked words also stand
// in «» where there is no colour, and what is contested says so.
const (
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	accent = "\x1b[1;36m"
	warn   = "\x1b[33m"
	off    = "\x1b[0m"
)

// style gives every word of s an attribute, so that lines can be broken anywhere.
func (p *page) style(code, s string) string {
	if !p.color || s == "" {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		if w != "" {
			words[i] = code + w + off
		}
	}
	return strings.Join(words, " ")
}

// mark sets words apart from the sentence that they stand in.
func (p *page) mark(s string) string {
	if p.color {
		return p.style(accent, s)
	}
	return "«" + s + "»"
}

func (p *page) blank() { p.b.WriteByte('\n') }

// title prints the heading of a section.
func (p *page) title(name, count string) {
	p.blank()
	p.put("", p.style(bold, strings.ToUpper(name))+p.style(dim, " · "+count))
}

// put prints words after a prefix that stands on the first line; the lines that
// follow begin below the words.
func (p *page) put(prefix, words string) {
	indent := text.StringWidthWithoutEscSequences(prefix)
	room := max(p.width-indent, narrowest/3)
	p.b.WriteString(prefix)
	at := 0
	for w := range strings.FieldsSeq(words) {
		for _, part := range broken(w, room) {
			n := text.StringWidthWithoutEscSequences(part)
			switch {
			case at == 0:
			case at+1+n > room:
				p.b.WriteByte('\n')
				p.b.WriteString(strings.Repeat(" ", indent))
				at = 0
			default:
				p.b.WriteByte(' ')
				at++
			}
			p.b.WriteString(part)
			at += n
		}
	}
	p.b.WriteByte('\n')
}

// broken cuts a word that is longer than a line. One with attributes is not cut.
func broken(w string, room int) []string {
	if text.StringWidthWithoutEscSequences(w) <= room || strings.Contains(w, "\x1b") {
		return []string{w}
	}
	var parts []string
	var b strings.Builder
	at := 0
	for _, r := range w {
		n := text.RuneWidth(r)
		if at+n > room {
			parts = append(parts, b.String())
			b.Reset()
			at = 0
		}
		b.WriteRune(r)
		at += n
	}
	return append(parts, b.String())
}

// column pads s to a width; a longer one gets two spaces.
func column(s string, width int) string {
	n := text.StringWidthWithoutEscSequences(s)
	return s + strings.Repeat(" ", max(width-n, 2))
}

// field prints a label in a column with words beside it; without words, nothing.
func (p *page) field(indent int, label, words string) {
	if words != "" {
		p.put(strings.Repeat(" ", indent)+p.style(dim, column(label, labelColumn)), words)
	}
}

const labelColumn = 14

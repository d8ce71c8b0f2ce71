package docx

import (
	"regexp"
	"strconv"
	"strings"
)

// kind is what a block of Markdown is.
type kind int

const (
	paragraph kind = iota
	heading
	listed  // a line of a list
	counted // a line of a list with numbers
	table
)

// block is one heading, paragraph, line of a list or table.
type block struct {
	kind  kind
	level int // of a heading, from 1; depth of a line, from 0; number of a line that has one
	text  string
	rows  [][]string
}

// parse reads Markdown line by line. What it does not know is a paragraph.
func parse(markdown string) []block {
	var out []block
	open := false // whether a further line belongs to the last paragraph
	for line := range strings.Lines(markdown) {
		line = strings.TrimRight(line, " \t\r\n")
		b, ok := blockOf(line)
		last := len(out) - 1
		switch {
		case line == "":
			open = false
		case !ok && open:
			out[last].text += " " + strings.TrimSpace(line)
		case !ok:
			out, open = append(out, block{text: strings.TrimSpace(line)}), true
		case b.kind == table && last >= 0 && out[last].kind == table && open:
			out[last].rows = append(out[last].rows, b.rows...)
		default:
			out, open = append(out, b), b.kind == table
		}
		if ok && b.kind != table {
			open = false
		}
	}
	return out
}

// blockOf reads a line that says of itself what it is.
func blockOf(line string) (block, bool) {
	text := strings.TrimLeft(line, " ")
	depth := (len(line) - len(text)) / 2
	if level := len(text) - len(strings.TrimLeft(text, "#")); level > 0 && strings.HasPrefix(text[level:], " ") {
		return block{heading, level, strings.TrimSpace(text[level:]), nil}, true
	}
	if rest, ok := strings.CutPrefix(text, "- "); ok {
		return block{listed, depth, rest, nil}, true
	}
	if strings.HasPrefix(text, "|") && strings.HasSuffix(text, "|") && len(text) > 1 {
		row := cells(text)
		if rule := strings.Trim(strings.Join(row, ""), "-: "); rule == "" && strings.Contains(text, "-") {
			return block{kind: table}, true // the line below the headings
		}
		return block{kind: table, rows: [][]string{row}}, true
	}
	if number, rest, ok := strings.Cut(text, ". "); ok && len(number) < 7 {
		if n, err := strconv.Atoi(number); err == nil && n > 0 {
			return block{counted, n, rest, nil}, true
		}
	}
	return block{}, false
}

// cells parts a row at its bars, but not at those behind a backslash.
func cells(row string) []string {
	var out []string
	var cell strings.Builder
	runes := []rune(strings.TrimPrefix(row, "|"))
	for i := 0; i < len(runes); i++ {
		switch {
		case runes[i] == '\\' && i+1 < len(runes):
			cell.WriteString(string(runes[i : i+2]))
			i++
		case runes[i] == '|':
			out = append(out, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			cell.WriteRune(runes[i])
		}
	}
	return out
}

// numbered are the numbers at the beginning of lines.
func numbered(markdown string) map[int]bool {
	out := map[int]bool{}
	for line := range strings.Lines(markdown) {
		if b, ok := blockOf(strings.TrimRight(line, " \t\r\n")); ok && b.kind == counted {
			out[b.level] = true
		}
	}
	return out
}

// piece is a stretch of text within a block that looks the same.
type piece struct {
	text    string
	code    bool
	number  int    // of the line that a reference leads to
	address string // that it leads to
}

// bracket is a list of references. What reports hold stands behind backslashes.
const bracket = `\[\d+(?::\d+)?(?: \+\d+)?(?:, \d+(?::\d+)?(?: \+\d+)?)*\]`

// pieces parts the text of a block into code, references, addresses and the rest.
func pieces(markdown string) []piece {
	special := regexp.MustCompile("\\\\.|`[^`]*`|" + bracket + `|https?://[^\s<>"]+`)
	var out []piece
	add := func(text string) {
		if text == "" {
			return
		}
		if n := len(out) - 1; n >= 0 && out[n] == (piece{text: out[n].text}) {
			out[n].text += text
			return
		}
		out = append(out, piece{text: text})
	}
	at := 0
	for _, m := range special.FindAllStringIndex(markdown, -1) {
		add(markdown[at:m[0]])
		words := markdown[m[0]:m[1]]
		at = m[1]
		switch words[0] {
		case '\\':
			add(words[1:])
		case '`':
			out = append(out, piece{text: strings.Trim(words, "`"), code: true})
		case '[':
			out = append(out, references(words)...)
		default:
			address := unescaped(words)
			end := strings.TrimRight(address, ".,;:!?)'”’")
			out = append(out, piece{text: end, address: end})
			add(address[len(end):])
		}
	}
	add(markdown[at:])
	return out
}

// references parts [2:14, 3:1] at its numbers.
func references(words string) []piece {
	one := regexp.MustCompile(`\+\d+|\d+(?::\d+)?|[^\d+]+`)
	var out []piece
	for _, w := range one.FindAllString(words, -1) {
		p := piece{text: w}
		source, _, _ := strings.Cut(w, ":")
		if n, err := strconv.Atoi(source); err == nil && w[0] != '+' {
			p.number = n
		}
		out = append(out, p)
	}
	return out
}

// unescaped takes the backslashes from text.
func unescaped(s string) string {
	return regexp.MustCompile(`\\(.)`).ReplaceAllString(s, "$1")
}

// plain is the text of a block as it is read.
func plain(markdown string) string {
	var b strings.Builder
	for _, p := range pieces(markdown) {
		b.WriteString(p.text)
	}
	return b.String()
}

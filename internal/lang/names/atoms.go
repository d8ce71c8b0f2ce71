package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
)

// atom is the unit that names are built of: finer than a syntactic word, so that
// "US-mediated" and "al-Shaibani" both show their parts.
type atom struct {
	start, end int // bytes in the text of the report
	form       string
	fold       uint64 // hash of the form without case and accents
	mark       marks
	glued      bool // no space stands before it
}

type marks uint16

const (
	markCapital   marks = 1 << iota // begins with a capital
	markShout                       // two or more letters, all capital
	markWord                        // has a letter
	markDigit                       // has a digit
	markStop                        // ends in a full stop that belongs to it: "U.S.", "Gen."
	markHandle                      // "@name"
	markPlain                       // lower-case word
	markPossessor                   // "'s" or a bare apostrophe after a word
)

func (a atom) is(m marks) bool { return a.mark&m != 0 }

// longest is the number of bytes of one atom that are looked at.
const longest = 64

// cut splits text[start:end] into atoms.
func cut(text string, start, end int) []atom {
	var atoms []atom
	space := true
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:end])
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == 0 {
			i += size
			space = true
			continue
		}
		n := size
		switch {
		case letter(r):
			n = wordLength(text[i:end])
		case r == '@' && i+size < end && isHandle(text[i+size]):
			n = 1 + handleLength(text[i+size:end])
		case apostrophe(r):
			n = possessiveLength(text[i:end], size, space)
		}
		atoms = append(atoms, newAtom(text, i, i+n, !space))
		i += n
		space = false
	}
	return atoms
}

func newAtom(text string, start, end int, glued bool) atom {
	a := atom{start: start, end: end, form: text[start:end], glued: glued}
	form := a.form
	if len(form) > longest {
		form = form[:longest]
	}
	a.mark = marksOf(form, glued)
	a.fold = lexis.Hash(fold(form))
	return a
}

func letter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' }

func isHandle(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}

func handleLength(s string) int {
	n := 0
	for n < len(s) && isHandle(s[n]) {
		n++
	}
	return n
}

// possessiveLength takes in the s of "'s"; a quotation mark stands alone.
func possessiveLength(s string, size int, space bool) int {
	if space || len(s) <= size || s[size] != 's' && s[size] != 'S' {
		return size
	}
	if r, _ := utf8.DecodeRuneInString(s[size+1:]); letter(r) {
		return size
	}
	return size + 1
}

// wordLength is the length of the word at the front of s. Apostrophes inside a
// word belong to it but for the possessive; stops belong to it in "U.S." and
// in names of sites.
func wordLength(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		switch {
		case letter(r):
			n += size
		case apostrophe(r) && innerApostrophe(s[n+size:]):
			n += size
		case r == '.' && innerStop(s[:n], s[n+1:]):
			n += size
		default:
			return n + abbreviation(s[:n], s[n:])
		}
	}
	return n
}

// innerApostrophe is true where rest goes on with letters that are no ending.
func innerApostrophe(rest string) bool {
	n := 0
	for n < len(rest) {
		r, size := utf8.DecodeRuneInString(rest[n:])
		if !letter(r) {
			break
		}
		n += size
	}
	switch strings.ToLower(rest[:n]) {
	case "", "s", "t", "re", "ve", "ll", "d", "m":
		return false
	}
	return true
}

// innerStop is true for the stops within "U.S.A." and "example.com".
func innerStop(before, after string) bool {
	r, size := utf8.DecodeRuneInString(after)
	if !unicode.IsLetter(r) {
		return false
	}
	last, width := utf8.DecodeLastRuneInString(before)
	single := unicode.IsUpper(last) && (width == len(before) || before[len(before)-width-1] == '.')
	next, _ := utf8.DecodeRuneInString(after[size:])
	if single && unicode.IsUpper(r) && !unicode.IsLetter(next) {
		return true
	}
	for _, site := range []string{"com", "org", "net", "info", "ru", "ua", "uk", "co", "il", "ps", "sy", "uz", "am", "ge", "cd", "media", "News", "fr", "de", "tv", "ca", "au", "nz", "ie", "jp", "cn", "ir", "eu", "gov", "edu"} {
		if strings.HasPrefix(after, site) {
			if r, _ := utf8.DecodeRuneInString(after[len(site):]); !letter(r) {
				return true
			}
		}
	}
	return false
}

// abbreviation is 1 when the stop that begins rest belongs to the word.
func abbreviation(word, rest string) int {
	if rest == "" || rest[0] != '.' {
		return 0
	}
	if strings.Contains(word, ".") && len(word) <= 7 && strings.ToUpper(word) == word {
		return 1
	}
	if r, size := utf8.DecodeRuneInString(word); size == len(word) && unicode.IsUpper(r) && initial(rest[1:]) {
		return 1
	}
	switch word {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Lt", "Col", "Maj", "Brig", "Capt", "Sgt", "Cpl", "Adm", "Cmdr", "Gov", "Sen", "Sens", "Rep", "Reps",
		"Rev", "Hon", "Amb", "Pvt", "Fr", "Jr", "Sr", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Inc", "Corp", "Ltd", "Co", "No":
		return 1
	}
	return 0
}

// initial is true where a name goes on behind "J.": a space, then a capital.
func initial(rest string) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0"))
	return unicode.IsUpper(next) || strings.HasPrefix(rest, "-")
}

func marksOf(form string, glued bool) marks {
	var m marks
	letters, upper := 0, 0
	for i, r := range form {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			letters++
			upper++
			if i == 0 {
				m |= markCapital
			}
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			m |= markDigit
		}
	}
	if letters > 0 {
		m |= markWord
		if upper == 0 {
			m |= markPlain
		}
	}
	if letters > 1 && upper == letters {
		m |= markShout
	}
	first, _ := utf8.DecodeRuneInString(form)
	switch {
	case first == '@' && len(form) > 1:
		m = markHandle
	case apostrophe(first) && glued:
		m = markPossessor
	}
	if m&markWord != 0 && strings.HasSuffix(form, ".") {
		m |= markStop
	}
	return m
}

// fold writes s without case, accents and typographic quotes.
func fold(s string) string {
	s = strings.ToLower(lexis.ASCII(s))
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return strings.Map(dropMarks, norm.NFD.String(s))
		}
	}
	return s
}

func dropMarks(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

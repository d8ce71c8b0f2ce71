package split

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	trucewatch "github.com/trucewatch/trucewatch"
)

// lexer cuts a line into tokens from left to right, the longest first. Its time is
// linear in the length of the line.
type lexer struct {
	text  string // the whole report
	end   int    // end of the stretch without spaces that is being read
	spans []trucewatch.Span
}

// tokens cuts text[start:end], which holds no line break, into tokens.
func (l *lexer) tokens(start, end int) []trucewatch.Span {
	l.spans = nil
	for start < end {
		r, size := utf8.DecodeRuneInString(l.text[start:end])
		if isSpace(r) {
			start += size
			continue
		}
		stop := start
		for stop < end {
			r, size := utf8.DecodeRuneInString(l.text[stop:end])
			if isSpace(r) {
				break
			}
			stop += size
		}
		l.end = stop
		for start < stop {
			start = l.token(start)
		}
	}
	return l.spans
}

// isSpace reports whether r separates tokens: spaces, controls and marks without
// width that join nothing.
func isSpace(r rune) bool {
	switch {
	case r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u200e' || r == '\u200f':
		return true
	case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r)
}

// token reads one token, or a word with its clitics, and returns the offset behind it.
func (l *lexer) token(at int) int {
	r := l.rune(at)
	if stop := l.address(at); stop > at {
		return l.emit(at, stop)
	}
	if isWord(r) || l.startsNumber(at) {
		return l.clitics(at, l.word(at))
	}
	return l.emit(at, l.mark(at))
}

func (l *lexer) emit(start, end int) int {
	l.spans = append(l.spans, trucewatch.Span{Start: start, End: end})
	return end
}

// rune returns the character at an offset; zero at the end of the stretch.
func (l *lexer) rune(at int) rune {
	if at >= l.end {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(l.text[at:l.end])
	return r
}

func (l *lexer) after(at int) int {
	_, size := utf8.DecodeRuneInString(l.text[at:l.end])
	return at + size
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '_' || r == '\u200c' || r == '\u200d'
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

// startsNumber sees ".5" and "’90s".
func (l *lexer) startsNumber(at int) bool {
	r := l.rune(at)
	if r != '.' && r != '’' || at > 0 && !startsAfterSpace(l.text, at) {
		return false
	}
	next := l.after(at)
	if !isDigit(l.rune(next)) {
		return false
	}
	return r == '.' || l.end-next <= 3 && isDigit(l.rune(next+1)) && !isDigit(l.rune(next+2))
}

func startsAfterSpace(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return isSpace(r)
}

// word reads letters and digits with what holds them together inside a word.
func (l *lexer) word(start int) int {
	at := l.after(start)
	part := start // where the letters since the last joint began
	for at < l.end {
		r := l.rune(at)
		if isWord(r) {
			at = l.after(at)
			continue
		}
		if r == '.' && l.endsAbbreviation(start, at) {
			return at + 1
		}
		if r == '$' && isDollarCountry(l.text[start:at]) {
			return at + 1
		}
		if !l.joins(r, part, start, at) {
			return at
		}
		at = l.after(at)
		part = at
	}
	return at
}

// joins reports whether the character r at an offset holds together the letters
// before it, text[part:at] of the word from start, and those after it.
func (l *lexer) joins(r rune, part, start, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(l.text[:at])
	next := l.rune(l.after(at))
	if !isWord(next) || part == at {
		return false
	}
	digits := isDigit(before) && isDigit(next)
	switch {
	case isApostrophe(r):
		return unicode.IsLetter(next)
	case r == '.':
		return digits || utf8.RuneCountInString(l.text[part:at]) == 1 && unicode.IsLetter(before) && unicode.IsLetter(next)
	case r == ',':
		return digits && l.threeDigits(at+1)
	case strings.ContainsRune(":/⁄", r):
		return digits
	case r == '&':
		return unicode.IsUpper(before) && unicode.IsUpper(next)
	case r == '*':
		return unicode.IsLetter(before) && unicode.IsLetter(next)
	case isHyphen(r):
		return part == start && at-start <= longestPrefix && isPrefix(l.text[start:at])
	}
	return false
}

func (l *lexer) threeDigits(at int) bool {
	return isDigit(l.rune(at)) && isDigit(l.rune(at+1)) && isDigit(l.rune(at+2)) && !isDigit(l.rune(at+3))
}

// endsAbbreviation reports whether the full stop at an offset belongs to the word before it.
func (l *lexer) endsAbbreviation(start, at int) bool {
	if l.rune(at+1) == '.' || at-start > 16 {
		return false
	}
	next := l.rune(at + 1)
	word := l.text[start:at]
	if isLettersWithStops(word) {
		// "U.S." ends here; "U.S.A" goes on.
		return !unicode.IsLetter(next) && (strings.Contains(word, ".") || unicode.IsUpper(rune(word[0])) && word != "I")
	}
	if word == "No" || word == "Nos" {
		return l.numberFollows(at + 1)
	}
	return !isWord(next) && isAbbreviation(word)
}

// numberFollows looks past one space, out of the stretch.
func (l *lexer) numberFollows(at int) bool {
	return at+1 < len(l.text) && l.text[at] == ' ' && isDigit(rune(l.text[at+1]))
}

// isLettersWithStops reports whether word is single letters between full stops.
func isLettersWithStops(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		if r, size := utf8.DecodeRuneInString(part); size != len(part) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// clitics emits the word text[start:end], cutting off 's, n't and their like.
func (l *lexer) clitics(start, end int) int {
	word := l.text[start:end]
	if len(word) > 40 {
		return l.emit(start, end)
	}
	if cut := unitCut(word); cut > 0 {
		l.emit(start, start+cut)
		return l.emit(start+cut, end)
	}
	lower := strings.ToLower(word)
	if len(lower) != len(word) {
		return l.emit(start, end)
	}
	if cut := fusedCut(lower); cut > 0 {
		l.emit(start, start+cut)
		return l.emit(start+cut, end)
	}
	var tails []int
	for {
		cut := cliticCut(lower)
		if cut <= 0 {
			break
		}
		tails = append(tails, start+cut)
		lower = lower[:cut]
	}
	for _, tail := range slices.Backward(tails) {
		start = l.emit(start, tail)
	}
	return l.emit(start, end)
}

// cliticCut returns where the last clitic of a lower-case word begins, or 0.
func cliticCut(word string) int {
	plain := strings.ReplaceAll(strings.ReplaceAll(word, "’", "'"), "ʼ", "'")
	longer := len(word) - len(plain)
	if strings.Count(plain, "'") > 1 && longer > 2 {
		longer = 2 // only the last apostrophe lies behind the cut
	}
	for _, tail := range [...]string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"} {
		if strings.HasSuffix(plain, tail) && len(plain) > len(tail) {
			return len(word) - len(tail) - min(longer, 2)
		}
	}
	return 0
}

// unitCut returns where the unit begins in a number written together with one.
func unitCut(word string) int {
	at := 0
	for at < len(word) && (isDigit(rune(word[at])) || at > 0 && strings.IndexByte(".,:", word[at]) >= 0) {
		at++
	}
	if at == 0 || at == len(word) || !isUnit(strings.ToLower(word[at:])) {
		return 0
	}
	return at
}

// mark reads punctuation and symbols.
func (l *lexer) mark(at int) int {
	rest := l.text[at:l.end]
	for _, whole := range [...]string{"[...]", "''", "``", "’’", "‘‘", ":-)", ";-)", ":)", ";)", ":("} {
		if strings.HasPrefix(rest, whole) {
			return at + len(whole)
		}
	}
	r := l.rune(at)
	stop := l.after(at)
	switch {
	case strings.ContainsRune(".-=_*~<>|+#…—–", r):
		for stop < l.end && l.rune(stop) == r {
			stop = l.after(stop)
		}
	case r == '!' || r == '?':
		for l.rune(stop) == '!' || l.rune(stop) == '?' {
			stop++
		}
	case unicode.Is(unicode.So, r):
		stop = l.pictogram(r, stop)
	}
	return stop
}

const joiner = '\u200d'

// pictogram reads the rest of an emoji: skin, variation, joined ones, flags.
func (l *lexer) pictogram(first rune, at int) int {
	isFlag := func(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
	if isFlag(first) && isFlag(l.rune(at)) {
		return l.after(at)
	}
	for at < l.end {
		r := l.rune(at)
		switch {
		case unicode.Is(unicode.Mn, r) || r >= 0x1F3FB && r <= 0x1F3FF:
			at = l.after(at)
		case r == joiner && unicode.Is(unicode.So, l.rune(l.after(at))):
			at = l.after(l.after(at))
		default:
			return at
		}
	}
	return at
}

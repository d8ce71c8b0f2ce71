package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	trucewatch "github.com/trucewatch/trucewatch"
)

const longestDateline = 16

// Dateline returns how many tokens at the front say where and by whom a report was
// filed: "DAMASCUS (Reuters) —", "BEIRUT, Lebanon —", "(AP) —"; or the day, where a
// page gave it before the text: "date 2024-05-03". It is 0 where there is none.
func Dateline(tokens []trucewatch.Token) int {
	if n := stamp(tokens); n > 0 {
		return n
	}
	dash := -1
	for i := range min(len(tokens), longestDateline) {
		if isDash(tokens[i].Form) && !isGlued(tokens, i) {
			dash = i
			break
		}
	}
	if dash < 1 {
		return twoCities(tokens)
	}
	place, agency := bracketed(tokens[:dash])
	if agency {
		if !filedFrom(place) {
			return 0
		}
		return dash + 1
	}
	if len(place) == 0 || len(place) > 8 || !filedFrom(place) {
		return 0
	}
	if !isCapitals(place[0].Form) && !opensText(tokens, dash) {
		return 0
	}
	if dash+1 < len(tokens) {
		if next, _ := utf8.DecodeRuneInString(strings.TrimLeft(tokens[dash+1].Form, "“\"‘'")); unicode.IsLower(next) {
			return 0
		}
	}
	return dash + 1
}

// opensText reports whether what stands before the dash may be a place in small letters:
// one or two names of one or two words, and behind the dash a whole sentence without a
// second dash ("Addis Ababa — The two sides met." and "Doha, Qatar - The envoys left.").
func opensText(tokens []trucewatch.Token, dash int) bool {
	const longest, shortest = 5, 4
	if dash > longest || len(tokens)-dash <= shortest || !strings.ContainsAny(tokens[len(tokens)-1].Form, ".!?”\"") {
		return false
	}
	for _, t := range tokens[:dash] {
		if t.Form != "," && (len(t.Form) < 3 || !unicode.IsLetter([]rune(t.Form)[0])) {
			return false
		}
	}
	for i := dash + 1; i < len(tokens); i++ {
		if isDash(tokens[i].Form) && !isGlued(tokens, i) {
			return false
		}
	}
	return tokens[dash-1].Form != ","
}

// twoCities counts the tokens of two places in capitals with a stroke between them at the
// front, which need no dash behind them: "BAKU/YEREVAN A new wave …".
func twoCities(tokens []trucewatch.Token) int {
	const places = 3 // "BAKU", "/", "YEREVAN"
	if len(tokens) <= places || tokens[1].Form != "/" || !isCapitals(tokens[0].Form) || !isCapitals(tokens[2].Form) {
		return 0
	}
	next := tokens[places].Form
	if first, _ := utf8.DecodeRuneInString(next); !unicode.IsUpper(first) || len(next) > 1 && isCapitals(next) {
		return 0
	}
	return places
}

func isDash(form string) bool {
	switch form {
	case "—", "–", "-", "--", "―":
		return true
	}
	return false
}

// stamp counts the tokens of a date in figures at the front, with or without a word
// that says what it is.
func stamp(tokens []trucewatch.Token) int {
	at := 0
	if len(tokens) > 0 {
		switch strings.ToLower(tokens[0].Form) {
		case "date", "published", "updated", "posted":
			at = 1
			if len(tokens) > 1 && tokens[1].Form == ":" {
				at = 2
			}
		}
	}
	const parts = 5 // "2024", "-", "05", "-", "03"
	if at+parts > len(tokens) {
		return 0
	}
	for i, digits := range []int{4, 0, 2, 0, 2} {
		form := tokens[at+i].Form
		if digits == 0 && form != "-" || digits > 0 && (len(form) != digits || strings.Trim(form, "0123456789") != "") {
			return 0
		}
	}
	return at + parts
}

// isGlued sees the hyphen of "NATO-Russia": a dash stands apart on one side at least.
func isGlued(tokens []trucewatch.Token, i int) bool {
	return i > 0 && i+1 < len(tokens) && tokens[i-1].End == tokens[i].Start && tokens[i].End == tokens[i+1].Start && tokens[i].Form != "—"
}

// bracketed takes off "(Agency)" from the end.
func bracketed(tokens []trucewatch.Token) (place []trucewatch.Token, agency bool) {
	n := len(tokens)
	if tokens[n-1].Form != ")" {
		return tokens, false
	}
	for i := n - 2; i >= 0 && i >= n-8; i-- {
		if tokens[i].Form == "(" {
			return tokens[:i], i < n-2
		}
	}
	return tokens, false
}

// filedFrom reports whether tokens may be a place with a date: capitalised words,
// commas, numbers and joints.
func filedFrom(tokens []trucewatch.Token) bool {
	for _, t := range tokens {
		r, _ := utf8.DecodeRuneInString(t.Form)
		switch {
		case unicode.IsUpper(r), unicode.IsDigit(r):
		case t.Form == ",", t.Form == "/", t.Form == ".", t.Form == "-", t.Form == "al", t.Form == "and", t.Form == "of", t.Form == "'s":
		default:
			return false
		}
	}
	return true
}

func isCapitals(form string) bool {
	letters := 0
	for _, r := range form {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 3
}

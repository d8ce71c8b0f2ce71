package docx

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// fromRight reports whether a paragraph reads from right to left: whether its first
// letter does (Unicode Annex 9, rules P2 and P3). One without letters reads as otherwise.
func fromRight(text string, otherwise bool) bool {
	for _, r := range text {
		if right, strong := side(r); strong {
			return right
		}
	}
	return otherwise
}

// side tells in which direction a letter is written; what is no letter has none.
func side(r rune) (right, strong bool) {
	p, _ := bidi.LookupRune(r)
	right = p.Class() == bidi.R || p.Class() == bidi.AL
	return right, right || p.Class() == bidi.L
}

// stretch is text of one direction.
type stretch struct {
	text      string
	fromRight bool
}

// isDigit reports whether a character is part of a number.
func isDigit(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.EN || p.Class() == bidi.AN
}

// stretches parts text of a paragraph by direction. Digits go with the word before them,
// if nothing but spaces lies between. What else has no direction goes with the letters on
// its sides where both have one, and else with the paragraph. Joined again they are the text.
func stretches(text string, paragraph bool) []stretch {
	var out []stretch
	cut := func(from, to int, right bool) {
		if from < to {
			out = append(out, stretch{text[from:to], right})
		}
	}
	from, end, right := 0, 0, paragraph // the stretch that is open, and the end of its last letter
	near := false                       // whether a letter, digit or space has come right behind a letter
	for i, r := range text {
		is, strong := side(r)
		switch {
		case strong:
			near = true
		case near && isDigit(r):
			is = right
		default:
			near = near && unicode.IsSpace(r)
			continue
		}
		if is != right {
			at := i
			if right != paragraph {
				at = end
			}
			cut(from, at, right)
			from, right = at, is
		}
		end = i + utf8.RuneLen(r)
	}
	if right == paragraph {
		end = len(text)
	}
	cut(from, end, right)
	cut(end, len(text), paragraph)
	return out
}

package docx

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// fromRight reports whether a paragraph reads from right to left: whether its first
// letter does (Unicode Annex 9, rules P2 and P3).
func fromRight(text string) bool {
	for _, r := range text {
		if right, strong := side(r); strong {
			return right
		}
	}
	return false
}

// side tells in which direction a letter is written; what is no letter has none.
func side(r rune) (right, strong bool) {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL:
		return true, true
	case bidi.L:
		return false, true
	}
	return false, false
}

// stretch is text of one direction.
type stretch struct {
	text      string
	fromRight bool
}

// stretches parts text of a paragraph by direction. What has none, such as spaces, signs
// and digits, goes with the letters on its sides where both have one direction, and else
// with the paragraph. Joined again they are the text.
func stretches(text string, paragraph bool) []stretch {
	var out []stretch
	cut := func(from, to int, right bool) {
		if from < to {
			out = append(out, stretch{text[from:to], right})
		}
	}
	from, end, right := 0, 0, paragraph // the stretch that is open, and the end of its last letter
	for i, r := range text {
		is, strong := side(r)
		if !strong {
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

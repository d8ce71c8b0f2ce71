package text

import "unicode/utf8"

// stride is the distance in bytes between two counted positions: a lookup scans at
// most that far, and the table costs a sixteenth of the text.
const stride = 128

// Offsets converts between byte offsets and code-point positions of one text. It is
// made once per text and answers in constant time. Pure ASCII costs no table.
type Offsets struct {
	text  string
	runes []int // code points before byte i*stride; nil for ASCII
	total int
}

// NewOffsets counts the code points of s, which must be valid UTF-8.
func NewOffsets(s string) Offsets {
	o := Offsets{text: s, total: utf8.RuneCountInString(s)}
	if o.total == len(s) {
		return o
	}
	o.runes = make([]int, 0, len(s)/stride+1)
	n := 0
	for i := range len(s) {
		if i%stride == 0 {
			o.runes = append(o.runes, n)
		}
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return o
}

// Len returns the number of code points of the text.
func (o Offsets) Len() int { return o.total }

// Rune returns the number of code points that begin before byte offset b. An offset
// inside a character counts that character; one outside the text is moved to its end.
func (o Offsets) Rune(b int) int {
	b = max(0, min(b, len(o.text)))
	if o.runes == nil {
		return b
	}
	if b == len(o.text) {
		return o.total
	}
	k := b / stride
	n := o.runes[k]
	for i := k * stride; i < b; i++ {
		if utf8.RuneStart(o.text[i]) {
			n++
		}
	}
	return n
}

// Byte returns the byte offset at which code point r begins, or the length of the
// text when r lies behind its end.
func (o Offsets) Byte(r int) int {
	if r <= 0 {
		return 0
	}
	if r >= o.total {
		return len(o.text)
	}
	if o.runes == nil {
		return r
	}
	lo, hi := 0, len(o.runes)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if o.runes[mid] <= r {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	n := o.runes[lo]
	for i := lo * stride; i < len(o.text); i++ {
		if utf8.RuneStart(o.text[i]) {
			if n == r {
				return i
			}
			n++
		}
	}
	return len(o.text)
}

// Package lexis turns a word form into the features that every model of the
// language core reads: hashes of its spelling, its shape and its word classes.
//
// All of it is a pure function of the form and the [Clusters]; there is no state.
package lexis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hash maps s to 64 well-mixed bits (FNV-1a with a final mix). It never changes:
// the weights on disk are addressed by it.
func Hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h ^= uint64(s[i])
		h *= 1099511628211
	}
	return mix(h)
}

// Combine folds b into a; the order of the two matters.
func Combine(a, b uint64) uint64 { return mix(a*0x9E3779B97F4A7C15 + b + 0x7F4A7C15) }

func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h
}

// ASCII returns s with typographic quotes and dashes written plainly, so that the
// models see one spelling of each. It is for features only: texts keep their own.
func ASCII(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return typographic.Replace(s)
}

// typographic is read-only after start; a Replacer is safe for concurrent use.
var typographic = strings.NewReplacer(
	"’", "'", "‘", "'", "‛", "'", "ʼ", "'", "`", "'", "´", "'",
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "″", `"`,
	"–", "-", "—", "-", "―", "-", "‐", "-", "‑", "-", "−", "-",
	"…", "...", "\u00a0", " ",
)

// Bits of Word.Flags.
const (
	flagAny = 1 << iota
	flagCapital
	flagAllCapitals
	flagDigit
	flagHyphen
	flagNoLetter
)

// Word is what the models know about a form by itself. The zero Cluster means
// that the form has no class.
type Word struct {
	Form, Lower, Norm, Shape uint64
	Suffix                   [5]uint64 // of 1 to 5 letters; zero where the word is shorter
	Prefix                   [4]uint64 // of 1 to 4 letters
	Cluster                  [3]uint64 // fine, middle, coarse; 1-based
	Flags                    uint64
}

// Word computes the features of form. Forms longer than 64 bytes are read by
// their first 64 only, so that the cost is bounded.
func (c *Clusters) Word(form string) Word {
	if len(form) > 64 {
		cut := 64
		for cut > 0 && !utf8.RuneStart(form[cut]) {
			cut--
		}
		form = form[:cut]
	}
	form = ASCII(form)
	lower := strings.ToLower(form)
	norm := digitsToZero(lower)
	w := Word{Form: Hash(form), Lower: Hash(lower), Norm: Hash(norm), Shape: Hash(Shape(form)), Flags: flags(form)}
	w.affixes(norm)
	ids, ok := c.find(w.Lower)
	if !ok {
		ids, _ = c.find(w.Norm)
	}
	for i, id := range ids {
		w.Cluster[i] = uint64(id)
	}
	return w
}

func (w *Word) affixes(norm string) {
	end := len(norm)
	for k := 0; k < len(w.Suffix) && end > 0; k++ {
		_, size := utf8.DecodeLastRuneInString(norm[:end])
		end -= size
		w.Suffix[k] = Hash(norm[end:])
	}
	start := 0
	for k := 0; k < len(w.Prefix) && start < len(norm); k++ {
		_, size := utf8.DecodeRuneInString(norm[start:])
		start += size
		w.Prefix[k] = Hash(norm[:start])
	}
}

func digitsToZero(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

// Shape writes s with X for a capital, x for a small letter and d for a digit;
// runs are cut at two and the whole at eleven.
func Shape(s string) string {
	var shape [11]rune
	n, run := 0, 0
	var last rune
	for _, r := range s {
		class := shapeOf(r)
		if class == last {
			run++
		} else {
			run = 1
		}
		last = class
		if run > 2 {
			continue
		}
		shape[n] = class
		if n++; n == len(shape) {
			break
		}
	}
	return string(shape[:n])
}

func shapeOf(r rune) rune {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	}
	return r
}

func flags(form string) uint64 {
	f := uint64(flagAny)
	upper, letters := 0, 0
	for i, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper++
			letters++
			if i == 0 {
				f |= flagCapital
			}
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			f |= flagDigit
		case r == '-':
			f |= flagHyphen
		}
	}
	if upper > 0 && upper == letters {
		f |= flagAllCapitals
	}
	if letters == 0 {
		f |= flagNoLetter
	}
	return f
}

package graph

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is how many code points of a form the parser looks at.
const longest = 40

// subwords is how many pieces of a form have vectors: suffixes of 1-4 code
// points, prefixes of 1-3 and the shape.
const subwords = 8

// This file is the twin of train/graph/forms.py: the two agree on every string.

// plain writes curly quotes and dashes in ASCII and keeps at most the first
// longest code points of a form.
func plain(form string) string {
	ascii := len(form) <= longest
	for i := 0; ascii && i < len(form); i++ {
		ascii = form[i] < utf8.RuneSelf
	}
	if ascii {
		return form
	}
	var out strings.Builder
	n := 0
	for _, r := range form {
		if n++; n > longest {
			break
		}
		switch r {
		case '“', '”', '„', '«', '»':
			out.WriteByte('"')
		case '‘', '’', '‚', 'ʼ':
			out.WriteByte('\'')
		case '‐', '‑', '–', '—', '−':
			out.WriteByte('-')
		case '…':
			out.WriteString("...")
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// lower lower-cases a form code point by code point. U+0130 has no single
// lower-case letter in the full mapping and stays.
func lower(form string) string {
	return strings.Map(func(r rune) rune {
		if r == 'İ' {
			return r
		}
		return unicode.ToLower(r)
	}, form)
}

// zero writes every decimal digit as 0.
func zero(form string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Nd, r) {
			return '0'
		}
		return r
	}, form)
}

// shape writes capitals as X, small letters as x and digits as d, cuts runs to
// two and the whole to eight.
func shape(form string) string {
	out := make([]rune, 0, 8)
	for _, r := range form {
		switch {
		case unicode.Is(unicode.Lu, r):
			r = 'X'
		case unicode.Is(unicode.Ll, r):
			r = 'x'
		case unicode.Is(unicode.Nd, r):
			r = 'd'
		}
		if n := len(out); n > 1 && out[n-1] == r && out[n-2] == r {
			continue
		}
		if out = append(out, r); len(out) == 8 {
			break
		}
	}
	return string(out)
}

// bucket is FNV-1a over the bytes of a key, folded into 1..buckets-1.
func bucket(key string, buckets int) int {
	h := uint32(2166136261)
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return int(h%uint32(buckets-1)) + 1
}

// pieces returns the bucket of each sub-word of a plain form; 0 means the form is too short to have it.
func pieces(form string, buckets int) [subwords]int {
	norm := []rune(zero(lower(form)))
	var out [subwords]int
	for k := 1; k <= 4 && k <= len(norm); k++ {
		out[k-1] = bucket("s"+strconv.Itoa(k)+"_"+string(norm[len(norm)-k:]), buckets)
	}
	for k := 1; k <= 3 && k <= len(norm); k++ {
		out[3+k] = bucket("p"+strconv.Itoa(k)+"_"+string(norm[:k]), buckets)
	}
	out[7] = bucket("sh_"+shape(form), buckets)
	return out
}

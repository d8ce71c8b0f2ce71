// Package translit compares names across the spellings that transliteration
// gives them: Suwayda, Sweida and As-Suwayda; Shaibani and al-Shibani.
//
// A word is folded (case, accents, ayn and hamza marks), and reduced to a
// skeleton of consonants in the way of Arabic-to-Latin name matching (Freeman,
// Condon and Ackerman 2006): vowels carry little, doubled letters nothing.
package translit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// articles stand before a name and are spelt at will.
var articles = map[string]bool{
	"al": true, "el": true, "as": true, "ash": true, "ad": true, "ar": true, "at": true, "az": true, "an": true, "the": true,
}

// undecomposed takes away the possessive and writes letters plainly that Unicode
// does not take apart.
var undecomposed = strings.NewReplacer("’s", "", "'s", "", "Ł", "l", "ł", "l", "Ø", "o", "ø", "o", "ı", "i", "Đ", "d", "đ", "d")

// Fold writes a name in lower case without accents, ayn and hamza marks, dots and
// possessive 's; hyphens become spaces.
func Fold(s string) string {
	if out, ok := foldASCII(s); ok { // nearly all that is folded
		return out
	}
	return foldAny(s)
}

// foldASCII folds a text of ASCII letters and reports whether it was one.
func foldASCII(s string) (string, bool) {
	plain := true // letters in lower case and digits only
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return "", false
		}
		plain = plain && plainByte(s[i])
	}
	if plain {
		return s, true
	}
	out := make([]byte, 0, len(s))
	space := false // before the next letter
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		switch {
		case plainByte(c):
			if space {
				out, space = append(out, ' '), false
			}
			out = append(out, c)
		case c == '\'' && i+1 < len(s) && s[i+1] == 's':
			i++
		case c != '\'' && c != '`' && c != '.':
			space = len(out) > 0
		}
	}
	return string(out), true
}

// plainByte reports whether a byte is a digit or a letter in lower case.
func plainByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

func foldAny(s string) string {
	s = undecomposed.Replace(s)
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), strings.ContainsRune("'’‘`´ʿʾʼʻʹʺˈ′״׳.ـ", r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Tokens folds a name and splits it, without articles; a name of nothing but
// articles keeps them.
func Tokens(s string) []string {
	all := strings.Fields(Fold(s))
	var out []string
	for _, t := range all {
		if !articles[t] {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

var digraphs = strings.NewReplacer(
	"sch", "S", "sh", "S", "tch", "C", "ch", "C", "kh", "k", "gh", "g", "dh", "d", "th", "t", "ph", "f", "ck", "k",
	"tz", "z", "ts", "z", "oue", "we", "oua", "wa", "ou", "u", "oo", "u", "q", "k", "x", "ks", "c", "k",
)

// Skeleton returns the consonants of one folded word in order, none doubled, with
// a leading "a" where the word begins with a vowel and a final "a" where it ends
// in one, so that Niger is not Nigeria. A final h is silent.
func Skeleton(word string) string {
	word = digraphs.Replace(word)
	if len(word) > 2 {
		word = strings.TrimSuffix(word, "h")
	}
	var b strings.Builder
	last := rune(0)
	for i, r := range word {
		vowel := strings.ContainsRune("aeiouy", r)
		if r == 'y' && i == 0 {
			vowel = false
		}
		if vowel {
			if i == 0 {
				b.WriteByte('a')
			}
			last = 0
			continue
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	if last == 0 && b.Len() > 1 {
		b.WriteByte('a')
	}
	return b.String()
}

// SameWord reports whether two folded words are plausibly one name spelt twice.
// Equal skeletons count only where they hold enough to tell names apart and the
// words are not far apart in length and letters.
func SameWord(a, b string) bool {
	if a == b {
		return true
	}
	if x, y := given[a], given[b]; x != "" && y != "" {
		return x == y
	}
	sa, sb := Skeleton(a), Skeleton(b)
	if sa != sb || len(sa) < 3 {
		return false
	}
	longest := max(len(a), len(b))
	return Distance(a, b)*2 <= longest
}

// SameWords reports whether two lists of words are the same name, word by word.
func SameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !SameWord(a[i], b[i]) {
			return false
		}
	}
	return true
}

// Key joins the skeletons of the words of a name: names that could be one share it.
func Key(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = Skeleton(w); len(out[i]) < 2 {
			out[i] = w
		}
	}
	return strings.Join(out, " ")
}

// Distance is the Levenshtein distance between two words, in bytes.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}

// Slug writes a name as an identifier: lower-case words joined by hyphens.
func Slug(s string) string {
	slug := strings.ReplaceAll(Fold(s), " ", "-")
	if slug == "" {
		return "unnamed"
	}
	return slug
}

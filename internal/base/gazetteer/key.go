package gazetteer

import (
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// articles are what may stand before a part of a place name and is spelt at will:
// the Arabic article before every kind of letter.
var articles = map[string]bool{
	"al": true, "el": true, "as": true, "es": true, "ash": true, "esh": true, "ad": true, "ed": true, "ar": true, "er": true, "at": true, "et": true,
	"az": true, "ez": true, "an": true, "en": true, "adh": true, "edh": true, "ath": true, "the": true, "l": true,
}

// sameLetter joins letters that one script writes in several ways.
var sameLetter = strings.NewReplacer("ى", "ي", "ی", "ي", "ک", "ك", "ة", "ه", "گ", "ك")

// Key is what spellings of one place name share: lower case, no accents, no
// articles, no final h, no spaces. It is empty for a name without letters.
func Key(name string) string {
	words := strings.Fields(sameLetter.Replace(translit.Fold(name)))
	var b strings.Builder
	for _, w := range words {
		if articles[w] && len(words) > 1 {
			continue
		}
		if rest, ok := strings.CutPrefix(w, "ال"); ok && len([]rune(rest)) > 2 {
			w = rest
		}
		if len(w) > 3 && w[0] < unicode.MaxASCII {
			w = strings.TrimSuffix(w, "h")
		}
		b.WriteString(w)
	}
	return b.String()
}

// Sound is the coarser key of a Latin Key under which its misspellings are found,
// or empty.
func Sound(key string) string {
	for _, r := range key {
		if r > unicode.MaxLatin1 {
			return ""
		}
	}
	if s := translit.Skeleton(key); len(s) > 2 {
		return s
	}
	return ""
}

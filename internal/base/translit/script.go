package translit

import (
	"strings"
	"unicode"
)

// letters gives the Latin spelling of letters of other scripts, as simple news
// romanisation writes them. Short vowels of Arabic and Hebrew are not written, so
// that names from there are compared by their consonants.
var letters = map[rune]string{
	'ا': "a", 'ب': "b", 'ت': "t", 'ث': "th", 'ج': "j", 'ح': "h", 'خ': "kh", 'د': "d", 'ذ': "dh", 'ر': "r", 'ز': "z", 'س': "s",
	'ش': "sh", 'ص': "s", 'ض': "d", 'ط': "t", 'ظ': "z", 'ع': "a", 'غ': "gh", 'ف': "f", 'ق': "q", 'ك': "k", 'ل': "l", 'م': "m",
	'ن': "n", 'ه': "h", 'ة': "a", 'و': "w", 'ي': "y", 'ى': "a", 'ء': "", 'ـ': "", 'پ': "p", 'چ': "ch", 'ژ': "zh", 'گ': "g",
	'ک': "k", 'ی': "y", 'ہ': "h", 'ھ': "h", 'ے': "y", 'ٹ': "t", 'ڈ': "d", 'ڑ': "r", 'ں': "n", 'ٱ': "a",
	'א': "a", 'ב': "b", 'ג': "g", 'ד': "d", 'ה': "h", 'ו': "w", 'ז': "z", 'ח': "h", 'ט': "t", 'י': "y", 'כ': "k", 'ך': "k",
	'ל': "l", 'מ': "m", 'ם': "m", 'נ': "n", 'ן': "n", 'ס': "s", 'ע': "a", 'פ': "p", 'ף': "p", 'צ': "tz", 'ץ': "tz", 'ק': "k",
	'ר': "r", 'ש': "sh", 'ת': "t",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'к': "k", 'л': "l", 'м': "m",
	'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh",
	'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'і': "i", 'є': "ye", 'ґ': "g", 'ђ': "dj", 'ј': "j",
	'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz", 'ә': "a", 'ғ': "gh", 'қ': "q", 'ң': "ng", 'ө': "o", 'ү': "u", 'ұ': "u", 'һ': "h",
	'ა': "a", 'ბ': "b", 'გ': "g", 'დ': "d", 'ე': "e", 'ვ': "v", 'ზ': "z", 'თ': "t", 'ი': "i", 'კ': "k", 'ლ': "l", 'მ': "m",
	'ნ': "n", 'ო': "o", 'პ': "p", 'ჟ': "zh", 'რ': "r", 'ს': "s", 'ტ': "t", 'უ': "u", 'ფ': "p", 'ქ': "k", 'ღ': "gh", 'ყ': "q",
	'შ': "sh", 'ჩ': "ch", 'ც': "ts", 'ძ': "dz", 'წ': "ts", 'ჭ': "ch", 'ხ': "kh", 'ჯ': "j", 'ჰ': "h",
	'ա': "a", 'բ': "b", 'գ': "g", 'դ': "d", 'ե': "e", 'զ': "z", 'է': "e", 'ը': "y", 'թ': "t", 'ժ': "zh", 'ի': "i", 'լ': "l",
	'խ': "kh", 'ծ': "ts", 'կ': "k", 'հ': "h", 'ձ': "dz", 'ղ': "gh", 'ճ': "ch", 'մ': "m", 'յ': "y", 'ն': "n", 'շ': "sh", 'ո': "o",
	'չ': "ch", 'պ': "p", 'ջ': "j", 'ռ': "r", 'ս': "s", 'վ': "v", 'տ': "t", 'ր': "r", 'ց': "ts", 'ւ': "u", 'փ': "p", 'ք': "k",
	'օ': "o", 'ֆ': "f",
}

// Romanise writes a name in Latin letters, folded. Letters of scripts that it does
// not know stay as they are. abjad says that the name came from a script that
// leaves short vowels out, so that only its consonants can be compared.
func Romanise(s string) (latin string, abjad bool) {
	var b strings.Builder
	for word := range strings.FieldsSeq(Fold(s)) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if rest, ok := strings.CutPrefix(word, "ال"); ok && len([]rune(rest)) > 1 {
			b.WriteString("al ")
			word = rest
		}
		for _, r := range word {
			if unicode.In(r, unicode.Arabic, unicode.Hebrew) {
				abjad = true
			}
			if written, ok := letters[r]; ok {
				b.WriteString(written)
				continue
			}
			b.WriteRune(r)
		}
	}
	return b.String(), abjad
}

// syllabic reports whether a name is in a script where one sign is a syllable or
// a word, so that one other sign is another name.
func syllabic(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
			return true
		}
	}
	return false
}

// consonants is the key under which names with and without written vowels meet:
// letters that one script cannot tell apart are one.
func consonants(word string) string {
	var b strings.Builder
	last := rune(0)
	sounds := soundsOf(word)
	for i, r := range sounds {
		to, ok := coarse[r]
		if !ok {
			to = r
		}
		if to == 0 || to == 'h' && i == len(sounds)-1 {
			continue
		}
		if to != last {
			b.WriteRune(to)
		}
		last = to
	}
	return b.String()
}

var coarse = map[rune]rune{
	'a': 0, 'e': 0, 'i': 0, 'o': 0, 'u': 0, 'y': 0, 'w': 0, 'p': 'b', 'v': 'b', 'f': 'b', 'j': 'g', 'G': 'g', 'Z': 'g', 'q': 'k', 'c': 'k',
	'K': 'k', 'S': 's', 'X': 's', 'D': 'd', 'T': 't', 'C': 'k',
}

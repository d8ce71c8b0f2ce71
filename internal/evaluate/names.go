package evaluate

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// apostrophes makes curly single quotes straight.
func apostrophes(s string) string { return strings.NewReplacer("’", "'", "‘", "'").Replace(s) }

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) || c == '_' }

// words takes accents, case, possessive 's and punctuation from a surface form
// and returns what is left as words.
func words(s string) []string {
	var plain []rune
	for _, c := range norm.NFKD.String(apostrophes(s)) {
		if norm.NFKD.PropertiesString(string(c)).CCC() == 0 {
			plain = append(plain, c)
		}
	}
	folded := []rune(cases.Fold().String(string(plain)))
	var kept []rune
	for i := 0; i < len(folded); i++ {
		possessive := folded[i] == '\'' && i+1 < len(folded) && folded[i+1] == 's' &&
			(i+2 == len(folded) || !isWord(folded[i+2]))
		if possessive {
			i++
			continue
		}
		kept = append(kept, folded[i])
	}
	return strings.FieldsFunc(string(kept), func(c rune) bool { return !isWord(c) })
}

// isSmall reports whether a word is left out when the words of two names are compared.
func isSmall(word string) bool {
	switch word {
	case "the", "a", "an", "of", "in", "on", "at", "to", "and", "for", "from", "by", "with", "his", "her", "its",
		"their", "mr", "mrs", "ms", "s", "al", "el", "as", "ash", "ad":
		return true
	}
	return false
}

// form is a surface form made ready for comparison.
type form struct {
	whole string   // all words
	words []string // sorted, without small words and repetitions
}

// comparer compares sets of surface forms and remembers the forms it has seen.
type comparer map[string]form

func (c comparer) form(s string) form {
	f, ok := c[s]
	if !ok {
		all := words(s)
		f.whole = strings.Join(all, " ")
		f.words = slices.DeleteFunc(all, isSmall)
		slices.Sort(f.words)
		f.words = slices.Compact(f.words)
		c[s] = f
	}
	return f
}

// same reports whether two sets of surface forms plausibly name the same thing:
// they share a form, or the words of one form are, two at the least, among those
// of the other, or equal them.
func (c comparer) same(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if formsAgree(c.form(x), c.form(y)) {
				return true
			}
		}
	}
	return false
}

func formsAgree(x, y form) bool {
	if x.whole != "" && x.whole == y.whole {
		return true
	}
	few, many := x.words, y.words
	if len(few) > len(many) {
		few, many = many, few
	}
	switch {
	case len(few) == 0:
		return false
	case len(few) == len(many):
		return slices.Equal(few, many)
	}
	return len(few) >= 2 && subset(few, many)
}

func subset(few, many []string) bool {
	for _, w := range few {
		if _, found := slices.BinarySearch(many, w); !found {
			return false
		}
	}
	return true
}

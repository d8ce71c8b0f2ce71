package timex

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/pack"
)

// vocabulary holds the words of the calendar by class, and what each means.
type vocabulary struct {
	classes map[string]map[string]string
	// patterns puts the words of the classes in place of {month} and so on.
	patterns *strings.Replacer
}

func newVocabulary(rules []pack.Rule) (vocabulary, error) {
	v := vocabulary{classes: map[string]map[string]string{}}
	for _, r := range rules {
		class := strings.TrimPrefix(r.ID, "en.calendar.")
		words := map[string]string{}
		for _, line := range r.All("word") {
			value, list, ok := strings.Cut(line, "=")
			if !ok {
				return v, r.Errorf("word %q has no \"=\": write VALUE = word, word", line)
			}
			for w := range strings.SplitSeq(list, ",") {
				words[strings.TrimSpace(w)] = strings.TrimSpace(value)
			}
		}
		v.classes[class] = words
	}
	for _, need := range []string{"month", "month-ambiguous", "weekday", "unit", "part", "number", "season", "decade", "hour"} {
		if len(v.classes[need]) == 0 {
			return v, fmt.Errorf("rule en.calendar.%s is missing", need)
		}
	}
	v.patterns = v.replacer()
	return v, nil
}

// replacer writes the words of the classes for expressions. Names of months and weekdays
// keep their capital, so that "march" and "sun" are no dates.
func (v vocabulary) replacer() *strings.Replacer {
	firm, soft := keys(v.classes["month"]), keys(v.classes["month-ambiguous"])
	long := slices.DeleteFunc(keys(v.classes["unit"]), func(w string) bool { return w == "day" })
	return strings.NewReplacer(
		"{month}", "(?-i:"+alternatives(slices.Concat(firm, soft))+")",
		"{firm-month}", "(?-i:"+alternatives(firm)+")",
		"{soft-month}", "(?-i:"+alternatives(soft)+")",
		"{weekday}", "(?-i:"+alternatives(keys(v.classes["weekday"]))+")",
		"{unit}", "(?:"+alternatives(keys(v.classes["unit"]))+")",
		"{long-unit}", "(?:"+alternatives(long)+")",
		"{hour}", "(?:"+alternatives(keys(v.classes["hour"]))+")",
		"{season}", "(?:"+alternatives(keys(v.classes["season"]))+")",
		"{decade}", "(?:"+alternatives(keys(v.classes["decade"]))+")",
		"{part}", "(?:"+alternatives(keys(v.classes["part"]))+")",
		"{num}", `(?:`+alternatives(keys(v.classes["number"]))+`|[1-9]\d{0,2})`,
	)
}

// value gives what the words of a group mean; "" stays "" or takes its default.
func (v vocabulary) value(group, words string) (string, bool) {
	words = strings.Join(strings.Fields(words), " ")
	switch group {
	case "m":
		return first(v.classes["month"][words], v.classes["month-ambiguous"][words])
	case "w":
		return first(v.classes["weekday"][words])
	case "h":
		return first(v.classes["hour"][strings.ToLower(words)])
	case "s":
		return first(v.classes["season"][strings.ToLower(words)])
	case "t":
		return first(v.classes["decade"][strings.ToLower(words)])
	case "u":
		return first(v.classes["unit"][strings.ToLower(words)])
	case "n":
		return v.number(words)
	case "k":
		n, ok := v.number(words)
		if len(n) == 1 {
			n = "0" + n
		}
		return n, ok
	case "part":
		if words == "" {
			return "", true
		}
		part, ok := first(v.classes["part"][strings.ToLower(words)])
		return "#" + part, ok
	case "d", "e":
		if len(words) == 1 {
			words = "0" + words
		}
		return words, true
	}
	if words == "" {
		return "XXXX", true
	}
	return words, true
}

// number reads digits or the word for a number; nothing is one.
func (v vocabulary) number(words string) (string, bool) {
	if words == "" {
		return "1", true
	}
	if words[0] >= '1' && words[0] <= '9' {
		return words, true
	}
	return first(v.classes["number"][strings.ToLower(words)])
}

func first(values ...string) (string, bool) {
	for _, v := range values {
		if v != "" {
			return v, true
		}
	}
	return "", false
}

// keys returns the words of a class, longest first so that "Sept." wins over "Sep".
func keys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return out
}

func alternatives(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strings.ReplaceAll(regexp.QuoteMeta(w), " ", `\s+`)
	}
	return strings.Join(quoted, "|")
}

package timex

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// Refused returns the stretches of a sentence that have the form of a time
// expression and are none, in order of position: kept out by the words around them,
// or no day that exists. What overlaps a time expression is not told. Sentence is
// left 0.
func (r *Rules) Refused(text string, s trucewatch.Span, published string) []trucewatch.Refusal {
	sentence := s.Of(text)
	taken := r.Find(text, s, published)
	var out []trucewatch.Refusal
	for k := range r.rules {
		one := &r.rules[k]
		for _, m := range one.match.Regexp().FindAllStringIndex(sentence, -1) {
			span := trucewatch.Span{Start: s.Start + m[0], End: s.Start + m[1]}
			if slices.ContainsFunc(taken, func(w trucewatch.When) bool { return w.Overlaps(span) }) {
				continue
			}
			if because := one.failed(sentence, m[0], m[1]); because != "" {
				out = append(out, trucewatch.Refusal{Span: span, Layer: trucewatch.DateLayer, Rule: one.id, Because: because})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b trucewatch.Refusal) int { return a.Start - b.Start })
	return out
}

// failed says why a match of the rule is no time expression; it is empty for one
// that ends within a word, which nobody would take for one.
func (one *rule) failed(sentence string, start, end int) string {
	before, after := sentence[:start], sentence[end:]
	switch {
	case after != "" && isWord(after[0]) && end > 0 && isWord(sentence[end-1]):
		return ""
	case one.onlyAfter != nil && !one.onlyAfter.MatchString(before):
		return "it is a time only behind certain words"
	case one.unlessAfter != nil && one.unlessAfter.MatchString(before):
		return "the word before it, “" + last(before) + "”, keeps it out"
	case one.onlyNext != nil && !one.onlyNext.MatchString(after):
		return "it is a time only before certain words"
	case one.unlessNext != nil && one.unlessNext.MatchString(after):
		return "the words behind it keep it out"
	}
	return "it is no day that exists"
}

func last(before string) string {
	words := strings.Fields(before)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

package record

import (
	"slices"
	"strings"
)

// Union adds to a list what it does not hold yet, in the order given. The list that is
// handed in stays as it is.
func Union(to []string, more ...string) []string {
	to = slices.Clip(to)
	if len(to)*len(more) > manyPairs {
		known := make(map[string]bool, len(to)+len(more))
		for _, x := range to {
			known[x] = true
		}
		for _, x := range more {
			if !known[x] {
				known[x], to = true, append(to, x)
			}
		}
		return to
	}
	for _, x := range more {
		if !slices.Contains(to, x) {
			to = append(to, x)
		}
	}
	return to
}

// manyPairs is how many words are compared one with another at most: a happening that
// thousands of reports tell of has long lists.
const manyPairs = 512

// Meet reports whether two lists have a word in common.
func Meet(a, b []string) bool {
	if len(a)*len(b) > manyPairs {
		known := make(map[string]bool, len(a))
		for _, x := range a {
			known[x] = true
		}
		return slices.ContainsFunc(b, func(x string) bool { return known[x] })
	}
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// Among reports whether all words of a list are in another.
func Among(some, others []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(others, s) })
}

// Join joins words as a sentence would: A, B and C.
func Join(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

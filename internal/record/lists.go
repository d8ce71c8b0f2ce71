package record

import (
	"slices"
	"strings"
)

// Union adds to a list what it does not hold yet, in the order given. The list that is
// handed in stays as it is.
func Union(to []string, more ...string) []string {
	to = slices.Clip(to)
	for _, x := range more {
		if !slices.Contains(to, x) {
			to = append(to, x)
		}
	}
	return to
}

// Join joins words as a sentence would: A, B and C.
func Join(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

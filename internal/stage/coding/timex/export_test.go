package timex

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// Held returns the ids of the rules whose pattern matches otherwise in a text than where
// it is tried at every place.
func Held(r *Rules, text string) []string {
	var out []string
	folded := sieve.Fold(text)
	for _, list := range [][]rule{r.rules, r.lengths} {
		for k := range list {
			want := list[k].match.Regexp().FindAllStringSubmatchIndex(text, -1)
			if !slices.EqualFunc(want, list[k].match.All(text, folded), slices.Equal[[]int]) {
				out = append(out, list[k].id)
			}
		}
	}
	return out
}

package timex

import "github.com/trucewatch/trucewatch/internal/base/sieve"

// Held returns the ids of the rules whose pattern a text has and whose sieve would not
// let it through.
func Held(r *Rules, text string) []string {
	var out []string
	folded := sieve.Fold(text)
	for _, list := range [][]rule{r.rules, r.lengths} {
		for k := range list {
			if list[k].match.MatchString(text) && !list[k].sieve.Passes(folded) {
				out = append(out, list[k].id)
			}
		}
	}
	return out
}

package action

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Refused returns the words of a report that can open an event and did not, each
// with the rule that was tried and the condition that it failed, in order of
// position. Together with [Rules.Events] it accounts for every word of the rules.
func (r *Rules) Refused(d *draft.Draft) []trucewatch.Refusal {
	var out []trucewatch.Refusal
	all := newClause(r, d)
	for s, sentence := range d.Reading.Sentences {
		if !coded(sentence.Kind) {
			continue
		}
		c := all.at(s)
		for i := range c.Tree.Tokens {
			out = append(out, c.Refused(i)...)
		}
		for _, f := range c.party().Triggers() {
			for _, i := range f.Also {
				out = append(out, c.Refusal(i, c.Open(i), fmt.Sprintf("it names the same happening as “%s”", c.Tree.Tokens[f.Token].Form)))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b trucewatch.Refusal) int { return a.Start - b.Start })
	return out
}

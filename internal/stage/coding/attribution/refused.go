package attribution

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Refused returns the words of a report that can be cues and are none, each with the
// rule that came nearest and the condition that it failed, in order of position. It
// makes mentions in the draft, so it wants one of its own.
func (r *Rules) Refused(d *draft.Draft) []trucewatch.Refusal {
	var out []trucewatch.Refusal
	r.walk(d, func(l *line, found, kept []*cue) {
		at := func(cues []*cue, i int) int {
			return slices.IndexFunc(cues, func(c *cue) bool { return c.token == i })
		}
		for i := range l.Tree.Tokens {
			if l.Is(i, "AUX") || at(kept, i) >= 0 {
				continue
			}
			rule, because := l.WhyNot(i)
			if k := at(found, i); k >= 0 {
				rule, because = found[k].rule, "the same source has a cue in this sentence already, or only passes on what the next cue says"
			}
			if rule != nil && !l.covered(kept, i) {
				out = append(out, trucewatch.Refusal{
					Span: l.Tree.Tokens[i].Span, Sentence: l.Sentence, Layer: trucewatch.StatementLayer, Rule: rule.ID, Because: because,
				})
			}
		}
	})
	return out
}

// covered reports whether token i is one of the words of a cue that was taken.
func (l *line) covered(kept []*cue, i int) bool {
	return slices.ContainsFunc(kept, func(c *cue) bool { return c.span.Contains(l.Tree.Tokens[i].Span) })
}

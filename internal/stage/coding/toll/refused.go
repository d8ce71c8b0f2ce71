package toll

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Refused returns the numbers of a report that are no figures, each with the reason,
// in order of position. Together with [Rules.Figures] it accounts for every number;
// "a" and "an" are none.
func (r *Rules) Refused(d *draft.Draft) []trucewatch.Refusal {
	var out []trucewatch.Refusal
	for s, sentence := range d.Reading.Sentences {
		if !counts(sentence.Kind) {
			continue
		}
		l := newLine(r, d, s)
		taken := l.figures(nil)
		for _, q := range l.numbers() {
			span := l.span(q)
			if q.article || slices.ContainsFunc(taken, func(f trucewatch.Figure) bool { return f.Span == span }) {
				continue
			}
			because := l.excluded(q)
			if because == "" && q.noun >= 0 {
				because = fmt.Sprintf("no rule counts “%s” here", l.t.Tokens[q.noun].Form)
			} else if because == "" {
				because = "nothing says what it counts"
			}
			out = append(out, trucewatch.Refusal{Span: span, Sentence: s, Layer: trucewatch.FigureLayer, Because: because})
		}
	}
	return out
}

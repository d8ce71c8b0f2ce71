package coding

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// Explanation is what coding made of a reading and what it considered and refused.
type Explanation struct {
	Claims trucewatch.Claims
	// Dates holds the time expressions of every sentence, attached to an event or not.
	Dates [][]trucewatch.When
	// Refused is in order of position; every word, number and expression that a rule
	// is called by stands either here or in Claims and Dates.
	Refused []trucewatch.Refusal
}

// Explain codes one reading as [Rules.Claims] does and tells beside it what was
// refused, and by which condition. It costs about twice as much. A report in another
// language than English has neither claims nor refusals.
func (r *Rules) Explain(reading trucewatch.Reading) Explanation {
	if l := reading.Report.Language; l != "" && l != "en" {
		return Explanation{Claims: r.Claims(reading), Dates: make([][]trucewatch.When, len(reading.Sentences))}
	}
	var out Explanation
	out.Claims, out.Dates = r.code(reading)
	out.Refused = append(out.Refused, r.action.Refused(draft.New(reading))...)
	out.Refused = append(out.Refused, r.attribution.Refused(draft.New(reading))...)
	out.Refused = append(out.Refused, r.toll.Refused(draft.New(reading))...)
	for s, sentence := range reading.Sentences {
		refused := r.time.Refused(reading.Report.Text, sentence.Span, reading.Report.Published.Date)
		refused = append(refused, r.unreckoned(reading, sentence.Span, out.Dates[s])...)
		for i := range refused {
			refused[i].Sentence = s
		}
		out.Refused = append(out.Refused, refused...)
	}
	slices.SortStableFunc(out.Refused, func(a, b trucewatch.Refusal) int {
		return cmp.Or(cmp.Compare(a.Sentence, b.Sentence), cmp.Compare(a.Start, b.Start))
	})
	return out
}

// unreckoned returns the expressions of a sentence that count from a day which the
// text does not name.
func (r *Rules) unreckoned(reading trucewatch.Reading, sentence trucewatch.Span, kept []trucewatch.When) []trucewatch.Refusal {
	var out []trucewatch.Refusal
	for _, w := range r.time.Find(reading.Report.Text, sentence, reading.Report.Published.Date) {
		if !slices.ContainsFunc(kept, func(k trucewatch.When) bool { return k.Span == w.Span }) {
			out = append(out, trucewatch.Refusal{
				Span: w.Span, Layer: trucewatch.DateLayer, Rule: w.Why[0].Rule, Because: "it counts from a day that the text before it does not name",
			})
		}
	}
	return out
}

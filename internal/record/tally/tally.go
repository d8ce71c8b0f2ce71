// Package tally takes low, best and high of a toll from its counts, and what other bodies
// would write for it. The ledger does so when it reads, and the review again after a
// decision; both by the same rules, so a decision changes only what it is about. Counts
// are never added.
package tally

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Harm reports whether a measure makes a toll; protesters and strikes are counts, not harm.
func Harm(measure string) bool {
	return slices.Contains([]string{"detained", "displaced", "killed", "missing", "wounded"}, measure)
}

// Sort puts counts in the order of a series: by the day they count for, those without
// one last, then by report and position.
func Sort(list []record.Figure) {
	known := func(date record.Nullable) record.Nullable { return cmp.Or(date, "9") }
	slices.SortStableFunc(list, func(x, y record.Figure) int {
		return cmp.Or(cmp.Compare(known(x.AsOf), known(y.AsOf)), cmp.Compare(x.Report, y.Report), cmp.Compare(x.Start, y.Start))
	})
}

// SameBounds reports whether two counts give the same number.
func SameBounds(f, g record.Figure) bool { return SameNumber(f.Min, g.Min) && SameNumber(f.Max, g.Max) }

// SameNumber reports whether two bounds are the same number, or neither is given.
func SameNumber(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// Replaces reports whether a count takes the place of another: a later one of the same
// named counter with another number.
func Replaces(later, f record.Figure) bool {
	return len(f.By) > 0 && slices.Equal(f.By, later.By) && !SameBounds(f, later) && f.AsOf != "" && later.AsOf > f.AsOf
}

// Take sets low, best, high and the views of a toll from the counts that stand, of which
// there must be one at least. Best is the count that best quotes; vaguer is how many
// counts do not widen the range because they leave room for a closer one.
func Take(t *record.Toll, standing []record.Figure) (best record.Figure, vaguer int) {
	best = closest(standing)
	firm := slices.DeleteFunc(slices.Clone(standing), func(f record.Figure) bool { return weaker(f, standing) })
	t.Low, t.High, t.Best = low(firm), high(firm), cmp.Or(best.Min, best.Max)
	t.Views = views(*t, standing, firm)
	return best, len(standing) - len(firm)
}

// closest chooses the count to quote: counted by somebody named, exact before
// vague, the latest of these.
func closest(figures []record.Figure) record.Figure {
	best := figures[0]
	for _, f := range figures[1:] {
		if rank(f) > rank(best) || rank(f) == rank(best) && f.AsOf > best.AsOf {
			best = f
		}
	}
	return best
}

func rank(f record.Figure) int {
	n := 0
	if len(f.By) > 0 {
		n += 4
	}
	if f.Min != nil && f.Max != nil && *f.Min == *f.Max {
		n += 2
	} else if f.Min != nil && f.Max == nil {
		n++
	}
	return n
}

// weaker reports whether a count only says vaguely what another says closely:
// "hundreds" beside 814. It contradicts nothing and decides nothing.
func weaker(f record.Figure, all []record.Figure) bool {
	if f.Min == nil || f.Max == nil || *f.Max < 3**f.Min {
		return false
	}
	return slices.ContainsFunc(all, func(g record.Figure) bool {
		n := cmp.Or(g.Min, g.Max)
		vague := g.Min != nil && g.Max != nil && *g.Max >= 3**g.Min
		return n != nil && !vague && *f.Min <= *n && *n <= *f.Max
	})
}

// low is the least of all counts, or nil where one that allows less is open below.
func low(figures []record.Figure) *int {
	var least *int
	for _, f := range figures {
		if f.Min != nil && (least == nil || *f.Min < *least) {
			least = f.Min
		}
	}
	for _, f := range figures {
		if f.Min == nil && f.Max != nil && (least == nil || *f.Max <= *least) {
			return nil
		}
	}
	return least
}

// high is the most of all counts, or nil where one that allows more is open above.
func high(figures []record.Figure) *int {
	var most *int
	for _, f := range figures {
		if f.Max != nil && (most == nil || *f.Max > *most) {
			most = f.Max
		}
	}
	for _, f := range figures {
		if f.Max == nil && f.Min != nil && (most == nil || *f.Min >= *most) {
			return nil
		}
	}
	return most
}

// views applies the conventions of other bodies to a series: ACLED takes the most
// conservative number, with 10 for tens, 12 for dozens and 100 for hundreds; UCDP
// gives low, best and high; both count deaths only. Every Casualty gives the range of
// each counter.
func views(t record.Toll, standing, firm []record.Figure) record.Views {
	out := record.Views{EveryCasualty: byCounter(standing)}
	if t.Measure != "killed" {
		return out
	}
	high := t.High
	for _, f := range firm {
		if n := conservative(f); n != nil && (out.ACLED == nil || *n < *out.ACLED) {
			out.ACLED = n
		}
		if t.High == nil && f.Min != nil && (high == nil || *f.Min > *high) {
			high = f.Min // an open end closes at the highest number given
		}
	}
	out.UCDP = &record.Bounds{Low: t.Low, Best: t.Best, High: high}
	return out
}

// byCounter is the latest count of each counter.
func byCounter(standing []record.Figure) []record.ByCounter {
	var out []record.ByCounter
	for _, f := range slices.Backward(standing) {
		if !slices.ContainsFunc(out, func(x record.ByCounter) bool { return slices.Equal(x.By, f.By) }) {
			out = append(out, record.ByCounter{By: f.By, Min: f.Min, Max: f.Max})
		}
	}
	slices.Reverse(out)
	return out
}

// conservative is the number that ACLED would write for one count. The words decide only
// where the bounds are wide: a count that a person corrected has its own number.
func conservative(f record.Figure) *int {
	if f.Min != nil && f.Max != nil && *f.Max < 2**f.Min {
		return f.Min
	}
	words := strings.ToLower(f.Quote)
	for _, w := range []struct {
		word string
		n    int
	}{{"hundreds", 100}, {"dozens", 12}, {"scores", 12}, {"tens", 10}} {
		if strings.Contains(words, w.word) && !strings.Contains(words, "thousand") {
			return &w.n
		}
	}
	return cmp.Or(f.Min, f.Max)
}

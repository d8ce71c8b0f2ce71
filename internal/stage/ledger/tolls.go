package ledger

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// harms are the measures that make a toll; protesters and strikes are counts, not harm.
var harms = []string{"detained", "displaced", "killed", "missing", "wounded"}

// tolls gathers the counts of each harm of each event. Low is the least that any
// count allows and high the most; either is open where the count that goes
// furthest is ("at least 814"). Best is the closest count of the one who names it
// last, a named counter before an unnamed one. The same dead are never added.
func (b *book) tolls() []record.Toll {
	type key struct{ event, measure string }
	series := map[key][]record.Figure{}
	var keys []key
	for _, f := range b.r.Figures {
		k := key{string(f.Event), f.Measure}
		if f.Event == "" || !slices.Contains(harms, f.Measure) {
			continue
		}
		if series[k] == nil {
			keys = append(keys, k)
		}
		series[k] = append(series[k], f)
	}
	var out []record.Toll
	for _, k := range keys {
		t := record.Toll{Event: k.event, Measure: k.measure, Low: low(series[k]), High: high(series[k])}
		for _, f := range series[k] {
			t.Series = append(t.Series, record.FigureRef{Report: f.Report, Start: f.Start, End: f.End})
		}
		best := b.bestFigure(series[k])
		if t.Best = best.Min; t.Best == nil {
			t.Best = best.Max
		}
		counts := "1 count"
		if n := len(series[k]); n > 1 {
			counts = fmt.Sprintf("%d counts", n)
		}
		t.Why = fmt.Sprintf("%s; best is %q of %s", counts, best.Quote, b.counter(best))
		out = append(out, t)
	}
	return out
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

// bestFigure chooses the count to quote: counted by somebody named, exact before
// vague, the latest of these.
func (b *book) bestFigure(figures []record.Figure) record.Figure {
	rank := func(f record.Figure) int {
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
	best := figures[0]
	for _, f := range figures[1:] {
		if rank(f) > rank(best) || rank(f) == rank(best) && f.AsOf > best.AsOf {
			best = f
		}
	}
	return best
}

func (b *book) counter(f record.Figure) string {
	if len(f.By) == 0 {
		return "a counter nobody names, in " + b.outlet(f.Report)
	}
	return b.names(f.By) + ", in " + b.outlet(f.Report)
}

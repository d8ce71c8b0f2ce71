package review

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// retoll takes a corrected count over into the tolls: into the one that holds it, or
// into that of its new harm.
func (l *layer) retoll(before, now record.Figure) {
	at := record.FigureRef{Report: now.Report, Start: now.Start, End: now.End}
	for i := range l.r.Tolls {
		t := &l.r.Tolls[i]
		if t.Measure != before.Measure || !slices.Contains(t.Series, at) {
			continue
		}
		if now.Measure != before.Measure {
			t.Series = slices.DeleteFunc(t.Series, func(x record.FigureRef) bool { return x == at })
		}
		l.reckon(t)
	}
	if now.Measure != before.Measure && now.Event != "" && slices.Contains([]string{"detained", "displaced", "killed", "missing", "wounded"}, now.Measure) {
		l.count(string(now.Event), now.Measure, "", at)
	}
	l.r.Tolls = slices.DeleteFunc(l.r.Tolls, func(t record.Toll) bool { return len(t.Series) == 0 })
}

// count takes a figure into the toll of a happening, which it makes where there is none.
func (l *layer) count(event, measure string, victims record.Nullable, at record.FigureRef) {
	i := slices.IndexFunc(l.r.Tolls, func(t record.Toll) bool {
		return t.Event == event && t.Measure == measure && t.Victims == victims
	})
	if i < 0 {
		l.r.Tolls = append(l.r.Tolls, record.Toll{Event: event, Measure: measure, Victims: victims})
		i = len(l.r.Tolls) - 1
	}
	l.r.Tolls[i].Series = append(l.r.Tolls[i].Series, at)
	l.reckon(&l.r.Tolls[i])
}

// reckon takes low, best and high of a toll anew from its series, by the rules by which
// the reading took them: a later count of one counter replaces the earlier one, the
// same number of one counter counts once, and nothing is ever added.
func (l *layer) reckon(t *record.Toll) {
	hedges := map[record.FigureRef][]string{}
	for _, c := range t.Counts {
		hedges[record.FigureRef{Report: c.Report, Start: c.Start, End: c.End}] = c.Hedges
	}
	figures := l.series(t)
	t.Series, t.Counts = nil, nil
	var standing []record.Figure
	for i, f := range figures {
		at := record.FigureRef{Report: f.Report, Start: f.Start, End: f.End}
		c := record.Count{Report: f.Report, Start: f.Start, End: f.End, By: f.By, AsOf: f.AsOf, Hedges: f.Hedges}
		if h := hedges[at]; len(h) > 0 {
			c.Hedges = h
		}
		for j, g := range figures {
			same := figureBounds(f) == figureBounds(g)
			switch {
			case i == j || len(f.By) == 0 || !slices.Equal(f.By, g.By):
			case same && j < i && c.Repeats == nil:
				c.Repeats = new(j)
			case !same && f.AsOf != "" && g.AsOf > f.AsOf:
				c.SupersededBy = new(j)
			}
		}
		if c.Repeats == nil && c.SupersededBy == nil {
			standing = append(standing, f)
		}
		t.Series, t.Counts = append(t.Series, at), append(t.Counts, c)
	}
	t.Low, t.Best, t.High = nil, nil, nil
	t.Views = record.Views{}
	if len(standing) == 0 {
		return
	}
	bound(t, standing)
	t.Why = fmt.Sprintf("taken anew from %d counts after a decision of the review; counts are never added", len(figures))
}

// series are the figures of a toll, by the day they count for.
func (l *layer) series(t *record.Toll) []record.Figure {
	var out []record.Figure
	for _, f := range l.r.Figures {
		if f.Measure == t.Measure && slices.Contains(t.Series, record.FigureRef{Report: f.Report, Start: f.Start, End: f.End}) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b record.Figure) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.AsOf, "9"), cmp.Or(b.AsOf, "9")), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Start, b.Start))
	})
	return out
}

func figureBounds(f record.Figure) string {
	f.By, f.AsOf, f.Measure = nil, "", ""
	return figureText(f)
}

// bound sets low, best and high from the counts that stand.
func bound(t *record.Toll, standing []record.Figure) {
	best := standing[0]
	openLow, openHigh := false, false
	for _, f := range standing {
		if firm(f) > firm(best) || firm(f) == firm(best) && f.AsOf > best.AsOf {
			best = f
		}
		t.Low, t.High = least(t.Low, f.Min), most(t.High, f.Max)
		t.Views.EveryCasualty = append(t.Views.EveryCasualty, record.ByCounter{By: f.By, Min: f.Min, Max: f.Max})
	}
	for _, f := range standing {
		openLow = openLow || f.Min == nil && f.Max != nil && (t.Low == nil || *f.Max <= *t.Low)
		openHigh = openHigh || f.Max == nil && f.Min != nil && (t.High == nil || *f.Min >= *t.High)
	}
	t.Best = cmp.Or(best.Min, best.Max)
	closed := t.High
	if openHigh {
		for _, f := range standing {
			closed = most(closed, f.Min)
		}
		t.High = nil
	}
	if openLow {
		t.Low = nil
	}
	if t.Measure == "killed" {
		t.Views.UCDP = &record.Bounds{Low: t.Low, Best: t.Best, High: closed}
		for _, f := range standing {
			t.Views.ACLED = least(t.Views.ACLED, cmp.Or(f.Min, f.Max))
		}
	}
}

// firm ranks counts: by somebody named, exact before vague.
func firm(f record.Figure) int {
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

func least(a, b *int) *int {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

func most(a, b *int) *int {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}

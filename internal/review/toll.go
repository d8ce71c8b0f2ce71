package review

import (
	"fmt"
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/record/tally"
)

// retoll takes a corrected count over into the tolls: into the one that holds it, or
// into that of its new harm.
func (l *layer) retoll(before, now record.Figure) {
	at := now.Ref()
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
	if now.Measure != before.Measure && now.Event != "" && tally.Harm(now.Measure) {
		l.count(string(now.Event), now.Measure, "", at)
	}
	l.dropEmptyTolls()
}

// dropEmptyTolls leaves out tolls that lost their last count.
func (l *layer) dropEmptyTolls() {
	l.r.Tolls = slices.DeleteFunc(l.r.Tolls, func(t record.Toll) bool { return len(t.Series) == 0 && t.Measure != record.Casualties })
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
// the reading took them (package tally): a later count of one counter replaces the earlier
// one, the same number of one counter counts once, and nothing is ever added.
func (l *layer) reckon(t *record.Toll) {
	hedges, part := map[record.FigureRef][]string{}, map[record.FigureRef]record.FigureRef{}
	for _, c := range t.Counts {
		at := record.FigureRef{Report: c.Report, Start: c.Start, End: c.End}
		hedges[at] = c.Hedges
		if c.PartOf != nil && *c.PartOf < len(t.Series) {
			part[at] = t.Series[*c.PartOf]
		}
	}
	figures := l.series(t)
	t.Series, t.Counts = nil, nil
	var standing []record.Figure
	for i, f := range figures {
		at := f.Ref()
		c := record.Count{Report: f.Report, Start: f.Start, End: f.End, By: f.By, AsOf: f.AsOf, Hedges: f.Hedges}
		if h := hedges[at]; len(h) > 0 {
			c.Hedges = h
		}
		weigh(&c, i, figures, part[at])
		if c.Repeats == nil && c.SupersededBy == nil && c.PartOf == nil {
			standing = append(standing, f)
		}
		t.Series, t.Counts = append(t.Series, at), append(t.Counts, c)
	}
	t.Low, t.Best, t.High = nil, nil, nil
	t.Views = record.Views{}
	if len(standing) == 0 {
		return
	}
	tally.Take(t, standing)
	t.Why = fmt.Sprintf("taken anew from %d counts after a decision of the review; counts are never added", len(figures))
}

// weigh notes which other count of a series takes the place of count i, gives the same, or
// is the whole of which it is a part.
func weigh(c *record.Count, i int, figures []record.Figure, whole record.FigureRef) {
	f := figures[i]
	for j, g := range figures {
		switch {
		case i == j || len(f.By) == 0 || !slices.Equal(f.By, g.By):
		case tally.SameBounds(f, g) && j < i && c.Repeats == nil:
			c.Repeats = new(j)
		case tally.Replaces(g, f):
			c.SupersededBy = new(j)
		}
		if g.Ref() == whole {
			c.PartOf = new(j)
		}
	}
}

// series are the figures of a toll, by the day they count for.
func (l *layer) series(t *record.Toll) []record.Figure {
	var out []record.Figure
	for _, f := range l.r.Figures {
		if f.Measure == t.Measure && slices.Contains(t.Series, f.Ref()) {
			out = append(out, f)
		}
	}
	tally.Sort(out)
	return out
}

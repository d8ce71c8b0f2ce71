// Package draw works out pictures of the ledger: counts over time, happenings on a
// scale of days and on a map. It gives positions in the units of a drawing, which a
// page writes as SVG; what is known only closely enough is drawn as wide as that.
package draw

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Tick is one mark on a scale.
type Tick struct {
	At   float64
	Name string
}

// Counted is one count in a plot.
type Counted struct {
	X, Top, Bottom float64
	Open           bool // without an upper bound: drawn to the top of the scale
	record.Figure
	Day string // ISO 8601; empty where neither count nor report has a date
}

// Plot shows the counts of one harm over time.
type Plot struct {
	Measure       string
	Width, Height float64
	Left, Base    float64 // where the axes cross
	Days, Numbers []Tick
	Counts        []Counted
	Undated       []record.Figure
}

const (
	plotWidth, plotHeight     = 640, 200
	plotLeft, plotRight       = 64, 24
	plotTop, plotBottom       = 12, 28
	numberTicks, mostDayTicks = 4, 6
)

// NewPlot draws figures of one measure by the day they count for, or else the day
// of their report.
func NewPlot(v *view.View, measure string, figures []record.Figure) Plot {
	p := Plot{Measure: measure, Width: plotWidth, Height: plotHeight, Left: plotLeft, Base: plotHeight - plotBottom}
	top := 0
	var days []time.Time
	for _, f := range figures {
		if f.Min == nil && f.Max == nil {
			continue
		}
		day, _, ok := view.Span(f.AsOf)
		if !ok {
			day, _, ok = view.Span(v.Report(f.Report).Published.Date)
		}
		if !ok {
			p.Undated = append(p.Undated, f)
			continue
		}
		days = append(days, day)
		p.Counts = append(p.Counts, Counted{Figure: f, Day: day.Format(time.DateOnly)})
		for _, n := range []*int{f.Min, f.Max} {
			if n != nil {
				top = max(top, *n)
			}
		}
	}
	if len(days) == 0 {
		return p
	}
	scale := newScale(slices.MinFunc(days, time.Time.Compare), slices.MaxFunc(days, time.Time.Compare), plotLeft+12, plotWidth-plotRight)
	step := niceStep(float64(max(top, 1)) / numberTicks)
	highest := step * math.Ceil(float64(max(top, 1))/step*1.05)
	height := func(n float64) float64 {
		return round(p.Base - n/highest*(p.Base-plotTop))
	}
	for n := 0.0; n <= highest; n += step {
		p.Numbers = append(p.Numbers, Tick{height(n), view.Number(int(n))})
	}
	p.Days = scale.ticks(mostDayTicks)
	for i := range p.Counts {
		c := &p.Counts[i]
		c.X = scale.at(days[i])
		low, high := 0.0, highest
		if c.Min != nil {
			low = float64(*c.Min)
		}
		if c.Max != nil {
			high = float64(*c.Max)
		}
		c.Open = c.Max == nil
		c.Top, c.Bottom = height(high), height(low)
	}
	spread(p.Counts)
	return p
}

// spread puts counts of one day side by side.
func spread(counts []Counted) {
	slices.SortStableFunc(counts, func(a, b Counted) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(b.Bottom, a.Bottom))
	})
	for i := 1; i < len(counts); i++ {
		if counts[i].X < counts[i-1].X+9 {
			counts[i].X = counts[i-1].X + 9
		}
	}
}

// niceStep is the least of 1, 2, 5, 10, 20 … that is not below n.
func niceStep(n float64) float64 {
	for power := 1.0; ; power *= 10 {
		for _, s := range []float64{1, 2, 5} {
			if s*power >= n {
				return s * power
			}
		}
	}
}

// round keeps one digit, so that the same record gives the same drawing everywhere.
func round(x float64) float64 { return math.Round(x*10) / 10 }

// scale places days between two positions.
type scale struct {
	first, last time.Time // last is the day after the last one
	from, to    float64
}

func newScale(first, last time.Time, from, to float64) scale {
	return scale{first, last.AddDate(0, 0, 1), from, to}
}

func (s scale) at(day time.Time) float64 {
	return round(s.from + day.Sub(s.first).Hours()/s.last.Sub(s.first).Hours()*(s.to-s.from))
}

// ticks marks days, the firsts of months, or of years, at most so many.
func (s scale) ticks(most int) []Tick {
	steps := []struct {
		layout                string
		days, months, months0 int
	}{
		{"2 Jan", 1, 0, 0},
		{"2 Jan", 2, 0, 0},
		{"2 Jan", 7, 0, 0},
		{"2 Jan", 14, 0, 0},
		{"Jan 2006", 0, 1, 1},
		{"Jan 2006", 0, 3, 1},
		{"2006", 0, 12, 12},
		{"2006", 0, 60, 12},
		{"2006", 0, 240, 12},
		{"2006", 0, 1200, 12},
	}
	for _, st := range steps {
		day := s.first
		switch st.months0 {
		case 1:
			day = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
		case 12:
			day = time.Date(day.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		}
		var out []Tick
		for ; day.Before(s.last) && len(out) <= most; day = day.AddDate(0, st.months, st.days) {
			if !day.Before(s.first) {
				layout := st.layout
				if layout == "2 Jan" && len(out) == 0 {
					layout = "2 Jan 2006"
				}
				out = append(out, Tick{s.at(day), day.Format(layout)})
			}
		}
		if len(out) <= most && len(out) > 0 {
			return out
		}
	}
	return nil
}

package dossier

import (
	"slices"
	"time"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// timeline draws dated incidents on one scale of days.
type timeline struct {
	Ticks   []tick
	Bars    []dated
	Earlier int // dated incidents that lie before the scale
	Undated int
	Fewer   int // left out because fewer reports tell of them
}

type tick struct {
	At   float64 // percent of the width
	Name string
}

type dated struct {
	Left, Width float64 // percent
	To          string
	Name, Date  string
	Contested   bool
}

const (
	longest  = 366 // days that the scale covers at most
	mostBars = 40
)

// newTimeline places the incidents of the last year before the latest one; it is
// nil where fewer than two have a date.
func newTimeline(v *view.View, rows []view.Row) *timeline {
	type span struct {
		row         view.Row
		first, last time.Time
	}
	t := &timeline{}
	var all []span
	var end time.Time
	for _, r := range rows {
		first, last, ok := view.Span(v.Event(r.ID).Date)
		if !ok {
			t.Undated++
			continue
		}
		all = append(all, span{r, first, last})
		if last.After(end) {
			end = last
		}
	}
	from := end.AddDate(0, 0, -longest)
	shown := slices.DeleteFunc(all, func(s span) bool { return s.first.Before(from) })
	t.Earlier = len(rows) - t.Undated - len(shown)
	if len(shown) < 2 {
		return nil
	}
	if n := len(shown) - mostBars; n > 0 {
		t.Fewer = n
		slices.SortStableFunc(shown, func(a, b span) int { return b.row.Weight - a.row.Weight })
		shown = shown[:mostBars]
	}
	slices.SortStableFunc(shown, func(a, b span) int { return a.first.Compare(b.first) })
	start := shown[0].first
	days := end.Sub(start).Hours()/24 + 1
	percent := func(d time.Time) float64 { return d.Sub(start).Hours() / 24 / days * 100 }
	for _, s := range shown {
		t.Bars = append(t.Bars, dated{
			Left: round(percent(s.first)), Width: round(percent(s.last.AddDate(0, 0, 1)) - percent(s.first)),
			To: s.row.Anchor, Name: view.Line{Cells: s.row.Head}.Text(), Date: s.row.Date.Text, Contested: contested(s.row),
		})
	}
	t.Ticks = ticks(start, days, percent)
	return t
}

// ticks names up to five days of the scale.
func ticks(start time.Time, days float64, percent func(time.Time) float64) []tick {
	var out []tick
	step := max(1, int(days)/5)
	for i := 0; i < int(days) && len(out) < 5; i += step {
		d := start.AddDate(0, 0, i)
		layout := "2 Jan"
		if i == 0 || d.Year() != start.Year() && out[len(out)-1].Name != "" && d.AddDate(0, 0, -step).Year() != d.Year() {
			layout = "2 Jan 2006"
		}
		out = append(out, tick{round(percent(d)), d.Format(layout)})
	}
	return out
}

// round keeps two digits, so that the same record gives the same bytes everywhere.
func round(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

// bar draws the range of a toll on the scale of all tolls of its measure.
type bar struct {
	Left, Width float64 // percent
	Best        float64
	HasBest     bool
	Open        bool // without an upper bound
}

// highest returns the greatest bound of each measure.
func highest(rows []view.Row) map[string]int {
	out := map[string]int{}
	for _, r := range rows {
		if r.Counted == nil {
			continue
		}
		for _, n := range []*int{r.Counted.Low, r.Counted.Best, r.Counted.High} {
			if n != nil {
				out[r.Counted.Measure] = max(out[r.Counted.Measure], *n)
			}
		}
	}
	return out
}

func newBar(t *record.Toll, top map[string]int) *bar {
	if t == nil || top[t.Measure] <= 0 || t.Low == nil && t.High == nil {
		return nil
	}
	percent := func(n int) float64 { return round(float64(max(n, 0)) / float64(top[t.Measure]) * 100) }
	low, high := 0, top[t.Measure]
	if t.Low != nil {
		low = *t.Low
	}
	if t.High != nil {
		high = *t.High
	}
	b := &bar{Left: percent(low), Open: t.High == nil}
	b.Width = max(percent(high)-b.Left, 0)
	if t.Best != nil {
		b.Best, b.HasBest = percent(*t.Best), true
	}
	return b
}

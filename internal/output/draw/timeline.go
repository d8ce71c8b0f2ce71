package draw

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/trucewatch/trucewatch/internal/output/query"
)

// Bar is one happening on the scale of days.
type Bar struct {
	X, Width float64
	Y        float64
	Row      *query.Row
	Wide     bool // the date is a span, or known to the month or year only
}

// Bin stands for many happenings that begin within the same days.
type Bin struct {
	X, Y, Width, Height float64
	N                   int
	From, To            string // ISO 8601 days, both included
}

// Lane holds the happenings of one kind: each as a bar, or, where there are too many
// for that, counted by stretches of days.
type Lane struct {
	Name   string
	Y      float64 // of its top
	Height float64
	Bars   []Bar
	Bins   []Bin
}

// Timeline shows happenings on one scale of days, a lane for each kind.
type Timeline struct {
	Width, Height float64
	Days          []Tick
	Lanes         []Lane
	First, Last   string // ISO 8601 days that the scale covers
	Undated       int
	Outside       int // dated, and not within the scale
	Crowded       int // within the scale, for which no room was left
}

const (
	timeWidth           = 960
	laneLeft            = 84
	barHeight, barGap   = 12, 4
	laneGap, axisHeight = 12, 24
	mostBarRows         = 12
	mostBars            = 240 // of a lane; more are counted
	bins                = 62
	binHeight           = 48
	longestScale        = 366
	narrowest           = 8
	timeTicks           = 8
)

// lanes says what stands in which lane; the first that a happening is decides.
func lanes() []string {
	return []string{"talks", "agreement", "incident", "access", "alleged", "toll", "other"}
}

// NewTimeline draws rows between two days, ISO 8601. Where the days are left open
// it covers the last year before the latest happening that is not to come.
func NewTimeline(x *query.Index, rows []*query.Row, from, to string) Timeline {
	t := Timeline{Width: timeWidth}
	s, ok := t.scale(rows, from, to)
	if !ok {
		t.Undated = len(rows)
		return t
	}
	by := map[string][]*query.Row{}
	for _, r := range rows {
		switch {
		case r.First == "":
			t.Undated++
		case r.Last < t.First || r.First > t.Last:
			t.Outside++
		default:
			by[lane(x, r)] = append(by[lane(x, r)], r)
		}
	}
	y := 4.0
	for _, name := range lanes() {
		if len(by[name]) == 0 {
			continue
		}
		l := Lane{Name: name, Y: y}
		if len(by[name]) > mostBars {
			l.count(by[name], s)
		} else {
			t.Crowded += l.fill(by[name], s)
		}
		y += l.Height + laneGap
		t.Lanes = append(t.Lanes, l)
	}
	t.Height = y + axisHeight
	t.Days = s.ticks(timeTicks)
	return t
}

func lane(x *query.Index, r *query.Row) string {
	kinds := x.Values(r, query.Kind)
	for _, name := range lanes() {
		if slices.Contains(kinds, name) {
			return name
		}
	}
	return "other"
}

// scale chooses the days that are covered.
func (t *Timeline) scale(rows []*query.Row, from, to string) (scale, bool) {
	t.First, t.Last = from, to
	for _, r := range rows {
		if r.First == "" {
			continue
		}
		if to == "" && (r.Status == "occurred" || r.Status == "ongoing" || from != "") {
			t.Last = max(t.Last, r.Last)
		}
	}
	last, err := time.Parse(time.DateOnly, t.Last)
	if err != nil {
		return scale{}, false
	}
	if from == "" {
		earliest := last.AddDate(0, 0, -longestScale).Format(time.DateOnly)
		t.First = t.Last
		for _, r := range rows {
			if r.First >= earliest && r.First < t.First {
				t.First = r.First
			}
		}
	}
	first, err := time.Parse(time.DateOnly, t.First)
	if err != nil || last.Before(first) {
		return scale{}, false
	}
	return newScale(first, last, laneLeft, timeWidth-8), true
}

// Zoomed returns the days made more or fewer around their middle.
func (t Timeline) Zoomed(factor float64) (from, to string) {
	first, last, ok := t.span()
	if !ok {
		return "", ""
	}
	days := last.Sub(first).Hours()/24 + 1
	more := int(math.Round(days * (factor - 1) / 2))
	if factor > 1 {
		more = max(more, 1)
	}
	first, last = first.AddDate(0, 0, -more), last.AddDate(0, 0, more)
	if last.Before(first) {
		last = first
	}
	return first.Format(time.DateOnly), last.Format(time.DateOnly)
}

// Moved returns as many days earlier or later, by a part of their number.
func (t Timeline) Moved(part float64) (from, to string) {
	first, last, ok := t.span()
	if !ok {
		return "", ""
	}
	days := int(math.Round((last.Sub(first).Hours()/24 + 1) * part))
	if days == 0 {
		days = int(math.Copysign(1, part))
	}
	return first.AddDate(0, 0, days).Format(time.DateOnly), last.AddDate(0, 0, days).Format(time.DateOnly)
}

func (t Timeline) span() (first, last time.Time, ok bool) {
	first, err1 := time.Parse(time.DateOnly, t.First)
	last, err2 := time.Parse(time.DateOnly, t.Last)
	return first, last, err1 == nil && err2 == nil
}

// count counts the happenings of a lane by stretches of days.
func (l *Lane) count(rows []*query.Row, s scale) {
	days := max(1, int(math.Ceil(s.last.Sub(s.first).Hours()/24/bins)))
	var starts []string
	for day := s.first; day.Before(s.last); day = day.AddDate(0, 0, days) {
		starts = append(starts, day.Format(time.DateOnly))
	}
	n, top := make([]int, len(starts)), 0
	for _, r := range rows {
		i, exact := slices.BinarySearch(starts, r.First)
		if !exact {
			i = max(i-1, 0)
		}
		n[i]++
		top = max(top, n[i])
	}
	l.Height = binHeight
	for i, start := range starts {
		if n[i] == 0 {
			continue
		}
		first, _ := time.Parse(time.DateOnly, start)
		end := first.AddDate(0, 0, days)
		if end.After(s.last) {
			end = s.last
		}
		height := max(round(float64(n[i])/float64(top)*binHeight), 2)
		l.Bins = append(l.Bins, Bin{
			X: s.at(first), Y: round(l.Y + binHeight - height), Width: max(round(s.at(end)-s.at(first)-1), 1), Height: height,
			N: n[i], From: start, To: end.AddDate(0, 0, -1).Format(time.DateOnly),
		})
	}
}

// fill stacks the bars of a lane so that none hides another, and returns how many
// there was no room for.
func (l *Lane) fill(rows []*query.Row, s scale) (crowded int) {
	slices.SortStableFunc(rows, func(a, b *query.Row) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.ID, b.ID))
	})
	var ends []float64
	for _, r := range rows {
		first, _ := time.Parse(time.DateOnly, r.First)
		last, _ := time.Parse(time.DateOnly, r.Last)
		left := max(s.at(first), s.from)
		width := max(min(s.at(last.AddDate(0, 0, 1)), s.to)-left, narrowest)
		at := slices.IndexFunc(ends, func(end float64) bool { return end+2 <= left })
		if at < 0 {
			if len(ends) == mostBarRows {
				crowded++
				continue
			}
			at = len(ends)
			ends = append(ends, 0)
		}
		ends[at] = left + width
		l.Bars = append(l.Bars, Bar{
			X: left, Width: round(width), Y: l.Y + float64(at)*(barHeight+barGap), Row: r, Wide: r.First != r.Last,
		})
	}
	l.Height = float64(max(len(ends), 1)) * (barHeight + barGap)
	return crowded
}

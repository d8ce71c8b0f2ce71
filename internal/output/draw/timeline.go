package draw

import (
	"cmp"
	"fmt"
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
	all := make([]dated, 0, len(rows))
	for _, r := range rows {
		if first, last := x.Days(r); first != 0 {
			all = append(all, dated{r, first, last})
		}
	}
	s, ok := t.scale(all, from, to)
	if !ok {
		t.Undated = len(rows)
		return t
	}
	t.Undated = len(rows) - len(all)
	names := lanes()
	by, least := make([][]dated, len(names)), x.Least(query.Kind, names)
	first, last := number(t.First), number(t.Last)
	for _, d := range all {
		if d.last < first || d.first > last {
			t.Outside++
			continue
		}
		lane := min(least(d.row), len(names)-1)
		by[lane] = append(by[lane], d)
	}
	y := 4.0
	for i, name := range names {
		if len(by[i]) == 0 {
			continue
		}
		l := Lane{Name: name, Y: y}
		if len(by[i]) > mostBars {
			l.count(by[i], s)
		} else {
			t.Crowded += l.fill(by[i], s)
		}
		y += l.Height + laneGap
		t.Lanes = append(t.Lanes, l)
	}
	t.Height = y + axisHeight
	t.Days = s.ticks(timeTicks)
	return t
}

// dated is a row with its days as numbers, such as 20250713: a hundred thousand of
// these are gone through in a moment.
type dated struct {
	row         *query.Row
	first, last int32
}

// number writes an ISO 8601 day as a number, and written writes it back.
func number(day string) int32 {
	n := int32(0)
	for _, r := range day {
		if r >= '0' && r <= '9' {
			n = n*10 + (r - '0')
		}
	}
	return n
}

func written(day int32) string { return fmt.Sprintf("%04d-%02d-%02d", day/10000, day/100%100, day%100) }

// ordinal is how many days have gone by at a day since a first of March of long ago.
func ordinal(day int32) int {
	y, m, d := int(day/10000), int(day/100%100), int(day%100)
	if m < 3 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d
}

// scale chooses the days that are covered.
func (t *Timeline) scale(all []dated, from, to string) (scale, bool) {
	t.First, t.Last = from, to
	if to == "" {
		latest := int32(0)
		for _, d := range all {
			if d.last > latest && (from != "" || d.row.Status == "occurred" || d.row.Status == "ongoing") {
				latest = d.last
			}
		}
		if latest != 0 {
			t.Last = written(latest)
		}
	}
	last, err := time.Parse(time.DateOnly, t.Last)
	if err != nil {
		return scale{}, false
	}
	if from == "" {
		earliest, first := number(last.AddDate(0, 0, -longestScale).Format(time.DateOnly)), number(t.Last)
		for _, d := range all {
			if d.first >= earliest && d.first < first {
				first = d.first
			}
		}
		t.First = written(first)
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
func (l *Lane) count(rows []dated, s scale) {
	days := max(1, int(math.Ceil(s.last.Sub(s.first).Hours()/24/bins)))
	var starts []string
	for day := s.first; day.Before(s.last); day = day.AddDate(0, 0, days) {
		starts = append(starts, day.Format(time.DateOnly))
	}
	n, top := make([]int, len(starts)), 0
	begin := ordinal(number(starts[0]))
	for _, d := range rows {
		i := min(max(ordinal(d.first)-begin, 0)/days, len(n)-1)
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
func (l *Lane) fill(rows []dated, s scale) (crowded int) {
	slices.SortStableFunc(rows, func(a, b dated) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.row.ID, b.row.ID))
	})
	var ends []float64
	for _, d := range rows {
		r := d.row
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

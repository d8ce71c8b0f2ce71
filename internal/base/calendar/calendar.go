// Package calendar turns the symbols of time expressions into intervals of days.
//
// A symbol is close to a TIMEX3 value (Pustejovsky et al. 2003):
//
//	2025-07-13, 2025-07, 2025     a day, month or year
//	199                           the ten years from 1990
//	XXXX-07-13, XXXX-07           the year is to be found from the publication date
//	XXXX-WXX-2                    the last Tuesday up to publication; +0 the first from publication on,
//	                              +1 the next after it, -1 the last before it
//	2024-SP, XXXX-WI, XXXX-SU-1   a season of the north, winter from the December of its year; -1 the last that is over
//	P-3D, P-1W, P0M, P+1Y         the day, week, month or year that many away from publication
//	A/B                           from the first day of A to the last day of B
//
// Any month, year or decade may end in #early, #mid or #late.
package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Interval is a range of ISO 8601 days, both included.
type Interval struct{ First, Last string }

// layout is the ISO 8601 calendar day.
const layout = "2006-01-02"

// futureWeight makes a year in the past preferred: news tells mostly of what
// has happened, so a future reading must be four times nearer to win.
const futureWeight = 4

// weekDays is the length of a week.
const weekDays = 7

type days struct{ first, last time.Time }

// Relative reports whether a symbol needs a publication date to be placed.
func Relative(symbol string) bool {
	return strings.Contains(symbol, "P") || strings.Contains(symbol, "X")
}

// Anchor places a symbol in time. Published is an ISO day; it may be empty for a
// symbol that is not relative. It reports false when the symbol cannot be placed.
func Anchor(symbol, published string) (Interval, bool) {
	pub, err := time.Parse(layout, published)
	if err != nil && Relative(symbol) {
		return Interval{}, false
	}
	from, to, isRange := strings.Cut(symbol, "/")
	a, ok := place(from, pub)
	if ok && isRange {
		a, ok = until(a, from, to, pub)
	}
	if !ok {
		return Interval{}, false
	}
	return Interval{a.first.Format(layout), a.last.Format(layout)}, true
}

// until lets days last to the end that a symbol gives them. It reports false where that
// lies before them: "July 29 to 3", whose end carries no month.
func until(a days, from, to string, pub time.Time) (days, bool) {
	b, ok := place(to, pub)
	if !ok {
		return days{}, false
	}
	turned := b.last.Before(a.first) && strings.Contains(from, "-WXX-") && strings.Contains(to, "-WXX-")
	switch {
	case turned && a.first.Equal(pub) && a.first.Weekday() == time.Saturday:
		a.first = a.first.AddDate(0, 0, -weekDays) // told on a Saturday, "the weekend" is the one that is over
	case turned:
		b.last = b.last.AddDate(0, 0, weekDays)
	}
	if b.last.Before(a.first) {
		return days{}, false
	}
	a.last = b.last
	return a, true
}

func place(symbol string, pub time.Time) (days, bool) {
	symbol, part, _ := strings.Cut(symbol, "#")
	var d days
	var ok bool
	switch {
	case strings.HasPrefix(symbol, "P"):
		d, ok = offset(symbol[1:], pub)
	case strings.HasPrefix(symbol, "XXXX-WXX-"):
		d, ok = weekday(symbol[len("XXXX-WXX-"):], pub)
	case strings.HasPrefix(symbol, "XXXX-"):
		d, ok = yearless(symbol[len("XXXX-"):], pub)
	default:
		d, ok = absolute(symbol)
	}
	if ok && part != "" {
		d = third(d, part)
	}
	return d, ok
}

// absolute reads a year, month or day.
func absolute(s string) (days, bool) {
	switch len(s) {
	case 3:
		t, err := time.Parse("2006", s+"0")
		return days{t, t.AddDate(10, 0, -1)}, err == nil
	case 4:
		t, err := time.Parse("2006", s)
		return days{t, t.AddDate(1, 0, -1)}, err == nil
	case 7:
		if k := strings.Index("SPSUFAWI", s[5:]); k >= 0 && k%2 == 0 {
			const spring, season = 2, 3 // months
			t, err := time.Parse("2006", s[:4])
			first := t.AddDate(0, spring+season*(k/2), 0)
			return days{first, first.AddDate(0, season, -1)}, err == nil && s[4] == '-'
		}
		t, err := time.Parse("2006-01", s)
		return days{t, t.AddDate(0, 1, -1)}, err == nil
	}
	t, err := time.Parse(layout, s)
	return days{t, t}, err == nil
}

// yearless finds the year that puts a month or day nearest to publication.
func yearless(s string, pub time.Time) (best days, found bool) {
	least := 0.0
	s, over := strings.CutSuffix(s, "-1")
	for y := pub.Year() - 2; y <= pub.Year()+1; y++ {
		d, ok := absolute(fmt.Sprintf("%04d-%s", y, s))
		if !ok || over && !d.last.Before(pub) {
			continue
		}
		distance := 0.0
		if d.last.Before(pub) {
			distance = pub.Sub(d.last).Hours()
		} else if d.first.After(pub) {
			distance = d.first.Sub(pub).Hours() * futureWeight
		}
		if !found || distance < least {
			best, least, found = d, distance, true
		}
	}
	return best, found
}

// weekday reads "2", "2+0", "2+1" or "2-1"; Monday is 1 and Sunday 7.
func weekday(s string, pub time.Time) (days, bool) {
	if len(s) == 0 {
		return days{}, false
	}
	want := int(s[0] - '0')
	if want < 1 || want > weekDays {
		return days{}, false
	}
	have := (int(pub.Weekday())+weekDays-1)%weekDays + 1
	back := (have - want + weekDays) % weekDays
	t := pub.AddDate(0, 0, -back)
	switch s[1:] {
	case "":
	case "+0":
		if back > 0 {
			t = t.AddDate(0, 0, weekDays)
		}
	case "+1":
		t = t.AddDate(0, 0, weekDays)
	case "-1":
		if back == 0 {
			t = t.AddDate(0, 0, -weekDays)
		}
	default:
		return days{}, false
	}
	return days{t, t}, true
}

// offset reads "-3D", "0W", "+1M" and so on.
func offset(s string, pub time.Time) (days, bool) {
	if len(s) < 2 {
		return days{}, false
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	if err != nil || n > 9999 || n < -9999 {
		return days{}, false
	}
	switch s[len(s)-1] {
	case 'D':
		t := pub.AddDate(0, 0, n)
		return days{t, t}, true
	case 'W':
		monday := pub.AddDate(0, 0, -((int(pub.Weekday())+6)%7)+7*n)
		return days{monday, monday.AddDate(0, 0, 6)}, true
	case 'M':
		first := time.Date(pub.Year(), pub.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		return days{first, first.AddDate(0, 1, -1)}, true
	case 'Y':
		first := time.Date(pub.Year()+n, 1, 1, 0, 0, 0, 0, time.UTC)
		return days{first, first.AddDate(1, 0, -1)}, true
	}
	return days{}, false
}

// third narrows an interval to its early, middle or late third.
func third(d days, part string) days {
	n := int(d.last.Sub(d.first).Hours()/24) + 1
	a, b := n/3, 2*n/3
	switch part {
	case "early":
		d.last = d.first.AddDate(0, 0, max(a-1, 0))
	case "mid":
		d.first, d.last = d.first.AddDate(0, 0, a), d.first.AddDate(0, 0, max(b-1, a))
	case "late":
		d.first = d.first.AddDate(0, 0, b)
	}
	return d
}

// Format writes an interval as the record does: the shortest of year, month and
// day that says it exactly, or two days with a slash.
func (i Interval) Format() string {
	if i.First == i.Last {
		return i.First
	}
	for _, n := range []int{7, 4} {
		if len(i.First) >= n && len(i.Last) >= n && i.First[:n] == i.Last[:n] {
			if d, ok := absolute(i.First[:n]); ok && d.first.Format(layout) == i.First && d.last.Format(layout) == i.Last {
				return i.First[:n]
			}
		}
	}
	return i.First + "/" + i.Last
}

// Parse reads what Format writes.
func Parse(s string) (Interval, bool) {
	if Number(s) > 0 { // most dates are days
		return Interval{s, s}, true
	}
	return Anchor(s, "")
}

// Overlaps reports whether two intervals share a day.
func (i Interval) Overlaps(o Interval) bool { return i.First <= o.Last && o.First <= i.Last }

// Days returns the number of days in the interval, or 0 when it is malformed.
func (i Interval) Days() int {
	a, b := Number(i.First), Number(i.Last)
	if a == 0 || b == 0 {
		return 0
	}
	return b - a + 1
}

// Number counts an ISO 8601 day from the first of January of the year 1, which is
// 1; it returns 0 for what is no day, and for days before that one. Linking asks it
// for every pair of mentions, so it is reckoned without [time.Parse].
func Number(day string) int {
	if len(day) != len(layout) || day[4] != '-' || day[7] != '-' {
		return 0
	}
	year, month, of := digits(day[:4]), digits(day[5:7]), digits(day[8:])
	if year < 1 || month < 1 || month > 12 || of < 1 || of > daysOf(year, month) {
		return 0
	}
	before := year - 1
	n := before*365 + before/4 - before/100 + before/400 + of
	for m := 1; m < month; m++ {
		n += daysOf(year, m)
	}
	return n
}

// digits reads a number of decimal digits; -1 where there is anything else.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// daysOf returns the length of a month.
func daysOf(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Gap returns how many days lie between two intervals; 0 when they overlap or touch.
func (i Interval) Gap(o Interval) int {
	if i.Overlaps(o) {
		return 0
	}
	if o.Last < i.First {
		i, o = o, i
	}
	return max((Interval{i.Last, o.First}).Days()-2, 0)
}

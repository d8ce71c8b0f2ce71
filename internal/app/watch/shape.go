package watch

import (
	"fmt"
	"time"

	"github.com/trucewatch/trucewatch/internal/store"
)

// Promise is what an outlet's reports are known to carry: the share of them, in
// percent, with a date and with a byline; 0 where nothing is promised.
type Promise struct{ Dated, Signed int }

// Shape is what a feed gave of late and before, with what is odd about it.
type Shape struct {
	PerDay   float64  // versions kept a day, over the last days in which it was asked
	Taken    int      // of late
	Dated    int      // percent of these with a date
	Signed   int      // percent with a byline
	Warnings []string // in plain words, each with what to do
}

// How much must be there before a feed is said to have changed.
const (
	lateDays   = 7  // how far back "of late" reaches
	enoughLate = 10 // reports of late
	enoughOld  = 20 // reports before
	drop       = 30 // points of percent
	silentDays = 5
)

// ShapeOf holds the counts of one feed, which are in order of day, against what its
// outlet promises and against its own history.
func ShapeOf(days []store.Day, promise Promise, now time.Time) Shape {
	since := store.DayOf(now.AddDate(0, 0, 1-lateDays))
	var late, old store.Day
	oldDays, lateDaysSeen, last := 0, 0, ""
	for _, d := range days {
		to := &old
		if d.Date >= since {
			to = &late
			lateDaysSeen++
		} else {
			oldDays++
		}
		to.Taken, to.Dated, to.Signed, to.Found, to.Polls = to.Taken+d.Taken, to.Dated+d.Dated, to.Signed+d.Signed, to.Found+d.Found, to.Polls+d.Polls
		if d.Found > 0 {
			last = d.Date
		}
	}
	s := Shape{Taken: late.Taken, Dated: percent(late.Dated, late.Taken), Signed: percent(late.Signed, late.Taken)}
	if lateDaysSeen > 0 {
		s.PerDay = float64(late.Taken) / float64(lateDaysSeen)
	}
	if late.Taken >= enoughLate {
		s.compare("a date", s.Dated, promise.Dated, old.Dated, old.Taken)
		s.compare("a byline", s.Signed, promise.Signed, old.Signed, old.Taken)
	}
	if oldDays > 0 && old.Found >= oldDays && last != "" && last <= store.DayOf(now.AddDate(0, 0, -silentDays)) && late.Polls > 0 {
		s.Warnings = append(s.Warnings, fmt.Sprintf("it answers but has listed nothing new since %s, where it listed %d a day before: look whether it has moved", last, old.Found/oldDays))
	}
	return s
}

// compare warns when fewer reports carry something than were promised, or than did before.
func (s *Shape) compare(what string, now, promised, before, of int) {
	switch {
	case promised > 0 && now < promised:
		s.Warnings = append(s.Warnings, fmt.Sprintf("%d of 100 reports carry %s, where the profile of the outlet promises %d: look whether its pages have changed", now, what, promised))
	case of >= enoughOld && now < percent(before, of)-drop:
		s.Warnings = append(s.Warnings, fmt.Sprintf("%d of 100 reports carry %s, where %d did before: look whether its pages have changed", now, what, percent(before, of)))
	}
}

func percent(part, of int) int {
	if of == 0 {
		return 0
	}
	return 100 * part / of
}

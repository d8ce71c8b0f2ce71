package book

import (
	"time"

	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Meets reports whether two dates may be of one time: they overlap, or one is not known.
func Meets(a, b record.Nullable) bool {
	x, okX := calendar.Parse(string(a))
	y, okY := calendar.Parse(string(b))
	return !okX || !okY || x.Overlaps(y)
}

// Within reports whether a day lies no more than so many days behind a date.
func Within(date, day record.Nullable, days int) bool {
	a, okA := calendar.Parse(string(date))
	b, okB := calendar.Parse(string(day))
	return okA && okB && a.First <= b.Last && a.Gap(b) < days
}

// Near reports whether two dates lie no more than so many days apart, whichever comes first.
func Near(a, b record.Nullable, days int) bool {
	return Within(a, b, days) || Within(b, a, days)
}

// OneDay reports whether a date is a day, and no longer time.
func OneDay(date record.Nullable) bool { return len(date) == len(time.DateOnly) }

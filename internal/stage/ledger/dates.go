package ledger

import (
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/record"
)

// meets reports whether two dates may be of one time: they overlap, or one is not known.
func meets(a, b record.Nullable) bool {
	x, okX := calendar.Parse(string(a))
	y, okY := calendar.Parse(string(b))
	return !okX || !okY || x.Overlaps(y)
}

// within reports whether a day lies no more than so many days behind a date.
func within(date, day record.Nullable, days int) bool {
	a, okA := calendar.Parse(string(date))
	b, okB := calendar.Parse(string(day))
	return okA && okB && a.First <= b.Last && a.Gap(b) < days
}

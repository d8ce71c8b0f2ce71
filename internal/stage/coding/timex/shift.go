package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
)

// isoDay is the layout of an ISO 8601 calendar day.
const isoDay = "2006-01-02"

// Shift counts an expression such as "two days earlier" (P-2D) from the day of
// another expression. It reports false where either is no number of days.
func Shift(w, from trucewatch.When) (trucewatch.When, bool) {
	n, ok := daysOf(w.Relative)
	if !ok {
		return w, false
	}
	const weekday, yearless = "XXXX-WXX-", "XXXX-"
	w.Relative, w.First, w.Last, w.Precision = "", "", "", trucewatch.Day
	if day, err := time.Parse(isoDay, from.First); err == nil {
		w.First = day.AddDate(0, 0, n).Format(isoDay)
		w.Last = w.First
		return w, from.First == from.Last
	}
	if away, ok := daysOf(from.Relative); ok {
		w.Relative = fmt.Sprintf("P%+dD", away+n)
		return w, true
	}
	if day, ok := strings.CutPrefix(from.Relative, weekday); ok && len(day) == 1 && n > -7 && n < 7 {
		w.Relative = weekday + strconv.Itoa((int(day[0]-'1')+n+7)%7+1)
		return w, true
	}
	if day, err := time.Parse(isoDay, "2025-"+strings.TrimPrefix(from.Relative, yearless)); err == nil {
		w.Relative = yearless + day.AddDate(0, 0, n).Format("01-02")
		return w, true
	}
	return w, false
}

// daysOf reads "P-2D", "P0D" or "P+1D".
func daysOf(symbol string) (int, bool) {
	number, ok := strings.CutSuffix(strings.TrimPrefix(symbol, "P"), "D")
	if !ok || !strings.HasPrefix(symbol, "P") {
		return 0, false
	}
	n, err := strconv.Atoi(number)
	return n, err == nil
}

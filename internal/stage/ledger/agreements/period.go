package agreements

import (
	"strconv"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/record"
)

// lasting is the interval from a day on that some words like "three days" or "72-hour"
// measure; "" where the day is not known to the day.
func lasting(from record.Nullable, words string) record.Nullable {
	start, ok := calendar.Parse(string(from))
	day, err := time.Parse(time.DateOnly, start.First)
	if !ok || err != nil || start.First != start.Last {
		return ""
	}
	part := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return r == '-' || r == ' ' || r == '\n' })
	if len(part) != 2 {
		return ""
	}
	n, err := strconv.Atoi(part[0])
	if err != nil {
		n = numbers()[part[0]]
	}
	if n <= 0 {
		return ""
	}
	switch strings.TrimSuffix(part[1], "s") {
	case "hour":
		day = day.AddDate(0, 0, (n+23)/24-1)
	case "day":
		day = day.AddDate(0, 0, n-1)
	case "week":
		day = day.AddDate(0, 0, 7*n-1)
	case "month":
		day = day.AddDate(0, n, -1)
	case "year":
		day = day.AddDate(n, 0, -1)
	default:
		return ""
	}
	return record.Nullable(calendar.Interval{First: start.First, Last: day.Format(time.DateOnly)}.Format())
}

// numbers are the words of number that periods are given in.
func numbers() map[string]int {
	return map[string]int{
		"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
		"twelve": 12, "fourteen": 14, "thirty": 30, "sixty": 60, "ninety": 90,
	}
}

package evaluate

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// interval is a range of days, numbered from the beginning of the calendar.
type interval struct{ first, last int }

var errDate = errors.New("not a date")

// days returns the days that an ISO 8601 day, month, year or interval covers.
func days(date string) (interval, error) {
	first, _, _ := strings.Cut(date, "/")
	last := date[strings.LastIndexByte(date, '/')+1:]
	a, err := point(first)
	if err != nil {
		return interval{}, err
	}
	b, err := point(last)
	if err != nil {
		return interval{}, err
	}
	return interval{a.first, b.last}, nil
}

func point(date string) (interval, error) {
	parts := strings.Split(date, "-")
	numbers := []int{1, 1, 1}
	if len(parts) > len(numbers) {
		return interval{}, errDate
	}
	for i, p := range parts {
		n, err := strconv.Atoi(strings.TrimSpace(p))
		if err != nil {
			return interval{}, errDate
		}
		numbers[i] = n
	}
	year, month := numbers[0], numbers[1]
	first, err := ordinal(year, month, numbers[2])
	if err != nil {
		return interval{}, err
	}
	last := first
	switch len(parts) {
	case 1:
		last, err = ordinal(year, 12, 31)
	case 2:
		last, err = ordinal(year+month/12, month%12+1, 1)
		last--
	}
	return interval{first, last}, err
}

func ordinal(year, month, day int) (int, error) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1 || year > 9999 || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return 0, errDate
	}
	const secondsPerDay = 24 * 60 * 60
	return int(t.Unix() / secondsPerDay), nil
}

// dateRight reports whether a predicted date overlaps the gold one and is at most
// twice as wide, and a day: no vaguer, and not elsewhere.
func dateRight(predicted, gold string) bool {
	p, err := days(predicted)
	if err != nil {
		return false
	}
	g, err := days(gold)
	if err != nil {
		return false
	}
	return p.first <= g.last && g.first <= p.last && p.last-p.first <= 2*(g.last-g.first)+1
}

package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
)

// published weighs the evidence for the day a report came out. What is given beside
// the text goes before what the text states; a date of publication before one of an
// update; a dateline without a year counts only where the address tells the year.
func (r *Rules) published(d draft, found []finding, k *collector) trucewatch.Published {
	given := d.dates
	inURL, monthInURL := urlDate(d.url)
	if inURL != "" {
		given = append(slices.Clip(given), evidence{inURL, "the address has " + urlWords(d.url)})
	}
	if len(given) > 0 {
		disagree(d.where, given, k)
		return trucewatch.Published{Date: given[0].date, Basis: trucewatch.Given, Why: given[0].why}
	}
	why := "no date in side file, address or page, nor in head or tail of the text"
	for _, kind := range []string{"published", "updated", "day"} {
		for _, f := range found {
			if f.gives != kind {
				continue
			}
			date, problem := stated(f, monthInURL)
			if date != "" {
				return trucewatch.Published{Date: date, Basis: trucewatch.Stated, Why: fmt.Sprintf("%q (%s)", f.words, f.rule)}
			}
			why = fmt.Sprintf("%q (%s): %s", f.words, f.rule, problem)
		}
	}
	return trucewatch.Published{Why: why}
}

// stated reads the date of a finding, or says why it cannot be read.
func stated(f finding, monthInURL string) (date, problem string) {
	if f.gives != "day" {
		return parseDate(f.words)
	}
	if monthInURL == "" {
		return "", "the year is not stated"
	}
	date, problem = parseDate(f.words + " " + monthInURL[:4])
	if date != "" && date[:7] != monthInURL {
		return "", "the address names another month"
	}
	return date, problem
}

// disagree raises an issue when two dates given for one report lie more than a day
// apart: outlets move pages, and side files are written by hand.
func disagree(where string, given []evidence, k *collector) {
	first, err := time.Parse(time.DateOnly, given[0].date)
	if err != nil {
		return
	}
	for _, g := range given[1:] {
		other, err := time.Parse(time.DateOnly, g.date)
		const slack = 36 * time.Hour
		if err == nil && other.Sub(first).Abs() > slack {
			k.add(where, "dates of publication disagree: "+given[0].date+" was used", given[0].why+"; but "+g.why+" ("+g.date+")")
			return
		}
	}
}

// urlDate finds /2020/03/04/ or 2020-03-04 in an address, and the month where only
// that is told, as in /2020/03/.
func urlDate(address string) (day, month string) {
	y, m, d := urlParts(address)
	if m == 0 {
		return "", ""
	}
	month = fmt.Sprintf("%04d-%02d", y, m)
	if d == 0 {
		return "", month
	}
	return calendarDay(y, m, d), month
}

func urlWords(address string) string {
	y, m, d := urlParts(address)
	return fmt.Sprintf("the day %04d-%02d-%02d", y, m, d)
}

// urlParts reads year, month and day from the path of an address; zero is missing.
func urlParts(address string) (y, m, d int) {
	_, path, ok := strings.Cut(address, "://")
	if ok {
		_, path, _ = strings.Cut(path, "/")
	} else {
		path = address
	}
	path, _, _ = strings.Cut(path, "?")
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '-' || r == '_' })
	for i := 0; i+1 < len(parts); i++ {
		y, m := year(parts[i]), monthNumber(parts[i+1])
		if y == 0 || m == 0 {
			continue
		}
		if i+2 < len(parts) {
			d, _ = strconv.Atoi(parts[i+2])
		}
		if len(parts[min(i+2, len(parts)-1)]) > 2 || calendarDay(y, m, d) == "" {
			d = 0
		}
		return y, m, d
	}
	return 0, 0, 0
}

// year reads a year in which news was written, or zero.
func year(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || n < 1900 || n > 2100 {
		return 0
	}
	return n
}

// monthNumber reads "3", "03", "mar" or "March"; zero is none.
func monthNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		if n >= 1 && n <= 12 && len(s) <= 2 {
			return n
		}
		return 0
	}
	s = strings.ToLower(s)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if len(s) >= 3 && (strings.HasPrefix(name, s) || s == "sept" && m == time.September) {
			return int(m)
		}
	}
	return 0
}

// calendarDay formats a day that exists, or returns nothing.
func calendarDay(y, m, d int) string {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if m < 1 || m > 12 || t.Day() != d || y < 1900 || y > 2100 {
		return ""
	}
	return t.Format(time.DateOnly)
}

// parseDate reads a date in one of the forms of fullDate. The time of day and its
// zone are left aside: the day is the one the outlet wrote.
func parseDate(s string) (date, problem string) {
	s, _, _ = strings.Cut(s, "T0")
	s, _, _ = strings.Cut(s, "T1")
	s, _, _ = strings.Cut(s, "T2")
	var numbers []int
	y, m, yearFirst := 0, 0, false
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t-/.,", r) }) {
		if n := year(w); n != 0 {
			y, yearFirst = n, len(numbers) == 0 && m == 0
			continue
		}
		if n, err := strconv.Atoi(strings.TrimRight(strings.ToLower(w), "stndrh")); err == nil {
			numbers = append(numbers, n)
		} else if n := monthNumber(w); n != 0 && m == 0 {
			m = n
		}
	}
	switch {
	case y == 0:
		return "", "the year is not one in which news was written"
	case m != 0 && len(numbers) == 1:
		return existing(y, m, numbers[0])
	case len(numbers) != 2:
		return "", "it is no full date"
	case yearFirst:
		return existing(y, numbers[0], numbers[1])
	case numbers[0] > 12 || numbers[0] == numbers[1]:
		return existing(y, numbers[1], numbers[0])
	case numbers[1] > 12:
		return existing(y, numbers[0], numbers[1])
	}
	return "", "day and month cannot be told apart"
}

func existing(y, m, d int) (date, problem string) {
	if date = calendarDay(y, m, d); date == "" {
		return "", "there is no such day"
	}
	return date, ""
}

// stamp reads a date field given beside a text: ISO 8601, RFC 1123, words, or the
// seconds or milliseconds of the Unix clock.
func (r *Rules) stamp(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 200 {
		return ""
	}
	if w := r.date.FindString(s); w != "" {
		date, _ := parseDate(w)
		return date
	}
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err == nil && len(s) == 8:
		date, _ := existing(int(n/10000), int(n/100%100), int(n%100))
		return date
	case err == nil && len(s) == 13:
		return dayOf(time.UnixMilli(n))
	case err == nil && (len(s) == 10 || len(s) == 9):
		return dayOf(time.Unix(n, 0))
	}
	return ""
}

// dayOf is the day of an instant in universal time, if news was written then.
func dayOf(t time.Time) string {
	y, m, d := t.UTC().Date()
	return calendarDay(y, int(m), d)
}

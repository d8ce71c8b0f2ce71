package feed

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Date reads a date as feeds write it: RFC 822, RFC 850 and RFC 1123 with their
// commonest faults, ISO 8601 and RFC 3339 also cut short, the form of C, months in
// words before or behind the day, and seconds or milliseconds of the Unix clock. The
// date keeps its zone, so that its day is the one the outlet wrote; without one it
// counts as UTC. Where day and month are both numbers that could
// be either, it says so instead of guessing.
func Date(s string) (t time.Time, problem string) {
	const far = 100
	s = strings.TrimSpace(s)
	if s == "" || len(s) > far {
		return time.Time{}, "it is no date"
	}
	if t, ok := unix(s); ok {
		return t, ""
	}
	s = glued.ReplaceAllString(isoT.ReplaceAllString(s, "${1}T$2"), "$1 $2")
	s = yearLast.ReplaceAllString(spaced(s), "$1 $3 $2")
	s, offset := zone(s)
	for _, layout := range layouts() {
		if t, err := time.Parse(layout, s); err == nil {
			return in(t, offset), ""
		}
	}
	return numeric(s, offset)
}

// in puts a reading of the clock into its zone.
func in(t time.Time, offset time.Duration) time.Time {
	if offset == 0 {
		return t.UTC()
	}
	return t.Add(-offset).In(time.FixedZone("", int(offset.Seconds())))
}

// layouts are what is left of a date once weekday, commas, zone and fractions are gone.
var layouts = sync.OnceValue(func() []string {
	var out []string
	for _, day := range []string{
		"2 Jan 2006", "2006-1-2", "2 January 2006", "Jan 2 2006", "January 2 2006", "2006/1/2", "2006.1.2", "2 Jan 06", "2-Jan-06", "2-Jan-2006",
		"20060102", "2006 Jan 2", "2006 January 2",
	} {
		for _, clock := range []string{" 15:4:5", "T15:4:5", " 15:4", " 3:04:05 PM", " 3:04 PM", "", "T15:4", "T150405", " 15"} {
			out = append(out, day+clock)
		}
	}
	return append(out, "Jan 2 15:4:5 2006", "January 2 15:4:5 2006", "Jan 2 15:4 2006", "15:4 2 Jan 2006", "15:4 2 January 2006", "2006-1", "2006")
})

// spaced takes off weekday and ordinals, and puts single spaces for commas.
func spaced(s string) string {
	s = strings.NewReplacer(",", " ", "\u00a0", " ", "\u202f", " ", "\u2009", " ", " at ", " ", " um ", " ", "a.m.", "AM", "p.m.", "PM").Replace(s)
	words := strings.Fields(s)
	if len(words) > 1 && weekday(words[0]) {
		words = words[1:]
	}
	for i, w := range words {
		low := strings.ToLower(strings.Trim(w, "."))
		switch {
		case low == "sept":
			words[i] = "Sep"
		case low == "am" || low == "pm":
			words[i] = strings.ToUpper(low)
		case ordinal.MatchString(low):
			words[i] = low[:len(low)-2]
		case len(low) >= 3 && low[0] >= 'a' && low[0] <= 'z':
			words[i] = strings.TrimSuffix(w, ".")
		}
	}
	return strings.Join(words, " ")
}

var ordinal = regexp.MustCompile(`^[0-9]{1,2}(st|nd|rd|th)$`)

// weekday reports whether a word is the name of a day, in full or cut short.
func weekday(w string) bool {
	low := strings.ToLower(strings.Trim(w, ".|-"))
	for d := range 7 {
		name := strings.ToLower(time.Weekday(d).String())
		if len(low) >= 3 && strings.HasPrefix(name, low) || low == "tues" || low == "thurs" {
			return true
		}
	}
	return false
}

// zone cuts the zone off the end of a date and returns its offset from UTC. Fractions
// of a second go with it.
func zone(s string) (rest string, offset time.Duration) {
	s = comment.ReplaceAllString(s, "")
	s, name := nameOfZone(s)
	if at := strings.LastIndexAny(s, "+-\u2212"); at >= 0 && clock.MatchString(s[:at]) {
		if m := numericZone.FindStringSubmatch(s[at:]); m != nil {
			h, _ := strconv.Atoi(m[1])
			n, _ := strconv.Atoi(m[2])
			offset = time.Duration(h)*time.Hour + time.Duration(n)*time.Minute
			if s[at] != '+' {
				offset = -offset
			}
			s, _ = nameOfZone(strings.TrimRight(s[:at], " :+-")) // "GMT+0100", "EST -0500", "--0700"
			name = ""
		}
	}
	if name != "" {
		offset, _ = zoneOffset(name)
	}
	return strings.TrimSpace(fraction.ReplaceAllString(strings.TrimSpace(s), "$1")), offset
}

// nameOfZone cuts the name of a known zone off the end of a date.
func nameOfZone(s string) (rest, name string) {
	m := namedZone.FindStringSubmatchIndex(s)
	if m == nil {
		return s, ""
	}
	name = s[m[2]:m[3]]
	if _, known := zoneOffset(name); !known {
		return s, ""
	}
	return strings.TrimSpace(s[:m[2]]), name
}

var (
	// clock is a time of day: the sign of a date without one is no zone.
	clock       = regexp.MustCompile(`:\d|T\d{4}`)
	numericZone = regexp.MustCompile(`^[+\x{2212}-](\d{1,2}):?(\d{2})?(?::\d{2})?$`)
	namedZone   = regexp.MustCompile(`(?:\d|\s)([A-Za-z]{1,5})$`)
	comment     = regexp.MustCompile(`\s*\([^)]*\)$`)
	isoT        = regexp.MustCompile(`(\d)t(\d)`)
	glued       = regexp.MustCompile(`(?i)(:\d\d)([ap]m)\b`)
	yearLast    = regexp.MustCompile(`(:\d{1,2}) ([A-Z]{1,5}) (\d{4})$`) // date(1): "16:05:30 UTC 2026"
	fraction    = regexp.MustCompile(`(:\d{1,2}|T\d{6})[.,]\d+$`)
)

// zoneOffset knows the names that feeds use. Where one name has several meanings the
// North American or West European one is taken, as feed readers do.
func zoneOffset(name string) (time.Duration, bool) {
	hours := map[string]float64{
		"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
		"bst": 1, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3, "idt": 3, "irst": 3.5, "gst": 4,
		"aft": 4.5, "pkt": 5, "ist": 5.5, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
	}
	h, known := hours[strings.ToLower(name)]
	return time.Duration(h * float64(time.Hour)), known
}

// unix reads seconds or milliseconds since 1970.
func unix(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err == nil && len(s) == 10:
		return time.Unix(n, 0).UTC(), true
	case err == nil && len(s) == 13:
		return time.UnixMilli(n).UTC(), true
	}
	return time.Time{}, false
}

var numbers = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T-]+(.*))?$`)

// numeric reads 31.12.2026 and 12/31/2026, where one of the first two can only be the
// day.
func numeric(s string, offset time.Duration) (time.Time, string) {
	m := numbers.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, "it is in no known form"
	}
	day, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	switch {
	case strings.Contains(s, "."), day > 12, day == month: // dots stand behind the day
	case month > 12:
		day, month = month, day
	default:
		return time.Time{}, "day and month cannot be told apart"
	}
	clock := strings.TrimSpace(m[4])
	for _, layout := range []string{"15:4:5", "15:4", "3:04:05 PM", "3:04 PM", ""} {
		t, err := time.Parse("2006-1-2 "+layout, m[3]+"-"+strconv.Itoa(month)+"-"+strconv.Itoa(day)+" "+clock)
		if err == nil {
			return in(t, offset), ""
		}
	}
	return time.Time{}, "there is no such day or time"
}

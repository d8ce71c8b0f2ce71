package field

import "time"

// The scales of the formats are all read off one radius, in kilometres, and off one
// interval of days, so that they never contradict each other.

// UCDPWhere is UCDP's where_prec: 1 exact, 2 within about 25 km, 3 second-order and
// 4 first-order division, 6 country; 0 where the position is not known. 5 (a line)
// and 7 (sea and air) are never given.
func UCDPWhere(s Spot) int {
	r, ok := s.radius()
	switch {
	case !ok:
		return 0
	case s.State:
		return 6
	case r <= 5:
		return 1
	case r <= 25:
		return 2
	case r <= 60:
		return 3
	case r <= 150:
		return 4
	}
	return 6
}

// ACLEDWhere is ACLED's geo_precision: 1 a town, 2 part of a region or near a town,
// 3 a larger region; 0 where the position is not known.
func ACLEDWhere(s Spot) int {
	r, ok := s.radius()
	switch {
	case !ok:
		return 0
	case s.State || r > 50:
		return 3
	case r <= 15:
		return 1
	}
	return 2
}

// PLOVERWhere is PLOVER's resolution: 5 part of a city, 4 city, 3 district,
// 2 province, 1 country; 0 where the position is not known.
func PLOVERWhere(s Spot) int {
	r, ok := s.radius()
	switch {
	case !ok:
		return 0
	case s.State:
		return 1
	case r <= 1:
		return 5
	case r <= 15:
		return 4
	case r <= 60:
		return 3
	case r <= 150:
		return 2
	}
	return 1
}

// UCDPDate is UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a
// month, 5 longer; 0 where there is no date.
func UCDPDate(w When) int {
	switch {
	case w.Days == 0:
		return 0
	case w.Days == 1:
		return 1
	case w.Days <= 6:
		return 2
	case w.Days == 7:
		return 3
	case w.Days <= 31:
		return 4
	}
	return 5
}

// ACLEDDate is ACLED's time_precision: 1 a day, 2 up to a week, 3 up to a month; 0
// where the date is not known as well as that.
func ACLEDDate(w When) int {
	switch {
	case w.Days == 1:
		return 1
	case w.Days > 1 && w.Days <= 7:
		return 2
	case w.Days > 7 && w.Days <= 31:
		return 3
	}
	return 0
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

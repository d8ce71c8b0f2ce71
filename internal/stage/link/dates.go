package link

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// ballot counts, for one undated report, what speaks for each day.
type ballot map[string][]string // day to reasons, one for each point

// The points of one pair of mentions: a day that both give, or a weekday that one
// gives of what the other tells without a date.
const (
	pointsSameDay = 3
	pointsWeekday = 1
	pointsNeeded  = 3
)

// inferPublished finds, for reports without a date, the day a dated report of the
// same happening came out: both tell of the same kind of happening between the
// same sides, one saying "Tuesday" where the other's day is a Tuesday. A report
// that speaks of a later day than that is left alone.
func (s *set) inferPublished() map[string]trucewatch.Published {
	var dated, undated []*mention
	for _, m := range s.mentions(nil) {
		if m.report.Published.Date != "" {
			dated = append(dated, m)
		} else {
			undated = append(undated, m)
		}
	}
	votes := map[string]ballot{}
	for _, u := range undated {
		for _, d := range dated {
			points, why := vote(u, d)
			if points == 0 || s.speaksOfLater(u.ref.Report, d.report.Published.Date) {
				continue
			}
			if votes[u.ref.Report] == nil {
				votes[u.ref.Report] = ballot{}
			}
			day := d.report.Published.Date
			for range points {
				votes[u.ref.Report][day] = append(votes[u.ref.Report][day], why)
			}
		}
	}
	out := map[string]trucewatch.Published{}
	for report, days := range votes {
		best := days.winner()
		if len(days[best]) < pointsNeeded {
			continue
		}
		out[report] = trucewatch.Published{Date: best, Basis: trucewatch.Inferred, Why: slices.Min(days[best])}
	}
	return out
}

// winner is the day with most points, of equal ones the earliest.
func (b ballot) winner() string {
	best := ""
	for day := range b {
		if best == "" || len(b[day]) > len(b[best]) || len(b[day]) == len(b[best]) && day < best {
			best = day
		}
	}
	return best
}

// vote compares an undated mention with a dated one: how much speaks for the
// undated report being of the same day as the dated one, and why.
func vote(u, d *mention) (points int, why string) {
	if u.claim.When == nil || !deictic(u.claim.When.Relative) || !sameSort(u, d) {
		return 0, ""
	}
	at, ok := calendar.Anchor(u.claim.When.Relative, d.report.Published.Date)
	if !ok || at.First != at.Last {
		return 0, ""
	}
	words := u.claim.When.Of(u.report.Text)
	switch {
	case d.when != nil && *d.when == at:
		points = pointsSameDay
	case d.when == nil:
		points = pointsWeekday
	default:
		return 0, ""
	}
	return points, fmt.Sprintf("%q here is %s, and %s of %s tells of the same: %q", words, at.First, d.report.File, d.report.Published.Date, d.claim.Of(d.report.Text))
}

// deictic reports whether a symbol names a day by its nearness to publication: a
// weekday, "today", "yesterday". A bare "13 July" says nothing of it.
func deictic(symbol string) bool {
	return strings.HasPrefix(symbol, "XXXX-WXX-") || strings.HasPrefix(symbol, "P") && strings.HasSuffix(symbol, "D")
}

// sameSort reports whether two mentions may be of one happening by type, sides
// and place, dates left aside.
func sameSort(u, d *mention) bool {
	if u.claim.Type != d.claim.Type || len(u.sides) == 0 || len(d.sides) == 0 {
		return false
	}
	if u.place != "" && d.place != "" && u.place != d.place {
		return false
	}
	return shared(u.sides, d.sides) >= min(2, len(u.sides), len(d.sides))
}

// speaksOfLater reports whether a report gives an absolute day after the one
// proposed for its publication.
func (s *set) speaksOfLater(report, day string) bool {
	for i := range s.readings {
		if s.readings[i].Report.ID != report {
			continue
		}
		for _, e := range s.claims[i].Events {
			if e.When != nil && e.When.First != "" && e.When.First > day {
				return true
			}
		}
	}
	return false
}

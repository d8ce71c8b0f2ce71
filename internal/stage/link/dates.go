package link

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// weekDays is how long a bare weekday stays the name of one day.
const weekDays = 7

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
	votes := map[string]map[string][]string{} // report -> day -> reasons
	for _, u := range undated {
		for _, d := range dated {
			day, why := vote(u, d)
			if day == "" || s.speaksOfLater(u.ref.Report, day) {
				continue
			}
			if votes[u.ref.Report] == nil {
				votes[u.ref.Report] = map[string][]string{}
			}
			votes[u.ref.Report][day] = append(votes[u.ref.Report][day], why)
		}
	}
	out := map[string]trucewatch.Published{}
	for report, days := range votes {
		best := ""
		for day := range days {
			if best == "" || len(days[day]) > len(days[best]) || len(days[day]) == len(days[best]) && day < best {
				best = day
			}
		}
		out[report] = trucewatch.Published{Date: best, Basis: trucewatch.Inferred, Why: slices.Min(days[best])}
	}
	return out
}

// vote compares an undated mention with a dated one and gives the day the
// undated report may have come out, or "".
func vote(u, d *mention) (day, why string) {
	if u.claim.When == nil || u.claim.Type != d.claim.Type || shared(u.sides, d.sides) < min(2, len(u.sides), len(d.sides)) || len(u.sides) == 0 || len(d.sides) == 0 {
		return "", ""
	}
	if u.place != "" && d.place != "" && u.place != d.place {
		return "", ""
	}
	name, isWeekday := strings.CutPrefix(u.claim.When.Relative, "XXXX-WXX-")
	if !isWeekday || d.when == nil || d.when.First != d.when.Last || fmt.Sprint(weekdayOf(d.when.First)) != name {
		return "", ""
	}
	pub := d.report.Published.Date
	gap := calendar.Interval{First: d.when.First, Last: pub}.Days()
	if pub < d.when.First || gap > weekDays {
		return "", ""
	}
	return pub, fmt.Sprintf("%q of this report is %s in %s, which tells of the same %s", u.claim.When.Of(u.report.Text), d.when.First, d.report.File,
		strings.ToLower(string(u.claim.Type)))
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

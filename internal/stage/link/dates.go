package link

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/abreast"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// The points that one time expression gives for a day of publication: a day that
// falls where a dated report has the same happening, a week, a month; and a
// weekday of a happening that the dated report tells without a date. An
// expression that would fall elsewhere counts as much against.
const (
	pointsDay     = 3
	pointsWeek    = 2
	pointsMonth   = 1
	pointsWeekday = 1
	pointsNight   = 1
	pointsNeeded  = 2
)

// weekDays is the length of a week.
const weekDays = 7

// maxMonth is the longest interval, in days, that says anything about a day.
const maxMonth = 31

// inferPublished finds, for reports without a date, the day that a dated report of
// the same happenings came out, if the time expressions of the undated one
// ("Tuesday", "last month") fall where dated reports have those happenings.
func (s *set) inferPublished() map[string]trucewatch.Published {
	if !slices.ContainsFunc(s.readings, func(r trucewatch.Reading) bool { return r.Report.Published.Date == "" }) {
		return nil
	}
	dated, undated := s.byDate()
	first := map[string]int{} // by text, so that a copy is weighed once
	for i, group := range undated {
		if _, known := first[group[0].report.Text]; !known {
			first[group[0].report.Text] = i
		}
	}
	days := make([]trucewatch.Published, len(undated))
	abreast.Each(len(undated), func(i int) {
		if first[undated[i][0].report.Text] == i {
			days[i] = s.dayFor(undated[i], dated)
		}
	})
	out := map[string]trucewatch.Published{}
	for _, group := range undated {
		if published := days[first[group[0].report.Text]]; published.Date != "" {
			out[group[0].report.ID] = published
		}
	}
	return out
}

// byDate parts the mentions of dated reports, each text of a day once, by their type, from
// those of undated ones, a group for each report.
func (s *set) byDate() (dated map[trucewatch.EventType][]*mention, undated [][]*mention) {
	dated = map[trucewatch.EventType][]*mention{}
	seen := map[[2]string]string{}
	for _, m := range s.mentions(nil) {
		day := m.report.Published.Date
		if day == "" {
			if n := len(undated); n > 0 && undated[n-1][0].ref.Report == m.ref.Report {
				undated[n-1] = append(undated[n-1], m)
			} else {
				undated = append(undated, []*mention{m})
			}
			continue
		}
		key := [2]string{day, m.report.Text}
		if seen[key] == "" {
			seen[key] = m.ref.Report
		}
		if seen[key] == m.ref.Report {
			dated[m.claim.Type] = append(dated[m.claim.Type], m)
		}
	}
	return dated, undated
}

// dayFor finds the day of one undated report; its date is empty where there is none.
func (s *set) dayFor(group []*mention, dated map[trucewatch.EventType][]*mention) trucewatch.Published {
	same := make([][]*mention, len(group)) // by mention, those it may be of one happening with
	for i, u := range group {
		for _, d := range dated[u.claim.Type] {
			if s.sameSort(u, d) {
				same[i] = append(same[i], d)
			}
		}
	}
	var best trucewatch.Published
	most := pointsNeeded - 1
	for _, day := range candidateDays(same) {
		if s.speaksOfLater(group[0].ref.Report, day) {
			continue
		}
		if points, why := s.weigh(group, same, day); points > most {
			best, most = trucewatch.Published{Date: day, Basis: trucewatch.Inferred, Why: why}, points
		}
	}
	return best
}

// candidateDays lists the publication days of dated reports that tell of the same
// happenings, in order.
func candidateDays(same [][]*mention) []string {
	days := map[string]int{}
	for _, list := range same {
		for _, d := range list {
			days[d.report.Published.Date]++
		}
	}
	return sorted(days)
}

// weigh sums what the time expressions of a report say for one day of publication,
// and gives the reason of the one that says most.
func (s *set) weigh(undated []*mention, same [][]*mention, day string) (points int, why string) {
	top := 0
	for i, u := range undated {
		if u.claim.When == nil || u.claim.When.Relative == "" || u.claim.When.Precision == trucewatch.Vague || strings.HasPrefix(u.claim.When.Relative, "XXXX-") && !deictic(u.claim.When.Relative) {
			continue
		}
		at, ok := calendar.Anchor(u.claim.When.Relative, day)
		if !ok || at.Days() > maxMonth {
			continue
		}
		n, d := s.agreement(u, same[i], at, day)
		points += n
		if n > top {
			top = n
			why = fmt.Sprintf("%q here is %s, and %s of %s tells of the same: %q", u.claim.When.Of(u.report.Text), at.Format(), d.report.File, d.report.Published.Date, d.claim.Of(d.report.Text))
		}
	}
	return points, why
}

// agreement compares where one time expression would fall with the dates that
// dated reports give for the same happening.
func (s *set) agreement(u *mention, same []*mention, at calendar.Interval, day string) (points int, by *mention) {
	worth := pointsMonth
	if at.Days() == 1 {
		worth = pointsDay
	} else if at.Days() <= weekDays {
		worth = pointsWeek
	}
	against := false
	for _, d := range same {
		switch {
		case d.when == nil:
			if by == nil && worth == pointsDay && d.report.Published.Date == day {
				points, by = pointsWeekday, d
			}
		case d.when.Days() > at.Days(): // too wide to speak for a day or against it
		case d.when.Overlaps(at):
			return worth, d
		case worth == pointsDay && d.when.Gap(at) == 0 && s.atNight(u):
			points, by = pointsNight, d
		default:
			against = true
		}
	}
	if points == 0 && against {
		return -worth, nil
	}
	return points, by
}

// atNight reports whether a happening is told to lie about midnight: which of two
// days reports give it is chance.
func (s *set) atNight(m *mention) bool {
	words := strings.ToLower(m.claim.When.Of(m.report.Text))
	return anyWord(words, s.rules.night.before) || anyWord(words, s.rules.night.after)
}

// deictic reports whether a symbol names a day by its nearness to publication: a
// weekday, "today", "yesterday". A bare "13 July" says nothing of it.
func deictic(symbol string) bool {
	return strings.HasPrefix(symbol, "XXXX-WXX-") || strings.HasPrefix(symbol, "P") && strings.HasSuffix(symbol, "D")
}

// sameSort reports whether two mentions of one type may be of one happening by kind,
// sides and place, dates left aside.
func (s *set) sameSort(u, d *mention) bool {
	if !alike(u.kind, d.kind) {
		return false
	}
	if len(u.sides) == 0 || len(d.sides) == 0 {
		return u.place != "" && u.place == d.place && u.family == d.family
	}
	if !s.somewhere(u, d) {
		return false
	}
	return shared(u.sides, d.sides) >= min(2, len(u.sides), len(d.sides))
}

// speaksOfLater reports whether a report gives an absolute day after the one
// proposed for its publication.
func (s *set) speaksOfLater(report, day string) bool {
	return slices.ContainsFunc(s.claims[s.index[report]].Events, func(e trucewatch.EventMention) bool {
		return e.When != nil && e.When.First > day
	})
}

// dateParts gives what is told without a day as the outcome or a part of another
// happening the day of that: "clashes, resulting in killings", where other reports date
// the clashes.
func dateParts(mentions []*mention) {
	at := map[place][]*mention{}
	for _, m := range mentions {
		key := place{m.ref.Report, m.claim.Sentence}
		at[key] = append(at[key], m)
	}
	for _, m := range mentions {
		if m.when != nil || m.about == nil {
			continue
		}
		for _, w := range m.claim.Why {
			if w.Rule == "en.when.with" {
				m.dateAs(w.Words, at[place{m.ref.Report, m.claim.Sentence}])
			}
		}
	}
}

// dateAs gives m the day of the one of some mentions that has those words.
func (m *mention) dateAs(words string, mentions []*mention) {
	for _, o := range mentions {
		if o.cluster == m.cluster || o.claim.Of(o.report.Text) != words {
			continue
		}
		if day := closest(o.cluster.members); day != nil {
			m.when, m.about, m.with = day, nil, words
		}
	}
}

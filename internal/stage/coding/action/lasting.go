package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/setting"
)

// lasted dates an act of force that is told only by its length, and as over, by what
// ended it: what it is told to come before ("the truce came after eight days of
// fighting"), else the truce that the report tells of.
func (m *memory) lasted(k int) {
	e := &m.events[k]
	if e.Type != trucewatch.Assault || e.When != nil || e.Status != trucewatch.Occurred || e.Background {
		return
	}
	days := m.c(e.Sentence).setting().LengthOf(e.Token)
	if days == 0 {
		return
	}
	for _, j := range slices.Backward(m.truces(k)) {
		w := *m.events[j].When
		if w.First == "" || w.Precision == trucewatch.Year {
			continue
		}
		last := w.Last
		setting.Extend(&w, -days, 0)
		w.Last = last // where the truce has no one day, it may have ended on any
		e.When = &w
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.when.lasted", Words: m.events[j].Of(m.c(0).Draft.Text())})
		return
	}
}

// spanned reports whether mention k tells what went on for a time: it is dated by how
// long it lasted, or over more than a year, or is what somebody puts an end to.
func (m *memory) spanned(k int) bool {
	if w := m.events[k].When; w != nil && w.Precision == trucewatch.Range && w.First != "" && w.Last != "" && calendar.Number(w.Last)-calendar.Number(w.First) > calendar.LongAgo {
		return true
	}
	return slices.ContainsFunc(m.events[k].Why, func(w trucewatch.Reason) bool {
		return slices.Contains([]string{"en.when.lasted", "en.status.an-end-to", "en.status.stopped", "en.status.continues"}, w.Rule)
	})
}

// truces returns the dated truces in force that the report tells of up to mention k.
func (m *memory) truces(k int) []int {
	var out []int
	for j := range m.events[:k] {
		o := m.events[j]
		if slices.Contains(o.Mode, "ceasefire") && o.Status == trucewatch.Ongoing && o.When != nil && !o.Background {
			out = append(out, j)
		}
	}
	return out
}

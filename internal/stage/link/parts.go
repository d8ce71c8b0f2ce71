package link

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/calendar"

	"github.com/trucewatch/trucewatch"
)

// part says who takes part in one mention of a happening. A mention that names
// nobody ("the violence") has those whom its own report names elsewhere for the
// same happening; force used by one state on the land of another is against it.
func (s *set) part(m *mention, with *company) trucewatch.Part {
	p, here := s.said(m), with.in(m.ref.Report)
	if len(p.Actors)+len(p.Recipients) == 0 {
		if o := nearestWithSides(m, here); o != nil {
			from := s.said(o)
			p.Actors, p.Recipients = from.Actors, from.Recipients
			p.Why = append(p.Why, trucewatch.Reason{Rule: "link.parties-of-the-same", Words: o.claim.Of(o.report.Text)})
		}
	}
	status, why := s.standing(m, here)
	if p.Status = status; why != nil {
		p.Why = append(p.Why, *why)
	}
	mode, why := held(m, p, with, here)
	if p.Mode = mode; why != nil {
		p.Why = append(p.Why, *why)
	}
	if i, rule := with.closer(m, here); i != nil {
		p.Date = i.Format()
		p.Why = append(p.Why, trucewatch.Reason{Rule: rule, Words: p.Date})
	}
	if m.with != "" {
		p.Why = append(p.Why, trucewatch.Reason{Rule: "link.date-of-the-whole", Words: m.with})
	}
	if place, rule := s.closerPlace(m, p, with); place != "" {
		p.Place = place
		p.Why = append(p.Why, trucewatch.Reason{Rule: rule, Words: place})
	}
	if land := s.attackedLand(m, p, here); land != "" {
		p.Recipients = []string{land}
		p.Why = append(p.Why, trucewatch.Reason{Rule: "link.land-attacked", Words: land})
	}
	if m.standing() {
		p.Why = append(p.Why, trucewatch.Reason{Rule: "link.standing", Words: m.claim.Of(m.report.Text)})
	}
	return p
}

// said gives what a mention says itself.
func (s *set) said(m *mention) trucewatch.Part {
	ids := s.ids.Reports[m.ref.Report]
	doers, hit := s.doersAndHit(m)
	p := trucewatch.Part{
		Actors: acting(ids, doers), Recipients: acting(ids, hit),
		Mediators: acting(ids, m.claim.Mediators), Place: m.place,
	}
	switch {
	case m.when != nil:
		p.Date = m.when.Format()
	case m.about != nil && !m.passing:
		p.Date = m.about.Format()
	}
	return p
}

// doersAndHit are those who act in a mention of force and those it is done to. People of no
// name who are counted as killed or hurt are hit by it, wherever they stand.
func (s *set) doersAndHit(m *mention) (doers, hit []int) {
	doers, hit = m.claim.Actors, m.claim.Recipients
	if m.claim.Type != trucewatch.Assault || len(doers) == 0 {
		return doers, hit
	}
	claims, ids := &s.claims[s.index[m.ref.Report]], s.ids.Reports[m.ref.Report]
	harmed := func(a int) bool {
		return slices.ContainsFunc(ids.Acts[a], func(id string) bool { return s.victims[id] }) && slices.ContainsFunc(claims.Figures, func(f trucewatch.Figure) bool {
			return slices.Contains([]string{"killed", "wounded"}, f.Measure) && f.Start <= claims.Mentions[a].Start && claims.Mentions[a].End <= f.End
		})
	}
	if !slices.ContainsFunc(doers, harmed) {
		return doers, hit
	}
	doers, hit = nil, slices.Clone(hit)
	for _, a := range m.claim.Actors {
		if !harmed(a) {
			doers = append(doers, a)
		} else if !slices.Contains(hit, a) {
			hit = append(hit, a)
		}
	}
	return doers, hit
}

func acting(ids trucewatch.ReportIdentities, mentions []int) []string {
	var out []string
	for _, m := range mentions {
		for _, id := range ids.Acts[m] {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// nearestWithSides finds, among the mentions of a happening in the same report,
// the last before m that names somebody, else the first behind it.
func nearestWithSides(m *mention, here []*mention) *mention {
	var best *mention
	for _, o := range here {
		if o == m || len(o.sides) == 0 {
			continue
		}
		if best == nil || o.claim.Start < m.claim.Start {
			best = o
		}
	}
	return best
}

// closer returns the closest date that the same report gives for the happening
// elsewhere, else another report, where the mention has none or only a wider one
// around it, and the rule.
func (c *company) closer(m *mention, here []*mention) (*calendar.Interval, string) {
	if m.when != nil && m.claim.When.Precision == trucewatch.Range && m.when.Days() > newsRange {
		return nil, "" // told with its first and last day
	}
	n := map[calendar.Interval]int{}
	for _, o := range here {
		if o.when != nil && lends(timeOf(o), m) {
			n[*o.when]++
		}
	}
	if len(n) > 0 {
		return closestOf(n), "link.date-of-the-same"
	}
	for at, times := range c.times {
		if lends(at, m) {
			n[at.when] += times
		}
	}
	if len(n) > 0 {
		return closestOf(n), "link.date-of-another-report"
	}
	return nil, ""
}

// lends reports whether the date of a mention may date m: none that is not within
// that of m and closer, none too late for the report of m, no long one of another word, no
// one of another time where m is told as going on in the days of the report, and no long
// one of another time where it is told as of these days.
func lends(o timed, m *mention) bool {
	days := o.when.Days()
	if tooLate(o, m) {
		return false
	}
	if m.about != nil && m.claim.Status == trucewatch.Ongoing && !o.when.Overlaps(*m.about) {
		return false
	}
	if m.when != nil && (o.when.First < m.when.First || m.when.Last < o.when.Last || days >= m.when.Days()) {
		return false
	}
	if m.when == nil && days > maxLent && o.word != m.word {
		return false
	}
	return m.about == nil || days <= closeSpanDays || o.when.Overlaps(*m.about)
}

// tooLate reports whether a date begins too late to be that of m, by the day of its report.
func tooLate(o timed, m *mention) bool {
	if m.told <= 0 {
		return false
	}
	first := calendar.Number(o.when.First)
	if m.happened && first > m.told {
		return true // what a report tells as done or going on is not of a day behind it
	}
	return m.when != nil && m.last < m.told && m.days() >= weekDays && first >= m.told-1 // nobody tells of yesterday as of last week
}

// newsRange is how many days news without a time lies in.
const newsRange = 2

// maxLent is how many days an interval may span to date a mention by another word.
const maxLent = 62

// closest returns the closest interval that mentions give; of equally close ones the
// one most of them give, then the earlier.
func closest(members []*mention) *calendar.Interval {
	n := map[calendar.Interval]int{}
	for _, m := range members {
		if m.when != nil {
			n[*m.when]++
		}
	}
	return closestOf(n)
}

// closestOf returns the closest of some intervals, each with how many give it.
func closestOf(n map[calendar.Interval]int) *calendar.Interval {
	var best calendar.Interval
	for i := range n {
		if best.First == "" {
			best = i
			continue
		}
		if cmp.Or(cmp.Compare(i.Days(), best.Days()), cmp.Compare(n[best], n[i]), cmp.Compare(i.First, best.First)) < 0 {
			best = i
		}
	}
	if best.First == "" {
		return nil
	}
	return &best
}

// standing reports whether a mention tells how things stand, as going on and without a
// time of its own.
func (m *mention) standing() bool {
	return m.when == nil && lasts(m)
}

// attackedLand returns the land on which a foreign state used force, or "".
func (s *set) attackedLand(m *mention, p trucewatch.Part, here []*mention) string {
	if m.claim.Type != trucewatch.Assault || len(p.Recipients) > 0 || len(p.Actors) == 0 || m.kind != nil && m.kind.allAct {
		return "" // in a war all who take part act
	}
	var lands []string
	for _, a := range p.Actors {
		switch {
		case s.states[a]:
			lands = append(lands, a)
		case len(s.lands[a]) > 0:
			lands = append(lands, s.lands[a]...)
		default:
			return "" // a movement or a crowd: whose land it is says nothing
		}
	}
	place := m.place
	for _, o := range here {
		if place == "" {
			place = o.place
		}
	}
	land := s.landOf[place]
	if land == "" || slices.Contains(lands, land) {
		return ""
	}
	return land
}

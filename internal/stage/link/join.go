package link

import (
	"cmp"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// The weights of the evidence that two mentions are of one happening, and the
// sums from which they are joined. Sides, place and date decide, as on sets of
// one kind of event they must (Bugert et al. 2021); words only help.
const (
	weightSides   = 0.35
	weightPlace   = 0.25
	weightDate    = 0.25
	weightFamily  = 0.15
	weightHistory = 0.20 // both of one day, month or year well before the reports
	weightWord    = 0.10
	weightReport  = 0.10
	weightThe     = 0.10
	weightNear    = 0.10 // published within nearDays of each other
	penaltyFar    = 0.20 // published more than farDays apart, and no date to tell
	floorWithin   = 0.45
	floorAcross   = 0.50
	nearDays      = 3
	farDays       = 30
	closeSpanDays = 31
)

// cluster is a growing set of mentions of one happening.
type cluster struct {
	members []*mention
	why     []trucewatch.Reason
}

type pair struct {
	a, b  *mention
	score float64
	rule  string
}

// join groups mentions into happenings: best pairs first, and never against a
// gate between any two members. The result does not depend on the order given.
func (s *set) join(mentions []*mention) []*cluster {
	for _, m := range mentions {
		m.cluster = &cluster{members: []*mention{m}}
	}
	pairs := s.pairs(mentions)
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.score, p.score), compareRef(p.a, q.a), compareRef(p.b, q.b))
	})
	for _, p := range pairs {
		if p.a.cluster != p.b.cluster && s.mayMerge(p.a.cluster, p.b.cluster) {
			merge(p)
		}
	}
	var out []*cluster
	for _, m := range mentions {
		if m.cluster.members[0] == m {
			out = append(out, m.cluster)
		}
	}
	return out
}

func merge(p pair) {
	into, from := p.a.cluster, p.b.cluster
	if compareRef(from.members[0], into.members[0]) < 0 {
		into, from = from, into
	}
	into.members = append(into.members, from.members...)
	into.why = append(into.why, from.why...)
	into.why = append(into.why, trucewatch.Reason{Rule: p.rule, Words: p.a.word + " = " + p.b.word})
	for _, m := range from.members {
		m.cluster = into
	}
	slices.SortFunc(into.members, compareRef)
}

func compareRef(a, b *mention) int {
	return cmp.Or(cmp.Compare(a.ref.Report, b.ref.Report), cmp.Compare(a.ref.Index, b.ref.Index))
}

// pairs scores the pairs that share a report, a side or a day.
func (s *set) pairs(mentions []*mention) []pair {
	blocks := map[string][]*mention{}
	for _, m := range mentions {
		for _, side := range m.sides {
			key := string(m.claim.Type) + " " + side
			blocks[key] = append(blocks[key], m)
		}
		key := string(m.claim.Type) + " in " + m.ref.Report
		blocks[key] = append(blocks[key], m)
		if m.when != nil {
			key := string(m.claim.Type) + " on " + m.when.First
			blocks[key] = append(blocks[key], m)
		}
	}
	seen := map[[2]*mention]bool{}
	var out []pair
	for _, block := range blocks {
		for i := range block {
			out = s.compareAll(out, block[i], block[i+1:], seen)
		}
	}
	return out
}

// compareAll adds the pairs of a mention with others that were not yet compared.
func (s *set) compareAll(out []pair, m *mention, others []*mention, seen map[[2]*mention]bool) []pair {
	for _, b := range others {
		a := m
		if compareRef(a, b) > 0 {
			a, b = b, a
		}
		if seen[[2]*mention{a, b}] {
			continue
		}
		seen[[2]*mention{a, b}] = true
		if p, ok := s.compare(a, b); ok {
			out = append(out, p)
		}
	}
	return out
}

// compare scores one pair; it reports false below the floor or against a gate.
func (s *set) compare(a, b *mention) (pair, bool) {
	if !s.compatible(a, b) {
		return pair{}, false
	}
	inside := a.ref.Report == b.ref.Report
	score, dated := 0.0, false
	if n := shared(a.sides, b.sides); n > 0 {
		score += weightSides * float64(n) / float64(min(len(a.sides), len(b.sides)))
	}
	if a.place != "" && a.place == b.place {
		score += weightPlace
	}
	if a.when != nil && b.when != nil && (*a.when == *b.when || max(a.when.Days(), b.when.Days()) <= closeSpanDays) {
		score += weightDate
		dated = true
		if *a.when == *b.when && old(a) && old(b) {
			score += weightHistory
		}
	}
	if a.family == b.family {
		score += weightFamily
	}
	if a.word == b.word {
		score += weightWord
	}
	if inside {
		score += weightReport
		if b.definite {
			score += weightThe
		}
		return pair{a, b, score, "link.within-report"}, score >= floorWithin
	}
	switch gap := published(a.report, b.report); {
	case gap >= 0 && gap <= nearDays:
		score += weightNear
	case gap > farDays && !dated:
		score -= penaltyFar
	}
	return pair{a, b, score, "link.across-reports"}, score >= floorAcross
}

// historyYears is how long before a report something is history to it.
const historyYears = 2

// old reports whether a mention tells of a time well before its report: few
// things of one old year are told of, so the year alone says much.
func old(m *mention) bool {
	pub := m.report.Published.Date
	if pub == "" || m.when == nil {
		return false
	}
	return calendar.Interval{First: m.when.Last, Last: pub}.Days() > historyYears*366
}

// published returns the days between two reports, or -1 when either is undated.
func published(a, b *trucewatch.Report) int {
	if a.Published.Date == "" || b.Published.Date == "" {
		return -1
	}
	one, two := calendar.Interval{First: a.Published.Date, Last: a.Published.Date}, calendar.Interval{First: b.Published.Date, Last: b.Published.Date}
	if one == two {
		return 0
	}
	return one.Gap(two) + 1
}

// compatible holds the gates: what can never be one happening.
func (s *set) compatible(a, b *mention) bool {
	if a.claim.Type != b.claim.Type || !sameStanding(a, b) {
		return false
	}
	if a.ref.Report == b.ref.Report && a.claim.Sentence == b.claim.Sentence {
		return false // a sentence that names two of a kind tells of two
	}
	if a.when != nil && b.when != nil && !a.when.Overlaps(*b.when) {
		return false
	}
	if stale(a, b) || stale(b, a) {
		return false
	}
	if a.claim.Background != b.claim.Background && (a.when == nil || b.when == nil) {
		return false // history told in passing is not the news beside it
	}
	if a.place != "" && b.place != "" && !s.together(a.place, b.place) {
		return false
	}
	if len(a.sides) > 0 && len(b.sides) > 0 && shared(a.sides, b.sides) == 0 {
		return false
	}
	return true
}

// newsDays is how old the news at the head of a report may be.
const newsDays = 10

// stale reports whether b is of a time too long before the report whose head
// tells of a as its news.
func stale(a, b *mention) bool {
	return a.lead && b.when != nil && b.when.Last < a.report.Published.Date &&
		calendar.Interval{First: b.when.Last, Last: a.report.Published.Date}.Days() > newsDays
}

// sameStanding lets a plan join what came of it, and keeps what was only asked
// for, or did not happen, apart from what did.
func sameStanding(a, b *mention) bool {
	if a.claim.Status == b.claim.Status || a.happened && b.happened {
		return true
	}
	plan := func(m *mention) bool { return m.claim.Status == trucewatch.Planned }
	return plan(a) && b.happened || plan(b) && a.happened
}

func (s *set) mayMerge(a, b *cluster) bool {
	for _, x := range a.members {
		for _, y := range b.members {
			if !s.compatible(x, y) {
				return false
			}
		}
	}
	return true
}

func shared(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}

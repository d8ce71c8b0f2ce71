package link

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/abreast"
)

// The weights of the evidence that two mentions are of one happening, and the
// sums from which they are joined. Sides, place and date decide, as on sets of
// one kind of event they must (Bugert et al. 2021); words only help.
const (
	weightSides   = 0.35
	weightPlace   = 0.25
	weightDate    = 0.25
	weightFamily  = 0.15
	weightKind    = 0.10 // words of one kind
	weightSame    = 0.20 // coding took one to repeat the other
	weightHistory = 0.20 // both of one day, month or year well before the reports
	weightWord    = 0.10
	weightReport  = 0.10
	weightRecall  = 0.21 // in one report: the truce, the accord, the overthrow, the evacuation it comes back to
	weightThe     = 0.10
	weightNear    = 0.10 // published within nearDays of each other
	weightStory   = 0.30 // and both what their story comes back to
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
	// distinct holds one member for each thing that a gate can ask of members, so
	// that a happening that thousands tell of in the same way is asked once.
	distinct map[signature]*mention
	told     map[string][]*mention // by report, for of one report more can be asked
	listed   bool
	why      []trucewatch.Reason
}

// signature is what the gates look at, the sentence aside.
type signature struct {
	status            trucewatch.Status
	kind              *kind
	sides, where      string
	first, last, told int
	background, lead  bool
	ahead             bool
	borrowed          bool
	serial, habit     bool
	evening, morning  bool
	placed, dated     bool
	lasts, old, news  bool
}

// place is a sentence of a report.
type place struct {
	report   string
	sentence int
}

func newCluster(m *mention) *cluster {
	sign := signature{
		status: m.claim.Status, kind: m.kind, sides: strings.Join(m.by, " ") + ">" + strings.Join(m.upon, " "), where: m.place + " " + strings.Join(m.around, " "),
		first: m.first, last: m.last, background: m.claim.Background, lead: m.lead, ahead: m.ahead, borrowed: m.borrowed, serial: m.serial, habit: m.habit, evening: m.evening, morning: m.morning,
		placed: m.placed, dated: m.dated, lasts: lasts(m), old: old(m), news: ofTheseDays(m),
	}
	if m.lead || m.ahead || sign.news {
		sign.told = m.told
	}
	return &cluster{
		members: []*mention{m}, distinct: map[signature]*mention{sign: m},
		told: map[string][]*mention{m.ref.Report: {m}},
	}
}

// join groups mentions into happenings: best pairs first, and never against a
// gate between any two members. The result does not depend on the order given.
func (s *set) join(mentions []*mention) []*cluster {
	types := map[trucewatch.EventType][]*mention{}
	for _, m := range mentions {
		m.cluster = newCluster(m)
		types[m.claim.Type] = append(types[m.claim.Type], m)
	}
	lists := slices.SortedFunc(maps.Values(types), func(a, b []*mention) int { return cmp.Compare(len(b), len(a)) })
	abreast.Each(len(lists), func(i int) { s.joinPairs(lists[i]) })
	var out []*cluster
	for _, m := range mentions {
		if c := m.cluster; !c.listed {
			c.listed = true
			slices.SortFunc(c.members, compareRef)
			out = append(out, c)
		}
	}
	return s.standIns(out)
}

// joinPairs joins the mentions of one type; those of others it leaves alone.
func (s *set) joinPairs(list []*mention) {
	for _, p := range s.pairs(list) {
		if a, b := list[p.a], list[p.b]; a.cluster != b.cluster && s.mayMerge(a.cluster, b.cluster) {
			merge(a, b, p.rule)
		}
	}
}

// merge puts the smaller of two clusters into the larger.
func merge(a, b *mention, rule linkRule) {
	into, from := a.cluster, b.cluster
	if len(from.members) > len(into.members) {
		into, from = from, into
	}
	into.members = append(into.members, from.members...)
	into.why = append(append(into.why, from.why...), reasonOf(rule, a, b))
	maps.Copy(into.distinct, from.distinct)
	for report, told := range from.told {
		into.told[report] = append(into.told[report], told...)
	}
	for _, m := range from.members {
		m.cluster = into
	}
}

func reasonOf(rule linkRule, a, b *mention) trucewatch.Reason {
	return trucewatch.Reason{Rule: rule.String(), Words: a.word + " = " + b.word}
}

func compareRef(a, b *mention) int {
	return cmp.Or(cmp.Compare(a.ref.Report, b.ref.Report), cmp.Compare(a.ref.Index, b.ref.Index))
}

// mayMerge reports whether no gate stands between any members of two clusters, of which
// it is known of one of each.
func (s *set) mayMerge(a, b *cluster) bool {
	if len(a.members)+len(b.members) == 2 {
		return true
	}
	if len(a.members) > len(b.members) {
		a, b = b, a
	}
	for report, told := range a.told {
		if !s.allCompatible(slices.Values(told), slices.Values(b.told[report])) {
			return false
		}
	}
	return s.allCompatible(maps.Values(a.distinct), maps.Values(b.distinct))
}

// allCompatible reports whether no gate stands between any two of two sets of mentions.
func (s *set) allCompatible(some, others iter.Seq[*mention]) bool {
	for x := range some {
		for y := range others {
			if !s.compatible(x, y) {
				return false
			}
		}
	}
	return true
}

// compare scores one pair; the score is 0 below the floor or against a gate.
func (s *set) compare(a, b *mention) (float64, linkRule) {
	if !s.compatible(a, b) {
		return 0, 0
	}
	score := alikeness(a, b)
	if a.ref.Report == b.ref.Report {
		score += weightReport
		if recalled(a, b) || once(a, b) {
			score += weightRecall
		}
		if b.definite {
			score += weightThe
		}
		if repeats(a, b) || repeats(b, a) {
			score += weightSame
		}
		return atLeast(score, floorWithin), withinReport
	}
	return s.across(a, b, score)
}

// across scores a pair of two reports that has so much in common already. Words and days
// alone are shared by the news of a whole world: two that share neither side nor place
// must stand in reports of one story. What only the story joins comes after all else.
func (s *set) across(a, b *mention, score float64) (float64, linkRule) {
	if shared(a.sides, b.sides) == 0 && (a.place == "" || a.place != b.place) && !s.sisters(a.ref.Report, b.ref.Report) {
		return 0, 0
	}
	switch gap := apart(a, b); {
	case gap >= 0 && gap <= nearDays:
		score += weightNear
		if score < floorAcross && s.oneStory(a, b) {
			return atLeast(score+weightStory, floorAcross) * lateRank, withinStory
		}
	case gap > farDays && !bothDated(a, b):
		score -= penaltyFar
	}
	return atLeast(score, floorAcross), acrossReports
}

// atLeast returns a score, or 0 if it is below the floor.
func atLeast(score, floor float64) float64 {
	if score < floor {
		return 0
	}
	return score
}

// alikeness sums what two mentions have in common, wherever they stand.
func alikeness(a, b *mention) float64 {
	score := 0.0
	if n := shared(a.sides, b.sides); n > 0 {
		part := float64(n) / float64(min(len(a.sides), len(b.sides)))
		if mutual(a) && len(a.pair) > 0 && len(b.pair) > 0 {
			part = max(part, float64(shared(a.pair, b.pair))/float64(min(len(a.pair), len(b.pair))))
		}
		score += weightSides * part
	}
	if a.place != "" && a.place == b.place {
		score += weightPlace
	}
	if bothDated(a, b) {
		score += weightDate
		if *a.when == *b.when && old(a) && old(b) {
			score += weightHistory
		}
	}
	switch {
	case a.family == b.family:
		score += weightFamily
	case a.kind != nil && a.kind == b.kind:
		score += weightKind
	}
	if a.word == b.word {
		score += weightWord
	}
	return score
}

// bothDated reports whether two mentions give the same interval, or each a short one.
func bothDated(a, b *mention) bool {
	return a.when != nil && b.when != nil && (*a.when == *b.when || max(a.days(), b.days()) <= closeSpanDays)
}

// historyYears is how long before a report something is history to it.
const historyYears = 2

// old reports whether a mention tells of a time well before its report: few
// things of one old year are told of, so the year alone says much.
func old(m *mention) bool {
	return m.when != nil && m.told > 0 && m.told-m.last >= historyYears*366
}

// repeats reports whether coding took a mention to tell again what another of its
// report tells.
func repeats(b, a *mention) bool {
	return b.same != "" && b.same == a.claim.Of(a.report.Text)
}

// apart returns the days between two reports, or -1 when either is undated.
func apart(a, b *mention) int {
	if a.told == 0 || b.told == 0 {
		return -1
	}
	return max(a.told-b.told, b.told-a.told)
}

package link

import (
	"cmp"
	"slices"
)

// Not every mention is compared with every other: that would make a report the
// dearer the more reports there are. Mentions stand in blocks by what they must
// have in common, each block is put in the order of time, and a mention is compared
// with the next few of its block: the sorted neighbourhood method (Hernández and
// Stolfo 1995). A happening that very many tell of is still put together, for every
// mention meets some of the others.
const neighbours = 40

// wideDays is the length of an interval that no longer says when to look.
const wideDays = 62

// pair is two mentions of one list, by their places in it, that may be of one
// happening.
type pair struct {
	a, b  int32
	score float32
	rule  linkRule
}

// linkRule is the rule that joins a pair.
type linkRule int8

const (
	withinReport linkRule = iota
	acrossReports
	standsForIt
	withinStory
)

// String returns the ID of a rule.
func (r linkRule) String() string {
	return [...]string{"link.within-report", "link.across-reports", "link.stands-for", "link.within-story"}[r]
}

// slot is where a mention stands: in which block, and as which of it.
type slot struct{ block, at int32 }

// pairs scores the pairs of a list that share a report, a side, a place or a time,
// the best first. The list is in order of reference. Two that share several blocks
// are compared once.
func (s *set) pairs(mentions []*mention) []pair {
	order := inTime(mentions)
	blocks, slots := s.blocks(mentions, order)
	var out []pair
	var near []int32
	for _, a := range order {
		near = near[:0]
		for _, in := range slots[a] {
			block := blocks[in.block]
			near = append(near, block[in.at+1:min(len(block), int(in.at)+1+neighbours)]...)
		}
		slices.Sort(near)
		for _, b := range slices.Compact(near) {
			p := pair{a: min(a, b), b: max(a, b)}
			if score, rule := s.compare(mentions[p.a], mentions[p.b]); score > 0 {
				p.score, p.rule = float32(score), rule
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.score, p.score), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	return out
}

// inTime lists mentions in the order of time, by their places in a list.
func inTime(mentions []*mention) []int32 {
	order, days := make([]int32, len(mentions)), make([]int, len(mentions))
	for i, m := range mentions {
		order[i], days[i] = int32(i), m.dayOf() //nolint:gosec // as many mentions as fit in memory
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(days[a], days[b]), cmp.Compare(a, b)) })
	return order
}

// blocks puts mentions into their blocks in the given order, and says in which slots
// each stands.
func (s *set) blocks(mentions []*mention, order []int32) ([][]int32, [][]slot) {
	known := map[string]int32{}
	var blocks [][]int32
	slots := make([][]slot, len(mentions))
	for _, i := range order {
		for _, key := range s.keys(mentions[i]) {
			n, ok := known[key]
			if !ok {
				n = int32(len(blocks)) //nolint:gosec // fewer than mentions
				known[key], blocks = n, append(blocks, nil)
			}
			slots[i] = append(slots[i], slot{n, int32(len(blocks[n]))}) //nolint:gosec // fewer than mentions
			blocks[n] = append(blocks[n], i)
		}
	}
	return blocks, slots
}

// keys names the blocks of a mention: its report; each of its sides, at all, in its
// place, and at its time; its place at its time; and, where it has no side or
// is what reports come back to, the land of its news.
func (s *set) keys(m *mention) []string {
	about := string(m.claim.Type) + " "
	time := about + m.timeKey() + " "
	out := []string{about + "in " + m.ref.Report}
	for _, side := range m.sides {
		out = append(out, about+side, time+side)
		if m.place != "" {
			out = append(out, about+side+" @"+m.place)
		}
	}
	if m.place != "" {
		out = append(out, time+"@"+m.place)
	}
	if m.when != nil {
		out = append(out, time)
	}
	if land := s.placesOf(m.ref.Report).land; land != "" && (len(m.sides) == 0 || m.kind != nil && (m.kind.recalled || m.kind.once)) {
		out = append(out, about+"news of "+land)
	}
	return out
}

// timeKey names the time of a mention: its day, or the wider interval it gives, or
// the day of its report.
func (m *mention) timeKey() string {
	if m.when != nil {
		return m.when.First
	}
	return "told " + m.report.Published.Date
}

// dayOf returns the day in whose order a mention stands: the one it gives, unless
// that is too wide, else that of its report; 0 where there is none.
func (m *mention) dayOf() int {
	if m.when != nil && m.days() < wideDays {
		return m.first
	}
	return m.told
}

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

// pair is two mentions that may be of one happening.
type pair struct {
	a, b  *mention
	score float64
	rule  string
}

// pairs scores the pairs that share a report, a side, a place or a time.
func (s *set) pairs(mentions []*mention) []pair {
	blocks := map[string][]*mention{}
	for _, m := range mentions {
		for _, key := range s.keys(m) {
			blocks[key] = append(blocks[key], m)
		}
	}
	var out []pair
	for _, block := range blocks { // the pairs are put in order afterwards
		if len(block) == 1 {
			continue
		}
		slices.SortFunc(block, func(a, b *mention) int {
			return cmp.Or(cmp.Compare(a.dayOf(), b.dayOf()), compareRef(a, b))
		})
		for i, a := range block {
			for _, b := range block[i+1 : min(len(block), i+1+neighbours)] {
				out = s.score(out, a, b)
			}
		}
	}
	slices.SortFunc(out, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.score, p.score), compareRef(p.a, q.a), compareRef(p.b, q.b))
	})
	return slices.CompactFunc(out, func(p, q pair) bool { return p.a == q.a && p.b == q.b })
}

// score adds a pair if it may be one happening.
func (s *set) score(out []pair, a, b *mention) []pair {
	if compareRef(a, b) > 0 {
		a, b = b, a
	}
	if p, ok := s.compare(a, b); ok {
		out = append(out, p)
	}
	return out
}

// keys names the blocks of a mention: its report; each of its sides, at all, in its
// place, and at its time; and its place at its time.
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

package names

import (
	"sort"

	"github.com/trucewatch/trucewatch"
)

// settle chooses among the candidates of each sentence: the longest name wins,
// among equals the better founded. Then names of persons found in full are
// looked for again by their last part.
func settle(pages []*page) [][]candidate {
	out := make([][]candidate, len(pages))
	surnames := map[string]bool{}
	for i, p := range pages {
		out[i] = p.choose()
		for _, c := range out[i] {
			if c.kind == trucewatch.Person && c.to-c.from > 1 && p.hits[c.to-1].entry == nil {
				surnames[p.form(c.to-1)] = true
			}
		}
	}
	for i, p := range pages {
		if p.again(out[i], surnames) {
			out[i] = p.choose()
		}
	}
	return out
}

// choose returns candidates that do not overlap, in order.
func (p *page) choose() []candidate {
	list := append([]candidate(nil), p.found...)
	sort.SliceStable(list, func(a, b int) bool {
		x, y := list[a], list[b]
		if (x.rank == rankModel) != (y.rank == rankModel) {
			return y.rank == rankModel
		}
		if x.to-x.from != y.to-y.from {
			return x.to-x.from > y.to-y.from
		}
		if x.rank != y.rank {
			return x.rank > y.rank
		}
		return x.from < y.from
	})
	taken := make([]bool, len(p.atoms))
	var out []candidate
	for _, c := range list {
		free := true
		for i := c.from; i < c.to; i++ {
			free = free && !taken[i]
		}
		if !free {
			continue
		}
		for i := c.from; i < c.to; i++ {
			taken[i] = true
		}
		out = append(out, c)
	}
	sort.Slice(out, func(a, b int) bool { return out[a].from < out[b].from })
	return out
}

// again adds the surnames of persons that the report names in full elsewhere, and
// tells whether it added any.
func (p *page) again(chosen []candidate, surnames map[string]bool) bool {
	covered := make([]bool, len(p.atoms))
	for _, c := range chosen {
		for i := c.from; i < c.to; i++ {
			covered[i] = c.to-c.from > 1 || c.rule != "en.names.model"
		}
	}
	added := false
	for i := range p.atoms {
		if covered[i] || !p.name(i) || !surnames[p.form(i)] {
			continue
		}
		from := i
		if i >= 2 && p.dash(i-1) && p.roles[i-2]&roleParticle != 0 {
			from = i - 2
		}
		p.add(candidate{from: from, to: i + 1, kind: trucewatch.Person, rule: "en.names.again", rank: rankTitle})
		added = true
	}
	return added
}

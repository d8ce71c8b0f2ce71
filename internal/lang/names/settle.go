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
	letters := shortForms(pages, out)
	sailing := map[string]bool{}
	for _, p := range pages {
		for _, s := range p.sailing {
			sailing[s] = true
		}
	}
	for i, p := range pages {
		p.sink(sailing)
		if p.abbreviations(out[i], letters) || p.again(out[i], surnames) || len(sailing) > 0 {
			p.again(out[i], surnames)
			out[i] = p.choose()
		}
	}
	return out
}

// shortForms gives the kind of each short form in capitals that the report puts in
// brackets, or that is made of the first letters of a body it names.
func shortForms(pages []*page, chosen [][]candidate) map[string]trucewatch.MentionKind {
	out := map[string]trucewatch.MentionKind{}
	for i, p := range pages {
		for _, c := range chosen[i] {
			if s := p.initials(c); len(s) > 2 && out[s] == "" {
				out[s] = c.kind
			}
		}
	}
	for i, p := range pages {
		for _, c := range chosen[i] {
			if c.rule == "en.names.brackets" {
				out[p.form(c.from)] = c.kind
			}
		}
	}
	return out
}

// initials are the first letters of the words with capitals in a body's name, or
// in that of a place found by its head.
func (p *page) initials(c candidate) string {
	if c.kind != trucewatch.Organization && c.rule != "en.names.place-head" || c.to-c.from < 3 {
		return ""
	}
	var s []byte
	for i := c.from; i < c.to; i++ {
		if p.atoms[i].is(markCapital) && p.form(i) != "The" {
			s = append(s, p.form(i)[0])
		}
	}
	return string(s)
}

// abbreviations adds the short forms of bodies and places found elsewhere in the
// report, and tells whether it added any.
func (p *page) abbreviations(chosen []candidate, letters map[string]trucewatch.MentionKind) bool {
	covered := make([]bool, len(p.atoms))
	for _, c := range chosen {
		for i := c.from; i < c.to; i++ {
			covered[i] = c.to-c.from > 1 || c.rank != rankModel
		}
	}
	added := false
	for i, a := range p.atoms {
		kind := letters[a.form]
		if kind == "" || covered[i] || !a.is(markShout) || p.shout || p.never[i] != 0 {
			continue
		}
		p.add(candidate{from: i, to: i + 1, kind: kind, rule: "en.names.brackets", rank: rankRule})
		added = true
	}
	return added
}

// sink drops what the model takes a ship or spacecraft for.
func (p *page) sink(sailing map[string]bool) {
	kept := p.found[:0]
	for _, c := range p.found {
		if c.to-c.from > 1 || c.rank != rankModel || !sailing[p.form(c.from)] {
			kept = append(kept, c)
		}
	}
	p.found = kept
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

package names

import (
	"strings"

	"github.com/trucewatch/trucewatch"
)

// bodies adds organisations and places that are told by the word at their head
// ("… Network for Human Rights", "Damascus International Airport"), "Ministry of
// …", "Mount …", and short names in brackets behind a name.
func (p *page) bodies() {
	for i := range p.atoms {
		if !p.name(i) {
			continue
		}
		switch {
		case p.roles[i]&roleBodyHead != 0 || p.roles[i]&roleBodyOf != 0 && p.of(i+1):
			p.body(i, trucewatch.Organization)
		case p.roles[i]&rolePlaceHead != 0:
			p.body(i, trucewatch.PlaceKind)
		}
		if p.roles[i]&rolePlaceFront != 0 && (p.name(i+1) || p.atParticle(i+1)) && !p.starts(i) && !p.titled && p.hits[i].entry == nil {
			if end := p.front(i); end > i+1 {
				p.add(candidate{from: i, to: end, kind: trucewatch.PlaceKind, rule: "en.names.place-front", rank: rankRule})
			}
		}
	}
	p.brackets()
}

// body adds the name whose head word stands at i: back over capitalised words and
// on over "of", "for" with what they govern.
func (p *page) body(i int, kind trucewatch.MentionKind) {
	from, to := p.back(i), i+1
	for p.name(to) && p.roles[to]&(roleBodyHead|rolePlaceHead) != 0 {
		kind = trucewatch.PlaceKind
		if p.roles[to]&roleBodyHead != 0 {
			kind = trucewatch.Organization
		}
		to++
	}
	if p.titled && !p.known(from, to) {
		return
	}
	if kind == trucewatch.Organization && p.roles[to-1]&roleBodyOf != 0 && !p.titled {
		to = p.governed(to)
	}
	if to-from < 2 || p.isTitle(from, to) || p.allCommon(from, to) || p.shouts(from, to) {
		return
	}
	rule := "en.names.body-head"
	if kind == trucewatch.PlaceKind {
		rule = "en.names.place-head"
	}
	p.add(candidate{from: from, to: to, kind: kind, rule: rule, rank: rankRule})
}

// known is true for a short row that begins with a name of the packs: all that is
// safe in a headline where every word has its capital.
func (p *page) known(from, to int) bool {
	h := p.hits[from]
	return h.entry != nil && !h.entry.weak && from+h.size >= to-2
}

// shouts is true for a row of words in capitals, where heads tell nothing.
func (p *page) shouts(from, to int) bool {
	n := 0
	for i := from; i < to; i++ {
		if p.atoms[i].is(markShout) && len(p.form(i)) > 1 && !p.atoms[i].is(markStop) {
			n++
		}
	}
	return n > 2 || n > 0 && p.atoms[to-1].is(markShout) && p.roles[to-1]&roleBodyHead != 0 && p.form(to-1) != "TV"
}

// isTitle is true where the head belongs to a person's office that reaches beyond
// it: "Parliament Speaker", "Security Council President".
func (p *page) isTitle(from, to int) bool {
	for i := from; i < to; i++ {
		if e, n := p.titles.match(p.atoms, i, false); e != nil && i+n > to {
			return true
		}
	}
	e, _ := p.titles.match(p.atoms, to, false)
	return e != nil && p.form(to) == "Minister"
}

// allCommon keeps lone heads at the start of a sentence out: "Government forces".
func (p *page) allCommon(from, to int) bool {
	return p.starts(from) && to-from == 2 && p.form(from) == "The"
}

// back steps from the head over the words before it that belong to the name.
func (p *page) back(i int) int {
	from := i
	for from > 0 {
		to := p.hitBefore(from)
		if to == from {
			to = p.stepBack(from)
		}
		if to == from {
			to = p.joinBack(from, i)
		}
		if to == from {
			break
		}
		from = to
	}
	return p.trim(from, i)
}

// stepBack returns where the word before from begins, with a dash behind it, if it
// belongs to the same name; else from.
func (p *page) stepBack(from int) int {
	j := from - 1
	switch {
	case p.name(j) && !p.stopsBody(j), p.ordinal(j):
		return j
	case p.dash(j) && p.atoms[from].glued && (p.name(j-1) || j > 0 && p.roles[j-1]&roleParticle != 0):
		return j - 1
	}
	return from
}

// joinBack steps over "of", "for", "and" or "&" and the word before it where both
// belong to the name with its head at i; else it returns from.
func (p *page) joinBack(from, i int) int {
	j := from - 1
	if !p.name(j - 1) {
		return from
	}
	joins := false
	switch p.form(j) {
	case "of", "for", "&":
		joins = j > 1 && p.roles[j-1]&(roleBodyHead|roleBodyOf) != 0
	case "and":
		two := p.name(j-2) && p.modifies(j-1) && from == i-1
		front := j > 1 && p.hits[j-1].entry == nil && p.roles[j-1]&(roleBodyHead|rolePlaceHead) == 0 && p.roles[i]&roleBodyHead != 0
		joins = !p.titled && (two || front)
	}
	if joins {
		return j - 1
	}
	return from
}

// ordinal is true for "47th".
func (p *page) ordinal(i int) bool {
	f := p.form(i)
	if !p.atoms[i].is(markDigit) || len(f) < 3 {
		return false
	}
	switch f[len(f)-2:] {
	case "st", "nd", "rd", "th":
		return f[len(f)-3] >= '0' && f[len(f)-3] <= '9'
	}
	return false
}

// hitBefore returns where the place or people of several atoms begins that ends
// before i, or i.
func (p *page) hitBefore(i int) int {
	for k := max(0, i-7); k < i-1; k++ {
		if h := p.hits[k]; h.entry != nil && !h.entry.weak && k+h.size == i && h.entry.kind != trucewatch.Organization {
			return k
		}
	}
	return i
}

// modifies is true for heads that also stand before a head: "Defence and Security Forces".
func (p *page) modifies(i int) bool {
	switch p.form(i) {
	case "Defence", "Defense", "Intelligence", "Security", "Operations", "Police", "Army", "Relief", "Peace":
		return true
	}
	return false
}

// stopsBody is true for words that a name does not reach over backwards.
func (p *page) stopsBody(i int) bool {
	switch p.form(i) {
	case "The", "A", "An", "This", "That", "In", "On", "At", "By", "For", "From", "But", "And", "As", "If", "When", "While", "After", "Before", "Since", "Its", "His", "Their", "Our", "Both", "Under", "With", "Of", "To", "Former", "Photo", "Mr", "Mr.":
		return true
	}
	return false
}

// trim gives back titles and persons at the front: "President Trump Administration".
func (p *page) trim(from, i int) int {
	for from < i {
		e, n := p.titles.match(p.atoms, from, false)
		if e == nil || from+n > i || p.hits[from].entry != nil {
			break
		}
		from += n
	}
	return from
}

func (p *page) of(i int) bool {
	switch p.form(i) {
	case "of", "for", "on":
		return true
	}
	return false
}

// governed steps over "of the Interior and Municipalities", "for Human Rights".
func (p *page) governed(i int) int {
	end := i
	for p.of(end) || p.form(end) == "in" && p.form(end-1) == "Mission" {
		j := end + 1
		if p.form(j) == "the" {
			j++
		}
		if !p.name(j) && !p.atParticle(j) {
			break
		}
		for j < len(p.atoms) && (p.name(j) || p.atParticle(j) || p.dash(j) && p.name(j+1) || p.form(j) == "and" && p.name(j+1) && p.hits[j+1].entry == nil || p.form(j) == "," && p.listed(j)) {
			j++
		}
		end = j
	}
	return end
}

// listed is true for the comma in "Ministry of Food, Agriculture and Fisheries".
func (p *page) listed(i int) bool {
	return p.name(i+1) && p.hits[i+1].entry == nil && p.form(i+2) == "and" && p.name(i+3) && p.roles[i+1]&(roleGiven|roleSurname) == 0
}

// front returns the end of a place that begins with "Mount", "Kafr" and the like.
func (p *page) front(i int) int {
	switch p.form(i) {
	case "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "New", "Old", "Greater", "Inner", "Outer", "Upper", "Lower", "Gulf", "Sea", "Strait", "Bay", "River", "Isle":
		return i
	}
	j, _ := p.particle(i + 1)
	for end := j + 2; p.name(j) && j < end && !p.breaks(j); {
		j++
	}
	if p.roles[i+1]&(roleGiven|roleSurname) != 0 && p.form(i) == "Khan" {
		return i
	}
	return j
}

// brackets adds the short form of a body: "… Network for Human Rights (SNHR)".
func (p *page) brackets() {
	for i := 1; i+2 < len(p.atoms); i++ {
		if p.form(i) != "(" || p.form(i+2) != ")" || !p.atoms[i+1].is(markShout) || p.never[i+1] != 0 || !p.name(i-1) {
			continue
		}
		if first := p.atoms[i+1].form[0]; !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZ", rune(first)) {
			continue
		}
		p.add(candidate{from: i + 1, to: i + 2, kind: trucewatch.Organization, rule: "en.names.brackets", rank: rankRule})
	}
}

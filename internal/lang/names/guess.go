package names

import "github.com/trucewatch/trucewatch"

// fromModel takes the names that the model labelled as candidates. Most stand
// behind all others; a longer organisation or person that only holds a shorter
// name of the packs is set beside the rules, where the longest wins.
func (p *page) fromModel(row []int, spell []uint64) {
	runs(row, func(from, to, kind int) {
		for i := from; i < to; i++ {
			p.guess[i] = kind + 1
		}
		c := candidate{from: from, to: to, kind: kindOrder[kind], rule: "en.names.model", rank: rankModel}
		if p.ratherPerson(c) {
			c.kind = trucewatch.Person
		}
		if c = p.tidy(c); c.to <= c.from || p.shout || p.titled && !p.seenElsewhere(c, spell) || c.kind == trucewatch.Organization && p.isTitle(c.from, c.to) {
			return
		}
		if c.to-c.from == 1 && spell[c.from]&spelledSmall != 0 && p.hits[c.from].entry == nil && p.roles[c.from]&(roleGiven|roleSurname) == 0 {
			return // the report writes the word small too
		}
		if c.kind == trucewatch.Person && c.to-c.from < 3 {
			c.from = p.wider(c.from)
		}
		if p.overrides(c) {
			c.rank = rankWide
		}
		p.add(c)
	})
}

// ratherPerson is true where the model takes a single name that persons bear, or one
// that goes by an alias, for a place or an organisation.
func (p *page) ratherPerson(c candidate) bool {
	if c.kind != trucewatch.PlaceKind && c.kind != trucewatch.Organization || p.hits[c.from].entry != nil {
		return false
	}
	if c.to-c.from == 1 {
		return p.roles[c.from]&(roleGiven|roleSurname) != 0
	}
	return c.kind == trucewatch.PlaceKind && (p.form(c.to) == "alias" || p.form(c.to) == "," && p.form(c.to+1) == "alias")
}

// tidy takes titles, articles and stray marks off the ends, and drops what no
// capital, or no name at all, is left of.
func (p *page) tidy(c candidate) candidate {
	c.from = p.tidyFront(c)
	for c.to > c.from && !p.atoms[c.to-1].is(markWord|markDigit) {
		c.to--
	}
	named := false
	for i := c.from; i < c.to; i++ {
		named = named || p.name(i)
	}
	if !named || c.to-c.from == 1 && (p.ordinary(c.from) || p.bodyPart(c.from) && p.hits[c.from].entry == nil) {
		c.to = c.from
	}
	return c
}

// tidyFront returns where the candidate begins without titles, articles, marks and,
// for a person, "Fans of".
func (p *page) tidyFront(c candidate) int {
	from := c.from
	for from < c.to {
		if e, n := p.titles.match(p.atoms, from, true); e != nil && c.kind == trucewatch.Person && from+n < c.to {
			from += n
			continue
		}
		the := p.form(from) == "the" || p.form(from) == "The" && p.hits[from].entry == nil
		if !the && p.atoms[from].is(markWord|markHandle) {
			break
		}
		from++
	}
	for i := from + 1; i < c.to-1 && c.kind == trucewatch.Person; i++ {
		if p.form(i) == "of" {
			from = i + 1
		}
	}
	return from
}

// seenElsewhere is asked in headlines where every word has its capital: the name
// must hold a word that has its capital in running text too, or a known name of a
// person, and no name of the packs together with other words.
func (p *page) seenElsewhere(c candidate, spell []uint64) bool {
	seen := false
	for i := c.from; i < c.to; i++ {
		if h := p.hits[i]; h.entry != nil && !h.entry.weak && h.size < c.to-c.from {
			return false
		}
		seen = seen || spell[i]&spelledLarge != 0 || p.roles[i]&(roleGiven|roleSurname) != 0
	}
	return seen
}

// ordinary is true for a single word that is a title, or that stands first in the
// sentence and is in the packs as a word of other use too.
func (p *page) ordinary(i int) bool {
	if p.titles.next[rowOf(p.atoms[i])] > 0 {
		return true
	}
	if e, n := p.titles.match(p.atoms, i, false); e != nil && n > 1 {
		return true
	}
	if p.starts(i) && p.roles[i]&roleGiven != 0 && i+1 < len(p.atoms) && (p.form(i+1) == "the" || p.form(i+1) == "a" || p.form(i+1) == "of" || p.form(i+1) == "to") {
		return true
	}
	h := p.hits[i]
	if h.entry != nil && h.entry.weak && p.guess[i] != kindNumber(h.entry.kind)+1 {
		return true
	}
	if h.entry == nil && p.roles[i]&roleBodyHead != 0 {
		return true
	}
	return p.starts(i) && (h.entry != nil && h.entry.weak || p.roles[i]&(roleBodyHead|rolePlaceHead|rolePlaceFront) != 0)
}

// overrides is true for a longer name of the model that holds a shorter one of
// the packs: "Jordan Bardella", "Damascus Securities Exchange".
func (p *page) overrides(c candidate) bool {
	if c.to-c.from < 2 || p.titled {
		return false
	}
	switch c.kind {
	case trucewatch.Organization:
		return p.wholeBody(c)
	case trucewatch.Person:
		h := p.hits[c.from]
		return h.entry != nil && h.size == 1 && h.entry.kind == trucewatch.PlaceKind && p.hits[c.to-1].entry == nil && !p.starts(c.from) &&
			c.to-c.from == 2 && p.roles[c.from+1]&roleGiven == 0 && p.name(c.from+1) && !p.breaks(c.from+1)
	default: // the packs know places and peoples better
	}
	return false
}

// wholeBody is true where every part looks like part of one name and the packs do
// not explain the row as two names beside each other.
func (p *page) wholeBody(c candidate) bool {
	for i := c.from; i < c.to; i++ {
		if !p.name(i) && !p.dash(i) && !p.of(i) && p.form(i) != "&" {
			return false
		}
		if h := p.hits[i]; h.entry != nil && i > c.from && i+h.size >= c.to && h.entry.kind != trucewatch.People {
			return false
		}
	}
	return p.hits[c.to-1].entry == nil && len(p.form(c.from)) > 1
}

package names

import "github.com/trucewatch/trucewatch"

// newspaper adds "The Zimbabwe Independent": a land, town or word between "The" and
// the last word of a newspaper's name.
func (p *page) newspaper(i int) {
	if p.roles[i]&rolePress == 0 || p.titled || !p.name(i-1) || p.dash(i+1) {
		return
	}
	from := i - 1
	for p.name(from-1) && !p.stopsBody(from-1) && from > i-3 {
		from--
	}
	h := p.hits[from]
	place := h.entry != nil && h.entry.kind == trucewatch.PlaceKind && from+h.size == i
	if p.form(from-1) != "The" && !place || p.stopsBody(from) || p.form(i) == "Standard" && p.name(i+1) {
		return
	}
	p.add(candidate{from: from, to: i + 1, kind: trucewatch.Organization, rule: "en.names.newspaper", rank: rankRule})
}

// band adds groups whose name begins with a word for one: "Jaish al-Zubran"; and
// those that have a number before it: "91st Liwaa".
func (p *page) band(i int) {
	if p.roles[i]&roleBand == 0 || p.inName(i) && p.hits[i].entry == nil {
		return
	}
	if i > 0 && p.ordinal(i-1) {
		p.add(candidate{from: i - 1, to: i + 1, kind: trucewatch.Organization, rule: "en.names.band", rank: rankRule})
	}
	j := i
	for p.name(j) && p.roles[j]&roleBand != 0 {
		j++
	}
	dashed := p.dash(j) && p.roles[min(j+1, len(p.atoms)-1)]&roleParticle != 0
	if !dashed && !p.atParticle(j) && j < i+2 {
		return
	}
	if end := p.person(i); end > j {
		p.add(candidate{from: i, to: end, kind: trucewatch.Organization, rule: "en.names.band", rank: rankTitle})
	}
}

// landBody adds state bodies that are named by their field and their land: "Health
// Ghana", "Games Standards of Ghana". A field and a land do not stand beside each
// other otherwise.
func (p *page) landBody(i int) {
	if p.roles[i]&roleField == 0 || p.titled || p.hits[i].entry != nil && p.hits[i].entry.kind != trucewatch.Organization {
		return
	}
	to := p.lands(i + 1)
	if to == i+1 {
		to = p.landGoverned(i)
	}
	if to > i+1 {
		p.add(candidate{from: p.fields(i), to: to, kind: trucewatch.Organization, rule: "en.names.land-body", rank: rankRule})
	}
}

// lands steps over the names of states that begin at i.
func (p *page) lands(i int) int {
	for p.name(i) {
		e := p.hits[i].entry
		if e == nil || e.weak || e.kind != trucewatch.PlaceKind || e.rule != "en.names.state" {
			break
		}
		i += p.hits[i].size
	}
	return i
}

// landGoverned returns the end of a name whose land stands behind "of" and its field
// at i, or i where there is none.
func (p *page) landGoverned(i int) int {
	switch {
	case p.form(i+1) != "of", p.atoms[i].is(markPlain), !p.name(i - 1), p.roles[i-1]&roleField == 0 && !standards(p.form(i)):
		return i
	}
	to := p.governed(i + 1)
	if i+2 >= len(p.hits) || p.hits[i+2].entry == nil {
		return i
	}
	return to
}

// fields steps back from the field at i over one or two words that belong to it.
func (p *page) fields(i int) int {
	from := i
	for from > 0 && p.name(from-1) && p.hits[from-1].entry == nil && !p.stopsBody(from-1) && from > i-2 && !p.starts(from-1) {
		from--
	}
	if from == i && p.starts(i-1) && p.name(i-1) && (p.roles[i-1]&roleField != 0 || standards(p.form(i))) {
		from = i - 1
	}
	return from
}

func standards(s string) bool { return s == "Standards" }

// called adds the unknown name behind the word for what it is: "the daily
// Al-Zubran", "the village of Zubran".
func (p *page) called() {
	for i := 0; i+1 < len(p.atoms); i++ {
		from, kind := i+1, trucewatch.Organization
		switch {
		case p.titled || !p.atoms[i].is(markPlain) || p.atoms[i].glued:
			continue
		case p.roles[i]&roleGround != 0 && p.form(i+1) == "of":
			from, kind = i+2, trucewatch.PlaceKind
		case p.roles[i]&roleMedium == 0:
			continue
		}
		if !p.name(from) && !p.atParticle(from) || p.inName(from) || p.hits[min(from, len(p.atoms)-1)].entry != nil || p.titles.next[rowOf(p.atoms[min(from, len(p.atoms)-1)])] > 0 {
			continue
		}
		if kind == trucewatch.Organization && p.roles[from]&roleGiven != 0 {
			continue
		}
		end := p.person(from)
		for j := from; j < end; j++ {
			if p.hits[j].entry != nil {
				end = from
			}
		}
		if end > from && !p.bodyFollows(end) {
			p.add(candidate{from: from, to: end, kind: kind, rule: "en.names.called", rank: rankTitle})
		}
	}
}

// ground adds an unknown name before the word for a place: "Zubran province".
func (p *page) ground(i int) {
	if i+1 >= len(p.atoms) || p.titled || p.roles[i+1]&roleGround == 0 || !p.atoms[i+1].is(markPlain) || p.atoms[i+1].glued {
		return
	}
	switch p.form(i + 1) {
	case "city", "state", "port", "island", "camp", "capital", "town":
		return // "Trump camp"
	}
	from := p.unknownBack(i)
	for j := from; j <= i; j++ {
		if p.hits[j].entry != nil || p.inName(j) || p.roles[j]&(roleBodyHead|rolePlaceHead|rolePlaceFront) != 0 || p.dash(j) && j+1 <= i && p.atoms[j+1].is(markPlain) {
			return
		}
	}
	if p.starts(from) && p.guess[i] == 0 || p.titles.next[rowOf(p.atoms[from])] > 0 || p.form(from) == "-" {
		return
	}
	p.add(candidate{from: from, to: i + 1, kind: trucewatch.PlaceKind, rule: "en.names.ground", rank: rankTitle})
}

// unknownBack steps back from the name at i over the words, dashes and the article
// that may belong to it.
func (p *page) unknownBack(i int) int {
	from := i
	for from > 0 && (p.name(from-1) && !p.stopsBody(from-1) && !p.starts(from-1) || p.dash(from-1) && p.atoms[from].glued) {
		from--
	}
	if from >= 2 && p.dash(from-1) && p.roles[from-2]&roleParticle != 0 {
		from -= 2
	}
	return from
}

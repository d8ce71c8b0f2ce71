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
		case p.form(i-1) == "Red" && (p.form(i) == "Cross" || p.form(i) == "Crescent"):
			p.body(i, trucewatch.Organization)
		case p.roles[i]&roleBodyHead != 0 || p.roles[i]&roleBodyOf != 0 && p.of(i+1):
			p.body(i, trucewatch.Organization)
		case p.roles[i]&rolePlaceHead != 0:
			p.body(i, trucewatch.PlaceKind)
		}
		p.landBody(i)
		p.quarter(i)
		p.following(i)
		p.newspaper(i)
		p.band(i)
		p.ground(i)
		if p.roles[i]&rolePlaceFront != 0 && (p.name(i+1) || p.atParticle(i+1)) && !p.starts(i) && !p.titled && p.hits[i].entry == nil {
			if end := p.front(i); end > i+1 {
				p.add(candidate{from: i, to: end, kind: trucewatch.PlaceKind, rule: "en.names.place-front", rank: rankRule})
			}
		}
	}
	p.called()
	p.ampersands()
	p.brackets()
}

// ampersands adds names with two letters joined by one: "Texas A&M", "AT&T".
func (p *page) ampersands() {
	for i := 1; i+1 < len(p.atoms); i++ {
		if p.form(i) != "&" || !p.atoms[i].glued || !p.atoms[i+1].glued || !p.name(i-1) || !p.name(i+1) || len(p.form(i-1)) > 3 || len(p.form(i+1)) > 3 {
			continue
		}
		from := i - 1
		for from > 0 && p.name(from-1) && !p.stopsBody(from-1) && !p.starts(from-1) {
			from--
		}
		to := i + 2
		for p.name(to) && p.roles[to]&roleBodyHead != 0 {
			to++
		}
		p.add(candidate{from: from, to: to, kind: trucewatch.Organization, rule: "en.names.ampersand", rank: rankRule})
	}
}

// body adds the name whose head word stands at i: back over capitalised words and
// on over "of", "for" with what they govern.
func (p *page) body(i int, kind trucewatch.MentionKind) {
	from := p.back(i)
	to, kind := p.heads(i+1, kind)
	if p.titled && !p.known(from, to) {
		return
	}
	if !p.titled {
		to, kind = p.tail(from, to, kind)
	}
	if from == i && p.starts(i) && guild(strings.ToLower(p.form(i))) {
		return // "Doctors of the Red Cross"
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

// heads steps on over further heads from to; the last of them tells the kind.
func (p *page) heads(to int, kind trucewatch.MentionKind) (int, trucewatch.MentionKind) {
	for ; p.name(to); to++ {
		switch {
		case p.roles[to]&roleBodyHead != 0:
			kind = trucewatch.Organization
		case p.roles[to]&rolePlaceHead != 0:
			kind = trucewatch.PlaceKind
		case kind == trucewatch.PlaceKind && p.hits[to].entry == nil && p.name(to+1) && p.roles[to+1]&rolePlaceHead != 0:
		default:
			return to, kind
		}
	}
	return to, kind
}

// tail steps on over what the heads govern, and tells the kind of the whole name:
// a medical centre is a place, a city with more behind it a government.
func (p *page) tail(from, to int, kind trucewatch.MentionKind) (int, trucewatch.MentionKind) {
	if kind == trucewatch.Organization {
		if p.roles[to-1]&roleBodyOf != 0 {
			to = p.governed(to)
		}
		if to <= from+2 || !centre(p.form(to-1)) || p.roles[to-2]&roleSite == 0 {
			return to, kind
		}
	}
	if to-from <= 2 {
		to = p.lying(to)
	}
	to = p.numbered(to)
	if p.form(from) == "City" && to-from > 2 {
		return to, trucewatch.Organization
	}
	return to, trucewatch.PlaceKind
}

func centre(s string) bool { return s == "Center" || s == "Centre" }

// lying steps on over "of Flight" behind "Museum"; behind "City" and "State" only
// over a land or town of the packs.
func (p *page) lying(to int) int {
	if p.roles[to-1]&rolePlaceOf == 0 || p.form(to) != "of" {
		return to
	}
	if end := p.governed(to); end > to {
		return end
	}
	return to
}

// numbered steps over the number in "Launch Pad 39A" and "Facility-1".
func (p *page) numbered(to int) int {
	if p.dash(to) && to+1 < len(p.atoms) && p.atoms[to+1].glued && p.atoms[to+1].is(markDigit) {
		return to + 2
	}
	if to < len(p.atoms) && p.atoms[to].is(markDigit) && p.atoms[to].is(markWord|markCapital) && p.atoms[to].start == p.atoms[to-1].end+1 {
		return to + 1
	}
	return to
}

// quarter adds "South Australia" and the like where the capital cannot be that of
// the sentence.
func (p *page) quarter(i int) {
	switch p.form(i) {
	case "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central":
	default:
		return
	}
	if p.starts(i) || p.titled || p.hits[i].entry != nil || i+1 >= len(p.atoms) {
		return
	}
	if h := p.hits[i+1]; h.entry != nil && !h.entry.weak && h.entry.kind == trucewatch.PlaceKind {
		p.add(candidate{from: i, to: i + 1 + h.size, kind: trucewatch.PlaceKind, rule: "en.names.quarter", rank: rankRule})
	}
}

// following adds the movement or network that is called after one person or word:
// "the Sadr movement".
func (p *page) following(i int) {
	if next := p.form(i + 1); next != "movement" && next != "network" || p.starts(i) && p.guess[i] == 0 || p.titled || p.roles[i]&(roleBodyHead|rolePlaceHead|roleWork|roleBodyPart) != 0 {
		return
	}
	if h := p.hits[i]; h.entry != nil || p.inName(i) || p.name(i-1) && (p.hits[i-1].entry == nil || p.hits[i-1].entry.kind != trucewatch.People) || p.atoms[i].glued || p.atoms[i].is(markShout) {
		return
	}
	p.add(candidate{from: i, to: i + 2, kind: trucewatch.Organization, rule: "en.names.following", rank: rankTitle})
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
	case p.name(j) && !p.stopsBody(j), p.ordinal(j), p.bodyPart(j):
		return j
	case j > 0 && p.atoms[j].is(markPossessor) && collective(p.form(j-1)) && p.atoms[j-1].is(markCapital):
		return j - 1
	case p.dash(j) && p.atoms[from].glued && (p.name(j-1) || j > 0 && p.roles[j-1]&roleParticle != 0):
		return j - 1
	}
	return from
}

// bodyPart is true for words that are never a name alone but stand in names of
// bodies: "Islamic", "Space".
func (p *page) bodyPart(i int) bool {
	return i >= 0 && i < len(p.atoms) && p.roles[i]&roleBodyPart != 0 && p.atoms[i].is(markCapital) && (p.never[i] == 0 || p.never[i] == i+1)
}

// collective is true for those in whose name bodies are founded: "People's Party".
func collective(s string) bool {
	switch s {
	case "People", "Women", "Children", "Men", "Lord", "Nation", "Workers", "Farmers", "Peasants", "Teachers", "Lawyers", "Journalists", "Doctors", "Students", "Mothers", "Prisoners", "Veterans", "King", "Queen", "Governor", "Prosecutor", "Bishops":
		return true
	}
	return false
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
		joins = j > 1 && p.roles[j-1]&(roleBodyHead|roleBodyOf) != 0 || p.form(j) == "&" && !p.titled
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
	case "Air", "Land", "Sea", "Arts", "Science", "Culture", "Health", "Trade", "Space", "Technology", "Justice", "Women", "Children", "Defence", "Defense", "Intelligence", "Security", "Operations", "Police", "Army", "Relief", "Peace":
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
	for p.governs(end) {
		j := end + 1
		if p.form(j) == "the" {
			j++
		}
		if !p.name(j) && !p.links(j) && !p.bodyPart(j) {
			break
		}
		for j < len(p.atoms) && (p.name(j) || p.bodyPart(j) || p.links(j) || p.joinsOn(j, i)) {
			j++
		}
		if p.hits[j-1].entry != nil && p.hits[j-1].entry.kind == trucewatch.People && guild(p.form(j)) {
			j++
		}
		end = j
	}
	return end
}

// governs is true for the preposition at i where it may stand within a name.
func (p *page) governs(i int) bool {
	switch p.form(i) {
	case "of", "for":
		return true
	case "on":
		return p.advises(i - 1)
	case "in":
		return p.form(i-1) == "Mission"
	}
	return false
}

// joinsOn is true for the dash, comma or "and" at j between two words that the body
// with its head before head deals with. A known name behind "and" stands by itself,
// but for a second land behind a field.
func (p *page) joinsOn(j, head int) bool {
	if !p.name(j + 1) {
		return false
	}
	next := p.hits[j+1].entry
	switch p.form(j) {
	case "and":
		return next == nil || p.hits[j-1].entry != nil && next.rule == "en.names.state" && p.roles[head-1]&roleField != 0
	case ",":
		return p.listed(j)
	}
	return p.dash(j)
}

// links is true for a particle within a name of a body; "at" and the like are one
// only before a hyphen.
func (p *page) links(i int) bool {
	switch p.form(i) {
	case "at", "an", "as", "a", "e", "i", "y", "en", "em", "es", "do":
		return p.dash(i+1) && p.atParticle(i)
	}
	return p.atParticle(i)
}

// advises is true for bodies whose matter stands behind "on".
func (p *page) advises(i int) bool {
	switch p.form(i) {
	case "Committee", "Commission", "Council", "Conference", "Group", "Institute", "Office", "Commissioner", "Forum", "Board", "Panel", "Mission", "Network", "Inquiry":
		return true
	}
	return false
}

// guild is true for the people of one calling that a body is made of: "Board of
// Muslim clerics".
func guild(s string) bool {
	switch s {
	case "clerics", "scholars", "lawyers", "jurists", "journalists", "writers", "doctors", "physicians", "engineers", "teachers", "students", "workers", "women", "veterans", "elders", "farmers", "churches", "rabbis":
		return true
	}
	return false
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
		p.add(candidate{from: i + 1, to: i + 2, kind: p.kindBefore(i), rule: "en.names.brackets", rank: rankRule})
	}
}

// kindBefore is the kind of the name that ends before i: a place if it is found as
// one by its head, else an organisation.
func (p *page) kindBefore(i int) trucewatch.MentionKind {
	for _, c := range p.found {
		if c.to == i && c.rule == "en.names.place-head" {
			return trucewatch.PlaceKind
		}
	}
	return trucewatch.Organization
}

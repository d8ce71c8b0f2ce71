package names

import (
	"strings"

	"github.com/trucewatch/trucewatch"
)

// person returns the end of the name of a person that begins at atoms[i], or i.
// Parts are capitalised words, initials, and particles before them.
func (p *page) person(i int) int {
	end := i
	led := false // a particle leads to the atom
	for j := i; j < len(p.atoms); {
		if n, _ := p.particle(j); n > j {
			j, led = n, true
			continue
		}
		if !p.name(j) || j > i && !led && p.breaks(j) || p.shout && p.roles[j]&(roleGiven|roleSurname) == 0 {
			break
		}
		j++
		led = false
		end = j
		for p.dash(j) && j+1 < len(p.atoms) && p.atoms[j+1].is(markWord) && p.atoms[j+1].glued && p.joins(j+1) {
			j += 2
			end = j
		}
	}
	return end
}

// joins is true where the word after a hyphen goes on with the name: "Abdel-Fattah",
// "Ki-moon", "Abd al-Malik", but not "Trump-backed".
func (p *page) joins(i int) bool {
	if p.atoms[i].is(markCapital) {
		return true
	}
	return len(p.form(i)) <= 6 && i >= 2 && len(p.form(i-2)) <= 5 && !strings.HasSuffix(p.form(i), "ed") && !strings.HasSuffix(p.form(i), "led") && p.roles[i]&roleSpeech == 0 &&
		p.form(i) != "style" && p.form(i) != "era" && p.form(i) != "based" && p.form(i) != "born"
}

// particle steps over "al-", "bin", "van der" where a capitalised word follows;
// the second result is the first atom after the particles.
func (p *page) particle(i int) (int, bool) {
	j := i
	for j < len(p.atoms) && j < i+4 && p.roles[j]&roleParticle != 0 {
		j++
		if p.dash(j) {
			j++
		} else if apostropheAtom(p.form(j)) {
			j++
		}
	}
	if j == i || !p.name(j) {
		return i, false
	}
	return j, true
}

func apostropheAtom(s string) bool { return s == "'" || s == "’" || s == "‘" }

// breaks is true where a new name or title begins, so that the person's ends.
func (p *page) breaks(i int) bool {
	if e, n := p.titles.match(p.atoms, i, false); e != nil && n > 0 && !p.initial(i) && !p.dash(i+n) && p.roles[i]&(roleGiven|roleSurname) == 0 {
		return !middle(p.form(i)) || !p.name(i+1)
	}
	if p.roles[i]&(roleBodyHead|rolePlaceHead) != 0 && p.roles[i]&(roleGiven|roleSurname) == 0 {
		return true
	}
	h := p.hits[i]
	return h.entry != nil && !h.entry.weak && p.roles[i]&(roleGiven|roleSurname) == 0 && (h.size > 1 || h.entry.kind == trucewatch.Organization || p.titled && h.entry.kind != trucewatch.People)
}

// middle is true for titles that are also given as names.
func middle(s string) bool {
	switch s {
	case "Sheikh", "Shaikh", "Sheik", "Shah", "Sayyid", "Sayed", "Sayyed", "Syed", "Haji", "Hajji", "Emir", "Amir", "Mullah", "Hafiz", "Pir", "Sultan", "King", "Prince":
		return true
	}
	return false
}

func (p *page) initial(i int) bool { return p.atoms[i].is(markStop) && len(p.form(i)) == 2 }

// persons adds people by a title before the name, by a known given name, and by
// a known surname that stands alone.
func (p *page) persons() {
	for i := 0; i < len(p.atoms); i++ {
		if e, n := p.titles.match(p.atoms, i, true); e != nil {
			if next := p.behindTitle(i, n); next > i {
				i = next - 1
				continue
			}
		}
		switch {
		case p.atoms[i].is(markHandle) && !p.address(i):
			p.add(candidate{from: i, to: i + 1, kind: trucewatch.Person, rule: "en.names.handle", rank: rankRule})
		case p.name(i) && p.roles[i]&(roleGiven|roleSurname) != 0 && !p.inName(i):
			i = max(i, p.byRole(i)-1)
		case p.atoms[i].is(markPlain):
			i = max(i, p.son(i)-1)
		}
	}
}

// address is true where "@name" is part of a mail address.
func (p *page) address(i int) bool {
	if i > 0 && p.atoms[i].glued && p.atoms[i-1].is(markWord|markDigit) {
		return true
	}
	return p.form(i+1) == "." && i+2 < len(p.atoms) && p.atoms[i+2].glued && p.atoms[i+2].is(markWord)
}

// byRole adds the person that a known given name or surname at i shows and returns
// its end, or i.
func (p *page) byRole(i int) int {
	if p.roles[i]&rolePlaceFront != 0 && p.atParticle(i+1) {
		return i // "Tal al-Sultan"
	}
	if p.roles[i]&roleGiven != 0 {
		if end := p.given(i); end > i {
			return end
		}
	}
	if p.roles[i]&roleSurname != 0 || i+1 < len(p.atoms) && p.roles[i+1]&roleSpeech != 0 && p.atoms[i+1].is(markPlain) {
		return p.surname(i)
	}
	return i
}

// son adds "bin Laden" where nothing stands before it.
func (p *page) son(i int) int {
	switch p.form(i) {
	case "bin", "ibn", "bint":
	default:
		return i
	}
	if !p.name(i+1) || p.name(i-1) {
		return i
	}
	p.add(candidate{from: i, to: i + 2, kind: trucewatch.Person, rule: "en.names.son", rank: rankRule})
	return i + 2
}

// wider steps back over capitalised words that nothing explains: the first names
// before a known one.
func (p *page) wider(i int) int {
	for i > 0 && p.name(i-1) && !p.starts(i-1) && !p.titled && !p.shout && p.hits[i-1].entry == nil && !p.inName(i-1) &&
		!p.atoms[i-1].is(markStop) && p.roles[i-1]&(roleBodyHead|rolePlaceHead) == 0 && p.titles.next[rowOf(p.atoms[i-1])] == 0 {
		i--
	}
	return i
}

// behindTitle adds the person behind the title of n atoms at i and returns its end.
func (p *page) behindTitle(i, n int) int {
	start := i
	if n == 1 && p.atoms[i].is(markCapital) && p.roles[i]&roleGiven != 0 && p.atParticle(i+1) {
		return i
	}
	for {
		e, m := p.titles.match(p.atoms, i+n, true)
		if e == nil || p.lastWord(i+n, m) || p.roles[i+n]&roleGiven != 0 && p.form(i+n) != "Sheikh" {
			break
		}
		n += m
	}
	from := i + n
	if !p.mayFollowTitle(from) || p.atoms[start].is(markPlain) && p.starts(from) {
		return i
	}
	end := p.person(from)
	if end == from || p.bodyFollows(end) || end-from == 1 && p.loneTitle(from) {
		return i
	}
	title := p.text[p.atoms[start].start:p.atoms[from-1].end]
	p.add(candidate{from: from, to: end, kind: trucewatch.Person, rule: "en.names.title", title: title, rank: rankTitle})
	return end
}

// mayFollowTitle is true where a person's name may begin: not at a place or body of
// the packs, unless a person bears its name too.
func (p *page) mayFollowTitle(i int) bool {
	if i >= len(p.atoms) || p.form(i) == "," || !p.name(i) && !p.atParticle(i) {
		return false
	}
	h := p.hits[i]
	return h.entry == nil || h.entry.weak || p.roles[i]&(roleGiven|roleSurname) != 0 || p.longerPerson(i, h)
}

// loneTitle is true for a single word behind a title that is rather a title itself,
// or, in a headline, any word with a capital.
func (p *page) loneTitle(i int) bool {
	return p.titles.next[rowOf(p.atoms[i])] > 0 || p.titled && p.roles[i]&(roleGiven|roleSurname) == 0
}

func (p *page) atParticle(i int) bool {
	_, ok := p.particle(i)
	return ok
}

// lastWord is true when the title at i is rather the person's own name: nothing
// that could be a name follows it.
func (p *page) lastWord(i, n int) bool {
	return !p.name(i+n) && !p.atParticle(i+n) && p.atoms[i].is(markCapital)
}

// longerPerson is true where a name of the packs is only the front of a person's
// name: "President Jordan Bardella".
func (p *page) longerPerson(i int, h hit) bool {
	return h.size == 1 && h.entry.kind == trucewatch.PlaceKind && p.name(i+1) && p.hits[i+1].entry == nil && !p.breaks(i+1)
}

func (p *page) bodyFollows(end int) bool {
	return p.name(end) && p.roles[end]&(roleBodyHead|rolePlaceHead) != 0
}

// inName is true inside a longer pack name that begins earlier or here.
func (p *page) inName(i int) bool {
	for j := max(0, i-4); j <= i; j++ {
		if h := p.hits[j]; h.entry != nil && !h.entry.weak && j+h.size > i && h.size > 1 {
			return true
		}
	}
	return false
}

// given adds a person whose first word is a known given name.
func (p *page) given(i int) int {
	end := p.person(i)
	if end-i < 2 || p.bodyFollows(end) {
		return i
	}
	last := p.roles[end-1]&(roleGiven|roleSurname) != 0
	if p.shout && (!last || p.hits[i].entry != nil) {
		return i
	}
	if p.starts(i) && p.asks(i) {
		return i
	}
	if h := p.hits[i]; h.entry != nil && !last && (p.starts(i) || p.titled) {
		return i
	}
	if p.titled && !last && p.hits[i].entry != nil {
		return i
	}
	from := p.wider(i)
	if from > i-3 {
		i = from
	}
	p.add(candidate{from: i, to: end, kind: trucewatch.Person, rule: "en.names.given", rank: rankTitle})
	return end
}

// asks is true for words such as "Will" and "May" that open a question or a demand
// about another name.
func (p *page) asks(i int) bool {
	switch p.form(i) {
	case "Will", "May", "Can", "Mark", "Bill", "Grant", "Said", "Ban", "Win":
		return i+1 < len(p.atoms) && p.hits[i+1].entry != nil
	}
	return false
}

// surname adds a known surname that stands alone, with its particle.
func (p *page) surname(i int) int {
	if p.hits[i].entry != nil || p.inName(i) || p.name(i-1) && !p.titled && !p.stopsBody(i-1) || p.bodyFollows(i+1) {
		return i
	}
	from := i
	if i >= 2 && p.dash(i-1) && p.roles[i-2]&roleParticle != 0 {
		from = i - 2
	}
	p.add(candidate{from: from, to: i + 1, kind: trucewatch.Person, rule: "en.names.surname", rank: rankRule})
	return i + 1
}

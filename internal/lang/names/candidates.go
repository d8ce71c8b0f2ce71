package names

import (
	"strings"

	"github.com/trucewatch/trucewatch"
)

// candidate is a row of atoms [from, to) that may be a name.
type candidate struct {
	from, to int
	kind     trucewatch.MentionKind
	rule     string
	title    string
	rank     int // among candidates of one length the higher rank wins
}

const (
	rankModel = iota
	rankWide  // of the model, but longer than a name of the packs in it
	rankRule
	rankName  // a name of the packs
	rankTitle // a person behind a title
)

// page is one sentence while names are sought in it.
type page struct {
	*knowledge
	text   string
	atoms  []atom
	roles  []role
	never  []int // 1 + where the row of words begins that is never a name, or 0
	hits   []hit // longest pack name that begins at each atom
	shout  bool  // all in capitals
	titled bool  // a headline in title case
	guess  []int // kind that the model gives each atom, 1-based; 0 is outside
	found  []candidate

	sailing []string // names of ships and spacecraft
}

type hit struct {
	entry *entry
	size  int
}

func (k *knowledge) open(text string, atoms []atom) *page {
	p := &page{knowledge: k, text: text, atoms: atoms, roles: make([]role, len(atoms)), never: make([]int, len(atoms)), hits: make([]hit, len(atoms)), guess: make([]int, len(atoms))}
	p.readLetters()
	for i := range atoms {
		if e, n := k.nevers.match(atoms, i, false); e != nil && atoms[i].is(markCapital|markShout) {
			p.forbid(i, n)
		}
		if e, n := k.names.match(atoms, i, p.shout); e != nil && p.startsName(i) {
			p.hits[i] = hit{e, n}
		}
	}
	p.works()
	p.vessels()
	p.opera()
	return p
}

// works forbids the names of laws, programmes, studies and prizes: rows of words
// with capitals that end in such a word, unless the packs know a body there.
func (p *page) works() {
	if p.titled || p.shout {
		return
	}
	for i := range p.atoms {
		if p.roles[i]&roleWork == 0 || !p.atoms[i].is(markCapital) || p.starts(i) {
			continue
		}
		from, known := i, false
		for from > 0 && p.name(from-1) && !p.stopsBody(from-1) {
			from--
			known = known || p.hits[from].entry != nil && !p.hits[from].entry.weak
		}
		if from == i || known && (i-from < 2 || p.bodyWithin(from, i)) || p.name(i+1) && p.roles[i+1]&(roleBodyHead|rolePlaceHead) != 0 {
			continue
		}
		p.forbid(from, i+1-from)
	}
}

// opera forbids the titles of books, films and papers within quotation marks.
func (p *page) opera() {
	for i := range p.atoms {
		if q := p.form(i + 1); p.roles[i]&roleOpus == 0 || q != `"` && q != "“" {
			continue
		}
		to := i + 2
		for to < len(p.atoms) && p.form(to) != `"` && p.form(to) != "”" {
			to++
		}
		if to < len(p.atoms) && to-i < 16 {
			p.forbid(i+2, to-i-2)
		}
	}
}

// plainVerb is true where a short word stands small that a headline would write
// with a capital: "hit", "was".
func (p *page) plainVerb() bool {
	for _, a := range p.atoms {
		switch a.form {
		case "hit", "was", "had", "has", "are", "met", "did", "won", "led", "cut", "ran", "saw", "say", "set", "put", "got", "his", "her", "its", "who", "she":
			return true
		}
	}
	return false
}

// bodyWithin is true where a person or body of the packs stands in atoms from to last.
func (p *page) bodyWithin(from, last int) bool {
	for i := from; i <= last; i++ {
		if h := p.hits[i]; h.entry != nil && h.entry.kind == trucewatch.Organization {
			return true
		}
	}
	return false
}

// vessels forbids the names of ships and spacecraft behind the word for them.
func (p *page) vessels() {
	for i := range p.atoms {
		if p.roles[i]&roleVessel == 0 || p.titled {
			continue
		}
		prefix := p.atoms[i].is(markCapital) // "HMS", "Space Shuttle"
		if prefix && !p.atoms[i].is(markShout) && !craft(p.form(i)) {
			continue
		}
		if p.form(i) == "Shuttle" && p.form(i-1) == "Space" {
			p.forbid(i-1, 2)
		}
		from, to := p.christened(i+1, prefix)
		if to == from {
			continue
		}
		if prefix {
			from = i
			if p.form(i-1) == "Space" {
				from = i - 1
			}
		}
		p.forbid(from, to-from)
		p.sailing = append(p.sailing, p.form(to-1))
	}
}

func craft(s string) bool { return s == "Shuttle" || s == "Soyuz" || s == "Vostok" }

// christened returns the atoms of a vessel's own name that begins at i, with or
// without quotation marks. A name of the packs is one only behind a prefix.
func (p *page) christened(i int, prefix bool) (from, to int) {
	switch p.form(i) {
	case `"`, "“", "‘", "'":
		i++
	}
	from, to = i, i
	for to < from+3 && p.name(to) && (prefix || p.hits[to].entry == nil) && p.roles[to]&(roleBodyHead|rolePlaceHead) == 0 && p.titles.next[rowOf(p.atoms[to])] == 0 {
		to++
	}
	return from, to
}

// readLetters notes the roles of the words and tells headlines by their capitals.
func (p *page) readLetters() {
	words, capitals, shouts, small := 0, 0, 0, 0
	for i, a := range p.atoms {
		p.roles[i] = p.role(a)
		if a.is(markShout) {
			shouts++
		}
		if !a.is(markWord) || len(a.form) < 4 {
			continue
		}
		words++
		if a.is(markCapital) {
			capitals++
		} else if len(a.form) > 4 {
			small++
		}
	}
	if n := len(p.atoms); n > 0 && p.form(n-1) == "." && p.plainVerb() {
		small++
	}
	p.shout = shouts > 3 && words > 0 && shouts*10 >= len(p.atoms)*6
	p.titled = !p.shout && words > 2 && small == 0 && capitals*10 >= words*8
}

// forbid marks n atoms at i as words that are never a name.
func (p *page) forbid(i, n int) {
	for j := i; j < i+n; j++ {
		if p.never[j] == 0 || n > 1 {
			p.never[j] = i + 1
		}
	}
}

// startsName keeps lower-case words from being names, but for the few that are
// written so ("al-Qaeda", "i24").
func (p *page) startsName(i int) bool {
	a := p.atoms[i]
	if a.is(markCapital) || a.is(markDigit) {
		return true
	}
	if a.glued && i > 0 && !p.atoms[i-1].is(markWord) && p.atoms[i-1].form != "-" {
		return i > 0 && p.atoms[i-1].form != "/"
	}
	return a.is(markPlain) && i+1 < len(p.atoms) && p.roles[i]&roleParticle != 0 || a.form == "ynet"
}

// name is true for a capitalised word that may stand in a name.
func (p *page) name(i int) bool {
	return i >= 0 && i < len(p.atoms) && p.atoms[i].is(markCapital) && p.atoms[i].is(markWord) && p.never[i] == 0
}

func (p *page) form(i int) string {
	if i < 0 || i >= len(p.atoms) {
		return ""
	}
	return p.atoms[i].form
}

func (p *page) dash(i int) bool {
	switch p.form(i) {
	case "-", "–", "‐", "‑":
		return p.atoms[i].glued
	}
	return false
}

// starts is true for the first word of a sentence or of a quotation.
func (p *page) starts(i int) bool {
	for i--; i >= 0; i-- {
		if p.atoms[i].is(markWord | markDigit) {
			return false
		}
		switch p.form(i) {
		case `"`, "“", ":", "—", ".", "!", "?":
			return true
		}
	}
	return true
}

// add keeps a candidate. The "The" of a newspaper, and one within a sentence, is
// part of the name.
func (p *page) add(c candidate) {
	if c.kind == trucewatch.Organization && p.form(c.from-1) == "The" && !p.titled && c.to > c.from && (!p.starts(c.from-1) || p.roles[c.to-1]&rolePress != 0 && c.to-c.from > 1) {
		c.from--
	}
	if c.to > c.from {
		p.found = append(p.found, c)
	}
}

// fromPacks adds every name of the packs.
func (p *page) fromPacks() {
	for i, h := range p.hits {
		if h.entry == nil || h.entry.weak && !p.supported(i, h) {
			continue
		}
		if p.noName(i, i+h.size) || p.lowerTail(i+h.size) {
			continue
		}
		h.entry = p.alternative(i, h)
		from := i
		if h.entry.kind == trucewatch.PlaceKind && i >= 2 && p.dash(i-1) && article(p.form(i-2)) {
			from = i - 2
		}
		p.add(candidate{from: from, to: i + h.size, kind: h.entry.kind, rule: h.entry.rule, rank: rankName})
	}
}

// article is true for the Arabic article before a place, in any spelling.
func article(s string) bool {
	switch strings.ToLower(s) {
	case "al", "el", "as", "ash", "ar", "ad", "an", "at", "az":
		return true
	}
	return false
}

// noName is true where the whole row lies in one that is never a name.
func (p *page) noName(from, to int) bool {
	for i := from; i < to; i++ {
		if p.never[i] == 0 || p.never[i] != p.never[from] {
			return false
		}
	}
	return true
}

// lowerTail is true where the match ends inside a longer word such as "US$".
func (p *page) lowerTail(i int) bool {
	return i < len(p.atoms) && p.atoms[i].glued && (p.form(i) == "$" || p.form(i) == "_")
}

// supported tells whether the words around a name that is also an ordinary word
// show that it is meant as a name.
func (p *page) supported(i int, h hit) bool {
	if p.starts(i) || p.shout {
		return !p.shout && !p.titled && h.entry.kind == trucewatch.Organization && partisan(p.form(i+h.size)) && p.form(i+h.size) != "leader"
	}
	if p.guess[i] == kindNumber(h.entry.kind)+1 {
		return true
	}
	if p.titled || p.name(i-1) || p.name(i+h.size) {
		return false
	}
	before, after := strings.ToLower(p.form(i-1)), p.form(i+h.size)
	switch h.entry.kind {
	case trucewatch.PlaceKind:
		switch before {
		case "in", "at", "near", "from", "to", "outside", "around", "toward", "towards":
			return true
		}
	case trucewatch.Organization:
		switch before {
		case "on", "via":
			return true
		case "told", "by", "the", "to":
			return len(p.form(i)) > 1
		}
		return partisan(after)
	case trucewatch.People:
		return before == "ethnic" || folk(after)
	default: // no such sign is known for the others
	}
	return false
}

// partisan is true for nouns that the name of a party stands before.
func partisan(s string) bool {
	switch s {
	case "government", "party", "MP", "MPs", "lawmaker", "lawmakers", "leader", "senator", "senators", "voters", "candidate", "candidates", "majority", "politician", "politicians":
		return true
	}
	return false
}

// folk is true for nouns that the name of a people stands before.
func folk(s string) bool {
	switch s {
	case "fighters", "people", "community", "communities", "minority", "rebels", "civilians", "villagers", "tribe", "tribes", "tribesmen", "groups", "forces", "refugees",
		"militia", "militias", "militiamen", "herders", "farmers", "elders", "families", "leader", "leaders", "women", "men", "youths", "nationalists", "separatists", "fighter", "woman", "man", "language":
		return true
	}
	return false
}

// alternative chooses between a place and a people of one name ("Amhara region",
// "Amhara militia").
func (p *page) alternative(i int, h hit) *entry {
	if h.entry.kind != trucewatch.PlaceKind || !folk(p.form(i+h.size)) && strings.ToLower(p.form(i-1)) != "ethnic" {
		return h.entry
	}
	for _, e := range p.names.all(p.atoms[i : i+h.size]) {
		if e.kind == trucewatch.People {
			return e
		}
	}
	return h.entry
}

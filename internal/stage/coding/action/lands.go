package action

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/states"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// loadLands reads the list of states ("names | nationals | capitals" on a line), so
// that "US", "American" and "the United States" are known for one party. It returns
// the first name of the land for each of its names and its people's names, and for
// each of its capitals.
func loadLands(fsys fs.FS) (lands, capitals map[string]string, err error) {
	all, err := states.Load(fsys)
	if err != nil {
		return nil, nil, err
	}
	lands, capitals = map[string]string{}, map[string]string{}
	for _, s := range all {
		first := folded(s.Names[0].Text)
		enter(lands, slices.Concat(s.Names, s.Nationals), first)
		enter(capitals, s.Capitals, first)
	}
	return lands, capitals, nil
}

// enter notes a land under names that no other has yet.
func enter(into map[string]string, names []states.Name, land string) {
	for _, n := range names {
		if key := folded(n.Text); into[key] == "" {
			into[key] = land
		}
	}
}

// folded returns a name without accents, capitals and a leading "the".
func folded(name string) string {
	return strings.TrimPrefix(translit.Fold(name), "the ")
}

// nation returns the land that mention i names as a whole, by its name or its
// people's, or "".
func (m *memory) nation(i int) string {
	return m.naming(m.c(0).d.Mentions[i].Span).nation
}

// oneParty reports whether two mentions look like one side: like actors, or a land
// and the capital that stands for its government.
func (m *memory) oneParty(a, b int) bool {
	if m.like(a, b) {
		return true
	}
	x, y := m.government(a), m.government(b)
	return x != "" && x == y
}

// government returns the land that mention i names, also by its capital, or "".
func (m *memory) government(i int) string {
	if n := m.nation(i); n != "" {
		return n
	}
	d := m.c(0).d
	return m.rules.capitals[folded(d.Mentions[i].Of(d.Text()))]
}

// servedBy returns the mention of the land that person i is said to serve, somewhere
// in the report: "Sylvania's foreign minister, A", "the Ruritanian envoy B". It
// returns -1 when none is told.
func (m *memory) servedBy(i int) int {
	d := m.c(0).d
	person := d.Mentions[m.meant(i)]
	if !person.Named {
		return m.landOver(person)
	}
	if person.Kind != trucewatch.Person {
		return -1
	}
	land := -1
	for _, x := range d.Reading.Mentions {
		if x.Named && x.Kind == trucewatch.Person && sameSurname(x.Of(d.Text()), person.Of(d.Text())) {
			if m.ownMaster(x) {
				return -1
			}
			if land < 0 {
				land = m.landOver(x)
			}
		}
	}
	return land
}

// ownMaster reports whether the man x is told beside his name as one who serves no land:
// "Sylvanian warlord A".
func (m *memory) ownMaster(x trucewatch.Mention) bool {
	c := m.c(x.Sentence)
	return slices.ContainsFunc(append([]int{c.head(x.Head)}, c.t.All(x.Head, "nmod:desc", "appos", "compound", "flat")...), func(n int) bool {
		return n >= 0 && !c.verb(n) && c.rules.is("own-master", c.lemma(n))
	})
}

// landOver returns the mention of the land in the description of x or in that beside
// its name, or -1.
func (m *memory) landOver(x trucewatch.Mention) int {
	c := m.c(x.Sentence)
	for _, n := range append([]int{x.Head, c.head(x.Head)}, c.t.All(x.Head, "nmod:desc", "appos", "compound", "flat")...) {
		if n < 0 || c.verb(n) || !c.rules.is("actor", c.lemma(n)) && n != x.Head {
			continue
		}
		if of := m.landNear(c, c.t.All(n, "nmod:poss", "amod", "compound", "nmod:desc")); of >= 0 {
			return of
		}
	}
	for k, t := range c.t.Tokens {
		if x.Named && t.Rel == "nmod" && t.Head >= 0 && x.Contains(c.t.Tokens[t.Head].Span) && c.t.Case(k) == "of" {
			if of := m.landNear(c, []int{k}); of >= 0 {
				return of // "President A of Sylvania"
			}
		}
	}
	return -1
}

// landNear returns the first mention of a land, also by its capital, that one of the words
// of a clause is in, or -1.
func (m *memory) landNear(c clause, words []int) int {
	for _, k := range words {
		if of := c.d.Named(c.s, k); of >= 0 && m.government(of) != "" {
			return of
		}
	}
	return -1
}

// sameSurname reports whether two names of persons end in the same word.
func sameSurname(a, b string) bool {
	last := func(s string) string { return s[strings.LastIndexAny(s, " -")+1:] }
	return last(a) == last(b)
}

// asLands puts the lands that persons serve in their place, where each of them serves
// another one: what two ministers agree on binds their states.
func (m *memory) asLands(list []int) []int {
	out := make([]int, 0, len(list))
	for _, p := range list {
		of := m.servedBy(p)
		if of < 0 || slices.ContainsFunc(out, func(q int) bool { return m.oneParty(q, of) }) {
			return list
		}
		out = append(out, of)
	}
	return out
}

// landOfRuler makes the land of a fallen ruler the place of the fall: "the
// overthrow of the Ruritanian president" happened in Ruritania.
func (c clause) landOfRuler(e *trucewatch.EventMention) {
	for _, r := range slices.Concat(e.Recipients, e.Actors) {
		who := c.d.Mentions[r]
		for _, a := range append(c.modifiers(who.Head), c.possessors(who.Head)...) {
			word := c.form(a)
			if who.Sentence != c.s || c.kindOf(a) == "" || len(word) < 4 {
				continue
			}
			for m, other := range c.d.Reading.Mentions {
				name := strings.ToLower(other.Of(c.d.Text()))
				if other.Kind == trucewatch.PlaceKind && strings.HasPrefix(name, word[:4]) {
					e.Place = m
					e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.land-of-ruler", Words: c.t.Tokens[a].Form})
					return
				}
			}
		}
	}
	if m := c.landOfNews(); m >= 0 {
		e.Place = m
		e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.land-of-news", Words: c.d.Mentions[m].Of(c.d.Text())})
	}
}

// landOfWar makes the land that a war is named by its place: "the Ruritanian civil
// war", "the Ruritanian war". A land's own war ("Ruritania's war") may be elsewhere.
func (c clause) landOfWar(i int, e *trucewatch.EventMention) {
	for _, a := range c.t.All(i, "amod", "compound", "nmod:poss") {
		if c.rules.is("land-noun", c.lemma(a)) && slices.ContainsFunc(c.t.All(i, "amod"), func(k int) bool { return c.rules.is("within-land", c.lemma(k)) }) { // "the country's civil war"
			if m := c.landBefore(a); m >= 0 {
				e.Place = m
				e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.land-of-war", Words: c.t.Tokens[a].Form})
			}
			return
		}
		if m := c.landCalled(c.t.Tokens[a].Form); m >= 0 {
			e.Place = m
			e.Why = append(e.Why, trucewatch.Reason{Rule: "en.place.land-of-war", Words: c.t.Tokens[a].Form})
			return
		}
	}
}

// landCalled returns the first mention, as a place, of the land that a word names by itself
// or by its people, or -1.
func (c clause) landCalled(word string) int {
	nation := c.rules.lands[folded(word)]
	if nation == "" {
		return -1
	}
	return slices.IndexFunc(c.d.Reading.Mentions, func(x trucewatch.Mention) bool {
		return x.Kind == trucewatch.PlaceKind && c.rules.lands[folded(x.Of(c.d.Text()))] == nation
	})
}

// landBefore returns the land that "the country" at token i points back to: the one that
// its sentence names last before it, else that of the news; or -1.
func (c clause) landBefore(i int) int {
	for k := i - 1; k >= 0; k-- {
		if m, kind := c.named(k); kind == trucewatch.PlaceKind && c.land(m) {
			return m
		}
	}
	return c.landOfNews()
}

// landOfNews returns the first mention of the land in which the report tells of most,
// else of the one that it names most, or -1 where two are told or named as often.
func (c clause) landOfNews() int {
	if m := c.mostNamed(c.toldIn); m >= 0 {
		return m
	}
	return c.mostNamed(func(int) bool { return true })
}

// mostNamed returns the first mention of the land that most of the mentions that count
// name, or -1 where two have as many.
func (c clause) mostNamed(counts func(m int) bool) int {
	first, count := map[string]int{}, map[string]int{}
	best, most, tied := -1, 0, false
	for m, mention := range c.d.Reading.Mentions {
		name := c.nameOf(m)
		if mention.Kind != trucewatch.PlaceKind || !c.rules.is("state", name) || !counts(m) {
			continue
		}
		if _, seen := first[name]; !seen {
			first[name] = m
		}
		count[name]++
		switch {
		case count[name] > most:
			best, most, tied = first[name], count[name], false
		case count[name] == most && first[name] != best:
			tied = true
		}
	}
	if tied {
		return -1
	}
	return best
}

// state reports whether token i names a whole land: "Sudan", and in "South Sudan" not the
// one but the other.
func (c clause) state(i int) bool {
	if m, _ := c.named(i); m >= 0 {
		return c.rules.is("state", c.nameOf(m))
	}
	return c.rules.is("state", c.form(i))
}

// nameOf returns what mention m is called, in lower case without "the".
func (c clause) nameOf(m int) string {
	return strings.TrimPrefix(strings.ToLower(c.d.Mentions[m].Of(c.d.Text())), "the ")
}

// toldIn reports whether a mention of a land stands where a happening is told to be:
// behind "in", "into" or the like.
func (c clause) toldIn(m int) bool {
	at := c.d.Reading.Mentions[m]
	if at.Sentence < 0 {
		return false
	}
	t := c.d.Tree(at.Sentence)
	return at.Head >= 0 && at.Head < len(t.Tokens) && slices.Contains([]string{"in", "into", "across", "inside", "throughout", "within"}, t.Case(at.Head))
}

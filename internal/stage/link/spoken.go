package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// spoken is which places a report names. It is gathered once for all the mentions of a
// report, for a long one has many of both.
type spoken struct {
	in   map[int][]string // sentence to the places it names, lands aside
	land string           // the land in which more of the places lie than in any other, or ""
	news string           // the land in which most of the places lie, or ""
	// opened is the only land that the opening names, where none is named more, or "".
	opened string
	// most is the land or place that is named more than all others together, theatre the
	// one that is so told to be where something happens; "" where there is none.
	most, theatre string
	told          tally    // the places that are so told, by the land they lie in
	forces        []force  // the acts of force that the report places
	venues        []venue  // where it tells that sides meet
	names         []string // those by which its story is known, sorted
}

// force is where one side uses force, and how often the report tells it.
type force struct {
	by         []string
	place      string
	background bool
	times      int
}

// newsShare is the part of a report's places that must lie in one land for the
// report to be about that land, and newsPlaces how many there must be.
const (
	newsShare  = 0.6
	newsPlaces = 3
)

// placesOf returns which places a report names.
func (s *set) placesOf(report string) *spoken { return s.spoken[s.index[report]] }

func (s *set) gather(report string) *spoken {
	out := &spoken{in: map[int][]string{}, forces: s.forcesOf(report), venues: s.venuesOf(report), names: s.namesOf(report)}
	named := tally{}
	elsewhere := s.spokenAt(report)
	lands, all := map[string]int{}, 0
	mentions := s.claims[s.index[report]].Mentions
	for m, id := range s.ids.Reports[report].Names {
		k := mentions[m]
		if k.Kind == trucewatch.PlaceKind && id != "" && !s.states[id] && !slices.Contains(out.in[k.Sentence], id) {
			out.in[k.Sentence] = append(out.in[k.Sentence], id)
		}
		land := s.landWith(id)
		if land != "" {
			lands[land]++
		}
		if land != "" || k.Kind == trucewatch.PlaceKind && k.Named {
			all++
		}
		named.add(s, id, 1)
		if !elsewhere[m] && s.located(s.index[report], m) {
			out.told.add(s, id, 1)
		}
	}
	out.opened = s.openedWith(report, lands)
	out.most, out.theatre = named.most(theatreNames), out.told.most(theatreNames)
	for _, land := range sorted(lands) {
		if lands[land] > lands[out.land] {
			out.land = land
		}
	}
	if all >= newsPlaces && float64(lands[out.land]) >= newsShare*float64(all) {
		out.news = out.land
	}
	return out
}

// openedWith returns the only land that the headline and the first sentence of a report
// name, by itself or by a town of it, if no land is named more in all; else "".
func (s *set) openedWith(report string, lands map[string]int) string {
	mentions, head, first := s.claims[s.index[report]].Mentions, s.headOf(report), ""
	for m, id := range s.ids.Reports[report].Names {
		land := s.landWith(id)
		if mentions[m].Sentence > head || land == "" || land == first {
			continue
		}
		if first != "" {
			return ""
		}
		first = land
	}
	for _, other := range sorted(lands) {
		if lands[other] > lands[first] {
			return ""
		}
	}
	return first
}

// landWith returns the land that something named is or lies in, or "".
func (s *set) landWith(id string) string {
	if s.states[id] {
		return id
	}
	return s.landOf[id]
}

// headOf returns the first sentence of running text of a report.
func (s *set) headOf(report string) int {
	return max(0, slices.IndexFunc(s.readings[s.index[report]].Sentences, func(x trucewatch.Sentence) bool { return x.Kind == trucewatch.Prose }))
}

// tally counts places by the land that they lie in.
type tally struct {
	lands  map[string]int
	places map[string]map[string]int
	all    int
}

// add counts a place or land that is known, and no mere "the border".
func (t *tally) add(s *set, id string, times int) {
	if at, known := s.position[id]; !s.states[id] && (!known || at == nil && s.landOf[id] == "" && s.nameless[id]) {
		return
	}
	land := cmp.Or(s.landWith(id), id)
	if t.lands == nil {
		t.lands, t.places = map[string]int{}, map[string]map[string]int{}
	}
	if t.places[land] == nil {
		t.places[land] = map[string]int{}
	}
	t.lands[land] += times
	t.places[land][id] += times
	t.all += times
}

// most returns the land that is counted at least so often and more than all others
// together, those lands aside that are given, or the one place in it that most of
// several counts are of; else "".
func (t *tally) most(least int, aside ...string) string {
	all := t.all
	for _, land := range aside {
		all -= t.lands[land]
	}
	for _, land := range sorted(t.lands) {
		if t.lands[land] < least || 2*t.lands[land] <= all || slices.Contains(aside, land) {
			continue
		}
		for _, id := range sorted(t.places[land]) {
			if t.places[land][id] >= theatreNames && 2*t.places[land][id] > t.lands[land] {
				return id
			}
		}
		return land
	}
	return ""
}

// forcesOf lists where the sides of a report use force, each side and place once.
func (s *set) forcesOf(report string) []force {
	var out []force
	at := map[string]int{}
	ids := s.ids.Reports[report]
	for _, e := range s.claims[s.index[report]].Events {
		if e.Place < 0 || !forceful(e.Type) {
			continue
		}
		f := force{by: s.sidesOf(ids, e.Actors), place: s.townOf(report, e.Place), background: e.Background}
		key := strings.Join(f.by, " ") + ">" + f.place
		if f.background {
			key += ">"
		}
		k, seen := at[key]
		if !seen {
			k = len(out)
			at[key] = k
			out = append(out, f)
		}
		out[k].times++
	}
	return out
}

// townOf returns the place of a mention, or, where that is told by a noun only and lies
// nobody knows where ("our street"), the town that the report named last before it. A
// line ("the border") is a place of its own.
func (s *set) townOf(report string, mention int) string {
	names, mentions := s.ids.Reports[report].Names, s.claims[s.index[report]].Mentions
	id := names[mention]
	if !s.nameless[id] || s.position[id] != nil || s.landOf[id] != "" || s.lines[id] != "" {
		return id
	}
	last := -1
	for k, m := range mentions {
		if m.Kind == trucewatch.PlaceKind && m.Named && m.Start < mentions[mention].Start && s.landOf[names[k]] != "" && !s.states[names[k]] && (last < 0 || m.Start > mentions[last].Start) {
			last = k
		}
	}
	if last < 0 || mentions[mention].Sentence-mentions[last].Sentence > townReach {
		return id
	}
	return names[last]
}

// townReach is how many sentences before a place without a name its town may stand.
const townReach = 5

// spokenAt returns the mentions of places in which people met or spoke: they say
// nothing of where force is used.
func (s *set) spokenAt(report string) map[int]bool {
	out := map[int]bool{}
	for _, e := range s.claims[s.index[report]].Events {
		if e.Place >= 0 && !forceful(e.Type) {
			out[e.Place] = true
		}
	}
	return out
}

// located reports whether a mention of a place stands where a happening is told to be:
// behind "in", "into", "near" or the like, with no more than an article or a direction
// between.
func (s *set) located(reading, mention int) bool {
	at := s.claims[reading].Mentions[mention].Start
	words := strings.Fields(strings.ToLower(s.readings[reading].Report.Text[max(0, at-placeReach):at]))
	for range 2 {
		if len(words) == 0 {
			return false
		}
		last := words[len(words)-1]
		if slices.Contains(s.rules.sites.at, last) {
			return true
		}
		if !slices.Contains(s.rules.sites.between, last) && !strings.HasSuffix(last, "ern") {
			return false
		}
		words = words[:len(words)-1]
	}
	return false
}

// placeReach is how many bytes before a place the words that tell of it may stand.
const placeReach = 40

package link

import (
	"cmp"
	"math"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

// together reports whether two places may be the place of one happening: the
// same, a land and something in it, or one within the reach of the other, as a
// town in its province.
func (s *set) together(a, b string) bool {
	if a == b {
		return true
	}
	if s.states[a] || s.states[b] {
		return s.lies(a, b) || s.lies(b, a)
	}
	x, y := s.position[a], s.position[b]
	if x == nil || y == nil {
		return s.lines[a] != "" && s.lines[a] == s.lines[b]
	}
	return distance(*x, *y) <= math.Max(x.RadiusKM, y.RadiusKM)
}

// lies reports whether a place may lie in a land: it does, or its land is not known.
func (s *set) lies(place, land string) bool {
	return s.states[land] && !s.states[place] && (s.landOf[place] == land || s.landOf[place] == "")
}

// closerPlace returns a place for the happening of a mention, and the rule: where it
// has none, the best that any report gives for it; where it has a land or only a description, a closer one
// within it that the same report gives, of an area and the areas in it the widest;
// else the land where it can only lie. It returns "" where there is none of these.
func (s *set) closerPlace(m *mention, p trucewatch.Part, with *company) (place, rule string) {
	if m.placed && m.where("whole") || m.allOver {
		return "", ""
	}
	if m.guessed {
		return s.overthrownIn(m, p)
	}
	if all := with.allOver[m.ref.Report]; all != "" && m.place == "" {
		return all, "link.place-of-the-same"
	}
	n := with.places
	if m.place != "" {
		n = s.closerTold(m, with)
	}
	if place := s.around(n); place != "" && s.states[m.place] {
		return place, "link.place-of-the-same"
	}
	if place := s.bestPlace(n); place != "" {
		return place, "link.place-of-the-same"
	}
	if m.place != "" {
		return "", ""
	}
	if table := s.tableOf(m); table != "" {
		return table, "link.table"
	}
	if m.claim.Background {
		return s.oldLand(m, p)
	}
	return s.landFor(m, p, with.in(m.ref.Report))
}

// closer reports whether there is a place, and it lies in another.
func (s *set) closer(place, in string) bool { return place != "" && s.within(place, in) }

// closerTold counts the places that the report tells for the same happening within the
// land, or the place told by a noun only, that mention m has.
func (s *set) closerTold(m *mention, with *company) map[string]int {
	n := map[string]int{}
	for _, o := range with.in(m.ref.Report) {
		if (s.states[m.place] || !m.placed) && (!o.toldOn || !m.placed) && s.closer(o.place, m.place) {
			n[o.place]++
		}
	}
	return n
}

// where reports whether the words of a mention tell a kind of happening that lies so.
func (m *mention) where(how string) bool { return m.kind != nil && m.kind.place == how }

// landFor returns the land in which a mention without a place can only lie, and the
// rule, or "". Passage is let where the side that lets it uses force.
func (s *set) landFor(m *mention, p trucewatch.Part, here []*mention) (land, rule string) {
	home, struck := s.landsOf(p.Actors), s.landsOf(p.Recipients)
	news := s.placesOf(m.ref.Report).news
	if m.claim.Type == trucewatch.Aid && len(struck) == 1 {
		return struck[0], "link.land-of-the-parties"
	}
	if m.where("home") && len(home) == 1 {
		return home[0], "link.land-of-the-defenders"
	}
	if there, rule := s.stilled(m, p, here); there != "" {
		return there, rule
	}
	if there := s.thatDay(m); there != "" && !m.where("whole") {
		return there, "link.place-of-the-day"
	}
	if there := s.battlefield(m, p); there != "" {
		return there, "link.abroad"
	}
	if !forced(m) && !slices.Contains(m.claim.Mode, "access") || len(home) != 1 || home[0] == news {
		return s.landSpoken(m, p, news)
	}
	if len(struck) == 1 && struck[0] != home[0] {
		return struck[0], "link.land-of-the-parties"
	}
	if there, rule := s.wherever(m); there != "" && len(struck) <= 1 {
		return there, rule
	}
	return s.landSpoken(m, p, news)
}

// overthrownIn returns the land of a fall or coup whose sentence tells none, where coding
// has guessed the land of the news: that of its parties, else the one that the report tells
// of happenings in, and the rule.
func (s *set) overthrownIn(m *mention, p trucewatch.Part) (land, rule string) {
	if lands := s.landsOf(slices.Concat(p.Recipients, p.Actors)); len(lands) == 1 {
		return lands[0], "link.land-of-the-parties"
	}
	land = s.placesOf(m.ref.Report).theatre
	if in := s.landOf[land]; in != "" {
		land = in
	}
	if land == m.place {
		return "", ""
	}
	return land, "link.theatre"
}

// oldLand returns the land of those who were struck in history, else where the report
// tells of force that the same side used then, and the rule, or "".
func (s *set) oldLand(m *mention, p trucewatch.Part) (place, rule string) {
	truce, all := slices.Contains(m.claim.Mode, "ceasefire"), slices.Concat(p.Actors, p.Recipients)
	if lands := s.landsOf(all); len(lands) == 1 && (truce || m.where("whole") && s.landless(all)) {
		return lands[0], "link.land-of-the-parties"
	}
	if !forced(m) && !truce {
		return "", ""
	}
	home, struck := s.landsOf(p.Actors), s.landsOf(p.Recipients)
	if len(struck) == 1 && !slices.Contains(home, struck[0]) {
		return struck[0], "link.land-of-the-parties"
	}
	if there := s.field(m); there != "" && len(m.by) > 0 {
		return there, "link.field"
	}
	if !truce && !m.where("whole") {
		return "", ""
	}
	return s.landOfOld(m, append(home, struck...))
}

// landOfOld returns where a war or a truce of old that has no land of its own was: in the
// land that the report is about, if no land is told as a side or that is one, else where
// it tells of force now, and the rule, or "".
func (s *set) landOfOld(m *mention, sides []string) (place, rule string) {
	there := s.placesOf(m.ref.Report)
	land := there.news
	if len(sides) == 0 {
		land = cmp.Or(land, there.opened)
	} else if !slices.Contains(sides, land) {
		land = ""
	}
	if land != "" {
		return land, "link.land-of-the-news"
	}
	now := *m
	now.claim.Background = false
	return s.fieldOf(&now, nil), "link.field"
}

// stilled returns where forces leave, arms fall silent or passage is let, and the rule,
// or "": in the land of those whom they leave, else outside the land of the only party
// that has one, where the report tells of happenings, else where it tells of force.
func (s *set) stilled(m *mention, p trucewatch.Part, here []*mention) (place, rule string) {
	has := func(mode string) bool { return slices.Contains(m.claim.Mode, mode) }
	if m.claim.Type != trucewatch.Retreat || !has("withdraw") && !has("ceasefire") && !has("access") {
		return "", ""
	}
	home, others := s.landsOf(p.Actors), s.landsOf(p.Recipients)
	if has("withdraw") && len(others) == 1 && !slices.Contains(home, others[0]) {
		return others[0], "link.land-of-the-parties"
	}
	sides := []trucewatch.Part{p}
	for _, o := range here {
		sides = append(sides, s.said(o))
	}
	for _, side := range sides { // as the mention tells them, else as another one of the same report does
		all := slices.Concat(side.Actors, side.Recipients)
		lands := s.landsOf(all)
		if there := s.abroad(m, lands); there != "" {
			return there, "link.abroad"
		}
		if has("ceasefire") && len(lands) == 1 && s.landless(all) {
			return s.sceneIn(m, lands[0])
		}
	}
	return s.wherever(m)
}

// landless reports whether one of some sides has no land that is known, as rebels have none.
func (s *set) landless(sides []string) bool {
	return slices.ContainsFunc(sides, func(a string) bool { return len(s.landsOf([]string{a})) == 0 })
}

// sceneIn returns the one place in a land that the report tells of happenings in more than
// in all others, else the land, and the rule.
func (s *set) sceneIn(m *mention, land string) (place, rule string) {
	spoken := s.placesOf(m.ref.Report)
	if there := cmp.Or(spoken.theatre, spoken.most); s.landOf[there] == land && !s.states[there] && !m.where("whole") {
		return there, "link.theatre"
	}
	return land, "link.land-of-the-parties"
}

// battlefield returns where a state's forces and a body without a land use force on each
// other, outside that state's land, or "". What is done to a state itself is done there.
func (s *set) battlefield(m *mention, p trucewatch.Part) string {
	if m.claim.Type != trucewatch.Assault || len(m.claim.Actors) == 0 || len(p.Recipients) == 0 || slices.ContainsFunc(p.Recipients, func(id string) bool { return s.states[id] }) {
		return ""
	}
	home, struck := s.landsOf(p.Actors), s.landsOf(p.Recipients)
	if len(home) > 0 && len(struck) > 0 {
		return ""
	}
	return s.abroad(m, append(home, struck...))
}

// abroad returns the land or place outside the one land of a side where the report has
// it use force, else, where it has none used at home, the one in which it tells of
// happenings more than in all others, or "".
func (s *set) abroad(m *mention, home []string) string {
	if len(home) != 1 {
		return ""
	}
	if there := s.fieldOf(m, home); there == home[0] || there != "" && s.landOf[there] == home[0] {
		return ""
	} else if there != "" {
		return there
	}
	return s.placesOf(m.ref.Report).told.most(1, home[0])
}

// wherever returns where the report has the side that acts use force, else where it
// tells of happenings, and the rule, or "".
func (s *set) wherever(m *mention) (place, rule string) {
	place, rule = s.field(m), "link.field"
	if place == "" {
		place, rule = s.placesOf(m.ref.Report).theatre, "link.theatre"
	}
	if land := s.landOf[place]; land != "" && m.where("whole") {
		return land, rule
	}
	return place, rule
}

// landSpoken returns the one land of the parties, or the land that the report is
// about, and the rule, or "".
func (s *set) landSpoken(m *mention, p trucewatch.Part, news string) (place, rule string) {
	lands := s.landsOf(append(slices.Clone(p.Actors), p.Recipients...))
	switch {
	case len(lands) == 1 && (forceful(m.claim.Type) || between(m.claim.Type) && len(p.Actors) > 0 && len(p.Recipients) > 0):
		return s.sceneIn(m, lands[0])
	case news != "" && (len(lands) == 0 || slices.Contains(lands, news) && (forced(m) || len(lands) == 1)):
		return s.townOfNews(m, news)
	case len(lands) == 1 && forced(m) && len(p.Actors) == 0:
		return lands[0], "link.land-of-the-parties"
	case len(lands) == 0 && (forced(m) || slices.Contains(m.claim.Mode, "ceasefire")):
		return s.landOpened(m, news)
	}
	return "", ""
}

// landOpened returns where force is told that no land is a party to, else the only land
// that the report opens with, and the rule, or "".
func (s *set) landOpened(m *mention, news string) (place, rule string) {
	if news == "" && forceful(m.claim.Type) {
		if place, rule = s.wherever(m); place != "" {
			return place, rule
		}
	}
	if place = s.placesOf(m.ref.Report).opened; place != "" {
		rule = "link.land-of-the-opening"
	}
	return place, rule
}

// townOfNews returns the town that a report about one land tells of happenings in, or
// names, more than all else, or the one in it that was named last, or the land.
func (s *set) townOfNews(m *mention, land string) (place, rule string) {
	spoken := s.placesOf(m.ref.Report)
	if m.where("whole") {
		return land, "link.land-of-the-news"
	}
	for _, there := range []string{spoken.theatre, spoken.most} {
		if s.landOf[there] == land && (!s.states[there] || there == spoken.theatre) {
			return there, "link.theatre"
		}
	}
	for at := m.claim.Sentence; at >= 0 && m.claim.Sentence-at <= nearReach && !m.claim.Background; at-- {
		for _, there := range slices.Backward(spoken.in[at]) {
			if s.landOf[there] == land && !s.nameless[there] {
				return there, "link.place-named-last"
			}
		}
	}
	return land, "link.land-of-the-news"
}

// nearReach is how many sentences back the place named last may stand.
const nearReach = 2

// field returns the land or place in which the side that acts in mention m uses force
// most, as far as the report tells it of other happenings; where m names no side, in
// which anybody does. It returns "" where no place has more than half.
func (s *set) field(m *mention) string { return s.fieldOf(m, m.by) }

// fieldOf does so for some sides.
func (s *set) fieldOf(m *mention, by []string) string {
	t := tally{}
	for _, f := range s.placesOf(m.ref.Report).forces {
		if f.background == m.claim.Background && (len(by) == 0 || shared(by, f.by) > 0) {
			t.add(s, f.place, f.times)
		}
	}
	if len(by) == 0 {
		return t.most(theatreNames)
	}
	return t.most(1)
}

// thatDay returns the place at which the report tells most of what was done with force
// on the day of mention m, as often as a theatre at the least, or "". Border, fence and
// gate without a name are one such place, told in the words last before the mention.
func (s *set) thatDay(m *mention) string {
	day := cmp.Or(m.when, m.about)
	if !forceful(m.claim.Type) || m.claim.Background || day == nil || day.Days() > dayReach {
		return ""
	}
	if m.when == nil && m.claim.Status == trucewatch.Ongoing && len(m.by) > 0 {
		return "" // what somebody goes on doing need not be where the news is
	}
	times, nameless, all := map[string]int{}, "", 0
	for _, e := range s.claims[s.index[m.ref.Report]].Events {
		id := s.siteOnDay(m.report, e, *day)
		if id == "" {
			continue
		}
		all++
		if s.nameless[id] && s.position[id] == nil {
			if nameless == "" || e.Start < m.claim.Start {
				nameless = id
			}
			id = ""
		}
		times[id]++
	}
	for _, id := range sorted(times) {
		if times[id] >= theatreNames && 2*times[id] > all {
			return cmp.Or(id, nameless)
		}
	}
	return ""
}

// siteOnDay returns the place, closer than a land or all over one, where force is told to
// be used on a day, or "".
func (s *set) siteOnDay(report *trucewatch.Report, e trucewatch.EventMention, day calendar.Interval) string {
	if e.Place < 0 || e.Background || !forceful(e.Type) || e.When == nil || e.When.Precision != trucewatch.Day {
		return ""
	}
	id, at := s.townOf(report.ID, e.Place), placed(e.When, s.dayOf(report))
	if s.states[id] && !because(e, allOfIt) || s.bearing[id] || s.nameless[id] && s.position[id] == nil && s.lines[id] == "" || at == nil || !at.Overlaps(day) {
		return ""
	}
	return id
}

// dayReach is how many days the time of what is told of one day covers at the most.
const dayReach = 2

// theatreNames is how often a report must name a land to be about what happens there.
const theatreNames = 2

// forced reports whether a mention tells of what is done with force or in the streets,
// or of forces that go.
func forced(m *mention) bool {
	return forceful(m.claim.Type) || m.claim.Type == trucewatch.Retreat && slices.Contains(m.claim.Mode, "withdraw")
}

func forceful(t trucewatch.EventType) bool {
	return slices.Contains([]trucewatch.EventType{trucewatch.Assault, trucewatch.Coerce, trucewatch.Protest, trucewatch.Mobilize}, t)
}

// between reports whether a type is of what two have with each other. Words that one has
// for another may be spoken anywhere.
func between(t trucewatch.EventType) bool {
	return slices.Contains([]trucewatch.EventType{trucewatch.Agree, trucewatch.Consult, trucewatch.Retreat, trucewatch.Cooperate}, t)
}

// areaKM is the radius from which a place is no town.
const areaKM = 20

// around returns the one of several areas in which all the others lie, or "". A town
// among them tells more than they.
func (s *set) around(places map[string]int) string {
	all := sorted(places)
	for _, wide := range all {
		if !slices.ContainsFunc(all, func(p string) bool { return p != wide && !s.areaIn(p, wide) }) {
			return wide
		}
	}
	return ""
}

// areaIn reports whether place p is an area that lies in another.
func (s *set) areaIn(p, wide string) bool {
	at := s.position[p]
	return at != nil && at.RadiusKM >= areaKM && s.within(p, wide)
}

// within reports whether place a lies in place b and is the closer of the two.
func (s *set) within(a, b string) bool {
	if s.states[a] || a == b {
		return false
	}
	if s.states[b] {
		return s.landOf[a] == b
	}
	x, y := s.position[a], s.position[b]
	return x != nil && y != nil && x.RadiusKM < y.RadiusKM && distance(*x, *y) <= y.RadiusKM
}

// landsOf returns the states that actors are or serve, none twice.
func (s *set) landsOf(actors []string) []string {
	var out []string
	for _, a := range actors {
		of := s.lands[a]
		if s.states[a] {
			of = []string{a}
		}
		for _, land := range of {
			if s.states[land] && !slices.Contains(out, land) {
				out = append(out, land)
			}
		}
	}
	return out
}

// earthKM is the mean radius of the earth.
const earthKM = 6371.0

// distance is the great-circle distance in kilometres (haversine formula).
func distance(a, b trucewatch.Position) float64 {
	rad := math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*rad, (b.Lon-a.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earthKM * math.Asin(math.Min(1, math.Sqrt(h)))
}

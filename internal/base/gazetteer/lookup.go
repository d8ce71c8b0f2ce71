package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// Context is what else a report speaks of.
type Context struct {
	Lands []string              // states and territories, by the names of the state list
	Near  []trucewatch.Position // places whose position is known
	// Within names the provinces in which the report says that the place lies: "Dorn,
	// in the Selm countryside".
	Within []string
}

// Scores. A bare spelling is weighed against the others of its kind, then by what
// the report is about.
const (
	scoreOverlay  = 1.0
	scoreVillage  = .92 // of our own list, where namesakes are many
	scoreExact    = .85
	scoreMain     = .05 // it is the place's first name
	scoreCapital  = .1
	gainLand      = .1
	gainNear      = .05
	lossLand      = .35 // the report is about other lands
	lossGreat     = .15 // the same for a capital or a city of our own list
	lossNamesake  = .25 // the same for another great city, which has namesakes
	lossFar       = .25 // everything else in the report is far away
	lossSpelling  = .2  // no spelling that we know
	gainProvince  = .1
	lossProvince  = .4 // the report puts it in another province
	sureScore     = .8
	sureSpelling  = .88
	sureMargin    = .1
	dominance     = 10 // times as many people
	samePlaceKM   = 25
	nearKM, farKM = 60, 80 // beyond the radius of what stands near
)

// partWords follow or precede a name and say what kind of place is meant, with the
// radius that this widens a town's point to.
var partWords = map[string]float64{
	"province": 40, "governorate": 40, "countryside": 25, "region": 40, "district": 15, "oblast": 80, "state": 150, "county": 20, "area": 8, "suburbs": 10,
	"city": 0, "town": 0, "village": 0, "camp": 0, "of": 0, "municipality": 5, "subdistrict": 8, "prefecture": 40, "crossing": 0, "neighborhood": 0,
	"neighbourhood": 0, "rural": 25, "central": 0, "downtown": 0, "outskirts": 8,
}

// provinceKM is how far a word widens a town that makes a province of it.
const provinceKM = 20

// Province reports whether a word beside a name makes it that of a province:
// "governorate", "countryside".
func Province(word string) bool { return partWords[strings.ToLower(word)] >= provinceKM }

// Lookup returns the places that a name may mean, best first. It tries the spelling
// as it is, without words such as "province", and then spellings that sound alike.
func (g *Gazetteer) Lookup(name string, context Context) []Candidate {
	found := g.exact(Key(name))
	radius := 0.0
	if len(found) == 0 {
		var bare string
		if bare, radius = withoutParts(name); bare != name {
			found = g.exact(Key(bare))
			name = bare
		}
	}
	if len(found) == 0 {
		found = g.alike(name)
	}
	for i := range found {
		found[i].Position.RadiusKM = max(found[i].Position.RadiusKM, radius)
		found[i].weigh(context)
	}
	slices.SortStableFunc(found, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Population, a.Population), cmp.Compare(a.ID, b.ID))
	})
	return found
}

// Sure returns the first candidate where it fits well and better than any other
// that is somewhere else.
func Sure(found []Candidate) (Candidate, bool) {
	if len(found) == 0 || found[0].Score < sureScore {
		return Candidate{}, false
	}
	for _, other := range found[1:] {
		margin := sureMargin
		if found[0].Population >= dominance*max(other.Population, 1000) {
			margin = 0 // Yalta on the coast, not the village near Mariupol
		}
		if found[0].Score-other.Score < margin && Distance(found[0].Position, other.Position) > max(samePlaceKM, found[0].Position.RadiusKM/2) {
			return Candidate{}, false
		}
	}
	return found[0], true
}

func withoutParts(name string) (string, float64) {
	var out []string
	radius := 0.0
	for w := range strings.FieldsSeq(name) {
		widens, part := partWords[strings.ToLower(w)]
		if part {
			radius = max(radius, widens)
			continue
		}
		out = append(out, w)
	}
	if len(out) == 0 {
		return name, 0
	}
	return strings.Join(out, " "), radius
}

// exact returns the places that have a name with this key.
func (g *Gazetteer) exact(key string) []Candidate {
	var out []Candidate
	if key == "" {
		return nil
	}
	for _, c := range g.overlay[key] {
		found := *c
		found.Score, found.main = scoreOverlay, Key(c.Name) == key
		if !found.wide() {
			found.Score = scoreVillage
		}
		found.Why = []string{"name in the project's own list: " + c.Name}
		out = append(out, found)
	}
	for _, open := range g.cuts {
		if list, err := open(); err == nil {
			out = g.fromCut(out, list, key)
		}
	}
	return out
}

// fromCut adds the places of one cut of GeoNames that have a name with this key,
// but for those that stand in out already.
func (g *Gazetteer) fromCut(out []Candidate, list *cut, key string) []Candidate {
	for _, at := range find(list.keys, key) {
		r, ok := list.row(at)
		if !ok {
			continue
		}
		c := g.candidate(r)
		stands := func(other Candidate) bool {
			return other.Source == GeoNames && other.ID == c.ID ||
				other.Source == Overlay && Distance(other.Position, c.Position) < max(12, other.Position.RadiusKM)
		}
		if slices.ContainsFunc(out, stands) {
			continue
		}
		c.Score, c.Why = scoreExact, []string{"name in GeoNames: " + r.Name}
		c.main = Key(r.Name) == key
		if c.main {
			c.Score += scoreMain
		}
		out = append(out, g.own(c))
	}
	return out
}

// own returns our own row for a GeoNames place that has one under another spelling.
func (g *Gazetteer) own(c Candidate) Candidate {
	for _, o := range g.overlay[Key(c.Name)] {
		if Distance(o.Position, c.Position) < 12 && o.Position.RadiusKM < 20 {
			own := *o
			own.main = c.main
			own.Score, own.Why = max(c.Score, scoreVillage), append(c.Why, "which is "+o.Name+" in the project's own list")
			return own
		}
	}
	return c
}

// candidate makes a candidate of a GeoNames row. Its country counts only where no
// disputed land says otherwise.
func (g *Gazetteer) candidate(r Row) Candidate {
	c := Candidate{
		ID: r.ID, Source: GeoNames, Name: r.Name, Population: r.Population, Precision: "town",
		Position: trucewatch.Position{Lat: r.Lat, Lon: r.Lon, RadiusKM: 2, Gazetteer: GeoNames, GazetteerID: r.ID},
	}
	switch {
	case r.wide():
		c.Precision, c.Position.RadiusKM = featureOf[r.Feature].precision, featureOf[r.Feature].radius
	case r.Feature == "PPLC":
		c.Precision, c.Position.RadiusKM = "capital", 10
	case r.Population >= 1000000:
		c.Precision, c.Position.RadiusKM = "city", 10
	case r.Population >= 100000:
		c.Precision, c.Position.RadiusKM = "city", 6
	case r.Population >= 10000:
		c.Position.RadiusKM = 4
	}
	if d := g.dispute(c.Position); d != nil {
		c.Admin, c.Lands, c.Note = []string{d.name}, d.lands, d.note
		return c
	}
	if state := g.states[r.Country]; state != "" {
		c.Admin, c.Lands = []string{state}, []string{state}
		if a := g.admin[r.Country+"."+r.Admin1]; a != "" {
			c.Admin = append(c.Admin, a)
		}
	}
	return c
}

// alike returns places with a name that sounds alike.
func (g *Gazetteer) alike(name string) []Candidate {
	key := Key(name)
	sound := Sound(key)
	if sound == "" || len(key) < 5 {
		return nil
	}
	var out []Candidate
	for _, open := range g.cuts {
		list, err := open()
		if err != nil {
			continue
		}
		for _, other := range find(list.sounds, sound) {
			out = g.spelt(out, name, key, other)
		}
	}
	return out
}

// spelt adds the places under another key, if it is spelt much like the one asked for.
func (g *Gazetteer) spelt(out []Candidate, name, key, other string) []Candidate {
	score, _ := translit.Match(key, other, trucewatch.PlaceKind)
	if score < sureSpelling {
		return out
	}
	for _, c := range g.exact(other) {
		c.Score -= lossSpelling + (1-score)/2
		c.main = false
		c.Why = append(c.Why, "spelt much like "+name)
		if !slices.ContainsFunc(out, func(o Candidate) bool { return o.ID == c.ID }) {
			out = append(out, c)
		}
	}
	return out
}

// weigh adds what size and context say to a candidate's score.
func (c *Candidate) weigh(context Context) {
	switch {
	case c.Population >= 1000000:
		c.Score += .08
	case c.Population >= 100000:
		c.Score += .05
	case c.Population >= 10000:
		c.Score += .02
	}
	if c.Precision == "capital" && c.main {
		c.Score += scoreCapital
	}
	great := c.great(len(context.Lands) == 0)
	c.weighLands(context.Lands, great)
	if c.Precision != "state" && len(context.Near) > 0 {
		c.weighDistance(context.Near, great)
	}
	if c.Precision != "state" && len(context.Within) > 0 {
		c.weighProvince(context.Within)
	}
}

// weighProvince adds what it says that a report puts the place in a province. A
// namesake in another province is not meant, however well known it is.
func (c *Candidate) weighProvince(within []string) {
	same := func(name string) bool {
		bare, _ := withoutParts(name)
		words := translit.Tokens(bare)
		return slices.ContainsFunc(c.Admin, func(a string) bool { return translit.SameWords(words, translit.Tokens(a)) })
	}
	switch {
	case slices.ContainsFunc(within, same):
		c.Score += gainProvince
		c.Why = append(c.Why, "the report puts it in "+strings.Join(c.Admin, ", "))
	case len(c.Admin) > 1 || len(c.Admin) == 0 && c.wide():
		c.Score -= lossProvince
		c.Why = append(c.Why, "the report puts it in "+strings.Join(within, ", "))
	}
}

// great reports whether a place is known outside its land, by the name it was found
// by: capitals, great cities, and the wide places of our own list.
func (c *Candidate) great(noLands bool) bool {
	switch {
	case c.Precision == "capital", c.Precision == "state":
		return true
	case c.Source == Overlay:
		return c.wide() && (c.main || noLands)
	}
	return c.Population >= 1000000 && c.main
}

func (c *Candidate) weighLands(lands []string, great bool) {
	switch {
	case slices.ContainsFunc(c.Lands, func(l string) bool { return slices.Contains(lands, l) }):
		c.Score += gainLand
		c.Why = append(c.Why, "the report speaks of "+strings.Join(c.Lands, ", "))
	case !great:
		c.Score -= lossLand
		c.Why = append(c.Why, "nothing in the report speaks of "+strings.Join(c.Lands, ", "))
	case len(lands) > 0 && c.Precision != "state" && len(c.Lands) > 0:
		if c.Source == Overlay || c.Precision == "capital" {
			c.Score -= lossGreat
		} else {
			c.Score -= lossNamesake
		}
		c.Why = append(c.Why, "the report speaks of other lands")
	}
}

func (c *Candidate) weighDistance(near []trucewatch.Position, great bool) {
	nearest := math.Inf(1)
	for _, p := range near {
		nearest = min(nearest, Distance(p, c.Position)-p.RadiusKM-c.Position.RadiusKM)
	}
	known := great || c.Population >= 100000 || c.main && c.landmark()
	switch {
	case nearest < nearKM:
		c.Score += gainNear
		c.Why = append(c.Why, "near another place of the report")
	case nearest > farKM && !known:
		c.Score -= lossFar
		c.Why = append(c.Why, "far from the other places of the report")
	}
}

// wide reports whether a place of our own list is known outside its land: cities,
// regions and lines, but no village or site.
func (c *Candidate) wide() bool {
	return slices.Contains([]string{"city", "region", "governorate", "line", "state"}, c.Precision)
}

// landmark reports whether a place of our own list has a name that no village shares.
func (c *Candidate) landmark() bool {
	return c.Source == Overlay && slices.Contains([]string{"site", "crossing", "line"}, c.Precision)
}

package resolve

import (
	"cmp"
	"maps"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
)

// surroundings is what each report speaks of, by report ID.
type surroundings struct {
	lands  map[string][]spoken
	near   map[string][]placed
	within map[*cluster][]string
}

// spoken is a land with the cluster whose name speaks of it, so that Tripoli alone
// does not say that a report is about Libya.
type spoken struct {
	land string
	by   *cluster
}

// placed is a cluster whose position is known.
type placed struct {
	cluster  *cluster
	position trucewatch.Position
}

// widest is the radius, in kilometres, up to which a place says where its report is.
const widest = 100

// locate gives place clusters their position and what they lie in, and joins those
// that turn out to be one place: Suwayda, Sweida and its Arabic name. It looks
// twice: the places that are sure at once tell where the others are. What is not
// sure stays without a position.
func (r *Rules) locate(found clusters, readings []trucewatch.Reading) []*cluster {
	s := surroundings{lands: r.landsByReport(found, readings), near: map[string][]placed{}, within: provincesByCluster(found, readings)}
	for range 2 {
		near := map[string][]placed{}
		for _, c := range found.all {
			if c.kind != trucewatch.PlaceKind {
				continue
			}
			c.place = r.find(c, s)
			if c.place == nil || c.place.Position.RadiusKM > widest {
				continue
			}
			for _, report := range c.reports() {
				near[report] = append(near[report], placed{c, c.place.Position})
			}
		}
		s.near = near
	}
	return joinPlaces(found.all)
}

// landsByReport lists the lands that each report names, by themselves or by their
// people or capital.
func (r *Rules) landsByReport(found clusters, readings []trucewatch.Reading) map[string][]spoken {
	out := map[string][]spoken{}
	for _, reading := range readings {
		id := reading.Report.ID
		for _, m := range reading.Mentions {
			if m.Kind != trucewatch.PlaceKind && m.Kind != trucewatch.People {
				continue
			}
			text := m.Of(reading.Report.Text)
			if l := r.lands.named(text, true); l != nil {
				said := spoken{l.name, found.of(m.Kind, text)}
				if !slices.Contains(out[id], said) {
					out[id] = append(out[id], said)
				}
			}
		}
	}
	return out
}

// reports lists the reports that name a cluster, sorted.
func (c *cluster) reports() []string {
	in := map[string]bool{}
	for _, f := range c.forms {
		for id := range f.reports {
			in[id] = true
		}
	}
	return keysOf(in)
}

// find looks up the forms of a cluster. They must not mean two places that lie
// apart; of two that lie together the form that most mentions have decides.
func (r *Rules) find(c *cluster, s surroundings) *gazetteer.Candidate {
	context := s.of(c)
	if c.land != nil {
		return r.sure(c.land.name, context)
	}
	forms := slices.Clone(c.forms)
	slices.SortFunc(forms, func(a, b *form) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.text, b.text))
	})
	var best *gazetteer.Candidate
	for _, f := range forms {
		found := r.sure(f.text, context)
		switch {
		case found == nil:
		case best == nil:
			best = found
		case gazetteer.Distance(best.Position, found.Position) > max(best.Position.RadiusKM, found.Position.RadiusKM, 25):
			return nil
		}
	}
	return best
}

func (r *Rules) sure(name string, context gazetteer.Context) *gazetteer.Candidate {
	if found, ok := gazetteer.Sure(r.gazetteer.Lookup(name, context)); ok {
		return &found
	}
	return nil
}

// of gathers what the reports that name a cluster speak of: the lands that at least
// a fifth of them name, so that one stray report does not move a city.
func (s surroundings) of(c *cluster) gazetteer.Context {
	out := gazetteer.Context{Within: s.within[c]}
	reports := c.reports()
	count, seen := map[string]int{}, map[*cluster]bool{c: true}
	for _, report := range reports {
		named := map[string]bool{}
		for _, said := range s.lands[report] {
			if !named[said.land] && (said.by != c || c.land != nil) {
				named[said.land] = true
				count[said.land]++
			}
		}
		for _, p := range s.near[report] {
			if !seen[p.cluster] {
				seen[p.cluster] = true
				out.Near = append(out.Near, p.position)
			}
		}
	}
	for _, l := range slices.Sorted(maps.Keys(count)) {
		if 5*count[l] >= len(reports) {
			out.Lands = append(out.Lands, l)
		}
	}
	return out
}

// joinPlaces makes one cluster of those with one place. A land keeps its cluster.
func joinPlaces(all []*cluster) []*cluster {
	first := map[string]*cluster{}
	for _, c := range all {
		if c.place != nil && c.land != nil {
			first[c.place.Source+" "+c.place.ID] = c
		}
	}
	var out []*cluster
	for _, c := range all {
		if c.place == nil {
			out = append(out, c)
			continue
		}
		key := c.place.Source + " " + c.place.ID
		if kept := first[key]; kept != nil && kept != c {
			for _, f := range c.forms {
				kept.add(f)
			}
			continue
		}
		first[key] = c
		out = append(out, c)
	}
	return out
}

// asPlace writes a cluster as a place, with what the gazetteer knows.
func (w *work) asPlace(c *cluster) trucewatch.Place {
	forms := map[string]bool{}
	for _, f := range c.forms {
		forms[f.text] = true
	}
	for f := range w.aliases[c.id] { // a land that acts is one thing with one list of forms
		forms[f] = true
	}
	out := trucewatch.Place{ID: c.id, Name: c.name, Aliases: keysOf(forms), Land: w.landOf(c)}
	if c.place != nil {
		put(&out, *c.place)
		if l := w.rules.onlyLand(*c.place); out.Land == "" && l != nil {
			out.Land = l.id
		}
	}
	return out
}

// onlyLand returns the land of a place where no other claims it.
func (r *Rules) onlyLand(c gazetteer.Candidate) *land {
	if len(c.Lands) != 1 {
		return nil
	}
	return r.lands.byName[bare(c.Lands[0])]
}

// put copies what the gazetteer knows into a place. A state lies in nothing.
func put(into *trucewatch.Place, c gazetteer.Candidate) {
	position := c.Position
	into.Position = &position
	if c.Precision != "state" {
		into.Admin = slices.Clone(c.Admin)
	}
}

// placeArea gives a described area its position where the gazetteer has its name:
// "southern Syria".
func (w *work) placeArea(a trucewatch.Place) trucewatch.Place {
	if found := w.findArea(a.Name, a.Land); found != nil {
		put(&a, *found)
	}
	return a
}

// findArea looks up an area that a description names, in a land.
func (w *work) findArea(name, land string) *gazetteer.Candidate {
	var context gazetteer.Context
	for _, l := range w.rules.lands.byName {
		if l.id == land {
			context.Lands = []string{l.name}
			break
		}
	}
	return w.rules.sure(name, context)
}

// knownArea returns the ID of an area that has a name of its own in our list, so
// that "Syria's south" and "southern Syria" are one, or that of the place that reports
// name and that is the same; or "".
func (w *work) knownArea(name, land string) string {
	found := w.findArea(name, land)
	if found == nil {
		return ""
	}
	if id := w.located[found.Source+" "+found.ID]; id != "" {
		return id
	}
	if found.Source != gazetteer.Overlay || w.clusterOf(found.ID) != nil {
		return ""
	}
	return found.ID
}

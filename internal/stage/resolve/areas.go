package resolve

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// area returns the ID of the place that a description without a name stands for:
// the capital of a land, a part of one ("southern Syria"), or the area itself
// ("the buffer zone").
func (w *work) area(d *document, m int) string {
	p := w.take(d, m)
	if len(p.words) == 0 || p.pronoun {
		return ""
	}
	if p.lemma == "capital" && len(p.lands) > 0 && len(p.lands[0].capitals) > 0 {
		return w.capital(p.lands[0])
	}
	name := strings.Join(withoutDeterminers(strings.Fields(p.text)), " ")
	if id := w.province(d, m, p.words); id != "" {
		if a := w.areas[id]; a != nil && !slices.Contains(a.Aliases, name) {
			a.Aliases = append(a.Aliases, name)
			slices.Sort(a.Aliases)
		}
		return id
	}
	if id := w.listed(d, m); id != "" {
		return id
	}
	land := ""
	if len(p.lands) > 0 {
		land = p.lands[0].id
	} else if d.home != nil {
		if part := partOf(p.words, d.home); part != "" && w.findArea(part, d.home.id) != nil {
			return w.addArea(translit.Slug(part), part, d.home.id)
		}
	}
	return w.addArea(translit.Slug(name), name, land)
}

// province returns the area around a town that a description means by the word for
// it: "the northern countryside of A" is in the province that has A's name. It
// returns "" where the gazetteer has none.
func (w *work) province(d *document, m int, words []string) string {
	if !slices.ContainsFunc(words, func(word string) bool { return word == "countryside" || word == "province" || word == "governorate" }) {
		return ""
	}
	for _, n := range d.names[d.claims.Mentions[m].Sentence] {
		other := d.claims.Mentions[n]
		if !d.claims.Mentions[m].Contains(other.Span) || other.Kind != trucewatch.PlaceKind {
			continue
		}
		name, land := other.Of(d.reading.Report.Text), ""
		if d.home != nil {
			land = d.home.id
		}
		for _, suffix := range []string{" countryside", " province", " governorate"} {
			if found := w.findArea(name+suffix, land); found != nil && found.Source == gazetteer.Overlay {
				return w.addArea(translit.Slug(found.Name), found.Name, land)
			}
		}
		return ""
	}
	return ""
}

// listed returns the first place that a description with several names: "the north
// of A, B and the C region".
func (w *work) listed(d *document, m int) string {
	mention := d.claims.Mentions[m]
	text := d.reading.Report.Text
	if !strings.Contains(mention.Of(text), ", ") {
		return ""
	}
	for _, n := range d.names[mention.Sentence] {
		other := d.claims.Mentions[n]
		if mention.Contains(other.Span) && other.Kind == trucewatch.PlaceKind && w.rules.lands.named(other.Of(text), false) == nil {
			return w.nameOf(d, n)
		}
	}
	return ""
}

// partOf turns "the entire south" or "the country's south" into a part of the land
// that the report is set in, "southern Syria"; or returns "".
func partOf(words []string, home *land) string {
	var part strings.Builder
	for _, word := range words {
		switch word {
		case "the", "entire", "whole", "country", "nation", "s":
		case "south", "north", "east", "west", "southeast", "southwest", "northeast", "northwest":
			part.WriteString(word + "ern ")
		default:
			return ""
		}
	}
	if part.Len() == 0 {
		return ""
	}
	return part.String() + home.name
}

func (w *work) capital(l *land) string {
	for _, name := range l.capitals {
		if c := w.clusters.of(trucewatch.PlaceKind, name); c != nil {
			return c.id
		}
	}
	return w.addArea(translit.Slug(l.capitals[0]), l.capitals[0], l.id)
}

func (w *work) addArea(id, name, land string) string {
	if c := w.clusterOf(id); c != nil && c.kind != trucewatch.PlaceKind {
		id = "area-" + id
	} else if c != nil {
		return id
	}
	if known := w.knownArea(name, land); known != "" {
		id = known
	}
	if w.clusterOf(id) != nil {
		return id // a report names it
	}
	a := w.areas[id]
	if a == nil {
		a = &trucewatch.Place{ID: id, Name: name, Land: land}
		w.areas[id] = a
	}
	if !slices.Contains(a.Aliases, name) {
		a.Aliases = append(a.Aliases, name)
		slices.Sort(a.Aliases)
		a.Name = a.Aliases[0]
	}
	return id
}

// landOf returns the ID of the land that a place cluster lies in, or "".
func (w *work) landOf(c *cluster) string {
	if c.land != nil {
		return c.land.id
	}
	for _, f := range c.forms {
		for _, key := range []string{bare(f.text), strings.Join(plain(f.words), " ")} {
			if l := w.rules.lands.byCapital[key]; l != nil {
				return l.id
			}
			if l := w.rules.lands.byCity[key]; l != nil {
				return l.id
			}
		}
	}
	return ""
}

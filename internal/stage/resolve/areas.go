package resolve

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
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
	land := ""
	if len(p.lands) > 0 {
		land = p.lands[0].id
	}
	return w.addArea(translit.Slug(name), name, land)
}

func (w *work) capital(l *land) string {
	for _, name := range l.capitals {
		if f := w.clusters.forms[formKey(trucewatch.PlaceKind, name)]; f != nil && f.cluster != nil {
			return f.cluster.id
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

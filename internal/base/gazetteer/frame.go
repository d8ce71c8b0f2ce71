package gazetteer

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/trucewatch/trucewatch"
)

// Outline is the border of a disputed land: coarse, good to a few kilometres.
type Outline struct {
	Name, Note string
	Points     []trucewatch.Position
}

// Outlines lists the disputed lands, for maps.
func (g *Gazetteer) Outlines() []Outline {
	out := make([]Outline, len(g.disputed))
	for i, d := range g.disputed {
		out[i] = Outline{d.name, d.note, slices.Clone(d.outline)}
	}
	return out
}

// Towns lists the inhabited places of the cut that have at least so many people, the
// largest first, for maps.
func (g *Gazetteer) Towns(least int) ([]Row, error) {
	seen := map[string]bool{}
	var out []Row
	for _, open := range g.cuts {
		c, err := open()
		if err != nil {
			return nil, err
		}
		for i := range c.rows {
			if r, ok := c.row(strconv.Itoa(i)); ok && r.Population >= least && !r.wide() && !seen[r.ID] {
				seen[r.ID] = true
				out = append(out, r)
			}
		}
	}
	slices.SortFunc(out, func(a, b Row) int { return cmp.Or(cmp.Compare(b.Population, a.Population), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

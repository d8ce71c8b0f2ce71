package book

import (
	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Place is the place of an ID; nil where there is none.
func (b *Book) Place(id string) *record.Place {
	i, known := b.places[id]
	if !known {
		return nil
	}
	return &b.R.Places[i]
}

// Ground tells how a place lies to the zones of an agreement, as far as its name or its
// position says. It is asked for every happening, by the incidents and again by the
// allegations, so answers are kept.
func (b *Book) Ground(a *agreement.Agreement, place string) []agreement.ZoneTest {
	return b.ground.Of([2]string{a.ID, place}, func() []agreement.ZoneTest { return b.survey(a, place) })
}

func (b *Book) survey(a *agreement.Agreement, place string) []agreement.ZoneTest {
	p := b.Place(place)
	if p == nil {
		return nil
	}
	var out []agreement.ZoneTest
	for k := range a.Zones {
		if t := lies(&a.Zones[k], p); t != nil {
			out = append(out, *t)
		}
	}
	return out
}

// lies lays a place on a zone, by its name or by its position, or returns nil where
// neither is of use.
func lies(z *agreement.Zone, p *record.Place) *agreement.ZoneTest {
	if z.IsNamed(append([]string{p.Name}, p.Aliases...)...) {
		t := z.Named()
		return &t
	}
	if p.Lat == nil || p.Lon == nil {
		return nil
	}
	radius := 0.0
	if p.RadiusKM != nil {
		radius = *p.RadiusKM
	}
	t := z.Test(agreement.Point{Lon: *p.Lon, Lat: *p.Lat}, radius)
	return &t
}

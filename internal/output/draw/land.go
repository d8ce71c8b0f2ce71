package draw

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
)

// Ground is what a map is drawn on: coasts, borders and towns to find one's way by,
// the outlines of disputed lands, and the zones of agreements.
type Ground struct {
	Towns      []gazetteer.Row // the largest first
	Outlines   []gazetteer.Outline
	Agreements []agreement.Agreement
	lines      []groundLine
}

// NewGround takes the ground from a gazetteer, which may be nil, and known agreements.
func NewGround(g *gazetteer.Gazetteer, known []agreement.Agreement) (*Ground, error) {
	out := &Ground{Agreements: known}
	if g == nil {
		return out, nil
	}
	towns, err := g.Towns(leastTown)
	if err != nil {
		return nil, fmt.Errorf("listing towns for the map: %w", err)
	}
	lines, err := g.Lines()
	if err != nil {
		return nil, fmt.Errorf("listing coasts and borders for the map: %w", err)
	}
	out.Towns, out.Outlines, out.lines = towns, g.Outlines(), groundLines(lines)
	return out, nil
}

const (
	leastTown = 3000 // people of a town that a map shows
	mostTowns = 28
	townGap   = 34 // units between two towns that are drawn
)

// Town is a place that nothing happened in, drawn for the sake of finding one's way.
type Town struct {
	X, Y     float64
	Lon, Lat float64
	Name     string
}

// Area is a zone of an agreement. Its border is only as accurate as the pack says;
// Band is that accuracy as a width to draw.
type Area struct {
	Path   string // of an SVG path
	Closed bool
	Band   float64
	Zone   agreement.Zone
	Of     string // name of the agreement
}

// Land is a disputed land.
type Land struct {
	Path, Name, Note string
	X, Y             float64 // of its name
	Label            bool
	Points           []agreement.Point
}

// towns chooses the largest towns of the frame that do not crowd each other or a spot
// and whose names have room: a dot without a name helps nobody.
func (m *Map) towns(all []gazetteer.Row) {
	far := func(x, y, gap float64) bool {
		return !slices.ContainsFunc(m.Towns, func(t Town) bool { return math.Abs(t.X-x) < gap*2 && math.Abs(t.Y-y) < gap }) &&
			!slices.ContainsFunc(m.Spots, func(s Spot) bool { return math.Hypot(s.X-x, s.Y-y) < s.Size+gap/2 })
	}
	for _, t := range all {
		if len(m.Towns) == mostTowns {
			return
		}
		if !m.holds(t.Lon, t.Lat) {
			continue
		}
		x, y := m.x(t.Lon), m.y(t.Lat)
		name := box{x - 2, y - 8, x + 6 + 6.6*float64(len([]rune(t.Name))), y + 8}
		if far(x, y, townGap) && m.free(name) {
			m.taken = append(m.taken, name)
			m.Towns = append(m.Towns, Town{X: x, Y: y, Lon: t.Lon, Lat: t.Lat, Name: t.Name})
		}
	}
}

// lands draws the disputed lands that reach into the frame.
func (m *Map) lands(all []gazetteer.Outline) {
	for _, o := range all {
		points := make([]agreement.Point, len(o.Points))
		x, y := 0.0, 0.0
		for i, p := range o.Points {
			points[i] = agreement.Point{Lat: p.Lat, Lon: p.Lon}
			x, y = x+m.x(p.Lon)/float64(len(points)), y+m.y(p.Lat)/float64(len(points))
		}
		if m.reaches(points) && m.extent(points) >= smallestZone {
			l := Land{Path: m.path(points, true), Name: o.Name, Note: o.Note, X: round(x), Y: round(y), Points: points}
			half := 2.8 * float64(len([]rune(o.Name)))
			name := box{x - half, y - 10, x + half, y + 4}
			if l.Label = m.extent(points) > 2*half && m.free(name); l.Label {
				m.taken = append(m.taken, name)
			}
			m.Lands = append(m.Lands, l)
		}
	}
}

// zones draws the zones of agreements that reach into the frame.
func (m *Map) zones(agreements []agreement.Agreement) {
	for _, a := range agreements {
		for _, z := range a.Zones {
			points := z.Polygon
			if len(points) == 0 {
				points = z.Line
			}
			switch {
			case !m.reaches(points):
			case m.extent(points) < smallestZone:
				m.Tiny++
			default:
				m.Areas = append(m.Areas, Area{
					Path: m.path(points, len(z.Polygon) > 0), Closed: len(z.Polygon) > 0, Band: round(2 * z.AccuracyKM * m.km()), Zone: z, Of: a.Name,
				})
			}
		}
	}
}

func (m *Map) path(points []agreement.Point, closed bool) string {
	var b strings.Builder
	for i, p := range points {
		fmt.Fprintf(&b, "%c%g %g", "ML"[min(i, 1)], m.x(p.Lon), m.y(p.Lat))
	}
	if closed {
		b.WriteByte('Z')
	}
	return b.String()
}

// reaches reports whether the box around points touches the frame.
func (m *Map) reaches(points []agreement.Point) bool {
	if len(points) == 0 {
		return false
	}
	b := boxOf(points)
	return b.West < m.Frame.East && b.East > m.Frame.West && b.South < m.Frame.North && b.North > m.Frame.South
}

// extent is the longer side of a chain of points as drawn.
func (m *Map) extent(points []agreement.Point) float64 {
	b := boxOf(points)
	return max(m.x(b.East)-m.x(b.West), m.y(b.South)-m.y(b.North))
}

package draw

import (
	"fmt"
	"math"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/output/query"
)

// Chains are the coasts or the borders of one kind that reach into a frame.
type Chains struct {
	Kind   gazetteer.LineKind
	Chains [][]agreement.Point
	Path   string // of an SVG path with all of them
}

const (
	beside    = 0.5 // of the frame, beyond each edge: what a drag brings in view
	leastStep = 1.8 // units between two points that are drawn
)

// groundLine is a line with the box around it, so that most are passed over at once.
type groundLine struct {
	kind   gazetteer.LineKind
	points []agreement.Point
	box    query.Box
}

func groundLines(lines []gazetteer.Line) []groundLine {
	out := make([]groundLine, len(lines))
	for i, l := range lines {
		points := make([]agreement.Point, len(l.Points))
		for j, p := range l.Points {
			points[j] = agreement.Point{Lat: p.Lat, Lon: p.Lon}
		}
		out[i] = groundLine{l.Kind, points, boxOf(points)}
	}
	return out
}

// lines takes the parts of coasts and borders that reach into the frame, with as many
// points as can be told apart in it.
func (m *Map) lines(all []groundLine) {
	w, h := m.Frame.East-m.Frame.West, m.Frame.North-m.Frame.South
	around := query.Box{West: m.Frame.West - w*beside, South: m.Frame.South - h*beside, East: m.Frame.East + w*beside, North: m.Frame.North + h*beside}
	by := map[gazetteer.LineKind][][]agreement.Point{}
	for _, l := range all {
		if meets(l.box, around) {
			by[l.kind] = append(by[l.kind], m.within(l.points, around)...)
		}
	}
	for _, kind := range []gazetteer.LineKind{gazetteer.Coast, gazetteer.Border, gazetteer.Disputed} {
		if len(by[kind]) == 0 {
			continue
		}
		var path strings.Builder
		for _, chain := range by[kind] {
			m.step(&path, chain)
		}
		m.Ground = append(m.Ground, Chains{kind, by[kind], path.String()})
	}
}

func meets(a, b query.Box) bool {
	return a.West < b.East && a.East > b.West && a.South < b.North && a.North > b.South
}

// within cuts a line to the pieces that have a part in a box.
func (m *Map) within(points []agreement.Point, b query.Box) [][]agreement.Point {
	var out [][]agreement.Point
	var chain []agreement.Point
	end := func() {
		if len(chain) > 1 {
			out = append(out, chain)
		}
		chain = nil
	}
	lastX, lastY := 0.0, 0.0
	for i := 1; i < len(points); i++ {
		p, q := points[i-1], points[i]
		if max(p.Lon, q.Lon) < b.West || min(p.Lon, q.Lon) > b.East || max(p.Lat, q.Lat) < b.South || min(p.Lat, q.Lat) > b.North {
			end()
			continue
		}
		if chain == nil {
			chain, lastX, lastY = append(chain, p), m.x(p.Lon), m.y(p.Lat)
		}
		x, y := m.x(q.Lon), m.y(q.Lat)
		if i < len(points)-1 && math.Hypot(x-lastX, y-lastY) < leastStep {
			continue
		}
		chain, lastX, lastY = append(chain, q), x, y
	}
	end()
	return out
}

// step writes a chain as steps in tenths of a unit, which are shorter than points.
func (m *Map) step(path *strings.Builder, chain []agreement.Point) {
	lastX, lastY := 0.0, 0.0
	for i, p := range chain {
		x, y := math.Round(m.x(p.Lon)*10), math.Round(m.y(p.Lat)*10)
		if i == 0 {
			fmt.Fprintf(path, "M%g %gl", x/10, y/10)
		} else {
			fmt.Fprintf(path, "%g %g ", (x-lastX)/10, (y-lastY)/10)
		}
		lastX, lastY = x, y
	}
}

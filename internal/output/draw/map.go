package draw

import (
	"fmt"
	"math"
	"slices"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/output/query"
)

// Map shows places in a frame, in the plain projection: degrees of longitude are
// shortened as they are at the middle of the frame.
type Map struct {
	Width, Height float64
	Frame         query.Box
	Spots         []Spot // the busiest last
	Areas         []Area
	Lands         []Land
	Towns         []Town
	Ground        []Chains // coasts and borders, those in dispute last
	Meridians     []Tick
	Parallels     []Tick
	ScaleKM       int
	ScaleWidth    float64
	Ruler         Ruler
	Unplaced      int // happenings whose place is not known
	Outside       int // happenings outside the frame
	Tiny          int // zones that would be too small to see
	taken         []box
}

// Ruler is where the length of the scale is drawn: above the names of the degrees.
type Ruler struct{ X, Y, Width float64 }

const (
	rulerText           = 56 // units that the longest name of a length takes
	mapWidth, mapHeight = 960, 600
	kmPerDegree         = 111.2
	smallestFrame       = 0.2 // degrees
	smallestZone        = 40  // as drawn
)

// Size is how large a map is drawn, in units: pixels, where it is not enlarged.
type Size struct{ Width, Height float64 }

// NewMap draws rows in a frame; without one, in the frame of all their places.
func NewMap(rows []*query.Row, ground *Ground, frame *query.Box) Map {
	return NewMapOf(Size{mapWidth, mapHeight}, rows, ground, frame)
}

// NewMapOf draws rows on a map of another size.
func NewMapOf(size Size, rows []*query.Row, ground *Ground, frame *query.Box) Map {
	m := Map{Width: size.Width, Height: size.Height}
	m.spotsOf(rows)
	m.Frame = m.around(frame)
	m.project()
	m.Meridians = degrees(m.Frame.West, m.Frame.East, func(x float64) float64 { return m.x(x) }, "E", "W")
	m.Parallels = degrees(m.Frame.South, m.Frame.North, func(y float64) float64 { return m.y(y) }, "N", "S")
	m.ruler()
	m.margins()
	m.lines(ground.lines)
	m.lands(ground.Outlines)
	m.zones(ground.Agreements)
	m.towns(ground.Towns)
	return m
}

// around widens a frame to the shape of the map. Without a frame it takes one that
// holds the middle nine tenths of the places, so that a far capital does not make
// all else small.
func (m *Map) around(frame *query.Box) query.Box {
	b := query.Box{West: -20, South: -10, East: 60, North: 50}
	if frame != nil {
		b = *frame
	} else if len(m.Spots) > 0 {
		var lon, lat []float64
		for _, s := range m.Spots {
			for range s.Rows {
				lon, lat = append(lon, *s.Place.Lon), append(lat, *s.Place.Lat)
			}
		}
		slices.Sort(lon)
		slices.Sort(lat)
		cut := len(lon) / 20
		b = query.Box{West: lon[cut], South: lat[cut], East: lon[len(lon)-1-cut], North: lat[len(lat)-1-cut]}
		dx, dy := max((b.East-b.West)*0.15, smallestFrame), max((b.North-b.South)*0.15, smallestFrame)
		b = query.Box{West: b.West - dx, South: b.South - dy, East: b.East + dx, North: b.North + dy}
	}
	return m.shaped(b)
}

// shaped widens a frame to the shape of the map.
func (m *Map) shaped(b query.Box) query.Box {
	shorten := math.Cos((b.South + b.North) / 2 * math.Pi / 180)
	width, height := (b.East-b.West)*shorten, b.North-b.South
	if wanted := height * m.Width / m.Height; width < wanted {
		more := (wanted - width) / shorten / 2
		b.West, b.East = b.West-more, b.East+more
	} else {
		more := (width*m.Height/m.Width - height) / 2
		b.South, b.North = b.South-more, b.North+more
	}
	return bounded(b)
}

func round3(x float64) float64 { return math.Round(x*1000) / 1000 }

func (m *Map) x(lon float64) float64 {
	return round((lon - m.Frame.West) / (m.Frame.East - m.Frame.West) * m.Width)
}

func (m *Map) y(lat float64) float64 {
	return round((m.Frame.North - lat) / (m.Frame.North - m.Frame.South) * m.Height)
}

// km is how wide a kilometre is drawn.
func (m *Map) km() float64 { return m.Height / ((m.Frame.North - m.Frame.South) * kmPerDegree) }

// holds reports whether a point lies in the frame.
func (m *Map) holds(lon, lat float64) bool {
	return lon >= m.Frame.West && lon <= m.Frame.East && lat >= m.Frame.South && lat <= m.Frame.North
}

// boxOf is the box around points.
func boxOf(points []agreement.Point) query.Box {
	b := query.Box{West: math.Inf(1), South: math.Inf(1), East: math.Inf(-1), North: math.Inf(-1)}
	for _, p := range points {
		b.West, b.East = min(b.West, p.Lon), max(b.East, p.Lon)
		b.South, b.North = min(b.South, p.Lat), max(b.North, p.Lat)
	}
	return b
}

// degrees marks whole or round degrees between two bounds.
func degrees(from, to float64, at func(float64) float64, plus, minus string) []Tick {
	step := 0.0
	for _, s := range []float64{0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 45} {
		if step = s; (to-from)/s <= 7 {
			break
		}
	}
	var out []Tick
	for d := math.Ceil(from/step) * step; d <= to; d += step {
		side := plus
		if d < 0 {
			side = minus
		}
		out = append(out, Tick{at(d), fmt.Sprintf("%g° %s", math.Abs(math.Round(d*1000)/1000), side)})
	}
	return out
}

// ruler chooses a round length that is a good sixth of the map at most.
func (m *Map) ruler() {
	m.ScaleKM = max(int(niceStep(m.Width/6/m.km()/2.5)), 1)
	m.ScaleWidth = round(float64(m.ScaleKM) * m.km())
	width := max(m.ScaleWidth, rulerText) + 20
	m.Ruler = Ruler{X: m.Width - width - 8, Y: m.Height - 48, Width: width}
}

// margins keeps names off the ruler and the names of the degrees.
func (m *Map) margins() {
	m.taken = append(m.taken, box{m.Ruler.X, m.Ruler.Y, m.Width, m.Height})
	for _, t := range m.Meridians {
		m.taken = append(m.taken, box{t.At, m.Height - 16, t.At + 44, m.Height})
	}
	for _, t := range m.Parallels {
		m.taken = append(m.taken, box{0, t.At - 14, 48, t.At})
	}
}

// Zoomed returns the frame made larger or smaller around its middle.
func (m *Map) Zoomed(factor float64) query.Box {
	dx, dy := (m.Frame.East-m.Frame.West)/2*factor, (m.Frame.North-m.Frame.South)/2*factor
	x, y := (m.Frame.East+m.Frame.West)/2, (m.Frame.North+m.Frame.South)/2
	return bounded(query.Box{West: x - dx, South: y - dy, East: x + dx, North: y + dy})
}

// Moved returns the frame moved by parts of its width and height.
func (m *Map) Moved(east, north float64) query.Box {
	dx, dy := (m.Frame.East-m.Frame.West)*east, (m.Frame.North-m.Frame.South)*north
	return bounded(query.Box{West: m.Frame.West + dx, South: m.Frame.South + dy, East: m.Frame.East + dx, North: m.Frame.North + dy})
}

func bounded(b query.Box) query.Box {
	return query.Box{West: max(round3(b.West), -180), South: max(round3(b.South), -89), East: min(round3(b.East), 180), North: min(round3(b.North), 89)}
}

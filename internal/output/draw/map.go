package draw

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/agreement"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Spot is one place on the map with the happenings there.
type Spot struct {
	X, Y, Radius float64 // Radius is how closely the place is known
	Size         float64 // of the dot, by the number of happenings
	Place        *record.Place
	Rows         []*query.Row
	Label        bool // whether there is room for its name
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

// Map shows places in a frame, in the plain projection: degrees of longitude are
// shortened as they are at the middle of the frame.
type Map struct {
	Width, Height float64
	Frame         query.Box
	Spots         []Spot
	Areas         []Area
	Meridians     []Tick
	Parallels     []Tick
	ScaleKM       int
	ScaleWidth    float64
	Unplaced      int // happenings whose place is not known
	Outside       int // happenings outside the frame
	Tiny          int // zones that would be too small to see
}

const (
	mapWidth, mapHeight = 960, 600
	kmPerDegree         = 111.2
	smallestFrame       = 0.2 // degrees
	mostLabels          = 30
	smallestZone        = 40 // as drawn
)

// NewMap draws rows in a frame; without one, in the frame of all their places.
func NewMap(rows []*query.Row, agreements []agreement.Agreement, frame *query.Box) Map {
	m := Map{Width: mapWidth, Height: mapHeight}
	at := map[string]int{}
	for _, r := range rows {
		p := r.Where
		if p == nil || p.Lat == nil || p.Lon == nil {
			m.Unplaced++
			continue
		}
		i, known := at[p.ID]
		if !known {
			i = len(m.Spots)
			at[p.ID] = i
			m.Spots = append(m.Spots, Spot{Place: p})
		}
		m.Spots[i].Rows = append(m.Spots[i].Rows, r)
	}
	m.Frame = m.around(frame)
	m.project()
	m.zones(agreements)
	m.Meridians = degrees(m.Frame.West, m.Frame.East, func(x float64) float64 { return m.x(x) }, "E", "W")
	m.Parallels = degrees(m.Frame.South, m.Frame.North, func(y float64) float64 { return m.y(y) }, "N", "S")
	m.ruler()
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
	shorten := math.Cos((b.South + b.North) / 2 * math.Pi / 180)
	width, height := (b.East-b.West)*shorten, b.North-b.South
	if wanted := height * mapWidth / mapHeight; width < wanted {
		more := (wanted - width) / shorten / 2
		b.West, b.East = b.West-more, b.East+more
	} else {
		more := (width*mapHeight/mapWidth - height) / 2
		b.South, b.North = b.South-more, b.North+more
	}
	return query.Box{West: max(round3(b.West), -180), South: max(round3(b.South), -89), East: min(round3(b.East), 180), North: min(round3(b.North), 89)}
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

// project places the spots, the busiest last so that they lie on top, and counts
// what is outside.
func (m *Map) project() {
	var inside []Spot
	for _, s := range m.Spots {
		if *s.Place.Lon < m.Frame.West || *s.Place.Lon > m.Frame.East || *s.Place.Lat < m.Frame.South || *s.Place.Lat > m.Frame.North {
			m.Outside += len(s.Rows)
			continue
		}
		s.X, s.Y = m.x(*s.Place.Lon), m.y(*s.Place.Lat)
		if s.Place.RadiusKM != nil {
			s.Radius = round(*s.Place.RadiusKM * m.km())
		}
		s.Size = round(4 + 2*math.Sqrt(float64(len(s.Rows))))
		inside = append(inside, s)
	}
	slices.SortStableFunc(inside, func(a, b Spot) int {
		return cmp.Or(cmp.Compare(len(a.Rows), len(b.Rows)), cmp.Compare(a.Place.ID, b.Place.ID))
	})
	m.Spots = inside
	m.label()
}

// label names the busiest places as long as their names do not lie on each other.
func (m *Map) label() {
	type box struct{ left, top, right, bottom float64 }
	var taken []box
	for i := len(m.Spots) - 1; i >= 0 && len(taken) < mostLabels; i-- {
		s := &m.Spots[i]
		b := box{s.X + s.Size, s.Y - 9, s.X + s.Size + 7.5*float64(len([]rune(s.Place.Name))) + 6, s.Y + 9}
		if b.right > m.Width || slices.ContainsFunc(taken, func(t box) bool {
			return b.left < t.right && t.left < b.right && b.top < t.bottom && t.top < b.bottom
		}) {
			continue
		}
		s.Label = true
		taken = append(taken, b)
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
			reaches := slices.ContainsFunc(points, func(p agreement.Point) bool {
				return p.Lon > m.Frame.West && p.Lon < m.Frame.East && p.Lat > m.Frame.South && p.Lat < m.Frame.North
			})
			if !reaches {
				continue
			}
			if m.extent(points) < smallestZone {
				m.Tiny++
				continue
			}
			var b strings.Builder
			for i, p := range points {
				fmt.Fprintf(&b, "%c%g %g", "ML"[min(i, 1)], m.x(p.Lon), m.y(p.Lat))
			}
			if len(z.Polygon) > 0 {
				b.WriteByte('Z')
			}
			m.Areas = append(m.Areas, Area{Path: b.String(), Closed: len(z.Polygon) > 0, Band: round(2 * z.AccuracyKM * m.km()), Zone: z, Of: a.Name})
		}
	}
}

// extent is the longer side of a chain of points as drawn.
func (m *Map) extent(points []agreement.Point) float64 {
	left, right, top, bottom := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, p := range points {
		left, right = min(left, m.x(p.Lon)), max(right, m.x(p.Lon))
		top, bottom = min(top, m.y(p.Lat)), max(bottom, m.y(p.Lat))
	}
	return max(right-left, bottom-top)
}

// degrees marks whole or round degrees between two bounds.
func degrees(from, to float64, at func(float64) float64, plus, minus string) []Tick {
	step := 0.0
	for _, s := range []float64{0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 45} {
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
		out = append(out, Tick{at(d), fmt.Sprintf("%g° %s", math.Abs(math.Round(d*100)/100), side)})
	}
	return out
}

// ruler chooses a round length that is a good sixth of the map at most.
func (m *Map) ruler() {
	m.ScaleKM = max(int(niceStep(m.Width/6/m.km()/2.5)), 1)
	m.ScaleWidth = round(float64(m.ScaleKM) * m.km())
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

package draw

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Spot is one place on the map with the happenings there, or several places that lie
// too close to be told apart in this frame.
type Spot struct {
	X, Y, Radius float64 // Radius is how closely a single place is known
	Size         float64 // of the dot, by the number of happenings
	Place        *record.Place
	Places       []*record.Place // the busiest first
	Rows         []*query.Row
	Within       query.Box // a frame in which its places come apart
	Label        bool      // whether there is room for its name
}

// Many reports whether the spot stands for several places.
func (s Spot) Many() bool { return len(s.Places) > 1 }

// Name names the place, or the busiest of them.
func (s Spot) Name() string {
	if !s.Many() {
		return s.Place.Name
	}
	names := make([]string, 0, len(s.Places))
	for _, p := range s.Places[:min(namesInAll, len(s.Places))] {
		names = append(names, p.Name)
	}
	if n := len(s.Places) - len(names); n > 0 {
		names = append(names, fmt.Sprintf("%d more", n))
	}
	return strings.Join(names, ", ")
}

// Counted reports whether the number of happenings has room in the dot.
func (s Spot) Counted() bool { return len(s.Rows) > 1 && s.Size >= roomForNumber }

const (
	mostLabels    = 30
	namesInAll    = 5
	smallestDot   = 4
	largestDot    = 18
	roomForNumber = 9
	letter        = 8
	together      = 22 // units between two places that are drawn as one
	fewestApart   = 12 // places that are never drawn as one unless they cover each other
)

// spotsOf gathers rows by place.
func (m *Map) spotsOf(rows []*query.Row) {
	at := map[*record.Place]int{}
	for _, r := range rows {
		p := r.Where
		if p == nil || p.Lat == nil || p.Lon == nil {
			m.Unplaced++
			continue
		}
		i, known := at[p]
		if !known {
			i = len(m.Spots)
			at[p] = i
			m.Spots = append(m.Spots, Spot{Place: p, Places: []*record.Place{p}})
		}
		m.Spots[i].Rows = append(m.Spots[i].Rows, r)
	}
}

// project places the spots, the busiest last so that they lie on top, and counts
// what is outside.
func (m *Map) project() {
	var inside []Spot
	for _, s := range m.Spots {
		if !m.holds(*s.Place.Lon, *s.Place.Lat) {
			m.Outside += len(s.Rows)
			continue
		}
		s.X, s.Y = m.x(*s.Place.Lon), m.y(*s.Place.Lat)
		if s.Place.RadiusKM != nil {
			s.Radius = round(*s.Place.RadiusKM * m.km())
		}
		inside = append(inside, s)
	}
	slices.SortStableFunc(inside, func(a, b Spot) int {
		return cmp.Or(cmp.Compare(len(b.Rows), len(a.Rows)), cmp.Compare(a.Place.ID, b.Place.ID))
	})
	busiest := 0
	if len(inside) > 0 {
		busiest = len(inside[0].Rows)
	}
	m.Spots = m.clustered(inside, func(rows int) float64 {
		return min(smallestDot+math.Sqrt(float64(rows))*min(2, (largestDot-smallestDot)/math.Sqrt(float64(busiest))), largestDot)
	})
	slices.SortStableFunc(m.Spots, func(a, b Spot) int { return cmp.Compare(len(a.Rows), len(b.Rows)) })
	m.label()
}

// clustered draws places that lie too close as one, at the busiest of them. A dot grows
// with the number of its happenings, as size says, and takes in those that it would cover.
func (m *Map) clustered(spots []Spot, size func(rows int) float64) []Spot {
	gap := float64(together)
	if len(spots) <= fewestApart {
		gap = together / 3
	}
	var out []Spot
	for _, s := range spots {
		own := size(len(s.Rows))
		i := slices.IndexFunc(out, func(o Spot) bool { return math.Hypot(o.X-s.X, o.Y-s.Y) < max(gap, (o.Size+own)*0.8) })
		if i < 0 {
			s.Within = query.Box{West: *s.Place.Lon, East: *s.Place.Lon, South: *s.Place.Lat, North: *s.Place.Lat}
			s.Size = own
			out = append(out, s)
			continue
		}
		o := &out[i]
		o.Places, o.Rows, o.Radius = append(o.Places, s.Place), append(o.Rows, s.Rows...), 0
		o.Size = size(len(o.Rows))
		o.Within.West, o.Within.East = min(o.Within.West, *s.Place.Lon), max(o.Within.East, *s.Place.Lon)
		o.Within.South, o.Within.North = min(o.Within.South, *s.Place.Lat), max(o.Within.North, *s.Place.Lat)
	}
	for i := range out {
		out[i].Size = round(out[i].Size)
		b := &out[i].Within
		dx, dy := max((b.East-b.West)*0.3, smallestFrame/8), max((b.North-b.South)*0.3, smallestFrame/8)
		*b = m.shaped(query.Box{West: b.West - dx, South: b.South - dy, East: b.East + dx, North: b.North + dy})
	}
	return out
}

// label names the busiest places, as long as their names do not lie on each other or
// on a dot that is larger than a letter.
func (m *Map) label() {
	var taken []box
	free := func(b box) bool {
		onDot := slices.ContainsFunc(m.Spots, func(s Spot) bool {
			return s.Size > letter && s.box().touches(b)
		})
		if b.right > m.Width || onDot || slices.ContainsFunc(taken, b.touches) {
			return false
		}
		taken = append(taken, b)
		return true
	}
	for i := len(m.Spots) - 1; i >= 0 && len(taken) < mostLabels; i-- {
		s := &m.Spots[i]
		name := s.Place.Name
		if s.Many() {
			name += " +99"
		}
		s.Label = free(box{s.X + s.Size + 1, s.Y - 9, s.X + s.Size + 7.5*float64(len([]rune(name))) + 6, s.Y + 9})
	}
	m.taken = taken
}

// free reports whether no other name stands and no spot lies in a box of the map.
func (m *Map) free(b box) bool {
	onSpot := slices.ContainsFunc(m.Spots, func(s Spot) bool { return s.box().touches(b) })
	return b.left >= 0 && b.right <= m.Width && !onSpot && !slices.ContainsFunc(m.taken, b.touches)
}

// box is the room that a name or a dot takes.
type box struct{ left, top, right, bottom float64 }

func (s Spot) box() box { return box{s.X - s.Size, s.Y - s.Size, s.X + s.Size, s.Y + s.Size} }

func (b box) touches(t box) bool {
	return b.left < t.right && t.left < b.right && b.top < t.bottom && t.top < b.bottom
}

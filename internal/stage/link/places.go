package link

import (
	"math"

	"github.com/trucewatch/trucewatch"
)

// together reports whether two places may be the place of one happening: the
// same, a land and something in it, or one within the reach of the other, as a
// town in its province.
func (s *set) together(a, b string) bool {
	if a == b || s.states[a] || s.states[b] {
		return true
	}
	x, y := s.position[a], s.position[b]
	if x == nil || y == nil {
		return false
	}
	return distance(*x, *y) <= math.Max(x.RadiusKM, y.RadiusKM)
}

// earthKM is the mean radius of the earth.
const earthKM = 6371.0

// distance is the great-circle distance in kilometres (haversine formula).
func distance(a, b trucewatch.Position) float64 {
	rad := math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*rad, (b.Lon-a.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earthKM * math.Asin(math.Min(1, math.Sqrt(h)))
}

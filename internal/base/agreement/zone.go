package agreement

import "math"

// kmPerDegree is the length of a degree of latitude.
const kmPerDegree = 111.2

// ZoneTest is how a place lies to a zone.
type ZoneTest struct {
	Zone string
	// Inside is nil where it cannot be told: the place may lie on either side.
	Inside *bool
	// MarginKM is the distance from the place to the border, less the radius within
	// which the place is known. It is negative where that circle crosses the border.
	MarginKM float64
	// Why tells it in plain words.
	Why string
}

// Test says whether a point that is known within radiusKM lies in the zone. The
// drawn border alone never decides: within its stated accuracy the answer is open.
// In a line nothing lies; near it the answer is open too.
func (z *Zone) Test(p Point, radiusKM float64) ZoneTest {
	border := z.Polygon
	if len(border) == 0 {
		border = z.Line
	}
	t := ZoneTest{Zone: z.ID, MarginKM: math.Round((distance(p, border)-max(radiusKM, 0))*10) / 10}
	if t.MarginKM <= z.AccuracyKM {
		t.Why = "near the line of the " + z.Name
		return t
	}
	inside := len(z.Polygon) > 0 && contains(z.Polygon, p)
	t.Inside = &inside
	t.Why = "outside the " + z.Name
	if inside {
		t.Why = "inside the " + z.Name
	}
	return t
}

// Named is the test of a place that a report itself says to lie in the zone.
func (z *Zone) Named() ZoneTest {
	inside := true
	return ZoneTest{Zone: z.ID, Inside: &inside, Why: "the report names the " + z.Name}
}

// contains is the ray test in the plane. It does not depend on the way round.
func contains(ring []Point, p Point) bool {
	in := false
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon) {
			in = !in
		}
	}
	return in
}

// distance is how many kilometres lie between a point and a chain of points, on a
// plane that touches the Earth at the point; good to a percent within some 100 km.
func distance(p Point, chain []Point) float64 {
	kx := kmPerDegree * math.Cos(p.Lat*math.Pi/180)
	best := math.Inf(1)
	for i := 1; i < len(chain); i++ {
		ax, ay := (chain[i-1].Lon-p.Lon)*kx, (chain[i-1].Lat-p.Lat)*kmPerDegree
		bx, by := (chain[i].Lon-p.Lon)*kx, (chain[i].Lat-p.Lat)*kmPerDegree
		dx, dy := bx-ax, by-ay
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = min(1, max(0, -(ax*dx+ay*dy)/l))
		}
		best = min(best, math.Hypot(ax+t*dx, ay+t*dy))
	}
	return best
}
